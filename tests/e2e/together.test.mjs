// Several models on one rig: against the command line's figures, and what the form does.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { prints } from "./support/host.mjs";
import { useSite } from "./support/site.mjs";

const plain = (text) => text.replaceAll("\u00a0", " ");
const part = (page, id) => page.locator(`section[aria-labelledby=${id}]`);
const rows = (page) => page.locator("[data-row]");
const ask = (row, word) => row.locator(`[data-ask="${word}"]`);
const lines = (page) => new URL(page.url()).searchParams.getAll("m");
const rest = (page) => page.locator("#together-answer:not([aria-busy]) > *").first().waitFor();
const fit = async (page) => {
  await rest(page);
  return page.locator("#together-answer .verdict").getAttribute("data-fit");
};
/** A figure as the page writes it, near enough: it shows two or three digits, and half of the second is a twentieth at most. */
const near = (shown, figure, what) => assert.ok(Math.abs(shown - figure) <= Math.max(0.05 * figure, 0.06), `${what}: ${shown} on the page, ${figure} by the engine`);
const ends = (text) => {
  const [low, high] = plain(text).replaceAll(",", "").match(/([\d.]+)(?:–([\d.]+))? tok\/s/).slice(1);
  return [Number(low), Number(high ?? low)];
};

const CODING = [
  "qwen3-14b,context=16384,name=chat",
  "qwen2.5-coder-3b-instruct,context=4096,name=autocomplete",
  "qwen3-embedding-0.6b@Q8_0,context=8192,name=embedder",
];
const SHORT = [
  "qwen3-32b,context=8192,name=chat,placement=device",
  "qwen2.5-coder-7b-instruct,context=8192,name=autocomplete,placement=device",
];
const MIXED = ["llama-3.3-70b-instruct@IQ4_XS,context=4096,name=chat", "qwen3-8b,devices=2,name=small"];

/** The command line's answer, and the page's address for the same question. */
const asked = (rig, models, ...more) => [
  JSON.parse(prints("together", "--json", "--on", rig, "--host-memory", "64", ...more, ...models)),
  `together/?rig=${encodeURIComponent(rig)}&ram=64${more.length ? "&bw=ddr5-5600x2" : ""}${models.map((line) => `&m=${encodeURIComponent(line)}`).join("")}`,
];

