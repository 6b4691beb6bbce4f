//! The outline of an area, from a file.

use std::fs;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use oreproof_ground::hole::Outline;
use serde_json::Value;

use crate::datamine;
use crate::ui::{Done, Stop};
use oreproof_intake::numbers::read_numbers;

/// Why an area is none.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum AreaFault {
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(code("area::unreadable"), help("check the path and the permissions"))]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("{} is no area: {why}", .path.display())]
    #[diagnostic(
        code("area::wrong"),
        help(
            "give polygons as GeoJSON in the coordinates of the holes, or a table of corners with x and y"
        )
    )]
    Wrong { path: PathBuf, why: String },
}

/// Reads an area.
pub(super) fn read(path: &Path) -> Done<Outline> {
    let bytes = fs::read(path).map_err(|error| {
        let path = path.to_owned();
        Stop::of(AreaFault::Unreadable { path, error })
    })?;
    let wrong = |why: String| Stop::of(AreaFault::Wrong { path: path.to_owned(), why });
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    let rings = if is_json {
        let json: Value =
            serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
        let mut rings = Vec::new();
        gather(&json, &mut rings).map_err(|why| wrong(why.to_owned()))?;
        if rings.is_empty() {
            return Err(wrong("it has no polygon".to_owned()));
        }
        rings
    } else {
        let name = path.to_string_lossy();
        let bytes = datamine::plain(&name, bytes).map_err(Stop::of)?;
        let table = read_numbers(&name, &bytes, &["x", "y"], &[]);
        let table = table.map_err(|error| wrong(error.to_string()))?;
        let corners = table.columns[0].iter().zip(&table.columns[1]);
        let ring: Option<Vec<[f64; 2]>> = corners.map(|(x, y)| Some([(*x)?, (*y)?])).collect();
        vec![ring.ok_or_else(|| wrong("a corner lacks a coordinate".to_owned()))?]
    };
    Outline::new(rings).map_err(|error| wrong(error.to_string()))
}

/// Adds the rings of every polygon of a GeoJSON object.
fn gather(json: &Value, rings: &mut Vec<Vec<[f64; 2]>>) -> Result<(), &'static str> {
    let list = |value: &Value| value.as_array().cloned().ok_or("a list of coordinates is none");
    match json["type"].as_str() {
        Some("FeatureCollection") => {
            list(&json["features"])?.iter().try_for_each(|feature| gather(feature, rings))
        }
        Some("GeometryCollection") => {
            list(&json["geometries"])?.iter().try_for_each(|of| gather(of, rings))
        }
        Some("Feature") => gather(&json["geometry"], rings),
        Some("Polygon") => polygon(&json["coordinates"], rings),
        Some("MultiPolygon") => {
            list(&json["coordinates"])?.iter().try_for_each(|of| polygon(of, rings))
        }
        Some(_) => Ok(()),
        None => Err("it is JSON and not GeoJSON"),
    }
}

fn polygon(json: &Value, rings: &mut Vec<Vec<[f64; 2]>>) -> Result<(), &'static str> {
    let why = "a polygon is a list of rings of pairs of numbers";
    for ring in json.as_array().ok_or(why)? {
        let corner = |of: &Value| Some([of.get(0)?.as_f64()?, of.get(1)?.as_f64()?]);
        let ring: Option<Vec<_>> = ring.as_array().ok_or(why)?.iter().map(corner).collect();
        rings.push(ring.ok_or(why)?);
    }
    Ok(())
}
