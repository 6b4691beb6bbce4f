//! How far the mine production of a commodity lies in few hands.
//!
//! With the share `s` of each named country in all that is printed, and `u` the share
//! of the countries not named:
//!
//! ```text
//! HHI low  = Σ s²           the unnamed are so many that each counts for nothing
//! HHI high = Σ s² + u²      the unnamed are one
//! HHI·WGI  = Σ s² · 10 · (2.5 - wgi) / 5      governance from 0 (best) to 10 (worst)
//! ```
//!
//! Source: the supply-risk indicator of the European Commission (2017), *Methodology for
//! establishing the EU list of critical raw materials*, section 3; trade left out.

use serde::Serialize;

use crate::production::{Edition, Output, Place, Stage};

/// The concentration of one commodity in one year of one edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Concentration {
    /// The commodity.
    pub commodity: String,
    /// Which part of it.
    pub part: String,
    /// The edition.
    pub edition: Edition,
    /// The year.
    pub year: i16,
    /// How many countries are named with a production above zero.
    pub named: usize,
    /// The largest of them.
    pub largest: String,
    /// Its share, as a fraction.
    pub largest_share: f64,
    /// The share of the countries not named, as a fraction.
    pub unnamed_share: f64,
    /// With the unnamed as many.
    pub hhi_low: f64,
    /// With the unnamed as one.
    pub hhi_high: f64,
    /// Weighted by governance over the countries that have an indicator.
    pub hhi_wgi: Option<f64>,
    /// Named producers without an indicator, which the weighted sum leaves out.
    pub without_wgi: Vec<String>,
    /// Named countries whose figure is withheld or no number: they are in no sum.
    pub without_figure: Vec<String>,
}

/// The concentration of rows that belong to one commodity, part, edition and year.
///
/// `None` when no country has a figure.
pub(crate) fn of(rows: &[&Output], wgi: impl Fn(&str) -> Option<f64>) -> Option<Concentration> {
    let first = rows.first()?;
    let mut named: Vec<(&str, f64)> = Vec::new();
    let (mut unnamed, mut without_figure) = (0.0, Vec::new());
    for row in rows.iter().filter(|row| row.stage == Stage::Mine) {
        let tonnes = row.unit.tonnes(row.printed).unwrap_or(row.printed);
        match (&row.place, tonnes.value()) {
            (Place::World, _) => {}
            (Place::Others, value) => unnamed += value.unwrap_or(0.0),
            (Place::Country(code), Some(value)) if value > 0.0 => named.push((code, value)),
            (Place::Country(_), Some(_)) => {}
            (Place::Country(code), None) => without_figure.push(code.clone()),
        }
    }
    let total = named.iter().map(|(_, value)| value).sum::<f64>() + unnamed;
    // The first of equals, by its letters, so that the answer does not hang on the order of rows.
    named.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let (largest, most) = *named.first()?;
    let (mut hhi, mut weighted, mut without_wgi) = (0.0, 0.0, Vec::new());
    for (code, value) in &named {
        let square = (value / total) * (value / total);
        hhi += square;
        match wgi(code) {
            Some(wgi) => weighted += square * 10.0 * (2.5 - wgi) / 5.0,
            None => without_wgi.push((*code).to_owned()),
        }
    }
    let unnamed_share = unnamed / total;
    Some(Concentration {
        commodity: first.commodity.clone(),
        part: first.part.clone(),
        edition: first.edition,
        year: first.year,
        named: named.len(),
        largest: largest.to_owned(),
        largest_share: most / total,
        unnamed_share,
        hhi_low: hhi,
        hhi_high: hhi + unnamed_share * unnamed_share,
        hhi_wgi: (without_wgi.len() < named.len()).then_some(weighted),
        without_wgi,
        without_figure,
    })
}
