//! Inputs of the stations, once the whole case is read: columns of CSV files are
//! put in, what the choices say is filled in, and the station's own type reads the
//! rest. Every part is read on its own, so that one mistake hides no other.

use oreproof_money as money;
use oreproof_shares as shares;
use serde::de::DeserializeOwned;
use toml::Value as Plain;

use crate::case::Case;
use crate::given::{Given, Item, Node, Strip};
use crate::mend::{Mistake, Step, find as find_in, is_within, mend, steps, try_read};
use crate::model::{Choices, DiscountConvention, Party, PartyKind, PriceDeck, ProjectKind, Terms};
use crate::place::{FileText, Place};
use crate::problem::Problem;
use crate::read::{Lookup, find};
use crate::reader::nearest;
use crate::rows;

/// Settles every project and every list of fiscal terms.
pub(crate) fn settle(
    files: &[(&str, &[u8])],
    case: &mut Case,
    lookup: &Lookup<'_>,
    problems: &mut Vec<Problem>,
) {
    let mut models = Vec::new();
    let Case { projects, fiscal_terms, price_decks, choices, parties, .. } = case;
    let decks: Vec<(&str, Plain)> = price_decks
        .iter()
        .map(|deck| (deck.id.as_str(), deck_input(deck, lookup, problems)))
        .collect();
    for project in projects {
        let Some(given) = &mut project.model else { continue };
        fill_columns(files, &mut given.tree, problems);
        let mut strip = Strip::default();
        let mut plain = given.tree.plain(&mut String::new(), &mut strip);
        let named = project.price_deck.as_ref();
        let deck = named.or(choices.as_ref().and_then(|choices| choices.price_deck.as_ref()));
        let deck = deck.and_then(|deck| decks.iter().find(|(id, _)| *id == deck.id));
        let deck = deck.map(|(_, input)| input);
        if let Some(table) = plain.as_table_mut() {
            table.entry("name").or_insert_with(|| project.name.clone().into());
            let supply = match project.kind {
                ProjectKind::Mine => Some("mine"),
                ProjectKind::Trader => Some("trade"),
                // Tailings, batteries or scrap: the model says which.
                ProjectKind::Secondary => None,
            };
            if let Some(supply) = supply {
                table.entry("supply").or_insert_with(|| supply.into());
            }
            let whole = &project.at.whole;
            from_choices(table, choices.as_ref(), deck, whole, problems);
        }
        read_parts(given, plain, &strip, PROJECT, problems);
        let whole = &given.tree.at;
        let ready = given.value.as_ref().map(|input| money::Model::new(input, 0));
        match ready {
            Some(Ok(model)) => models.push((project.id.id.clone(), model)),
            Some(Err(found)) => {
                problems.extend(found.iter().map(|p| Problem::of_station(p, &strip, whole)));
            }
            None => {}
        }
    }
    for terms in fiscal_terms {
        fill_columns(files, &mut terms.regime.tree, problems);
        let mut strip = Strip::default();
        let mut plain = terms.regime.tree.plain(&mut String::new(), &mut strip);
        name_parties(&mut plain, parties, &strip, problems);
        read_parts(&mut terms.regime, plain, &strip, REGIME, problems);
        let whole = &terms.regime.tree.at;
        let of = models.iter().find(|(id, _)| *id == terms.project.id);
        if let (Some((_, model)), Some(regime)) = (of, &terms.regime.value)
            && let Err(found) = shares::Model::with(model.clone(), regime)
        {
            problems.extend(found.iter().map(|p| Problem::of_station(p, &strip, whole)));
        }
    }
}

/// Puts in what columns of CSV files say.
fn fill_columns(files: &[(&str, &[u8])], tree: &mut Item, problems: &mut Vec<Problem>) {
    let mut found = Vec::new();
    tree.columns(&mut found);
    for item in found {
        let at = item.at.clone();
        let Node::Column { name, column, read, unit, .. } = &mut item.node else { continue };
        let Some((path, text)) = find(files, name, &at, problems) else { continue };
        *read = column_of(&path, text, column, unit, problems);
    }
}

