// The address bar holds the whole question: reload, back, links, recent questions, and addresses that are wrong.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { expect } from "./support/expect.mjs";
import { addressHolds, answer, asked, field, fit, picker, rows, section, totalBytes } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

/** A question with something in every part of the form. */
const FULL = "model=qwen3-30b-a3b&on=nvidia-rtx-3090&n=2&usable=21.5&quant=Q5_K_M&ctx=32768&k=q8_0&v=q8_0&users=2&think=1000&out=800&ram=64&ub=1024&rate=12";

describe("the address", () => {
  const site = useSite();

  test("reloading gives the same question and the same answer", site.test(async ({ page, open }) => {
    await open(`/?${FULL}`);
    const state = async () => ({
      model: await picker(page, "Model").inputValue(),
      device: await picker(page, "Device").inputValue(),
      fields: await page.locator("[data-field]").evaluateAll((all) => all.map((one) => `${one.dataset.field}=${one.value}`)),
      count: await page.getByRole("group", { name: "How many" }).getByRole("radio", { checked: true }).inputValue(),
      answer: await page.locator(".answer").innerText(),
    });
    const before = await state();
    assert.ok(before.fields.includes("ctx=32768") && before.fields.includes("ram=64") && before.fields.includes("out=800"));
    assert.equal(before.count, "2");
    // Something is changed by hand, too, so that the page and not the test wrote the address.
    await field(page, "quant").selectOption("Q6_K");
    await addressHolds(page, { quant: "Q6_K" });
    await expect(async () => assert.match(await answer(page).innerText(), /at Q6_K/));
    const changed = await state();
    assert.deepEqual(asked(page), Object.fromEntries(new URLSearchParams(FULL.replace("Q5_K_M", "Q6_K"))));
    await page.reload();
    await answer(page).waitFor();
    assert.deepEqual(await state(), changed);
    assert.notDeepEqual(changed, before);
  }));

  test("a step back taken the moment the answer is drawn is not lost", site.test(async ({ page, open, session }) => {
    // Slow enough that the page draws before it listens: the scheduler yields after 16 ms.
    const devtools = await session.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 8 });
    await page.addInitScript(() => {
      new MutationObserver((_, watching) => {
        if (!document.getElementById("answer")) return;
        watching.disconnect();
        // What a step back does: the address changes, then the page is told.
        history.replaceState(null, "", location.search.replace("&ctx=65536", ""));
        dispatchEvent(new PopStateEvent("popstate"));
      }).observe(document, { childList: true, subtree: true });
    });
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-l40s&ctx=65536");
    await answer(page).waitFor();
    await addressHolds(page, { ctx: undefined });
    await expect(async () => assert.equal(await field(page, "ctx").inputValue(), ""));
  }));

  test("back is undo and forward is redo, without a reload", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-l40s");
    await page.evaluate(() => { window.sameDocument = true; });
    const first = await totalBytes(page);
    await field(page, "quant").selectOption("Q8_0");
    await expect(async () => assert.notEqual(await totalBytes(page), first));
    const second = await totalBytes(page);
    await field(page, "users").fill("3");
    await field(page, "users").press("Enter");
    await addressHolds(page, { quant: "Q8_0", users: "3" });
    await page.goBack();
    await expect(async () => assert.equal(await totalBytes(page), second));
    await addressHolds(page, { quant: "Q8_0", users: undefined });
    await page.goBack();
    await expect(async () => assert.equal(await totalBytes(page), first));
    assert.equal(await field(page, "quant").evaluate((select) => select.selectedOptions[0].textContent.includes("Q4_K_M")), true);
    await page.goForward();
    await expect(async () => assert.equal(await totalBytes(page), second));
    assert.equal(await page.evaluate(() => window.sameDocument), true);
  }));

  test("copy link puts the whole question on the clipboard, and says so", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-l40s");
    await field(page, "quant").selectOption("Q6_K");
    await addressHolds(page, { quant: "Q6_K" });
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Link copied" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
  }, { permissions: ["clipboard-read", "clipboard-write"] }));

  test("where the clipboard is refused, the page says what to do instead", site.test(async ({ page, open }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("refused")) } });
    });
    await open("/");
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Copy it from the address bar" }).waitFor();
  }));

  test("an unknown model is said, the nearest is offered, and the rest is kept", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instrukt&on=nvidia-rtx-3090&ctx=4096&quant=Q5_K_M");
    const alert = page.getByRole("alert");
    await alert.getByText("llama-3.1-8b-instrukt").waitFor();
    assert.equal(await picker(page, "Device").inputValue(), "NVIDIA GeForce RTX 3090");
    assert.equal(await field(page, "ctx").inputValue(), "4096");
    const near = alert.getByRole("link", { name: "Llama 3.1 8B Instruct", exact: true });
    await near.click();
    await addressHolds(page, { model: "llama-3.1-8b-instruct", on: "nvidia-rtx-3090", ctx: "4096", quant: "Q5_K_M" });
    assert.ok(["comfortable", "tight"].includes(await fit(page)));
    assert.equal(await page.getByRole("alert").count(), 0);
  }));

  test("a name like nothing at all still leads somewhere", site.test(async ({ page, open }) => {
    await open("/?model=nonsense&on=nvidia-rtx-3090");
    const alert = page.getByRole("alert");
    await alert.getByText("nonsense").waitFor();
    assert.ok(await alert.getByRole("link").count() >= 1, "the nearest choice is offered");
    await alert.getByRole("link").first().click();
    await addressHolds(page, { on: "nvidia-rtx-3090" });
    await page.getByRole("status").filter({ hasText: / on NVIDIA GeForce RTX 3090/ }).waitFor();
  }));

  test("an unknown device and an unknown quant are said, each with its nearest", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4091&ctx=4096");
    const alert = page.getByRole("alert");
    await alert.getByText("nvidia-rtx-4091").waitFor();
    await alert.getByRole("link", { name: "NVIDIA GeForce RTX 4090", exact: true }).click();
    await addressHolds(page, { on: "nvidia-rtx-4090", ctx: "4096" });

    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090&quant=Q4_K_X");
    await alert.getByText("Q4_K_X").waitFor();
    await alert.getByRole("link", { name: "Q4_K_M", exact: true }).click();
    await answer(page).getByText(/at Q4_K_M runs on/).waitFor();
  }));

  test("numbers that are none are left out, named, and the rest is answered", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090&ctx=many&n=2&users=-1&colour=red&ecc=perhaps");
    const notice = page.getByRole("alert").filter({ hasText: "Some of the address could not be read" });
    await notice.waitFor();
    for (const said of ["“many”", "“-1”", "“colour”", "“perhaps”"]) await notice.getByText(said).waitFor();
    assert.equal(await fit(page), "comfortable");
    assert.match(await answer(page).locator(".headline").innerText(), /2 × NVIDIA GeForce RTX 4090/);
    await notice.getByRole("button", { name: "Dismiss" }).click();
    await notice.waitFor({ state: "detached" });
  }));

  test("no number and no word breaks the page", site.test(async ({ page, open }) => {
    const base = "?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090";
    await open(`/${base}`);
    const great = 4_294_967_295;
    const bad = [
      "n=0", `n=${great}`, "ctx=0", `ctx=${great}`, "users=0", `users=${great}`, "mem=0", "usable=0", "ub=0&batch=0", "room=99999999", "rate=0",
      "ram=999999999", `prompt=${great}&out=${great}&think=${great}`, "k=nonsense", "runtime=vllm", "backend=metal", "nctx=1&users=64", `ngl=${great}`,
      `depth=${great}`, `logits=${great}`, "model=", "on=", "on=cpu&ram=0", "model=%00%ff&on=%F0%9F%A6%99", `quant=${"Q".repeat(2000)}`,
    ];
    for (const query of bad) {
      // As the browser does on back and forward: the page reads the new address.
      await page.evaluate((query) => {
        history.pushState(null, "", query);
        dispatchEvent(new PopStateEvent("popstate"));
      }, `${base}&${query}`);
      await expect(async () => {
        const said = await page.locator("main").innerText();
        assert.doesNotMatch(said, /NaN|Infinity|undefined|panicked/, query);
        assert.ok((await answer(page).innerText()).trim().length > 5, query);
      });
    }
    // It still answers.
    await page.evaluate((query) => {
      history.pushState(null, "", query);
      dispatchEvent(new PopStateEvent("popstate"));
    }, base);
    await answer(page).getByText("Comfortable", { exact: true }).waitFor();
  }));

  test("Hugging Face names are models, too", site.test(async ({ page, open }) => {
    await open("/?model=meta-llama/Llama-3.1-8B-Instruct&on=nvidia-rtx-4090");
    await answer(page).getByText(/^Llama 3\.1 8B Instruct at .* runs on/).waitFor();
  }));

  test("recent questions are kept across visits, lead back, and can be forgotten", site.test(async ({ page, open }) => {
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-l40s");
    await field(page, "quant").selectOption("Q8_0");
    await addressHolds(page, { quant: "Q8_0" });
    await (await rows(page, "devices")).first().getByRole("link").click();
    await expect(async () => assert.notEqual(asked(page).on, "nvidia-l40s"));
    await open("/");
    const recent = page.getByRole("group").filter({ has: page.getByText("Recent", { exact: true }) });
    await page.getByText("Recent", { exact: true }).click();
    await recent.getByRole("link", { name: "Llama 3.1 8B Instruct · NVIDIA L40S", exact: true }).click();
    await addressHolds(page, { model: "llama-3.1-8b-instruct", on: "nvidia-l40s", quant: "Q8_0" });
    await page.getByText("Recent", { exact: true }).click();
    const entries = recent.getByRole("listitem");
    const count = await entries.count();
    assert.ok(count >= 2);
    await recent.getByRole("button", { name: "Forget Llama 3.1 8B Instruct · NVIDIA L40S" }).click();
    await expect(async () => assert.equal(await recent.getByRole("link", { name: "Llama 3.1 8B Instruct · NVIDIA L40S", exact: true }).count(), 0));
  }));

  test("a link opened in a tab of its own is that question", site.test(async ({ page, open, session }) => {
    await open("/");
    const link = (await rows(page, "models")).nth(3).getByRole("link");
    const name = await link.innerText();
    const [tab] = await Promise.all([session.waitForEvent("page"), link.click({ modifiers: ["ControlOrMeta"] })]);
    await answer(tab).getByText(name).first().waitFor();
    assert.equal(asked(page).model, undefined, "the page at hand stays");
  }));

  test("sections have names, so that a reader of headings finds them", site.test(async ({ page, open }) => {
    await open("/");
    for (const name of ["Question", "Answer", "Why", "Memory", "Speed"]) await section(page, name).waitFor();
  }));
});
