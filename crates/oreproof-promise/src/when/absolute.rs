//! Dates that a text writes out: days, months, quarters, years.

use jiff::civil::Date;
use oreproof_units::Period;

use super::{Found, Reader, What, calendar};
use crate::cursor::WordSet;
use crate::lex::{Case, TokenKind};
use crate::lexicon::Hit;

/// A word for the position of a quarter or half.
fn ordinal(word: &str) -> Option<i8> {
    match word {
        "first" => Some(1),
        "second" => Some(2),
        "third" => Some(3),
        "fourth" | "last" | "final" => Some(4),
        _ => None,
    }
}

/// Words behind a bare year at the head of a phrase that make it the year of a thing.
const THINGS: &WordSet = &WordSet::new(&[
    "statement",
    "survey",
    "report",
    "study",
    "estimate",
    "bulletin",
    "annual",
    "act",
    "law",
    "map",
    "census",
    "resource",
    "reserve",
    "assessment",
    "election",
    "memorandum",
    "agreement",
    "budget",
    "financial",
    "fiscal",
    "technical",
    "feasibility",
    "season",
    "drilling",
    "programme",
    "program",
    "drill",
    "production",
    "output",
    "guidance",
    "target",
    "edition",
    "code",
    "list",
    "review",
    "plan",
    "campaign",
    "figure",
    "figures",
    "accounts",
    "results",
    "average",
    "price",
    "prices",
    "exploration",
    "geological",
    "calendar",
    "sales",
    "exports",
    "mineral",
]);

/// Words before a bare year.
const BEFORE_YEAR: &WordSet = &WordSet::new(&[
    "in",
    "by",
    "from",
    "since",
    "until",
    "till",
    "to",
    "of",
    "during",
    "before",
    "after",
    "for",
    "through",
    "throughout",
    "early",
    "late",
    "mid",
    "end",
    "calendar",
    "between",
    "year",
    "around",
    "circa",
    "and",
    "dated",
    "than",
    "mid-",
    "into",
    "over",
    "with",
    "against",
    "spring",
    "summer",
    "autumn",
    "winter",
    "fy",
    "full",
]);

impl Reader<'_, '_> {
    /// A date that begins with figures.
    pub(super) fn in_figures(&self, at: usize) -> Option<Found> {
        let raw = self.cursor.raw(at);
        match raw.len() {
            1 | 2 => self.day_first(at, raw.parse().ok()?),
            4 => self.year_first(at, calendar::is_year(raw)?),
            8..=10 => {
                // 17.09.2024, which the lexer keeps together.
                let mut parts = raw.split('.');
                let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
                let year = calendar::is_year(year)?;
                let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
                Some(Found::new(at, at + 1, Period::day(date), What::Day))
            }
            _ => None,
        }
    }

    /// The month a token names, if it can be one here: `may`, `march` and `mar` only as written.
    fn month_at(&self, at: usize) -> Option<i8> {
        let token = self.cursor.get(at)?;
        if token.kind != TokenKind::Word || token.case == Case::Lower {
            return None;
        }
        month_of(self.cursor.lower(at).as_str())
    }

    /// The year behind a date: `, 2025`, ` 2025`, ` of 2025`.
    fn year_behind(&self, mut at: usize) -> Option<(i16, usize)> {
        if matches!(self.cursor.raw(at), "," | ".") || self.cursor.is(at, "of") {
            at += 1;
        }
        if !self.in_sentence(at) {
            return None;
        }
        let year = calendar::is_year(self.cursor.raw(at))?;
        // “On 3 June, 2024 people came.”
        let counted = self
            .reading
            .quantities_in(&self.reading.sentences[self.sentence])
            .iter()
            .any(|quantity| quantity.tokens.start == at && quantity.tokens.len() > 1);
        (!counted).then_some((year, at + 1))
    }

