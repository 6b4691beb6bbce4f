//! Distances and areas on the ellipsoid of WGS 84.
//!
//! Source: Karney (2013), *Algorithms for geodesics*, Journal of Geodesy 87, by the
//! `geographiclib` port; overlaps are cut on the plane of longitude and latitude, which is exact
//! enough for licences, whose sides are short, and measured on the ellipsoid.

use geo::orient::{Direction, Orient};
use geo::{
    BooleanOps, Coord, Distance, Geodesic, GeodesicArea, Intersects, LineString, MultiPolygon,
    Point, Polygon,
};
use oreproof_case::geo::Geometry;

/// Metres between two points, each longitude and latitude in degrees.
pub fn distance_m(a: [f64; 2], b: [f64; 2]) -> f64 {
    Geodesic.distance(Point::new(a[0], a[1]), Point::new(b[0], b[1]))
}

/// The areas of a shape; none of points and lines.
pub fn areas(geometry: &Geometry) -> MultiPolygon {
    let line = |ring: &Vec<[f64; 2]>| -> LineString {
        ring.iter().map(|&[x, y]| Coord { x, y }).collect()
    };
    let polygon = |rings: &Vec<Vec<[f64; 2]>>| {
        let mut rings = rings.iter().map(line);
        let polygon = rings.next().map(|outer| Polygon::new(outer, rings.collect()))?;
        // A ring that turns clockwise would stand for the rest of the globe.
        Some(polygon.orient(Direction::Default))
    };
    match geometry {
        Geometry::Areas(areas) => MultiPolygon(areas.iter().filter_map(polygon).collect()),
        Geometry::Points(_) | Geometry::Lines(_) => MultiPolygon(Vec::new()),
    }
}

/// Square kilometres, whichever way the rings turn.
pub fn area_km2(areas: &MultiPolygon) -> f64 {
    areas.geodesic_area_unsigned() / 1e6
}

/// Whether a point lies in or on an area.
pub fn holds(areas: &MultiPolygon, point: [f64; 2]) -> bool {
    areas.intersects(&Point::new(point[0], point[1]))
}

/// Square kilometres that two areas share.
pub fn overlap_km2(a: &MultiPolygon, b: &MultiPolygon) -> f64 {
    area_km2(&a.intersection(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wellington to Salamanca, the worked example of GeographicLib's documentation:
    /// 19,959,679.267 m; and one degree of the equator, π a / 180 with a = 6,378,137 m.
    #[test]
    fn distances_are_those_of_the_ellipsoid() {
        let (wellington, salamanca) = ([174.81, -41.32], [-5.50, 40.96]);
        assert!((distance_m(wellington, salamanca) - 19_959_679.267).abs() < 0.001);
        let degree = distance_m([0.0, 0.0], [1.0, 0.0]);
        assert!((degree - std::f64::consts::PI * 6_378_137.0 / 180.0).abs() < 1e-3);
    }

    fn square(x: f64, y: f64, side: f64) -> MultiPolygon {
        let ring = vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]];
        areas(&Geometry::Areas(vec![vec![ring]]))
    }

    /// A degree square at the equator: 12,308.778 km² (Snyder 1987, *Map Projections*, equation
    /// 3-12, the authalic zone between 0° and 1° over 360).
    #[test]
    fn areas_are_those_of_the_ellipsoid_whichever_way_they_turn() {
        assert!(
            (area_km2(&square(0.0, 0.0, 1.0)) - 12_308.778).abs() < 0.01,
            "{}",
            area_km2(&square(0.0, 0.0, 1.0))
        );
        let Geometry::Areas(mut rings) = Geometry::Areas(vec![vec![vec![
            [0.0, 0.0],
            [1.0, 0.0],
            [1.0, 1.0],
            [0.0, 1.0],
            [0.0, 0.0],
        ]]]) else {
            unreachable!()
        };
        rings[0][0].reverse();
        let turned = areas(&Geometry::Areas(rings));
        assert!((area_km2(&turned) - area_km2(&square(0.0, 0.0, 1.0))).abs() < 1e-6);
    }

    #[test]
    fn overlaps_and_points_are_found() {
        let (a, b) = (square(62.0, 29.0, 0.2), square(62.1, 29.1, 0.2));
        let part = overlap_km2(&a, &b);
        assert!((part / area_km2(&a) - 0.25).abs() < 1e-3, "{part}");
        assert_eq!(overlap_km2(&a, &square(70.0, 29.0, 0.2)), 0.0);
        assert!(holds(&a, [62.0, 29.0]) && holds(&a, [62.1, 29.1]) && !holds(&a, [62.3, 29.1]));
    }
}
