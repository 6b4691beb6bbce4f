//! `oreproof check`: which sentences do not carry their own proof, why, and
//! what would settle each.

mod document;
mod dossier;
mod ordered;
pub(crate) mod summary;
mod tally;

pub(crate) use document::Document;
pub(crate) use tally::{Entry, Failure, SEVERITIES, Tally};

use std::io::{IsTerminal as _, Write as _};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;
use std::thread::available_parallelism;

use clap::ValueEnum as _;
use indicatif::{ProgressBar, ProgressStyle};
use miette::Diagnostic;
use oreproof::rules::{Dossier, Tables};
use oreproof_intake::{IntakeError, Jail, Layers, Source, TextLayer, sources};
use rayon::prelude::*;

use crate::config::{ConfigError, Configs, Settings};
use crate::input::{self, AboutArgs, LimitArgs, NoDocuments};
use crate::origin::Heard;
use crate::output::{Output, Spool};
use crate::render::{Format, Render, renderer};
use crate::tables;
use crate::ui::{self, Done, Look, Stop, Ui};
use document::{Asked, Dressed};
use dossier::Case;

/// Find the sentences that do not carry their own proof.
///
/// Reads text, Markdown, HTML, PDF, DOCX and web archives, and says what is
/// wrong or missing in each, what to do about it, and the norm behind it.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "A line `check: ignore CAT001` in a text, also as a comment, silences that rule on the line below;
`check: ignore` silences all of them there, and `check: ignore-file` the whole text.

Exit status: 0 clean, 1 with findings, 2 when the check could not run or a document could not be read.

Examples:
  oreproof check article.txt --date 2025-09-25
  pbpaste | oreproof check
  oreproof check releases/ --form company_press_release --select VAL,CAT
  oreproof check archive.warc.gz --output findings.html"
)]
pub(crate) struct Args {
    /// Files, folders, or `-` for standard input [default: -].
    #[arg(value_name = "FILE")]
    paths: Vec<PathBuf>,

    /// How to print the findings [default: by the ending of --output, else text].
    #[arg(long, short, value_enum)]
    format: Option<Format>,

    /// Write to this file, which appears only when it is whole.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Print how often each rule fired instead of the findings.
    #[arg(long)]
    statistics: bool,

    /// Exit with 0 although there are findings.
    #[arg(long)]
    exit_zero: bool,

    /// Documents to check at once [default: as many as there are processors].
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    #[command(flatten)]
    about: AboutArgs,

