// What pages cost a reader's processor, slowed four times (or as often as SLOWED says): printed, never asserted.
// `cargo xtask bench --pages`.
//
// For each page: script until it stands (programs are compiled outside this figure, as they stream in), the longest task after the first
// frame, and the script of one step a reader takes on it. Of three runs the least: what a noisy machine adds is not the page's.
import { chromium } from "playwright-core";
import { serve } from "./support/server.mjs";
import { FLAGS } from "./support/site.mjs";

const SLOWED = Number(process.env.SLOWED ?? 4);
const RUNS = 3;

const type = (text) => async (page) => page.getByRole("searchbox", { name: "Search" }).fill(text);
const PAGES = [
  { at: "hardware/", step: "search", take: type("rtx") },
  { at: "hardware/", step: "sort", take: (page) => page.locator("[data-list] thead button").first().click() },
  { at: "models/", step: "search", take: type("qwen") },
  { at: "models/", step: "sort", take: (page) => page.locator("[data-list] thead button").first().click() },
  { at: "leaderboard/" },
  { at: "choose/?m=llama-3.3-70b-instruct&m=qwen3-30b-a3b" },
  { at: "hardware/nvidia-l40s/" },
  { at: "models/qwen3-30b-a3b/" },
  { at: "compare/nvidia-l40s-vs-nvidia-rtx-5090/" },
  { at: "cost/" },
  { at: "" },
];

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
console.log(`milliseconds, processor slowed ${SLOWED} times`.padEnd(46), "   open  longest task   step");
for (const { at, step, take } of PAGES) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await once(at, take));
  const least = (key) => Math.min(...runs.map((run) => run[key])).toFixed(0).padStart(7);
  console.log(`/${at} ${step ?? ""}`.padEnd(46), least("open"), least("longest").padStart(10), take ? least("step") : "");
}
await browser.close();
server.stop();

async function once(at, take) {
  const session = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
  const page = await session.newPage();
  const tool = await session.newCDPSession(page);
  await tool.send("Performance.enable");
  await tool.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((task) => task.duration)))
      .observe({ type: "longtask", buffered: true });
  });
  await page.goto(server.address + at);
  await page.locator("#boot").waitFor({ state: "detached" });
  await quiet(page);
  const open = await script(tool);
  const longest = await page.evaluate(() => Math.max(0, ...window.tasks));
  let taken = 0;
  if (take) {
    await take(page);
    await quiet(page);
    taken = (await script(tool)) - open;
  }
  await session.close();
  return { open, longest, step: taken };
}

async function script(tool) {
  const { metrics } = await tool.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ScriptDuration").value * 1000;
}

/** Until nothing was drawn for a while. */
async function quiet(page) {
  await page.evaluate(
    () =>
      new Promise((done) => {
        let timer = setTimeout(done, 700);
        new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, 700);
        }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      }),
  );
}