    /// `17 September 2024`, `3rd of May`, `31/12/2023`, `8–10 September 2025`.
    fn day_first(&self, at: usize, day: i8) -> Option<Found> {
        let cursor = &self.cursor;
        let mut end = at + 1;
        if matches!(cursor.raw(end), "/" | "-" | ".") && cursor.touches(end) {
            let month: i8 = cursor.raw(end + 1).parse().ok()?;
            let same = cursor.raw(end + 2) == cursor.raw(end);
            let year = calendar::is_year(cursor.raw(end + 3)).filter(|_| same)?;
            let found = |month, day| {
                let date = Date::new(year, month, day).ok()?;
                Some(Found::new(at, end + 4, Period::day(date), What::Day))
            };
            return found(month, day).or_else(|| found(day, month));
        }
        if cursor.touches(end) && cursor.is_any(end, &["st", "nd", "rd", "th"]) {
            end += 1;
        }
        if let Some(found) = self.day_to_day(at, day, end) {
            return Some(found);
        }
        if cursor.is(end, "of") {
            end += 1;
        }
        let month = self.month_at(end).filter(|_| self.in_sentence(end))?;
        end += 1;
        if cursor.raw(end) == "." && cursor.raw(end - 1).len() <= 4 {
            end += 1;
        }
        if let Some((year, after)) = self.glued_year(at, end).or_else(|| self.year_behind(end)) {
            let date = Date::new(year, month, day).ok()?;
            return Some(Found::new(at, after, Period::day(date), What::Day));
        }
        if self.cursor.raw(end - 1) == "." {
            end -= 1;
        }
        self.yearless_day(at, end, month, day)
    }

    /// `8–10 September 2025`.
    fn day_to_day(&self, at: usize, day: i8, link: usize) -> Option<Found> {
        let cursor = &self.cursor;
        if !(matches!(cursor.raw(link), "–" | "-") || cursor.is_any(link, &["to", "and"])) {
            return None;
        }
        let second: i8 = cursor.raw(link + 1).parse().ok().filter(|second| *second > day)?;
        let month = self.month_at(link + 2).filter(|_| self.in_sentence(link + 2))?;
        let (year, end) = self.year_behind(link + 3)?;
        let (first, last) =
            (Date::new(year, month, day).ok()?, Date::new(year, month, second).ok()?);
        Some(Found::new(at, end, Period { first, last }, What::Range))
    }

    /// A date that a page printed twice without a space: `25 Sep 202525 Sep 2025`.
    fn glued_year(&self, at: usize, end: usize) -> Option<(i16, usize)> {
        let cursor = &self.cursor;
        let (raw, day) = (cursor.raw(end), cursor.raw(at));
        let (year, rest) = raw.split_at_checked(4)?;
        let again = rest == day && cursor.raw(end + 1) == cursor.raw(at + 1);
        (again && cursor.raw(end + 2) == year).then_some((calendar::is_year(year)?, end + 3))
    }

    /// A day without its year: the last such day, or the next when the words look ahead.
    fn yearless_day(&self, at: usize, end: usize, month: i8, day: i8) -> Option<Found> {
        let ahead = self.looks_ahead(at);
        let period = calendar::nearest(self.today?, ahead, |year| {
            Date::new(year, month, day).ok().map(Period::day)
        })?;
        Some(Found::new(at, end, period, What::Day).yearless())
    }

