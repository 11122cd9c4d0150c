// One model over several machines: the page against the command line.
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { expect } from "./support/expect.mjs";
import { answers, prints } from "./support/host.mjs";
import { addressHolds } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const plain = (text) => text.replaceAll("\u00a0", " ");
const part = (page, id) => page.locator(`section[aria-labelledby=${id}]`);
const figure = async (page, name) => plain(await page.locator(`[data-figure=${name}]`).innerText());
const field = (page, word) => page.locator(`[data-typed="${word}"], [data-field="${word}"]`);
const fit = (page) => page.locator("#answer").getAttribute("data-fit");
const cells = (page, id) =>
  part(page, id).locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.replaceAll("\u00a0", " "))));
const number = (text) => Number(text.replaceAll(/[^\d.]/g, ""));
const near = (shown, figure, what) => assert.ok(Math.abs(shown - figure) <= 0.006 * Math.abs(figure), `${what}: ${shown} and ${figure}`);
/** Ranges drop digits as their width deserves. */
const ends = (text, rate, what) => {
  const [low, high] = text.match(/([\d,.]+)–([\d,.]+)\s*tok\/s/).slice(1).map(number);
  for (const [shown, figure] of [[low, rate.low], [high, rate.high]]) {
    assert.ok(Math.abs(shown - figure) <= Math.max(0.006 * figure, rate.high >= 19.95 ? 0.51 : 0.051), `${what}: ${shown} and ${figure}`);
  }
};

const H100 = [{ hardware: "nvidia-h100-sxm", count: 8 }];
const ASKED = [
  ["an empty address", "", { model: "deepseek-r1", runtime: "vllm", users: 8, rig: { devices: H100, nodes: 2, network: "infiniband-ndr" } }],
  ["matrices over two nodes", "model=deepseek-r1&runtime=sglang&on=nvidia-h100-sxm&n=8&nodes=2&net=own&gbit=200&us=6&users=4", { model: "deepseek-r1", runtime: "sglang", users: 4, rig: { devices: H100, nodes: 2, network: { gbit_s: 200, latency_us: 6 } } }],
  ["experts whole on devices", "model=deepseek-r1&runtime=vllm&on=nvidia-h100-sxm&n=8&nodes=2&net=400gbe&users=16&tp=8&pp=1&dp=2&ep=on", { model: "deepseek-r1", runtime: "vllm", users: 16, rig: { devices: H100, nodes: 2, network: "400gbe", parallel: { tensor: 8, pipeline: 1, replicas: 2, expert: true } } }],
  ["two PCs with llama.cpp", "model=llama-3.3-70b-instruct&on=nvidia-rtx-3090&ram=64&nodes=2&net=10gbe", { model: "llama-3.3-70b-instruct", rig: { devices: [{ hardware: "nvidia-rtx-3090" }], host: { memory_gib: 64 }, nodes: 2, network: "10gbe" } }],
  ["two Macs with exo", "model=qwen3-235b-a22b&runtime=exo&on=apple-m3-ultra-80c&mem=96&nodes=2&net=thunderbolt-5", { model: "qwen3-235b-a22b", runtime: "exo", rig: { devices: [{ hardware: "apple-m3-ultra-80c", memory_gib: 96 }], nodes: 2, network: "thunderbolt-5" } }],
  ["copies, a machine each", "model=llama-3.3-70b-instruct&quant=FP8&runtime=vllm&on=nvidia-h100-sxm&n=8&nodes=3&net=10gbe&users=64", { model: "llama-3.3-70b-instruct", quant: "FP8", runtime: "vllm", users: 64, rig: { devices: H100, nodes: 3, network: "10gbe" } }],
  ["too small", "model=deepseek-r1&runtime=vllm&on=nvidia-rtx-3090&nodes=2&net=10gbe", { model: "deepseek-r1", runtime: "vllm", rig: { devices: [{ hardware: "nvidia-rtx-3090" }], nodes: 2, network: "10gbe" } }],
];

