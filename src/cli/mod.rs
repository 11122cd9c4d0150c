//! The command line: questions in, answers out. `will-it-run help` prints the commands.

mod answer;
mod args;
mod break_even;
mod check;
mod choose;
mod cluster;
mod compare;
mod cost_options;
mod document;
mod draft;
mod fine_tune;
mod import;
mod list;
mod report;
mod score;
mod together;
mod weights;
mod workloads;

use std::ffi::OsString;
use std::io::{BufRead, Write};
use std::process::ExitCode;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;

/// How a command ended, when not well.
#[derive(Debug)]
pub enum Failure {
    /// The command line itself is wrong; the text says how to go on.
    Usage(String),
    /// The question has a fault; the text names it.
    Question(String),
    /// Reading or writing failed.
    Io(std::io::Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

const HELP: &str = "\
will-it-run: will this model run on this hardware, and how fast?

  will-it-run answer                       questions as JSON lines on standard input, answers as JSON lines
  will-it-run check MODEL --on DEVICE …    one answer for people
      --on DEVICE[:N]    device id, name or alias; two of a card: --on nvidia-rtx-3090:2; without: the host's CPU
                         unequal ones: --on nvidia-rtx-3090:2+nvidia-rtx-4090
      --memory GIB       installed memory, for devices sold in several sizes
      --quant Q          default Q4_K_M, or the model's native type
      --context N        tokens per user (default the smaller of 8192 and the model's maximum)
      --users N   --kv TYPE   --depth N   --prompt N   --host-memory GIB   --backend NAME   --os NAME
      --host TYPE        memory of the host by kind, rate and channels: ddr4-3200x2, ddr5-5600x2, ddr5-4800x12, lpddr5x-8533x2
      --disk D           where RAM is short: weights read from sata, pcie3, pcie4, pcie5 or a disk of so many GB/s
      --runtime NAME   --placement auto|device|host   --imatrix   --mmproj   --json
      --nodes N --network NAME|GBIT/MICROSECONDS   so many equal machines: vllm, sglang, llama.cpp or exo lays the model over them
      --tensor N   --pipeline N   --replicas N   --expert   how, where you know better   --manifests DIR   writes what kubectl takes
  will-it-run together --on DEVICE … MODEL[@QUANT][,context=N,users=N,…] MODEL2 …   several models at once on one rig
      each with name=, devices=0+1, context=, users=, depth=, prompt=, kv=, placement=, runtime=, backend=
      --memory GIB   --host-memory GIB   --host TYPE   --os NAME   --display   --json
      without models: questions {\"rig\":…,\"models\":[…]} as JSON lines on standard input, answers as JSON lines
      --draft MODEL2[@Q]|mtp|auto   a drafter beside it: memory, verdict, gain by kind of text   --draft-tokens N
  will-it-run choose --model M [--model M2] …   rigs that run it, ranked, as JSON
      --quant Q          default: on each rig the best of those that publishers offer
      --context N   --users N   --depth N   --kv TYPE   --images N
      --speed TOKS       decode wanted for each user
      --budget USD   --power WATTS   --used | --new   --os NAME   --backend NAME   --vendor V   --class C
      --form F           card, passive-card, socket, desktop, laptop, mini-pc, board, server, phone
      --devices N        most equal cards in one rig, default 2
      --host-memory GIB  RAM of the host around cards: layers may then go there
      --order price|speed|efficiency   --all   --limit N   --as-of DATE
  will-it-run best [SLUG] [--limit N]      a saved question to the chooser, as JSON; without SLUG, the slugs
  will-it-run alternatives DEVICE [--memory GIB] [--as-of DATE]   devices near one, a step up, a step down, as JSON
  will-it-run break-even …                 buy, rent or API, as JSON; without options, questions as JSON lines on standard input
      --price USD   --rent USD_PER_HOUR   (a figure, or LOW-HIGH; default from the catalog for --on DEVICE[:N])
      --on DEVICE[:N]   --memory GIB   --model M   --quant Q   --context N   --users N   --rigs N
      --hours H | --tokens N | --people N (a day)   --preset hobby|coding-agent|small-team|service|batch
      --tokens-per-person N   --window H   --prompt-per-answer R   --cached SHARE   --decode TOK_S   --prefill TOK_S
      --condition any|new|used|msrp   --host USD   --host-share SHARE   --tax SHARE   --maintenance USD_A_MONTH
      --resale SHARE   --depreciation SHARE_A_YEAR   --curve declining|linear   --loan-down SHARE   --loan-rate SHARE   --loan-months N
      --load-w W   --host-w W   --idle-w W   --hours-on H   --pue X   --cooling SHARE
      --tariff USD_PER_KWH | --country XX   --customer household|business   (without any of these: before power)
      --provider P   --kind on-demand|spot|community|reserved   --least-hours H_A_MONTH
      --billing-minutes MIN   --start-minutes MIN   --starts N_A_DAY   --disk-gb GB   --disk-price USD   --egress-gb GB   --egress-price USD
      --api-provider P   --api-model M   --api-input USD   --api-cached USD   --api-output USD   --api-decline SHARE_A_YEAR
      --horizon MONTHS   --discount SHARE_A_YEAR   --currency XXX --per-usd RATE   --as-of DATE
  will-it-run fine-tune MODEL --on DEVICE[:N] …   memory of training, for people or --json; without a model, questions as JSON lines
      --method qlora|lora|full   --rank N   --targets all-linear|dense|attention|query-value   --sequence N   --batch N
      --precision bf16-mixed|bf16|fp32   --accumulation N   --checkpointing full|selective|none   --no-flash-attention
      --optimizer adamw|adamw-8bit|paged-adamw|paged-adamw-8bit|adafactor|sgd|lion|lion-8bit|muon   --offload-optimizer
      --sharding ddp|zero-1|zero-2|zero-3   --logits full|chunked|fused   --memory GIB   --host-memory GIB   --overhead-mib N
  will-it-run weights MODEL QUANT [--imatrix]   tensor bytes of the file and as loaded
  will-it-run score DEVICE [--memory GIB] [--as-published]   0 to 1000, with its parts and their sum
      --throughput N --memory-weight N --ecosystem N --efficiency N --value N   how much each part counts (500 200 200 100 0)
  will-it-run workloads DEVICE [--memory GIB]   what the device does of seven workloads
      --workload NAME=MODEL@QUANT,context=N,depth=N,users=N,rate=TOKS   your own instead; may stand several times
  will-it-run compare A B [C D]            rigs side by side: DEVICE, DEVICE@GIB, DEVICE:N, A+B, with +GIB of host memory
      --workload …       as above
  will-it-run compare MODEL MODEL … --on DEVICE [--context N] [--quant Q]   models side by side on one rig
      each prints one JSON document: \"ok\" with the figures, or \"error\"
  will-it-run import FILE|-                output of llama-bench (md, csv, json, jsonl), ollama run --verbose or vllm bench
                                           serve as rows, faults and records for the catalog, as JSON
      --device ID   --model ID   --quant Q   --backend NAME   what the output does not say; it is never guessed
      --date DAY         of output without one, default the catalog's   --source KEY   key of the source in the records
  will-it-run list models|hardware|quants|runtimes [WORDS]   ids with names; words narrow the list
  will-it-run help
";

/// Runs a command line; a fault in a question is exit status 1, a wrong command line 2.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> ExitCode {
    match dispatch(args, input, output) {
        Ok(code) => code,
        Err(Failure::Usage(text)) => {
            eprintln!("will-it-run: {text}\nTry: will-it-run help");
            ExitCode::from(2)
        }
        Err(Failure::Question(text)) => {
            eprintln!("will-it-run: {text}");
            ExitCode::from(1)
        }
        // Somebody closed the pipe (`| head`): nobody is left to tell.
        Err(Failure::Io(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Io(error)) => {
            eprintln!("will-it-run: {error}");
            ExitCode::from(1)
        }
    }
}

fn dispatch(
    args: impl IntoIterator<Item = OsString>,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<ExitCode, Failure> {
    let mut args = args::Args::new(args);
    let command = args.word().unwrap_or_else(|| "help".to_owned());
    match command.as_str() {
        "answer" => answer::run(args, &calculator()?, input, output),
        "check" => check::run(args, &calculator()?, output),
        "choose" => choose::run(args, &calculator()?, output),
        "best" => choose::best(args, &calculator()?, output),
        "alternatives" => choose::near(args, &calculator()?, output),
        "break-even" => break_even::run(args, &calculator()?, input, output),
        "weights" => weights::run(args, &calculator()?, output),
        "fine-tune" => fine_tune::run(args, &calculator()?, input, output),
        "score" => score::run(args, &calculator()?, output),
        "workloads" => workloads::run(args, &calculator()?, output),
        "compare" => compare::run(args, &calculator()?, output),
        "import" => import::run(args, &calculator()?, input, output),
        "together" => together::run(args, &calculator()?, input, output),
        "list" => list::run(args, &calculator()?, output),
        "help" | "--help" | "-h" => {
            output.write_all(HELP.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        "--version" | "-V" => {
            writeln!(output, "will-it-run {}", env!("CARGO_PKG_VERSION"))?;
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Failure::Usage(format!("no command `{other}`"))),
    }
}

/// The engine over the catalog this binary was built with.
fn calculator() -> Result<Calculator, Failure> {
    Catalog::from_json(include_str!("../../catalog.json"))
        .map(Calculator::new)
        .map_err(|faults| Failure::Question(format!("the built-in catalog has faults: {faults:?}")))
}
