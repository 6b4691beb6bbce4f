//! Places, lists and countries.

use oreproof_case::model::Claim;
use oreproof_evidence::land::apart_km;
use oreproof_reference::commodity::Kind;
use oreproof_reference::{Edition, Stage, Status};
use oreproof_units::human;

use super::amounts::written;
use super::prices::row;
use super::{Answer, Answered, Ask, Outcome, and};
use crate::desk::{Desk, KILOMETRE, PERCENT, need};
use crate::figure::{Figure, FigureId, Origin};
use crate::spread::Spread;

/// The distance as claim, two sites as entries.
pub(super) fn distance(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let said = ask.claim(0, "the distance")?;
    let (a, b) = (ask.about(0, "the one site")?, ask.about(1, "the other site")?);
    let (Some(from), Some(to)) = (desk.site(a), desk.site(b)) else {
        return need(format!("sites called {a} and {b}"));
    };
    let Some((low, high)) = apart_km(from, to) else {
        return need(format!("the positions of {} and {}", from.name, to.name));
    };
    let (said_id, claimed) = desk.said_in(said, KILOMETRE)?;
    let spread = Spread { low, best: f64::midpoint(low, high), high };
    let mut sources: Vec<String> = [from, to]
        .iter()
        .flat_map(|site| site.positions.iter().map(|position| position.source.0.id.clone()))
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let at = crate::desk::place(from.at.of("positions"), &["sites", a, "positions"]);
    let label = format!("{} to {} in a straight line", from.name, to.name);
    let id = FigureId::path(&ask.path("apart"));
    let figure = Figure::new(id, label, spread, Some(KILOMETRE), Origin::Stated { at, sources });
    let apart = desk.figures.add(figure);
    let holds = claimed.meets(spread) || (claimed.low == f64::NEG_INFINITY && low <= claimed.high);
    let range = match (high - low) < 0.05 {
        true => format!("{low:.1} km"),
        false => format!("{low:.1} to {high:.1} km by the positions that sources give"),
    };
    let loose = claimed.high.is_finite() && 2.0 < claimed.high / high;
    let mut sentence = format!("said is {}; in a straight line it is {range}", written(said));
    if holds && loose {
        sentence = format!("{sentence}, a third or less of what is said");
        if claimed.high / high < 3.0 {
            sentence = sentence.replace("a third or less", "less than half");
        }
    }
    let verdict = if holds { Outcome::Pass } else { Outcome::Fail };
    Ok(Answer::new(verdict, sentence, vec![said_id, apart]))
}

