//! Who speaks, and which words are theirs.
//!
//! A [`Speaker`] is a person, an office, an organisation, a document or a group that a text
//! names as the source of something. An [`Attribution`] gives a stretch of text to one of them.
//! A speaker is found as the subject of a verb of speech (`Ana Roe, who logged the core, said`),
//! behind it (`said Ana Roe`), behind `according to`, or behind the `by` of a passive. A pronoun
//! stands for the last speaker that it fits. Quotation marks carry over sentences.
//!
//! What nobody is named for belongs to the document's own [`voice`](crate::Reading::voice): the
//! issuer of a release, the ministry of a thread, the minister who answers. A news article has
//! none.

mod phrase;
mod describe;
mod attribute;
mod house;

use std::ops::Range;

use serde::Serialize;

use crate::quantity::Quantity;
use crate::reading::Reading;

/// What kind of thing speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// One human being.
    Person,
    /// The office of somebody, a ministry or a government.
    Office,
    /// A company, an agency, an association.
    Organisation,
    /// A report, a statement, a register, a web page.
    Document,
    /// Several people: analysts, residents, the owners.
    Group,
}

/// A role whose holder gains from a large number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum InterestedRole {
    HeadOfGovernment,
    Minister,
    Governor,
    Mayor,
    Office,
    President,
    ChiefExecutive,
    Chairman,
    Director,
    Founder,
    Promoter,
    Adviser,
    Shareholder,
    Spokesperson,
    Company,
}

/// Somebody or something that a text names as a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The first mention: the name with its role, or the noun phrase.
    pub tokens: Range<usize>,
    /// The name.
    pub name: Option<Range<usize>>,
    /// The role.
    pub role: Option<Range<usize>>,
    /// Whose office or document it is.
    pub owner: Option<Range<usize>>,
    /// What kind of thing it is.
    pub nature: Nature,
    /// One person whom the text does not name.
    pub anonymous: bool,
    /// Said to have held the role before.
    pub former: bool,
    /// Said to hold no interest.
    pub independent: bool,
    /// The role by which the speaker gains, a former one left out.
    pub interest: Option<InterestedRole>,
}

impl Speaker {
    /// Whether the text gives a name.
    pub fn is_named(&self) -> bool {
        self.name.is_some()
    }

    /// How to print it: the name, `office of …`, the owner of a document, or the phrase.
    pub fn label(&self, reading: &Reading<'_>) -> String {
        let words = |tokens: &Range<usize>| house::name(reading, tokens.clone());
        match (&self.name, &self.owner, self.nature) {
            (Some(name), ..) => words(name),
            (None, Some(owner), Nature::Office) => format!("office of {}", words(owner)),
            (None, Some(owner), Nature::Document) => house::phrase(reading, owner.clone()),
            _ => house::phrase(reading, self.tokens.clone()),
        }
    }
}

/// How words are given to a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// Inside quotation marks.
    Direct,
    /// In the writer's words.
    Paraphrase,
    /// `according to`.
    According,
    /// Read from a document.
    Document,
}

/// A stretch of text and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// In `Reading::speakers`.
    pub speaker: usize,
    /// The sentence that makes the attribution, or that the quote goes on in.
    pub sentence: usize,
    /// How.
    pub manner: Manner,
    /// The words that are theirs.
    pub tokens: Range<usize>,
}

/// Everything that is said of who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Speech {
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) voice: Option<usize>,
}

/// Finds the speakers of a text, gives them their words, and every quantity its speaker.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    let speech = attribute::find(reading);
    let found: Vec<Option<usize>> = reading
        .quantities
        .iter()
        .map(|quantity| attribute::speaker_of(reading, &speech, quantity))
        .collect();
    for (quantity, speaker) in reading.quantities.iter_mut().zip(found) {
        quantity.speaker = speaker;
    }
    (reading.speakers, reading.attributions, reading.voice) =
        (speech.speakers, speech.attributions, speech.voice);
}

/// Whether a name is a firm's or an agency's.
pub(crate) fn is_organisation(reading: &Reading<'_>, name: Range<usize>) -> bool {
    describe::looks_like_organisation(reading, name)
}

/// A name as one prints it.
pub(crate) fn printed_name(reading: &Reading<'_>, name: Range<usize>) -> String {
    house::name(reading, name)
}