/// The figures of a column, by year where the file has a column `year`, otherwise
/// one a row; and the unit at its head.
fn column_of(
    path: &str,
    text: &str,
    column: &(String, Place),
    unit: &mut Option<String>,
    problems: &mut Vec<Problem>,
) -> Option<Plain> {
    let rows = rows::cells(text);
    let (head, rows) = rows.split_first()?;
    let names: Vec<&str> = head.iter().map(|cell| rows::header(&cell.text).0).collect();
    let Some(idx) = names.iter().position(|name| *name == column.0) else {
        problems.push(Problem::UnknownColumn {
            column: column.0.clone(),
            suggestion: nearest(&column.0, names.iter().copied()).map(str::to_owned),
            known: names.iter().map(|name| (*name).to_owned()).collect(),
            at: column.1.clone(),
        });
        return None;
    };
    *unit = rows::header(&head[idx].text).1.map(str::to_owned);
    let file = FileText::new(path, text);
    if let Some(twice) = names.iter().skip(idx + 1).position(|name| *name == column.0) {
        let at = file.place(head[idx + 1 + twice].bytes.clone());
        problems.push(Problem::ColumnTwice { column: column.0.clone(), at });
    }
    let year = names.iter().position(|name| *name == "year");
    let (mut by_year, mut by_row) = (toml::Table::new(), Vec::<Plain>::new());
    for row in rows {
        let Some(cell) = row.get(idx) else {
            let at = file.place(row.first().map_or(0..0, |cell| cell.bytes.clone()));
            problems.push(Problem::RaggedRow { expected: head.len(), found: row.len(), at });
            continue;
        };
        let number = match cell.text.as_str() {
            "" => Some(0.0),
            text => oreproof_units::parse::parse_number(text).ok(),
        };
        let Some(number) = number else {
            problems.push(Problem::WrongType {
                key: column.0.clone(),
                expected: "a plain number".to_owned(),
                found: "text",
                at: file.place(cell.bytes.clone()),
            });
            continue;
        };
        match year.and_then(|year| row.get(year)) {
            Some(year) if by_year.contains_key(&year.text) => {
                let at = file.place(year.bytes.clone());
                problems.push(Problem::YearTwice { year: year.text.clone(), at });
            }
            Some(year) => {
                by_year.insert(year.text.clone(), number.into());
            }
            None => by_row.push(number.into()),
        }
    }
    Some(if year.is_some() { by_year.into() } else { by_row.into() })
}

/// Fills in what a project leaves to the choices of the case.
fn from_choices(
    table: &mut toml::Table,
    choices: Option<&Choices>,
    deck: Option<&Plain>,
    at: &Place,
    problems: &mut Vec<Problem>,
) {
    let mut need = |key: &'static str, why: &'static str| {
        problems.push(Problem::ChoiceMissing { key, why, at: at.clone() });
    };
    if !table.contains_key("prices") {
        match deck {
            Some(deck) => {
                table.insert("prices".to_owned(), deck.clone());
            }
            None => need("price_deck", "a project is computed at the prices of a deck"),
        }
    }
    if !table.contains_key("money") {
        match choices.and_then(money_input) {
            Some(terms) => {
                table.insert("money".to_owned(), terms);
            }
            None => need("currency, price_terms and price_year", "money has terms"),
        }
    }
    if !table.contains_key("discounting") {
        match choices.and_then(discount_input) {
            Some(discounting) => {
                table.insert("discounting".to_owned(), discounting);
            }
            None => need(
                "discount_rates, discount_convention and discount_to",
                "a present value hangs on them",
            ),
        }
    }
}

/// `{ real = { year = … } }` or `"nominal"`.
fn price_basis(terms: Terms, year: Option<i64>) -> Option<Plain> {
    match terms {
        Terms::Nominal => Some("nominal".into()),
        Terms::Real => {
            let of: toml::Table = [("year".to_owned(), year?.into())].into_iter().collect();
            let real: toml::Table = [("real".to_owned(), of.into())].into_iter().collect();
            Some(real.into())
        }
    }
}

fn year_of(period: Option<oreproof_units::Period>) -> Option<i64> {
    period.map(|period| i64::from(period.first.year()))
}

