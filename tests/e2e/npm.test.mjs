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

/** A header of a file of 16-bit floats as llama.cpp's converter writes it, as source for the script of a test. */
const gguf = String.raw`
      function write(architecture, h) {
        const parts = [];
        const u32 = (n) => parts.push(new Uint8Array(new Uint32Array([n]).buffer));
        const u64 = (n) => parts.push(new Uint8Array(new BigUint64Array([BigInt(n)]).buffer));
        const text = (s) => { const bytes = new TextEncoder().encode(s); u64(bytes.length); parts.push(bytes); };
        const d = h.embedding_length, q = h["attention.head_count"] * h["attention.key_length"], kv = h["attention.head_count_kv"] * h["attention.key_length"], ff = h.feed_forward_length;
        const tensors = [["token_embd", [d, h.vocab_size]], ["output_norm", [d]], ["output", [d, h.vocab_size]]];
        for (let i = 0; i < h.block_count; i += 1) {
          const shapes = { attn_norm: [d], attn_q: [d, q], attn_k: [d, kv], attn_v: [d, kv], attn_output: [q, d], attn_q_norm: [h["attention.key_length"]], attn_k_norm: [h["attention.key_length"]], ffn_norm: [d], ffn_gate: [d, ff], ffn_up: [d, ff], ffn_down: [ff, d] };
          for (const [name, shape] of Object.entries(shapes)) tensors.push(["blk." + i + "." + name, shape]);
        }
        const keys = Object.entries(h).filter(([, value]) => typeof value === "number" && value > 0);
        parts.push(new TextEncoder().encode("GGUF")); u32(3); u64(tensors.length); u64(3 + keys.length);
        text("general.architecture"); u32(8); text(architecture);
        text("general.name"); u32(8); text("My model");
        text("general.file_type"); u32(4); u32(1);
        for (const [key, value] of keys) { text(architecture + "." + key); u32(4); u32(value); }
        let offset = 0;
        for (const [name, shape] of tensors) {
          text(name + ".weight"); u32(shape.length); shape.forEach(u64);
          u32(shape.length === 1 ? 0 : 1); u64(offset);
          offset += Math.ceil(shape.reduce((a, b) => a * b) * (shape.length === 1 ? 4 : 2) / 32) * 32;
        }
        const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
        parts.reduce((at, part) => { bytes.set(part, at); return at + part.length; }, 0);
        return { bytes, size: Math.ceil(bytes.length / 32) * 32 + offset };
      }`;

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

  test("reads the header of a model file and answers with its own tensors", () => {
    const said = node(`
      import { readFileSync } from "node:fs";
      const catalog = JSON.parse(readFileSync(${JSON.stringify(here("../../dist/catalog.json"))}, "utf8"));
      ${gguf}
      const header = write("qwen3", catalog.models["qwen3-8b"].gguf);
      let read = 0;
      const blob = { size: header.size, slice(from, to) { read += to - from; return new Blob([header.bytes.subarray(from, to)]); } };
      const model = await run.readGguf(blob);
      const rig = { devices: [{ hardware: "nvidia-l40s" }] };
      const refused = [];
      for (const wrong of [new Uint8Array(3), new TextEncoder().encode("<!doctype html><title>Sign in</title>"), header.bytes.subarray(0, 999)]) {
        try { await run.readGguf(wrong); } catch (error) { refused.push([error instanceof WillItRunError, error.code, error.message]); }
      }
      const { version, fixes, sources, launch, ...own } = run.answer({ model: "qwen3-8b", quant: "F16", rig });
      console.log(JSON.stringify({ model, read, size: header.size, file: model.answer({ rig }), own, refused }));`);
    assert.equal(said.model.name, "My model");
    assert.deepEqual([said.model.architecture, said.model.quant, said.model.quant_from], ["qwen3", "F16", "file"]);
    assert.ok(said.model.parameters > 8e9 && said.model.parameters < 8.3e9);
    assert.ok(said.read < 3e6 && said.size > 16e9, `${said.read} of ${said.size}`);
    for (const part of ["weights", "kv_cache", "compute", "total"]) assert.equal(said.file.memory.device[part], said.own.memory.device[part], part);
    assert.equal(said.file.fit, said.own.fit);
    assert.deepEqual(said.refused.map(([own, code]) => [own, code]), [[true, "not-gguf"], [true, "not-gguf"], [true, "gguf-truncated"]]);
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
