//! Rocks or domains from a table of samples, by sequential indicator simulation.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use miette::Diagnostic;
use oreproof_ground::simulate::{Categories, Near, simulate_categories};
use oreproof_ground::{Grid, Points};
use oreproof_intake::numbers::{NumberTable, read_numbers, read_words};
use serde::Deserialize;

use crate::datamine;
use crate::desurvey::quoted;
use crate::model::{self, VariogramWords, angles};
use crate::output::Output;
use crate::statistics::number;
use crate::ui::{Done, Stop, Ui, plain, progress, say};

use super::Args;

/// A model file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    realisations: usize,
    seed: u64,
    per_path: usize,
    coarse_grids: u32,
    /// The share of each category; those of the samples where it is not said.
    #[serde(default)]
    proportions: BTreeMap<String, f64>,
    variogram: VariogramWords,
    near: NearWords,
    blocks: Blocks,
}

/// Which samples and nodes inform a node.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NearWords {
    radii: [f64; 3],
    angles: [f64; 3],
    max_data: usize,
    max_nodes: usize,
}

/// The blocks, whose middles are the nodes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Blocks {
    corner: [f64; 3],
    size: [f64; 3],
    counts: [usize; 3],
    #[serde(default)]
    azimuth: f64,
}

/// Why no categories are simulated.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum CategoryFault {
    #[error("categories need {what}")]
    #[diagnostic(code("simulate::missing"), help("docs/simulate.md shows a whole command"))]
    Missing { what: &'static str },
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(code("simulate::unreadable"), help("check the path and the permissions"))]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("no row of {} has its coordinates and a category", .path.display())]
    #[diagnostic(code("simulate::no-samples"), help("look at the columns"))]
    NoSamples { path: PathBuf },
    #[error("line {row} lies in the place of line {first}")]
    #[diagnostic(
        code("simulate::same-place"),
        help("a place has one category: keep one row for each")
    )]
    SamePlace { row: u32, first: u32 },
    #[error("the samples have {found:?}, and the proportions name {named:?}")]
    #[diagnostic(
        code("simulate::proportions"),
        help("give every category of the samples its proportion, or leave [proportions] out")
    )]
    Proportions { found: Vec<String>, named: Vec<String> },
    #[error("{n} categories")]
    #[diagnostic(code("simulate::too-many"), help("is the column one of categories?"))]
    TooMany { n: usize },
}

/// More kinds than this are no kinds.
const MOST: usize = 100;

/// Samples of known category.
struct Samples {
    points: Points,
    of_point: Vec<u16>,
    names: Vec<String>,
}

