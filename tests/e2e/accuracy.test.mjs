// How right the speeds are, and a measurement of one's own: pasted, understood, kept, and what the calculator makes of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { addressHolds, answer } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const sample = (name) => readFileSync(new URL(`../../engine/tests/import/${name}`, import.meta.url), "utf8");
const TABLE = sample("rtx4090-depth.md");

const area = (page) => page.getByLabel("Output of the benchmark");
const outcomes = (page) => page.locator("[data-outcome]").evaluateAll((cells) => cells.map((cell) => cell.dataset.outcome));
const ready = (page) => page.locator("#explore").waitFor();
const cells = async (page) => {
  const text = await page.locator(".acc-explore .list-status").textContent();
  return text.match(/^([\d,]+) of ([\d,]+) cells$/).slice(1).map((n) => Number(n.replaceAll(",", "")));
};
const file = async (page, press) => {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
};

describe("accuracy", () => {
  const site = useSite();

  test("cells are narrowed down, the address holds it, and the file has what is shown", site.test(async ({ page, open }) => {
    await open("/accuracy/");
    await ready(page);
    const [decode, all] = await cells(page);
    assert.ok(decode > 500 && all > decode);
    await page.locator('[data-filter="family"]').selectOption("cuda-ada");
    await addressHolds(page, { family: "cuda-ada" });
    await page.locator('[data-filter="kind"]').selectOption("dense");
    const [left] = await cells(page);
    assert.ok(left > 0 && left < decode);
    const { name, text } = await file(page, () => page.getByRole("button", { name: "Download CSV" }).click());
    assert.match(name, /\.csv$/);
    const lines = text.trim().split("\r\n");
    assert.equal(lines.length, left + 1);
    assert.ok(lines.slice(1).every((line) => line.startsWith("decode,") && line.includes(",cuda-ada,dense,")));
    assert.equal(await page.locator(".acc-explore tbody tr").count(), Math.min(left, 25));
    await page.reload();
    await ready(page);
    assert.deepEqual(await cells(page), [left, all]);
    await page.getByRole("button", { name: "Clear filters" }).click();
    assert.deepEqual(await cells(page), [decode, all]);
    await page.locator('input[name="explore-phase"][value="prefill"]').check();
    await addressHolds(page, { phase: "prefill" });
    const [prefill] = await cells(page);
    assert.equal(prefill + decode, all);
  }));

  test("the table can be turned, and the page says what was left out and why", site.test(async ({ page, open }) => {
    await open("/accuracy/");
    await ready(page);
    const pager = page.locator(".acc-explore .pager");
    await pager.getByRole("button", { name: "Next" }).click();
    await addressHolds(page, { page: "2" });
    await pager.getByText(/^26–50 of /).waitFor();
    const dropped = page.getByRole("region", { name: "Table: Rows that were not used" });
    assert.ok((await dropped.locator("tbody tr").count()) >= 5);
    await dropped.getByText("several users", { exact: false }).first().waitFor();
    assert.ok((await page.getByRole("region", { name: "Table: Worst misses" }).locator("tbody tr").count()) === 15);
  }));

  test("a pasted table: asked for the model, kept, measured in the calculator, removed, and all as before", site.test(async ({ page, open }) => {
    const QUESTION = "/?model=llama-3.1-8b-instruct&quant=Q4_K_M&on=nvidia-rtx-4090&context=8192&depth=4096";
    await open(QUESTION);
    const before = await answer(page).textContent();
    await open("/accuracy/");
    await ready(page);
    await area(page).fill(TABLE);
    await page.getByText("This is a table of llama-bench, of llama 8B.").waitFor();
    assert.deepEqual(await outcomes(page), ["waits", "waits", "waits", "waits"]);
    assert.equal(await page.locator('.acc-faults [data-code="combined-test"]').count(), 1);
    await page.locator(".acc-ask").getByRole("button", { name: "Llama 3.1 8B Instruct", exact: true }).click();
    await expect(async () => assert.deepEqual(await outcomes(page), ["taken", "taken", "taken", "taken"]));
    const { text } = await file(page, () => page.getByRole("button", { name: "Download records" }).click());
    const records = JSON.parse(`[${text}]`);
    assert.equal(records.length, 4);
    assert.deepEqual([records[3].hardware, records[3].model, records[3].depth, records[3].tokens_per_second], ["nvidia-rtx-4090", "llama-3.1-8b-instruct", 4096, 131.07]);
    await page.getByRole("button", { name: "Keep in this browser (4)" }).click();
    await page.getByText("All of these are kept already.").waitFor();
    assert.equal(await page.locator(".acc-kept li").count(), 4);

    await open(QUESTION);
    const kept = await answer(page).textContent();
    assert.notEqual(kept, before);
    assert.equal(await page.locator(".rate .evidence").first().textContent(), "measured");
    // The figure follows: 131 tok/s were measured there.
    const says = await page.locator(".rate .ends").first().textContent();
    const typical = Number(says.match(/typically ([\d.]+)/)[1]);
    assert.ok(Math.abs(typical / 131.07 - 1) < 0.04, says);

    await open("/accuracy/");
    await page.getByRole("button", { name: "Remove all" }).click();
    await page.getByText("Nothing is kept yet.", { exact: false }).waitFor();
    await open(QUESTION);
    assert.equal(await answer(page).textContent(), before);
  }));

  const REFUSED = [
    ["wrong-units.md", "wrong-units"],
    ["mixed-models.md", "mixed-models"],
    ["vllm-throughput.json", "total-only"],
    ["vllm-latency.json", "no-rate"],
  ];
  test("what cannot be taken is refused with its reason", site.test(async ({ page, open }) => {
    await open("/accuracy/");
    await ready(page);
    for (const [name, code] of REFUSED) {
      await area(page).fill(sample(name));
      await page.locator(`.acc-faults [data-code="${code}"]`).waitFor();
      assert.equal(await page.getByRole("button", { name: /^Keep in this browser/ }).count(), 0, name);
    }
    await area(page).fill("hello");
    await page.locator('.acc-faults [data-code="unknown-format"]').waitFor();
    await area(page).fill(sample("rtx4080.json"));
    await expect(async () => assert.deepEqual(await outcomes(page), ["taken", "above-ceiling"]));
  }));

  test("a file is chosen, and one is dropped", site.test(async ({ page, open }) => {
    await open("/accuracy/");
    await ready(page);
    await page.getByLabel("or a file").setInputFiles({ name: "bench.csv", mimeType: "text/csv", buffer: Buffer.from(sample("rtx4080.csv")) });
    await page.getByText("This is CSV of llama-bench", { exact: false }).waitFor();
    assert.deepEqual(await outcomes(page), ["taken", "taken"]);
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "ollama.txt", { type: "text/plain" }));
      return transfer;
    }, sample("ollama.txt"));
    await area(page).dispatchEvent("drop", { dataTransfer: data });
    await page.getByText("This is output of Ollama", { exact: false }).waitFor();
    assert.deepEqual(await outcomes(page), ["waits", "waits"]);
  }));

  for (const scheme of ["light", "dark"]) {
    test(`no faults of accessibility, nothing wider than the page (${scheme})`, site.test(async ({ page, open }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open("/accuracy/");
      await ready(page);
      await area(page).fill(TABLE);
      await page.locator(".acc-ask").first().waitFor();
      assert.deepEqual(await violations(page), []);
      for (const width of [320, 360, 768, 1024, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${wide} px too wide at ${width}`);
      }
    }));
  }
});
