//! The reference answers that lie beside the project, where they are there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use oreproof_ground::{
    Angles, Drift, Kriging, Search, SectorCut, Sectors, Shape, Structure, Support, Variogram,
};

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
/// The parameters of a reference case.
pub fn case(name: &str) -> Option<serde_json::Value> {
    let cases: serde_json::Value = serde_json::from_str(&text("expected/cases.json")?).unwrap();
    Some(cases[name].clone())
}

/// The list of numbers at a key.
pub fn list(value: &serde_json::Value) -> [f64; 3] {
    std::array::from_fn(|axis| value[axis].as_f64().unwrap())
}

/// The variogram of a reference case.
pub fn variogram(case: &serde_json::Value) -> Variogram {
    let structures = case["model"]["structures"].as_array().unwrap().iter().map(|s| {
        structure(s[0].as_str().unwrap(), s[1].as_f64().unwrap(), list(&s[2]), list(&s[3]))
    });
    Variogram::new(case["model"]["nugget"].as_f64().unwrap(), structures.collect()).unwrap()
}

/// The samples of a GeoEAS file: named columns of numbers.
pub fn geoeas(path: &str) -> Option<Table> {
    let text = text(path)?;
    let mut lines = text.lines().skip(1);
    let count: usize = lines.next().unwrap().split_whitespace().next().unwrap().parse().unwrap();
    let names: Vec<String> = lines.by_ref().take(count).map(|l| l.trim().to_owned()).collect();
    let mut columns = vec![Vec::new(); count];
    for line in lines {
        for (column, field) in columns.iter_mut().zip(line.split_whitespace()) {
            column.push(field.to_owned());
        }
    }
    let first_word = |name: &String| name.split_whitespace().next().unwrap().to_owned();
    Some(Table(names.iter().map(first_word).zip(columns).collect()))
}

/// The search of a reference case.
pub fn search(case: &serde_json::Value) -> Search {
    let search = &case["search"];
    let [azimuth, dip, rake] = list(&search["angles"]);
    let count = |key: &str| search[key].as_u64().map(|count| count as usize);
    Search {
        radii: list(&search["radii"]),
        angles: Angles { azimuth, dip, rake },
        min_samples: count("nmin").unwrap(),
        max_samples: count("nmax").unwrap(),
        sectors: count("octant_max")
            .map(|most| Sectors { cut: SectorCut::CoordinateOctants, most }),
        max_per_hole: count("per_hole_max"),
    }
}

/// The targets of a reference case, first axis fastest.
pub fn targets(case: &serde_json::Value) -> Vec<[f64; 3]> {
    let [counts, first, step] = [0, 1, 2].map(|part| list(&case["grid"][part]));
    let mut targets = Vec::new();
    for k in 0..counts[2] as usize {
        for j in 0..counts[1] as usize {
            for i in 0..counts[0] as usize {
                let at = [i, j, k];
                targets
                    .push(std::array::from_fn(|axis| first[axis] + at[axis] as f64 * step[axis]));
            }
        }
    }
    targets
}

/// The estimator's choices of a reference case.
pub fn kriging(case: &serde_json::Value) -> Kriging {
    let drift = match (case["kind"].as_str(), case["order"].as_u64()) {
        (Some("sk"), _) => Drift::Simple { mean: case["mean"].as_f64().unwrap() },
        (_, Some(order)) => Drift::Trend { order: order as u8, axes: [true, true, false] },
        _ => Drift::Ordinary,
    };
    let support = match case.get("block") {
        Some(block) => Support::Block {
            size: list(&block[0]),
            points: list(&block[1]).map(|count| count as usize),
            azimuth: 0.0,
        },
        None => Support::Point,
    };
    Kriging { variogram: variogram(case), search: search(case), drift, support }
}
