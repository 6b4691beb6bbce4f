//! Number, scale, unit: the grammar that cuts quantities out of a sentence.
//!
//! What a quantity means is decided later, from its surroundings. Here only its
//! extent, its amount and its unit are read.

use oreproof_units::{Amount, Base, Currency, Unit};

use crate::cursor::{Cursor, WordSet};
use crate::lex::{Case, Token, TokenKind};
use crate::lexicon::NumberPart;
use crate::measure::{self, Measured};
use crate::number::{self, Number};

/// A quantity by its form alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Raw {
    pub first: usize,
    pub end: usize,
    pub amount: Amount,
    /// One unit of the last written place, in the unit.
    pub step: f64,
    pub figures: u8,
    pub unit: Option<Unit>,
    pub noun: Option<usize>,
    /// Multiplied by a scale word, without a unit yet: `240 million`.
    pub scaled: bool,
}

/// Nouns that make a number a quantity. `element` and `country` are counted in lists.
const NOUNS: &WordSet = &WordSet::new(&[
    "hole",
    "holes",
    "drillhole",
    "drillholes",
    "borehole",
    "boreholes",
    "well",
    "wells",
    "sample",
    "samples",
    "deposit",
    "deposits",
    "prospect",
    "prospects",
    "mine",
    "mines",
    "licence",
    "licences",
    "license",
    "licenses",
    "permit",
    "permits",
    "project",
    "projects",
    "job",
    "jobs",
    "people",
    "person",
    "persons",
    "worker",
    "workers",
    "employee",
    "employees",
    "national",
    "nationals",
    "household",
    "households",
    "element",
    "elements",
    "country",
    "countries",
]);

/// Words that cannot stand between a number and its noun.
const STOPS: &WordSet = &WordSet::new(&[
    "of", "in", "at", "for", "and", "to", "from", "with", "on", "by", "the", "a", "an", "as", "is",
    "was", "were", "are", "has", "have", "had", "will", "would", "that", "which", "who", "or",
    "than", "its", "their", "per", "after", "before", "into", "out", "over", "under", "but", "if",
    "when", "while", "because", "also", "not", "years", "year", "months", "month", "days", "day",
    "weeks", "week", "times", "million", "billion", "each",
]);

/// The tokens that may begin a number or a sum of money, in order.
pub(crate) fn numerals(tokens: &[Token], parts: &[NumberPart]) -> Vec<u32> {
    let part =
        |at: usize| tokens.get(at).map_or(NumberPart::None, |t| parts[usize::from(t.word.0)]);
    let mut numerals = Vec::with_capacity(tokens.len() / 8);
    for (at, token) in tokens.iter().enumerate() {
        let begins = match part(at) {
            NumberPart::Opens | NumberPart::Both => true,
            NumberPart::Article => {
                // `one-third`: the hyphen stands between; `A$5`: the sign does.
                let hyphen = tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Hyphen);
                part(at + 1 + usize::from(hyphen)) != NumberPart::None
            }
            NumberPart::None | NumberPart::AfterArticle => token.kind == TokenKind::Number,
        };
        if begins {
            numerals.push(at as u32);
        }
    }
    numerals
}

/// The quantities of the sentence that starts at `from` and has these numerals, in order.
pub(crate) fn quantities(cursor: &Cursor<'_>, from: usize, numerals: &[u32], found: &mut Vec<Raw>) {
    let mut free = from;
    for at in numerals.iter().map(|&at| at as usize) {
        if at >= free
            && let Some(raw) = quantity(cursor, at, from)
        {
            free = raw.end.max(at + 1);
            found.push(Raw { amount: whole(raw.amount), ..raw });
        }
    }
}

/// Scale words make whole numbers of decimals, up to the last bit: 4.1 million is 4,100,000.
fn whole(amount: Amount) -> Amount {
    let settle = |value: f64| {
        let near = value.round();
        if (value - near).abs() <= 1e-12 * near.abs() { near } else { value }
    };
    Amount { low: amount.low.map(settle), high: amount.high.map(settle) }
}