    /// A date that begins with a year, or a year alone.
    fn year_first(&self, at: usize, year: i16) -> Option<Found> {
        let cursor = &self.cursor;
        let next = at + 1;
        let link = cursor.raw(next);
        if cursor.touches(next) && link.eq_ignore_ascii_case("s") && year % 10 == 0 {
            return self.decade(at, next + 1, year);
        }
        if matches!(link, "-" | "/") && cursor.touches(next) && cursor.touches(next + 1) {
            let part = cursor.raw(next + 1);
            let number: i8 = part.parse().unwrap_or(0);
            if cursor.raw(next + 2) == link
                && let Ok(day) = cursor.raw(next + 3).parse()
                && let Ok(date) = Date::new(year, number, day)
            {
                return Some(Found::new(at, next + 4, Period::day(date), What::Day));
            }
            if self.names_a_file(at) {
                return None;
            }
            if part.len() == 2 && i16::from(number) == (year + 1) % 100 {
                let period = Period::financial_year(year + 1, self.year_end)?;
                return Some(Found::new(at, next + 2, period, What::FinancialYear));
            }
            if part.len() == 2 && i16::from(number) > year % 100 {
                let last = year - year % 100 + i16::from(number);
                let period = Period::span(Period::year(year)?, Period::year(last)?);
                return Some(Found::new(at, next + 2, period, What::Range));
            }
            if part.len() == 2
                && link == "-"
                && let Some(period) = Period::month(year, number)
            {
                return Some(Found::new(at, next + 2, period, What::Month));
            }
            if link == "/" {
                return None;
            }
        }
        if cursor.is_any(next, &["financial", "fiscal"]) && cursor.is(next + 1, "year") {
            let period = Period::financial_year(year, self.year_end)?;
            return Some(Found::new(at, next + 2, period, What::FinancialYear));
        }
        if cursor.touches(at) && cursor.raw(at.wrapping_sub(1)) != "(" && !cursor.is(at - 1, "mid")
        {
            let range = matches!(cursor.raw(at - 1), "–" | "—" | "-" | "/");
            return range.then(|| self.year(at, year)).flatten();
        }
        self.is_year_here(at).then(|| self.year(at, year)).flatten()
    }

    fn year(&self, at: usize, year: i16) -> Option<Found> {
        Some(Found::new(at, at + 1, Period::year(year)?, What::Year))
    }

    fn decade(&self, at: usize, end: usize, year: i16) -> Option<Found> {
        let period = Period::span(Period::year(year)?, Period::year(year.checked_add(9)?)?);
        Some(Found::new(at, end, period, What::Decade).approximate())
    }

    /// Whether the number is part of the name of a file, a hole or a code.
    fn names_a_file(&self, at: usize) -> bool {
        at > 0 && self.cursor.is_any(at - 1, &["file", "no", "bulletin", "section", "ref", "."])
    }

    /// Whether a bare number of four figures stands where a year stands.
    fn is_year_here(&self, at: usize) -> bool {
        let cursor = &self.cursor;
        if self.is_amount(at) {
            return false;
        }
        let start = self.reading.sentences[self.sentence].tokens.start;
        let next = cursor.get(at + 1).filter(|_| self.in_sentence(at + 1));
        let next_word = cursor.lower(at + 1);
        let lower_noun = next.is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
            && !cursor.is_any(at + 1, FUNCTION);
        if at == start || !self.reading.sentences[self.sentence].tokens.contains(&(at - 1)) {
            return lower_noun && cursor.is_any(at + 1, THINGS)
                || next.is_none_or(|t| t.kind == TokenKind::Mark);
        }
        let before = &cursor.tokens[at - 1];
        if before.kind == TokenKind::Mark {
            // “(2024)”, “’s” is a word; “In 2023, 2024 and 2025”.
            let listed = matches!(cursor.raw(at - 1), "," | "&")
                && self
                    .dates
                    .last()
                    .is_some_and(|d| d.tokens.end + 1 == at && d.what == What::Year);
            let bracket = cursor.raw(at - 1) == "("
                && (matches!(cursor.raw(at + 1), ")" | "–" | "-") || lower_noun);
            let dash = matches!(cursor.raw(at - 1), "–" | "—")
                && self.dates.last().is_some_and(|d| d.tokens.end + 1 == at);
            return listed || bracket || dash;
        }
        if cursor.is_any(at - 1, BEFORE_YEAR) {
            let plural = lower_noun && next_word.as_str().ends_with('s');
            let whole = cursor.is_any(at - 1, &["in", "since", "until", "during", "by"]);
            return !plural && (whole || !lower_noun || cursor.is_any(at + 1, THINGS));
        }
        if cursor.is_any(at - 1, &["and", "or"]) {
            return self.dates.last().is_some_and(|d| d.tokens.end + 1 == at);
        }
        // “the 2016 statement”, “its 2021 bulletin”, “the survey’s 2024 bulletin”.
        let owned = cursor.is_any(
            at - 1,
            &["the", "a", "an", "its", "their", "this", "our", "his", "her", "’s", "'s", "that"],
        );
        owned && lower_noun && (cursor.is_any(at + 1, THINGS) || !next_word.as_str().ends_with('s'))
    }

