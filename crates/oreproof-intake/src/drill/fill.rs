//! Files read by a mapping.

use std::sync::Arc;

use oreproof_ground::hole::{
    Assay, CollarTable, ControlTable, Controls, DrillTables, IntervalTable, Numbers, SurveyTable,
    Words,
};

use super::mapping::{CollarColumns, ControlColumns, IntervalColumns, Mapping, SurveyColumns};
use super::problem::TableProblem;
use super::sheet::Sheet;

/// Reads the tables of a drill campaign.
///
/// # Errors
///
/// When the mapping names files or columns that are not there: all of them.
pub fn tables(sheets: &[Sheet], mapping: &Mapping) -> Result<DrillTables, Vec<TableProblem>> {
    let mut problems = Vec::new();
    let collars = collars(sheets, &mapping.collars, &mut problems);
    let surveys = mapping.surveys.as_ref().map(|columns| surveys(sheets, columns, &mut problems));
    let intervals: Vec<_> = mapping
        .intervals
        .iter()
        .filter_map(|columns| intervals(sheets, columns, &mut problems))
        .collect();
    let controls: Vec<_> = mapping
        .controls
        .iter()
        .filter_map(|columns| controls(sheets, columns, &mut problems))
        .collect();
    match (collars, problems.is_empty()) {
        (Some(collars), true) => {
            Ok(DrillTables { collars, surveys: surveys.flatten(), intervals, controls })
        }
        _ => Err(problems),
    }
}

struct Reader<'s> {
    sheet: &'s Sheet,
    problems: &'s mut Vec<TableProblem>,
}

impl<'s> Reader<'s> {
    fn open(sheets: &'s [Sheet], file: &str, problems: &'s mut Vec<TableProblem>) -> Option<Self> {
        let found = sheets.iter().find(|sheet| *sheet.file == *file);
        if found.is_none() {
            let known = sheets.iter().map(|sheet| sheet.file.to_string()).collect();
            problems.push(TableProblem::NoSuchFile { file: file.to_owned(), known });
        }
        found.map(|sheet| Self { sheet, problems })
    }

    fn position(&mut self, column: &str) -> Option<usize> {
        let found = self.sheet.position(column);
        if found.is_none() {
            let known = self.sheet.heads.iter().map(|head| head.to_string()).collect();
            let (file, column) = (self.sheet.file.to_string(), column.to_owned());
            self.problems.push(TableProblem::NoSuchColumn { file, column, known });
        }
        found
    }

    fn numbers(&mut self, column: &str) -> Option<Numbers> {
        let at = self.position(column)?;
        let cells = self.sheet.column(at).map(|field| self.sheet.cell(field)).collect();
        Some(Numbers { column: self.sheet.heads[at].clone(), cells })
    }

    fn words(&mut self, column: &str) -> Option<Words> {
        let at = self.position(column)?;
        let mut cells: Vec<Arc<str>> = Vec::with_capacity(self.sheet.len());
        for field in self.sheet.column(at) {
            // Rows of one hole stand together, so that most names are the one above.
            let above = cells.last().filter(|above| ***above == *field).cloned();
            cells.push(above.unwrap_or_else(|| field.into()));
        }
        Some(Words { column: self.sheet.heads[at].clone(), cells })
    }
}

fn collars(
    sheets: &[Sheet],
    columns: &CollarColumns,
    problems: &mut Vec<TableProblem>,
) -> Option<CollarTable> {
    let mut reader = Reader::open(sheets, &columns.file, problems)?;
    let hole = reader.words(&columns.hole);
    let [x, y, z] = [&columns.x, &columns.y, &columns.z].map(|column| reader.numbers(column));
    let [length, azimuth, dip] = [&columns.length, &columns.azimuth, &columns.dip]
        .map(|column| column.as_ref().and_then(|column| reader.numbers(column)));
    Some(CollarTable {
        file: reader.sheet.file.clone(),
        rows: reader.sheet.rows.clone(),
        hole: hole?,
        x: x?,
        y: y?,
        z: z?,
        length,
        azimuth,
        dip,
    })
}

fn surveys(
    sheets: &[Sheet],
    columns: &SurveyColumns,
    problems: &mut Vec<TableProblem>,
) -> Option<SurveyTable> {
    let mut reader = Reader::open(sheets, &columns.file, problems)?;
    let hole = reader.words(&columns.hole);
    let [depth, azimuth, dip] =
        [&columns.depth, &columns.azimuth, &columns.dip].map(|column| reader.numbers(column));
    Some(SurveyTable {
        file: reader.sheet.file.clone(),
        rows: reader.sheet.rows.clone(),
        hole: hole?,
        depth: depth?,
        azimuth: azimuth?,
        dip: dip?,
    })
}

fn intervals(
    sheets: &[Sheet],
    columns: &IntervalColumns,
    problems: &mut Vec<TableProblem>,
) -> Option<IntervalTable> {
    let mut reader = Reader::open(sheets, &columns.file, problems)?;
    let hole = reader.words(&columns.hole);
    let [from, to] = [&columns.from, &columns.to].map(|column| reader.numbers(column));
    let assays = columns.assays.iter().filter_map(|assay| {
        Some(Assay { numbers: reader.numbers(&assay.column)?, unit: assay.unit })
    });
    let assays = assays.collect();
    let codes = columns.codes.iter().filter_map(|column| reader.words(column)).collect();
    Some(IntervalTable {
        file: reader.sheet.file.clone(),
        rows: reader.sheet.rows.clone(),
        hole: hole?,
        from: from?,
        to: to?,
        assays,
        codes,
    })
}

fn controls(
    sheets: &[Sheet],
    columns: &ControlColumns,
    problems: &mut Vec<TableProblem>,
) -> Option<ControlTable> {
    let mut reader = Reader::open(sheets, columns.file(), problems)?;
    let controls = match columns {
        ControlColumns::Standards { material, assay, certified, deviation, .. } => {
            let material = material.as_ref().map(|column| reader.words(column));
            let [assay, certified, deviation] =
                [assay, certified, deviation].map(|column| reader.numbers(column));
            Controls::Standards {
                material: material.flatten(),
                assay: assay?,
                certified: certified?,
                deviation: deviation?,
            }
        }
        ControlColumns::Blanks { assay, limit, .. } => {
            Controls::Blanks { assay: reader.numbers(assay)?, limit: *limit }
        }
        ControlColumns::Duplicates { original, duplicate, .. } => {
            let [original, duplicate] = [original, duplicate].map(|column| reader.numbers(column));
            Controls::Duplicates { original: original?, duplicate: duplicate? }
        }
    };
    let (file, rows) = (reader.sheet.file.clone(), reader.sheet.rows.clone());
    Some(ControlTable { file, rows, controls })
}
