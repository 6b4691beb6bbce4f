//! As of when: the date or period that each quantity refers to.
//!
//! A date of the sentence comes first: one directly behind the amount, else the
//! nearest that does not already belong to another amount of the same unit. Then
//! the date that governs the paragraph (`Mineral Resources at 30 June 2024 …`).
//! Then the document's: the effective date of its estimate for what a study
//! estimates, and the reporting period of a quarterly report for what it records.

use oreproof_units::{Base, Period, Unit};

use crate::form::{Form, FormGroup};
use crate::quantity::{Kind, Modality, Quantity};
use crate::reading::Reading;
use crate::when::{Dated, What};

/// Gives every quantity its date.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    let effective = effective(reading);
    let mut governing = Governing::default();
    for at in 0..reading.quantities.len() {
        let found = as_of(reading, at, effective, &mut governing);
        reading.quantities[at].as_of = found;
    }
    for at in 0..reading.quantities.len() {
        let repeated =
            reading.quantities[at].repeats.and_then(|other| reading.quantities[other].as_of);
        let quantity = &mut reading.quantities[at];
        quantity.as_of = quantity.as_of.or(repeated);
    }
}

/// The date that the sentences before in the same paragraph gave.
#[derive(Default)]
struct Governing {
    paragraph: usize,
    /// Of estimates, with the sentence that gave it.
    estimate: Option<(Period, usize)>,
    /// Of plans.
    promise: Option<(Period, usize)>,
    /// Of the last estimate anywhere, for “the same statement”.
    last: Option<Period>,
}

fn as_of(
    reading: &Reading<'_>,
    at: usize,
    effective: Option<Period>,
    governing: &mut Governing,
) -> Option<Period> {
    let quantity = &reading.quantities[at];
    if governing.paragraph != quantity.paragraph {
        *governing = Governing {
            paragraph: quantity.paragraph,
            last: governing.last,
            ..Governing::default()
        };
    }
    if let Some(dated) = reading
        .dates_in(&reading.sentences[quantity.sentence])
        .iter()
        .find(|d| d.tokens.start <= quantity.tokens.start && d.tokens.end >= quantity.tokens.end)
    {
        // “the first nine months of 2023” is its own period; “within ten years” has none.
        let own = (!dated.relative && dated.what != What::Range).then_some(dated.period);
        return own.or(reading.reporting);
    }
    if matches!(quantity.kind, Kind::Ownership | Kind::Distance | Kind::Area | Kind::TaxRate)
        || is_whole(quantity)
    {
        return None;
    }
    if quantity.kind == Kind::Count
        && let Some(period) = counted_since(reading, quantity)
    {
        return Some(period);
    }
    let group = reading.about.form.group();
    let estimate = is_estimate(quantity);
    let own = in_sentence(reading, at);
    let same = estimate && says_the_same(reading, quantity);
    let earlier =
        |(period, sentence): (Period, usize)| (sentence < quantity.sentence).then_some(period);
    let inherited = own
        .or_else(|| governing.estimate.and_then(earlier).filter(|_| estimate))
        .or_else(|| governing.promise.and_then(earlier).filter(|_| quantity.kind == Kind::Other))
        .or_else(|| governing.last.filter(|_| same));
    if let Some(own) = own {
        if estimate {
            governing.estimate = Some((own, quantity.sentence));
            governing.last = Some(own);
        }
        if quantity.modality == Modality::Promise {
            governing.promise = Some((own, quantity.sentence));
        }
    }
    // What a study works out is as of the study, whatever year the plan speaks of.
    if reading.about.form == Form::TechnicalReportSummary
        && quantity.kind != Kind::Price
        && !estimate
    {
        return effective.or(inherited);
    }
    inherited.or_else(|| match (reading.about.form, group) {
        (Form::TechnicalReportSummary, _) => effective,
        (Form::QuarterlyActivityReport, _) if is_recorded(quantity) => reading.reporting,
        (_, FormGroup::Issuer) if is_study(reading, quantity) => effective,
        (_, FormGroup::Press) if is_valued(quantity) => effective,
        _ => None,
    })
}

/// “At least 20 have been killed since 2021”: from then to the day of the text.
fn counted_since(reading: &Reading<'_>, quantity: &Quantity) -> Option<Period> {
    let now = Period::day(reading.about.date?);
    let cursor = reading.cursor();
    let sentence = &reading.sentences[quantity.sentence];
    let since = reading.dates_in(sentence).iter().find(|dated| {
        let before = dated.tokens.start.checked_sub(1);
        dated.tokens.start >= quantity.tokens.end && before.is_some_and(|at| cursor.is(at, "since"))
    })?;
    (since.period.first < now.first).then(|| Period::span(since.period, now))
}

