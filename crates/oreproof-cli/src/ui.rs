//! How the command speaks: colour, characters and width of each stream, and
//! the talk on standard error.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::io::{self, IsTerminal, Write as _};
use std::sync::Mutex;

use clap::ValueEnum;
use console::Term;
use indicatif::{ProgressBar, ProgressStyle};
use miette::{Diagnostic, Severity};
use oreproof::Lines;
use oreproof::promise::Places;
use oreproof_weigh::Tick;
use unicode_width::UnicodeWidthStr;

use crate::excerpt::{self, Mark};

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal that can, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Why a verb cannot go on.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Whoever read the output has stopped reading.
    ClosedPipe,
    /// Something that the user should be told.
    Failed(Box<dyn Diagnostic + Send + Sync>),
}

impl Stop {
    /// Stops with a problem.
    pub(crate) fn of(problem: impl Diagnostic + Send + Sync + 'static) -> Self {
        Self::Failed(Box::new(problem))
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::of(Unwritable { error }),
        }
    }
}

/// The output cannot be written.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("the output cannot be written: {error}")]
#[diagnostic(
    code("cli::unwritable"),
    help("check that the disk has room and that you may write there")
)]
struct Unwritable {
    error: io::Error,
}

/// What a verb comes to.
pub(crate) type Done<T> = Result<T, Stop>;

/// A colour or weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Error,
    Warn,
    Info,
    /// Line numbers and the lines of the drawing.
    Frame,
    Bold,
    Dim,
}

impl Style {
    /// The parameters of the escape sequence.
    fn code(self) -> &'static str {
        match self {
            Self::Error => "1;31",
            Self::Warn => "1;33",
            Self::Info => "1;36",
            Self::Frame => "1;34",
            Self::Bold => "1",
            Self::Dim => "2",
        }
    }

    /// The style of a severity.
    pub(crate) fn of(severity: oreproof::rules::Severity) -> Self {
        match severity {
            oreproof::rules::Severity::Error => Self::Error,
            oreproof::rules::Severity::Warn => Self::Warn,
            oreproof::rules::Severity::Info => Self::Info,
        }
    }
}

/// How text is dressed for one stream.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Whether colour is used.
    pub color: bool,
    /// Whether lines are drawn with box characters rather than ASCII.
    pub unicode: bool,
    /// How many columns an excerpt may take.
    pub width: usize,
    /// Whether long notes are wrapped, which only a terminal wants.
    pub wraps: bool,
}

/// Columns where no terminal says otherwise.
const PAGE: usize = 100;

impl Look {
    /// For a file or a pipe.
    pub(crate) const PLAIN: Self = Self { color: false, unicode: true, width: PAGE, wraps: false };

    /// Some text in a style.
    pub(crate) fn paint(self, style: Style, text: impl fmt::Display) -> String {
        match self.color {
            true => format!("\u{1b}[{}m{text}\u{1b}[0m", style.code()),
            false => text.to_string(),
        }
    }

    /// One of two spellings of a character.
    pub(crate) fn glyph(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }

    /// A note below an excerpt: `= help: …`, wrapped where that is wanted.
    pub(crate) fn note(self, out: &mut String, indent: usize, name: &str, text: &str) {
        let lead = indent + 4 + name.width();
        let room = if self.wraps { self.width.saturating_sub(lead).max(30) } else { usize::MAX };
        let frame = self.paint(Style::Frame, "=");
        let name = self.paint(Style::Bold, format_args!("{name}:"));
        let _ = write!(out, "{:indent$}{frame} {name}", "");
        for (idx, line) in wrap(&plain(text), room).into_iter().enumerate() {
            let gap = if idx == 0 { 1 } else { lead };
            let _ = writeln!(out, "{:gap$}{line}", "");
        }
    }
}

/// Breaks a text into lines of at most so many columns, between words.
pub(crate) fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let full = |line: &String| !line.is_empty() && line.width() + 1 + word.width() > room;
        if lines.last().is_some_and(full) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// Text from a document or a file name without what would move the cursor or
/// turn the direction of writing.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    text.chars().map(shown).collect()
}

/// A character as it may be printed.
pub(crate) fn shown(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        c if is_unsafe(c) => '\u{fffd}',
        c => c,
    }
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A bar for work that can be counted, with its rate; hidden where nobody watches.
pub(crate) fn progress(n: u64, what: &str, ui: &Ui) -> ProgressBar {
    if ui.quiet || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(n);
    let bar_of = if ui.talk.unicode { "{bar:30}" } else { "[{bar:30}]" };
    let template = format!("{bar_of} {{pos}} of {{len}} {what}, {{per_sec}}, {{eta}} left");
    let style =
        ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(if ui.talk.unicode { style } else { style.progress_chars("=> ") });
    bar
}

