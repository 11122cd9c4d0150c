// Compiled with `tsc --strict` against the packed package.
import { load, SCHEMA_VERSION, WillItRunError, type Answer, type Question } from "will-it-run";

const question: Question = { model: "qwen3-8b", rig: { devices: [{ hardware: "nvidia-rtx-4090", count: 2 }] }, context: 8192 };
const run = await load();
const answer: Answer = run.answer(question);
const speed: number = answer.decode?.tokens_per_second ?? 0;
const version: 1 = SCHEMA_VERSION;
for (const { value, answer, error } of run.sweep(question, "context", [4096, 8192])) {
  const tokens: number | undefined = value;
  if (answer) console.log(tokens, answer.fit, speed, version);
  else console.log(error);
}
try {
  run.answer({ ...question, model: "qwen3-9b" });
} catch (error) {
  if (error instanceof WillItRunError) console.log(error.code, error.field, error.near.join());
}
// @ts-expect-error a question has a rig
run.answer({ model: "qwen3-8b" });
// @ts-expect-error no such field
run.answer({ ...question, modell: "x" });
const file = await run.readGguf(new Blob([new Uint8Array(8)]));
const bits: number = file.bits_per_weight;
console.log(bits, file.answer({ rig: question.rig }).fit);
console.log(run.score("nvidia-rtx-4090").headline, run.breakEven({ question }).version, run.list().models.length, run.dataOf);
