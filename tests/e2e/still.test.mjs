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
      assert.equal(await page.locator('[aria-busy="true"]').count(), 0, "nothing is worked out anew before the reader's eyes");
      assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), height, "nothing jumps");
      assert.equal(await text(page.locator("#app")), before);
    }, STILL));
  }

  test("nothing is kept for reading offline while the page only stands", site.test(async ({ page, address }) => {
    const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    await page.goto(address());
    await drawn(page).waitFor();
    await page.waitForLoadState("networkidle");
    assert.equal(await workers(), 0);
    await page.mouse.move(5, 5);
    await expect(async () => assert.equal(await workers(), 1));
  }, { ...STILL, serviceWorkers: "allow" }));

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

  /** A page whose program waits until it is let go. */
  async function waiting(page, address, path = "") {
    const held = [];
    await page.route(/_bg\.wasm$/, async (route) => {
      await new Promise((then) => held.push(then));
      await route.continue().catch(() => {}); // the page may be gone by now
    });
    await page.goto(address(path));
    await drawn(page).waitFor();
    return async () => {
      for (const then of held) then();
      await page.unroute(/_bg\.wasm$/);
      await gone(page);
    };
  }

  test("what is typed, chosen and pressed while the program comes is done again, in its order", site.test(async ({ page, address }) => {
    const go = await waiting(page, address);
    await page.locator("#drawn details.recent summary").click();
    await page.locator('#drawn select[data-field="k"]').selectOption("q8_0");
    await page.locator('#drawn input[type="radio"][value="GB"]').first().dispatchEvent("click");
    await page.locator('#drawn [data-field="users"]').fill("3");
    await page.locator("#boot-loading").waitFor();
    await go();
    await expect(async () => assert.match(new URL(page.url()).search, /\bk=q8_0/));
    await expect(async () => assert.match(new URL(page.url()).search, /\busers=3/));
    assert.equal(await page.locator('[data-field="users"]').inputValue(), "3");
    assert.ok(await page.locator('input[type="radio"][value="GB"]').first().isChecked());
    assert.ok(await page.evaluate(() => document.activeElement.matches('[data-field="users"]')));
  }, STILL));

  test("a picker that was pressed opens, and takes what is typed", site.test(async ({ page, address }) => {
    const go = await waiting(page, address);
    await page.locator("#drawn #model").click();
    await page.locator("#drawn #model").fill("qwen3-8b");
    await go();
    await page.getByRole("option").first().waitFor();
    assert.equal(await page.locator("#model").inputValue(), "qwen3-8b");
    await page.keyboard.press("Enter");
    await expect(async () => assert.match(new URL(page.url()).search, /model=qwen3-8b/));
  }, STILL));

  test("a picker that was left again is closed", site.test(async ({ page, address }) => {
    const go = await waiting(page, address);
    await page.locator("#drawn #model").fill("qwen");
    await page.locator('#drawn [data-field="users"]').focus();
    await go();
    await page.waitForTimeout(300);
    assert.equal(await page.locator('li[role="option"]').count(), 0);
  }, STILL));

  test("the page stays under a finger until it is lifted, and the press counts", site.test(async ({ page, address }) => {
    await page.goto(address("hardware/nvidia-l40s/"));
    const more = page.locator("#drawn .pager button").first();
    await more.scrollIntoViewIfNeeded();
    const rows = () => page.locator("#app #fits tbody tr, #app [data-section=fits] tbody tr").count();
    const before = await rows();
    await more.hover();
    await page.mouse.down();
    await page.waitForTimeout(2500);
    assert.ok(await still(page));
    await page.mouse.up();
    await gone(page);
    await expect(async () => assert.ok((await rows()) > before, `${await rows()} rows after ${before}`));
  }, STILL));

  test("a program that does not come says why, above a page that stays", site.test(async ({ page, address, expectTrouble }) => {
    expectTrouble(/_bg\.wasm/);
    expectTrouble(/./);
    await page.route(/_bg\.wasm$/, (route) => route.abort().catch(() => {}));
    await page.goto(address("cost/"));
    await drawn(page).waitFor();
    await page.mouse.move(5, 5);
    await page.getByRole("alert").getByText("could not start").waitFor();
    assert.ok(await drawn(page).isVisible());
  }, STILL));

  test("whoever does nothing that shows has the program after a while", site.test(async ({ page, address }) => {
    await page.clock.install();
    await page.goto(address("cost/"));
    await drawn(page).waitFor();
    await page.clock.runFor(11_000);
    await gone(page);
  }, STILL));
});
