//! Which words belong to which speaker.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::phrase::{self, PRONOUNS, Subject};
use super::{Attribution, Manner, Nature, Speaker, Speech, describe, house};
use crate::cursor::Cursor;
use crate::form::{Form, FormGroup};
use crate::lexicon::CueSet;
use crate::quantity::Quantity;
use crate::reading::Reading;
use crate::vocabulary as v;

/// How many speakers, and names, back a phrase such as “the company” may reach.
const RECENT: usize = 48;

struct Finder<'r, 't> {
    reading: &'r Reading<'t>,
    cursor: Cursor<'r>,
    speech: Speech,
    /// Speakers by their name or the last word of their phrase, and firms by their first word.
    known: FxHashMap<&'r str, usize>,
    /// Names of several words by their last: a surname alone stands for the whole.
    surnames: FxHashMap<&'r str, Range<usize>>,
    /// The last speaker of any kind, and the last person.
    last: Option<usize>,
    last_person: Option<usize>,
}

/// The speakers of a text with their words.
pub(super) fn find(reading: &Reading<'_>) -> Speech {
    let mut finder = Finder {
        reading,
        cursor: reading.cursor(),
        speech: Speech::default(),
        known: FxHashMap::default(),
        surnames: FxHashMap::default(),
        last: None,
        last_person: None,
    };
    for name in reading.names.iter().filter(|name| name.tokens.len() > 1 && !name.is_body) {
        let name = describe::without_role(reading, name.tokens.clone());
        if name.len() > 1 {
            finder.surnames.entry(finder.cursor.raw(name.end - 1)).or_insert(name);
        }
    }
    if let Some(voice) = house::voice(reading) {
        finder.speech.voice = Some(finder.introduce(&voice));
        finder.last = None;
    }
    for name in house::firms(reading) {
        finder.introduce(&name);
        finder.last = None;
    }
    for paragraph in 0..reading.paragraphs.len() {
        finder.paragraph(paragraph);
    }
    finder.speech
}

