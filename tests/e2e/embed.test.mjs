// What other sites embed, on pages of another origin: each behaviour has its host page in tests/embed.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { embedding } from "./support/embedding.mjs";
import { expect } from "./support/expect.mjs";
import { answers, breakEvens } from "./support/host.mjs";
import { useSite } from "./support/site.mjs";

describe("the widget", { concurrency: false }, () => {
  const site = useSite();
  let host;
  after(() => host?.stop());

  /** A test on a host page; `trouble` is what its policy makes the browser complain about. */
  const on = (name, body, { context = {}, trouble } = {}) => site.test(async (the) => {
    host ??= await embedding(the.address());
    // The host page is the foreign one here.
    the.expectTrouble(new RegExp(`foreign request: ${host.address}`));
    if (trouble) the.expectTrouble(trouble);
    const asked = [];
    the.page.on("request", (request) => asked.push(request.url()));
    await the.page.goto(`${host.address}${name}/`);
    await body({ ...the, asked, widget: (id) => the.page.locator(id ? `will-it-run#${id}` : "will-it-run"), text: (id) => the.page.locator(`will-it-run${id ? `#${id}` : ""} .box`).innerText() });
  }, context);

  const verdict = (widget) => widget.locator(".fit").first();
  const ready = (widget) => verdict(widget).waitFor();
  const detail = (page, type) => page.evaluate((name) => {
    window.heard = [];
    document.addEventListener(name, (event) => window.heard.push({ ...event.detail, composed: event.composed }));
  }, type);

  test("answers under a strict policy as the command line does, and asks nobody else", on("strict-csp", async ({ page, widget, asked, address }) => {
    await ready(widget());
    const [answer] = answers([{ model: "qwen3-8b", quant: "Q8_0", context: 16384, rig: { devices: [{ hardware: "nvidia-rtx-4090" }] } }]);
    const said = await page.evaluate(() => document.querySelector("will-it-run").answer);
    assert.equal(said.fit, answer.fit);
    assert.equal(said.memory.needed_bytes, answer.memory.device.total);
    assert.equal(said.memory.usable_bytes, answer.memory.usable);
    assert.ok(Math.abs(said.decode.tokens_per_second - answer.decode.tokens_per_second) < 1e-3);
    assert.equal(said.decode.evidence, answer.decode.evidence);
    assert.equal(said.max_context, answer.max_context);
    const text = await widget().locator(".box").innerText();
    assert.match(text, /Comfortable/);
    assert.match(text, /Qwen3 8B at Q8_0 runs on/);
    // Every byte is from the page itself or from the site.
    const origins = new Set(asked.map((url) => new URL(url).origin));
    assert.deepEqual([...origins].sort(), [new URL(address()).origin, new URL(page.url()).origin].sort());
    assert.deepEqual(await violations(page), []);
  }));

  test("two share one engine, and a script that is loaded again does nothing", on("two", async ({ page, widget, asked, text }) => {
    await ready(widget("a"));
    await ready(widget("b"));
    assert.equal(asked.filter((url) => url.endsWith("engine.wasm")).length, 1);
    assert.match(await text("b"), /M4 Max/);
    assert.deepEqual(await page.evaluate(() => Object.keys(window).filter((name) => /wasm|will|engine/i.test(name))), []);
  }));

  test("its link leads to the same answer on the site", on("two", async ({ page, widget }) => {
    await ready(widget("b"));
    const [said, href] = await page.evaluate(() => {
      const one = document.querySelector("#b");
      return [one.answer, one.shadowRoot.querySelector("a").href];
    });
    await page.goto(href);
    await page.locator("#boot").waitFor({ state: "detached" });
    const shown = page.locator(".verdict .word").first();
    await expect(async () => assert.equal(await shown.innerText(), said.verdict));
    assert.ok((await page.locator("main").first().innerText()).includes(said.memory.needed_text));
  }));

  test("a reader picks a device and a quant by keyboard; the page hears of it", on("empty", async ({ page, address, text }) => {
    await detail(page, "change");
    await page.evaluate(async (script) => {
      const one = document.createElement("will-it-run");
      // Before the element is known: the property is taken over when it is.
      one.model = "qwen3-8b";
      document.querySelector("main").append(one);
      await import(script);
    }, address("embed/v1/will-it-run.js"));
    const widget = page.locator("will-it-run");
    const devices = widget.getByLabel("Device");
    await devices.waitFor();
    assert.match(await text(), /Choose a device/);
    assert.ok(await devices.locator("option").count() > 200);
    await devices.focus();
    // A letter is a choice of its own; the list stays the same one, so that the next letter goes on from there.
    await devices.evaluate((list) => { window.list = list; });
    await page.keyboard.press("n");
    await expect(async () => assert.match(await page.evaluate(() => document.querySelector("will-it-run").hardware), /^nvidia-/));
    await ready(widget);
    assert.ok(await devices.evaluate((list) => list === window.list && list.getRootNode().activeElement === list));
    await devices.selectOption("nvidia-l40s");
    await expect(async () => assert.match(await widget.locator("[role=status]").innerText(), /NVIDIA L40S/));
    await widget.getByLabel("Quant").focus();
    await widget.getByLabel("Quant").selectOption("Q2_K");
    await expect(async () => assert.match(await widget.locator("[role=status]").innerText(), /at Q2_K/));
    // What had the focus still has it.
    assert.equal(await page.evaluate(() => document.querySelector("will-it-run").shadowRoot.activeElement?.name), "quant");
    const heard = await page.evaluate(() => window.heard);
    assert.deepEqual(heard.at(-1), { name: "quant", value: "Q2_K", composed: true });
    assert.equal(await page.evaluate(() => document.querySelector("will-it-run").quant), "Q2_K");
    assert.deepEqual(await violations(page), []);
  }));

  test("a device is given and the reader picks the model", on("empty", async ({ page, address, text }) => {
    await page.evaluate((script) => {
      document.querySelector("main").innerHTML = '<h1>x</h1><will-it-run hardware="nvidia-rtx-3090"></will-it-run>';
      return import(script);
    }, address("embed/v1/will-it-run.js"));
    const widget = page.locator("will-it-run");
    await widget.getByLabel("Model").selectOption("gpt-oss-20b");
    await ready(widget);
    assert.match(await text(), /RTX 3090/);
  }));

  test("what does not exist is said, and the author's words come back", on("empty", async ({ page, address }) => {
    await detail(page, "error");
    await page.evaluate((script) => {
      document.querySelector("main").innerHTML = '<h1>x</h1><will-it-run model="no-such-model" hardware="nvidia-rtx-3090"><p id="words">Words.</p></will-it-run>';
      return import(script);
    }, address("embed/v1/will-it-run.js"));
    await expect(async () => assert.equal(await page.evaluate(() => window.heard.length), 1));
    assert.equal((await page.evaluate(() => window.heard))[0].code, "unknown-id");
    assert.ok(await page.locator("#words").isVisible());
    // The next try is a new one.
    await page.evaluate(() => { document.querySelector("will-it-run").model = "qwen3-8b"; });
    await ready(page.locator("will-it-run"));
  }, { trouble: /404/ }));

  test("a wrong attribute is named", on("empty", async ({ page, address }) => {
    await page.evaluate((script) => {
      document.querySelector("main").innerHTML = '<h1>x</h1><will-it-run model="qwen3-8b" hardware="nvidia-rtx-3090" quant="Q99"></will-it-run>';
      return import(script);
    }, address("embed/v1/will-it-run.js"));
    await expect(async () => assert.match(await page.locator("will-it-run").getByRole("alert").innerText(), /no such quant.*\(quant\)/));
  }));

  test("removed, put back, removed before it is ready: nothing is drawn twice and nothing complains", on("two", async ({ page, widget }) => {
    await ready(widget("a"));
    await page.evaluate(async () => {
      const [one, other] = document.querySelectorAll("will-it-run");
      one.remove();
      document.querySelector("main").prepend(one);
      const third = document.createElement("will-it-run");
      Object.assign(third, { model: "qwen3-8b", hardware: "nvidia-l40s", id: "c" });
      document.querySelector("main").append(third);
      third.remove();
      other.remove();
      await new Promise((then) => setTimeout(then, 200));
      document.querySelector("main").append(third);
    });
    await ready(widget("a"));
    await ready(widget("c"));
    assert.equal(await widget("a").locator(".box").count(), 1);
  }));

  test("buying against renting, as the command line reckons it, without a model", on("break-even", async ({ page, widget, asked, text }) => {
    const card = widget("card");
    await card.locator("[part=verdict]").waitFor();
    const of = (more) => breakEvens([{ rig: { devices: [{ hardware: "nvidia-rtx-5090" }] }, load: { hours_per_day: 8 }, ...more }])[0].pairs[0].point.months;
    const said = () => page.evaluate(() => document.querySelector("#card").answer);
    assert.ok(Math.abs((await said()).months - of({})) < 1e-3);
    assert.match(await text("card"), /RTX 5090: buy or rent\? Buying costs no more than renting from then on/);
    // The engine of models is not loaded for it.
    assert.deepEqual(asked.filter((url) => /engine\.wasm|\.bin$/.test(url)), []);
    await detail(page, "change");
    await card.getByLabel("Price, $").fill("2000-3000");
    await card.getByLabel("Price, $").press("Tab");
    const price = { low: 2000, point: 2500, high: 3000 };
    await expect(async () => assert.ok(Math.abs((await said()).months - of({ buy: { price_usd: price } })) < 1e-3));
    assert.equal(await page.evaluate(() => document.querySelector("#card").shadowRoot.activeElement?.name), "rent");
    assert.deepEqual((await page.evaluate(() => window.heard)).at(-1), { name: "price", value: "2000-3000", composed: true });
    await card.getByLabel("Hours a day").fill("a lot");
    await card.getByLabel("Hours a day").press("Tab");
    await expect(async () => assert.match(await card.getByRole("alert").innerText(), /0 to 24 hours.*\(hours\)/));
    assert.equal(await card.getByLabel("Hours a day").inputValue(), "a lot");
    assert.deepEqual(await violations(page), []);
  }));

  test("a device of several sizes asks for one; what nobody recorded is asked for", on("break-even", async ({ widget, text }) => {
    await expect(async () => assert.match(await text("sizes"), /Say which/));
    await widget("sizes").getByLabel("Memory").selectOption("128");
    await expect(async () => assert.match(await text("sizes"), /Unknown .*Nobody recorded/));
    await widget("sizes").getByLabel("Rent, $ an hour").fill("2");
    await widget("sizes").getByLabel("Rent, $ an hour").press("Tab");
    await widget("sizes").getByLabel("Price, $").fill("4000");
    await widget("sizes").getByLabel("Price, $").press("Tab");
    await expect(async () => assert.match(await text("sizes"), /After 2\.74.months/));
    const link = await widget("sizes").getByRole("link").getAttribute("href");
    assert.match(link, /cost\/\?on=apple-m4-max-40c&hours=24&mem=128&price=4000&rent=2/);
  }));

  test("it waits until it is near", on("below-the-fold", async ({ page, widget, asked }) => {
    await page.waitForTimeout(500);
    assert.deepEqual(asked.filter((url) => /wasm|\.bin/.test(url)), []);
    await widget().scrollIntoViewIfNeeded();
    await ready(widget());
  }));

  test("in a page from right to left nothing hangs out", on("right-to-left", async ({ page, widget, text }) => {
    await ready(widget());
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.match(await text(), /Marginal/);
    // English keeps its own direction, or full stops would stand before their sentences.
    assert.deepEqual(await widget().locator(".box").evaluate((box) => [getComputedStyle(box).direction, box.lang]), ["ltr", "en"]);
  }));

  test("a column of 280 pixels is enough", on("narrow", async ({ page, widget }) => {
    for (const id of ["one", "side", "badge"]) {
      await ready(widget(id));
      const wide = await widget(id).evaluate((one) => Math.max(...[one.shadowRoot.querySelector("section"), one].map((box) => box.scrollWidth)));
      assert.ok(wide <= 280, `${id}: ${wide}`);
    }
    assert.equal(await widget("side").locator(".fit").count(), 2);
    assert.deepEqual(await violations(page), []);
  }, { context: { viewport: { width: 360, height: 800 } } }));

  test("styles of the page do not come in", on("hostile-css", async ({ widget }) => {
    await ready(widget());
    const style = await verdict(widget()).evaluate((one) => {
      const { display, fontSize, color } = getComputedStyle(one);
      return { display, fontSize, color };
    });
    assert.notEqual(style.display, "none");
    assert.equal(style.fontSize, "15px");
    assert.notEqual(style.color, "rgb(255, 0, 0)");
  }));

  test("where wasm is forbidden the author's words stay", on("blocked-wasm", async ({ page }) => {
    await detail(page, "error");
    await expect(async () => assert.ok((await page.evaluate(() => window.heard.length)) > 0 || await page.locator("#fallback").isVisible()));
    assert.ok(await page.locator("#fallback").isVisible());
  }, { trouble: /Content Security Policy|WebAssembly/ }));

  test("colours follow the page, the attribute and the author", on("two", async ({ page, widget }) => {
    await ready(widget("a"));
    const ground = (id) => widget(id).locator(".box").evaluate((one) => getComputedStyle(one).backgroundColor);
    const light = await ground("a");
    await page.evaluate(() => { document.querySelector("#a").theme = "dark"; });
    await expect(async () => assert.notEqual(await ground("a"), light));
    assert.equal(await ground("b"), light);
    await page.evaluate(() => document.querySelector("#b").style.setProperty("--wir-paper", "rgb(255, 252, 240)"));
    assert.equal(await ground("b"), "rgb(255, 252, 240)");
    assert.deepEqual(await violations(page), []);
  }));

  test("an iframe is as tall as what is in it, and hears nobody else", on("iframe", async ({ page }) => {
    const frame = page.frameLocator("iframe");
    await frame.locator("will-it-run .fit").waitFor();
    const element = page.locator("iframe");
    assert.equal(await element.getAttribute("title"), "Qwen3 8B on an RTX 4090");
    assert.equal(await element.getAttribute("loading"), "lazy");
    const height = () => element.evaluate((one) => one.getBoundingClientRect().height);
    await expect(async () => {
      const inside = await frame.locator("will-it-run").evaluate((one) => one.getBoundingClientRect().height);
      assert.ok(Math.abs(await height() - inside) < 4, `${await height()} ${inside}`);
    });
    const before = await height();
    await page.evaluate(() => postMessage({ type: "will-it-run:height", version: 1, height: 3000 }, "*"));
    await page.waitForTimeout(100);
    assert.equal(await height(), before);
    await frame.locator("details").evaluate((one) => { one.open = true; });
    await expect(async () => assert.ok(await height() > before));
  }));
});

describe("the page that writes the snippet", { concurrency: false }, () => {
  const site = useSite();
  const open = async ({ page, address }, query = "") => {
    await page.goto(address(`embed/${query}`));
    await page.locator("will-it-run .fit").first().waitFor();
  };

  test("what is chosen is seen and can be copied; the address holds it", site.test(async (the) => {
    const { page } = the;
    await open(the);
    await page.locator("#form [name=model]").selectOption("gpt-oss-20b");
    await page.locator("#form [name=context]").fill("16384");
    await page.locator("#form [name=context]").press("Tab");
    await expect(async () => assert.match(await page.locator("#code").innerText(), /<will-it-run model="gpt-oss-20b" hardware="nvidia-rtx-4090" context="16384">/));
    assert.match(page.url(), /model=gpt-oss-20b/);
    for (const [name, pattern] of [["iframe", /<iframe src="[^"]+embed\/check\/\?model=gpt-oss-20b/], ["Markdown", /badges\/gpt-oss-20b-24gb\.svg/], ["React", /<will-it-run model/]]) {
      await page.getByRole("tab", { name, exact: true }).click();
      assert.match(await page.locator("#code").innerText(), pattern);
    }
    await page.locator("#form [name=variant]").selectOption("compare");
    await expect(async () => assert.equal(await page.locator("#preview .fit").count(), 2));
    await page.reload();
    await expect(async () => assert.equal(await page.locator("#preview .fit").count(), 2));
    assert.deepEqual(await violations(page), []);
  }));

  test("a snippet as it is copied works on another site", site.test(async (the) => {
    const { page, expectTrouble } = the;
    await open(the);
    const snippet = await page.locator("#code").innerText();
    const host = await embedding(the.address());
    expectTrouble(new RegExp(`foreign request: ${host.address}`));
    await page.goto(`${host.address}empty/`);
    await page.evaluate((text) => {
      document.querySelector("main").innerHTML = text;
      const made = document.createElement("script");
      Object.assign(made, { type: "module", src: document.querySelector("main script").src });
      document.head.append(made);
    }, snippet);
    await page.locator("will-it-run .fit").waitFor();
    host.stop();
  }));

  test("badges are pictures that a browser shows", site.test(async ({ page, address, expectTrouble }) => {
    // A browser asks for the icon of a picture, too.
    expectTrouble(/404/);
    await page.goto(address("embed/v1/badges/qwen3-8b-24gb.svg"));
    assert.match(await page.locator("svg").getAttribute("aria-label"), /Qwen3 8B in 24 GB: fits at Q8_0/);
  }));

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing in ${scheme}, and nothing scrolls sideways`, site.test(async (the) => {
      await open(the);
      assert.deepEqual(await violations(the.page), []);
      for (const width of [360, 768, 1440]) {
        await the.page.setViewportSize({ width, height: 900 });
        assert.ok(await the.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}`);
      }
    }, { colorScheme: scheme }));
  }
});
