//! What the engine costs (`cargo xtask bench`): timed by itself on the host, by Chromium and Node in wasm.

use std::cell::RefCell;
use std::hint::black_box;

use will_it_run_engine::calculator::Calculator;
use will_it_run_engine::catalog::Catalog;
use will_it_run_engine::cost::{
    RawApi, RawBuy, RawCostQuestion, RawEnds, RawLoad, RawLoan, RawPower, RawRange, RawRent, RawResale,
};
use will_it_run_engine::question::{RawDevice, RawQuestion, RawRig};
use will_it_run_engine::recommend::{RawWant, RawWishes};

/// A case by name: does its work so many times and gives something that depends on all of it.
type Case = (&'static str, fn(u32) -> f64);

const CASES: [Case; 10] = [
    ("assess", assess),
    ("answer with fixes", answer),
    ("explain", explain),
    ("quants", quants),
    ("models, whole catalog", models),
    ("devices, whole catalog", devices),
    ("choose, whole catalog", choose),
    ("choose within a budget", choose_within),
    ("cost with bands and charts", cost),
    ("plan, 64 layers on 4 devices", plan),
];

thread_local! {
    static CALCULATOR: RefCell<Option<Calculator>> = const { RefCell::new(None) };
}

fn with<T>(work: impl FnOnce(&Calculator) -> T) -> T {
    CALCULATOR.with_borrow_mut(|slot| {
        let calculator = slot.get_or_insert_with(|| {
            let catalog = Catalog::from_json(include_str!("../catalog.json"));
            Calculator::new(catalog.unwrap_or_else(|faults| {
                unreachable!("the committed catalog is checked: {faults:?}");
            }))
        });
        work(calculator)
    })
}

fn question(context: u32) -> RawQuestion {
    RawQuestion {
        model: "qwen3-30b-a3b".to_owned(),
        rig: RawRig {
            devices: vec![RawDevice { hardware: "nvidia-rtx-4090".to_owned(), ..RawDevice::default() }],
            ..RawRig::default()
        },
        context: Some(context),
        ..RawQuestion::default()
    }
}

fn assess(times: u32) -> f64 {
    with(|calculator| {
        let mut sum = 0.0;
        let _ = calculator.assess_many(&question(8192), |assess| {
            for n in 0..times {
                sum += assess(black_box(1024 + n % 16 * 2048));
            }
        });
        sum
    })
}

fn answer(times: u32) -> f64 {
    with(|c| {
        (0..times).map(|n| c.answer(&question(65_536 + n % 8)).map_or(0.0, |a| a.fixes.len() as f64)).sum()
    })
}

fn explain(times: u32) -> f64 {
    with(|c| (0..times).map(|n| c.explain(&question(8192 + n % 8)).map_or(0.0, |t| t.len() as f64)).sum())
}

fn quants(times: u32) -> f64 {
    with(|c| (0..times).map(|n| c.quants(&question(8192 + n % 8)).map_or(0.0, |t| t.len() as f64)).sum())
}

fn models(times: u32) -> f64 {
    with(|c| (0..times).map(|n| c.models(&question(8192 + n % 8)).map_or(0.0, |t| t.len() as f64)).sum())
}

fn devices(times: u32) -> f64 {
    with(|c| (0..times).map(|n| c.devices(&question(8192 + n % 8)).map_or(0.0, |t| t.len() as f64)).sum())
}

/// What one wants to run: two models, each at its best quant on every rig.
fn wishes(context: u32) -> RawWishes {
    let want =
        |model: &str| RawWant { model: model.to_owned(), context: Some(context), ..RawWant::default() };
    RawWishes { wants: vec![want("llama-3.3-70b-instruct"), want("qwen3-30b-a3b")], ..RawWishes::default() }
}

fn choose(times: u32) -> f64 {
    let rigs = |c: &Calculator, n| c.choose(&wishes(8192 + n % 8)).map_or(0.0, |t| t.rigs.len() as f64);
    with(|c| (0..times).map(|n| rigs(c, n)).sum())
}

fn choose_within(times: u32) -> f64 {
    let wishes = |n| RawWishes { budget_usd: Some(2500.0), ..wishes(8192 + n % 8) };
    with(|c| (0..times).map(|n| c.choose(&wishes(n)).map_or(0.0, |t| t.rigs.len() as f64)).sum())
}

/// Everything a page about money shows: three ways in three bands, both charts, what moves each break-even, the sums.
fn cost(times: u32) -> f64 {
    let asked = |n: u32| RawCostQuestion {
        question: Some(question(8192)),
        discount_rate: Some(0.05),
        load: Some(RawLoad { tokens_per_day: Some(1e6 + f64::from(n % 8)), ..RawLoad::default() }),
        buy: Some(RawBuy {
            host_usd: Some(RawRange::One(800.0)),
            tax: Some(0.19),
            resale: Some(RawResale { yearly_decline: Some(0.25), ..RawResale::default() }),
            loan: Some(RawLoan { down_share: Some(0.2), yearly_rate: 0.06, months: 24.0 }),
            ..RawBuy::default()
        }),
        power: Some(RawPower {
            idle_w: Some(RawRange::One(60.0)),
            hours_on_per_day: Some(12.0),
            country: Some("de".to_owned()),
            ..RawPower::default()
        }),
        rent: Some(RawRent {
            usd_per_hour: Some(RawRange::Range(RawEnds { low: 1.5, high: 2.5, point: None })),
            ..RawRent::default()
        }),
        api: Some(RawApi { yearly_decline: Some(0.3), ..RawApi::default() }),
        ..RawCostQuestion::default()
    };
    with(|c| (0..times).map(|n| c.cost(&asked(n)).map_or(0.0, |a| a.over_time.months.len() as f64)).sum())
}

/// Layers over four unequal cards whose shares by memory do not fit: the longest way there is.
fn plan(times: u32) -> f64 {
    let card = |hardware: &str, usable: f64| RawDevice {
        hardware: hardware.to_owned(),
        usable_gib: Some(usable),
        ..RawDevice::default()
    };
    let question = RawQuestion {
        model: "qwen3-32b".to_owned(),
        rig: RawRig {
            devices: vec![
                card("nvidia-rtx-4090", 12.0),
                card("nvidia-rtx-3090", 8.0),
                card("nvidia-tesla-p40", 3.0),
                card("nvidia-rtx-3060-12gb", 2.0),
            ],
            ..RawRig::default()
        },
        ..question(4096)
    };
    let assess = |c: &Calculator| {
        let mut sum = 0.0;
        let work = |assess: &mut dyn FnMut(u32) -> f64| sum = (0..times).map(|n| assess(4096 + n % 8)).sum();
        c.assess_many(&question, work).map_or(f64::NAN, |()| sum)
    };
    with(assess)
}

/// The names of all cases, one on a line.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn cases() -> String {
    CASES.map(|(name, _)| name).join("\n")
}

/// Runs a case so many times.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn run(name: &str, times: u32) -> f64 {
    CASES
        .iter()
        .find(|(case, _)| *case == name)
        .map_or(f64::NAN, |(_, work)| black_box(work(black_box(times))))
}

/// The fastest of five rounds of at least 100 ms each, as Node does it. A word asks for the cases alone whose names begin with it.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::time::{Duration, Instant};
    let asked = std::env::args().nth(1).unwrap_or_default();
    for (name, _) in CASES.into_iter().filter(|(name, _)| name.starts_with(&asked)) {
        // Prepared rules are kept: the first round pays for them, the timed ones do not.
        run(name, 1);
        let (mut times, mut best, mut rounds) = (1_u32, f64::INFINITY, 0);
        while rounds < 5 {
            let began = Instant::now();
            run(name, times);
            let took = began.elapsed();
            if took < Duration::from_millis(100) {
                times = times.saturating_mul(2);
                continue;
            }
            best = best.min(took.as_secs_f64() * 1e9 / f64::from(times));
            rounds += 1;
        }
        println!("{name} {best:.1}");
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
