//! A campaign read as a user's is: heads detected, tables read, holes placed.

use oreproof_ground::hole::{
    BelowDetection, Bounds, Desurvey, DipSign, HoleChoices, Holes, Overlap, Problem, Unsurveyed,
    read_holes, review_controls,
};
use oreproof_intake::drill::{Detected, Mapping, Sheet, TableProblem, detect, tables};

/// What became of the files.
pub struct Campaign {
    pub mapping: Option<Mapping>,
    pub table_problems: Vec<TableProblem>,
    pub problems: Vec<Problem>,
    pub holes: Holes,
}

/// Reads files by their heads.
pub fn read(files: &[(&str, &[u8])], dip: Option<DipSign>, bounds: &Bounds) -> Campaign {
    let mut table_problems = Vec::new();
    let mut sheets = Vec::new();
    for (name, bytes) in files {
        match Sheet::read(name, bytes, &mut table_problems) {
            Ok(sheet) => sheets.push(sheet),
            Err(problem) => table_problems.push(problem),
        }
    }
    let Detected { mapping, problems, .. } = detect(&sheets, dip);
    table_problems.extend(problems);
    let Some(known) = &mapping else {
        return Campaign { mapping, table_problems, problems: vec![], holes: Holes::default() };
    };
    let (holes, problems) = match tables(&sheets, known) {
        Ok(tables) => {
            let (holes, mut problems) = read_holes(&tables, &choices(known.dip), bounds);
            problems.extend(review_controls(&tables.controls, bounds).1);
            (holes, problems)
        }
        Err(problems) => {
            table_problems.extend(problems);
            (Holes::default(), vec![])
        }
    };
    Campaign { mapping, table_problems, problems, holes }
}

pub fn choices(dip: DipSign) -> HoleChoices {
    HoleChoices {
        dip,
        desurvey: Desurvey::MinimumCurvature,
        unsurveyed: Unsurveyed::AsPlanned,
        overlap: Overlap::KeepBoth,
        below_detection: BelowDetection::HalfLimit,
        missing: vec![],
    }
}
