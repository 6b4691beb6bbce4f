//! The composites of each domain: their numbers, their spread and the model of their likeness.

use oreproof_case::model::{Estimate, VariogramChoice};
use oreproof_weigh::estimate::{Domain, Ground, variogram};

use super::{chart, explored};
use crate::ReportError;
use crate::chart::palette::Ink;
use crate::chart::xy::{Axis, Dot, Layer, Mark, Xy, histogram, log_probability};
use crate::number::{Unit, significant};
use crate::page::Block;
use crate::table::{Cell, Column, Digits, Table};

/// A chart of more points than this shows every so manieth.
const MOST: usize = 150;

pub(super) fn blocks(of: &Estimate, ground: &Ground) -> Result<Vec<Block>, ReportError> {
    let mut blocks = vec![Block::Table(numbers(of, ground)?)];
    for (number, (domain, chosen)) in ground.domains.iter().zip(&of.domains).enumerate() {
        let mut inside = spreads(of, number, domain);
        inside.extend(explored::of_composites(of, number, (domain, &ground.explored[number])));
        inside.push(model(of, number, domain, &chosen.variogram));
        blocks.push(Block::Folded(format!("{}: spread and variogram", domain.name), inside));
    }
    Ok(blocks)
}

fn numbers(of: &Estimate, ground: &Ground) -> Result<Table, ReportError> {
    let columns = vec![
        Column::words("Domain"),
        Column::words("Grade"),
        Column::numbers("Composites", Unit::none()),
        Column::numbers("Mean, declustered", Unit::none()),
        Column::numbers("Mean, plain", Unit::none()),
        Column::numbers("Coefficient of variation", Unit::none()),
        Column::numbers("Capped", Unit::none()),
        Column::numbers("Taken off the mean", Unit::percent()),
        Column::numbers("Density, t/m³", Unit::none()),
    ];
    let mut table = Table::new("Composites by domain", columns);
    let three = |value: f64| Cell::maybe(Some(value), Digits::Of(3));
    for domain in &ground.domains {
        for (grade, chosen) in domain.grades.iter().zip(&of.grades) {
            table.push(vec![
                Cell::text(&*domain.name),
                Cell::text(format!("{}, {}", chosen.commodity, chosen.unit)),
                Cell::number(grade.points.len() as f64),
                three(grade.mean),
                three(grade.plain_mean),
                three(grade.variance.sqrt() / grade.mean),
                Cell::number(grade.n_capped as f64),
                three(grade.capped_part),
                three(domain.density),
            ])?;
        }
    }
    Ok(table)
}

/// Histogram and log-probability plot of the first grade.
fn spreads(of: &Estimate, number: usize, domain: &Domain) -> Vec<Block> {
    let (Some(grade), Some(chosen)) = (domain.grades.first(), of.grades.first()) else {
        return Vec::new();
    };
    let unit = Unit::plain(chosen.unit.word());
    let mut sorted = grade.points.value.clone();
    sorted.sort_by(f64::total_cmp);
    let top = sorted[sorted.len() - 1];
    let bins = ((sorted.len() as f64).sqrt().ceil() as usize).clamp(5, 30);
    let edges: Vec<f64> = (0..=bins).map(|bin| top * bin as f64 / bins as f64).collect();
    let counts: Vec<f64> = edges
        .windows(2)
        .enumerate()
        .map(|(bin, edge)| {
            let last = bin + 1 == bins;
            let holds = |value: &&f64| edge[0] <= **value && (**value < edge[1] || last);
            sorted.iter().filter(holds).count() as f64
        })
        .collect();
    let title = format!(
        "Half of the {} composites of {} lie below {} {}",
        sorted.len(),
        domain.name,
        significant(sorted[sorted.len() / 2], 3),
        chosen.unit
    );
    let subtitle = format!("Composites by {}, capped as chosen", chosen.commodity);
    let axis = Axis::linear(&chosen.commodity, unit.clone());
    let bars = histogram(axis, &edges, &counts, Ink::Series(0));
    let id = format!("histogram-{number}");
    let mut blocks = vec![chart(of, &id, [title, subtitle, String::new()], &bars)];
    let above: Vec<f64> = sorted.iter().copied().filter(|value| *value > 0.0).collect();
    if above.len() > 10 {
        let every = above.len().div_ceil(MOST);
        let some: Vec<f64> = above.iter().copied().step_by(every).collect();
        let title = format!("{} in {} on normal probability", chosen.commodity, domain.name);
        let subtitle =
            "A straight line would be one lognormal population; a bend is a second one".to_owned();
        let note =
            if every > 1 { format!("One composite in {every} is drawn.") } else { String::new() };
        let plot = log_probability(Axis::log(&chosen.commodity, unit), &some, Ink::Series(0));
        blocks.push(chart(of, &format!("probability-{number}"), [title, subtitle, note], &plot));
    }
    blocks
}

/// The variogram's model along its three axes, in parts of the sill.
fn model(of: &Estimate, number: usize, domain: &Domain, chosen: &VariogramChoice) -> Block {
    let reach = chosen.structures.iter().flat_map(|s| s.ranges).fold(0.0, f64::max) * 1.2;
    // Not turned, the axes of a model are north, east and up.
    let mut straight = chosen.clone();
    straight.structures.iter_mut().for_each(|structure| structure.angles = [0.0; 3]);
    let mut layers = vec![Layer::new("sill", Ink::Soft, Mark::Across(1.0))];
    if let Ok(model) = variogram(&straight, 1.0) {
        let axes =
            [("major", [0.0, 1.0, 0.0]), ("minor", [1.0, 0.0, 0.0]), ("vertical", [0.0, 0.0, 1.0])];
        layers.extend((0u8..).zip(axes).map(|(number, (name, along))| {
            let lags = (0..=60).map(|step| reach * f64::from(step) / 60.0);
            let point = |lag: f64| (lag, 1.0 - model.covariance(along.map(|part| part * lag)));
            let points = lags.map(point).collect();
            Layer::new(name, Ink::Series(number), Mark::Line(points, number > 0))
        }));
    }
    if let Some(grade) = domain.grades.first().filter(|grade| grade.variance > 0.0) {
        let names = ["major", "minor", "vertical", "down the holes"];
        for likeness in &grade.likeness {
            let number = names.iter().position(|name| *name == likeness.along).unwrap_or(0);
            let dots = likeness.lags.iter().flatten().filter(|lag| lag.distance <= reach);
            let dots = dots.map(|lag| Dot {
                x: lag.distance,
                y: lag.value / grade.variance,
                weight: Some(lag.pairs as f64),
            });
            let (name, ink) = (format!("{}, samples", likeness.along), Ink::Series(number as u8));
            layers.push(Layer::new(&name, ink, Mark::Dots(dots.collect())));
        }
    }
    let title = format!(
        "{} of the variance of {} is there at no distance",
        Unit::percent().show(chosen.nugget, 2),
        domain.name
    );
    let plot = Xy::new(
        Axis::from_zero("distance", Unit::plain(of.holes.unit.word())),
        Axis::from_zero("part of the sill", Unit::none()),
        layers,
    );
    let subtitle =
        "The variogram of the first grade: samples, larger where more pairs, and the model's axes"
            .to_owned();
    chart(of, &format!("variogram-{number}"), [title, subtitle, String::new()], &plot)
}
