//! `oreproof.toml`: found upwards from each document, or named.
//!
//! ```toml
//! select = ["VAL", "CAT"]
//! ignore = ["LAN002"]
//! form = "news_article"
//! date = 2025-09-25
//!
//! [[files]]
//! path = "releases/**"      # without a slash: a file name in any folder
//! form = "company_press_release"
//! ignore = ["SRC"]
//! ```
//!
//! Of several `[[files]]` that match, form and date come from the last; what
//! they ignore adds up.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf, absolute};
use std::{fs, io};

use globset::{GlobBuilder, GlobMatcher};
use jiff::civil::Date;
use miette::{Diagnostic, SourceSpan};
use oreproof::promise::{FORMS, Form};
use oreproof::suggest;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::input;

/// The file's name.
pub(crate) const NAME: &str = "oreproof.toml";

/// What a document is checked with, as far as a file says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    pub select: Option<Vec<String>>,
    pub ignore: Vec<String>,
    pub form: Option<Form>,
    pub date: Option<Date>,
}

/// A file read.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// The folder that paths count from.
    folder: PathBuf,
    all: Settings,
    files: Vec<(GlobMatcher, Settings)>,
}

impl Config {
    /// The settings of one document; standard input has no path.
    pub(crate) fn settings(&self, path: Option<&Path>) -> Settings {
        let mut settings = self.all.clone();
        let Some(path) = path.and_then(|path| absolute(path).ok()) else { return settings };
        let path = path.strip_prefix(&self.folder).unwrap_or(&path);
        for (_, own) in self.files.iter().filter(|(glob, _)| glob.is_match(path)) {
            settings.ignore.extend(own.ignore.iter().cloned());
            settings.form = own.form.or(settings.form);
            settings.date = own.date.or(settings.date);
        }
        settings
    }
}

/// Something in a configuration file that its author should mend.
#[derive(Clone, Debug, Diagnostic, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Mistake {
    /// The file is not TOML.
    #[error("{message}")]
    #[diagnostic(code("config::syntax"))]
    Syntax {
        message: String,
        #[label]
        at: SourceSpan,
    },
    /// A key that means nothing here.
    #[error("unknown key `{key}`")]
    #[diagnostic(code("config::unknown-key"), help("the keys here are {}", known.join(", ")))]
    UnknownKey {
        key: String,
        known: &'static [&'static str],
        suggestion: Option<&'static str>,
        #[label("{}", suggestion.map_or("not a key".to_owned(), |key| format!("did you mean `{key}`?")))]
        at: SourceSpan,
    },
    /// A value of another kind than expected.
    #[error("`{key}` should be {expected}")]
    #[diagnostic(code("config::wrong-kind"))]
    WrongKind {
        key: String,
        expected: &'static str,
        found: &'static str,
        #[label("found {found}")]
        at: SourceSpan,
    },
    /// A code that no rule has.
    #[error("no rule has a code that begins with `{code}`")]
    #[diagnostic(code("config::unknown-code"), help("`oreproof rules` lists them all"))]
    UnknownCode {
        code: String,
        suggestion: Option<&'static str>,
        #[label("{}", suggestion.map_or("unknown".to_owned(), |code| format!("did you mean `{code}`?")))]
        at: SourceSpan,
    },
    /// A form that does not exist.
    #[error("unknown form `{form}`")]
    #[diagnostic(
        code("config::unknown-form"),
        help("the forms are {}", FORMS.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", "))
    )]
    UnknownForm {
        form: String,
        suggestion: Option<&'static str>,
        #[label("{}", suggestion.map_or("unknown".to_owned(), |form| format!("did you mean `{form}`?")))]
        at: SourceSpan,
    },
    /// A glob that is not one.
    #[error("not a path pattern: {message}")]
    #[diagnostic(code("config::bad-pattern"))]
    BadPattern {
        message: String,
        #[label]
        at: SourceSpan,
    },
    /// An entry of `[[files]]` that matches nothing.
    #[error("`[[files]]` without `path`")]
    #[diagnostic(
        code("config::no-path"),
        help("say which files it is about: path = \"releases/**\"")
    )]
    NoPath {
        #[label("which files?")]
        at: SourceSpan,
    },
}

