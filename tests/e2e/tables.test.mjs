// The tables below the answer: all quants, and what else runs; and the catalog they come from.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { expect } from "./support/expect.mjs";
import { addressHolds, answer, asked, fit, rows } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

describe("the tables", () => {
  const site = useSite();

  test("all quants: sizes that rise with the bits, and losses labelled with the model they were measured on", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090");
    const table = await rows(page, "quants");
    assert.ok(await table.count() >= 33, `${await table.count()} quants`);
    const list = page.locator('[data-list="quants"]');
    const file = async (quant) => {
      const row = table.filter({ has: page.getByRole("link", { name: quant, exact: true }) });
      const [, number, unit] = (await row.locator("td").first().innerText()).match(/([\d.,]+)\s(\w+)/);
      assert.equal(unit, "GiB");
      return Number(number.replaceAll(",", ""));
    };
    const sizes = [];
    for (const quant of ["IQ2_XXS", "Q2_K", "Q4_K_M", "Q6_K", "Q8_0", "F16"]) sizes.push(await file(quant));
    assert.deepEqual(sizes, sizes.toSorted((a, b) => a - b));
    assert.ok(sizes[0] * 4 < sizes.at(-1));
    const current = table.locator('[aria-current="true"]');
    assert.deepEqual(await current.allInnerTexts(), ["Q4_K_M"]);

    // The head of the column and the note both say whose loss it is.
    const choice = list.getByRole("combobox", { name: "Loss as measured on" });
    const head = list.getByRole("columnheader", { name: /Published loss, on/ });
    await list.getByText("never on this one").waitFor();
    const models = await choice.locator("option").allInnerTexts();
    assert.ok(models.length >= 2);
    const seen = new Set();
    for (const model of models.slice(0, 2)) {
      await choice.selectOption({ label: model });
      await expect(async () => assert.ok((await head.innerText()).endsWith(model), `${await head.innerText()} names ${model}`));
      const losses = await table.locator("td.loss").allInnerTexts();
      assert.ok(losses.some((loss) => /\d/.test(loss)), `${model} has published losses`);
      seen.add(losses.join("\n"));
    }
    assert.equal(seen.size, 2, "another model, other losses");

    await table.getByRole("link", { name: "Q6_K", exact: true }).click();
    await addressHolds(page, { quant: "Q6_K" });
    await answer(page).getByText(/at Q6_K runs on/).waitFor();
    await expect(async () => assert.deepEqual(await current.allInnerTexts(), ["Q6_K"]));
  }));

  for (const [id, title] of [["models", "What else runs on this"], ["devices", "What else runs this"]]) {
    test(`${title}: filter, sort, turn the page, and ask about a row`, site.test(async ({ page, open }) => {
      await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090");
      const list = page.getByRole("region", { name: title, exact: true });
      const table = await rows(page, id);
      const names = () => table.getByRole("link").allInnerTexts();
      const status = list.getByRole("status");
      const [, shown, all] = (await status.innerText()).match(/^1–(\d+) of ([\d,]+)$/);
      assert.equal(Number(shown), await table.count());
      const total = Number(all.replaceAll(",", ""));
      assert.ok(total > 200, `the whole catalog is in it: ${total}`);

      const first = await names();
      await list.getByRole("button", { name: "Next" }).click();
      await expect(async () => assert.match(await status.innerText(), /^21–40 of /));
      const second = await names();
      assert.equal(second.filter((name) => first.includes(name)).length, 0, "the next page holds others");
      await list.getByRole("button", { name: "Previous" }).click();
      await expect(async () => assert.deepEqual(await names(), first));
      assert.equal(await list.getByRole("button", { name: "Previous" }).isDisabled(), true);

      await list.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "name" });
      await expect(async () => assert.notDeepEqual(await names(), first));
      const sorted = await names();
      const letters = sorted.map((name) => name.toLowerCase());
      assert.deepEqual(letters, letters.toSorted());
      await list.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "best first" });

      const filter = list.getByRole("searchbox", { name: "Filter" });
      const [word, chosen] = id === "models" ? ["qwen", /qwen/i] : ["apple", /apple/i];
      await filter.fill(word);
      await expect(async () => {
        const [, , left] = (await status.innerText()).match(/^1–(\d+) of ([\d,]+)$/);
        assert.ok(Number(left) > 5 && Number(left) < total / 2);
      });
      for (const text of await table.getByRole("rowheader").allInnerTexts()) assert.match(text, chosen);
      await filter.fill("zzz");
      await list.getByText("Nothing matches this filter.").waitFor();
      assert.equal(await table.count(), 0);
      await filter.fill(word);
      await table.first().waitFor();

      // The row's verdict is the page's verdict once it is asked about.
      const row = table.first();
      const name = await row.getByRole("link").innerText();
      const verdict = (await row.locator("td.fit").innerText()).trim().toLowerCase().replaceAll(" ", "-");
      await row.getByRole("link").click();
      await expect(async () => assert.match(await answer(page).innerText(), chosen));
      await answer(page).getByText(name).first().waitFor();
      await expect(async () => assert.equal(await fit(page), verdict));
      assert.notEqual(asked(page)[id === "models" ? "model" : "on"], id === "models" ? "llama-3.1-8b-instruct" : "nvidia-rtx-4090");
    }));
  }

  test("unknown figures are words and come last, however the list is sorted", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090");
    const list = page.getByRole("region", { name: "What else runs on this", exact: true });
    const table = await rows(page, "models");
    await list.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "speed" });
    await expect(async () => {
      const first = await table.first().locator("td").last().innerText();
      assert.match(first, /\d.*tok\/s/);
    });
    await list.getByRole("searchbox", { name: "Filter" }).fill("flux");
    await expect(async () => assert.match(await table.first().innerText(), /FLUX/));
    for (const row of await table.all()) {
      assert.match(await row.locator("td").last().innerText(), /^(unknown|–)$/);
      assert.doesNotMatch(await row.innerText(), /\b0(\.0+)?\s*tok\/s/);
    }
  }));

  test("the catalog is served as JSON beside the page", site.test(async ({ page, open }) => {
    await open("/");
    const link = page.getByRole("link", { name: "Catalog as JSON" });
    const address = await link.evaluate((link) => link.href);
    const reply = await page.request.get(address);
    assert.equal(reply.status(), 200);
    assert.match(reply.headers()["content-type"], /json/);
    const catalog = await reply.json();
    assert.ok(Object.keys(catalog.models).length > 450);
    assert.ok(catalog.hardware["nvidia-l40s"].memory_gib === 48);
  }));
});
