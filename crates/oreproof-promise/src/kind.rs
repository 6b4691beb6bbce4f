//! What a quantity is a quantity of, from its unit and the words around it.
//!
//! For each kind of unit there are a few kinds of quantity, each with the word
//! lists that speak for it. The nearest phrase decides.

use oreproof_units::{Base, Unit};

use crate::around::{Around, Side};
use crate::cursor::Cursor;
use crate::quantity::Kind;
use crate::reading::Reading;
use crate::vocabulary as v;
use Side::{After, Before, Both};

/// Gives every quantity its kind.
pub(crate) fn settle(reading: &mut Reading<'_>) {
    for at in 0..reading.quantities.len() {
        reading.quantities[at].kind = kind(reading, at);
    }
}

fn kind(reading: &Reading<'_>, at: usize) -> Kind {
    let quantity = &reading.quantities[at];
    let around = Around::new(reading, at);
    let Some(unit) = quantity.unit else { return Kind::Grade };
    match unit.of {
        Base::Money(_) if unit.is_price() => Kind::Price,
        Base::Money(_) => money(reading, at, &around),
        Base::Percent => percent(reading, at, &around),
        Base::Count => count(&around),
        Base::SquareKilometre | Base::Hectare | Base::Acre | Base::SquareMile => Kind::Area,
        of if of.is_length() => length(reading, at, &around),
        of if of.is_time() => duration(reading, at, &around),
        _ if unit.is_grade() => grade(reading, at, &around),
        of if of.is_mass() => mass(reading, at, unit, &around),
        _ => Kind::Other,
    }
}

fn grade(reading: &Reading<'_>, at: usize, around: &Around<'_, '_>) -> Kind {
    if is_cutoff(reading, at, around) {
        Kind::Cutoff
    } else if is_equivalent(&reading.cursor(), reading.quantities[at].tokens.end) {
        Kind::GradeEquivalent
    } else {
        Kind::Grade
    }
}

/// `cut-off grade of 0.2%`, `0.8% nickel cut-off`.
fn is_cutoff(reading: &Reading<'_>, at: usize, around: &Around<'_, '_>) -> bool {
    let _ = (reading, at);
    around.near(v::CUTOFF, Before, 4) || around.near(v::CUTOFF, After, 4)
}

/// `3.2% copper-equivalent`, `2.2% CuEq`.
fn is_equivalent(cursor: &Cursor<'_>, end: usize) -> bool {
    let word = cursor.lower(end);
    let symbol = word.as_str().strip_suffix("eq").is_some_and(|metal| metal.len() == 2);
    let hyphen = usize::from(cursor.kind(end + 1) == crate::lex::TokenKind::Hyphen);
    symbol
        || cursor.is_any(end + 1 + hyphen, &["equivalent", "equiv", "eq"])
            && !cursor.is(end, "carbonate")
}

fn percent(reading: &Reading<'_>, at: usize, around: &Around<'_, '_>) -> Kind {
    let quantity = &reading.quantities[at];
    let cursor = reading.cursor();
    if is_cutoff(reading, at, around) {
        return Kind::Cutoff;
    }
    if is_equivalent(&cursor, quantity.tokens.end) {
        return Kind::GradeEquivalent;
    }
    // A metal directly behind: 0.62% copper, 1.1% Li₂O; but not “5% copper royalty”.
    let sentence = &reading.sentences[quantity.sentence];
    let metal_behind = reading
        .hits_in(sentence, v::COMMODITY)
        .any(|hit| hit.token as usize == quantity.tokens.end);
    let special = around.nearest(&[
        (Kind::Irr, v::IRR, Both, 4),
        (Kind::DiscountRate, v::DISCOUNT, Both, 4),
        (Kind::RoyaltyRate, v::ROYALTY, Both, 6),
        (Kind::TaxRate, v::TAX, Both, 5),
        (Kind::Recovery, v::RECOVERY, Before, 6),
        (Kind::Recovery, v::RECOVERY, After, 2),
        (Kind::Ownership, v::OWN, Both, 5),
        (Kind::Change, v::CHANGE, Before, 4),
        (Kind::Change, v::CHANGE, After, 2),
        (Kind::Other, v::OTHER_PERCENT, Before, 4),
        (Kind::Other, v::OTHER_PERCENT, After, 3),
        (Kind::Share, v::SHARE, Both, 3),
        (Kind::Grade, v::GRADE, Before, 3),
    ]);
    let graded = metal_behind
        || reading.quantities_in(sentence).iter().any(|other| {
            let near = other.tokens.end < quantity.tokens.start
                && quantity.tokens.start - other.tokens.end <= 3;
            let measured = other.unit.is_some_and(|u| u.is_mass() || u.of.is_length());
            near && measured
                && cursor
                    .is_any(quantity.tokens.start - 1, &["at", "@", "grading", "averaging", "of"])
        });
    if graded && !matches!(special, Some(Kind::RoyaltyRate | Kind::TaxRate | Kind::Ownership)) {
        return Kind::Grade;
    }
    if special == Some(Kind::Share) || special.is_none() && cursor.is(quantity.tokens.end, "of") {
        return Kind::Share;
    }
    special.or_else(|| discount_by_npv(reading, at, around)).unwrap_or_else(|| listed(reading, at))
}