/// The quantity that starts at a token, if one does. `from` is where its sentence starts.
fn quantity(cursor: &Cursor<'_>, at: usize, from: usize) -> Option<Raw> {
    if cursor.kind(at) != TokenKind::Number {
        if let Some((currency, after)) = measure::currency(cursor, at)
            && let Some(raw) = money(cursor, at, currency, after)
        {
            return Some(raw);
        }
        if let Some(share) = share(cursor, at) {
            return Some(share);
        }
    }
    // `PH-24-03`, `BM-7`: the number belongs to a code.
    let joined = at > from && cursor.kind(at) == TokenKind::Number && cursor.touches(at);
    if joined && matches!(cursor.kind(at - 1), TokenKind::Hyphen | TokenKind::Word) {
        return None;
    }
    // `5/7 Jobs`: the post's number in its thread.
    if at > from + 1
        && cursor.raw(at - 1) == "/"
        && cursor.kind(at - 2) == TokenKind::Number
        && cursor.touches(at)
    {
        return None;
    }
    let first = number::number(cursor, at)?;
    let (one, scale) = scaled(cursor, &first, false);
    let near = measured(cursor, one);
    if let Some((second, joint)) = range_end(cursor, at, from, one, near.as_ref()) {
        return close_range(cursor, at, first, scale, near, second, joint);
    }
    let raw = Raw {
        first: at,
        end: one,
        amount: amount(&first, scale),
        step: first.step * scale,
        figures: first.figures,
        unit: None,
        noun: None,
        scaled: scale != 1.0,
    };
    finish(cursor, raw, near, first.open)
}

fn amount(number: &Number, scale: f64) -> Amount {
    match number.open {
        true => Amount::from(number.value * scale),
        false => Amount::exact(number.value * scale),
    }
}

/// The scale word or letter behind a number: the token after it, and its factor.
fn scaled(cursor: &Cursor<'_>, number: &Number, is_money: bool) -> (usize, f64) {
    let at = number.end;
    let hyphen =
        usize::from(cursor.kind(at) == TokenKind::Hyphen && cursor.kind(at + 1) == TokenKind::Word);
    let word = cursor.lower(at + hyphen);
    if cursor.kind(at + hyphen) != TokenKind::Word {
        return (at, 1.0);
    }
    if let Some(factor) = number::scale_word(word.as_str()) {
        let end = at + hyphen + 1;
        // “lakh crore”, “thousand million”.
        let next = cursor.lower(end);
        if let Some(further) = number::scale_word(next.as_str()) {
            return (end + 1, factor * further);
        }
        return (end, factor);
    }
    if word.as_str() == "hundred" && cursor.kind(number.end - 1) == TokenKind::Number {
        return (at + hyphen + 1, 100.0);
    }
    if let Some(factor) = number::scale_letter(word.as_str()) {
        let end = at + hyphen + 1;
        let is_tonne = cursor.raw(at + hyphen) == "t";
        let mass = measure::unit(cursor, end).is_some_and(|m| m.unit.of.is_mass());
        let million_of_mass = matches!(cursor.raw(at + hyphen), "m" | "M" | "k") && mass;
        // `$5 t` is no trillion; `$5t` is.
        let of_money = is_money && (!is_tonne || cursor.touches(at + hyphen));
        if of_money || million_of_mass {
            return (end, factor);
        }
    }
    (at, 1.0)
}

/// The unit behind a number, joined by a space, a hyphen or nothing.
fn measured(cursor: &Cursor<'_>, at: usize) -> Option<Measured> {
    let hyphen = usize::from(cursor.kind(at) == TokenKind::Hyphen);
    let measured = measure::unit(cursor, at + hyphen)?;
    // “6 m” is a length, “4 t”; but “2024 t…” never occurs, and “a” or “the” is no unit.
    Some(measured)
}

