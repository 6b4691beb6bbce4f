//! Shapes of a GeoJSON file.

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
    /// Its text properties, in the order of their names.
    pub properties: Vec<(String, String)>,
    /// Where it lies.
    pub geometry: Geometry,
}
