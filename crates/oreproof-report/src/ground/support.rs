//! Whether the blocks are as rough as rock is at their size, and what selecting smaller units
//! would take.

use oreproof_case::model::Estimate;
use oreproof_ground::blocks::Class;
use oreproof_weigh::estimate::{Ground, Reached, Selection, SupportRow};

use super::{chart, cutoff_name, unit_of};
use crate::ReportError;
use crate::chart::palette::Ink;
use crate::chart::xy::{Axis, Layer, Mark, Xy};
use crate::number::{Unit, significant};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Digits, Table};

/// The same blocks by kriging, by the nearest sample and by inverse distance.
pub(super) fn others(of: &Estimate, ground: &Ground) -> Result<Block, ReportError> {
    let columns = vec![
        Column::words("Domain"),
        Column::words("Grade"),
        Column::numbers("Kriged", Unit::none()),
        Column::numbers("Nearest sample", Unit::none()),
        Column::numbers("Inverse distance²", Unit::none()),
        Column::numbers("Kriged over nearest", Unit::percent()),
    ];
    let mut table = Table::new("Means of the same blocks, by mass", columns);
    for (others, chosen) in ground.others.iter().zip(&of.grades) {
        for (domain, means) in ground.domains.iter().zip(&others.means) {
            let Some(means) = means else { continue };
            let three = |value: f64| Cell::maybe(Some(value), Digits::Of(3));
            let over = (means.nearest > 0.0).then(|| means.kriged / means.nearest);
            table.push(vec![
                Cell::text(&*domain.name),
                Cell::text(format!("{}, {}", chosen.commodity, chosen.unit)),
                three(means.kriged),
                three(means.nearest),
                three(means.inverse_distance),
                Cell::maybe(over, Digits::Of(3)),
            ])?;
        }
    }
    Ok(Block::Table(table))
}

/// The estimate's grade and tonnage beside what theory expects of blocks.
pub(super) fn roughness(of: &Estimate, ground: &Ground) -> Result<Vec<Block>, ReportError> {
    let rough = &ground.roughness;
    if rough.domains.is_empty() {
        return Ok(Vec::new());
    }
    let (unit, name) = (unit_of(of), cutoff_name(of));
    let columns = vec![
        Column::words("Domain"),
        Column::numbers("Composites", Unit::plain(unit)),
        Column::numbers("Blocks", Unit::plain(unit)),
        Column::numbers("Variance that blocks keep", Unit::percent()),
        Column::numbers("Support coefficient", Unit::none()),
        Column::numbers("Variance of the estimate over that of blocks", Unit::percent()),
    ];
    let title = format!("Mean and variance of {name}, composites and blocks");
    let mut table = Table::new(&title, columns);
    for domain in &rough.domains {
        table.push(vec![
            Cell::text(&*domain.name),
            Cell::maybe(Some(domain.mean), Digits::Of(3)),
            Cell::maybe(domain.estimated_mean, Digits::Of(3)),
            Cell::maybe(Some(domain.kept), Digits::Of(3)),
            Cell::maybe(domain.coefficient, Digits::Of(3)),
            Cell::maybe(domain.estimated_part, Digits::Of(3)),
        ])?;
    }
    let mut blocks = vec![Block::Table(table)];
    let smoothed = rough.domains.iter().filter_map(|domain| {
        let part = domain.estimated_part?;
        let percent = |part: f64| Unit::percent().show(part, 2);
        Some(match part {
            part if part < 1.0 => {
                format!("{} is smoother than blocks by {}", domain.name, percent(1.0 - part))
            }
            part => format!("{} is rougher than blocks by {}", domain.name, percent(part - 1.0)),
        })
    });
    let smoothed: Vec<String> = smoothed.collect();
    if !smoothed.is_empty() {
        let words = format!(
            "Kriging smooths: {}, as variances go. A curve from blocks that are too smooth puts \
             too much rock just above a low cut-off and too little above a high one.",
            smoothed.join("; ")
        );
        blocks.push(Block::Text(vec![Span::Text(words)]));
    }
    type Pick = fn(&SupportRow) -> Option<Reached>;
    let ways: [(&str, Pick); 4] = [
        ("the estimate", |row| Some(row.estimated)),
        ("blocks, discrete Gaussian", |row| Some(row.gaussian)),
        ("blocks, affine", |row| Some(row.affine)),
        ("selective mining units", |row| row.units),
    ];
    let lines = |value: fn(&Reached) -> Option<f64>| -> Vec<Layer> {
        let line = |(number, (name, pick)): (u8, &(&str, Pick))| {
            let points: Vec<(f64, f64)> = rough
                .curve
                .iter()
                .filter_map(|row| Some((row.cutoff, value(&pick(row)?)?)))
                .collect();
            let line = Mark::Line(points.clone(), number > 0);
            (points.len() > 1).then(|| Layer::new(name, Ink::Series(number), line))
        };
        (0_u8..).zip(&ways).filter_map(line).collect()
    };
    let tonnes = lines(|of| Some(of.tonnes));
    if tonnes.is_empty() {
        return Ok(blocks);
    }
    let cutoff = || Axis::linear(&format!("cut-off, {name}"), Unit::plain(unit));
    let subtitle = "All estimated blocks of whatever class, beside what the composites and the \
                    variogram let expect of rock at their size"
        .to_owned();
    let report = rough.curve.iter().find(|row| row.cutoff == of.cutoff.report);
    let title = report.filter(|row| 0.0 < row.gaussian.tonnes).map_or_else(
        || "Tonnage of the estimate and of theory".to_owned(),
        |row| {
            let part = row.estimated.tonnes / row.gaussian.tonnes;
            let shown = Unit::percent().show(part, 3);
            format!("At {} {unit} the estimate has {shown} of the tonnes of theory", row.cutoff)
        },
    );
    let plot = Xy::new(cutoff(), Axis::from_zero("ore", Unit::si("t")), tonnes);
    let words = [title, subtitle.clone(), String::new()];
    blocks.push(chart(of, "support-tonnes", words, &plot));
    let title = report
        .and_then(|row| Some((row.cutoff, row.estimated.grade?, row.gaussian.grade?)))
        .map_or_else(
            || "Grade of the estimate and of theory".to_owned(),
            |(cutoff, found, theory)| {
                format!(
                    "Above {cutoff} {unit} the estimate has {} {unit} and theory {}",
                    significant(found, 3),
                    significant(theory, 3)
                )
            },
        );
    let mean = Axis::from_zero(&format!("mean {name} above it"), Unit::plain(unit));
    let plot = Xy::new(cutoff(), mean, lines(|of| of.grade));
    blocks.push(chart(of, "support-grade", [title, subtitle, String::new()], &plot));
    Ok(blocks)
}

