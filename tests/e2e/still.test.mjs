// Pages that the build drew: they stand, complete, until their reader does something; then the program takes their place with the same
// figures, and nothing that was done meanwhile is lost.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { expect } from "./support/expect.mjs";
import { useSite } from "./support/site.mjs";

const PAGES = ["", "hardware/nvidia-l40s/", "models/qwen3-30b-a3b/", "compare/", "compare/amd-radeon-ai-pro-r9700-vs-nvidia-a40/", "cost/"];
const drawn = (page) => page.locator("#drawn");
const still = (page) => page.evaluate(() => document.documentElement.hasAttribute("data-still"));
const gone = (page) => page.locator("#boot").waitFor({ state: "detached" });
/** What is read on a page, whatever the spaces between its parts. */
const text = (locator) => locator.evaluate((node) => {
  const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const said = [];
  while (walk.nextNode()) said.push(walk.currentNode.data);
  return said.join("").replace(/\s+/g, " ");
});

describe("pages that the build drew", () => {
  const site = useSite();
  const STILL = { still: true };

  for (const path of PAGES) {
    test(`/${path} stands until somebody does something, and says the same afterwards`, site.test(async ({ page, address }) => {
      await page.goto(address(path));
      await drawn(page).waitFor();
      await page.waitForLoadState("networkidle");
      assert.ok(await still(page), "nobody did anything");
      assert.ok(!(await page.locator("#before").isVisible()));
      const [before, height] = [await text(drawn(page)), await page.evaluate(() => document.documentElement.scrollHeight)];
      await page.mouse.move(5, 5);
      await gone(page);
      assert.ok(!(await still(page)));
      assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), height, "nothing jumps");
      await expect(async () => assert.equal(await text(page.locator("#app")), before));
    }, STILL));
  }

  test("a page is drawn as it is read without a program, too: the same elements", site.test(async ({ page, address }) => {
    const shape = (selector) => page.locator(selector).evaluate((node) => [...node.querySelectorAll("*")].map((e) => e.tagName).join(" "));
    await page.goto(address("models/qwen3-30b-a3b/"));
    await drawn(page).waitFor();
    const before = await shape("#drawn");
    await page.mouse.move(5, 5);
    await gone(page);
    await expect(async () => assert.equal(await shape("#app"), before));
  }, STILL));

  test("an address that asks for something else, and a reader who is known, get the program at once", site.test(async ({ page, address }) => {
    await page.goto(address("?context=16384"));
    await gone(page);
    await page.goto(address());
    await drawn(page).waitFor();
    await page.evaluate(() => localStorage.setItem("will-it-run.reader", "GB dark 100"));
    await page.goto(address());
    await gone(page);
    assert.ok(await page.locator('input[name="unit"][value="GB"]').isChecked());
  }, STILL));

  test("what is typed, chosen and pressed while the program comes is not lost", site.test(async ({ page, address }) => {
    const waiting = [];
    await page.route(/_bg\.wasm$/, async (route) => {
      await new Promise((then) => waiting.push(then));
      await route.continue();
    });
    await page.goto(address());
    await drawn(page).waitFor();
    await page.locator('#drawn select[data-field="k"]').selectOption("q8_0");
    await page.locator("#drawn details.recent summary").click();
    await page.locator('#drawn [data-field="users"]').fill("3");
    for (const then of waiting) then();
    await page.unroute(/_bg\.wasm$/);
    await gone(page);
    await expect(async () => assert.match(new URL(page.url()).search, /\bk=q8_0/));
    await expect(async () => assert.match(new URL(page.url()).search, /users=3/));
    assert.equal(await page.locator('[data-field="users"]').inputValue(), "3");
    assert.ok(await page.locator("details.recent").evaluate((details) => details.open));
    assert.ok(await page.evaluate(() => document.activeElement.matches('[data-field="users"]')));
  }, STILL));

  test("whoever does nothing that shows has the program after a while", site.test(async ({ page, address }) => {
    await page.clock.install();
    await page.goto(address("cost/"));
    await drawn(page).waitFor();
    await page.clock.runFor(11_000);
    await gone(page);
  }, STILL));
});
