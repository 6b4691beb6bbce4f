//! Production as stated, laid out period by period.
//!
//! Phases become feed, waste and metal for each period; stated figures are read in
//! their units. The result is in production time: a later start moves it as a whole.

use oreproof_factors::grid::{not_negative, part, positive};
use oreproof_factors::{Grid, Product, Selling};
use oreproof_units::{Base, Grade, Series, parse_scaled_unit, quantity};

use crate::discount::no_such_period;
use crate::problem::Problem;
use crate::project::{Amount, End, Phase, Production, StatedProduction};

/// Feed, waste and metal, a row of periods each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Laid {
    /// Tonnes fed; absent where not stated.
    pub feed: Option<Vec<f64>>,
    /// Tonnes of waste.
    pub waste: Vec<f64>,
    /// Tonnes recovered, a row for each slot of the selling terms.
    pub recovered: Vec<f64>,
    /// The metals of the feed.
    pub metals: Vec<String>,
    /// Tonnes contained in the feed, a row for each of `metals`.
    pub contained: Vec<f64>,
    /// Which slots are stated as payable.
    pub payable: Vec<usize>,
}

pub(crate) struct Layer<'a> {
    pub grid: &'a Grid,
    pub selling: &'a Selling,
    pub products: &'a [Product],
    pub problems: &'a mut Vec<Problem>,
}