    /// Run only these rules: codes or prefixes, such as VAL,CAT001.
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = input::code, help_heading = "Rules")]
    select: Option<Vec<String>>,

    /// Leave these rules out, and not those that the configuration does.
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = input::code, help_heading = "Rules")]
    ignore: Option<Vec<String>>,

    /// Leave these rules out as well.
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = input::code, help_heading = "Rules")]
    extend_ignore: Vec<String>,

    /// Folder with the other documents of the case, for the DOS rules.
    #[arg(long, value_name = "FOLDER", help_heading = "Rules")]
    dossier: Option<PathBuf>,

    /// Folder with reference tables; each stands in the place of the built-in one.
    #[arg(long, value_name = "FOLDER", help_heading = "Rules")]
    tables: Option<PathBuf>,

    /// Configuration instead of the `oreproof.toml` found above each document.
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    config: Option<PathBuf>,

    /// Heed no configuration.
    #[arg(long, conflicts_with = "config", help_heading = "Rules")]
    no_config: bool,

    #[command(flatten)]
    limits: LimitArgs,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let format =
        args.format.or_else(|| args.output.as_deref().and_then(by_ending)).unwrap_or(Format::Text);
    if args.statistics && !matches!(format, Format::Text | Format::Json) {
        return Err(Stop::of(StatisticsFormat { format }));
    }
    let mut configs = match (&args.config, args.no_config) {
        (Some(path), _) => Configs::named(path).map_err(|error| told(error, ui))?,
        (None, true) => Configs::none(),
        (None, false) => Configs::found(),
    };
    let jail = args.limits.jail();
    let tables = args.tables.as_deref().map(|folder| tables::read(folder, ui)).transpose()?;
    let case = args.dossier.as_deref().map(|folder| Case::read(folder, &jail, ui)).transpose()?;
    let dossier = case.as_ref().map(Case::dossier);
    let paths = input::asked(&args.paths, ui);
    let found = sources(&paths);
    if found.list.is_empty() && found.problems.is_empty() {
        return Err(Stop::of(NoDocuments { paths }));
    }
    // Every configuration is read before the first document, so that a mistake in
    // one does not come in the middle of the findings.
    let mut work = Vec::with_capacity(found.list.len());
    for source in found.list {
        let config = configs.of(path(&source)).map_err(|error| told(error, ui))?;
        work.push((source, config));
    }
    let jobs =
        args.jobs.map_or_else(|| available_parallelism().map_or(1, usize::from), usize::from);
    let look = if args.output.is_some() { Look { color: false, ..Look::PLAIN } } else { ui.look };
    let run = Run {
        args,
        jail: &jail,
        configs: &configs,
        tables: tables.as_ref(),
        case: case.as_ref().zip(dossier.as_ref()),
        render: (!args.statistics).then(|| renderer(format, look)),
        talk: ui.talk,
        quiet: ui.quiet,
        jobs,
        pool: OnceLock::new(),
    };
    let mut print = Print::begin(args, run.render.as_deref(), ui, work.len())?;
    for (path, problem) in &found.problems {
        let name = path.display().to_string();
        print.piece(run.failed(&name, problem))?;
    }
    let finished = ordered::in_order(
        jobs,
        &work,
        |nth, (source, config), send| run.source(nth, source, *config, send),
        |piece| match piece {
            Some(piece) => print.piece(piece),
            None => {
                print.bar.inc(1);
                Ok(())
            }
        },
    );
    let tally = match finished {
        Ok(()) => print.end(args, format, look)?,
        Err(Stop::ClosedPipe) => print.tally,
        Err(stop) => return Err(stop),
    };
    Ok(match (tally.failures.is_empty(), tally.findings() > 0 && !args.exit_zero) {
        (false, _) => ExitCode::from(2),
        (true, true) => ExitCode::from(1),
        (true, false) => ExitCode::SUCCESS,
    })
}

/// What all documents of a run have in common.
struct Run<'a> {
    args: &'a Args,
    jail: &'a Jail,
    configs: &'a Configs,
    tables: Option<&'a Tables>,
    case: Option<(&'a Case, &'a Dossier<'a>)>,
    render: Option<Box<dyn Render>>,
    talk: Look,
    quiet: bool,
    jobs: usize,
    pool: OnceLock<Option<rayon::ThreadPool>>,
}

/// What one document comes to, ready to be printed.
pub(crate) struct Piece {
    /// For the output.
    text: String,
    /// For standard error.
    talk: String,
    tally: Tally,
}

type Item = (usize, Result<TextLayer, IntakeError>);

