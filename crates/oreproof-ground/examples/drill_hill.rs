//! Drills the made-up hill of `cases/made-up-hill`: a slab of copper in barren rock.
//!
//! `cargo run -p oreproof-ground --example drill_hill -- cases/made-up-hill`

#![expect(
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "an example writes files"
)]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use oreproof_ground::deposit::{Deposit, Likeness};
use oreproof_ground::hole::{Desurvey, Station, Trace};
use oreproof_ground::{Angles, GroundError};

/// The slab strikes north-east, dips 40° to the south-east, and is about so thick.
const STRIKE: Angles = Angles { azimuth: 45.0, dip: 0.0, rake: 40.0 };
const HALF_THICKNESS: f64 = 22.0;
const MIDDLE: [f64; 3] = [5200.0, 8200.0, 380.0];

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: drill_hill FOLDER");
        return ExitCode::from(2);
    };
    let files = match files() {
        Ok(files) => files,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(1);
        }
    };
    for (name, text) in files {
        if let Err(error) = std::fs::write(folder.join(name), text) {
            eprintln!("{name}: {error}");
            return ExitCode::from(1);
        }
    }
    ExitCode::SUCCESS
}

fn files() -> Result<[(&'static str, String); 3], GroundError> {
    let likeness = |mean, sd| Likeness {
        mean,
        sd,
        nugget: 0.15,
        ranges: [160.0, 110.0, 30.0],
        angles: STRIKE,
    };
    let copper = Deposit::new(likeness(0.85, 0.35), 41)?;
    let gold = Deposit::new(likeness(0.3, 0.15), 42)?;
    let edge = Deposit::new(likeness(0.0, 5.0), 43)?;
    let across = oreproof_ground::Rotation::new(STRIKE, [1e9, 1e9, 1.0])?;
    let mut collars = "HOLE,EAST,NORTH,ELEVATION,LENGTH\n".to_owned();
    let mut surveys = "HOLE,DEPTH,AZIMUTH,DIP\n".to_owned();
    let mut assays = "HOLE,FROM,TO,CU_PCT,AU_PPM,ROCK\n".to_owned();
    for hole in 0..56 {
        let (row, column) = (hole / 8, hole % 8);
        let name = format!("MH{:03}", hole + 1);
        let east = 5000.0 + f64::from(column) * 50.0 + f64::from(row % 2) * 25.0;
        let north = 8020.0 + f64::from(row) * 50.0;
        let elevation = 500.0 + 0.04 * (east - 5200.0) - 0.02 * (north - 8200.0);
        // North-west, against the dip; every hole steepens a little.
        let stations: Vec<Station> = (0..=4)
            .map(|at| {
                let depth = f64::from(at) * 60.0;
                Station { depth, azimuth: 315.0, dip: -60.0 - 0.02 * depth }
            })
            .collect();
        let trace = Trace::new([east, north, elevation], &stations, Desurvey::MinimumCurvature);
        let length = 240.0;
        // Writing to a string does not fail.
        let _ = writeln!(collars, "{name},{east:.1},{north:.1},{elevation:.2},{length}");
        for station in &stations {
            let Station { depth, azimuth, dip } = station;
            let _ = writeln!(surveys, "{name},{depth},{azimuth},{dip:.1}");
        }
        for sample in 0..120 {
            let (from, to) = (f64::from(sample) * 2.0, f64::from(sample) * 2.0 + 2.0);
            let at = trace.at(0.5 * (from + to));
            let step = std::array::from_fn(|axis| at[axis] - MIDDLE[axis]);
            let off = libm::sqrt(across.squared(step));
            let inside = off < HALF_THICKNESS + edge.grade(at);
            let (part, rock) = if inside { (1.0, "ORE") } else { (0.04, "HOST") };
            let assay = |value: f64, least: f64| match value * part {
                value if value < least => format!("<{least}"),
                value => format!("{value:.3}"),
            };
            let copper = assay(copper.grade(at).max(0.0), 0.005);
            let gold = assay(gold.grade(at).max(0.0), 0.005);
            let _ = writeln!(assays, "{name},{from},{to},{copper},{gold},{rock}");
        }
    }
    Ok([("collars.csv", collars), ("surveys.csv", surveys), ("assays.csv", assays)])
}
