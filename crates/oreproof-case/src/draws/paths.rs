//! Price paths of a case and what buyers promise, as what the risk station draws.

use oreproof_risk::RiskError;
use oreproof_risk::path::Process;

use crate::draws::cannot;
use crate::draws::events::odds;
use crate::model::{Draws, Motion, PriceClause, PricePath};
use crate::problem::Problem;

impl PricePath {
    /// The commodity whose price it is.
    pub fn commodity(&self) -> &str {
        commodity(&self.of).unwrap_or_default()
    }

    /// A process as the path states it, with what it does not state as fitted; none where neither
    /// says how much it moves. The deck is its level and has its drift.
    pub fn process(&self, motion: Motion, fitted: Option<Process>) -> Option<Process> {
        let volatility = self.volatility.or(fitted.map(|fitted| fitted.volatility()))?;
        let speed = match fitted {
            Some(Process::Returning { speed, .. }) => self.speed.or(Some(speed)),
            _ => self.speed,
        };
        Some(match motion {
            Motion::Returning => Process::Returning { level: 1.0, speed: speed?, volatility },
            Motion::Wandering => Process::Wandering { drift: 0.0, volatility },
        })
    }
}

impl PriceClause {
    /// The commodity whose price it is.
    pub fn commodity(&self) -> &str {
        commodity(&self.of).unwrap_or_default()
    }

    /// The part of the output that is sold under it.
    ///
    /// # Errors
    ///
    /// When it lies outside 0 to 100 %.
    pub fn part(&self) -> Result<f64, Box<Problem>> {
        odds("part", &self.part, &self.at)
    }
}

/// `copper` of `price.copper`.
fn commodity(of: &str) -> Option<&str> {
    of.strip_prefix("price.").filter(|commodity| !commodity.is_empty())
}

/// Tells what is wrong with the paths and the price clauses of a case.
pub(super) fn check(draws: &Draws, problems: &mut Vec<Problem>) {
    for (idx, path) in draws.paths.iter().enumerate() {
        let at = path.at.of("of").clone();
        if commodity(&path.of).is_none() {
            problems.push(Problem::NotDrawn { of: path.of.clone(), at });
            continue;
        }
        if draws.paths[..idx].iter().any(|other| other.of == path.of)
            || draws.variables.iter().any(|variable| variable.of == path.of)
        {
            problems.push(Problem::DrawnTwice { of: path.of.clone(), at });
        }
        self::path(path, problems);
    }
    for (idx, clause) in draws.price_clauses.iter().enumerate() {
        let at = clause.at.of("of").clone();
        if commodity(&clause.of).is_none() {
            problems.push(Problem::NotDrawn { of: clause.of.clone(), at });
        }
        if draws.price_clauses[..idx].iter().any(|other| other.name == clause.name) {
            let at = clause.at.of("name").clone();
            problems.push(Problem::DrawnTwice { of: clause.name.clone(), at });
        }
        self::clause(clause, problems);
    }
}

/// The first of the paths' correlations that cannot be had beside the others, where all are
/// stated.
pub(super) fn impossible(draws: &Draws) -> Option<Box<Problem>> {
    let names: Vec<&str> = draws.paths.iter().map(|path| path.of.as_str()).collect();
    let is_fitted = draws.correlations.iter().any(|link| link.fitted.is_some());
    let rho = |link: &crate::model::Correlation| link.rho.unwrap_or_default();
    if is_fitted { None } else { draws.copula_of(&names, &rho).err() }
}

fn path(path: &PricePath, problems: &mut Vec<Problem>) {
    let wants = |key: &'static str, problems: &mut Vec<Problem>| {
        let at = path.at.whole.clone();
        problems.push(Problem::PathIncomplete { of: path.of.clone(), key, at });
    };
    if path.fitted.is_none() && path.volatility.is_none() {
        wants("volatility", problems);
    }
    if path.fitted.is_none() && path.process == Motion::Returning && path.speed.is_none() {
        wants("speed", problems);
    }
    // One stands for what is fitted.
    let process = Process::Returning {
        level: 1.0,
        speed: path.speed.unwrap_or(1.0),
        volatility: path.volatility.unwrap_or(1.0),
    };
    if let Err(error) = process.check() {
        let key = match error {
            RiskError::OutOfRange { parameter, .. } | RiskError::NotFinite { parameter, .. } => {
                parameter
            }
            _ => "of",
        };
        problems.push(cannot(&error, path.at.of(key).clone()));
    }
}

fn clause(clause: &PriceClause, problems: &mut Vec<Problem>) {
    problems.extend(clause.part().err().map(|problem| *problem));
    let in_order = match (&clause.floor, &clause.cap) {
        (None, None) => false,
        (Some(floor), Some(cap)) => {
            let cap = cap.value_in(floor.unit).ok().flatten();
            cap.zip(floor.amount.middle()).is_none_or(|(cap, floor)| floor <= cap)
        }
        _ => true,
    };
    if !in_order {
        let at = clause.at.whole.clone();
        problems.push(Problem::EmptyPriceClause { name: clause.name.clone(), at });
    }
}
