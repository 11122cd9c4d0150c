/** Of questions, answers and errors: fields may be added, none is renamed or removed within a version. */
export declare const SCHEMA_VERSION: 1;

export interface Device {
  /** Id, name or alias, such as `nvidia-rtx-4090`. */
  hardware: string;
  count?: number;
  /** GiB; needed where the device is sold with several sizes. */
  memory_gib?: number;
  /** GiB that programs may use, where the printed rule is wrong. */
  usable_gib?: number;
}

export interface Rig {
  devices?: Device[];
  host?: { memory_gib?: number; bandwidth_gb_s?: number };
  os?: "linux" | "windows" | "macos";
  display?: boolean;
  ecc?: boolean;
  /** Equal machines, each with these devices and this host; from two on the answer is a `ClusterAnswer`. */
  nodes?: number;
  /** What joins them: a word such as `10gbe`, `infiniband-ndr`, `thunderbolt-5`, or its figures. */
  network?: string | { gbit_s: number; latency_us: number };
  /** How the model is laid over them; what is not said is chosen. */
  parallel?: { tensor?: number; pipeline?: number; replicas?: number; expert?: boolean };
}

export interface Question {
  id?: string | number;
  /** Id, alias or repository, such as `qwen3-8b`. */
  model: string;
  quant?: string;
  imatrix?: boolean;
  mmproj?: boolean;
  images?: number;
  rig: Rig;
  runtime?: string;
  backend?: string;
  /** Tokens for each user. */
  context?: number;
  users?: number;
  kv_k?: string;
  kv_v?: string;
  /** Tokens in the context when decode is asked for. */
  depth?: number;
  prompt?: number;
  placement?: string;
  as_of?: string;
  options?: {
    flash_attention?: boolean; ubatch?: number; batch?: number; kv_unified?: boolean; swa_full?: boolean; logits_rows?: number;
    total_context?: number; gpu_layers?: number; cpu_moe_layers?: number; runtime_overhead_mib?: number;
  };
  thresholds?: { headroom?: number; usable_rate?: number };
}

export type Fit = "comfortable" | "tight" | "marginal" | "does-not-fit" | "unknown";
export type Evidence = "measured" | "measured-near" | "community" | "extrapolated" | "estimated";

/** Tokens a second: typical, the ends of the range that holds for 80 % of rows, and what bandwidth allows. */
export interface Rate {
  tokens_per_second: number;
  low: number;
  high: number;
  ceiling: number;
  evidence: Evidence;
}

/** Bytes by component; null is unknown, never zero. */
export interface Parts {
  weights: number | null;
  kv_cache: number | null;
  kv_cache_swa: number | null;
  recurrent: number | null;
  compute: number | null;
  output: number | null;
  projector: number | null;
  runtime: number | null;
  total: number | null;
}

export interface Answer {
  version: 1;
  id?: string | number;
  fit: Fit;
  memory: {
    device: Parts;
    host: Parts;
    usable: number | null;
    host_usable: number | null;
    /** Free ÷ usable on the fullest device. */
    headroom: number | null;
    limiting: number | null;
    per_device: Array<Parts & { hardware: string; usable: number; layers: number }>;
    file: number | null;
  };
  decode: Rate | null;
  prefill: Rate | null;
  ttft_seconds: number | null;
  joules_per_token: number | null;
  max_context: number | null;
  placement: { layers: number; gpu_layers: number; cpu_moe_layers: number };
  reasons: Array<{ code: string } & Record<string, unknown>>;
  fixes: Array<Record<string, unknown>>;
  sources: string[];
  launch?: Record<string, unknown>;
}

