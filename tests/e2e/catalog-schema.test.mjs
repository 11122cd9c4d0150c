// The published schema describes the published catalog, and refuses what is not one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";

const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const catalog = read("catalog.json");
const validate = new Ajv2020({ allErrors: true }).compile(read("assets/catalog.schema.json"));
const faults = (value) => (validate(value) ? [] : validate.errors.map((error) => error.instancePath));

describe("catalog.schema.json", () => {
  test("holds for catalog.json", () => {
    assert.deepEqual(faults(catalog).slice(0, 20), []);
  });

  // One change to the first record of a section, and where the schema must see it.
  const changes = [
    ["hardware", (device) => { device.vendor = "nobody"; }, /\/vendor$/],
    ["hardware", (device) => { device.bandwidth_gb_s = -1; }, /\/bandwidth_gb_s$/],
    ["hardware", (device) => { device.memory_gib = 1; device.memory_options_gib = [1, 2]; }, /^\/hardware\/[^/]+$/],
    ["hardware", (device) => { delete device.sources; }, /^\/hardware\/[^/]+$/],
    ["models", (model) => { model.weight = 1; }, /^\/models\/[^/]+$/],
    ["models", (model) => { model.released = "last year"; }, /\/released$/],
    ["models", (model) => { model.gguf = { architecture: "llama" }; }, /\/gguf$/],
    ["prices", (price) => { price.usd = "many"; }, /\/usd$/],
    ["rentals", (rental) => { rental.kind = "gift"; }, /\/kind$/],
    ["api_prices", (price) => { delete price.usd_per_m_output; }, /^\/api_prices\/0$/],
    ["electricity", (country) => { country.observed = 2026; }, /\/observed$/],
    ["measurements", (row) => { row.n = 0; }, /\/n$/],
  ];
  for (const [section, change, place] of changes) {
    test(`refuses ${section}: ${change}`, () => {
      const broken = structuredClone(catalog);
      change(Object.values(broken[section])[0]);
      const found = faults(broken);
      assert.ok(found.some((path) => place.test(path)), `${found}`);
    });
  }

  test("refuses a section that it does not know", () => {
    assert.deepEqual(faults({ ...catalog, weather: {} }), [""]);
  });
});