/// Whether a number beginning behind `at` closes a range: the number and where it starts.
fn range_end(
    cursor: &Cursor<'_>,
    first: usize,
    from: usize,
    at: usize,
    near: Option<&Measured>,
) -> Option<(Number, usize)> {
    let at = near.map_or(at, |m| m.end);
    let joint = cursor.raw(at);
    let between = first > from && cursor.is(first - 1, "between");
    let is_dash =
        matches!(joint, "–" | "-" | "—" | "−" | "~") || cursor.kind(at) == TokenKind::Hyphen;
    let is_or = joint.eq_ignore_ascii_case("or") && near.is_none();
    let joins = joint.eq_ignore_ascii_case("to")
        || is_dash
        || is_or
        || (between && joint.eq_ignore_ascii_case("and"));
    if !joins {
        return None;
    }
    let start = at + 1;
    // “up to”, “from 3 to the”: only a number may follow.
    let start = start + usize::from(is_dash && cursor.is(start, "to"));
    let second = number::number(cursor, start)?;
    if near.is_none()
        && looks_like_year(cursor, first)
        && (dated(cursor, first, from) || looks_like_year(cursor, start))
    {
        return None;
    }
    // “NI 43-101”, but “90-100koz”.
    let measures = || measured(cursor, scaled(cursor, &second, false).0).is_some();
    if near.is_none()
        && cursor.kind(at) == TokenKind::Hyphen
        && is_code(cursor, first, start)
        && !measures()
    {
        return None;
    }
    Some((second, start))
}

/// Words before a year.
const BEFORE_YEAR: &WordSet = &WordSet::new(&[
    "in",
    "since",
    "by",
    "during",
    "of",
    "until",
    "till",
    "for",
    "year",
    "fy",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "early",
    "late",
    "mid",
    "end",
]);

/// Whether a number that looks like a year stands where a year does.
fn dated(cursor: &Cursor<'_>, at: usize, from: usize) -> bool {
    at > from && cursor.is_any(at - 1, BEFORE_YEAR)
}

/// `43-101`, `2023-24`: an instrument's number or a financial year, no range.
fn is_code(cursor: &Cursor<'_>, first: usize, second: usize) -> bool {
    let (a, b) = (cursor.raw(first), cursor.raw(second));
    let whole = |raw: &str| raw.bytes().all(|byte| byte.is_ascii_digit());
    whole(a) && whole(b) && (a.len() == 2 && b.len() == 3 || a.len() == 4 && b.len() == 2)
}

/// A four-digit number without separators that could be a year.
pub(crate) fn looks_like_year(cursor: &Cursor<'_>, at: usize) -> bool {
    let raw = cursor.raw(at);
    raw.len() == 4
        && raw.bytes().all(|b| b.is_ascii_digit())
        && (1800..2101).contains(&raw.parse().unwrap_or(0))
}

/// Change verbs before `from A to B`: two values, not a range.
const CHANGES: &WordSet = &WordSet::new(&[
    "rose",
    "rise",
    "rising",
    "risen",
    "fell",
    "fall",
    "fallen",
    "falling",
    "grew",
    "grow",
    "grown",
    "growing",
    "increased",
    "increase",
    "increasing",
    "increases",
    "decreased",
    "decrease",
    "declined",
    "decline",
    "dropped",
    "drop",
    "jumped",
    "jump",
    "climbed",
    "cut",
    "raised",
    "raise",
    "up",
    "down",
    "lifted",
    "lift",
    "went",
    "slipped",
    "expanded",
    "expand",
    "doubled",
    "tripled",
    "halved",
    "revised",
    "moved",
    "lowered",
    "reduced",
]);

