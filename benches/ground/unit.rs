//! The same samples and targets where the search ellipsoid is the unit ball.
//!
//! Some peers search in spheres only; with these all have the same neighbourhoods and model.

use std::path::Path;

use oreproof_ground::{Grid, Rotation};

use crate::Answer;
use crate::samples::read;
use crate::task::{ANGLES, RADII};

/// Writes east, north, up and value of samples, then east, north and up of targets, as doubles.
pub(crate) fn write(folder: &Path, samples: &str, grid: &Grid) -> Answer<()> {
    let rotation = Rotation::new(ANGLES, RADII)?;
    let points = read(folder, samples)?;
    let mut numbers = Vec::new();
    for idx in 0..points.len() {
        numbers.extend(rotation.apply(points.at(idx)));
        numbers.push(points.value[idx]);
    }
    save(&folder.join(format!("{samples}.samples.f64")), &numbers)?;
    let targets = (0..grid.len()).flat_map(|idx| rotation.apply(grid.centre(grid.position(idx))));
    save(&folder.join(format!("{samples}.targets.f64")), &targets.collect::<Vec<_>>())
}

pub(crate) fn save(path: &Path, numbers: &[f64]) -> Answer<()> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|value| value.to_le_bytes()).collect();
    Ok(std::fs::write(path, bytes)?)
}