    /// A date that begins with a month.
    pub(super) fn month_hit(&self, hit: &Hit) -> Option<Found> {
        let at = hit.token as usize;
        let month = self.month_at(at)?;
        let cursor = &self.cursor;
        let full = hit.phrase < 12;
        let mut end = at + 1;
        if !full && cursor.raw(end) == "." {
            end += 1;
        }
        if cursor.is(end, "quarter") {
            let of = if cursor.is(end + 1, "of") { end + 2 } else { end + 1 };
            if let Some((year, after)) = self.year_behind(of) {
                let period = calendar::quarter_ending(year, month)?;
                return Some(Found::new(at, after, period, What::Quarter));
            }
            let today = self.reporting.map_or(self.today, |period| Some(period.last))?;
            let ahead = self.reporting.is_none() && self.looks_ahead(at);
            let period =
                calendar::nearest(today, ahead, |year| calendar::quarter_ending(year, month))?;
            return Some(Found::new(at, end + 1, period, What::Quarter).yearless());
        }
        if let Some(found) = self.month_day(at, end, month) {
            return Some(found);
        }
        if let Some((year, after)) = self.year_behind(end) {
            if cursor.is(after, "quarter") {
                let period = calendar::quarter_ending(year, month)?;
                return Some(Found::new(at, after + 1, period, What::Quarter));
            }
            return Some(Found::new(at, after, Period::month(year, month)?, What::Month));
        }
        if cursor.is_any(end, &["last", "this", "next"]) && cursor.is(end + 1, "year") {
            let on = match cursor.lower(end).as_str() {
                "last" => -1,
                "next" => 1,
                _ => 0,
            };
            let period = Period::month(self.today?.year().checked_add(on)?, month)?;
            return Some(Found::new(at, end + 2, period, What::Month).relative());
        }
        (full && self.is_month_here(at)).then(|| self.yearless_month(at, end, month)).flatten()
    }

    fn yearless_month(&self, at: usize, end: usize, month: i8) -> Option<Found> {
        // “a March speech”, “the minister’s July pledge” are past.
        let owned =
            at > 0 && self.cursor.is_any(at - 1, &["a", "the", "’s", "'s", "his", "her", "their"]);
        let ahead = !owned && self.looks_ahead(at);
        let period = calendar::nearest(self.today?, ahead, |year| Period::month(year, month))?;
        Some(Found::new(at, end, period, What::Month).yearless())
    }

    /// `September 8, 2025`, `September 8`.
    fn month_day(&self, at: usize, end: usize, month: i8) -> Option<Found> {
        let cursor = &self.cursor;
        let raw = cursor.raw(end);
        if cursor.kind(end) != TokenKind::Number || raw.len() > 2 || !self.in_sentence(end) {
            return None;
        }
        let day: i8 = raw.parse().ok()?;
        let mut after = end + 1;
        if cursor.touches(after) && cursor.is_any(after, &["st", "nd", "rd", "th"]) {
            after += 1;
        }
        if let Some((year, after)) = self.year_behind(after) {
            let date = Date::new(year, month, day).ok()?;
            return Some(Found::new(at, after, Period::day(date), What::Day));
        }
        if self.is_amount(end) {
            return None;
        }
        self.yearless_day(at, after, month, day)
    }

