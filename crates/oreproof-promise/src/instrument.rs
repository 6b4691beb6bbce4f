//! Instruments: memoranda, agreements and titles, what they bind, who signed them and when.
//!
//! Every mention of one type of instrument is one [`Instrument`]: a text that speaks of a
//! memorandum, of “the MoU” and of “this memorandum” speaks of one. Found on demand by
//! [`instruments`]; a reading does not hold them.

use std::ops::Range;

use oreproof_units::Period;
use serde::Serialize;

use crate::lexicon::Hit;
use crate::party::{self, Party};
use crate::reading::Reading;
use crate::vocabulary as v;
use crate::when::What;

/// What sort of paper it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the papers")]
pub enum InstrumentType {
    Memorandum,
    LetterOfIntent,
    HeadsOfTerms,
    TermSheet,
    FrameworkAgreement,
    ExpressionOfInterest,
    Declaration,
    Offtake,
    MiningLease,
    MiningLicence,
    ExplorationLicence,
    Agreement,
}

impl InstrumentType {
    /// A paper that is not meant to bind.
    pub fn is_soft(self) -> bool {
        matches!(
            self,
            Self::Memorandum
                | Self::LetterOfIntent
                | Self::HeadsOfTerms
                | Self::TermSheet
                | Self::FrameworkAgreement
                | Self::ExpressionOfInterest
                | Self::Declaration
        )
    }
}

/// Whether it binds, as far as the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// Said to bind, or a title.
    Yes,
    /// Said to bind in some clauses only.
    Part,
    /// Said not to bind.
    No,
    /// The text does not say.
    Unknown,
}

/// How far on the road to a mine, S0 to S9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[expect(missing_docs, reason = "the grades are defined in docs/grammar.md")]
pub enum Stage {
    S0,
    S1,
    S2,
    S3,
    S4,
    S5,
    S6,
    S7,
    S8,
    S9,
}

/// An instrument that a text speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    /// What sort of paper it is.
    pub what: InstrumentType,
    /// Its first mention.
    pub tokens: Range<usize>,
    /// Every mention, in order.
    pub mentions: Vec<Range<usize>>,
    /// Whether it binds.
    pub binding: Binding,
    /// When it was signed.
    pub signed: Option<Period>,
    /// Who signed it.
    pub parties: Vec<Party>,
    /// How far it has gone: a soft paper S1 or S2, a binding one S3, a title S4 or S5.
    pub stage: Stage,
}

/// The instruments of a text, in order of first mention.
pub fn instruments(reading: &Reading<'_>) -> Vec<Instrument> {
    let mut found: Vec<Instrument> = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        for hit in &reading.hits[sentence.hits.clone()] {
            let Some(what) = type_of(reading, hit) else { continue };
            if !what.is_soft() && is_denied(reading, sentence.tokens.start, hit) {
                continue;
            }
            let tokens = hit.token as usize..hit.end as usize;
            let at = found.iter().position(|i| i.what == what).unwrap_or_else(|| {
                found.push(Instrument {
                    what,
                    tokens: tokens.clone(),
                    mentions: Vec::new(),
                    binding: if what.is_soft() { Binding::Unknown } else { Binding::Yes },
                    signed: None,
                    parties: Vec::new(),
                    stage: Stage::S0,
                });
                found.len() - 1
            });
            found[at].mentions.push(tokens);
            note(reading, number, &mut found[at]);
        }
    }
    heading(reading, &mut found);
    signing(reading, &mut found);
    for instrument in &mut found {
        instrument.stage = stage(instrument);
    }
    found
}

fn type_of(reading: &Reading<'_>, hit: &Hit) -> Option<InstrumentType> {
    use InstrumentType as T;
    if !matches!(hit.cue, v::SOFT_INSTRUMENT | v::HARD_INSTRUMENT | v::TITLE) {
        return None;
    }
    let cursor = reading.cursor();
    let has =
        |words: &[&str]| (hit.token as usize..hit.end as usize).any(|i| cursor.is_any(i, words));
    Some(match () {
        () if has(&["memorandum", "memorandums", "memoranda", "mou", "mous"]) => T::Memorandum,
        () if has(&["letter", "letters"]) => T::LetterOfIntent,
        () if has(&["heads"]) => T::HeadsOfTerms,
        () if has(&["sheet", "sheets"]) => T::TermSheet,
        () if has(&["framework", "principle"]) => T::FrameworkAgreement,
        () if has(&["expression", "expressions"]) => T::ExpressionOfInterest,
        () if has(&["declaration", "statement"]) => T::Declaration,
        () if has(&["offtake", "off", "purchase"]) => T::Offtake,
        () if has(&["exploration", "prospecting"]) => T::ExplorationLicence,
        () if has(&["lease", "leases"]) => T::MiningLease,
        () if has(&[
            "licence",
            "license",
            "permit",
            "right",
            "licences",
            "licenses",
            "rights",
            "concession",
        ]) =>
        {
            T::MiningLicence
        }
        () if has(&["agreement", "contract", "agreements", "contracts"]) => T::Agreement,
        () => return None,
    })
}