/// A weighing as it is watched: a bar for each station, one at a time.
pub(crate) struct Stations<'u> {
    ui: &'u Ui,
    bar: Mutex<ProgressBar>,
}

impl<'u> Stations<'u> {
    pub(crate) fn new(ui: &'u Ui) -> Self {
        Self { ui, bar: Mutex::new(ProgressBar::hidden()) }
    }

    /// Shows how far a station has come.
    pub(crate) fn tick(&self, tick: Tick) {
        // Whoever cannot draw a bar still weighs.
        let Ok(mut bar) = self.bar.lock() else { return };
        match tick {
            Tick::Begins { n, of } => {
                bar.finish_and_clear();
                *bar = progress(n, of, self.ui);
            }
            Tick::Done(n) => bar.inc(n),
        }
    }
}

impl Drop for Stations<'_> {
    fn drop(&mut self) {
        if let Ok(bar) = self.bar.lock() {
            bar.finish_and_clear();
        }
    }
}

/// A number with its noun.
pub(crate) fn plural(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// What the terminal and the environment say.
#[derive(Debug)]
pub(crate) struct Ui {
    /// How standard output is dressed.
    pub look: Look,
    /// How standard error is dressed.
    pub talk: Look,
    /// Whether to keep to results.
    pub quiet: bool,
}

impl Ui {
    /// Looks at both streams and the environment once.
    pub(crate) fn new(color: ColorChoice, quiet: bool) -> Self {
        let look = |terminal: bool, term: &Term| {
            let size = if terminal { term.size_checked() } else { None };
            let columns = size.map(|(_, columns)| usize::from(columns)).filter(|n| *n > 0);
            Look {
                color: is_colored(color, terminal),
                unicode: is_utf8_locale(),
                width: columns.unwrap_or(PAGE).clamp(40, 140),
                wraps: columns.is_some(),
            }
        };
        Self {
            look: look(io::stdout().is_terminal(), &Term::stdout()),
            talk: look(io::stderr().is_terminal(), &Term::stderr()),
            quiet,
        }
    }

    /// Tells of a problem, and of the place it has in a file if it has one.
    pub(crate) fn problem(&self, file: Option<&str>, problem: &dyn Diagnostic) {
        say(&describe(file, None, problem, self.talk));
    }
}

/// Says something on standard error.
pub(crate) fn say(text: &str) {
    // Nobody is left to tell when standard error itself is gone.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

fn is_colored(choice: ColorChoice, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR").is_some() => false,
        ColorChoice::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        ColorChoice::Auto => terminal && set("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Whether the locale can show more than ASCII.
fn is_utf8_locale() -> bool {
    if cfg!(windows) {
        return true;
    }
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// A problem as it is printed: what, where, and what to do about it.
///
/// A problem with labels is shown in the text that it brings along, or in `text`.
pub(crate) fn describe(
    file: Option<&str>,
    text: Option<&str>,
    problem: &dyn Diagnostic,
    look: Look,
) -> String {
    let (name, style) = match problem.severity() {
        Some(Severity::Warning) => ("warning", Style::Warn),
        Some(Severity::Advice) => ("note", Style::Info),
        _ => ("error", Style::Error),
    };
    let labels: Vec<_> = problem.labels().into_iter().flatten().collect();
    let mut out = format!("{}: ", look.paint(style, name));
    if let (Some(file), true) = (file, labels.is_empty()) {
        let _ = write!(out, "{}: ", plain(file));
    }
    let _ = writeln!(out, "{}", look.paint(Style::Bold, plain(&told(problem))));
    let mut indent = 2;
    if let (Some(text), false) = (text, labels.is_empty()) {
        let (lines, places) = (Lines::new(text), Places::new(text));
        let mark = |label: &miette::LabeledSpan| Mark {
            bytes: label.offset()..label.offset() + label.len(),
            style,
            label: label.label().unwrap_or_default().to_owned(),
        };
        let marks: Vec<Mark> = labels.iter().map(mark).collect();
        let at = lines.place(marks[0].bytes.start, &places);
        let place = format!("{}:{}:{}", file.unwrap_or_default(), at.line, at.column);
        indent =
            excerpt::draw(&mut out, &place, text, &lines, |line| line.to_string(), &marks, look);
    }
    if let Some(help) = problem.help() {
        look.note(&mut out, indent, "help", &help.to_string());
    }
    out
}

/// The message, with what lies behind it where the message does not already say so.
fn told(problem: &dyn Diagnostic) -> String {
    let mut text = problem.to_string();
    let mut cause = problem.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            let _ = write!(text, ": {more}");
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c"), "a\u{fffd}[31mb\u{fffd}c");
        assert!(matches!(plain("plain text"), Cow::Borrowed(_)));
    }

    #[test]
    fn words_wrap_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("incomprehensibilities", 7), ["incomprehensibilities"]);
        assert_eq!(wrap("", 7), [""]);
    }
}
