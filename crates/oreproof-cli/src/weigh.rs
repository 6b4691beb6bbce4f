//! `oreproof weigh`: walk the whole road for a case, and write the report.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_case::Case;
use oreproof_case::model::Estimate;
use oreproof_report::Section;
use oreproof_report::ground::sections;
use oreproof_report::weighing::{json, page, workbook};
use oreproof_weigh::estimate::beside;
use oreproof_weigh::{Verdict, Weighing};

use crate::estimate::{Run, estimates, text};
use crate::output::Output;
use crate::print;
use crate::road::{Road, Walked, walk};
use crate::ui::{Done, Look, Stop, Style, Ui, plural, say, wrap};

/// How long a browser may take to print.
const PRINTING: Duration = Duration::from_secs(60);

/// Weigh a case: what is proven, what is not, and where its headline shrinks.
///
/// Prints the value ladder, the verdicts and what would settle them, and writes the report.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Exit status: 0 when weighed, 1 when the case has problems to mend, 2 when it could not be read."
)]
pub(crate) struct Args {
    /// The case folder.
    case: PathBuf,

    /// Where to write the report: .html, .md, .json, .xlsx or .pdf; `-` for none. A PDF is printed by a
    /// Chromium where one is installed.
    #[arg(long, short, visible_alias = "out", value_name = "FILE")]
    output: Option<PathBuf>,

    /// What the report is, where the name does not say so.
    #[arg(long, short, value_enum)]
    format: Option<Format>,

    /// Where the drill tables of the case's estimates lie; the case folder where it is not said.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,

    #[command(flatten)]
    road: Road,
}

/// What a report can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One page for the browser.
    Html,
    /// Markdown.
    Md,
    /// Everything, for programs.
    Json,
    /// Sheets with live formulas.
    Xlsx,
    /// The page, printed.
    Pdf,
}

impl Format {
    /// What the end of a name says.
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_string_lossy().to_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Md),
            "json" => Some(Self::Json),
            "xlsx" => Some(Self::Xlsx),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    fn end(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Md => "md",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }
}

/// Why a report is not written.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum WeighError {
    #[error("a report cannot be written as {}", .path.display())]
    #[diagnostic(
        code("weigh::format"),
        help("end the name in .html, .md, .json, .xlsx or .pdf, or give --format")
    )]
    Format { path: PathBuf },
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let report = report(args).map_err(Stop::of)?;
    let Walked { case, weighing, is_clean } = walk(&args.case, &args.road, ui)?;
    let runs = holes(&case, args, ui)?;
    let both: Vec<_> = runs.iter().map(Run::both).collect();
    let beside = beside(&case, &both);
    if let Some((path, format)) = &report {
        let ground = sections(&case, &both, &beside).map_err(Stop::of)?;
        write(path, *format, &weighing, &case, ground)?;
    }
    if !ui.quiet {
        let mut out = Output::stdout();
        out.write_all(summary(&weighing, ui.look).as_bytes())?;
        if !beside.is_empty() {
            let lines = text::beside(&beside, ui.look);
            write!(out, "\n{lines}")?;
        }
        if let Some((path, _)) = &report {
            writeln!(out, "\nreport: {}", path.display())?;
        }
        out.finish()?;
    }
    Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Where the report goes and what it is; none where nobody wants one.
fn report(args: &Args) -> Result<Option<(PathBuf, Format)>, WeighError> {
    let Some(path) = &args.output else {
        let format = args.format.unwrap_or(Format::Html);
        return Ok(Some((named_after(&args.case, format), format)));
    };
    if path.as_os_str() == "-" {
        return Ok(None);
    }
    match args.format.or_else(|| Format::of(path)) {
        Some(format) => Ok(Some((path.clone(), format))),
        None => Err(WeighError::Format { path: path.clone() }),
    }
}

/// The estimates of a case that has holes, where their tables are at hand.
fn holes<'c>(case: &'c Case, args: &Args, ui: &Ui) -> Done<Vec<Run<'c>>> {
    let data = args.data.as_deref().unwrap_or(&args.case);
    let is_there =
        |of: &Estimate| args.data.is_some() || data.join(&of.holes.collars.file).is_file();
    let missing = case.estimates.iter().filter(|of| !is_there(of)).count();
    if missing > 0 && !ui.quiet {
        let estimates = plural(missing, "estimate");
        say(&format!("{estimates} left out: --data FOLDER says where the drill tables lie\n"));
    }
    estimates(case, data, is_there, ui)
}

/// The report's name when none is given: that of the case, here.
fn named_after(case: &Path, format: Format) -> PathBuf {
    let whole = case.canonicalize().unwrap_or_else(|_| case.to_owned());
    let name = whole.file_name().map_or_else(|| "case".into(), |name| name.to_string_lossy());
    PathBuf::from(format!("{name}.{}", format.end()))
}

