//! What a rule is given: the reading of a document, tables, and the rest of the case.

use std::ops::Range;

use jiff::civil::Date;
use oreproof_promise::{Cue, Form, Hit, Quantity, Reading, Sentence};

use crate::tables::Tables;
use crate::words;

/// The other documents of a case, read.
#[derive(Clone, Debug, Default)]
pub struct Dossier<'t> {
    /// Each with the name it is cited by.
    pub documents: Vec<(String, Reading<'t>)>,
    /// The rights that the register extract of the dossier lists, where there is one.
    pub register: Option<Register>,
}

/// An extract of a register of mineral rights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// The day on which it was drawn.
    pub date: Option<Date>,
    /// Its rights.
    pub rights: Vec<Right>,
}

/// One right of a register: a licence, lease or contract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Right {
    /// `exploration licence`, `mining lease` …
    pub kind: String,
    /// Who holds it.
    pub holder: String,
    /// Where it lies.
    pub place: String,
}

/// A document as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// What the grammar understood.
    pub reading: &'a Reading<'a>,
    /// Prices, lists and base rates; a table that is not given is empty.
    pub tables: &'a Tables,
    /// The rest of the case, where it is given.
    pub dossier: Option<&'a Dossier<'a>>,
}

impl<'a> Document<'a> {
    /// The form.
    pub fn form(&self) -> Form {
        self.reading.about.form
    }

    /// The date, where it is known.
    pub fn date(&self) -> Option<Date> {
        self.reading.about.date
    }

    /// Whether any phrase of a list stands anywhere in the document.
    pub fn says(&self, cue: Cue) -> bool {
        self.reading.cues.has(cue)
    }

    /// Whether a sentence holds a denial. “Not only”, “no doubt” and their like deny nothing.
    pub fn denies(&self, sentence: &Sentence) -> bool {
        let harmless = |hit: &Hit| {
            let covers = |other: &Hit| other.token <= hit.token && hit.end <= other.end;
            self.reading.hits_in(sentence, words::NO_NEGATION).any(covers)
        };
        self.reading.hits_in(sentence, words::NEGATION).any(|hit| !harmless(hit))
    }

    /// Whether any phrase of a list stands in a paragraph.
    pub fn paragraph_says(&self, paragraph: usize, cue: Cue) -> bool {
        self.reading.paragraphs[paragraph].cues.has(cue)
    }

    /// The quantities of the document with the sentence each stands in.
    pub fn quantities(&self) -> impl Iterator<Item = (&'a Quantity, &'a Sentence)> + 'a {
        let reading = self.reading;
        reading.quantities.iter().map(move |q| (q, &reading.sentences[q.sentence]))
    }

    /// The bytes of a phrase.
    pub fn bytes(&self, hit: &Hit) -> Range<usize> {
        self.reading.bytes(hit.token as usize..hit.end as usize)
    }

    /// The words of a quantity as written.
    pub fn quote(&self, quantity: &Quantity) -> &'a str {
        self.reading.quote(&quantity.bytes)
    }

    /// The words a quantity's finding without its commodity calls it by.
    pub fn commodity(&self, quantity: &Quantity) -> &'static str {
        quantity.commodity.map_or("material", |commodity| commodity.name())
    }
}