fn close_range(
    cursor: &Cursor<'_>,
    at: usize,
    first: Number,
    scale: f64,
    near: Option<Measured>,
    second: Number,
    joint: usize,
) -> Option<Raw> {
    let (end, second_scale) = scaled(cursor, &second, false);
    let far = measured(cursor, end);
    let lone = |unit: Option<Measured>| {
        let raw = Raw {
            first: at,
            end: near.map_or(scaled(cursor, &first, false).0, |m| m.end),
            amount: amount(&first, scale * unit.map_or(1.0, |m| m.factor)),
            step: first.step * scale * unit.map_or(1.0, |m| m.factor),
            figures: first.figures,
            unit: unit.map(|m| m.unit),
            noun: None,
            scaled: scale != 1.0,
        };
        match unit {
            Some(_) => Some(raw),
            None => finish(cursor, raw, near, first.open),
        }
    };
    let own_unit = near.map(|m| m.unit);
    let changes = at >= 2
        && cursor.is(at - 1, "from")
        && (at.saturating_sub(6)..at - 1).any(|i| cursor.is_any(i, CHANGES));
    if changes && cursor.is(joint - 1, "to") {
        return lone(near.or(far));
    }
    if own_unit.is_some() && far.map(|m| m.unit) != own_unit {
        return lone(near);
    }
    // The first end takes the second's scale word: “50 to 90 million”.
    let mut first_scale = if scale == 1.0 { second_scale } else { scale };
    if first.value * first_scale > second.value * second_scale && scale == 1.0 {
        first_scale = 1.0;
    }
    let raw = Raw {
        first: at,
        end,
        amount: Amount::range(first.value * first_scale, second.value * second_scale),
        step: first.step.max(second.step) * second_scale,
        figures: first.figures.max(second.figures),
        unit: None,
        noun: None,
        scaled: second_scale != 1.0,
    };
    match (near, far) {
        (Some(a), Some(b)) if a.factor != b.factor => {
            let amount = Amount::range(
                first.value * scale * a.factor,
                second.value * second_scale * b.factor,
            );
            Some(Raw { amount, end: b.end, unit: Some(b.unit), ..raw })
        }
        _ => finish(cursor, raw, far, false),
    }
}

/// Adds the unit, the rate behind “of the metal”, or the counted noun.
/// `None` when a bare number has none of them and no scale word.
fn finish(cursor: &Cursor<'_>, raw: Raw, near: Option<Measured>, open: bool) -> Option<Raw> {
    let Some(near) = near else { return counted(cursor, raw, open) };
    if cursor.kind(raw.end - 1) == TokenKind::Number
        && near.unit.of.is_time()
        && looks_like_year(cursor, raw.end - 1)
    {
        // “the 2025 year”, “2024 months”: a date, not a length of time.
        return None;
    }
    let mut raw = Raw {
        amount: raw.amount.scaled(near.factor),
        step: raw.step * near.factor,
        unit: Some(near.unit),
        end: near.end,
        ..raw
    };
    // A bare MT is a metric tonne to some and a million to others: a number with
    // thousands in it can only mean the first.
    if cursor.raw(near.end - 1) == "MT" {
        let thousands = raw.amount.high.or(raw.amount.low).is_some_and(|v| v >= 1000.0);
        raw.unit = Some(Unit { of: Base::Tonne, per: near.unit.per });
        if !thousands {
            raw.amount = raw.amount.scaled(1e6);
            raw.step *= 1e6;
        }
    }
    let is_amount = near.unit.is_mass()
        || near.unit == Unit::of(Base::CubicMetre)
        || near.unit == Unit::of(Base::Barrel);
    if is_amount && let Some((per, end)) = rate_behind(cursor, raw.end) {
        raw.unit = Some(Unit::per(raw.unit?.of, per));
        raw.end = end;
    }
    Some(raw)
}

/// `of nickel a year`, `of mill feed per annum`, ` a year` behind a mass or a sum.
fn rate_behind(cursor: &Cursor<'_>, at: usize) -> Option<(Base, usize)> {
    if let Some(found) = measure::rate(cursor, at) {
        return Some(found);
    }
    let mut next = at;
    if cursor.is_any(at, &["of", "in"]) {
        next += 1;
    } else if !cursor
        .tokens
        .get(at)
        .is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
    {
        return None;
    }
    for _ in 0..6 {
        if let Some(found) = measure::rate(cursor, next) {
            return Some(found);
        }
        // “tonnes of zinc in concentrate a year”: the form of the product goes on.
        let form = cursor.is(next, "in") && cursor.is_any(next + 1, FORMS);
        let goes_on = matches!(cursor.kind(next), TokenKind::Word | TokenKind::Hyphen)
            && (!cursor.is_any(next, STOPS) || cursor.is(next, "and") || form);
        if !goes_on {
            return None;
        }
        next += 1;
    }
    None
}

