//! A rate on a scale: the range as a band, the typical rate as a mark, the usable rate as a notch, the ceiling as the end.

use will_it_run_engine::answer::Rate;
use yew::{Html, html};

use crate::text::number::decimals;

/// The gauge; its right end is the ceiling that no shown figure passes. `label` says the same to those who do not see it.
pub fn gauge(rate: &Rate, usable: Option<f64>, label: String) -> Html {
    let end = rate.ceiling.get().max(rate.high.get()).max(1e-9);
    let x = |at: f64| decimals((at / end * 1000.0).clamp(0.0, 1000.0), 1).replace(',', "");
    let (low, high) = (rate.low.get(), rate.high.get());
    let mark = rate.tokens_per_second.get();
    html! {
        <svg class="gauge" viewBox="0 0 1000 16" preserveAspectRatio="none" role="img" aria-label={label}>
            <rect class="track" x="0" y="6" width="1000" height="4" />
            <rect class="band" x={x(low)} y="3" width={x((high - low).max(end / 250.0))} height="10" />
            <rect class="mark" x={x((mark - end / 500.0).max(0.0))} y="0" width="4" height="16" />
            if let Some(usable) = usable.filter(|usable| *usable < end) {
                <rect class="notch" x={x(usable)} y="4" width="3" height="8" />
            }
            <rect class="end" x="997" y="2" width="3" height="12" />
        </svg>
    }
}
