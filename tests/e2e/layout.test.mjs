// The page on every screen: nothing runs over its edge, nothing covers what is used, nothing jumps.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { answer, field, fit, picker, rows } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

/** How far the page reaches beyond the window, and what does. */
const beyond = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 0.5);
    return [`${document.documentElement.scrollWidth} px in ${width}`, ...out.slice(0, 5).map((one) => `${one.tagName}.${one.className?.baseVal ?? one.className}`)];
  });

describe("the layout", () => {
  const site = useSite();

  for (const [width, height] of [[320, 640], [360, 800], [768, 1024], [1440, 900]]) {
    test(`${width} px: no sideways scrolling, in any state`, site.test(async ({ page, open }) => {
      // A long name, two cards, layers on the host: as full as it gets.
      await open("/?model=qwen3-235b-a22b-instruct-2507&on=nvidia-rtx-4090&n=2&ram=128&quant=Q4_K_M&ctx=32768");
      await rows(page, "quants");
      await rows(page, "models");
      await rows(page, "devices");
      assert.deepEqual(await beyond(page), [], "as it opens");
      await page.getByText("More settings", { exact: true }).click();
      await field(page, "ram").waitFor();
      assert.deepEqual(await beyond(page), [], "settings open");
      await picker(page, "Model").click();
      await page.getByRole("listbox", { name: "Model" }).waitFor();
      assert.deepEqual(await beyond(page), [], "picker open");
      const list = await page.getByRole("listbox", { name: "Model" }).boundingBox();
      assert.ok(list.x >= 0 && list.x + list.width <= width, "the list is inside the window");
      await page.keyboard.press("Escape");
      await page.getByText("Recent", { exact: true }).click();
      assert.deepEqual(await beyond(page), [], "recent open");
      await page.getByText("Recent", { exact: true }).click();
      await page.locator('button[data-term="memory.device"]').first().click();
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      const box = await dialog.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width, "the dialog is inside the window");
      assert.deepEqual(await beyond(page), [], "derivation open");
      await page.keyboard.press("Escape");
      await open("/?model=nonsense&on=nvidia-rtx-4090&ctx=many");
      assert.deepEqual(await beyond(page), [], "bad address");
    }, { viewport: { width, height } }));
  }

  test("on a wide screen question and verdict are seen at once", site.test(async ({ page, open }) => {
    await open("/");
    for (const part of [picker(page, "Model"), picker(page, "Device"), answer(page), page.locator(".memory-bar").first()]) {
      const box = await part.boundingBox();
      assert.ok(box.y >= 0 && box.y + Math.min(box.height, 60) <= 900, `seen without scrolling: ${JSON.stringify(box)}`);
    }
    const question = await picker(page, "Model").boundingBox();
    const verdict = await answer(page).boundingBox();
    assert.ok(question.x + question.width <= verdict.x, "side by side");
    const size = await answer(page).locator(".word").evaluate((word) => parseFloat(getComputedStyle(word).fontSize));
    assert.ok(size >= 28, `the verdict is large: ${size} px`);
  }, { viewport: { width: 1440, height: 900 } }));

  test("on a small screen the gist stays in sight while the question changes", site.test(async ({ page, open }) => {
    await open("/");
    await field(page, "quant").scrollIntoViewIfNeeded();
    const strip = page.locator(".strip");
    const box = await strip.boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 800, "the strip is in the window");
    assert.match(await strip.innerText(), /Comfortable/);
  }, { viewport: { width: 360, height: 800 } }));

  test("nothing jumps while the page loads and the tables are filled", site.test(async ({ page, open }) => {
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await open("/");
    await rows(page, "devices");
    await rows(page, "models");
    await rows(page, "quants");
    assert.equal(await fit(page), "comfortable");
    const shift = await page.evaluate(() => window.shift);
    assert.ok(shift < 0.01, `layout shift ${shift}`);
  }));

  test("a page is as tall as what is on it, whatever stood there before", site.test(async ({ page, open }) => {
    // The list of all devices as text is many times taller than the first of its pages.
    for (const target of ["/", "hardware/", "hardware/nvidia-l40s/", "cost/"]) {
      await open(target);
      await page.locator("footer").waitFor();
      await page.waitForFunction(() => document.getElementById("app").style.minHeight === "");
      const below = await page.evaluate(() => document.getElementById("app").getBoundingClientRect().bottom - document.querySelector("#app > footer, #app footer").getBoundingClientRect().bottom);
      assert.ok(below < 64, `${target}: ${below} px of nothing below the last line`);
    }
  }));
});