/// Why a file cannot be used.
#[derive(Debug)]
pub(crate) enum ConfigError {
    Unreadable(Unreadable),
    Mistaken { path: PathBuf, text: String, mistakes: Vec<Mistake> },
}

/// The file itself cannot be read.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("{} cannot be read: {source}", .path.display())]
#[diagnostic(code("config::unreadable"), help("name another with --config, or use --no-config"))]
pub(crate) struct Unreadable {
    path: PathBuf,
    source: io::Error,
}

/// The files that hold for the documents, each read once.
#[derive(Debug)]
pub(crate) struct Configs {
    read: Vec<Config>,
    /// Index in `read` by folder; of the configuration's own and of those below it.
    folders: HashMap<PathBuf, Option<usize>>,
    /// One that holds for every document.
    fixed: Option<usize>,
}

impl Configs {
    /// None at all.
    pub(crate) fn none() -> Self {
        Self { read: vec![Config::default()], folders: HashMap::new(), fixed: Some(0) }
    }

    /// The one that is named.
    pub(crate) fn named(path: &Path) -> Result<Self, ConfigError> {
        Ok(Self { read: vec![read(path)?], folders: HashMap::new(), fixed: Some(0) })
    }

    /// Those found above each document.
    pub(crate) fn found() -> Self {
        Self { read: Vec::new(), folders: HashMap::new(), fixed: None }
    }

    /// The index of the one that holds for a document, read if it is new.
    pub(crate) fn of(&mut self, path: Option<&Path>) -> Result<Option<usize>, ConfigError> {
        if self.fixed.is_some() {
            return Ok(self.fixed);
        }
        let path = absolute(path.unwrap_or(Path::new("-")));
        let Some(folder) = path.ok().and_then(|path| path.parent().map(Path::to_owned)) else {
            return Ok(None);
        };
        self.above(&folder)
    }

    fn above(&mut self, folder: &Path) -> Result<Option<usize>, ConfigError> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(*known);
        }
        let here = folder.join(NAME);
        let found = if here.is_file() {
            self.read.push(read(&here)?);
            Some(self.read.len() - 1)
        } else {
            folder.parent().map(|above| self.above(above)).transpose()?.flatten()
        };
        self.folders.insert(folder.to_owned(), found);
        Ok(found)
    }

    /// The settings of a document under a configuration.
    pub(crate) fn settings(&self, config: Option<usize>, path: Option<&Path>) -> Settings {
        config.map_or_else(Settings::default, |config| self.read[config].settings(path))
    }
}

fn read(path: &Path) -> Result<Config, ConfigError> {
    let unreadable = |source| ConfigError::Unreadable(Unreadable { path: path.to_owned(), source });
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let folder = absolute(path).ok().and_then(|path| path.parent().map(Path::to_owned));
    match parse(&text, folder.unwrap_or_default()) {
        Ok(config) => Ok(config),
        Err(mistakes) => Err(ConfigError::Mistaken { path: path.to_owned(), text, mistakes }),
    }
}

const KEYS: &[&str] = &["select", "ignore", "form", "date", "files"];
const FILE_KEYS: &[&str] = &["path", "ignore", "form", "date"];

