//! A value that somebody stated, with what stands behind it.
//!
//! Sources disagree. Every statement is kept; a value is the range that they
//! span, never the largest of them.

use jiff::civil::Date;
use oreproof_units::{Amount, ConvertError, Period, Unit};
use serde_json::json;
use toml::de::DeTable;

use crate::field::{Field, Value, wrong};
use crate::known::Then;
use crate::place::Place;
use crate::problem::Problem;
use crate::quantity::{Measure, Quantity};
use crate::reader::{Reader, in_order};
use crate::refs::{Mention, Ref, ToClaim, ToOrigin};
use crate::schema::Defs;
use crate::table::words;

words! {
    /// How sure it is that the source says so, and that it is right.
    Confidence {
        /// Seen in the source that is named.
        Verified = "verified",
        /// Seen, but the address of the source is not complete.
        Partial = "partial",
        /// Sources disagree, or the figure fails a check.
        Conflict = "conflict",
        /// Arithmetic on other figures.
        Derived = "derived",
        /// From memory, with no source at hand.
        Memory = "memory",
        /// Said somewhere, and not found.
        Unverified = "unverified",
    }
}

/// What stands behind a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// A source or document of the case.
    Source(Ref<ToOrigin>),
    /// A claim of the case.
    Claim(Ref<ToClaim>),
    /// Arithmetic on other figures: which.
    Derived(String),
    /// Nothing but a choice of the case's author: why.
    Assumed(String),
}

/// One statement of a value.
#[derive(Clone, Debug)]
pub struct Said<T> {
    /// What is stated.
    pub value: T,
    /// The least and the most it may be, where the source says so.
    pub low: Option<T>,
    /// The most it may be.
    pub high: Option<T>,
    /// What stands behind it.
    pub origin: Origin,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// For when it holds.
    pub as_of: Option<Period>,
    /// Where in the source: its page, its table and row.
    pub page: Option<String>,
    /// A few words of the source.
    pub quote: Option<String>,
    /// What a reader should know about it.
    pub note: Option<String>,
    /// Where it is written.
    pub at: Place,
}

/// Where a statement is written is no part of what it says.
impl<T: PartialEq> PartialEq for Said<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
            && (&self.low, &self.high) == (&other.low, &other.high)
            && self.origin == other.origin
            && self.confidence == other.confidence
            && self.as_of == other.as_of
            && (&self.page, &self.quote, &self.note) == (&other.page, &other.quote, &other.note)
    }
}

/// A value with every statement of it; there is at least one, and the first is
/// the one that the case's author puts first.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated<T> {
    said: Vec<Said<T>>,
}

impl<T> Stated<T> {
    /// Every statement, in the order of the case.
    pub fn all(&self) -> &[Said<T>] {
        &self.said
    }

    /// The statement that the case's author puts first.
    pub fn first(&self) -> &Said<T> {
        &self.said[0]
    }

    /// Whether sources disagree.
    pub fn is_conflict(&self) -> bool
    where
        T: PartialEq,
    {
        self.said.iter().any(|said| said.value != self.said[0].value)
    }
}

impl<M> Stated<Quantity<M>> {
    /// From the least to the most that any source states, in a unit.
    ///
    /// # Errors
    ///
    /// When a statement has no exact conversion to the unit.
    pub fn range_in(&self, unit: Unit) -> Result<Amount, ConvertError> {
        let mut range: Option<Amount> = None;
        for said in &self.said {
            for quantity in [Some(&said.value), said.low.as_ref(), said.high.as_ref()] {
                let Some(quantity) = quantity else { continue };
                let next = quantity.amount_in(unit)?;
                range = Some(range.map_or(next, |so_far| span(so_far, next)));
            }
        }
        Ok(range.unwrap_or(Amount { low: None, high: None }))
    }

    /// The value that the case's author puts first, in a unit; the middle where it
    /// is a range.
    ///
    /// # Errors
    ///
    /// When it has no exact conversion to the unit.
    pub fn best_in(&self, unit: Unit) -> Result<Option<f64>, ConvertError> {
        self.first().value.value_in(unit)
    }
}

