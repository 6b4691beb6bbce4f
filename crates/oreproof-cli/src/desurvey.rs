//! `oreproof desurvey`: where drill holes run.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use miette::Diagnostic;
use oreproof_ground::hole::Holes;
use serde_json::json;

use crate::holes::HoleArgs;
use crate::output::Output;
use crate::ui::{Done, Stop, Ui};

/// Place drill holes in the ground: a point every so far down each hole, and at its end.
///
/// Prints hole, depth, x, y, z as CSV, in the unit of the tables; a file that ends in .geojson gets
/// collars as points and holes as lines, in the coordinates of the tables.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof desurvey drilling/ --method minimum-curvature --every 10
  oreproof desurvey drilling/ --method tangential --unsurveyed vertical --every 30 -o traces.csv
  oreproof desurvey drilling/ --method minimum-curvature --unsurveyed leave-out --every 10 -o holes.geojson")]
pub(crate) struct Args {
    #[command(flatten)]
    holes: HoleArgs,

    /// How far points are apart down the hole.
    #[arg(long, value_name = "LENGTH")]
    every: f64,

    /// Where to write; standard output where it is not said.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The points are too many, or none.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("points every {every} make no sense")]
#[diagnostic(
    code("desurvey::every"),
    help("give a length above zero that makes fewer than a million points of a hole")
)]
struct NoStep {
    every: f64,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    if !(args.every.is_finite() && 0.0 < args.every) {
        return Err(Stop::of(NoStep { every: args.every }));
    }
    let holes = args.holes.read(ui)?;
    let mut out = Output::to(args.output.as_deref())?;
    let ending = args.output.as_deref().and_then(Path::extension);
    if ending.is_some_and(|end| end.eq_ignore_ascii_case("geojson")) {
        writeln!(out, "{}", geojson(&holes, args.every)?)?;
        out.finish()?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "hole,depth,x,y,z")?;
    for (hole_idx, hole) in holes.holes.iter().enumerate() {
        let name = quoted(&hole.name);
        for depth in depths(holes.end(hole_idx), args.every)? {
            let [x, y, z] = hole.trace.at(depth);
            writeln!(out, "{name},{depth},{x},{y},{z}")?;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// Every so far down a hole, and its end.
fn depths(end: f64, every: f64) -> Done<Vec<f64>> {
    if 1e6 < end / every {
        return Err(Stop::of(NoStep { every }));
    }
    let steps = (end / every).ceil().max(0.0) as u32;
    let mut depths: Vec<f64> = (0..=steps).map(|nth| (f64::from(nth) * every).min(end)).collect();
    depths.dedup();
    Ok(depths)
}

/// Collars as points and holes as lines, in the coordinates of the tables: a reader that takes
/// GeoJSON for degrees must be told the system that they are in.
fn geojson(holes: &Holes, every: f64) -> Done<serde_json::Value> {
    let mut features = Vec::new();
    for (hole_idx, hole) in holes.holes.iter().enumerate() {
        let end = holes.end(hole_idx);
        let line: Vec<[f64; 3]> =
            depths(end, every)?.into_iter().map(|depth| hole.trace.at(depth)).collect();
        let feature = |part: &str, kind: &str, coordinates: serde_json::Value| {
            json!({
                "type": "Feature",
                "properties": { "hole": hole.name, "part": part, "length": end },
                "geometry": { "type": kind, "coordinates": coordinates },
            })
        };
        features.push(feature("collar", "Point", json!(hole.trace.at(0.0))));
        // A line has at least two places.
        if 1 < line.len() {
            features.push(feature("trace", "LineString", json!(line)));
        }
    }
    Ok(json!({ "type": "FeatureCollection", "features": features }))
}

/// A field of CSV, in quotes where it needs them.
pub(crate) fn quoted(field: &str) -> std::borrow::Cow<'_, str> {
    if field.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", field.replace('"', "\"\"")).into();
    }
    field.into()
}
