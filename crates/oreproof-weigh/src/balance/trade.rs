//! Who buys a country's goods at the border, and what losing one of them leaves.
//!
//! Each good, each reporter and each source is a row of its own, in the last year in which
//! anything of it was sold. Where a buyer is barred by a ban of the case, that is told as well.

use std::collections::BTreeMap;

use oreproof_balance::change::{Event, change};
use oreproof_balance::power::{Held, Role};
use oreproof_balance::{Shares, Unknown};
use oreproof_case::model::{Ban, Flow, Trade};

use super::change::changed;
use super::{Balance, Key, add};
use crate::desk::{Desk, Need, PERCENT, place};
use crate::figure::Origin;

/// What is traded: by whom, which way, what, its code, by whose account.
type Good<'c> = (&'c str, &'static str, &'c str, &'c str, &'c str);

/// Buyers and sellers at the border, in the last year of each good.
pub(super) fn traded(desk: &mut Desk<'_>, done: &mut Balance) {
    let case = desk.case;
    let mut goods: BTreeMap<Good<'_>, Vec<&Trade>> = BTreeMap::new();
    for trade in &case.trade {
        let name = trade.commodity.as_deref().or(trade.good.as_deref()).unwrap_or_default();
        let hs = trade.hs.as_deref().unwrap_or_default();
        let key = (&*trade.reporter, trade.flow.word(), name, hs, &*trade.source.0.id);
        goods.entry(key).or_default().push(trade);
    }
    let mut accounts: BTreeMap<(&str, &str, &str, &str), usize> = BTreeMap::new();
    for (reporter, flow, name, hs, _) in goods.keys() {
        *accounts.entry((reporter, flow, name, hs)).or_default() += 1;
    }
    let own = case.case.as_ref().and_then(|about| about.country.as_deref());
    for ((reporter, flow, name, hs, source), rows) in goods {
        let has_worth = |row: &&&Trade| {
            let value = row.value.as_ref().or(row.quantity.as_ref());
            value.and_then(|value| value.amount.middle()).is_some_and(|value| 0.0 < value)
        };
        let periods = rows.iter().filter(has_worth).map(|row| row.period);
        let Some(last) = periods.max_by_key(|period| period.last) else { continue };
        let of_year: Vec<&&Trade> = rows.iter().filter(|row| row.period == last).collect();
        let parts: Vec<(&str, f64)> = of_year
            .iter()
            .filter_map(|row| {
                let share = row.partner_share.as_ref()?.amount_in(PERCENT).ok()?.middle()?;
                Some((row.partner.as_deref()?, share / 100.0))
            })
            .collect();
        if parts.is_empty() {
            continue;
        }
        let year = last.to_string();
        // The case's own country goes without saying.
        let whose = if own == Some(reporter) { String::new() } else { format!(" of {reporter}") };
        let code = if hs.is_empty() { String::new() } else { format!(" ({hs})") };
        let label = format!("{name} {flow}s{whose}{code}, {last}");
        let shares = match Shares::of_parts(&parts) {
            Ok(shares) => shares,
            Err(error) => {
                done.ends.push((label, Need(format!("shares that fit: {error}"))));
                continue;
            }
        };
        let at = place(of_year[0].at.of("partner_share"), &["trade", hs, &year]);
        let origin = Origin::Stated { at, sources: vec![source.to_owned()] };
        let is_export = of_year[0].flow == Flow::Export;
        let role = if is_export { Role::Buyer } else { Role::Producer };
        let is_disputed = 1 < accounts[&(reporter, flow, name, hs)];
        let path = [name, flow, whose.trim(), hs, &year, if is_disputed { source } else { "" }];
        let barred: Vec<&Ban> = bans(desk, reporter, of_year[0]).collect();
        let held = Held::new(role, label.clone(), source.to_owned(), shares, Unknown::Others);
        let mut lost: Vec<(String, String)> = Vec::new();
        if let (true, Some(most)) = (is_export, held.shares.largest()) {
            lost.push((
                most.who.clone(),
                format!("{label}: {} buys no more", desk.country(&most.who)),
            ));
        }
        for ban in barred {
            let other = if is_export { &ban.importer } else { &ban.exporter };
            let [from, to] = [&ban.exporter, &ban.importer].map(|code| desk.country(code));
            let says = format!("{label}: the ban between {from} and {to}");
            match held.shares.of(other) {
                0.0 => done.ends.push((says, Need(format!("trade with {other}")))),
                _ => lost.push((other.clone(), says)),
            }
        }
        let unnamed = held.shares.unknown();
        let named: Vec<(&str, f64)> =
            held.shares.named().iter().map(|s| (s.who.as_str(), s.part)).collect();
        for (nth, (who, says)) in lost.into_iter().enumerate() {
            let event = Event::Lost { who, taken_up_by: None };
            let nth = if nth == 0 { String::new() } else { format!("ban-{nth}") };
            let key = [&path[..], &[nth.as_str()]].concat();
            match change(&named, unnamed, Unknown::Others, event) {
                Ok(change) => changed(desk, done, &key, says, change, None, &origin),
                Err(error) => done.ends.push((says, Need(error.to_string()))),
            }
        }
        add(desk, done, Key { path: &path, is_disputed }, held, &origin);
    }
}

/// Bans in force on the day that touch a reporter's trade in a good.
fn bans<'c>(
    desk: &Desk<'c>,
    reporter: &'c str,
    trade: &'c Trade,
) -> impl Iterator<Item = &'c Ban> + use<'c> {
    let day = desk.day;
    desk.case.bans.iter().filter(move |ban| {
        let whose = if trade.flow == Flow::Export { &ban.exporter } else { &ban.importer };
        whose == reporter
            && (ban.commodity.is_none() || ban.commodity == trade.commodity)
            && ban.starts.is_none_or(|start| start.first <= day)
            && ban.ends.is_none_or(|end| day <= end.last)
    })
}
