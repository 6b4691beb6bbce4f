//! Figures of the draws that nobody says: which they are, and the same with one of them halved or
//! doubled.

use oreproof_units::{Amount, Base, Unit};

use crate::model::{Disruption, Draws, Gate, PricePath, Variable};
use crate::place::{Place, Places};
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

/// What can be supposed: the figures of a variable, a path, a gate or a disruption.
struct Entry<'a> {
    name: &'a str,
    at: &'a Places,
    /// The keys that are said to be supposed.
    named: &'a [String],
    /// Whether somebody says so, or a table.
    is_sourced: bool,
    /// The figures by their keys.
    figures: Vec<(&'static str, Figure<'a>)>,
}

enum Figure<'a> {
    Number(&'a mut f64),
    Quantity {
        amount: &'a mut Amount,
        unit: Unit,
        written: &'a mut String,
        /// Whether it is a multiple of the case's own value.
        is_multiple: bool,
    },
}

impl<'a> Figure<'a> {
    fn of<M>(quantity: &'a mut Quantity<M>, is_multiple: bool) -> Self {
        let Quantity { amount, unit, written, .. } = quantity;
        Self::Quantity { amount, unit: *unit, written, is_multiple }
    }

    fn written(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Quantity { written, .. } => (*written).clone(),
        }
    }

    /// Takes it so many times; a multiple is supposed as its distance from the case's own value.
    fn take(self, times: f64) {
        let (amount, unit, written, is_multiple) = match self {
            Self::Number(number) => return *number *= times,
            Self::Quantity { amount, unit, written, is_multiple } => {
                (amount, unit, written, is_multiple)
            }
        };
        let Some(value) = amount.middle() else { return };
        let percent = unit == Unit::of(Base::Percent);
        let own = match (is_multiple, percent) {
            (false, _) => 0.0,
            (true, false) => 1.0,
            (true, true) => 100.0,
        };
        let taken = own + (value - own) * times;
        // No more than the whole can be lost or stopped.
        let taken = if percent && !is_multiple { taken.min(100.0) } else { taken };
        *amount = Amount::exact(taken);
        *written = taken.to_string();
    }
}

/// The figures that are there, by their keys.
fn figures<'a, const N: usize>(
    figures: [(&'static str, Option<Figure<'a>>); N],
) -> Vec<(&'static str, Figure<'a>)> {
    figures.into_iter().filter_map(|(key, figure)| Some((key, figure?))).collect()
}

fn variable(entry: &mut Variable) -> Entry<'_> {
    let is_multiple = entry.relative;
    let figures = figures([
        ("mean", entry.mean.as_mut().map(|mean| Figure::of(mean, is_multiple))),
        ("sd", entry.sd.as_mut().map(|sd| Figure::of(sd, false))),
        ("median", entry.median.as_mut().map(|median| Figure::of(median, is_multiple))),
        ("sigma", entry.sigma.as_mut().map(Figure::Number)),
        ("low", entry.low.as_mut().map(|low| Figure::of(low, is_multiple))),
        ("mode", entry.mode.as_mut().map(|mode| Figure::of(mode, is_multiple))),
        ("high", entry.high.as_mut().map(|high| Figure::of(high, is_multiple))),
    ]);
    let is_sourced = entry.source.is_some() || entry.base_rate.is_some();
    Entry { name: &entry.of, at: &entry.at, named: &entry.supposed, is_sourced, figures }
}

fn path(entry: &mut PricePath) -> Entry<'_> {
    let figures = figures([
        ("volatility", entry.volatility.as_mut().map(Figure::Number)),
        ("speed", entry.speed.as_mut().map(Figure::Number)),
    ]);
    let is_sourced = entry.source.is_some();
    Entry { name: &entry.of, at: &entry.at, named: &entry.supposed, is_sourced, figures }
}

fn gate(entry: &mut Gate) -> Entry<'_> {
    let figures = figures([
        ("odds", entry.odds.as_mut().map(|odds| Figure::of(odds, false))),
        ("median", entry.median.as_mut().map(|median| Figure::of(median, false))),
        ("plan", entry.plan.as_mut().map(|plan| Figure::of(plan, false))),
        ("sigma", Some(Figure::Number(&mut entry.sigma))),
    ]);
    let is_sourced = entry.source.is_some();
    Entry { name: &entry.name, at: &entry.at, named: &entry.supposed, is_sourced, figures }
}

fn disruption(entry: &mut Disruption) -> Entry<'_> {
    let figures = figures([
        ("prior_events", Some(Figure::Number(&mut entry.prior_events))),
        ("prior_years", Some(Figure::Number(&mut entry.prior_years))),
        ("part", Some(Figure::of(&mut entry.part, false))),
        ("median", Some(Figure::of(&mut entry.median, false))),
        ("sigma", Some(Figure::Number(&mut entry.sigma))),
    ]);
    let is_sourced = entry.source.is_some();
    Entry { name: &entry.name, at: &entry.at, named: &entry.supposed, is_sourced, figures }
}

impl Entry<'_> {
    /// Whether the figure of a key is supposed.
    fn is_supposed(&self, key: &str) -> bool {
        match self.named {
            [] => !self.is_sourced,
            named => named.iter().any(|named| named == key),
        }
    }

    /// The place where it says what is supposed.
    fn place(&self) -> Place {
        self.at.of("supposed").clone()
    }
}

impl Draws {
    /// In the order of the causes that are drawn.
    fn entries(&mut self) -> impl Iterator<Item = Entry<'_>> {
        let variables = self.variables.iter_mut().map(variable);
        let gates = self.gates.iter_mut().map(gate);
        let disruptions = self.disruptions.iter_mut().map(disruption);
        let paths = self.paths.iter_mut().map(path);
        variables.chain(gates).chain(disruptions).chain(paths)
    }

    /// Every figure that is supposed, in the order of the causes that are drawn.
    pub fn supposed(&self) -> Vec<Supposed> {
        let mut supposed = Vec::new();
        for entry in self.clone().entries() {
            for (key, figure) in &entry.figures {
                if entry.is_supposed(key) {
                    let (of, written) = (entry.name.to_owned(), figure.written());
                    supposed.push(Supposed { of, key, written });
                }
            }
        }
        supposed
    }

    /// The same draws with a supposed figure taken so many times: of a multiple of the case's own
    /// value its distance from that, of a share no more than the whole.
    #[must_use]
    pub fn with_supposed(&self, supposed: &Supposed, times: f64) -> Self {
        let mut draws = self.clone();
        for entry in draws.entries() {
            if entry.name == supposed.of && entry.is_supposed(supposed.key) {
                let mut figures = entry.figures.into_iter();
                if let Some((_, figure)) = figures.find(|(key, _)| *key == supposed.key) {
                    figure.take(times);
                    break;
                }
            }
        }
        draws
    }
}

/// Tells what is said to be supposed and has no figure.
pub(super) fn check(draws: &Draws, problems: &mut Vec<Problem>) {
    for entry in draws.clone().entries() {
        let keys = || entry.figures.iter().map(|(key, _)| *key);
        for key in entry.named {
            if !keys().any(|known| known == key) {
                let (of, at) = (entry.name.to_owned(), entry.place());
                let (key, keys) = (key.clone(), keys().collect());
                problems.push(Problem::NothingSupposed { of, key, keys, at });
            }
        }
    }
}