/// “on a 100% basis”.
fn is_whole(quantity: &Quantity) -> bool {
    quantity.kind == Kind::Other
        && quantity.unit == Some(Unit::of(Base::Percent))
        && quantity.value() == 100.0
}

/// What a resource or reserve statement estimates.
fn is_estimate(quantity: &Quantity) -> bool {
    let kind = matches!(
        quantity.kind,
        Kind::OreTonnage | Kind::Contained | Kind::Grade | Kind::GradeEquivalent | Kind::Cutoff
    );
    kind && matches!(quantity.modality, Modality::Estimate | Modality::Historic)
}

/// What a release takes from the estimate behind it; not samples, and not ground that no
/// estimate covers.
fn is_study(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let counted = !quantity.category.is_empty() && quantity.category.is_categorised()
        || quantity.kind == Kind::Cutoff
        || quantity.kind == Kind::GradeEquivalent
        || matches!(quantity.kind, Kind::Grade | Kind::Contained)
            && quantity.modality == Modality::Estimate;
    counted
        || matches!(quantity.kind, Kind::Npv | Kind::Irr | Kind::DiscountRate)
        || matches!(quantity.kind, Kind::Price | Kind::Recovery)
            && quantity.modality == Modality::Estimate
        || quantity.kind == Kind::Change
            && (quantity.modality == Modality::Estimate || of_an_estimate(reading, quantity))
}

/// Whether a change is one of a categorised tonnage in the same sentence.
fn of_an_estimate(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let sentence = &reading.sentences[quantity.sentence];
    reading.quantities_in(sentence).iter().any(|q| q.category.is_categorised() && is_estimate(q))
}

/// What an article takes from the one study it reports.
fn is_valued(quantity: &Quantity) -> bool {
    quantity.category.is_categorised() && is_estimate(quantity)
        || matches!(quantity.kind, Kind::Npv | Kind::Irr | Kind::DiscountRate)
        || quantity.kind == Kind::Price && quantity.modality == Modality::Estimate
}

/// What a quarterly report records of its quarter.
fn is_recorded(quantity: &Quantity) -> bool {
    match quantity.kind {
        Kind::Duration => quantity.bound.is_none(),
        Kind::Production
        | Kind::SalesVolume
        | Kind::ExportVolume
        | Kind::Recovery
        | Kind::Price
        | Kind::Revenue
        | Kind::ExportValue
        | Kind::Cost
        | Kind::Change
        | Kind::Count
        | Kind::Cash => quantity.modality != Modality::Promise,
        Kind::Intercept | Kind::Depth | Kind::DrillingLength | Kind::Share => true,
        Kind::Grade => quantity.category.is_empty(),
        _ => false,
    }
}

/// Whether the sentence speaks of “the same statement”.
fn says_the_same(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let cursor = reading.cursor();
    let tokens = reading.sentences[quantity.sentence].tokens.clone();
    let papers = ["statement", "report", "study", "document", "estimate", "bulletin", "source"];
    tokens.into_iter().any(|i| cursor.is(i, "same") && cursor.is_any(i + 1, &papers))
}

/// The date of the sentence that a quantity takes.
fn in_sentence(reading: &Reading<'_>, at: usize) -> Option<Period> {
    let quantity = &reading.quantities[at];
    let sentence = &reading.sentences[quantity.sentence];
    if matches!(quantity.kind, Kind::Duration | Kind::MineLife | Kind::Debt | Kind::RoyaltyRate) {
        return None;
    }
    let planned =
        matches!(quantity.kind, Kind::Count | Kind::Jobs | Kind::Capex | Kind::Investment)
            && quantity.modality == Modality::Promise;
    // A change is set against the date beside it.
    if quantity.kind == Kind::Change || planned {
        return None;
    }
    let total = is_total(reading, at);
    let dates = reading.dates_in(sentence);
    if total && dates.len() > 1 {
        let of: Vec<&Dated> = dates
            .iter()
            .filter(|d| d.tokens.end <= quantity.tokens.start && d.what == dates[0].what)
            .collect();
        if let (Some(first), Some(last)) = (of.first(), of.last()) {
            return Some(Period::span(first.period, last.period)).filter(|p| p.first <= p.last);
        }
    }
    dates
        .iter()
        .filter(|dated| can_date(reading, quantity, dated))
        .filter_map(|dated| Some((distance(reading, at, dated)?, dated.period)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, period)| period)
}

