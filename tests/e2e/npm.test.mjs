// The npm package: packed, installed in a fresh folder, used from Node, from a browser and from a worker, and compiled against.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { embedding } from "./support/embedding.mjs";
import { answers, breakEvens, prints } from "./support/host.mjs";
import { useSite } from "./support/site.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const QUESTION = { model: "qwen3-30b-a3b", quant: "Q5_K_M", context: 16384, rig: { devices: [{ hardware: "nvidia-rtx-3090", count: 2 }] } };

/** Runs to its end; what it printed. */
function run(folder, program, ...args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, `${program} ${args.join(" ")}: ${error ?? ""}${stdout}${stderr}`);
  return stdout;
}

describe("the npm package", { concurrency: false }, () => {
  const site = useSite();
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "will-it-run-npm-"));
    run(folder, "npm", "pack", here("../../dist/npm"), "--silent");
    const [packed] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
    run(folder, "npm", "install", "--offline", "--no-audit", "--no-fund", `./${packed}`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What a script in the fresh folder prints, as JSON. */
  const node = (script) => {
    writeFileSync(join(folder, "script.mjs"), `import { load, WillItRunError, SCHEMA_VERSION } from "will-it-run";\nconst run = await load();\n${script}`);
    return JSON.parse(run(folder, "node", "script.mjs"));
  };

  test("answers in Node as the command line does", () => {
    const { version, ...said } = node(`console.log(JSON.stringify(run.answer(${JSON.stringify(QUESTION)})))`);
    const [{ id, ok, ...answer }] = answers([QUESTION]);
    assert.equal(version, 1);
    assert.ok(ok && id === null);
    assert.deepEqual(said, answer);
  });

  test("sweeps, scores and breaks even, and lists what there is", () => {
    const said = node(`
      const swept = run.sweep(${JSON.stringify(QUESTION)}, "context", [8192, 0, 32768]);
      console.log(JSON.stringify({
        swept: swept.map(({ value, answer, error }) => [value, answer?.fit, error?.code]),
        score: run.score("nvidia-rtx-3090"), published: run.score({ hardware: "nvidia-rtx-3090" }, { basis: "as-published" }),
        cost: run.breakEven({ question: ${JSON.stringify(QUESTION)} }), listed: run.list().models.length, day: run.dataOf,
      }));`);
    const fits = answers([8192, 32768].map((context) => ({ ...QUESTION, context }))).map(({ fit }) => fit);
    assert.deepEqual(said.swept, [[8192, fits[0], null], [0, null, "out-of-range"], [32768, fits[1], null]]);
    const { ok, ...score } = JSON.parse(prints("score", "nvidia-rtx-3090"));
    assert.ok(ok);
    assert.deepEqual({ ...said.score, version: undefined }, { ...score, version: undefined });
    const { ok: fine, ...published } = JSON.parse(prints("score", "nvidia-rtx-3090", "--as-published"));
    assert.ok(fine);
    assert.deepEqual({ ...said.published, version: undefined }, { ...published, version: undefined });
    const [{ ok: reckoned, ...cost }] = breakEvens([{ question: QUESTION }]);
    assert.ok(reckoned);
    assert.deepEqual({ ...said.cost, version: undefined }, { ...cost, version: undefined });
    assert.ok(said.listed > 100);
    assert.match(said.day, /^\d{4}-\d{2}-\d{2}$/);
  });

  test("what is wrong is an Error with code, field and what might have been meant", () => {
    const said = node(`
      const faults = [];
      for (const ask of [() => run.answer({ ...${JSON.stringify(QUESTION)}, model: "qwen3-30b-a3c" }), () => run.answer({}), () => run.answer(null), () => run.score("no"), () => run.breakEven({ rig: 7 })]) {
        try { ask(); } catch (error) { faults.push([error instanceof WillItRunError, error instanceof Error, error.code, error.field, error.near.length > 0, error.message.length > 0]); }
      }
      let damaged;
      try { await load({ catalog: new Uint8Array(9) }); } catch (error) { damaged = error.code; }
      console.log(JSON.stringify({ faults, damaged }));`);
    assert.deepEqual(said.faults[0], [true, true, "unknown-model", "model", true, true]);
    assert.ok(said.faults.every(([own, error, code, , , words]) => own && error && code && words) && said.faults.length === 5, JSON.stringify(said.faults));
    assert.equal(said.damaged, "damaged-catalog");
  });

  test("an example compiles under tsc --strict", () => {
    copyFileSync(here("../npm/example.ts"), join(folder, "example.ts"));
    run(folder, "node", here("node_modules/typescript/bin/tsc"), "--strict", "--noEmit", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", "--lib", "es2022,dom", "example.ts");
  });

  test("answers in a browser and in a worker of another site", site.test(async ({ page, address, expectTrouble }) => {
    const host = await embedding(address());
    expectTrouble(new RegExp(`foreign request: (${host.address}|blob:)`));
    await page.goto(`${host.address}empty/`);
    const [window, worker] = await page.evaluate(async ([script, question]) => {
      const { load } = await import(script);
      const here = (await load()).answer(question);
      const code = `import { load } from ${JSON.stringify(script)}; const run = await load(); postMessage(run.answer(${JSON.stringify(question)}));`;
      const other = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
      return [here, await new Promise((then, not) => { other.onmessage = ({ data }) => then(data); other.onerror = not; })];
    }, [address("npm/index.js"), QUESTION]);
    assert.deepEqual(window, worker);
    const [{ fit, memory }] = answers([QUESTION]);
    assert.deepEqual([window.fit, window.memory], [fit, memory]);
    host.stop();
  }));
});
