// A host of the built site that can be cut off, lack a file, or have another version of it.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const TYPES = {
  html: "text/html; charset=utf-8", txt: "text/plain", css: "text/css", js: "text/javascript", wasm: "application/wasm", json: "application/json",
  webmanifest: "application/manifest+json", svg: "image/svg+xml", png: "image/png",
};

export const read = (path) => readFileSync(join(DIST, path));

/** What the worker was told by the build. */
export const build = (worker = read("sw.js").toString()) => JSON.parse(worker.match(/const BUILD = (\{.*\});/)[1]);

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("base64");

/** Starts the host; `version` and `gone` may be changed while it runs. */
export async function changeable({ prefix = "" } = {}) {
  const base = `${prefix}/`;
  const host = { version: newest, gone: new Set(), asked: [] };
  const answer = (request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const path = decodeURIComponent(pathname.slice(base.length));
    host.asked.push(path);
    const end = (status, body, headers = {}) => {
      response.writeHead(status, { "Cache-Control": "no-cache", ...headers });
      response.end(body);
    };
    if (!pathname.startsWith(base)) return end(404, "");
    if (path && !path.endsWith("/") && existsSync(join(DIST, path, "index.html"))) return end(308, "", { Location: `${pathname}/` });
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const type = TYPES[file.split(".").at(-1)] ?? "application/octet-stream";
    const body = host.gone.has(path) ? undefined : host.version(file);
    return body === undefined ? end(404, host.version("404.html"), { "Content-Type": TYPES.html }) : end(200, body, { "Content-Type": type });
  };
  let server;
  let port = 0;
  host.start = () => new Promise((then) => {
    server = createServer(answer).listen(port, "127.0.0.1", () => {
      ({ port } = server.address());
      then();
    });
  });
  host.stop = () => new Promise((then) => {
    server.close(then);
    server.closeAllConnections();
  });
  await host.start();
  host.address = `http://127.0.0.1:${port}${base}`;
  return host;
}

/** The site as it was built. */
export function newest(file) {
  const path = join(DIST, file);
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path) : undefined;
}

/**
 * The site of another build: a mark in the head of its pages, the same mark in its style sheet, which has another name for it,
 * and a worker that keeps exactly these.
 */
export function marked(mark, data = "2026-01-01") {
  const style = readdirSync(DIST).find((name) => /^app-[0-9a-f]+\.css$/.test(name));
  const other = `app-${createHash("sha256").update(mark).digest("hex").slice(0, 16)}.css`;
  const change = (file, body) => {
    if (!file.endsWith("index.html")) return body;
    const text = body.toString()
      .replace(new RegExp(`<link[^>]*${style}[^>]*>`), `<link rel="stylesheet" href="./${other}" />`)
      .replace("<title>", `<meta name="build" content="${mark}" /><title>`)
      .replace(/data-date="[^"]*"/, `data-date="${data}"`);
    return Buffer.from(text);
  };
  const version = (file) => {
    if (file === style) return undefined;
    if (file === other) return Buffer.concat([newest(style), Buffer.from(`\n:root { --build: ${mark}; }\n`)]);
    const body = newest(file);
    return body && (file === "sw.js" ? worker(body.toString()) : change(file, body));
  };
  const worker = (text) => {
    const told = build(text);
    delete told.files[style];
    told.files[other] = "";
    for (const path of Object.keys(told.files)) told.files[path] = sha256(version(path === "" || path.endsWith("/") ? `${path}index.html` : path));
    return text.replace(/const BUILD = \{.*\};/, () => `const BUILD = ${JSON.stringify({ ...told, version: mark, data })};`);
  };
  version.style = other;
  return version;
}
