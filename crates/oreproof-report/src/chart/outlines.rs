//! The bundled outlines of countries.
//!
//! Natural Earth shows who holds a place, not who should. Stretches of border
//! that are in dispute are told apart here, so that a map can dash them and its
//! caption can say so.

use std::sync::OnceLock;

use crate::error::ReportError;

/// A place: longitude and latitude in degrees, WGS 84.
pub type Place = (f64, f64);

/// A line between countries or along a coast.
#[derive(Clone, Debug, PartialEq)]
pub struct Arc {
    /// Its points.
    pub points: Vec<Place>,
    /// The countries it bounds: one along a coast, two inland.
    pub between: Vec<usize>,
}

/// A country and its rings.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// Its name as Natural Earth has it.
    pub name: String,
    /// Its rings, outer and inner.
    pub rings: Vec<Vec<Place>>,
}

/// All of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlines {
    /// Arcs.
    pub arcs: Vec<Arc>,
    /// Countries.
    pub countries: Vec<Country>,
}

/// What a map says beneath itself about borders.
pub const BORDERS: &str = "Borders: Natural Earth 1:50m, de facto. Dashed borders are disputed; \
no line here is an opinion about one.";

/// Two countries and the box (west, south, east, north) in which the line
/// between them is disputed.
const DISPUTED: &[(&str, &str, [f64; 4])] = &[
    ("India", "Pakistan", [73.3, 32.3, 78.0, 37.5]),
    ("India", "China", [76.0, 30.0, 81.0, 37.0]),
    ("India", "China", [91.0, 26.5, 98.0, 30.0]),
    ("Siachen Glacier", "", [-180.0, -90.0, 180.0, 90.0]),
    ("Kosovo", "Serbia", [-180.0, -90.0, 180.0, 90.0]),
    ("Morocco", "W. Sahara", [-180.0, -90.0, 180.0, 90.0]),
    ("Somalia", "Somaliland", [-180.0, -90.0, 180.0, 90.0]),
    ("Cyprus", "N. Cyprus", [-180.0, -90.0, 180.0, 90.0]),
    ("Israel", "Palestine", [-180.0, -90.0, 180.0, 90.0]),
    ("Ukraine", "Russia", [32.0, 44.0, 40.3, 50.2]),
    ("Armenia", "Azerbaijan", [-180.0, -90.0, 180.0, 90.0]),
    ("Sudan", "S. Sudan", [-180.0, -90.0, 180.0, 90.0]),
];

/// The outlines, read once.
///
/// # Errors
///
/// When the packed table is damaged.
pub fn outlines() -> Result<&'static Outlines, ReportError> {
    static READ: OnceLock<Result<Outlines, ReportError>> = OnceLock::new();
    READ.get_or_init(|| read(include_str!("../../../../reference/outlines.txt")))
        .as_ref()
        .map_err(Clone::clone)
}

fn read(text: &str) -> Result<Outlines, ReportError> {
    let mut arcs: Vec<Arc> = Vec::new();
    let mut countries = Vec::new();
    let mut byte = 0;
    for line in text.split_inclusive('\n') {
        let damaged = ReportError::Outlines { at: byte };
        byte += line.len();
        let line = line.trim_end();
        if let Some(steps) = line.strip_prefix("a ") {
            arcs.push(Arc { points: arc(steps).ok_or(damaged)?, between: Vec::new() });
        } else if let Some(country) = line.strip_prefix("c ") {
            let (rings, name) = country.split_once(' ').ok_or_else(|| damaged.clone())?;
            let rings = rings
                .split(';')
                .map(|ring| self::ring(ring, &mut arcs, countries.len()))
                .collect::<Option<_>>()
                .ok_or(damaged)?;
            countries.push(Country { name: name.to_owned(), rings });
        }
    }
    Ok(Outlines { arcs, countries })
}

fn arc(steps: &str) -> Option<Vec<Place>> {
    let numbers: Vec<i32> = steps.split(' ').map(|n| n.parse().ok()).collect::<Option<_>>()?;
    let (mut x, mut y) = (0, 0);
    let points = numbers.as_chunks::<2>().0.iter().map(|[dx, dy]| {
        x += dx;
        y += dy;
        (f64::from(x) / 100.0, f64::from(y) / 100.0)
    });
    numbers.len().is_multiple_of(2).then(|| points.collect())
}

fn ring(text: &str, arcs: &mut [Arc], country: usize) -> Option<Vec<Place>> {
    let mut points: Vec<Place> = Vec::new();
    for reference in text.split(',') {
        let (number, backwards) =
            reference.strip_prefix('~').map_or((reference, false), |n| (n, true));
        let arc = arcs.get_mut(number.parse::<usize>().ok()?)?;
        if !arc.between.contains(&country) {
            arc.between.push(country);
        }
        // Where one arc ends the next begins.
        points.pop();
        if backwards {
            points.extend(arc.points.iter().rev());
        } else {
            points.extend(&arc.points);
        }
    }
    Some(points)
}

impl Outlines {
    /// The arc's stretches, each with whether it is disputed.
    pub fn stretches(&self, arc: &Arc) -> Vec<(Vec<Place>, bool)> {
        let names: Vec<&str> =
            arc.between.iter().map(|i| self.countries[*i].name.as_str()).collect();
        let disputed = |place: Place| {
            DISPUTED.iter().any(|(a, b, [west, south, east, north])| {
                names.len() > 1
                    && names.contains(a)
                    && (b.is_empty() || names.contains(b))
                    && (*west..=*east).contains(&place.0)
                    && (*south..=*north).contains(&place.1)
            })
        };
        let mut out: Vec<(Vec<Place>, bool)> = Vec::new();
        for pair in arc.points.windows(2) {
            let dashed = disputed(((pair[0].0 + pair[1].0) / 2.0, (pair[0].1 + pair[1].1) / 2.0));
            match out.last_mut() {
                Some((points, last)) if *last == dashed => points.push(pair[1]),
                _ => out.push((pair.to_vec(), dashed)),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlines_read_and_close() {
        let outlines = outlines().unwrap();
        assert!(outlines.countries.len() > 200);
        for country in &outlines.countries {
            for ring in &country.rings {
                assert_eq!(ring.first(), ring.last(), "{}", country.name);
            }
        }
    }

    #[test]
    fn kashmir_is_dashed_and_the_durand_line_is_not() {
        let outlines = outlines().unwrap();
        let border = |a: &str, b: &str| -> Vec<bool> {
            outlines
                .arcs
                .iter()
                .filter(|arc| {
                    let names: Vec<_> =
                        arc.between.iter().map(|i| outlines.countries[*i].name.as_str()).collect();
                    names.contains(&a) && names.contains(&b)
                })
                .flat_map(|arc| outlines.stretches(arc))
                .map(|(_, dashed)| dashed)
                .collect()
        };
        let kashmir = border("India", "Pakistan");
        assert!(kashmir.contains(&true) && kashmir.contains(&false));
        assert!(border("Pakistan", "Afghanistan").iter().all(|dashed| !dashed));
    }

    #[test]
    fn a_damaged_table_says_where() {
        assert_eq!(read("# x\na 1 2 3\n"), Err(ReportError::Outlines { at: 4 }));
    }
}
