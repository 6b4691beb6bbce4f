//! The rungs and the years with their bands.

use oreproof_weigh::odds::{Fan, Odds};
use oreproof_weigh::{FigureId, Weighing};

use crate::chart::ladder::{Ladder, Rung, Rungs};
use crate::chart::xy::{Axis, FanYear, fan};
use crate::number::{Printed, Unit};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Digits, Table};
use crate::{Caption, Chart};

/// What each party gets over the life, and when the beneficiary is first paid.
pub(super) fn parties(weighing: &Weighing, odds: &Odds) -> Vec<Block> {
    let money = || Unit::money("US$");
    let columns = vec![
        Column::words("Party"),
        Column::numbers("As stated", money()),
        Column::numbers("One in ten below", money()),
        Column::numbers("The middle", money()),
        Column::numbers("One in ten above", money()),
    ];
    let mut table = Table::new("Who gets what over the life, where there is a mine", columns);
    for party in &odds.parties {
        let id = party.figure.as_str();
        let at = |value| Cell::Number(Printed::of(value, id), Digits::Of(3));
        let [low, _, middle, _, high] = party.lines;
        let name = Cell::text(party.name.clone());
        let row = vec![name, at(party.stated), at(low), at(middle), at(high)];
        table.push(row).expect("five columns, five cells");
    }
    let mut blocks = vec![Block::Table(table)];
    let figure = |id| weighing.figures.get(id);
    if let Some(first) = &odds.first_cash
        && let (Some(year), Some(never)) = (figure(&first.figure), figure(&first.never))
    {
        let years = format!(
            "{:.0} (one in ten before {:.0}, one in ten after {:.0})",
            year.value.best, year.value.low, year.value.high
        );
        let odds = format!(
            "{:.0} % ({:.0} to {:.0})",
            100.0 * never.value.best,
            100.0 * never.value.low,
            100.0 * never.value.high
        );
        blocks.push(Block::Text(vec![
            Span::Text("The beneficiary gets more than it pays for the first time in ".to_owned()),
            Span::Number(years, year.id.as_str().to_owned()),
            Span::Text(format!("; as the case states, in {}; never, with odds of ", first.stated)),
            Span::Number(odds, never.id.as_str().to_owned()),
            Span::Text(".".to_owned()),
        ]));
    }
    blocks
}

/// Every rung that is drawn: its middle, and the range that eight draws in ten lie in.
pub(super) fn ladder(weighing: &Weighing, odds: &Odds) -> Option<Block> {
    let money = Unit::money("US$");
    let bands: Vec<_> = odds
        .bands
        .rungs
        .iter()
        .filter_map(|rung| Some((rung, weighing.figures.get(&rung.figure)?)))
        .collect();
    let (first, last) = (bands.first()?, bands.last()?);
    let rungs = bands.iter().map(|(rung, figure)| Rung {
        name: rung.measure.label().to_owned(),
        value: Printed::of(figure.value.best, figure.id.as_str()),
        range: Some((figure.value.low, figure.value.high)),
        basis: format!("as stated {}", money.show(rung.stated, 3)),
        source: String::new(),
        promised: false,
        digits: Digits::Of(3),
    });
    let told: Vec<String> = bands
        .iter()
        .map(|(rung, figure)| {
            format!(
                "{}: {} ({} to {})",
                rung.measure.label(),
                money.show(figure.value.best, 3),
                money.show(figure.value.low, 3),
                money.show(figure.value.high, 3)
            )
        })
        .collect();
    let caption = Caption {
        id: "odds-ladder".to_owned(),
        title: format!(
            "From {} of {} to {} of {}, in the middle",
            money.show(first.1.value.best, 3),
            first.0.measure.label(),
            money.show(last.1.value.best, 3),
            last.0.measure.label()
        ),
        subtitle: "The rungs that are worked out, in US dollars: the middle of the draws, and the range of 8 in 10"
            .to_owned(),
        source: "Draws of the case's own variables; each names its source in the case".to_owned(),
        note: format!("{} draws of the whole project; one draw in ten lies below each range, one above. That there is a mine is taken for granted.", odds.n),
        alt: told.join("; "),
    };
    let picture = Ladder { unit: money.clone(), rungs_as: Rungs::Linear, rungs: rungs.collect() };
    Some(Block::Chart(Box::new(Chart::new(caption, &picture).led_by(first.1.id.as_str()))))
}

