//! What a way has cost by a month: a lump on the first day and streams after it, each of which may shrink.

use super::{Depreciation, Loan};
use crate::math::{exp, ln};
use crate::units::{Balance, Hours, Months, Share, Usd, UsdPerHour, UsdPerMonth, YearlyRate};

/// The flows of one way. Streams flow evenly; at a discount rate d, a dollar after t months counts (1 + d)^(−t ÷ 12).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve {
    /// Paid on the first day.
    pub upfront: Usd,
    /// Paid for each hour of computing of a rig.
    pub per_hour: UsdPerHour,
    /// Those hours in a month.
    pub busy: Hours,
    /// Paid every month.
    pub per_month: UsdPerMonth,
    /// Paid every month at first.
    pub declining: UsdPerMonth,
    /// How much less that gets in a year.
    pub decline: YearlyRate,
    /// Owed on the first day, and paid back.
    pub debt: Debt,
    /// What a sale would bring on the first day.
    pub resale: Usd,
    /// What it loses in a year.
    pub loses: YearlyRate,
    /// How.
    pub depreciation: Depreciation,
    /// What later money is worth less in a year.
    pub discount: YearlyRate,
}

/// Money owed and paid back in equal months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Debt {
    /// Owed on the first day.
    pub lent: Usd,
    /// Paid every month.
    pub payment: UsdPerMonth,
    /// Until so many are over.
    pub months: Months,
    /// Nominal interest in a year, a twelfth of it each month on what is still owed.
    pub rate: YearlyRate,
}

impl Debt {
    /// None.
    pub const NONE: Self =
        Self { lent: Usd::ZERO, payment: UsdPerMonth::ZERO, months: Months::ZERO, rate: YearlyRate::ZERO };
}

impl Curve {
    /// Nothing at all.
    #[must_use]
    pub const fn nothing(busy: Hours, discount: YearlyRate) -> Self {
        Self {
            upfront: Usd::ZERO,
            per_hour: UsdPerHour::ZERO,
            busy,
            per_month: UsdPerMonth::ZERO,
            declining: UsdPerMonth::ZERO,
            decline: YearlyRate::ZERO,
            debt: Debt::NONE,
            resale: Usd::ZERO,
            loses: YearlyRate::ZERO,
            depreciation: Depreciation::Declining,
            discount,
        }
    }

    /// With part of the upfront borrowed: equal months m = L × i ÷ (1 − (1 + i)^−n), i a twelfth of the yearly rate (the annuity formula).
    #[must_use]
    pub fn borrowed(mut self, loan: Loan) -> Self {
        let Loan::Of { down, rate, months } = loan else { return self };
        let (monthly, n) = (rate.get() / 12.0, months.get());
        if n <= 0.0 {
            return self;
        }
        let lent = self.upfront * down.rest();
        let part = if monthly > 0.0 { monthly / (1.0 - exp(-n * ln(1.0 + monthly))) } else { 1.0 / n };
        self.upfront = self.upfront * Share::new(down.get().min(1.0));
        self.debt = Debt { lent, payment: UsdPerMonth::new(lent.get() * part), months, rate };
        self
    }

    /// Paid in a month at first, without loan and resale.
    #[must_use]
    pub fn running(&self) -> UsdPerMonth {
        UsdPerMonth::new((self.per_hour * self.busy).get()) + self.per_month + self.declining
    }

    /// What has been paid by a month and what is still owed then, less what a sale would bring. (Owing is no saving: a rig on credit has cost its price
    /// on the first day.)
    #[must_use]
    pub fn at(&self, months: Months) -> Balance {
        let flows = Flows::of(self);
        Balance::new(flows.at(months.get(), flows.powers(months.get())))
    }

    /// What a sale would bring by a month, counted as all money is.
    #[must_use]
    pub fn resale_at(&self, months: Months) -> Usd {
        let flows = Flows::of(self);
        Usd::new(flows.resale(months.get(), flows.powers(months.get())))
    }

    /// What has been paid and is owed by each of many months, less what a sale would bring.
    #[must_use]
    pub fn series(&self, months: &[Months]) -> Vec<Balance> {
        let flows = Flows::of(self);
        months.iter().map(|month| Balance::new(flows.at(month.get(), flows.powers(month.get())))).collect()
    }

    /// A lump and streams that never change: a straight line.
    #[must_use]
    pub fn is_straight(&self) -> bool {
        self.discount == YearlyRate::ZERO
            && (self.declining == UsdPerMonth::ZERO || self.decline == YearlyRate::ZERO)
            && self.debt.lent == Usd::ZERO
            && (self.resale == Usd::ZERO || self.loses == YearlyRate::ZERO)
    }

    /// What a straight line starts with.
    pub(super) fn lump(&self) -> f64 {
        self.upfront.get() - self.resale.get()
    }

    /// What a straight line adds in each hour of computing, besides what is paid by the hour itself.
    pub(super) fn monthly(&self) -> f64 {
        self.per_month.get() + self.declining.get()
    }
}

