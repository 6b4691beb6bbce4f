//! Figures of the draws that nobody says: which they are, and the same with one of them halved or
//! doubled.

use oreproof_units::{Amount, Base, Unit};

use crate::model::{Disruption, Draws, Gate, PricePath, Variable};
use crate::place::Places;
use crate::problem::Problem;
use crate::quantity::Quantity;

/// A figure of the draws that is supposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Supposed {
    /// What it is of: the variable, the path, the gate or the disruption.
    pub of: String,
    /// Its key.
    pub key: &'static str,
    /// The figure as written.
    pub written: String,
}

/// What can be supposed: its keys with a figure, and those that are said to be supposed.
trait Rests {
    fn name(&self) -> &str;
    fn places(&self) -> &Places;
    fn named(&self) -> &[String];
    /// Whether somebody says so, or a table.
    fn is_sourced(&self) -> bool;
    /// The keys of figures.
    fn keys(&self) -> &'static [&'static str];
    /// The figure of a key as written, where it is there.
    fn written(&self, key: &str) -> Option<String>;
    /// The figure of a key taken so many times.
    fn take(&mut self, key: &str, times: f64);

    fn supposed(&self) -> Vec<Supposed> {
        let named = self.named();
        let is_supposed = |key: &&str| match named.is_empty() {
            true => !self.is_sourced(),
            false => named.iter().any(|named| named == key),
        };
        let keys = self.keys().iter().copied().filter(is_supposed);
        let of = self.name().to_owned();
        keys.filter_map(|key| Some(Supposed { of: of.clone(), key, written: self.written(key)? }))
            .collect()
    }
}

/// A multiple of the case's own value is supposed as its distance from that value.
fn take<M>(quantity: &mut Option<Quantity<M>>, times: f64, is_multiple: bool) {
    let Some(quantity) = quantity else { return };
    let Some(value) = quantity.amount.middle() else { return };
    let percent = quantity.unit == Unit::of(Base::Percent);
    let own = match (is_multiple, percent) {
        (false, _) => 0.0,
        (true, false) => 1.0,
        (true, true) => 100.0,
    };
    let taken = own + (value - own) * times;
    // No more than the whole can be lost or stopped.
    let taken = if percent && !is_multiple { taken.min(100.0) } else { taken };
    quantity.amount = Amount::exact(taken);
    quantity.written = taken.to_string();
}

fn written<M>(quantity: Option<&Quantity<M>>) -> Option<String> {
    quantity.map(|quantity| quantity.written.clone())
}

impl Rests for Variable {
    fn name(&self) -> &str {
        &self.of
    }

    fn places(&self) -> &Places {
        &self.at
    }

    fn named(&self) -> &[String] {
        &self.supposed
    }

    fn is_sourced(&self) -> bool {
        self.source.is_some() || self.base_rate.is_some()
    }

    fn keys(&self) -> &'static [&'static str] {
        &["mean", "sd", "median", "sigma", "low", "mode", "high"]
    }

    fn written(&self, key: &str) -> Option<String> {
        match key {
            "sigma" => self.sigma.map(|sigma| sigma.to_string()),
            "mean" => written(self.mean.as_ref()),
            "sd" => written(self.sd.as_ref()),
            "median" => written(self.median.as_ref()),
            "low" => written(self.low.as_ref()),
            "mode" => written(self.mode.as_ref()),
            _ => written(self.high.as_ref()),
        }
    }

    fn take(&mut self, key: &str, times: f64) {
        let is_multiple = self.relative;
        match key {
            "sigma" => self.sigma = self.sigma.map(|sigma| sigma * times),
            "mean" => take(&mut self.mean, times, is_multiple),
            "sd" => take(&mut self.sd, times, false),
            "median" => take(&mut self.median, times, is_multiple),
            "low" => take(&mut self.low, times, is_multiple),
            "mode" => take(&mut self.mode, times, is_multiple),
            _ => take(&mut self.high, times, is_multiple),
        }
    }
}

impl Rests for PricePath {
    fn name(&self) -> &str {
        &self.of
    }

    fn places(&self) -> &Places {
        &self.at
    }

    fn named(&self) -> &[String] {
        &self.supposed
    }

    fn is_sourced(&self) -> bool {
        self.source.is_some()
    }

    fn keys(&self) -> &'static [&'static str] {
        &["volatility", "speed"]
    }

    fn written(&self, key: &str) -> Option<String> {
        let figure = if key == "speed" { self.speed } else { self.volatility };
        figure.map(|figure| figure.to_string())
    }

    fn take(&mut self, key: &str, times: f64) {
        let figure = if key == "speed" { &mut self.speed } else { &mut self.volatility };
        *figure = figure.map(|figure| figure * times);
    }
}