/// Yearly cash of project, state and beneficiary as fans, each with its years as a table.
pub(super) fn fans(weighing: &Weighing, odds: &Odds) -> Vec<Block> {
    odds.bands.fans.iter().flat_map(|one| of(weighing, odds, one)).collect()
}

fn of(weighing: &Weighing, odds: &Odds, drawn: &Fan) -> Vec<Block> {
    let money = Unit::money("US$");
    let periods = &odds.bands.periods;
    // Periods that are no years are counted.
    let years: Option<Vec<f64>> = periods.iter().map(|period| period.parse().ok()).collect();
    let has_years = years.is_some();
    let years = years.unwrap_or_else(|| (1..=periods.len()).map(|at| at as f64).collect());
    let rows: Vec<FanYear> = years
        .iter()
        .enumerate()
        .map(|(at, year)| (*year, std::array::from_fn(|line| drawn.lines[line][at])))
        .collect();
    let stated: Vec<(f64, f64)> = years.iter().copied().zip(drawn.stated.iter().copied()).collect();
    let mut picture = fan(Axis::linear("a year", money.clone()), &rows, &stated, "as stated");
    if !has_years {
        picture.x = Axis::linear("Period", Unit::none());
    }
    let pays = |line: &[f64]| line.iter().position(|value| 0.0 < *value).map(|at| &periods[at]);
    let title = match (pays(&drawn.stated), pays(&drawn.lines[2])) {
        (Some(stated), Some(middle)) if stated == middle => {
            format!("The first year above nought is {middle}, as stated: {}", drawn.label)
        }
        (Some(stated), Some(middle)) => format!(
            "The first year above nought is {middle} in the middle of the draws, {stated} as stated: {}",
            drawn.label
        ),
        _ => format!("In the middle of the draws no year is above nought: {}", drawn.label),
    };
    let caption = Caption {
        id: format!("fan-{}", drawn.of),
        title,
        subtitle: format!(
            "{}, US dollars a year in the case's money; the dashed line is the case as stated",
            drawn.label
        ),
        source: "Draws of the case's own variables; each names its source in the case".to_owned(),
        note: format!(
            "{} draws. Dark: half of them, from 25 to 75 in 100; light: 10 to 90 in 100. Years are drawn each by itself, so no single draw runs along a band.",
            odds.bands.n
        ),
        alt: format!("Fan over {} periods: {}.", periods.len(), ends(drawn, periods)),
    };
    let columns = vec![
        Column::words("Year"),
        Column::numbers("As stated", money.clone()),
        Column::numbers("1 in 10 below", money.clone()),
        Column::numbers("Middle", money.clone()),
        Column::numbers("1 in 10 above", money),
    ];
    let mut table = Table::new(&drawn.label, columns);
    for (at, (period, id)) in periods.iter().zip(&drawn.figures).enumerate() {
        let Some(figure) = weighing.figures.get(id) else { continue };
        let cell = |value| Cell::Number(Printed::of(value, id.as_str()), Digits::Of(3));
        let row = vec![
            Cell::text(period.clone()),
            Cell::maybe(drawn.stated.get(at).copied(), Digits::Of(3)).leading(Some(id.as_str())),
            cell(figure.value.low),
            cell(figure.value.best),
            cell(figure.value.high),
        ];
        table.push(row).expect("five columns, five cells");
    }
    let first = drawn.figures.first().map_or("", FigureId::as_str);
    picture.layers.iter_mut().for_each(|layer| layer.figure = Some(first.to_owned()));
    vec![
        Block::Chart(Box::new(Chart::new(caption, &picture).led_by(first))),
        Block::Folded(format!("Every year: {}", drawn.label), vec![Block::Table(table)]),
    ]
}

/// The best year of the middle line, for who cannot see the fan.
fn ends(drawn: &Fan, periods: &[String]) -> String {
    let money = Unit::money("US$");
    let most = drawn.lines[2].iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    most.map_or_else(String::new, |(at, value)| {
        format!("the middle is highest in {}, with {}", periods[at], money.show(*value, 3))
    })
}
