// RAM by its kind, the disk where RAM is short, and a drafter: chosen on the page with curves around an answer, told as on the command line.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { answers } from "./support/host.mjs";
import { addressHolds, asked } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const plain = (text) => text.replaceAll("\u00a0", " ");
const part = (page, id) => page.locator(`section[aria-labelledby=${id}]`);
const said = async (page, id) => plain(await part(page, id).getByRole("status").first().innerText());
const choice = (page, word) => page.locator(`select[data-field="${word}"]`);
const typed = (page, word) => page.locator(`input[data-typed="${word}"]`);
const number = (text) => Number(text.replaceAll(/[^\d.]/g, ""));
const cells = (table) => table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
const table = (page, name) => page.getByRole("table", { name, exact: true });

const OFFLOADED = "model=llama-3.3-70b-instruct&on=nvidia-rtx-3090&quant=Q4_K_M&ram=128";
const SHORT = "model=llama-3.3-70b-instruct&on=nvidia-rtx-3090&quant=Q4_K_M&ram=16";
const ON_THE_CARD = "model=qwen3-32b&on=nvidia-rtx-4090&quant=Q4_K_M&ctx=4096";

describe("the host on the page with a closer look", () => {
  const site = useSite();

  test("a kind of RAM changes what it moves and how fast the answer is, stands in the address, and is told the calculator", site.test(async ({ page, open }) => {
    await open(`closer/?${OFFLOADED}`);
    assert.match(await said(page, "host"), /51\.2 GB\/s is assumed/);
    const before = number((await said(page, "depth")).match(/: ([\d.]+) tok/)[1]);
    await choice(page, "rambw").selectOption({ label: "DDR5-6400 × 12 · 614 GB/s" });
    await addressHolds(page, { rambw: "ddr5-6400x12" });
    await expect(async () => assert.match(await said(page, "host"), /^RAM moves 614 GB\/s/));
    const after = number((await said(page, "depth")).match(/: ([\d.]+) tok/)[1]);
    assert.ok(after > before, `${after} against ${before}`);
    const [told] = answers([{
      model: "llama-3.3-70b-instruct", quant: "Q4_K_M",
      rig: { devices: [{ hardware: "nvidia-rtx-3090" }], host: { memory_gib: 128, memory_type: "ddr5-6400x12" } },
    }]);
    assert.ok(Math.abs(told.decode.tokens_per_second - after) <= after * 0.006, `${told.decode.tokens_per_second} and ${after}`);
    // The calculator reads a figure, and so do the pages the others lead to.
    const back = await page.getByRole("link", { name: "Change the question" }).getAttribute("href");
    assert.match(back, /rambw=614\.4(&|$)/);
    await page.reload();
    await part(page, "host").waitFor();
    assert.equal(await choice(page, "rambw").inputValue(), "ddr5-6400x12");
    // A figure of one's own begins where the kind was.
    await choice(page, "rambw").selectOption({ label: "other, GB/s" });
    await addressHolds(page, { rambw: "614.4" });
    await typed(page, "rambw").fill("much");
    await typed(page, "rambw").press("Tab");
    await expect(async () => assert.equal(await typed(page, "rambw").getAttribute("aria-invalid"), "true"));
    assert.equal(await typed(page, "rambw").inputValue(), "much");
    await typed(page, "rambw").fill("89.6");
    await typed(page, "rambw").press("Tab");
    await expect(async () => assert.match(await said(page, "host"), /^RAM moves 89\.6 GB\/s/));
    // What is sold, but not among the usual, is a choice like any other.
    await open(`closer/?${OFFLOADED}&rambw=DDR4-2400x6`);
    assert.equal(plain(await choice(page, "rambw").locator("option:checked").innerText()), "DDR4-2400 × 6 · 115 GB/s");
  }));

  test("a disk is a slow possibility, marked with its range, where RAM is short, and says so where it is not", site.test(async ({ page, open }) => {
    await open(`closer/?${SHORT}`);
    const state = page.locator("[data-disk]");
    assert.equal(await state.count(), 0);
    await choice(page, "disk").selectOption("pcie4");
    await addressHolds(page, { disk: "pcie4" });
    await expect(async () => assert.equal(await state.innerText(), "From SSD (slow; estimated)"));
    const [{ from_disk: told }] = answers([{
      model: "llama-3.3-70b-instruct", quant: "Q4_K_M",
      rig: { devices: [{ hardware: "nvidia-rtx-3090" }], host: { memory_gib: 16, disk: "pcie4" } },
    }]);
    assert.equal(told.state, "from-disk");
    const rows = new Map((await cells(table(page, "What is read from the disk"))).map(([name, text]) => [name, plain(text)]));
    const [typical, low, high] = rows.get("Decode").match(/[\d.]+/g).map(Number);
    for (const [shown, figure] of [[typical, told.decode.tokens_per_second], [low, told.decode.low], [high, told.decode.high]]) {
      assert.ok(Math.abs(shown - figure) <= figure * 0.006, `${shown} and ${figure}`);
    }
    assert.ok(low > 0 && low < typical && typical < high);
    assert.match(plain(await part(page, "host").getByRole("status").nth(1).innerText()), /tok\/s · estimated$/);
    // Loading is from the same disk.
    await choice(page, "disk").selectOption({ label: "other, GB/s" });
    await addressHolds(page, { disk: "7" });
    await typed(page, "disk").fill("0.55");
    await typed(page, "disk").press("Tab");
    await expect(async () => assert.ok(number((await cells(table(page, "What is read from the disk"))).at(-2)[1].match(/[\d.]+/)[0]) >= 0));
    await open(`closer/?${ON_THE_CARD}&ram=64&disk=sata`);
    assert.equal(await state.innerText(), "From SSD: not needed, memory holds it");
    assert.equal(await table(page, "What is read from the disk").count(), 0);
    assert.match(plain(await part(page, "course").innerText()), /Loading the model, once: .* from a disk that reads 0\.550 GB\/s/);
    await open(`closer/?${SHORT}&runtime=vllm&quant=FP8&disk=pcie5`);
    assert.match(await state.innerText(), /^From SSD: cannot help, /);
  }));

  test("no drafter unless chosen; with one memory grows, the gain is a range by kind of text, and the command has its flags", site.test(async ({ page, open }) => {
    await open(`closer/?${ON_THE_CARD}`);
    assert.equal(await choice(page, "draft").inputValue(), "");
    assert.match(await part(page, "draft").innerText(), /No drafter: every figure of this page is of the model alone/);
    assert.equal(await table(page, "What the drafter takes").count(), 0);
    const command = part(page, "launch").locator("pre");
    const without = await command.innerText();
    assert.doesNotMatch(without, /--spec|-md /);

    await choice(page, "draft").selectOption("auto");
    await addressHolds(page, { draft: "auto" });
    await table(page, "What the drafter takes").waitFor();
    const [{ draft: told }] = answers([{
      model: "qwen3-32b", quant: "Q4_K_M", context: 4096, draft: "auto", rig: { devices: [{ hardware: "nvidia-rtx-4090" }] },
    }]);
    assert.match(await said(page, "draft"), /^Qwen3 0\.6B Q4_K_M guesses 3 tokens in a row: (Comfortable|Tight), \d+ % free\.$/);
    const [device] = await cells(table(page, "Each device with it"));
    const [model, drafter, both, usable] = device.slice(1).map(number);
    assert.ok(model < both && drafter < 2 && both <= usable, device.join("; "));
    const total = (await cells(table(page, "What the drafter takes"))).at(-1);
    assert.ok(Math.abs(number(total[1]) - told.memory.device.total / 2 ** 30) < 0.006, total.join("; "));
    const gains = await cells(part(page, "draft").locator(".twin table"));
    assert.deepEqual(gains.map(([text]) => text), ["Prose", "Code"]);
    for (const [at, [, expect, times]] of gains.entries()) {
      const [low, high] = times.split("–").map(Number);
      assert.ok(low < high && expect === "a gain", times);
      assert.ok(Math.abs(low - told.gains[at].gain.low) <= 0.05 && Math.abs(high - told.gains[at].gain.high) <= 0.05, times);
    }
    assert.equal(await command.innerText(), told.launch.steps[0].argv.join(" "));
    assert.match(await command.innerText(), /--spec-draft-n-max 3/);
    await part(page, "draft").getByText("Sources").click();
    assert.match(await part(page, "draft").innerText(), /arXiv 2211\.17192/);

    // Another of those that suit, in another quant, with more guesses.
    await choice(page, "draft").selectOption("qwen3-1.7b");
    await addressHolds(page, { draft: "qwen3-1.7b" });
    await expect(async () => assert.match(await said(page, "draft"), /^Qwen3 1\.7B Q4_K_M/));
    await choice(page, "draft-quant").selectOption({ label: "Q8_0" });
    await addressHolds(page, { draft: "qwen3-1.7b@Q8_0" });
    await expect(async () => assert.match(await said(page, "draft"), /^Qwen3 1\.7B Q8_0/));
    await typed(page, "guesses").fill("5");
    await typed(page, "guesses").press("Tab");
    await expect(async () => assert.match(await command.innerText(), /--spec-draft-n-max 5/));
    // Nothing of it is asked of the calculator.
    const back = await page.getByRole("link", { name: "Change the question" }).getAttribute("href");
    assert.doesNotMatch(back, /draft|guesses/);
    await choice(page, "draft").selectOption("");
    await expect(async () => assert.equal(await command.innerText(), without));
    assert.equal(asked(page).draft, undefined);
  }));

  test("a model's own blocks are a drafter; one that the runtime does not take is refused with those that suit", site.test(async ({ page, open }) => {
    await open("closer/?model=deepseek-v3&on=nvidia-h100-sxm&n=16&quant=Q4_K_M&draft=mtp");
    await expect(async () => assert.match(await said(page, "draft"), /^The model's own blocks/));
    await open(`closer/?${ON_THE_CARD}&draft=gemma-3-1b-it`);
    const wrong = part(page, "draft").getByRole("alert");
    assert.match(await wrong.innerText(), /vocabulary/);
    await part(page, "draft").getByRole("link", { name: "Qwen3 0.6B" }).click();
    await addressHolds(page, { draft: "qwen3-0.6b" });
    await table(page, "What the drafter takes").waitFor();
    await open(`closer/?${ON_THE_CARD}&runtime=ollama&draft=auto`);
    assert.match(await wrong.innerText(), /documents no drafting/);
  }));

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${colorScheme}; nothing is wider than a phone`, site.test(async ({ page, open }) => {
      for (const query of [`${SHORT}&disk=pcie3&rambw=ddr4-3200x2`, `${ON_THE_CARD}&draft=auto&disk=2`]) {
        await open(`closer/?${query}`);
        await part(page, "launch").waitFor();
        assert.deepEqual(await violations(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${wide} px too wide`);
      }
    }, { colorScheme, viewport: { width: 360, height: 800 } }));
  }
});
