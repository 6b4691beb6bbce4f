//! What may stand behind a key, and how it is read, written and described.

use jiff::civil::Date;
use oreproof_units::Period;
use serde_json::json;
use toml::Spanned;
use toml::de::DeValue;

use crate::known::Then;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::refs::{Kind, Mention};
use crate::schema::Defs;

/// A value as the TOML reader gives it, with its bytes.
pub type Value<'i> = Spanned<DeValue<'i>>;

/// A kind of value.
///
/// One trait carries all three directions, so that what is read, what is
/// written and what the schema says cannot drift apart.
pub trait Field: Sized {
    /// Reads a value; what is wrong with it goes to the reader's problems.
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self>;

    /// Whether the key may be left out.
    const OPTIONAL: bool = false;

    /// The value of a key that is not written, where a key may be left out.
    fn absent(_reader: &Reader<'_>) -> Option<Self> {
        None
    }

    /// The value as TOML, or nothing where the key is left out.
    fn write(&self) -> Option<toml::Value>;

    /// The value's JSON Schema; named types go to the definitions.
    fn schema(defs: &mut Defs) -> serde_json::Value;

    /// Every other entity that it names.
    fn mentions(&self, _found: &mut Vec<Mention>) {}

    /// Takes out what was not known then; false where nothing of it is left.
    fn known(&mut self, _then: &Then) -> bool {
        true
    }

    /// Whether it names something that was not known then.
    fn is_lost(&self, _then: &Then) -> bool {
        false
    }

    /// Takes in what a second file says under the same key; false where only one
    /// may.
    fn merge(&mut self, _other: Self) -> bool {
        false
    }

    /// Whether it adds to the collection of a kind of entity.
    fn kind() -> Option<Kind> {
        None
    }
}

/// A value of the wrong kind is a problem.
pub(crate) fn wrong<T>(
    reader: &mut Reader<'_>,
    key: &'static str,
    expected: &str,
    value: &Value<'_>,
) -> Option<T> {
    let problem = Problem::WrongType {
        key: key.to_owned(),
        expected: expected.to_owned(),
        found: value.get_ref().type_str(),
        at: reader.place(value.span()),
    };
    reader.problem(problem);
    None
}

impl Field for String {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        match value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => {
                let at = reader.place(value.span());
                reader.problem(Problem::Empty { key: key.to_owned(), at });
                None
            }
            Some(text) => Some(text.to_owned()),
            None => wrong(reader, key, "text in quotes", value),
        }
    }

    fn write(&self) -> Option<toml::Value> {
        Some(self.clone().into())
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        json!({ "type": "string", "minLength": 1 })
    }
}

impl Field for bool {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let cell = reader.cell(value).and_then(|cell| cell.parse().ok());
        let read = value.get_ref().as_bool().or(cell);
        read.or_else(|| wrong(reader, key, "true or false", value))
    }

    fn write(&self) -> Option<toml::Value> {
        Some((*self).into())
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        json!({ "type": "boolean" })
    }
}

/// The number that a value holds, whole or not.
pub(crate) fn number(value: &Value<'_>) -> Option<f64> {
    let digits = match value.get_ref() {
        DeValue::Integer(whole) if whole.radix() == 10 => whole.as_str().replace('_', ""),
        DeValue::Float(float) => float.as_str().replace('_', ""),
        _ => return None,
    };
    digits.parse().ok().filter(|n: &f64| n.is_finite())
}

impl Field for f64 {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let cell =
            || reader.cell(value).and_then(|cell| oreproof_units::parse::parse_number(cell).ok());
        number(value).or_else(cell).or_else(|| wrong(reader, key, "a plain number", value))
    }

    fn write(&self) -> Option<toml::Value> {
        Some((*self).into())
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        json!({ "type": "number" })
    }
}

impl Field for u64 {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let whole = match value.get_ref() {
            DeValue::Integer(whole) if whole.radix() == 10 => {
                // What is written reads back through an `i64`.
                let read: Option<i64> = whole.as_str().replace('_', "").parse().ok();
                read.and_then(|n| Self::try_from(n).ok())
            }
            _ => None,
        };
        let cell = || reader.cell(value).and_then(|cell| cell.parse().ok());
        whole.or_else(cell).or_else(|| wrong(reader, key, "a whole number, not below zero", value))
    }

    fn write(&self) -> Option<toml::Value> {
        i64::try_from(*self).ok().map(Into::into)
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        json!({ "type": "integer", "minimum": 0 })
    }
}

