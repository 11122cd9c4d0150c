// Everything can be reached and done without a mouse, and one always sees where one is.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { expect } from "./support/expect.mjs";
import { addressHolds, answer, asked, field, NEAR_THE_EDGE, fitBecomes, picker, rows } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

/** What has the focus, and whether a ring, an outline or a shadow shows it. */
const focused = (page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    const name = one.dataset?.field ?? one.dataset?.term ?? (one.id || one.textContent.trim().slice(0, 40) || one.name || one.type || one.tagName);
    // Hidden radio buttons show their focus on the text beside them.
    const shows = [one, one.parentElement, one.nextElementSibling].filter(Boolean).some((where) => {
      const style = getComputedStyle(where);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || (style.boxShadow !== "none" && style.boxShadow !== "");
    });
    const at = [...document.querySelectorAll("*")].indexOf(one);
    return { name, shows, at, body: one === document.body };
  });

describe("the keyboard", () => {
  const site = useSite();

  test("Tab walks through everything in the order it stands, and shows where it is", site.test(async ({ page, open }) => {
    await open("/");
    await rows(page, "quants");
    await rows(page, "models");
    await rows(page, "devices");
    // What the mouse can use: one radio button stands for its group.
    const all = await page.evaluate(() => {
      const seen = new Set();
      return [...document.querySelectorAll("a[href], button, input, select, summary, textarea")].filter((one) => {
        if (one.disabled || !one.checkVisibility({ visibilityProperty: true }) || one.closest("[hidden], dialog:not([open])")) return false;
        if (one.type !== "radio") return true;
        const first = !seen.has(one.name);
        seen.add(one.name);
        return first;
      }).length;
    });
    assert.ok(all > 60, `${all} things to use`);
    const stops = [];
    for (let step = 0; step < all + 5; step += 1) {
      await page.keyboard.press("Tab");
      const stop = await focused(page);
      if (stop.body) break;
      stops.push(stop);
    }
    assert.deepEqual(stops.filter((stop) => !stop.shows).map((stop) => stop.name), [], "without a visible focus");
    assert.equal(stops.length, all, "every one of them is reached once");
    const order = stops.map((stop) => stop.at);
    assert.deepEqual(order, order.toSorted((a, b) => a - b), "in the order of the document");
    const names = stops.map((stop) => stop.name);
    for (const name of ["model", "device", "quant", "ctx", "usable", "decode", "prefill", "Catalog as JSON"]) assert.ok(names.includes(name), `${name} in ${names}`);
    assert.match(names[0], /Skip to the answer/);
  }));

  test("the first Tab skips to the answer", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090");
    const question = asked(page);
    await page.keyboard.press("Tab");
    await page.getByRole("link", { name: "Skip to the answer" }).waitFor();
    await expect(async () => assert.equal(await page.evaluate(() => document.activeElement.className), "skip"));
    await page.keyboard.press("Enter");
    await expect(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "answer"));
    assert.deepEqual(asked(page), question);
    await answer(page).waitFor();
  }));

  test("a whole question without a mouse: model, device, context, fix, derivation", site.test(async ({ page, open }) => {
    await open(NEAR_THE_EDGE);
    await picker(page, "Device").focus();
    await page.keyboard.type("rtx 3090");
    await expect(async () => {
      const id = await picker(page, "Device").getAttribute("aria-activedescendant");
      assert.match(await page.locator(`[id="${id}"]`).innerText(), /^NVIDIA GeForce RTX 3090\n/);
    });
    await page.keyboard.press("Enter");
    await addressHolds(page, { on: "nvidia-rtx-3090" });
    await field(page, "ctx").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("End");
    await fitBecomes(page, (fit) => fit === "does-not-fit");
    await page.locator(".fixes a.fix").first().focus();
    await page.keyboard.press("Enter");
    await fitBecomes(page, (fit) => fit !== "does-not-fit");
    await page.locator('.rate [data-term="decode"]').focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.closest("dialog") !== null), true, "Tab stays in the dialog");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal((await focused(page)).name, "decode");
  }));

  test("switches and folds obey arrows, space and Enter", site.test(async ({ page, open }) => {
    await open("/");
    await page.getByRole("group", { name: "How many" }).getByRole("radio", { checked: true }).focus();
    await page.keyboard.press("ArrowRight");
    await addressHolds(page, { n: "2" });
    const more = page.getByText("More settings", { exact: true });
    await more.focus();
    await page.keyboard.press("Enter");
    await field(page, "ram").waitFor();
    await field(page, "ram").focus();
    await page.keyboard.type("64");
    await page.keyboard.press("Enter");
    await addressHolds(page, { ram: "64" });
    await page.getByText("Recent", { exact: true }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("link", { name: "Llama 3.1 8B Instruct · NVIDIA L40S", exact: true }).waitFor();
  }));
});
