//! What can be doubted: the holes' own faults, samples estimated from others, swaths, choices.

use std::collections::BTreeMap;

use miette::Diagnostic as _;
use oreproof_case::model::{Estimate, SearchPass};
use oreproof_ground::resource::Slice;
use oreproof_weigh::estimate::{CrossValidation, Ground};

use super::{chart, explored, support};
use crate::ReportError;
use crate::chart::palette::Ink;
use crate::chart::strip::{Found, Stretch, Strip, Track};
use crate::chart::xy::{Axis, Dot, Layer, Mark, Xy, scatter};
use crate::number::{Unit, significant};
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Digits, Table};

/// A scatter of more points than this shows every so manieth.
const MOST: usize = 250;

/// What is wrong in the tables, and the log of the hole with the most metal.
pub(super) fn holes(of: &Estimate, ground: &Ground) -> Result<Vec<Block>, ReportError> {
    let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for problem in &ground.problems {
        let code = problem.code().map_or_else(String::new, |code| code.to_string());
        let first = || (0, problem.to_string());
        kinds.entry(code).or_insert_with(first).0 += 1;
    }
    let columns = vec![
        Column::words("Kind"),
        Column::numbers("Rows", Unit::none()),
        Column::words("The first"),
    ];
    let mut table = Table::new("What the tables have wrong", columns);
    for (code, (n, first)) in kinds {
        let kind = code.rsplit("::").next().unwrap_or(&code).replace('-', " ");
        table.push(vec![Cell::text(kind), Cell::number(n as f64), Cell::text(first)])?;
    }
    let mut blocks = Vec::new();
    if table.rows.is_empty() {
        blocks.push(Block::Text(vec![Span::Text("Nothing is wrong in the tables.".to_owned())]));
    } else {
        blocks.push(Block::Table(table));
    }
    blocks.extend(log(of, ground));
    Ok(blocks)
}

fn log(of: &Estimate, ground: &Ground) -> Option<Block> {
    let grade = of.grades.first()?;
    let assays = ground.holes.intervals.first()?;
    let column = assays.assays.iter().find(|assay| assay.name == grade.column)?;
    let metal = |hole: &usize| -> f64 {
        let metres =
            |at: usize| column.values[at].unwrap_or(0.0) * (assays.to[at] - assays.from[at]);
        assays.of_hole(*hole).map(metres).sum()
    };
    let hole = (0..ground.holes.holes.len()).max_by(|a, b| metal(a).total_cmp(&metal(b)))?;
    let of_hole = &ground.holes.holes[hole];
    let stretches = assays.of_hole(hole).map(|at| Stretch {
        from: assays.from[at],
        to: assays.to[at],
        found: column.values[at].map_or(Found::Nothing, Found::Value),
    });
    let depth = of_hole
        .length
        .unwrap_or_else(|| assays.of_hole(hole).map(|at| assays.to[at]).fold(0.0, f64::max));
    let strip = Strip {
        hole: of_hole.name.clone(),
        depth,
        tracks: vec![Track {
            name: grade.commodity.clone(),
            unit: Unit::plain(grade.unit.word()),
            keys: Vec::new(),
            stretches: stretches.collect(),
        }],
        marks: Vec::new(),
    };
    let title = format!("{} is the hole with the most {}", of_hole.name, grade.commodity);
    let subtitle = format!("Assays down the hole, depth in {}", of.holes.unit);
    Some(chart(of, "log", [title, subtitle, String::new()], &strip))
}

