//! Who depends on whom: each role by itself, the largest single dependence by name, and what a
//! new mine, a lost buyer, a ban or a duty changes.

use oreproof_balance::power::{Held, Role};
use oreproof_case::Case;
use oreproof_weigh::balance::{Balance, Changed, Row};
use oreproof_weigh::{Figure, FigureId, Weighing};

use super::number;
use crate::chart::bars::{Bar, Bars};
use crate::chart::change::{Change, Pair};
use crate::chart::palette::Ink;
use crate::chart::parts::{Part, Parts, Whole};
use crate::number::{Printed, Unit};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Digits, Table};
use crate::{Caption, Chart};

/// Shares by role, concentration in the world, changes and duties.
pub(super) fn blocks(weighing: &Weighing, case: &Case) -> Vec<Block> {
    let balance = &weighing.balance;
    let mut blocks = Vec::new();
    blocks.extend(largest(weighing));
    blocks.extend(roles(weighing, case));
    blocks.extend(world(weighing));
    blocks.extend(mines(weighing));
    blocks.extend(losses(weighing));
    blocks.extend(duties(weighing));
    let mut lacks: Vec<Vec<Span>> = Vec::new();
    if !balance.unnamed.is_empty() {
        let roles: Vec<_> = balance.unnamed.iter().map(|role| role.word()).collect();
        lacks.push(vec![Span::Text(format!("The case names no {}.", roles.join(" and no ")))]);
    }
    let ends = balance
        .ends
        .iter()
        .map(|(of, need)| vec![Span::Text(format!("{of}: not computable, needs {}.", need.0))]);
    lacks.extend(ends);
    // Without a single share there is nothing to say, and so no section.
    if !blocks.is_empty() && !lacks.is_empty() {
        blocks.push(Block::List(lacks));
    }
    blocks
}

fn cell(weighing: &Weighing, id: &FigureId, digits: usize) -> Cell {
    match weighing.figures.get(id) {
        Some(figure) => Cell::Number(printed(figure), Digits::Of(digits)),
        None => Cell::Empty,
    }
}

fn printed(figure: &Figure) -> Printed {
    Printed::of(figure.value.best, figure.id.as_str())
}

/// The upper bound of a figure, where it has one.
fn high(weighing: &Weighing, id: &FigureId) -> Cell {
    match weighing.figures.get(id).filter(|figure| !figure.value.is_exact()) {
        Some(figure) => {
            Cell::Number(Printed::of(figure.value.high, figure.id.as_str()), Digits::Of(3))
        }
        None => Cell::Empty,
    }
}

fn percent() -> Unit {
    Unit::plain("%")
}

/// The largest single dependence by name, and those as large.
fn largest(weighing: &Weighing) -> Option<Block> {
    let balance = &weighing.balance;
    let most = balance.largest.as_ref()?;
    let figure = weighing.figures.get(&most.figure)?;
    let one = &most.dependence;
    let mut words = vec![
        Span::Text(format!("{}, {} of {}: ", balance.name(&one.on), one.role.word(), one.of)),
        number(figure),
        Span::Text(" of the whole.".to_owned()),
    ];
    if !most.equals.is_empty() {
        let equals: Vec<String> =
            most.equals.iter().map(|(of, on)| format!("{} in {of}", balance.name(on))).collect();
        words.push(Span::Text(format!(" As large: {}.", equals.join("; "))));
    }
    words.push(Span::Text(
        " Roles are not added up: a tenth of the lending and a tenth of the buying are not the same tenth."
            .to_owned(),
    ));
    Some(Block::Aside("Largest single dependence.".to_owned(), words))
}