impl Reading<'_> {
    /// The speaker of a quantity.
    pub fn speaker_of(&self, quantity: &Quantity) -> Option<&Speaker> {
        self.speakers.get(quantity.speaker?)
    }

    /// The attributions of a sentence.
    pub fn attributions_in(&self, sentence: usize) -> &[Attribution] {
        let from = self.attributions.partition_point(|a| a.sentence < sentence);
        let to = self.attributions.partition_point(|a| a.sentence <= sentence);
        &self.attributions[from..to]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{About, Form, Lexicon, vocabulary as v};

    fn with_reading<T>(text: &str, form: Form, see: impl Fn(&Reading<'_>) -> T) -> T {
        let lexicon = Lexicon::new(&[v::COMMODITY_LIST, v::LISTS]);
        let about = About { form, date: "2025-09-25".parse().ok() };
        see(&crate::read(text, about, &lexicon))
    }

    fn said_by(text: &str, form: Form) -> Vec<Option<String>> {
        with_reading(text, form, |reading| {
            let label = |q| reading.speaker_of(q).map(|s| s.label(reading));
            reading.quantities.iter().map(label).collect()
        })
    }

    fn speakers(text: &str) -> Vec<Speaker> {
        with_reading(text, Form::NewsArticle, |reading| reading.speakers.clone())
    }

    fn check(table: &[(&str, &str)]) {
        for (text, expected) in table {
            let expected = (!expected.is_empty()).then(|| (*expected).to_owned());
            assert_eq!(said_by(text, Form::NewsArticle), [expected], "{text}");
        }
    }

    #[test]
    fn the_subject_of_a_verb_of_speech_speaks() {
        check(&[
            (
                "Mining minister Pavo Lunt told reporters that the hills hold 5 Mt of tin.",
                "Pavo Lunt",
            ),
            ("“It holds 5 Mt of tin,” said chief executive Dan Moss.", "Dan Moss"),
            ("Lena Ford, who logged the core, said the vein holds 5 Mt of tin.", "Lena Ford"),
            ("The hill holds 5 Mt of tin, Ford said.", "Ford"),
            ("According to the survey, the hill holds 5 Mt of tin.", "survey"),
            ("According to Lunt’s office, the hill holds 5 Mt of tin.", "office of Lunt"),
            ("Orrin Corp. reported that the hill holds 5 Mt of tin.", "Orrin Corp."),
            ("The hill holds 5 Mt of tin.", ""),
        ]);
    }

    #[test]
    fn pronouns_and_quotes_go_on() {
        let text = "Governor Ada Roe spoke at a rally. She put the ore at 5 Mt of tin.";
        assert_eq!(said_by(text, Form::NewsArticle), [Some("Ada Roe".to_owned())]);
        let text = "“It is large. It holds 5 Mt of tin,” Pavo Lunt told the Herald.";
        assert_eq!(said_by(text, Form::NewsArticle), [Some("Pavo Lunt".to_owned())]);
    }

    #[test]
    fn a_release_speaks_for_its_issuer() {
        let text = "TIN FOUND\nPerth, 3 May 2025 – Orrin Metals Ltd reports 5 Mt of tin ore.\n“We see 9 Mt of tin ore,” said founder Ada Roe.";
        let expected = [Some("Orrin Metals Ltd".to_owned()), Some("Ada Roe".to_owned())];
        assert_eq!(said_by(text, Form::CompanyPressRelease), expected);
    }

    #[test]
    fn an_unnamed_person_is_told_from_a_named_one() {
        let all = speakers(
            "A geologist at the state survey, who asked not to be named, said it was dry.",
        );
        assert!(all.len() == 1 && all[0].anonymous && all[0].nature == Nature::Person);
        let all = speakers("A former minister, Pavo Lunt, said it was dry.");
        assert!(all.len() == 1 && !all[0].anonymous && all[0].former && all[0].interest.is_none());
        let all = speakers("Chief executive Dan Moss said it was rich.");
        assert_eq!(all[0].interest, Some(InterestedRole::ChiefExecutive));
        let all = speakers("Ana Roe, who holds no shares in it, said it was dry.");
        assert!(all[0].independent);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "(\\PC|said |told |according to |by |, |“|”|A |Ana Roe |minister |the |he |\\n|: ){0,80}", form in 0usize..8) {
            let form = crate::FORMS[form].0;
            with_reading(&text, form, |reading| {
                for speaker in &reading.speakers {
                    assert!(speaker.tokens.start < speaker.tokens.end);
                    assert!(speaker.tokens.end <= reading.tokens.len());
                    let _ = speaker.label(reading);
                }
                for attribution in &reading.attributions {
                    assert!(attribution.speaker < reading.speakers.len());
                    assert!(attribution.tokens.end <= reading.tokens.len());
                }
            });
        }
    }
}