pub(super) fn validation(of: &Estimate, ground: &Ground) -> Result<Vec<Block>, ReportError> {
    let columns = vec![
        Column::words("Domain"),
        Column::words("Grade"),
        Column::numbers("Samples", Unit::none()),
        Column::numbers("Without", Unit::none()),
        Column::numbers("Mean error", Unit::none()),
        Column::numbers("Correlation", Unit::none()),
        Column::numbers("Slope", Unit::none()),
        Column::numbers("Error² over variance", Unit::none()),
        Column::numbers("Inside 90 %", Unit::percent()),
    ];
    let mut table = Table::new("Samples estimated from other holes, by the first pass", columns);
    let mut charts = Vec::new();
    for (number, domain) in ground.domains.iter().enumerate() {
        for (grade, chosen) in domain.grades.iter().zip(&of.grades) {
            let CrossValidation {
                pairs,
                n_without,
                mean_error,
                squared_ratio,
                correlation,
                slope,
                inside_90,
            } = &grade.validation;
            let known =
                |value: f64| Cell::maybe((!pairs.is_empty()).then_some(value), Digits::Of(3));
            table.push(vec![
                Cell::text(&*domain.name),
                Cell::text(format!("{}, {}", chosen.commodity, chosen.unit)),
                Cell::number(pairs.len() as f64),
                Cell::number(*n_without as f64),
                known(*mean_error),
                Cell::maybe(*correlation, Digits::Of(3)),
                Cell::maybe(*slope, Digits::Of(3)),
                known(*squared_ratio),
                known(*inside_90),
            ])?;
        }
        let seen = &ground.explored[number];
        charts.extend(explored::against_blocks(of, number, domain, seen));
        let first = domain.grades.first().zip(of.grades.first());
        if let Some((grade, chosen)) = first.filter(|(grade, _)| grade.validation.pairs.len() > 20)
        {
            let pairs = &grade.validation.pairs;
            let every = pairs.len().div_ceil(MOST);
            let some: Vec<(f64, f64)> = pairs.iter().copied().step_by(every).collect();
            let unit = || Unit::plain(chosen.unit.word());
            let axes = (
                Axis::from_zero("estimate from other holes", unit()),
                Axis::from_zero(&format!("{} of the sample", chosen.commodity), unit()),
            );
            let title = match grade.validation.correlation {
                Some(r) => format!(
                    "{}: estimate and sample go together at {}",
                    domain.name,
                    significant(r, 2)
                ),
                None => domain.name.clone(),
            };
            let subtitle = "Each sample estimated as if its hole were not drilled".to_owned();
            let note = if every > 1 { format!("One in {every} is drawn.") } else { String::new() };
            let plot = scatter(axes.0, axes.1, &some, Ink::Series(0));
            charts.push(chart(of, &format!("cross-{number}"), [title, subtitle, note], &plot));
        }
    }
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(charts);
    blocks.push(support::others(of, ground)?);
    let names = ["east", "north", "up"];
    for (axis, (slices, name)) in ground.swaths.iter().zip(names).enumerate() {
        blocks.extend(swath(of, ground, axis, slices, name));
    }
    blocks.extend(support::roughness(of, ground)?);
    Ok(blocks)
}

fn swath(
    of: &Estimate,
    ground: &Ground,
    axis: usize,
    slices: &[Slice],
    name: &str,
) -> Option<Block> {
    let grade = of.grades.first()?;
    let line = |value: fn(&Slice) -> Option<f64>| -> Vec<(f64, f64)> {
        slices.iter().filter_map(|slice| Some((slice.at, value(slice)?))).collect()
    };
    let blocks = line(|slice| slice.blocks);
    if blocks.len() < 3 {
        return None;
    }
    let samples: Vec<Dot> = slices
        .iter()
        .filter_map(|slice| {
            let y = slice.samples?;
            Some(Dot { x: slice.at, y, weight: Some(slice.n_samples as f64) })
        })
        .collect();
    let other = |number: usize| -> Vec<(f64, f64)> {
        slices.iter().filter_map(|slice| Some((slice.at, slice.others[number]?))).collect()
    };
    let plot = Xy::new(
        Axis::linear(name, Unit::plain(of.holes.unit.word())),
        Axis::from_zero(&grade.commodity, Unit::plain(grade.unit.word())),
        vec![
            Layer::new("samples, declustered", Ink::Series(1), Mark::Dots(samples)),
            Layer::new("nearest sample", Ink::Series(2), Mark::Line(other(0), true)),
            Layer::new("inverse distance²", Ink::Series(3), Mark::Line(other(1), true)),
            Layer::new("kriged", Ink::Series(0), Mark::Line(blocks, false)),
        ],
    );
    let first = ground.domains.first().map_or("", |domain| domain.name.as_str());
    let title = format!("Blocks and samples of {} going {name}", grade.commodity);
    let subtitle =
        format!("Means of one layer of blocks after another; samples are those of {first}");
    let note = "Marks are larger where there are more samples.".to_owned();
    Some(chart(of, &format!("swath-{axis}"), [title, subtitle, note], &plot))
}