/// Reads a configuration; every mistake in it is told, not the first alone.
fn parse(text: &str, folder: PathBuf) -> Result<Config, Vec<Mistake>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut mistakes: Vec<Mistake> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let end = span.end.clamp(span.start, text.len());
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            Mistake::Syntax { message, at: (span.start.min(end)..end).into() }
        })
        .collect();
    let mut config = Config { folder, ..Config::default() };
    let mut reader = Reader { mistakes: &mut mistakes };
    for (key, value) in in_order(table.get_ref()) {
        match key.get_ref().as_ref() {
            "select" => config.all.select = Some(reader.codes("select", value)),
            "files" => config.files = reader.files(value),
            _ => reader.shared(key, value, KEYS, &mut config.all),
        }
    }
    // The table keeps its keys in the order of the alphabet; people read from the top.
    mistakes.sort_by_key(|mistake| {
        mistake.labels().and_then(|mut labels| labels.next()).map(|label| label.offset())
    });
    if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
}

type Key<'i> = Spanned<toml::de::DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// The entries of a table in the order in which they are written.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t Key<'i>, &'t Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

struct Reader<'m> {
    mistakes: &'m mut Vec<Mistake>,
}

impl Reader<'_> {
    fn wrong(&mut self, key: &str, expected: &'static str, value: &Value<'_>) {
        let (key, found) = (key.to_owned(), value.get_ref().type_str());
        self.mistakes.push(Mistake::WrongKind { key, expected, found, at: value.span().into() });
    }

    /// A key that stands for all documents as for some.
    fn shared(
        &mut self,
        key: &Key<'_>,
        value: &Value<'_>,
        known: &'static [&'static str],
        into: &mut Settings,
    ) {
        match key.get_ref().as_ref() {
            "ignore" => into.ignore = self.codes("ignore", value),
            "form" => into.form = self.form(value),
            "date" => into.date = self.date(value),
            other => {
                let suggestion = suggest::nearest(other, known.iter().copied());
                let suggestion =
                    suggestion.and_then(|key| known.iter().copied().find(|name| *name == key));
                let (key, at) = (other.to_owned(), key.span().into());
                self.mistakes.push(Mistake::UnknownKey { key, known, suggestion, at });
            }
        }
    }

    fn codes(&mut self, key: &'static str, value: &Value<'_>) -> Vec<String> {
        const EXPECTED: &str = "a list of codes, such as [\"VAL\", \"CAT001\"]";
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, EXPECTED, value);
            return Vec::new();
        };
        let mut codes = Vec::new();
        for item in list.iter() {
            let Some(written) = item.get_ref().as_str() else {
                self.wrong(key, EXPECTED, item);
                continue;
            };
            match input::code(written) {
                Ok(code) => codes.push(code),
                Err(_) => self.mistakes.push(Mistake::UnknownCode {
                    code: written.to_owned(),
                    suggestion: suggest::code(written),
                    at: inside(item.span()),
                }),
            }
        }
        codes
    }

    fn form(&mut self, value: &Value<'_>) -> Option<Form> {
        let Some(written) = value.get_ref().as_str() else {
            self.wrong("form", "the name of a form", value);
            return None;
        };
        let form = Form::from_name(written);
        if form.is_none() {
            let suggestion = suggest::nearest(written, FORMS.iter().map(|(_, name)| *name));
            let suggestion = suggestion.and_then(Form::from_name).map(Form::name);
            let (form, at) = (written.to_owned(), inside(value.span()));
            self.mistakes.push(Mistake::UnknownForm { form, suggestion, at });
        }
        form
    }

    fn date(&mut self, value: &Value<'_>) -> Option<Date> {
        let date = match value.get_ref() {
            DeValue::Datetime(day) => day.to_string().parse().ok(),
            DeValue::String(day) => day.parse().ok(),
            _ => None,
        };
        if date.is_none() {
            self.wrong("date", "a day, such as 2025-09-25", value);
        }
        date
    }

    fn files(&mut self, value: &Value<'_>) -> Vec<(GlobMatcher, Settings)> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong("files", "written as [[files]]", value);
            return Vec::new();
        };
        let mut files = Vec::new();
        for entry in list.iter() {
            let Some(table) = entry.get_ref().as_table() else {
                self.wrong("files", "written as [[files]]", entry);
                continue;
            };
            let (mut settings, mut glob, mut named) = (Settings::default(), None, false);
            for (key, value) in in_order(table) {
                match key.get_ref().as_ref() {
                    "path" => (glob, named) = (self.glob(value), true),
                    _ => self.shared(key, value, FILE_KEYS, &mut settings),
                }
            }
            if !named {
                let span = entry.span();
                let at = span.start..span.end.min(span.start + "[[files]]".len());
                self.mistakes.push(Mistake::NoPath { at: at.into() });
            }
            files.extend(glob.map(|glob| (glob, settings)));
        }
        files
    }

    fn glob(&mut self, value: &Value<'_>) -> Option<GlobMatcher> {
        let Some(written) = value.get_ref().as_str() else {
            self.wrong("path", "a path pattern, such as \"releases/**\"", value);
            return None;
        };
        let anywhere = if written.contains('/') { String::new() } else { "**/".to_owned() };
        match GlobBuilder::new(&(anywhere + written)).literal_separator(true).build() {
            Ok(glob) => Some(glob.compile_matcher()),
            Err(error) => {
                let (message, at) = (error.kind().to_string(), inside(value.span()));
                self.mistakes.push(Mistake::BadPattern { message, at });
                None
            }
        }
    }
}

