//! Claims, checks, stages and records as tables.

use std::collections::{BTreeMap, BTreeSet};

use oreproof_case::Case;
use oreproof_case::model::{Milestone as CaseMilestone, MilestoneStatus};
use oreproof_weigh::{Verdict, Weighing};

use super::mark;
use crate::chart::timeline::{Milestone, Standing, Timeline};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Table};
use crate::{Caption, Chart};

/// Every claim with its verdict.
pub(super) fn blocks(weighing: &Weighing, case: &Case) -> Vec<Block> {
    if weighing.claims.is_empty() {
        return Vec::new();
    }
    let mut columns =
        ["Claim", "Verdict", "Said by", "Grades", "Why", "Rules"].map(Column::words).to_vec();
    // Rules say something only where the case has the words of a document.
    let has_rules =
        weighing.claims.iter().any(|claim| codes(weighing, &claim.claim) != Cell::Empty);
    columns.truncate(if has_rules { 6 } else { 5 });
    let mut table = Table::new("Claims and their verdicts", columns);
    for (weighed, claim) in weighing.claims.iter().zip(&case.claims) {
        let speaker = claim.speaker.as_ref().map(|speaker| name(case, &speaker.id));
        let when = claim.said.map(|period| period.to_string());
        let said = [speaker, when].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let why = weighed.because.iter().take(2).cloned().collect::<Vec<_>>().join("; ");
        let mut row = vec![
            Cell::text(weighed.says.clone()),
            Cell::text(mark(weighed.verdict)),
            Cell::text(said),
            Cell::text(weighed.evidence.card()),
            Cell::text(why),
        ];
        if has_rules {
            row.push(codes(weighing, &weighed.claim));
        }
        table.push(row).expect("a cell for each column");
    }
    let grades = "S is how far an instrument has gone (S0 said to S9 sold), R how well the rock is known (R0 an adjective to R7 mined), P how well the claim is proven (P0 an interested word to P5 it happened). They are never blended.";
    vec![Block::Text(vec![Span::Text(grades.to_owned())]), Block::Filtered(table, 1)]
}

/// The codes of the rules that found something in the words of a claim.
fn codes(weighing: &Weighing, claim: &str) -> Cell {
    let touching = weighing.remarks.iter().filter(|remark| {
        remark.needs.is_none() && remark.claims.iter().any(|touched| touched == claim)
    });
    let codes: BTreeSet<&str> = touching.map(|remark| remark.rule.as_str()).collect();
    match codes.is_empty() {
        true => Cell::Empty,
        false => Cell::Link {
            text: codes.into_iter().collect::<Vec<_>>().join(", "),
            href: "#remarks".to_owned(),
        },
    }
}

/// The documents that would settle the most, by how many claims wait for them.
pub(super) fn settling(weighing: &Weighing) -> Vec<Block> {
    let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for claim in weighing.claims.iter().filter(|claim| claim.verdict != Verdict::Proven) {
        for (_, document) in &claim.settle {
            wanted.entry(document).or_default().push(&claim.says);
        }
    }
    let mut wanted: Vec<_> = wanted.into_iter().collect();
    wanted.sort_by_key(|(_, claims)| std::cmp::Reverse(claims.len()));
    let columns = vec![
        Column::words("Document"),
        Column::words("Claims that it would raise"),
        Column::words("Among them"),
    ];
    let mut table = Table::new("What would settle the most", columns);
    for (document, claims) in wanted.iter().take(12) {
        let row = vec![Cell::text(*document), counted(claims.len()), Cell::text(claims[0])];
        table.push(row).expect("three columns, three cells");
    }
    let mut blocks = if wanted.is_empty() { Vec::new() } else { vec![Block::Table(table)] };
    let missing = weighing.ends.iter().map(|(_, need)| format!("{}.", need.0));
    let unanswered = weighing
        .checks
        .iter()
        .filter_map(|check| check.needs.as_ref())
        .map(|need| format!("{}.", need.0));
    let lines: Vec<_> = missing.chain(unanswered).map(|line| vec![Span::Text(line)]).collect();
    if !lines.is_empty() {
        blocks.push(Block::Text(vec![Span::Text("The road ends for want of:".to_owned())]));
        blocks.push(Block::List(lines));
    }
    blocks
}

/// A number of claims, which leads to them.
fn counted(n: usize) -> Cell {
    match n {
        0 => Cell::text("0"),
        n => Cell::Link { text: n.to_string(), href: "#claims".to_owned() },
    }
}

/// Every check with what it came to.
pub(super) fn checks(weighing: &Weighing) -> Vec<Block> {
    if weighing.checks.is_empty() {
        return Vec::new();
    }
    let columns = ["Check", "Question", "Answer", "What came out"].map(Column::words).to_vec();
    let mut table = Table::new("Checks and their answers", columns);
    for check in &weighing.checks {
        let row = vec![
            Cell::text(check.id.clone()),
            Cell::text(check.asks.clone().unwrap_or_else(|| check.rule.replace('-', " "))),
            Cell::text(check.outcome.word()),
            match check.figures.last() {
                Some(figure) => {
                    Cell::Link { text: check.sentence.clone(), href: format!("#{figure}") }
                }
                None => Cell::text(check.sentence.clone()),
            },
        ];
        table.push(row).expect("four columns, four cells");
    }
    vec![Block::Filtered(table, 2)]
}