impl Rests for Gate {
    fn name(&self) -> &str {
        &self.name
    }

    fn places(&self) -> &Places {
        &self.at
    }

    fn named(&self) -> &[String] {
        &self.supposed
    }

    fn is_sourced(&self) -> bool {
        self.source.is_some()
    }

    fn keys(&self) -> &'static [&'static str] {
        &["odds", "median", "plan", "sigma"]
    }

    fn written(&self, key: &str) -> Option<String> {
        match key {
            "odds" => written(self.odds.as_ref()),
            "median" => written(self.median.as_ref()),
            "plan" => written(self.plan.as_ref()),
            _ => Some(self.sigma.to_string()),
        }
    }

    fn take(&mut self, key: &str, times: f64) {
        match key {
            "odds" => take(&mut self.odds, times, false),
            "median" => take(&mut self.median, times, false),
            "plan" => take(&mut self.plan, times, false),
            _ => self.sigma *= times,
        }
    }
}

impl Rests for Disruption {
    fn name(&self) -> &str {
        &self.name
    }

    fn places(&self) -> &Places {
        &self.at
    }

    fn named(&self) -> &[String] {
        &self.supposed
    }

    fn is_sourced(&self) -> bool {
        self.source.is_some()
    }

    fn keys(&self) -> &'static [&'static str] {
        &["prior_events", "prior_years", "part", "median", "sigma"]
    }

    fn written(&self, key: &str) -> Option<String> {
        match key {
            "prior_events" => Some(self.prior_events.to_string()),
            "prior_years" => Some(self.prior_years.to_string()),
            "part" => Some(self.part.written.clone()),
            "median" => Some(self.median.written.clone()),
            _ => Some(self.sigma.to_string()),
        }
    }

    fn take(&mut self, key: &str, times: f64) {
        match key {
            "prior_events" => self.prior_events *= times,
            "prior_years" => self.prior_years *= times,
            "part" => {
                let mut part = Some(self.part.clone());
                take(&mut part, times, false);
                self.part = part.unwrap_or_else(|| self.part.clone());
            }
            "median" => {
                let mut median = Some(self.median.clone());
                take(&mut median, times, false);
                self.median = median.unwrap_or_else(|| self.median.clone());
            }
            _ => self.sigma *= times,
        }
    }
}

impl Draws {
    fn rests(&self) -> impl Iterator<Item = &dyn Rests> {
        let variables = self.variables.iter().map(|entry| entry as &dyn Rests);
        let paths = self.paths.iter().map(|entry| entry as &dyn Rests);
        let gates = self.gates.iter().map(|entry| entry as &dyn Rests);
        let disruptions = self.disruptions.iter().map(|entry| entry as &dyn Rests);
        variables.chain(gates).chain(disruptions).chain(paths)
    }

    /// Every figure that is supposed, in the order of the causes that are drawn.
    pub fn supposed(&self) -> Vec<Supposed> {
        self.rests().flat_map(|entry| entry.supposed()).collect()
    }

    /// The same draws with a supposed figure taken so many times: of a multiple of the case's own
    /// value its distance from that, of a share no more than the whole.
    #[must_use]
    pub fn with_supposed(&self, supposed: &Supposed, times: f64) -> Self {
        let mut draws = self.clone();
        let variables = draws.variables.iter_mut().map(|entry| entry as &mut dyn Rests);
        let paths = draws.paths.iter_mut().map(|entry| entry as &mut dyn Rests);
        let gates = draws.gates.iter_mut().map(|entry| entry as &mut dyn Rests);
        let disruptions = draws.disruptions.iter_mut().map(|entry| entry as &mut dyn Rests);
        let mut all = variables.chain(paths).chain(gates).chain(disruptions);
        if let Some(entry) = all.find(|entry| entry.name() == supposed.of) {
            entry.take(supposed.key, times);
        }
        draws
    }
}

/// Tells what is said to be supposed and has no figure.
pub(super) fn check(draws: &Draws, problems: &mut Vec<Problem>) {
    for entry in draws.rests() {
        for key in entry.named() {
            let known = entry.keys().iter().find(|known| *known == key);
            if known.and_then(|key| entry.written(key)).is_none() {
                let (of, at) = (entry.name().to_owned(), entry.places().of("supposed").clone());
                let keys = entry.keys().iter().filter(|key| entry.written(key).is_some());
                let keys = keys.copied().collect();
                problems.push(Problem::NothingSupposed { of, key: key.clone(), keys, at });
            }
        }
    }
}
