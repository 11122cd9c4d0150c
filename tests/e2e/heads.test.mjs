// What search engines, hosts and readers without JavaScript are told: titles, descriptions, canonical addresses, headers, plain text.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { prints } from "./support/host.mjs";
import { useSite } from "./support/site.mjs";

const DIST = new URL("../../dist/", import.meta.url);
const read = (path) => readFileSync(new URL(path, DIST), "utf8");
const catalog = JSON.parse(read("catalog.json"));
const best = readdirSync(new URL("best/", DIST)).filter((name) => name !== "index.html");

const PAGES = [
  "", "hardware/", "models/", "leaderboard/", "compare/", "choose/", "best/",
  ...best.filter((slug) => slug !== "-").map((slug) => `best/${slug}/`),
  ...readdirSync(new URL("compare/", DIST)).filter((name) => name.includes("-vs-")).map((pair) => `compare/${pair}/`),
  ...Object.keys(catalog.hardware).map((id) => `hardware/${id}/`),
  ...Object.keys(catalog.models).map((id) => `models/${id}/`),
];
const STAND_INS = ["hardware/-/", "models/-/", "best/-/"];

const unescape = (text) => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
const first = (html, pattern) => {
  const found = html.match(pattern);
  return found && unescape(found[1]);
};
const head = (path) => {
  const html = read(`${path}index.html`);
  return {
    base: first(html, /<base href="([^"]*)"/),
    title: first(html, /<title>([^<]*)<\/title>/),
    description: first(html, /<meta name="description" content="([^"]*)"/),
    canonical: first(html, /<link rel="canonical" href="([^"]*)"/),
    robots: first(html, /<meta name="robots" content="([^"]*)"/),
    og: Object.fromEntries([...html.matchAll(/<meta property="og:([^"]*)" content="([^"]*)"/g)].map(([, name, content]) => [name, unescape(content)])),
    things: [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, json]) => JSON.parse(json)),
  };
};

describe("the head of every page", () => {
  const heads = PAGES.map((path) => [path, head(path)]);

  test("has a title and a description of its own", () => {
    for (const key of ["title", "description"]) {
      const seen = new Map();
      for (const [path, its] of heads) {
        assert.ok(its[key]?.length > 10, `${path}: ${key}`);
        assert.ok(!/undefined|NaN|null/.test(its[key]), `${path}: ${its[key]}`);
        assert.ok(!seen.has(its[key]), `${path} and ${seen.get(its[key])}: ${its[key]}`);
        seen.set(its[key], path);
      }
    }
  });

  test("says which address it is known by, from any depth", () => {
    for (const [path, its] of heads) {
      const site = "https://example.org/some/where/";
      const base = new URL(its.base, site + path);
      assert.equal(base.href, site, path);
      // A canonical address names its host, which this build was not told.
      assert.equal(its.canonical, null, path);
      assert.equal(its.robots, null, path);
      // Nothing names a host that the build was not told.
      assert.deepEqual(Object.keys(its.og).sort(), ["description", "site_name", "title", "type"], path);
      assert.deepEqual([its.og.title, its.og.description], [its.title, its.description]);
    }
  });

  test("of a device says what product it is about", () => {
    for (const [id, record] of Object.entries(catalog.hardware)) {
      const thing = head(`hardware/${id}/`).things.find((one) => one["@type"] === "Product");
      assert.equal(thing["@type"], "Product");
      assert.equal(thing.name, record.name);
      assert.equal(thing["@id"], `hardware/${id}/`);
      assert.ok(thing.brand.name && thing.description.length > 20);
      assert.ok(thing.additionalProperty.every(({ name, value }) => name && value), id);
    }
  });

  test("of a device or a model answers what people ask, with what stands in its text", () => {
    const pages = [...Object.keys(catalog.hardware).map((id) => `hardware/${id}/`), ...Object.keys(catalog.models).map((id) => `models/${id}/`)];
    for (const path of pages) {
      const asked = head(path).things.find((one) => one["@type"] === "FAQPage");
      assert.ok(asked?.mainEntity.length > 0, path);
      const text = unescape(read(`${path}index.html`)).replaceAll("&gt;", ">");
      for (const { name, acceptedAnswer } of asked.mainEntity) {
        assert.match(name, /\?$/);
        assert.ok(text.includes(`<h2>${name}</h2><p>${acceptedAnswer.text}</p>`), `${path}: ${name}`);
      }
    }
    const need = head("models/qwen3-8b/").things[0].mainEntity[0].acceptedAnswer.text;
    assert.match(need, /^At Q4_K_M with 8,192 tokens of context it takes 6\.\d+\u00a0GiB on a CUDA card/);
  });

  test("of a page in place of others keeps search engines away", () => {
    for (const path of STAND_INS) {
      const its = head(path);
      assert.equal(its.robots, "noindex");
      assert.equal(its.canonical, null);
    }
  });
});

