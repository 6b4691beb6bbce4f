//! A mapping proposed from heads and cells, with everything that they leave open.

use oreproof_ground::hole::{Cell, DipSign, Unit};

use super::head::{Role, fitting, is_code, only_with, unit};
use super::mapping::{
    AssayColumn, CollarColumns, ControlColumns, IntervalColumns, Mapping, SurveyColumns,
};
use super::problem::TableProblem;
use super::sheet::Sheet;

/// What the files of a folder say by themselves.
#[derive(Clone, Debug, Default)]
pub struct Detected {
    /// The mapping, where nothing that it needs is left open.
    pub mapping: Option<Mapping>,
    /// The signs of the dips there are.
    pub dips: DipEvidence,
    /// What is open, and what was left aside.
    pub problems: Vec<TableProblem>,
}

/// How many surveys dip which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DipEvidence {
    /// Above zero.
    pub n_positive: usize,
    /// Below zero.
    pub n_negative: usize,
}

impl DipEvidence {
    /// The sign that is downwards, where nine surveys in ten agree.
    ///
    /// Holes go down, but for some drilled from underground.
    pub fn sign(self) -> Option<DipSign> {
        let n = self.n_positive + self.n_negative;
        match () {
            () if n == 0 => None,
            () if 9 * n <= 10 * self.n_negative => Some(DipSign::NegativeDown),
            () if 9 * n <= 10 * self.n_positive => Some(DipSign::PositiveDown),
            () => None,
        }
    }
}

/// Proposes what the columns of these files hold; a sign of dip that is given is not asked for.
pub fn detect(sheets: &[Sheet], dip: Option<DipSign>) -> Detected {
    let mut found = Detected::default();
    let (mut collars, mut surveys, mut intervals) = (Vec::new(), Vec::new(), Vec::new());
    let mut controls = Vec::new();
    for sheet in sheets {
        if let Some(columns) = control_columns(sheet) {
            controls.push(columns);
            continue;
        }
        match kind(sheet) {
            Kind::Intervals => intervals.extend(interval_columns(sheet, &mut found.problems)),
            Kind::Surveys => surveys.push(sheet),
            Kind::Collars => collars.push(sheet),
            Kind::Other(missing) => {
                let file = sheet.file.to_string();
                found.problems.push(TableProblem::LeftAside { file, missing });
            }
        }
    }
    for (table, files) in [("table of collars", &collars), ("table of surveys", &surveys)] {
        if 1 < files.len() {
            let files = files.iter().map(|sheet| sheet.file.to_string()).collect();
            found.problems.push(TableProblem::WhichFile { table, files });
        }
    }
    if collars.is_empty() {
        found.problems.push(TableProblem::NoCollars);
    }
    let ([collars], true) = (collars.as_slice(), surveys.len() < 2) else { return found };
    let Some(collars_map) = collar_columns(collars, &mut found.problems) else { return found };
    let surveys_map = match surveys.first() {
        None => None,
        Some(sheet) => match survey_columns(sheet, &mut found.problems) {
            None => return found,
            some => some,
        },
    };
    let dips = match (&surveys_map, surveys.first(), &collars_map.dip) {
        (Some(columns), Some(sheet), _) => Some((*sheet, &columns.dip)),
        (_, _, Some(column)) => Some((*collars, column)),
        _ => None,
    };
    found.dips = dips.map_or(DipEvidence::default(), |(sheet, column)| dip_evidence(sheet, column));
    // Without any dip the sign moves nothing.
    let unmoved = dips.is_none().then_some(DipSign::NegativeDown);
    match dip.or(found.dips.sign()).or(unmoved) {
        None => {
            let DipEvidence { n_positive, n_negative } = found.dips;
            found.problems.push(TableProblem::DipSignUnclear { n_positive, n_negative });
        }
        Some(dip) => {
            found.mapping = Some(Mapping {
                dip,
                collars: collars_map,
                surveys: surveys_map,
                intervals,
                controls,
            });
        }
    }
    found
}

/// How many dips of a column are above and below zero.
pub fn dip_evidence(sheet: &Sheet, column: &str) -> DipEvidence {
    let mut evidence = DipEvidence::default();
    let Some(at) = sheet.position(column) else { return evidence };
    for field in sheet.column(at) {
        match sheet.cell(field).number() {
            Some(dip) if 0.0 < dip => evidence.n_positive += 1,
            Some(dip) if dip < 0.0 => evidence.n_negative += 1,
            _ => {}
        }
    }
    evidence
}

