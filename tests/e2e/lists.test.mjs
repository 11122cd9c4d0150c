// Lists of devices and models, and the leaderboard: search, filters, order, columns, files, weights.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { useSite } from "./support/site.mjs";

const list = (page) => page.locator("[data-list]");
const rows = (page) => list(page).locator("tbody tr");
const names = (page) => rows(page).locator("th a").allInnerTexts();
const status = (page) => list(page).getByRole("status");
const left = async (page) => Number((await status(page).innerText()).match(/^[\d,]+/)[0].replaceAll(",", ""));
/** The text of a cell by the head of its column. */
const cell = (row, column) => row.locator(`td[data-label="${column}"]`).innerText();
const row = (page, name) => rows(page).filter({ has: page.getByRole("link", { name, exact: true }) });
/** Figures of a column from top to bottom, without units. */
const figures = async (page, column) =>
  (await list(page).locator(`td[data-label="${column}"]`).allInnerTexts())
    .map((text) => text.split("\n")[0])
    .map((text) => (/\d/.test(text) ? Number(text.replaceAll(/[^\d.]/g, "")) : null));
const choice = (page, name) => page.getByRole("combobox", { name, exact: true });
const asked = (page, key) => new URL(page.url()).searchParams.get(key);
/** Waits for the columns that are worked out after the page has opened. */
const worked = (page) => expect(async () => assert.equal(await list(page).getByText("…", { exact: true }).count(), 0));

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

