// Lighthouse's mobile preset on five pages: scores and what they are made of, with whole reports in target/lighthouse. Started by
// `cargo xtask test --full`. Times depend on the machine, so that only what does not is held: nothing may move while a page loads.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { compressed } from "./support/compressed.mjs";
import { FLAGS } from "./support/site.mjs";

const PAGES = { calculator: "", device: "hardware/nvidia-l40s/", model: "models/qwen3-30b-a3b/", compare: "compare/", pair: "compare/amd-radeon-ai-pro-r9700-vs-nvidia-a40/", cost: "cost/" };
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FIGURES = { "first-contentful-paint": "first paint", "largest-contentful-paint": "largest paint", "total-blocking-time": "blocked", "cumulative-layout-shift": "moved", "speed-index": "speed index" };
const REPORTS = fileURLToPath(new URL("../../target/lighthouse", import.meta.url));
const PORT = 9339;

const { default: lighthouse } = await import(pathToFileURL(`${process.env.LIGHTHOUSE}/core/index.js`).href);
mkdirSync(REPORTS, { recursive: true });
const server = await compressed();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: [...FLAGS, `--remote-debugging-port=${PORT}`] });
let moved = 0;
for (const [name, path] of Object.entries(PAGES)) {
  const { lhr, report } = await lighthouse(server.address + path, { port: PORT, output: "html", logLevel: "error", onlyCategories: CATEGORIES });
  writeFileSync(`${REPORTS}/${name}.html`, report);
  writeFileSync(`${REPORTS}/${name}.json`, JSON.stringify(lhr));
  const scores = CATEGORIES.map((category) => `${category} ${Math.round(lhr.categories[category].score * 100)}`).join(", ");
  const figures = Object.entries(FIGURES).map(([audit, words]) => `${words} ${lhr.audits[audit].displayValue}`).join(", ");
  console.log(`${name}: ${scores}; ${figures}`);
  for (const { id, score, scoreDisplayMode, title } of Object.values(lhr.audits)) {
    if (score !== null && score < 1 && scoreDisplayMode === "binary") console.log(`  ${id}: ${title}`);
  }
  if (lhr.audits["cumulative-layout-shift"].numericValue > 0.001) moved += 1;
}
await browser.close();
server.stop();
console.log(`reports: ${REPORTS}`);
if (moved) {
  console.error(`${moved} pages move while they load`);
  process.exitCode = 1;
}
