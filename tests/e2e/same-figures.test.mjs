// The page and the command line are one engine: the same question gives the same verdict, bytes and speeds.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { answers } from "./support/host.mjs";
import { bytesOf, fit, rangeOf } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

const on = (hardware, more = {}) => ({ devices: [{ hardware, ...more }] });

/** Each question as the command line and as the address write it. */
const CASES = [
  {
    name: "a dense model with room to spare",
    question: { id: "dense", model: "llama-3.1-8b-instruct", rig: on("nvidia-l40s") },
    address: "model=llama-3.1-8b-instruct&on=nvidia-l40s",
  },
  {
    name: "experts, windows, eight users, an eight-bit cache",
    question: { id: "experts", model: "gpt-oss-20b", rig: on("nvidia-rtx-4090"), context: 32768, users: 8, kv_k: "q8_0", kv_v: "q8_0" },
    address: "model=gpt-oss-20b&on=nvidia-rtx-4090&ctx=32768&users=8&k=q8_0&v=q8_0",
  },
  {
    name: "two cards and a large model",
    question: { id: "two", model: "llama-3.3-70b-instruct", quant: "IQ4_XS", rig: on("nvidia-rtx-3090", { count: 2 }), context: 16384 },
    address: "model=llama-3.3-70b-instruct&on=nvidia-rtx-3090&n=2&quant=IQ4_XS&ctx=16384",
  },
  {
    name: "one of several memory sizes",
    question: { id: "sizes", model: "qwen3-30b-a3b", quant: "Q4_K_M", rig: on("apple-m4-pro-20c", { memory_gib: 48 }) },
    address: "model=qwen3-30b-a3b&on=apple-m4-pro-20c&mem=48&quant=Q4_K_M",
  },
  {
    name: "a model that does not fit",
    question: { id: "large", model: "llama-3.3-70b-instruct", quant: "Q8_0", rig: on("nvidia-rtx-4090"), placement: "device" },
    address: "model=llama-3.3-70b-instruct&on=nvidia-rtx-4090&quant=Q8_0&place=device",
  },
  {
    name: "tensors over two cards in blocks of sixteen",
    question: { id: "vllm", model: "gemma-3-27b-it", runtime: "vllm", quant: "FP8", rig: on("nvidia-l40s", { count: 2 }), context: 16384, users: 4, kv_k: "fp8", kv_v: "fp8" },
    address: "model=gemma-3-27b-it&runtime=vllm&quant=FP8&on=nvidia-l40s&n=2&ctx=16384&users=4&k=fp8&v=fp8",
  },
  {
    name: "a Mac with a runtime of its own",
    question: { id: "mlx", model: "qwen3-30b-a3b", runtime: "mlx", rig: on("apple-m4-max-40c", { memory_gib: 64 }) },
    address: "model=qwen3-30b-a3b&runtime=mlx&on=apple-m4-max-40c&mem=64",
  },
];

describe("page and command line", () => {
  const site = useSite();
  let hosts;
  before(() => {
    hosts = answers(CASES.map(({ question }) => question));
  });

  for (const [at, { name, address }] of CASES.entries()) {
    test(`agree on ${name}`, site.test(async ({ page, open }) => {
      const host = hosts[at];
      assert.equal(host.ok, true, JSON.stringify(host.error));
      await open(`/?${address}`);
      assert.equal(await fit(page), host.fit);

      const column = (nth) => page.locator(`.memory tfoot td:nth-of-type(${nth}) small`).textContent();
      assert.equal(bytesOf(await column(1)), host.memory.device.total);
      if (host.memory.host.total > 0) assert.equal(bytesOf(await column(2)), host.memory.host.total);
      const parts = { Weights: "weights", "KV cache": "kv_cache", "Compute buffer": "compute", "Runtime and driver": "runtime" };
      for (const [label, key] of Object.entries(parts)) {
        // A part that is nowhere has no row.
        if (host.memory.device[key] + host.memory.host[key] === 0) continue;
        const row = page.locator(".memory tbody tr").filter({ has: page.getByRole("rowheader", { name: label, exact: true }) });
        assert.equal(bytesOf(await row.locator("td small").first().textContent()), host.memory.device[key], label);
      }

      for (const key of ["decode", "prefill"]) {
        const figure = page.locator(`.rate [data-term="${key}"]`);
        if (host[key] === null) {
          // Nothing that does not fit has a speed, which is not the same as an unknown one.
          assert.equal(await figure.innerText(), host.fit === "does-not-fit" ? "–" : "unknown");
          continue;
        }
        const [low, high] = rangeOf(await figure.textContent());
        // Shown in two or three digits; one unit of the last digit of the larger end holds both.
        const digit = host[key].high >= 999.5 ? 10 ** (Math.floor(Math.log10(host[key].high)) - 2) : host[key].high >= 19.95 ? 1 : 0.1;
        assert.ok(Math.abs(low - host[key].low) <= digit, `${key}: ${low} and ${host[key].low}`);
        assert.ok(Math.abs(high - host[key].high) <= digit, `${key}: ${high} and ${host[key].high}`);
      }
      const longest = (await page.locator('[data-term="max_context"]').innerText()).replaceAll(/[^\d]/g, "");
      assert.equal(longest === "" ? null : Number(longest), host.max_context);
    }));
  }
});
