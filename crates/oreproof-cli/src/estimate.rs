//! `oreproof estimate`: from drill holes to a classified resource.

mod columns;
pub(crate) mod text;
pub(crate) mod write;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof::reference::Tables;
use oreproof::weigh::price;
use oreproof_case::Case;
use oreproof_case::model::Estimate;
use oreproof_case::{Parsed, read_with};
use oreproof_ground::Solid;
use oreproof_ground::hole::DrillTables;
use oreproof_intake::drill::{Sheet, TableProblem, tables};
use oreproof_intake::mesh;
use oreproof_report::ground::page;
use oreproof_weigh::estimate::{Ground, beside, estimate_watched};
use std::io::Write as _;

use crate::datamine;
use crate::folder;
use crate::output::Output;
use crate::surface;
use crate::ui::{Done, Stop, Ui, progress, say};

/// Estimate a classified resource from drill holes.
///
/// The case's `[[estimates]]` say how; docs/estimate.md explains each choice.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The case folder.
    case: PathBuf,

    /// Where the tables and solids lie; the case folder where it is not said.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,

    /// Only this estimate.
    #[arg(long, value_name = "ID")]
    estimate: Option<String>,

    /// Where to write: a folder for the report, the tables and the block models.
    #[arg(long, short, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// How to print.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The tables, for people.
    Text,
    /// The resource table, for sheets.
    Csv,
    /// Everything but the blocks, for programs.
    Json,
}

/// Why there is nothing to estimate.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum EstimateFault {
    #[error("the case has no such estimate")]
    #[diagnostic(
        code("estimate::none"),
        help("it has {}; add [[estimates]]", if known.is_empty() { "none".to_owned() } else { known.join(", ") })
    )]
    None { known: Vec<String> },
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(
        code("estimate::file"),
        help("--data FOLDER says where the files of the estimate lie")
    )]
    File { path: PathBuf, error: std::io::Error },
    #[error("{}: {error}", .path.display())]
    #[diagnostic(code("estimate::solid"), help("see the message"))]
    Solid { path: PathBuf, error: String },
    #[error("the columns of the drill tables are not settled")]
    #[diagnostic(
        code("estimate::columns"),
        help(
            "name the columns under [estimates.holes], as in `assays = {{ file = \"a.csv\", from = \"FROM\" }}`"
        )
    )]
    Columns,
}

/// An estimate that was run.
pub(crate) struct Run<'c> {
    /// What was chosen.
    pub choices: &'c Estimate,
    /// What came of it.
    pub ground: Ground,
}

