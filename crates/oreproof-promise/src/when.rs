//! When: the dates and periods that a text names.
//!
//! A [`Dated`] is a stretch of text that says a day or a longer stretch of the
//! calendar: `17 September 2024`, `the September quarter`, `early 2000s`, `on
//! Thursday`, `five months later`. What the text leaves out (the year of a month,
//! the week of a weekday) is taken from the document's own date and from whether
//! the words before it look back or ahead; without that date nothing is guessed.
//!
//! One pass over the tokens, with the word lists `MONTH`, `YEAR_PART`, `WEEKDAY`,
//! `SEASON` and `RELATIVE_DATE` saying where a date in words may begin.

mod absolute;
mod relative;
mod calendar;

use std::ops::Range;

use jiff::civil::Date;
use oreproof_units::{Base, Period};
use serde::Serialize;

use crate::cursor::{Cursor, WordSet};
use crate::form::Form;
use crate::lex::TokenKind;
use crate::lexicon::{Cue, Hit};
use crate::reading::Reading;
use crate::vocabulary as v;

/// What a date in a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// One day.
    Day,
    /// A week.
    Week,
    /// A calendar month.
    Month,
    /// Several months that are no quarter or half of a year: the first nine months.
    Months,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// A season; which months it takes depends on the hemisphere.
    Season,
    /// A calendar year, or the twelve months up to a day.
    Year,
    /// A financial year.
    FinancialYear,
    /// Ten years, or the early, middle or late part of them.
    Decade,
    /// From one date to another.
    Range,
}

/// A date or period in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// Its words.
    pub tokens: Range<usize>,
    /// The same in bytes.
    pub bytes: Range<usize>,
    /// The sentence it stands in.
    pub sentence: usize,
    /// From its first day to its last.
    pub period: Period,
    /// What it names.
    pub what: What,
    /// The text gives it only roughly: a season, `early 2000s`, `late 2028`.
    pub approximate: bool,
    /// Worked out from the document's date or from the date before it.
    pub relative: bool,
}

impl Dated {
    /// The calendar year it ends in.
    pub fn year(&self) -> i16 {
        self.period.last.year()
    }
}

/// A date read at some token, before it is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Found {
    start: usize,
    end: usize,
    period: Period,
    what: What,
    approximate: bool,
    relative: bool,
    /// Written without its year, which was worked out.
    yearless: bool,
}

impl Found {
    fn new(start: usize, end: usize, period: Period, what: What) -> Self {
        Self { start, end, period, what, approximate: false, relative: false, yearless: false }
    }

    fn relative(self) -> Self {
        Self { relative: true, ..self }
    }

    fn approximate(self) -> Self {
        Self { approximate: true, ..self }
    }

    fn yearless(self) -> Self {
        Self { relative: true, yearless: true, ..self }
    }
}

/// The lists whose phrases may begin a date.
const BEGINNINGS: [Cue; 5] = [v::MONTH, v::YEAR_PART, v::WEEKDAY, v::SEASON, v::RELATIVE_DATE];

/// Reads the dates of a text, and the period that a report covers.
struct Reader<'r, 't> {
    reading: &'r Reading<'t>,
    cursor: Cursor<'r>,
    /// The document's date: given, or the first full date of its head.
    today: Option<Date>,
    /// The period that the document reports on.
    reporting: Option<Period>,
    /// The last month of the financial year.
    year_end: i8,
    sentence: usize,
    /// Nothing may reach back before this token.
    floor: usize,
    dates: Vec<Dated>,
}

/// Finds the dates of every sentence in order, and the period that the text reports on.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    let mut of_sentences = Vec::with_capacity(reading.sentences.len());
    let (dates, reporting) = find(reading, &mut of_sentences);
    for (sentence, dates) in reading.sentences.iter_mut().zip(of_sentences) {
        sentence.dates = dates;
    }
    (reading.dates, reading.reporting) = (dates, reporting);
}

