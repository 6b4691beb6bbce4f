//! What a regime is measured by: take, AETR, METR, progressivity, the value of a clause.
//!
//! ```text
//! government take   Σ receipts / Σ pre-tax cash
//! AETR at r         PV_r(receipts) / PV_r(pre-tax cash)
//! METR              (pre-tax IRR - after-take IRR) / pre-tax IRR
//! ```
//!
//! Receipts are what instruments pay to governments; with state equity they include
//! the net cash of government and state-owned holders. Money for communities is not
//! counted as a government's.
//!
//! Source: IMF, *Fiscal Analysis of Resource Industries (FARI) Methodology*,
//! Technical Notes and Manuals 16/01 (2016).

use oreproof_money::{Draw, Irr, Prices, Project, crossing, irr, npv};

use crate::flow::{Account, FlowKind};
use crate::instrument::{Base, MinimumTax, Terms};
use crate::model::{Model, Workspace};
use crate::problem::Problem;
use crate::ready::Edge;
use crate::regime::{Receipts, Regime};

/// Measures of a regime on a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// Internal rates before any take.
    pub pre_tax_irr: Irr,
    /// Internal rates after royalties and other takes that are no tax, as studies quote “before
    /// tax”.
    pub before_tax_irr: Irr,
    /// Internal rates after takes, before debt.
    pub after_take_irr: Irr,
    /// `None` unless both rates can be quoted and the first is above nought.
    pub metr: Option<f64>,
    /// At no discount and at each rate of the project.
    pub at: Vec<AtRate>,
    /// The part of all government receipts that has arrived by each period's end.
    pub time_profile: Vec<f64>,
    /// Whether a government's receipts cover anything at all.
    pub receipts: f64,
}

/// Measures at one yearly rate.
#[derive(Clone, Debug, PartialEq)]
pub struct AtRate {
    /// The rate; nought is no discount.
    pub rate: f64,
    /// Present value before any take.
    pub pre_tax: f64,
    /// Present value after takes that are no tax.
    pub before_tax: f64,
    /// Present value after takes, before debt.
    pub after_take: f64,
    /// Take over pre-tax value, without state equity; `None` when that value is not above nought.
    pub aetr: Option<f64>,
    /// The same with state equity.
    pub aetr_with_equity: Option<f64>,
    /// Each party's present value.
    pub parties: Vec<f64>,
}

/// What one clause is worth to each party: with it less without it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseValue {
    /// The instrument's id.
    pub instrument: String,
    /// The yearly rate.
    pub rate: f64,
    /// By party, in the order of the regime.
    pub parties: Vec<f64>,
}

/// AETR at one level of prices.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgressivityPoint {
    /// Prices over the deck's.
    pub prices: f64,
    /// The project's internal rate before any take.
    pub pre_tax_irr: Option<f64>,
    /// Take over pre-tax value, without state equity.
    pub aetr: Option<f64>,
}

impl Model {
    /// What governments receive from instruments, period by period.
    pub fn government_receipts(&self, ws: &Workspace) -> Vec<f64> {
        let is_government = |account| match account {
            Account::Party(party) => self.regime().parties[party].kind.is_government(),
            Account::Project => false,
        };
        self.rows_of(ws, |edge| matches!(edge.kind, FlowKind::Take(_)) && is_government(edge.to))
    }

    /// Cash after every take that the project bears, before debt.
    pub fn after_take(&self, ws: &Workspace) -> Vec<f64> {
        let mut row = vec![0.0; self.money().n_periods()];
        self.after_take_into(ws, &mut row);
        row
    }

    /// The same into a row that is there already.
    #[inline(always)]
    pub fn after_take_into(&self, ws: &Workspace, into: &mut [f64]) {
        let is_borne =
            |edge: &Edge| matches!(edge.kind, FlowKind::Take(_)) && edge.from == Account::Project;
        self.add_rows(ws, is_borne, into);
        into.iter_mut().zip(&ws.money.pre_tax).for_each(|(row, cash)| *row = cash - *row);
    }