impl Run<'_> {
    /// Reads a source and sends what becomes of each of its documents, until nobody wants more.
    fn source(
        &self,
        nth: usize,
        source: &Source,
        config: Option<usize>,
        send: &mut dyn FnMut(Piece) -> bool,
    ) {
        let settings = self.settings(config, path(source));
        let name = input::name(source);
        let (mut layers, heard) = input::open(source, self.jail);
        let mut count = 0;
        let check = |item: Item| {
            self.layer((nth, item.0), &name, path(source), heard.as_ref(), &settings, item.1)
        };
        let mut batch = self.batch(&mut layers, &mut count);
        while !batch.is_empty() {
            let pool = if batch.len() > 1 { self.pool() } else { None };
            let (pieces, next) = match pool {
                None => {
                    (batch.into_iter().map(&check).collect(), self.batch(&mut layers, &mut count))
                }
                Some(pool) => pool.install(|| {
                    // While some records are checked, the next are read.
                    rayon::join(
                        || batch.into_par_iter().map(&check).collect::<Vec<_>>(),
                        || self.batch(&mut layers, &mut count),
                    )
                }),
            };
            for piece in pieces {
                if !send(piece) {
                    return;
                }
            }
            batch = next;
        }
    }

    /// The next documents of a source: enough to keep every thread busy, and not
    /// much more text than that.
    fn batch(&self, layers: &mut Layers<'_>, count: &mut usize) -> Vec<Item> {
        const BYTES: usize = 16 << 20;
        let mut bytes = 0;
        iter::from_fn(|| {
            let layer = if bytes < BYTES { layers.next()? } else { return None };
            bytes += layer.as_ref().map_or(0, |layer| layer.text.len());
            *count += 1;
            Some((*count - 1, layer))
        })
        .take(4 * self.jobs)
        .collect()
    }

    /// Threads for the records of an archive; a single document needs none.
    fn pool(&self) -> Option<&rayon::ThreadPool> {
        let build = || rayon::ThreadPoolBuilder::new().num_threads(self.jobs).build().ok();
        if self.jobs > 1 { self.pool.get_or_init(build).as_ref() } else { None }
    }

    /// What a document is checked with: the command line first, then its configuration.
    fn settings(&self, config: Option<usize>, path: Option<&Path>) -> Asked {
        let Settings { select, ignore, form, date } = self.configs.settings(config, path);
        let select = self.args.select.clone().or(select).unwrap_or_default();
        let mut ignore = self.args.ignore.clone().unwrap_or(ignore);
        ignore.extend(self.args.extend_ignore.iter().cloned());
        let (form, date) = (self.args.about.form.or(form), self.args.about.date.or(date));
        Asked { select, ignore, form, date }
    }

    fn layer(
        &self,
        nth: (usize, usize),
        name: &str,
        path: Option<&Path>,
        heard: Option<&Heard>,
        asked: &Asked,
        layer: Result<TextLayer, IntakeError>,
    ) -> Piece {
        let layer = match layer {
            Ok(layer) => layer,
            Err(error) => return self.failed(name, &error),
        };
        let with = document::With { tables: self.tables, case: self.case };
        let dress = |document: &Document<'_>| Dressed {
            text: self.render.as_ref().map(|render| render.document(document)).unwrap_or_default(),
            talk: if self.quiet { String::new() } else { document.warnings(self.talk) },
            tally: Tally::of(document, self.render.as_ref().is_some_and(|render| render.waits())),
        };
        match document::check(nth, name, path, heard, &layer, asked, with, dress) {
            Ok(Dressed { text, talk, tally }) => Piece { text, talk, tally },
            Err(panicked) => self.failed(name, &panicked),
        }
    }

    fn failed(&self, name: &str, problem: &dyn Diagnostic) -> Piece {
        let failure = Failure::of(name, problem);
        Piece {
            text: self.render.as_ref().map(|render| render.failure(&failure)).unwrap_or_default(),
            talk: ui::describe(Some(name), None, problem, self.talk),
            tally: Tally { failures: vec![failure], ..Tally::default() },
        }
    }
}

/// Where the pieces go.
struct Print<'a> {
    out: Output,
    spool: Option<Spool>,
    render: Option<&'a dyn Render>,
    tally: Tally,
    /// Whether anything was printed that the next piece is to be parted from.
    printed: bool,
    bar: ProgressBar,
    /// Whether somebody is watching the output.
    live: bool,
    quiet: bool,
}

impl<'a> Print<'a> {
    fn begin(args: &Args, render: Option<&'a dyn Render>, ui: &Ui, sources: usize) -> Done<Self> {
        let mut out = Output::to(args.output.as_deref())?;
        let waits = render.is_some_and(Render::waits);
        if let (Some(render), false) = (render, waits) {
            out.write_all(render.head(&Tally::default()).as_bytes())?;
        }
        Ok(Self {
            out,
            spool: waits.then(Spool::new).transpose()?,
            render,
            tally: Tally::default(),
            printed: false,
            bar: progress(sources, ui),
            live: std::io::stdout().is_terminal(),
            quiet: ui.quiet,
        })
    }

