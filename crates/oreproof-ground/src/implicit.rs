//! Domains from their contacts alone: an implicit model.
//!
//! Every point along the holes is as far from its domain's contact as the nearest contact of any
//! hole, above nought within the domain and below it without. These signed distances are
//! interpolated to the corners of the blocks by ordinary kriging with a linear variogram, which is
//! an interpolation by radial basis functions |h| whose neighbourhood is the search's; the domain
//! is where the field is above nought.
//!
//! Distances are measured in the search ellipsoid, so that a flat ellipsoid makes a flat domain.
//! Within a block the field runs straight through the six tetrahedra that share its diagonal: the
//! part of a block in the domain and the surface of the domain are of the same field.
//!
//! Sources: Cowan and others (2003), *Practical implicit geological modelling*, 5th International
//! Mining Geology Conference, for the method; Chilès and Delfiner (2012), *Geostatistics*, 2nd
//! edition, section 3.9, for splines as kriging.

use rayon::prelude::*;

use crate::domain::Piece;
use crate::error::GroundError;
use crate::grid::Grid;
use crate::krige::{Drift, Kriging, Support, krige};
use crate::near::nearest;
use crate::samples::Points;
use crate::search::Search;
use crate::variogram::{Shape, Structure, Variogram};

/// How far beyond the radii of the search a contact may lie and still be known: contacts are rare,
/// and a hole far from all of them must still say on which side it is.
const FAR: f64 = 1e4;

/// How many points along holes tell the field at a corner, and of one hole.
const NEIGHBOURS: usize = 64;
const PER_HOLE: usize = 12;

/// The signed distance from a domain at the corners of a grid's blocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    grid: Grid,
    /// One a corner, first axis fastest; below nought where no hole is in reach.
    values: Vec<f64>,
}

/// The signed distance of points along holes from the contacts of a domain, in radii of the
/// search; `along` holds the number of a domain at each point, hole by hole and in order of depth.
///
/// # Errors
///
/// When no hole crosses a contact of the domain, or the search cannot be.
pub fn signed_distances(
    along: &Points,
    domain: u16,
    search: &Search,
) -> Result<Points, GroundError> {
    let is_in = |point: usize| along.value[point] == f64::from(domain);
    let (mut at, mut holes) = ([vec![], vec![], vec![]], vec![]);
    for point in 1..along.len() {
        if along.hole_idx[point] != along.hole_idx[point - 1] || is_in(point) == is_in(point - 1) {
            continue;
        }
        let ends = [along.at(point - 1), along.at(point)];
        for (axis, list) in at.iter_mut().enumerate() {
            list.push(0.5 * (ends[0][axis] + ends[1][axis]));
        }
        holes.push(along.hole_idx[point]);
    }
    if holes.is_empty() {
        return Err(GroundError::TooFew { what: "contacts of a domain", given: 0, needed: 1 });
    }
    let contacts = Points::new(at, vec![0.0; holes.len()], holes)?;
    let targets: Vec<[f64; 3]> = (0..along.len()).map(|point| along.at(point)).collect();
    let far = Search {
        radii: search.radii.map(|radius| radius * FAR),
        sectors: None,
        max_per_hole: None,
        ..*search
    };
    let found = nearest(&contacts, &targets, &far)?;
    let signed = found.iter().enumerate().map(|(point, found)| {
        let distance = found.map_or(FAR, |(_, distance)| distance * FAR);
        if is_in(point) { distance } else { -distance }
    });
    along.with_values(signed.collect())
}

impl Field {
    /// Interpolates signed distances to the corners of a grid's blocks; corners that the search
    /// finds nothing near to are outside.
    ///
    /// # Errors
    ///
    /// When the search cannot be.
    pub fn new(grid: &Grid, signed: &Points, search: &Search) -> Result<Self, GroundError> {
        let Search { radii: ranges, angles, .. } = *search;
        let line = Structure { shape: Shape::Power(1.0), sill: 1.0, ranges, angles };
        let kriging = Kriging {
            variogram: Variogram::new(0.0, vec![line])?,
            search: Search {
                min_samples: 1,
                max_samples: NEIGHBOURS,
                max_per_hole: Some(PER_HOLE),
                sectors: None,
                ..*search
            },
            drift: Drift::Ordinary,
            support: Support::Point,
        };
        let counts = grid.counts.map(|count| count + 1);
        let corners: Vec<[f64; 3]> = (0..counts.iter().product())
            .map(|number| corner(grid, unfolded(number, counts)))
            .collect();
        let outcomes = krige(signed, &corners, &kriging)?;
        // One radius away: what is not known is surely not in the domain.
        let value = |outcome: &crate::krige::Outcome| outcome.as_ref().map_or(-1.0, |of| of.value);
        Ok(Self { grid: *grid, values: outcomes.iter().map(value).collect() })
    }

