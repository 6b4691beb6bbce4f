//! What realisations say: bands for tonnes and grade, where the ground is least known, and whether
//! the intervals hold.

use oreproof_case::model::Estimate;
use oreproof_ground::blocks::Class;
use oreproof_ground::realise::{Band, BandRow};
use oreproof_weigh::estimate::{Ground, Simulated};

use super::{chart, cutoff_name, digits, unit_of, views};
use crate::ReportError;
use crate::chart::palette::Ink;
use crate::chart::section::PlaneView;
use crate::chart::xy::{Above, Axis, Dot, Layer, Mark, Xy, grade_tonnage};
use crate::number::{Unit, significant};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Digits, Table};

/// An end or the middle of a band.
pub(super) type Pick = fn(&Band) -> f64;

pub(super) fn blocks(
    of: &Estimate,
    ground: &Ground,
    simulated: &Simulated,
) -> Result<Vec<Block>, ReportError> {
    let n = simulated.realisations.n;
    let repaired = match simulated.realisations.n_repaired {
        0 => String::new(),
        n => format!(" {n} systems were singular and solved with fewer neighbours."),
    };
    let words = format!(
        "{n} realisations, each as rough as the ground and true to every composite, are averaged \
         over the blocks. Eight in ten of them lie between P10 and P90, which are counted from \
         below.{repaired}"
    );
    let mut blocks =
        vec![Block::Text(vec![Span::Text(words)]), Block::Table(table(of, simulated)?)];
    blocks.extend(curve(of, simulated));
    blocks.extend(width(of, ground, simulated));
    blocks.extend(accuracy(of, simulated));
    blocks.push(Block::Table(reproduction(of, simulated)?));
    Ok(blocks)
}

fn table(of: &Estimate, simulated: &Simulated) -> Result<Table, ReportError> {
    let mut columns = vec![Column::words("Class"), Column::words("")];
    columns.push(Column::numbers("Ore", Unit::plain("Mt")));
    for grade in &of.grades {
        columns.push(Column::numbers(&grade.commodity, Unit::plain(grade.unit.word())));
    }
    let title =
        format!("Realisations above {} {} {}", of.cutoff.report, unit_of(of), cutoff_name(of));
    let mut table = Table::new(&title, columns);
    let parts: [(&str, Pick); 3] =
        [("P10", |band| band.p10), ("P50", |band| band.p50), ("P90", |band| band.p90)];
    for row in &simulated.table {
        let digits = row.class.map_or(Digits::Indicated, digits);
        for (name, pick) in parts {
            let mut cells = vec![
                Cell::text(row.class.map_or("all", Class::word)),
                Cell::text(name),
                Cell::maybe(Some(pick(&row.tonnes) / 1e6), digits),
            ];
            cells
                .extend(row.grades.iter().map(|band| Cell::maybe(band.as_ref().map(pick), digits)));
            table.push(cells)?;
        }
    }
    Ok(table)
}

fn curve(of: &Estimate, simulated: &Simulated) -> Option<Block> {
    let three = |band: &Band| [band.p10, band.p50, band.p90];
    let row = |row: &BandRow| {
        let grade = three(row.cutoff_grade.as_ref()?);
        Some(Above { cutoff: row.cutoff, tonnes: three(&row.tonnes), grade })
    };
    let rows: Vec<Above> = simulated.curve.iter().filter_map(row).collect();
    let at = rows.iter().find(|row| row.cutoff == of.cutoff.report).or(rows.first())?;
    let (unit, name) = (unit_of(of), cutoff_name(of));
    let title = format!(
        "Above {} {unit}, eight in ten realisations hold {} to {} Mt",
        significant(at.cutoff, 3),
        significant(at.tonnes[0] / 1e6, 3),
        significant(at.tonnes[2] / 1e6, 3)
    );
    let subtitle = format!("Classified blocks of {} realisations", simulated.realisations.n);
    let note = "Lines are P50, bands P10 to P90. All classes together, for the shape of the curve."
        .to_owned();
    let plot = grade_tonnage(
        Axis::linear(&format!("cut-off, {name}"), Unit::plain(unit)),
        Axis::from_zero("ore", Unit::si("t")),
        Axis::linear(&format!("mean {name}"), Unit::plain(unit)),
        &rows,
    );
    Some(chart(of, "simulated-curve", [title, subtitle, note], &plot))
}