/// How far instruments, titles and sites have gone, and the days that were named.
pub(super) fn stages(weighing: &Weighing, case: &Case) -> Vec<Block> {
    let mut blocks = Vec::new();
    let milestones = milestones(case);
    if !milestones.is_empty() {
        let slipped = milestones.iter().filter(|milestone| 1 < milestone.promised.len()).count();
        let caption = Caption {
            id: "timeline".to_owned(),
            title: match slipped {
                0 => format!("{} days were named, and none was moved", milestones.len()),
                1 => format!("{} days were named, and 1 of them was moved", milestones.len()),
                n => format!("{} days were named, and {n} of them were moved", milestones.len()),
            },
            subtitle: "Day first named, later days, and what came of it".to_owned(),
            source: format!("Milestones of the case, as known on {}", weighing.day),
            note: String::new(),
            alt: milestones.iter().map(|m| m.name.clone()).collect::<Vec<_>>().join("; "),
        };
        let picture = Timeline { as_of: weighing.day, milestones };
        blocks.push(Block::Chart(Box::new(Chart::new(caption, &picture))));
    }
    let columns =
        ["What", "Stage", "Since", "Why", "What would take it further"].map(Column::words).to_vec();
    let mut table = Table::new("Stages reached", columns);
    for standing in &weighing.evidence.standings {
        let stage = match standing.inferred {
            true => format!("{} (inferred)", standing.stage.word()),
            false => standing.stage.word().to_owned(),
        };
        let row = vec![
            Cell::text(name(case, &standing.of)),
            Cell::text(stage),
            Cell::text(standing.since.clone().unwrap_or_default()),
            Cell::text(standing.because.clone()),
            Cell::text(standing.raise.unwrap_or_default()),
        ];
        table.push(row).expect("five columns, five cells");
    }
    if !weighing.evidence.standings.is_empty() {
        blocks.push(Block::Table(table));
    }
    blocks
}

/// The milestones of the case, the days named for one thing joined to one line.
fn milestones(case: &Case) -> Vec<Milestone> {
    let mut lines: Vec<(String, Vec<&CaseMilestone>)> = Vec::new();
    for milestone in case
        .milestones
        .iter()
        .filter(|milestone| milestone.due.is_some() || milestone.met.is_some())
    {
        let key = format!(
            "{}: {}",
            name(case, &milestone.of.id),
            milestone.kind.word().replace('-', " ")
        );
        match lines.iter_mut().find(|(known, _)| *known == key) {
            Some((_, days)) => days.push(milestone),
            None => lines.push((key, vec![milestone])),
        }
    }
    lines
        .into_iter()
        .map(|(name, mut days)| {
            days.sort_by_key(|day| day.announced);
            let promised = days.iter().filter_map(|day| day.due).map(|due| due.last).collect();
            let last = days[days.len() - 1];
            let standing = match (last.met, last.status) {
                (Some(met), _) => Standing::Met(met.last),
                (None, MilestoneStatus::NotMet) => Standing::NotMet,
                _ => Standing::Open,
            };
            Milestone {
                name,
                about: last.title.clone(),
                promised,
                standing,
                gaps: Vec::new(),
                odds: None,
                figure: None,
            }
        })
        .collect()
}

/// What became of earlier announcements.
pub(super) fn records(weighing: &Weighing, case: &Case) -> Vec<Block> {
    if weighing.evidence.tracks.is_empty() {
        return Vec::new();
    }
    let columns =
        ["Speaker", "Came true", "In part", "Failed", "Lapsed", "Not checked", "Still open"]
            .map(Column::words)
            .to_vec();
    let mut table = Table::new("Announcements by speaker, and what became of them", columns);
    for track in &weighing.evidence.tracks {
        let speaker =
            track.speaker.as_ref().map_or("not known".to_owned(), |speaker| name(case, speaker));
        let count = |list: &[String]| counted(list.len());
        let row = vec![
            Cell::text(speaker),
            count(&track.realised),
            count(&track.partly),
            count(&track.failed),
            count(&track.lapsed),
            count(&track.unverified),
            count(&track.open),
        ];
        table.push(row).expect("seven columns, seven cells");
    }
    vec![Block::Table(table)]
}

/// What an entry of the case is called.
pub(super) fn name(case: &Case, id: &str) -> String {
    let party = case.parties.iter().find(|party| party.id.id == id).map(|party| &party.name);
    let site = || case.sites.iter().find(|site| site.id.id == id).map(|site| &site.name);
    let paper =
        || case.instruments.iter().find(|paper| paper.id.id == id).map(|paper| &paper.title);
    let title = || case.titles.iter().find(|title| title.id.id == id).map(|title| &title.name);
    let project =
        || case.projects.iter().find(|project| project.id.id == id).map(|project| &project.name);
    party
        .or_else(site)
        .or_else(paper)
        .or_else(title)
        .or_else(project)
        .map_or_else(|| id.to_owned(), Clone::clone)
}