/// Whether a date can be that of a quantity: not the day something was said or signed.
fn can_date(reading: &Reading<'_>, quantity: &Quantity, dated: &Dated) -> bool {
    let cursor = reading.cursor();
    let said =
        dated.relative && matches!(dated.what, What::Day | What::Week) && !ends_a_period(dated);
    let dateline = Some(dated.period.first) == reading.about.date && dated.period.is_day();
    let before = dated.tokens.start.checked_sub(1);
    let is_before = |words: &[&str]| before.is_some_and(|i| cursor.is_any(i, words));
    // “US$4.10 per pound, the average for 2021”.
    let average = before.is_some_and(|i| i > 0 && cursor.is_any(i - 1, &["average", "averages"]));
    if average && quantity.kind != Kind::Price {
        return false;
    }
    if said || dateline || dated.what == What::Range && dated.relative {
        return false;
    }
    if is_before(&["until", "till", "since"]) {
        return false;
    }
    if quantity.modality == Modality::Promise {
        // “from 2027”, and the day on which something is to start.
        let start =
            (reading.sentences[quantity.sentence].tokens.start..dated.tokens.start).any(|i| {
                cursor.is_any(
                    i,
                    &["start", "begin", "commence", "open", "starts", "begins", "starting"],
                )
            });
        return !is_before(&["from"]) && !start && dated.what != What::Day;
    }
    true
}

/// `the end of the quarter`, `three months earlier`.
fn ends_a_period(dated: &Dated) -> bool {
    dated.period.last == dated.period.last.last_of_month()
}

/// Whether the words before a quantity make it the sum of those before it.
fn is_total(reading: &Reading<'_>, at: usize) -> bool {
    let quantity = &reading.quantities[at];
    let cursor = reading.cursor();
    let from = quantity.tokens.start.saturating_sub(4);
    let several = reading
        .quantities_in(&reading.sentences[quantity.sentence])
        .iter()
        .filter(|q| q.unit == quantity.unit)
        .count()
        > 2;
    several
        && (from..quantity.tokens.start).any(|i| {
            cursor.is_any(i, &["total", "altogether", "together"])
                || cursor.is(i, "in") && cursor.is(i + 1, "all")
        })
}

/// Words and marks behind a date that close what it belongs to.
const CLOSERS: &[&str] = &[
    "to", "and", ",", ".", ";", "against", "compared", "up", "down", "from", "or", ")", "while",
    "but", "than",
];

/// How far a date stands from a quantity; `None` where it belongs to another.
fn distance(reading: &Reading<'_>, at: usize, dated: &Dated) -> Option<usize> {
    let quantity = &reading.quantities[at];
    let sentence = &reading.sentences[quantity.sentence];
    let cursor = reading.cursor();
    let others = reading.quantities_in(sentence);
    let alike = |other: &Quantity| other.unit == quantity.unit && other.tokens != quantity.tokens;
    let marks = |from: usize, to: usize| {
        (from..to).filter(|&i| matches!(cursor.raw(i), ";" | "," | "–")).count()
    };
    if dated.tokens.start >= quantity.tokens.end {
        let between = others.iter().any(|o| {
            alike(o) && o.tokens.start >= quantity.tokens.end && o.tokens.end <= dated.tokens.start
        });
        // “…, and in 2024 50 t”: the date opens what follows.
        let opens = opens_clause(reading, dated);
        let later = others.iter().any(|o| alike(o) && o.tokens.start >= dated.tokens.end);
        if between || opens && later {
            return None;
        }
        let gap = dated.tokens.start - quantity.tokens.end;
        return Some(gap + 4 * marks(quantity.tokens.end, dated.tokens.start));
    }
    let earlier = others.iter().any(|o| alike(o) && o.tokens.end <= dated.tokens.start);
    let closes = cursor.is_any(dated.tokens.end, CLOSERS);
    let between = others
        .iter()
        .filter(|o| {
            alike(o) && o.tokens.start >= dated.tokens.end && o.tokens.end <= quantity.tokens.start
        })
        .count();
    if earlier && closes && !opens_clause(reading, dated) {
        return None;
    }
    // A date that runs into the quantity is no date of its own.
    let gap = quantity.tokens.start.checked_sub(dated.tokens.end)?;
    // What was listed behind an amount in another year does not take the first one's date.
    let contrast = (dated.tokens.end..quantity.tokens.start).any(|i| {
        cursor.is_any(i, &["against", "compared", "from"])
            && reading.sentence_at(i) == quantity.sentence
    });
    if contrast && between > 0 {
        return None;
    }
    Some(3 + gap + 2 * marks(dated.tokens.end, quantity.tokens.start))
}