fn write(
    path: &Path,
    format: Format,
    weighing: &Weighing,
    case: &Case,
    ground: Vec<Section>,
) -> Done<()> {
    let page = || {
        let mut page = page(weighing, case);
        // What the holes give comes before the list of every number.
        let last = page.sections.len().saturating_sub(1);
        page.sections.splice(last..last, ground);
        page
    };
    match format {
        Format::Html => put(path, page().html().as_bytes()),
        Format::Md => put(path, page().markdown().as_bytes()),
        Format::Json => put(path, format!("{:#}\n", json(weighing)).as_bytes()),
        Format::Xlsx => put(path, &workbook(weighing, case).map_err(Stop::of)?),
        Format::Pdf => put(path, &print::print(&page().html(), PRINTING).map_err(Stop::of)?),
    }
}

fn put(path: &Path, bytes: &[u8]) -> Done<()> {
    let mut out = Output::to(Some(path))?;
    out.write_all(bytes)?;
    out.finish()?;
    Ok(())
}

/// The ladder, the verdicts and what would settle them, for a terminal.
fn summary(weighing: &Weighing, look: Look) -> String {
    let mut out = String::new();
    let width = look.width.min(100);
    let line = |out: &mut String, text: &str| {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{text}");
    };
    line(&mut out, &look.paint(Style::Bold, &weighing.title));
    line(&mut out, &look.paint(Style::Dim, format!("as known on {}", weighing.day)));
    line(&mut out, "");
    line(&mut out, &look.paint(Style::Bold, "Where the headline shrinks"));
    let rungs: Vec<_> = weighing
        .ladder
        .rungs
        .iter()
        .filter_map(|rung| Some((rung, weighing.figures.get(&rung.figure)?)))
        .collect();
    let room =
        rungs.iter().map(|(_, figure)| figure.to_string().chars().count()).max().unwrap_or(0);
    for (rung, figure) in &rungs {
        let part = rung.factor.map_or(String::new(), |factor| {
            let points = 100.0 * factor;
            match points.abs() {
                p if p >= 10.0 => format!("{points:.0} %"),
                p if p >= 0.1 => format!("{points:.1} %"),
                _ => format!("{points:.0e} %"),
            }
        });
        let bar = look
            .glyph(if rung.promised { "▢" } else { "■" }, if rung.promised { "o" } else { "#" });
        line(&mut out, &format!("  {bar} {:>room$}  {part:>7}  {}", figure.to_string(), rung.name));
    }
    if let Some(need) = &weighing.ladder.ends {
        line(&mut out, &format!("  the ladder ends here: it needs {}", need.0));
    }
    if let Ok(odds) = &weighing.odds {
        line(&mut out, "");
        line(&mut out, &look.paint(Style::Bold, "How sure"));
        for range in &odds.outcomes {
            let Some(figure) = weighing.figures.get(&range.figure) else { continue };
            let end = |value: f64| {
                let mut one = figure.clone();
                one.value = oreproof_weigh::Spread::exact(value);
                one.to_string()
            };
            let (low, high) = (end(figure.value.low), end(figure.value.high));
            line(&mut out, &format!("  {figure} ({low} to {high}, eight in ten)  {}", range.label));
        }
    }
    line(&mut out, "");
    line(&mut out, &look.paint(Style::Bold, plural(weighing.claims.len(), "claim")));
    for (verdict, n) in weighing.tally() {
        line(&mut out, &format!("  {n:>4} {}", look.paint(style(verdict), verdict.word())));
    }
    let worst: Vec<_> = weighing
        .claims
        .iter()
        .filter(|claim| matches!(claim.verdict, Verdict::Contradicted | Verdict::Doubtful))
        .collect();
    for claim in &worst {
        line(&mut out, "");
        let head = format!("{} ({})", claim.says, claim.evidence.card());
        line(
            &mut out,
            &format!("{}: {head}", look.paint(style(claim.verdict), claim.verdict.word())),
        );
        for because in claim.because.iter().take(2) {
            for text in wrap(because, width.saturating_sub(4)) {
                line(&mut out, &format!("    {text}"));
            }
        }
        if let Some((_, document)) = claim.settle.last() {
            line(&mut out, &format!("    would settle it: {document}"));
        }
    }
    if !weighing.ends.is_empty() {
        line(&mut out, "");
        line(&mut out, &look.paint(Style::Bold, "The road ends for want of"));
        for (_, need) in &weighing.ends {
            line(&mut out, &format!("  {}", need.0));
        }
    }
    out
}

fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Proven | Verdict::Supported => Style::Info,
        Verdict::Unproven | Verdict::NotComputable => Style::Dim,
        Verdict::Doubtful => Style::Warn,
        Verdict::Contradicted => Style::Error,
    }
}
