//! Where sites and titles lie, and whether they fit.
//!
//! Sources put one site in several places. Every position is kept, and what is said of a site is
//! said of all of them: it lies inside a title where every position does, and may lie inside
//! where one does.

use geo::MultiPolygon;
use oreproof_case::Case;
use oreproof_case::model::{Site, Title};
use oreproof_units::{Base, Unit};
use serde::Serialize;

use crate::geodesy::{area_km2, areas, distance_m, holds, overlap_km2};

/// A stated area may differ from its outline by this share before it is a mismatch: outlines
/// are drawn to some hundred metres.
const AREA_SLACK: f64 = 0.05;

/// Where things lie.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Land {
    /// Sites that sources put in several places.
    pub scattered: Vec<Scatter>,
    /// Which site lies in which title.
    pub inside: Vec<Inside>,
    /// Titles that overlap.
    pub overlaps: Vec<Overlap>,
    /// Titles whose outline is measured.
    pub outlines: Vec<Outline>,
}

/// A site with several positions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scatter {
    /// The site.
    pub site: String,
    /// The sources, in the order of the case.
    pub sources: Vec<String>,
    /// Kilometres between the two positions that are farthest apart.
    pub apart_km: f64,
}

/// How a site lies to a title.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inside {
    /// The site.
    pub site: String,
    /// The title.
    pub title: String,
    /// How many of its positions lie inside, of how many.
    pub positions: (usize, usize),
}

/// Two titles that share ground.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overlap {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// The ground they share, in square kilometres.
    pub km2: f64,
}

/// The outline of a title against its stated area.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outline {
    /// The title.
    pub title: String,
    /// Its outline, in square kilometres.
    pub km2: f64,
    /// The area stated, from least to most.
    pub stated_km2: Option<(f64, f64)>,
    /// Whether the two agree.
    pub agrees: Option<bool>,
}

/// Measures the sites and titles of a case.
pub fn land(case: &Case) -> Land {
    let shapes: Vec<(&Title, MultiPolygon)> =
        case.titles.iter().filter_map(|title| Some((title, shape(case, title)?))).collect();
    let mut land =
        Land { scattered: case.sites.iter().filter_map(scatter).collect(), ..Land::default() };
    for (at, (title, outline)) in shapes.iter().enumerate() {
        land.outlines.push(measure(title, outline));
        for site in case.sites.iter().filter(|site| !site.positions.is_empty()) {
            let n = site.positions.iter().filter(|p| holds(outline, [p.lon, p.lat])).count();
            let claimed = title.sites.iter().any(|s| s.id == site.id.id);
            if n > 0 || claimed {
                let positions = (n, site.positions.len());
                let (site, title) = (site.id.id.clone(), title.id.id.clone());
                land.inside.push(Inside { site, title, positions });
            }
        }
        for (other, shape) in &shapes[at + 1..] {
            let km2 = overlap_km2(outline, shape);
            if km2 > 0.0 {
                land.overlaps.push(Overlap { a: title.id.id.clone(), b: other.id.id.clone(), km2 });
            }
        }
    }
    land
}

/// The outline of a title, from the layer that draws it.
fn shape(case: &Case, title: &Title) -> Option<MultiPolygon> {
    let wanted = title.shape.as_ref()?;
    let layer = case.layers.iter().find(|layer| layer.id.id == wanted.layer.id)?;
    let feature = layer.file.content.iter().find(|f| f.name.as_ref() == Some(&wanted.feature))?;
    Some(areas(&feature.geometry)).filter(|areas| !areas.0.is_empty())
}

fn measure(title: &Title, outline: &MultiPolygon) -> Outline {
    let km2 = area_km2(outline);
    let stated = title.area.as_ref().and_then(|area| {
        let range = area.range_in(Unit::of(Base::SquareKilometre)).ok()?;
        Some((range.low?, range.high?))
    });
    let agrees = stated
        .map(|(low, high)| low * (1.0 - AREA_SLACK) <= km2 && km2 <= high * (1.0 + AREA_SLACK));
    Outline { title: title.id.id.clone(), km2, stated_km2: stated, agrees }
}

fn scatter(site: &Site) -> Option<Scatter> {
    let positions = &site.positions;
    let pairs = positions.iter().enumerate().flat_map(|(at, a)| {
        positions[at + 1..].iter().map(move |b| distance_m([a.lon, a.lat], [b.lon, b.lat]) / 1000.0)
    });
    let apart_km = pairs.fold(0.0, f64::max);
    let sources = positions.iter().map(|position| position.source.0.id.clone()).collect();
    (apart_km > 0.0).then_some(Scatter { site: site.id.id.clone(), sources, apart_km })
}

/// Kilometres between two sites, from the least to the most that their positions allow; none
/// where one has no position.
pub fn apart_km(a: &Site, b: &Site) -> Option<(f64, f64)> {
    let all = a.positions.iter().flat_map(|p| {
        b.positions.iter().map(move |q| distance_m([p.lon, p.lat], [q.lon, q.lat]) / 1000.0)
    });
    all.fold(None, |range, d| match range {
        None => Some((d, d)),
        Some((low, high)) => Some((f64::min(low, d), f64::max(high, d))),
    })
}