impl Layer<'_> {
    pub(crate) fn lay(&mut self, production: &Production) -> Laid {
        let n = self.grid.len();
        let recovered = vec![0.0; self.selling.slots().len() * n];
        let mut laid = Laid { waste: vec![0.0; n], recovered, ..Laid::default() };
        match production {
            Production::Unstated => {}
            Production::Phases(phases) => {
                laid.feed = Some(vec![0.0; n]);
                for (i, phase) in phases.iter().enumerate() {
                    self.phase(phase, &format!("production.phases[{i}]"), &mut laid);
                }
            }
            Production::Stated(stated) => self.stated(stated, &mut laid),
        }
        laid
    }

    fn hold<T: Copy>(
        &mut self,
        series: &Series<T>,
        number: impl Fn(T) -> f64,
        at: &str,
    ) -> Vec<f64> {
        let mut found = Vec::new();
        let row = self.grid.hold(series, number, at, &mut found);
        self.problems.extend(found.into_iter().map(Problem::from));
        row
    }

    fn note(
        &mut self,
        check: fn(f64, &str, &mut Vec<oreproof_factors::Problem>) -> f64,
        value: f64,
        at: &str,
    ) -> f64 {
        let mut found = Vec::new();
        let value = check(value, at, &mut found);
        self.problems.extend(found.into_iter().map(Problem::from));
        value
    }

    /// Tonnes fed in each period, before mining recovery and dilution.
    fn throughput(&mut self, phase: &Phase, at: &str) -> Vec<f64> {
        let timeline = &self.grid.timeline;
        let mut row = vec![0.0; self.grid.len()];
        let yearly = self.note(positive, phase.throughput.0, &format!("{at}.throughput"));
        let Some(start) = timeline.position(&phase.start) else {
            self.problems.push(no_such_period(&format!("{at}.start"), &phase.start, timeline));
            return row;
        };
        let (mut left, last) = match &phase.end {
            End::Ore(tonnes) => (tonnes.0, timeline.len() - 1),
            End::With(label) => match timeline.position(label) {
                Some(last) => (f64::INFINITY, last),
                None => {
                    self.problems.push(no_such_period(&format!("{at}.end"), label, timeline));
                    return row;
                }
            },
        };
        for (i, ramp) in phase.ramp_up.iter().enumerate() {
            self.note(part, ramp.0, &format!("{at}.ramp_up[{i}]"));
        }
        let in_place =
            phase.modifying.as_ref().map_or(1.0, |m| m.feed(oreproof_units::Tonnes(1.0)).0);
        left *= in_place;
        for (p, slot) in
            timeline.periods().enumerate().skip(start).take(last + 1 - start.min(last + 1))
        {
            let ramp = phase.ramp_up.get(p - start).map_or(1.0, |part| part.0);
            let fed = (yearly * f64::from(slot.months) / 12.0 * ramp).min(left);
            row[p] = fed;
            left -= fed;
        }
        if left.is_finite() && left > 1e-6 * yearly {
            self.problems.push(Problem::OreLeft { at: at.to_owned(), left });
        }
        row
    }

    fn phase(&mut self, phase: &Phase, at: &str, laid: &mut Laid) {
        let n = self.grid.len();
        let fed = self.throughput(phase, at);
        if let Some(modifying) = &phase.modifying {
            self.note(
                part,
                modifying.mining_recovery.0,
                &format!("{at}.modifying.mining_recovery"),
            );
            self.note(
                not_negative,
                modifying.dilution.fraction.0,
                &format!("{at}.modifying.dilution"),
            );
        }
        if let Some(strip) = &phase.strip_ratio {
            let strip = self.hold(strip, |ratio| ratio, &format!("{at}.strip_ratio"));
            for p in 0..n {
                laid.waste[p] += fed[p] * strip[p];
            }
        }
        for (metal, grade) in &phase.grades {
            let mut grade = self.hold(grade, Grade::fraction, &format!("{at}.grades.{metal}"));
            if let Some(modifying) = &phase.modifying {
                grade.iter_mut().for_each(|g| *g = modifying.head_grade(metal, *g));
            }
            let content: Vec<f64> =
                grade.iter().zip(&fed).map(|(grade, fed)| grade * fed).collect();
            let recoveries = phase.recoveries.iter().enumerate().filter(|(_, r)| r.metal == *metal);
            let mut parts = 0.0_f64;
            for (i, recovery) in recoveries {
                let at = format!("{at}.recoveries[{i}]");
                let fraction = self.hold(&recovery.fraction, |f| f.0, &at);
                fraction.iter().for_each(|f| {
                    self.note(part, *f, &at);
                });
                parts += fraction.iter().copied().fold(0.0, f64::max);
                let Some(slot) = self.slot(&recovery.product, metal, &at) else { continue };
                let row = &mut laid.recovered[slot * n..(slot + 1) * n];
                for p in 0..n {
                    row[p] += content[p] * fraction[p];
                }
            }
            if parts > 1.0 + 1e-9 {
                self.problems.push(Problem::RecoveryOverOne {
                    at: at.to_owned(),
                    metal: metal.clone(),
                    sum: parts,
                });
            }
            add_contained(laid, metal, &content);
        }
        for (i, recovery) in phase.recoveries.iter().enumerate() {
            if !phase.grades.contains_key(&recovery.metal) {
                let at = format!("{at}.recoveries[{i}]");
                self.problems.push(Problem::NoSuchMetal { at, metal: recovery.metal.clone() });
            }
        }
        if let Some(feed) = &mut laid.feed {
            feed.iter_mut().zip(&fed).for_each(|(feed, fed)| *feed += fed);
        }
    }

    fn slot(&mut self, product: &str, metal: &str, at: &str) -> Option<usize> {
        let Some(idx) = self.products.iter().position(|p| p.name == product) else {
            self.problems
                .push(Problem::NoSuchProduct { at: at.to_owned(), product: product.to_owned() });
            return None;
        };
        let slot = self.selling.slot(idx, metal);
        if slot.is_none() {
            let (at, product, metal) = (at.to_owned(), product.to_owned(), metal.to_owned());
            self.problems.push(oreproof_factors::Problem::NoTerms { at, product, metal }.into());
        }
        slot
    }

    fn stated(&mut self, stated: &StatedProduction, laid: &mut Laid) {
        let n = self.grid.len();
        let masses = |layer: &mut Self, amounts: &oreproof_units::Amounts, at: &str| {
            let mut row = layer.hold(&amounts.values, |v| v * amounts.scale.factor(), at);
            row[layer.grid.timeline.len()..].fill(0.0);
            row.iter().for_each(|v| {
                layer.note(not_negative, *v, at);
            });
            row
        };
        laid.feed = stated.feed.as_ref().map(|feed| masses(self, feed, "production.stated.feed"));
        if let Some(waste) = &stated.waste {
            laid.waste = masses(self, waste, "production.stated.waste");
        }
        for (i, metal) in stated.metals.iter().enumerate() {
            let at = format!("production.stated.metals[{i}]");
            let Some(slot) = self.slot(&metal.product, &metal.metal, &at) else { continue };
            let row = match &metal.amount {
                Amount::Fed { grade, recovery } => {
                    let grade = self.hold(grade, Grade::fraction, &format!("{at}.grade"));
                    let recovery = self.hold(recovery, |f| f.0, &format!("{at}.recovery"));
                    recovery.iter().for_each(|f| {
                        self.note(part, *f, &at);
                    });
                    let Some(feed) = &laid.feed else {
                        self.problems.push(Problem::NoFeed { at });
                        continue;
                    };
                    let content: Vec<f64> = grade.iter().zip(feed).map(|(g, f)| g * f).collect();
                    add_contained_once(laid, &metal.metal, &content);
                    content.iter().zip(&recovery).map(|(content, r)| content * r).collect()
                }
                Amount::Recovered { unit, values } => self.masses_in(unit, values, &at),
                Amount::Payable { unit, values } => {
                    laid.payable.push(slot);
                    self.masses_in(unit, values, &at)
                }
            };
            laid.recovered[slot * n..(slot + 1) * n].iter_mut().zip(row).for_each(|(r, v)| *r += v);
        }
    }

    /// Figures in a unit of mass, in tonnes.
    fn masses_in(&mut self, unit: &str, values: &Series<f64>, at: &str) -> Vec<f64> {
        let tonnes = match parse_scaled_unit(unit) {
            Ok((scale, unit))
                if unit.per.is_none() && unit.of.is_mass() && unit.of != Base::Ton =>
            {
                scale / quantity::masses_per_tonne(unit.of)
            }
            _ => {
                self.problems.push(Problem::NotAMass { at: at.to_owned(), unit: unit.to_owned() });
                0.0
            }
        };
        let mut row = self.hold(values, |v| v * tonnes, at);
        row[self.grid.timeline.len()..].fill(0.0);
        row.iter().for_each(|v| {
            self.note(not_negative, *v, at);
        });
        row
    }
}

fn add_contained(laid: &mut Laid, metal: &str, content: &[f64]) {
    match laid.metals.iter().position(|known| known == metal) {
        Some(row) => {
            let n = content.len();
            laid.contained[row * n..(row + 1) * n]
                .iter_mut()
                .zip(content)
                .for_each(|(c, v)| *c += v);
        }
        None => {
            laid.metals.push(metal.to_owned());
            laid.contained.extend_from_slice(content);
        }
    }
}

/// The same feed goes into every product, so its metal counts once.
fn add_contained_once(laid: &mut Laid, metal: &str, content: &[f64]) {
    if !laid.metals.iter().any(|known| known == metal) {
        add_contained(laid, metal, content);
    }
}
