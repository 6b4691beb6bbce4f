//! What is drawn, as its reader knows it: a name, and how far it goes.

use std::fmt;

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
    /// Its low and its high tenth; none for a step or a stop, which is more than one number.
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
    let causes = setup.causes.iter().enumerate();
    let input = |(at, cause): (usize, &oreproof_risk::sensitivity::Group)| {
        // Variables come first among the causes, each with one number.
        let ends = drawn.get(at).map(|(target, quantile)| {
            let unit = match target {
                Target::Delay | Target::RampUp => EndUnit::Years,
                Target::LostOutput => EndUnit::Part,
                _ => EndUnit::Times,
            };
            [0.1, 0.9].map(|p| End { value: quantile.at(p), unit })
        });
        Input { name: cause.name.clone(), label: label(&cause.name), ends }
    };
    causes.map(input).collect()
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
