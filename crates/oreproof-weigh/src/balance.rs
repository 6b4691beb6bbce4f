//! Who depends on whom: producers, buyers, owners, lenders, guarantors and operators of a case.
//!
//! Each role keeps its own shares, and each source its own row. What a new mine, a lost buyer, a
//! ban and a duty change is worked out beside; nothing is blended into one score.

pub mod world;
mod trade;
mod stakes;
mod papers;
mod change;

use std::collections::{BTreeMap, BTreeSet};

use oreproof_balance::Bounds;
use oreproof_balance::power::{Dependence, Held, Role, largest};
use oreproof_money::LineKind;
use serde::Serialize;

pub use crate::desk::country;
use crate::desk::{Desk, Need, PERCENT};
use crate::figure::{Figure, FigureId, Origin};
use crate::project::Worked;
use crate::spread::Spread;

pub use change::{Changed, Duty};
pub use world::{EuKnown, Imported, Mined, eu_known, imported, mined};

/// Who depends on whom in a case.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Balance {
    /// Producers in the world of what the case is about, each edition by itself.
    pub mined: Vec<Produced>,
    /// Shares of the case by role, with figures of their concentration and of every part.
    pub held: Vec<Row>,
    /// The largest single dependence on another country or party.
    pub largest: Option<Most>,
    /// Roles of which the case names nobody.
    pub unnamed: Vec<Role>,
    /// What a new mine, a lost buyer or a ban changes.
    pub changes: Vec<Changed>,
    /// Duties, and what they leave of a price.
    pub duties: Vec<Duty>,
    /// What could not be worked out, and what it lacks.
    pub ends: Vec<(String, Need)>,
    /// The names of the countries that stand here by their letters.
    pub names: BTreeMap<String, String>,
}

impl Balance {
    /// What a holder is called: a country by its name, a party as it stands.
    pub fn name<'n>(&'n self, who: &'n str) -> &'n str {
        self.names.get(who).map_or(who, String::as_str)
    }
}

/// Producers of a commodity with their figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Produced {
    /// The producers.
    pub mined: Mined,
    /// Their concentration.
    pub hhi: FigureId,
    /// Their concentration weighted by governance, from 0 to 10.
    pub weighted: FigureId,
    /// The part of the largest, in per cent.
    pub largest: FigureId,
    /// The part of the case's own country, in per cent; none where it is not named.
    pub own: Option<FigureId>,
}

/// Shares of one role with their figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The shares.
    pub held: Held,
    /// Whether another source gives other shares of the same: then it has a row too.
    pub is_disputed: bool,
    /// Their concentration.
    pub hhi: FigureId,
    /// The part of each holder in per cent, in the order of the shares.
    pub parts: Vec<FigureId>,
    /// The part of which nobody is named as holder, in per cent.
    pub unnamed: Option<FigureId>,
}

/// The largest single dependence with its figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Most {
    /// On whom, in which role.
    pub dependence: Dependence,
    /// The part, in per cent.
    pub figure: FigureId,
    /// The other roles in which as large a part lies with one other: of what, and with whom.
    pub equals: Vec<(String, String)>,
}

/// Works out the balance of a case.
pub fn balance(desk: &mut Desk<'_>, projects: &[Worked]) -> Balance {
    let mut done = Balance::default();
    let own = desk.case.case.as_ref().and_then(|about| about.country.clone());
    producers(desk, projects, own.as_deref(), &mut done);
    trade::traded(desk, &mut done);
    stakes::owners(desk, &mut done);
    papers::papers(desk, &mut done);
    stakes::operators(desk, &mut done);
    if let Some(own) = &own {
        change::new_mines(desk, projects, own, &mut done);
    }
    change::duties(desk, &mut done);
    done.largest = most(&done.held, own.as_deref());
    let roles = [
        Role::Buyer,
        Role::Owner,
        Role::Financier,
        Role::Operator,
        Role::Offtaker,
        Role::Guarantor,
    ];
    let named = |role: &Role| done.held.iter().any(|row| row.held.role == *role);
    done.unnamed = roles.into_iter().filter(|role| !named(role)).collect();
    done.names = names(desk, &done);
    done
}

/// The names of the countries of a balance.
fn names(desk: &Desk<'_>, done: &Balance) -> BTreeMap<String, String> {
    let held = done.held.iter().map(|row| &row.held);
    let all = held.chain(done.mined.iter().map(|row| &row.mined.held));
    let holders = all.flat_map(|held| held.shares.named()).map(|share| share.who.as_str());
    let duties = done.duties.iter().flat_map(|duty| [&*duty.importer, &*duty.exporter]);
    let known = |who: &str| Some((who.to_owned(), desk.tables.countries().get(who)?.name.clone()));
    holders.chain(duties).filter_map(known).collect()
}

fn spread(bounds: Bounds) -> Spread {
    Spread { low: bounds.low, best: bounds.low, high: bounds.high }
}

