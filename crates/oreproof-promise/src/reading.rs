//! A document read: everything the grammar understood of it.

use std::ops::Range;

use jiff::civil::Date;
use oreproof_units::{Bound, Period};

use crate::category::Categories;
use crate::commodity::{self, Commodity};
use crate::cursor::Cursor;
use crate::form::Form;
use crate::grammar;
use crate::lex::{self, Token, TokenKind};
use crate::lexicon::{Cue, CueSet, Hit, Lexicon};
use crate::name::{self, Name};
use crate::place::{self, Place};
use crate::quantity::{Kind, Modality, Quantity};
use crate::sentence::{self, Paragraph, Sentence};
use crate::speaker::{self, Attribution, Speaker};
use crate::vocabulary as v;
use crate::when::{self, Dated};
use crate::{as_of, basis, context, ellipsis, kind, modality};

/// What is known of a document besides its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its form.
    pub form: Form,
    /// Its date; rules that need one stay silent without it.
    pub date: Option<Date>,
}

/// A document read.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    /// The text, to which every byte range refers.
    pub text: &'t str,
    /// Its form and date.
    pub about: About,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Every listed phrase, in order of its first token.
    pub hits: Vec<Hit>,
    /// For each token and the end, how many phrases begin before it.
    pub(crate) hits_before: Vec<u32>,
    /// The tokens that may begin a number or a sum of money, in figures or in words.
    pub(crate) numerals: Vec<u32>,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its quantities.
    pub quantities: Vec<Quantity>,
    /// Its dates and periods.
    pub dates: Vec<Dated>,
    /// The period that a quarterly report says it covers.
    pub reporting: Option<Period>,
    /// Its names of people, organisations and places.
    pub names: Vec<Name>,
    /// The places that it names, in order.
    pub places: Vec<Place>,
    /// The place that it is about.
    pub main_place: Option<Range<usize>>,
    /// Who speaks in it.
    pub speakers: Vec<Speaker>,
    /// Which words are whose, in order of sentence.
    pub attributions: Vec<Attribution>,
    /// The speaker of what nobody else is named for: the issuer, the ministry.
    pub voice: Option<usize>,
    /// The lists that have a phrase anywhere in it.
    pub cues: CueSet,
}

/// Reads a text.
///
/// Linear in its length. `lexicon` holds the lists of [`crate::vocabulary`] and
/// any others whose phrases the caller wants found on the way.
pub fn read<'t>(text: &'t str, about: About, lexicon: &Lexicon) -> Reading<'t> {
    let mut reading = skim(text, about, lexicon);
    complete(&mut reading);
    reading
}

/// Adds to a skimmed text what [`read`] has more: names, speakers and places.
pub fn complete(reading: &mut Reading<'_>) {
    reading.names = name::find(reading);
    speaker::settle(reading);
    place::settle(reading);
}

/// Reads a text without its names: no speakers, no places, and twice as fast.
pub fn skim<'t>(text: &'t str, about: About, lexicon: &Lexicon) -> Reading<'t> {
    let tokens = lex::tokens(text, lexicon);
    let (hits, hits_before) = lexicon.find(&tokens);
    let numerals = grammar::numerals(&tokens, lexicon.number_parts());
    let (paragraphs, sentences) = sentence::split(text, &tokens, &hits, &hits_before);
    let mut cues = CueSet::default();
    for paragraph in &paragraphs {
        cues.extend(&paragraph.cues);
    }
    let mut reading = Reading {
        text,
        about,
        tokens,
        hits,
        hits_before,
        numerals,
        paragraphs,
        sentences,
        quantities: Vec::new(),
        dates: Vec::new(),
        reporting: None,
        names: Vec::new(),
        places: Vec::new(),
        main_place: None,
        speakers: Vec::new(),
        attributions: Vec::new(),
        voice: None,
        cues,
    };
    find_quantities(&mut reading);
    kind::settle(&mut reading);
    context::settle(&mut reading);
    when::settle(&mut reading);
    modality::settle(&mut reading);
    as_of::settle(&mut reading);
    basis::settle(&mut reading);
    reading
}