    /// A field of known values at the corners of a grid's blocks, first axis fastest.
    ///
    /// # Errors
    ///
    /// When there is not one finite value a corner.
    pub fn of(grid: &Grid, values: Vec<f64>) -> Result<Self, GroundError> {
        let expected = grid.counts.iter().map(|count| count + 1).product();
        if values.len() != expected {
            let (what, given) = ("values at corners".to_owned(), values.len());
            return Err(GroundError::LengthsDiffer { what, given, expected });
        }
        for &value in &values {
            crate::error::finite("a value at a corner", value)?;
        }
        Ok(Self { grid: *grid, values })
    }

    fn at(&self, [i, j, k]: [usize; 3]) -> f64 {
        let [nx, ny, _] = self.grid.counts.map(|count| count + 1);
        self.values[i + nx * (j + ny * k)]
    }

    /// The field inside a block, at parts of its sides from its lowest corner.
    fn inside(&self, block: [usize; 3], parts: [f64; 3]) -> f64 {
        let mut axes = [0, 1, 2];
        axes.sort_by(|&a, &b| parts[b].total_cmp(&parts[a]));
        let mut node = block;
        let (mut sum, mut before) = (0.0, 1.0);
        for axis in axes {
            sum += (before - parts[axis]) * self.at(node);
            before = parts[axis];
            node[axis] += 1;
        }
        sum + before * self.at(node)
    }

    /// The closed surface of the domain inside the grid: triangles whose corners run counter-clockwise
    /// as seen from outside. Where the domain leaves the grid, the grid's side closes it.
    pub fn surface(&self) -> Vec<[[f64; 3]; 3]> {
        let counts = self.grid.counts.map(|count| count + 2);
        let layers: Vec<Vec<[[f64; 3]; 3]>> = (0..counts[2])
            .into_par_iter()
            .map(|k| {
                let mut faces = Vec::new();
                for (i, j) in (0..counts[1]).flat_map(|j| (0..counts[0]).map(move |i| (i, j))) {
                    self.cube([i, j, k], &mut faces);
                }
                faces
            })
            .collect();
        layers.concat()
    }

    /// The value at a node of the lattice with one more layer of nodes all around, which lie on the
    /// sides of the grid and are outside.
    fn node(&self, node: [usize; 3]) -> Node {
        let last = self.grid.counts.map(|count| count + 2);
        let is_beside = (0..3).any(|axis| node[axis] == 0 || node[axis] == last[axis]);
        let within =
            std::array::from_fn(|axis| node[axis].saturating_sub(1).min(self.grid.counts[axis]));
        let value = if is_beside { -1.0 } else { self.at(within) };
        Node { node, within, value }
    }

    /// Adds the triangles inside one cube of the wider lattice.
    fn cube(&self, cube: [usize; 3], faces: &mut Vec<[[f64; 3]; 3]>) {
        let corners: [Node; 8] = std::array::from_fn(|corner| {
            self.node(std::array::from_fn(|axis| cube[axis] + (corner >> axis & 1)))
        });
        let n_in = corners.iter().filter(|node| node.value > 0.0).count();
        if n_in == 0 || n_in == 8 {
            return;
        }
        for [a, b, _] in ORDERS {
            let tetrahedron = [0, 1 << a, 1 << a | 1 << b, 7].map(|corner| corners[corner]);
            let (inside, outside): (Vec<Node>, Vec<Node>) =
                tetrahedron.into_iter().partition(|node| node.value > 0.0);
            let cut = |from: usize, to: usize| self.crossing(inside[from], outside[to]);
            let found: &[[[f64; 3]; 3]] = match inside.len() {
                1 => &[[cut(0, 0), cut(0, 1), cut(0, 2)]],
                2 => &[[cut(0, 0), cut(0, 1), cut(1, 1)], [cut(0, 0), cut(1, 1), cut(1, 0)]],
                3 => &[[cut(0, 0), cut(1, 0), cut(2, 0)]],
                _ => &[],
            };
            let outwards = difference(self.place(outside.first()), self.place(inside.first()));
            faces.extend(found.iter().filter_map(|face| facing(*face, outwards)));
        }
    }

    fn place(&self, node: Option<&Node>) -> [f64; 3] {
        node.map_or([0.0; 3], |node| corner(&self.grid, node.within))
    }

    /// Where the field is nought between two nodes: the same bits whichever tetrahedron asks.
    fn crossing(&self, inside: Node, outside: Node) -> [f64; 3] {
        let (a, b) = if inside.node < outside.node { (inside, outside) } else { (outside, inside) };
        let (from, to) = (self.place(Some(&a)), self.place(Some(&b)));
        let part = a.value / (a.value - b.value);
        std::array::from_fn(|axis| from[axis] + part * (to[axis] - from[axis]))
    }
}

