// Takes the README's pictures of the built page: `cargo xtask build`, then `node tests/e2e/screenshots.mjs`.
// They go to assets/readme/; CHROMIUM names the browser where it is not /usr/bin/chromium.
import { mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS } from "./support/site.mjs";
import { serve } from "./support/server.mjs";

const FOLDER = fileURLToPath(new URL("../../assets/readme", import.meta.url));
/** A picture that a reader waits for is no picture. */
const MOST_BYTES = 250_000;

const PICTURES = [
  { name: "light-1440.png", colorScheme: "light", viewport: { width: 1440, height: 900 }, question: "model=qwen3-32b&on=nvidia-rtx-4090&ctx=12288" },
  { name: "dark-360.png", colorScheme: "dark", viewport: { width: 360, height: 800 }, question: "model=gpt-oss-20b&on=nvidia-rtx-4090&ctx=32768", from: "#answer" },
];

mkdirSync(FOLDER, { recursive: true });
const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
for (const { name, question, from, ...look } of PICTURES) {
  const page = await (await browser.newContext({ ...look, reducedMotion: "reduce" })).newPage();
  await page.goto(`${server.address}?${question}`);
  for (const list of ["quants", "models", "devices"]) await page.locator(`[data-list="${list}"]:not([aria-busy]) tbody tr`).first().waitFor();
  if (from) await page.locator(from).evaluate((part) => scrollTo(0, part.getBoundingClientRect().top + scrollY - 16));
  const path = `${FOLDER}/${name}`;
  await page.screenshot({ path, scale: "css" });
  const { size } = statSync(path);
  console.log(`${path}: ${size} bytes`);
  if (size > MOST_BYTES) throw new Error(`${name} is larger than ${MOST_BYTES} bytes`);
}
await browser.close();
server.stop();
