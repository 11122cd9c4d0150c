// The same engine on the command line, for comparing figures.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

// A program that is built already may be named; else cargo builds what is missing.
const [PROGRAM, ...FIRST] = process.env.WILL_IT_RUN
  ? [process.env.WILL_IT_RUN]
  : ["cargo", "run", "--quiet", "--package", "will-it-run", "--no-default-features", "--bin", "will-it-run", "--"];

/** What a command prints. */
export function prints(...args) {
  const run = spawnSync(PROGRAM, [...FIRST, ...args], { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (run.status !== 0) throw new Error(`will-it-run ${args.join(" ")}: ${run.error ?? run.stderr}`);
  return run.stdout;
}

/** The answers of `will-it-run answer` to questions, in their order. */
export const answers = (questions) => lines("answer", questions);

/** The answers of `will-it-run break-even`. */
export const breakEvens = (questions) => lines("break-even", questions);

/** A command's answers, one for each question. */
function lines(command, questions) {
  const input = questions.map((question) => JSON.stringify(question)).join("\n");
  const run = spawnSync(PROGRAM, [...FIRST, command], { cwd: root, input, encoding: "utf8", maxBuffer: 2 ** 26 });
  const found = (run.stdout ?? "").trim().split("\n").filter((line) => line);
  if (found.length !== questions.length) throw new Error(`will-it-run answered ${found.length} of ${questions.length}: ${run.error ?? run.stderr}`);
  return found.map((line) => JSON.parse(line));
}
