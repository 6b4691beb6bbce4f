//! Closed surfaces of triangles, and what lies inside them.
//!
//! A point is inside when the upright line through it leaves the solid an odd number of times
//! above it. Which side of an edge the line passes is asked of the edge's two ends in one fixed
//! order, so that the two triangles that share it give the same answer, and a line through an edge
//! or a corner is counted once.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::error::{GroundError, finite};

/// A closed surface.
#[derive(Clone, Debug)]
pub struct Solid {
    corners: Vec<[f64; 3]>,
    triangles: Vec<[u32; 3]>,
    columns: Columns,
    n_filled: usize,
}

/// A hole in the surface of no more edges than this is a slip of the drawing, and is filled.
const SLIP: usize = 6;

/// Triangles by the columns of a plan grid over them.
#[derive(Clone, Debug)]
struct Columns {
    low: [f64; 2],
    per_unit: [f64; 2],
    counts: [usize; 2],
    /// Where the triangles of each column begin among `members`.
    starts: Vec<u32>,
    members: Vec<u32>,
}

/// A hash with one seed, so that a count of edges is the same everywhere.
type Same = BuildHasherDefault<std::hash::DefaultHasher>;

impl Solid {
    /// A solid from the corners of its triangles; corners in one place are one.
    ///
    /// # Errors
    ///
    /// When a coordinate is not finite, there are fewer than four triangles, or the surface is
    /// not closed: edges belong to an odd number of triangles. Holes of up to six edges are filled
    /// and counted.
    pub fn new(faces: &[[[f64; 3]; 3]]) -> Result<Self, GroundError> {
        let mut places: HashMap<[u64; 3], u32, Same> = HashMap::default();
        let mut corners = Vec::new();
        let mut triangles = Vec::with_capacity(faces.len());
        for face in faces {
            let mut triangle = [0; 3];
            for (corner, index) in face.iter().zip(&mut triangle) {
                for coordinate in corner {
                    finite("a corner of the solid", *coordinate)?;
                }
                // Nought has two signs and is one place.
                let corner = corner.map(|coordinate| coordinate + 0.0);
                *index = *places.entry(corner.map(f64::to_bits)).or_insert_with(|| {
                    corners.push(corner);
                    corners.len() as u32 - 1
                });
            }
            let [a, b, c] = triangle;
            // A triangle with two corners in one place has no surface.
            if a != b && b != c && c != a {
                triangles.push(triangle);
            }
        }
        if triangles.len() < 4 {
            let (what, given) = ("triangles of a solid", triangles.len());
            return Err(GroundError::TooFew { what, given, needed: 4 });
        }
        let filling = filling(&corners, &triangles)?;
        let n_filled = filling.len();
        triangles.extend(filling);
        let columns = Columns::new(&corners, &triangles);
        Ok(Self { corners, triangles, columns, n_filled })
    }

    /// Whether a point lies inside.
    pub fn holds(&self, [x, y, z]: [f64; 3]) -> bool {
        self.crossings(x, y).filter(|height| z < *height).count() % 2 == 1
    }

    /// The part of an upright block that lies inside, by that many points along each side.
    ///
    /// The points stand in the middles of equal parts; `size` is along east, north and up before
    /// the block is turned by `azimuth` degrees clockwise.
    pub fn part_of(
        &self,
        centre: [f64; 3],
        size: [f64; 3],
        azimuth: f64,
        points: [usize; 3],
    ) -> f64 {
        let (sin, cos) = match azimuth {
            0.0 => (0.0, 1.0),
            azimuth => libm::sincos(azimuth.to_radians()),
        };
        let offset =
            |axis: usize, at: usize| ((at as f64 + 0.5) / points[axis] as f64 - 0.5) * size[axis];
        let mut inside = 0;
        let mut heights = Vec::new();
        for i in 0..points[0] {
            for j in 0..points[1] {
                let (along, across) = (offset(0, i), offset(1, j));
                let x = centre[0] + along * cos + across * sin;
                let y = centre[1] + across * cos - along * sin;
                heights.clear();
                heights.extend(self.crossings(x, y));
                for k in 0..points[2] {
                    let z = centre[2] + offset(2, k);
                    inside += heights.iter().filter(|height| z < **height).count() % 2;
                }
            }
        }
        inside as f64 / points.iter().product::<usize>() as f64
    }

