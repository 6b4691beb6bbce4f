//! How sure the project's figures are, and when.

mod promise;
mod inputs;
mod bands;
mod dates;
mod prices;

use oreproof_weigh::odds::Bar;
use oreproof_weigh::{Figure, Weighing};

use super::number;
use crate::chart::tornado::{Swing, Tornado};
use crate::number::{Printed, Unit};
use crate::page::{Block, Span};
use crate::{Caption, Chart};

/// More bars than these do not read as a tornado.
const DRAWN: usize = 12;

/// Ranges, promises held against them, bands and dates, and what moves the result.
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
        odds.inputs.iter().map(|input| &*input.label).collect::<Vec<_>>().join(", "),
        odds.seed
    );
    blocks.push(Block::Text(vec![Span::Text(intro)]));
    if let Some(rate) = odds.exchange.as_ref().and_then(figure) {
        let words = "All sums are in US dollars, at ".to_owned();
        let after = format!(" ({}).", rate.label);
        blocks.push(Block::Text(vec![Span::Text(words), number(rate), Span::Text(after)]));
    }
    blocks.extend(inputs::table(odds));
    let lines = odds.outcomes.iter().filter_map(|range| {
        let middle = figure(&range.figure)?;
        let text = |words: &str| Span::Text(words.to_owned());
        let led = |value| Span::Number(end(middle, value), middle.id.as_str().to_owned());
        Some(vec![
            Span::Strong(range.label.clone()),
            Span::Text(": ".to_owned()),
            number(middle),
            text(" in the middle; one in ten below "),
            led(middle.value.low),
            text(", one in ten above "),
            led(middle.value.high),
            text("; the middle is good to ± "),
            led(range.error),
            text("."),
        ])
    });
    blocks.push(Block::List(lines.collect()));
    blocks.extend(promise::table(weighing, odds));
    blocks.extend(promise::curves(weighing, odds));
    blocks.extend(bands::ladder(weighing, odds));
    blocks.extend(bands::fans(weighing, odds));
    blocks.extend(bands::parties(weighing, odds));
    blocks.extend(dates::blocks(weighing, odds));
    blocks.extend(prices::blocks(weighing, odds));
    let middle = odds.bars.first().map(|bar| bar.outcomes[2]);
    let npv = odds.outcomes.first().map_or("", |range| range.figure.as_str());
    let led = |value| Printed::of(value, npv);
    if let Some(middle) = middle {
        let called =
            |bar: &Bar| odds.input(bar).map_or(&*bar.name, |input| &input.label).to_owned();
        let swings = odds.bars.iter().take(DRAWN).map(|bar| {
            let ends = odds.input(bar).and_then(|input| input.ends);
            let [low_input, high_input] = match ends {
                Some(ends) => ends.map(|end| end.to_string()),
                None => ["1 in 10 below", "1 in 10 above"].map(str::to_owned),
            };
            Swing {
                name: called(bar),
                low_input,
                high_input,
                low: led(bar.outcomes[0]),
                high: led(bar.outcomes[4]),
                non_monotone: bar.turns(),
            }
        });
        let left = match odds.bars.len().saturating_sub(DRAWN) {
            0 => String::new(),
            left => format!(" {left} more move it less and are not drawn."),
        };
        let told: Vec<String> = odds
            .bars
            .iter()
            .take(DRAWN)
            .map(|bar| {
                let [low, high] = [bar.outcomes[0], bar.outcomes[4]];
                let money = Unit::money("US$");
                format!("{}: {} to {}", called(bar), money.show(low, 3), money.show(high, 3))
            })
            .collect();
        let most = called(&odds.bars[0]);
        let caption = Caption {
            id: "tornado".to_owned(),
            title: format!("What moves the present value most: {most}"),
            subtitle: "Present value when one variable goes from one in ten below to one in ten above, the others at their middle".to_owned(),
            source: "Draws of the case's own variables".to_owned(),
            note: format!(
                "{} draws give the ranges: each end is one in ten below and one in ten above, and × multiplies what the case states. Each variable moves alone, over five points of its range; correlations are left out here.{left}",
                odds.n
            ),
            alt: told.join("; "),
        };
        let picture = Tornado {
            result: "present value after royalty and tax".to_owned(),
            unit: Unit::money("US$"),
            base: led(middle),
            swings: swings.collect(),
        };
        let chart = Chart::new(caption, &picture);
        blocks.push(Block::Chart(Box::new(chart.led_by(npv))));
    }
    blocks.extend(inputs::hangs(odds));
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
