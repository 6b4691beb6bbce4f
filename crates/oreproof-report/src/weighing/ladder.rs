//! The value ladder as picture and words.

use oreproof_units::human;
use oreproof_weigh::Weighing;

use super::{number, unit};
use crate::chart::ladder::{Ladder, Rung, Rungs};
use crate::number::Printed;
use crate::page::{Block, Span};
use crate::table::Digits;
use crate::{Caption, Chart};

/// The ladder, or why there is none.
pub(super) fn blocks(weighing: &Weighing) -> Vec<Block> {
    let ladder = &weighing.ladder;
    let figures = &weighing.figures;
    let mut blocks = Vec::new();
    let shown: Vec<_> =
        ladder.rungs.iter().filter_map(|rung| Some((rung, figures.get(&rung.figure)?))).collect();
    let (Some((first, top)), Some((last, end))) = (shown.first(), shown.last()) else {
        let why = ladder.ends.as_ref().map_or("a headline", |need| need.0.as_str());
        return vec![Block::Aside(
            "No ladder".to_owned(),
            vec![Span::Text(format!("Not computable: needs {why}."))],
        )];
    };
    let finite = |(low, high): (f64, f64)| {
        (low.is_finite() && high.is_finite() && low < high).then_some((low, high))
    };
    // Some rungs are a part of one further up than the one above.
    let whole = |at: usize, factor: f64| {
        let value = |at: usize| shown.get(at).map_or(0.0, |(_, figure)| figure.value.best);
        let is_of = |of: &usize| (value(*of) * factor / value(at) - 1.0).abs() < 1e-6;
        match (0..at).rev().find(is_of) {
            Some(of) if of + 1 < at => format!("“{}”", shown[of].0.name),
            _ => "the rung above".to_owned(),
        }
    };
    let rungs = shown.iter().enumerate().map(|(at, (rung, figure))| Rung {
        name: rung.name.clone(),
        value: Printed::of(figure.value.best, figure.id.as_str()),
        range: finite((figure.value.low, figure.value.high)),
        basis: match rung.factor {
            Some(factor) => format!("{} of {}", share(factor), whole(at, factor)),
            None => "as said".to_owned(),
        },
        source: String::new(),
        promised: rung.promised,
        digits: Digits::Of(3),
    });
    let picture = Ladder { unit: unit(top), rungs_as: Rungs::Log, rungs: rungs.collect() };
    let told: Vec<String> =
        shown.iter().map(|(rung, figure)| format!("{}: {figure}", rung.name)).collect();
    let caption = Caption {
        id: "value-ladder".to_owned(),
        title: format!("{top} {} comes down to {end} {}", first.name, last.name),
        subtitle: "US dollars; each rung is ten times the one a gridline below".to_owned(),
        source: format!("Case and its sources, weighed as of {}", weighing.day),
        note:
            "Hollow is said, solid is worked out. The whole project, except where a party is named."
                .to_owned(),
        alt: format!("Value ladder. {}", told.join("; ")),
    };
    let chart = Chart::new(caption, &picture);
    blocks.push(Block::Chart(Box::new(chart.led_by(first.figure.as_str()))));
    let steps = shown.iter().enumerate().map(|(at, (rung, figure))| {
        let mut words =
            vec![Span::Strong(rung.name.clone()), Span::Text(": ".to_owned()), number(figure)];
        if let Some(factor) = rung.factor {
            words.push(Span::Text(", ".to_owned()));
            words.push(Span::Number(share(factor), figure.id.as_str().to_owned()));
            words.push(Span::Text(format!(" of {}", whole(at, factor))));
        }
        words.push(Span::Text(format!("; {}.", rung.because)));
        words
    });
    blocks.push(Block::List(steps.collect()));
    if let Some(need) = &ladder.ends {
        let words = vec![Span::Text(format!("The ladder ends here: it needs {}.", need.0))];
        blocks.push(Block::Aside("Where the road ends".to_owned(), words));
    }
    blocks
}

/// A part as people read it.
fn share(factor: f64) -> String {
    let points = 100.0 * factor;
    match points.abs() {
        p if p >= 10.0 => format!("{points:.0} %"),
        p if p >= 0.1 => format!("{points:.1} %"),
        // Shared among people and years, a part is no percentage that anybody can picture.
        _ => format!("one part in {}", human::number(1.0 / factor)),
    }
}
