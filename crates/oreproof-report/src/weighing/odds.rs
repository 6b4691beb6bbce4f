//! How sure the project's figures are.

use oreproof_weigh::{Figure, Weighing};

use super::number;
use crate::chart::tornado::{Swing, Tornado};
use crate::chart::xy::{Axis, exceedance};
use crate::number::{Printed, Unit};
use crate::page::{Block, Span};
use crate::{Caption, Chart};

/// Ranges, the exceedance curve with the stated value on it, and what moves it.
pub(super) fn blocks(weighing: &Weighing) -> Vec<Block> {
    let odds = match &weighing.odds {
        Ok(odds) => odds,
        Err(need) => {
            let words = format!("Not computable: needs {}.", need.0);
            return vec![Block::Text(vec![Span::Text(words)])];
        }
    };
    let figure = |id| weighing.figures.get(id);
    let mut blocks = Vec::new();
    let intro = format!(
        "{} draws of {} (seed {}), each through the same stations as the stated case.",
        odds.n,
        odds.variables.join(", "),
        odds.seed
    );
    blocks.push(Block::Text(vec![Span::Text(intro)]));
    let lines = odds.outcomes.iter().filter_map(|range| {
        let middle = figure(&range.figure)?;
        let ends = format!(
            " in the middle; one in ten below {}, one in ten above {}; the middle is good to ± {}.",
            end(middle, middle.value.low),
            end(middle, middle.value.high),
            end(middle, range.error)
        );
        Some(vec![
            Span::Strong(range.label.clone()),
            Span::Text(": ".to_owned()),
            number(middle),
            Span::Text(ends),
        ])
    });
    blocks.push(Block::List(lines.collect()));
    let worked = weighing.projects.iter().find(|worked| worked.id == odds.project);
    let stated = worked.and_then(|worked| worked.steps.npv.first()).and_then(|(_, id)| figure(id));
    if let (Some(range), Some(stated)) = (odds.outcomes.first(), stated) {
        let values: Vec<f64> = range.curve.iter().map(|(value, _)| *value).collect();
        let reached = values.iter().filter(|value| stated.value.best <= **value).count();
        let share = 100.0 * reached as f64 / values.len() as f64;
        let caption = Caption {
            id: "exceedance".to_owned(),
            title: format!("The stated present value is reached in about {share:.0} of 100 draws"),
            subtitle: "Share of draws whose present value after royalty and tax is at least so much".to_owned(),
            source: "Draws of the case's own variables; each names its source in the case".to_owned(),
            note: "What is not drawn is taken as stated. That the mine is built at all is taken for granted here.".to_owned(),
            alt: format!("Exceedance curve; the stated value of {stated} is reached in about {share:.0} of 100 draws."),
        };
        let axis = Axis::linear("present value", Unit::money("US$"));
        let picture = exceedance(axis, &values, Some((stated.value.best, "as stated")));
        blocks.push(Block::Chart(Box::new(Chart::new(caption, &picture))));
    }
    let middle = odds.bars.first().map(|bar| bar.outcomes[2]);
    if let Some(middle) = middle {
        let swings = odds.bars.iter().map(|bar| Swing {
            name: bar.name.replace(['.', '_'], " "),
            low_input: "1 in 10 below".to_owned(),
            high_input: "1 in 10 above".to_owned(),
            low: Printed::from(bar.outcomes[0]),
            high: Printed::from(bar.outcomes[4]),
            non_monotone: bar.turns(),
        });
        let most = odds.bars[0].name.replace(['.', '_'], " ");
        let caption = Caption {
            id: "tornado".to_owned(),
            title: format!("{most} moves the present value most"),
            subtitle: "Present value when one variable goes from one in ten below to one in ten above, the others at their middle".to_owned(),
            source: "Draws of the case's own variables".to_owned(),
            note: "Correlations are left out here: each variable moves alone.".to_owned(),
            alt: format!("Bars of {}.", odds.variables.join(", ")),
        };
        let picture = Tornado {
            result: "present value after royalty and tax".to_owned(),
            unit: Unit::money("US$"),
            base: Printed::from(middle),
            swings: swings.collect(),
        };
        blocks.push(Block::Chart(Box::new(Chart::new(caption, &picture))));
    }
    if let Some(below) = figure(&odds.below_nought) {
        let words = format!(
            "The present value is below nought in {:.1} % of the draws.",
            100.0 * below.value.best
        );
        blocks.push(Block::Text(vec![Span::Number(words, below.id.as_str().to_owned())]));
    }
    blocks
}

/// One end of a range as its figure prints.
fn end(figure: &Figure, value: f64) -> String {
    let mut one = figure.clone();
    one.value = oreproof_weigh::Spread::exact(value);
    one.to_string()
}