    /// The volume, in the cube of the coordinates' unit, whichever way the triangles turn.
    pub fn volume(&self) -> f64 {
        // From a corner of its own, so that large coordinates do not eat the digits.
        let from = self.corners[0];
        let six: f64 = self
            .triangles
            .iter()
            .map(|triangle| {
                let [a, b, c] = triangle.map(|corner| {
                    let at = self.corners[corner as usize];
                    [at[0] - from[0], at[1] - from[1], at[2] - from[2]]
                });
                a[0] * (b[1] * c[2] - b[2] * c[1])
                    + a[1] * (b[2] * c[0] - b[0] * c[2])
                    + a[2] * (b[0] * c[1] - b[1] * c[0])
            })
            .sum();
        six.abs() / 6.0
    }

    /// Its lowest and highest coordinates.
    pub fn bounds(&self) -> [[f64; 3]; 2] {
        self.corners.iter().fold([[f64::INFINITY; 3], [f64::NEG_INFINITY; 3]], |[low, high], at| {
            let low = std::array::from_fn(|axis| f64::min(low[axis], at[axis]));
            [low, std::array::from_fn(|axis| f64::max(high[axis], at[axis]))]
        })
    }

    /// How many triangles were added to close it.
    pub fn n_filled(&self) -> usize {
        self.n_filled
    }

    /// How many triangles it has.
    pub fn len(&self) -> usize {
        self.triangles.len()
    }

    /// A solid has at least four triangles.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The heights at which the upright line through a point of the plan meets the surface.
    fn crossings(&self, x: f64, y: f64) -> impl Iterator<Item = f64> + '_ {
        self.columns.of(x, y).iter().filter_map(move |&triangle| {
            let [a, b, c] = self.triangles[triangle as usize];
            let [left_ab, left_bc, left_ca] =
                [(a, b), (b, c), (c, a)].map(|(from, to)| self.left(from, to, [x, y]));
            // On one side of all three edges.
            if left_ab != left_bc || left_bc != left_ca {
                return None;
            }
            let [a, b, c] = [a, b, c].map(|corner| self.corners[corner as usize]);
            let weight = |from: [f64; 3], to: [f64; 3]| side(from, to, [x, y]);
            let (wa, wb, wc) = (weight(b, c), weight(c, a), weight(a, b));
            let whole = wa + wb + wc;
            // A line that only touches an edge seen end on has no height of its own there.
            if whole == 0.0 {
                Some(a[2])
            } else {
                Some((wa * a[2] + wb * b[2] + wc * c[2]) / whole)
            }
        })
    }

    /// Whether a point of the plan lies left of an edge; a point on it lies where one a hair
    /// further east and north would.
    fn left(&self, from: u32, to: u32, at: [f64; 2]) -> bool {
        let (first, second, turned) = if from < to { (from, to, false) } else { (to, from, true) };
        let [a, b] = [first, second].map(|corner| self.corners[corner as usize]);
        let left = match side(a, b, at) {
            side if side != 0.0 => side > 0.0,
            // A hair east of an edge that goes north is right of it, and so on.
            _ if a[1] != b[1] => a[1] > b[1],
            _ => b[0] > a[0],
        };
        left != turned
    }
}

/// Twice the area of the triangle that a point makes with an edge in plan; above nought where it
/// lies left of the edge.
fn side(from: [f64; 3], to: [f64; 3], at: [f64; 2]) -> f64 {
    (to[0] - from[0]) * (at[1] - from[1]) - (to[1] - from[1]) * (at[0] - from[0])
}