fn find(
    reading: &Reading<'_>,
    of_sentences: &mut Vec<Range<usize>>,
) -> (Vec<Dated>, Option<Period>) {
    let mut reader = Reader {
        reading,
        cursor: reading.cursor(),
        today: reading.about.date,
        reporting: None,
        year_end: calendar::year_end(reading),
        sentence: 0,
        floor: 0,
        dates: Vec::new(),
    };
    for sentence in 0..reading.sentences.len() {
        let first = reader.dates.len();
        reader.sentence(sentence);
        of_sentences.push(first..reader.dates.len());
    }
    (reader.dates, reader.reporting)
}

/// Promising words that are as often nouns.
const NOUNS: &WordSet = &WordSet::new(&[
    "project", "projects", "plan", "plans", "deal", "deals", "target", "targets", "guidance",
    "ambition",
]);

/// Past forms that do not end in -ed.
const PAST: &WordSet = &WordSet::new(&[
    "met", "sold", "said", "was", "were", "began", "came", "held", "went", "made", "told", "wrote",
    "spoke", "fell", "rose",
]);

/// How many paragraphs make the head of a document, where its date and period stand.
const HEAD: usize = 4;

impl Reader<'_, '_> {
    fn sentence(&mut self, number: usize) {
        let reading = self.reading;
        let sentence = &reading.sentences[number];
        let worded = BEGINNINGS.iter().any(|&cue| sentence.cues.has(cue));
        // “in two years” is written in words, and read as a quantity; both begin with a numeral.
        if !worded && sentence.numerals.is_empty() {
            return;
        }
        self.sentence = number;
        self.floor = sentence.tokens.start;
        let (mut hit, mut quantity) = (sentence.hits.start, sentence.quantities.start);
        let numerals = reading.numerals[sentence.numerals.clone()].iter().map(|&at| at as usize);
        // Without one of those words only a numeral can begin a date.
        let all = if worded { sentence.tokens.clone() } else { 0..0 };
        let numerals = numerals.filter(|_| !worded);
        for at in all.chain(numerals) {
            let from = hit;
            while hit < sentence.hits.end && reading.hits[hit].token as usize <= at {
                hit += 1;
            }
            while quantity < sentence.quantities.end
                && reading.quantities[quantity].tokens.start < at
            {
                quantity += 1;
            }
            if at < self.floor {
                continue;
            }
            let mut found = None;
            if worded {
                found = reading.hits[from..hit].iter().find_map(|hit| self.in_words(hit));
            }
            if found.is_none() && self.cursor.tokens[at].kind == TokenKind::Number {
                found = self.in_figures(at);
            }
            if found.is_none()
                && quantity < sentence.quantities.end
                && reading.quantities[quantity].tokens.start == at
                && reading.quantities[quantity].unit.is_some_and(|unit| unit.of.is_time())
            {
                found = self.duration(quantity);
            }
            if found.is_none() {
                found = self.next_quarter(at);
            }
            if let Some(found) = found {
                let found = self.joined(found);
                self.keep(found);
            }
        }
    }

    fn in_words(&self, hit: &Hit) -> Option<Found> {
        match hit.cue {
            v::MONTH => self.month_hit(hit),
            v::YEAR_PART => self.year_part_hit(hit),
            v::WEEKDAY => self.weekday_hit(hit),
            v::SEASON => self.season_hit(hit),
            v::RELATIVE_DATE => self.relative_hit(hit),
            _ => None,
        }
    }

    /// The date with what follows it: `2021–2023`, `July to September 2024`, `1970s to early 2000s`.
    fn joined(&self, first: Found) -> Found {
        let cursor = &self.cursor;
        let mut at = first.end;
        let between = first.start > 0 && cursor.is(first.start - 1, "between");
        let links = match cursor.raw(at) {
            "–" | "—" | "-" | "−" => true,
            "and" => between,
            _ => cursor.is_any(at, &["to", "until", "till", "through"]),
        };
        if !links || !self.in_sentence(at) {
            return first;
        }
        at += 1;
        while cursor.is_any(at, &["the", "early", "late", "mid", "-"]) {
            at += 1;
        }
        let Some(second) = self.date_at(at).map(|second| self.with_part(second, first.end + 1))
        else {
            return first;
        };
        let mut from = first.period;
        if first.yearless && !second.yearless {
            from = calendar::before(from, second.period);
        }
        let to = if second.yearless && !first.yearless {
            calendar::after(second.period, from)
        } else {
            second.period
        };
        let sized = first.what == second.what
            || matches!(
                (first.what, second.what),
                (What::Decade, What::Year) | (What::Year, What::Decade)
            );
        if !sized || from.first > to.first {
            return first;
        }
        Found {
            start: first.start,
            end: second.end,
            period: Period::span(from, to),
            what: What::Range,
            approximate: first.approximate || second.approximate,
            relative: first.relative || second.relative,
            yearless: first.yearless && second.yearless,
        }
    }

