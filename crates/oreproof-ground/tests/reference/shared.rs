//! The reference answers that lie beside the project, where they are there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use oreproof_ground::{Angles, Shape, Structure};

/// A table read from the reference folder: columns by name, as text.
pub struct Table(pub BTreeMap<String, Vec<String>>);

/// A file under the reference folder, or a note on the terminal that the test is skipped.
pub fn text(path: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/geostat");
    let read = std::fs::read_to_string(root.join(path)).ok();
    if read.is_none() {
        eprintln!("SKIPPED: the reference {path} is not here");
    }
    read
}

/// A comma-separated file under the reference folder.
pub fn table(path: &str) -> Option<Table> {
    let text = text(path)?;
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let mut columns = vec![Vec::new(); names.len()];
    for record in reader.records() {
        for (column, field) in columns.iter_mut().zip(&record.unwrap()) {
            column.push(field.to_owned());
        }
    }
    Some(Table(names.into_iter().zip(columns).collect()))
}

impl Table {
    /// A column of numbers; what is empty is NaN.
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        let column = self.0.get(name).unwrap_or_else(|| panic!("no column {name}"));
        column.iter().map(|text| text.parse().unwrap_or(f64::NAN)).collect()
    }
}

/// A structure from its parts.
pub fn structure(shape: &str, sill: f64, ranges: [f64; 3], angles: [f64; 3]) -> Structure {
    let shape = match shape {
        "spherical" => Shape::Spherical,
        "exponential" => Shape::Exponential,
        "gaussian" => Shape::Gaussian,
        "cubic" => Shape::Cubic,
        other => panic!("no shape {other}"),
    };
    let [azimuth, dip, rake] = angles;
    Structure { shape, sill, ranges, angles: Angles { azimuth, dip, rake } }
}
