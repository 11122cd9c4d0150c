// The chooser and the best lists: from wishes to ranked rigs, and the same wishes in the address.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { addressHolds } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const part = (page, name) => page.getByRole("region", { name, exact: true });
const priced = (page) => part(page, "Rigs with a price");
const first = (page) => priced(page).getByRole("rowheader").first();
const wish = (page, key) => page.locator(`[data-wish="${key}"]`);

describe("wishes", () => {
  const site = useSite();

  for (const [model, name] of [["qwen3-8b", "Qwen3 8B"], ["llama-3.3-70b-instruct", "Llama 3.3 70B Instruct"], ["gpt-oss-20b", "gpt-oss 20B"]]) {
    test(`rigs for ${name}: every one with its verdict, price and its age, or said to be unknown`, site.test(async ({ page, open }) => {
      await open(`choose/?m=${model}`);
      await first(page).waitFor();
      await page.getByText(/^[\d,]+ rigs tried: [\d,]+ run all of it comfortably/).waitFor();
      const rows = priced(page).locator("tbody tr");
      assert.ok(await rows.count() >= 3);
      for (const text of await rows.allInnerTexts()) {
        assert.match(text, /Comfortable|Tight|Marginal/);
        assert.match(text, /\$[\d,]+[\s\S]*(used|new|launch price|each in another condition)[\s\S]*(old|today)/);
      }
      assert.match(await rows.first().getByRole("link", { name: /Comfortable|Tight|Marginal/ }).getAttribute("href"), new RegExp(`model=${model.replaceAll(".", "\\.")}&on=.*&quant=`));
      assert.match(await rows.first().getByRole("link", { name: /^A closer look: / }).getAttribute("href"), new RegExp(`closer/\\?model=${model.replaceAll(".", "\\.")}&on=.*&quant=`));
      const picks = part(page, "Comfortable for everything");
      assert.deepEqual(await picks.getByRole("heading", { level: 3 }).allInnerTexts(), ["Cheapest", "Fastest", "Least energy"]);
      await part(page, "Rigs without a price").getByText("Show them").click();
      for (const text of await part(page, "Rigs without a price").locator("tbody tr").allInnerTexts()) {
        assert.match(text, /unknown: nobody recorded|unknown/);
        assert.doesNotMatch(text, /\$0\b/);
      }
      await part(page, "Not tried").getByText("rigs of unequal devices").waitFor();
    }));
  }

  test("a model by keyboard, a budget, a condition: the address follows, the answer too", site.test(async ({ page, open }) => {
    await open("choose/");
    await page.getByRole("heading", { name: "Nothing chosen to run yet" }).waitFor();
    const model = page.getByRole("combobox", { name: "Model", exact: true });
    await model.focus();
    await page.keyboard.type("qwen3 14b");
    await page.getByRole("option").filter({ has: page.getByText("Qwen3 14B", { exact: true }) }).waitFor();
    await page.keyboard.press("Enter");
    await addressHolds(page, { m: "qwen3-14b" });
    await first(page).waitFor();
    await wish(page, "budget").fill("500");
    await addressHolds(page, { budget: "500" });
    await expect(async () => {
      const texts = await priced(page).locator("tbody td b").filter({ hasText: "$" }).allInnerTexts();
      assert.ok(texts.length > 0 && texts.every((text) => Number(text.replace(/[$,]/g, "")) <= 500), texts.join());
    });
    await page.getByRole("radio", { name: "used", exact: true }).check();
    await addressHolds(page, { buy: "used" });
    await expect(async () => {
      for (const text of await priced(page).locator("tbody tr").allInnerTexts()) assert.match(text, /used,/);
    });
    await wish(page, "budget").fill("much");
    assert.equal(await wish(page, "budget").getAttribute("aria-invalid"), "true");
    await page.getByText("not a number above zero; left out").waitFor();
    await page.getByText("More wishes").click();
    await page.getByRole("checkbox", { name: "Intel" }).check();
    await addressHolds(page, { vendor: "intel" });
    await page.getByRole("button", { name: "Remove Qwen3 14B" }).click();
    await page.getByRole("heading", { name: "Nothing chosen to run yet" }).waitFor();
  }));

  test("a workload is a set of wishes; the first two rigs can be compared", site.test(async ({ page, open }) => {
    await open("choose/");
    await page.getByRole("link", { name: "Coding agent" }).first().click();
    await addressHolds(page, { m: "qwen3-coder-30b-a3b-instruct", quant: "Q4_K_M", ctx: "65536", speed: "20" });
    await first(page).waitFor();
    await page.getByRole("link", { name: "Compare the first two" }).click();
    await page.getByRole("heading", { level: 1, name: / against / }).waitFor();
    await page.goBack();
    await first(page).waitFor();
  }));

  test("no rig: what would let some in, and the way there", site.test(async ({ page, open }) => {
    await open("choose/?m=llama-3.3-70b-instruct&budget=60&buy=used&vendor=nvidia&form=card");
    await page.getByRole("heading", { name: /within these wishes runs it$/ }).waitFor();
    await page.getByRole("link", { name: /^no budget \(\d+ rigs? left out\)$/ }).click();
    await addressHolds(page, { budget: undefined, vendor: "nvidia" });
    await first(page).waitFor();
  }));

  test("an unknown model leads to near ones", site.test(async ({ page, open }) => {
    await open("choose/?m=qwen3-14x");
    const alert = page.getByRole("alert");
    await alert.getByText("The catalog has no model “qwen3-14x”.").waitFor();
    await alert.getByRole("link", { name: "Qwen3 14B", exact: true }).click();
    await first(page).waitFor();
  }));

  test("the lists of the best: each with its first place, which is that of its page", site.test(async ({ page, open }) => {
    await open("best/");
    await expect(async () => assert.equal(await page.getByText("Working it out").count(), 0));
    const rows = page.locator("tbody tr");
    assert.equal(await rows.count(), 21);
    for (const slug of ["Best graphics card", "Best Mac", "Best under $500"]) {
      const row = rows.filter({ has: page.getByRole("link", { name: slug, exact: true }) });
      const winner = (await row.getByRole("cell").innerText()).replace(/, \$[\d,]+ \(.*\)$/, "").split("\n").pop();
      await page.getByRole("link", { name: slug, exact: true }).click();
      await page.getByRole("heading", { level: 1, name: slug }).waitFor();
      await page.getByText(/^Answered from the catalog of \d{4}-\d\d-\d\d\.$/).waitFor();
      await expect(async () => assert.ok((await first(page).innerText()).includes(winner), winner));
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: "Best hardware" }).waitFor();
    }
    await open("best/used-gpu/");
    await first(page).waitFor();
    const winner = await first(page).getByRole("link").innerText();
    await page.getByRole("link", { name: "Change these wishes" }).click();
    await addressHolds(page, { m: "qwen3-14b,qwen3-32b", buy: "used", form: "card", max: "1" });
    await expect(async () => assert.equal(await first(page).getByRole("link").innerText(), winner));
    await open("best/");
  }));

  test("what no machine holds leads to several, with the model and its load", site.test(async ({ page, open }) => {
    await open("choose/?m=kimi-k2&form=card&max=1&ctx=4096");
    await page.getByRole("heading", { name: /^No rig/ }).waitFor();
    await page.getByRole("link", { name: "Lay it over several machines" }).click();
    await addressHolds(page, { model: "kimi-k2", ctx: "4096", nodes: "2" });
    await page.getByRole("heading", { level: 1, name: "One model, several machines" }).waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
  }));

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${colorScheme}`, site.test(async ({ page, open }) => {
      for (const target of ["choose/", "choose/?m=qwen3-8b,qwen3-32b&budget=2000&form=card", "choose/?m=nonsense", "best/gpu/", "best/"]) {
        await open(target);
        await expect(async () => assert.equal(await page.getByText("Working it out").count(), 0));
        assert.deepEqual(await violations(page), [], target);
        assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
      }
    }, { colorScheme }));
  }

  test("nothing scrolls sideways at any width", site.test(async ({ page, open }) => {
    for (const width of [320, 720, 1000, 1280]) for (const target of ["choose/?m=qwen3-8b,qwen3-32b&form=card", "best/gpu/", "best/"]) {
      await page.setViewportSize({ width, height: 800 });
      await open(target);
      await page.locator(".ranked").first().waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0, `${target} at ${width} px`);
    }
  }));
});
