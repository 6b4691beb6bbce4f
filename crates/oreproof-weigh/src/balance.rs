//! Who depends on whom: producers, buyers, owners, lenders and operators of a case.
//!
//! Each role keeps its own shares, and each source its own row. What a new mine, a lost buyer
//! and a duty change is worked out beside; nothing is blended into one score.

pub mod world;

use std::collections::{BTreeMap, BTreeSet};

use oreproof_balance::change::{Change, Event, change};
use oreproof_balance::power::{Dependence, Held, Role, largest};
use oreproof_balance::tariff::{DutyBase, Sale, netback};
use oreproof_balance::{Bounds, Shares, Unknown};
use oreproof_case::model::{Holding, HoldingKind, InstrumentKind, Trade};
use oreproof_money::LineKind;
use serde::Serialize;

use crate::desk::{Desk, Need, PERCENT, USD, place};
use crate::figure::{Figure, FigureId, Origin};
use crate::project::Worked;
use crate::spread::Spread;

pub use world::{Imported, Mined, imported, mined};

/// Who depends on whom in a case.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Balance {
    /// Producers in the world of what the case is about, each edition by itself.
    pub mined: Vec<Mined>,
    /// Shares of the case by role, with figures of their concentration and largest part.
    pub held: Vec<Row>,
    /// The largest single dependence on another country or party.
    pub largest: Option<Dependence>,
    /// Roles of which the case names nobody.
    pub unnamed: Vec<Role>,
    /// What a new mine or a lost buyer changes.
    pub changes: Vec<Changed>,
    /// Duties, and what they leave of a price.
    pub duties: Vec<Duty>,
    /// What could not be worked out, and what it lacks.
    pub ends: Vec<(String, Need)>,
}

/// Shares of one role with their figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The shares.
    pub held: Held,
    /// Their concentration.
    pub hhi: FigureId,
    /// The part of the largest holder, in per cent.
    pub most: FigureId,
}

/// A change with its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// What happens, in words.
    pub says: String,
    /// The change.
    pub change: Change,
    /// Concentration before.
    pub before: FigureId,
    /// Concentration after.
    pub after: FigureId,
    /// The whole after over the whole before.
    pub whole: FigureId,
}

/// A duty and what it leaves.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Duty {
    /// Who levies it.
    pub importer: String,
    /// Whose goods.
    pub exporter: String,
    /// On what goods; all where none are named.
    pub goods: Option<String>,
    /// The duty.
    pub rate: FigureId,
    /// What the seller keeps of 100 dollars paid by the buyer, before freight and charges.
    pub kept: FigureId,
}

/// Works out the balance of a case.
pub fn balance(desk: &mut Desk<'_>, projects: &[Worked]) -> Balance {
    let mut done = Balance::default();
    let own = desk.case.case.as_ref().and_then(|about| about.country.clone());
    producers(desk, projects, &mut done);
    buyers(desk, &mut done);
    owners(desk, &mut done);
    lenders(desk, &mut done);
    operators(desk, &mut done);
    if let Some(own) = &own {
        new_mines(desk, projects, own, &mut done);
    }
    duties(desk, &mut done);
    let held: Vec<Held> = done.held.iter().map(|row| row.held.clone()).collect();
    let own: Vec<&str> = own.as_deref().into_iter().collect();
    done.largest = largest(&held, &own);
    let roles = [
        Role::Buyer,
        Role::Owner,
        Role::Financier,
        Role::Operator,
        Role::Offtaker,
        Role::Guarantor,
    ];
    let named = |role: &Role| held.iter().any(|held| held.role == *role);
    done.unnamed = roles.into_iter().filter(|role| !named(role)).collect();
    done
}

fn spread(bounds: Bounds) -> Spread {
    Spread { low: bounds.low, best: bounds.low, high: bounds.high }
}

/// Adds shares with figures of their concentration and of the largest part, named by the entry
/// that they are of, since two entries may be called the same.
fn add(desk: &mut Desk<'_>, done: &mut Balance, key: &[&str], held: Held, origin: &Origin) {
    let Some(most) = held.shares.largest().cloned() else { return };
    let path = [&["balance", held.role.word()], key].concat();
    let hhi = FigureId::path(&[&path[..], &["hhi"]].concat());
    let label = format!("{}: concentration of {}s", held.of, held.role.word());
    let hhi = desk.figures.add(Figure::new(hhi, label, spread(held.hhi), None, origin.clone()));
    let id = FigureId::path(&[&path[..], &["most"]].concat());
    let label = format!("{}: part of {}", held.of, most.who);
    let part = Spread::exact(100.0 * most.part);
    let most = desk.figures.add(Figure::new(id, label, part, Some(PERCENT), origin.clone()));
    done.held.push(Row { held, hhi, most });
}

