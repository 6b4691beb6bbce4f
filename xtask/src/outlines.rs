//! `cargo xtask outlines`: pack country outlines into `reference/outlines.txt`.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde_json::Value;

use crate::house;

/// Pack country outlines into `reference/outlines.txt`.
///
/// Takes `countries-50m.json` of the npm package `world-atlas` 2.0.2, which is
/// Natural Earth 1 : 50 m as TopoJSON.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The TopoJSON file.
    file: PathBuf,
}

const HEAD: &str = "\
# Outlines of countries, Natural Earth 1:50m (public domain), through the npm package world-atlas 2.0.2.
# Made by `cargo xtask outlines`. Coordinates are hundredths of a degree, WGS 84.
# a: an arc, its first point and then steps, longitude before latitude.
# c: a country, its rings of arcs (polygons by `;`, arcs by `,`; ~n is arc n backwards), its name.
";

pub(crate) fn run(args: &Args) -> Result<bool> {
    let text = fs::read_to_string(&args.file)
        .into_diagnostic()
        .wrap_err_with(|| args.file.display().to_string())?;
    let topology: Value = serde_json::from_str(&text).into_diagnostic()?;
    let packed = pack(&topology)
        .ok_or_else(|| miette!("this is not quantised TopoJSON with `countries`"))?;
    fs::write(house::root().join("reference/outlines.txt"), packed).into_diagnostic()?;
    Ok(true)
}

fn pack(topology: &Value) -> Option<String> {
    let pair = |key: &str| {
        Some([topology["transform"][key][0].as_f64()?, topology["transform"][key][1].as_f64()?])
    };
    let (scale, translate) = (pair("scale")?, pair("translate")?);
    let mut out = HEAD.to_owned();
    for arc in topology["arcs"].as_array()? {
        let mut at = [0.0, 0.0];
        let mut last: Option<[i64; 2]> = None;
        out.push('a');
        for step in arc.as_array()? {
            let mut place = [0_i64; 2];
            for axis in 0..2 {
                at[axis] += step[axis].as_f64()?;
                place[axis] = ((at[axis] * scale[axis] + translate[axis]) * 100.0).round() as i64;
            }
            if last == Some(place) {
                continue;
            }
            let from = last.unwrap_or([0, 0]);
            let _ = write!(out, " {} {}", place[0] - from[0], place[1] - from[1]);
            last = Some(place);
        }
        out.push('\n');
    }
    for country in topology["objects"]["countries"]["geometries"].as_array()? {
        let mut rings = Vec::new();
        collect(&country["arcs"], &mut rings);
        let rings: Vec<String> = rings
            .iter()
            .map(|ring| {
                let arcs: Vec<String> = ring
                    .iter()
                    .map(|n| if *n < 0 { format!("~{}", !n) } else { n.to_string() })
                    .collect();
                arcs.join(",")
            })
            .collect();
        let _ = writeln!(out, "c {} {}", rings.join(";"), country["properties"]["name"].as_str()?);
    }
    Some(out)
}

/// Rings lie one level deeper in a multipolygon than in a polygon.
fn collect(arcs: &Value, rings: &mut Vec<Vec<i64>>) {
    let Some(list) = arcs.as_array() else { return };
    if list.first().is_some_and(Value::is_i64) {
        rings.push(list.iter().filter_map(Value::as_i64).collect());
    } else {
        list.iter().for_each(|inner| collect(inner, rings));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_packed() {
        let topology = serde_json::json!({
            "transform": {"scale": [0.5, 0.5], "translate": [10.0, 20.0]},
            "arcs": [[[0, 0], [2, 0], [0, 2], [-2, -2]]],
            "objects": {"countries": {"geometries": [
                {"type": "Polygon", "arcs": [[0]], "properties": {"name": "Square Land"}},
                {"type": "MultiPolygon", "arcs": [[[-1]]], "properties": {"name": "Other"}},
            ]}},
        });
        let packed = pack(&topology).unwrap();
        assert!(
            packed.ends_with("a 1000 2000 100 0 0 100 -100 -100\nc 0 Square Land\nc ~0 Other\n")
        );
    }
}