    /// The date whose first word or figure is this token.
    fn date_at(&self, at: usize) -> Option<Found> {
        if !self.in_sentence(at) {
            return None;
        }
        if self.cursor.kind(at) == TokenKind::Number {
            return self.in_figures(at);
        }
        let sentence = &self.reading.sentences[self.sentence];
        let hits = &self.reading.hits[sentence.hits.clone()];
        let from = hits.partition_point(|hit| (hit.token as usize) < at);
        hits[from..]
            .iter()
            .take_while(|hit| hit.token as usize == at)
            .find_map(|hit| self.in_words(hit))
    }

    /// Keeps a date, with the words before it that say which part of it is meant.
    fn keep(&mut self, found: Found) {
        let found = self.with_part(found, self.floor);
        if found.start < self.floor || found.start >= found.end {
            return;
        }
        let paragraph = self.reading.sentences[self.sentence].paragraph;
        if paragraph < HEAD {
            if self.today.is_none() && found.what == What::Day {
                self.today = Some(found.period.first);
            }
            if self.reporting.is_none() {
                self.reporting = self.reported(&found, paragraph);
            }
        }
        self.floor = found.end;
        self.dates.push(Dated {
            tokens: found.start..found.end,
            bytes: self.reading.bytes(found.start..found.end),
            sentence: self.sentence,
            period: found.period,
            what: found.what,
            approximate: found.approximate,
            relative: found.relative,
        });
    }

    /// The period that a quarterly report says in its head that it covers.
    fn reported(&self, found: &Found, paragraph: usize) -> Option<Period> {
        if self.reading.about.form != Form::QuarterlyActivityReport {
            return None;
        }
        match found.what {
            What::Quarter | What::Half | What::Months => Some(found.period),
            // “Quarterly activities report – September 2024”.
            What::Month if paragraph == 0 => calendar::quarter_to(found.period.last),
            _ => None,
        }
    }

    /// Whether a token stands in the sentence being read.
    fn in_sentence(&self, at: usize) -> bool {
        self.reading.sentences[self.sentence].tokens.contains(&at)
    }

    /// Whether a token belongs to a quantity.
    fn is_amount(&self, at: usize) -> bool {
        let sentence = &self.reading.sentences[self.sentence];
        self.reading.quantities_in(sentence).iter().any(|q| q.tokens.contains(&at))
    }

    /// Whether the words nearest before a token, or else behind it, speak of what is to come.
    fn looks_ahead(&self, at: usize) -> bool {
        let sentence = &self.reading.sentences[self.sentence];
        let hits = &self.reading.hits[sentence.hits.clone()];
        let cursor = &self.cursor;
        let ahead = |hit: &&Hit| match hit.cue {
            v::PROMISE => {
                let word = hit.token as usize;
                (!cursor.is_any(word, NOUNS) && cursor.raw(word) != "May").then_some(true)
            }
            v::SAY => Some(false),
            _ => None,
        };
        if let Some(verb) = at.checked_sub(2).filter(|&i| i >= sentence.tokens.start) {
            if cursor.is_any(at - 1, &["until", "till"])
                || cursor.is(verb, "up") && cursor.is(at - 1, "to")
            {
                return true;
            }
            // “signed on Monday”, but not “will be signed on Monday”.
            let past = cursor.raw(verb).ends_with("ed") || cursor.is_any(verb, PAST);
            if past && cursor.is_any(at - 1, &["on", "in"]) {
                return verb > 0 && cursor.is_any(verb - 1, &["be", "get"]);
            }
        }
        let split = hits.partition_point(|hit| (hit.token as usize) < at);
        let before = hits[..split].iter().rev().find_map(|hit| ahead(&hit));
        before.or_else(|| hits[split..].iter().find_map(|hit| ahead(&hit))).unwrap_or(false)
    }
}

