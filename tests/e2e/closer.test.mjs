// Curves around an answer: over context, over users, until it is there; against the command line's figures.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { answers } from "./support/host.mjs";
import { addressHolds } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const plain = (text) => text.replaceAll("\u00a0", " ");
const part = (page, id) => page.locator(`section[aria-labelledby=${id}]`);
const said = async (page, id) => plain(await part(page, id).getByRole("status").first().innerText());
const field = (page, word) => page.locator(`[data-typed="${word}"], [data-field="${word}"]`);
const cells = (page, id) =>
  part(page, id).locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
const number = (text) => Number(text.replaceAll(/[^\d.]/g, ""));

const ASKED = [
  ["qwen3-8b on an RTX 4090", "model=qwen3-8b&on=nvidia-rtx-4090&quant=Q4_K_M"],
  ["a mixture of experts on two unequal cards", "model=qwen3-30b-a3b&on=nvidia-rtx-4090&on=nvidia-rtx-3060-12gb&quant=Q4_K_M&ram=64"],
  ["a 70B that is offloaded", "model=llama-3.3-70b-instruct&on=nvidia-rtx-3090&quant=Q4_K_M&ram=128"],
];

describe("a closer look", () => {
  const site = useSite();

  for (const [what, query] of ASKED) {
    test(`${what}: four parts, each a drawing with its table`, site.test(async ({ page, open }) => {
      await open(`closer/?${query}`);
      for (const id of ["depth", "memory", "users", "course"]) {
        // Beside layers on the host there is room for one user alone, which is no curve.
        if (id === "users" && query.includes("70b")) continue;
        await part(page, id).getByRole("img").first().waitFor();
        assert.ok((await cells(page, id)).length > 0, id);
      }
      // Decode falls with the context, and stays in its range.
      const depth = (await cells(page, "depth")).map((row) => row.map(number));
      for (const [at, [, low, rate, high]] of depth.entries()) {
        assert.ok(low <= rate && rate <= high, `${low} ${rate} ${high}`);
        if (at > 0) assert.ok(rate <= depth[at - 1][2]);
      }
      // Together users get no less than one alone.
      const users = await cells(page, "users");
      for (const row of users) assert.ok(number(row[4]) >= number(users[0][4]) * 0.99);
    }));
  }

  test("figures are those of the calculator, and the way leads there and back", site.test(async ({ page, open, address }) => {
    const query = "model=qwen3-8b&on=nvidia-rtx-4090&quant=Q4_K_M&k=q8_0&v=q8_0&depth=8000";
    await open(`/?${query}`);
    // The calculator shows the range.
    const range = plain(await page.locator('button[data-term="decode"]').first().innerText()).match(/[\d.]+–[\d.]+/)[0];
    await page.getByRole("link", { name: /A closer look/ }).click();
    await part(page, "depth").getByRole("img").waitFor();
    assert.match(await said(page, "depth"), new RegExp(`^At 8,000 tokens: [\\d.]+ tok/s \\(${range.replaceAll(".", "\\.")}\\)`));
    await page.getByRole("link", { name: "Change the question" }).click();
    await page.locator("#boot").waitFor({ state: "detached" });
    for (const pair of query.split("&")) assert.ok(page.url().includes(pair), `${pair} in ${page.url()}`);
    assert.equal(await page.getByRole("alert").count(), 0);
  }));

  test("what is typed is in the address, moves the curves, and can be taken back", site.test(async ({ page, open }) => {
    await open("closer/?model=qwen3-8b&on=nvidia-rtx-4090&quant=Q4_K_M");
    const before = await said(page, "depth");
    await field(page, "depth").fill("32000");
    await field(page, "depth").press("Enter");
    await expect(async () => assert.match(await said(page, "depth"), /^At 32,000 tokens/));
    await addressHolds(page, { depth: "32000" });
    await field(page, "load").fill("100000");
    await field(page, "load").press("Tab");
    await expect(async () => assert.match(plain(await page.locator("[data-load]").innerText()), /^Cannot keep up with 100,000 an hour/));
    await field(page, "load").fill("30");
    await field(page, "load").press("Tab");
    await expect(async () => assert.match(plain(await page.locator("[data-load]").innerText()), /^Keeps up with 30 an hour in \d+ slots?/));
    // A cached prompt is read sooner.
    const time = async () => (await cells(page, "course")).find(([name]) => name === "Reading the prompt")[1];
    const all = await time();
    await field(page, "cached").fill("90");
    await field(page, "cached").press("Tab");
    await expect(async () => assert.notEqual(await time(), all));
    // Not a number: said, and nothing is lost.
    await field(page, "prompt").fill("fast");
    await field(page, "prompt").press("Tab");
    await expect(async () => assert.equal(await field(page, "prompt").getAttribute("aria-invalid"), "true"));
    assert.equal(await field(page, "prompt").inputValue(), "fast");
    for (let step = 0; step < 5; step += 1) await page.goBack();
    await expect(async () => assert.equal(await said(page, "depth"), before));
  }));

  test("the commands are the command line's, for the reader's shell", site.test(async ({ page, open }) => {
    const [model, hardware] = ["qwen3-30b-a3b", "nvidia-rtx-4090"];
    await open(`closer/?model=${model}&on=${hardware}&quant=Q6_K&ram=64`);
    const [answer] = answers([{ model, quant: "Q6_K", rig: { devices: [{ hardware }], host: { memory_gib: 64 } } }]);
    const command = part(page, "launch").locator("pre");
    assert.equal(await command.innerText(), answer.launch.steps[0].argv.join(" "));
    assert.match(await command.innerText(), /--n-cpu-moe \d+/);
    await open(`closer/?model=${model}&on=${hardware}&quant=Q6_K&ram=64&runtime=ollama`);
    assert.match(await command.first().innerText(), /^FROM .*\nPARAMETER num_ctx 8192\nPARAMETER num_gpu \d+/);
    await field(page, "shell").selectOption("powershell");
    await expect(async () => assert.match(await command.last().innerText(), /^\$env:OLLAMA_NUM_PARALLEL = '1'; /));
    assert.match(await part(page, "launch").innerText(), /experts on the host/);
  }));

  test("where memory is short the ways stand beside each other, the answer's first; where it is not there are none", site.test(async ({ page, open }) => {
    await open("closer/?model=qwen3-30b-a3b&on=nvidia-rtx-3060-12gb&quant=Q4_K_M&ram=64");
    const rows = await cells(page, "plans");
    assert.ok(rows.length >= 3, rows.join("; "));
    assert.match(rows[0][0], /✓$/);
    const rates = rows.map((row) => number(row[1]));
    assert.deepEqual(rates, [...rates].sort((a, b) => b - a));
    // The line of what is usable is crossed where the sentence says.
    const longest = number((await said(page, "memory")).match(/up to ([\d,]+)/)[1]);
    for (const row of await cells(page, "memory")) {
      const [needed, usable] = row.slice(-2).map(number);
      if (number(row[0]) <= longest) assert.ok(needed <= usable, row.join("; "));
      else if (number(row[0]) >= longest + 1024) assert.ok(needed > usable, row.join("; "));
    }
    await open("closer/?model=qwen3-8b&on=nvidia-rtx-4090&quant=Q4_K_M");
    await part(page, "depth").waitFor();
    assert.equal(await part(page, "plans").count(), 0);
  }));

  test("files hold the figures", site.test(async ({ page, open }) => {
    await open("closer/?model=gpt-oss-20b&on=nvidia-l40s");
    for (const id of ["depth", "memory", "users", "course"]) {
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.locator(`button[data-save="${id}"]`).first().click(),
      ]);
      assert.equal(file.suggestedFilename(), `closer-${id}.csv`);
      const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
      assert.equal(lines.length - 1, (await cells(page, id)).length, id);
    }
  }));

  test("where nothing is known nothing is drawn, and a wrong question is named", site.test(async ({ page, open }) => {
    // Nobody knows a rate of this card.
    await open("closer/?model=qwen3-8b&on=huawei-atlas-300i-duo-96gb");
    await part(page, "depth").waitFor();
    assert.equal((await page.locator("main").innerText()).match(/\b0(\.0+)? tok\/s/), null);
    await open("closer/?model=nonsense&on=nvidia-rtx-4090");
    assert.match(await page.getByRole("alert").innerText(), /no model “nonsense”/);
    await open("closer/?model=flux.1-dev&on=nvidia-rtx-4090");
    await part(page, "depth").waitFor();
    assert.equal(await part(page, "depth").getByRole("img").count(), 0);
  }));

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${colorScheme}; nothing is wider than a phone`, site.test(async ({ page, open }) => {
      await open(`closer/?${ASKED[1][1]}`);
      await part(page, "course").getByRole("img").waitFor();
      assert.deepEqual(await violations(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
    }, { colorScheme, viewport: { width: 360, height: 800 } }));
  }
});
