//! Dates that hang on the document's own date, or on the date before them.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Weekday;
use oreproof_units::Period;

use super::{Found, Reader, What, calendar};
use crate::lex::{Case, TokenKind};
use crate::lexicon::Hit;

impl Reader<'_, '_> {
    /// `on Thursday`, `last Friday`.
    pub(super) fn weekday_hit(&self, hit: &Hit) -> Option<Found> {
        let (at, end) = (hit.token as usize, hit.end as usize);
        let cursor = &self.cursor;
        if cursor.tokens[at].case == Case::Lower {
            return None;
        }
        let weekday = match hit.phrase {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        };
        let ahead = match cursor.lower(at.saturating_sub(1)).as_str() {
            "last" => false,
            "next" | "this" | "until" | "by" => true,
            "before" => self.looks_ahead(at),
            _ => self.looks_ahead(at),
        };
        // “Thursday, 25 September”: the date says it better.
        let next = if cursor.raw(end) == "," { end + 1 } else { end };
        let dated = cursor.kind(next) == TokenKind::Number
            || super::absolute::month_of(cursor.lower(next).as_str()).is_some();
        if dated
            && cursor
                .get(next)
                .is_some_and(|t| t.kind == TokenKind::Number || t.case == Case::Title)
        {
            return None;
        }
        let day = calendar::weekday(self.today?, ahead, weekday)?;
        Some(Found::new(at, end, Period::day(day), What::Day).relative())
    }

    /// `spring 2026`, `next spring`, `in the autumn`, `this winter`.
    pub(super) fn season_hit(&self, hit: &Hit) -> Option<Found> {
        let (at, mut end) = (hit.token as usize, hit.end as usize);
        let cursor = &self.cursor;
        let first = match cursor.lower(at).as_str() {
            "spring" => 3,
            "summer" => 6,
            "autumn" | "fall" => 9,
            "winter" => 12,
            _ => return None,
        };
        let of_year = |year: i16| {
            let from = Period::month(year, first)?;
            Some(Period::span(from, calendar::month(from.first, 2)?))
        };
        if cursor.is(end, "of") {
            end += 1;
        }
        if let Some(year) = calendar::is_year(cursor.raw(end)).filter(|_| self.in_sentence(end)) {
            return Some(Found::new(at, end + 1, of_year(year)?, What::Season).approximate());
        }
        end = hit.end as usize;
        let before = cursor.lower(at.checked_sub(1).filter(|&i| self.in_sentence(i))?);
        let today = self.today?;
        let (start, period) = match before.as_str() {
            "last" => (at - 1, calendar::nearest(today, false, of_year)?),
            "next" => {
                let begun = of_year(today.year())?;
                let next = if begun.first > today { begun } else { of_year(today.year() + 1)? };
                (at - 1, next)
            }
            "this" | "coming" => (at - 1, calendar::nearest(today, true, of_year)?),
            "the" | "in" | "by" | "until" => (
                at,
                calendar::nearest(today, self.looks_ahead(at) || before.as_str() == "by", of_year)?,
            ),
            _ => return None,
        };
        if cursor.lower(at).as_str() == "fall"
            && !matches!(before.as_str(), "this" | "next" | "last")
        {
            return None;
        }
        Some(Found::new(start, end, period, What::Season).approximate().relative())
    }

    /// `today`, `last week`, `next year`, `the year before`, `year ended 30 June 2024`.
    pub(super) fn relative_hit(&self, hit: &Hit) -> Option<Found> {
        let (at, end) = (hit.token as usize, hit.end as usize);
        let cursor = &self.cursor;
        let (first, last) = (cursor.lower(at), cursor.lower(end - 1));
        let found =
            |period: Option<Period>, what| Some(Found::new(at, end, period?, what).relative());
        let on = match first.as_str() {
            "last" | "previous" => -1,
            "next" => 1,
            _ => 0,
        };
        match (first.as_str(), last.as_str()) {
            ("year", "ended" | "ending" | "to") => self.stretch_to(at..at + 1, 12),
            ("quarterly", "to" | "ended") => self.stretch_to(at..end - 1, 3),
            ("half", "ended" | "ending" | "to") => self.stretch_to(at..end - 1, 6),
            ("today", _) => found(Some(Period::day(self.today?)), What::Day),
            ("yesterday", _) => found(Some(Period::day(self.today?.yesterday().ok()?)), What::Day),
            ("tomorrow", _) => found(Some(Period::day(self.today?.tomorrow().ok()?)), What::Day),
            ("this" | "last" | "next", "week") => {
                found(calendar::week(self.today?, on), What::Week)
            }
            ("this" | "last" | "next", "month") => {
                found(calendar::month(self.today?, on), What::Month)
            }
            ("this" | "last" | "next" | "previous", "quarter") => {
                let period = match self.reporting {
                    Some(period) if on == 0 => Some(period),
                    Some(period) => calendar::quarter(period.first, on),
                    None => calendar::quarter(self.today?, on),
                };
                found(period, What::Quarter)
            }
            ("this" | "last" | "next", "year") => {
                found(Period::year(self.today?.year().checked_add(on as i16)?), What::Year)
            }
            ("the", "before" | "earlier") | ("a", "earlier" | "before" | "ago") => {
                let back = match cursor.lower(at + 1).as_str() {
                    "decade" => 10,
                    _ => 1,
                };
                let to = match last.as_str() {
                    "ago" => self.today?,
                    _ => self.dates.last().map_or(self.today, |d| Some(d.period.first))?,
                };
                let before =
                    self.dates.last().filter(|d| last.as_str() != "ago" && d.what != What::Day);
                let period = match before {
                    Some(dated) => calendar::move_years(dated.period, -back),
                    None => Period::year(to.year().checked_sub(back)?),
                };
                found(period, What::Year)
            }
            ("the" | "this", "end" | "out") | ("year", "end") => {
                let year = Period::year(self.today?.year())?;
                found(Some(Period::day(year.last)), What::Day)
            }
            ("the", "year") => found(Period::year(self.today?.year()), What::Year),
            _ => None,
        }
    }