describe("files for hosts and search engines", () => {
  test("without the site's address there is no site map, which would have to invent one", () => {
    assert.equal(existsSync(new URL("sitemap.xml", DIST)), false);
    assert.doesNotMatch(read("robots.txt"), /Sitemap|Disallow: \S/);
    assert.match(read("robots.txt"), /User-agent: \*\nAllow: \//);
  });

  test("_headers forbids framing on every page and lets hashed files be kept for ever", () => {
    const rules = [];
    for (const line of read("_headers").trimEnd().split("\n")) {
      if (line.startsWith("/")) rules.push({ path: line, headers: {} });
      else rules.at(-1).headers[line.trim().split(": ")[0]] = line.trim().split(": ").slice(1).join(": ");
    }
    /** As Netlify and Cloudflare do: every rule that matches counts, and one header from two rules is joined. */
    const of = (path) => {
      const headers = {};
      for (const rule of rules) {
        const matches = rule.path.endsWith("*") ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path;
        if (matches) for (const [name, value] of Object.entries(rule.headers)) headers[name] = headers[name] ? `${headers[name]}, ${value}` : value;
      }
      return headers;
    };
    for (const path of [...PAGES, ...STAND_INS]) {
      const headers = of(`/${path}`);
      assert.equal(headers["Content-Security-Policy"], "frame-ancestors 'none'", path);
      assert.equal(headers["X-Frame-Options"], "DENY", path);
      assert.equal(headers["Cache-Control"], "no-cache", path);
      assert.equal(headers["X-Content-Type-Options"], "nosniff", path);
      assert.equal(headers["Referrer-Policy"], "no-referrer", path);
    }
    const files = readdirSync(DIST).filter((name) => name.includes("."));
    const hashed = files.filter((name) => /[0-9a-f]{12}/.test(name));
    assert.ok(hashed.filter((name) => name.endsWith(".wasm")).length === 12 && hashed.some((name) => name.endsWith(".bin")), `${hashed}`);
    for (const name of hashed) assert.equal(of(`/${name}`)["Cache-Control"], "public, max-age=31536000, immutable", name);
    for (const name of ["sw.js", "404.html", "catalog.json", "accuracy.csv", "accuracy-rows.csv", "manifest.webmanifest"]) assert.equal(of(`/${name}`)["Cache-Control"], "no-cache", name);
    for (const open of ["/api/v1/index.json", "/embed/v1/will-it-run.js", "/npm/index.js"]) assert.equal(of(open)["Access-Control-Allow-Origin"], "*", open);
    // What is meant to be framed may be.
    assert.equal(of("/embed/check/")["Content-Security-Policy"], undefined);
    assert.ok(rules.length <= 100, `Cloudflare Pages reads 100 rules; ${rules.length}`);
  });
});

describe("before the program is there", () => {
  const site = useSite();

  test("lists of the best and comparisons of the best known have their figures", () => {
    for (const slug of best.filter((name) => name !== "-")) {
      const html = read(`best/${slug}/index.html`);
      const [first] = JSON.parse(prints("best", slug, "--limit", "1")).rigs;
      const rows = [...html.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(.*?)<\/td>/g)];
      assert.ok(rows.length > 0 === Boolean(first), slug);
      if (first) assert.ok(rows[0][1].includes(unescape(catalog.hardware[first.devices[0].hardware].name)), `${slug}: ${rows[0][1]}`);
    }
    const pairs = PAGES.filter((path) => path.startsWith("compare/") && path !== "compare/");
    assert.ok(pairs.length > 80);
    for (const path of pairs) {
      const [, one, other] = path.match(/^compare\/(.+)-vs-(.+)\/$/);
      const text = unescape(read(`${path}index.html`));
      for (const id of [one, other]) assert.ok(text.includes(`<th scope="col">${catalog.hardware[id].name}</th>`), path);
    }
  });

  test("a page says its figures, and the same ones afterwards", site.test(async ({ page, address }) => {
    let open = false;
    const waiting = [];
    await page.route(/_bg\.wasm$/, async (route) => {
      if (!open) await new Promise((then) => waiting.push(then));
      await route.continue();
    });
    // Who asks for more than the page says by itself does not see what the build drew.
    await page.goto(address("hardware/nvidia-l40s/?from=elsewhere"));
    const text = page.locator("article.plain");
    await text.waitFor();
    assert.ok(await page.getByRole("link", { name: "Leaderboard" }).isVisible());
    const score = (await text.innerText()).match(/Score ([\d,]+) of 1,000/)[1];
    open = true;
    for (const then of waiting) then();
    await page.locator("#boot").waitFor({ state: "detached" });
    await page.locator('[data-section="score"]').getByText(score, { exact: false }).first().waitFor();
    assert.equal(await text.count(), 0);
  }));
});

