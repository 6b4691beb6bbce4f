//! `oreproof check`: which sentences do not carry their own proof, why, and what would settle each.

use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use oreproof::promise::{About, read};
use oreproof::rules::{Dossier, Rule, Severity, Tables, lexicon, rules};
use oreproof::{Options, suppress};
use oreproof_intake::{IntakeError, Jail, Source, TextLayer, sources};
use rayon::prelude::*;

use crate::config::{Configs, Settings, is_known, unknown_code};
use crate::input::{self, InputArgs};
use crate::render::{Format, Renderer};
use crate::report::Report;
use crate::ui::{Done, Stop, Style, Ui};

/// Find the sentences that do not carry their own proof.
///
/// Reads text, Markdown, HTML, PDF, DOCX and web archives, and prints what is wrong
/// or missing in each, what to do about it, and the norm behind it.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "A line `check: ignore CAT001` in a text silences that rule on the next line.

Exit status: 0 clean, 1 with findings, 2 when something could not be read.

Examples:
  oreproof check article.txt
  pbpaste | oreproof check -
  oreproof check releases/ --form company_press_release --select VAL,CAT
  oreproof check crawl.warc.gz --format json --output findings.json"
)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// How to print the findings.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Run only these rules: codes or prefixes, such as VAL,CAT001.
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Rules")]
    select: Vec<String>,

    /// Leave these rules out.
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Rules")]
    ignore: Vec<String>,

    /// A folder with the other documents of the case, for the DOS rules.
    #[arg(long, value_name = "FOLDER", help_heading = "Rules")]
    dossier: Option<PathBuf>,

    /// A folder with reference tables in place of the built-in ones.
    #[arg(long, value_name = "FOLDER", help_heading = "Rules")]
    tables: Option<PathBuf>,

    /// The configuration file, instead of the `oreproof.toml` above each document.
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    config: Option<PathBuf>,

    /// Read no configuration file.
    #[arg(long, conflicts_with = "config", help_heading = "Rules")]
    no_config: bool,

    /// Print how often each rule fired, and nothing else.
    #[arg(long)]
    statistics: bool,

    /// Print no summary and no progress.
    #[arg(long, short)]
    quiet: bool,

    /// Exit with 0 although there are findings.
    #[arg(long)]
    exit_zero: bool,

    /// How many documents to check at once [default: as many as there are processors].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
}

/// How many documents are in hand at once for each processor: enough to keep them busy, few
/// enough that memory does not grow with the number of files.
const IN_HAND: usize = 16;

pub(crate) fn run(args: &Args, ui: &mut Ui) -> Done<ExitCode> {
    let jobs = args.jobs.unwrap_or(0);
    // A second pool in one process cannot happen: the command runs one verb.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    let select = codes(&args.select, ui)?;
    let ignore = codes(&args.ignore, ui)?;
    let tables = tables(args)?;
    let texts = dossier_texts(args, ui)?;
    let dossier = dossier(&texts);
    let job = Job {
        args,
        select,
        ignore,
        tables: &tables,
        dossier: args.dossier.is_some().then_some(&dossier),
        jail: Jail::this_program(args.input.limits()),
        renderer: Renderer::new(args.format, ui.look),
    };
    let mut out = Output::new(args)?;
    let mut total = Total::default();
    let mut configs = Configs::new(args.config.clone(), args.no_config, ui.look);
    let found = sources(&args.input.paths);
    for (path, problem) in &found.problems {
        ui.problem_at(Some(&path.display().to_string()), problem);
        total.failed += 1;
    }
    if !args.statistics {
        out.write(&job.renderer.begin(), ui)?;
    }
    let bar = progress(args, found.list.len());
    let hand = IN_HAND * rayon::current_num_threads();
    let mut at = 0;
    while at < found.list.len() {
        if input::is_archive(&found.list[at]) {
            job.archive(&found.list[at], &mut configs, hand, ui, &mut out, &mut total)?;
            bar.inc(1);
            at += 1;
            continue;
        }
        let end = (at..found.list.len().min(at + hand))
            .find(|&i| input::is_archive(&found.list[i]))
            .unwrap_or(found.list.len().min(at + hand));
        let mut batch = Vec::with_capacity(end - at);
        for source in &found.list[at..end] {
            let settings = configs
                .settings(input::path(source))
                .map_err(|error| Stop::Failed(Box::new(error)))?;
            batch.push((source, settings));
        }
        let done: Vec<Vec<Piece>> =
            batch.par_iter().map(|(source, settings)| job.file(source, settings)).collect();
        for piece in done.into_iter().flatten() {
            job.print(piece, ui, &mut out, &mut total)?;
        }
        bar.inc((end - at) as u64);
        at = end;
    }
    bar.finish_and_clear();
    if !args.statistics {
        out.write(&job.renderer.end(&total), ui)?;
    } else {
        out.write(&statistics(&total, ui), ui)?;
    }
    out.finish()?;
    if args.format == Format::Text && !args.quiet && !args.statistics {
        let summary = summary(&total, ui);
        match args.output {
            Some(_) => ui.say(&summary),
            None => ui.print(&summary)?,
        }
    }
    Ok(match (total.failed > 0, total.findings > 0 && !args.exit_zero) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    })
}

