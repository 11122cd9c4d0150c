// A browser on the built site, in which nothing may go wrong unseen.
//
//   const site = useSite();
//   test("name", site.test(async ({ page, open }) => { await open("/?model=x"); … }));
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

/** How the browser is started: headless, and talking to nobody by itself. */
export const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const RESULTS = fileURLToPath(new URL("../test-results", import.meta.url));
// A loaded machine takes its time; a healthy page answers within a fraction of this.
const PATIENCE = 60_000;

/**
 * Starts the server and one browser for a test file; stops both at its end. `start` is another server than the project's own.
 * Pages come without the worker that keeps the site, so that each test begins as a first visit and fetches no more than its page;
 * tests about the worker say `{ serviceWorkers: "allow" }`.
 */
export function useSite({ prefix = "", start = serve } = {}) {
  let server, browser;
  before(async () => {
    server = await start({ prefix });
    const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
    browser = await chromium.launch({ executablePath, args: FLAGS });
  });
  after(async () => {
    await browser?.close();
    server?.stop();
  });

  /**
   * A test with a page of its own. `context` takes Playwright's context options (viewport, colorScheme,
   * reducedMotion, offline …). Fails on any console error or warning, page error, failed request or request
   * to another host, unless the body calls `expectTrouble(pattern)` first. With `still: true` nobody touches the page
   * that the build drew; else somebody does at once, so that its program starts.
   */
  function test(body, { still = false, ...context } = {}) {
    return async (t) => {
      const session = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block", ...context });
      if (!still) await session.addInitScript(touched);
      const page = await session.newPage();
      page.setDefaultTimeout(PATIENCE);
      const expected = [];
      const trouble = watch(page, new URL(server.address).origin);
      const open = async (target = "/") => {
        await page.goto(server.address + target.replace(/^\//, ""));
        await page.locator("#boot").waitFor({ state: "detached" });
        return page;
      };
      const expectTrouble = (pattern) => expected.push(pattern);
      const address = (target = "/") => server.address + target.replace(/^\//, "");
      try {
        await body({ t, page, open, address, session, server, expectTrouble });
        const unexpected = trouble.filter((line) => !expected.some((pattern) => pattern.test(line)));
        if (unexpected.length) throw new Error(`the browser complained:\n${unexpected.join("\n")}`);
      } catch (error) {
        mkdirSync(RESULTS, { recursive: true });
        const path = join(RESULTS, `${t.name.replace(/[^a-z0-9]+/gi, "-")}.png`);
        await page.screenshot({ path, fullPage: true }).catch(() => {});
        error.message += `\nscreenshot: ${path}${trouble.length ? `\nbrowser:\n${trouble.join("\n")}` : ""}`;
        throw error;
      } finally {
        await session.close();
      }
    };
  }

  return { test };
}

/** What Playwright itself says where it keeps the worker away. */
const BLOCKED = "Service Worker registration blocked by Playwright";

/** Everything that a healthy page never does, as lines of text. */
function watch(page, origin) {
  const trouble = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && message.text() !== BLOCKED) trouble.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => trouble.push(`page error: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A test that goes elsewhere gives up what the page before was still fetching, such as its icon.
    if (why !== "net::ERR_ABORTED") trouble.push(`request failed: ${request.url()} ${why}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin) trouble.push(`foreign request: ${url}`);
  });
  return trouble;
}

/** A reader who moves as soon as there is a page. */
export function touched() {
  const moving = setInterval(() => {
    dispatchEvent(new Event("pointermove"));
    if (document.readyState !== "complete") return; // before, there may be no element at all
    if (!document.documentElement.hasAttribute("data-still") || !document.getElementById("drawn")) clearInterval(moving);
  }, 20);
}