/// The triangles that close small holes. Every edge of a closed surface belongs to two triangles,
/// or to four where parts touch.
fn filling(corners: &[[f64; 3]], triangles: &[[u32; 3]]) -> Result<Vec<[u32; 3]>, GroundError> {
    let mut edges: Vec<(u32, u32)> =
        triangles.iter().flat_map(|&[a, b, c]| [(a, b), (b, c), (c, a)]).collect();
    let ends = |&(from, to): &(u32, u32)| (from.min(to), from.max(to));
    edges.sort_unstable_by_key(|edge| (ends(edge), *edge));
    let open = edges.chunk_by(|a, b| ends(a) == ends(b)).filter(|same| same.len() % 2 == 1);
    // The other way round than the triangle that is there, so that the new one turns as it does.
    let mut open: Vec<(u32, u32)> = open.map(|same| (same[0].1, same[0].0)).collect();
    let mut filling = Vec::new();
    // As many edges go into each corner as out of it, so that a walk along them comes back.
    while let Some(&(first, next)) = open.first() {
        let mut rim = vec![first, next];
        open.remove(0);
        while rim[rim.len() - 1] != first && rim.len() <= SLIP {
            let end = rim[rim.len() - 1];
            let onward = open.iter().position(|&(from, to)| from == end || to == end);
            let Some((from, to)) = onward.map(|at| open.remove(at)) else { break };
            rim.push(if from == end { to } else { from });
        }
        if rim.len() > SLIP + 1 || rim[rim.len() - 1] != first {
            let edges = open.len() + rim.len() - 1;
            return Err(GroundError::SolidOpen { edges, at: corners[first as usize] });
        }
        filling.extend((1..rim.len() - 2).map(|n| [first, rim[n], rim[n + 1]]));
    }
    Ok(filling)
}