/// Every choice that moves the answer.
pub(super) fn choices(of: &Estimate) -> Result<Vec<Block>, ReportError> {
    let mut table =
        Table::new("What was chosen", vec![Column::words("Choice"), Column::words("As")]);
    let holes = &of.holes;
    let unit = holes.unit;
    let mut rows = vec![
        ("Holes between surveys", holes.desurvey.to_string()),
        ("Holes without a survey", holes.unsurveyed.to_string()),
        ("Overlapping intervals", holes.overlap.to_string()),
        ("Below the limit of detection", holes.below_detection.to_string()),
        (
            "Composites",
            format!(
                "{} {unit} from the {}, at least {} sampled, weighted by length{}",
                of.composites.length,
                of.composites.from,
                of.composites.coverage.written,
                if of.composites.by_density { " and density" } else { "" }
            ),
        ),
        ("Method", of.method.to_string()),
        (
            "Blocks",
            format!(
                "{} {unit}, {} of them, {} points each",
                of.blocks.size.map(|side| side.to_string()).join(" × "),
                of.blocks.counts.map(|count| count.to_string()).join(" × "),
                of.blocks.points.map(|count| count.to_string()).join(" × ")
            ),
        ),
        ("Domain of a block", of.blocks.domains.to_string()),
    ];
    rows.extend(of.blocks.topography.iter().map(|file| ("Ground", file.clone())));
    for rule in &of.classes {
        let mut parts = Vec::new();
        parts.extend(rule.pass.map(|pass| format!("pass {pass} or earlier")));
        parts.extend(rule.min_holes.map(|holes| format!("{holes} holes")));
        parts.extend(
            rule.max_distance.map(|d| format!("its nearest holes {d} {unit} away on average")),
        );
        parts.extend(rule.min_slope.map(|slope| format!("a slope of {slope}")));
        if let (Some(panel), Some(most)) = (rule.production, &rule.max_half_width) {
            let size = panel.map(|side| side.to_string()).join(" × ");
            let most = &most.written;
            parts.push(format!(
                "{size} {unit} of rock about it known within {most}, nine times in ten"
            ));
        }
        rows.push(("Class", format!("{}: {}", rule.class, parts.join(", "))));
    }
    if let Some(smoothing) = &of.smoothing {
        let (patch, gap) = (smoothing.smallest_patch, smoothing.smallest_gap);
        let said = format!("patches from {patch} blocks stand, gaps below {gap} are filled");
        rows.push(("Classes smoothed", said));
    }
    if let Some(chosen) = &of.selection {
        let shown = |sides: [f64; 3]| sides.map(|side| side.to_string()).join(" × ");
        let control = chosen.control.map_or_else(String::new, |spacing| {
            format!(", told apart by samples {} {unit} apart", shown(spacing))
        });
        let points = chosen.points.map(|count| count.to_string()).join(" × ");
        let said = format!("{} {unit}, {points} points each{control}", shown(chosen.smu));
        rows.push(("Selective mining unit", said));
    }
    if let Some(made) = &of.simulation {
        let nodes = made.nodes.map(|count| count.to_string()).join(" × ");
        let said = format!(
            "{} realisations with seed {}, {nodes} nodes a block, {} along a path, {} coarser grids, \
             up to {} composites and {} nodes",
            made.realisations,
            made.seed,
            made.per_path,
            made.coarse_grids,
            made.max_data,
            made.max_nodes
        );
        rows.push(("Simulation", said));
        for tails in &made.tails {
            rows.push((
                "Tails",
                format!("{}: from {} to {}", tails.grade, tails.least, tails.greatest),
            ));
        }
    }
    for domain in &of.domains {
        for (number, pass) in domain.passes.iter().enumerate() {
            rows.push((
                "Search",
                format!(
                    "{}, pass {}: {} {unit}, angles {}, {} to {} samples{}",
                    domain.name,
                    number + 1,
                    pass.radii.map(|radius| radius.to_string()).join(" × "),
                    pass.angles.map(|angle| angle.to_string()).join(" / "),
                    pass.min,
                    pass.max,
                    limits(pass)
                ),
            ));
        }
    }
    for (choice, said) in rows {
        table.push(vec![Cell::text(choice), Cell::text(said)])?;
    }
    Ok(vec![Block::Table(table)])
}

/// What a pass takes at most from one hole and from one side.
fn limits(pass: &SearchPass) -> String {
    let mut said = pass.max_per_hole.map_or_else(String::new, |n| format!(", {n} a hole"));
    if let Some(n) = pass.max_per_octant {
        said += &format!(", {n} an octant of the coordinates");
    }
    if let (Some(sectors), Some(n)) = (pass.sectors, pass.max_per_sector) {
        said += &format!(", {n} in each of the ellipsoid's {sectors}");
    }
    said
}
