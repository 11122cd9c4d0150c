// The same engine on the command line, for comparing figures.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The answers of `will-it-run answer` to questions, in their order. */
export function answers(questions) {
  // A program that is built already may be named; else cargo builds what is missing.
  const [program, ...first] = process.env.WILL_IT_RUN
    ? [process.env.WILL_IT_RUN]
    : ["cargo", "run", "--quiet", "--package", "will-it-run", "--no-default-features", "--bin", "will-it-run", "--"];
  const input = questions.map((question) => JSON.stringify(question)).join("\n");
  const run = spawnSync(program, [...first, "answer"], { cwd: root, input, encoding: "utf8", maxBuffer: 2 ** 26 });
  const lines = (run.stdout ?? "").trim().split("\n").filter((line) => line);
  if (lines.length !== questions.length) throw new Error(`will-it-run answered ${lines.length} of ${questions.length}: ${run.error ?? run.stderr}`);
  return lines.map((line) => JSON.parse(line));
}