    /// What the project pays that is no tax on income or rent: royalties, duties, fees.
    pub fn royalties(&self, ws: &Workspace) -> Vec<f64> {
        self.rows_of(ws, |edge| {
            matches!(edge.kind, FlowKind::Take(kind) if !kind.is_tax())
                && edge.from == Account::Project
        })
    }

    /// Net cash of government and state-owned holders as owners.
    pub fn state_equity(&self, ws: &Workspace) -> Vec<f64> {
        let n = self.money().n_periods();
        let mut total = vec![0.0; n];
        let is_state = |account| match account {
            Account::Party(party) => self.regime().parties[party].kind.is_state_owned(),
            Account::Project => false,
        };
        for (edge, row) in self.edges.iter().zip(ws.flows.chunks(n)) {
            let owners = matches!(
                edge.kind,
                FlowKind::Dividend | FlowKind::Call | FlowKind::Carry | FlowKind::Repayment
            );
            let sign =
                f64::from(u8::from(is_state(edge.to))) - f64::from(u8::from(is_state(edge.from)));
            if owners && sign != 0.0 {
                total.iter_mut().zip(row).for_each(|(total, value)| *total += sign * value);
            }
        }
        total
    }

    fn rows_of(&self, ws: &Workspace, is: impl Fn(&Edge) -> bool) -> Vec<f64> {
        let mut total = vec![0.0; self.money().n_periods()];
        self.add_rows(ws, is, &mut total);
        total
    }

    /// The sum of some flows, into a row.
    #[inline(always)]
    fn add_rows(&self, ws: &Workspace, is: impl Fn(&Edge) -> bool, into: &mut [f64]) {
        let n = self.money().n_periods();
        into.fill(0.0);
        for (_, row) in self.edges.iter().zip(ws.flows.chunks(n)).filter(|(edge, _)| is(edge)) {
            into.iter_mut().zip(row).for_each(|(total, value)| *total += value);
        }
    }

    /// The measures of an evaluation.
    pub fn measures(&self, ws: &Workspace) -> Measures {
        let times = self.money().times();
        let receipts = self.government_receipts(ws);
        let after = self.after_take(ws);
        let royalties = self.royalties(ws);
        let before: Vec<f64> =
            ws.money.pre_tax.iter().zip(royalties).map(|(cash, taken)| cash - taken).collect();
        let equity = self.state_equity(ws);
        let with_equity: Vec<f64> = receipts.iter().zip(&equity).map(|(a, b)| a + b).collect();
        let stated = self.money().project().discounting.rates.iter().map(|rate| rate.0);
        let mut cash = vec![0.0; self.money().n_periods()];
        let at = std::iter::once(0.0).chain(stated).map(|rate| {
            let pre_tax = npv(&ws.money.pre_tax, times, rate);
            let over = |row: &[f64]| (pre_tax > 0.0).then(|| npv(row, times, rate) / pre_tax);
            let parties = (0..self.regime().parties.len()).map(|party| {
                self.party_cash(ws, party, &mut cash);
                npv(&cash, times, rate)
            });
            AtRate {
                rate,
                pre_tax,
                before_tax: npv(&before, times, rate),
                after_take: npv(&after, times, rate),
                aetr: over(&receipts),
                aetr_with_equity: over(&with_equity),
                parties: parties.collect(),
            }
        });
        let at = at.collect();
        let (pre, post) = (irr(&ws.money.pre_tax, times), irr(&after, times));
        let metr = pre
            .quoted()
            .zip(post.quoted())
            .filter(|(pre, _)| *pre > 0.0)
            .map(|(pre, post)| (pre - post) / pre);
        let total: f64 = receipts.iter().sum();
        let mut so_far = 0.0;
        let time_profile = receipts.iter().map(|received| {
            so_far += received;
            if total > 0.0 { so_far / total } else { 0.0 }
        });
        Measures {
            time_profile: time_profile.collect(),
            pre_tax_irr: pre,
            before_tax_irr: irr(&before, times),
            after_take_irr: post,
            metr,
            at,
            receipts: total,
        }
    }

