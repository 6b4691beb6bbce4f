//! Shapes of a GeoJSON file (RFC 7946).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::place::{FileText, Place};
use crate::problem::Problem;

/// A ring or a line: longitude and latitude in degrees on WGS 84, in this order.
pub type Line = Vec<[f64; 2]>;

/// Where a feature lies.
#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    /// Single points.
    Points(Line),
    /// Lines.
    Lines(Vec<Line>),
    /// Areas: of each, the outer ring and then its holes.
    Areas(Vec<Vec<Line>>),
}

/// A shape with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Its `id`, or its property `id` or `name`.
    pub name: Option<String>,
    /// Its text and number properties, in the order of their names.
    pub properties: BTreeMap<String, String>,
    /// Where it lies.
    pub geometry: Geometry,
}

#[derive(Deserialize)]
struct Collection<'t> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    features: Vec<&'t RawValue>,
    #[serde(default)]
    crs: Option<Value>,
}

/// What is wrong with a shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GeoFault {
    /// The file is no collection of features.
    NotACollection,
    /// The file names a coordinate system of its own.
    OwnCrs,
    /// The feature is none, or lacks a geometry.
    NotAFeature,
    /// The geometry is of a type that is not read.
    Type(String),
    /// Positions are not lists of two numbers.
    Positions,
    /// A longitude beyond ±180, or a latitude beyond ±90.
    OutOfRange,
    /// The first and last position of a ring differ, or it has fewer than four.
    OpenRing,
}

impl std::fmt::Display for GeoFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotACollection => f.write_str("not a FeatureCollection"),
            Self::OwnCrs => f.write_str("it names a coordinate system of its own"),
            Self::NotAFeature => f.write_str("not a feature with a geometry"),
            Self::Type(name) => write!(f, "geometry of type {name} is not read"),
            Self::Positions => f.write_str("positions are not lists of longitude and latitude"),
            Self::OutOfRange => f.write_str("a position lies beyond ±180 east or ±90 north"),
            Self::OpenRing => f.write_str("a ring is not closed, or has fewer than four positions"),
        }
    }
}

impl GeoFault {
    pub(crate) fn help(&self) -> &'static str {
        match self {
            Self::NotACollection => {
                "write {\"type\": \"FeatureCollection\", \"features\": […]}, as RFC 7946 has it"
            }
            Self::OwnCrs => "convert it to WGS 84 degrees and remove the member `crs`",
            Self::NotAFeature => {
                "write {\"type\": \"Feature\", \"properties\": {…}, \"geometry\": {…}}"
            }
            Self::Type(_) => {
                "use Point, MultiPoint, LineString, MultiLineString, Polygon or MultiPolygon"
            }
            Self::Positions => "write [61.6, 29.3]: longitude first",
            Self::OutOfRange => "write longitude first, in degrees",
            Self::OpenRing => "end a ring on the position it starts from",
        }
    }
}

/// Reads the shapes of a file.
pub(crate) fn read(name: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Feature> {
    let file = FileText::new(name, text);
    let collection: Collection<'_> = match serde_json::from_str(text) {
        Ok(collection) => collection,
        Err(error) => {
            let at = file.place(byte_of(text, error.line(), error.column()));
            problems.push(Problem::BadJson { message: plain(&error), at });
            return Vec::new();
        }
    };
    let head = || file.place(0..text.find('\n').unwrap_or(text.len()).min(80));
    if collection.kind != "FeatureCollection" {
        problems.push(Problem::BadShape { fault: GeoFault::NotACollection, at: head() });
    }
    if collection.crs.is_some() {
        problems.push(Problem::BadShape { fault: GeoFault::OwnCrs, at: head() });
    }
    let mut features = Vec::new();
    for raw in collection.features {
        match feature(raw.get()) {
            Ok(feature) => features.push(feature),
            Err(fault) => problems.push(Problem::BadShape { fault, at: start_of(&file, raw) }),
        }
    }
    features
}

/// The first line of a feature.
fn start_of(file: &FileText<'_>, raw: &RawValue) -> Place {
    // A borrowed raw value is a part of the text.
    let start = raw.get().as_ptr().addr().saturating_sub(file.text.as_ptr().addr());
    let len = raw.get().find('\n').unwrap_or(raw.get().len()).min(80);
    file.place(start..start + len)
}

fn byte_of(text: &str, line: usize, column: usize) -> std::ops::Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = start + column.saturating_sub(1);
    at..at + 1
}

/// The message of an error without the place, which is shown apart.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

fn feature(raw: &str) -> Result<Feature, GeoFault> {
    let value: Value = serde_json::from_str(raw).map_err(|_| GeoFault::NotAFeature)?;
    if value.get("type").and_then(Value::as_str) != Some("Feature") {
        return Err(GeoFault::NotAFeature);
    }
    let shape = value.get("geometry").filter(|g| g.is_object()).ok_or(GeoFault::NotAFeature)?;
    let geometry = geometry(shape)?;
    let mut properties = BTreeMap::new();
    for (key, value) in value.get("properties").and_then(Value::as_object).into_iter().flatten() {
        properties.extend(as_text(value).map(|text| (key.clone(), text)));
    }
    let name = value.get("id").and_then(as_text);
    let name = name.or_else(|| ["id", "name"].iter().find_map(|key| properties.get(*key).cloned()));
    Ok(Feature { name, properties, geometry })
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn geometry(shape: &Value) -> Result<Geometry, GeoFault> {
    let kind = shape.get("type").and_then(Value::as_str).ok_or(GeoFault::NotAFeature)?;
    let at = shape.get("coordinates").unwrap_or(&Value::Null);
    match kind {
        "Point" => Ok(Geometry::Points(vec![position(at)?])),
        "MultiPoint" => Ok(Geometry::Points(line(at)?)),
        "LineString" => Ok(Geometry::Lines(vec![line(at)?])),
        "MultiLineString" => Ok(Geometry::Lines(each(at, line)?)),
        "Polygon" => Ok(Geometry::Areas(vec![each(at, ring)?])),
        "MultiPolygon" => Ok(Geometry::Areas(each(at, |area| each(area, ring))?)),
        other => Err(GeoFault::Type(other.to_owned())),
    }
}

fn each<T>(value: &Value, of: impl Fn(&Value) -> Result<T, GeoFault>) -> Result<Vec<T>, GeoFault> {
    value.as_array().ok_or(GeoFault::Positions)?.iter().map(of).collect()
}

fn line(value: &Value) -> Result<Line, GeoFault> {
    each(value, position)
}

fn ring(value: &Value) -> Result<Line, GeoFault> {
    let ring = line(value)?;
    match ring.first() == ring.last() && 4 <= ring.len() {
        true => Ok(ring),
        false => Err(GeoFault::OpenRing),
    }
}

fn position(value: &Value) -> Result<[f64; 2], GeoFault> {
    let number = |at: usize| value.get(at).and_then(Value::as_f64).ok_or(GeoFault::Positions);
    let (lon, lat) = (number(0)?, number(1)?);
    match lon.abs() <= 180.0 && lat.abs() <= 90.0 {
        true => Ok([lon, lat]),
        false => Err(GeoFault::OutOfRange),
    }
}
