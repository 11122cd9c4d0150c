// A model and a device are found by typing, with the keyboard and with the mouse.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { expect } from "./support/expect.mjs";
import { addressHolds, answer, choose, form, options, picker, rows } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

describe("choosing", () => {
  const site = useSite();

  test("by mouse: type, press a choice, read the verdict of the new question", site.test(async ({ page, open }) => {
    await open("/");
    await choose(page, "Model", "gpt-oss 20b", "gpt-oss 20B");
    await addressHolds(page, { model: "gpt-oss-20b" });
    await choose(page, "Device", "rtx 3090", "NVIDIA GeForce RTX 3090");
    await addressHolds(page, { model: "gpt-oss-20b", on: "nvidia-rtx-3090" });
    assert.equal(await picker(page, "Model").inputValue(), "gpt-oss 20B");
    assert.match(await picker(page, "Device").inputValue(), /RTX 3090/);
    await answer(page).getByText(/^gpt-oss 20B at .+ runs on .*RTX 3090\.$/).waitFor();
    assert.match(await page.title(), /gpt-oss 20B · .*RTX 3090/);
  }));

  test("by keyboard: arrows open and move, Enter takes, Escape leaves everything as it was", site.test(async ({ page, open }) => {
    await open("/");
    const model = picker(page, "Model");
    const before = await model.inputValue();
    await model.focus();
    await page.keyboard.type("gemma");
    await expect(async () => assert.match(await active(page, model), /gemma/i));
    await page.keyboard.press("Escape");
    assert.equal(await model.getAttribute("aria-expanded"), "false");
    assert.equal(await model.inputValue(), before);

    await page.keyboard.press("ArrowDown");
    await model.and(page.locator('[aria-expanded="true"]')).waitFor();
    await page.keyboard.type("qwen3 32b");
    await expect(async () => assert.match(await active(page, model), /Qwen3 32B/i));
    const first = await active(page, model);
    await page.keyboard.press("ArrowDown");
    await expect(async () => assert.notEqual(await active(page, model), first));
    await page.keyboard.press("ArrowUp");
    await expect(async () => assert.equal(await active(page, model), first));
    await page.keyboard.press("ArrowUp");
    await expect(async () => assert.notEqual(await active(page, model), first, "up from the first goes round to the last"));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await addressHolds(page, { model: "qwen3-32b" });
    assert.equal(await model.getAttribute("aria-expanded"), "false");
    await answer(page).getByText(/^Qwen3 32B at /).waitFor();
  }));

  /** What is typed, and what every choice then offered says about itself. */
  const SEARCHES = [
    ["Device", "24GB", (text) => sizes(text).some(([from, to]) => from <= 24 && 24 <= to)],
    ["Device", "24 gb nvidia", (text) => /NVIDIA/.test(text) && sizes(text).some(([from, to]) => from <= 24 && 24 <= to)],
    ["Device", "amd", (text) => /AMD|Radeon|Ryzen|EPYC|Instinct/i.test(text)],
    ["Device", "apple", (text) => /Apple/.test(text)],
    ["Model", "moe", (text) => /active/.test(text)],
    ["Model", "google", (text) => /Google/i.test(text)],
  ];

  test("sizes, makers and kinds find what they say", site.test(async ({ page, open }) => {
    await open("/");
    for (const [label, typed, holds] of SEARCHES) {
      await picker(page, label).fill(typed);
      await options(page, label).first().waitFor();
      const found = (await options(page, label).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " "));
      assert.ok(found.length >= 5, `“${typed}” finds only ${found.length}`);
      assert.deepEqual(found.filter((text) => !holds(text)), [], `“${typed}” finds these`);
      await page.keyboard.press("Escape");
    }
    // The plain name comes first.
    await picker(page, "Model").fill("qwen3 8b");
    await expect(async () => assert.match(await options(page, "Model").first().innerText(), /^Qwen3 8B\n/));
    await picker(page, "Model").fill("meta-llama/Llama-3.1-8B-Instruct");
    await expect(async () => assert.match(await options(page, "Model").first().innerText(), /^Llama 3\.1 8B Instruct\n/));
  }));

  test("a search without a match says so, and Enter changes nothing", site.test(async ({ page, open }) => {
    await open("/");
    const before = page.url();
    await picker(page, "Device").fill("quantum abacus");
    await form(page).getByText("Nothing matches").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    assert.equal(page.url(), before);
    await answer(page).getByText(/Llama 3\.1 8B/).waitFor();
  }));

  test("a rig without a device is the host's CPU", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090");
    await choose(page, "Device", "cpu", "No device: the host’s CPU");
    await addressHolds(page, { on: "cpu" });
    await answer(page).getByText("the host’s CPU").waitFor();
    assert.equal(await page.locator(".memory thead th").count(), 2, "one column of memory: the host's");
  }));

  test("a device sold in several sizes asks for its size, then answers", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090");
    await choose(page, "Device", "apple m4 pro 20-core", "Apple M4 Pro (20-core GPU)");
    const fault = page.getByRole("alert");
    await fault.getByText("sold in several sizes").waitFor();
    const sizes = (await fault.getByRole("link").allInnerTexts()).map((text) => text.replace("\u00a0", " "));
    assert.deepEqual(sizes, ["24 GiB", "48 GiB", "64 GiB"]);
    await fault.getByRole("link", { name: "48" }).click();
    await addressHolds(page, { on: "apple-m4-pro-20c", mem: "48" });
    await answer(page).getByText(/runs on Apple M4 Pro.*48/).waitFor();
    assert.equal(await page.getByRole("group", { name: "Memory, GiB" }).getByRole("radio", { checked: true }).getAttribute("value"), "48");
    await rows(page, "quants");
  }));
});

/** Memory sizes in a choice's text: `24 GiB` and `16–128 GiB` as from and to. */
const sizes = (text) => [...text.matchAll(/([\d,]+)(?:–([\d,]+))? GiB/g)].map(([, from, to]) => [from, to ?? from].map((n) => Number(n.replaceAll(",", ""))));

/** The text of the choice that a picker's focus is on. */
async function active(page, box) {
  const id = await box.getAttribute("aria-activedescendant");
  assert.ok(id, "no choice has the focus");
  return page.locator(`[id="${id}"] .name`).innerText();
}