    /// Whether a month without day or year stands where a date stands, not where a name does.
    fn is_month_here(&self, at: usize) -> bool {
        let cursor = &self.cursor;
        let next = cursor.get(at + 1).filter(|_| self.in_sentence(at + 1));
        let name = next.is_some_and(|t| t.kind == TokenKind::Word && t.case != Case::Lower);
        if at == 0 || name || !self.in_sentence(at - 1) {
            return false;
        }
        let before = &[
            "in", "by", "since", "until", "till", "from", "to", "of", "during", "last", "this",
            "next", "early", "late", "mid", "before", "after", "through", "between", "for", "and",
            "or", "–", "-", "than", "end",
        ];
        let verb = next.is_some_and(|t| t.kind == TokenKind::Word)
            && matches!(cursor.raw(at), "May" | "March");
        cursor.is_any(at - 1, before)
            || !verb
                && cursor
                    .is_any(at - 1, &["a", "an", "the", "its", "’s", "'s", "their", "his", "her"])
                && next.is_some_and(|t| t.kind == TokenKind::Word)
            || cursor.raw(at) == "March" && cursor.is(at - 1, "a") && next.is_some()
    }

    /// Quarters, halves and runs of months: `Q3 2024`, `the first half`, `financial year 2025`.
    pub(super) fn year_part_hit(&self, hit: &Hit) -> Option<Found> {
        let (at, end) = (hit.token as usize, hit.end as usize);
        let cursor = &self.cursor;
        let word = cursor.lower(at);
        let last = cursor.lower(end - 1);
        match last.as_str() {
            "q1" | "q2" | "q3" | "q4" => {
                let quarter = last.as_str().as_bytes()[1] - b'0';
                self.part(at, end, What::Quarter, |year| Period::quarter(year, quarter as i8))
            }
            "h1" | "h2" => {
                let half = last.as_str().as_bytes()[1] - b'0';
                self.part(at, end, What::Half, |year| Period::half(year, half as i8))
            }
            "quarter" if end - at == 1 => self.bare_quarter(at, end),
            "quarter" => {
                let quarter = ordinal(word.as_str())?;
                self.part(at, end, What::Quarter, |year| Period::quarter(year, quarter))
            }
            "half" => {
                let half = ordinal(word.as_str()).filter(|half| *half <= 2)?;
                self.part(at, end, What::Half, |year| Period::half(year, half))
            }
            "year" if word.as_str() == "half" => self.stretch_to(at..end, 6),
            "year" => self.financial_year(at, end),
            _ => None,
        }
    }

    /// A part of a year with its year, or the nearest one.
    fn part(
        &self,
        at: usize,
        end: usize,
        what: What,
        of_year: impl Fn(i16) -> Option<Period>,
    ) -> Option<Found> {
        if let Some((year, after)) = self.year_behind(end) {
            return Some(Found::new(at, after, of_year(year)?, what));
        }
        let cursor = &self.cursor;
        // “Q3 FY25”: counted from the start of the financial year.
        if let Some((period, after)) = self.fy_behind(end) {
            let months = match what {
                What::Quarter => 3,
                _ => 6,
            };
            let part = of_year(2001)?.first.month() - 1;
            let first = period.first.checked_add(jiff::Span::new().months(i64::from(part))).ok()?;
            let last =
                first.checked_add(jiff::Span::new().months(months - 1)).ok()?.last_of_month();
            return Some(Found::new(at, after, Period { first, last }, what));
        }
        let (mut after, mut on) = (end, None);
        if cursor.is(end, "of") {
            let relative = if cursor.is(end + 1, "the") { end + 2 } else { end + 1 };
            if cursor.is(relative, "year") {
                (after, on) = (relative + 1, Some(0));
            } else if cursor.is(relative + 1, "year") {
                on = match cursor.lower(relative).as_str() {
                    "last" => Some(-1),
                    "next" => Some(1),
                    "this" => Some(0),
                    _ => return None,
                };
                after = relative + 2;
            } else {
                return None;
            }
        }
        let today = self.today?;
        let period = match on {
            Some(on) => of_year(today.year().checked_add(on)?)?,
            None => self
                .elliptical(at, what, &of_year)
                .or_else(|| calendar::nearest(today, self.looks_ahead(at), &of_year))?,
        };
        Some(Found::new(at, after, period, what).yearless())
    }

