//! Broken campaigns: each with every problem that must be told, by file, row and column.
//!
//! Each case changes some files of a sound campaign of two holes.

mod collars;
mod surveys;
mod intervals;
mod assays;
mod files;
mod controls;

use miette::Diagnostic as _;
use oreproof_ground::hole::Bounds;

use crate::campaign::{Campaign, read};

const COLLARS: &str = "hole,x,y,z,length\nA,100,200,50,30\nB,150,200,52,20\n";
const SURVEYS: &str = "hole,depth,azimuth,dip\nA,0,90,-60\nA,30,92,-58\nB,0,90,-60\n";
const ASSAYS: &str = "hole,from,to,cu_pct,rock\nA,0,10,0.5,ore\nA,10,20,0.7,ore\nA,20,30,0.1,waste\nB,0,10,0.2,waste\nB,10,20,0.4,ore\n";

/// A broken campaign: its name, the files that differ, and what must be told.
struct Broken {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    expected: &'static [&'static str],
}

fn whole(changed: &[(&str, &str)], bounds: &Bounds) -> Campaign {
    let sound = [("collars.csv", COLLARS), ("surveys.csv", SURVEYS), ("assays.csv", ASSAYS)];
    let mut files: Vec<(&str, &[u8])> = Vec::new();
    for (name, text) in sound {
        let text = changed.iter().find(|(other, _)| *other == name).map_or(text, |(_, text)| text);
        // A file of this text is left out.
        if text != "none" {
            files.push((name, text.as_bytes()));
        }
    }
    let is_more = |name: &str| sound.iter().all(|(other, _)| *other != name);
    files.extend(changed.iter().filter(|(n, _)| is_more(n)).map(|(n, text)| (*n, text.as_bytes())));
    read(&files, None, bounds)
}

/// What is told, one line each: code, file, row and column.
fn told(campaign: &Campaign) -> Vec<String> {
    let mut lines = Vec::new();
    for problem in &campaign.table_problems {
        lines.push(format!("{} {problem}", problem.code().unwrap()));
        assert!(problem.help().is_some(), "{problem}");
    }
    for problem in &campaign.problems {
        lines.push(format!("{} {}", problem.code().unwrap(), problem.place()));
        assert!(problem.help().is_some(), "{problem}");
        // The message is a sentence with no number that nobody wrote.
        assert!(!problem.to_string().contains("NaN"), "{problem}");
    }
    lines
}

fn check(cases: &[Broken]) {
    check_within(cases, &Bounds::default());
}

fn check_within(cases: &[Broken], bounds: &Bounds) {
    for case in cases {
        let found = told(&whole(case.files, bounds));
        assert_eq!(found, case.expected, "{}", case.name);
    }
}

#[test]
fn the_sound_campaign_has_no_problem() {
    let campaign = whole(&[], &Bounds::default());
    assert_eq!(told(&campaign), [""; 0]);
    assert_eq!(campaign.holes.holes.len(), 2);
}

#[test]
fn there_are_at_least_sixty_broken_campaigns() {
    let all = [
        collars::CASES,
        collars::WITHIN,
        surveys::CASES,
        intervals::CASES,
        assays::CASES,
        files::CASES,
        controls::CASES,
    ];
    let n: usize = all.iter().map(|cases| cases.len()).sum();
    assert!(60 <= n, "{n}");
}
