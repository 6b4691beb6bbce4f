//! Official lists of critical minerals, each with its standing on a day.
//!
//! "Critical" alone is no property of a mineral. It is answered for a list, its status
//! and a day; there is no function that answers it without a day.

use jiff::civil::Date;
use serde::Serialize;

use crate::commodity::{Commodities, Commodity};
use crate::error::NotKnown;
use crate::sheet::{Entry, Row};
use crate::source::SourceRef;

/// One issue of an official list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CriticalList {
    /// A short name that is its own, `us-2022`.
    #[serde(rename = "list")]
    pub id: String,
    /// Who keeps it.
    pub issuer: String,
    /// Its name and year.
    pub title: String,
    /// What it is a list of.
    pub scope: Scope,
    /// Whether it held when issued, or was only open for comment.
    pub status: Status,
    /// The day from which it held (or was open for comment, for a draft).
    pub from: Date,
    /// The last day before another took its place.
    pub to: Option<Date>,
    /// How many entries its issuer counts.
    pub entries: u32,
    /// Its entries, by its issuer's names in plain English.
    pub members: Vec<String>,
    /// Where it was read.
    pub source: SourceRef,
}

/// What a list is a list of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Critical minerals or raw materials.
    Critical,
    /// The narrower strategic raw materials of the European Union.
    Strategic,
}

/// The standing of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In force.
    Final,
    /// Open for comment; it holds nothing.
    Draft,
    /// No longer in force or open.
    Superseded,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Final => "final",
            Self::Draft => "draft",
            Self::Superseded => "superseded",
        })
    }
}

impl CriticalList {
    /// Its standing on a day; `None` before it was issued.
    pub fn standing(&self, day: Date) -> Option<Status> {
        if day < self.from {
            return None;
        }
        let over = self.to.is_some_and(|to| to < day);
        Some(if over { Status::Superseded } else { self.status })
    }
}

impl Entry for CriticalList {
    const REQUIRED: &'static [&'static str] =
        &["issuer", "title", "status", "from", "to", "entries", "members", "source"];
    const OPTIONAL: &'static [&'static str] = &["id", "scope"];

    fn read(row: &mut Row<'_, '_>) -> Option<Self> {
        let status = row.one_of(
            "status",
            "draft or final",
            &[(Status::Draft, "draft"), (Status::Final, "final")],
        );
        let scope = row.one_of(
            "scope",
            "critical or strategic",
            // A table of one's own may leave the column out: its name says what it lists.
            &[
                (Scope::Critical, "critical"),
                (Scope::Strategic, "strategic"),
                (Scope::Critical, ""),
            ],
        );
        let from = row.date("from");
        let to = row.optional("to", "a date", |text| text.parse::<Date>().ok());
        let entries = row.value("entries", "a whole number", |text| text.parse().ok());
        let (issuer, title) = (row.word("issuer")?, row.word("title")?);
        let (from, to) = (from?, to?);
        row.ordered(to.is_none_or(|to| from <= to), "from", "to")?;
        Some(Self {
            id: row.some("id").map_or_else(|| slug(&format!("{issuer} {title}")), str::to_owned),
            issuer,
            title,
            scope: scope?,
            status: status?,
            from,
            to,
            entries: entries?,
            members: row.names("members"),
            source: row.source()?,
        })
    }

    fn id(&self) -> String {
        format!("lists/{}", self.id)
    }
}

/// Small letters and digits with a hyphen between words.
pub(crate) fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// How a list that has a commodity came to have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Under its own name.
    ByName,
    /// As a member of a group that is listed.
    AsMember,
    /// As the ore or raw material of a metal that is listed.
    AsOre,
    /// A metal by the ore that is listed.
    ByItsOre,
    /// A group of which members are listed singly.
    ByMembers,
}

/// The answer of one list about one commodity on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Membership<'t> {
    /// The list.
    pub list: &'t CriticalList,
    /// Its standing on the day asked for.
    pub status: Status,
    /// Whether the commodity is on it.
    pub on_list: bool,
    /// Under which of its entries.
    pub as_member_names: Vec<&'t str>,
    /// By what reading.
    pub how: Option<How>,
}

/// The lists, read with the names of the commodities.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'t> {
    pub(crate) rows: &'t [CriticalList],
    pub(crate) commodities: &'t Commodities,
}

impl<'t> Lists<'t> {
    /// All of them, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = &'t CriticalList> {
        self.rows.iter()
    }

    /// The list of an id.
    pub fn get(self, id: &str) -> Option<&'t CriticalList> {
        self.rows.iter().find(|list| list.id == id)
    }

    /// What every list issued by a day says of a commodity: those in force first, then
    /// drafts open on that day, then what had been superseded by it.
    ///
    /// # Errors
    ///
    /// When no commodity has that name. A commodity on no list is an answer, not an error.
    pub fn is_member(self, name: &str, day: Date) -> Result<Vec<Membership<'t>>, NotKnown> {
        let commodity = self.commodities.named(name)?;
        let mut answers: Vec<Membership<'t>> = self
            .rows
            .iter()
            .filter_map(|list| {
                let status = list.standing(day)?;
                let (as_member_names, how) = self.found(list, commodity);
                Some(Membership { list, status, on_list: how.is_some(), as_member_names, how })
            })
            .collect();
        answers.sort_by_key(|answer| answer.status);
        Ok(answers)
    }

    /// The list of critical minerals that an issuer had in force on a day.
    pub fn in_force(self, issuer: &str, day: Date) -> Option<&'t CriticalList> {
        self.on(issuer, day, Status::Final)
    }

    /// The draft that an issuer had open on a day.
    pub fn open_draft(self, issuer: &str, day: Date) -> Option<&'t CriticalList> {
        self.on(issuer, day, Status::Draft)
    }

    fn on(self, issuer: &str, day: Date, status: Status) -> Option<&'t CriticalList> {
        self.rows.iter().find(|list| {
            list.issuer == issuer
                && list.scope == Scope::Critical
                && list.standing(day) == Some(status)
        })
    }

    /// The entries of a list that stand for a commodity, by the closest reading that finds any.
    fn found(self, list: &'t CriticalList, wanted: &Commodity) -> (Vec<&'t str>, Option<How>) {
        let stands = |how: How, entry: &Commodity| match how {
            How::ByName => entry.name == wanted.name,
            How::AsMember => wanted.groups.contains(&entry.name),
            How::AsOre => wanted.ore_of.as_ref() == Some(&entry.name),
            How::ByItsOre => entry.ore_of.as_ref() == Some(&wanted.name),
            How::ByMembers => entry.groups.contains(&wanted.name),
        };
        for how in [How::ByName, How::AsMember, How::AsOre, How::ByItsOre, How::ByMembers] {
            let names = list.members.iter().map(String::as_str);
            let found: Vec<&'t str> = names
                .filter(|name| self.commodities.get(name).is_some_and(|entry| stands(how, entry)))
                .collect();
            if !found.is_empty() {
                return (found, Some(how));
            }
        }
        (Vec::new(), None)
    }
}
