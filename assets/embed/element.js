// <will-it-run>: whether a model runs on a device, beside somebody else's text. README: "Embedding".
import { answer, at, list } from "./engine.js";
import { draw, style } from "./view.js";

const ASKED = ["model", "hardware", "count", "memory", "host", "quant", "context", "hours", "price", "rent"];
const KNOWN = [...ASKED, "variant", "theme"];

class WillItRun extends HTMLElement {
  static observedAttributes = KNOWN;

  #view;
  #near;
  #turn = 0;
  #waits = false;
  #variant = "";

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style()];
    this.#view = root.appendChild(document.createElement("div"));
    this.#view.append(document.createElement("slot"));
  }

  connectedCallback() {
    // What was set before the element was known is an own property and would hide the accessor.
    for (const name of KNOWN) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#near = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) {
        this.#near.disconnect();
        this.#near = null;
        this.#start();
      }
    }, { rootMargin: "200px" });
    this.#near.observe(this);
  }

  disconnectedCallback() {
    this.#near?.disconnect();
    this.#near = null;
    // What is still on its way is not drawn any more.
    this.#turn += 1;
    this.#variant = "";
  }

  attributeChangedCallback() {
    if (this.#waits || !this.isConnected || this.#near) return;
    this.#waits = true;
    queueMicrotask(() => {
      this.#waits = false;
      if (this.isConnected && !this.#near) this.#start();
    });
  }

  /** The last answer, as the event has it; null before there is one. */
  answer = null;

  async #start() {
    const turn = (this.#turn += 1);
    const asked = Object.fromEntries(ASKED.map((name) => [name, (this.getAttribute(name) ?? "").trim()]));
    // Who may pick a device may pick another one: what is chosen does not take the choice away.
    this.#variant ||= asked.model ? (asked.hardware ? "answer" : "check") : "device";
    const variant = this.getAttribute("variant") || this.#variant;
    try {
      if (variant === "break-even") {
        const cost = await import(at("cost.js"));
        const found = await cost.answer(asked);
        if (turn !== this.#turn) return;
        cost.draw(this.#view, asked, found, (name, value) => this.#set(name, value));
        return this.#tell("answer", (this.answer = found));
      }
      const lists = {
        devices: variant === "check" ? await list("devices") : null,
        models: variant === "device" ? await list("models") : null,
      };
      const answers = await Promise.all(sides(asked).map((side) => answer(side, variant === "check")));
      if (turn !== this.#turn) return;
      draw(this.#view, { variant, asked, lists, answers, set: (name, value) => this.#set(name, value) });
      this.answer = answers.length > 1 ? answers : answers[0] ?? null;
      if (this.answer) this.#tell("answer", this.answer);
    } catch (fault) {
      if (turn !== this.#turn) return;
      // The author's own words are better than none.
      this.#view.replaceChildren(document.createElement("slot"));
      this.#tell("error", { code: fault.code ?? "not-loaded", message: String(fault.message ?? fault) });
    }
  }

  /** The reader chose something. */
  #set(name, value) {
    this.setAttribute(name, value);
    this.#tell("change", { name, value });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** Several models or devices between blanks or commas stand side by side; four at most. */
function sides(asked) {
  const many = (text) => text.split(/[\s,]+/).filter(Boolean).slice(0, 4);
  const [models, devices] = [many(asked.model), many(asked.hardware)];
  return models.flatMap((model) => devices.map((hardware) => ({ ...asked, model, hardware }))).slice(0, 4);
}

for (const name of KNOWN) {
  Object.defineProperty(WillItRun.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name) ?? "";
    },
    set(value) {
      if (value == null || value === "") this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}

// A second copy of the script leaves the first one's element as it is.
if (!customElements.get("will-it-run")) customElements.define("will-it-run", WillItRun);
