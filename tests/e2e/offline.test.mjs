// The site without a network, and how a new version comes: whole, and when the reader says so.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { build, changeable, marked, newest, read } from "./support/changeable.mjs";
import { expect } from "./support/expect.mjs";
import { answer } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const KEPT = { serviceWorkers: "allow" };
const DATE = `${JSON.parse(read("catalog.json")).date}`;

/** A visit that ends when the site is kept, or is known not to be. */
async function visit({ open, page }, target = "/") {
  await open(target);
  await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.state === "activated" || new Promise((then) => active.addEventListener("statechange", then))));
}

const note = (page) => page.getByRole("complementary", { name: "Data", exact: true });
const news = (page) => page.getByRole("complementary", { name: "New version", exact: true });
const check = (page) => note(page).getByRole("button", { name: "Check for new data" });
const said = (page, words) => note(page).getByText(words, { exact: true }).waitFor();

/** Which build the page and its style sheet are of; they must never differ. */
const looks = (page) => page.evaluate(() => ({
  page: document.querySelector("meta[name=build]")?.content ?? "newest",
  style: getComputedStyle(document.documentElement).getPropertyValue("--build") || "newest",
}));
const isOf = async (page, mark) => assert.deepEqual(await looks(page), { page: mark, style: mark });

const caches = (page) => page.evaluate(() => caches.keys());

for (const prefix of ["", "/some/prefix"]) {
  describe(`after one visit to ${prefix || "the root"}, without a network`, () => {
    const site = useSite({ prefix, start: changeable });

    test("every page opens, at any depth and with any query", site.test(async (tools) => {
      const { page, open, address, server, expectTrouble } = tools;
      expectTrouble(/404/); // the page that says that nothing is there
      const question = "/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090&ctx=16384";
      await visit(tools, question);
      const online = await answer(page).innerText();
      await server.stop();
      await open(question);
      assert.equal(await answer(page).innerText(), online, "the same figures");

      const pages = [
        ["hardware/", /Hardware|Devices/i], ["hardware/nvidia-l40s/", /NVIDIA L40S/], ["hardware/nvidia-l40s", /NVIDIA L40S/], ["hardware/nvidia-l40s/index.html", /NVIDIA L40S/],
        ["hardware/apple-m4-max-40c/?mem=64", /M4 Max/], ["models/", /Models/i], ["models/gpt-oss-20b/", /gpt-oss 20B/], ["models", /Models/i],
        ["leaderboard/", /Leaderboard/i], ["compare/", /Compare/i], ["choose/", /./], ["best/", /Best/], ["best/used-gpu/", /used/],
      ];
      for (const [target, heading] of pages) {
        await open(target);
        await page.getByRole("heading", { level: 1, name: heading }).waitFor();
        // The site's own address is right at this depth.
        assert.equal(await page.getByRole("link", { name: "Leaderboard", exact: true }).evaluate((link) => link.href), address("leaderboard/"), target);
      }

      await open("compare/nvidia-rtx-4090-vs-nvidia-rtx-3090/");
      await expect(async () => assert.equal(page.url(), address("compare/nvidia-rtx-3090-vs-nvidia-rtx-4090/")));
      await page.reload();
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByText("GeForce RTX 3090").first().waitFor();

      await open("hardware/no-such-device/");
      await page.getByText("“no-such-device”").waitFor();

      const nowhere = await page.goto(address("nowhere/at/all"));
      assert.equal(nowhere.status(), 404);
      await page.getByRole("heading", { name: "No page has this address" }).waitFor();
      await server.start();
    }, KEPT));

    test("the builder and the page for frames answer, about any model and device", site.test(async (tools) => {
      const { page, address, server } = tools;
      const open = (path) => page.goto(address(path));
      await visit(tools);
      await server.stop();
      const answered = (model) => page.locator("will-it-run").getByText(model).first().waitFor();
      await open("embed/?model=qwen3-8b&hardware=nvidia-rtx-4090");
      await answered("Qwen3 8B");
      await page.locator("select[name=model]").selectOption("gpt-oss-20b");
      await answered("gpt-oss 20B");
      await page.locator("select[name=variant]").selectOption("break-even");
      await page.locator("will-it-run").getByText(/\$/).first().waitFor();
      await open("embed/check/?model=llama-3.1-8b-instruct&hardware=nvidia-l40s");
      await answered("Llama 3.1 8B");
      await server.start();
    }, KEPT));

    test("a page that was never opened is drawn and answers", site.test(async (tools) => {
      const { page, open, server } = tools;
      await visit(tools, "models/");
      await server.stop();
      await open("/");
      await page.getByRole("link", { name: "Hardware", exact: true }).click();
      await page.locator("#boot").waitFor({ state: "detached" });
      await page.getByRole("link", { name: "NVIDIA L40S", exact: true }).first().waitFor();
      await server.start();
    }, KEPT));
  });
}