/** The answer to a question whose rig has several nodes: `run.answer(question) as unknown as ClusterAnswer`. */
export interface ClusterAnswer {
  version: 1;
  id?: string | number;
  fit: Fit;
  runtime: "vllm" | "sglang" | "llama.cpp" | "exo";
  nodes: number;
  nodes_of_a_copy: number;
  network: { bytes_per_second: number; latency_seconds: number } | null;
  parallel: { tensor: number; pipeline: number; replicas: number; expert: boolean };
  /** The stages of the first copy; `parts` is what each of a stage's devices holds. */
  stages: Array<{
    node: number; nodes: number; hardware: string; devices: number; first_layer: number; layers: number;
    parts: Parts; usable: number; free: number | null;
  }>;
  limiting: number;
  headroom: number | null;
  device: number | null;
  host: number | null;
  /** One user alone; each of the question's users; all of them together. */
  decode: Rate | null;
  decode_each: Rate | null;
  decode_all: number | null;
  prefill: Rate | null;
  ttft_seconds: number | null;
  most_users: number | null;
  traffic: Record<"decode" | "decode_users" | "prefill", { tokens: number; bytes: number; messages: number; seconds: number }>;
  range_wider: number;
  reasons: Array<{ code: string } & Record<string, unknown>>;
  choices: Array<Record<string, unknown>>;
  sources: string[];
  /** Commands for each node and manifests for Kubernetes. */
  launch?: Record<string, unknown>;
}

export interface Score {
  version: 1;
  hardware: string;
  headline: number | null;
  [part: string]: unknown;
}

export interface ScoreOptions {
  basis?: "live" | "as-published";
  weights?: { throughput?: number; memory?: number; ecosystem?: number; efficiency?: number; value?: number };
}

/** The question of the page about cost; the README of the project lists its fields. */
export type CostQuestion = { question?: Question; rig?: Rig } & Record<string, unknown>;
export type CostAnswer = { version: 1 } & Record<string, unknown>;

export declare class WillItRunError extends Error {
  /** Stable: `unknown-model`, `out-of-range`, … */
  code: string;
  /** Where, such as `rig.devices.0.memory_gib`; may be empty. */
  field: string;
  /** What might have been meant. */
  near: string[];
  /** The other faults of a question about cost. */
  others?: Array<{ code: string; field: string; message: string; near: string[] }>;
}

export interface Listed {
  models: Array<{ id: string; name: string }>;
  hardware: Array<{ id: string; name: string; gib: number[] }>;
}

export declare class WillItRun {
  private constructor();
  /** The day of the catalog's data, such as `2026-11-22`. */
  readonly dataOf: string;
  list(): Listed;
  answer(question: Question): Answer;
  sweep<F extends keyof Question>(question: Question, field: F, values: Iterable<Question[F]>):
    Array<{ value: Question[F]; answer: Answer; error?: undefined } | { value: Question[F]; answer?: undefined; error: unknown }>;
  score(device: string | Device, options?: ScoreOptions): Score;
  breakEven(question: CostQuestion): CostAnswer;
  /** Reads the header of a GGUF file; of a split model, of all parts. */
  readGguf(files: Sliceable | Uint8Array | ArrayBuffer | Array<Sliceable | Uint8Array | ArrayBuffer>): Promise<GgufModel>;
  free(): void;
}

/** Anything that a part of can be read: a Blob, a File, or one's own. */
export interface Sliceable {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A model of the reader's own file. */
export declare class GgufModel {
  private constructor();
  readonly name: string;
  readonly architecture: string;
  /** Whether the rules know it by name; else they go by what the header says. */
  readonly architecture_known: boolean;
  readonly license: string;
  readonly parts: number;
  readonly quant: string;
  /** Whether the file names its quant, or most of its bytes do. */
  readonly quant_from: "file" | "tensors";
  readonly parameters: number;
  readonly bytes: number;
  readonly bits_per_weight: number;
  readonly context_max: number | null;
  readonly tensors: number;
  /** Model and quant are the file's. */
  answer(question: Omit<Question, "model"> & { model?: string }): Answer;
  free(): void;
}

type Place = string | URL | ArrayBuffer | Uint8Array;

/** Loads engine and catalog, which lie beside the module unless said otherwise. */
export declare function load(options?: { wasm?: Place | WebAssembly.Module; catalog?: Place }): Promise<WillItRun>;
