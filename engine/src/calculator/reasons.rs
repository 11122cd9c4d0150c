//! Why the verdict is what it is.

use super::prepared::Prepared;
use crate::answer::Reason;
use crate::assess::{Figures, refusal};
use crate::fit::Fit;
use crate::rules::{Basis, HOST_BANDWIDTH_ASSUMED, Kind, Pool};
use crate::runtimes::PoolRule;
use crate::units::{Bytes, BytesPerSecond, Known};
use crate::weights::Offload;

impl Prepared {
    /// Reasons, most important first.
    pub(super) fn reasons(&self, figures: &Figures) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if let Some(refusal) = refusal(&self.case()) {
            reasons.push(Reason::Refused { rule: refusal.key() });
        }
        self.room(figures, &mut reasons);
        if let Some(PoolRule::OfInstalled(share)) = self.question.runtime.rules().map(|rules| rules.pool) {
            reasons.push(Reason::TakesAtMost { share });
        }
        self.host(figures, &mut reasons);
        self.quality(figures, &mut reasons);
        self.unknowns(&mut reasons);
        reasons
    }

    fn room(&self, figures: &Figures, reasons: &mut Vec<Reason>) {
        let on_devices = figures.placed.gpu_layers > 0;
        let needed = figures
            .fullest
            .get()
            .unwrap_or_else(|| if on_devices { figures.device.at_least() } else { figures.host.at_least() });
        let wanted = self.question.thresholds.headroom;
        match (figures.usable, figures.headroom) {
            (Known::Known(usable), _) if !needed.fits(usable) => {
                reasons.push(Reason::NeedsMoreMemory { needed, usable });
            }
            (_, Known::Known(headroom)) if headroom < wanted => {
                reasons.push(Reason::HeadroomLow { headroom, wanted })
            }
            (_, Known::Known(headroom)) if figures.fit != Fit::DoesNotFit => {
                reasons.push(Reason::FitsWithHeadroom { headroom });
            }
            _ => {}
        }
        if let Pool::Shared { all } = self.rig.pool {
            let both = figures.device.at_least() + figures.host.at_least();
            if on_devices && !both.fits(all) {
                reasons.push(Reason::HostMemoryShort { needed: both, usable: all });
            }
        }
    }

    fn host(&self, figures: &Figures, reasons: &mut Vec<Reason>) {
        let placed = figures.placed;
        let host_bytes = || {
            let offload = Offload { gpu_layers: placed.gpu_layers, cpu_moe_layers: placed.cpu_moe_layers };
            self.weights.split(offload).host.weights
        };
        let on_devices = placed.gpu_layers > 0;
        let layers = placed.layers - placed.gpu_layers;
        if self.rig.pool != Pool::Host && layers > 0 {
            reasons.push(Reason::LayersOnHost { layers, of: placed.layers, bytes: host_bytes() });
        }
        if placed.cpu_moe_layers > 0 {
            let (layers, of) = (placed.cpu_moe_layers, self.model.moe_layers);
            reasons.push(Reason::ExpertsOnHost { layers, of, bytes: host_bytes() });
        }
        let offloaded = !on_devices || layers > 0 || placed.cpu_moe_layers > 0;
        let needed: Bytes = figures.host.at_least();
        match self.rig.host_usable {
            Known::Known(usable) if on_devices && !needed.fits(usable) && self.rig.pool == Pool::Own => {
                reasons.push(Reason::HostMemoryShort { needed, usable });
            }
            Known::Unknown if offloaded => reasons.push(Reason::HostMemoryNotGiven { needed }),
            Known::Known(_) | Known::Unknown => {}
        }
        if offloaded && self.rig.host_bandwidth_assumed && figures.decode.is_known() {
            let bandwidth = BytesPerSecond::gb_s(HOST_BANDWIDTH_ASSUMED);
            reasons.push(Reason::HostBandwidthAssumed { bandwidth });
        }
    }

    fn quality(&self, figures: &Figures, reasons: &mut Vec<Reason>) {
        let limits = &self.question.thresholds;
        if self.weights.bits < limits.marginal_bits {
            reasons.push(Reason::WeightsBelowFourBits { bits: self.weights.bits });
        }
        if let Known::Known(rate) = figures.decode
            && rate.tokens_per_second < limits.usable_rate
        {
            reasons.push(Reason::DecodeBelowUsableRate {
                rate: rate.tokens_per_second,
                wanted: limits.usable_rate,
            });
        }
        let asked = self.question.context;
        if let Known::Known(maximum) = self.model.context_max
            && asked > maximum
        {
            reasons.push(Reason::ContextAboveMaximum { asked: asked.get(), maximum: maximum.get() });
        }
    }

    fn unknowns(&self, reasons: &mut Vec<Reason>) {
        match self.model.kind {
            Kind::Pipeline => reasons.push(Reason::NotALanguageModel),
            Kind::Encoder => reasons.push(Reason::NoDecode),
            Kind::Language if !self.model.cache.is_known() => reasons.push(Reason::LayoutUnknown),
            Kind::Language => {}
        }
        if self.model.basis == Basis::Parameters {
            reasons.push(Reason::WeightsByParameters);
        }
        let unknown = |rates: &crate::speed::DeviceRates| rates.bandwidth == BytesPerSecond::ZERO;
        let one = unknown(&self.rig.rates) || self.rig.unequal().iter().any(|device| unknown(&device.rates));
        if self.rig.pool != Pool::Host && one {
            reasons.push(Reason::DeviceFigureUnknown { figure: "bandwidth" });
        }
    }
}
