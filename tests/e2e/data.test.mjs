// The data files below api/v1/: complete, as their schemas say, and the same figures as the command line's.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { prints } from "./support/host.mjs";

const DIST = new URL("../../dist/", import.meta.url);
const API = new URL("api/v1/", DIST);
const read = (url) => JSON.parse(readFileSync(url, "utf8"));
const of = (path) => read(new URL(path, API));
const catalog = read(new URL("catalog.json", DIST));
const KINDS = ["index", "device", "model", "scores"];

/** Schemas under their own addresses, so that what they refer to is found as a reader's tools find it. */
const ajv = new Ajv2020({ allErrors: true });
for (const kind of KINDS) ajv.addSchema(of(`schema/${kind}.schema.json`), new URL(`schema/${kind}.schema.json`, API).href);
ajv.addSchema(read(new URL("catalog.schema.json", DIST)), new URL("catalog.schema.json", DIST).href);

/** What is wrong with a file by the schema that it names itself. */
function faults(data, url) {
  const validate = ajv.getSchema(new URL(data.$schema, url).href);
  assert.ok(validate, `${url} names a schema that is not there: ${data.$schema}`);
  return validate(data) ? [] : validate.errors.map(({ instancePath, message }) => `${url} ${instancePath} ${message}`);
}

describe("the data files", () => {
  test("are there for every device and every model, and for nothing else", () => {
    const ids = (folder) => readdirSync(new URL(folder, API)).map((name) => name.replace(/\.json$/, "")).sort();
    assert.deepEqual(ids("devices/"), Object.keys(catalog.hardware).sort());
    assert.deepEqual(ids("models/"), Object.keys(catalog.models).sort());
  });

  test("are what their schemas say", () => {
    const files = ["index.json", "scores.json", ...of("index.json").devices.map(({ href }) => href), ...of("index.json").models.map(({ href }) => href)];
    assert.ok(files.length > 800);
    assert.deepEqual(files.flatMap((path) => faults(of(path), new URL(path, API).href)).slice(0, 20), []);
  });

  // One change to a file, and where its schema must see it.
  const changes = [
    ["devices/nvidia-l40s.json", (data) => { data.sizes[0].score.headline = 1001; }, /headline/],
    ["devices/nvidia-l40s.json", (data) => { data.sizes[0].workloads[0].verdict = "perhaps"; }, /verdict/],
    ["devices/nvidia-l40s.json", (data) => { data.record.vendor = "nobody"; }, /record\/vendor/],
    ["devices/nvidia-l40s.json", (data) => { data.sizes = []; }, /sizes/],
    ["models/gpt-oss-20b.json", (data) => { data.quants[0].file_bytes = 1.5; }, /file_bytes/],
    ["models/gpt-oss-20b.json", (data) => { delete data.default_quant; }, /default_quant/],
    ["models/gpt-oss-20b.json", (data) => { data.version = "v2"; }, /version/],
    ["scores.json", (data) => { data.scores[0].score.tier = 1; }, /tier/],
    ["index.json", (data) => { delete data.models[0].href; }, /href/],
  ];
  for (const [path, change, place] of changes) {
    test(`${path} is refused by its schema after ${change}`, () => {
      const data = of(path);
      change(data);
      const found = faults(data, new URL(path, API).href);
      assert.ok(found.some((fault) => place.test(fault)), `${found}`);
    });
  }

  test("lead to each other, to the catalog and to the pages", () => {
    const index = of("index.json");
    for (const key of ["catalog", "catalog_schema", "openapi", "scores"]) assert.ok(existsSync(new URL(index[key], API)), key);
    for (const { href } of [...index.devices, ...index.models]) {
      const url = new URL(href, API);
      const { page, id } = read(url);
      assert.ok(existsSync(new URL(`${page}index.html`, url)), page);
      assert.ok(href.endsWith(`/${id}.json`), href);
    }
  });

  test("say of which day they are", () => {
    for (const path of ["index.json", "scores.json", "devices/nvidia-l40s.json", "models/gpt-oss-20b.json"]) assert.equal(of(path).data_of, catalog.date);
  });

  test("hold the catalog's records unchanged", () => {
    for (const id of Object.keys(catalog.hardware)) assert.deepEqual(of(`devices/${id}.json`).record, catalog.hardware[id]);
    for (const id of Object.keys(catalog.models)) assert.deepEqual(of(`models/${id}.json`).record, catalog.models[id]);
  });

  // Addresses and fields of v1 are promised: a change here breaks what others built on them. Adding to these lists is fine.
  test("keep their fields", () => {
    const fields = {
      "index.json": ["catalog", "catalog_schema", "data_of", "devices", "models", "openapi", "scores", "version"],
      "scores.json": ["data_of", "scores", "version"],
      "devices/nvidia-l40s.json": ["data_of", "id", "page", "record", "sizes", "version"],
      "models/gpt-oss-20b.json": ["data_of", "default_quant", "id", "page", "quants", "record", "version"],
    };
    for (const [path, wanted] of Object.entries(fields)) {
      const has = Object.keys(of(path));
      assert.deepEqual(wanted.filter((field) => !has.includes(field)), [], path);
    }
  });
});

