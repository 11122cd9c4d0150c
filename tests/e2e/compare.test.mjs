// Two to four sides next to each other: figures, workloads, whom each suits, and the ways on when a side is not clear.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { useSite } from "./support/site.mjs";

const CARDS = "compare/?of=nvidia-rtx-4090-vs-nvidia-rtx-3090";
const MAC = "compare/?of=nvidia-rtx-5090-vs-apple-m4-max-40c@128";
// A board of which the catalog knows little, and for which no backend is built in.
const UNKNOWN = "compare/?of=rockchip-rk3588@16-vs-nvidia-rtx-4090-vs-huawei-atlas-300i-duo";
const MODELS = "compare/?of=qwen3-32b-vs-gemma-3-27b-it-vs-gpt-oss-20b";

const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const row = (page, name) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
const pathIs = (page, end) => expect(async () => assert.ok(new URL(page.url()).pathname.endsWith(end), page.url()));

describe("comparing", () => {
  const site = useSite();

  test("two cards: sorted address, figures with a best, seven workloads, sentences with figures", site.test(async ({ page, open }) => {
    await open(CARDS);
    await heading(page, "NVIDIA GeForce RTX 3090 against NVIDIA GeForce RTX 4090").waitFor();
    await pathIs(page, "/compare/nvidia-rtx-3090-vs-nvidia-rtx-4090/");
    assert.equal(new URL(page.url()).search, "");
    assert.match(await page.title(), /RTX 3090 against .*RTX 4090/);
    assert.match(await row(page, "Memory bandwidth").innerText(), /936.GB\/s[\s\S]*1,010.GB\/s[\s\S]*best/);
    assert.match(await row(page, "Rated power").innerText(), /350.W[\s\S]*best[\s\S]*450.W/);
    assert.match(await row(page, "Going price").innerText(), /\$[\d,]+[\s\S]*days old/);
    assert.match(await row(page, /^Decode/).innerText(), /\d+–\d+.tok\/s/);
    const workloads = page.getByRole("table").filter({ has: page.getByRole("columnheader", { name: "Workload", exact: true }) });
    assert.equal(await workloads.getByRole("rowheader").count(), 7);
    assert.match(await row(page, "70B chat").innerText(), /Does not fit[\s\S]*GiB needed/);
    const whom = page.getByRole("region", { name: "Which for whom" }).getByRole("listitem");
    for (const text of await whom.allInnerTexts()) assert.match(text, /\d/, `no figure in “${text}”`);
    assert.ok(await whom.count() > 0);
    // Equal figures are folded away, and there.
    await page.getByText(/^Equal on all sides \(\d+\)$/).click();
    assert.match(await row(page, /^Memory$/).innerText(), /24/);
  }));

  test("a Mac against a card: sizes to choose from, links to the devices and into the calculator", site.test(async ({ page, open }) => {
    await open(MAC);
    await pathIs(page, "/compare/apple-m4-max-40c@128-vs-nvidia-rtx-5090/");
    const sizes = page.getByRole("list", { name: "Memory" }).getByRole("link");
    assert.deepEqual((await sizes.allInnerTexts()).map((text) => text.replace("\u00a0", " ")), ["48 GiB", "64 GiB", "128 GiB"]);
    assert.match(await row(page, "70B chat").innerText(), /Comfortable[\s\S]*best[\s\S]*Does not fit/);
    const asks = await row(page, "70B chat").getByRole("link").first().getAttribute("href");
    assert.match(asks, /model=llama-3\.3-70b-instruct&on=apple-m4-max-40c&mem=128/);
    await sizes.nth(1).click();
    await pathIs(page, "/compare/apple-m4-max-40c@64-vs-nvidia-rtx-5090/");
    await page.goBack();
    await pathIs(page, "/compare/apple-m4-max-40c@128-vs-nvidia-rtx-5090/");
    assert.match(await page.getByRole("link", { name: "NVIDIA GeForce RTX 5090", exact: true }).getAttribute("href"), /hardware\/nvidia-rtx-5090\//);
  }));

  test("what is not known is called unknown, with a reason, and wins and loses nothing", site.test(async ({ page, open }) => {
    await open(UNKNOWN);
    await heading(page, /Rockchip/).waitFor();
    const unknown = page.locator(".compared .none");
    assert.ok(await unknown.count() > 3, "hardly anything is unknown");
    for (const cell of await page.locator(".compared td").filter({ has: page.locator(".none") }).all()) {
      assert.match(await cell.innerText(), /unknown\s+\S+ \S+/, "no reason");
      assert.doesNotMatch(await cell.innerText(), /best|(^|\s)0(\s|$)/);
    }
    assert.match(await row(page, "7B chat").innerText(), /Unknown/);
    assert.match(await row(page, "Going price").innerText(), /unknown[\s\S]*nobody recorded/);
  }));

  test("models side by side on a device that can be changed", site.test(async ({ page, open }) => {
    await open(MODELS);
    await pathIs(page, "/compare/gemma-3-27b-it-vs-gpt-oss-20b-vs-qwen3-32b/");
    assert.match(await row(page, "Parameters").innerText(), /27\.4B[\s\S]*32\.8B/);
    assert.match(await row(page, "Decode").innerText(), /\d–\d/);
    assert.match(await row(page, "Long context 32K").innerText(), /32,768 tokens[\s\S]*(GiB|tok\/s)/);
    const asks = await row(page, "Coding agent").getByRole("link").last().getAttribute("href");
    assert.match(asks, /model=qwen3-32b&on=nvidia-rtx-4090.*ctx=65536/);
    const whom = page.getByRole("region", { name: "Which for whom" }).getByRole("listitem");
    assert.ok((await whom.allInnerTexts()).some((text) => /^Quality first\s+Qwen3 32B has most parameters: 32\.8B, against/.test(text)), "nobody has most parameters");
    for (const text of await whom.allInnerTexts()) assert.match(text, /\d/, `no figure in “${text}”`);
    await page.getByText(/one user, on NVIDIA GeForce RTX 4090 alone\./).waitFor();
    const device = page.getByRole("combobox", { name: "Device", exact: true });
    await device.fill("rtx 3060 12");
    await page.getByRole("option").filter({ hasText: "RTX 3060 12GB" }).first().click();
    await page.getByText(/one user, on NVIDIA GeForce RTX 3060 12GB alone\./).waitFor();
    assert.match(await row(page, "Verdict").innerText(), /Does not fit/);
    assert.match(await row(page, "Decode").innerText(), /unknown[\s\S]*does not fit/);
    assert.match(page.url(), /on=nvidia-rtx-3060-12gb/);
  }));

  test("a workload of one's own stands beside the seven, here and on a device, and leaves again", site.test(async ({ page, open, expectTrouble }) => {
    // The pair has no file: the host's 404 page leads to the page that reads it.
    expectTrouble(/404/);
    await open(CARDS);
    await page.getByText("Your own workloads", { exact: true }).click();
    const add = page.getByRole("button", { name: "Add workload" });
    const alert = page.getByRole("alert");
    await add.click();
    await alert.getByText(/give it one/).waitFor();
    await page.getByLabel("Name", { exact: true }).fill("notes");
    await add.click();
    await alert.getByText(/^Choose a model/).waitFor();
    const model = page.getByLabel("Model", { exact: true });
    await model.focus();
    assert.ok(await page.locator("datalist option").count() > 500, "no model is offered");
    await model.fill("Qwen3 8B");
    await page.getByLabel("Context, tokens per user", { exact: true }).fill("lots");
    await add.click();
    await alert.getByText(/context: a whole number/).waitFor();
    assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "notes", "nothing typed is lost");
    await page.getByLabel("Context, tokens per user", { exact: true }).fill("16384");
    await page.getByLabel("Usable from, tok/s", { exact: true }).fill("12.5");
    await add.click();
    assert.match(await row(page, "notes").innerText(), /Qwen3 8B, .*16,384 tokens, usable from 12\.5 tok\/s/);
    // A link carries it to somebody else's machine.
    const link = await page.getByRole("link", { name: "A link to this page with these workloads" }).getAttribute("href");
    await open("hardware/nvidia-l40s/");
    await page.getByRole("button", { name: /^notes/ }).waitFor();
    await page.getByRole("button", { name: "Remove notes" }).click();
    await expect(async () => assert.equal(await page.getByRole("button", { name: /^notes/ }).count(), 0));
    await page.goto(new URL(link, new URL("/", page.url())).href);
    await row(page, "notes").waitFor();
    await page.getByRole("button", { name: "Keep notes" }).click();
    await page.getByRole("button", { name: "Remove notes" }).waitFor();
  }));

  test("a misspelt side, a side without a size, a model beside a device, too many: each with its ways on", site.test(async ({ page, open }) => {
    await open("compare/?of=nvidia-rtx-409-vs-nvidia-rtx-3090");
    const alert = page.getByRole("alert");
    await alert.getByText("The catalog has no device “nvidia-rtx-409”.").waitFor();
    await alert.getByRole("link", { name: "NVIDIA GeForce RTX 4090", exact: true }).click();
    await pathIs(page, "/compare/nvidia-rtx-3090-vs-nvidia-rtx-4090/");

    await open("compare/?of=apple-m4-max-40c-vs-nvidia-rtx-3090");
    await heading(page, "Which size?").waitFor();
    await alert.getByRole("link", { name: /128/ }).click();
    await pathIs(page, "/compare/apple-m4-max-40c@128-vs-nvidia-rtx-3090/");

    await open("compare/?of=qwen3-32b-vs-nvidia-rtx-3090");
    await alert.getByText("A model and a device cannot stand side by side.").waitFor();

    await open("compare/?of=nvidia-rtx-3090-vs-nvidia-rtx-4090-vs-nvidia-rtx-5090-vs-nvidia-l40s-vs-nvidia-rtx-4080");
    await alert.getByRole("link").click();
    await heading(page, /against .* against .* against /).waitFor();
  }));

  test("from nothing to a comparison by keyboard, then one card more, then a side less", site.test(async ({ page, open }) => {
    await open("compare/");
    await heading(page, "Compare").waitFor();
    const device = page.getByRole("combobox", { name: "Device", exact: true });
    for (const [typed, name] of [["rtx 3090", "NVIDIA GeForce RTX 3090"], ["rtx 5090", "NVIDIA GeForce RTX 5090"]]) {
      await device.focus();
      await page.keyboard.type(typed);
      await page.getByRole("option").filter({ has: page.getByText(name, { exact: true }) }).waitFor();
      assert.equal(await page.getByRole("option", { name: /CPU/ }).count(), 0, "a rig without a device is no side");
      await page.keyboard.press("Enter");
      await page.getByRole("link", { name, exact: true }).waitFor();
    }
    await pathIs(page, "/compare/nvidia-rtx-3090-vs-nvidia-rtx-5090/");
    await page.getByRole("link", { name: "One card more" }).first().focus();
    await page.keyboard.press("Enter");
    await pathIs(page, "/compare/nvidia-rtx-3090:2-vs-nvidia-rtx-5090/");
    assert.match(await row(page, "Going price").innerText(), /\$/);
    await page.getByRole("link", { name: /Remove NVIDIA GeForce RTX 5090/ }).click();
    await heading(page, "Compare").waitFor();
  }));

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${colorScheme}`, site.test(async ({ page, open }) => {
      for (const target of ["compare/", CARDS, UNKNOWN, MODELS, "compare/?of=nvidia-rtx-409-vs-nvidia-rtx-3090"]) {
        await open(target);
        await page.getByRole("heading", { level: 1 }).waitFor();
        assert.deepEqual(await violations(page), [], target);
        assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
      }
    }, { colorScheme }));
  }

  test("nothing scrolls sideways on a narrow screen", site.test(async ({ page, open }) => {
    for (const target of [CARDS, UNKNOWN, MODELS, `${MAC}-vs-nvidia-rtx-3090:2-vs-nvidia-l40s`]) {
      await open(target);
      await page.locator(".compared").first().waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, target);
    }
  }, { viewport: { width: 320, height: 800 } }));
});