impl<'r> Finder<'r, '_> {
    fn paragraph(&mut self, number: usize) {
        let reading = self.reading;
        let paragraph = &reading.paragraphs[number];
        let cues = &paragraph.cues;
        let from = self.speech.attributions.len();
        if reading.about.form == Form::ParliamentaryAnswer {
            self.turn(number);
        }
        if speaks(cues) {
            for sentence in paragraph.sentences.clone() {
                self.sentence(sentence);
            }
        }
        if cues.has(v::QUOTE_MARK) {
            self.quotes(number, from);
        }
        self.speech.attributions[from..].sort_by_key(|a| (a.sentence, a.tokens.start));
    }

    /// Finds or adds a speaker.
    fn introduce(&mut self, speaker: &Speaker) -> usize {
        let key = self.key(speaker);
        let known = self
            .known
            .get(key)
            .copied()
            .filter(|&at| self.same(&self.speech.speakers[at], speaker));
        let at = known.unwrap_or_else(|| {
            self.speech.speakers.push(speaker.clone());
            self.speech.speakers.len() - 1
        });
        if known.is_none() {
            self.known.insert(key, at);
            // A firm is named again by its first word, a person by the last.
            if speaker.nature != Nature::Person
                && let Some(name) = &speaker.name
            {
                self.known.entry(self.cursor.raw(name.start)).or_insert(at);
            }
        }
        self.last = Some(at);
        if self.speech.speakers[at].nature == Nature::Person {
            self.last_person = Some(at);
        }
        at
    }

    /// The name in full, or the last word of the phrase.
    fn key(&self, speaker: &Speaker) -> &'r str {
        match &speaker.name {
            Some(name) => self.reading.words(name.clone()),
            None => self.cursor.raw(speaker.tokens.end - 1),
        }
    }

    /// Whether a mention can be of a speaker already known.
    fn same(&self, known: &Speaker, mention: &Speaker) -> bool {
        match (&known.name, &mention.name) {
            (Some(known), Some(mention)) => {
                mention.len() == 1
                    || known.len() == 1
                    || self.reading.words(known.clone()) == self.reading.words(mention.clone())
            }
            (None, None) => {
                !mention.anonymous
                    && known.nature == mention.nature
                    && self.owner(known) == self.owner(mention)
            }
            _ => false,
        }
    }

    fn owner(&self, speaker: &Speaker) -> &str {
        speaker.owner.clone().map_or("", |owner| self.reading.words(owner))
    }

    /// Every verb of speech, `according to` and `by` of a sentence.
    fn sentence(&mut self, number: usize) {
        let reading = self.reading;
        let sentence = &reading.sentences[number];
        if !speaks(&sentence.cues) {
            return;
        }
        for hit in &reading.hits[sentence.hits.clone()] {
            let subject = match hit.cue {
                v::SAY | v::RECORDS | v::FILES
                    if !is_participle(&self.cursor, hit.token as usize) =>
                {
                    phrase::of_verb(reading, sentence, hit)
                }
                v::ACCORDING | v::AUTHORED => phrase::behind(reading, sentence, hit.end as usize),
                _ => continue,
            };
            let Some(subject) = subject else { continue };
            // Only papers and offices “record” and “count”.
            if hit.cue == v::RECORDS && !describe::keeps_records(reading, &subject)
                || hit.cue == v::FILES && !describe::is_body(reading, &subject)
            {
                continue;
            }
            let Some(speaker) = self.resolve(&subject) else { continue };
            let nature = self.speech.speakers[speaker].nature;
            let manner = match hit.cue {
                v::ACCORDING => Manner::According,
                _ if nature == Nature::Document => Manner::Document,
                _ => Manner::Paraphrase,
            };
            // “… signs a deal as the minister promises …”: only what follows is the minister's.
            let mut tokens = sentence.tokens.clone();
            let phrase = &subject.phrase;
            let joined = phrase.start > tokens.start
                && self.cursor.is_any(
                    phrase.start - 1,
                    &[
                        "as", "while", "after", "when", "but", "before", "that", "which",
                        "although", "because",
                    ],
                );
            if joined && phrase.end <= hit.token as usize {
                tokens.start = phrase.start;
            }
            self.speech.attributions.push(Attribution {
                speaker,
                sentence: number,
                manner,
                tokens,
            });
        }
    }

    /// The speaker of a subject: a pronoun's last one, or whom the phrase describes.
    fn resolve(&mut self, subject: &Subject) -> Option<usize> {
        let cursor = self.cursor;
        let phrase = subject.phrase.clone();
        if phrase.len() == 1 && cursor.is_any(phrase.start, PRONOUNS) {
            return match cursor.lower(phrase.start).as_str() {
                "he" | "she" => {
                    self.last = self.last_person;
                    self.last_person
                }
                "it" | "they" => self.last.filter(|&at| {
                    let last = &self.speech.speakers[at];
                    match last.nature {
                        Nature::Person => false,
                        Nature::Group => last.is_named() || cursor.is(phrase.start, "they"),
                        _ => true,
                    }
                }),
                _ => None,
            };
        }
        let mut speaker = describe::speaker(self.reading, subject)?;
        let surname = speaker.name.clone().filter(|name| {
            name.len() == 1 && matches!(speaker.nature, Nature::Organisation | Nature::Person)
        });
        if let Some(full) = surname.and_then(|name| self.surnames.get(cursor.raw(name.start))) {
            (speaker.name, speaker.nature) = (Some(full.clone()), Nature::Person);
        }
        // “the same statement”.
        if speaker.nature == Nature::Document && phrase.clone().any(|i| cursor.is(i, "same")) {
            let paper = |at: &usize| self.speech.speakers[*at].nature == Nature::Document;
            if let Some(at) = self.recent().rev().find(paper) {
                self.last = Some(at);
                return Some(at);
            }
        }
        if let Some(owner) = speaker.owner.clone().filter(|owner| owner.len() == 1) {
            speaker.owner = Some(self.full_name(owner));
        }
        let theirs = cursor.is_any(phrase.start, &["his", "her", "their"]);
        if theirs || phrase.clone().any(|i| cursor.is_any(i, &["his", "her"])) {
            let person = self.last_person.and_then(|at| self.speech.speakers[at].name.clone());
            let own = speaker
                .owner
                .filter(|owner| !owner.clone().any(|i| cursor.is_any(i, &["his", "her", "their"])));
            speaker.owner = own.or(person);
            if speaker.nature == Nature::Document && phrase.clone().any(|i| cursor.is(i, "office"))
            {
                speaker.nature = Nature::Office;
            }
        }
        // “the official”, “the general”, “the minister”: somebody already there.
        let definite = cursor.is_any(phrase.start, &["the", "this"]) && speaker.name.is_none();
        if definite && speaker.nature == Nature::Person {
            let noun = phrase.end - 1;
            let named = |at: &usize| {
                let known = &self.speech.speakers[*at];
                let mut words = known.tokens.clone().chain(known.role.clone().unwrap_or(0..0));
                words.any(|i| cursor.raw(i).eq_ignore_ascii_case(cursor.raw(noun)))
            };
            let nameless = |at: &usize| self.speech.speakers[*at].anonymous;
            let all = self.recent();
            let generic = cursor.is_any(noun, &["official", "source", "person", "man", "woman"]);
            let known = all
                .clone()
                .rev()
                .find(named)
                .or_else(|| all.clone().rev().find(nameless).filter(|_| generic));
            if let Some(at) = known {
                (self.last, self.last_person) = (Some(at), Some(at));
                return Some(at);
            }
        }
        if definite && speaker.nature == Nature::Document && speaker.owner.is_none() {
            let noun = cursor.raw(speaker.tokens.end - 1);
            let paper = |at: &usize| {
                let known = &self.speech.speakers[*at];
                known.nature == Nature::Document
                    && known.tokens.clone().any(|i| cursor.raw(i).eq_ignore_ascii_case(noun))
            };
            if let Some(at) = self.recent().rev().find(paper) {
                self.last = Some(at);
                return Some(at);
            }
        }
        if definite
            && speaker.nature == Nature::Organisation
            && cursor.is_any(phrase.end - 1, &["company", "firm"])
        {
            let body = |at: &usize| self.speech.speakers[*at].nature == Nature::Organisation;
            if let Some(at) = self.recent().rev().find(body) {
                self.last = Some(at);
                return Some(at);
            }
        }
        Some(self.introduce(&speaker))
    }

    /// The speakers that a definite phrase may still mean.
    fn recent(&self) -> Range<usize> {
        let all = self.speech.speakers.len();
        all.saturating_sub(RECENT)..all
    }

    /// The full name behind one word for an owner: the company, the ministry, a firm's first word.
    fn full_name(&self, owner: Range<usize>) -> Range<usize> {
        let (reading, cursor) = (self.reading, &self.cursor);
        let word = cursor.raw(owner.start);
        let before = reading.names.partition_point(|name| name.tokens.start < owner.start);
        let company = cursor.is_any(owner.start, &["company", "firm"]);
        let body = |name: &Range<usize>| describe::looks_like_organisation(reading, name.clone());
        let recent = before.saturating_sub(4 * RECENT);
        let names = || reading.names[recent..before].iter().map(|name| name.tokens.clone());
        let found = match company {
            true => names().rfind(body),
            false => names().filter(|name| name.len() > 1).find(|name| {
                name.clone().any(|i| cursor.raw(i).eq_ignore_ascii_case(word)) && body(name)
            }),
        };
        found.unwrap_or(owner)
    }

    /// Gives every quotation of a paragraph to the speaker that the paragraph names nearest, or
    /// else to the last one.
    fn quotes(&mut self, number: usize, from: usize) {
        let reading = self.reading;
        let paragraph = &reading.paragraphs[number];
        let (first, last) = (
            &reading.sentences[paragraph.sentences.start],
            &reading.sentences[paragraph.sentences.end - 1],
        );
        let hits = &reading.hits[first.hits.start..last.hits.end];
        let mut open = None;
        let mut quotes: Vec<Range<usize>> = Vec::new();
        for hit in hits.iter().filter(|hit| hit.cue == v::QUOTE_MARK) {
            let at = hit.token as usize;
            match (self.cursor.raw(at), open) {
                ("“", None) | ("\"", None) => open = Some(at),
                ("”" | "\"", Some(start)) => {
                    quotes.push(start..at + 1);
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(start) = open {
            quotes.push(start..last.tokens.end);
        }
        let here: Vec<Attribution> = self.speech.attributions[from..].to_vec();
        for quote in quotes {
            // A word or two in quotation marks is a term, not speech.
            if quote.len() < 6 {
                continue;
            }
            let sentence = reading.sentence_at(quote.start);
            let to = reading.sentence_at(quote.end - 1);
            let near = |a: &&Attribution| {
                let away = if a.sentence < sentence {
                    sentence - a.sentence
                } else {
                    a.sentence.saturating_sub(to)
                };
                (away, a.sentence < sentence)
            };
            let person = here
                .iter()
                .filter(|a| self.speech.speakers[a.speaker].nature != Nature::Document)
                .min_by_key(near);
            let opens = quote.start == first.tokens.start;
            let Some(speaker) =
                person.map(|a| a.speaker).or(self.last.filter(|_| opens && here.is_empty()))
            else {
                continue;
            };
            for sentence in sentence..=to {
                let tokens = &reading.sentences[sentence].tokens;
                let tokens = tokens.start.max(quote.start)..tokens.end.min(quote.end);
                if tokens.start < tokens.end {
                    self.speech.attributions.push(Attribution {
                        speaker,
                        sentence,
                        manner: Manner::Direct,
                        tokens,
                    });
                }
            }
        }
    }

    /// `Mr Pell: …`, `Question (Ms Idris): …`: a paragraph of the question belongs to who asks.
    fn turn(&mut self, number: usize) {
        let reading = self.reading;
        let cursor = self.cursor;
        let sentences = reading.paragraphs[number].sentences.clone();
        let tokens = reading.sentences[sentences.start].tokens.clone();
        let Some(colon) = tokens.clone().take(12).find(|&i| cursor.raw(i) == ":") else { return };
        let asks = cursor.is(tokens.start, "question")
            || cursor.is_any(tokens.start, &["mr", "ms", "mrs", "dr", "smt", "hon"]);
        let answers =
            (tokens.start..colon).any(|i| cursor.is_any(i, &["minister", "answer", "secretary"]));
        if !asks || answers && !cursor.is(tokens.start, "question") {
            return;
        }
        let name = describe::names_between(&reading.names, tokens.start..colon)
            .last()
            .map(|n| n.tokens.clone());
        let Some(name) = name else { return };
        let speaker = self.introduce(&Speaker {
            tokens: name.clone(),
            name: Some(name),
            role: None,
            owner: None,
            nature: Nature::Person,
            anonymous: false,
            former: false,
            independent: false,
            interest: None,
        });
        for sentence in sentences {
            let tokens = reading.sentences[sentence].tokens.clone();
            self.speech.attributions.push(Attribution {
                speaker,
                sentence,
                manner: Manner::Direct,
                tokens,
            });
        }
    }
}

/// Whether any of the words stands here behind or before which a speaker is found.
fn speaks(cues: &CueSet) -> bool {
    [v::SAY, v::ACCORDING, v::AUTHORED, v::RECORDS, v::FILES].iter().any(|list| cues.has(*list))
}

/// `saying`, `adding`: no verb with a subject of its own.
fn is_participle(cursor: &Cursor<'_>, at: usize) -> bool {
    cursor.lower(at).as_str().ends_with("ing")
}

/// Whose a quantity is.
pub(super) fn speaker_of(
    reading: &Reading<'_>,
    speech: &Speech,
    quantity: &Quantity,
) -> Option<usize> {
    let from = speech.attributions.partition_point(|a| a.sentence < quantity.sentence);
    let to = speech.attributions.partition_point(|a| a.sentence <= quantity.sentence);
    let here = &speech.attributions[from..to];
    let hearsay = reading.sentences[quantity.sentence].cues.has(v::HEARSAY);
    let holds = |a: &&Attribution| {
        a.tokens.start <= quantity.tokens.start && quantity.tokens.end <= a.tokens.end
    };
    let counts = |a: &&Attribution| {
        let speaker = &speech.speakers[a.speaker];
        holds(a) && overrides(reading, speaker) && !(hearsay && speaker.nature == Nature::Group)
    };
    let direct = here.iter().filter(counts).find(|a| a.manner == Manner::Direct);
    // Of several, the last that begins before the amount, or the first.
    let own = direct.or_else(|| here.iter().find(counts));
    if let Some(attribution) = own {
        return Some(attribution.speaker);
    }
    if hearsay && reading.about.form.group() != FormGroup::Issuer {
        return None;
    }
    carried(reading, speech, quantity.sentence)
        .or_else(|| party(reading, speech, quantity.sentence))
        .or(speech.voice)
}

/// Whether a speaker counts beside the document's own voice: a paper that an issuer or a
/// minister reads from is their own word, unless it is a register or another's.
fn overrides(reading: &Reading<'_>, speaker: &Speaker) -> bool {
    let cursor = reading.cursor();
    match (speaker.nature, reading.about.form.group()) {
        (Nature::Document, FormGroup::Issuer) => false,
        (Nature::Document, FormGroup::State) => {
            let owner = speaker.owner.clone();
            owner.is_some()
                || speaker
                    .tokens
                    .clone()
                    .any(|i| cursor.is_any(i, &["inventory", "register", "registry", "census"]))
        }
        (Nature::Person, FormGroup::Issuer) => speaker.is_named() || speaker.role.is_some(),
        (_, FormGroup::Issuer) => false,
        _ => true,
    }
}

/// “It rests on …” behind a sentence that reads from a document.
fn carried(reading: &Reading<'_>, speech: &Speech, sentence: usize) -> Option<usize> {
    let cursor = reading.cursor();
    let start = reading.sentences[sentence].tokens.start;
    let last = speech.attributions
        [..speech.attributions.partition_point(|a| a.sentence < sentence)]
        .last()?;
    let near =
        reading.sentences[sentence].paragraph - reading.sentences[last.sentence].paragraph <= 1;
    let it = cursor.is(start, "it")
        && last.manner == Manner::Document
        && overrides(reading, &speech.speakers[last.speaker]);
    (near && sentence - last.sentence <= 2 && it).then_some(last.speaker)
}

/// In a memorandum, the party other than a state that a clause makes its subject.
fn party(reading: &Reading<'_>, speech: &Speech, sentence: usize) -> Option<usize> {
    if reading.about.form != Form::MouSummary {
        return None;
    }
    let first = describe::names_between(&reading.names, reading.sentences[sentence].tokens.clone())
        .first()?;
    let word = reading.cursor().raw(first.tokens.start);
    let known = |speaker: &Speaker| {
        let name = speaker.name.clone().unwrap_or(0..0);
        speaker.nature == Nature::Organisation
            && !name.is_empty()
            && reading.cursor().raw(name.start) == word
    };
    speech.speakers.iter().position(known)
}