/// A claim of membership: how many a list has, and which commodities are said to be on it.
pub(super) fn list_membership(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let said = ask.claim(0, "what is said of the list")?;
    let day = desk.said_on(said).map_or(desk.day, |period| period.last);
    let issuer = match said.place.as_deref() {
        Some(place) => desk.tables.countries().get(place).map_or(place, |c| &c.name).to_owned(),
        None => return need(format!("whose list claim {} speaks of: its `place`", said.id)),
    };
    let lists = desk.tables.lists();
    let issued = |name: &str| lists.iter().find(|list| list.issuer == name).is_some();
    let issuer = [issuer.as_str(), "United States", "European Union"]
        .into_iter()
        .find(|name| issued(name) && (*name == issuer || issuer.contains(name)))
        .or_else(|| {
            lists
                .iter()
                .map(|list| list.issuer.as_str())
                .find(|name| issuer.contains(*name) || name.contains(&issuer))
        });
    let Some(issuer) = issuer else { return need("a list by that issuer") };
    let Some(in_force) = lists.in_force(issuer, day) else {
        return need(format!("the list that {issuer} had in force on {day}"));
    };
    let draft = lists.open_draft(issuer, day);
    let mut figures = Vec::new();
    let mut sentence = String::new();
    let mut holds = true;
    let list_figure = |desk: &mut Desk<'_>, list: &oreproof_reference::CriticalList| {
        let source = desk.tables.cite(&list.source);
        let label = format!("entries of {}", list.title);
        row(
            desk,
            &["lists", &list.id, "entries"],
            label,
            list.members.len() as f64,
            format!("critical/{}", list.id),
            source,
        )
    };
    figures.push(list_figure(desk, in_force));
    if let Some(draft) = draft {
        figures.push(list_figure(desk, draft));
    }
    if said.value.is_some() {
        let id = desk.said(said)?;
        let stated = desk.value(&id).best;
        let is_draft = draft.is_some_and(|draft| draft.members.len() as f64 == stated);
        let is_force = in_force.members.len() as f64 == stated;
        holds &= is_force;
        sentence = match (is_force, is_draft) {
            (true, _) => format!("the list in force on {day} has {stated} entries"),
            (false, true) => format!(
                "{stated} is the draft; the list in force on {day} has {} entries, and entries are commodities, not elements",
                in_force.members.len()
            ),
            (false, false) => format!(
                "the list in force on {day} has {} entries, not {stated}",
                in_force.members.len()
            ),
        };
        figures.push(id);
    }
    let mut named: Vec<&String> =
        ask.claims.iter().flat_map(|claim: &&Claim| claim.commodities.iter()).collect();
    let mut seen = std::collections::BTreeSet::new();
    named.retain(|name| seen.insert(*name));
    let (mut off, mut only_draft) = (Vec::new(), Vec::new());
    for commodity in named {
        let answers = match lists.is_member(commodity, day) {
            Ok(answers) => answers,
            Err(unknown) => return need(unknown.needs()),
        };
        let on = |status: Status| {
            answers.iter().any(|answer| {
                answer.list.issuer == issuer && answer.status == status && answer.on_list
            })
        };
        match (on(Status::Final), on(Status::Draft)) {
            (true, _) => {}
            (false, true) => only_draft.push(commodity.clone()),
            (false, false) => off.push(commodity.clone()),
        }
    }
    holds &= off.is_empty() && only_draft.is_empty();
    let mut say = |words: String| {
        sentence = if sentence.is_empty() { words } else { format!("{sentence}; {words}") };
    };
    if !only_draft.is_empty() {
        say(format!(
            "{} {} on the draft only",
            and(&only_draft),
            if only_draft.len() == 1 { "is" } else { "are" }
        ));
    }
    if !off.is_empty() {
        say(format!("{} {} on neither", and(&off), if off.len() == 1 { "is" } else { "are" }));
    }
    let verdict = if holds { Outcome::Pass } else { Outcome::Fail };
    Ok(Answer::new(verdict, sentence, figures))
}

/// A promise of commodities from a country, against the countries that the survey of the world's
/// mines lists for each.
pub(super) fn listed_vs_promised(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let promise = ask.claim(0, "the promise")?;
    let country = desk.case.case.as_ref().and_then(|case| case.country.clone());
    let place = promise.place.clone().or(country);
    let country = place.as_deref().and_then(|place| desk.tables.countries().get(place));
    let Some(country) = country else { return need("the country that is to supply it") };
    let year = desk.said_on(promise).map_or(desk.day, |period| period.last).year();
    let edition = [year, year - 1, 2026, 2025]
        .into_iter()
        .map(Edition)
        .find(|edition| desk.tables.production().iter().any(|output| output.edition == *edition));
    let Some(edition) = edition else { return need("a survey of the world's mines") };
    let commodities: Vec<String> =
        ask.claims.iter().flat_map(|claim| claim.commodities.clone()).collect();
    if commodities.is_empty() {
        return need(format!("the commodities of claim {}", promise.id));
    }
    let (mut figures, mut absent, mut listed) = (Vec::new(), Vec::new(), Vec::new());
    for commodity in commodities {
        let known = match desk.tables.commodities().named(&commodity) {
            Ok(known) => known.name.clone(),
            Err(unknown) => return need(unknown.needs()),
        };
        let rows: Vec<_> = [Stage::Mine, Stage::Reserves]
            .into_iter()
            .flat_map(|stage| desk.tables.outputs(&known, stage, edition))
            .collect();
        if rows.is_empty() {
            return need(format!("the countries that mine {known}"));
        }
        let mut countries: Vec<&str> = rows.iter().filter_map(|row| row.place.country()).collect();
        countries.sort_unstable();
        countries.dedup();
        let here = countries.iter().any(|iso| *iso == country.iso3);
        let n = countries.len();
        let source = desk.tables.cite(&rows[0].source);
        let label = format!("countries listed for {known}, {}", edition.0);
        let name = format!("listed-{known}");
        let id = format!("production/{known}/{}", edition.0);
        figures.push(row(desk, &ask.path(&name), label, n as f64, id, source));
        if here { listed.push(known) } else { absent.push(format!("{known} ({n} countries)")) }
    }
    let sentence = match (absent.is_empty(), listed.is_empty()) {
        (true, _) => format!("{} is listed for {}", country.name, and(&listed)),
        (false, true) => format!("{} is not listed for {}", country.name, and(&absent)),
        (false, false) => {
            format!("{} is listed for {}, and not for {}", country.name, and(&listed), and(&absent))
        }
    };
    let verdict = if absent.is_empty() { Outcome::Pass } else { Outcome::Fail };
    Ok(Answer::new(verdict, sentence, figures))
}

