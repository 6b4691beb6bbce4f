//! What a station takes as its input, written in the station's own words, with
//! what stands behind each figure.
//!
//! `[projects.model]` is the input of station `money` and `[fiscal_terms.regime]`
//! that of station `shares`, key for key. Beyond those keys, any value may be
//! written as a stated one, `{ value = 0.965, source = "…" }`, any table may say
//! where all of it is from by a `source`, `derived` or `assumed` of its own, and any
//! figures over time may come from a column of a CSV file beside,
//! `{ csv = "schedule.csv", column = "ore" }`.

use std::fmt;
use std::marker::PhantomData;

use oreproof_units::Period;
use serde::de::DeserializeOwned;
use toml::Value as Plain;
use toml::de::DeValue;

use crate::field::{Field, Value, wrong};
use crate::known::Then;
use crate::place::Place;
use crate::problem::Problem;
use crate::reader::{Reader, in_order};
use crate::refs::{Mention, Ref};
use crate::schema::Defs;
use crate::shape::shape;
use crate::shape_schema::input_schema;
use crate::stated::{Confidence, Origin};

/// The input of a station.
pub struct Given<T> {
    /// The input, once the whole case is read; nothing where it has a problem.
    pub value: Option<T>,
    /// What stands behind its figures, by their paths.
    pub origins: Vec<InputOrigin>,
    pub(crate) tree: Item,
    of: PhantomData<fn() -> T>,
}

/// What stands behind a figure of an input, or behind all figures of a part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct InputOrigin {
    /// The path: `products[0].terms.concentrate.treatment_charge`.
    pub path: String,
    /// What stands behind it.
    pub origin: Option<Origin>,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// The least it may be, as the station would take it.
    pub low: Option<f64>,
    /// The most it may be.
    pub high: Option<f64>,
    /// For when it holds.
    pub as_of: Option<Period>,
    /// Where in the source: its page, its table and row.
    pub page: Option<String>,
    /// A few words of the source.
    pub quote: Option<String>,
    /// What a reader should know about it.
    pub note: Option<String>,
    /// Other statements of the same figure, where sources disagree.
    pub others: Vec<(String, Option<Origin>)>,
    /// Where it is written.
    pub at: Place,
}

impl<T> Given<T> {
    /// What stands behind the figure at a path: what it says itself, or what the
    /// nearest part around it says.
    pub fn origin_of(&self, path: &str) -> Option<&InputOrigin> {
        let around = |of: &str| {
            path.strip_prefix(of).is_some_and(|rest| {
                of.is_empty() || rest.is_empty() || rest.starts_with(['.', '['])
            })
        };
        let found = self.origins.iter().filter(|o| o.origin.is_some() && around(&o.path));
        found.max_by_key(|origin| origin.path.len())
    }

    /// The input as plain TOML, as the station would read it, where it is complete
    /// without the rest of the case.
    pub fn plain(&self) -> Plain {
        self.tree.plain(&mut String::new(), &mut Strip::default())
    }
}

impl<T: Clone> Clone for Given<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            origins: self.origins.clone(),
            tree: self.tree.clone(),
            of: PhantomData,
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Given<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Given").field("value", &self.value).finish_non_exhaustive()
    }
}

/// Two inputs are the same when they are written the same.
impl<T> PartialEq for Given<T> {
    fn eq(&self, other: &Self) -> bool {
        self.tree.raw() == other.tree.raw()
    }
}

/// A value of the input as written, with its place.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub at: Place,
    pub node: Node,
}

/// What a value of the input is.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Leaf(Plain),
    List(Vec<Item>),
    /// Keys in the order written, each with the place of the key.
    Table(Vec<(String, Place, Item)>),
    /// A column of a CSV file: its name, that of the column, what was read, and the unit at
    /// the head.
    Column {
        name: String,
        column: (String, Place),
        read: Option<Plain>,
        unit: Option<String>,
        rest: Vec<(String, Place, Item)>,
    },
}

