// The page about one device: what it says at once, what it works out, and how a reader goes on.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { useSite } from "./support/site.mjs";

const part = (page, id) => page.locator(`[data-section="${id}"]`);
const chip = (page, name) => part(page, "workloads").getByRole("button", { name });

/** Waits until everything that is worked out at rest stands there. */
async function ready(page) {
  await page.locator("#boot").waitFor({ state: "detached" });
  await expect(async () => assert.equal(await page.locator(".dv-waiting").count(), 0, "still working"));
}

/** Every section in the order a reader meets them. */
const SECTIONS = [
  "score", "workloads", "specs", "fits", "chart", "heat", "measured", "money", "verdict", "faq", "alternatives",
];

const DEVICES = [
  { id: "nvidia-l40s", name: "NVIDIA L40S", says: /48\u00a0GiB of GDDR6 read at 864\u00a0GB\/s, rated at 350\u00a0W/ },
  { id: "apple-m4-max-40c", name: "Apple M4 Max (40-core GPU)", says: /GiB of LPDDR5X read at 546\u00a0GB\/s/ },
  { id: "intel-gaudi-2", name: "Intel Gaudi 2", says: /96\u00a0GiB of HBM2E read at 2,450\u00a0GB\/s/ },
];

describe("the page about a device", () => {
  const site = useSite();

  for (const { id, name, says } of DEVICES) {
    test(`${id} shows every section`, site.test(async ({ page, open }) => {
      await open(`hardware/${id}/`);
      await ready(page);
      assert.equal(await page.locator("h1").textContent(), name);
      assert.match(await page.title(), new RegExp(name.replace(/[()]/g, "\\$&")));
      assert.match(await page.locator(".dv-head .dv-sentence").innerText(), says);
      const sections = await page.locator("[data-section]").evaluateAll((all) => all.map((one) => one.dataset.section));
      assert.deepEqual(sections, SECTIONS);
      assert.equal(await page.locator("h1").count(), 1);
      assert.equal(await part(page, "workloads").getByRole("button").count(), 7);
      assert.equal(await part(page, "faq").locator("details").count(), 4);
    }));

    for (const colorScheme of ["light", "dark"]) {
      for (const width of [1280, 320]) {
        test(`${id} in ${colorScheme} at ${width} px: axe finds nothing, nothing is wider than the window`, site.test(async ({ page, open }) => {
          await open(`hardware/${id}/`);
          await ready(page);
          assert.deepEqual(await violations(page), []);
          await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
          assert.deepEqual(await violations(page), [], "with everything unfolded");
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
        }, { colorScheme, viewport: { width, height: 900 } }));
      }
    }
  }

  test("the score is printed as a sum, live and as published", site.test(async ({ page, open }) => {
    await open("hardware/nvidia-l40s/?score=published");
    const score = part(page, "score");
    await expect(async () => assert.match(await score.innerText(), /301 \+ 190 \+ 200 \+ 24 = 715, × 0\.70 \(estimated\) = 500/));
    assert.match(await score.innerText(), /Tier B/);
    await score.getByRole("radio", { name: "Live" }).check();
    await expect(async () => assert.ok(!page.url().includes("score=")));
    await expect(async () => {
      const sum = await score.locator(".dv-sum").innerText();
      const [parts, rest] = sum.split(" = ");
      const total = parts.split(" + ").reduce((all, each) => all + Number(each), 0);
      assert.equal(total, Number(rest.split(",")[0]));
      assert.doesNotMatch(sum, /estimated\) = 500/);
    });
  }));

  test("the L40S does ✓ ✓ ✓ ~ ✓ ✓ ✓, each with its reason on hover, focus and press", site.test(async ({ page, open }) => {
    await open("hardware/nvidia-l40s/");
    await ready(page);
    const verdicts = await part(page, "workloads").getByRole("button").evaluateAll((all) => all.map((one) => one.dataset.verdict));
    assert.deepEqual(verdicts, ["yes", "yes", "yes", "barely", "yes", "yes", "yes"]);
    const reason = (at) => page.locator(`#dv-because-${at}`);
    assert.match(await reason(3).innerText(), /Llama 3\.3 70B Instruct in Q4_K_M, 8,192 tokens: .*usable/s);
    await chip(page, /^7B chat/).hover();
    await expect(async () => assert.ok(await reason(0).isVisible() && !(await reason(3).isVisible())));
    await chip(page, /^Coding agent/).click();
    await page.mouse.move(0, 0);
    await expect(async () => assert.equal(await chip(page, /^Coding agent/).getAttribute("aria-expanded"), "true"));
    await chip(page, /^Coding agent/).evaluate((one) => one.blur());
    assert.ok(await reason(4).isVisible());
    // By keyboard: the focus alone shows it, Enter keeps it open.
    await chip(page, /^7B chat/).focus();
    await page.keyboard.press("Tab");
    await expect(async () => assert.ok(await reason(1).isVisible()));
    await page.keyboard.press("Enter");
    await expect(async () => assert.equal(await chip(page, /^14B chat/).getAttribute("aria-expanded"), "true"));
    const href = await reason(1).getByRole("link").getAttribute("href");
    assert.match(href, /^\.\/\?model=qwen3-14b&on=nvidia-l40s&quant=Q4_K_M&ctx=8192&depth=4096&place=device&rate=5$/);
  }));

  test("models near the limit come first, more are shown on demand, and the chart has a table", site.test(async ({ page, open }) => {
    await open("hardware/nvidia-l40s/");
    await ready(page);
    const rows = part(page, "fits").locator("tbody tr");
    assert.equal(await rows.count(), 12);
    const full = (text) => Number(text.match(/(\d+)\u00a0% full/)[1]);
    const shares = (await rows.allInnerTexts()).map(full);
    assert.ok(shares[0] >= 90, `the first is ${shares[0]} % full`);
    assert.deepEqual(shares, [...shares].sort((a, b) => b - a));
    await part(page, "fits").getByRole("button", { name: "Show more" }).click();
    await expect(async () => assert.equal(await rows.count(), 36));
    await part(page, "fits").getByRole("radio", { name: /^Comfortable \d+$/ }).check();
    await expect(async () => {
      assert.match(page.url(), /fit=comfortable/);
      const words = await part(page, "fits").locator("tbody td.fit").allInnerTexts();
      assert.ok(words.length > 0 && words.every((word) => word.trim() === "Comfortable"));
    });
    const chart = part(page, "chart");
    assert.match(await chart.locator("svg").getAttribute("aria-label"), /models on NVIDIA L40S: decode from/);
    await chart.getByText("The same as a table").click();
    assert.ok(await chart.locator(".twin tbody tr").count() > 50);
    assert.equal(await chart.locator(".twin tbody tr").count(), await chart.locator("circle").count());
  }));

  test("the map follows the model that is chosen, and its cells lead to the calculator", site.test(async ({ page, open }) => {
    await open("hardware/nvidia-l40s/");
    await ready(page);
    const heat = part(page, "heat");
    const cell = () => heat.locator("tbody a").first();
    assert.match(await cell().getAttribute("aria-label"), /^Q8_0 at 4,096 tokens: /);
    await heat.getByLabel("Model").selectOption("qwen3-14b");
    await expect(async () => {
      assert.match(page.url(), /model=qwen3-14b/);
      assert.match(await cell().getAttribute("href"), /model=qwen3-14b&on=nvidia-l40s&quant=Q8_0&ctx=4096/);
    });
    await page.reload();
    await ready(page);
    assert.equal(await heat.getByLabel("Model").inputValue(), "qwen3-14b");
  }));

  test("the size of the memory is in the address and changes the answers", site.test(async ({ page, open }) => {
    await open("hardware/apple-m4-max-40c/?mem=48");
    await ready(page);
    const sentence = page.locator(".dv-head .dv-sentence");
    assert.match(await sentence.innerText(), /with 48\u00a0GiB/);
    await page.getByRole("radio", { name: /^128\sGiB$/ }).check();
    await expect(async () => {
      assert.match(page.url(), /mem=128/);
      assert.match(await sentence.innerText(), /with 128\u00a0GiB/);
    });
    await ready(page);
    assert.match(await part(page, "heat").locator("tbody a").first().getAttribute("href"), /&mem=128/);
    const compare = await page.locator(".dv-head").getByRole("link", { name: "Compare with others" }).getAttribute("href");
    assert.match(compare, /^compare\/\?of=apple-m4-max-40c%40128$/);
    assert.match(await part(page, "alternatives").getByRole("link", { name: /^Compare/ }).first().getAttribute("href"), /apple-m4-max-40c%40128/);
  }));

  test("a size that does not hold the reference has no place by its speed, and what is sold whole has no computer around it", site.test(async ({ page, open }) => {
    await open("hardware/raspberry-pi-5/?mem=2");
    await ready(page);
    assert.doesNotMatch(await part(page, "verdict").innerText(), /decodes at|tok\/J/);
    await open("hardware/apple-m4-max-40c/");
    await ready(page);
    await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    assert.doesNotMatch(await page.locator("main").innerText(), /computer around it/);
  }));

  test("measured rows come newest first, with their source, a page at a time", site.test(async ({ page, open }) => {
    await open("hardware/apple-m4-max-40c/");
    await ready(page);
    const measured = part(page, "measured");
    const days = await measured.locator('td[data-label="Date"]').allInnerTexts();
    assert.equal(days.length, 12);
    assert.deepEqual(days, [...days].sort().reverse());
    assert.match(await measured.locator(".pager .note").innerText(), /^1–12 of \d+$/);
    await measured.getByRole("button", { name: "Next" }).click();
    await expect(async () => assert.match(await measured.locator(".pager .note").innerText(), /^13–24 of \d+$/));
  }));

  test("buying and renting are compared as ranges; without a price it says so", site.test(async ({ page, open }) => {
    await open("hardware/nvidia-l40s/");
    const money = part(page, "money");
    await expect(async () => assert.match(await money.innerText(), /on demand\s+\$[\d.]+–[\d.]+\s+[\d,]+–[\d,]+\s+\d/));
    assert.match(await money.innerText(), /Before power/);
    assert.match(await money.innerText(), /months ago/);
    await money.getByText(/^\d+ observations$/).click();
    assert.ok(await money.locator("details tbody tr").count() > 10);

    // The short part says what the page about cost says, and carries the question there.
    const short = money.locator(".cost-glance");
    const said = async () => (await short.locator('[data-pair="buy-or-rent"] b').innerText()).replaceAll("\u00a0", " ").replace(/\. ?$/, "");
    await short.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    const rows = await short.locator(".cost-ways li.note").allInnerTexts();
    assert.ok(rows.length > 1);
    for (const row of rows) assert.match(row, /\d{4}-\d{2}(-\d{2})?, (that day|[\d.]+ (day|days|months|years) old) · \S/);
    const before = await said();
    await short.locator('[data-typed="hours"]').fill("8");
    await short.locator('[data-typed="hours"]').press("Tab");
    await expect(async () => assert.notEqual(await said(), before));
    const word = await said();
    const cards = await short.locator(".cost-ways dd b").allInnerTexts();
    await short.getByRole("link", { name: "Every term, charts, presets and other loads" }).click();
    await expect(async () => assert.equal((await page.locator("#cost-answer .verdict .word").innerText()).replaceAll("\u00a0", " "), word));
    assert.equal(new URL(page.url()).searchParams.get("hours"), "8");
    const whole = await page.locator(".cost-ways dd b").allInnerTexts();
    for (const card of cards) assert.ok(whole.includes(card), `${card} is not in ${whole}`);
    await open("hardware/intel-gaudi-2/");
    await expect(async () => assert.match(await money.innerText(), /Without a price there is no break-even/));
    // No price is asked for, never assumed.
    const price = money.locator('[data-asked="true"] [data-typed="price"]');
    await price.fill("9000");
    // The page is drawn anew while the reader still types: what stands in the field stays.
    await page.locator('input[name="theme"][value="dark"]').evaluate((one) => one.click());
    await price.press("Tab");
    await expect(async () => assert.equal(await money.locator('[data-asked="true"] [data-typed="price"]').count(), 0));
    assert.equal(new URL(page.url()).searchParams.get("price"), "9000");
  }));

  test("a device nothing here drives is unknown everywhere, never zero and never a “does not fit”", site.test(async ({ page, open }) => {
    await open("hardware/intel-gaudi-2/");
    await ready(page);
    const verdicts = await part(page, "workloads").getByRole("button").evaluateAll((all) => all.map((one) => one.dataset.verdict));
    assert.deepEqual([...new Set(verdicts)], ["unknown"]);
    assert.match(await part(page, "score").innerText(), /unknown/);
    assert.equal(await part(page, "score").locator(".dv-sum").count(), 0);
    for (const id of ["fits", "chart", "heat"]) assert.match(await part(page, id).innerText(), /^[^\n]+\s+Unknown: /);
    await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    const text = await page.locator("main").innerText();
    assert.doesNotMatch(text, /does not fit|do not fit|does not run|(?<![\d.,])0(\.0+)?\u00a0(tok\/s|GiB|GB\/s|W)/i);
  }));

  test("alternatives lead to devices and comparisons, none twice", site.test(async ({ page, open }) => {
    await open("hardware/nvidia-l40s/");
    await ready(page);
    const names = await part(page, "alternatives").locator('th[scope="row"] a').allInnerTexts();
    assert.ok(names.length >= 12);
    assert.equal(new Set(names).size, names.length);
    assert.ok(!names.includes("NVIDIA L40S"));
    const compare = await part(page, "alternatives").getByRole("link", { name: /^Compare/ }).first().getAttribute("href");
    assert.match(compare, /^compare\/\?of=nvidia-l40s-vs-[a-z0-9.-]+(%40\d+)?$/);
    await part(page, "alternatives").locator('th[scope="row"] a').first().click();
    await expect(async () => assert.equal(await page.locator("h1").textContent(), names[0]));
    await ready(page);
    await page.goBack();
    await expect(async () => assert.equal(await page.locator("h1").textContent(), "NVIDIA L40S"));
  }));

  test("an id that nothing has leads to near ones", site.test(async ({ page, open, expectTrouble }) => {
    // No file has this address: the host says so, and leads to the page that knows near ids.
    expectTrouble(/404/);
    await open("hardware/apple-m4-mxa/");
    await page.getByRole("heading", { level: 1, name: "No device has this id" }).waitFor();
    assert.deepEqual(await violations(page), []);
    const first = page.locator("main .choices a").first();
    const name = await first.textContent();
    await first.click();
    await expect(async () => assert.equal(await page.locator("h1").textContent(), name));
  }));
});