describe("what is kept", () => {
  const site = useSite({ start: changeable });

  test("is the build's own list, each file with its own content, and few pages", site.test(async (tools) => {
    const { page, address } = tools;
    await visit(tools);
    const told = build();
    const kept = await page.evaluate(async () => {
      const [name] = await caches.keys();
      const cache = await caches.open(name);
      const entries = await Promise.all((await cache.keys()).map(async (request) => {
        const hash = await crypto.subtle.digest("SHA-256", await (await cache.match(request)).arrayBuffer());
        return [request.url, btoa(String.fromCharCode(...new Uint8Array(hash)))];
      }));
      return { name, entries };
    });
    assert.equal(kept.name, `will-it-run / ${told.version}`);
    const wanted = Object.entries(told.files).map(([path, hash]) => [address(path), hash]);
    assert.deepEqual(kept.entries.sort(), wanted.sort());
    const pages = Object.keys(told.files).filter((path) => path === "" || path.endsWith("/"));
    assert.ok(pages.length <= 18, `${pages.length} pages`);
    for (const program of ["app", "device", "model", "lists", "compare", "cost", "choose", "accuracy", "closer", "together", "cluster", "fine-tune"]) {
      assert.ok(Object.keys(told.files).some((path) => path.startsWith(`${program}-`) && path.endsWith(".wasm")), program);
    }
  }, KEPT));

  test("is not fetched twice: a second version takes what it shares with the first", site.test(async (tools) => {
    const { page, server } = tools;
    server.version = marked("older");
    await visit(tools);
    await page.reload();
    server.version = newest;
    server.asked.length = 0;
    await check(page).click();
    await news(page).waitFor();
    assert.deepEqual(server.asked.filter((path) => /\.(wasm|bin|png)$/.test(path)), []);
    assert.ok(server.asked.includes("hardware/"), "pages changed and were asked for");
  }, KEPT));

  test("leaves other caches of the host alone", site.test(async (tools) => {
    const { page, server, address, expectTrouble } = tools;
    expectTrouble(/404/); // a text has no icon
    await page.goto(address("robots.txt"));
    const others = ["someone else", "will-it-run /other/ 1"];
    await page.evaluate((names) => Promise.all(names.map((name) => caches.open(name))), others);
    server.version = marked("first");
    await visit(tools);
    for (const mark of ["second", "third", "fourth"]) {
      server.version = marked(mark);
      await page.reload();
      await news(page).getByRole("button", { name: "Update" }).click();
      await expect(async () => isOf(page, mark));
    }
    // This version and the one before, for tabs that still show it.
    await expect(async () => assert.deepEqual(await caches(page), [...others, "will-it-run / third", "will-it-run / fourth"]));
    server.version = newest;
  }, KEPT));
});

