// How an answer looks. Colours and shapes are those of the site; `--wir-*` and ::part change them.
import css from "style";
import { el } from "./dom.js";

const CONTEXTS = [4096, 8192, 16384, 32768, 65536, 131072];
const QUANTS = QUANT_LABELS;
const site = new URL("../../", import.meta.url);
const MARKS = { comfortable: "●", tight: "◐", marginal: "◑", "does-not-fit": "○", unknown: "?" };

const kept = new WeakMap();

/** Draws answers into a shadow root's only element. Controls stay as long as they offer the same: somebody may be typing in one. */
export function draw(root, { variant, asked, lists, answers, set }) {
  const label = answers.length === 1 && answers[0].ok ? answers[0].headline : "will it run?";
  const body = [];
  if (variant === "badge") body.push(...answers.map(badge));
  else if (answers.length > 1) body.push(table(answers));
  else if (answers.length) body.push(one(answers[0]));
  else body.push(el("p", { className: "note", textContent: `Choose a ${lists.models ? "model" : "device"}.` }));
  const offered = variant === "badge" ? [] : offers(asked, lists, answers);
  let box = root.querySelector("section");
  if (!box) {
    // The words are English, whatever the page around is written in.
    box = el("section", { part: "box", lang: "en", dir: "ltr" }, el("div", { className: "controls", part: "controls" }), el("div"));
    root.replaceChildren(box);
  }
  box.className = variant === "badge" ? "badge" : "box";
  box.ariaLabel = label;
  const [controls, below] = box.children;
  for (const [place, offer] of offered.entries()) {
    const [name, , options, now] = offer;
    const key = JSON.stringify(options);
    const old = controls.querySelector(`[name=${name}]`);
    if (old && kept.get(old) === key) old.value = now;
    else {
      const made = control(offer, set);
      kept.set(made.lastChild, key);
      const focused = old && old === root.getRootNode().activeElement;
      if (old) old.parentNode.replaceWith(made);
      else controls.insertBefore(made, controls.children[place] ?? null);
      if (focused) made.lastChild.focus();
    }
  }
  for (const one of [...controls.children].filter((each) => !offered.some(([name]) => name === each.lastChild.name))) one.remove();
  below.replaceChildren(...body);
}

const link = (a, ...inside) => {
  const query = new URLSearchParams({ model: a.model, on: a.hardware, quant: a.quant, ctx: a.context });
  if (a.count > 1) query.set("n", a.count);
  if (a.memory_gib) query.set("mem", a.memory_gib);
  if (a.host_gib) query.set("ram", a.host_gib);
  return el("a", { href: `${site}?${query}`, target: "_blank", rel: "noopener", part: "link" }, ...inside);
};

const verdict = (a) => el("strong", { part: "verdict", className: `fit ${a.fit}` }, el("span", { ariaHidden: "true", textContent: MARKS[a.fit] }), ` ${a.verdict}`);

function badge(a) {
  if (!a.ok) return wrong(a);
  return link(a, verdict(a), ` ${a.model_name} · ${a.rig}`, a.decode && ` · ${a.decode.text}`);
}

const wrong = (a) => el("p", { part: "error", role: "alert", textContent: a.field ? `${a.message} (${a.field})` : a.message });

function one(a) {
  if (!a.ok) return wrong(a);
  const rate = (name, r) => r && el("p", {}, `${name} `, el("b", { part: "figure", textContent: r.text }), el("small", { title: r.evidence_means, textContent: ` ${r.evidence_name.toLowerCase()}` }));
  return el("div", {},
    el("p", { role: "status" }, verdict(a), el("span", { textContent: ` ${a.headline} ${a.summary}` })),
    bar(a),
    rate("Decode", a.decode), rate("Prefill", a.prefill),
    el("details", {}, el("summary", { textContent: "Why, and what takes memory" }),
      el("ul", {}, ...a.reasons.map((textContent) => el("li", { textContent }))),
      el("table", {}, ...[...a.memory.parts, { name: "Together", text: a.memory.needed_text }, { name: "Usable", text: a.memory.usable_text }]
        .map((p) => el("tr", {}, el("th", { scope: "row", textContent: p.name }), el("td", { textContent: p.text })))),
      a.decode && el("p", { className: "note", textContent: a.decode.evidence_means })),
    el("p", { className: "note" }, link(a, "Change anything in will it run?"), ` Data of ${a.data_of}.`));
}

/** Parts of the memory in proportion to what is usable. */
function bar(a) {
  const { parts, usable_bytes: usable, needed_bytes: needed } = a.memory;
  if (!usable || !needed) return null;
  const whole = Math.max(usable, needed);
  const made = el("div", { part: "bar", className: "bar", role: "img", ariaLabel: a.summary });
  for (const p of parts) {
    const piece = el("i", { className: p.key, title: `${p.name}: ${p.text}` });
    piece.style.flexBasis = `${(100 * p.bytes) / whole}%`;
    made.append(piece);
  }
  return made;
}

function table(answers) {
  const row = (name, say) => el("tr", {}, el("th", { scope: "row", textContent: name }), ...answers.map((a) => el("td", {}, a.ok ? say(a) : wrong(a))));
  const models = new Set(answers.map((a) => a.model)).size > 1;
  return el("div", { className: "wide" }, el("table", {},
    el("tr", {}, el("td"), ...answers.map((a) => el("th", { scope: "col" }, a.ok ? link(a, models ? a.model_name : a.rig) : ""))),
    row("Verdict", verdict),
    row("Decode", (a) => a.decode?.text ?? "unknown"),
    row("Needed", (a) => a.memory.needed_text),
    row("Usable", (a) => a.memory.usable_text),
    row("Rests on", (a) => a.decode?.evidence_name ?? "–")));
}

/** What may be chosen: name, label, options, and what is chosen now. */
function offers(asked, lists, answers) {
  const a = answers.find((each) => each.ok);
  const sizes = lists.devices?.find((device) => device.id === asked.hardware)?.gib ?? [];
  const some = (all, now) => (now ? (all.includes(now) ? all : [...all, now]) : ["", ...all]).map((value) => [value, value.toLocaleString("en") || "usual"]);
  const named = (all) => [["", "–"], ...all.map(({ id, name }) => [id, name])];
  return [
    lists.models && ["model", "Model", named(lists.models), asked.model],
    lists.devices && ["hardware", "Device", named(lists.devices), asked.hardware],
    sizes.length > 1 && ["memory", "Memory", [["", "–"], ...sizes.map((gib) => [gib, `${gib} GiB`])], asked.memory],
    ["quant", "Quant", some(QUANTS, a?.quant), a?.quant ?? asked.quant],
    ["context", "Context, tokens", some(CONTEXTS, a?.context), a?.context ?? asked.context],
  ].filter(Boolean);
}

function control([name, label, options, now], set) {
  const select = el("select", { name, part: "control" }, ...options.map(([value, text]) => el("option", { value, textContent: text })));
  select.value = now;
  select.addEventListener("change", () => set(name, select.value));
  return el("label", {}, label, select);
}

let sheet;
/** The style, one for all elements: sheets made by script need no permission of the page. */
export function style() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