describe("several models at once", () => {
  const site = useSite();

  for (const [what, rig, models, ...more] of [
    ["a card with a chat, an autocomplete and an embedder", "nvidia-rtx-4090", CODING, "--host", "ddr5-5600x2"],
    ["too much for it", "nvidia-rtx-4090", SHORT],
    ["unequal cards, one model bound", "nvidia-rtx-3090:2+nvidia-rtx-3060-12gb", MIXED],
  ]) {
    test(`${what}: the page says what the command line says`, site.test(async ({ page, open }) => {
      const [answer, address] = asked(rig, models, ...more);
      await open(address);
      assert.equal(await fit(page), answer.fit);
      const placed = part(page, "placed").locator("tbody tr");
      assert.equal(await placed.count(), answer.models.length);
      for (const [at, model] of answer.models.entries()) {
        const cells = await placed.nth(at).locator("th, td").allInnerTexts();
        assert.ok(cells[0].includes(model.name) && cells[0].includes(model.quant), cells[0]);
        const alone = model.decode ?? model.prefill;
        for (const [cell, rate] of [[cells[3], alone], [cells[4], model.all_at_once]]) {
          const [low, high] = ends(cell);
          near(low, rate.low, `${model.name}, low`);
          near(high, rate.high, `${model.name}, high`);
        }
      }
      // What is left of each device, and of RAM.
      const bars = await page.locator("[data-bar] .ends").allInnerTexts();
      const free = [...answer.devices.map((device) => device.free), answer.host.free];
      assert.equal(bars.length, free.length);
      for (const [at, text] of bars.entries()) {
        const left = plain(text).match(/([\d.]+) (GiB|MiB) of [\d.]+ GiB left/);
        near(Number(left[1]) * (left[2] === "GiB" ? 2 ** 30 : 2 ** 20), free[at], text);
      }
      assert.equal(await page.locator("[data-left-out]").count(), answer.left_out.length);
      assert.equal(await page.locator("[data-apply]").count(), answer.moves.length);
      if (answer.start.length > 1) assert.deepEqual(await part(page, "start").locator("li").allInnerTexts(), answer.start);
    }));
  }

  test("without a question it asks a first one; what is typed is in the address and can be taken back", site.test(async ({ page, open }) => {
    await open("together/");
    assert.equal(await rows(page).count(), 3);
    assert.equal(await fit(page), "comfortable");
    const left = async () => plain(await page.locator("[data-bar] .ends").first().innerText());
    const before = await left();
    await ask(rows(page).first(), "context").fill("32k");
    await ask(rows(page).first(), "context").press("Tab");
    await expect(async () => assert.match(lines(page)[0], /context=32000/));
    await expect(async () => assert.notEqual(await left(), before));
    await ask(rows(page).nth(2), "where").selectOption("host");
    await expect(async () => assert.match(lines(page)[2], /placement=host/));
    await expect(async () => assert.match(await part(page, "placed").locator("tbody tr").nth(2).innerText(), /in RAM/));
    await page.goBack();
    await page.goBack();
    await expect(async () => assert.equal(await left(), before));
    assert.deepEqual(lines(page), []);
  }));

  test("models and devices are added and removed", site.test(async ({ page, open }) => {
    await open("together/");
    await page.getByRole("combobox", { name: "Add a model" }).fill("whisper large-v3-turbo");
    await page.keyboard.press("Enter");
    await rows(page).nth(3).waitFor();
    assert.match(lines(page)[3], /^whisper/);
    await rows(page).nth(1).getByRole("button", { name: "Remove autocomplete" }).click();
    await expect(async () => assert.equal(await rows(page).count(), 3));
    await page.getByRole("combobox", { name: "Add another kind of device" }).fill("rtx 3090");
    await page.keyboard.press("Enter");
    await expect(async () => assert.match(new URL(page.url()).searchParams.get("rig"), /^nvidia-rtx-4090\+nvidia-rtx-3090/));
    await expect(async () => assert.equal(await page.locator("[data-bar]").count(), 3));
    // A device can be chosen now.
    await ask(rows(page).first(), "where").selectOption("1");
    await expect(async () => assert.match(await part(page, "placed").locator("tbody tr").first().innerText(), /on device 2/));
    // The last is gone: what to do is said, and one click brings a usual set.
    for (let left = 3; left > 0; left -= 1) {
      await rows(page).first().getByRole("button", { name: /Remove/ }).click();
      await expect(async () => assert.equal(await rows(page).count(), left - 1));
    }
    await page.getByText("Add a model, or take one").waitFor();
    await page.getByRole("link", { name: "Chat and speech" }).click();
    await expect(async () => assert.equal(await rows(page).count(), 2));
  }));

  test("a move does what it says, and back is undo", site.test(async ({ page, open }) => {
    const [answer, address] = asked("nvidia-rtx-4090", SHORT);
    await open(address);
    assert.equal(await fit(page), "does-not-fit");
    const [first] = answer.moves;
    const before = lines(page);
    await page.locator("[data-apply]").first().click();
    await expect(async () => assert.equal(await fit(page), first.fit));
    assert.notDeepEqual(lines(page), before);
    assert.equal(await page.locator("[data-left-out]").count(), first.left_out);
    await page.goBack();
    await expect(async () => assert.equal(await fit(page), "does-not-fit"));
  }));

  test("what cannot be read is said in its row, and the others are answered", site.test(async ({ page, open }) => {
    await open("together/?rig=nvidia-rtx-4090&ram=lots&bw=ddr5&m=qwen3-14b,context=many&m=nonsense&m=qwen3-8b@Q9&m=qwen3-8b");
    await rest(page);
    const wrong = [/Not a whole number/, /no model “nonsense”/, /no quant “Q9”/];
    for (const [at, says] of wrong.entries()) {
      assert.match(await rows(page).nth(at).getByRole("alert").innerText(), says);
    }
    assert.equal(await rows(page).nth(3).getByRole("alert").count(), 0);
    assert.equal(await part(page, "placed").locator("tbody tr").count(), 1);
    assert.match(await page.locator("#together-answer .verdict").innerText(), /3 rows cannot be read/);
    for (const word of ["ram", "bw"]) {
      assert.equal(await page.locator(`[data-ask="${word}"]`).getAttribute("aria-invalid"), "true");
    }
    assert.equal(await page.locator('[data-ask="ram"]').inputValue(), "lots");
    // A near one is a click away.
    const near = rows(page).nth(1).getByRole("alert").getByRole("button").first();
    await near.click();
    await expect(async () => assert.equal(await rows(page).nth(1).getByRole("alert").count(), 0));
    // A rig that is none.
    await open("together/?rig=nonsense&m=qwen3-8b");
    await page.locator("#together-answer").getByRole("alert").waitFor();
  }));

  test("the table is the file", site.test(async ({ page, open }) => {
    await open("together/");
    await rest(page);
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator('[data-save="memory"]').click()]);
    const saved = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
    assert.equal(saved.length - 1, await part(page, "memory").locator("tbody tr").count());
    for (const line of saved.slice(1)) {
      const [total, ...parts] = line.split(",").slice(2).map(Number).reverse();
      assert.equal(parts.reduce((sum, bytes) => sum + bytes, 0), total, line);
    }
  }));

  test("a closer look leads here with its model and rig", site.test(async ({ page, open }) => {
    await open("closer/?model=qwen3-8b&on=nvidia-rtx-3090&n=2&quant=Q6_K&ctx=4096&ram=64");
    await page.getByRole("link", { name: "Several models on this rig" }).click();
    await rows(page).first().waitFor();
    const query = new URL(page.url()).searchParams;
    assert.deepEqual([query.get("rig"), query.get("ram"), query.get("m")], ["nvidia-rtx-3090:2", "64", "qwen3-8b@Q6_K,context=4096"]);
  }));

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${colorScheme}; nothing is wider than a phone`, site.test(async ({ page, open }) => {
      const [, address] = asked("nvidia-rtx-4090", SHORT);
      for (const at of [address, "together/?rig=nvidia-rtx-4090&bw=fast&m=nonsense&m=qwen3-8b"]) {
        await open(at);
        await rest(page);
        assert.deepEqual(await violations(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${wide} px too wide`);
      }
    }, { colorScheme, viewport: { width: 360, height: 800 } }));
  }
});