/// What all documents of a run have in common.
struct Job<'a> {
    args: &'a Args,
    select: Vec<String>,
    ignore: Vec<String>,
    tables: &'a Tables,
    dossier: Option<&'a Dossier<'a>>,
    jail: Jail,
    renderer: Renderer,
}

/// What one document came to: its printed findings and their count, or why there are none.
enum Piece {
    Checked { text: String, counts: Counts, warnings: String },
    Failed { name: String, error: IntakeError },
}

/// What was counted in one document.
#[derive(Debug, Default)]
struct Counts {
    rules: BTreeMap<&'static str, usize>,
    unanswered: BTreeMap<&'static str, usize>,
}

/// What was counted in all of them.
#[derive(Debug, Default)]
pub(crate) struct Total {
    /// Documents checked.
    pub documents: usize,
    /// Whether a document has been printed.
    pub printed: bool,
    /// Documents with findings.
    pub with_findings: usize,
    /// Documents that could not be read.
    pub failed: usize,
    /// Findings.
    pub findings: usize,
    /// Findings by rule.
    pub rules: BTreeMap<&'static str, usize>,
    /// Questions that could not be answered, by rule.
    pub unanswered: BTreeMap<&'static str, usize>,
}

impl Job<'_> {
    /// Reads and checks one file, which is one document or none.
    fn file(&self, source: &Source, settings: &Settings) -> Vec<Piece> {
        let name = input::name(source);
        oreproof_intake::read(source, &self.jail)
            .map(|layer| match layer {
                Ok(layer) => self.check(name.clone(), settings, &layer),
                Err(error) => Piece::Failed { name: name.clone(), error },
            })
            .collect()
    }

    /// Reads a web archive record by record, and checks a handful at a time.
    fn archive(
        &self,
        source: &Source,
        configs: &mut Configs,
        hand: usize,
        ui: &mut Ui,
        out: &mut Output,
        total: &mut Total,
    ) -> Done<()> {
        let settings =
            configs.settings(input::path(source)).map_err(|error| Stop::Failed(Box::new(error)))?;
        let name = input::name(source);
        let mut layers = oreproof_intake::read(source, &self.jail);
        loop {
            let batch: Vec<_> = layers.by_ref().take(hand).collect();
            if batch.is_empty() {
                return Ok(());
            }
            let done: Vec<Piece> = batch
                .into_par_iter()
                .map(|layer| match layer {
                    Ok(layer) => {
                        let address = layer.metadata.uri.clone();
                        let name = address
                            .map_or_else(|| name.clone(), |address| format!("{name}#{address}"));
                        self.check(name, &settings, &layer)
                    }
                    Err(error) => Piece::Failed { name: name.clone(), error },
                })
                .collect();
            for piece in done {
                self.print(piece, ui, out, total)?;
            }
        }
    }

    fn check(&self, name: String, settings: &Settings, layer: &TextLayer) -> Piece {
        let about = self.args.input.about(settings, layer);
        let report = self.report(name, about, settings, layer);
        let mut counts = Counts::default();
        for finding in &report.findings {
            *counts.rules.entry(finding.rule.code).or_default() += 1;
        }
        for (code, ..) in &report.unanswered {
            *counts.unanswered.entry(code).or_default() += 1;
        }
        let text =
            if self.args.statistics { String::new() } else { self.renderer.document(&report) };
        Piece::Checked { text, counts, warnings: self.renderer.warnings(&report) }
    }

    fn report(&self, name: String, about: About, settings: &Settings, layer: &TextLayer) -> Report {
        // What the command line selects replaces what the configuration selects; ignores add up.
        let select = if self.select.is_empty() { &settings.select } else { &self.select };
        let ignore: Vec<String> = settings.ignore.iter().chain(&self.ignore).cloned().collect();
        let options =
            Options { select, ignore: &ignore, tables: Some(self.tables), dossier: self.dossier };
        let mut checked = oreproof::check(&layer.text, about, &options);
        let idle = suppress(&layer.text, &mut checked.findings);
        Report::new(name, about, layer, &checked, idle)
    }

    fn print(&self, piece: Piece, ui: &mut Ui, out: &mut Output, total: &mut Total) -> Done<()> {
        match piece {
            Piece::Checked { text, counts, warnings } => {
                let findings: usize = counts.rules.values().sum();
                total.documents += 1;
                total.with_findings += usize::from(findings > 0);
                total.findings += findings;
                for (code, count) in counts.rules {
                    *total.rules.entry(code).or_default() += count;
                }
                for (code, count) in counts.unanswered {
                    *total.unanswered.entry(code).or_default() += count;
                }
                if !(warnings.is_empty() || self.args.quiet) {
                    ui.finish()?;
                    ui.say(&warnings);
                }
                let first = !total.printed;
                total.printed |= !text.is_empty();
                out.write(&self.renderer.join(text, first), ui)
            }
            Piece::Failed { name, error } => {
                total.failed += 1;
                ui.problem_at(Some(&name), &error);
                Ok(())
            }
        }
    }
}