/// What metal is delivered in, behind “in”.
const FORMS: &WordSet = &WordSet::new(&[
    "concentrate",
    "concentrates",
    "ore",
    "matte",
    "dore",
    "doré",
    "carbonate",
    "hydroxide",
    "sulphate",
    "sulfate",
    "mixed",
]);

/// Money: a currency sign, a number or range, scales, and what it is per.
fn money(cursor: &Cursor<'_>, at: usize, currency: Currency, after: usize) -> Option<Raw> {
    let first = number::number(cursor, after)?;
    let (mut end, scale) = scaled(cursor, &first, true);
    let mut raw = Raw {
        first: at,
        end,
        amount: amount(&first, scale),
        step: first.step * scale,
        figures: first.figures,
        unit: Some(Unit::of(Base::Money(currency))),
        noun: None,
        scaled: scale != 1.0,
    };
    let joint = cursor.raw(end);
    let is_dash = matches!(joint, "–" | "-" | "—" | "−") || cursor.kind(end) == TokenKind::Hyphen;
    let between = at > 0 && cursor.is(at - 1, "between") && cursor.is(end, "and");
    let changes = at >= 2
        && cursor.is(at - 1, "from")
        && (at.saturating_sub(6)..at - 1).any(|i| cursor.is_any(i, CHANGES));
    if is_dash || between || (cursor.is(end, "to") && !changes) {
        let next = end + 1;
        let (same, next) = match measure::currency(cursor, next) {
            Some((other, next)) => {
                (other == currency || other == Currency::BareDollar && currency.is_dollar(), next)
            }
            None => (true, next),
        };
        if same && let Some(second) = number::number(cursor, next) {
            let (second_end, second_scale) = scaled(cursor, &second, true);
            let mut first_scale = if scale == 1.0 { second_scale } else { scale };
            if first.value * first_scale > second.value * second_scale {
                first_scale = scale;
            }
            if first.value * first_scale <= second.value * second_scale {
                end = second_end;
                raw.amount = Amount::range(first.value * first_scale, second.value * second_scale);
                raw.step = first.step.max(second.step) * second_scale;
                raw.scaled = second_scale != 1.0;
                raw.end = end;
            }
        }
    }
    if let Some((_, after)) = measure::currency_word(cursor, raw.end)
        .filter(|(other, _)| *other == currency || other.is_ambiguous())
    {
        raw.end = after;
    }
    per_money(cursor, raw)
}

/// What a sum is per: a mass (a price) or a time (a yearly sum).
fn per_money(cursor: &Cursor<'_>, raw: Raw) -> Option<Raw> {
    let money = raw.unit?.of;
    if let Some((base, end)) = measure::price_base(cursor, raw.end) {
        return Some(Raw { unit: Some(Unit::per(money, base)), end, ..raw });
    }
    if let Some((per, end)) = rate_behind(cursor, raw.end) {
        return Some(Raw { unit: Some(Unit::per(money, per)), end, ..raw });
    }
    Some(raw)
}

/// Nouns of change before a share: “an increase of a quarter”.
const CHANGE_NOUNS: &WordSet = &WordSet::new(&[
    "increase",
    "rise",
    "fall",
    "drop",
    "decline",
    "gain",
    "jump",
    "growth",
    "cut",
    "reduction",
    "decrease",
]);

