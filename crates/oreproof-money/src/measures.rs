//! What a cash flow is measured by: present values, returns, payback, unit costs.
//!
//! C1 is running cost and selling charges less the value of by-products, for each
//! payable unit of the main metal; the all-in sustaining cost adds royalty, as
//! given, and sustaining and closure capital (World Gold Council, guidance note on
//! non-GAAP metrics, 2018).

use serde::{Deserialize, Serialize};

use oreproof_units::quantity::masses_per_tonne;

use crate::discount::{npv, sum};
use crate::draw::{Draw, Prices, Workspace};
use crate::irr::{Irr, irr};
use crate::model::Model;
use crate::project::CapitalKind;

/// Measures of one row of cash.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// The sum, not discounted.
    pub undiscounted: f64,
    /// Yearly rate and present value at it.
    pub npv: Vec<(f64, f64)>,
    /// Every internal rate of return.
    pub irr: Irr,
    /// Years from the start of the timeline until the money is back.
    pub payback: Option<Payback>,
    /// The same with discounted money, at each rate.
    pub discounted_payback: Vec<(f64, Option<Payback>)>,
}

/// When the money is back.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payback {
    /// Years from the start of the timeline.
    pub years: f64,
    /// Years from the start of the first period with production.
    pub years_of_production: Option<f64>,
}

/// Costs for each payable unit of the main metal, over the life.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitCosts {
    /// Running cost and selling charges less by-products.
    pub c1: f64,
    /// C1 with royalty and sustaining and closure capital.
    pub aisc: f64,
    /// Payable units of the main metal.
    pub units: f64,
}

impl Model {
    /// The measures of a row of this model's periods.
    pub fn measures(&self, row: &[f64], ws: &Workspace) -> Measures {
        let rates: Vec<f64> = self.project.discounting.rates.iter().map(|rate| rate.0).collect();
        let discounted = |rate: f64| -> Vec<f64> {
            row.iter().zip(self.times.factors(rate)).map(|(cash, factor)| cash * factor).collect()
        };
        Measures {
            undiscounted: sum(row.iter().copied()),
            npv: rates.iter().map(|&rate| (rate, npv(row, &self.times, rate))).collect(),
            irr: irr(row, &self.times),
            payback: payback(row, self, ws),
            discounted_payback: rates
                .iter()
                .map(|&rate| (rate, payback(&discounted(rate), self, ws)))
                .collect(),
        }
    }

    /// C1 and all-in sustaining cost; `royalty` is what the state takes by then.
    ///
    /// `None` without a main metal, or when none of it is payable.
    pub fn unit_costs(&self, ws: &Workspace, royalty: f64) -> Option<UnitCosts> {
        let main = self.project.unit_of_cost.as_ref()?;
        let n = self.n_periods();
        let (mut tonnes, mut by_products) = (0.0, 0.0);
        let rows = self.selling.slots().iter().zip(ws.payable.chunks(n)).zip(ws.revenue.chunks(n));
        for ((slot, payable), revenue) in rows {
            if slot.metal == main.metal {
                tonnes += sum(payable.iter().copied());
            } else {
                by_products += sum(revenue.iter().copied());
            }
        }
        let units = tonnes * masses_per_tonne(main.unit);
        if units <= 0.0 {
            return None;
        }
        let total = |row: &[f64]| sum(row.iter().copied());
        let running = total(&ws.opex) + total(&ws.selling) - by_products;
        let kept_up = self.capital.iter().zip(ws.capital.chunks(n));
        let kept_up: f64 = kept_up
            .filter(|(capital, _)| {
                matches!(capital.kind, CapitalKind::Sustaining | CapitalKind::Closure)
            })
            .map(|(_, row)| total(row))
            .sum();
        Some(UnitCosts { c1: running / units, aisc: (running + royalty + kept_up) / units, units })
    }

    /// What the price of `metal` may be multiplied by until pre-tax cash has no present
    /// value at `rate`: the break-even price at the cost of capital, the incentive price
    /// at the return an owner wants.
    ///
    /// `None` when no price up to a thousand times the deck's does it, or none is priced so.
    pub fn break_even(&self, metal: &str, rate: f64) -> Option<f64> {
        let priced = self.priced().iter().position(|known| known == metal)?;
        let mut ws = self.workspace();
        let mut factors = vec![1.0; self.priced().len()];
        crossing(|factor| {
            factors[priced] = factor;
            self.evaluate(&mut ws, &Draw { prices: Prices::Times(&factors), ..Draw::stated() });
            npv(&ws.pre_tax, &self.times, rate)
        })
    }
}

/// When the running sum of a row first comes back to nought, with the period's cash
/// spread evenly over it.
pub fn payback(row: &[f64], model: &Model, ws: &Workspace) -> Option<Payback> {
    let mut total = 0.0;
    let mut owed = false;
    for (p, cash) in row.iter().enumerate() {
        let before = total;
        total += cash;
        owed |= total < 0.0;
        if owed && before < 0.0 && total >= 0.0 {
            let into = -before / cash * f64::from(model.months[p]);
            let months = f64::from(model.start_month[p]) + into;
            let first = ws.production.map(|(first, _)| f64::from(model.start_month[first]));
            return Some(Payback {
                years: months / 12.0,
                years_of_production: first.map(|first| (months - first) / 12.0),
            });
        }
    }
    None
}

/// Where a function that rises with a factor crosses nought, between 0 and 1,000.
pub fn crossing(mut value: impl FnMut(f64) -> f64) -> Option<f64> {
    let (mut low, mut high) = (0.0, 1.0);
    if value(low) >= 0.0 {
        return None;
    }
    while value(high) < 0.0 {
        (low, high) = (high, 2.0 * high);
        if high > 1_024.0 {
            return None;
        }
    }
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if value(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}