describe("the OpenAPI document", () => {
  const document = of("openapi.json");

  test("is of 3.1 and names nothing that is not there", () => {
    assert.match(document.openapi, /^3\.1\./);
    assert.ok(document.info.title && document.info.version);
    const ids = new Set();
    for (const [path, { get }] of Object.entries(document.paths)) {
      assert.ok(!ids.has(get.operationId), get.operationId);
      ids.add(get.operationId);
      const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.deepEqual((get.parameters ?? []).filter((one) => one.in === "path" && one.required).map((one) => one.name), parameters, path);
      const { $ref } = get.responses[200].content["application/json"].schema;
      const example = path.startsWith("/devices") ? "nvidia-l40s" : "gpt-oss-20b";
      const file = new URL(`.${path.replace("{id}", example)}`, API);
      // The schema it names is the one that the file names.
      assert.equal(new URL(read(file).$schema, file).href, new URL($ref, API).href, path);
    }
    assert.equal(ids.size, KINDS.length);
  });
});

describe("figures", () => {
  for (const [id, memory] of [["nvidia-l40s"], ["nvidia-rtx-3090"], ["apple-m4-max-40c", 64]]) {
    test(`of ${id} are the command line's`, () => {
      const { sizes } = of(`devices/${id}.json`);
      const options = memory ? ["--memory", `${memory}`] : [];
      const size = memory ? sizes.find((size) => size.memory_gib === memory) : sizes[0];
      const { ok, hardware, terms, ...score } = JSON.parse(prints("score", id, ...options));
      assert.ok(ok && terms);
      assert.equal(hardware, id);
      assert.deepEqual(size.score, score);
      assert.deepEqual(size.workloads, JSON.parse(prints("workloads", id, ...options)).workloads);
      const row = of("scores.json").scores.find(({ device }) => device === id);
      assert.deepEqual(row.score, sizes.at(-1).score);
      assert.equal(row.memory_gib, sizes.at(-1).memory_gib);
    });
  }

  for (const [id, quants] of [["gpt-oss-20b", ["MXFP4_MOE", "Q4_K_M"]], ["llama-3.3-70b-instruct", ["IQ2_XXS", "Q8_0"]], ["qwen3-30b-a3b", ["Q4_K_M", "F16"]]]) {
    test(`of ${id} are the command line's`, () => {
      for (const quant of quants) {
        const row = of(`models/${id}.json`).quants.find((row) => row.quant === quant);
        const printed = Object.fromEntries(prints("weights", id, quant).trim().split("\n").map((line) => line.split(/ (.*)/)));
        assert.deepEqual({ file: `${row.file_bytes}`, loaded: `${row.loaded_bytes}`, basis: row.basis }, { file: printed.file, loaded: printed.loaded, basis: printed.basis });
        assert.equal(row.needs_imatrix, "note" in printed, quant);
      }
    });
  }

  test("of scores are in order, the unknown last", () => {
    const headlines = of("scores.json").scores.map(({ score }) => score.headline ?? -1);
    assert.equal(headlines.length, Object.keys(catalog.hardware).length);
    assert.deepEqual(headlines, headlines.toSorted((a, b) => b - a));
  });
});
