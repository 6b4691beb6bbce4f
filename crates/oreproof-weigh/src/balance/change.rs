//! What new mines, lost buyers and bans change, and what duties leave of a price.

use oreproof_balance::Unknown;
use oreproof_balance::change::{Change, Event, change};
use oreproof_balance::tariff::{DutyBase, Sale, netback};
use serde::Serialize;

use super::{Balance, free, spread};
use crate::desk::{Desk, Need, PERCENT, USD, country};
use crate::figure::{Figure, FigureId, Origin};
use crate::project::Worked;
use crate::spread::Spread;

/// A change with its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// What happens, in words.
    pub says: String,
    /// The change.
    pub change: Change,
    /// Concentration before.
    pub before: FigureId,
    /// Concentration after; none where nothing is left.
    pub after: Option<FigureId>,
    /// The whole after over the whole before, in per cent.
    pub whole: FigureId,
    /// The part of who has more, in per cent before and after; none where somebody is lost.
    pub part: Option<(FigureId, FigureId)>,
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

/// What each project's output changes in the world's mine production.
pub(super) fn new_mines(desk: &mut Desk<'_>, projects: &[Worked], own: &str, done: &mut Balance) {
    for worked in projects {
        for (commodity, tonnes) in super::output(worked) {
            let newest = done.mined.iter().find(|row| row.mined.commodity == commodity);
            let Some(mined) = newest.map(|row| row.mined.clone()) else { continue };
            let Some(per) = mined.tonnes_per_unit else { continue };
            let rows: Vec<(&str, f64)> =
                mined.amounts.iter().map(|(who, amount)| (who.as_str(), *amount)).collect();
            let event = Event::More { who: own.to_owned(), amount: tonnes / per };
            let title = desk.case.projects.iter().find(|project| project.id.id == worked.id);
            let title = title.map_or(worked.id.as_str(), |project| &project.name);
            let says = format!("{}: {title} adds its yearly average", mined.held.of);
            match change(&rows, mined.unnamed, Unknown::Others, event) {
                Ok(change) => {
                    let origin =
                        Origin::Table { row: mined.row.clone(), source: mined.source.clone() };
                    let key = [worked.id.as_str(), &worked.terms, &commodity];
                    changed(desk, done, &key, says, change, Some(own), &origin);
                }
                Err(error) => done.ends.push((says, Need(error.to_string()))),
            }
        }
    }
}

/// Puts a change and its figures into the balance; `more` is who has more by it.
pub(super) fn changed(
    desk: &mut Desk<'_>,
    done: &mut Balance,
    key: &[&str],
    says: String,
    change: Change,
    more: Option<&str>,
    origin: &Origin,
) {
    let tables = desk.tables;
    let mut add = |name: &str, label: &str, value: Spread, unit| {
        let id = free(desk, &[&["balance", "change"], key, &[name]].concat());
        let label = format!("{says}: {label}");
        desk.figures.add(Figure::new(id, label, value, unit, origin.clone()))
    };
    let before = add("before", "concentration before", spread(change.hhi_before), None);
    let after = change.hhi_after.map(|hhi| add("after", "concentration after", spread(hhi), None));
    let whole = Spread::exact(100.0 * change.whole);
    let whole = add("whole", "the whole after, of that before", whole, Some(PERCENT));
    let part = more.zip(change.after.as_ref()).map(|(who, after)| {
        let called = country(tables, who);
        let mut part = |name: &str, part: f64| {
            let label = format!("part of {called} {name}");
            add(&format!("part-{name}"), &label, Spread::exact(100.0 * part), Some(PERCENT))
        };
        (part("before", change.before.of(who)), part("after", after.of(who)))
    });
    done.changes.push(Changed { says, change, before, after, whole, part });
}

/// Duties of the case in force on its day, and what each leaves of a price.
pub(super) fn duties(desk: &mut Desk<'_>, done: &mut Balance) {
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
