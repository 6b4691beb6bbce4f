//! The blocks as pictures: plan, section, classes, and the grade–tonnage curve.

use std::collections::BTreeMap;

use oreproof_case::model::Estimate;
use oreproof_ground::blocks::Class;
use oreproof_ground::realise::Band;
use oreproof_weigh::estimate::Ground;

use super::{chart, cutoff_name, unit_of};
use crate::chart::palette::Ink;
use crate::chart::section::{Block as Cut, PlaneView, Trace};
use crate::chart::xy::{Above, Axis, grade_tonnage};
use crate::number::{Unit, significant};
use crate::page::Block;

/// A picture of more blocks than this is drawn of larger ones.
const MOST: usize = 800;
/// More holes than this are drawn without their names.
const NAMED: usize = 60;

pub(super) fn curve(of: &Estimate, ground: &Ground) -> Vec<Block> {
    let rows: Vec<Above> = ground
        .curve
        .iter()
        .filter_map(|(cutoff, amount)| {
            let grade = amount.cutoff_grade?;
            let bands = ground.simulated.iter().flat_map(|of| &of.curve);
            let band = bands.clone().find(|row| row.cutoff == *cutoff);
            let three = |of: &Band, middle: f64| [of.p10, middle, of.p90];
            let tonnes = amount.tonnes;
            Some(Above {
                cutoff: *cutoff,
                tonnes: band.map_or([tonnes; 3], |of| three(&of.tonnes, tonnes)),
                grade: band
                    .and_then(|of| of.cutoff_grade.as_ref())
                    .map_or([grade; 3], |of| three(of, grade)),
            })
        })
        .collect();
    let [Some(first), Some(last)] = [rows.first(), rows.last()] else { return Vec::new() };
    let (unit, name) = (unit_of(of), cutoff_name(of));
    let title = format!(
        "From {} Mt at no cut-off of {} {unit} to {} Mt at {} {unit}",
        significant(first.tonnes[1] / 1e6, 3),
        significant(first.cutoff, 3),
        significant(last.tonnes[1] / 1e6, 3),
        significant(last.cutoff, 3)
    )
    .replace("at no cut-off of 0 ", "above 0 ")
    .replace("at no cut-off of", "above");
    let subtitle = format!("Classified blocks at or above each cut-off of {name}");
    let note = match &ground.simulated {
        None => "All classes together, for the shape of the curve; they are never added up in a statement.".to_owned(),
        Some(of) => format!(
            "All classes together, for the shape of the curve; they are never added up in a statement. \
             Lines are the kriged blocks, which are smoother than the ground; bands hold eight in ten of \
             {} realisations, which are as rough as it, and need not lie about the lines.",
            of.realisations.n
        ),
    };
    let axes = (
        Axis::linear(&format!("cut-off, {name}"), Unit::plain(unit)),
        Axis::from_zero("ore", Unit::si("t")),
        Axis::linear(&format!("mean {name}"), Unit::plain(unit)),
    );
    let plot = grade_tonnage(axes.0, axes.1, axes.2, &rows);
    vec![chart(of, "grade-tonnage", [title, subtitle, note], &plot)]
}

/// A plan and a section by grade, each where the most metal is, and the plan by class.
pub(super) fn views(of: &Estimate, ground: &Ground) -> Vec<Block> {
    let Some(grade) = of.grades.first() else { return Vec::new() };
    let mut views = Vec::new();
    let unit = Unit::plain(grade.unit.word());
    let edges = edges(ground);
    for (axis, id, plane) in [(2, "plan", "Plan"), (1, "section", "Section")] {
        let Some((layer, at)) = richest(ground, axis) else { continue };
        let (along, up) = if axis == 2 { (0, 1) } else { (0, 2) };
        let names = ["easting", "northing", "elevation"];
        let words = |what: &str| {
            let level = if axis == 2 { "elevation" } else { "northing" };
            [
                format!("{plane} at {level} {}: {what}", significant(at, 6)),
                format!(
                    "Blocks of the layer with the most {}, and the holes that pass within a block of it",
                    grade.commodity
                ),
                if ground.blocks.grid.azimuth == 0.0 {
                    String::new()
                } else {
                    format!(
                        "Along the axes of the grid, turned by {}°.",
                        ground.blocks.grid.azimuth
                    )
                },
            ]
        };
        let view = |blocks, keys, value| PlaneView {
            along: names[along].to_owned(),
            up: names[up].to_owned(),
            unit: of.holes.unit.to_string(),
            exaggeration: 1.0,
            blocks,
            keys,
            holes: traces(ground, axis, at, [along, up]),
            value,
        };
        let by_grade = cuts(ground, axis, layer, [along, up], &|block| {
            let value = ground.blocks.values[0][block]?;
            Some((PlaneView::grade_key(&edges, value), value))
        });
        let keys = PlaneView::grade_keys(&edges, &unit);
        let value = (grade.commodity.clone(), unit.clone());
        views.push(chart(of, id, words(&grade.commodity), &view(by_grade, keys, value)));
        if axis == 2 {
            let by_class = cuts(ground, axis, layer, [along, up], &|block| {
                let class = ground.blocks.class[block];
                Some((
                    class.map_or(3, |class| class as usize),
                    class.map_or(4.0, |c| c as u8 as f64 + 1.0),
                ))
            });
            let mut keys: Vec<(String, Ink)> = [Class::Measured, Class::Indicated, Class::Inferred]
                .map(|class| (class.word().to_owned(), Ink::Series(class as u8)))
                .into();
            keys.push(("none".to_owned(), Ink::Soft));
            let value = ("class, 1 measured to 4 none".to_owned(), Unit::none());
            views.push(chart(of, "classes", words("classes"), &view(by_class, keys, value)));
        }
    }
    views
}

