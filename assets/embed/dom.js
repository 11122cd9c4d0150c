// What both kinds of answers are drawn and loaded with.

/** An element with properties, a part by which a page styles it, and what is in it. */
export const el = (tag, props = {}, ...inside) => {
  const { part, ...own } = props;
  const made = Object.assign(document.createElement(tag), own);
  if (part) made.part = part;
  made.append(...inside.filter((one) => one != null));
  return made;
};

/** Loads files below an address, each once. One that could not be had is asked for again the next time. */
export function loader(at) {
  const kept = new Map();
  return (path, read) => {
    if (!kept.has(path)) {
      const got = fetch(at(path)).then(async (response) => {
        if (!response.ok) throw Object.assign(new Error(`There is no ${path.replace(/^.*\/|\..*$/g, "")}.`), { code: "unknown-id" });
        return read(response);
      });
      got.catch(() => kept.delete(path));
      kept.set(path, got);
    }
    return kept.get(path);
  };
}

/** A program of wasm from what a host sent; `start` is what bindgen calls `initSync`. */
export async function compiled(response, start) {
  const right = response.headers.get("content-type") === "application/wasm";
  const module = right ? await WebAssembly.compileStreaming(response) : await WebAssembly.compile(await response.arrayBuffer());
  start({ module });
}

/** An id as the names of files have it. */
export const id = (text) => text.toLowerCase().replace(/[^a-z0-9.+-]/g, "-");
