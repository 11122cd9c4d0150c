// will-it-run as a module: the site's own engine, in browsers, Node and workers. Nothing is sent anywhere.
import { Api, HeaderScan, ModelFile, initSync } from "./engine.js";

/** Of questions, answers and errors: fields may be added, none is renamed or removed within a version. */
export const SCHEMA_VERSION = 1;

/** What is wrong with a question: `code` is stable, `field` says where, `near` what might have been meant. */
export class WillItRunError extends Error {
  constructor({ code, field = "", message, near = [] }) {
    super(message);
    this.name = "WillItRunError";
    Object.assign(this, { code, field, near });
  }
}

/** Bytes of a header that are read in one go. */
const PIECE = 1 << 20;

/** What the engine says, or the error that it is. */
function said(json) {
  const { ok, error, errors, ...answer } = JSON.parse(json);
  if (ok) return answer;
  const [first, ...others] = errors ?? [error];
  throw Object.assign(new WillItRunError(first), others.length ? { others } : {});
}

const inNode = typeof process === "object" && process.versions?.node && typeof window === "undefined";

async function bytes(given, name) {
  if (given instanceof Uint8Array) return given;
  if (given instanceof ArrayBuffer) return new Uint8Array(given);
  if (given instanceof WebAssembly.Module) return given;
  const address = given ?? new URL(name, import.meta.url);
  if (inNode && new URL(address, import.meta.url).protocol === "file:") {
    const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ "node:fs/promises");
    return readFile(new URL(address, import.meta.url));
  }
  const response = await fetch(address);
  if (!response.ok) throw new WillItRunError({ code: "not-loaded", message: `${address} answered ${response.status}` });
  return new Uint8Array(await response.arrayBuffer());
}

let started;

/**
 * Loads engine and catalog. Both lie beside this file; `wasm` and `catalog` say where else, as address or bytes.
 * Several calls share one engine.
 */
export async function load({ wasm, catalog } = {}) {
  started ??= bytes(wasm, "./engine.wasm").then(async (code) => {
    initSync({ module: code instanceof WebAssembly.Module ? code : await WebAssembly.compile(code) });
  });
  try {
    await started;
  } catch (fault) {
    started = undefined;
    throw fault instanceof WillItRunError ? fault : new WillItRunError({ code: "not-loaded", message: `the engine cannot start: ${fault.message}` });
  }
  const api = Api.open(await bytes(catalog, "./catalog.bin"));
  if (!api) throw new WillItRunError({ code: "damaged-catalog", field: "catalog", message: "the catalog is damaged or of another version" });
  return new WillItRun(api);
}

/** The engine over a catalog. */
export class WillItRun {
  #api;

  constructor(api) {
    this.#api = api;
  }

  /** The day of the catalog's data. */
  get dataOf() {
    return this.#api.data_of();
  }

  /** Ids and names of all models, and of all devices with the sizes of memory they are sold with. */
  list() {
    return JSON.parse(this.#api.list());
  }

  #call(what, asked) {
    return said(this.#api.call(what, JSON.stringify(asked ?? null)));
  }

  /** The answer to a question. Throws a WillItRunError that names the field. */
  answer(question) {
    const { id, ...answer } = this.#call("answer", question);
    return { version: SCHEMA_VERSION, ...(question?.id === undefined ? {} : { id }), ...answer };
  }

  /**
   * Answers for each value of one field: `sweep(question, "context", [4096, 8192])`. A value that cannot be answered has an `error`
   * beside it, so that one of them does not lose the others.
   */
  sweep(question, field, values) {
    return [...values].map((value) => {
      try {
        return { value, answer: this.answer({ ...question, [field]: value }) };
      } catch (error) {
        return { value, error };
      }
    });
  }

  /** The score of a device, with its parts and the sum as terms. */
  score(device, options = {}) {
    const given = typeof device === "string" ? { hardware: device } : device;
    return { version: SCHEMA_VERSION, ...this.#call("score", { device: given, ...options }) };
  }

  /** Buy, rent or pay by the token. All faults at once: the first is thrown, `others` holds the rest. */
  breakEven(question) {
    return { version: SCHEMA_VERSION, ...this.#call("break-even", question) };
  }

  /**
   * Reads the header of a GGUF file: a Blob or File, bytes, or anything with `size` and `slice`; of a split model an array of all parts. Of many
   * gigabytes only the first megabytes are read.
   */
  async readGguf(files) {
    const scans = [];
    for (const file of Array.isArray(files) ? files : [files]) {
      const blob = file instanceof Uint8Array || file instanceof ArrayBuffer ? new Blob([file]) : file;
      const scan = new HeaderScan(blob.size);
      for (let step = said(scan.begin()); !step.done;) {
        const piece = blob.slice(step.at, Math.min(blob.size, step.at + Math.max(step.least, PIECE)));
        step = said(scan.feed(new Uint8Array(await piece.arrayBuffer())));
      }
      scans.push(scan);
    }
    let file;
    try {
      file = ModelFile.open(scans);
    } catch (fault) {
      said(fault);
    }
    return new GgufModel(this.#api, file);
  }

  /** Gives the memory back; nothing may be asked afterwards. */
  free() {
    this.#api.free();
  }
}

/** A model of the reader's own file: what its header says, and answers with its own tensors. */
export class GgufModel {
  #api;
  #file;

  constructor(api, file) {
    this.#api = api;
    this.#file = file;
    Object.assign(this, JSON.parse(file.info()));
  }

  /** The answer to a question; its model and quant are the file's. Without fixes and sources, which are about models of the catalog. */
  answer(question) {
    const { id, ...answer } = said(this.#api.answer_file(this.#file, JSON.stringify({ model: "", ...question })));
    return { version: SCHEMA_VERSION, ...(question?.id === undefined ? {} : { id }), ...answer };
  }

  /** Gives the memory back. */
  free() {
    this.#file.free();
  }
}