pub(super) fn run(args: &Args, column: &str, ui: &Ui) -> Done<ExitCode> {
    let missing = |what| Stop::of(CategoryFault::Missing { what });
    if !(2..=3).contains(&args.at.len()) {
        return Err(missing("two or three coordinates, as in --at X,Y,Z"));
    }
    let path = args.model.as_deref().ok_or_else(|| missing("--model FILE"))?;
    let plan: Plan = model::read(path)?;
    let samples = read(&args.case, column, &args.at)?;
    let (names, proportions) = proportions(&plan, &samples)?;
    let of = &plan.blocks;
    let grid = Grid::from_corner(of.corner, of.size, of.counts, of.azimuth).map_err(Stop::of)?;
    let NearWords { radii, angles: turned, max_data, max_nodes } = plan.near;
    let choices = Categories {
        proportions: proportions.clone(),
        variogram: plan.variogram.variogram()?,
        near: Near { radii, angles: angles(turned), max_data, max_nodes },
        coarse_grids: plan.coarse_grids,
        n_realisations: plan.realisations,
        per_path: plan.per_path,
        seed: plan.seed,
    };
    let of_point: Vec<u16> = samples
        .of_point
        .iter()
        .map(|&of| {
            let name = &samples.names[usize::from(of)];
            names.iter().position(|known| known == name).unwrap_or_default() as u16
        })
        .collect();
    let mut counts = vec![0_u32; grid.len() * names.len()];
    let mut each: Vec<Vec<u16>> = Vec::new();
    let bar = progress(plan.realisations as u64, "realisations", ui);
    let done = simulate_categories(&samples.points, &of_point, &grid, &choices, |_, field| {
        for (node, &category) in field.iter().enumerate() {
            counts[node * names.len() + usize::from(category)] += 1;
        }
        if args.each {
            each.push(field.to_vec());
        }
        bar.inc(1);
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    done.map_err(Stop::of)?;
    let n = plan.realisations as f64;
    let share = |node: usize, of: usize| f64::from(counts[node * names.len() + of]) / n;
    if let Some(path) = &args.out {
        let mut out = Output::to(Some(path))?;
        write!(out, "x,y,z")?;
        for name in &names {
            write!(out, ",{}", quoted(&format!("p_{name}")))?;
        }
        write!(out, ",likeliest")?;
        for number in 1..=each.len() {
            write!(out, ",r{number}")?;
        }
        writeln!(out)?;
        for node in 0..grid.len() {
            let [x, y, z] = grid.centre(grid.position(node));
            write!(out, "{x},{y},{z}")?;
            for of in 0..names.len() {
                write!(out, ",{}", share(node, of))?;
            }
            // Of equals the first.
            let likeliest = (0..names.len())
                .reduce(|a, b| if share(node, a) < share(node, b) { b } else { a })
                .unwrap_or_default();
            write!(out, ",{}", quoted(&names[likeliest]))?;
            for field in &each {
                write!(out, ",{}", quoted(&names[usize::from(field[node])]))?;
            }
            writeln!(out)?;
        }
        out.finish()?;
    }
    if !ui.quiet {
        say(&format!(
            "{} realisations of {} nodes from {} samples",
            plan.realisations,
            grid.len(),
            samples.points.len()
        ));
        for (of, name) in names.iter().enumerate() {
            let found = (0..grid.len()).map(|node| share(node, of)).sum::<f64>();
            let (asked, found) = (number(proportions[of]), number(found / grid.len() as f64));
            say(&format!("  {}: {found} of the nodes, {asked} asked for", plain(name)));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The samples with their coordinates and a category.
fn read(path: &Path, column: &str, at: &[String]) -> Done<Samples> {
    let bytes = fs::read(path)
        .map_err(|error| Stop::of(CategoryFault::Unreadable { path: path.to_owned(), error }))?;
    let file = path.to_string_lossy();
    let bytes = datamine::plain(&file, bytes).map_err(Stop::of)?;
    let axes: Vec<&str> = at.iter().map(String::as_str).collect();
    let NumberTable { columns, rows, .. } =
        read_numbers(&file, &bytes, &axes, &[]).map_err(Stop::of)?;
    let words = read_words(&file, &bytes, column).map_err(Stop::of)?;
    let mut names: Vec<String> = words.iter().filter(|word| !word.is_empty()).cloned().collect();
    names.sort();
    names.dedup();
    if MOST < names.len() {
        return Err(Stop::of(CategoryFault::TooMany { n: names.len() }));
    }
    let (mut places, mut of_point, mut lines) = ([vec![], vec![], vec![]], Vec::new(), Vec::new());
    for (row, word) in words.iter().enumerate() {
        let Some(of) = names.iter().position(|name| name == word) else { continue };
        // On a plane the third coordinate is nought.
        let place = (0..3).map(|axis| columns.get(axis).map_or(Some(0.0), |along| along[row]));
        let Some(place) = place.collect::<Option<Vec<f64>>>() else { continue };
        for (list, along) in places.iter_mut().zip(place) {
            list.push(along);
        }
        of_point.push(of as u16);
        lines.push(rows[row]);
    }
    let n = of_point.len();
    if n == 0 {
        return Err(Stop::of(CategoryFault::NoSamples { path: path.to_owned() }));
    }
    let points = Points::new(places, vec![0.0; n], (0..n as u32).collect()).map_err(Stop::of)?;
    if let Some(&(later, first)) = points.duplicates().first() {
        let (row, first) = (lines[later], lines[first]);
        return Err(Stop::of(CategoryFault::SamePlace { row, first }));
    }
    Ok(Samples { points, of_point, names })
}

/// The categories with their proportions: those named, or those of the samples.
fn proportions(plan: &Plan, samples: &Samples) -> Done<(Vec<String>, Vec<f64>)> {
    if plan.proportions.is_empty() {
        let n = samples.of_point.len() as f64;
        let share = |of: usize| {
            samples.of_point.iter().filter(|found| usize::from(**found) == of).count() as f64 / n
        };
        let shares = (0..samples.names.len()).map(share).collect();
        return Ok((samples.names.clone(), shares));
    }
    let named: Vec<String> = plan.proportions.keys().cloned().collect();
    if samples.names.iter().any(|name| !named.contains(name)) {
        let found = samples.names.clone();
        return Err(Stop::of(CategoryFault::Proportions { found, named }));
    }
    Ok((named, plan.proportions.values().copied().collect()))
}
