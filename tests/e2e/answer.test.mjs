// The answer follows the question: verdict, memory, fixes, derivations, and figures that are not known.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { expect } from "./support/expect.mjs";
import {
  addressHolds, answer, bytesOf, field, fit, fitBecomes, NEAR_THE_EDGE, rangeOf, rank, section, slider, totalBytes,
} from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

describe("the answer", () => {
  const site = useSite();

  test("a first visitor is shown a whole answer", site.test(async ({ page, open }) => {
    await open("/");
    assert.equal(await fit(page), "comfortable");
    await answer(page).getByText("Comfortable", { exact: true }).waitFor();
    assert.match(await answer(page).locator(".headline").innerText(), /^Llama 3\.1 8B Instruct at \S+ runs on NVIDIA L40S\.$/);
    assert.match(await answer(page).locator(".summary").innerText(), /GiB of .+GiB usable, .+ free.*\stok\/s/);
    assert.ok(await section(page, "Why").getByRole("listitem").count() >= 1, "a verdict has a reason");
    const [low, high] = rangeOf(await page.locator('.rate [data-term="decode"]').textContent());
    assert.ok(low > 0 && low <= high);
    // The total is the sum of the components, to the byte.
    const parts = await page.locator(".memory tbody tr td:nth-child(2) small").allTextContents();
    const sum = parts.filter((text) => text !== "").reduce((sum, text) => sum + bytesOf(text), 0);
    assert.equal(sum, await totalBytes(page));
    assert.match(await page.locator(".figure .file").innerText(), /8B.*\.gguf$/i);
  }));

  test("a rig of unequal devices is named whole", site.test(async ({ page, open }) => {
    await open("/?model=qwen3-30b-a3b&on=nvidia-rtx-4090&on=nvidia-rtx-3060-12gb&quant=Q4_K_M&ram=64");
    assert.match(await answer(page).locator(".headline").innerText(), /^Qwen3 30B A3B at Q4_K_M runs on NVIDIA GeForce RTX 4090 \+ NVIDIA GeForce RTX 3060 12GB\.$/);
  }));

  test("another runtime has its own forms; what it does not run is refused with the nearest that it does", site.test(async ({ page, open }) => {
    await open("/?model=qwen3-8b&on=nvidia-rtx-4090");
    await field(page, "runtime").selectOption("vllm");
    await expect(async () => assert.match(await answer(page).locator(".headline").innerText(), /^Qwen3 8B at BF16 /));
    await expect(async () => assert.match(await section(page, "Why").innerText(), /takes at most 92\s%/));
    assert.ok((await field(page, "quant").locator("option").allTextContents()).some((text) => /AWQ-INT4/.test(text)));
    await field(page, "quant").selectOption("FP8");
    await expect(async () => assert.match(await answer(page).locator(".headline").innerText(), /^Qwen3 8B at FP8 runs on/));
    await open("/?model=qwen3-8b&on=nvidia-rtx-4090&runtime=vllm&quant=Q4_K_M");
    await expect(async () => assert.match(await answer(page).innerText(), /vllm does not run Q4_K_M; the nearest is AWQ-INT4/));
  }));

  test("the context slider, by keyboard: comfortable becomes too much, and the bar runs over its limit", site.test(async ({ page, open }) => {
    await open(NEAR_THE_EDGE);
    assert.equal(await fit(page), "comfortable");
    const bar = page.locator(".memory-bar").first();
    const before = { bytes: await totalBytes(page), said: await bar.getAttribute("aria-label") };
    assert.equal(await bar.locator(".beyond").count(), 0);
    await slider(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(async () => assert.ok((await totalBytes(page)) > before.bytes, "one step costs memory"));
    await page.keyboard.press("End");
    await fitBecomes(page, (fit) => fit === "does-not-fit");
    await answer(page).getByText("Does not fit", { exact: true }).waitFor();
    await bar.locator(".beyond").waitFor();
    assert.notEqual(await bar.getAttribute("aria-label"), before.said);
    assert.ok((await totalBytes(page)) > before.bytes * 1.5);
    assert.match(await slider(page).getAttribute("aria-valuetext"), /^131,072 tokens$/);
    assert.equal(await field(page, "ctx").inputValue(), "131072");
    await section(page, "Speed").getByText("It does not fit, so it has no speed here.").first().waitFor();
    assert.equal(await section(page, "Speed").getByText(/^0(\.0+)?\stok/).count(), 0);
    await page.keyboard.press("Home");
    await fitBecomes(page, (fit) => fit === "comfortable");
  }));

  test("the context slider, dragged: the verdict changes under way", site.test(async ({ page, open }) => {
    await open(NEAR_THE_EDGE);
    await slider(page).scrollIntoViewIfNeeded();
    const track = await slider(page).boundingBox();
    const y = track.y + track.height / 2;
    const start = Number(await slider(page).inputValue()) / Number(await slider(page).getAttribute("max"));
    await page.mouse.move(track.x + track.width * start, y);
    await page.mouse.down();
    await page.mouse.move(track.x + track.width * 0.75, y, { steps: 3 });
    await page.mouse.move(track.x + track.width - 1, y, { steps: 3 });
    await fitBecomes(page, (fit) => fit === "does-not-fit"); // before the button is released
    await page.mouse.up();
    await addressHolds(page, { ctx: "131072" });
    // The whole drag is one step back.
    await page.goBack();
    await addressHolds(page, { ctx: undefined });
    await fitBecomes(page, (fit) => fit === "comfortable");
  }));

  test("a typed context is taken at every letter, in the ways people write it", site.test(async ({ page, open }) => {
    await open(NEAR_THE_EDGE);
    await field(page, "ctx").fill("128k");
    await fitBecomes(page, (fit) => fit === "does-not-fit");
    await field(page, "ctx").press("Tab");
    await addressHolds(page, { ctx: "131072" });
    await field(page, "ctx").fill("a lot");
    assert.equal(await field(page, "ctx").getAttribute("aria-invalid"), "true");
    assert.equal(await fit(page), "does-not-fit", "what cannot be read changes nothing");
  }));

  test("every fix keeps its promise with one press, and back takes it away", site.test(async ({ page, open }) => {
    await open(`${NEAR_THE_EDGE}&ctx=131072`);
    const before = await fitBecomes(page, (fit) => fit === "does-not-fit");
    const fixes = page.locator(".fixes a.fix");
    const count = await fixes.count();
    assert.ok(count >= 2, `${count} fixes`);
    for (let at = 0; at < count; at += 1) {
      const fix = fixes.nth(at);
      const promised = (await fix.locator(".result").innerText()).trim().toLowerCase().replaceAll(" ", "-");
      const figures = await fix.locator(".note").innerText();
      await fix.click();
      const after = await fitBecomes(page, (fit) => fit !== before);
      assert.equal(after, promised);
      assert.ok(rank(after) > rank(before));
      const rate = figures.split(" · ").at(-1).replace(/\stok\/s$/, "");
      assert.ok((await page.locator('.rate [data-term="decode"]').innerText()).startsWith(rate), `${figures} is what the answer says`);
      await page.goBack();
      await fitBecomes(page, (fit) => fit === before);
      await expect(async () => assert.equal(await fixes.count(), count));
    }
  }));

  test("one's own figure for usable memory replaces the rule", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090&place=device");
    assert.equal(await fit(page), "comfortable");
    const rule = await field(page, "usable").getAttribute("placeholder");
    assert.ok(Number(rule) > 20 && Number(rule) < 24, `the rule's figure ${rule} is printed`);
    await field(page, "usable").fill("3.5");
    await fitBecomes(page, (fit) => fit === "does-not-fit");
    await field(page, "usable").press("Tab");
    await addressHolds(page, { usable: "3.5" });
    await page.locator(".memory .ends").getByText("3.50\u00a0GiB usable").waitFor();
    await field(page, "usable").fill("");
    await fitBecomes(page, (fit) => fit === "comfortable");
  }));

  test("quant, cache precision, users and count change the memory", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090");
    let before = await totalBytes(page);
    const changes = async (act, up) => {
      await act();
      await expect(async () => {
        const now = await totalBytes(page);
        assert.ok(up ? now > before : now < before, `${before} and then ${now}`);
      });
      before = await totalBytes(page);
    };
    await changes(() => field(page, "quant").selectOption("Q8_0"), true);
    await changes(() => field(page, "k").selectOption("q8_0"), false);
    await changes(() => field(page, "v").selectOption("q8_0"), false);
    await changes(() => field(page, "users").fill("4"), true);
    await page.getByRole("group", { name: "How many" }).getByRole("radio", { name: "2", exact: true }).check();
    await expect(async () => assert.equal(await page.locator(".memory-bar").count() >= 2, true));
    await addressHolds(page, { quant: "Q8_0", k: "q8_0", v: "q8_0", users: "4", n: "2" });
  }));

  test("every figure opens its derivation: a rule at every term, Escape gives the focus back", site.test(async ({ page, open }) => {
    await open("/");
    const terms = await page.locator("button[data-term]").evaluateAll((all) => all.map((one) => one.dataset.term));
    for (const term of ["decode", "prefill", "memory.device", "memory.usable", "max_context", "ttft", "finished", "joules_per_token", "download"]) {
      assert.ok(terms.includes(term), `${term} can be asked`);
    }
    for (const term of new Set(terms)) {
      const figure = page.locator(`button[data-term="${term}"]`).first();
      await figure.click();
      const dialog = page.getByRole("dialog", { name: /^Derivation: / });
      await dialog.waitFor();
      assert.ok(await dialog.locator(".terms .value").count() >= 2, `${term}: a figure and what it comes from`);
      const rules = await dialog.locator(".terms .note").allTextContents();
      assert.ok(rules.length >= 1 && rules.every((rule) => rule.trim().length > 3), `${term}: every term has a rule: ${rules}`);
      assert.doesNotMatch(await dialog.textContent(), /NaN|undefined|Infinity|No derivation/, term);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      assert.equal(await figure.evaluate((figure) => figure === document.activeElement), true, `${term}: the focus is back on the figure`);
    }
  }));

  test("a derivation names the source of a catalog figure, and its value is the one shown", site.test(async ({ page, open }) => {
    await open("/");
    const shown = await page.locator('.rate [data-term="decode"]').textContent();
    const [low, high] = rangeOf(shown);
    await page.locator('.rate [data-term="decode"]').click();
    const dialog = page.getByRole("dialog");
    const value = await dialog.locator(".terms .value").first().innerText();
    const figure = Number(value.replaceAll(",", "").match(/[\d.]+/)[0]);
    assert.ok(figure >= low * 0.98 && figure <= high * 1.02, `${value} lies in ${shown}`);
    for (const closed of await dialog.locator("details:not([open])").all()) await closed.evaluate((node) => { node.open = true; });
    await dialog.getByText(/techpowerup|nvidia|datasheet/i).first().waitFor();
  }));

  test("an image model has memory by its parts and no made-up speed", site.test(async ({ page, open }) => {
    await open("/?model=sdxl-base-1.0&on=nvidia-rtx-4090");
    await section(page, "Why").getByText("This is not a language model").waitFor();
    assert.equal(await page.locator('.rate [data-term="decode"]').innerText(), "unknown");
    assert.equal(await page.locator('.rate [data-term="prefill"]').innerText(), "unknown");
    assert.doesNotMatch(await page.locator(".answer").innerText(), /\b0(\.0+)?\s*tok\/s/);
    assert.doesNotMatch(await answer(page).innerText(), /tok\/s/);
    assert.equal(await page.getByRole("button", { name: "Play", exact: true }).count(), 0, "no speed to play a text at");
    assert.match(await page.locator('[data-term="max_context"]').innerText(), /unknown/);
  }));

  test("the text plays at the speed of the answer, and only when asked to", site.test(async ({ page, open }) => {
    await open("/");
    const paper = page.locator(".paper");
    await page.getByText("Press play to read").waitFor();
    await page.getByRole("button", { name: "Play" }).click();
    await expect(async () => assert.match(await paper.innerText(), /^A language model writes/));
    await page.getByRole("button", { name: "Play" }).waitFor(); // it ends by itself
    assert.match(await paper.innerText(), /larger model\.$/);
    await page.locator(".playback").getByRole("status").getByText(/tokens, .*s$/).waitFor();
  }));

  test("prompt, thinking and answer lengths change when the answer is finished", site.test(async ({ page, open }) => {
    await open("/");
    const finished = () => page.locator('button[data-term="finished"]').innerText();
    const before = await finished();
    await page.locator('[data-field="think"]').fill("20000");
    await expect(async () => assert.notEqual(await finished(), before));
    assert.match(await finished(), /min|h/);
    await page.locator('[data-field="think"]').press("Tab");
    await addressHolds(page, { think: "20000" });
  }));

  test("the download's time follows the speed of the reader's line", site.test(async ({ page, open }) => {
    await open("/");
    const note = page.locator(".figure").filter({ has: page.locator('[data-term="download"]') });
    const before = await note.locator(".note").first().innerText();
    const line = page.getByRole("textbox", { name: "Speed of your line" });
    await line.fill("1000");
    await line.press("Enter");
    await expect(async () => assert.notEqual(await note.locator(".note").first().innerText(), before));
    await page.reload();
    await line.waitFor();
    assert.equal(await line.inputValue(), "1000");
  }));
});