/// The text of a date, quoted or bare.
fn date_text(value: &Value<'_>) -> Option<String> {
    match value.get_ref() {
        DeValue::Datetime(day) => Some(day.to_string()),
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(year) if year.radix() == 10 => Some(year.as_str().to_owned()),
        _ => None,
    }
}

impl Field for Date {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let day = date_text(value).and_then(|text| text.parse().ok());
        day.or_else(|| wrong(reader, key, "a day, such as 2025-09-08", value))
    }

    fn write(&self) -> Option<toml::Value> {
        Some(self.to_string().into())
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
    }
}

impl Field for Period {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        const EXPECTED: &str =
            "a day, month, year or two of them, such as \"2025-09\" or \"2021/2025-09\"";
        let period = date_text(value).and_then(|text| text.parse().ok());
        period.or_else(|| wrong(reader, key, EXPECTED, value))
    }

    fn write(&self) -> Option<toml::Value> {
        Some(self.to_string().into())
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        let stretch = r"\d{4}(-\d{2}(-\d{2})?)?";
        json!({ "anyOf": [
            { "type": "string", "pattern": format!("^{stretch}(/{stretch})?$") },
            { "type": "integer", "minimum": 1000, "maximum": 9999 },
        ] })
    }
}

impl<T: Field> Field for Option<T> {
    fn known(&mut self, then: &Then) -> bool {
        if self.as_mut().is_some_and(|value| !value.known(then)) {
            *self = None;
        }
        true
    }

    fn is_lost(&self, then: &Then) -> bool {
        self.as_ref().is_some_and(|value| value.is_lost(then))
    }

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        // What cannot be read is a problem already; the entity stands without it.
        Some(T::read(reader, key, value))
    }

    const OPTIONAL: bool = true;

    fn absent(_: &Reader<'_>) -> Option<Self> {
        Some(None)
    }

    fn write(&self) -> Option<toml::Value> {
        self.as_ref().and_then(T::write)
    }

    fn schema(defs: &mut Defs) -> serde_json::Value {
        T::schema(defs)
    }

    fn mentions(&self, found: &mut Vec<Mention>) {
        if let Some(value) = self {
            value.mentions(found);
        }
    }

    fn merge(&mut self, other: Self) -> bool {
        match (&self, other) {
            (_, None) => true,
            (None, some) => {
                *self = some;
                true
            }
            (Some(_), Some(_)) => false,
        }
    }
}

impl<T: Field> Field for [T; 3] {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let list = value.get_ref().as_array().filter(|list| list.len() == 3);
        let Some(list) = list else { return wrong(reader, key, "three in brackets", value) };
        let read: Vec<T> = list.iter().filter_map(|item| T::read(reader, key, item)).collect();
        read.try_into().ok()
    }

    fn write(&self) -> Option<toml::Value> {
        Some(self.iter().filter_map(T::write).collect::<Vec<_>>().into())
    }

    fn schema(defs: &mut Defs) -> serde_json::Value {
        json!({ "type": "array", "items": T::schema(defs), "minItems": 3, "maxItems": 3 })
    }
}

impl<T: Field> Field for Vec<T> {
    fn known(&mut self, then: &Then) -> bool {
        self.retain_mut(|item| item.known(then));
        true
    }

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let Some(list) = value.get_ref().as_array() else {
            let expected = match T::kind() {
                Some(_) => format!("a list of tables, written as [[{key}]]"),
                None => "a list in brackets".to_owned(),
            };
            return wrong(reader, key, &expected, value);
        };
        Some(list.iter().filter_map(|item| T::read(reader, key, item)).collect())
    }

    const OPTIONAL: bool = true;

    fn absent(_: &Reader<'_>) -> Option<Self> {
        Some(Self::new())
    }

    fn write(&self) -> Option<toml::Value> {
        let list: Vec<_> = self.iter().filter_map(T::write).collect();
        (!list.is_empty()).then(|| list.into())
    }

    fn schema(defs: &mut Defs) -> serde_json::Value {
        json!({ "type": "array", "items": T::schema(defs) })
    }

    fn mentions(&self, found: &mut Vec<Mention>) {
        self.iter().for_each(|item| item.mentions(found));
    }

    fn merge(&mut self, mut other: Self) -> bool {
        self.append(&mut other);
        true
    }
}