/// A node of the wider lattice: its number, the corner of a block that it lies on, its value.
#[derive(Clone, Copy)]
struct Node {
    node: [usize; 3],
    within: [usize; 3],
    value: f64,
}

/// The orders of the axes: each is a way along edges from one end of a cube's diagonal to the
/// other, and so one of six tetrahedra.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// A triangle turned so that its front faces this way; none where it has no surface.
fn facing([a, b, c]: [[f64; 3]; 3], way: [f64; 3]) -> Option<[[f64; 3]; 3]> {
    if a == b || b == c || c == a {
        return None;
    }
    let (u, v) = (difference(b, a), difference(c, a));
    let normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    let towards: f64 = normal.iter().zip(way).map(|(a, b)| a * b).sum();
    Some(if towards < 0.0 { [a, c, b] } else { [a, b, c] })
}

fn difference(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|axis| a[axis] - b[axis])
}

/// Where a corner of the blocks lies.
fn corner(grid: &Grid, at: [usize; 3]) -> [f64; 3] {
    let along = std::array::from_fn(|axis| (at[axis] as f64 - 0.5) * grid.block_size[axis]);
    let step = grid.turned(along);
    std::array::from_fn(|axis| grid.first_centre[axis] + step[axis])
}

fn unfolded(number: usize, [nx, ny, _]: [usize; 3]) -> [usize; 3] {
    [number % nx, number / nx % ny, number / (nx * ny)]
}