/// Who holds which part of every role, as bars and as a table.
fn roles(weighing: &Weighing, case: &Case) -> Vec<Block> {
    let balance = &weighing.balance;
    let rows = &balance.held;
    if rows.is_empty() {
        return Vec::new();
    }
    let own = case.case.as_ref().and_then(|about| about.country.as_deref());
    let wholes = rows.iter().map(|row| Whole {
        name: named(row),
        parts: row
            .held
            .shares
            .named()
            .iter()
            .zip(&row.parts)
            .map(|(share, id)| Part {
                who: balance.name(&share.who).to_owned(),
                part: Printed::of(share.part, id.as_str()),
            })
            .collect(),
        unnamed: row.unnamed.as_ref().map(|id| Printed::of(row.held.shares.unknown(), id.as_str())),
    });
    let picture =
        Parts { wholes: wholes.collect(), own: own.map(|own| balance.name(own).to_owned()) };
    let title = match &weighing.balance.largest {
        Some(most) => format!(
            "{} holds {:.0} % as {} of {}",
            balance.name(&most.dependence.on),
            100.0 * most.dependence.part,
            most.dependence.role.word(),
            most.dependence.of
        ),
        None => "Nobody but the country itself holds a part".to_owned(),
    };
    let told = rows.iter().map(|row| format!("{}: {}", named(row), leaders(balance, &row.held)));
    let caption = Caption {
        id: "balance-roles".to_owned(),
        title,
        subtitle: "Who holds which part of each role, in per cent; each row is a whole of its own"
            .to_owned(),
        source: "The case; each part names its source".to_owned(),
        note: "A party stands under its country where the case names one. Where sources disagree, each has a row.".to_owned(),
        alt: told.collect::<Vec<_>>().join(". "),
    };
    let columns = vec![
        Column::words("Role"),
        Column::words("Of"),
        Column::words("By"),
        Column::words("Largest"),
        Column::numbers("Its part", percent()),
        Column::numbers("Not named", percent()),
        Column::numbers("HHI", Unit::none()),
        Column::numbers("HHI at most", Unit::none()),
    ];
    let mut table = Table::new("Concentration by role", columns);
    for row in rows {
        let most = row.held.shares.largest().map_or("", |share| balance.name(&share.who));
        let cells = vec![
            Cell::text(row.held.role.word()),
            Cell::text(row.held.of.clone()),
            Cell::text(row.held.source.clone()),
            Cell::text(most),
            row.parts.first().map_or(Cell::Empty, |id| cell(weighing, id, 3)),
            row.unnamed.as_ref().map_or(Cell::Empty, |id| cell(weighing, id, 3)),
            cell(weighing, &row.hhi, 3),
            high(weighing, &row.hhi),
        ];
        table.push(cells).expect("eight columns, eight cells");
    }
    let chart = Chart::new(caption, &picture).led_by(rows[0].hhi.as_str());
    let note = "The Herfindahl–Hirschman index (HHI) is the sum of the squares of all parts: 1 for a single holder, 0.1 for ten equal ones. What nobody is named for widens it: the second number is the most that it can be.";
    vec![
        Block::Chart(Box::new(chart)),
        Block::Text(vec![Span::Text(note.to_owned())]),
        Block::Table(table),
    ]
}

fn named(row: &Row) -> String {
    let role = match row.held.role {
        Role::Buyer | Role::Producer => String::new(),
        role => format!(", {}s", role.word()),
    };
    match row.is_disputed {
        true => format!("{}{role} by {}", row.held.of, row.held.source),
        false => row.held.of.clone(),
    }
}

/// The largest holders in words.
fn leaders(balance: &Balance, held: &Held) -> String {
    let parts = held.shares.named().iter().take(3);
    let parts =
        parts.map(|share| format!("{} {:.1} %", balance.name(&share.who), 100.0 * share.part));
    parts.collect::<Vec<_>>().join(", ")
}

/// Concentration of mine production: the newest edition as bars, all as a table.
fn world(weighing: &Weighing) -> Vec<Block> {
    let mined = &weighing.balance.mined;
    let Some(newest) = mined.iter().map(|row| row.mined.edition).max() else { return Vec::new() };
    let of = |row: &oreproof_weigh::balance::Produced| match row.mined.part.as_str() {
        "" => row.mined.commodity.clone(),
        part => format!("{} ({part})", row.mined.commodity),
    };
    let mut newest: Vec<_> = mined.iter().filter(|row| row.mined.edition == newest).collect();
    newest.sort_by(|a, b| b.mined.held.hhi.low.total_cmp(&a.mined.held.hhi.low));
    let bars = newest.iter().map(|row| Bar {
        name: format!("{}, {}", of(row), row.mined.year),
        value: Printed::of(row.mined.held.hhi.low, row.hhi.as_str()),
        bounds: Some((row.mined.held.hhi.low, row.mined.held.hhi.high)),
        digits: Digits::Of(3),
        ink: Ink::Proof,
    });
    let picture = Bars {
        measure: "HHI".to_owned(),
        unit: Unit::none(),
        bars: bars.collect(),
        marker: None,
        legend: Vec::new(),
    };
    let Some(most) = newest.first() else { return Vec::new() };
    let leader = most.mined.held.shares.largest();
    let title = leader.map_or_else(String::new, |share| {
        format!(
            "Of these, {} lies in the fewest hands: {} mines {:.0} %",
            of(most),
            weighing.balance.name(&share.who),
            100.0 * share.part
        )
    });
    let told = newest.iter().map(|row| {
        format!("{} {:.3} to {:.3}", of(row), row.mined.held.hhi.low, row.mined.held.hhi.high)
    });
    let caption = Caption {
        id: "balance-world".to_owned(),
        title,
        subtitle: "Concentration of the world's mine production by country (HHI, 0 to 1)"
            .to_owned(),
        source: most.mined.source.clone(),
        note: "The whisker ends where all countries not named were one.".to_owned(),
        alt: format!("Bars: {}.", told.collect::<Vec<_>>().join("; ")),
    };
    let columns = vec![
        Column::words("Mine production"),
        Column::words("Edition"),
        Column::numbers("HHI", Unit::none()),
        Column::numbers("HHI at most", Unit::none()),
        Column::numbers("× governance", Unit::none()),
        Column::words("Largest"),
        Column::numbers("Its part", percent()),
        Column::numbers("Own part", percent()),
    ];
    let mut table = Table::new("Every edition by itself", columns);
    for row in mined {
        let cells = vec![
            Cell::text(format!("{}, {}", of(row), row.mined.year)),
            Cell::text(row.mined.edition.to_string()),
            cell(weighing, &row.hhi, 3),
            high(weighing, &row.hhi),
            cell(weighing, &row.weighted, 3),
            Cell::text(
                row.mined
                    .held
                    .shares
                    .largest()
                    .map_or("", |share| weighing.balance.name(&share.who)),
            ),
            cell(weighing, &row.largest, 3),
            row.own.as_ref().map_or(Cell::Empty, |id| cell(weighing, id, 3)),
        ];
        table.push(cells).expect("eight columns, eight cells");
    }
    let chart = Chart::new(caption, &picture).led_by(most.hhi.as_str());
    vec![Block::Chart(Box::new(chart)), Block::Table(table)]
}