describe("the list of devices", () => {
  const site = useSite();

  test("holds every device with its figures; what is unknown is a word", site.test(async ({ page, open }) => {
    await open("hardware/");
    assert.ok((await left(page)) > 250);
    assert.equal(await page.title(), "Hardware – will it run?");
    const search = page.getByRole("searchbox", { name: "Search" });
    for (const [name, memory, backend] of [
      ["NVIDIA GeForce RTX 4090", /^24\sGiB/, /CUDA/],
      ["NVIDIA L40S", /^48\sGiB/, /CUDA/],
      ["Huawei Atlas 300I Duo 96GB", /^96\sGiB/, /CPU/],
    ]) {
      await search.fill(name);
      await expect(async () => assert.equal(await row(page, name).count(), 1));
      assert.match(await cell(row(page, name), "Memory"), memory);
      assert.match(await cell(row(page, name), "Backends"), backend);
    }
    // Nobody knows a rate of the last one: it has no score, and no zero in its place.
    const unknown = row(page, "Huawei Atlas 300I Duo 96GB");
    assert.match(await cell(unknown, "Score"), /^unknown/);
    assert.match(await cell(unknown, "Decode"), /^unknown/);
    assert.doesNotMatch(await unknown.innerText(), /does not fit|\b0(\.0+)?\stok/);
  }));

  test("what is typed is found in names, makers, memory sizes and kinds", site.test(async ({ page, open }) => {
    await open("hardware/");
    const search = page.getByRole("searchbox", { name: "Search" });
    const all = await left(page);
    for (const [typed, pattern] of [["apple", /Apple/], ["rtx 3090", /3090/]]) {
      await search.fill(typed);
      await expect(async () => assert.match((await names(page))[0], pattern));
      assert.ok((await left(page)) < all);
      assert.equal(asked(page, "q"), typed);
    }
    await search.fill("24GB");
    await expect(async () => assert.ok((await names(page)).includes("NVIDIA GeForce RTX 3090")));
    // A size between the smallest and the largest counts too; less than the size typed does not.
    for (const each of await rows(page).all()) assert.ok(Number((await cell(each, "Memory")).match(/\d+/)[0]) >= 24);
  }));

  test("any column sorts, either way, and unknown figures come last", site.test(async ({ page, open }) => {
    await open("hardware/");
    for (const [column, word] of [["Bandwidth", "bandwidth"], ["Going price", "price"], ["Score", "score"]]) {
      for (const [sort, sign] of [["descending", -1], ["ascending", 1]]) {
        await open(`hardware/?sort=${sign < 0 ? "-" : ""}${word}`);
        const head = list(page).getByRole("columnheader", { name: column });
        assert.equal(await head.getAttribute("aria-sort"), sort);
        const found = await figures(page, column);
        const known = found.filter((figure) => figure !== null);
        assert.deepEqual(known, known.toSorted((a, b) => sign * (a - b)), `${column} ${sort}`);
        assert.deepEqual(found.slice(0, known.length), known, "unknown ones last");
      }
    }
    await open("hardware/");
    const head = list(page).getByRole("columnheader", { name: "Memory" });
    await head.getByRole("button").focus();
    await page.keyboard.press("Enter");
    await expect(async () => assert.equal(await head.getAttribute("aria-sort"), "descending"));
    await page.keyboard.press("Enter");
    await expect(async () => assert.equal(await head.getAttribute("aria-sort"), "ascending"));
    assert.equal(asked(page, "sort"), "memory");
    assert.equal(await list(page).locator("[aria-sort]").count(), 1);
  }));

  test("filters narrow it, say how many lack the figure, and can be opened again in one go", site.test(async ({ page, open }) => {
    await open("hardware/");
    await choice(page, "Vendor").selectOption({ label: "NVIDIA" });
    await page.getByLabel("Memory at least, GiB").fill("24");
    await page.getByLabel("Price at most, $").fill("2000");
    await expect(async () => assert.equal(asked(page, "price"), "2000"));
    const few = await left(page);
    assert.ok(few > 3 && few < 60, `${few}`);
    for (const each of await rows(page).all()) {
      assert.match(await each.innerText(), /NVIDIA/);
      assert.ok(Number((await cell(each, "Memory")).match(/\d+/)[0]) >= 24);
    }
    for (const price of await figures(page, "Going price")) assert.ok(price <= 2000);
    // Those without a price are counted and one press away.
    const note = list(page).getByText(/more may qualify/);
    const lacking = Number((await note.innerText()).match(/^[\d,]+/)[0]);
    assert.match(await note.innerText(), /going price/);
    await page.getByRole("button", { name: "Show them too" }).click();
    await expect(async () => assert.equal(await left(page), few + lacking));
    await page.getByRole("button", { name: "Leave them out" }).click();
    await expect(async () => assert.equal(await left(page), few));

    await page.getByLabel("Price at most, $").fill("10");
    await list(page).getByText("Nothing meets all of this at once.").waitFor();
    await list(page).getByRole("button", { name: /^Without “Price at most, \$: 10”: \d+$/ }).click();
    await expect(async () => assert.ok((await left(page)) >= few + lacking));
    assert.equal(await page.getByLabel("Price at most, $").inputValue(), "");
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await expect(async () => assert.equal(new URL(page.url()).search, ""));
    await page.getByLabel("Price at most, $").fill("much");
    await expect(async () => assert.equal(await page.getByLabel("Price at most, $").getAttribute("aria-invalid"), "true"));
    assert.ok((await left(page)) > 250, "what cannot be read filters nothing");
  }));

  test("columns are chosen, and the files hold them for all rows", site.test(async ({ page, open }) => {
    await open("hardware/?vendor=apple");
    const all = await left(page);
    await page.getByText(/^Columns \(/).click();
    await page.getByRole("checkbox", { name: "Launch price" }).uncheck();
    await page.getByRole("checkbox", { name: "Chip" }).check();
    await expect(async () => assert.match(asked(page, "cols"), /chip/));
    assert.equal(await list(page).getByRole("columnheader", { name: "Launch price" }).count(), 0);
    await list(page).getByRole("columnheader", { name: "Chip" }).waitFor();
    const csv = await download(page, "Download CSV");
    assert.match(csv.name, /^will-it-run-hardware-\d{4}-\d\d-\d\d\.csv$/);
    const lines = csv.text.trim().split("\r\n");
    assert.equal(lines.length, all + 1);
    assert.match(lines[0], /^id,name,score,.*,memory_bytes,.*,chip$/);
    assert.doesNotMatch(lines[0], /launch_usd/);
    const json = JSON.parse((await download(page, "Download JSON")).text);
    assert.equal(json.length, all);
    assert.ok(json.every((device) => device.id.startsWith("apple-") && device.memory_bytes >= 2 ** 32));
    assert.ok(json.some((device) => device.price_usd === null) || json.every((device) => device.price_usd > 0));

    // The address alone brings it all back.
    await page.reload();
    await page.locator("#boot").waitFor({ state: "detached" });
    assert.equal(await left(page), all);
    await list(page).getByRole("columnheader", { name: "Chip" }).waitFor();
  }));

  test("a row leads to its page, and back to the list as it was; pages turn", site.test(async ({ page, open }) => {
    await open("hardware/?sort=-memory");
    const first = await names(page);
    await page.getByRole("button", { name: "Next" }).click();
    await expect(async () => assert.equal(asked(page, "p"), "2"));
    const second = await names(page);
    assert.equal(second.filter((name) => first.includes(name)).length, 0);
    await rows(page).first().getByRole("link").click();
    await expect(async () => assert.match(new URL(page.url()).pathname, /hardware\/[\w.-]+\/$/));
    await page.goBack();
    await expect(async () => assert.deepEqual(await names(page), second));
  }));
});

describe("the list of models", () => {
  const site = useSite();

  test("holds every model; files are worked out, unknown figures are words", site.test(async ({ page, open }) => {
    await open("models/");
    assert.ok((await left(page)) > 450);
    await worked(page);
    const search = page.getByRole("searchbox", { name: "Search" });
    for (const [typed, name, parameters] of [
      ["llama-3.1-8b-instruct", "Llama 3.1 8B Instruct", /^8\.03B/],
      ["qwen3-8b", "Qwen3 8B", /^8\.19B/],
      ["flux.1-dev", "FLUX.1 dev", /B/],
    ]) {
      await search.fill(typed);
      await expect(async () => assert.ok((await names(page)).some((found) => found.startsWith(name.split(" ")[0]))));
      const found = rows(page).first();
      assert.match(await cell(found, "Parameters"), parameters);
      assert.match(await cell(found, "Q4_K_M file"), /^[\d.,]+\s[GM]iB/);
    }
    // An image model has no context: not zero, and not left out.
    assert.equal(await cell(rows(page).first(), "Context"), "unknown");
    assert.equal(await cell(rows(page).first(), "Memory basis"), "by parameters");
  }));

  test("filters by kind, licence, size and day", site.test(async ({ page, open }) => {
    await open("models/?experts=moe&licence=apache-2.0&from=20&to=40&since=2025-01");
    const all = await left(page);
    assert.ok(all > 2 && all < 60, `${all}`);
    for (const each of await rows(page).all()) {
      const [total, active] = [await cell(each, "Parameters"), await cell(each, "Active")].map((text) => Number(text.replaceAll(/[^\d.]/g, "")));
      assert.ok(total >= 20 && total <= 40 && active < total, `${total} ${active}`);
      assert.ok((await cell(each, "Released")).replaceAll(/[^\d-]/g, "") >= "2025-01");
      assert.equal(await cell(each, "Licence"), "apache-2.0");
    }
    assert.equal(await choice(page, "Dense or MoE").inputValue(), "MoE");
    await page.getByRole("searchbox", { name: "Search" }).fill("moe");
    await expect(async () => assert.equal(await left(page), all));
  }));
});

describe("the leaderboard", () => {
  const site = useSite();
  const ranking = (page) => page.locator(".ranking tbody tr");
  const scores = async (page) => (await ranking(page).locator(".headline b").allInnerTexts()).map(Number);

  test("ranks by score; the printed sum is right; unknown scores stand apart with the reason", site.test(async ({ page, open }) => {
    await open("leaderboard/");
    const found = await scores(page);
    assert.deepEqual(found, found.toSorted((a, b) => b - a));
    for (const text of await ranking(page).locator(".points small").allInnerTexts()) {
      const [, parts, sum] = text.match(/^([\d +]+) = (\d+) × 0\.\d\d|^([\d +]+) = (\d+) × 1\.00/) ?? [];
      assert.equal(parts.split(" + ").reduce((a, b) => a + Number(b), 0), Number(sum), text);
    }
    const apart = page.getByRole("region", { name: "Without a score" });
    await apart.getByText("Huawei Atlas 300I Duo 96GB").waitFor();
    await apart.getByText(/^no decode rate \(\d+\)$/).waitFor();
    assert.equal(await ranking(page).getByText("Huawei Atlas").count(), 0);
  }));

  test("as published gives the published points", site.test(async ({ page, open }) => {
    await open("leaderboard/?class=data%20center&basis=published");
    const l40s = ranking(page).filter({ has: page.getByRole("link", { name: "NVIDIA L40S", exact: true }) });
    assert.equal(await l40s.locator(".headline b").innerText(), "500");
    assert.match(await l40s.innerText(), /301 \+ 190 \+ 200 \+ 24 = 715 × 0\.70/);
    await open("leaderboard/?basis=published&class=consumer");
    const rtx = ranking(page).filter({ has: page.getByRole("link", { name: "NVIDIA GeForce RTX 5090", exact: true }) });
    assert.equal(await rtx.locator(".headline b").innerText(), "630");
  }));

  test("the ranking follows the weights, and the address keeps them", site.test(async ({ page, open }) => {
    await open("leaderboard/");
    const before = await ranking(page).locator("th a").allInnerTexts();
    const slider = page.getByRole("slider", { name: "Value for money" });
    await slider.focus();
    await page.keyboard.press("End");
    await expect(async () => assert.equal(asked(page, "w"), "500,200,200,100,1000"));
    await expect(async () => assert.notDeepEqual(await ranking(page).locator("th a").allInnerTexts(), before));
    await page.getByRole("region", { name: "Without a score" }).getByText(/^no price seen \(\d+\)$/).waitFor();
    for (const price of await ranking(page).locator('td[data-label="Going price"]').allInnerTexts()) assert.doesNotMatch(price, /\$0\b/);
    await page.getByRole("button", { name: /^Back to 500/ }).click();
    await expect(async () => assert.deepEqual(await ranking(page).locator("th a").allInnerTexts(), before));
  }));

  test("the plot has a table twin, and nothing on the front is beaten", site.test(async ({ page, open }) => {
    await open("leaderboard/");
    const plot = page.locator(".scatter");
    await plot.getByText("The same as a table").click();
    const table = await plot.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText)));
    assert.equal(table.length, await plot.locator("svg circle").count());
    const number = (text) => Number(text.replaceAll(/[^\d.]/g, ""));
    const points = table.map(([name, price, rate, memory, front]) => ({ name, price: number(price), rate: number(rate), memory: number(memory), front: front === "on the front" }));
    assert.equal(points.filter((point) => point.front).length, await plot.locator("circle.front").count());
    // Written to three digits, figures that differ may read the same: only clear cases count.
    for (const one of points.filter((point) => point.front)) {
      const better = points.filter((other) => other.price < one.price && other.rate > one.rate && other.memory > one.memory);
      assert.deepEqual(better, [], `${one.name} is on the front`);
    }
  }));
});

describe("lists for everybody", () => {
  const site = useSite();

  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1280, 900], [360, 800]]) {
      test(`axe finds nothing in ${colorScheme} at ${width} px, and nothing scrolls sideways`, site.test(async ({ page, open }) => {
        for (const target of [
          "hardware/", "hardware/?price=500&mem=24", "hardware/?q=zzzz", "models/", "models/?modality=image-out",
          "leaderboard/", "leaderboard/?basis=published&class=laptop&w=0,0,0,0,0",
        ]) {
          await open(target);
          if (target.startsWith("models")) await worked(page);
          assert.deepEqual(await violations(page), [], target);
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(beyond <= 0, `${target} is ${beyond} px too wide`);
        }
      }, { colorScheme, viewport: { width, height } }));
    }
  }

  test("on a narrow screen the order is a field", site.test(async ({ page, open }) => {
    await open("models/");
    await choice(page, "Sort by").selectOption({ label: "Parameters ↓" });
    await expect(async () => assert.equal(asked(page, "sort"), "-params"));
    await expect(async () => assert.match(await cell(rows(page).first(), "Parameters"), /T/));
  }, { viewport: { width: 360, height: 800 } }));
});
