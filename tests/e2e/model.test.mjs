// A model's page: a dense model, a mixture of experts, windows, and models of which little is known.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { addressHolds, asked, bytesOf, section } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const DENSE = "llama-3.1-8b-instruct";
const EXPERTS = "qwen3-30b-a3b";
const WINDOWS = "gemma-3-27b-it";
const UNLAID = "hy4-preview";
const IMAGES = "flux.1-dev";

const name = (page) => page.getByRole("heading", { level: 1 });
const memory = (page) => section(page, "Memory over context");
const runs = (page) => section(page, "What runs it");
const launch = (page) => section(page, "Start it in llama.cpp");
const control = (page, word) => page.locator(`[data-field="${word}"]`);
const total = async (page) => bytesOf(await memory(page).locator(".model-parts tfoot td").last().textContent());

/** Opens a model's page and waits until the devices are there. */
async function openModel({ page, open }, id, query = "") {
  await open(`/models/${id}/${query}`);
  await name(page).waitFor();
  await page.locator('[data-list="devices"]:not([aria-busy])').waitFor();
}

describe("a model's page", () => {
  const site = useSite();

  test("a dense model: figures, layers, quants to the byte, curves, rigs, command, sources", site.test(async ({ page, open }) => {
    await openModel({ page, open }, DENSE);
    assert.equal(await name(page).innerText(), "Llama 3.1 8B Instruct");
    assert.match(await page.title(), /^Llama 3\.1 8B Instruct/);
    await page.getByText("8.03B parameters, 7.50B of them read for each token", { exact: false }).waitFor();
    await page.getByText("Its memory is counted to the byte", { exact: false }).waitFor();
    await section(page, "Architecture").getByText("32 heads, 8 for keys and values, of 128 elements", { exact: false }).waitFor();

    // The sum of the components is the total, to the byte.
    const parts = await memory(page).locator(".model-parts tbody td:last-child").allTextContents();
    assert.equal(parts.map(bytesOf).reduce((a, b) => a + b), await total(page));

    // A chart, its table, and the same figures as a file.
    await memory(page).getByRole("img", { name: "Memory needed over context" }).waitFor();
    const twin = memory(page).locator("details.twin");
    await twin.locator("summary").click();
    assert.ok((await twin.locator("tbody tr").count()) >= 6 * 7, "six curves, each at seven doublings");
    const link = memory(page).getByRole("link", { name: "Download as CSV" });
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    assert.equal(download.suggestedFilename(), `${DENSE}-memory.csv`);
    const lines = readFileSync(await download.path(), "utf8").trim().split("\n");
    assert.equal(lines[0], "model,quant,kv_cache,context_tokens,memory_bytes");
    const row = lines.find((line) => line.startsWith(`${DENSE},Q4_K_M,f16,8192,`));
    assert.equal(Number(row.split(",")[4]), await total(page));

    // What a memory size holds grows with the size.
    const holds = await memory(page).locator(".model-within tbody td:nth-child(2)").allTextContents();
    const tokens = holds.map((text) => (text === "all" ? Infinity : Number(text.replaceAll(",", "")) || 0));
    assert.ok(tokens.length > 1 && tokens.every((n, at) => at === 0 || n >= tokens[at - 1]), String(holds));

    for (const pick of ["Cheapest", "Fastest", "Most efficient"]) {
      await runs(page).getByRole("heading", { name: pick, exact: true }).waitFor();
    }
    assert.match(await runs(page).locator(".model-pick").first().innerText(), /\$[\d,]+ (used|new|at launch), \d{4}/);
    assert.equal(await runs(page).locator("tbody tr").count(), 20);
    assert.match(await launch(page).locator("code").innerText(), /^llama-server -m Llama-3\.1-8B-Instruct-Q4_K_M\.gguf -c 8192 -np 1 -ngl 33$/);
    await launch(page).getByText(/llama\.cpp at commit [0-9a-f]{9}/).waitFor();
    await section(page, "Licence and sources").getByRole("link", { name: "meta-llama/Llama-3.1-8B-Instruct" }).waitFor();
  }));

  test("every figure of a quant is the calculator's", site.test(async ({ page, open }) => {
    await openModel({ page, open }, DENSE, "?quant=Q8_0&ctx=16384&k=q8_0");
    const quants = page.locator('[data-list="quants"] tbody tr');
    assert.ok((await quants.count()) > 25);
    const needed = await total(page);
    const row = quants.filter({ has: page.getByRole("link", { name: "Q8_0", exact: true }) });
    assert.match(await row.getAttribute("class"), /current/);
    assert.match(await row.innerText(), /[\d,]{10,}\sB/);
    assert.match(await launch(page).locator("code").innerText(), /-c 16384 .*--cache-type-k q8_0 --cache-type-v q8_0$/);
    await row.getByRole("link").click();
    await page.locator("#answer").waitFor();
    assert.deepEqual({ ...asked(page), on: undefined }, { model: DENSE, quant: "Q8_0", ctx: "16384", k: "q8_0", v: "q8_0", on: undefined });
    // The calculator's first device is the card the page counts with.
    await expect(async () => assert.equal(bytesOf(await page.locator(".memory tfoot td small").first().textContent()), needed));
  }));

  test("quant, context, cache and speed are in the address, and all that follows, follows", site.test(async ({ page, open }) => {
    await openModel({ page, open }, EXPERTS);
    const first = await total(page);
    const told = () => runs(page).locator("p").filter({ hasText: "run it comfortably" }).innerText();
    const before = await told();
    await section(page, "Architecture").getByText("128 experts of width 768, 8 of them used for a token", { exact: false }).waitFor();
    await control(page, "quant").selectOption("Q6_K");
    await control(page, "ctx").fill("32768");
    await control(page, "ctx").press("Enter");
    await control(page, "speed").fill("150");
    await control(page, "speed").press("Enter");
    await addressHolds(page, { quant: "Q6_K", ctx: "32768", speed: "150" });
    await expect(async () => assert.ok((await total(page)) > first));
    await expect(async () => assert.match(await told(), /Q6_K, 32,768 tokens/));
    assert.notEqual(await told(), before);
    assert.match(await launch(page).locator("code").innerText(), /-Q6_K\.gguf -c 32768 /);
    const state = () => page.locator("main").innerText();
    // The page works once the reader rests: what it says is taken when it no longer changes.
    let whole;
    await expect(async () => {
      whole = await state();
      await page.waitForTimeout(500);
      assert.equal(await page.locator("[aria-busy]").count(), 0);
      assert.equal(await state(), whole);
    });
    await page.reload();
    await expect(async () => assert.equal(await state(), whole));
    // What is no number falls back to the default, and leaves the address.
    await control(page, "ctx").fill("many");
    await control(page, "ctx").press("Enter");
    await addressHolds(page, { ctx: undefined });
    await expect(async () => assert.equal(await control(page, "ctx").inputValue(), "8192"));
  }));

  test("windows are said, and devices lead to their pages and to the calculator", site.test(async ({ page, open }) => {
    await openModel({ page, open }, WINDOWS);
    await section(page, "Architecture").getByText("attention to the last 1,024 tokens (sliding window)", { exact: false }).waitFor();
    await section(page, "Architecture").getByText("takes 256 tokens of context", { exact: false }).waitFor();
    await launch(page).getByText("--mmproj", { exact: false }).waitFor();
    const shown = runs(page).getByText(/^\d+–\d+ of \d+$/);
    const status = await shown.innerText();
    await runs(page).getByRole("button", { name: "Next" }).click();
    await expect(async () => assert.notEqual(await shown.innerText(), status));
    const row = runs(page).locator("tbody tr").first();
    const device = (await row.locator("th a").getAttribute("href")).split("/")[1];
    const ask = await row.locator("td.fit a").getAttribute("href");
    assert.match(ask, new RegExp(`model=${WINDOWS}&on=${device}&`));
    await row.locator("th a").click();
    await addressHolds(page, {});
    assert.match(page.url(), new RegExp(`/hardware/${device}/`));
  }));

  for (const id of [UNLAID, IMAGES]) {
    test(`${id}: what is unknown is said, never a zero and never a misfit`, site.test(async ({ page, open }) => {
      await openModel({ page, open }, id);
      await section(page, "Architecture").getByText("Unknown layout", { exact: false }).waitFor();
      await memory(page).getByText("How much memory it needs at a given context is unknown.").waitFor();
      assert.match(await memory(page).locator(".model-parts tfoot").innerText(), /unknown/);
      assert.equal(await memory(page).getByRole("img").count(), 0, "no curve is drawn");
      await runs(page).getByText("none is known to run it comfortably", { exact: false }).waitFor();
      await runs(page).getByText("that is unknown, because a figure is missing", { exact: false }).waitFor();
      const fits = await runs(page).locator("td.fit").allInnerTexts();
      assert.ok(fits.some((fit) => fit.includes("Unknown")), String(fits));
      await launch(page).getByText("No command", { exact: false }).waitFor();
      const text = await page.locator("main").innerText();
      assert.doesNotMatch(text, /(^|\s)0(\.0+)?\s?(GiB|GB|B|tok\/s)(\s|$)/m);
      if (id === IMAGES) {
        const components = section(page, "Components");
        await components.getByText("text encoder T5-XXL").waitFor();
        assert.equal(await control(page, "ctx").count() + await control(page, "speed").count(), 0, "neither context nor speed");
        assert.doesNotMatch(await runs(page).innerText(), /tok\/s/);
      }
    }));
  }

  test("an unknown name leads to names that come near", site.test(async ({ page, open, expectTrouble }) => {
    // No file has this address: the host says so, and leads to the page that knows near names.
    expectTrouble(/404/);
    await open("/models/lama-3.1-8b/");
    await expect(async () => assert.equal(await name(page).innerText(), "The catalog has no model of this name"));
    const near = page.getByRole("link", { name: "Llama 3.1 8B Instruct", exact: true });
    await near.click();
    await expect(async () => assert.equal(await name(page).innerText(), "Llama 3.1 8B Instruct"));
    assert.match(page.url(), /\/models\/llama-3\.1-8b-instruct\/$/);
  }));

  test("everything is reached by keyboard, and the command is copied", site.test(async ({ page, open, session }) => {
    await session.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openModel({ page, open }, DENSE);
    for (const stop of [control(page, "quant"), control(page, "ctx"), control(page, "k"), control(page, "speed"), memory(page).locator("summary")]) {
      await stop.focus();
      assert.ok(await stop.evaluate((one) => document.activeElement === one));
    }
    await page.keyboard.press("Enter");
    assert.ok(await memory(page).locator("details.twin").evaluate((one) => one.open));
    await launch(page).getByRole("button", { name: "Copy" }).focus();
    await page.keyboard.press("Enter");
    await launch(page).getByText("Copied", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await launch(page).locator("code").innerText());
    // Another question is another command, which nobody copied.
    await control(page, "quant").selectOption("Q8_0");
    await expect(async () => assert.equal(await launch(page).getByText("Copied", { exact: true }).count(), 0));
  }));

  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1280, 900], [360, 800]]) {
      test(`axe finds nothing in ${colorScheme} at ${width} px, and nothing scrolls sideways`, site.test(async ({ page, open }) => {
        for (const id of [DENSE, WINDOWS, UNLAID, IMAGES]) {
          await openModel({ page, open }, id);
          for (const twin of await page.locator("details.twin summary").all()) await twin.click();
          assert.deepEqual(await violations(page), [], id);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(over <= 0, `${id} is ${over} px too wide`);
        }
      }, { colorScheme, viewport: { width, height } }));
    }
  }
});
