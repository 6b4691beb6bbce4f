//! Countries by every name that the sources use, and how many people live in them.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::error::{NotKnown, Problem, nearest};
use crate::production::is_code;
use crate::sheet::{Entry, Row};
use crate::source::SourceRef;

/// A country or territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Country {
    /// Its three letters; for what ISO 3166 leaves out, those its sources use.
    pub iso3: String,
    /// Its two letters, where it has any.
    pub iso2: Option<String>,
    /// A plain English name.
    pub name: String,
    /// The other names that sources spell it by.
    pub names: Vec<String>,
    /// Where the names come from.
    pub source: SourceRef,
}

impl Entry for Country {
    const REQUIRED: &'static [&'static str] = &["iso3", "iso2", "name", "names", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let iso3 =
            row.value("iso3", "three capitals", |text| is_code(text).then(|| text.to_owned()));
        let iso2 = row.optional("iso2", "two capitals", |text| {
            (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
                .then(|| text.to_owned())
        });
        Some(Self {
            iso3: iso3?,
            iso2: iso2?,
            name: row.word("name")?,
            names: row.names("names"),
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        format!("countries/{}", self.iso3)
    }
}

/// Every country, found by its letters or any of its names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Countries {
    rows: Vec<Country>,
    by_name: FxHashMap<String, usize>,
}

impl Countries {
    pub(crate) fn new(
        file: &str,
        rows: Vec<(usize, Country)>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
        for (at, (line, row)) in rows.iter().enumerate() {
            let letters = std::iter::once(&row.iso3).chain(&row.iso2);
            for name in letters.chain(std::iter::once(&row.name)).chain(&row.names) {
                if let Some(before) = by_name.insert(name.to_lowercase(), at)
                    && before != at
                {
                    problems.push(Problem::Ambiguous {
                        file: file.to_owned(),
                        line: *line,
                        name: name.clone(),
                        other: rows[before].1.name.clone(),
                    });
                }
            }
        }
        Self { rows: rows.into_iter().map(|(_, row)| row).collect(), by_name }
    }

    /// All of them, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.rows.iter()
    }

    /// The country of a name or of its letters, in any capitals.
    pub fn get(&self, name: &str) -> Option<&Country> {
        self.by_name.get(&name.trim().to_lowercase()).map(|at| &self.rows[*at])
    }

    /// As [`get`](Self::get), saying what was meant where a name is unknown.
    ///
    /// # Errors
    ///
    /// When no country has that name.
    pub fn named(&self, name: &str) -> Result<&Country, NotKnown> {
        self.get(name).ok_or_else(|| NotKnown::Country {
            name: name.to_owned(),
            nearest: nearest(name, self.rows.iter().map(|row| row.name.as_str())),
        })
    }
}

/// How many people live in a country or one of its parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Population {
    /// The country, by its three letters.
    pub country: String,
    /// The part, by its code of ISO 3166-2 (`PK-BA`); empty for the whole.
    pub part: String,
    /// The plain name of the part or the whole.
    pub name: String,
    /// The year counted.
    pub year: i16,
    /// People.
    pub people: u64,
    /// Where it was read.
    pub source: SourceRef,
}

impl Entry for Population {
    const REQUIRED: &'static [&'static str] =
        &["country", "part", "name", "year", "people", "source"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let country =
            row.value("country", "three capitals", |text| is_code(text).then(|| text.to_owned()));
        let year = row.value("year", "a year", |text| text.parse().ok());
        let people = row.value("people", "a whole number", |text| text.parse().ok());
        Some(Self {
            country: country?,
            part: row.text("part").to_owned(),
            name: row.word("name")?,
            year: year?,
            people: people?,
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        let place = if self.part.is_empty() { &self.country } else { &self.part };
        format!("population/{place}/{}", self.year)
    }
}
