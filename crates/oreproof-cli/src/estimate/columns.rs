//! Which column of which file is what: as the case says, and else as the heads say themselves.

use oreproof_case::model::{DipSign as Word, Estimate, GradeUnit, HoleTable};
use oreproof_ground::hole::{DipSign, Unit};
use oreproof_intake::drill::{
    AssayColumn, CollarColumns, IntervalColumns, Mapping, Sheet, SurveyColumns, TableProblem,
    detect,
};

/// The mapping of an estimate's files; none where a column is left open, which is a problem.
pub(super) fn mapping(
    of: &Estimate,
    sheets: &[Sheet],
    problems: &mut Vec<TableProblem>,
) -> Option<Mapping> {
    let holes = &of.holes;
    let dip = match holes.dip {
        Word::NegativeDown => DipSign::NegativeDown,
        Word::PositiveDown => DipSign::PositiveDown,
    };
    let found = detect(sheets, Some(dip));
    let seen = found.mapping;
    let collars = collars(&holes.collars, seen.as_ref());
    let surveys = surveys(&holes.surveys, seen.as_ref());
    let assays = intervals(&holes.assays, seen.as_ref());
    let log = holes.domains.as_ref().map(|table| intervals(table, seen.as_ref()));
    let (Some(collars), Some(surveys), Some(mut assays)) = (collars, surveys, assays) else {
        problems.extend(found.problems);
        return None;
    };
    let Some(log) = log.map_or(Some(None), |log| log.map(Some)) else {
        problems.extend(found.problems);
        return None;
    };
    let measured = |column: &String, unit| AssayColumn { column: column.clone(), unit };
    assays.assays =
        of.grades.iter().map(|grade| measured(&grade.column, unit(grade.unit))).collect();
    assays.assays.extend(of.density.column.iter().map(|column| measured(column, Unit::Density)));
    assays.codes = holes.assays.domain.iter().cloned().collect();
    let log = log.map(|mut log| {
        log.assays = Vec::new();
        if let Some(column) = holes.domains.as_ref().and_then(|table| table.domain.clone()) {
            log.codes = vec![column];
        }
        log
    });
    let intervals = std::iter::once(assays).chain(log).collect();
    Some(Mapping { dip, collars, surveys: Some(surveys), intervals, controls: vec![] })
}

fn unit(of: GradeUnit) -> Unit {
    match of {
        GradeUnit::Percent => Unit::Percent,
        GradeUnit::GramsPerTonne | GradeUnit::PartsPerMillion => Unit::GramsPerTonne,
        GradeUnit::PartsPerBillion => Unit::PartsPerBillion,
        GradeUnit::KilogramsPerTonne => Unit::Unstated,
    }
}

fn collars(table: &HoleTable, seen: Option<&Mapping>) -> Option<CollarColumns> {
    let seen = seen.map(|mapping| &mapping.collars).filter(|seen| seen.file == table.file);
    let pick = |chosen: &Option<String>, of: fn(&CollarColumns) -> &String| {
        chosen.clone().or_else(|| seen.map(|seen| of(seen).clone()))
    };
    Some(CollarColumns {
        file: table.file.clone(),
        hole: pick(&table.hole, |seen| &seen.hole)?,
        x: pick(&table.east, |seen| &seen.x)?,
        y: pick(&table.north, |seen| &seen.y)?,
        z: pick(&table.elevation, |seen| &seen.z)?,
        length: table.depth.clone().or_else(|| seen.and_then(|seen| seen.length.clone())),
        azimuth: table.azimuth.clone().or_else(|| seen.and_then(|seen| seen.azimuth.clone())),
        dip: table.dip.clone().or_else(|| seen.and_then(|seen| seen.dip.clone())),
    })
}

fn surveys(table: &HoleTable, seen: Option<&Mapping>) -> Option<SurveyColumns> {
    let seen = seen.and_then(|mapping| mapping.surveys.as_ref());
    let seen = seen.filter(|seen| seen.file == table.file);
    let pick = |chosen: &Option<String>, of: fn(&SurveyColumns) -> &String| {
        chosen.clone().or_else(|| seen.map(|seen| of(seen).clone()))
    };
    Some(SurveyColumns {
        file: table.file.clone(),
        hole: pick(&table.hole, |seen| &seen.hole)?,
        depth: pick(&table.depth, |seen| &seen.depth)?,
        azimuth: pick(&table.azimuth, |seen| &seen.azimuth)?,
        dip: pick(&table.dip, |seen| &seen.dip)?,
    })
}

fn intervals(table: &HoleTable, seen: Option<&Mapping>) -> Option<IntervalColumns> {
    let seen = seen.map(|mapping| &mapping.intervals[..]).unwrap_or_default();
    let seen = seen.iter().find(|seen| seen.file == table.file);
    let pick = |chosen: &Option<String>, of: fn(&IntervalColumns) -> &String| {
        chosen.clone().or_else(|| seen.map(|seen| of(seen).clone()))
    };
    Some(IntervalColumns {
        file: table.file.clone(),
        hole: pick(&table.hole, |seen| &seen.hole)?,
        from: pick(&table.from, |seen| &seen.from)?,
        to: pick(&table.to, |seen| &seen.to)?,
        assays: Vec::new(),
        codes: seen.map(|seen| seen.codes.clone()).unwrap_or_default(),
    })
}

/// The mapping in words, a line a file.
pub(super) fn said(mapping: &Mapping) -> String {
    let CollarColumns { file, hole, x, y, z, length, .. } = &mapping.collars;
    let length = length.as_ref().map_or(String::new(), |length| format!(", length {length}"));
    let mut lines =
        vec![format!("{file}: hole {hole}, east {x}, north {y}, elevation {z}{length}")];
    if let Some(SurveyColumns { file, hole, depth, azimuth, dip }) = &mapping.surveys {
        let down = match mapping.dip {
            DipSign::NegativeDown => "negative",
            DipSign::PositiveDown => "positive",
        };
        lines.push(format!(
            "{file}: hole {hole}, depth {depth}, azimuth {azimuth}, dip {dip} ({down} is down)"
        ));
    }
    for IntervalColumns { file, hole, from, to, assays, codes } in &mapping.intervals {
        let assays = assays.iter().map(|assay| assay.column.clone());
        let rest: Vec<String> = assays.chain(codes.iter().cloned()).collect();
        lines.push(format!("{file}: hole {hole}, from {from}, to {to}, {}", rest.join(", ")));
    }
    lines.iter().map(|line| format!("read {line}\n")).collect()
}