/// “an NPV of US$40 million at 8%”.
fn discount_by_npv(reading: &Reading<'_>, at: usize, around: &Around<'_, '_>) -> Option<Kind> {
    let quantity = &reading.quantities[at];
    let at_rate =
        reading.cursor().is_any(quantity.tokens.start.wrapping_sub(1), &["at", "(", "of", "@"]);
    (at_rate && around.near(v::NPV, Before, 14 + 6)).then_some(Kind::DiscountRate)
}

/// A bare percentage in a list takes the kind of the one before it in the sentence.
fn listed(reading: &Reading<'_>, at: usize) -> Kind {
    let quantity = &reading.quantities[at];
    let before = at.checked_sub(1).map(|i| &reading.quantities[i]);
    match before.filter(|q| q.sentence == quantity.sentence && q.unit == quantity.unit) {
        Some(previous) => previous.kind,
        None => Kind::Other,
    }
}

fn money(reading: &Reading<'_>, at: usize, around: &Around<'_, '_>) -> Kind {
    let quantity = &reading.quantities[at];
    let sentence = &reading.sentences[quantity.sentence];
    let stock = sentence.cues.has(v::STOCK) || sentence.cues.has(v::COMMODITY);
    if stock
        && around.near(v::WORTH, Both, 7)
        && !around.near(v::EXPORT, Both, 3)
        && !sentence.cues.has(v::NPV)
    {
        return Kind::ValuationGross;
    }
    let found = around.nearest(&[
        (Kind::Npv, v::NPV, Both, 8),
        (Kind::Debt, v::DEBT, Both, 4),
        (Kind::Cash, v::CASH, Before, 7),
        (Kind::Capex, v::CAPEX, Before, 5),
        (Kind::Capex, v::CAPEX, After, 3),
        (Kind::Funding, v::FUND, Both, 4),
        (Kind::ExportValue, v::EXPORT_VALUE, Before, 10),
        (Kind::ExportValue, v::EXPORT_VALUE, After, 3),
        (Kind::Revenue, v::REVENUE, Before, 6),
        (Kind::Revenue, v::REVENUE, After, 3),
        (Kind::Investment, v::INVEST, Both, 6),
        (Kind::Cost, v::COST, Both, 5),
        (Kind::Price, v::PRICE, Before, 3),
    ]);
    if let Some(kind) = found {
        return kind;
    }
    if let Some(previous) = at.checked_sub(1).map(|i| &reading.quantities[i])
        && previous.sentence == quantity.sentence
        && previous.is_money()
    {
        return previous.kind;
    }
    // “$10 billion of metal in the ground”.
    let of = reading.cursor().is_any(quantity.tokens.end, &["of", "in"]);
    if of && stock { Kind::ValuationGross } else { Kind::Other }
}

fn mass(reading: &Reading<'_>, at: usize, unit: Unit, around: &Around<'_, '_>) -> Kind {
    let quantity = &reading.quantities[at];
    if unit.is_mass_rate() {
        return match around.nearest(&[
            (Kind::ExportVolume, v::EXPORT, Both, 6),
            (Kind::SalesVolume, v::SELL, Both, 6),
            (Kind::Production, v::PRODUCE, Both, 12),
        ]) {
            Some(kind) => kind,
            None => Kind::Production,
        };
    }
    let sentence = &reading.sentences[quantity.sentence];
    let cursor = reading.cursor();
    let end = quantity.tokens.end;
    let of = cursor.is(end, "of");
    let contained_word = around.near(v::CONTAIN, Before, 2)
        || cursor.is_any(end + usize::from(of), &["contained"])
        || cursor.is_any(end, &["contained"]);
    let graded = behind_grade(reading, at);
    let metal = reading
        .hits_in(sentence, v::COMMODITY)
        .any(|hit| hit.token as usize == end + usize::from(of));
    let rock = reading
        .hits_in(sentence, v::ROCK)
        .any(|hit| (end..end + 4).contains(&(hit.token as usize)));
    let stock = around.distance(v::STOCK, Both);
    let category = around.near(v::CATEGORY, Both, 12);
    let action = around.nearest(&[
        (Kind::Production, v::PRODUCE, Before, 8),
        (Kind::Production, v::PRODUCE, After, 4),
        (Kind::SalesVolume, v::SELL, Both, 7),
        (Kind::ExportVolume, v::EXPORT, Both, 7),
    ]);
    if let Some(kind) = action
        && !graded
        && !(category || contained_word && stock.is_some_and(|d| d < 6))
    {
        return kind;
    }
    if unit.of == Base::TroyOunce
        || (contained_word || metal && !rock) && !graded && !is_bulk(reading, at)
    {
        return match action {
            Some(kind) if !category && !contained_word && stock.is_none() => kind,
            _ => Kind::Contained,
        };
    }
    if rock || graded || category || stock.is_some() {
        return Kind::OreTonnage;
    }
    match at.checked_sub(1).map(|i| &reading.quantities[i]) {
        Some(previous)
            if previous.sentence == quantity.sentence && previous.unit == quantity.unit =>
        {
            previous.kind
        }
        _ => Kind::OreTonnage,
    }
}