describe("a new version", () => {
  const site = useSite({ start: changeable });

  test("waits until the reader agrees, and old and new are never mixed", site.test(async (tools) => {
    const { page, open, server, session } = tools;
    server.version = marked("older");
    await visit(tools);
    await open("/");
    await isOf(page, "older");
    const other = await session.newPage();
    await other.goto(page.url());
    await other.locator("#boot").waitFor({ state: "detached" });
    await other.evaluate(() => { window.mark = "still here"; });

    server.version = newest;
    await check(page).click();
    await news(page).getByText(`A new version is ready, with data of ${DATE}.`).waitFor();
    assert.deepEqual(await violations(page), []);
    for (const target of ["/", "hardware/", "models/gpt-oss-20b/"]) {
      await open(target);
      await isOf(page, "older");
      await note(page).getByText("Data of 2026-01-01").waitFor();
    }

    await news(page).getByRole("button", { name: "Update" }).click();
    await expect(async () => isOf(page, "newest"));
    await note(page).getByText(`Data of ${DATE}`).waitFor();
    await open("/");
    await isOf(page, "newest");
    assert.equal(await news(page).count(), 0);

    // The other tab was not loaded anew, and what it may still want is there, though the host has it no more.
    assert.equal(await other.evaluate(() => window.mark), "still here");
    await isOf(other, "older");
    assert.equal(await other.evaluate((style) => fetch(style).then(({ status }) => status), marked("older").style), 200);
    assert.equal(server.version(marked("older").style), undefined);
  }, KEPT));

  test("can be put off, is then not offered again in this tab, and comes when asked for", site.test(async (tools) => {
    const { page, open, server } = tools;
    server.version = marked("older");
    await visit(tools);
    await open("/");
    server.version = newest;
    await check(page).click();
    await news(page).getByRole("button", { name: "Not now" }).click();
    await news(page).waitFor({ state: "detached" });
    await open("hardware/");
    await check(page).waitFor();
    assert.equal(await news(page).count(), 0);
    await isOf(page, "older");
    await check(page).click();
    await news(page).waitFor();
  }, KEPT));

  test("is found by a visit, without asking", site.test(async (tools) => {
    const { page, open, server } = tools;
    server.version = marked("older");
    await visit(tools);
    server.version = newest;
    await open("/");
    await news(page).waitFor();
    await isOf(page, "older");
  }, KEPT));

  test("that arrives half leaves the old one whole, and comes when it is complete", site.test(async (tools) => {
    const { page, open, server, expectTrouble } = tools;
    expectTrouble(/404/);
    server.version = marked("older");
    await visit(tools);
    await open("/");
    server.version = newest;
    server.gone.add("choose/");
    await check(page).click();
    await said(page, "The new version did not arrive whole; this one stays.");
    assert.equal(await news(page).count(), 0);
    await expect(async () => assert.deepEqual(await caches(page), ["will-it-run / older"]));
    await server.stop();
    await open("hardware/nvidia-l40s/");
    await isOf(page, "older");
    await server.start();
    server.gone.clear();
    await check(page).click();
    await news(page).getByRole("button", { name: "Update" }).click();
    await expect(async () => isOf(page, "newest"));
  }, KEPT));

  test("whose files are of two builds is refused", site.test(async (tools) => {
    const { page, open, server, expectTrouble } = tools;
    expectTrouble(/integrity|digest/i);
    server.version = marked("older");
    await visit(tools);
    await open("/");
    // The worker and most files of the newest, one page still of the build before.
    server.version = (file) => (file === "models/index.html" ? marked("older")(file) : newest(file));
    await check(page).click();
    await said(page, "The new version did not arrive whole; this one stays.");
    await open("/");
    await isOf(page, "older");
    server.version = newest;
  }, KEPT));
});

describe("a browser that keeps little or nothing", () => {
  const site = useSite({ start: changeable });

  test("without any workers, the site works and says of which day its data is", site.test(async ({ page, open }) => {
    await page.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
    await open("/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090");
    await answer(page).getByText("Comfortable", { exact: true }).waitFor();
    await note(page).getByText(`Data of ${DATE}`).waitFor();
    assert.equal(await check(page).count(), 0);
    assert.deepEqual(await violations(page), []);
  }, KEPT));

  test("in a private mode that refuses workers, the same", site.test(async ({ page, open }) => {
    await page.addInitScript(() => {
      ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("The operation is insecure.", "SecurityError"));
      Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
    });
    await open("hardware/nvidia-l40s/");
    await page.getByRole("heading", { level: 1, name: "NVIDIA L40S" }).waitFor();
    await note(page).getByText(`Data of ${DATE}`).waitFor();
    assert.equal(await check(page).count(), 0);
  }, KEPT));

  test("with its storage full, the site works from the network and leaves nothing behind", site.test(async ({ page, open, address, session }) => {
    const devtools = await session.newCDPSession(page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(address("/")).origin, quotaSize: 300_000 });
    await open("/");
    await said(page, "This browser did not keep the site; it works as long as there is a network.");
    assert.equal(await check(page).count(), 0);
    await open("models/gpt-oss-20b/");
    await page.getByRole("heading", { level: 1, name: "gpt-oss 20B" }).waitFor();
    await expect(async () => assert.deepEqual(await caches(page), []));
    assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
  }, KEPT));

  test("with its storage full when a new version comes, the old one stays whole", site.test(async (tools) => {
    const { page, open, server, address, session } = tools;
    server.version = marked("older");
    await visit(tools);
    await open("/");
    const devtools = await session.newCDPSession(page);
    const { usage } = await devtools.send("Storage.getUsageAndQuota", { origin: new URL(address("/")).origin });
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(address("/")).origin, quotaSize: usage + 300_000 });
    server.version = newest;
    await check(page).click();
    await said(page, "The new version did not arrive whole; this one stays.");
    await server.stop();
    await open("compare/");
    await isOf(page, "older");
    await server.start();
  }, KEPT));
});