impl Reader<'_, '_> {
    /// A length of time with words that make it a date: `in two years`, `five months later`,
    /// `the three months to 30 June 2024`, `the first nine months of 2023`.
    fn duration(&self, quantity: usize) -> Option<Found> {
        let quantity = &self.reading.quantities[quantity];
        let unit = quantity.unit?;
        let months = match (unit.of, unit.per) {
            (Base::Year, None) => 12.0,
            (Base::Month, None) => 1.0,
            (Base::Day, None) => 0.0,
            _ => return None,
        };
        let (low, high) = (quantity.amount.low?, quantity.amount.high?);
        let tokens = quantity.tokens.clone();
        self.stretch_to(tokens.clone(), (months * high) as i32)
            .or_else(|| self.first_months(tokens.clone(), (months * high) as i32))
            .or_else(|| self.counted_from_now(tokens, months, low, high))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{About, Lexicon};

    fn lexicon() -> Lexicon {
        Lexicon::new(&[v::COMMODITY_LIST, v::LISTS])
    }

    fn dates_of(text: &str, form: Form) -> Vec<(String, String)> {
        let about = About { form, date: "2025-09-25".parse().ok() };
        let lexicon = lexicon();
        let reading = crate::read(text, about, &lexicon);
        reading
            .dates
            .iter()
            .map(|d| (text[d.bytes.clone()].to_owned(), d.period.to_string()))
            .collect()
    }

    fn dates(text: &str) -> Vec<(String, String)> {
        dates_of(text, Form::NewsArticle)
    }

    fn check(table: &[(&str, &[(&str, &str)])]) {
        for (text, expected) in table {
            let expected: Vec<(String, String)> =
                expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            assert_eq!(dates(text), expected, "{text}");
        }
    }

    #[test]
    fn days_are_read_in_every_order() {
        check(&[
            ("It was signed on 17 September 2024.", &[("17 September 2024", "2024-09-17")]),
            ("It was signed on September 8, 2025.", &[("September 8, 2025", "2025-09-08")]),
            ("The 3rd of May 2023 was wet.", &[("3rd of May 2023", "2023-05-03")]),
            ("Effective 2024-09-17.", &[("2024-09-17", "2024-09-17")]),
            ("Cash at 31/12/2023 was low.", &[("31/12/2023", "2023-12-31")]),
            ("Stand: 17.09.2024", &[("17.09.2024", "2024-09-17")]),
            ("Published On 25 Sep 202525 Sep 2025", &[("25 Sep 202525 Sep 2025", "2025-09-25")]),
            ("KOLVA, 4 MARCH 2025 – News", &[("4 MARCH 2025", "2025-03-04")]),
            ("They met on September 8 in the hall.", &[("September 8", "2025-09-08")]),
        ]);
    }

    #[test]
    fn months_quarters_and_halves_take_their_year() {
        check(&[
            ("A statement of March 2018 gave less.", &[("March 2018", "2018-03")]),
            ("In July it sold 300 t.", &[("July", "2025-07")]),
            ("It will open in July.", &[("July", "2026-07")]),
            ("We may march in April.", &[("April", "2026-04")]),
            ("Sales in Q3 2024 rose.", &[("Q3 2024", "2024-07/2024-09")]),
            (
                "Sales in the third quarter of 2024 rose.",
                &[("third quarter of 2024", "2024-07/2024-09")],
            ),
            (
                "Sales in the September 2024 quarter rose.",
                &[("September 2024 quarter", "2024-07/2024-09")],
            ),
            ("Sales in the June quarter rose.", &[("June quarter", "2025-04/2025-06")]),
            ("In the first half of 2024 it fell.", &[("first half of 2024", "2024-01/2024-06")]),
            (
                "In the first nine months of 2023 it fell.",
                &[("first nine months of 2023", "2023-01/2023-09")],
            ),
            (
                "The three months to 30 June 2024 were dry.",
                &[("three months to 30 June 2024", "2024-04/2024-06")],
            ),
            (
                "The year ended 31 March 2025 was dry.",
                &[("year ended 31 March 2025", "2024-04/2025-03")],
            ),
        ]);
    }

    #[test]
    fn a_bare_year_is_one_only_where_it_can_be() {
        check(&[
            ("A 1958 survey found iron.", &[("1958", "1958")]),
            ("The 2016 statement is old.", &[("2016", "2016")]),
            ("By 2030 it will pay.", &[("2030", "2030")]),
            ("It moved 2,021 t and 2021 t.", &[]),
            ("It follows the JORC Code 2012 and file 1981/44.", &[]),
            ("The 2014 CIM Definition Standards apply.", &[]),
            ("Hole 2019 was lost.", &[]),
            ("It employs 2000 people.", &[]),
            ("It fell in 2021–2023.", &[("2021–2023", "2021/2023")]),
            ("Royalty in 2023-24 rose.", &[("2023-24", "2023-07/2024-06")]),
            ("Rs 212 crore in 2023-24.", &[("2023-24", "2023-04/2024-03")]),
        ]);
    }

    #[test]
    fn decades_and_parts_of_years() {
        check(&[
            ("Found in the 1970s.", &[("1970s", "1970/1979")]),
            ("Mined since the early 2000s.", &[("early 2000s", "2000/2004")]),
            ("From the 1970s to early 2000s.", &[("1970s to early 2000s", "1970/2004")]),
            ("First gold is due in late 2028.", &[("late 2028", "2028-09/2028-12")]),
            ("Cash at the end of December 2024.", &[("end of December 2024", "2024-12-31")]),
            ("It will open in spring 2026.", &[("spring 2026", "2026-03/2026-05")]),
            ("It will open next spring.", &[("next spring", "2026-03/2026-05")]),
        ]);
    }

    #[test]
    fn what_is_left_out_comes_from_the_document_s_date() {
        check(&[
            ("They meet on Thursday.", &[("Thursday", "2025-09-25")]),
            ("They met on Friday.", &[("Friday", "2025-09-19")]),
            ("They met last week.", &[("last week", "2025-09-15/2025-09-21")]),
            ("It will start next year.", &[("next year", "2026")]),
            ("It said so this month.", &[("this month", "2025-09")]),
            ("It will pay in two years.", &[("in two years", "2027")]),
            ("It will pay within three years.", &[("within three years", "2025-09-25/2028-09-25")]),
            (
                "They met in April. Five months later they signed.",
                &[("April", "2025-04"), ("Five months later", "2025-09")],
            ),
            (
                "It made $5m in 2024, up from $4m the year before.",
                &[("2024", "2024"), ("the year before", "2023")],
            ),
            ("It closes before the end of the summer.", &[("end of the summer", "2025-08-31")]),
        ]);
    }

    #[test]
    fn a_quarterly_report_knows_its_quarter() {
        let text = "QUARTERLY REPORT TO 31 MARCH 2025\nThe mine sold 5 t in the quarter and 4 t in the December quarter.";
        let expected = [
            ("QUARTERLY REPORT TO 31 MARCH 2025", "2025-01/2025-03"),
            ("the quarter", "2025-01/2025-03"),
            ("December quarter", "2024-10/2024-12"),
        ];
        let found = dates_of(text, Form::QuarterlyActivityReport);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "(\\PC|[0-9]{1,4}[ /–.-]|May |to |in |the |early |quarter |last |year |years later ){0,60}") {
            let lexicon = lexicon();
            let reading = crate::read(&text, About { date: "2025-09-25".parse().ok(), ..About::default() }, &lexicon);
            let mut last = 0;
            for dated in &reading.dates {
                prop_assert!(last <= dated.tokens.start && dated.tokens.start < dated.tokens.end);
                prop_assert!(dated.tokens.end <= reading.tokens.len());
                prop_assert!(dated.period.first <= dated.period.last);
                prop_assert!(text.get(dated.bytes.clone()).is_some());
                last = dated.tokens.end;
            }
        }
    }
}