/// The parts of cells inside implicit domains, one field a domain, by that many points along each
/// side. Where domains overlap, a point is of the one whose contact is farther.
pub fn by_fields(grid: &Grid, fields: &[Field], points: [usize; 3]) -> Vec<Piece> {
    let n_points: usize = points.iter().product();
    let pieces: Vec<Vec<Piece>> = (0..grid.len())
        .into_par_iter()
        .with_min_len(256)
        .map(|cell| {
            let position = grid.position(cell);
            let mut counts = vec![0_usize; fields.len()];
            for point in 0..n_points {
                let at = unfolded(point, points);
                let parts: [f64; 3] =
                    std::array::from_fn(|axis| (at[axis] as f64 + 0.5) / points[axis] as f64);
                let values = fields.iter().map(|field| field.inside(position, parts));
                let within = values.enumerate().filter(|(_, value)| *value > 0.0);
                // Of equals the first.
                let best = within.reduce(|best, other| if best.1 < other.1 { other } else { best });
                if let Some((domain, _)) = best {
                    counts[domain] += 1;
                }
            }
            let some = counts.iter().enumerate().filter(|(_, count)| **count > 0);
            some.map(|(domain, &count)| {
                let part = count as f64 / n_points as f64;
                Piece { cell: cell as u32, domain: domain as u16, part }
            })
            .collect()
        })
        .collect();
    pieces.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;
    use crate::rotation::Angles;
    use crate::solid::Solid;

    const LEVEL: Angles = Angles { azimuth: 0.0, dip: 0.0, rake: 0.0 };

    fn grid(counts: usize, azimuth: f64) -> Grid {
        let size = 120.0 / counts as f64;
        Grid::from_corner([-60.0, -60.0, -60.0], [size; 3], [counts; 3], azimuth).unwrap()
    }

    fn ball(grid: &Grid, centre: [f64; 3], radius: f64) -> Field {
        let counts = grid.counts.map(|count| count + 1);
        let value = |number: usize| {
            let at = corner(grid, unfolded(number, counts));
            radius - difference(at, centre).iter().map(|d| d * d).sum::<f64>().sqrt()
        };
        Field::of(grid, (0..counts.iter().product()).map(value).collect()).unwrap()
    }

    fn volume(pieces: &[Piece], grid: &Grid) -> f64 {
        pieces.iter().map(|piece| piece.part).sum::<f64>() * grid.block_volume()
    }

    /// 4/3 π r³, by the surface and by the parts of blocks.
    #[test]
    fn a_ball_has_the_volume_of_a_ball() {
        let grid = grid(40, 0.0);
        let field = ball(&grid, [0.0; 3], 40.0);
        let expected = 4.0 / 3.0 * PI * 64_000.0;
        let faces = field.surface();
        let solid = Solid::new(&faces).unwrap();
        assert!((solid.volume() / expected - 1.0).abs() < 0.005, "{}", solid.volume());
        let by_parts = volume(&by_fields(&grid, &[field], [4; 3]), &grid);
        assert!((by_parts / solid.volume() - 1.0).abs() < 1e-3, "{by_parts}");
        // All faces look outwards: the divergence theorem with their own turn.
        let six: f64 = faces
            .iter()
            .map(|[a, b, c]| {
                a[0] * (b[1] * c[2] - b[2] * c[1])
                    + a[1] * (b[2] * c[0] - b[0] * c[2])
                    + a[2] * (b[0] * c[1] - b[1] * c[0])
            })
            .sum();
        assert!((six / 6.0 / solid.volume() - 1.0).abs() < 1e-9, "{six}");
    }

    /// Half a ball, where it leaves the grid; and a grid that is turned.
    #[test]
    fn the_side_of_the_grid_closes_a_domain() {
        let grid = grid(30, 30.0);
        let side = corner(&grid, [0, 15, 15]);
        let field = ball(&grid, side, 40.0);
        let solid = Solid::new(&field.surface()).unwrap();
        let expected = 2.0 / 3.0 * PI * 64_000.0;
        assert!((solid.volume() / expected - 1.0).abs() < 0.01, "{}", solid.volume());
        let by_parts = volume(&by_fields(&grid, &[field], [4; 3]), &grid);
        assert!((by_parts / expected - 1.0).abs() < 0.01, "{by_parts}");
    }

    #[test]
    fn domains_that_overlap_share_and_do_not_count_twice() {
        let grid = grid(40, 0.0);
        let fields = [[-10.0, 0.0, 0.0], [10.0, 0.0, 0.0]].map(|at| ball(&grid, at, 30.0));
        let pieces = by_fields(&grid, &fields, [3; 3]);
        let both = volume(&pieces, &grid);
        // Two balls less the lens: V = π (4r + d)(2r - d)² / 12.
        let lens = PI * (120.0 + 20.0) * (60.0_f64 - 20.0).powi(2) / 12.0;
        let expected = 2.0 * 4.0 / 3.0 * PI * 27_000.0 - lens;
        assert!((both / expected - 1.0).abs() < 0.01, "{both}, {expected}");
        let first: Vec<Piece> = pieces.iter().copied().filter(|p| p.domain == 0).collect();
        assert!((2.0 * volume(&first, &grid) / both - 1.0).abs() < 0.02);
    }

    /// Upright holes 12 apart through a ball of radius 40.
    fn drilled() -> Points {
        let (mut at, mut value, mut hole_idx) = ([vec![], vec![], vec![]], vec![], vec![]);
        for hole in 0..81_u32 {
            let (x, y) = (f64::from(hole % 9) * 12.0 - 48.0, f64::from(hole / 9) * 12.0 - 48.0);
            for step in 0..60 {
                let z = 59.0 - 2.0 * f64::from(step);
                let inside = x * x + y * y + z * z < 1600.0;
                for (list, along) in at.iter_mut().zip([x, y, z]) {
                    list.push(along);
                }
                value.push(f64::from(u8::from(!inside)));
                hole_idx.push(hole);
            }
        }
        Points::new(at, value, hole_idx).unwrap()
    }

    #[test]
    fn a_drilled_ball_is_found_again() {
        let search = Search {
            radii: [40.0; 3],
            angles: LEVEL,
            min_samples: 1,
            max_samples: 8,
            sectors: None,
            max_per_hole: None,
        };
        let along = drilled();
        let signed = signed_distances(&along, 0, &search).unwrap();
        // The sign is that of the rock, and holes a spacing apart miss no contact by more than one and a half.
        for point in 0..along.len() {
            let [x, y, z] = along.at(point);
            let truth = 40.0 - (x * x + y * y + z * z).sqrt();
            let found = 40.0 * signed.value[point];
            assert!((found > 0.0) == (truth > 0.0));
            assert!(truth.abs() - 2.0 < found.abs() && found.abs() < truth.abs() + 18.0);
        }
        let grid = grid(20, 0.0);
        let field = Field::new(&grid, &signed, &search).unwrap();
        let solid = Solid::new(&field.surface()).unwrap();
        let expected = 4.0 / 3.0 * PI * 64_000.0;
        assert!((solid.volume() / expected - 1.0).abs() < 0.05, "{} {expected}", solid.volume());
        // The same bits again.
        assert_eq!(field, Field::new(&grid, &signed, &search).unwrap());
    }

    #[test]
    fn what_has_no_contact_is_refused() {
        let along = Points::new(
            [vec![0.0; 3], vec![0.0; 3], vec![0.0, 1.0, 2.0]],
            vec![0.0; 3],
            vec![0; 3],
        );
        let search = Search {
            radii: [10.0; 3],
            angles: LEVEL,
            min_samples: 1,
            max_samples: 8,
            sectors: None,
            max_per_hole: None,
        };
        let refused = signed_distances(&along.unwrap(), 0, &search);
        assert!(matches!(refused, Err(GroundError::TooFew { what: "contacts of a domain", .. })));
        assert!(Field::of(&grid(2, 0.0), vec![0.0; 26]).is_err());
        assert!(Field::of(&grid(2, 0.0), vec![f64::NAN; 27]).is_err());
    }
}