/// Whether the commodity behind a tonnage is itself the rock: iron ore, coal, phosphate.
fn is_bulk(reading: &Reading<'_>, at: usize) -> bool {
    let quantity = &reading.quantities[at];
    let sentence = &reading.sentences[quantity.sentence];
    let end = quantity.tokens.end;
    reading.hits_in(sentence, v::COMMODITY).any(|hit| {
        let commodity = crate::commodity::of_phrase(hit.phrase);
        let bulk = commodity.is_bulk()
            || matches!(
                commodity.name(),
                "iron ore"
                    | "phosphate"
                    | "potash"
                    | "bauxite"
                    | "graphite"
                    | "chromite"
                    | "manganese"
                    | "barite"
                    | "fluorspar"
            );
        bulk && (end..end + 3).contains(&(hit.token as usize))
    })
}

/// A grade follows closely: `48 Mt grading 0.62%`, `6.1 Mt at 1.82 g/t`.
fn behind_grade(reading: &Reading<'_>, at: usize) -> bool {
    let quantity = &reading.quantities[at];
    let Some(next) = reading.quantities.get(at + 1) else { return false };
    let near = next.sentence == quantity.sentence && next.tokens.start - quantity.tokens.end <= 6;
    let cursor = reading.cursor();
    let joined = (quantity.tokens.end..next.tokens.start).any(|i| {
        cursor.is_any(
            i,
            &["at", "@", "grading", "averaging", "grade", "assaying", "graded", "running"],
        )
    });
    near && joined && next.unit.is_none_or(Unit::is_grade)
}

fn length(reading: &Reading<'_>, at: usize, around: &Around<'_, '_>) -> Kind {
    let quantity = &reading.quantities[at];
    let cursor = reading.cursor();
    if quantity.unit == Some(Unit::of(Base::Kilometre)) {
        return match around.near(v::DRILLING, Both, 3) && around.near(v::DEPTH, Both, 3) {
            true => Kind::DrillingLength,
            false => Kind::Distance,
        };
    }
    if cursor.is(quantity.tokens.start.wrapping_sub(1), "from") || around.near(v::DEPTH, Both, 3) {
        return Kind::Depth;
    }
    if behind_grade_length(reading, at) {
        return Kind::Intercept;
    }
    let large = quantity.amount.high.or(quantity.amount.low).unwrap_or(0.0) >= 1000.0;
    let found = around.nearest(&[
        (Kind::DrillingLength, v::DRILLING, Both, 6),
        (Kind::Distance, v::DISTANCE, Both, 4),
        (Kind::Intercept, v::INTERSECT, Both, 5),
    ]);
    match found {
        Some(Kind::Intercept) if large => Kind::DrillingLength,
        Some(kind) => kind,
        None => Kind::Distance,
    }
}

/// A length with its grade behind it is a drill intercept.
fn behind_grade_length(reading: &Reading<'_>, at: usize) -> bool {
    let quantity = &reading.quantities[at];
    let cursor = reading.cursor();
    let graded = cursor.is_any(
        quantity.tokens.end,
        &["at", "@", "grading", "averaging", "assaying", "of", "running"],
    );
    let metal = cursor.is(quantity.tokens.end, "of")
        && reading
            .hits_in(&reading.sentences[quantity.sentence], v::COMMODITY)
            .any(|hit| hit.token as usize == quantity.tokens.end + 1);
    let next = reading.quantities.get(at + 1).filter(|next| next.sentence == quantity.sentence);
    let next_is_grade = next.is_some_and(|n| {
        n.tokens.start <= quantity.tokens.end + 3 && n.unit.is_none_or(Unit::is_grade)
    });
    graded && (next_is_grade || metal)
}

fn duration(reading: &Reading<'_>, at: usize, around: &Around<'_, '_>) -> Kind {
    let quantity = &reading.quantities[at];
    let years = quantity.unit == Some(Unit::of(Base::Year));
    let cursor = reading.cursor();
    let rated_before = at.checked_sub(1).map(|i| &reading.quantities[i]).is_some_and(|q| {
        q.sentence == quantity.sentence
            && q.unit.is_some_and(Unit::is_mass_rate)
            && quantity.tokens.start - q.tokens.end <= 3
            && cursor.is_any(quantity.tokens.start - 1, &["for", "over"])
    });
    if years && (rated_before || around.near(v::LIFE, Both, 5)) {
        Kind::MineLife
    } else {
        Kind::Duration
    }
}

fn count(around: &Around<'_, '_>) -> Kind {
    let _ = around;
    Kind::Count
}
