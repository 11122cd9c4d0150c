// Draws SVG files as PNG: `node -e … NODE_MODULES LIST`, where LIST is a JSON file of [from, to] pairs.
const { readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const [modules, list] = process.argv.slice(1);
const tools = createRequire(join(modules, "draw.cjs"));
const { initWasm, Resvg } = tools("@resvg/resvg-wasm");
const fonts = join(modules, "dejavu-fonts-ttf/ttf");
const font = {
  loadSystemFonts: false,
  defaultFontFamily: "DejaVu Sans",
  fontBuffers: ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) => readFileSync(join(fonts, name))),
};

(async () => {
  await initWasm(readFileSync(join(modules, "@resvg/resvg-wasm/index_bg.wasm")));
  for (const [from, to] of JSON.parse(readFileSync(list, "utf8"))) {
    const drawn = new Resvg(readFileSync(from, "utf8"), { font }).render();
    writeFileSync(to, drawn.asPng());
    drawn.free();
  }
})();