    /// `quarter to 31 March 2025`, `year ended June 2024`: so many months up to a day.
    pub(super) fn stretch_to(&self, tokens: Range<usize>, months: i32) -> Option<Found> {
        if !(1..=24).contains(&months) {
            return None;
        }
        let cursor = &self.cursor;
        let mut at = tokens.end;
        if !cursor.is_any(at, &["to", "ended", "ending", "until"]) || !self.in_sentence(at + 1) {
            return None;
        }
        at += 1;
        if cursor.is(at, "on") {
            at += 1;
        }
        let last =
            self.date_at(at).filter(|found| matches!(found.what, What::Day | What::Month))?;
        let period = calendar::months_to(last.period.last, months)?;
        let what = match months {
            3 => What::Quarter,
            6 => What::Half,
            12 => What::Year,
            _ => What::Months,
        };
        let mut found = Found::new(tokens.start, last.end, period, what);
        found.relative = last.relative;
        Some(found)
    }

    /// `the first nine months of 2023`.
    pub(super) fn first_months(&self, tokens: Range<usize>, months: i32) -> Option<Found> {
        let cursor = &self.cursor;
        let first = tokens.start.checked_sub(1).filter(|&i| cursor.is(i, "first"))?;
        if !(1..=11).contains(&months) || !cursor.is(tokens.end, "of") {
            return None;
        }
        let at = tokens.end + 1;
        let (year, end) = match calendar::is_year(cursor.raw(at)) {
            Some(year) if self.in_sentence(at) => (year, at + 1),
            _ if cursor.is(at, "this") && cursor.is(at + 1, "year") => (self.today?.year(), at + 2),
            _ if cursor.is(at, "the") && cursor.is(at + 1, "year") => (self.today?.year(), at + 2),
            _ => return None,
        };
        let period = Period::span(Period::month(year, 1)?, Period::month(year, months as i8)?);
        let what = match months {
            3 => What::Quarter,
            6 => What::Half,
            _ => What::Months,
        };
        Some(Found::new(first, end, period, what))
    }

