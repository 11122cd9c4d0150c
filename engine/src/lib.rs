//! The engine of will-it-run: whether a model runs on given hardware, how fast, and what it costs.
//!
//! Pure, total and deterministic: no browser, clock, network, randomness, locale or prose. One way in
//! (a question) and one way out (an answer); everything else is a room on the way.

pub mod alternatives;
pub mod answer;
pub mod architecture;
pub mod assess;
pub mod calculator;
pub mod catalog;
pub mod cluster;
pub mod compare;
pub mod cost;
pub mod draft;
pub mod evidence;
pub mod fit;
pub mod gguf;
pub mod host;
pub mod import;
pub mod launch;
pub mod math;
pub mod memory;
pub mod offers;
pub mod order;
mod packed;
pub mod portable;
pub mod question;
pub mod recommend;
pub mod rules;
pub mod runtimes;
pub mod score;
pub mod speed;
pub mod together;
pub mod tune;
pub mod units;
pub mod weights;
pub mod within;
pub mod workloads;