enum Kind {
    Intervals,
    Surveys,
    Collars,
    Other(Vec<&'static str>),
}

fn kind(sheet: &Sheet) -> Kind {
    let lacks = |roles: &[Role]| -> Vec<&'static str> {
        let missing = roles.iter().filter(|role| fitting(**role, &sheet.heads).is_empty());
        missing.map(|role| role.name()).collect()
    };
    let collars = lacks(&[Role::Hole, Role::X, Role::Y, Role::Z]);
    let surveys = lacks(&[Role::Hole, Role::Depth, Role::Azimuth, Role::Dip]);
    let intervals = lacks(&[Role::Hole, Role::From, Role::To]);
    // A table of composites has coordinates and intervals; its intervals are what it is for. A
    // table of collars may end with a depth, an azimuth and a dip.
    match () {
        () if intervals.is_empty() && surveys.is_empty() => Kind::Surveys,
        () if intervals.is_empty() => Kind::Intervals,
        () if collars.is_empty() => Kind::Collars,
        () if surveys.is_empty() => Kind::Surveys,
        () => Kind::Other(
            [intervals, collars, surveys].into_iter().min_by_key(Vec::len).unwrap_or_default(),
        ),
    }
}

/// The columns of standards or duplicates; blanks have no heads of their own.
fn control_columns(sheet: &Sheet) -> Option<ControlColumns> {
    let file = sheet.file.to_string();
    let one = |words: &[&str]| only_with(&sheet.heads, words).map(|at| sheet.heads[at].to_string());
    let certified = one(&["certified", "expected", "recommended", "certificate"]);
    let deviation = one(&["sd", "stdev", "stddev", "deviation"]);
    if let (Some(certified), Some(deviation)) = (certified, deviation) {
        let assay = one(&["assay", "assayed", "result", "value", "measured", "reported"])?;
        let material = one(&["material", "crm", "standard", "standardid", "std"]);
        return Some(ControlColumns::Standards { file, material, assay, certified, deviation });
    }
    let original = one(&["original", "orig", "primary"])?;
    let duplicate = one(&["duplicate", "dup", "repeat", "check"])?;
    Some(ControlColumns::Duplicates { file, original, duplicate })
}

/// The column of a role; where there are several, which it is must be said.
fn one(sheet: &Sheet, role: Role, problems: &mut Vec<TableProblem>) -> Option<String> {
    let found = fitting(role, &sheet.heads);
    if let [at] = found[..] {
        return Some(sheet.heads[at].to_string());
    }
    if !found.is_empty() {
        let columns = found.iter().map(|&at| sheet.heads[at].to_string()).collect();
        let (file, role) = (sheet.file.to_string(), role.name());
        problems.push(TableProblem::WhichColumn { file, role, columns });
    }
    None
}

fn collar_columns(sheet: &Sheet, problems: &mut Vec<TableProblem>) -> Option<CollarColumns> {
    let roles = [Role::Hole, Role::X, Role::Y, Role::Z, Role::Length, Role::Azimuth, Role::Dip];
    let [hole, x, y, z, length, azimuth, dip] = roles.map(|role| one(sheet, role, problems));
    let file = sheet.file.to_string();
    Some(CollarColumns { file, hole: hole?, x: x?, y: y?, z: z?, length, azimuth, dip })
}

fn survey_columns(sheet: &Sheet, problems: &mut Vec<TableProblem>) -> Option<SurveyColumns> {
    let roles = [Role::Hole, Role::Depth, Role::Azimuth, Role::Dip];
    let [hole, depth, azimuth, dip] = roles.map(|role| one(sheet, role, problems));
    let file = sheet.file.to_string();
    Some(SurveyColumns { file, hole: hole?, depth: depth?, azimuth: azimuth?, dip: dip? })
}

fn interval_columns(sheet: &Sheet, problems: &mut Vec<TableProblem>) -> Option<IntervalColumns> {
    let [hole, from, to] =
        [Role::Hole, Role::From, Role::To].map(|role| one(sheet, role, problems));
    let (hole, from, to) = (hole?, from?, to?);
    let is_spoken_for = |head: &str| [&hole, &from, &to].iter().any(|known| *known == head);
    let (mut assays, mut codes) = (Vec::new(), Vec::new());
    for (at, head) in sheet.heads.iter().enumerate() {
        let is_repeated = sheet.position(head) != Some(at);
        if head.is_empty() || is_repeated || is_spoken_for(head) {
            continue;
        }
        match holds(sheet, at) {
            Holds::Numbers => {
                assays.push(AssayColumn { column: head.to_string(), unit: unit(head) });
            }
            Holds::Words => codes.push(head.to_string()),
            Holds::Nothing => {}
        }
    }
    Some(IntervalColumns { file: sheet.file.to_string(), hole, from, to, assays, codes })
}

enum Holds {
    Numbers,
    Words,
    Nothing,
}

fn holds(sheet: &Sheet, at: usize) -> Holds {
    let head = &sheet.heads[at];
    let (mut numbers, mut words) = (0, 0);
    for field in sheet.column(at) {
        match sheet.cell(field) {
            Cell::Missing => {}
            Cell::Text(_) => words += 1,
            Cell::Number(_) | Cell::Below(_) | Cell::Above(_) => numbers += 1,
        }
    }
    match () {
        () if numbers + words == 0 && unit(head) == Unit::Unstated => Holds::Nothing,
        () if is_code(head) => Holds::Words,
        () if words <= numbers => Holds::Numbers,
        () => Holds::Words,
    }
}
