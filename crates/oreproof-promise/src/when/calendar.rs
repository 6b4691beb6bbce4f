//! Reckoning on the calendar: the nearest month, weekday or quarter to a day.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use oreproof_units::{Currency, Period};

use crate::reading::Reading;

/// The period that comes next to `day` among those that return every year: the last that has
/// begun, or, looking ahead, the first that is not over.
///
/// `of_year` gives the period in a year.
pub(super) fn nearest(
    day: Date,
    ahead: bool,
    of_year: impl Fn(i16) -> Option<Period>,
) -> Option<Period> {
    let year = day.year();
    let this = of_year(year)?;
    match ahead {
        true if this.last < day => of_year(year.checked_add(1)?),
        false if this.first > day => of_year(year.checked_sub(1)?),
        _ => Some(this),
    }
}

/// The last such weekday up to a day, or the first from it on.
pub(super) fn weekday(day: Date, ahead: bool, weekday: Weekday) -> Option<Date> {
    let here = day.weekday().to_monday_zero_offset();
    let there = weekday.to_monday_zero_offset();
    let days = match ahead {
        true => (there - here).rem_euclid(7),
        false => -(here - there).rem_euclid(7),
    };
    day.checked_add(days.days()).ok()
}

/// The week from Monday to Sunday that holds a day, so many weeks on.
pub(super) fn week(day: Date, on: i32) -> Option<Period> {
    let back = i32::from(day.weekday().to_monday_zero_offset());
    let first = day.checked_add((7 * on - back).days()).ok()?;
    Some(Period { first, last: first.checked_add(6.days()).ok()? })
}

/// The month that holds a day, so many months on.
pub(super) fn month(day: Date, on: i32) -> Option<Period> {
    let day = day.first_of_month().checked_add(on.months()).ok()?;
    Period::month(day.year(), day.month())
}

/// The calendar quarter that holds a day, so many quarters on.
pub(super) fn quarter(day: Date, on: i32) -> Option<Period> {
    let day = day.first_of_month().checked_add((3 * on).months()).ok()?;
    Period::quarter(day.year(), (day.month() + 2) / 3)
}

/// The three months up to the end of the month of a day.
pub(super) fn quarter_to(day: Date) -> Option<Period> {
    months_to(day.last_of_month(), 3)
}

/// So many months up to a day; whole months where the day ends one.
pub(super) fn months_to(last: Date, months: i32) -> Option<Period> {
    let first = match last == last.last_of_month() {
        true => last.first_of_month().checked_sub((months - 1).months()).ok()?,
        false => last.checked_sub(months.months()).ok()?.tomorrow().ok()?,
    };
    (first <= last).then_some(Period { first, last })
}

/// The quarter of three months that ends with this month.
pub(super) fn quarter_ending(year: i16, month: i8) -> Option<Period> {
    quarter_to(Period::month(year, month)?.first)
}

/// The same stretch moved by whole years so that it begins in or before another.
pub(super) fn before(period: Period, other: Period) -> Period {
    let moved = move_years(period, other.first.year() - period.first.year());
    match moved {
        Some(moved) if moved.first > other.first => move_years(moved, -1).unwrap_or(period),
        Some(moved) => moved,
        None => period,
    }
}

/// The same stretch moved by whole years so that it begins in or after another.
pub(super) fn after(period: Period, other: Period) -> Period {
    let moved = move_years(period, other.first.year() - period.first.year());
    match moved {
        Some(moved) if moved.first < other.first => move_years(moved, 1).unwrap_or(period),
        Some(moved) => moved,
        None => period,
    }
}

/// A stretch so many years on; a month stays a whole month.
pub(super) fn move_years(period: Period, years: i16) -> Option<Period> {
    let whole = period.last == period.last.last_of_month();
    let first = period.first.checked_add(i32::from(years).years()).ok()?;
    let last = period.last.checked_add(i32::from(years).years()).ok()?;
    Some(Period {
        first,
        last: if whole && !period.is_day() { last.last_of_month() } else { last },
    })
}

/// Whether a number can be a year that a text about minerals speaks of.
pub(super) fn is_year(number: &str) -> Option<i16> {
    let plain = number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit());
    let year: i16 = if plain { number.parse().ok()? } else { return None };
    (1500..=2150).contains(&year).then_some(year)
}

/// The month in which the financial year of the document's country most likely ends.
///
/// June where nothing is known, as in Australia and Pakistan; March where sums are in rupees of
/// India, yen or sterling.
pub(super) fn year_end(reading: &Reading<'_>) -> i8 {
    let currency = reading
        .quantities
        .iter()
        .filter_map(|quantity| quantity.unit?.currency())
        .find(|currency| *currency != Currency::Usd);
    match currency {
        Some(Currency::BareRupee | Currency::Inr | Currency::Jpy | Currency::Gbp) => 3,
        _ => 6,
    }
}
