//! Samples along made-up drill holes, and how they are kept in files.

use std::fmt::Write as _;
use std::path::Path;

use oreproof_ground::Points;
use oreproof_risk::Stream;

use crate::Answer;

/// The ground that is drilled, in metres.
pub(crate) const EXTENT: [f64; 3] = [2000.0, 2000.0, 400.0];

/// Files of samples, with how many holes and how many samples down each; one is at the collar.
pub(crate) const FILES: &[(&str, u32, u32)] =
    &[("50k", 500, 100), ("5k", 50, 100), ("2k", 2000, 1), ("200", 10, 20)];

pub(crate) fn write(folder: &Path) -> Answer<()> {
    std::fs::create_dir_all(folder)?;
    for &(name, n_holes, per_hole) in FILES {
        let mut text = "x,y,z,value,hole\n".to_owned();
        for (at, value, hole) in drilled(n_holes, per_hole) {
            let [x, y, z] = at;
            writeln!(text, "{x},{y},{z},{value},{hole}")?;
        }
        std::fs::write(folder.join(format!("{name}.csv")), text)?;
    }
    Ok(())
}

pub(crate) fn read(folder: &Path, name: &str) -> Answer<Points> {
    let text = std::fs::read_to_string(folder.join(format!("{name}.csv")))?;
    let mut columns: [Vec<f64>; 4] = Default::default();
    let mut holes = Vec::new();
    for line in text.lines().skip(1) {
        let mut fields = line.split(',');
        for column in &mut columns {
            column.push(fields.next().ok_or("a line is short")?.parse()?);
        }
        holes.push(fields.next().ok_or("a line is short")?.parse()?);
    }
    let [x, y, z, value] = columns;
    Ok(Points::new([x, y, z], value, holes)?)
}

/// Steep holes from scattered collars; a smooth field with some noise down each.
fn drilled(n_holes: u32, per_hole: u32) -> Vec<([f64; 3], f64, u32)> {
    let stream = Stream::named(7, "holes");
    let draw = |hole: u32, what: u32| stream.uniform(u64::from(hole), what);
    let mut found = Vec::new();
    for hole in 0..n_holes {
        let azimuth = std::f64::consts::TAU * draw(hole, 0);
        let off_vertical = 0.5 * draw(hole, 1);
        let collar = [EXTENT[0] * draw(hole, 2), EXTENT[1] * draw(hole, 3), EXTENT[2]];
        let level = libm::sin(off_vertical);
        let along =
            [level * libm::sin(azimuth), level * libm::cos(azimuth), -libm::cos(off_vertical)];
        for row in 0..per_hole {
            let middle = if per_hole == 1 { 0.0 } else { 0.5 };
            let depth = EXTENT[2] * (f64::from(row) + middle) / f64::from(per_hole);
            let at = std::array::from_fn(|axis| collar[axis] + depth * along[axis]);
            let noise = draw(hole, 4 + row) - 0.5;
            found.push((at, field(at) + 0.3 * noise, hole));
        }
    }
    found
}

fn field([x, y, z]: [f64; 3]) -> f64 {
    1.5 + libm::sin(x / 170.0) * libm::cos(y / 230.0) + 0.5 * libm::sin((x + y) / 61.0 + z / 40.0)
}