/// Standard output, or a file written beside its name and put in place at the end.
struct Output {
    file: Option<(fs::File, PathBuf, PathBuf)>,
}

impl Output {
    fn new(args: &Args) -> Done<Self> {
        let Some(path) = &args.output else { return Ok(Self { file: None }) };
        let mut beside = path.clone().into_os_string();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        Ok(Self { file: Some((fs::File::create(&beside)?, beside, path.clone())) })
    }

    fn write(&mut self, text: &str, ui: &mut Ui) -> Done<()> {
        use std::io::Write as _;
        match &mut self.file {
            Some((file, ..)) => Ok(file.write_all(text.as_bytes())?),
            None => ui.print(text),
        }
    }

    fn finish(self) -> Done<()> {
        if let Some((file, beside, path)) = self.file {
            file.sync_all()?;
            fs::rename(beside, path)?;
        }
        Ok(())
    }
}

/// Codes in capitals; a code that names no rule is told and stops the run.
fn codes(given: &[String], ui: &mut Ui) -> Done<Vec<String>> {
    let codes: Vec<String> = given
        .iter()
        .map(|code| code.trim().to_uppercase())
        .filter(|code| !code.is_empty())
        .collect();
    let _ = ui;
    match codes.iter().find(|code| !is_known(code)) {
        Some(code) => {
            let (message, help) = unknown_code(code);
            Err(Stop::Failed(Box::new(UnknownCode { message, help })))
        }
        None => Ok(codes),
    }
}

/// A code on the command line that names no rule.
#[derive(Debug, miette::Diagnostic, thiserror::Error)]
#[error("{message}")]
#[diagnostic(code("cli::unknown-rule"))]
pub(crate) struct UnknownCode {
    pub(crate) message: String,
    #[help]
    pub(crate) help: String,
}

