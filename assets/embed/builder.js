// The page that writes snippets: options on the left, what comes of them on the right, the text to copy below. The address holds the options.
import "./element.js";
import { list } from "./engine.js";

const $ = (id) => document.getElementById(id);
const form = $("form");
const base = new URL("../", import.meta.url);
const ATTRIBUTES = ["variant", "model", "hardware", "memory", "quant", "context", "hours", "price", "rent", "theme"];
const ANSWER = ["model", "hardware", "memory", "quant", "context"];
const USES = { "": ANSWER, check: ["model", "quant", "context"], device: ["hardware", "memory", "quant", "context"], compare: ["model", "hardware", "other", "quant", "context"], "break-even": ["hardware", "memory", "hours", "price", "rent"], badge: ANSWER };
const OF_USES = [...new Set(Object.values(USES).flat())];
const START = { model: "qwen3-8b", hardware: "nvidia-rtx-4090", other: "nvidia-rtx-3090" };

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
const script = (name) => new URL(`v1/${name}`, base).href;

/** The options as attributes of the element, those that say something. */
function attributes() {
  const said = Object.fromEntries(new FormData(form));
  const uses = USES[said.variant];
  if (said.variant === "compare" && said.other) said.hardware = `${said.hardware} ${said.other}`;
  return Object.fromEntries(ATTRIBUTES.filter((name) => said[name] && (!OF_USES.includes(name) || uses.includes(name))).map((name) => [name, said[name].trim()]));
}

const written = (all, before = "") => Object.entries(all).map(([name, value]) => ` ${before}${name}="${escaped(value)}"`).join("");

function frame(all) {
  const page = new URL("check/", base);
  for (const [name, value] of Object.entries(all)) page.searchParams.set(name, value);
  return page.href;
}

/** Forms of the snippet: name, text, and what to know of it. */
const FORMS = [
  ["HTML", (all) => `<script type="module" src="${script("will-it-run.js")}"></script>\n<will-it-run${written(all)}>\n  <a href="${escaped(ask(all))}">Will it run?</a>\n</will-it-run>`,
    "One script for any number of elements. What stands inside is shown until the answer is there, and stays where scripts are off. A content security policy needs script-src and connect-src for this host, and 'wasm-unsafe-eval'."],
  ["iframe", (all) => `<iframe src="${escaped(frame(all))}" title="Will it run?" loading="lazy" width="100%" height="300" style="border:0"></iframe>`,
    "For Notion and other editors that take an address: paste the one in src."],
  ["Script for an iframe", (all) => `<script async src="${script("embed.js")}"${written(all, "data-")}></script>`,
    "The frame is as tall as what is in it. The policy needs script-src and frame-src for this host, and nothing for wasm."],
  ["React", (all) => `import { useEffect } from "react";\n\nexport function WillItRun() {\n  useEffect(() => { import(/* @vite-ignore */ "${script("will-it-run.js")}"); }, []);\n  return <will-it-run${written(all)} />;\n}`,
    "React 19 sets attributes of custom elements as they are written."],
  ["Markdown", (all) => `[![Will it run?](${badge(all)})](${ask(all)})`, "A picture for README files, one for each model and size of memory."],
  ["WordPress", (all) => all.model || all.hardware ? `<!-- wp:html -->\n<iframe src="${escaped(frame(all))}" title="Will it run?" loading="lazy" width="100%" height="300" style="border:0"></iframe>\n<!-- /wp:html -->` : "",
    "As a block of HTML. Where the site is published with its own address, the address of a page in a line of its own is enough: pages say by oEmbed how they are embedded."],
];

let devices = [];
const ask = (all) => {
  const page = new URL("../", base);
  if (all.model) page.searchParams.set("model", all.model);
  if (all.hardware) page.searchParams.set("on", all.hardware.split(" ")[0]);
  for (const [name, word] of [["quant", "quant"], ["context", "ctx"], ["memory", "mem"]]) if (all[name]) page.searchParams.set(word, all[name]);
  return page.href;
};
const SIZES = [8, 12, 16, 24, 32, 48, 64, 80, 96, 128];
const badge = (all) => {
  const own = Number(all.memory) || devices.find((device) => device.id === all.hardware?.split(" ")[0])?.gib[0] || 24;
  const size = SIZES.findLast((one) => one <= own) ?? SIZES[0];
  return new URL(`v1/badges/${all.model ?? START.model}-${size}gb.svg`, base).href;
};

let chosen = 0;
function draw() {
  const all = attributes();
  const uses = USES[form.elements.variant.value];
  for (const name of OF_USES) form.elements[name].closest("label").hidden = !uses.includes(name);
  const made = document.createElement("will-it-run");
  for (const [name, value] of Object.entries(all)) made.setAttribute(name, value);
  made.addEventListener("error", (event) => { $("problem").textContent = event.detail.message; });
  made.addEventListener("answer", () => { $("problem").textContent = ""; });
  $("preview").replaceChildren(made);
  snippet();
  history.replaceState(null, "", `?${new URLSearchParams(all)}`);
}

function snippet() {
  const [, text, about] = FORMS[chosen];
  $("code").textContent = text(attributes());
  $("about").textContent = about;
  $("copied").textContent = "";
  for (const [place, tab] of [...$("forms").children].entries()) {
    tab.setAttribute("aria-selected", String(place === chosen));
    tab.tabIndex = place === chosen ? 0 : -1;
  }
}

for (const [place, [name]] of FORMS.entries()) {
  const tab = document.createElement("button");
  Object.assign(tab, { type: "button", role: "tab", textContent: name });
  tab.setAttribute("aria-controls", "code");
  tab.addEventListener("click", () => { chosen = place; snippet(); });
  $("forms").append(tab);
}
$("forms").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  chosen = (chosen + step + FORMS.length) % FORMS.length;
  snippet();
  $("forms").children[chosen].focus();
});
$("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText($("code").textContent);
    $("copied").textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren($("code"));
    $("copied").textContent = "Selected: copy it with the keyboard.";
  }
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", draw);

try {
  const [models, all] = await Promise.all([list("models"), list("devices")]);
  devices = all;
  const fill = (name, records) => form.elements[name].append(...records.map(({ id, name: text }) => new Option(text, id)));
  fill("model", models);
  fill("hardware", devices);
  fill("other", devices);
} catch (fault) {
  $("problem").textContent = `The lists could not be loaded: ${fault.message}`;
}
const asked = new URLSearchParams(location.search);
const [first, second] = (asked.get("hardware") ?? "").split(/[\s,]+/);
const start = { ...START, ...Object.fromEntries(asked), ...(first ? { hardware: first } : {}), ...(second ? { other: second } : {}) };
for (const [name, value] of Object.entries(start)) if (form.elements[name]) form.elements[name].value = value;
draw();
// Who comes here first has the site without a network as well; the page works where a browser keeps nothing.
navigator.serviceWorker?.register(new URL("../sw.js", base), { updateViaCache: "none" }).catch(() => {});