/// Takes from a sentence that mentions an instrument whether it binds, when it was signed, and with whom.
fn note(reading: &Reading<'_>, number: usize, instrument: &mut Instrument) {
    let sentence = &reading.sentences[number];
    let next = &reading.sentences[(number + 1).min(reading.sentences.len() - 1)];
    let near = [sentence, next];
    let unbound = near.iter().any(|s| s.cues.has(v::NOT_BINDING));
    let part = near.iter().any(|s| {
        let cursor = reading.cursor();
        s.cues.has(v::NOT_BINDING)
            && s.tokens.clone().any(|i| cursor.is_any(i, &["except", "other", "save", "apart"]))
    });
    if part {
        instrument.binding = Binding::Part;
    } else if unbound && instrument.what.is_soft() && instrument.binding != Binding::Part {
        instrument.binding = Binding::No;
    }
    if sentence.cues.has(v::SIGN) {
        if instrument.signed.is_none() {
            let day = reading
                .dates_in(sentence)
                .iter()
                .find(|d| matches!(d.what, What::Day | What::Week | What::Month));
            instrument.signed = day.map(|d| d.period);
        }
        if instrument.parties.is_empty() {
            instrument.parties = party::in_sentence(reading, number);
        }
    }
}

/// The `Parties:` and `Signed:` lines at the head of a memorandum.
fn heading(reading: &Reading<'_>, found: &mut [Instrument]) {
    let Some(first) = found.first_mut() else { return };
    let cursor = reading.cursor();
    for (number, sentence) in reading.sentences.iter().enumerate().take(12) {
        let start = sentence.tokens.start;
        if cursor.raw(start + 1) != ":" {
            continue;
        }
        if cursor.is_any(start, &["parties", "between"]) {
            first.parties = party::listed(reading, number);
        } else if cursor.is_any(start, &["signed", "date", "dated"]) {
            first.signed = reading.dates_in(sentence).first().map(|d| d.period).or(first.signed);
        }
    }
}

/// A paper whose own sentences name no party takes those of “the agreement was signed between X and Y”.
fn signing(reading: &Reading<'_>, found: &mut [Instrument]) {
    let Some(first) = found.first_mut().filter(|first| first.parties.is_empty()) else { return };
    first.parties = reading
        .sentences_with(v::SIGN)
        .map(|(number, _)| party::in_sentence(reading, number))
        .find(|parties| parties.len() > 1)
        .unwrap_or_default();
}

/// “not a binding mining licence”, “grants no licence”: a title that the text says there is not.
fn is_denied(reading: &Reading<'_>, floor: usize, hit: &Hit) -> bool {
    let cursor = reading.cursor();
    let token = hit.token as usize;
    (token.saturating_sub(4).max(floor)..token)
        .any(|i| cursor.is_any(i, &["not", "no", "without", "neither", "nor"]))
}

fn stage(instrument: &Instrument) -> Stage {
    use InstrumentType as T;
    match instrument.what {
        T::ExpressionOfInterest | T::Declaration => Stage::S1,
        what if what.is_soft() => Stage::S2,
        T::Offtake | T::Agreement => Stage::S3,
        T::ExplorationLicence => Stage::S4,
        _ => Stage::S5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{About, Lexicon};

    fn with<T>(text: &str, see: impl Fn(&Reading<'_>, Vec<Instrument>) -> T) -> T {
        let lexicon = Lexicon::new(&[v::COMMODITY_LIST, v::LISTS]);
        let about = About { date: "2025-09-25".parse().ok(), ..About::default() };
        let reading = crate::read(text, about, &lexicon);
        see(&reading, instruments(&reading))
    }

    #[test]
    fn a_memorandum_is_one_instrument_however_it_is_called() {
        let text = "The Government of Orzhan and Pellow Holdings signed a memorandum of understanding on 8 September 2025. The MoU is not legally binding.";
        with(text, |reading, found| {
            assert_eq!(found.len(), 1);
            let one = &found[0];
            assert_eq!(
                (one.what, one.binding, one.stage),
                (InstrumentType::Memorandum, Binding::No, Stage::S2)
            );
            assert_eq!(one.mentions.len(), 2);
            assert_eq!(one.signed.map(|p| p.to_string()).as_deref(), Some("2025-09-08"));
            let parties: Vec<&str> =
                one.parties.iter().map(|p| reading.words(p.tokens.clone())).collect();
            assert_eq!(parties, ["Government of Orzhan", "Pellow Holdings"]);
        });
    }

    #[test]
    fn some_clauses_may_bind() {
        let text = "The memorandum is not legally binding, except for clauses 6 and 7.";
        with(text, |_, found| assert_eq!(found[0].binding, Binding::Part));
    }

    #[test]
    fn a_title_binds() {
        let text = "It holds an exploration licence over the valley.";
        with(text, |_, found| {
            assert_eq!((found[0].binding, found[0].stage), (Binding::Yes, Stage::S4));
        });
    }
}