impl Run<'_> {
    /// The choices and what came of them, as the report takes them.
    pub(crate) fn both(&self) -> (&Estimate, &Ground) {
        (self.choices, &self.ground)
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let parsed = read_case(&args.case, ui)?;
    let data = args.data.as_deref().unwrap_or(&args.case);
    let wanted = |of: &Estimate| args.estimate.as_ref().is_none_or(|id| *id == of.id.id);
    let runs = estimates(&parsed.case, data, wanted, ui)?;
    if runs.is_empty() {
        let known = parsed.case.estimates.iter().map(|of| of.id.id.clone()).collect();
        return Err(Stop::of(EstimateFault::None { known }));
    }
    let both: Vec<_> = runs.iter().map(Run::both).collect();
    let beside = beside(&parsed.case, &both);
    let mut out = Output::stdout();
    match args.format {
        Format::Text => {
            let mut said = None;
            for run in &runs {
                // Estimates of the same holes tell them once.
                let again = said.replace(&run.choices.holes) == Some(&run.choices.holes);
                let text = text::text(run.choices, &run.ground, again, ui);
                out.write_all(text.as_bytes())?;
            }
            out.write_all(text::beside(&beside, ui.look).as_bytes())?;
        }
        Format::Csv => write::table(&runs, &mut out)?,
        Format::Json => writeln!(out, "{:#}", write::json(&runs, &beside))?,
    }
    out.finish()?;
    if let Some(folder) = &args.out {
        let page = page(&parsed.case, &both, &beside).map_err(Stop::of)?;
        write::folder(folder, &runs, &beside, &page.html(), ui)?;
    }
    Ok(if parsed.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Reads a case, and tells what in it needs mending.
pub(crate) fn read_case(case: &Path, ui: &Ui) -> Done<Parsed> {
    let files = folder::read(case).map_err(Stop::of)?;
    let parsed = read_with(&files, &|path| price(Tables::built_in(), path));
    folder::tell(case, &files, &parsed.problems, ui);
    Ok(parsed)
}

/// Runs the wanted estimates of a case on the tables of a folder.
pub(crate) fn estimates<'c>(
    case: &'c Case,
    data: &Path,
    wanted: impl Fn(&Estimate) -> bool,
    ui: &Ui,
) -> Done<Vec<Run<'c>>> {
    let mut runs = Vec::new();
    for choices in case.estimates.iter().filter(|of| wanted(of)) {
        let tables = drill(choices, data, ui)?;
        let solids = solids(choices, data)?;
        let surface = choices.blocks.topography.as_ref();
        let surface = surface.map(|file| surface::read(&data.join(file))).transpose()?;
        // Kriging is quick; what takes its time is the simulation.
        let mut bar = None;
        let mut watch = |done: usize, whole: usize| {
            let bar = bar.get_or_insert_with(|| progress(whole as u64, "fields", ui));
            bar.set_position(done as u64);
            ControlFlow::Continue(())
        };
        let ground = estimate_watched(choices, &tables, &solids, surface.as_ref(), &mut watch);
        let ground = ground.map_err(Stop::of)?;
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
        runs.push(Run { choices, ground });
    }
    Ok(runs)
}

/// The drill tables of an estimate; how their columns were understood is said.
pub(crate) fn drill(choices: &Estimate, data: &Path, ui: &Ui) -> Done<DrillTables> {
    let of = &choices.holes;
    let names = [Some(&of.collars), Some(&of.surveys), Some(&of.assays), of.domains.as_ref()];
    let mut sheets = Vec::new();
    let mut problems: Vec<TableProblem> = Vec::new();
    for table in names.into_iter().flatten() {
        let path = data.join(&table.file);
        let bytes = fs::read(&path)
            .map_err(|error| Stop::of(EstimateFault::File { path: path.clone(), error }))?;
        let bytes = datamine::plain(&table.file, bytes).map_err(Stop::of)?;
        match Sheet::read(&table.file, &bytes, &mut problems) {
            Ok(sheet) => sheets.push(sheet),
            Err(problem) => problems.push(problem),
        }
    }
    let settled = columns::mapping(choices, &sheets, &mut problems);
    let read = settled.and_then(|mapping| match tables(&sheets, &mapping) {
        Ok(tables) => Some((tables, mapping)),
        Err(more) => {
            problems.extend(more);
            None
        }
    });
    // What stops the run is told to whoever wants quiet too.
    if !ui.quiet || read.is_none() {
        for problem in &problems {
            ui.problem(None, problem);
        }
    }
    let Some((tables, mapping)) = read else { return Err(Stop::of(EstimateFault::Columns)) };
    if !ui.quiet {
        say(&columns::said(&mapping));
    }
    Ok(tables)
}

pub(crate) fn solids(choices: &Estimate, data: &Path) -> Done<Vec<Option<Solid>>> {
    let mut solids = Vec::new();
    for domain in &choices.domains {
        let Some(file) = &domain.solid else {
            solids.push(None);
            continue;
        };
        let path = data.join(file);
        let bytes = fs::read(&path)
            .map_err(|error| Stop::of(EstimateFault::File { path: path.clone(), error }))?;
        let wrong = |error: String| Stop::of(EstimateFault::Solid { path: path.clone(), error });
        let faces = mesh::read(&bytes).map_err(|error| wrong(error.to_string()))?;
        solids.push(Some(Solid::new(&faces).map_err(|error| wrong(error.to_string()))?));
    }
    Ok(solids)
}