/// The largest single dependence, and where others are as large.
fn most(rows: &[Row], own: Option<&str>) -> Option<Most> {
    let own: Vec<&str> = own.into_iter().collect();
    let each = |row: &Row| {
        let dependence = largest(std::slice::from_ref(&row.held), &own)?;
        let named = row.held.shares.named();
        let at = named.iter().position(|share| share.who == dependence.on)?;
        let figure = row.parts[at].clone();
        Some(Most { dependence, figure, equals: Vec::new() })
    };
    let all: Vec<Most> = rows.iter().filter_map(each).collect();
    let held: Vec<Held> = rows.iter().map(|row| row.held.clone()).collect();
    let most = largest(&held, &own)?;
    let first = all.iter().find(|one| one.dependence == most)?;
    let others = all.iter().filter(|one| one.figure != first.figure);
    let equals = others
        .filter(|one| most.part <= one.dependence.part)
        .map(|one| (one.dependence.of.clone(), one.dependence.on.clone()));
    Some(Most { equals: equals.collect(), ..first.clone() })
}

/// What tells a row from others of its role.
#[derive(Clone, Copy)]
struct Key<'k> {
    path: &'k [&'k str],
    is_disputed: bool,
}

/// A name that no figure has yet: two entries of a case may be called almost the same.
fn free(desk: &Desk<'_>, path: &[&str]) -> FigureId {
    let first = FigureId::path(path);
    if desk.figures.get(&first).is_none() {
        return first;
    }
    let nth = (2..).map(|nth: usize| FigureId::path(&[path, &[&nth.to_string()]].concat()));
    let mut free = nth.filter(|id| desk.figures.get(id).is_none());
    free.next().expect("numbers do not end")
}

/// Adds shares with figures of their concentration and of every part, named by the entry that
/// they are of, since two entries may be called the same.
fn add(desk: &mut Desk<'_>, done: &mut Balance, key: Key<'_>, held: Held, origin: &Origin) {
    let path = [&["balance", held.role.word()], key.path].concat();
    let of = match key.is_disputed {
        true => format!("{} by {}", held.of, held.source),
        false => held.of.clone(),
    };
    let tables = desk.tables;
    let mut add = |name: &str, label: String, value: Spread, unit| {
        let id = free(desk, &[&path[..], &[name]].concat());
        desk.figures.add(Figure::new(id, label, value, unit, origin.clone()))
    };
    let role = held.role.word();
    let hhi = add("hhi", format!("{of}: concentration of {role}s"), spread(held.hhi), None);
    let mut part = |name: &str, label: String, part: f64| {
        add(name, label, Spread::exact(100.0 * part), Some(PERCENT))
    };
    let parts = held.shares.named().iter();
    let parts = parts
        .map(|share| {
            let called = country(tables, &share.who);
            part(&share.who, format!("{of}: part of {called}"), share.part)
        })
        .collect();
    let rest = held.shares.unknown();
    let unnamed = (ROUNDED < rest)
        .then(|| part("not-named", format!("{of}: part of {role}s not named"), rest));
    done.held.push(Row { held, is_disputed: key.is_disputed, hhi, parts, unnamed });
}

/// What is left to the whole by rounding is no part of anybody.
const ROUNDED: f64 = 5e-6;

/// Producers in the world of what the projects sell and the country trades.
fn producers(desk: &mut Desk<'_>, projects: &[Worked], own: Option<&str>, done: &mut Balance) {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    wanted.extend(projects.iter().flat_map(|worked| output(worked).into_keys()));
    wanted.extend(desk.case.trade.iter().filter_map(|trade| trade.commodity.clone()));
    let tables = desk.tables;
    for commodity in wanted {
        let found = match mined(tables, &commodity) {
            Ok(found) => found,
            Err(need) => {
                done.ends.push((format!("producers of {commodity}"), need));
                continue;
            }
        };
        for mined in found {
            let edition = mined.edition.to_string();
            let year = mined.year.to_string();
            let path = ["balance", "world", &mined.commodity, &mined.part, &year, &edition];
            let origin = Origin::Table { row: mined.row.clone(), source: mined.source.clone() };
            let mut add = |name: &str, label: &str, value: Spread, unit| {
                let id = free(desk, &[&path[..], &[name]].concat());
                let label = format!("{} by the {}: {label}", mined.held.of, mined.held.source);
                desk.figures.add(Figure::new(id, label, value, unit, origin.clone()))
            };
            let Some(most) = mined.held.shares.largest() else { continue };
            let hhi = add("hhi", "concentration", spread(mined.held.hhi), None);
            let bounds = spread(mined.weighted.bounds);
            let weighted = add("governance", "concentration weighted by governance", bounds, None);
            let mut part = |who: &str| {
                let part = Spread::exact(100.0 * mined.held.shares.of(who));
                add(who, &format!("part of {}", country(tables, who)), part, Some(PERCENT))
            };
            let largest = part(&most.who);
            let own = match own {
                Some(own) if own == most.who => Some(largest.clone()),
                Some(own) if 0.0 < mined.held.shares.of(own) => Some(part(own)),
                _ => None,
            };
            done.mined.push(Produced { mined, hhi, weighted, largest, own });
        }
    }
}

/// Metal that a project saves, in tonnes a year on average over the years that it has any.
fn output(worked: &Worked) -> BTreeMap<String, f64> {
    let mut out = BTreeMap::new();
    for line in worked.cash.lines.iter().filter(|line| line.kind == LineKind::Recovered) {
        // A line is named by its metal, and where there are several products by both.
        let metal = line.name.split([' ', ',']).next().unwrap_or_default().to_owned();
        let years = line.values.iter().filter(|value| 0.0 < **value).count();
        if 0 < years {
            *out.entry(metal).or_insert(0.0) += line.values.iter().sum::<f64>() / years as f64;
        }
    }
    out
}
