//! What the case draws: its variables as distributions, and how they go together.
//!
//! Shares are parts of one, times are years, and a variable that is relative multiplies the
//! case's own value. Nothing that is drawn may fall below nought, since there is no negative
//! tonnage, price or time.

mod events;
mod paths;
mod supposed;

use oreproof_risk::correlation::Copula;
use oreproof_risk::{Distribution, Quantile, RiskError};
use oreproof_units::{Base, Unit};

use crate::case::Case;
use crate::model::{Correlation, Draws, Sampling, Shape, Variable};
use crate::problem::Problem;
use crate::quantity::Quantity;

pub use supposed::Supposed;

/// What may be drawn, by the word before the point or alone.
pub const DRAWN: [&str; 8] = [
    "price.METAL",
    "grade.METAL",
    "recovery.METAL",
    "capital",
    "costs",
    "delay",
    "ramp_up",
    "lost_output",
];

impl Variable {
    /// Whether its values stand for themselves and multiply nothing: times and shares.
    pub fn is_absolute(&self) -> bool {
        matches!(self.of.as_str(), "delay" | "ramp_up" | "lost_output")
    }

    /// The distribution as stated.
    ///
    /// # Errors
    ///
    /// The first mistake in it, at its place.
    pub fn distribution(&self) -> Result<Distribution, Box<Problem>> {
        let get = |key: &'static str, quantity: &Option<Quantity>| {
            let Some(quantity) = quantity else { return Err(self.wants(key)) };
            plain(quantity).ok_or_else(|| self.unfit(key, quantity))
        };
        let of = match self.shape {
            Shape::Normal => {
                Distribution::Normal { mean: get("mean", &self.mean)?, sd: get("sd", &self.sd)? }
            }
            Shape::Lognormal => Distribution::Lognormal {
                median: get("median", &self.median)?,
                sigma: self.sigma.ok_or_else(|| self.wants("sigma"))?,
                shift: 0.0,
            },
            Shape::Triangular | Shape::Pert => {
                let low = get("low", &self.low)?;
                let (mode, high) = (get("mode", &self.mode)?, get("high", &self.high)?);
                match self.shape {
                    Shape::Pert => Distribution::Pert { low, mode, high },
                    _ => Distribution::Triangular { low, mode, high },
                }
            }
            Shape::Uniform => Distribution::Uniform {
                low: get("low", &self.low)?,
                high: get("high", &self.high)?,
            },
            Shape::Discrete => Distribution::Discrete { values: self.list()?, odds: self.odds()? },
            Shape::Empirical => Distribution::Empirical { values: self.list()? },
            // Its figures are not in the case.
            Shape::BaseRate => return Err(self.wants("base_rate")),
        };
        match self.shape {
            Shape::Normal | Shape::Lognormal => self.cut(of),
            _ => Ok(of),
        }
    }

    /// Another distribution, cut off where the variable says so.
    ///
    /// # Errors
    ///
    /// When an end is in a unit that does not fit.
    pub fn cut(&self, of: Distribution) -> Result<Distribution, Box<Problem>> {
        if self.low.is_none() && self.high.is_none() {
            return Ok(of);
        }
        let end = |key: &'static str, quantity: &Option<Quantity>, open: f64| match quantity {
            Some(quantity) => plain(quantity).ok_or_else(|| self.unfit(key, quantity)),
            None => Ok(open),
        };
        let low = end("low", &self.low, f64::NEG_INFINITY)?;
        let high = end("high", &self.high, f64::INFINITY)?;
        Ok(Distribution::Truncated { of: Box::new(of), low, high })
    }

    /// The distribution, checked and made ready to draw from.
    ///
    /// # Errors
    ///
    /// The first mistake in it, at its place.
    pub fn prepare(&self) -> Result<Quantile, Box<Problem>> {
        self.ready(&self.distribution()?)
    }

    /// A distribution for the variable, checked and made ready to draw from.
    ///
    /// # Errors
    ///
    /// When it cannot be drawn, or reaches where the variable cannot go.
    pub fn ready(&self, of: &Distribution) -> Result<Quantile, Box<Problem>> {
        let quantile = of.prepare().map_err(|error| self.cannot(&error))?;
        let (least, greatest) = (quantile.least(), quantile.greatest());
        if least < 0.0 {
            let key = ["low", "mean", "values"].into_iter().find(|key| self.at.has(key));
            let at = self.at.of(key.unwrap_or("of")).clone();
            return Err(Box::new(Problem::DrawnBelowNought { of: self.of.clone(), least, at }));
        }
        if self.of == "lost_output" && 1.0 < greatest {
            let key = ["high", "values"].into_iter().find(|key| self.at.has(key));
            let at = self.at.of(key.unwrap_or("of")).clone();
            return Err(Box::new(Problem::DrawnAboveWhole { of: self.of.clone(), greatest, at }));
        }
        Ok(quantile)
    }

    fn list(&self) -> Result<Vec<f64>, Box<Problem>> {
        let number = |quantity| plain(quantity).ok_or_else(|| self.unfit("values", quantity));
        self.values.iter().map(number).collect()
    }

    /// The weights as odds that make a whole.
    fn odds(&self) -> Result<Vec<f64>, Box<Problem>> {
        if let Some(&value) = self.weights.iter().find(|weight| **weight < 0.0) {
            let error = RiskError::OutOfRange { parameter: "weights", value, needs: "0 or more" };
            return Err(self.cannot(&error));
        }
        let sum: f64 = self.weights.iter().sum();
        match 0.0 < sum {
            true => Ok(self.weights.iter().map(|weight| weight / sum).collect()),
            false => Err(self.cannot(&RiskError::OddsNotWhole { sum })),
        }
    }

    fn wants(&self, key: &'static str) -> Box<Problem> {
        let at = self.at.whole.clone();
        Box::new(Problem::VariableIncomplete { shape: self.shape, key, at })
    }

    fn unfit(&self, key: &'static str, quantity: &Quantity) -> Box<Problem> {
        let needs = if self.is_absolute() { "years or a share" } else { "a factor or a share" };
        let (of, written) = (self.of.clone(), quantity.written.clone());
        Box::new(Problem::BadDrawnValue { of, written, needs, at: self.at.of(key).clone() })
    }

    /// A mistake of the distribution at the key that makes it.
    fn cannot(&self, error: &RiskError) -> Box<Problem> {
        let key = match error {
            RiskError::NotFinite { parameter, .. } | RiskError::OutOfRange { parameter, .. } => {
                parameter
            }
            RiskError::OutOfOrder { .. } if self.at.has("mode") => "mode",
            RiskError::OutOfOrder { .. } | RiskError::NothingLeft { .. } => "low",
            RiskError::OddsNotWhole { .. } | RiskError::TooFew { .. } => "weights",
            _ => "values",
        };
        Box::new(cannot(error, self.at.of(key).clone()))
    }
}