/// A count of the members of a group of commodities.
pub(super) fn group_count(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let said = ask.claim(0, "the count")?;
    let Some(group) = said.commodities.first() else { return need("the group that is counted") };
    let known = match desk.tables.commodities().named(group) {
        Ok(known) => known.name.clone(),
        Err(unknown) => return need(unknown.needs()),
    };
    let members: Vec<String> = desk
        .tables
        .commodities()
        .of_group(&known)
        .filter(|c| c.kind != Kind::Group)
        .map(|c| c.name.clone())
        .collect();
    if members.is_empty() {
        return need(format!("the members of {known}"));
    }
    let id = desk.said(said)?;
    let stated = desk.value(&id).best;
    let path = ["groups", &known, "members"];
    let n = row(
        desk,
        &path,
        format!("members of {known}"),
        members.len() as f64,
        format!("commodities/{known}"),
        String::new(),
    );
    let sentence = format!("{known} are {}: {}", members.len(), and(&members));
    let verdict = if stated == members.len() as f64 { Outcome::Pass } else { Outcome::Fail };
    Ok(Answer::new(verdict, sentence, vec![id, n]))
}

/// A duty said to be the lowest of a group of countries, against the duties of the case.
pub(super) fn superlative(desk: &mut Desk<'_>, ask: &Ask<'_>) -> Answered {
    let said = ask.claim(0, "the duty")?;
    let (id, stated) = desk.said_in(said, PERCENT)?;
    let Some(group) = said.place.clone() else { return need("the group that it is the lowest of") };
    let day = desk.said_on(said).map_or(desk.day, |period| period.last);
    let mut figures = vec![id];
    let mut lower = Vec::new();
    let mut others = 0;
    for tariff in &desk.case.tariffs {
        let in_group = tariff.group.as_deref().is_some_and(|g| g.eq_ignore_ascii_case(&group));
        let holds = tariff.starts.is_none_or(|start| start.first <= day)
            && tariff.ends.is_none_or(|end| day <= end.last);
        if !in_group || !holds || tariff.goods.is_some() {
            continue;
        }
        others += 1;
        let exporter = desk.country(&tariff.exporter);
        let rate_id = desk.duty(tariff)?;
        let rate = desk.value(&rate_id);
        if rate.best < stated.best {
            lower.push(format!("{exporter} {} %", human::number(rate.best)));
        }
        figures.push(rate_id);
    }
    if others < 2 {
        return need(format!("the duties on goods of the countries of {group}"));
    }
    let sentence = match lower.is_empty() {
        true => format!("{} is the lowest of {others} duties in {group}", written(said)),
        false => format!("{} is not the lowest in {group}: {}", written(said), and(&lower)),
    };
    let verdict = if lower.is_empty() { Outcome::Pass } else { Outcome::Fail };
    Ok(Answer::new(verdict, sentence, figures))
}
