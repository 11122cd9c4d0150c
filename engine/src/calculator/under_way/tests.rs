//! Against a simulation: a server with slots that puts prompts before steps, as llama.cpp's and vLLM's do.

use super::*;

/// A server: seconds of a prompt, seconds that an answer's steps take beside 0, 1, … others.
struct Server {
    prompt: f64,
    steps: Vec<f64>,
}

impl Server {
    fn new(slots: usize, prompt: f64, alone: f64, half: f64) -> Self {
        Self { prompt, steps: (0..slots).map(|others| alone * (1.0 + others as f64 / half)).collect() }
    }

    /// As [`UnderWay`] has it: each of n waits for the prompts of all and for its own steps.
    fn times(&self) -> Vec<f64> {
        (1..).zip(&self.steps).map(|(n, steps)| f64::from(n) * self.prompt + steps).collect()
    }

    fn most_per_second(&self) -> f64 {
        self.steps.len() as f64 / self.times().last().copied().unwrap_or(1.0)
    }

    /// How far mean, median and the time of nine of ten are off, as shares.
    fn off(&self, arrivals: f64) -> [f64; 3] {
        let took = self.run(arrivals, 20_000);
        let mean = took.iter().sum::<f64>() / took.len() as f64;
        let model = UnderWay::of(arrivals, self.times()).unwrap();
        let at = |part: f64| took.get((took.len() as f64 * part) as usize).copied().unwrap();
        [model.mean() / mean, model.within(0.5) / at(0.5), model.within(0.9) / at(0.9)]
            .map(|ratio| (ratio - 1.0).abs())
    }

    /// Times of so many requests, in order, after as many that are not counted.
    fn run(&self, arrivals: f64, requests: usize) -> Vec<f64> {
        let mut numbers = Numbers(88_172_645_463_325_252);
        let (mut now, mut next) = (0.0, numbers.until(arrivals));
        let (mut line, mut writing, mut took) = (Vec::new(), Vec::<[f64; 2]>::new(), Vec::new());
        let mut prompt: Option<[f64; 2]> = None;
        while took.len() < 2 * requests {
            if prompt.is_none() && !line.is_empty() && writing.len() < self.steps.len() {
                prompt = Some([self.prompt, line.remove(0)]);
            }
            let step = writing.len().checked_sub(1).and_then(|others| self.steps.get(others)).copied();
            // The least that is left of an answer, in shares of it.
            let least = writing.iter().map(|[left, _]| *left).fold(f64::INFINITY, f64::min);
            let ends = match (&prompt, step) {
                (Some([left, _]), _) => *left,
                (None, Some(step)) => least * step,
                (None, None) => f64::INFINITY,
            };
            let passes = ends.min(next - now);
            now += passes;
            match (&mut prompt, step) {
                (Some([left, _]), _) => *left -= passes,
                (None, Some(step)) => writing.iter_mut().for_each(|[left, _]| *left -= passes / step),
                (None, None) => {}
            }
            if ends > passes {
                line.push(now);
                next = now + numbers.until(arrivals);
            } else if let Some([_, came]) = prompt.take() {
                writing.push([1.0, came]);
            } else {
                took.extend(writing.iter().filter(|[left, _]| *left < 1e-12).map(|[_, came]| now - came));
                writing.retain(|[left, _]| *left >= 1e-12);
            }
        }
        let mut took = took.split_off(requests);
        took.sort_by(f64::total_cmp);
        took
    }
}

/// Xorshift (G. Marsaglia, Journal of Statistical Software 8 (2003), 14): the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn until(&mut self, arrivals: f64) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        -ln(((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64) / arrivals
    }
}

#[test]
fn mean_and_median_are_those_of_a_simulated_server() {
    let servers = [
        ("short prompts", Server::new(32, 0.05, 5.0, 16.0)),
        ("long prompts", Server::new(32, 1.0, 5.0, 16.0)),
        ("four slots that gain nothing", Server::new(4, 0.2, 5.0, 1.0)),
        ("all read together", Server::new(64, 0.1, 10.0, 1000.0)),
        ("one slot", Server::new(1, 0.3, 4.0, 1.0)),
        ("a mixture", Server::new(16, 0.3, 8.0, 6.0)),
    ];
    let rough = [
        ("prompts alone, one slot", Server::new(1, 64.0, 10.0, 4.0)),
        ("prompts alone, four slots", Server::new(4, 64.0, 10.0, 4.0)),
        ("prompts above all, eight slots", Server::new(8, 20.0, 10.0, 4.0)),
    ];
    for (name, server) in rough {
        for share in [0.3, 0.6, 0.9] {
            let off = server.off(share * server.most_per_second());
            println!("{name} at {share}: off {off:.3?}");
            assert!(off.into_iter().all(|off| off < 0.25), "{name} at {share}: {off:.3?}");
        }
    }
    let mut errors = Vec::new();
    for (name, server) in servers {
        for share in [0.2, 0.5, 0.8, 0.9] {
            let off = server.off(share * server.most_per_second());
            println!("{name} at {share}: off {off:.3?}");
            assert!(off.into_iter().all(|off| off < 0.2), "{name} at {share}: {off:.3?}");
            errors.push(off);
        }
    }
    let median = |which: usize| {
        let mut of: Vec<f64> = errors.iter().filter_map(|off| off.get(which)).copied().collect();
        of.sort_by(f64::total_cmp);
        of.get(of.len() / 2).copied().unwrap()
    };
    assert!(median(0) < 0.03 && median(1) < 0.05 && median(2) < 0.08, "{errors:.3?}");
}

#[test]
fn a_server_that_cannot_keep_up_has_no_answer_and_an_idle_one_serves_alone() {
    let server = Server::new(8, 0.2, 5.0, 4.0);
    let most = server.most_per_second();
    assert!(UnderWay::of(most * 1.001, server.times()).is_none());
    assert!(UnderWay::of(1.0, Vec::new()).is_none() && UnderWay::of(1.0, vec![f64::NAN]).is_none());
    for none in [0.0, -1.0, f64::NEG_INFINITY, f64::NAN] {
        let idle = UnderWay::of(none, server.times()).unwrap();
        assert!((idle.mean() - 5.2).abs() < 1e-6 && idle.waiting() < 1e-6, "{none}");
    }
    assert!(UnderWay::of(f64::INFINITY, server.times()).is_none());
    let idle = UnderWay::of(1e-9, server.times()).unwrap();
    assert!((idle.mean() - 5.2).abs() < 1e-6 && (idle.within(0.5) - 5.2).abs() < 1e-6);
    assert_eq!(idle.slots(0.95), 1);
    let full = UnderWay::of(most * 0.999, server.times()).unwrap();
    assert_eq!(full.slots(0.95), 8);
    let brim = UnderWay::of(most * (1.0 - 1e-12), server.times()).unwrap();
    assert!(brim.mean().is_finite() && brim.within(0.9) > full.within(0.9));
    assert!(full.within(0.9) > full.within(0.5) && full.waiting() > 0.0);
}