    /// AETR at `rate` against the pre-tax return, at several levels of all prices.
    pub fn progressivity(&self, levels: &[f64], rate: f64) -> Vec<ProgressivityPoint> {
        let mut ws = self.workspace();
        let times = self.money().times();
        let point = |&prices: &f64| {
            let factors = vec![prices; self.money().priced().len()];
            self.evaluate(&mut ws, &Draw { prices: Prices::Times(&factors), ..Draw::stated() });
            let pre_tax = npv(&ws.money.pre_tax, times, rate);
            let taken = npv(&self.government_receipts(&ws), times, rate);
            ProgressivityPoint {
                prices,
                pre_tax_irr: irr(&ws.money.pre_tax, times).quoted(),
                aetr: (pre_tax > 0.0).then(|| taken / pre_tax),
            }
        };
        levels.iter().map(point).collect()
    }

    /// What the price of `metal` may be multiplied by until cash after takes has no
    /// present value at `rate`; `None` when no price up to a thousand times the deck's does it.
    pub fn break_even(&self, metal: &str, rate: f64) -> Option<f64> {
        self.break_even_of(metal, |model, ws| {
            npv(&model.after_take(ws), model.money().times(), rate)
        })
    }

    /// The same for one party's cash; `None` for a party that never pays in.
    pub fn party_break_even(&self, party: usize, metal: &str, rate: f64) -> Option<f64> {
        let mut cash = vec![0.0; self.money().n_periods()];
        self.break_even_of(metal, |model, ws| {
            model.party_cash(ws, party, &mut cash);
            npv(&cash, model.money().times(), rate)
        })
    }

    fn break_even_of(
        &self,
        metal: &str,
        mut value: impl FnMut(&Self, &Workspace) -> f64,
    ) -> Option<f64> {
        let priced = self.money().priced().iter().position(|known| known == metal)?;
        let mut ws = self.workspace();
        let mut factors = vec![1.0; self.money().priced().len()];
        crossing(|factor| {
            factors[priced] = factor;
            self.evaluate(&mut ws, &Draw { prices: Prices::Times(&factors), ..Draw::stated() });
            value(self, &ws)
        })
    }
}

/// What each instrument is worth to each party, with it less without it, at no
/// discount and at each rate of the project.
///
/// # Errors
///
/// The problems of the project or the regime.
pub fn clause_values(project: &Project, regime: &Regime) -> Result<Vec<ClauseValue>, Vec<Problem>> {
    let measured = |regime: &Regime| -> Result<Vec<AtRate>, Vec<Problem>> {
        let model = Model::new(project, regime, 0)?;
        let mut ws = model.workspace();
        model.evaluate(&mut ws, &Draw::stated());
        Ok(model.measures(&ws).at)
    };
    let with = measured(regime)?;
    let mut values = Vec::new();
    for instrument in &regime.instruments {
        let without = measured(&regime.without(&instrument.id))?;
        for (with, without) in with.iter().zip(without) {
            values.push(ClauseValue {
                instrument: instrument.id.clone(),
                rate: with.rate,
                parties: with.parties.iter().zip(without.parties).map(|(a, b)| a - b).collect(),
            });
        }
    }
    Ok(values)
}

impl Regime {
    /// The regime without one instrument, and without what exists only on top of it:
    /// credits of an advance, transfers of it, and levies on a tax's own income.
    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        let mut less = self.clone();
        let rests_on = |base: &Base| matches!(base, Base::TaxableIncome(tax) | Base::NetProfit(tax) if tax == id);
        less.instruments.retain(|instrument| {
            let rests = match &instrument.terms {
                Terms::Levy(levy) => rests_on(&levy.base),
                Terms::IncomeTax(tax) => {
                    matches!(&tax.minimum, Some(MinimumTax { base, .. }) if rests_on(base))
                }
                _ => false,
            };
            instrument.id != id && !rests
        });
        for instrument in &mut less.instruments {
            if let Terms::Levy(levy) = &mut instrument.terms {
                levy.credits.retain(|advance| advance != id);
            }
        }
        for transfer in &mut less.transfers {
            if let Receipts::Instruments(ids) = &mut transfer.of {
                ids.retain(|known| {
                    less.instruments.iter().any(|instrument| instrument.id == *known)
                });
            }
        }
        less
    }
}
