//! `oreproof explain`: what a rule says, why, and on what; or where a number of a report is from.

mod inputs;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use miette::Diagnostic;
use oreproof::page::{self, FAMILIES};
use oreproof::rules::{Rule, rules};
use oreproof_case::Case;
use oreproof_weigh::{Figure, FigureId, Origin};

use crate::input::unknown_code;
use crate::output::Output;
use crate::road::{Road, Walked, walk};
use crate::ui::{Done, Look, Stop, Style, Ui, wrap};

/// Explain a rule: what it fires on, when it stays silent, and the norm behind it; or a problem in
/// drill tables; or walk from a
/// number of a case's report back to its sources.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof explain VAL001
  oreproof explain gross-in-situ-value
  oreproof explain VAL           every rule of a family
  oreproof explain hole::overlap  what qc tells of drill tables
  oreproof explain ladder/per-person --case cases/pakistan-2025")]
pub(crate) struct Args {
    /// Codes such as VAL001, names of rules, the letters of a family, or codes of problems in drill
    /// tables such as hole::overlap; with --case, the names of
    /// figures such as ladder/state.
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,

    /// The case whose figures are meant.
    #[arg(long, value_name = "FOLDER")]
    case: Option<PathBuf>,
}

/// Lines longer than this are hard to read.
const PROSE: usize = 88;

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let mut text = String::new();
    if let Some(case) = &args.case {
        figures(&walk(case, &Road::default(), ui)?, &args.codes, ui.look, &mut text)?;
        let mut out = Output::stdout();
        out.write_all(text.as_bytes())?;
        out.finish()?;
        return Ok(ExitCode::SUCCESS);
    }
    for code in &args.codes {
        if let Some(section) = problem(code.trim()) {
            text.push_str(if text.is_empty() { "" } else { "\n" });
            text.push_str(&dress(section, ui.look));
            continue;
        }
        let upper = code.trim().to_ascii_uppercase();
        let named = |rule: &&Rule| rule.name.eq_ignore_ascii_case(code.trim());
        let of: Vec<&Rule> =
            rules().filter(|rule| !upper.is_empty() && rule.code.starts_with(&upper)).collect();
        if !text.is_empty() {
            text.push('\n');
        }
        match (rules().find(named), &of[..]) {
            (Some(rule), _) => text.push_str(&dress(&page::page(rule), ui.look)),
            (None, [rule]) => text.push_str(&dress(&page::page(rule), ui.look)),
            (None, []) => return Err(Stop::of(Unknown { code: code.clone() })),
            (None, of) => family(&upper, of, ui.look, &mut text),
        }
    }
    let mut out = Output::stdout();
    out.write_all(text.as_bytes())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// What can be wrong in drill tables, a section a problem.
const PROBLEMS: &str = include_str!("../../../docs/problems.md");

/// The section of the problem with this code, with or without what stands before its colons.
fn problem(code: &str) -> Option<&'static str> {
    let section = |of: &&str| {
        let name = of.split('`').next().unwrap_or_default();
        let short = name.split("::").last().unwrap_or_default();
        [name, short].iter().any(|known| known.eq_ignore_ascii_case(code))
    };
    let found = PROBLEMS.split("\n## `").skip(1).find(section)?;
    // The name begins the section, after the marks that it was split at.
    let start = found.as_ptr() as usize - PROBLEMS.as_ptr() as usize - "## `".len();
    let end = start + "## `".len() + found.len();
    PROBLEMS[start..end].split("\n<!--").next()
}

/// A name that no figure has.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("no figure of the case is called `{name}`{}", .nearest.as_ref().map_or(String::new(), |near| format!(", did you mean `{near}`?")))]
#[diagnostic(code("cli::unknown-figure"), help("a report's links end in the names of its figures"))]
struct UnknownFigure {
    name: String,
    nearest: Option<String>,
}

/// Everything that figures rest on, each a step in from what rests on it.
///
/// The inputs of a run stand once, under the first figure that rests on them.
fn figures(walked: &Walked, names: &[String], look: Look, out: &mut String) -> Done<()> {
    let figures = &walked.weighing.figures;
    let mut told = BTreeSet::new();
    for name in names {
        let id = FigureId::from(name.as_str());
        if figures.get(&id).is_none() {
            let known = figures.iter().map(|figure| figure.id.as_str());
            let nearest = oreproof::suggest::nearest(id.as_str(), known).map(str::to_owned);
            return Err(Stop::of(UnknownFigure { name: name.clone(), nearest }));
        }
        for figure in figures.walk(&id) {
            let head = format!("{}  {}", figure, figure.label);
            let _ = writeln!(out, "{}", look.paint(Style::Bold, head));
            let _ = writeln!(out, "    {}", look.paint(Style::Dim, &figure.id));
            for row in wrap(&from_where(figure, &walked.case), PROSE - 4) {
                let _ = writeln!(out, "    {row}");
            }
            let Origin::Run { entries, .. } = &figure.origin else { continue };
            let new: Vec<String> =
                entries.iter().filter(|entry| told.insert((*entry).clone())).cloned().collect();
            for input in inputs::inputs(&walked.case, &new) {
                for (at, row) in wrap(&input, PROSE - 8).into_iter().enumerate() {
                    let mark = if at == 0 { look.glyph("•", "-") } else { " " };
                    let _ = writeln!(out, "      {mark} {row}");
                }
            }
        }
    }
    Ok(())
}