/// Cuts the quantities out of every sentence, by their form alone.
fn find_quantities(reading: &mut Reading<'_>) {
    let cursor = Cursor { text: reading.text, tokens: &reading.tokens };
    let mut raws = Vec::new();
    let mut quantities: Vec<Quantity> = Vec::with_capacity(reading.sentences.len());
    let mut numeral = 0;
    for at in 0..reading.sentences.len() {
        let sentence = &mut reading.sentences[at];
        let rest = &reading.numerals[numeral..];
        let here = rest.iter().take_while(|&&n| (n as usize) < sentence.tokens.end).count();
        sentence.numerals = numeral..numeral + here;
        let first = quantities.len();
        sentence.quantities = first..first;
        numeral += here;
        if here == 0 {
            continue;
        }
        raws.clear();
        let numerals = &rest[..here];
        grammar::quantities(&cursor, sentence.tokens.start, numerals, &mut raws);
        ellipsis::complete(&cursor, sentence, numerals, &quantities, &mut raws);
        for raw in &raws {
            let sentence = &reading.sentences[at];
            let (start, end) = (&reading.tokens[raw.first], &reading.tokens[raw.end - 1]);
            quantities.push(Quantity {
                bytes: start.start as usize..end.end as usize,
                tokens: raw.first..raw.end,
                sentence: at,
                paragraph: sentence.paragraph,
                amount: raw.amount,
                rounding: raw.step / 2.0,
                figures: raw.figures,
                unit: raw.unit,
                noun: raw.noun,
                kind: Kind::Other,
                bound: None,
                bound_token: None,
                commodity: None,
                place: None,
                as_of: None,
                category: Categories::default(),
                repeats: None,
                basis: None,
                ownership: None,
                speaker: None,
                modality: Modality::Measured,
            });
        }
        reading.sentences[at].quantities = first..quantities.len();
    }
    for paragraph in &mut reading.paragraphs {
        let (first, last) = (paragraph.sentences.start, paragraph.sentences.end - 1);
        paragraph.quantities =
            reading.sentences[first].quantities.start..reading.sentences[last].quantities.end;
    }
    for quantity in &mut quantities {
        (quantity.bound, quantity.bound_token) = bound(reading, quantity);
    }
    reading.quantities = quantities;
}

/// The bounding words directly before a quantity, or `or more`, `or less` behind it.
fn bound(reading: &Reading<'_>, quantity: &Quantity) -> (Option<Bound>, Option<usize>) {
    let (cursor, sentence) = (reading.cursor(), &reading.sentences[quantity.sentence]);
    if quantity.amount.low.is_some() && quantity.amount.high.is_none() {
        return (Some(Bound::Min), None);
    }
    let start = quantity.tokens.start as u32;
    // An article, an opening quote or “the figure of” may stand between.
    let before = |hit: &&Hit| {
        let gap = start.checked_sub(hit.end);
        gap == Some(0)
            || gap == Some(1) && cursor.is_any(hit.end as usize, &["a", "an", "the", "“", "\""])
    };
    // The longest phrase counts: “not less than” is no “less than”.
    let found = [(v::MAX, Bound::Max), (v::MIN, Bound::Min), (v::APPROX, Bound::Approx)]
        .into_iter()
        .filter_map(|(cue, bound)| {
            let hit = reading.hits_in(sentence, cue).find(before)?;
            Some((hit.token, bound))
        })
        .min_by_key(|(token, _)| *token);
    if let Some((token, bound)) = found {
        return (Some(bound), Some(token as usize));
    }
    let end = quantity.tokens.end;
    if cursor.is(end, "or") {
        if cursor.is_any(end + 1, &["more", "over", "above"]) {
            return (Some(Bound::Min), None);
        }
        if cursor.is_any(end + 1, &["less", "under", "fewer"]) {
            return (Some(Bound::Max), None);
        }
    }
    (None, None)
}

