//! Where a figure comes from, and how far its origin was followed.

use serde::Serialize;

use crate::sheet::{Entry, Row};

/// A publication that rows of the tables come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The short name that rows cite it by.
    #[serde(rename = "cited_as")]
    pub id: String,
    /// Author and title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as exactly as it is known.
    pub date: String,
    /// Where it can be found.
    pub locator: String,
    /// On what terms it may be used.
    pub licence: String,
    /// How far its figures were followed to the publication itself.
    pub confidence: Confidence,
    /// What is uncertain about it.
    pub caveat: String,
}

/// How far a figure was followed to its publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Read in the publication or an unchanged copy of it.
    Verified,
    /// Read in something that quotes the publication.
    Seen,
    /// Read once, with the address not kept, or known only roughly.
    Approximate,
    /// Worked out from other figures.
    Derived,
    /// From recollection: to be checked before anything rests on it.
    Memory,
}

/// Every confidence with its word.
pub(crate) const CONFIDENCES: [(Confidence, &str); 5] = [
    (Confidence::Verified, "verified"),
    (Confidence::Seen, "seen"),
    (Confidence::Approximate, "approximate"),
    (Confidence::Derived, "derived"),
    (Confidence::Memory, "memory"),
];

/// What a row says of its source: `id`, or `id: what exactly`, or free text in a
/// table of the reader's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct SourceRef(String);

impl SourceRef {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// The words of the row.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the colon: the id of a [`Source`], when one has it.
    pub fn id(&self) -> &str {
        self.0.split_once(": ").map_or(&self.0, |(id, _)| id)
    }

    /// What stands behind it: which part of the source, or what it measures.
    pub fn detail(&self) -> Option<&str> {
        self.0.split_once(": ").map(|(_, detail)| detail)
    }
}

impl Entry for Source {
    const REQUIRED: &'static [&'static str] =
        &["id", "title", "publisher", "date", "locator", "licence", "confidence", "caveat"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let confidence = row.one_of(
            "confidence",
            "verified, seen, approximate, derived or memory",
            &CONFIDENCES,
        );
        Some(Self {
            id: row.word("id")?,
            title: row.word("title")?,
            publisher: row.text("publisher").to_owned(),
            date: row.text("date").to_owned(),
            locator: row.text("locator").to_owned(),
            licence: row.text("licence").to_owned(),
            confidence: confidence?,
            caveat: row.text("caveat").to_owned(),
        })
    }

    fn id(&self) -> String {
        format!("sources/{}", self.id)
    }
}