/// Producers in the world of what the projects sell and the country trades.
fn producers(desk: &mut Desk<'_>, projects: &[Worked], done: &mut Balance) {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    wanted.extend(projects.iter().flat_map(|worked| output(worked).into_keys()));
    wanted.extend(desk.case.trade.iter().filter_map(|trade| trade.commodity.clone()));
    for commodity in wanted {
        match mined(desk.tables, &commodity) {
            Ok(found) => done.mined.extend(found),
            Err(need) => done.ends.push((format!("producers of {commodity}"), need)),
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

/// Buyers at the border, in the last year of each good, and what losing the largest leaves.
fn buyers(desk: &mut Desk<'_>, done: &mut Balance) {
    let case = desk.case;
    let mut goods: BTreeMap<(String, String, String), Vec<&Trade>> = BTreeMap::new();
    for trade in &case.trade {
        let name = trade.commodity.clone().or_else(|| trade.good.clone()).unwrap_or_default();
        let hs = trade.hs.clone().unwrap_or_default();
        let key = (trade.flow.word().to_owned(), name, hs);
        goods.entry(key).or_default().push(trade);
    }
    for ((flow, name, hs), rows) in goods {
        let worth = |row: &&&Trade| {
            row.value.as_ref().and_then(|v| v.amount.middle()).is_some_and(|v| 0.0 < v)
        };
        let Some(last) = rows.iter().filter(worth).map(|row| row.period).max_by_key(|p| p.last)
        else {
            continue;
        };
        let of_year = || rows.iter().filter(|row| row.period == last);
        let parts: Vec<(&str, f64)> = of_year()
            .filter_map(|row| {
                let share = row.partner_share.as_ref()?.amount_in(PERCENT).ok()?.middle()?;
                Some((row.partner.as_deref()?, share / 100.0))
            })
            .collect();
        let role = if flow == "export" { Role::Buyer } else { Role::Producer };
        let year = last.to_string();
        let key = [name.as_str(), &flow, &hs, &year];
        let label = format!("{name} {flow}s ({hs}), {last}");
        let shares = match Shares::of_parts(&parts) {
            Ok(shares) => shares,
            Err(error) => {
                done.ends.push((label, Need(format!("shares that fit: {error}"))));
                continue;
            }
        };
        let Some(first) = of_year().next() else { continue };
        let source = first.source.0.id.clone();
        let at = place(first.at.of("partner_share"), &["trade", &hs, &year]);
        let origin = Origin::Stated { at, sources: vec![source.clone()] };
        let held = Held::new(role, label.clone(), source, shares, Unknown::Others);
        if let (Role::Buyer, Some(most)) = (role, held.shares.largest()) {
            let event = Event::Lost { who: most.who.clone(), taken_up_by: None };
            let says = format!("{label}: {} buys no more", most.who);
            let unnamed = held.shares.unknown();
            let rows: Vec<(&str, f64)> =
                held.shares.named().iter().map(|s| (s.who.as_str(), s.part)).collect();
            match change(&rows, unnamed, Unknown::Others, event) {
                Ok(change) => changed(desk, done, &key, says, change, &origin),
                Err(_) => done.ends.push((says, Need("another buyer: there is none".to_owned()))),
            }
        }
        add(desk, done, &key, held, &origin);
    }
}

/// Owners of each project and mine on the day, by country where the case knows it. A share of
/// profit or of revenue owns nothing.
fn owners(desk: &mut Desk<'_>, done: &mut Balance) {
    let case = desk.case;
    let mut things: BTreeMap<&str, Vec<(String, f64)>> = BTreeMap::new();
    let mut firsts = BTreeMap::new();
    let owns = |holding: &&Holding| {
        use HoldingKind::{Carried, Equity, FreeCarried};
        matches!(holding.kind, Equity | FreeCarried | Carried)
            && holding.starts.is_none_or(|start| start.first <= desk.day)
            && holding.ends.is_none_or(|end| desk.day <= end.last)
    };
    for holding in case.holdings.iter().filter(owns) {
        let Some(share) =
            holding.share.first().value.amount_in(PERCENT).ok().and_then(|a| a.middle())
        else {
            continue;
        };
        let who = power(desk, &holding.holder.id);
        let rows = things.entry(holding.of.id.as_str()).or_default();
        match rows.iter_mut().find(|row| row.0 == who) {
            Some(row) => row.1 += share / 100.0,
            None => rows.push((who, share / 100.0)),
        }
        firsts.entry(holding.of.id.as_str()).or_insert(holding);
    }
    for (thing, parts) in things {
        let holding = firsts[thing];
        let label = format!("{}, ownership", desk.name_of(thing));
        let source =
            holding.source.as_ref().map_or_else(|| "the case".to_owned(), |s| s.id.clone());
        let origin = said(place(holding.at.of("share"), &["holdings", thing]), &source);
        table(desk, done, (Role::Owner, thing), label, source, &parts, &origin);
    }
}

/// Where something is stated; a choice where no source is named.
fn said(at: crate::figure::Place, source: &str) -> Origin {
    match source {
        "the case" => Origin::Chosen { at },
        source => Origin::Stated { at, sources: vec![source.to_owned()] },
    }
}

/// Shares of parts of a whole.
fn table(
    desk: &mut Desk<'_>,
    done: &mut Balance,
    (role, entry): (Role, &str),
    label: String,
    source: String,
    parts: &[(String, f64)],
    origin: &Origin,
) {
    let rows: Vec<(&str, f64)> = parts.iter().map(|(who, part)| (who.as_str(), *part)).collect();
    match Shares::of_parts(&rows) {
        Ok(shares) => {
            let held = Held::new(role, label, source, shares, Unknown::Anyone);
            add(desk, done, &[entry], held, origin);
        }
        Err(error) => done.ends.push((label, Need(format!("shares that fit: {error}")))),
    }
}

/// The country of a party, or its name where the case does not say.
fn power(desk: &Desk<'_>, party: &str) -> String {
    let found = desk.case.parties.iter().find(|known| known.id.id == party);
    found.map_or_else(
        || party.to_owned(),
        |party| party.country.clone().unwrap_or_else(|| party.name.clone()),
    )
}

/// What is lent to a site, or bought from it.
#[derive(Default)]
struct Pledged {
    /// By whom, and how much.
    rows: Vec<(String, f64)>,
    sources: Vec<String>,
    /// Where the first paper stands.
    at: Option<crate::figure::Place>,
}

/// Lenders, buyers of future output and guarantors of each site, by what is intended or agreed.
fn lenders(desk: &mut Desk<'_>, done: &mut Balance) {
    use oreproof_case::model::Role as Part;
    let case = desk.case;
    let superseded: BTreeSet<&str> = case
        .instruments
        .iter()
        .flat_map(|i| i.supersedes.iter().map(|old| old.id.as_str()))
        .collect();
    let kinds = [
        (InstrumentKind::Financing, Part::Lender, Role::Financier, "lending by amount"),
        (InstrumentKind::Offtake, Part::Buyer, Role::Offtaker, "offtake by amount"),
    ];
    for (kind, part, role, words) in kinds {
        let mut sites: BTreeMap<String, Pledged> = BTreeMap::new();
        let live = |id: &str| !superseded.contains(id);
        for paper in case.instruments.iter().filter(|i| i.kind == kind && live(&i.id.id)) {
            let sums = [&paper.implemented, &paper.contracted, &paper.intended];
            let sum = sums.into_iter().flatten().next();
            let sum = sum.and_then(|sum| sum.first().value.amount_in(USD).ok()?.middle());
            let site = paper.sites.first().map_or("", |site| site.id.as_str()).to_owned();
            let who =
                paper.parties.iter().filter(|p| p.role == part).map(|p| power(desk, &p.party.id));
            let who: Vec<String> = who.collect();
            let (Some(sum), false) = (sum, who.is_empty()) else {
                let lacks = Need("its amount in dollars and who gives it".to_owned());
                done.ends.push((paper.title.clone(), lacks));
                continue;
            };
            let entry = sites.entry(site).or_default();
            for one in &who {
                let amount = sum / who.len() as f64;
                match entry.rows.iter_mut().find(|row| row.0 == *one) {
                    Some(row) => row.1 += amount,
                    None => entry.rows.push((one.clone(), amount)),
                }
            }
            entry.sources.extend(paper.source.as_ref().map(|source| source.id.clone()));
            entry.at.get_or_insert_with(|| {
                place(paper.at.of("parties"), &["instruments", &paper.id.id])
            });
        }
        for (site, Pledged { rows, mut sources, at }) in sites {
            let Some(at) = at else { continue };
            sources.sort_unstable();
            sources.dedup();
            let name = sources.join(", ");
            let origin = match sources.is_empty() {
                true => Origin::Chosen { at },
                false => Origin::Stated { at, sources },
            };
            let rows: Vec<(&str, f64)> =
                rows.iter().map(|(who, sum)| (who.as_str(), *sum)).collect();
            let label = format!("{}, {words}", desk.name_of(&site));
            match Shares::of_amounts(&rows, 0.0) {
                Ok(shares) => {
                    let held = Held::new(role, label, name, shares, Unknown::Anyone);
                    add(desk, done, &[&site], held, &origin);
                }
                Err(error) => done.ends.push((label, Need(format!("amounts that fit: {error}")))),
            }
        }
    }
}

/// Who runs each project.
fn operators(desk: &mut Desk<'_>, done: &mut Balance) {
    let case = desk.case;
    for project in &case.projects {
        let Some(operator) = &project.operator else { continue };
        let source =
            project.source.as_ref().map_or_else(|| "the case".to_owned(), |s| s.id.clone());
        let origin = said(place(project.at.of("operator"), &["projects", &project.id.id]), &source);
        let parts = [(power(desk, &operator.id), 1.0)];
        let label = format!("{}, operation", project.name);
        table(desk, done, (Role::Operator, &project.id.id), label, source, &parts, &origin);
    }
}

/// What each project's output changes in the world's mine production.
fn new_mines(desk: &mut Desk<'_>, projects: &[Worked], own: &str, done: &mut Balance) {
    for worked in projects {
        for (commodity, tonnes) in output(worked) {
            let newest = done.mined.iter().find(|mined| mined.commodity == commodity).cloned();
            let Some(mined) = newest else { continue };
            let Some(per) = mined.tonnes_per_unit else { continue };
            let rows: Vec<(&str, f64)> =
                mined.amounts.iter().map(|(who, amount)| (who.as_str(), *amount)).collect();
            let event = Event::More { who: own.to_owned(), amount: tonnes / per };
            let says =
                format!("{}: {} adds its yearly average", mined.held.of, desk.name_of(&worked.id));
            match change(&rows, mined.unnamed, Unknown::Others, event) {
                Ok(change) => {
                    let origin =
                        Origin::Table { row: mined.row.clone(), source: mined.source.clone() };
                    let key = [worked.id.as_str(), &worked.terms, &commodity];
                    changed(desk, done, &key, says, change, &origin);
                }
                Err(error) => done.ends.push((says, Need(error.to_string()))),
            }
        }
    }
}

fn changed(
    desk: &mut Desk<'_>,
    done: &mut Balance,
    key: &[&str],
    says: String,
    change: Change,
    origin: &Origin,
) {
    let mut add = |name: &str, label: String, value: Spread| {
        let id = FigureId::path(&[&["balance", "change"], key, &[name]].concat());
        desk.figures.add(Figure::new(id, label, value, None, origin.clone()))
    };
    let before = add("before", format!("{says}: concentration before"), spread(change.hhi_before));
    let after = add("after", format!("{says}: concentration after"), spread(change.hhi_after));
    let whole =
        add("whole", format!("{says}: the whole after over before"), Spread::exact(change.whole));
    done.changes.push(Changed { says, change, before, after, whole });
}

/// Duties of the case in force on its day, and what each leaves of a price.
fn duties(desk: &mut Desk<'_>, done: &mut Balance) {
    let case = desk.case;
    for tariff in &case.tariffs {
        let holds = tariff.starts.is_none_or(|start| start.first <= desk.day)
            && tariff.ends.is_none_or(|end| desk.day <= end.last);
        if !holds {
            continue;
        }
        let exporter = desk.country(&tariff.exporter);
        let rate = match desk.duty(tariff) {
            Ok(rate) => rate,
            Err(need) => {
                done.ends.push((format!("duty on goods of {exporter}"), need));
                continue;
            }
        };
        let kept = |percent: f64| {
            // Without freight and charges, the base of the duty does not matter.
            let base = DutyBase::Delivered;
            let sale =
                Sale { price: 100.0, duty: percent / 100.0, base, freight: 0.0, charges: 0.0 };
            netback(&sale).map(|netback| netback.value)
        };
        let percent = desk.value(&rate);
        match (kept(percent.high), kept(percent.best), kept(percent.low)) {
            (Ok(low), Ok(best), Ok(high)) => {
                let label = format!(
                    "of 100 dollars paid for goods of {exporter}, before freight and charges"
                );
                let value = Spread { low, best, high };
                let how = "100 / (1 + duty)";
                let kept =
                    desk.computed(&[rate.as_str(), "kept"], label, value, Some(USD), how, &[&rate]);
                done.duties.push(Duty {
                    importer: tariff.importer.clone(),
                    exporter: tariff.exporter.clone(),
                    goods: tariff.goods.clone(),
                    rate,
                    kept,
                });
            }
            (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => {
                let label = format!("duty on goods of {exporter}");
                done.ends.push((label, Need(error.to_string())));
            }
        }
    }
}