/// Pairs of figures before and after.
fn pairs<'w>(
    weighing: &'w Weighing,
    of: impl Fn(&'w Changed) -> Option<(Printed, Printed)>,
) -> Vec<Pair> {
    let changes = weighing.balance.changes.iter();
    let pairs = changes.filter_map(|change| {
        let (before, after) = of(change)?;
        Some(Pair { name: change.says.replace("mine production of ", ""), before, after })
    });
    pairs.collect()
}

/// What the projects' output makes of the country's part in the world.
fn mines(weighing: &Weighing) -> Option<Block> {
    let figure = |id: &FigureId| weighing.figures.get(id).map(printed);
    let pairs = pairs(weighing, |change| {
        let (before, after) = change.part.as_ref()?;
        Some((figure(before)?, figure(after)?))
    });
    let most = pairs.iter().max_by(|a, b| a.after.value.total_cmp(&b.after.value))?;
    let caption = Caption {
        id: "balance-mines".to_owned(),
        title: format!("{}, {:.2} % of the world", most.name, most.after.value),
        subtitle: "The country's part of the world's mine production, in per cent, before and with each project".to_owned(),
        source: "Yearly summary of mine production, and the case's projects".to_owned(),
        note: "The yearly average of a project over the years in which it produces, added to one year's production of the world.".to_owned(),
        alt: told(&pairs, "%"),
    };
    Some(chart(caption, "part of the world", pairs, ("today", "with the project")))
}

/// What is left of the trade where the largest buyer is lost, or one is barred.
fn losses(weighing: &Weighing) -> Option<Block> {
    let pairs = pairs(weighing, |change| {
        if change.part.is_some() {
            return None;
        }
        let whole = printed(weighing.figures.get(&change.whole)?);
        let before = Printed { value: 100.0, figure: whole.figure.clone() };
        Some((before, whole))
    });
    let least = pairs.iter().min_by(|a, b| a.after.value.total_cmp(&b.after.value))?;
    let caption = Caption {
        id: "balance-losses".to_owned(),
        title: match least.after.value {
            0.0 => format!("{}, and nothing is left", least.name),
            left => format!("{}, and {left:.1} % are left", least.name),
        },
        subtitle: "What is left of today's trade, in per cent, where a buyer is lost or barred and nobody takes it up".to_owned(),
        source: "The case's figures of trade".to_owned(),
        note: "Nobody is supposed to take up what a lost buyer took: who might is not known.".to_owned(),
        alt: told(&pairs, "%"),
    };
    Some(chart(caption, "trade", pairs, ("today", "without")))
}

fn told(pairs: &[Pair], unit: &str) -> String {
    let told = pairs.iter().map(|pair| {
        format!("{}: {:.2} to {:.2} {unit}", pair.name, pair.before.value, pair.after.value)
    });
    told.collect::<Vec<_>>().join("; ")
}

fn chart(caption: Caption, measure: &str, pairs: Vec<Pair>, names: (&str, &str)) -> Block {
    let first = pairs.iter().find_map(|pair| pair.after.figure.clone()).unwrap_or_default();
    let picture = Change {
        measure: measure.to_owned(),
        unit: percent(),
        before: names.0.to_owned(),
        after: names.1.to_owned(),
        pairs,
    };
    Block::Chart(Box::new(Chart::new(caption, &picture).led_by(&first)))
}

/// Duties in force and what each leaves.
fn duties(weighing: &Weighing) -> Option<Block> {
    let balance = &weighing.balance;
    let duties = &balance.duties;
    if duties.is_empty() {
        return None;
    }
    let columns = vec![
        Column::words("Duty of"),
        Column::words("On goods of"),
        Column::words("Goods"),
        Column::numbers("Rate", percent()),
        Column::numbers("Left of US$ 100 paid", Unit::money("US$")),
    ];
    let mut table = Table::new(
        "Duties in force, and what each leaves the seller before freight and charges",
        columns,
    );
    for duty in duties {
        let row = vec![
            Cell::text(balance.name(&duty.importer)),
            Cell::text(balance.name(&duty.exporter)),
            Cell::text(duty.goods.as_deref().unwrap_or("all")),
            cell(weighing, &duty.rate, 4),
            cell(weighing, &duty.kept, 4),
        ];
        table.push(row).expect("five columns, five cells");
    }
    Some(Block::Table(table))
}