/// The keys that say where a part of an input is from, and no more.
pub(crate) const BEHIND: &[&str] = &[
    "source",
    "claim",
    "derived",
    "assumed",
    "confidence",
    "low",
    "high",
    "as_of",
    "page",
    "quote",
    "note",
];

impl Item {
    fn read(reader: &mut Reader<'_>, value: &Value<'_>) -> Self {
        let at = reader.place(value.span());
        let node = match value.get_ref() {
            DeValue::Array(list) => {
                Node::List(list.iter().map(|item| Self::read(reader, item)).collect())
            }
            DeValue::Table(table) => {
                let entry = |(key, value): (&toml::Spanned<toml::de::DeString<'_>>, &Value<'_>)| {
                    let place = reader.place(key.span());
                    (key.get_ref().to_string(), place, Self::read(reader, value))
                };
                let entries: Vec<_> = in_order(table).into_iter().map(entry).collect();
                column_or_table(entries)
            }
            leaf => Node::Leaf(plain_leaf(leaf)),
        };
        Self { at, node }
    }

    /// As written.
    fn raw(&self) -> Plain {
        let table = |entries: &[(String, Place, Self)]| -> toml::Table {
            entries.iter().map(|(key, _, item)| (key.clone(), item.raw())).collect()
        };
        match &self.node {
            Node::Leaf(leaf) => leaf.clone(),
            Node::List(list) => list.iter().map(Self::raw).collect::<Vec<_>>().into(),
            Node::Table(entries) => table(entries).into(),
            Node::Column { name, column, rest, .. } => {
                let mut all = table(rest);
                all.insert("csv".to_owned(), name.clone().into());
                all.insert("column".to_owned(), column.0.clone().into());
                all.into()
            }
        }
    }

    /// The value under a key of a table.
    fn get(&self, key: &str) -> Option<&Self> {
        match &self.node {
            Node::Table(entries) | Node::Column { rest: entries, .. } => {
                entries.iter().find(|(name, ..)| name == key).map(|(_, _, item)| item)
            }
            _ => None,
        }
    }

    /// Whether it is a stated value and no table of the station.
    fn is_stated(&self) -> bool {
        match &self.node {
            Node::Table(entries) => {
                let known = |key: &str| key == "value" || BEHIND.contains(&key);
                entries.iter().any(|(key, ..)| key == "value")
                    && entries.iter().all(|(key, ..)| known(key))
            }
            _ => false,
        }
    }

    /// As the station takes it; what stands behind it, and where it is written, goes
    /// to `strip`.
    pub(crate) fn plain(&self, path: &mut String, strip: &mut Strip) -> Plain {
        strip.places.push((path.clone(), self.at.clone()));
        match &self.node {
            Node::Leaf(leaf) => leaf.clone(),
            Node::List(list) if !list.is_empty() && list.iter().all(Self::is_stated) => {
                // Sources that disagree; the author's first goes on.
                let first = &list[0];
                strip.behind(path, first);
                let others = list[1..].iter().filter_map(|other| {
                    Some((other.get("value")?.raw().to_string(), other.origin()))
                });
                if let Some(last) = strip.origins.last_mut() {
                    last.others = others.collect();
                }
                first.get("value").map_or(Plain::Boolean(false), |value| value.plain(path, strip))
            }
            Node::List(list) => {
                let mut plain = Vec::new();
                for (idx, item) in list.iter().enumerate() {
                    let len = path.len();
                    path.push_str(&format!("[{idx}]"));
                    plain.push(item.plain(path, strip));
                    path.truncate(len);
                }
                plain.into()
            }
            Node::Table(_) if self.is_stated() => {
                strip.behind(path, self);
                self.get("value").map_or(Plain::Boolean(false), |value| value.plain(path, strip))
            }
            Node::Table(entries) => {
                strip.behind(path, self);
                let mut plain = toml::Table::new();
                for (key, at, item) in
                    entries.iter().filter(|(key, ..)| !BEHIND.contains(&key.as_str()))
                {
                    let len = path.len();
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(key);
                    strip.keys.push((path.clone(), at.clone()));
                    plain.insert(key.clone(), item.plain(path, strip));
                    path.truncate(len);
                }
                plain.into()
            }
            Node::Column { read, unit, .. } => {
                strip.behind(path, self);
                strip.units.extend(unit.iter().map(|unit| (path.clone(), unit.clone())));
                read.clone().unwrap_or(Plain::Array(Vec::new()))
            }
        }
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.raw().as_str().map(str::to_owned)
    }

