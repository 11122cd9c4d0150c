// The engine, loaded once for all elements of a page, and the files it is asked with.
import { ask, initSync } from "engine";
import { compiled, id, loader } from "./dom.js";

export const at = (path) => new URL(`./${BUILD}/${path}`, import.meta.url);
const load = loader(at);

const bytes = (path) => load(path, async (response) => new Uint8Array(await response.arrayBuffer()));
const engine = () => load("engine.wasm", (response) => compiled(response, initSync));

/** One call: files and a line in, each file after its length; JSON out. */
async function call(model, devices, line) {
  await engine();
  const length = (file) => new Uint32Array([file.length]);
  const input = await new Blob([length(model), model, length(devices), devices, line]).arrayBuffer();
  return JSON.parse(new TextDecoder().decode(ask(new Uint8Array(input))));
}

/** All devices or all models: id, name, and sizes of memory in GiB. */
export const list = (what) => load(`${what}.json`, (response) => response.json());

/** The answer to a question; `all` where the devices are loaded anyway because the reader picks. */
export async function answer({ model, hardware, count, memory, host, quant, context }, all) {
  const mib = (gib) => (gib ? Math.round(gib * 1024) : "-");
  const line = [id(hardware) || "-", count || "-", mib(memory), mib(host), quant.replaceAll(" ", "_") || "-", context || "-"].join(" ");
  const [of, on] = await Promise.all([bytes(`models/${id(model)}.bin`), bytes(all ? "devices.bin" : `devices/${id(hardware)}.bin`)]);
  return call(of, on, line);
}