/// A curve with its factors and logarithms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flows {
    upfront: f64,
    flat: f64,
    declining: f64,
    lent: f64,
    payment: f64,
    debt_months: f64,
    debt_paid: f64,
    /// A twelfth of the yearly interest.
    interest: f64,
    resale: f64,
    /// Lost of the first value in a month; of straight depreciation alone.
    linear: Option<f64>,
    /// Logarithms of what a dollar of each stream is worth a month later.
    ln_money: f64,
    ln_declining: f64,
    ln_resale: f64,
    ln_debt: f64,
    /// The factors themselves.
    month: Powers,
}

/// What a dollar of each stream is worth after some months.
#[derive(Debug, Clone, Copy)]
pub(super) struct Powers {
    money: f64,
    declining: f64,
    resale: f64,
    debt: f64,
}

impl Powers {
    /// On the first day.
    pub(super) const START: Self = Self { money: 1.0, declining: 1.0, resale: 1.0, debt: 1.0 };

    /// After both spans.
    pub(super) fn times(self, other: Self) -> Self {
        Self {
            money: self.money * other.money,
            declining: self.declining * other.declining,
            resale: self.resale * other.resale,
            debt: self.debt * other.debt,
        }
    }
}

impl Flows {
    pub(super) fn of(curve: &Curve) -> Self {
        // ln 0 is minus infinity: what loses everything in a year has next to nothing left after a month.
        let left = |rate: YearlyRate| ln((1.0 - rate.get()).max(1e-9)) / 12.0;
        let ln_money =
            if curve.discount == YearlyRate::ZERO { 0.0 } else { -ln(1.0 + curve.discount.get()) / 12.0 };
        let or_zero = |rate: YearlyRate| if rate == YearlyRate::ZERO { 0.0 } else { left(rate) };
        let (linear, ln_loses) = match curve.depreciation {
            Depreciation::Declining => (None, or_zero(curve.loses)),
            Depreciation::Linear => (Some(curve.loses.get() / 12.0), 0.0),
        };
        let (ln_declining, ln_resale) = (ln_money + or_zero(curve.decline), ln_money + ln_loses);
        let debt = &curve.debt;
        let interest = debt.rate.get() / 12.0;
        let ln_debt = ln_money + if interest > 0.0 { ln(1.0 + interest) } else { 0.0 };
        let (payment, debt_months) = (debt.payment.get(), debt.months.get());
        Self {
            upfront: curve.upfront.get(),
            flat: (curve.per_hour * curve.busy).get() + curve.per_month.get(),
            declining: curve.declining.get(),
            lent: debt.lent.get(),
            payment,
            debt_months,
            debt_paid: payment * flowed(ln_money, power(ln_money, debt_months), debt_months),
            interest,
            resale: curve.resale.get(),
            linear,
            ln_money,
            ln_declining,
            ln_resale,
            ln_debt,
            month: Powers::START,
        }
        .with_month()
    }

    fn with_month(mut self) -> Self {
        self.month = self.powers(1.0);
        self
    }

    /// The factors after some months.
    pub(super) fn powers(&self, t: f64) -> Powers {
        Powers {
            money: power(self.ln_money, t),
            declining: power(self.ln_declining, t),
            resale: power(self.ln_resale, t),
            debt: power(self.ln_debt, t),
        }
    }

    /// The factors a month after these: three multiplications in place of three exponentials.
    pub(super) fn next(&self, p: Powers) -> Powers {
        p.times(self.month)
    }

    /// What has been paid after `t` months, less what a sale would bring.
    pub(super) fn at(&self, t: f64, p: Powers) -> f64 {
        self.upfront
            + self.flat * flowed(self.ln_money, p.money, t)
            + self.declining * flowed(self.ln_declining, p.declining, t)
            + self.debt(t, p)
            - self.resale(t, p)
    }

    /// What a sale would bring after `t` months.
    fn resale(&self, t: f64, p: Powers) -> f64 {
        self.resale * self.linear.map_or(1.0, |lost| (1.0 - lost * t).max(0.0)) * p.resale
    }

    /// Paid back after `t` months, and still owed: L × (1 + i)^t − m × ((1 + i)^t − 1) ÷ i.
    fn debt(&self, t: f64, p: Powers) -> f64 {
        if self.lent <= 0.0 {
            return 0.0;
        }
        if t >= self.debt_months {
            return self.debt_paid;
        }
        let repaid = if self.interest > 0.0 { (p.debt - p.money) / self.interest } else { t * p.money };
        self.payment * flowed(self.ln_money, p.money, t) + self.lent * p.debt - self.payment * repaid
    }
}

/// e^(ln × t), exactly one where nothing shrinks.
fn power(ln: f64, t: f64) -> f64 {
    if ln == 0.0 { 1.0 } else { exp(ln * t) }
}

/// A stream of one a month over `t` months: ∫ b^s ds from 0 to t = (b^t − 1) ÷ ln b.
fn flowed(ln: f64, power: f64, t: f64) -> f64 {
    if ln == 0.0 { t } else { (power - 1.0) / ln }
}