    /// `in two years`, `within three years`, `five months later`, `ten years ago`.
    pub(super) fn counted_from_now(
        &self,
        tokens: Range<usize>,
        months_each: f64,
        low: f64,
        high: f64,
    ) -> Option<Found> {
        let cursor = &self.cursor;
        let days = months_each == 0.0;
        let size = |count: f64| if days { count } else { count * months_each };
        let (low, high) = (size(low), size(high));
        if !(0.0..=2400.0).contains(&low) || !(0.0..=2400.0).contains(&high) {
            return None;
        }
        let (low, high) = (low.round() as i32, high.round() as i32);
        let moved = |from: jiff::civil::Date, count: i32| match days {
            true => from.checked_add(count.days()).ok(),
            false => from.checked_add(count.months()).ok(),
        };
        let what = match (days, months_each > 1.0) {
            (true, _) => What::Day,
            (_, true) => What::Year,
            _ => What::Month,
        };
        let whole = |day: jiff::civil::Date| match what {
            What::Year => Period::year(day.year()),
            What::Month => Period::month(day.year(), day.month()),
            _ => Some(Period::day(day)),
        };
        let end = tokens.end;
        let behind = cursor.lower(end);
        let previous = || self.dates.last().map(|dated| dated.period);
        if matches!(behind.as_str(), "later" | "earlier" | "ago" | "hence")
            || cursor.is(end, "from") && cursor.is_any(end + 1, &["now", "today"])
        {
            let back = matches!(behind.as_str(), "earlier" | "ago");
            let sign = if back { -1 } else { 1 };
            let from = match behind.as_str() {
                "later" | "earlier" => previous().or(self.today.map(Period::day))?,
                _ => Period::day(self.today?),
            };
            let day = moved(if back { from.last } else { from.first }, sign * high)?;
            // Three months before the end of a quarter is the end of one.
            let ends = from.last == from.last.last_of_month() && !days;
            let period = match behind.as_str() {
                "earlier" if from.is_day() && ends => Period::day(day.last_of_month()),
                _ => whole(day)?,
            };
            let end = if behind.as_str() == "from" { end + 2 } else { end + 1 };
            return Some(Found::new(tokens.start, end, period, what).relative().approximate());
        }
        let before = tokens.start.checked_sub(1).filter(|&i| self.in_sentence(i))?;
        let bounded = ["about", "around", "roughly", "some", "only", "just"];
        let start = if cursor.is_any(before, &bounded) { before.checked_sub(1)? } else { before };
        match cursor.lower(start).as_str() {
            // “in two years”, but not “in ten years of drilling”.
            "in" if self.looks_ahead(start) && !cursor.is(end, "of") => {
                let today = self.today?;
                let period = Period::span(whole(moved(today, low)?)?, whole(moved(today, high)?)?);
                Some(Found::new(start, end, period, what).relative().approximate())
            }
            "within"
                if !cursor.is_any(end, &["of", "after"]) && (!days || self.looks_ahead(start)) =>
            {
                let today = self.today?;
                let period = Period { first: today, last: moved(today, high)? };
                (today < period.last)
                    .then(|| Found::new(start, end, period, What::Range).relative())
            }
            _ => None,
        }
    }

    /// The date with the words before it that single out a part: `early`, `late`, `the end of`.
    pub(super) fn with_part(&self, found: Found, floor: usize) -> Found {
        let cursor = &self.cursor;
        let mut at = found.start;
        let floor = floor.max(self.reading.sentences[self.sentence].tokens.start);
        let back = |at: usize, n: usize| at.checked_sub(n).filter(|&i| i >= floor);
        if found.what == What::Range || found.what == What::Week {
            return found;
        }
        if let Some(i) = back(at, 2).filter(|&i| cursor.is(i, "mid") && cursor.raw(i + 1) == "-") {
            return third(found, i, 1);
        }
        if let Some(i) = back(at, 1) {
            match cursor.lower(i).as_str() {
                "early" => return third(found, i, 0),
                "mid" => return third(found, i, 1),
                "late" => return third(found, i, 2),
                _ => {}
            }
        }
        if found.what == What::Day {
            return found;
        }
        // “end of [the] X”, “end-2026”.
        if let Some(i) = back(at, 1).filter(|&i| cursor.is(i, "the")) {
            at = i;
        }
        let Some(of) = back(at, 1).filter(|&i| cursor.is_any(i, &["of", "-"])) else {
            return found;
        };
        let Some(word) = back(of, 1) else { return found };
        let mut period = found.period;
        if found.yearless {
            // “up to the end of March”: the words before the end say which March.
            let year =
                |year: i16| calendar::move_years(found.period, year - found.period.first.year());
            let at = if cursor.is(word.saturating_sub(1), "the") { word - 1 } else { word };
            period = self
                .today
                .filter(|_| self.looks_ahead(at))
                .and_then(|today| calendar::nearest(today, true, year))
                .unwrap_or(period);
        }
        let day = match cursor.lower(word).as_str() {
            "end" | "close" => period.last,
            "start" | "beginning" => period.first,
            _ => return found,
        };
        Found {
            start: word,
            period: Period::day(day),
            what: What::Day,
            approximate: found.what == What::Season,
            ..found
        }
    }
}

/// The early, middle or late part of a stretch; of a decade the first five, middle three or
/// last five years.
fn third(found: Found, start: usize, nth: i32) -> Found {
    let (first, last) = (found.period.first, found.period.last);
    let months = found.period.months();
    let (from, to) = match (found.what, nth) {
        (What::Decade, 0) => (0, 60),
        (What::Decade, 1) => (36, 84),
        (What::Decade, _) => (60, 120),
        (_, nth) => (months * nth / 3, months * (nth + 1) / 3),
    };
    let part = || {
        let from = first.first_of_month().checked_add(from.months()).ok()?;
        let to = first.first_of_month().checked_add((to - 1).months()).ok()?.last_of_month();
        (from <= to && from >= first && to <= last).then_some(Period { first: from, last: to })
    };
    let period = match months {
        0..=2 => found.period,
        _ => part().unwrap_or(found.period),
    };
    Found { start, period, approximate: true, ..found }
}
