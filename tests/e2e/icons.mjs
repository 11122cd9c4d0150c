// Draws the icons that a phone or desktop shows for the installed site, from assets/icon.svg: `node tests/e2e/icons.mjs`.
// They go to assets/offline/; CHROMIUM names the browser where it is not /usr/bin/chromium.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS } from "./support/site.mjs";

const assets = new URL("../../assets/", import.meta.url);
const svg = readFileSync(new URL("icon.svg", assets), "utf8");
// Launchers cut a maskable icon to their own shape: the ground fills the square, and the drawing keeps to the middle four fifths.
const full = svg.replace(' rx="7"', "");
const maskable = full.replace(/(<rect[^>]*>)(.*)(<\/svg>)/, '$1<g transform="translate(3.2 3.2) scale(0.8)">$2</g>$3');
const ICONS = [
  { name: "icon-192.png", size: 192, svg },
  { name: "icon-512.png", size: 512, svg },
  { name: "icon-maskable-512.png", size: 512, svg: maskable },
  { name: "apple-touch-icon.png", size: 180, svg: full },
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
for (const { name, size, svg } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
  await page.screenshot({ path: fileURLToPath(new URL(`offline/${name}`, assets)), omitBackground: true });
}
await browser.close();
