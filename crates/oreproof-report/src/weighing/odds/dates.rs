//! The timeline with odds: what is still to be passed, the first sale, and promised dates.

use oreproof_weigh::odds::{Odds, Timeline, When};
use oreproof_weigh::{FigureId, Weighing};

use crate::chart::timeline::{Milestone, Standing, Timeline as Picture};
use crate::page::{Block, Span};
use crate::{Caption, Chart};

/// The picture and its words; nothing where the project has no calendar.
pub(super) fn blocks(weighing: &Weighing, odds: &Odds) -> Vec<Block> {
    let Some(timeline) = &odds.timeline else { return Vec::new() };
    let mut blocks = vec![Block::Chart(Box::new(chart(weighing, timeline)))];
    if let Some(none) = weighing.figures.get(&timeline.no_mine) {
        let words = vec![
            Span::Text("The odds that there is no mine at all: ".to_owned()),
            Span::Number(chance(weighing, &timeline.no_mine), none.id.as_str().to_owned()),
            Span::Text(".".to_owned()),
        ];
        blocks.push(Block::Text(words));
    }
    let mut lines = Vec::new();
    for gate in &timeline.gates {
        let mut words = vec![Span::Strong(gate.name.clone())];
        match (&gate.odds, &gate.on) {
            (Some(odds), Some(on)) => {
                words.push(Span::Text(": passed with odds of ".to_owned()));
                words.push(Span::Number(chance(weighing, odds), odds.as_str().to_owned()));
                words.push(Span::Text(format!("; if so, {}, in the middle ", range(on))));
                words.extend(weighing.figures.get(&on.figure).map(|_| {
                    Span::Number(on.days[2].year().to_string(), on.figure.as_str().to_owned())
                }));
            }
            _ => words.push(Span::Text(" is behind".to_owned())),
        }
        words.push(Span::Text(".".to_owned()));
        lines.push(words);
    }
    let sale = &timeline.first_sale;
    lines.push(vec![
        Span::Strong("First sale, where there is a mine".to_owned()),
        Span::Text(format!(": {}, in the middle ", range(sale))),
        Span::Number(sale.days[2].year().to_string(), sale.figure.as_str().to_owned()),
        Span::Text(format!("; the plan says {}.", timeline.plan)),
    ]);
    for kept in &timeline.kept {
        lines.push(vec![
            Span::Strong(kept.says.clone()),
            Span::Text(format!(", promised by {}: kept with odds of ", kept.due)),
            Span::Number(chance(weighing, &kept.odds), kept.odds.as_str().to_owned()),
            Span::Text(".".to_owned()),
        ]);
    }
    blocks.push(Block::List(lines));
    blocks
}

/// Odds as a reader says them, with their range where there is one.
fn chance(weighing: &Weighing, id: &FigureId) -> String {
    let Some(value) = weighing.figures.get(id).map(|figure| figure.value) else {
        return String::new();
    };
    let say = |odds: f64| format!("{:.0}", 100.0 * odds);
    match (say(value.low), say(value.best), say(value.high)) {
        (low, best, high) if low == high => format!("{best} in 100"),
        (low, best, high) => format!("{best} in 100 ({low} to {high})"),
    }
}

fn range(when: &When) -> String {
    format!("from {} to {} in 8 draws of 10", when.days[0].year(), when.days[4].year())
}

fn chart(weighing: &Weighing, timeline: &Timeline) -> Chart {
    let drawn = |when: &When| [when.days[0], when.days[2], when.days[4]];
    let mut milestones = Vec::new();
    for gate in &timeline.gates {
        let (Some(odds), Some(on)) = (&gate.odds, &gate.on) else { continue };
        milestones.push(Milestone {
            name: gate.name.clone(),
            about: format!("odds {}", chance(weighing, odds)),
            promised: Vec::new(),
            standing: Standing::Open,
            gaps: Vec::new(),
            odds: Some(drawn(on)),
            figure: Some(on.figure.as_str().to_owned()),
        });
    }
    milestones.push(Milestone {
        name: "First sale".to_owned(),
        about: "by the plan, and where there is a mine".to_owned(),
        promised: vec![timeline.plan],
        standing: Standing::Open,
        gaps: Vec::new(),
        odds: Some(drawn(&timeline.first_sale)),
        figure: Some(timeline.first_sale.figure.as_str().to_owned()),
    });
    for kept in &timeline.kept {
        milestones.push(Milestone {
            name: kept.says.clone(),
            about: format!("kept: {}", chance(weighing, &kept.odds)),
            promised: vec![kept.due],
            standing: if kept.due < weighing.day { Standing::NotMet } else { Standing::Open },
            gaps: Vec::new(),
            odds: None,
            figure: Some(kept.odds.as_str().to_owned()),
        });
    }
    let sale = &timeline.first_sale;
    let told: Vec<String> = milestones
        .iter()
        .map(|milestone| format!("{}: {}", milestone.name, milestone.about))
        .collect();
    let caption = Caption {
        id: "odds-timeline".to_owned(),
        title: format!(
            "The first sale comes in {} in the middle of the draws; the plan says {}",
            sale.days[2].year(),
            timeline.plan.year()
        ),
        subtitle: "When each step is passed, if it is: low tenth, middle and high tenth of the draws, and the days promised".to_owned(),
        source: "Draws of the case's own steps; each names its source or base rate".to_owned(),
        note: "The bars take for granted that the step is passed; the odds beside them say how likely that is.".to_owned(),
        alt: told.join("; "),
    };
    Chart::new(caption, &Picture { as_of: weighing.day, milestones })
}
