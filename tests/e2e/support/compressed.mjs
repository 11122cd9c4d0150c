// The built site as good hosts serve it: with brotli, hashed files kept for ever. For measuring; the tests have a server that is simpler.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const TYPES = {
  html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", wasm: "application/wasm", json: "application/json", txt: "text/plain",
  webmanifest: "application/manifest+json", svg: "image/svg+xml", png: "image/png", bin: "application/octet-stream",
};

/** Starts it; each file is compressed once. */
export async function compressed() {
  const kept = new Map();
  const packed = (file) => {
    if (!kept.has(file)) kept.set(file, brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    return kept.get(file);
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const path = join(DIST, decodeURIComponent(pathname));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
    if (!file.startsWith(DIST) || !existsSync(file)) {
      response.writeHead(404);
      return response.end();
    }
    const hashed = /-[0-9a-f]{16}(_bg)?\.\w+$/.test(file);
    response.writeHead(200, {
      "Content-Type": TYPES[file.split(".").at(-1)] ?? "application/octet-stream",
      "Content-Encoding": "br",
      "Cache-Control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
    });
    response.end(packed(file));
  });
  await new Promise((then) => server.listen(0, "127.0.0.1", then));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