fn money_input(choices: &Choices) -> Option<Plain> {
    let basis = price_basis(choices.price_terms?, year_of(choices.price_year))?;
    let mut table = toml::Table::new();
    table.insert("currency".to_owned(), choices.currency.clone()?.into());
    table.insert("stated".to_owned(), basis.clone());
    table.insert("computed".to_owned(), basis);
    if let Some(inflation) = choices.inflation.as_ref().and_then(|i| i.amount.middle()) {
        table.insert("inflation".to_owned(), (inflation / 100.0).into());
    }
    Some(table.into())
}

fn discount_input(choices: &Choices) -> Option<Plain> {
    let rates: Vec<Plain> = choices
        .discount_rates
        .iter()
        .filter_map(|rate| rate.amount.value())
        // Percentages as written are exact in a hundredth more often than not.
        .map(|percent| (percent / 100.0).into())
        .collect();
    if rates.is_empty() {
        return None;
    }
    let convention = match choices.discount_convention? {
        DiscountConvention::StartOfPeriod => "first_undiscounted",
        DiscountConvention::MidPeriod => "mid_period",
        DiscountConvention::EndOfPeriod => "end_of_period",
    };
    let to = choices.discount_to?;
    // A day finds its place on any timeline of the calendar, whatever its periods.
    let at: toml::Table = [("date".to_owned(), to.first.to_string().into())].into_iter().collect();
    let mut table = toml::Table::new();
    table.insert("convention".to_owned(), convention.into());
    table.insert("at".to_owned(), at.into());
    table.insert("rates".to_owned(), rates.into());
    Some(table.into())
}

/// A price deck as station `factors` takes it.
fn deck_input(deck: &PriceDeck, lookup: &Lookup<'_>, problems: &mut Vec<Problem>) -> Plain {
    let mut prices = toml::Table::new();
    let mut commodities: Vec<&str> = deck.prices.iter().map(|p| p.commodity.as_str()).collect();
    commodities.dedup();
    for commodity in commodities {
        let lines: Vec<_> = deck.prices.iter().filter(|p| p.commodity == commodity).collect();
        let mut text = |line: &crate::model::DeckPrice| {
            if let Some(price) = &line.price {
                let price = &price.first().value;
                return Some(format!("{} {}", price.amount.middle()?, price.unit));
            }
            let path = line.reference.as_ref()?;
            match lookup(path.strip_prefix("reference:")?) {
                Ok(price) => Some(price),
                Err(needs) => {
                    let at = line.at.of("reference").clone();
                    problems.push(Problem::NotInReference { path: path.clone(), needs, at });
                    None
                }
            }
        };
        let flat = lines.iter().find(|line| line.years.is_none()).and_then(|line| text(line));
        let mut by_year = toml::Table::new();
        for line in lines.iter().filter(|line| line.years.is_some()) {
            let (Some(years), Some(price)) = (line.years, text(line)) else { continue };
            for year in years.first.year()..=years.last.year() {
                by_year.insert(year.to_string(), price.clone().into());
            }
        }
        let series: Option<Plain> = match (flat, by_year.is_empty()) {
            (Some(flat), true) => Some(flat.into()),
            (then, false) => {
                by_year.extend(then.map(|then| ("then".to_owned(), then.into())));
                Some(by_year.into())
            }
            (None, true) => None,
        };
        prices.extend(series.map(|series| (commodity.to_owned(), series)));
    }
    let mut table = toml::Table::new();
    if let Some(basis) = price_basis(deck.terms, year_of(deck.price_year)) {
        table.insert("basis".to_owned(), basis);
    }
    table.insert("prices".to_owned(), prices.into());
    table.into()
}

