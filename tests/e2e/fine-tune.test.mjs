// What fine-tuning takes: against the command line's figures for the same question.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { prints } from "./support/host.mjs";
import { addressHolds } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const plain = (text) => text.replaceAll("\u00a0", " ");
const part = (page, id) => page.locator(`section[aria-labelledby=${id}]`);
const figure = async (page, key) => plain(await page.locator(`[data-figure="${key}"] b`).innerText());
const fit = (page) => page.locator("#answer").getAttribute("data-fit");
const field = (page, word) => page.locator(`[data-typed="${word}"], [data-field="${word}"]`);
const number = (text) => Number(text.replaceAll(/[^\d.]/g, ""));
/** Total of each device to the byte. */
const total = async (page) => number(await part(page, "memory").locator("tfoot td small").innerText());
const fineTune = (...options) => JSON.parse(prints("fine-tune", ...options, "--json"));

// Addresses, and the same question on the command line.
const ASKED = [
  ["", ["llama-3.1-8b-instruct", "--on", "nvidia-rtx-4090"]],
  [
    "model=qwen2.5-7b-instruct&on=nvidia-rtx-4090&method=lora&rank=8&targets=attention&sequence=8192",
    ["qwen2.5-7b-instruct", "--on", "nvidia-rtx-4090", "--method", "lora", "--rank", "8", "--targets", "attention", "--sequence", "8192"],
  ],
  [
    "model=llama-3.1-8b-instruct&on=nvidia-h100-sxm&n=8&method=full&sharding=zero-3&accumulation=4&optimizer=adamw-8bit",
    [
      "llama-3.1-8b-instruct", "--on", "nvidia-h100-sxm:8", "--method", "full", "--sharding", "zero-3", "--accumulation", "4",
      "--optimizer", "adamw-8bit",
    ],
  ],
  [
    "model=llama-3.2-3b-instruct&on=nvidia-rtx-3090&method=full&attention=plain&checkpointing=none&logits=fused&offload=host&ram=64",
    [
      "llama-3.2-3b-instruct", "--on", "nvidia-rtx-3090", "--method", "full", "--no-flash-attention", "--checkpointing", "none",
      "--logits", "fused", "--offload-optimizer", "--host-memory", "64",
    ],
  ],
];

