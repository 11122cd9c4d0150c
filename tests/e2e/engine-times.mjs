// Times the cases of the engine's bench in Chromium, whose compiler readers have: `cargo xtask bench`. The folder holds the module as
// `wasm-bindgen --target no-modules` writes it. The fastest of five rounds of at least 100 ms each, as on the host.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { FLAGS } from "./support/site.mjs";

const [folder] = process.argv.slice(2);
const FILES = { "/bench.js": "text/javascript", "/bench_bg.wasm": "application/wasm" };
const server = createServer(({ url }, response) => {
  if (!FILES[url]) return response.writeHead(url === "/" ? 200 : 404, { "Content-Type": "text/html" }).end();
  response.writeHead(200, { "Content-Type": FILES[url] }).end(readFileSync(join(folder, url)));
});
await new Promise((then) => server.listen(0, "127.0.0.1", then));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.addScriptTag({ url: "/bench.js" });
const names = await page.evaluate(async () => {
  await wasm_bindgen({ module_or_path: "/bench_bg.wasm" });
  return wasm_bindgen.cases().split("\n");
});
for (const name of names) {
  const nanoseconds = await page.evaluate((name) => {
    wasm_bindgen.run(name, 1); // prepared rules are kept: the first round pays for them
    let [times, best] = [1, Infinity];
    for (let round = 0; round < 5;) {
      const began = performance.now();
      wasm_bindgen.run(name, times);
      const took = (performance.now() - began) * 1e6;
      if (took < 100e6) { times *= 2; continue; }
      best = Math.min(best, took / times);
      round += 1;
    }
    return best;
  }, name);
  console.log(`${name} ${nanoseconds.toFixed(1)}`);
}
await browser.close();
server.close();