fn tables(args: &Args) -> Done<Tables> {
    let Some(folder) = &args.tables else { return Ok(Tables::builtin().clone()) };
    let text = |name: &str| fs::read_to_string(folder.join(name));
    Tables::parse(&text("prices.csv")?, &text("critical-lists.csv")?)
        .map_err(|error| Stop::Failed(Box::new(error)))
}

/// The texts of the dossier's documents; one that cannot be read is told and left out.
fn dossier_texts(args: &Args, ui: &mut Ui) -> Done<Vec<(String, TextLayer)>> {
    let Some(folder) = &args.dossier else { return Ok(Vec::new()) };
    let jail = Jail::this_program(args.input.limits());
    let found = sources(std::slice::from_ref(folder));
    let mut texts = Vec::new();
    for source in &found.list {
        for layer in oreproof_intake::read(source, &jail) {
            match layer {
                Ok(layer) => texts.push((input::name(source), layer)),
                Err(error) => ui.problem_at(Some(&input::name(source)), &error),
            }
        }
    }
    Ok(texts)
}

fn dossier(texts: &[(String, TextLayer)]) -> Dossier<'_> {
    let documents = texts
        .iter()
        .map(|(name, layer)| {
            let date = layer.metadata.date.as_deref().and_then(|date| date.get(..10)?.parse().ok());
            (name.clone(), read(&layer.text, About { date, ..About::default() }, lexicon()))
        })
        .collect();
    Dossier { documents, ..Dossier::default() }
}

fn progress(args: &Args, files: usize) -> ProgressBar {
    let wanted = files > 8
        && !args.quiet
        && std::io::stderr().is_terminal()
        && (args.output.is_some() || !std::io::stdout().is_terminal());
    if !wanted {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {per_sec}, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// `14 findings in 3 documents: 6 errors, 5 warnings, 3 notes`.
fn summary(total: &Total, ui: &Ui) -> String {
    let look = ui.look;
    let plural =
        |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let mut text = if total.documents == 0 {
        String::new()
    } else if total.findings == 0 {
        format!("no findings in {}\n", plural(total.documents, "document"))
    } else {
        let of = |severity| {
            total
                .rules
                .iter()
                .filter(|(code, _)| rule_of(code).severity == severity)
                .map(|(_, n)| n)
                .sum::<usize>()
        };
        let parts = [
            (Severity::Error, Style::Error, "error"),
            (Severity::Warn, Style::Warn, "warning"),
            (Severity::Info, Style::Info, "note"),
        ];
        let parts: Vec<String> = parts
            .iter()
            .map(|(severity, style, name)| (of(*severity), style, name))
            .filter(|(n, ..)| *n > 0)
            .map(|(n, style, name)| look.paint(*style, plural(n, name)))
            .collect();
        format!(
            "{} in {} of {}: {}\n",
            look.paint(Style::Bold, plural(total.findings, "finding")),
            total.with_findings,
            plural(total.documents, "document"),
            parts.join(", ")
        )
    };
    if total.failed > 0 {
        text.push_str(&look.paint(
            Style::Error,
            format!("{} could not be read\n", plural(total.failed, "document")),
        ));
    }
    if !total.unanswered.is_empty() {
        let codes: Vec<&str> = total.unanswered.keys().copied().collect();
        text.push_str(
            &look.paint(
                Style::Dim,
                format!("not computable for want of data: {}\n", codes.join(", ")),
            ),
        );
    }
    text
}

fn statistics(total: &Total, ui: &Ui) -> String {
    let mut rows: Vec<(&str, usize)> = total.rules.iter().map(|(code, n)| (*code, *n)).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let width = rows.first().map_or(1, |(_, n)| n.to_string().len());
    let line = |(code, n): (&str, usize)| {
        let rule = rule_of(code);
        let style = crate::render::style(rule.severity);
        format!("{n:>width$}  {} {}\n", ui.look.paint(style, code), rule.name)
    };
    rows.into_iter().map(line).collect()
}

fn rule_of(code: &str) -> &'static Rule {
    rules().find(|rule| rule.code == code).expect("counted codes are codes of rules")
}
