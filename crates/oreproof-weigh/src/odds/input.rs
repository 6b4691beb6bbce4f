//! What is drawn, as its reader knows it: a name, and how far it goes.

use std::fmt;

use oreproof_case::Quantity;
use oreproof_case::model::Variable;
use oreproof_case::quantity::Any;
use oreproof_units::human;
use serde::Serialize;

use super::road::Target;
use super::setup::Setup;

/// A cause of spread.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Input {
    /// Its key in the case, which is also the name of its bar.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// How it is drawn, in words.
    pub drawn: String,
    /// What says so: a source, a base rate, a record or months.
    pub from: Vec<String>,
    /// Its keys whose figures nobody says.
    pub supposed: Vec<&'static str>,
    /// Its low and its high tenth, of a path the mean over its years, each by what it earns; none
    /// for a step or a stop, which is more than one number.
    pub ends: Option<[End; 2]>,
}

/// One end of an input.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct End {
    /// The value.
    pub value: f64,
    /// Of what.
    pub unit: EndUnit,
}

/// What an input is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EndUnit {
    /// It multiplies what the case states.
    Times,
    /// Years.
    Years,
    /// A part of one.
    Part,
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            EndUnit::Times => write!(f, "× {:.2}", self.value),
            EndUnit::Years => write!(f, "{:.1} years", self.value),
            EndUnit::Part => write!(f, "{} %", human::number((1e3 * self.value).round() / 10.0)),
        }
    }
}

/// The causes of a setup, in its order.
pub(super) fn inputs(setup: &Setup<'_>) -> Vec<Input> {
    let drawn = &setup.road.variables;
    let supposed = setup.draws.supposed();
    let causes = setup.causes.iter().enumerate();
    let input = |(at, cause): (usize, &oreproof_risk::sensitivity::Group)| {
        // Variables come first among the causes, each with one number.
        let path = setup.draws.paths.iter().position(|path| path.of == cause.name);
        let level = |path| {
            [0.1, 0.9]
                .map(|p| End { value: setup.road.prices.level(path, p), unit: EndUnit::Times })
        };
        let ends = drawn.get(at).map(|(target, quantile)| {
            let unit = match target {
                Target::Delay | Target::RampUp => EndUnit::Years,
                Target::LostOutput => EndUnit::Part,
                _ => EndUnit::Times,
            };
            [0.1, 0.9].map(|p| End { value: quantile.at(p), unit })
        });
        let ends = ends.or(path.map(level));
        let name = cause.name.clone();
        let (drawn, from) = drawn_as(setup, &name);
        let of = supposed.iter().filter(|supposed| supposed.of == name);
        let supposed = of.map(|supposed| supposed.key).collect();
        Input { label: label(&name), name, drawn, from, supposed, ends }
    };
    causes.map(input).collect()
}

/// How a cause is drawn, and what says so.
fn drawn_as(setup: &Setup<'_>, name: &str) -> (String, Vec<String>) {
    let draws = setup.draws;
    let is = |other: &str| other == name;
    if let Some(variable) = draws.variables.iter().find(|variable| is(&variable.of)) {
        let mut from: Vec<String> =
            variable.source.iter().map(|source| source.id.clone()).collect();
        from.extend(variable.base_rate.iter().map(|rate| format!("base rate {rate}")));
        return (figures(variable), from);
    }
    if let Some(gate) = draws.gates.iter().find(|gate| is(&gate.name)) {
        let rates = gate.odds_rate.iter().chain(&gate.years_rate);
        let mut from: Vec<String> = gate.source.iter().map(|source| source.id.clone()).collect();
        from.extend(rates.map(|rate| format!("base rate {rate}")));
        let drawn = format!("lognormal time, sigma {}", gate.sigma);
        return (drawn, from);
    }
    if let Some(stop) = draws.disruptions.iter().find(|stop| is(&stop.name)) {
        let from = stop.source.iter().map(|source| source.id.clone()).collect();
        let drawn = format!(
            "gamma rate from {}; {} stop it, each for a lognormal time of median {} and sigma {}",
            stop.watched, stop.part.written, stop.median.written, stop.sigma
        );
        return (drawn, from);
    }
    let path = setup.road.prices.told.iter().find(|path| is(&path.of));
    let drawn = path.map(|path| format!("{} path, its {} the deck", path.process, path.deck_is));
    let mut from: Vec<String> = path.and_then(|path| path.source.clone()).into_iter().collect();
    let fitted = path.and_then(|path| path.fitted.as_ref());
    from.extend(fitted.map(|fitted| {
        format!("months of {} to {} ({})", fitted.first, fitted.last, fitted.sources.join(", "))
    }));
    (drawn.unwrap_or_default(), from)
}

/// A distribution in words: its shape with its figures as written.
fn figures(variable: &Variable) -> String {
    let written = |quantity: &Option<Quantity<Any>>| quantity.as_ref().map(|q| q.written.clone());
    let figures = [
        ("mean", written(&variable.mean)),
        ("sd", written(&variable.sd)),
        ("median", written(&variable.median)),
        ("sigma", variable.sigma.map(|sigma| sigma.to_string())),
        ("from", written(&variable.low)),
        ("mode", written(&variable.mode)),
        ("to", written(&variable.high)),
    ];
    let figures =
        figures.into_iter().filter_map(|(key, figure)| Some(format!("{key} {}", figure?)));
    let mut words: Vec<String> = figures.collect();
    if !variable.values.is_empty() {
        words.push(format!("of {} values", variable.values.len()));
    }
    match words.is_empty() {
        true => variable.shape.to_string(),
        false => format!("{}: {}", variable.shape, words.join(", ")),
    }
}

/// `price.copper` as the price of copper.
fn label(name: &str) -> String {
    match name.split_once('.') {
        Some((what @ ("price" | "grade" | "recovery"), metal)) => format!("{what} of {metal}"),
        _ => match name {
            "capital" => "capital to build".to_owned(),
            "costs" => "running costs".to_owned(),
            "delay" => "delay of production".to_owned(),
            "ramp_up" => "ramp-up".to_owned(),
            "lost_output" => "output lost".to_owned(),
            step => step.to_owned(),
        },
    }
}