describe("one model, several machines", () => {
  const site = useSite();

  test("figures are the command line's", site.test(async ({ page, open }) => {
    const hosts = answers(ASKED.map(([, , question]) => question));
    for (const [at, [what, query, question]] of ASKED.entries()) {
      const host = hosts[at];
      assert.equal(host.ok, true, JSON.stringify(host.error));
      await open(`cluster/${query && "?"}${query}`);
      await part(page, "launch").waitFor();
      assert.equal(await fit(page), host.fit, what);
      for (const [name, rate] of [["one", host.decode], ["prefill", host.prefill], ...(question.users > 1 ? [["each", host.decode_each]] : [])]) {
        const text = await figure(page, name);
        if (rate === null) assert.match(text, /unknown/, `${what} ${name}`);
        else ends(text, rate, `${what} ${name}`);
      }
      if (host.most_users !== null) assert.equal(number((await figure(page, "most")).match(/users\s+([\d,]+)/)[1]), host.most_users, what);
      if (question.users > 1) near(number((await figure(page, "all")).match(/([\d,.]+) tok\/s/)[1]), host.decode_all, `${what} together`);
      // Stages: as many boxes in as many machines, bytes to three digits.
      const stages = await cells(page, "layout");
      assert.equal(stages.length, host.stages.length, what);
      for (const [row, stage] of stages.entries()) {
        const [needed, usable] = stage.slice(-2);
        assert.match(needed, / GiB$/);
        near(number(needed), host.stages[row].parts.total / 2 ** 30, `${what} stage ${row}`);
        near(number(usable), host.stages[row].usable / 2 ** 30, `${what} stage ${row}`);
      }
      assert.equal(await page.locator(".cluster-node").count(), host.nodes_of_a_copy, what);
      assert.equal(await page.locator(".cluster-link").count(), host.nodes_of_a_copy - 1, what);
      // Layouts: all of them, the chosen marked.
      const weighed = await cells(page, "weighed");
      assert.equal(weighed.length, host.choices.length, what);
      for (const [row, choice] of host.choices.entries()) {
        assert.match(weighed[row][0], new RegExp(`^tensor ${choice.tensor} × pipeline ${choice.pipeline}, ${choice.replicas} cop`));
        assert.equal(weighed[row][0].endsWith("✓"), choice.chosen);
        if (choice.decode === null) assert.equal(weighed[row][4], "unknown");
        else near(number(weighed[row][4]), choice.decode.tokens_per_second, `${what} layout ${row}`);
      }
      // Traffic, where there is any.
      const steps = [host.traffic.decode, host.traffic.decode_users, host.traffic.prefill];
      const traffic = await cells(page, "traffic");
      assert.equal(traffic.length, steps.some((step) => step.messages) ? 3 : 0, what);
      for (const [row, cell] of traffic.entries()) assert.equal(number(cell[3]), steps[row].messages, what);
      // Commands for each machine.
      const commands = await part(page, "launch").locator(".cluster-commands pre").allInnerTexts();
      const expected = (host.launch?.nodes ?? []).map((node) => node.steps.length);
      assert.deepEqual(commands.map((text) => text.trimEnd().split("\n").length), expected, what);
    }
  }));

  test("manifests are the command line's to the byte, to copy and to save", site.test(async ({ page, open }) => {
    const folder = mkdtempSync(join(tmpdir(), "manifests-"));
    prints("check", "deepseek-r1", "--runtime", "vllm", "--users", "8", "--on", "nvidia-h100-sxm:8", "--nodes", "2", "--network", "infiniband-ndr", "--manifests", folder);
    await open("cluster/");
    for (const file of ["leaderworkerset.json", "rayservice.json"]) {
      const [saved] = await Promise.all([page.waitForEvent("download"), page.locator(`button[data-save="${file}"]`).click()]);
      assert.equal(saved.suggestedFilename(), file);
      const text = await readFile(await saved.path(), "utf8");
      assert.equal(text, await readFile(join(folder, file), "utf8"));
      assert.equal(await page.getByRole("button", { name: `Copy: ${file}` }).count(), 1);
    }
  }));

  test("a changed field changes the answer and the address, and can be taken back", site.test(async ({ page, open }) => {
    await open("cluster/");
    await part(page, "launch").waitFor();
    const before = await figure(page, "one");
    await field(page, "tp").locator("xpath=ancestor::details/summary").click();
    await field(page, "tp").fill("16");
    await field(page, "tp").press("Enter");
    await addressHolds(page, { tp: "16", model: "deepseek-r1", nodes: "2", users: "8" });
    await expect(async () => assert.notEqual(await figure(page, "one"), before));
    assert.match(plain(await page.locator("[data-layout]").innerText()), /^Every matrix over 16 devices; 1 copy on 2 machines/);
    await field(page, "net").selectOption("1gbe");
    await addressHolds(page, { net: "1gbe" });
    await page.getByRole("group", { name: "Runtime" }).getByRole("radio", { name: "SGLang" }).check();
    await addressHolds(page, { runtime: "sglang" });
    for (let step = 0; step < 3; step += 1) await page.goBack();
    await expect(async () => assert.equal(await figure(page, "one"), before));
  }));

  test("what cannot be is said at its field, with the way on", site.test(async ({ page, open }) => {
    await open("cluster/?model=deepseek-r1&runtime=vllm&on=nvidia-h100-sxm&n=8&nodes=2&net=400gbe&tp=3");
    assert.match(await page.getByRole("alert").innerText(), /neither a part of a node nor whole nodes|do not divide/);
    assert.equal(await field(page, "tp").getAttribute("aria-invalid"), "true");
    assert.equal(await field(page, "tp").inputValue(), "3");
    await page.getByRole("alert").getByRole("link", { name: "8", exact: true }).click();
    await addressHolds(page, { tp: "8" });
    await part(page, "launch").waitFor();
    // Not a number: the field says so, and the answer stands without it.
    await field(page, "users").fill("many");
    await field(page, "users").press("Tab");
    await expect(async () => assert.equal(await field(page, "users").getAttribute("aria-invalid"), "true"));
    assert.equal(await field(page, "users").inputValue(), "many");
    assert.equal(await fit(page), "comfortable");
    // A network that nobody named.
    await open("cluster/?model=qwen3-32b&on=nvidia-rtx-3090&nodes=2");
    await page.getByRole("alert").getByRole("link", { name: /^10 GbE/ }).click();
    await addressHolds(page, { net: "10gbe" });
    // exo takes each Mac as a machine.
    await open("cluster/?model=qwen3-32b&runtime=exo&on=apple-m3-ultra-80c&mem=96&n=2&nodes=1");
    await page.getByRole("alert").getByRole("link", { name: "each as a machine of its own" }).click();
    await addressHolds(page, { nodes: "2", n: undefined });
    // Unknown ids and sizes.
    await open("cluster/?model=nonsense&on=nvidia-rtx-3090&nodes=2&net=10gbe");
    assert.match(await page.getByRole("alert").innerText(), /no model “nonsense”/);
  }));

  test("the way from a closer look carries its question", site.test(async ({ page, open }) => {
    await open("closer/?model=llama-3.3-70b-instruct&on=nvidia-rtx-3090&quant=Q4_K_M&ctx=4096&ram=64&ngl=20");
    await page.getByRole("link", { name: "Over several machines" }).click();
    await part(page, "launch").waitFor();
    await addressHolds(page, { model: "llama-3.3-70b-instruct", on: "nvidia-rtx-3090", quant: "Q4_K_M", ctx: "4096", ram: "64", nodes: "2", net: "10gbe", ngl: undefined });
  }));

  test("the examples are answered", site.test(async ({ page, open }) => {
    await open("cluster/");
    const names = await page.locator(".cluster-form .choice").allInnerTexts();
    assert.equal(names.length, 4);
    for (const name of names) {
      await page.getByRole("link", { name, exact: true }).click();
      await page.locator(".cluster-form .choice[aria-current]", { hasText: name }).waitFor();
      await part(page, "launch").locator("pre").first().waitFor();
      assert.equal(await page.locator(".cluster-node").count(), 2, name);
      assert.equal(await page.getByRole("alert").count(), 0, name);
    }
  }));

  test("files hold the figures", site.test(async ({ page, open }) => {
    await open("cluster/");
    for (const [id, table] of [["stages", "layout"], ["traffic", "traffic"], ["weighed", "weighed"]]) {
      const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`button[data-save="${id}"]`).first().click()]);
      assert.equal(file.suggestedFilename(), `cluster-${id}.csv`);
      const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
      assert.equal(lines.length - 1, (await cells(page, table)).length, id);
    }
  }));

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${colorScheme}`, site.test(async ({ page, open }) => {
      for (const [, query] of [ASKED[0], ASKED[1], ASKED[6], ["", "model=deepseek-r1&on=nvidia-h100-sxm&nodes=2"]]) {
        await open(`cluster/${query && "?"}${query}`);
        await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
        assert.deepEqual(await violations(page), [], query);
      }
    }, { colorScheme }));
  }

  for (const width of [360, 768, 1440]) {
    test(`${width} px: nothing scrolls sideways`, site.test(async ({ page, open }) => {
      for (const [, query] of ASKED) {
        await open(`cluster/${query && "?"}${query}`);
        await part(page, "launch").waitFor();
        await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${query}: ${wide} px too wide`);
      }
    }, { viewport: { width, height: 900 } }));
  }
});
