// The page that is framed: the widget with what the address says, and its height told to the page around it.
import "./element.js";

const KNOWN = ["model", "hardware", "count", "memory", "host", "quant", "context", "hours", "price", "rent", "variant", "theme", "lang"];
const asked = new URLSearchParams(location.search);
const widget = document.createElement("will-it-run");
for (const name of KNOWN) if (asked.get(name)) widget.setAttribute(name, asked.get(name));
widget.append(document.createTextNode("The widget could not be loaded."));
document.body.append(widget);

if (parent !== window) {
  // A height gives nothing away, so that an unknown host may hear it, too.
  let origin = "*";
  try {
    origin = new URL(asked.get("origin")).origin;
  } catch {
    // The host did not say who it is.
  }
  const tell = () => parent.postMessage({ type: "will-it-run:height", version: 1, height: document.documentElement.getBoundingClientRect().height }, origin === "null" ? "*" : origin);
  new ResizeObserver(tell).observe(document.documentElement);
}