/// The span of two amounts; an open end stays open.
fn span(a: Amount, b: Amount) -> Amount {
    let both = |a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64| Some(pick(a?, b?));
    Amount { low: both(a.low, b.low, f64::min), high: both(a.high, b.high, f64::max) }
}

/// What may be stated by a source.
pub trait Statable: Field {
    /// The least to the most of a value, where it can have such.
    fn order(_low: &Self, _high: &Self) -> Option<std::cmp::Ordering> {
        None
    }
}

impl Statable for String {}
impl Statable for Period {}
impl Statable for Date {}

impl<M: Measure> Statable for Quantity<M> {
    fn order(low: &Self, high: &Self) -> Option<std::cmp::Ordering> {
        let (low, high) = (low.amount, high.amount_in(low.unit).ok()?);
        low.low.or(low.high)?.partial_cmp(&high.high.or(high.low)?)
    }
}

const KEYS: &[&str] = &[
    "value",
    "low",
    "best",
    "high",
    "source",
    "claim",
    "derived",
    "assumed",
    "confidence",
    "as_of",
    "page",
    "quote",
    "note",
];

/// The parts of a statement that is written as a table.
struct Parts<T> {
    value: Option<T>,
    best: Option<T>,
    low: Option<T>,
    high: Option<T>,
    origins: Vec<(Origin, Place)>,
    confidence: Option<Confidence>,
    as_of: Option<Period>,
    page: Option<String>,
    quote: Option<String>,
    note: Option<String>,
}

impl<T: Statable> Parts<T> {
    fn read(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Self {
        let (mut value, mut best, mut low, mut high) = (None, None, None, None);
        let (mut confidence, mut as_of, mut page, mut quote, mut note) =
            (None, None, None, None, None);
        let mut origins = Vec::new();
        for (key, of) in in_order(table) {
            let at = reader.place(of.span());
            let origin = |origin: Option<Origin>| origins.extend(origin.map(|o| (o, at)));
            match key.get_ref().as_ref() {
                "value" => value = T::read(reader, "value", of),
                "best" => best = T::read(reader, "best", of),
                "low" => low = T::read(reader, "low", of),
                "high" => high = T::read(reader, "high", of),
                "source" => origin(Ref::read(reader, "source", of).map(Origin::Source)),
                "claim" => origin(Ref::read(reader, "claim", of).map(Origin::Claim)),
                "derived" => origin(String::read(reader, "derived", of).map(Origin::Derived)),
                "assumed" => origin(String::read(reader, "assumed", of).map(Origin::Assumed)),
                "confidence" => confidence = Field::read(reader, "confidence", of),
                "as_of" => as_of = Field::read(reader, "as_of", of),
                "page" => page = String::read(reader, "page", of),
                "quote" => quote = String::read(reader, "quote", of),
                "note" => note = String::read(reader, "note", of),
                _ => reader.unknown_key(key, KEYS),
            }
        }
        Self { value, best, low, high, origins, confidence, as_of, page, quote, note }
    }
}

impl<T: Statable + Clone> Said<T> {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let at = reader.place(value.span());
        let Some(table) = value.get_ref().as_table() else {
            let value = T::read(reader, key, value)?;
            let origin = inherited(reader, key, &at)?;
            let (low, high, confidence, as_of) = (None, None, None, None);
            let (page, quote, note) = (None, None, None);
            return Some(Self {
                value,
                low,
                high,
                origin,
                confidence,
                as_of,
                page,
                quote,
                note,
                at,
            });
        };
        let written = |name: &str| table.get(name).is_some();
        let parts = Parts::<T>::read(reader, table);
        if written("value") && written("best") {
            reader.problem(Problem::ValueAndBest { key: key.to_owned(), at: at.clone() });
        }
        if !["value", "best", "low", "high"].iter().any(|name| written(name)) {
            reader.missing_key(key, "value", &at);
        }
        if let (Some(low), Some(high)) = (&parts.low, &parts.high)
            && T::order(low, high) == Some(std::cmp::Ordering::Greater)
        {
            reader.problem(Problem::LowAboveHigh { key: key.to_owned(), at: at.clone() });
        }
        if let [_, (_, second), ..] = &parts.origins[..] {
            reader.problem(Problem::TwoOrigins { key: key.to_owned(), at: second.clone() });
        }
        let says_origin =
            ["source", "claim", "derived", "assumed"].iter().any(|name| written(name));
        let origin = match parts.origins.into_iter().next() {
            Some((origin, _)) => Some(origin),
            None if says_origin => None,
            None => inherited(reader, key, &at),
        };
        let value = parts.value.or(parts.best).or_else(|| parts.low.clone());
        let value = value.or_else(|| parts.high.clone())?;
        let Parts { low, high, confidence, as_of, page, quote, note, .. } = parts;
        let origin = origin?;
        Some(Self { value, low, high, origin, confidence, as_of, page, quote, note, at })
    }