    /// “In the first quarter of 2023 …, in the second quarter”: the year of the one before.
    fn elliptical(
        &self,
        at: usize,
        what: What,
        of_year: &impl Fn(i16) -> Option<Period>,
    ) -> Option<Period> {
        let last = self.dates.last().filter(|d| d.what == what && d.sentence == self.sentence)?;
        (last.tokens.end <= at).then(|| of_year(last.period.first.year())).flatten()
    }

    /// “1,900 t in the first quarter, 2,400 t in the second and 1,350 t in the third”.
    pub(super) fn next_quarter(&self, at: usize) -> Option<Found> {
        let last = self.dates.last().filter(|d| {
            d.sentence == self.sentence && d.what == What::Quarter && d.tokens.end < at
        })?;
        let quarter = ordinal(self.cursor.lower(at).as_str())?;
        let next = self.cursor.get(at + 1).filter(|_| self.in_sentence(at + 1));
        let noun = next.is_some_and(|t| t.kind == TokenKind::Word)
            && !self.cursor.is_any(at + 1, FUNCTION);
        let period = Period::quarter(last.period.first.year(), quarter)?;
        let listed = self.cursor.is(at - 1, "the") && !noun && !self.is_amount(at);
        listed.then(|| Found::new(at, at + 1, period, What::Quarter).relative())
    }

    /// “the quarter”, “this quarter”, and “quarter to 31 March 2025”.
    fn bare_quarter(&self, at: usize, end: usize) -> Option<Found> {
        if let Some(found) = self.stretch_to(at..end, 3) {
            return Some(found);
        }
        let cursor = &self.cursor;
        let the =
            at > 0 && cursor.is_any(at - 1, &["the", "this", "same"]) && !cursor.is(end, "of");
        let period = self.reporting.filter(|_| the && !self.is_amount(at))?;
        Some(Found::new(at - 1, end, period, What::Quarter).relative())
    }

    /// `FY2024`, `FY24`, `financial year 2024`, `financial year 2023/24` behind something.
    fn fy_behind(&self, at: usize) -> Option<(Period, usize)> {
        let word = self.cursor.raw(at).strip_prefix("FY")?;
        let number: i16 = word.parse().ok().filter(|_| matches!(word.len(), 2 | 4))?;
        let year = if word.len() == 2 { 2000 + number } else { number };
        Some((Period::financial_year(year, self.year_end)?, at + 1))
    }

    /// `financial year 2024`, `the current financial year`.
    fn financial_year(&self, at: usize, end: usize) -> Option<Found> {
        if let Some((year, after)) = self.year_behind(end) {
            let split = self.in_figures(after - 1).filter(|f| f.what == What::FinancialYear);
            let (period, after) = match split {
                Some(found) => (found.period, found.end),
                None => (Period::financial_year(year, self.year_end)?, after),
            };
            return Some(Found::new(at, after, period, What::FinancialYear));
        }
        if let Some(found) = self.stretch_to(at..end, 12) {
            return Some(found);
        }
        let on = match self.cursor.lower(at.checked_sub(1)?).as_str() {
            "last" | "previous" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            _ => return None,
        };
        let today = self.today?;
        let this =
            calendar::nearest(today, true, |year| Period::financial_year(year, self.year_end))?;
        let period = calendar::move_years(this, on)?;
        Some(Found::new(at - 1, end, period, What::FinancialYear).relative())
    }
}

/// The number of a month by its name or short name.
pub(super) fn month_of(word: &str) -> Option<i8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// Small words that may follow a year without making it an adjective.
const FUNCTION: &WordSet = &WordSet::new(&[
    "and", "or", "to", "that", "was", "were", "is", "are", "when", "the", "a", "an", "as", "at",
    "but", "which", "by", "in", "on", "for", "it", "he", "she", "under", "with", "from", "up",
    "of", "if", "has", "had", "have", "will", "would", "could", "may", "can", "its", "his",
    "their", "this", "who", "after", "before", "until", "till", "than", "because", "while",
    "where", "then", "so", "not", "they", "we", "there", "against", "through", "using", "per",
    "plus", "said", "says", "showed", "shows", "gave", "gives", "mentions", "lists", "puts", "put",
]);
