//! What a rule is given: the reading of a document, tables, and the rest of the case.

use std::ops::Range;

use jiff::civil::Date;
use oreproof_promise::{
    Commodity, Cue, Form, Hit, Kind, Modality, Quantity, Reading, Sentence, TokenKind, commodity,
    vocabulary,
};

use crate::words;
use oreproof_reference::Tables;

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
    /// What the register numbers it: `ML 204`.
    pub number: Option<String>,
    /// The first day on which it holds, where the extract says.
    pub from: Option<Date>,
    /// The last day on which it holds, where the extract says.
    pub until: Option<Date>,
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
        let cursor = self.reading.cursor();
        // “The first bars leave in June”: metal, and no ban.
        let bullion = |hit: &Hit| {
            let at = hit.token as usize;
            cursor.is_any(at, &["bar", "bars"])
                && cursor.is_any(
                    at.wrapping_sub(1),
                    &["first", "the", "gold", "silver", "dore", "doré", "tin", "a", "these", "of"],
                )
        };
        let harmless = |hit: &Hit| {
            if bullion(hit) {
                return true;
            }
            let covers = |other: &Hit| other.token <= hit.token && hit.end <= other.end;
            self.reading.hits_in(sentence, words::NO_NEGATION).any(covers)
        };
        self.reading.hits_in(sentence, words::NEGATION).any(|hit| !harmless(hit))
    }

    /// Whether the clause that a token stands in holds a denial: “is not thought to hold”, but not
    /// “is thought to hold, although nobody has drilled”.
    pub fn denies_at(&self, sentence: &Sentence, token: usize) -> bool {
        if !self.denies(sentence) {
            return false;
        }
        let cursor = self.reading.cursor();
        let parts = |at: usize| {
            cursor.is_any(
                at,
                &[
                    ",", ";", ":", "although", "but", "though", "while", "whereas", "–", "—", "“",
                    "”",
                ],
            )
        };
        let clear = |from: usize, to: usize| !(from..to).any(parts);
        self.reading.hits_in(sentence, words::NEGATION).any(|hit| {
            let (first, end) = (hit.token as usize, hit.end as usize);
            let covers = |other: &Hit| other.token <= hit.token && hit.end <= other.end;
            let harmless = self.reading.hits_in(sentence, words::NO_NEGATION).any(covers);
            let near = if end <= token { clear(end, token) } else { clear(token, first) };
            !harmless && near
        })
    }

    /// The year that a token writes, where it stands as one: four digits that belong to no quantity.
    pub fn year_at(&self, token: usize) -> Option<i16> {
        let cursor = self.reading.cursor();
        let raw = cursor.raw(token);
        let figures = cursor.kind(token) == TokenKind::Number
            && raw.len() == 4
            && raw.bytes().all(|b| b.is_ascii_digit());
        let year = figures
            .then(|| raw.parse().ok())
            .flatten()
            .filter(|year| (1800..2200).contains(year))?;
        let sentence = &self.reading.sentences[self.reading.sentence_at(token)];
        let in_quantity =
            self.reading.quantities_in(sentence).iter().any(|q| q.tokens.contains(&token));
        (!in_quantity).then_some(year)
    }

    /// Whether the document shows a mine that works, in a sentence that does not deny it: it says
    /// so, or it gives an output or sales as recorded.
    pub fn shows_operation(&self) -> bool {
        self.shows_operation_of(None)
    }

    /// Whether the document shows a mine of a commodity that works; of any, where none is given.
    ///
    /// A mine that makes copper is no proof of the gold that is to come. What names no commodity
    /// may be of this one.
    pub fn shows_operation_of(&self, commodity: Option<Commodity>) -> bool {
        let reading = self.reading;
        let of_another = |found: &[Commodity]| {
            let own = |wanted| found.is_empty() || found.contains(&wanted);
            !commodity.is_none_or(own)
        };
        // “We shall be in production” shows none.
        let ahead = |hit: &Hit| {
            let before = (hit.token as usize).saturating_sub(3)..hit.token as usize;
            before.into_iter().any(|at| {
                reading.cursor().is_any(at, &["will", "shall", "would", "be", "to", "not"])
            })
        };
        let says = reading.sentences_with(words::OPERATING).any(|(_, sentence)| {
            let named: Vec<Commodity> = reading
                .hits_in(sentence, vocabulary::COMMODITY)
                .map(|hit| commodity::of_phrase(hit.phrase))
                .collect();
            !self.denies(sentence)
                && !of_another(&named)
                && reading.hits_in(sentence, words::OPERATING).any(|hit| !ahead(hit))
        });
        // What a neighbour makes shows no mine here.
        let next_door =
            |q: &Quantity| reading.sentences[q.sentence].cues.has(crate::exp::words::PROXIMITY);
        let made = |q: &Quantity| {
            matches!(q.kind, Kind::Production | Kind::SalesVolume)
                && q.modality == Modality::Measured
                && !next_door(q)
                && !of_another(q.commodity.as_slice())
        };
        says || reading.quantities.iter().any(made)
    }

    /// Whether any phrase of a list stands in a paragraph.
    pub fn paragraph_says(&self, paragraph: usize, cue: Cue) -> bool {
        self.reading.paragraphs[paragraph].cues.has(cue)
    }

    /// The commodity that stands nearest to a stretch of tokens, in it or within a few words.
    pub fn commodity_near(&self, sentence: &Sentence, tokens: &Range<usize>) -> Option<Commodity> {
        const NEAR: usize = 5;
        let gap = |hit: &Hit| {
            let (first, end) = (hit.token as usize, hit.end as usize);
            first.saturating_sub(tokens.end) + tokens.start.saturating_sub(end)
        };
        let nearest =
            self.reading.hits_in(sentence, vocabulary::COMMODITY).min_by_key(|hit| gap(hit));
        nearest.filter(|hit| gap(hit) <= NEAR).map(|hit| commodity::of_phrase(hit.phrase))
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