impl Columns {
    fn new(corners: &[[f64; 3]], triangles: &[[u32; 3]]) -> Self {
        let over = |axis: usize, members: &[u32]| {
            members.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &corner| {
                let at = corners[corner as usize][axis];
                (low.min(at), high.max(at))
            })
        };
        let all: Vec<u32> = (0..corners.len() as u32).collect();
        let spans = [over(0, &all), over(1, &all)];
        // About one triangle a column.
        let a_side = (triangles.len() as f64).sqrt().ceil().max(1.0);
        let low = spans.map(|(low, _)| low);
        let per_unit =
            spans.map(|(low, high)| if low < high { a_side / (high - low) } else { 0.0 });
        let counts = [a_side as usize + 1; 2];
        let mut columns = Self { low, per_unit, counts, starts: Vec::new(), members: Vec::new() };
        let reach = |triangle: &[u32; 3]| {
            [0, 1].map(|axis| {
                let (from, to) = over(axis, triangle);
                columns.cell(axis, from).unwrap_or(0)
                    ..=columns.cell(axis, to).unwrap_or(counts[axis] - 1)
            })
        };
        let mut members: Vec<(u32, u32)> = Vec::new();
        for (number, triangle) in triangles.iter().enumerate() {
            let [along, up] = reach(triangle);
            for j in up {
                let row = (j * counts[0]) as u32;
                members.extend(along.clone().map(|i| (row + i as u32, number as u32)));
            }
        }
        members.sort_unstable();
        let n_columns = (counts[0] * counts[1]) as u32;
        columns.starts = (0..=n_columns)
            .map(|column| members.partition_point(|(at, _)| *at < column) as u32)
            .collect();
        columns.members = members.into_iter().map(|(_, triangle)| triangle).collect();
        columns
    }

    fn cell(&self, axis: usize, at: f64) -> Option<usize> {
        let cell = ((at - self.low[axis]) * self.per_unit[axis]).floor();
        (0.0..self.counts[axis] as f64).contains(&cell).then_some(cell as usize)
    }

    /// The triangles that may lie over or under a point.
    fn of(&self, x: f64, y: f64) -> &[u32] {
        let (Some(i), Some(j)) = (self.cell(0, x), self.cell(1, y)) else { return &[] };
        let column = i + j * self.counts[0];
        &self.members[self.starts[column] as usize..self.starts[column + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    /// The twelve triangles of a box.
    fn cuboid([x0, y0, z0]: [f64; 3], [x1, y1, z1]: [f64; 3]) -> Vec<[[f64; 3]; 3]> {
        let corner = |n: usize| {
            [
                if n & 1 == 0 { x0 } else { x1 },
                if n & 2 == 0 { y0 } else { y1 },
                if n & 4 == 0 { z0 } else { z1 },
            ]
        };
        let faces =
            [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]];
        faces
            .iter()
            .flat_map(|[a, b, c, d]| [[*a, *b, *c], [*a, *c, *d]])
            .map(|triangle| triangle.map(corner))
            .collect()
    }

    #[test]
    fn a_box_holds_what_is_in_it_to_its_very_edges() {
        let solid = Solid::new(&cuboid([0.0; 3], [2.0, 4.0, 6.0])).unwrap();
        assert_eq!(solid.volume(), 48.0);
        assert_eq!(solid.bounds(), [[0.0; 3], [2.0, 4.0, 6.0]]);
        assert!(solid.holds([1.0, 1.0, 1.0]));
        // On a diagonal of a face, and on corners of the plan: counted once.
        assert!(solid.holds([1.0, 2.0, 3.0]));
        assert!(solid.holds([0.0, 0.0, 3.0]));
        assert!(!solid.holds([2.0, 4.0, 3.0]));
        assert!(!solid.holds([1.0, 1.0, -1.0]) && !solid.holds([1.0, 1.0, 7.0]));
        let eighth = solid.part_of([0.0; 3], [1.0, 1.0, 1.0], 0.0, [4, 4, 4]);
        assert_eq!(eighth, 0.125);
    }

    #[test]
    fn a_slip_of_the_drawing_is_filled_and_counted() {
        let mut faces = cuboid([0.0; 3], [2.0, 4.0, 6.0]);
        faces.pop();
        let solid = Solid::new(&faces).unwrap();
        assert_eq!((solid.n_filled(), solid.volume()), (1, 48.0));
        faces.pop();
        assert_eq!(Solid::new(&faces).unwrap().n_filled(), 2);
        assert!(Solid::new(&faces).unwrap().holds([1.0, 1.0, 1.0]));
    }

    #[test]
    fn an_open_surface_is_refused_with_the_number_of_its_edges() {
        // Half a ball: the rim has eighty edges.
        let half: Vec<_> = ball(10.0, 40).into_iter().take(40 * 40).collect();
        let error = Solid::new(&half).unwrap_err();
        assert!(matches!(error, GroundError::SolidOpen { edges: 80, .. }), "{error}");
        let faces = cuboid([0.0; 3], [1.0; 3]);
        assert!(matches!(Solid::new(&faces[..2]), Err(GroundError::TooFew { given: 2, .. })));
        let mut faces = cuboid([0.0; 3], [1.0; 3]);
        faces[0][0][0] = f64::NAN;
        assert!(matches!(Solid::new(&faces), Err(GroundError::NotFinite { .. })));
    }

    /// A ball cut into steps of angle, whose rings share corners.
    fn ball(radius: f64, steps: usize) -> Vec<[[f64; 3]; 3]> {
        use std::f64::consts::PI;
        let corner = |ring: usize, step: usize| {
            let (up, flat) = libm::sincos(PI * (ring as f64 / steps as f64 - 0.5));
            let flat = if ring == 0 || ring == steps { 0.0 } else { flat };
            let (sin, cos) =
                libm::sincos(2.0 * PI * (step % (2 * steps)) as f64 / (2 * steps) as f64);
            [radius * flat * cos, radius * flat * sin, radius * up]
        };
        let mut faces = Vec::new();
        for ring in 0..steps {
            for step in 0..2 * steps {
                let [a, b] = [corner(ring, step), corner(ring, step + 1)];
                let [c, d] = [corner(ring + 1, step), corner(ring + 1, step + 1)];
                faces.push([a, b, d]);
                faces.push([a, d, c]);
            }
        }
        faces
    }

    #[test]
    fn a_ball_has_the_volume_of_a_ball() {
        let solid = Solid::new(&ball(10.0, 60)).unwrap();
        let exact = 4.0 / 3.0 * std::f64::consts::PI * 1000.0;
        assert!((solid.volume() / exact - 1.0).abs() < 2e-3);
        let part = solid.part_of([0.0; 3], [20.0; 3], 0.0, [40, 40, 40]);
        assert!((part * 8000.0 / solid.volume() - 1.0).abs() < 5e-3);
    }

    static BALL: LazyLock<Solid> = LazyLock::new(|| Solid::new(&ball(10.0, 40)).unwrap());

    proptest! {
        #[test]
        fn inside_is_inside_the_radius(x in -12.0..12.0_f64, y in -12.0..12.0_f64, z in -12.0..12.0_f64) {
            let distance = (x * x + y * y + z * z).sqrt();
            // Between the ball and its facets either answer is right.
            prop_assume!(!(9.95..=10.0).contains(&distance));
            prop_assert_eq!(BALL.holds([x, y, z]), distance < 10.0);
        }
    }
}