/// Parties that a regime names by their name in the case.
fn name_parties(plain: &mut Plain, parties: &[Party], strip: &Strip, problems: &mut Vec<Problem>) {
    let list = plain.as_table_mut().and_then(|table| table.get_mut("parties"));
    for (idx, entry) in list.and_then(Plain::as_array_mut).into_iter().flatten().enumerate() {
        let Some(id) = entry.as_str() else { continue };
        let Some(party) = parties.iter().find(|party| party.id.as_str() == id) else {
            let suggestion = nearest(id, parties.iter().map(|party| party.id.as_str()));
            if let Some(at) = strip.place(&format!("parties[{idx}]")) {
                problems.push(Problem::DanglingReference {
                    allowed: &[crate::refs::Kind::Party],
                    id: id.to_owned(),
                    suggestion: suggestion.map(str::to_owned),
                    at: at.clone(),
                });
            }
            continue;
        };
        let kind = match party.kind {
            PartyKind::Government | PartyKind::StateBody | PartyKind::Court => "national",
            PartyKind::Province => "province",
            PartyKind::StateCompany | PartyKind::MilitaryCompany => "state_company",
            PartyKind::Community => "community",
            PartyKind::Lender => "lender",
            _ => "investor",
        };
        let text = |key: &str, value: &str| (key.to_owned(), Plain::from(value));
        let table: toml::Table =
            [text("id", id), text("name", &party.name), text("kind", kind)].into_iter().collect();
        *entry = table.into();
    }
}

/// One part of an input: its key, and what reads it.
struct Part {
    key: &'static str,
    is_list: bool,
    read: fn(Plain) -> Result<(), Mistake>,
}

const fn one<T: DeserializeOwned>(key: &'static str) -> Part {
    Part { key, is_list: false, read: try_read::<T> }
}

const fn list<T: DeserializeOwned>(key: &'static str) -> Part {
    Part { key, is_list: true, read: try_read::<T> }
}

const PROJECT: &[Part] = &[
    one::<String>("name"),
    one::<oreproof_units::Timeline>("timeline"),
    one::<money::MoneyTerms>("money"),
    one::<money::Supply>("supply"),
    one::<money::Production>("production"),
    one::<oreproof_factors::PriceDeck>("prices"),
    list::<oreproof_factors::Product>("products"),
    list::<oreproof_factors::Cost>("costs"),
    list::<money::Capital>("capital"),
    one::<money::WorkingCapital>("working_capital"),
    list::<money::StatedLine>("stated"),
    one::<money::Discounting>("discounting"),
    one::<money::UnitOfCost>("unit_of_cost"),
];

const REGIME: &[Part] = &[
    list::<shares::Party>("parties"),
    list::<shares::Holding>("holdings"),
    list::<shares::Instrument>("instruments"),
    list::<shares::Debt>("debts"),
    list::<shares::Transfer>("transfers"),
];

/// Reads an input part by part, and then as a whole.
///
/// Each mistake is told once: what is wrong is set right for the moment and the rest read on.
fn read_parts<T: DeserializeOwned>(
    given: &mut Given<T>,
    mut plain: Plain,
    strip: &Strip,
    parts: &[Part],
    problems: &mut Vec<Problem>,
) {
    let before = problems.len();
    let whole = &given.tree.at;
    let told = |mistake: &Mistake, under: &str| {
        let path = joined(under, &mistake.path);
        Problem::of_input(&mistake.message, &path, strip, whole)
    };
    let Some(table) = plain.as_table_mut() else { return };
    let mut is_mended = true;
    for part in parts {
        let mut read = |value: &mut Plain, under: &str| {
            put_units(value, under, &strip.units, part.read);
            let (mistakes, mended) = mend(value, part.read);
            for problem in mistakes.iter().map(|mistake| told(mistake, under)) {
                // A column says the same of each of its cells.
                let is_known = |known: &Problem| match (known, &problem) {
                    (Problem::BadInput { at: a, .. }, Problem::BadInput { at: b, .. }) => a == b,
                    _ => false,
                };
                if !problems[before..].iter().any(is_known) {
                    problems.push(problem);
                }
            }
            is_mended &= mended;
        };
        match table.get_mut(part.key) {
            Some(Plain::Array(items)) if part.is_list => {
                for (idx, item) in items.iter_mut().enumerate() {
                    read(item, &format!("{}[{idx}]", part.key));
                }
            }
            Some(value) if !part.is_list => read(value, part.key),
            // A list that is none, and what is missing, show in the whole.
            _ => {}
        }
    }
    // Where a part could not be set right, the whole would only tell its mistake again.
    if is_mended {
        let (mistakes, _) = mend(&mut plain, try_read::<T>);
        problems.extend(mistakes.iter().map(|mistake| told(mistake, "")));
    }
    if problems.len() == before {
        given.value = serde_path_to_error::deserialize(plain).ok();
    }
}