    fn origin(&self) -> Option<Origin> {
        let reference = |key: &str| self.text(key).zip(self.get(key).map(|item| item.at.clone()));
        if let Some((id, at)) = reference("source") {
            return Some(Origin::Source(Ref::new(id, at)));
        }
        if let Some((id, at)) = reference("claim") {
            return Some(Origin::Claim(Ref::new(id, at)));
        }
        let derived = self.text("derived").map(Origin::Derived);
        derived.or_else(|| self.text("assumed").map(Origin::Assumed))
    }

    /// Every column of a CSV file below, with where it is named.
    pub(crate) fn columns<'s>(&'s mut self, found: &mut Vec<&'s mut Self>) {
        if let Node::Column { .. } = &self.node {
            found.push(self);
            return;
        }
        match &mut self.node {
            Node::List(list) => list.iter_mut().for_each(|item| item.columns(found)),
            Node::Table(entries) => {
                entries.iter_mut().for_each(|(_, _, item)| item.columns(found));
            }
            Node::Leaf(_) | Node::Column { .. } => {}
        }
    }
}

fn column_or_table(mut entries: Vec<(String, Place, Item)>) -> Node {
    let text = |item: &Item| match &item.node {
        Node::Leaf(Plain::String(text)) => Some(text.clone()),
        _ => None,
    };
    let named = |key: &str| {
        let (_, _, item) = entries.iter().find(|(name, ..)| name == key)?;
        Some((text(item)?, item.at.clone()))
    };
    match (named("csv"), named("column")) {
        (Some((name, _)), Some(column)) => {
            entries.retain(|(key, ..)| key != "csv" && key != "column");
            Node::Column { name, column, read: None, unit: None, rest: entries }
        }
        _ => Node::Table(entries),
    }
}

fn plain_leaf(leaf: &DeValue<'_>) -> Plain {
    match leaf {
        DeValue::Boolean(yes) => (*yes).into(),
        DeValue::Datetime(when) => (*when).into(),
        DeValue::Integer(whole) => {
            let digits = whole.as_str().replace('_', "");
            match i64::from_str_radix(&digits, whole.radix()) {
                Ok(whole) => whole.into(),
                Err(_) => digits.into(),
            }
        }
        DeValue::Float(float) => {
            let digits = float.as_str().replace('_', "");
            digits.parse::<f64>().map_or_else(|_| digits.clone().into(), Into::into)
        }
        other => other.as_str().unwrap_or_default().to_owned().into(),
    }
}

/// What is taken out of an input on its way to the station.
#[derive(Debug, Default)]
pub(crate) struct Strip {
    pub origins: Vec<InputOrigin>,
    /// Every value by its path.
    pub places: Vec<(String, Place)>,
    /// Every key by its path.
    pub keys: Vec<(String, Place)>,
    /// The units at the heads of columns, by the paths of the columns.
    pub units: Vec<(String, String)>,
}

impl Strip {
    fn behind(&mut self, path: &str, item: &Item) {
        if !BEHIND.iter().any(|key| item.get(key).is_some()) {
            return;
        }
        let number = |key: &str| match item.get(key)?.raw() {
            Plain::Integer(whole) => Some(whole as f64),
            Plain::Float(float) => Some(float),
            _ => None,
        };
        let confidence = item.text("confidence");
        let confidence =
            Confidence::ALL.iter().find(|(word, _)| Some(*word) == confidence.as_deref());
        self.origins.push(InputOrigin {
            path: path.to_owned(),
            origin: item.origin(),
            confidence: confidence.map(|(_, confidence)| *confidence),
            low: number("low"),
            high: number("high"),
            as_of: item.text("as_of").and_then(|text| text.parse().ok()),
            page: item.text("page"),
            quote: item.text("quote"),
            note: item.text("note"),
            others: Vec::new(),
            at: item.at.clone(),
        });
    }

