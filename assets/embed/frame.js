// An iframe for pages that let no foreign script draw in them: <script async src="…/embed/v1/embed.js" data-model="…" data-hardware="…"></script>
const tag = document.currentScript;
const KNOWN = ["model", "hardware", "count", "memory", "host", "quant", "context", "hours", "price", "rent", "variant", "theme", "lang"];
/** What a frame may ask for, pixels. */
const [LEAST, MOST] = [32, 4000];

if (tag) {
  const page = new URL("../check/", tag.src);
  for (const name of KNOWN) if (tag.dataset[name]) page.searchParams.set(name, tag.dataset[name]);
  page.searchParams.set("origin", location.origin);
  const frame = document.createElement("iframe");
  frame.src = page.href;
  frame.title = tag.dataset.title || "Will it run?";
  frame.loading = "lazy";
  frame.className = "will-it-run-frame";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  Object.assign(frame.style, { width: "100%", height: "260px", border: "0", colorScheme: "normal" });
  tag.after(frame);
  addEventListener("message", (message) => {
    // Only this frame, only from where it was loaded, only a number.
    if (message.source !== frame.contentWindow || message.origin !== page.origin) return;
    const { type, version, height } = message.data ?? {};
    if (type !== "will-it-run:height" || version !== 1 || !Number.isFinite(height)) return;
    frame.style.height = `${Math.min(MOST, Math.max(LEAST, Math.round(height)))}px`;
  });
}
