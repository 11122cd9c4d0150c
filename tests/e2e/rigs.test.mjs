// Rigs that are more than one card: put together in place, and held to the command line.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { expect } from "./support/expect.mjs";
import { answer, choose, field, fit, fitBecomes, form, rank, section } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the command line answers. */
const told = (question) => JSON.parse(execFileSync(
  "cargo", ["run", "--quiet", "--no-default-features", "--bin", "will-it-run", "--", "answer"],
  { cwd: root, input: JSON.stringify(question), encoding: "utf8" },
));


describe("rigs", () => {
  const site = useSite();

  test("a second kind of card is put beside the first, changed and taken out, in place", site.test(async ({ page, open }) => {
    const model = "llama-3.3-70b-instruct";
    await open(`/?model=${model}&on=nvidia-rtx-3090&quant=IQ4_XS&place=device`);
    assert.equal(await fit(page), "does-not-fit");
    await form(page).getByText("A card of another kind beside it").first().click();
    await choose(page, "A card of another kind beside it", "5090", "NVIDIA GeForce RTX 5090");
    await expect(async () => assert.deepEqual(new URL(page.url()).searchParams.getAll("on"), ["nvidia-rtx-3090", "nvidia-rtx-5090"]));
    const both = told({ model, quant: "IQ4_XS", placement: "device", rig: { devices: [{ hardware: "nvidia-rtx-3090" }, { hardware: "nvidia-rtx-5090" }] } });
    await fitBecomes(page, (found) => found === both.fit);
    assert.ok(rank(both.fit) > rank("does-not-fit"));
    assert.match(await answer(page).locator(".headline").innerText(), /RTX 3090 \+ NVIDIA GeForce RTX 5090/);
    assert.equal(await page.locator(".memory-bar").count(), 2, "a bar for each card");
    // The other one is changed by its name, then the last is shown in the form.
    await form(page).getByRole("link", { name: "NVIDIA GeForce RTX 3090", exact: true }).click();
    await expect(async () => assert.deepEqual(new URL(page.url()).searchParams.getAll("on"), ["nvidia-rtx-5090", "nvidia-rtx-3090"]));
    await form(page).getByRole("link", { name: "Take out NVIDIA GeForce RTX 5090" }).click();
    await expect(async () => assert.deepEqual(new URL(page.url()).searchParams.getAll("on"), ["nvidia-rtx-3090"]));
    await fitBecomes(page, (found) => found === "does-not-fit");
    await page.goBack();
    await expect(async () => assert.equal(new URL(page.url()).searchParams.getAll("on").length, 2));
  }));

  test("a Mac in two sizes, and its wired limit raised", site.test(async ({ page, open }) => {
    const question = (memory_gib, usable_gib) => ({ model: "llama-3.3-70b-instruct", quant: "Q5_K_M", rig: { devices: [{ hardware: "apple-m4-max-40c", memory_gib, usable_gib }] } });
    const [small, large, raised] = [told(question(64)), told(question(128)), told(question(64, 60))];
    assert.deepEqual([small.fit, large.fit, raised.fit], ["tight", "comfortable", "comfortable"]);
    await open("/?model=llama-3.3-70b-instruct&on=apple-m4-max-40c&mem=64&quant=Q5_K_M");
    await fitBecomes(page, (found) => found === small.fit);
    await form(page).getByRole("radio", { name: "128", exact: true }).check({ force: true });
    await fitBecomes(page, (found) => found === large.fit);
    await form(page).getByRole("radio", { name: "64", exact: true }).check({ force: true });
    await fitBecomes(page, (found) => found === small.fit);
    await field(page, "usable").locator("input").or(field(page, "usable")).first().fill("60");
    await page.keyboard.press("Enter");
    await fitBecomes(page, (found) => found === raised.fit);
    await expect(async () => assert.equal(new URL(page.url()).searchParams.get("usable"), "60"));
  }));

  test("Strix Halo gives what its system gives", site.test(async ({ page, open }) => {
    const question = (os) => ({ model: "gpt-oss-120b", rig: { os, devices: [{ hardware: "amd-ryzen-ai-max-395", memory_gib: 128 }] } });
    const [linux, windows] = [told(question("linux")), told(question("windows"))];
    assert.notEqual(linux.memory.usable, windows.memory.usable);
    for (const [os, answered] of [["linux", linux], ["windows", windows]]) {
      await open(`/?model=gpt-oss-120b&on=amd-ryzen-ai-max-395&mem=128&os=${os}`);
      assert.equal(await fit(page), answered.fit);
      const gib = (answered.memory.usable / 2 ** 30).toPrecision(3);
      assert.match(await answer(page).locator(".summary").innerText(), new RegExp(`of ${gib.replace(".", "\\.")}\\sGiB usable`));
    }
  }));

  test("experts of a mixture go to the host where the card is too small", site.test(async ({ page, open }) => {
    const answered = told({ model: "qwen3-30b-a3b", quant: "Q4_K_M", rig: { devices: [{ hardware: "nvidia-rtx-3060-12gb" }], host: { memory_gib: 64 } } });
    assert.ok(answered.placement.cpu_moe_layers > 0);
    await open("/?model=qwen3-30b-a3b&on=nvidia-rtx-3060-12gb&quant=Q4_K_M&ram=64");
    assert.equal(await fit(page), answered.fit);
    assert.match(await section(page, "Why").innerText(), new RegExp(`${answered.placement.cpu_moe_layers}\\b.*(host|RAM)`));
  }));
});