/// A string without its quotes.
fn inside(span: Range<usize>) -> SourceSpan {
    if span.len() >= 2 { (span.start + 1..span.end - 1).into() } else { span.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<Mistake> {
        parse(text, PathBuf::new()).err().unwrap_or_default()
    }

    #[test]
    fn every_mistake_is_told_at_its_place() {
        let text = "selct = [\"VAL\"]\nignore = [\"VAL01\", 3]\nform = \"new_article\"\ndate = 2025\n[[files]]\nglob = \"x\"\n";
        let told: Vec<(String, String)> = mistakes(text)
            .iter()
            .map(|mistake| {
                let label = mistake.labels().unwrap().next().unwrap();
                let words = &text[label.offset()..label.offset() + label.len()];
                (format!("{mistake}; {}", label.label().unwrap_or_default()), words.to_owned())
            })
            .collect();
        let expected = [
            ("unknown key `selct`; did you mean `select`?", "selct"),
            ("no rule has a code that begins with `VAL01`; did you mean `VAL001`?", "VAL01"),
            (
                "`ignore` should be a list of codes, such as [\"VAL\", \"CAT001\"]; found integer",
                "3",
            ),
            ("unknown form `new_article`; did you mean `news_article`?", "new_article"),
            ("`date` should be a day, such as 2025-09-25; found integer", "2025"),
            ("`[[files]]` without `path`; which files?", "[[files]]"),
            ("unknown key `glob`; not a key", "glob"),
        ];
        let told: Vec<(&str, &str)> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn broken_toml_is_told() {
        assert!(matches!(mistakes("select = [\"VAL\"")[..], [Mistake::Syntax { .. }, ..]));
    }

    #[test]
    fn files_add_to_what_holds_for_all() {
        let text = "ignore = [\"LAN\"]\ndate = 2025-01-01\n\
                    [[files]]\npath = \"releases/**\"\nform = \"company_press_release\"\nignore = [\"UNI001\"]\n\
                    [[files]]\npath = \"*.md\"\ndate = \"2025-02-02\"\n";
        let config = parse(text, absolute("/case").unwrap()).unwrap();
        let of = |path: &str| config.settings(Some(Path::new(path)));
        let release = of("/case/releases/2025/a.md");
        assert_eq!(release.ignore, ["LAN", "UNI001"]);
        assert_eq!(release.form, Some(Form::CompanyPressRelease));
        assert_eq!(release.date, Some(jiff::civil::date(2025, 2, 2)));
        assert_eq!(of("/case/b.txt").ignore, ["LAN"]);
        assert_eq!(of("/case/b.txt").form, None);
        assert_eq!(config.settings(None).date, Some(jiff::civil::date(2025, 1, 1)));
    }
}