/// A share in words: “a quarter of the world’s antimony”, “two-thirds of”.
fn share(cursor: &Cursor<'_>, at: usize) -> Option<Raw> {
    let (percent, end) = number::fraction(cursor, at)?;
    let half = cursor.is(at, "half");
    let of = cursor.is(end, "of");
    let calendar = of && cursor.is_any(end + 1, &["a", "an"])
        || cursor.is_any(
            at.wrapping_sub(1),
            &["first", "second", "third", "fourth", "last", "next", "every"],
        );
    let is_half_year =
        half && cursor.is_any(end + 1, &["year", "the"]) && looks_like_year(cursor, end + 2);
    let of_share = of && !calendar && !looks_like_year(cursor, end + 1) && !is_half_year;
    // “an increase of a quarter”, “fell by half”.
    let before = |back: usize| at.checked_sub(back).unwrap_or(usize::MAX);
    let change = cursor.is(before(1), "by") && !calendar
        || cursor.is(before(1), "of") && cursor.is_any(before(2), CHANGE_NOUNS);
    let counts = of_share || change;
    counts.then_some(Raw {
        first: at,
        end,
        amount: Amount::exact(percent),
        step: 1.0,
        figures: 1,
        unit: Some(Unit::of(Base::Percent)),
        noun: None,
        scaled: false,
    })
}

/// A number with a counted noun behind it, or money in words, or a bare scaled number.
fn counted(cursor: &Cursor<'_>, raw: Raw, open: bool) -> Option<Raw> {
    // “trillions of dollars”, “3 billion dollars”, “500 crore rupees”.
    let of = raw.end + usize::from(open && cursor.is(raw.end, "of"));
    let us = usize::from(cursor.is(of, "US") && cursor.raw(of + 1) == "$");
    if us == 0
        && let Some((currency, end)) = measure::currency_word(cursor, of)
    {
        let unit = Some(Unit::of(Base::Money(currency)));
        return per_money(cursor, Raw { unit, end, ..raw });
    }
    if cursor.is_any(of, &["cents", "cent"])
        || (cursor.is(of, "US") && cursor.is_any(of + 1, &["cents", "cent"]))
    {
        let us = cursor.is(of, "US");
        let currency = if us { Currency::Usd } else { Currency::BareDollar };
        let unit = Some(Unit::of(Base::Money(currency)));
        let raw = Raw {
            unit,
            end: of + 1 + usize::from(us),
            amount: raw.amount.scaled(0.01),
            step: raw.step * 0.01,
            ..raw
        };
        return per_money(cursor, raw);
    }
    if open && let Some(measured) = measure::unit(cursor, of) {
        return finish(cursor, Raw { end: of, ..raw }, Some(measured), true);
    }
    // “Exploration licence EL 88 permits drilling”: the number of a title.
    let code = raw.first > 0
        && cursor.tokens[raw.first - 1].case == Case::Upper
        && (2..=4).contains(&cursor.raw(raw.first - 1).len())
        && cursor.kind(raw.first) == TokenKind::Number;
    if code && !raw.scaled {
        return None;
    }
    let hyphen = usize::from(cursor.kind(raw.end) == TokenKind::Hyphen);
    if let Some(noun) = noun(cursor, of + hyphen) {
        let mut end = noun + 1;
        let listed = cursor.is(end, "and") && cursor.is_any(end + 1, &["territories", "regions"]);
        end += 2 * usize::from(listed);
        let unit = Some(Unit::of(Base::Count));
        return Some(Raw { unit, end, noun: Some(noun), ..raw });
    }
    raw.scaled.then_some(raw)
}

/// The counted noun within four words of a number.
fn noun(cursor: &Cursor<'_>, at: usize) -> Option<usize> {
    for next in at..at + 5 {
        match cursor.kind(next) {
            TokenKind::Word if cursor.is_any(next, NOUNS) => {
                // “20 mine workers”, “12 project sites”, “5 people’s”: the noun goes on.
                if cursor.is_any(next + 1, NOUNS) && cursor.kind(next + 1) == TokenKind::Word {
                    continue;
                }
                return Some(next);
            }
            TokenKind::Word if !cursor.is_any(next, STOPS) && !cursor.is(next, "'s") => {}
            TokenKind::Hyphen => {}
            _ => return None,
        }
    }
    None
}
