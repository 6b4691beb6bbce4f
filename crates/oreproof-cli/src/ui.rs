//! What the command prints, and where: results on standard output, talk on standard error.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use miette::Diagnostic;

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Why the command cannot go on.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Whoever read the output has stopped reading, as `head` does.
    ClosedPipe,
    /// Something that the user should be told.
    Failed(Box<dyn Diagnostic + Send + Sync>),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Failed(Box::new(Unwritable { error })),
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

/// The result of a verb.
pub(crate) type Done<T> = Result<T, Stop>;

/// A colour or weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// A grave finding.
    Error,
    /// A lesser one.
    Warn,
    /// A question.
    Info,
    /// Line numbers and rules of the page.
    Frame,
    /// What stands out.
    Bold,
    /// What stands back.
    Dim,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Error => "1;31",
            Self::Warn => "1;33",
            Self::Info => "1;36",
            Self::Frame => "34",
            Self::Bold => "1",
            Self::Dim => "2",
        }
    }
}

/// How text is dressed on the way out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Colour is used.
    pub color: bool,
    /// Lines are drawn with box characters rather than ASCII.
    pub unicode: bool,
    /// Columns of the terminal, or of a page.
    pub width: usize,
}

impl Look {
    /// Some text in a style.
    pub(crate) fn paint(self, style: Style, text: impl fmt::Display) -> String {
        match self.color {
            true => format!("\u{1b}[{}m{text}\u{1b}[0m", style.code()),
            false => text.to_string(),
        }
    }
}

/// The terminal.
#[derive(Debug)]
pub(crate) struct Ui {
    out: io::BufWriter<io::Stdout>,
    /// How standard output is dressed.
    pub(crate) look: Look,
    /// How standard error is dressed.
    talk: Look,
}

impl Ui {
    /// Looks at the terminal and the environment once.
    pub(crate) fn new(choice: ColorChoice) -> Self {
        let set = |name: &str| {
            std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
        };
        let colored = |terminal: bool| match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => !set("NO_COLOR") && (terminal || set("CLICOLOR_FORCE")),
        };
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
        // Only a locale that names another encoding speaks against box characters.
        let unicode = locale.is_none_or(|name| {
            let name = name.to_ascii_lowercase();
            name.contains("utf") || !(name.contains('.') || name == "c" || name == "posix")
        });
        let columns =
            std::env::var("COLUMNS").ok().and_then(|v| v.parse().ok()).filter(|w| *w >= 40);
        let width = columns.unwrap_or(100);
        let look = |terminal| Look { color: colored(terminal), unicode, width };
        Self {
            out: io::BufWriter::with_capacity(1 << 16, io::stdout()),
            look: look(io::stdout().is_terminal()),
            talk: look(io::stderr().is_terminal()),
        }
    }

    /// Prints to standard output.
    pub(crate) fn print(&mut self, text: &str) -> Done<()> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Makes sure that everything printed is out.
    pub(crate) fn finish(&mut self) -> Done<()> {
        Ok(self.out.flush()?)
    }

    /// Tells standard error of a problem: what, and what to do about it.
    pub(crate) fn problem(&mut self, problem: &(impl Diagnostic + ?Sized)) {
        self.problem_at(None, problem);
    }

    /// Tells standard error of a problem with a file.
    pub(crate) fn problem_at(&mut self, place: Option<&str>, problem: &(impl Diagnostic + ?Sized)) {
        // What was found so far belongs before what went wrong.
        let _ = self.out.flush();
        let code = problem.code().map_or(String::new(), |code| format!("[{code}]"));
        let look = self.talk;
        let mut text = format!("{} {problem}\n", look.paint(Style::Error, format!("error{code}")));
        if let Some(place) = place {
            let corner = if look.unicode { "┌─" } else { "-->" };
            text.push_str(&format!("  {} {place}\n", look.paint(Style::Frame, corner)));
        }
        if let Some(help) = problem.help() {
            text.push_str(&format!("  {} help: {help}\n", look.paint(Style::Frame, "=")));
        }
        self.say(&text);
    }

    /// Tells standard error something.
    pub(crate) fn say(&mut self, text: &str) {
        // Nobody is left to tell when standard error itself is gone.
        let _ = io::stderr().write_all(text.as_bytes());
    }
}

/// The name among `known` that `given` was probably meant to be.
pub(crate) fn suggestion<'k>(
    given: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let given = given.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&given, &name.to_lowercase()), name))
        .filter(|(score, _)| *score > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