    fn write(&self) -> Option<toml::Value> {
        let mut table = toml::Table::new();
        let mut put = |key: &str, value: Option<toml::Value>| {
            if let Some(value) = value {
                table.insert(key.to_owned(), value);
            }
        };
        put("value", self.value.write());
        put("low", self.low.write());
        put("high", self.high.write());
        match &self.origin {
            Origin::Source(source) => put("source", source.write()),
            Origin::Claim(claim) => put("claim", claim.write()),
            Origin::Derived(how) => put("derived", how.write()),
            Origin::Assumed(why) => put("assumed", why.write()),
        }
        put("confidence", self.confidence.write());
        put("as_of", self.as_of.write());
        put("page", self.page.write());
        put("quote", self.quote.write());
        put("note", self.note.write());
        Some(table.into())
    }
}

/// The source of the table around a value.
fn inherited(reader: &mut Reader<'_>, key: &'static str, at: &Place) -> Option<Origin> {
    match reader.source() {
        Some((id, place)) => Some(Origin::Source(Ref::new(id, place))),
        None => {
            reader.problem(Problem::NoSource { key: key.to_owned(), at: at.clone() });
            None
        }
    }
}

impl<T: Statable + Clone> Field for Stated<T> {
    fn known(&mut self, then: &Then) -> bool {
        self.said.retain(|said| {
            let gone = match &said.origin {
                Origin::Source(source) => source.is_lost(then),
                Origin::Claim(claim) => claim.is_lost(then),
                Origin::Derived(_) | Origin::Assumed(_) => false,
            };
            !gone && said.as_of.is_none_or(|period| then.had_begun(&period))
        });
        !self.said.is_empty()
    }

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let said: Vec<_> = match value.get_ref().as_array() {
            Some(list) if list.is_empty() => {
                return wrong(reader, key, "a value, or a list of at least one", value);
            }
            Some(list) => list.iter().filter_map(|item| Said::read(reader, key, item)).collect(),
            None => Said::read(reader, key, value).into_iter().collect(),
        };
        (!said.is_empty()).then_some(Self { said })
    }

    fn write(&self) -> Option<toml::Value> {
        match &self.said[..] {
            [one] => one.write(),
            many => Some(many.iter().filter_map(Said::write).collect::<Vec<_>>().into()),
        }
    }

    fn schema(defs: &mut Defs) -> serde_json::Value {
        let plain = T::schema(defs);
        let of = plain.get("title").or_else(|| plain.get("type")).and_then(|t| t.as_str());
        let title = format!("stated: {}", of.unwrap_or("period"));
        let words: String = title.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        defs.plain(&words, &title, |defs| {
            let text = || json!({ "type": "string", "minLength": 1 });
            let one = json!({
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "value": plain,
                    "best": plain,
                    "low": plain,
                    "high": plain,
                    "source": text(),
                    "claim": text(),
                    "derived": text(),
                    "assumed": text(),
                    "confidence": Confidence::schema(defs),
                    "as_of": Period::schema(defs),
                    "page": text(),
                    "quote": text(),
                    "note": text(),
                },
            });
            let one = defs.share(&format!("{words}One"), one);
            json!({ "anyOf": [plain, one.clone(), { "type": "array", "minItems": 1, "items": one }] })
        })
    }

    fn mentions(&self, found: &mut Vec<Mention>) {
        for said in &self.said {
            match &said.origin {
                Origin::Source(source) => source.mentions(found),
                Origin::Claim(claim) => claim.mentions(found),
                Origin::Derived(_) | Origin::Assumed(_) => {}
            }
        }
    }
}
