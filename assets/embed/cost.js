// The break-even of a device: buying against renting. Loaded only where it is asked for; needs no model and no engine of models.
import { break_even, initSync } from "money";
import { compiled, el, id, loader } from "./dom.js";

const at = (path) => new URL(`./${path}`, import.meta.url);
const site = new URL("../../../", import.meta.url);
const load = loader(at);
const engine = () => load("money.wasm", (response) => compiled(response, initSync));

/** `1500` or `1400-1600`: the least, their middle, the most. What is something else is left to the engine to name. */
function typed(text, usual) {
  if (!text) return usual ?? [NaN, NaN, NaN];
  const ends = text.split(/[-–]/).map((end) => (end.trim() === "" ? NaN : Number(end)));
  // What is no number at all must not pass for a price that nobody knows.
  if (ends.length > 2 || ends.some(Number.isNaN)) return [-1, -1, -1];
  return [ends[0], (ends[0] + ends.at(-1)) / 2, ends.at(-1)];
}

/** What a device costs to buy and to rent: an answer with texts, or what is wrong with the question. */
export async function answer({ hardware, memory, hours, price, rent }) {
  const file = `money/${id(hardware)}.json`;
  const [of] = await Promise.all([load(file, (response) => response.json()), engine()]);
  const sizes = of.sizes;
  const size = memory ? sizes.find(({ gib }) => gib === Number(memory)) : sizes.length === 1 && sizes[0];
  const about = { hardware: of.id, name: of.name, data_of: of.data_of, sizes: sizes.map(({ gib }) => gib) };
  if (!size) return { ...about, ok: false, code: "choose-memory", field: "memory", message: `${of.name} is sold with ${about.sizes.join(", ")} GiB. Say which.` };
  const numbers = [Number(hours || 24), ...typed(price, size.price), ...typed(rent, size.rent)];
  const said = JSON.parse(new TextDecoder().decode(break_even(new Float64Array(numbers))));
  return { ...about, ...said, memory_gib: size.gib, seen: size.seen.filter(({ way }) => !(way === "buy" ? price : rent)) };
}

const FIELDS = [["hours", "Hours a day", "24"], ["price", "Price, $", ""], ["rent", "Rent, $ an hour", ""]];

/** Draws it. Fields stay: somebody may be typing in one. */
export function draw(root, asked, a, set) {
  let box = root.querySelector("section.cost");
  if (!box) {
    box = el("section", { part: "box", className: "box cost", lang: "en", dir: "ltr" }, el("div", { className: "controls", part: "controls" }), el("div"));
    for (const [name, label, usual] of FIELDS) {
      const input = el("input", { name, part: "control", inputMode: "decimal", placeholder: usual, autocomplete: "off" });
      input.addEventListener("change", () => set(name, input.value.trim()));
      box.firstChild.append(el("label", {}, label, input));
    }
    root.replaceChildren(box);
  }
  for (const input of box.querySelectorAll("input")) {
    if (input !== root.getRootNode().activeElement) input.value = asked[input.name];
    input.ariaInvalid = String(a.field === input.name);
  }
  const [controls, below] = box.children;
  let size = controls.querySelector("select");
  if (a.sizes.length > 1) {
    if (!size) {
      size = el("select", { name: "memory", part: "control" }, el("option", { value: "", textContent: "–" }), ...a.sizes.map((gib) => el("option", { value: gib, textContent: `${gib} GiB` })));
      size.addEventListener("change", () => set("memory", size.value));
      controls.prepend(el("label", {}, "Memory", size));
    }
    size.value = asked.memory;
  } else size?.parentNode.remove();
  const what = `${a.name}: buy or rent?`;
  box.ariaLabel = what;
  if (!a.ok) return below.replaceChildren(el("p", { part: "error", role: "alert", textContent: `${a.message} (${a.field})` }));
  const unknown = ["price", "rent"].filter((_, place) => !a[["buy", "rent"][place]]).map((name) => (name === "price" ? "its price" : "what an hour of it costs"));
  const way = (key, name) => a[key] && el("tr", {}, el("th", { scope: "row", textContent: name }), el("td", {}, el("b", { part: "figure", textContent: a[key].text }), a[key].ends ? ` (${a[key].ends})` : ""));
  const query = new URLSearchParams({ on: a.hardware, hours: a.hours });
  if (a.sizes.length > 1) query.set("mem", a.memory_gib);
  for (const name of ["price", "rent"]) if (asked[name]) query.set(name, asked[name]);
  below.replaceChildren(
    el("p", { role: "status" }, el("strong", { part: "verdict", textContent: a.verdict ?? "Unknown" }),
      a.verdict ? ` ${what} ${a.says} Over ${a.horizon_months} months: ${a.over}.` : ` ${what} Nobody recorded ${unknown.join(" and ")}: type it above.`),
    el("table", {}, el("caption", { textContent: "A month" }), way("buy", "Buying"), way("rent", "Renting")),
    a.seen.length ? el("details", {}, el("summary", { textContent: "Who saw which price when" }), el("ul", { className: "note" }, ...a.seen.map(({ text, source }) => el("li", { textContent: source ? `${text} · ${source}` : text })))) : "",
    el("p", { className: "note" }, "Before power, tax, upkeep and resale. ", el("a", { href: `${site}cost/?${query}`, target: "_blank", rel: "noopener", part: "link", textContent: "All terms in will it run?" }), ` Data of ${a.data_of}.`),
  );
}
