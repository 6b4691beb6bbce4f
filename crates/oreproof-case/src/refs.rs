//! Names of entities, and the mentions of one entity by another.

use std::fmt;
use std::marker::PhantomData;

use serde_json::json;

use crate::field::{Field, Value};
use crate::known::Then;
use crate::place::Place;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::schema::Defs;

/// The kinds of entity that have a name and may be named by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the entity of that name")]
pub enum Kind {
    Source,
    Document,
    Claim,
    Party,
    Instrument,
    StageEvent,
    Milestone,
    Title,
    Site,
    Inventory,
    PriceDeck,
    Project,
    FiscalTerms,
    Holding,
    Layer,
    Figure,
    Scenario,
    Study,
    Estimate,
}

impl Kind {
    /// The table that entities of the kind are written in.
    pub fn table(self) -> &'static str {
        match self {
            Self::Source => "sources",
            Self::Document => "documents",
            Self::Claim => "claims",
            Self::Party => "parties",
            Self::Instrument => "instruments",
            Self::StageEvent => "stage_events",
            Self::Milestone => "milestones",
            Self::Title => "titles",
            Self::Site => "sites",
            Self::Inventory => "inventories",
            Self::PriceDeck => "price_decks",
            Self::Project => "projects",
            Self::FiscalTerms => "fiscal_terms",
            Self::Holding => "holdings",
            Self::Layer => "layers",
            Self::Figure => "figures",
            Self::Scenario => "scenarios",
            Self::Study => "studies",
            Self::Estimate => "estimates",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Source => "source",
            Self::Document => "document",
            Self::Claim => "claim",
            Self::Party => "party",
            Self::Instrument => "instrument",
            Self::StageEvent => "stage event",
            Self::Milestone => "milestone",
            Self::Title => "title",
            Self::Site => "site",
            Self::Inventory => "inventory",
            Self::PriceDeck => "price deck",
            Self::Project => "project",
            Self::FiscalTerms => "list of fiscal terms",
            Self::Holding => "holding",
            Self::Layer => "layer",
            Self::Figure => "figure",
            Self::Scenario => "scenario",
            Self::Study => "study",
            Self::Estimate => "estimate",
        })
    }
}

/// A mention of an entity: any of some kinds, by its name, at a place.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The kinds it may be of.
    pub kinds: &'static [Kind],
    /// The name written.
    pub id: String,
    /// Where.
    pub at: Place,
}

/// What a reference may point at.
pub trait Target {
    /// The kinds it may be of.
    const KINDS: &'static [Kind];
}

macro_rules! targets {
    ($($(#[doc = $doc:literal])* $name:ident = $($kind:ident)|+;)+) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name;

        impl Target for $name {
            const KINDS: &'static [Kind] = &[$(Kind::$kind),+];
        }
    )+ };
}

targets! {
    /// A source.
    ToSource = Source;
    /// A source or a document, either of which can stand behind a value.
    ToOrigin = Source | Document;
    /// A document.
    ToDocument = Document;
    /// A claim.
    ToClaim = Claim;
    /// A party.
    ToParty = Party;
    /// An instrument.
    ToInstrument = Instrument;
    /// A site.
    ToSite = Site;
    /// A project.
    ToProject = Project;
    /// A price deck.
    ToPriceDeck = PriceDeck;
    /// A list of fiscal terms.
    ToFiscalTerms = FiscalTerms;
    /// A layer of shapes.
    ToLayer = Layer;
    /// An inventory.
    ToInventory = Inventory;
    /// A study.
    ToStudy = Study;
    /// What goes through stages: an instrument, a project, a title or a site.
    ToStaged = Instrument | Project | Title | Site;
    /// What can be held: a project, a title, a site or another party.
    ToHeld = Project | Title | Site | Party;
    /// What a claim can be about.
    ToSubject = Project | Site | Instrument | Title | Party | Inventory | Study | Figure;
}

/// A mention of another entity by its name.
pub struct Ref<T> {
    /// The name.
    pub id: String,
    /// Where it is written.
    pub at: Place,
    target: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    pub(crate) fn new(id: String, at: Place) -> Self {
        Self { id, at, target: PhantomData }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.id
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), at: self.at.clone(), target: PhantomData }
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "→{}", self.id)
    }
}

/// Where a reference is written is no part of what it says.
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T> PartialEq<str> for Ref<T> {
    fn eq(&self, other: &str) -> bool {
        self.id == other
    }
}

impl<T: Target> Field for Ref<T> {
    fn known(&mut self, then: &Then) -> bool {
        !self.is_lost(then)
    }

    fn is_lost(&self, then: &Then) -> bool {
        then.is_gone(T::KINDS, &self.id)
    }

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let id = String::read(reader, key, value)?;
        Some(Self { id, at: reader.place(value.span()), target: PhantomData })
    }

    fn write(&self) -> Option<toml::Value> {
        Some(self.id.clone().into())
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        let tables: Vec<_> = T::KINDS.iter().map(|kind| format!("`{}`", kind.table())).collect();
        let what = format!("The `id` of an entry of {}.", tables.join(" or "));
        json!({ "type": "string", "minLength": 1, "description": what })
    }

    fn mentions(&self, found: &mut Vec<Mention>) {
        found.push(Mention { kinds: T::KINDS, id: self.id.clone(), at: self.at.clone() });
    }
}

/// The name that an entity gives itself.
pub struct Id<T> {
    /// The name.
    pub id: String,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.id
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), of: PhantomData }
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T> PartialEq<str> for Id<T> {
    fn eq(&self, other: &str) -> bool {
        self.id == other
    }
}

/// What an entity is, for the name it gives itself.
pub trait Entity {
    /// Its kind.
    const KIND: Kind;
}

impl<T: Entity> Field for Id<T> {
    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        let id = String::read(reader, key, value)?;
        let at = reader.place(value.span());
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
        if !id.chars().all(plain) {
            reader.problem(Problem::BadId { id: id.clone(), at: at.clone() });
        }
        reader.named(T::KIND, &id, at);
        Some(Self { id, of: PhantomData })
    }

    fn write(&self) -> Option<toml::Value> {
        Some(self.id.clone().into())
    }

    fn schema(_: &mut Defs) -> serde_json::Value {
        json!({ "type": "string", "pattern": "^[a-z0-9._-]+$" })
    }
}

/// The source behind an entry: its own, or that of the table around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind(pub Ref<ToOrigin>);

impl Field for Behind {
    fn known(&mut self, then: &Then) -> bool {
        self.0.known(then)
    }

    const OPTIONAL: bool = true;

    fn read(reader: &mut Reader<'_>, key: &'static str, value: &Value<'_>) -> Option<Self> {
        Ref::read(reader, key, value).map(Self)
    }

    fn absent(reader: &Reader<'_>) -> Option<Self> {
        reader.source().map(|(id, at)| Self(Ref::new(id, at)))
    }

    fn write(&self) -> Option<toml::Value> {
        self.0.write()
    }

    fn schema(defs: &mut Defs) -> serde_json::Value {
        Ref::<ToOrigin>::schema(defs)
    }

    fn mentions(&self, found: &mut Vec<Mention>) {
        self.0.mentions(found);
    }
}