/// Where a figure comes from, in words.
fn from_where(figure: &Figure, case: &Case) -> String {
    let title = |id: &String| {
        let source = case.sources.iter().find(|source| source.id.id == *id);
        let document = || case.documents.iter().find(|document| document.id.id == *id);
        source
            .map(|s| s.title.clone())
            .or_else(|| document().map(|d| d.title.clone()))
            .unwrap_or_else(|| id.clone())
    };
    let titles = |ids: &[String]| ids.iter().map(title).collect::<Vec<_>>().join("; ");
    let how = match &figure.origin {
        Origin::Said { claim } => {
            let said = case.claims.iter().find(|c| c.id.id == *claim);
            let spans = said.iter().flat_map(|claim| &claim.spans);
            let places = spans.map(|span| {
                format!("{}, characters {} to {}", title(&span.document.id), span.start, span.end)
            });
            format!("said, claim {claim}: {}", places.collect::<Vec<_>>().join("; "))
        }
        Origin::Stated { at, sources } => {
            format!("stated in {}:{}, by {}", at.file, at.line, titles(sources))
        }
        Origin::Chosen { at } => format!("a choice of the case, {}:{}", at.file, at.line),
        Origin::Table { row, source } => format!("reference table, {row}: {source}"),
        Origin::Counted { claims } => format!("counted: {}", claims.join(", ")),
        Origin::Run { station, entries, sources } => {
            format!(
                "worked out by station {station} from {}; sources: {}",
                entries.join(" and "),
                titles(sources)
            )
        }
        Origin::Computed { how, of } => {
            let of: Vec<_> = of.iter().map(ToString::to_string).collect();
            format!("worked out as {how}, from {}", of.join(", "))
        }
    };
    match &figure.note {
        Some(note) => format!("{how} ({note})"),
        None => how,
    }
}

/// A code that no rule has.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("`{code}`: {}", unknown_code(code))]
#[diagnostic(code("cli::unknown-code"))]
struct Unknown {
    code: String,
}

fn family(prefix: &str, of: &[&Rule], look: Look, out: &mut String) {
    if let Some((family, name, about)) = FAMILIES.iter().find(|(family, ..)| *family == prefix) {
        let _ = writeln!(
            out,
            "{}\n{about}\n",
            look.paint(Style::Bold, format_args!("{family}: {name}"))
        );
    }
    for rule in of {
        let code = look.paint(Style::of(rule.severity), rule.code);
        let _ = writeln!(out, "{code}  {}  {}", rule.name, look.paint(Style::Dim, rule.severity));
        let _ = writeln!(out, "        {}", rule.message);
    }
    out.push_str("\n`oreproof explain CODE` has the page of each.\n");
}

/// The Markdown of our own pages for a terminal.
fn dress(markdown: &str, look: Look) -> String {
    let room = if look.wraps { look.width.min(PROSE) } else { PROSE };
    let mut out = String::new();
    for block in markdown.split("\n\n") {
        let block = block.trim_matches('\n');
        if let Some(heading) = block.strip_prefix('#') {
            let _ = writeln!(
                out,
                "{}",
                look.paint(Style::Bold, plain(heading.trim_start_matches('#').trim()))
            );
        } else if block.starts_with("> ") {
            let bar = look.paint(Style::Frame, look.glyph("│", "|"));
            for line in block.lines() {
                for row in wrap(line.trim_start_matches(['>', ' ']), room - 4) {
                    let _ = writeln!(out, "  {bar} {row}");
                }
            }
        } else if block.lines().all(|line| line.starts_with("- ") || line.starts_with("  ")) {
            for line in block.lines() {
                for (idx, row) in
                    wrap(&plain(line.trim_start_matches("- ").trim()), room - 4).iter().enumerate()
                {
                    let mark = if idx == 0 && line.starts_with("- ") {
                        look.glyph("•", "-")
                    } else {
                        " "
                    };
                    let _ = writeln!(out, "  {mark} {row}");
                }
            }
        } else {
            for row in wrap(&plain(block), room) {
                let _ = writeln!(out, "{row}");
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Text without the marks of code and links.
fn plain(text: &str) -> String {
    text.replace('`', "")
}
