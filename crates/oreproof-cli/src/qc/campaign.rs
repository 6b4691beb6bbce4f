//! The tables of a folder, read by their mapping.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use oreproof_ground::hole::{
    Bounds, ControlReport, DipSign, HoleChoices, Holes, Problem, read_holes, review_controls,
};
use oreproof_intake::drill::{self, DipEvidence, Mapping, Sheet, TableProblem};

use super::told::Told;
use crate::datamine;
use crate::ui::{Done, Stop};

/// What a folder holds, and what is wrong in it.
pub(crate) struct Campaign {
    pub folder: PathBuf,
    /// Each file with its bytes and, where it is a table, its sheet.
    pub files: Vec<(String, Vec<u8>)>,
    pub sheets: Vec<Sheet>,
    pub mapping: Option<Mapping>,
    /// Whether the mapping was read from the heads rather than given.
    pub is_detected: bool,
    /// Whether the tables could be read by it.
    pub is_read: bool,
    pub dips: DipEvidence,
    pub holes: Holes,
    pub controls: Vec<ControlReport>,
    pub table_problems: Vec<TableProblem>,
    pub problems: Vec<Problem>,
}

/// The folder or its mapping cannot be read.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum CampaignError {
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(
        code("qc::unreadable"),
        help("name the folder that holds collars, surveys and assays")
    )]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("{} holds no table", .path.display())]
    #[diagnostic(
        code("qc::no-tables"),
        help("save each table as a file that ends in .csv, .parquet, .xlsx or .dm")
    )]
    NoTables { path: PathBuf },
    #[error("{} is no mapping: {why}", .path.display())]
    #[diagnostic(
        code("qc::mapping"),
        help("`oreproof qc FOLDER --format mapping` writes one to start from")
    )]
    Mapping { path: PathBuf, why: String },
}

/// What the columns hold is not clear.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("the columns of {} cannot all be told apart", .folder.display())]
#[diagnostic(
    code("qc::not-mapped"),
    help("settle what is told above, or write holes.toml by hand")
)]
pub(crate) struct NotMapped {
    pub folder: PathBuf,
}

impl Campaign {
    /// Every problem, the errors first, then in the order of the tables.
    pub(crate) fn told(&self) -> Vec<Told> {
        let of_tables = self.table_problems.iter().map(Told::of_table);
        let mut told: Vec<Told> =
            of_tables.chain(self.problems.iter().map(Told::of_hole)).collect();
        told.sort_by_key(|told| told.severity);
        told
    }
}

pub(crate) fn read(
    folder: &Path,
    mapping: Option<&Path>,
    dip: Option<DipSign>,
    choices: &dyn Fn(DipSign) -> HoleChoices,
    bounds: &Bounds,
) -> Done<Campaign> {
    let mut files = files(folder).map_err(Stop::of)?;
    for (name, bytes) in &mut files {
        *bytes = datamine::plain(name, std::mem::take(bytes)).map_err(Stop::of)?;
    }
    let given = match mapping {
        Some(path) => Some(path.to_owned()),
        None => Some(folder.join("holes.toml")).filter(|path| path.is_file()),
    };
    let given = given.map(|path| read_mapping(&path)).transpose().map_err(Stop::of)?;
    let (mut table_problems, mut sheets) = (Vec::new(), Vec::new());
    for (name, bytes) in &files {
        match Sheet::read(name, bytes, &mut table_problems) {
            Ok(sheet) => sheets.push(sheet),
            Err(problem) => table_problems.push(problem),
        }
    }
    let is_detected = given.is_none();
    let (mapping, dips) = match given {
        Some(mut mapping) => {
            mapping.dip = dip.unwrap_or(mapping.dip);
            let dips = dips(&sheets, &mapping);
            (Some(mapping), dips)
        }
        None => {
            let found = drill::detect(&sheets, dip);
            table_problems.extend(found.problems);
            (found.mapping, found.dips)
        }
    };
    let (mut holes, mut controls, mut problems) = (Holes::default(), Vec::new(), Vec::new());
    let mut is_read = false;
    if let Some(mapping) = &mapping {
        match drill::tables(&sheets, mapping) {
            Ok(tables) => {
                is_read = true;
                (holes, problems) = read_holes(&tables, &choices(mapping.dip), bounds);
                let (reports, failures) = review_controls(&tables.controls, bounds);
                controls = reports;
                problems.extend(failures);
            }
            Err(found) => table_problems.extend(found),
        }
    }
    let folder = folder.to_owned();
    // A line of a Parquet file or a workbook shows nothing to a reader.
    let is_text = |bytes: &[u8]| !bytes.starts_with(b"PAR1") && !bytes.starts_with(b"PK\x03\x04");
    let files = files.into_iter().filter(|(_, bytes)| is_text(bytes)).collect();
    Ok(Campaign {
        folder,
        files,
        sheets,
        mapping,
        is_detected,
        is_read,
        dips,
        holes,
        controls,
        table_problems,
        problems,
    })
}

/// A mapping as the text of a file.
pub(crate) fn as_toml(mapping: &Mapping) -> Done<String> {
    let head = "# What each column of the drill tables holds.\n";
    let text = toml::to_string_pretty(mapping);
    let text = text.map_err(|error| Stop::from(io::Error::other(error.to_string())))?;
    Ok(format!("{head}{text}"))
}

fn dips(sheets: &[Sheet], mapping: &Mapping) -> DipEvidence {
    let column = match (&mapping.surveys, &mapping.collars.dip) {
        (Some(surveys), _) => Some((&surveys.file, &surveys.dip)),
        (None, Some(dip)) => Some((&mapping.collars.file, dip)),
        (None, None) => None,
    };
    let found = column.and_then(|(file, column)| {
        let sheet = sheets.iter().find(|sheet| *sheet.file == **file)?;
        Some(drill::dip_evidence(sheet, column))
    });
    found.unwrap_or_default()
}

/// The tables of a folder in the order of their names.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, CampaignError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error| CampaignError::Unreadable { path, error }
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let name = entry.map_err(unreadable(folder))?.file_name().to_string_lossy().into_owned();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let is_table =
            matches!(ending.as_deref(), Some("csv" | "tsv" | "txt" | "parquet" | "xlsx" | "dm"));
        if is_table && !name.starts_with('.') && folder.join(&name).is_file() {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Err(CampaignError::NoTables { path: folder.to_owned() });
    }
    names.sort();
    let read = |name: String| {
        let path = folder.join(&name);
        fs::read(&path).map(|bytes| (name, bytes)).map_err(unreadable(&path))
    };
    names.into_iter().map(read).collect()
}

fn read_mapping(path: &Path) -> Result<Mapping, CampaignError> {
    let unreadable = |error| CampaignError::Unreadable { path: path.to_owned(), error };
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let why = |error: toml::de::Error| error.to_string().trim().to_owned();
    toml::from_str(&text)
        .map_err(|error| CampaignError::Mapping { path: path.to_owned(), why: why(error) })
}