describe("what was kept and is damaged", () => {
  const site = useSite({ start: changeable });

  /** Does something to the entry of the cache whose address ends so. */
  const damage = (page, path, how) => page.evaluate(async ({ path, how }) => {
    const cache = await caches.open((await caches.keys())[0]);
    const url = new URL(path, document.baseURI).href;
    if (!(await cache.match(url))) throw new Error(`${url} is not kept`);
    if (how === "removed") await cache.delete(url);
    else await cache.put(url, new Response((await (await cache.match(url)).arrayBuffer()).slice(0, 1000), { headers: { "Content-Type": "application/wasm" } }));
  }, { path, how });
  const size = (page, path) => page.evaluate(async (path) => {
    const cache = await caches.open((await caches.keys())[0]);
    return (await (await cache.match(new URL(path, document.baseURI).href))?.arrayBuffer())?.byteLength;
  }, path);

  for (const how of ["removed", "cut off"]) {
    for (const [what, path] of [["a program", (told) => Object.keys(told.files).find((name) => /^device-.*\.wasm$/.test(name))], ["a page", () => "hardware/-/"]]) {
      test(`${what} that was ${how} comes from the network, and is kept again`, site.test(async (tools) => {
        const { page, open, server } = tools;
        const lost = path(build());
        await visit(tools);
        await damage(page, lost, how);
        server.asked.length = 0;
        await open("hardware/nvidia-l40s/");
        await page.getByRole("heading", { level: 1, name: "NVIDIA L40S" }).waitFor();
        assert.deepEqual(server.asked.filter((asked) => asked === lost), [lost]);
        const whole = read(lost.endsWith("/") ? `${lost}index.html` : lost).length;
        await expect(async () => assert.equal(await size(page, lost), whole));
        await server.stop();
        await open("hardware/nvidia-l40s/");
        await page.getByRole("heading", { level: 1, name: "NVIDIA L40S" }).waitFor();
        await server.start();
      }, KEPT));
    }
  }

  test("beyond repair, because the host has another version: pages then come from there", site.test(async (tools) => {
    const { page, open, server, expectTrouble } = tools;
    expectTrouble(/404|MIME|did not arrive|style sheet/i);
    server.version = marked("older");
    await visit(tools);
    await open("/");
    await isOf(page, "older");
    await damage(page, marked("older").style, "removed");
    server.version = newest;
    await page.reload();
    // The page that met the loss may miss its style sheet; the next is whole again.
    await expect(async () => {
      await page.reload();
      await isOf(page, "newest");
    });
    await page.locator("#boot").waitFor({ state: "detached" });
  }, KEPT));
});

describe("the line about the data", () => {
  const site = useSite({ start: changeable });

  test("asks for newer data, and says what came of it", site.test(async (tools) => {
    const { page, open, server, session } = tools;
    await visit(tools);
    await open("/");
    await note(page).getByText(`Data of ${DATE}`).waitFor();
    await check(page).click();
    await said(page, "This is the newest.");
    assert.deepEqual(await violations(page), []);
    await server.stop();
    await check(page).click();
    await said(page, "The site cannot be reached now.");
    await server.start();
    await session.setOffline(true);
    await said(page, "No network: everything here works from what this browser kept.");
    assert.equal(await check(page).isVisible(), false);
    await session.setOffline(false);
    await check(page).waitFor();
  }, KEPT));

  test("does not push anything about, and is below the page", site.test(async ({ page, open }) => {
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    for (const target of ["/", "hardware/nvidia-l40s/"]) {
      await open(target);
      await note(page).waitFor();
      // The page that the build drew, the program's page that takes its place, and the same with its last figures: each read at one moment.
      for (let look = 0; look < 20; look += 1) {
        const { line, end } = await note(page).evaluate((note) => ({
          line: note.getBoundingClientRect().top,
          end: document.querySelector("#app").getBoundingClientRect().bottom,
        }));
        assert.ok(line >= end - 1, `${target}: ${line} below ${end}`);
        await page.waitForTimeout(100);
      }
      await page.locator("html:not([data-still])").waitFor();
      const shift = await page.evaluate(() => window.shift);
      assert.ok(shift < 0.01, `${target}: layout shift ${shift}`);
    }
  }, KEPT));
});

describe("the manifest", () => {
  const site = useSite({ prefix: "/some/prefix" });

  test("lets a browser install the site, below any path", site.test(async ({ page, open, address, session }) => {
    await open("hardware/nvidia-l40s/");
    const devtools = await session.newCDPSession(page);
    const { url, data, errors } = await devtools.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    assert.equal(url, address("manifest.webmanifest"));
    const manifest = JSON.parse(data);
    const from = (where) => new URL(where, url).href;
    assert.equal(from(manifest.start_url), address("/"));
    assert.equal(from(manifest.scope), address("/"));
    assert.equal(manifest.display, "standalone");
    for (const icon of manifest.icons) {
      const size = await page.evaluate(async (src) => {
        const picture = new Image();
        picture.src = src;
        await picture.decode();
        return `${picture.naturalWidth}x${picture.naturalHeight}`;
      }, from(icon.src));
      assert.equal(size, icon.sizes, icon.src);
    }
    assert.ok(manifest.icons.some((icon) => icon.purpose === "maskable"));
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors.map((error) => error.errorId).filter((id) => id !== "in-incognito"), []);
  }, KEPT));
});