/// Grades that part the blocks into five, to two figures.
pub(super) fn edges(ground: &Ground) -> Vec<f64> {
    let mut values: Vec<f64> = ground.blocks.values[0].iter().copied().flatten().collect();
    values.sort_by(f64::total_cmp);
    let at = |part: f64| values.get((part * values.len() as f64) as usize).copied();
    let round = |value: f64| format!("{value:.1e}").parse().unwrap_or(value);
    let mut edges: Vec<f64> = [0.2, 0.4, 0.6, 0.8].into_iter().filter_map(at).map(round).collect();
    edges.dedup();
    edges
}

/// The layer across an axis with the most of the first grade's metal, and where its middle is.
pub(super) fn richest(ground: &Ground, axis: usize) -> Option<(usize, f64)> {
    let blocks = &ground.blocks;
    let mut metal = vec![0.0; blocks.grid.counts[axis]];
    for block in 0..blocks.len() {
        let Some(value) = blocks.values[0][block] else { continue };
        let layer = blocks.grid.position(blocks.cell[block] as usize)[axis];
        metal[layer] += value * blocks.tonnes(block, ground.metres);
    }
    let (layer, most) = metal.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let at = blocks.grid.first_centre[axis] + layer as f64 * blocks.grid.block_size[axis];
    (*most > 0.0).then_some((layer, at))
}

/// The blocks of a layer, several as one where there are many; the key is that of the first.
pub(super) fn cuts(
    ground: &Ground,
    axis: usize,
    layer: usize,
    [along, up]: [usize; 2],
    of: &dyn Fn(usize) -> Option<(usize, f64)>,
) -> Vec<Cut> {
    let blocks = &ground.blocks;
    let grid = &blocks.grid;
    let inside: Vec<(usize, [usize; 3])> = (0..blocks.len())
        .map(|block| (block, grid.position(blocks.cell[block] as usize)))
        .filter(|(_, position)| position[axis] == layer)
        .collect();
    let group = ((inside.len() as f64 / MOST as f64).sqrt().ceil() as usize).max(1);
    let mut groups: BTreeMap<(usize, usize), (usize, f64)> = BTreeMap::new();
    for (block, position) in inside {
        if let Some(found) = of(block) {
            groups.entry((position[along] / group, position[up] / group)).or_insert(found);
        }
    }
    let at = |axis: usize, cell: usize| {
        let middle = (cell * group) as f64 + 0.5 * (group as f64 - 1.0);
        grid.first_centre[axis] + middle * grid.block_size[axis]
    };
    let size = |axis: usize| grid.block_size[axis] * group as f64;
    groups
        .into_iter()
        .map(|((i, j), (key, value))| Cut {
            centre: (at(along, i), at(up, j)),
            size: (size(along), size(up)),
            key,
            value,
        })
        .collect()
}

/// The holes that pass within a block of a layer, as far as they do.
pub(super) fn traces(ground: &Ground, axis: usize, at: f64, [along, up]: [usize; 2]) -> Vec<Trace> {
    let grid = &ground.blocks.grid;
    let near = grid.block_size[axis];
    let (low, high) = (grid.first_centre, grid.centre(grid.counts.map(|count| count - 1)));
    let mut traces = Vec::new();
    for hole in &ground.holes.holes {
        let length =
            hole.length.unwrap_or_else(|| hole.trace.depths().last().copied().unwrap_or(0.0));
        let steps = (length / near).ceil().max(1.0) as usize;
        let points: Vec<(f64, f64)> = (0..=steps)
            .map(|step| hole.trace.at(length * step as f64 / steps as f64))
            .filter(|place| (place[axis] - at).abs() <= near)
            .filter(|place| {
                [along, up].iter().all(|&axis| {
                    (f64::min(low[axis], high[axis])..=f64::max(low[axis], high[axis]))
                        .contains(&place[axis])
                })
            })
            .map(|place| (place[along], place[up]))
            .collect();
        if points.len() > 1 {
            traces.push(Trace { name: hole.name.clone(), points });
        }
    }
    // Names of very many holes would hide the blocks.
    if traces.len() > NAMED {
        traces.iter_mut().for_each(|trace| trace.name.clear());
    }
    traces
}
