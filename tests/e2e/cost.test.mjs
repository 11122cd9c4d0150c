// Buy, rent or API: the published example, rigs and models, the address, presets, files, and the command line's figures.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { answers, breakEvens } from "./support/host.mjs";
import { addressHolds, asked, rangeOf } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const PUBLISHED = "cost/?hours=24&price=8000&rent=1.5-2.5";
const verdict = (page) => page.locator("#cost-answer .verdict");
const word = (page) => verdict(page).locator(".word");
const field = (page, name) => page.locator(`[data-cost="${name}"]`);
const pair = (page, name) => page.locator(`tr[data-pair="${name}"]`);
const figure = (page, way, name) => page.locator(`[data-way="${way}"] [data-figure="${name}"]`);
const plain = (text) => text.replaceAll("\u00a0", " ").replaceAll("\u2212", "-");
const months = async (page) => Number(plain(await word(page).innerText()).match(/^After ([\d,.]+) months$/)[1].replaceAll(",", ""));

describe("cost", () => {
  const site = useSite();

  test("the published example: $8,000 against $1.50–2.50 an hour, before power", site.test(async ({ page, open }) => {
    await open(PUBLISHED);
    assert.equal(plain(await word(page).innerText()), "After 5.48 months");
    assert.match(plain(await verdict(page).innerText()), /Over the price ranges: 4\.4–7\.3 months/);
    assert.match(plain(await verdict(page).innerText()), /buying is cheaper from 3\.65 h a day/);
    assert.match(plain(await pair(page, "buy-or-rent").innerText()), /4,000 h \(3,200–5,333\)/);
    assert.equal(await figure(page, "buy", "upfront").locator("b").innerText(), "$8,000");
    await page.getByRole("button", { name: "Power", exact: true }).waitFor();

    // With 350 W and a tariff it is later.
    const before = await months(page);
    await open(`${PUBLISHED}&watts=350&tariff=0.4`);
    const after = await months(page);
    // 8,000 ÷ (2 − 0.14) ÷ 730
    assert.equal(after, 5.89);
    assert.ok(after > before);
  }));

  const RIGS = [
    ["nvidia-rtx-3090", "qwen3-14b", "&preset=coding-agent&buy=used"],
    ["nvidia-rtx-4090", "gpt-oss-20b", "&preset=small-team&country=de"],
    ["nvidia-h100-sxm", "llama-3.3-70b-instruct", "&hours=12&quant=Q4_K_M&country=us"],
  ];
  for (const [on, model, more] of RIGS) {
    test(`${model} on ${on}: every price with its day, age and source, or asked for`, site.test(async ({ page, open }) => {
      await open(`cost/?on=${on}&model=${model}${more}`);
      await word(page).waitFor();
      const rows = await page.locator("section[aria-labelledby=prices] tbody tr").allInnerTexts();
      assert.ok(rows.length > 0);
      for (const row of rows) assert.match(row, /\d{4}-\d{2}(-\d{2})?, (that day|[\d.]+ (day|days|months|years) old)/);
      for (const card of await page.locator(".cost-ways > li").all()) {
        const text = await card.innerText();
        assert.match(text, /\$[\d,.]+|State|such rigs would serve/);
        assert.doesNotMatch(text, /NaN|Infinity/);
      }
    }));
  }

  test("a device of which little is known is asked about, never assumed", site.test(async ({ page, open }) => {
    await open("cost/?on=rockchip-rk3588&mem=16&model=qwen3-8b&hours=4");
    assert.equal(await word(page).innerText(), "Unknown");
    const price = verdict(page).getByRole("button", { name: "Rental rate", exact: true });
    await price.click();
    assert.equal(await page.evaluate(() => document.activeElement.dataset.cost), "rent");
    await page.keyboard.type("0.05");
    await addressHolds(page, { rent: "0.05" });
    await expect(async () => assert.equal(await verdict(page).getByRole("button", { name: "Rental rate", exact: true }).count(), 0));
  }));

  test("a field that is folded away is opened and takes the focus", site.test(async ({ page, open }) => {
    await open(PUBLISHED);
    await page.locator("section[aria-labelledby=left-out]").getByRole("button", { name: "Tax", exact: true }).click();
    assert.equal(await page.evaluate(() => document.activeElement.dataset.cost), "tax");
    await page.keyboard.type("19");
    await addressHolds(page, { tax: "19" });
    await expect(async () => assert.equal(await figure(page, "buy", "upfront").locator("b").innerText(), "$9,520"));
  }));

  test("a device sold in several sizes asks which; a model that is not there is answered with near ones", site.test(async ({ page, open }) => {
    await open("cost/?on=apple-m4-max-40c&model=qwen3-8b&hours=8");
    const size = page.getByRole("alert").getByRole("link").first();
    await size.click();
    await expect(async () => assert.ok(asked(page).mem));
    await word(page).waitFor();
    await open("cost/?on=nvidia-rtx-4090&model=qwen3-14x&hours=8");
    await page.getByRole("alert").getByRole("link").first().waitFor();
  }));

  test("the address holds the whole question, back undoes, defaults are left out", site.test(async ({ page, open }) => {
    await open("cost/");
    await page.getByRole("heading", { name: "Nothing asked yet" }).waitFor();
    await page.getByRole("link", { name: /^\$8,000 against/ }).click();
    await addressHolds(page, { hours: "24", price: "8000", rent: "1.5-2.5" });
    await field(page, "price").fill("9000");
    await field(page, "price").press("Tab");
    await addressHolds(page, { price: "9000" });
    await field(page, "kind").selectOption("reserved");
    await addressHolds(page, { kind: "reserved" });
    await field(page, "kind").selectOption("");
    await addressHolds(page, { kind: undefined });
    await page.goBack();
    await page.goBack();
    await addressHolds(page, { kind: undefined, price: "9000" });
    await page.goBack();
    await addressHolds(page, { price: "8000" });
    assert.equal(await field(page, "price").inputValue(), "8000");
    assert.equal(plain(await word(page).innerText()), "After 5.48 months");
    await field(page, "tokens").fill("5M");
    await addressHolds(page, { tokens: "5M", hours: undefined });
  }));

  test("a preset is a load; what cannot be read says so", site.test(async ({ page, open }) => {
    await open("cost/?on=nvidia-rtx-3090&model=qwen3-14b&hours=3");
    await page.getByRole("link", { name: "Coding agent", exact: true }).click();
    await addressHolds(page, { preset: "coding-agent", hours: undefined });
    assert.equal(await field(page, "tokens").getAttribute("placeholder"), "5000000");
    assert.match(plain(await verdict(page).innerText()), /5\.00M tokens a day/);
    await field(page, "price").fill("dear");
    assert.equal(await field(page, "price").getAttribute("aria-invalid"), "true");
    await page.getByText("not read as a number; left out").waitFor();
  }));

  test("more than a rig can do: how many rigs would", site.test(async ({ page, open }) => {
    await open("cost/?on=nvidia-rtx-3090&model=qwen3-14b&tokens=900M");
    assert.equal(await word(page).innerText(), "Too slow");
    assert.match(await verdict(page).innerText(), /[\d,]+ such rigs would serve it/);
  }));

  test("another currency changes what is shown, and no month", site.test(async ({ page, open }) => {
    await open(`${PUBLISHED}&cur=EUR&per=0.5`);
    assert.equal(plain(await word(page).innerText()), "After 5.48 months");
    assert.equal(plain(await figure(page, "buy", "upfront").locator("b").innerText()), "4,000 EUR");
  }));

  test("each chart has its table, and is saved as CSV, SVG and PNG", site.test(async ({ page, open }) => {
    await open(PUBLISHED);
    const chart = page.locator("section[aria-labelledby=over-time]");
    await chart.getByText("Cost over time as a table").click();
    assert.equal(await chart.locator("table tbody tr").count(), 37);
    const file = async (name) => {
      const [download] = await Promise.all([page.waitForEvent("download"), chart.getByRole("button", { name: `Save as ${name}` }).click()]);
      return [download.suggestedFilename(), await readFile(await download.path())];
    };
    const [csvName, csv] = await file("CSV");
    assert.equal(csvName, "cost-over-time.csv");
    const lines = csv.toString().trim().split("\r\n");
    assert.equal(lines[0], 'Month,"Buy low, $","Buy point, $","Buy high, $","Rent low, $","Rent point, $","Rent high, $"');
    assert.equal(lines[1], "0,8000,8000,8000,0,0,0");
    assert.equal(lines.at(-1), "36,8000,8000,8000,39420,52560,65700");
    const [svgName, svg] = await file("SVG");
    assert.equal(svgName, "cost-over-time.svg");
    assert.match(svg.toString(), /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*width="1280" height="640"/);
    const [pngName, png] = await file("PNG");
    assert.equal(pngName, "cost-over-time.png");
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    assert.equal(png.readUInt32BE(16), 1280);
  }));

  test("page and command line are one engine", site.test(async ({ page, open }) => {
    const on = (hardware, count) => ({ devices: [{ hardware, ...(count ? { count } : {}) }] });
    const CASES = [
      ["hours=24&price=8000&rent=1.5-2.5", { load: { hours_per_day: 24 }, buy: { price_usd: 8000 }, rent: { usd_per_hour: { low: 1.5, high: 2.5 } } }],
      [
        "on=nvidia-rtx-3090&n=2&model=qwen3-14b&quant=Q4_K_M&ctx=16384&preset=small-team&buy=used&country=de&tax=19&resale=80&loses=25&idle=60&hourson=24",
        {
          question: { model: "qwen3-14b", quant: "Q4_K_M", context: 16384, rig: on("nvidia-rtx-3090", 2) },
          load: { preset: "small-team" },
          buy: { condition: "used", tax: 0.19, resale: { first_share: 0.8, yearly_decline: 0.25 } },
          power: { country: "de", idle_w: 60, hours_on_per_day: 24 },
        },
      ],
      [
        "on=nvidia-rtx-4090&model=gpt-oss-20b&hours=10&country=us&customer=business&horizon=24&discount=5&cheaper=20&host=900&loan=24&interest=6",
        {
          question: { model: "gpt-oss-20b", rig: on("nvidia-rtx-4090") },
          load: { hours_per_day: 10 },
          power: { country: "us", customer: "business" },
          horizon_months: 24,
          discount_rate: 0.05,
          api: { yearly_decline: 0.2 },
          buy: { host_usd: 900, loan: { yearly_rate: 0.06, months: 24 } },
        },
      ],
    ];
    const hosts = breakEvens(CASES.map(([, question]) => question));
    for (const [at, [address]] of CASES.entries()) {
      const host = hosts[at];
      assert.equal(host.ok, true, JSON.stringify(host));
      await open(`cost/?${address}`);
      await word(page).waitFor();
      for (const way of host.ways) {
        if (way.state !== "priced") continue;
        for (const [name, key] of [["upfront", "upfront"], ["monthly", "monthly"], ["total", "total"]]) {
          const shown = Number(plain(await figure(page, way.way, name).locator("b").innerText()).replace(/[$,]/g, ""));
          assert.ok(Math.abs(shown - way[key].point) <= Math.max(0.005 * Math.abs(way[key].point), 0.5), `${address} ${way.way} ${name}: ${shown} and ${way[key].point}`);
        }
      }
      for (const each of host.pairs) {
        const cell = plain(await pair(page, each.pair).locator("td").first().innerText());
        if (each.point.state === "after") {
          const shown = Number(cell.match(/([\d,.]+) months$/)[1].replaceAll(",", ""));
          assert.ok(Math.abs(shown - each.point.months) <= 0.005 * each.point.months, `${address} ${each.pair}: ${cell} and ${each.point.months}`);
        } else {
          assert.match(cell, { "at-once": /first day/, never: /^never/, "cannot-serve": /too slow/, unknown: /^unknown/ }[each.point.state]);
        }
      }
    }
  }));

  // The whole question is carried over: the decode of the sum is the decode of the very answer.
  const rig = (...devices) => ({ devices: devices.map((hardware) => ({ hardware })) });
  const CARRIED = [
    ["model=qwen3-14b&on=nvidia-rtx-3090&ctx=32k&users=4&k=q8_0&v=q8_0&ub=256", { model: "qwen3-14b", rig: rig("nvidia-rtx-3090"), context: 32768, users: 4, kv_k: "q8_0", kv_v: "q8_0", options: { ubatch: 256 } }],
    ["model=gpt-oss-120b&on=nvidia-rtx-4090&ram=128&rambw=80&ncmoe=30", { model: "gpt-oss-120b", rig: { ...rig("nvidia-rtx-4090"), host: { memory_gib: 128, bandwidth_gb_s: 80 } }, options: { cpu_moe_layers: 30 } }],
    ["model=qwen3-32b&on=nvidia-rtx-4090&on=nvidia-rtx-3060-12gb&depth=8000", { model: "qwen3-32b", rig: rig("nvidia-rtx-4090", "nvidia-rtx-3060-12gb"), depth: 8000 }],
    ["model=llama-3.1-8b-instruct&on=nvidia-rtx-4060-ti-16gb&runtime=ollama&backend=vulkan&fa=off", { model: "llama-3.1-8b-instruct", rig: rig("nvidia-rtx-4060-ti-16gb"), runtime: "ollama", backend: "vulkan", options: { flash_attention: false } }],
  ];
  test("the same address has the same decode as the calculator", site.test(async ({ page, open }) => {
    const hosts = answers(CARRIED.map(([, question]) => question));
    for (const [at, [address, question]] of CARRIED.entries()) {
      const users = question.users ?? 1;
      assert.equal(hosts[at].ok, true, JSON.stringify(hosts[at].error));
      await open(`/?${address}`);
      const [low, high] = rangeOf(await page.locator('.rate [data-term="decode"]').textContent());
      await open(`cost/?${address}&hours=8`);
      await word(page).waitFor();
      await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
      const leaf = page.locator(".terms .leaf").filter({ has: page.getByText("Decode, all users", { exact: true }) }).first();
      const decode = Number(plain(await leaf.locator(".value").innerText()).match(/^([\d.,]+) tok\/s$/)[1].replaceAll(",", ""));
      const point = hosts[at].decode.tokens_per_second * users;
      assert.ok(Math.abs(decode - point) <= 0.005 * point, `${address}: ${decode} and ${point}`);
      const slack = Math.max(0.5, 0.005 * high) * users;
      assert.ok(low * users - slack <= decode && decode <= high * users + slack, `${address}: ${decode} in ${low}–${high} of ${users}`);
    }
  }));

  test("rented time is billed by started units", site.test(async ({ page, open }) => {
    await open("cost/?hours=2.5&price=1095&rent=1&unit=60");
    assert.equal(plain(await word(page).innerText()), "After 12.0 months");
    await field(page, "starts").fill("5");
    // Five starts of half an hour are five hours.
    await expect(async () => assert.equal(plain(await word(page).innerText()), "After 7.20 months"));
    await addressHolds(page, { unit: "60", starts: "5" });
  }));

  test("renting against the API has its terms that move it", site.test(async ({ page, open }) => {
    await open("cost/?hours=10&ratio=1&decode=100&prefill=1000&rent=0.5&apiin=0.3-0.7&apiout=0.9-2.1");
    const moves = page.locator("section[aria-labelledby=moves-rent-api]");
    await moves.getByText("Renting against the API as a table").click();
    assert.match(plain(await moves.locator("tbody tr").first().innerText()), /API prices\s+\$0\.600\/M tokens\s+never\s+\$1\.40\/M tokens\s+from the first day/);
  }));

  test("by keyboard alone: a rig, a model, a load", site.test(async ({ page, open }) => {
    await open("cost/");
    await page.getByRole("combobox", { name: "Device", exact: true }).focus();
    await page.keyboard.type("rtx 4090");
    await page.getByRole("option").filter({ has: page.getByText("NVIDIA GeForce RTX 4090", { exact: true }) }).waitFor();
    await page.keyboard.press("Enter");
    await addressHolds(page, { on: "nvidia-rtx-4090" });
    await page.getByRole("combobox", { name: "Model", exact: true }).focus();
    await page.keyboard.type("qwen3 14b");
    await page.getByRole("option").filter({ has: page.getByText("Qwen3 14B", { exact: true }) }).waitFor();
    await page.keyboard.press("Enter");
    await addressHolds(page, { model: "qwen3-14b" });
    await field(page, "hours").focus();
    await page.keyboard.type("8");
    await addressHolds(page, { hours: "8" });
    await expect(async () => assert.match(await verdict(page).innerText(), /At 8.h a day/));
  }));

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${colorScheme}`, site.test(async ({ page, open }) => {
      for (const target of ["cost/", PUBLISHED, "cost/?on=nvidia-rtx-3090&model=qwen3-14b&preset=coding-agent&buy=used&country=de", "cost/?on=apple-m4-max-40c&model=qwen3-8b&hours=8", "cost/?on=nvidia-rtx-3090&model=qwen3-14b&tokens=900M"]) {
        await open(target);
        await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
        assert.deepEqual(await violations(page), [], target);
      }
    }, { colorScheme }));
  }

  for (const width of [320, 360, 768, 1440]) {
    test(`${width} px: nothing scrolls sideways`, site.test(async ({ page, open }) => {
      for (const target of ["cost/", PUBLISHED, "cost/?on=nvidia-rtx-3090&model=qwen3-14b&preset=coding-agent&buy=used&country=de&cur=EUR&per=0.9", "cost/?on=rockchip-rk3588&model=qwen3-8b"]) {
        await open(target);
        await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
        const over = await page.evaluate(() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > wide + 0.5).slice(0, 5).map((one) => `${one.tagName}.${one.className?.baseVal ?? one.className}`);
        });
        assert.deepEqual(over, [], target);
      }
    }, { viewport: { width, height: 900 } }));
  }
});
