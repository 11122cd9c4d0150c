// Answers for the site without a network. One version of the site is kept whole in a cache of its own, and a page only
// ever gets files of one version: the next one is fetched beside it and takes over when the reader says so.
"use strict";

// Written by the build:
//   version  names the version, a hash of all that is kept
//   data     the catalog's day
//   files    address below the site → SHA-256 of its content; an address that ends in a slash is a page
//   own      addresses that have a page of their own
//   any      group → the page that stands in for every id of the group
//   asked    groups whose ids go into one page's query
//   packed   folder → the file that its small files are kept in
//   missing  the page where nothing is
const BUILD = /* the build */ null;

// What a reader may get to see from here.
const TEXT = { notKept: "This file is not kept for reading without a network." };

const SCOPE = new URL(self.registration.scope);
// Other sites may live on the same host, below other paths.
const OURS = `will-it-run ${SCOPE.pathname} `;
const NAME = OURS + BUILD.version;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", answer);
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
  else if (event.data === "who") event.ports[0]?.postMessage({ version: BUILD.version, data: BUILD.data });
});

/** Keeps the whole version, or nothing of it: the version before goes on. */
async function install() {
  try {
    const cache = await caches.open(NAME);
    await Promise.all(Object.keys(BUILD.files).map((path) => keep(cache, path)));
  } catch (error) {
    await caches.delete(NAME).catch(() => {});
    throw error;
  }
}

async function keep(cache, path) {
  // Most files are the same from version to version.
  const known = (await whole(cache, path)) || (await elsewhere(path));
  await cache.put(address(path), known || (await load(path)));
}

/** The file in the cache of another version, if it is the same. */
async function elsewhere(path) {
  for (const name of await ours()) {
    const found = name === NAME ? undefined : await whole(await caches.open(name), path);
    if (found) return found;
  }
  return undefined;
}

/** From the network; what is not the file of this version is refused. */
async function load(path) {
  // A name with a hash never means anything else, so the browser's own cache will do; pages are asked for anew.
  const isHashed = /[0-9a-f]{12}/.test(path);
  const response = await fetch(address(path), {
    cache: isHashed ? "default" : "no-cache",
    credentials: "same-origin",
    integrity: `sha256-${BUILD.files[path]}`,
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return again(response, await response.arrayBuffer());
}

/** From a cache, if it is there and is what it was. */
async function whole(cache, path) {
  const kept = await cache.match(address(path));
  if (!kept) return undefined;
  const body = await kept.arrayBuffer();
  const hash = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", body))));
  return hash === BUILD.files[path] ? again(kept, body) : undefined;
}

/** The same response, free of how it travelled: no encoding, no redirect (a page may not be one). */
function again(response, body) {
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Transfer-Encoding"]) headers.delete(name);
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}

/** Caches of this site; the oldest first. */
async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS));
}

/** Keeps this version and the one before, whose pages may still be open in other tabs. */
async function tidy() {
  const before = (await ours()).filter((name) => name !== NAME);
  await Promise.all(before.slice(0, -1).map((name) => caches.delete(name)));
}

function has(map, key) {
  return Object.prototype.hasOwnProperty.call(map, key);
}

function address(path) {
  return new URL(path, SCOPE).href;
}

function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return;
  const path = url.pathname.slice(SCOPE.pathname.length);
  if (request.mode === "navigate") event.respondWith(navigate(event, path, url));
  else if (has(BUILD.files, path) && !path.endsWith("/")) event.respondWith(file(event, path));
  else if (packed(path)) event.respondWith(small(event, path, packed(path)));
  else event.respondWith(other(request));
}

/** A page, by the mapping that the build wrote its files by. */
async function navigate(event, path, url) {
  const bare = path.replace(/(^|\/)index\.html$/, "$1");
  const [, group, id, slash] = /^([^/]+\/)?([^/]*)(\/?)$/.exec(bare) || [];
  // Hosts lead to the slash, too, so that relative addresses work.
  if (id && slash === "" && (BUILD.own.includes(`${bare}/`) || (group && has(BUILD.any, group)))) {
    return Response.redirect(address(`${bare}/`) + url.search, 302);
  }
  if (BUILD.own.includes(bare)) return file(event, bare);
  if (group && id && has(BUILD.any, group)) return file(event, BUILD.any[group]);
  if (group && id && BUILD.asked.includes(group)) {
    const more = url.search ? `&${url.search.slice(1)}` : "";
    return Response.redirect(`${address(group)}?of=${id}${more}`, 302);
  }
  try {
    return await fetch(event.request);
  } catch {
    if (/\.\w+$/.test(path)) return new Response(TEXT.notKept, { status: 503, headers: { "Content-Type": "text/plain; charset=utf-8" } });
    const missing = await file(event, BUILD.missing);
    return new Response(missing.body, { status: 404, headers: missing.headers });
  }
}

/** A file of this version; one that was lost or damaged comes from the network and is kept again. */
async function file(event, path) {
  const cache = await caches.open(NAME).catch(() => undefined);
  const kept = cache && (await whole(cache, path).catch(() => undefined));
  if (kept) return kept;
  let repaired;
  try {
    repaired = await load(path);
  } catch {
    // The host has another version by now, or none: this one cannot be made whole any more.
    const response = await fetch(event.request);
    event.waitUntil(abandon());
    return response;
  }
  // A full disk is no reason not to answer.
  if (cache) event.waitUntil(cache.put(address(path), repaired.clone()).catch(() => {}));
  return repaired;
}

/** The folder of small files that a path is in. */
function packed(path) {
  return Object.keys(BUILD.packed).find((folder) => path.startsWith(folder));
}

/** What packs hold, unpacked once for as long as the worker runs. */
const opened = new Map();

/** A pack's list and where its contents begin; nothing where it is lost or damaged, which is kept again for the next time, if it can be. */
async function open(event, name) {
  const cache = await caches.open(NAME).catch(() => undefined);
  const kept = cache && (await whole(cache, name).catch(() => undefined));
  if (!kept) {
    if (cache) event.waitUntil(keep(cache, name).catch(() => {}));
    return undefined;
  }
  const pack = await new Response(kept.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const contents = 4 + new DataView(pack).getUint32(0, true);
  return { pack, contents, list: JSON.parse(new TextDecoder().decode(pack.slice(4, contents))) };
}

/** One of many small files, from the one that they are kept in; what is not in it, or no longer, comes from the network. */
async function small(event, path, folder) {
  const name = BUILD.packed[folder];
  const found = opened.get(name) || (await open(event, name).catch(() => undefined));
  const file = path.slice(folder.length);
  if (!found || !has(found.list, file)) return fetch(event.request);
  opened.set(name, found);
  const [begin, size] = found.list[file];
  const type = file.endsWith(".json") ? "application/json" : "application/octet-stream";
  const from = found.contents + begin;
  return new Response(found.pack.slice(from, from + size), { headers: { "Content-Type": type } });
}

/** Forgets this version. Pages then come from the network, each with the files of its own version, while the next one is fetched. */
async function abandon() {
  await caches.delete(NAME);
  await self.registration.update();
}

/** Not of this version: a file of the one before for a page that is still open, or nothing of ours. */
async function other(request) {
  for (const name of (await ours().catch(() => [])).reverse()) {
    if (name === NAME) continue;
    const kept = await (await caches.open(name)).match(request).catch(() => undefined);
    if (kept) return kept;
  }
  return fetch(request);
}
