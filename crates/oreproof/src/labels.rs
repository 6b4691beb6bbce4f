//! What a check found, in the scheme of labelled texts `mineral-claims-gold/1`.
//!
//! The scheme is how people label a text by hand, so what a program says of the
//! same text can be laid beside it. Offsets count Unicode scalar values from 0,
//! end exclusive.

use jiff::civil::Date;
use miette::Diagnostic;
use oreproof_promise::{self as promise, About, Form, Kind, Modality};
use oreproof_rules::Severity;
use oreproof_units::{Amount, Bound};
use serde::Serialize;
use thiserror::Error;

use crate::check::{Checked, Options, check};

/// The name of the scheme, as it stands in every file.
pub const SCHEMA: &str = "mineral-claims-gold/1";

/// Rules that came after the scheme, which its labels therefore leave out.
const UNLABELLED: [&str; 6] = ["SUM009", "SUM010", "STG006", "SRC005", "TIM007", "COM004"];

/// Everything said of one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Label {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The text's name.
    pub id: String,
    /// Its quantities, in order.
    pub quantities: Vec<Quantity>,
    /// Its findings, in order.
    pub findings: Vec<Finding>,
}

/// One quantity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quantity {
    /// The words from the first digit, sign or number word to the end of the unit.
    pub quote: String,
    /// Its first character.
    pub start: usize,
    /// The one after its last.
    pub end: usize,
    /// How much, scale words multiplied out.
    pub value: Value,
    /// The unit; `None` where the text gives none and needs one.
    pub unit: Option<String>,
    /// What it is a quantity of.
    pub kind: Kind,
    /// The commodity.
    pub commodity: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// The day or period it refers to.
    pub as_of: Option<String>,
    /// The resource or reserve category.
    pub category: Option<String>,
    /// Who says so.
    pub speaker: Option<String>,
    /// How it stands to the facts.
    pub modality: Modality,
    /// How the words around it bound it.
    pub bound: Option<Bound>,
}

/// An amount: one number, or two ends of which one may be open.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// One number.
    One {
        /// The number.
        num: f64,
    },
    /// A range.
    Range {
        /// The lower end.
        lo: Option<f64>,
        /// The upper end.
        hi: Option<f64>,
    },
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The rule's code.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// The words to underline.
    pub quote: String,
    /// The first character of them.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// What is wrong or missing.
    pub message: String,
}

/// Why a text cannot be read as its label says.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum LabelError {
    /// The form is not one of the eight of the catalogue.
    #[error("unknown form {form:?}")]
    #[diagnostic(
        code("label::unknown-form"),
        help("one of the forms of the rule catalogue, such as `news_article`")
    )]
    UnknownForm {
        /// As written.
        form: String,
    },
    /// The date is not a day.
    #[error("not a date: {date:?}")]
    #[diagnostic(code("label::not-a-date"), help("write the day as 2025-09-25"))]
    NotADate {
        /// As written.
        date: String,
    },
}

/// Checks a text and says what was found.
///
/// Form and date are as a label's `meta` gives them. Every rule that the scheme
/// labels runs, with the tables that come with the program and no other document.
///
/// # Errors
///
/// When the form or the date is not one.
pub fn predict(
    id: &str,
    text: &str,
    form: Option<&str>,
    date: Option<&str>,
) -> Result<Label, LabelError> {
    let unknown = |form: &str| LabelError::UnknownForm { form: form.to_owned() };
    let not_a_date = |date: &str| LabelError::NotADate { date: date.to_owned() };
    let form = form.map(|form| Form::from_name(form).ok_or_else(|| unknown(form))).transpose()?;
    let date = date.map(|date| date.parse::<Date>().map_err(|_| not_a_date(date))).transpose()?;
    let about = About { form: form.unwrap_or_default(), date };
    let ignore = UNLABELLED.map(str::to_owned);
    let mut checked = check(text, about, &Options { ignore: &ignore, ..Options::default() });
    promise::complete(&mut checked.reading);
    Ok(label(id, &checked))
}

/// A checked text in the scheme.
pub fn label(id: &str, checked: &Checked<'_>) -> Label {
    let quantities = checked.reading.quantities.iter().map(|q| quantity(checked, q)).collect();
    let findings = checked.findings.iter().map(|f| {
        let span = checked.span(&f.bytes);
        Finding {
            rule: f.rule.code.to_owned(),
            severity: f.severity(),
            quote: checked.reading.text[f.bytes.clone()].to_owned(),
            start: span.start,
            end: span.end,
            message: f.message.clone(),
        }
    });
    Label { schema: SCHEMA, id: id.to_owned(), quantities, findings: findings.collect() }
}

fn quantity(checked: &Checked<'_>, of: &promise::Quantity) -> Quantity {
    let reading = &checked.reading;
    let span = checked.span(&of.bytes);
    let category = (!of.category.is_empty()).then(|| of.category.to_string());
    Quantity {
        quote: reading.text[of.bytes.clone()].to_owned(),
        start: span.start,
        end: span.end,
        value: value(&of.amount),
        unit: of.unit.map(|unit| unit.to_string()),
        kind: of.kind,
        commodity: of.commodity.map(|commodity| commodity.name().to_owned()),
        place: of.place.clone().map(|tokens| reading.place_name(tokens)),
        as_of: of.as_of.map(|period| period.to_string()),
        category,
        speaker: reading.speaker_of(of).map(|speaker| speaker.label(reading)),
        modality: of.modality,
        bound: of.bound,
    }
}

fn value(amount: &Amount) -> Value {
    match amount.value() {
        Some(num) => Value::One { num },
        None => Value::Range { lo: amount.low, hi: amount.high },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> serde_json::Value {
        let label = predict("x", text, Some("news_article"), Some("2025-09-25")).unwrap();
        serde_json::to_value(label).unwrap()
    }

    #[test]
    fn a_quantity_says_its_place_in_characters() {
        let text = "“Über Mt.” The find holds 15 Mt of copper.";
        let label = said(text);
        let quantity = &label["quantities"][0];
        assert_eq!(quantity["quote"], "15 Mt");
        assert_eq!(quantity["start"], text.chars().position(|c| c == '1').unwrap());
        assert_eq!(quantity["value"], serde_json::json!({"num": 15e6}));
        assert_eq!((&quantity["unit"], &quantity["commodity"]), (&"t".into(), &"copper".into()));
    }

    #[test]
    fn an_open_end_is_a_range_without_it() {
        let label = said("Minerals worth trillions of dollars lie in the hills.");
        let value = &label["quantities"][0]["value"];
        assert_eq!(value, &serde_json::json!({"lo": 1e12, "hi": null}));
    }

    #[test]
    fn what_is_no_form_or_day_is_refused() {
        let form = predict("x", "", Some("novel"), None);
        assert!(matches!(form, Err(LabelError::UnknownForm { .. })));
        let date = predict("x", "", None, Some("yesterday"));
        assert!(matches!(date, Err(LabelError::NotADate { .. })));
    }
}
