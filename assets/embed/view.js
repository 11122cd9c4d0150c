// How an answer looks. Colours and shapes are those of the site; `--wir-*` and ::part change them.
import css from "./style.css";

const el = (tag, props = {}, ...inside) => {
  const { part, ...own } = props;
  const made = Object.assign(document.createElement(tag), own);
  if (part) made.part = part;
  made.append(...inside.filter((one) => one != null));
  return made;
};

const CONTEXTS = [4096, 8192, 16384, 32768, 65536, 131072];
const QUANTS = QUANT_LABELS;
const site = new URL("../../", import.meta.url);
const MARKS = { comfortable: "●", tight: "◐", marginal: "◑", "does-not-fit": "○", unknown: "?" };

/** Draws answers into a shadow root's only element; what has the focus keeps it. */
export function draw(root, { variant, asked, lists, answers, set }) {
  const focus = root.getRootNode().activeElement?.name;
  const label = answers.length === 1 && answers[0].ok ? answers[0].headline : "will it run?";
  const box = el("section", { part: "box", className: variant === "badge" ? "badge" : "box", ariaLabel: label });
  if (variant === "badge") {
    box.append(...answers.map((one) => badge(one)));
  } else {
    box.append(controls(asked, lists, answers, set));
    if (answers.length > 1) box.append(table(answers));
    else if (answers.length) box.append(one(answers[0]));
    else box.append(el("p", { className: "note", textContent: `Choose a ${lists.models ? "model" : "device"}.` }));
  }
  root.replaceChildren(box);
  if (focus) root.querySelector(`[name="${focus}"]`)?.focus();
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

function controls(asked, lists, answers, set) {
  const pick = (name, label, options, now) => {
    const select = el("select", { name, part: "control" }, ...options.map(([value, text]) => el("option", { value, textContent: text ?? value })));
    select.value = now;
    select.addEventListener("change", () => set(name, select.value));
    return el("label", {}, label, select);
  };
  const a = answers.find((each) => each.ok);
  const sizes = lists.devices?.find((device) => device.id === asked.hardware)?.gib ?? [];
  const some = (all, now) => (all.includes(now) || !now ? all : [...all, now]).map((value) => [value, value.toLocaleString("en")]);
  return el("div", { className: "controls", part: "controls" },
    lists.models && pick("model", "Model", [["", "–"], ...lists.models.map((m) => [m.id, m.name])], asked.model),
    lists.devices && pick("hardware", "Device", [["", "–"], ...lists.devices.map((d) => [d.id, d.name])], asked.hardware),
    sizes.length > 1 ? pick("memory", "Memory", [["", "–"], ...sizes.map((gib) => [gib, `${gib} GiB`])], asked.memory) : null,
    pick("quant", "Quant", some(QUANTS, a?.quant), a?.quant ?? asked.quant),
    pick("context", "Context, tokens", some(CONTEXTS, a?.context), a?.context ?? asked.context));
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