    /// The place of the longest path that leads to a path.
    pub(crate) fn place(&self, path: &str) -> Option<&Place> {
        let leads = |of: &str| {
            path.strip_prefix(of).is_some_and(|rest| {
                of.is_empty() || rest.is_empty() || rest.starts_with(['.', '['])
            })
        };
        let found = self.places.iter().filter(|(of, _)| leads(of));
        found.max_by_key(|(of, _)| of.len()).map(|(_, place)| place)
    }

    /// The place of a key.
    pub(crate) fn key(&self, path: &str) -> Option<&Place> {
        self.keys.iter().find(|(of, _)| of == path).map(|(_, place)| place)
    }
}

impl<T: DeserializeOwned> Field for Given<T> {
    fn known(&mut self, then: &Then) -> bool {
        // An input is one thing: without one of its figures there is nothing to compute with.
        !self.origins.iter().any(|figure| match &figure.origin {
            Some(Origin::Source(source)) => source.is_lost(then),
            Some(Origin::Claim(claim)) => claim.is_lost(then),
            Some(Origin::Derived(_) | Origin::Assumed(_)) | None => false,
        })
    }

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        if value.get_ref().as_table().is_none() {
            return wrong(reader, key, "a table", value);
        }
        let mut tree = Item::read(reader, value);
        if let Some(table) = value.get_ref().as_table() {
            tree.at = reader.header(value.span(), table);
        }
        let mut strip = Strip::default();
        tree.plain(&mut String::new(), &mut strip);
        check_behind(reader, &tree);
        Some(Self { value: None, origins: strip.origins, tree, of: PhantomData })
    }

    fn write(&self) -> Option<Plain> {
        Some(self.tree.raw())
    }

    fn schema(defs: &mut Defs) -> serde_json::Value {
        let name = std::any::type_name::<T>().rsplit("::").next().unwrap_or("Station");
        defs.plain(&format!("{name}Input"), "input of a station", |defs| {
            input_schema(&shape::<T>(), defs)
        })
    }

    fn mentions(&self, found: &mut Vec<Mention>) {
        for origin in &self.origins {
            let others = origin.others.iter().filter_map(|(_, other)| other.as_ref());
            for origin in origin.origin.iter().chain(others) {
                match origin {
                    Origin::Source(source) => source.mentions(found),
                    Origin::Claim(claim) => claim.mentions(found),
                    Origin::Derived(_) | Origin::Assumed(_) => {}
                }
            }
        }
    }
}

/// Words that say where a part is from and are not understood.
fn check_behind(reader: &mut Reader<'_>, item: &Item) {
    match &item.node {
        Node::Leaf(_) => {}
        Node::List(list) => list.iter().for_each(|item| check_behind(reader, item)),
        Node::Table(entries) | Node::Column { rest: entries, .. } => {
            for (key, _, item) in entries {
                match (key.as_str(), &item.node) {
                    ("confidence", Node::Leaf(Plain::String(word))) => {
                        reader.known_word("confidence", word, &item.at, Confidence::ALL);
                    }
                    (
                        "source" | "claim" | "derived" | "assumed" | "page" | "quote" | "note",
                        node,
                    ) => {
                        if !matches!(node, Node::Leaf(Plain::String(_))) {
                            reader.problem(Problem::WrongType {
                                key: key.clone(),
                                expected: "text in quotes".to_owned(),
                                found: "something else",
                                at: item.at.clone(),
                            });
                        }
                    }
                    _ => check_behind(reader, item),
                }
            }
        }
    }
}
