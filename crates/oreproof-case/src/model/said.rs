//! What was said: sources, documents, claims, and the links between claims.

use jiff::civil::Date;
use oreproof_units::Period;

use crate::model::words::{
    Attribution, Basis, Bound, ClaimKind, Firstness, LinkKind, Modality, Ownership, Result, Rule,
    SourceKind, Stage, Task,
};
use crate::quantity::{Any, Quantity};
use crate::refs::{Id, Ref, ToClaim, ToDocument, ToOrigin, ToParty, ToSubject};
use crate::stated::Confidence;
use crate::table::table;

table! {
    /// Something that stands behind figures and is not quoted by its words.
    Source: Source {
        /// Its name in the case.
        id: Id<Source>,
        /// What it is called.
        title: String,
        /// What sort of thing it is.
        kind: SourceKind,
        /// Who put it out.
        publisher: Option<String>,
        /// When.
        published: Option<Period>,
        /// Where it is found.
        url: Option<String>,
        /// When it was read.
        retrieved: Option<Date>,
        /// On what terms it may be used.
        licence: Option<String>,
        /// How sure its figures are, where a figure does not say.
        confidence: Option<Confidence>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A text that claims are read from, known by the hash of its bytes.
    ///
    /// A case may cite a document without holding its text; a reader who has the
    /// text can verify every quote.
    Document: Document {
        /// Its name in the case.
        id: Id<Document>,
        /// SHA-256 of the text's bytes, in hexadecimal.
        sha256: String,
        /// What it is called.
        title: String,
        /// Who put it out.
        publisher: String,
        /// When.
        published: Date,
        /// Where it is found.
        url: Option<String>,
        /// When it was read.
        retrieved: Option<Date>,
        /// The language, by its ISO 639-1 code.
        language: Option<String>,
        /// Its form, as `oreproof check --form` names it.
        form: Option<String>,
        /// Whether it is the record itself (a contract, a filing, a return) and not
        /// a report about it.
        primary: bool,
        /// How many Unicode scalar values the text has.
        chars: Option<u64>,
        /// The text, where the case holds it: a file beside this one.
        text: Option<String>,
        /// On what terms it may be used.
        rights: Option<String>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A passage of a document, by its place and the hash of its words.
    Span {
        /// The document.
        document: Ref<ToDocument>,
        /// The first character, counted in Unicode scalar values from 0.
        start: u64,
        /// The character after the last.
        end: u64,
        /// SHA-256 of the exact words in UTF-8, in hexadecimal.
        sha256: String,
    }
}

table! {
    /// How a claim stands to another.
    Link {
        /// How.
        kind: LinkKind,
        /// The other claim.
        to: Ref<ToClaim>,
        /// Why.
        note: Option<String>,
    }
}

table! {
    /// What became of an announcement.
    Outcome {
        /// What.
        result: Result,
        /// When it was known.
        known: Option<Period>,
        /// Who says so.
        source: Option<Ref<ToOrigin>>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// Something that somebody said.
    Claim: Claim {
        /// Its name in the case.
        id: Id<Claim>,
        /// What is said, in the words of the case's author.
        says: String,
        /// What it is about.
        kind: ClaimKind,
        /// The passages that say it; none where only the source is known.
        spans: Vec<Span>,
        /// Who reports it, where no passage is cited.
        source: Option<Ref<ToOrigin>>,
        /// Who says it.
        speaker: Option<Ref<ToParty>>,
        /// Whose the words are.
        attribution: Attribution,
        /// How sure the words are.
        modality: Modality,
        /// When it was said.
        said: Option<Period>,
        /// Whether it was said before.
        firstness: Option<Firstness>,
        /// Where it was said first.
        first_appearance: Option<String>,
        /// What it is about: a project, a site, an instrument, a party.
        subjects: Vec<Ref<ToSubject>>,
        /// The commodities.
        commodities: Vec<String>,
        /// The place.
        place: Option<String>,
        /// The amount.
        value: Option<Quantity<Any>>,
        /// How the words bound it.
        bound: Option<Bound>,
        /// Where on the road from rock to sale an amount of metal stands.
        basis: Option<Basis>,
        /// Whether it counts the whole project.
        ownership: Option<Ownership>,
        /// For when it holds.
        as_of: Option<Period>,
        /// When it is to be done, where it is a promise.
        due: Option<Period>,
        /// The stage that it says is, or will be, reached.
        stage: Option<Stage>,
        /// What is to be done, in the order said.
        tasks: Vec<Task>,
        /// How it stands to other claims.
        links: Vec<Link>,
        /// What became of it.
        outcome: Option<Outcome>,
        /// What a reader should know about it.
        note: Option<String>,
    }
}

table! {
    /// A check that the case asks for: a rule, and the entries that it is about.
    Check {
        /// Its name in the report.
        id: String,
        /// Which rule.
        rule: Rule,
        /// The claims it is about, in the order that the rule takes them.
        claims: Vec<Ref<ToClaim>>,
        /// The other entries it is about.
        about: Vec<Ref<ToSubject>>,
        /// What it asks, in a sentence.
        asks: Option<String>,
    }
}
