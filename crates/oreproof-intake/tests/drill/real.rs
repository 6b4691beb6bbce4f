//! Real campaigns, which lie beside the project.

use std::collections::BTreeMap;
use std::path::PathBuf;

use miette::Diagnostic as _;
use oreproof_ground::hole::{Bounds, DipSign, Unit};

use crate::campaign::{Campaign, read};

/// A campaign of the reference folder, or a note that its test is skipped.
fn real(folder: &str) -> Option<Campaign> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/geostat");
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
        eprintln!("SKIPPED: the reference {folder} is not here");
        return None;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let files: Vec<(String, Vec<u8>)> =
        paths.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    Some(read(&files, None, &Bounds::default()))
}

fn counts(campaign: &Campaign) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for problem in &campaign.problems {
        *counts.entry(problem.code().unwrap().to_string()).or_default() += 1;
    }
    for problem in &campaign.table_problems {
        *counts.entry(problem.code().unwrap().to_string()).or_default() += 1;
    }
    counts
}

fn assert_counts(campaign: &Campaign, expected: &[(&str, usize)]) {
    let expected = expected.iter().map(|(code, n)| ((*code).to_owned(), *n)).collect();
    assert_eq!(counts(campaign), expected);
}

/// Counts of rows by `wc -l`; dips are positive downwards; wedges share their collars.
#[test]
fn babbitt_is_read_by_its_heads() {
    let Some(campaign) = real("babbitt") else { return };
    let mapping = campaign.mapping.as_ref().unwrap();
    assert_eq!(mapping.dip, DipSign::PositiveDown);
    assert_eq!(mapping.collars.x, "XCOLLAR");
    assert_eq!(campaign.holes.holes.len(), 399);
    assert_eq!(campaign.holes.intervals[0].len(), 35_616);
    // Stations at 90,000 ft say that a hole keeps its direction.
    let told = [("hole::collars-coincide", 3), ("hole::survey-far-below", 70)];
    assert_counts(&campaign, &told);
}

/// A mark of order before the samples, quotes around the surveys, three spellings of one head.
#[test]
fn macpass_is_read_by_its_heads() {
    let Some(campaign) = real("macpass") else { return };
    let mapping = campaign.mapping.as_ref().unwrap();
    assert_eq!(mapping.dip, DipSign::NegativeDown);
    assert_eq!(mapping.collars.length.as_deref(), Some("Length_m"));
    let [domains, samples] = mapping.intervals.as_slice() else { panic!("{mapping:?}") };
    assert_eq!((&*domains.hole, domains.assays.len(), domains.codes.len()), ("holeid", 0, 3));
    let units: Vec<Unit> = samples.assays.iter().map(|assay| assay.unit).collect();
    assert_eq!(units, [Unit::GramsPerTonne, Unit::Percent, Unit::Percent, Unit::Density]);
    assert_eq!(campaign.holes.holes.len(), 559);
    assert_eq!(campaign.holes.intervals[1].len(), 32_546);
    let found = counts(&campaign);
    // Holes from underground are few here, so that each is asked about.
    assert_eq!(found["hole::hole-upwards"], 9);
    assert!(!found.contains_key("hole::overlap") && !found.contains_key("hole::no-collar"));
}

/// The set's own description: 28 collars without a survey, duplicate depths, gaps.
#[test]
fn forrestania_tells_what_is_wrong_with_it() {
    let Some(campaign) = real("forrestania") else { return };
    assert_counts(
        &campaign,
        &[
            ("hole::collars-coincide", 15),
            ("hole::gap", 208),
            ("hole::negative-assay", 18),
            ("hole::no-survey", 28),
            ("hole::no-survey-at-collar", 7),
            ("hole::overlap", 2),
            ("hole::repeated-survey", 2),
        ],
    );
    assert_eq!(campaign.holes.holes.len(), 72);
}

/// The set's own description: 15 assays run past the ends of their holes.
#[test]
fn a_demonstration_set_has_fifteen_assays_below_the_ends_of_its_holes() {
    let Some(campaign) = real("demo_au") else { return };
    assert_counts(&campaign, &[("hole::beyond-end", 15)]);
}

/// Rows and variables counted by hand in each file.
#[test]
fn gslib_files_are_read() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/geostat");
    let files = [
        ("gslib/cluster.dat", 5, 140),
        ("gslib/true.dat", 2, 2500),
        ("gslib/97data.dat", 5, 97),
        ("gslib/parta.dat", 4, 8),
        ("walker_lake/walker.dat", 6, 470),
        ("sic97/sic_full.dat", 4, 467),
        ("oilsands/oilsands.dat", 8, 5808),
    ];
    for (name, n_variables, n_rows) in files {
        let Ok(bytes) = std::fs::read(root.join(name)) else {
            eprintln!("SKIPPED: the reference {name} is not here");
            return;
        };
        let text = String::from_utf8_lossy(&bytes);
        let file = oreproof_intake::geoeas::read(&text, |value| value <= -9.0).unwrap();
        assert_eq!((file.columns.len(), file.rows.len()), (n_variables, n_rows), "{name}");
    }
}