/// A mistake of the draws as a problem of the case.
pub(crate) fn cannot(error: &RiskError, at: crate::place::Place) -> Problem {
    let help = miette::Diagnostic::help(error).map(|help| help.to_string()).unwrap_or_default();
    Problem::CannotDraw { message: error.to_string(), help, at }
}

impl Draws {
    /// How the variables go together; none where each goes alone.
    ///
    /// # Errors
    ///
    /// As [`Draws::copula_of`].
    pub fn copula(&self) -> Result<Option<Copula>, Box<Problem>> {
        let names: Vec<&str> = self.variables.iter().map(|variable| variable.of.as_str()).collect();
        self.copula_of(&names, &|link| link.rho.unwrap_or_default())
    }

    /// How what has these names goes together, by the correlations between them; none where each
    /// goes alone.
    ///
    /// # Errors
    ///
    /// When not all can go together as asked, at a correlation that takes part in it.
    pub fn copula_of(
        &self,
        names: &[&str],
        rho: &dyn Fn(&Correlation) -> f64,
    ) -> Result<Option<Copula>, Box<Problem>> {
        let n = names.len();
        let index = |name: &str| names.iter().position(|known| *known == name);
        let pair = |link: &Correlation| Some((index(&link.a)?, index(&link.b)?));
        let links: Vec<&Correlation> =
            self.correlations.iter().filter(|link| pair(link).is_some()).collect();
        let Some(last) = links.last() else { return Ok(None) };
        let mut ranks: Vec<Vec<f64>> =
            (0..n).map(|a| (0..n).map(|b| f64::from(u8::from(a == b))).collect()).collect();
        for link in &links {
            if let Some((a, b)) = pair(link) {
                (ranks[a][b], ranks[b][a]) = (rho(link), rho(link));
            }
        }
        Copula::of_ranks(&ranks).map(Some).map_err(|error| {
            let takes_part = |link: &&&Correlation| match error {
                // The variable contradicts one before it.
                RiskError::ImpossibleCorrelations { at } => {
                    pair(link).map(|(a, b)| a.max(b)) == Some(at)
                }
                _ => true,
            };
            let link = links.iter().rev().find(takes_part).unwrap_or(last);
            let at = link.at.of(if link.at.has("rho") { "rho" } else { "fitted" }).clone();
            Box::new(match error {
                RiskError::ImpossibleCorrelations { .. } => {
                    let (a, b) = (link.a.clone(), link.b.clone());
                    Problem::ImpossibleCorrelation { a, b, at }
                }
                error => cannot(&error, at),
            })
        })
    }
}

/// A quantity as a plain number: shares as parts of one, times in years.
fn plain(quantity: &Quantity) -> Option<f64> {
    let value = quantity.amount.middle()?;
    match quantity.unit {
        unit if unit == Unit::of(Base::Percent) => Some(value / 100.0),
        unit if unit == Unit::of(Base::Count) => Some(value),
        _ => quantity.value_in(Unit::of(Base::Year)).ok().flatten(),
    }
}