describe("fine-tuning", () => {
  const site = useSite();

  test("figures are the command line's", site.test(async ({ page, open }) => {
    for (const [query, options] of ASKED) {
      await open(`fine-tune/?${query}`);
      await part(page, "memory").waitFor();
      const answer = fineTune(...options);
      assert.equal(await fit(page), answer.fit, query);
      assert.equal(await total(page), answer.device.total, query);
      assert.equal(number(await figure(page, "trainable")), answer.trainable, query);
      for (const [key, most] of [["max-sequence", answer.max_sequence], ["max-batch", answer.max_batch]]) {
        const said = await figure(page, key);
        assert.equal(said === "none fits" ? 0 : number(said), most, `${key}, ${query}`);
      }
      assert.equal((await figure(page, "speed")) === "unknown", answer.tokens_per_second === null, query);
      assert.equal(await page.locator(".fix").count(), answer.fixes.length, query);
      // Parts are those that are not nothing, in their order.
      const parts = await part(page, "memory").locator("tbody td small").allInnerTexts();
      const words = ["weights", "adapters", "master", "optimizer", "gradients", "activations", "working", "logits", "communication", "framework"];
      assert.deepEqual(parts.map(number), words.map((word) => answer.device[word]).filter((bytes) => bytes > 0), query);
    }
  }));

  test("a choice is in the address, changes the answer, and can be taken back", site.test(async ({ page, open }) => {
    await open("fine-tune/");
    const before = await total(page);
    await page.getByRole("radio", { name: "Full", exact: true }).check({ force: true });
    await addressHolds(page, { method: "full" });
    await expect(async () => assert.notEqual(await total(page), before));
    // Full fine-tuning reads no rank.
    assert.equal(await field(page, "rank").count(), 0);
    assert.equal(await field(page, "sharding").count(), 0);
    await field(page, "n").fill("4");
    await field(page, "n").press("Tab");
    await addressHolds(page, { on: "nvidia-rtx-4090", n: "4" });
    await field(page, "sharding").waitFor();
    await page.goBack();
    await page.goBack();
    await expect(async () => assert.equal(await total(page), before));
    await field(page, "rank").waitFor();
  }));

  test("a change that helps is applied by a press, and gives what it promised", site.test(async ({ page, open }) => {
    const query = "model=qwen2.5-7b-instruct&on=nvidia-rtx-4090&method=lora&sequence=8192";
    await open(`fine-tune/?${query}`);
    await page.locator(".fix").first().waitFor();
    const count = await page.locator(".fix").count();
    for (let at = 0; at < count; at += 1) {
      const fix = page.locator(".fix").nth(at);
      const promised = plain(await fix.locator(".note").innerText()).split(" on each")[0];
      await fix.click();
      await expect(async () => assert.equal(plain(await part(page, "memory").locator(".bar b").first().innerText()), promised));
      await page.goBack();
      await expect(async () => assert.equal(await page.locator(".fix").count(), count));
    }
  }));

  test("the curve crosses the line where the sentence says", site.test(async ({ page, open }) => {
    await open("fine-tune/");
    const chart = part(page, "length");
    await chart.getByRole("img").waitFor();
    const longest = number(plain(await chart.locator("[data-reach]").innerText()).replace(/\.$/, ""));
    assert.equal(longest, number(await figure(page, "max-sequence")));
    const rows = await chart.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.ok(rows.length > 10);
    for (const row of rows) assert.equal(row[3] !== "Does not fit", number(row[0]) <= longest, row.join("; "));
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator('button[data-save="length"]').first().click()]);
    assert.equal(file.suggestedFilename(), "fine-tune-length.csv");
    const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
    assert.equal(lines.length - 1, rows.length);
    for (const line of lines.slice(1)) {
      const cells = line.split(",").map(Number);
      assert.equal(cells.slice(1, -2).reduce((sum, part) => sum + part, 0), cells.at(-2));
    }
  }));

  test("what cannot be read stays as typed and is said; a wrong question has ways on", site.test(async ({ page, open }) => {
    await open("fine-tune/?rank=many&optimizer=magic");
    assert.equal(await field(page, "rank").inputValue(), "many");
    assert.equal(await field(page, "rank").getAttribute("aria-invalid"), "true");
    assert.equal(await field(page, "optimizer").getAttribute("aria-invalid"), "true");
    await page.getByRole("alert").getByRole("link").first().click();
    await expect(async () => assert.equal(await page.getByRole("alert").count(), 0));
    await open("fine-tune/?model=nonsense");
    await page.getByRole("alert").waitFor();
    await open("fine-tune/?on=apple-m4-max-40c");
    await page.getByRole("alert").getByRole("link").first().click();
    await expect(async () => assert.ok(page.url().includes("mem=")));
  }));

  test("the ways lead here from a model and from an answer", site.test(async ({ page, open }) => {
    await open("models/qwen3-8b/");
    await page.getByRole("link", { name: /Fine-tune it/ }).click();
    await expect(async () => assert.match(page.url(), /fine-tune\/\?model=qwen3-8b$/));
    await open("closer/?model=qwen3-8b&on=nvidia-rtx-3090&n=2&quant=Q4_K_M");
    await page.getByRole("link", { name: /Fine-tune it/ }).click();
    await addressHolds(page, { model: "qwen3-8b", on: "nvidia-rtx-3090", n: "2", quant: undefined });
  }));

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${colorScheme}; nothing is wider than a phone`, site.test(async ({ page, open }) => {
      await open("fine-tune/?model=qwen2.5-7b-instruct&on=nvidia-rtx-4090&n=2&method=lora&sequence=8192&optimizer=lion");
      await part(page, "length").getByRole("img").waitFor();
      assert.deepEqual(await violations(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
    }, { colorScheme, viewport: { width: 360, height: 800 } }));
  }
});