/// Gives the figures of columns the unit at their head where the station takes them as text with
/// their unit, as it does with grades and prices. Elsewhere the input itself says what they count.
fn put_units(
    value: &mut Plain,
    under: &str,
    units: &[(String, String)],
    read: fn(Plain) -> Result<(), Mistake>,
) {
    let above = steps(under);
    let mut left: Vec<_> = units
        .iter()
        .map(|(path, unit)| (steps(path), unit))
        .filter(|(path, _)| path.starts_with(&above))
        .collect();
    while !left.is_empty()
        && let Err(mistake) = read(value.clone())
    {
        let path = joined(under, &mistake.path);
        let is_meant = |(column, _): &(Vec<Step>, &String)| is_within(&path, column);
        let Some(nth) = left.iter().position(is_meant).filter(|_| wants_text(&mistake.message))
        else {
            return;
        };
        let (column, unit) = left.remove(nth);
        let figures = match find_in(value, &column[above.len()..]) {
            Some(Plain::Table(by_year)) => by_year.iter_mut().map(|(_, figure)| figure).collect(),
            Some(Plain::Array(by_row)) => by_row.iter_mut().collect(),
            _ => Vec::new(),
        };
        for figure in figures {
            *figure = format!("{figure} {unit}").into();
        }
    }
}

/// Whether a reader was given a number and takes text.
fn wants_text(message: &str) -> bool {
    let number = ["invalid type: floating point", "invalid type: integer"];
    number.iter().any(|of| message.starts_with(of)) && message.ends_with("expected a string")
}

/// A path inside a part, from the whole.
fn joined(under: &str, inside: &str) -> String {
    match (under, inside) {
        (under, "." | "") => under.to_owned(),
        ("", inside) => inside.to_owned(),
        (under, inside) if inside.starts_with('[') => format!("{under}{inside}"),
        (under, inside) => format!("{under}.{inside}"),
    }
}

impl Problem {
    /// Why a station cannot compute with an input; its message begins with a path.
    fn of_station(problem: &dyn miette::Diagnostic, strip: &Strip, whole: &Place) -> Self {
        let message = problem.to_string();
        let path = message.split_once(": ").map_or("", |(path, _)| path);
        let help = problem.help().map_or_else(String::new, |help| help.to_string());
        let known =
            strip.places.iter().any(|(of, _)| !of.is_empty() && path.starts_with(of.as_str()));
        let place = strip.place(path).filter(|_| known).unwrap_or(whole).clone();
        Self::CannotCompute { message, help, at: place }
    }

    /// A mistake that a station's own type found.
    fn of_input(message: &str, path: &str, strip: &Strip, whole: &Place) -> Self {
        let message = message.lines().next().unwrap_or_default();
        let place = || strip.place(path).unwrap_or(whole).clone();
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let unknown = ["unknown field", "unknown variant"].iter().any(|m| message.starts_with(m));
        if let (true, Some((written, known))) = (unknown, quoted.split_first()) {
            let key = path.rsplit(['.']).next().unwrap_or(path);
            let own = if key == *written { path.to_owned() } else { format!("{path}.{written}") };
            let suggestion = nearest(written, known.iter().copied()).map(str::to_owned);
            return Self::UnknownInputKey {
                key: (*written).to_owned(),
                known: known.iter().map(|key| (*key).to_owned()).collect(),
                suggestion,
                at: strip.key(&own).cloned().unwrap_or_else(place),
            };
        }
        if let (true, [key]) = (message.starts_with("missing field"), &quoted[..]) {
            return Self::MissingInputKey {
                key: (*key).to_owned(),
                path: named(path),
                at: place(),
            };
        }
        let message = match (wants_text(message), &quoted[..]) {
            (true, [number]) => format!(
                "{number} where text is wanted; a grade or a price is written with its unit, \
                 such as \"1.2 g/t\" or \"42 USD/t\", and a column has it at its head, `grade [g/t]`"
            ),
            _ => message.to_owned(),
        };
        Self::BadInput { path: named(path), message, at: place() }
    }
}

/// A path as it is shown; the whole input has none.
fn named(path: &str) -> String {
    if path.is_empty() { "the input".to_owned() } else { path.to_owned() }
}