/// Tells what is wrong with the draws of a case.
pub(crate) fn check(case: &Case, draws: &Draws, problems: &mut Vec<Problem>) {
    draws.gates.iter().for_each(|gate| events::gate(gate, problems));
    let disruptions = draws.disruptions.iter();
    disruptions.for_each(|disruption| events::disruption(case, disruption, problems));
    if draws.n < 2 {
        let error = RiskError::TooFew { what: "odds", given: draws.n as usize, needed: 2 };
        problems.push(cannot(&error, draws.at.of("n").clone()));
    }
    for (idx, variable) in draws.variables.iter().enumerate() {
        self::variable(variable, &draws.variables[..idx], problems);
    }
    paths::check(draws, problems);
    supposed::check(draws, problems);
    let before = problems.len();
    for (idx, link) in draws.correlations.iter().enumerate() {
        correlation(draws, link, &draws.correlations[..idx], problems);
    }
    // What is wrong alone is not held against the others too.
    if problems.len() == before {
        problems.extend(draws.copula().err().map(|problem| *problem));
        problems.extend(paths::impossible(draws).map(|problem| *problem));
    }
    let most = oreproof_risk::sample::MAX_DIMENSIONS;
    if draws.sampling == Sampling::Sobol && most < draws.variables.len() {
        let needed = draws.variables.len();
        let error = RiskError::TooManyDimensions { needed, available: most };
        problems.push(cannot(&error, draws.at.of("sampling").clone()));
    }
}

fn variable(variable: &Variable, before: &[Variable], problems: &mut Vec<Problem>) {
    let at = variable.at.of("of").clone();
    let (word, metal) =
        variable.of.split_once('.').map_or((&*variable.of, None), |(word, metal)| {
            (word, Some(metal).filter(|metal| !metal.is_empty()))
        });
    let known = match word {
        "price" | "grade" | "recovery" => metal.is_some(),
        "capital" | "costs" | "delay" | "ramp_up" | "lost_output" => metal.is_none(),
        _ => false,
    };
    if !known {
        problems.push(Problem::NotDrawn { of: variable.of.clone(), at });
        return;
    }
    if before.iter().any(|other| other.of == variable.of) {
        problems.push(Problem::DrawnTwice { of: variable.of.clone(), at });
    }
    if variable.relative == variable.is_absolute() {
        let (of, should) = (variable.of.clone(), !variable.relative);
        let at = variable.at.of("relative").clone();
        problems.push(Problem::WrongRelative { of, should, at });
    }
    let wanting: Vec<_> = wanting(variable).into_iter().map(|key| *variable.wants(key)).collect();
    if !wanting.is_empty() {
        problems.extend(wanting);
    } else if variable.shape == Shape::BaseRate {
        let negative = variable.sigma.filter(|sigma| *sigma < 0.0);
        if let Some(value) = negative {
            let error = RiskError::OutOfRange { parameter: "sigma", value, needs: "0 or more" };
            problems.push(*variable.cannot(&error));
        }
    } else if let Err(problem) = variable.prepare() {
        problems.push(*problem);
    }
}

fn correlation(
    draws: &Draws,
    link: &Correlation,
    before: &[Correlation],
    problems: &mut Vec<Problem>,
) {
    if link.rho.is_some_and(|rho| !(-1.0..=1.0).contains(&rho)) {
        problems.push(Problem::BadCorrelation { at: link.at.of("rho").clone() });
    }
    let is_path = |name: &String| draws.paths.iter().any(|path| path.of == *name);
    let is_variable = |name: &String| draws.variables.iter().any(|variable| variable.of == *name);
    for (key, name) in [("a", &link.a), ("b", &link.b)] {
        if !is_path(name) && !is_variable(name) {
            let at = link.at.of(key).clone();
            problems.push(Problem::NoVariable { name: name.clone(), at });
        }
    }
    let (a, b) = (link.a.clone(), link.b.clone());
    if is_path(&a) && is_variable(&b) || is_variable(&a) && is_path(&b) {
        problems.push(Problem::PathWithVariable { a, b, at: link.at.whole.clone() });
    } else if link.rho.is_some() == link.fitted.is_some()
        || link.fitted.is_some() && is_variable(&a)
    {
        problems.push(Problem::CorrelationIncomplete { a, b, at: link.at.whole.clone() });
    }
    let pair = |link: &Correlation| {
        [link.a.clone().min(link.b.clone()), link.a.clone().max(link.b.clone())]
    };
    if link.a == link.b || before.iter().any(|other| pair(other) == pair(link)) {
        let (a, b) = (link.a.clone(), link.b.clone());
        problems.push(Problem::CorrelatedTwice { a, b, at: link.at.whole.clone() });
    }
}

/// The keys that a distribution needs and lacks.
fn wanting(variable: &Variable) -> Vec<&'static str> {
    let needs: &[&str] = match variable.shape {
        Shape::Normal => &["mean", "sd"],
        Shape::Lognormal => &["median", "sigma"],
        Shape::Triangular | Shape::Pert => &["low", "mode", "high"],
        Shape::Uniform => &["low", "high"],
        Shape::Discrete => &["values", "weights"],
        Shape::Empirical => &["values"],
        Shape::BaseRate => &["base_rate"],
    };
    needs.iter().copied().filter(|key| !variable.at.has(key)).collect()
}
