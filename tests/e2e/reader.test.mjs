// What a reader prefers: unit, theme, little motion; and the page below any path.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { expect } from "./support/expect.mjs";
import { addressHolds, answer, choose, field, fit, rows, slider, totalBytes } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

/** A segment of one of the switches in the head. */
const segment = (page, group, name) => page.getByRole("group", { name: group, exact: true }).getByRole("radio", { name, exact: true });
const background = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor);

describe("preferences", () => {
  const site = useSite();

  test("GB and GiB: the same bytes, the other number, always labelled, and kept", site.test(async ({ page, open }) => {
    await open("/");
    const total = page.locator(".memory tfoot td").first();
    const shown = async (unit) => Number((await total.innerText()).match(new RegExp(`([\\d.,]+)\\s${unit}`))[1].replaceAll(",", ""));
    const bytes = await totalBytes(page);
    const gib = await shown("GiB");
    assert.ok(Math.abs(gib * 2 ** 30 / bytes - 1) < 0.006, `${gib} GiB is ${bytes} B`);
    await segment(page, "Memory unit", "GB").check();
    await expect(async () => assert.match(await total.innerText(), /\sGB/));
    const gb = await shown("GB");
    assert.equal(await totalBytes(page), bytes);
    assert.ok(Math.abs(gb * 1e9 / bytes - 1) < 0.006, `${gb} GB is ${bytes} B`);
    await rows(page, "devices");
    for (const part of [answer(page), page.locator(".memory"), page.locator('[data-list="quants"] tbody')]) {
      await expect(async () => assert.equal((await part.innerText()).match(/[\d.,]+\s*GiB/)?.[0], undefined, "no figure keeps the other unit"));
    }
    await page.reload();
    await expect(async () => assert.match(await total.innerText(), /\sGB/));
    assert.doesNotMatch(page.url(), /GB/, "a preference is not part of the question");
  }));

  test("the theme follows the system, then the reader's choice, and is kept", site.test(async ({ page, open }) => {
    await open("/");
    const light = await background(page);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await background(page);
    assert.notEqual(dark, light, "as the system says");
    await segment(page, "Theme", "Light").check();
    await expect(async () => assert.equal(await background(page), light));
    await segment(page, "Theme", "Dark").check();
    await expect(async () => assert.equal(await background(page), dark));
    await page.emulateMedia({ colorScheme: "light" });
    assert.equal(await background(page), dark, "the choice is above the system");
    await page.reload();
    await answer(page).waitFor();
    assert.equal(await background(page), dark);
    assert.equal(await page.getByRole("group", { name: "Theme" }).getByRole("radio", { checked: true }).inputValue(), "dark");
  }));

  test("who asks for little motion gets none", site.test(async ({ page, open }) => {
    await open("/");
    await answer(page).waitFor();
    const moving = await page.evaluate(() => {
      const seconds = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) * (part.trim().endsWith("ms") ? 0.001 : 1)));
      return [...document.querySelectorAll("*")].filter((one) => {
        const style = getComputedStyle(one);
        return seconds(style.transitionDuration) > 0.001 || style.animationName !== "none" && seconds(style.animationDuration) > 0.001;
      }).map((one) => one.className || one.tagName);
    });
    assert.deepEqual(moving, []);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
  }, { reducedMotion: "reduce" }));

  test("motion stays below 150 ms for everybody else", site.test(async ({ page, open }) => {
    await open("/");
    await answer(page).waitFor();
    const slow = await page.evaluate(() => {
      const seconds = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) * (part.trim().endsWith("ms") ? 0.001 : 1)));
      return [...document.querySelectorAll("*")].filter((one) => seconds(getComputedStyle(one).transitionDuration) > 0.15).map((one) => one.className || one.tagName);
    });
    assert.deepEqual(slow, []);
  }));
});

describe("below a path prefix", () => {
  const site = useSite({ prefix: "/tools/will-it-run" });

  test("the whole way works: choose, drag, reload, back, catalog", site.test(async ({ page, open, address }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-l40s");
    await choose(page, "Device", "rtx 4090", "NVIDIA GeForce RTX 4090");
    await addressHolds(page, { on: "nvidia-rtx-4090" });
    assert.ok(page.url().startsWith(address("/?")), page.url());
    await slider(page).focus();
    await page.keyboard.press("End");
    await addressHolds(page, { ctx: "131072" });
    const before = await answer(page).innerText();
    await page.reload();
    await expect(async () => assert.equal(await answer(page).innerText(), before));
    await page.goBack();
    await addressHolds(page, { ctx: undefined });
    await expect(async () => assert.equal(await field(page, "ctx").inputValue(), ""));
    await expect(async () => assert.equal(await fit(page), "comfortable"));
    const catalog = await page.getByRole("link", { name: "Catalog as JSON" }).evaluate((link) => link.href);
    assert.equal(catalog, address("/catalog.json"));
    assert.equal((await page.request.get(catalog)).status(), 200);
  }));
});