impl<'t> Reading<'t> {
    /// The tokens, for looking at words.
    pub fn cursor(&self) -> Cursor<'_> {
        Cursor { text: self.text, tokens: &self.tokens }
    }

    /// The text of a byte range.
    pub fn quote(&self, bytes: &Range<usize>) -> &'t str {
        &self.text[bytes.clone()]
    }

    /// The bytes of a token range.
    ///
    /// # Panics
    ///
    /// When the range is empty.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        assert!(tokens.start < tokens.end, "an empty token range has no bytes");
        self.tokens[tokens.start].start as usize..self.tokens[tokens.end - 1].end as usize
    }

    /// The text of a token range.
    pub fn words(&self, tokens: Range<usize>) -> &'t str {
        if tokens.is_empty() { "" } else { &self.text[self.bytes(tokens)] }
    }

    /// The phrases of one list in a sentence.
    pub fn hits_in(&self, sentence: &Sentence, cue: Cue) -> impl Iterator<Item = &Hit> + '_ {
        let hits = if sentence.cues.has(cue) { &self.hits[sentence.hits.clone()] } else { &[] };
        hits.iter().filter(move |hit| hit.cue == cue)
    }

    /// The phrases from a token on.
    pub(crate) fn hits_from(&self, token: usize) -> &[Hit] {
        let before = self.hits_before.get(token).map_or(self.hits.len(), |before| *before as usize);
        &self.hits[before..]
    }

    /// The phrases of one list anywhere in the document.
    pub fn hits_of(&self, cue: Cue) -> impl Iterator<Item = &Hit> + '_ {
        let sentences = if self.cues.has(cue) { &self.sentences[..] } else { &[] };
        sentences.iter().flat_map(move |sentence| self.hits_in(sentence, cue))
    }

    /// The sentences that have a phrase of a list, with their index.
    pub fn sentences_with(&self, cue: Cue) -> impl Iterator<Item = (usize, &Sentence)> + '_ {
        let sentences = if self.cues.has(cue) { &self.sentences[..] } else { &[] };
        sentences.iter().enumerate().filter(move |(_, sentence)| sentence.cues.has(cue))
    }

    /// The commodity that a phrase of the commodity list names.
    pub fn commodity(&self, hit: &Hit) -> Commodity {
        commodity::of_phrase(hit.phrase)
    }

    /// The sentences of a paragraph.
    pub fn sentences_of(&self, paragraph: usize) -> &[Sentence] {
        &self.sentences[self.paragraphs[paragraph].sentences.clone()]
    }

    /// The quantities of a sentence.
    pub fn quantities_in(&self, sentence: &Sentence) -> &[Quantity] {
        &self.quantities[sentence.quantities.clone()]
    }

    /// The quantities of a paragraph.
    pub fn quantities_of(&self, paragraph: usize) -> &[Quantity] {
        &self.quantities[self.paragraphs[paragraph].quantities.clone()]
    }

    /// The dates of a sentence.
    pub fn dates_in(&self, sentence: &Sentence) -> &[Dated] {
        &self.dates[sentence.dates.clone()]
    }

    /// The sentence that holds a token.
    pub fn sentence_at(&self, token: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.tokens.end <= token)
            .min(self.sentences.len() - 1)
    }

    /// Whether a token is the first word of its sentence, quotes and list marks apart.
    pub fn opens_sentence(&self, token: usize) -> bool {
        let sentence = &self.sentences[self.sentence_at(token)];
        self.tokens[sentence.tokens.start..token].iter().all(|t| t.kind != TokenKind::Word)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn phrases_are_found_from_any_token(text in "(tin |mine |x |said ){0,60}", token in 0usize..80) {
            let lexicon = Lexicon::new(&[v::COMMODITY_LIST, v::LISTS]);
            let reading = skim(&text, About::default(), &lexicon);
            let plain: Vec<&Hit> = reading.hits.iter().filter(|h| h.token as usize >= token).collect();
            prop_assert_eq!(reading.hits_from(token).iter().collect::<Vec<_>>(), plain);
        }
    }
}