    fn piece(&mut self, Piece { text, talk, tally }: Piece) -> Done<()> {
        self.tally.add(tally);
        if !talk.is_empty() {
            // What was found so far belongs before what went wrong.
            self.out.flush()?;
            self.bar.suspend(|| ui::say(&talk));
        }
        if text.is_empty() {
            return Ok(());
        }
        let parting = self.render.map_or("", Render::parting);
        let parting = if self.printed { parting } else { "" };
        self.printed = true;
        let Self { out, spool, bar, live, .. } = self;
        let write = || -> std::io::Result<()> {
            if let Some(spool) = spool {
                return spool.write(parting).and_then(|()| spool.write(&text));
            }
            out.write_all(parting.as_bytes())?;
            out.write_all(text.as_bytes())?;
            if *live { out.flush() } else { Ok(()) }
        };
        // Lines on the terminal of the bar must not be drawn into it.
        Ok(bar.suspend(write)?)
    }

    fn end(mut self, args: &Args, format: Format, look: Look) -> Done<Tally> {
        self.bar.finish_and_clear();
        if let (Some(spool), Some(render)) = (self.spool.take(), self.render) {
            self.out.write_all(render.head(&self.tally).as_bytes())?;
            spool.pour(&mut self.out)?;
        }
        let foot = match (self.render, format) {
            (Some(render), _) => render.foot(&self.tally),
            (None, Format::Json) => summary::statistics_json(&self.tally),
            (None, _) => summary::statistics(&self.tally, look),
        };
        self.out.write_all(foot.as_bytes())?;
        if format == Format::Text && !self.quiet {
            self.out.write_all(summary::summary(&self.tally, look).as_bytes())?;
        }
        self.out.finish()?;
        if let (Some(path), false) = (&args.output, self.quiet) {
            let summary = summary::line(&self.tally, Look::PLAIN);
            ui::say(&format!("{summary}; written to {}\n", ui::plain(&path.display().to_string())));
        }
        Ok(self.tally)
    }
}

fn progress(sources: usize, ui: &Ui) -> ProgressBar {
    /// So few are done before a bar could be read.
    const FEW: usize = 8;
    if sources <= FEW || ui.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(sources as u64);
    let template = if ui.talk.unicode {
        "{bar:30} {pos} of {len} files, {eta} left"
    } else {
        "[{bar:30}] {pos} of {len} files, {eta} left"
    };
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(if ui.talk.unicode { style } else { style.progress_chars("=> ") });
    bar
}

fn path(source: &Source) -> Option<&Path> {
    match source {
        Source::StandardInput => None,
        Source::File(path) => Some(path),
    }
}

/// The format that the ending of a file's name stands for.
fn by_ending(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "htm" => Some(Format::Html),
        "md" => Some(Format::Markdown),
        "txt" => Some(Format::Text),
        ending => Format::from_str(ending, true).ok(),
    }
}

/// Says what is wrong with a configuration, each mistake at its place.
fn told(error: ConfigError, ui: &Ui) -> Stop {
    match error {
        ConfigError::Unreadable(problem) => Stop::of(problem),
        ConfigError::Mistaken { path, text, mistakes } => {
            let file = path.display().to_string();
            for mistake in &mistakes {
                ui::say(&ui::describe(Some(&file), Some(&text), mistake, ui.talk));
            }
            Stop::of(Mistaken { n: mistakes.len(), file })
        }
    }
}

/// A configuration with mistakes, which were told.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("nothing was checked: {} in `{file}`", ui::plural(*.n, "mistake"))]
#[diagnostic(code("cli::configuration"))]
struct Mistaken {
    n: usize,
    file: String,
}

/// Statistics are a table or an object.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("statistics are printed as text or json, not as {}", format.name())]
#[diagnostic(code("cli::statistics-format"), help("leave --statistics out, or use --format json"))]
struct StatisticsFormat {
    format: Format,
}

/// The rules broke on a document, which is a mistake of ours.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("the check failed inside: {what}")]
#[diagnostic(
    code("cli::internal"),
    severity(Error),
    help("this is a mistake in oreproof; please report it together with the document")
)]
pub(crate) struct Panicked {
    what: String,
}