describe("without JavaScript", () => {
  const site = useSite();
  const OFF = { javaScriptEnabled: false };
  const api = (path) => JSON.parse(read(`api/v1/${path}`));
  const NOT_RUN = /^request failed: \S+\.js csp$/;

  for (const id of ["nvidia-l40s", "apple-m4-max-40c", "nvidia-rtx-3090"]) {
    test(`the page of ${id} can be read, with the figures of its data`, site.test(async ({ page, address, expectTrouble }) => {
      expectTrouble(NOT_RUN); // scripts are preloaded all the same, and then refused
      const { record, sizes } = api(`devices/${id}.json`);
      const largest = sizes.at(-1);
      await page.goto(address(`hardware/${id}/`));
      const text = page.locator("article.plain");
      await text.getByRole("heading", { name: record.name, exact: true }).waitFor();
      await text.getByText(`Score ${largest.score.headline} of 1,000.`).first().waitFor();
      const rows = text.getByRole("table", { name: "What it does" }).locator("tbody tr");
      assert.equal(await rows.count(), largest.workloads.length);
            for (const [at, workload] of largest.workloads.entries()) assert.equal(await rows.nth(at).locator("td").first().innerText(), workload.verdict);
      const figures = text.getByRole("table", { name: "Figures" });
      const bandwidth = await figures.getByRole("row").filter({ hasText: "andwidth" }).first().innerText();
      assert.ok(bandwidth.replaceAll(",", "").includes(`${Math.round(record.bandwidth_gb_s)}`), bandwidth); // shown in three digits
      assert.ok(bandwidth.includes(catalog.sources[record.sources.bandwidth_gb_s].text), bandwidth);
      const list = await text.getByRole("link", { name: "All devices" }).getAttribute("href");
      assert.equal(list, "hardware/");
    }, OFF));
  }

  test("the page of a model can be read, with the bytes of its data", site.test(async ({ page, address, expectTrouble }) => {
    expectTrouble(NOT_RUN);
    const { record, quants } = api("models/gpt-oss-20b.json");
    await page.goto(address("models/gpt-oss-20b/"));
    const text = page.locator("article.plain");
    await text.getByRole("heading", { name: record.name, exact: true }).waitFor();
    const rows = text.getByRole("table", { name: "Sizes by quant" }).locator("tbody tr");
    assert.equal(await rows.count(), quants.length);
    for (const [at, quant] of quants.entries()) {
      const [label, , , bytes] = await rows.nth(at).locator("th, td").allInnerTexts();
      assert.deepEqual([label, bytes.replace(/\D/g, "")], [quant.quant, `${quant.file_bytes}`]);
    }
  }, OFF));

  for (const target of ["hardware/nvidia-l40s/", "models/gpt-oss-20b/", "hardware/", "models/"]) {
    test(`${target} fits a phone, and no word is broken`, site.test(async ({ page, address, expectTrouble }) => {
      expectTrouble(NOT_RUN);
      await page.goto(address(target));
      await page.locator("article.plain").waitFor();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      // A name in one word is as high as one line.
      const words = await page.locator("article.plain :is(th, td:not(:last-child))").evaluateAll((cells) =>
        cells.filter((cell) => !/\s/.test(cell.textContent.trim())).map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return [cell.textContent, range.getClientRects().length];
        }));
      assert.deepEqual(words.filter(([, lines]) => lines > 1), []);
    }, { ...OFF, viewport: { width: 360, height: 800 } }));
  }

  test("every device and model can be reached", site.test(async ({ page, address, expectTrouble }) => {
    expectTrouble(NOT_RUN);
    for (const [path, records] of [["hardware/", catalog.hardware], ["models/", catalog.models]]) {
      await page.goto(address(path));
      const links = await page.locator("article.plain a").evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.textContent]));
      for (const [id, { name }] of Object.entries(records)) assert.ok(links.some(([href, text]) => href === `${path}${id}/` && text === name), id);
    }
  }, OFF));
});

describe("with JavaScript", () => {
  const site = useSite();

  for (const id of ["nvidia-l40s", "apple-m4-max-40c", "nvidia-rtx-3090"]) {
    test(`the app shows the score that the page of ${id} was written with`, site.test(async ({ page, open }) => {
      const [, written] = head(`hardware/${id}/`).description.match(/Score ([\d,]+) of 1,000\./);
      await open(`hardware/${id}/`);
      const shown = await page.locator(".dv-headline strong").innerText();
      assert.equal(shown.match(/\d[\d,]*/)[0], written);
      assert.equal(await page.locator("article.plain").count(), 0);
      assert.deepEqual(await violations(page), []);
    }));
  }
});
