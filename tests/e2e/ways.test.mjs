// The ways through the site: from page to page, below any path, and where an address leads nowhere.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { useSite } from "./support/site.mjs";

const WAYS = [
  ["Hardware", "hardware/"],
  ["Models", "models/"],
  ["Leaderboard", "leaderboard/"],
  ["Compare", "compare/"],
  ["Cost", "cost/"],
  ["Choose", "choose/"],
  ["Best", "best/"],
];

const way = (page, name) => page.getByRole("navigation").getByRole("link", { name, exact: true });

describe("the ways through the site", () => {
  const site = useSite({ prefix: "/tools/will-it-run" });

  for (const [name, path] of WAYS) {
    test(`${name} is one step from the calculator, and the calculator one step back`, site.test(async ({ page, open, address }) => {
      await open("/");
      await way(page, name).click();
      await page.locator("#boot").waitFor({ state: "detached" });
      await expect(async () => assert.equal(page.url(), address(path)));
      await expect(async () => assert.equal(await way(page, name).getAttribute("aria-current"), "page"));
      await expect(async () => assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1));
      await page.goBack();
      await expect(async () => assert.equal(new URL(page.url()).pathname, new URL(address("/")).pathname));
    }));
  }

  test("pages about hardware follow one another without a load, and back is a step", site.test(async ({ page, open, address }) => {
    await open("hardware/");
    await page.evaluate(() => { window.stillHere = true; });
    await way(page, "Models").click();
    await expect(async () => assert.equal(page.url(), address("models/")));
    await page.goBack();
    await expect(async () => assert.equal(page.url(), address("hardware/")));
    assert.equal(await way(page, "Hardware").getAttribute("aria-current"), "page");
    assert.equal(await page.evaluate(() => window.stillHere), true);
  }));

  test("a pair that no file was made for is found all the same", site.test(async ({ page, address, expectTrouble }) => {
    expectTrouble(/404/);
    await page.goto(address("compare/nvidia-rtx-4090-vs-nvidia-rtx-3090"));
    await expect(async () => assert.match(page.url(), /compare\/nvidia-rtx-3090-vs-nvidia-rtx-4090\/$/));
    await page.getByRole("heading", { level: 1 }).waitFor();
  }));

  test("an address that leads nowhere says so, with the ways on", site.test(async ({ page, address, expectTrouble }) => {
    expectTrouble(/404/);
    const response = await page.goto(address("hardware/no-such-thing/at-all"));
    assert.equal(response.status(), 404);
    await page.getByRole("heading", { name: "No page has this address" }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.getByRole("link", { name: "hardware" }).evaluate((link) => link.href), address("hardware/"));
  }));

  test("units and theme chosen on one page hold on the others", site.test(async ({ page, open }) => {
    await open("hardware/");
    await page.getByRole("radio", { name: "GB", exact: true }).check();
    await page.getByRole("radio", { name: "Dark", exact: true }).check();
    await way(page, "Check").click();
    await page.locator("#boot").waitFor({ state: "detached" });
    await expect(async () => assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark"));
    assert.equal(await page.getByRole("radio", { name: "GB", exact: true }).isChecked(), true);
  }));
});