/// The plan with the most metal, by the width of each block's band.
fn width(of: &Estimate, ground: &Ground, simulated: &Simulated) -> Option<Block> {
    let grade = of.grades.first()?;
    let (layer, at) = views::richest(ground, 2)?;
    let spread = simulated.spread.first()?;
    let wide = |block: usize| {
        let of = spread[block]?;
        (of.mean > 0.0).then(|| (of.quantiles[2] - of.quantiles[0]) / of.mean)
    };
    let mut all: Vec<f64> = (0..spread.len()).filter_map(wide).collect();
    all.sort_by(f64::total_cmp);
    let part = |part: f64| {
        all.get((part * all.len() as f64) as usize).map(|of| (100.0 * of).round() / 100.0)
    };
    let mut edges: Vec<f64> = [0.2, 0.4, 0.6, 0.8].into_iter().filter_map(part).collect();
    edges.dedup();
    let cuts = views::cuts(ground, 2, layer, [0, 1], &|block| {
        let value = wide(block)?;
        Some((PlaneView::grade_key(&edges, value), value))
    });
    let view = PlaneView {
        along: "easting".to_owned(),
        up: "northing".to_owned(),
        unit: of.holes.unit.to_string(),
        exaggeration: 1.0,
        blocks: cuts,
        keys: PlaneView::grade_keys(&edges, &Unit::percent()),
        holes: views::traces(ground, 2, at, [0, 1]),
        value: ("P90 less P10, as a part of the mean".to_owned(), Unit::percent()),
    };
    let title = format!(
        "Half of the blocks have a band wider than {} % of their {}",
        significant(100.0 * all.get(all.len() / 2)?, 2),
        grade.commodity
    );
    let subtitle =
        format!("P90 less P10 of each block over its mean, at elevation {}", significant(at, 6));
    Some(chart(of, "simulated-width", [title, subtitle, String::new()], &view))
}

fn accuracy(of: &Estimate, simulated: &Simulated) -> Option<Block> {
    let mut layers = vec![Layer::new("", Ink::Soft, Mark::Identity)];
    for (number, domain) in (0u8..).zip(&simulated.domains) {
        let dots = domain.accuracy.inside.iter().map(|(x, y)| Dot { x: *x, y: *y, weight: None });
        if domain.accuracy.n_samples > 0 {
            let dots = Mark::Dots(dots.collect());
            layers.push(Layer::new(&domain.name, Ink::Series(number), dots));
        }
    }
    let first = simulated.domains.iter().find(|domain| domain.accuracy.n_samples > 0)?;
    let ninety = first.accuracy.inside.iter().find(|(width, _)| (width - 0.9).abs() < 1e-9)?;
    let title = format!(
        "The 90 % interval holds {} % of the samples of {}",
        significant(100.0 * ninety.1, 3),
        first.name
    );
    let subtitle =
        "Each hole taken away in turn: intervals from the others, and the share of its scores inside"
            .to_owned();
    let note = "On the line intervals hold what they say; above it they are too wide, below it too narrow."
        .to_owned();
    let axis = |name: &str| Axis::linear(name, Unit::percent()).over(0.0, 1.0);
    let plot = Xy { square: true, ..Xy::new(axis("interval"), axis("samples inside"), layers) };
    Some(chart(of, "accuracy", [title, subtitle, note], &plot))
}

fn reproduction(of: &Estimate, simulated: &Simulated) -> Result<Table, ReportError> {
    let columns = vec![
        Column::words("Domain"),
        Column::words("Grade"),
        Column::numbers("Mean, composites", Unit::none()),
        Column::numbers("Mean, nodes", Unit::none()),
        Column::numbers("Spread, composites", Unit::none()),
        Column::numbers("Spread, nodes", Unit::none()),
        Column::numbers("Composites left out", Unit::none()),
    ];
    let mut table = Table::new("Realisations beside the declustered composites", columns);
    let three = |value: f64| Cell::maybe(Some(value), Digits::Of(3));
    for domain in &simulated.domains {
        for (grade, [data, nodes]) in of.grades.iter().zip(&domain.grades) {
            table.push(vec![
                Cell::text(&*domain.name),
                Cell::text(format!("{}, {}", grade.commodity, grade.unit)),
                three(data[0]),
                three(nodes[0]),
                three(data[1]),
                three(nodes[1]),
                Cell::number((domain.n_partial + domain.n_duplicates) as f64),
            ])?;
        }
    }
    Ok(table)
}