/// Whether a date, with its preposition, begins a clause.
fn opens_clause(reading: &Reading<'_>, dated: &Dated) -> bool {
    let cursor = reading.cursor();
    let Some(before) = dated.tokens.start.checked_sub(1) else { return true };
    let preposition = cursor.is_any(before, &["in", "for", "by", "at", "during", "on", "the"]);
    let first = if preposition { before } else { dated.tokens.start };
    let start = reading.sentences[dated.sentence].tokens.start;
    first <= start
        || cursor.is_any(first - 1, &[",", "and", ";", "while", "but", ":"])
            && !cursor.is_any(dated.tokens.end, CLOSERS)
}

/// The effective date of the document's estimates, where it has just one.
fn effective(reading: &Reading<'_>) -> Option<Period> {
    let cursor = reading.cursor();
    let mut found: Option<Period> = None;
    for dated in reading.dates.iter().filter(|d| d.what == What::Day && !d.relative) {
        let start = dated.tokens.start;
        let floor = reading.sentences[dated.sentence].tokens.start;
        let near = |back: usize| start.saturating_sub(back).max(floor)..start;
        let named = near(5).any(|i| cursor.is(i, "effective"));
        let at = near(2).any(|i| {
            cursor.is(i, "at") && start - i == 1
                || cursor.is(i, "as") && cursor.is_any(i + 1, &["at", "of"])
        });
        let estimate = near(8).any(|i| {
            cursor.is_any(
                i,
                &[
                    "resource",
                    "resources",
                    "reserve",
                    "reserves",
                    "stated",
                    "estimate",
                    "ounces",
                    "inventory",
                    "tonnes",
                ],
            )
        });
        if !(named || at && estimate) {
            continue;
        }
        match found {
            // The day named as effective wins over any other.
            Some(period) if period != dated.period && named => return Some(dated.period),
            Some(_) => {}
            None => found = Some(dated.period),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{About, Form, Lexicon, vocabulary as v};

    fn as_of(text: &str, form: Form) -> Vec<(String, Option<String>)> {
        let lexicon = Lexicon::new(&[v::COMMODITY_LIST, v::LISTS]);
        let about = About { form, date: "2025-05-06".parse().ok() };
        let reading = crate::read(text, about, &lexicon);
        reading
            .quantities
            .iter()
            .map(|q| (text[q.bytes.clone()].to_owned(), q.as_of.map(|p| p.to_string())))
            .collect()
    }

    fn check(text: &str, form: Form, expected: &[(&str, Option<&str>)]) {
        let expected: Vec<_> =
            expected.iter().map(|(a, b)| ((*a).to_owned(), b.map(str::to_owned))).collect();
        assert_eq!(as_of(text, form), expected, "{text}");
    }

    #[test]
    fn each_amount_takes_its_own_year() {
        check(
            "Exports of tin rose from 300 tonnes in 2022 to 420 tonnes in 2023.",
            Form::NewsArticle,
            &[("300 tonnes", Some("2022")), ("420 tonnes", Some("2023"))],
        );
        check(
            "In 2022 the mine sold 300 tonnes of tin, and in 2023 420 tonnes.",
            Form::NewsArticle,
            &[("300 tonnes", Some("2022")), ("420 tonnes", Some("2023"))],
        );
        check(
            "It sold 90 t of tin in March at US$30,000 per tonne for US$2.7 million.",
            Form::NewsArticle,
            &[
                ("90 t", Some("2025-03")),
                ("US$30,000 per tonne", Some("2025-03")),
                ("US$2.7 million", Some("2025-03")),
            ],
        );
    }

    #[test]
    fn a_report_s_quarter_and_effective_date_are_inherited() {
        check(
            "QUARTERLY REPORT TO 31 MARCH 2025\nThe mine produced 900 t of tin, against 800 t in the December quarter.",
            Form::QuarterlyActivityReport,
            &[("900 t", Some("2025-01/2025-03")), ("800 t", Some("2024-10/2024-12"))],
        );
        check(
            "Effective date: 1 March 2025.\nIndicated: 3 Mt at 0.9% tin.",
            Form::CompanyPressRelease,
            &[("3 Mt", Some("2025-03-01")), ("0.9%", Some("2025-03-01"))],
        );
    }

    #[test]
    fn the_day_of_an_announcement_dates_nothing() {
        check(
            "On Friday the minister said the hills hold 5 million tonnes of tin.",
            Form::NewsArticle,
            &[("5 million tonnes", None)],
        );
    }
}
