// The page starts, below any prefix, and says so when it cannot.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useSite } from "./support/site.mjs";
import { violations } from "./support/axe.mjs";

for (const prefix of ["", "/some/prefix"]) {
  describe(`at ${prefix || "the root"}`, () => {
    const site = useSite({ prefix });
    test("the app loads and shows its title", site.test(async ({ page, open }) => {
      const fetched = [];
      page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
      await open("/");
      await page.getByRole("heading", { level: 1, name: /will it run/i }).waitFor();
      assert.match(await page.title(), /will it run/i);
      assert.equal(new Set(fetched).size, fetched.length, `something was fetched twice: ${fetched}`);
    }));
  });
}

describe("privacy", () => {
  const site = useSite();
  test("the browser itself refuses requests to other hosts", site.test(async ({ page, open, expectTrouble }) => {
    expectTrouble(/Content Security Policy|refused to connect|foreign request|Failed to fetch|request failed/i);
    await open("/");
    const refused = await page.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "sent", (error) => error.name));
    assert.equal(refused, "TypeError");
    const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    assert.match(policy, /connect-src 'self'/);
  }));
});

describe("when something is missing", () => {
  const site = useSite();

  test("a wasm file that does not arrive is said, with what to do", site.test(async ({ page, address, expectTrouble }) => {
    expectTrouble(/./);
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(address("/"));
    await page.getByRole("alert").getByText("could not start").waitFor();
    await page.getByRole("button", { name: "Reload" }).waitFor();
    assert.deepEqual(await violations(page), []);
  }));

  test("a catalog that does not arrive is said, and one that is none", site.test(async ({ page, address, expectTrouble }) => {
    expectTrouble(/./);
    for (const [answer, said] of [[{ status: 503, body: "" }, "503"], [{ body: "not a catalog" }, "could not be loaded: "]]) {
      await page.route("**/catalog-*.bin", (route) => route.fulfill(answer));
      await page.goto(address("/"));
      await page.getByRole("alert").getByText("The catalog could not be loaded").getByText(said).waitFor();
      await page.getByRole("button", { name: "Reload" }).waitFor();
      await page.unroute("**/catalog-*.bin");
    }
  }));

  test("a script that does not arrive is said", site.test(async ({ page, address, expectTrouble }) => {
    expectTrouble(/./);
    await page.route("**/app-*.js", (route) => route.abort());
    await page.goto(address("/"));
    await page.getByRole("alert").getByText("could not start").waitFor();
  }));

  test("a calculator that stops says so", site.test(async ({ page, open, expectTrouble }) => {
    expectTrouble(/unreachable/);
    await open("/");
    await page.evaluate(() => { setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }); });
    await page.getByRole("alert").getByText("stopped on a fault").waitFor();
    await page.getByRole("alert").getByRole("button", { name: "Reload" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
  }));

  test("without JavaScript the page says what it needs", site.test(async ({ page, address, expectTrouble }) => {
    expectTrouble(/^request failed: \S+\.js csp$/); // scripts are preloaded all the same, and then refused
    await page.goto(address("/"));
    await page.locator("noscript p", { hasText: "JavaScript is off" }).waitFor();
    assert.equal(await page.getByRole("progressbar").isVisible(), false);
  }, { javaScriptEnabled: false }));
});
