//! `oreproof estimate` with implicit domains, on a ball whose volume is known.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod made;

use std::f64::consts::PI;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use made::{code, err, folder, oreproof};
use oreproof_ground::Solid;

const RADIUS: f64 = 80.0;

/// Upright holes 16 apart through a ball of ore in barren rock, and the choices of the made-up hill
/// with blocks that go by an implicit model.
fn files(codes: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut collars = "HOLE,EAST,NORTH,ELEVATION,LENGTH\n".to_owned();
    let mut surveys = "HOLE,DEPTH,AZIMUTH,DIP\n".to_owned();
    let mut assays = "HOLE,FROM,TO,CU_PCT,AU_PPM,ROCK\n".to_owned();
    for hole in 0..169 {
        // Not in line with the ball: a row of holes that just misses it tells nothing of its side.
        let (x, y) = (f64::from(hole % 13) * 16.0 - 92.0, f64::from(hole / 13) * 16.0 - 95.0);
        writeln!(collars, "H{hole},{},{},410,220", 5200.0 + x, 8200.0 + y).unwrap();
        writeln!(surveys, "H{hole},0,0,-90").unwrap();
        for from in (0..220).step_by(2) {
            let z = 109.0 - f64::from(from);
            let inside = x * x + y * y + z * z < RADIUS * RADIUS;
            let (grade, rock) = if inside { (1.0 + 0.001 * x, "ORE") } else { (0.05, "HOST") };
            writeln!(assays, "H{hole},{from},{},{grade},{grade},{rock}", from + 2).unwrap();
        }
    }
    let hill = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/made-up-hill/case.toml");
    let hill = fs::read_to_string(hill).unwrap();
    let (before, _) = hill.split_once("[estimates.selection]").unwrap();
    let changes = [
        ("codes = [\"ORE\"]", codes),
        ("radii = [75, 75, 30]\nangles = [45, 0, 40]", "radii = [60, 60, 60]\nangles = [0, 0, 0]"),
        (
            "radii = [150, 150, 60]\nangles = [45, 0, 40]",
            "radii = [60, 60, 60]\nangles = [0, 0, 0]",
        ),
        ("corner = [4900, 7900, 220]", "corner = [5090, 8090, 190]"),
        ("counts = [60, 60, 27]", "counts = [22, 22, 22]"),
        ("domains = \"nearest\"\nreach = 0.5", "domains = \"implicit\"\nreach = 1"),
    ];
    let case = changes.iter().fold(before.to_owned(), |case, (old, new)| {
        assert!(case.contains(old), "{old}");
        case.replacen(old, new, 1)
    });
    vec![
        ("case.toml", case.into_bytes()),
        ("collars.csv", collars.into_bytes()),
        ("surveys.csv", surveys.into_bytes()),
        ("assays.csv", assays.into_bytes()),
    ]
}

fn estimate(codes: &str) -> (tempfile::TempDir, std::process::Output) {
    let files = files(codes);
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, of)| (*name, of.as_slice())).collect();
    let folder = folder(&files);
    let done = oreproof(folder.path(), &["-q", "estimate", ".", "-o", "out"]);
    (folder, done)
}

#[test]
fn a_ball_of_ore_has_its_volume_in_blocks_and_surface() {
    let (folder, done) = estimate("codes = [\"ORE\"]");
    assert_eq!(code(&done), 0, "{}", err(&done));
    let expected = 4.0 / 3.0 * PI * RADIUS.powi(3);
    let surface = fs::read(folder.path().join("out/slab-domain-1.obj")).unwrap();
    let solid = Solid::new(&oreproof_intake::mesh::read(&surface).unwrap()).unwrap();
    assert_eq!(solid.n_filled(), 0);
    // Chords of blocks of 10 and contacts of holes 16 apart lie inside a ball.
    assert!((solid.volume() / expected - 1.0).abs() < 0.05, "{} {expected}", solid.volume());
    assert!(solid.holds([5200.0, 8200.0, 300.0]) && !solid.holds([5200.0, 8200.0, 395.0]));
    let blocks = fs::read_to_string(folder.path().join("out/slab-blocks.csv")).unwrap();
    let part = |row: &str| row.split(',').nth(6).unwrap().parse::<f64>().unwrap();
    let volume = 1000.0 * blocks.lines().skip(1).map(part).sum::<f64>();
    assert!((volume / solid.volume() - 1.0).abs() < 0.01, "{volume} {}", solid.volume());
}

#[test]
fn a_domain_without_a_contact_is_told() {
    let (_folder, done) = estimate("codes = [\"ORE\", \"HOST\"]");
    assert_eq!(code(&done), 2);
    assert!(err(&done).contains("no hole crosses the contact of slab"), "{}", err(&done));
}