/// What selection of units would take of classified blocks.
pub(super) fn selection(
    of: &Estimate,
    ground: &Ground,
    selection: &Selection,
) -> Result<Vec<Block>, ReportError> {
    let (unit, name) = (unit_of(of), cutoff_name(of));
    let size = of
        .selection
        .as_ref()
        .map_or_else(String::new, |chosen| chosen.smu.map(|side| side.to_string()).join(" × "));
    let columns = vec![
        Column::words("Class"),
        Column::words("Selected as"),
        Column::numbers("Ore", Unit::plain("Mt")),
        Column::numbers(name, Unit::plain(unit)),
        Column::numbers("Contained, of the blocks'", Unit::percent()),
    ];
    let title =
        format!("Above {} {unit} {name}, selected as blocks and as units", of.cutoff.report);
    let mut table = Table::new(&title, columns);
    for (class, units) in &selection.table {
        let row = ground.table.iter().find(|row| row.class == Some(*class) && row.domain.is_none());
        let amount = row.map(|row| &row.amount);
        let digits = match class {
            Class::Measured => Digits::Measured,
            Class::Indicated => Digits::Indicated,
            Class::Inferred => Digits::Inferred,
        };
        let tonnes = amount.map_or(0.0, |amount| amount.tonnes);
        let grade = amount.and_then(|amount| amount.cutoff_grade);
        let metal = |tonnes: f64, grade: Option<f64>| grade.map(|grade| grade * tonnes);
        let part = metal(units.tonnes, units.grade).zip(metal(tonnes, grade));
        table.push(vec![
            Cell::text(class.word()),
            Cell::text("blocks"),
            Cell::maybe(Some(tonnes / 1e6), digits),
            Cell::maybe(grade, digits),
            Cell::text(""),
        ])?;
        table.push(vec![
            Cell::text(class.word()),
            Cell::text(format!("units of {size} {}", of.holes.unit)),
            Cell::maybe(Some(units.tonnes / 1e6), digits),
            Cell::maybe(units.grade, digits),
            Cell::maybe(part.map(|(units, blocks)| units / blocks), Digits::Of(3)),
        ])?;
    }
    let known = match of.selection.as_ref().and_then(|chosen| chosen.control) {
        None => "as if each unit were known when it is mined".to_owned(),
        Some(spacing) => format!(
            "as units are thought to be from samples {} {} apart",
            spacing.map(|step| step.to_string()).join(" × "),
            of.holes.unit
        ),
    };
    let scaled = match selection.n_scaled {
        0 => String::new(),
        n => format!(
            " {n} blocks lie beyond what their composites let expect; the grades of their units \
             were scaled to the block's."
        ),
    };
    let words = format!(
        "Each block is taken as a panel of {} units, whose grades are those of uniform conditioning \
         to its estimate, {known}. Their mean is the block's.{scaled}",
        selection.per_block
    );
    let mut blocks = vec![Block::Text(vec![Span::Text(words)]), Block::Table(table)];
    let units: Vec<(f64, f64)> = selection.curve.iter().map(|(at, of)| (*at, of.tonnes)).collect();
    let whole: Vec<(f64, f64)> = ground.curve.iter().map(|(at, of)| (*at, of.tonnes)).collect();
    if units.len() > 1 {
        let layers = vec![
            Layer::new("as blocks", Ink::Series(0), Mark::Line(whole, false)),
            Layer::new("as units", Ink::Series(1), Mark::Line(units, true)),
        ];
        let plot = Xy::new(
            Axis::linear(&format!("cut-off, {name}"), Unit::plain(unit)),
            Axis::from_zero("ore", Unit::si("t")),
            layers,
        );
        let title = "Tonnes above each cut-off, selected as blocks and as units".to_owned();
        let subtitle = "Classified blocks, all classes together".to_owned();
        blocks.push(chart(of, "selection", [title, subtitle, String::new()], &plot));
    }
    Ok(blocks)
}
