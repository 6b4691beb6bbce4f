//! `oreproof.toml`: found upwards from each file, or named.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobMatcher};
use jiff::civil::Date;
use miette::Diagnostic;
use oreproof::promise::{FORMS, Form};
use oreproof::rules::rules;
use serde::Deserialize;

use crate::excerpt::{self, Lines};
use crate::ui::{Look, Style, suggestion};

/// The name of the file.
pub(crate) const NAME: &str = "oreproof.toml";

/// What one document is checked with.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// Codes or prefixes of the rules to run; empty for all.
    pub select: Vec<String>,
    /// Codes or prefixes of the rules to leave out.
    pub ignore: Vec<String>,
    /// The form.
    pub form: Option<Form>,
    /// The date.
    pub date: Option<Date>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    select: Vec<String>,
    #[serde(default)]
    ignore: Vec<String>,
    form: Option<toml::Spanned<String>>,
    date: Option<toml::Spanned<String>>,
    #[serde(default)]
    files: Vec<PerFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PerFile {
    glob: toml::Spanned<String>,
    #[serde(default)]
    select: Vec<String>,
    #[serde(default)]
    ignore: Vec<String>,
    form: Option<toml::Spanned<String>>,
    date: Option<toml::Spanned<String>>,
}

/// A configuration file read and checked.
#[derive(Debug, Default)]
struct Config {
    /// The folder that globs count from.
    root: PathBuf,
    all: Settings,
    files: Vec<(GlobMatcher, Settings)>,
}

/// A configuration file that cannot be used.
#[derive(Debug, Diagnostic, thiserror::Error)]
pub(crate) enum ConfigError {
    /// The file cannot be read.
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(
        code("config::unreadable"),
        help("name another file with --config, or use --no-config")
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Something in it is wrong.
    #[error("{message}\n{excerpt}")]
    #[diagnostic(code("config::invalid"))]
    Invalid {
        /// What.
        message: String,
        /// Where, as a drawn line.
        excerpt: String,
        /// What to do.
        #[help]
        help: Option<String>,
    },
}

/// Finds and remembers configuration files.
#[derive(Debug)]
pub(crate) struct Configs {
    named: Option<PathBuf>,
    off: bool,
    look: Look,
    /// The configuration file that holds for a folder, if any.
    folders: HashMap<PathBuf, Option<PathBuf>>,
    read: HashMap<PathBuf, Config>,
}

const KEYS: &[&str] = &["select", "ignore", "form", "date", "files", "glob"];

impl Configs {
    /// `named` holds for every file; otherwise each file's is found upwards from it, unless `off`.
    pub(crate) fn new(named: Option<PathBuf>, off: bool, look: Look) -> Self {
        Self { named, off, look, folders: HashMap::new(), read: HashMap::new() }
    }

    /// The settings for a file; `None` stands for standard input.
    ///
    /// # Errors
    ///
    /// When the configuration file that holds for it cannot be used.
    pub(crate) fn settings(&mut self, file: Option<&Path>) -> Result<Settings, ConfigError> {
        if self.off {
            return Ok(Settings::default());
        }
        let found = match &self.named {
            Some(path) => Some(path.clone()),
            None => {
                let here = file
                    .and_then(Path::parent)
                    .filter(|p| !p.as_os_str().is_empty())
                    .unwrap_or(Path::new("."));
                self.upwards(here)
            }
        };
        let Some(path) = found else { return Ok(Settings::default()) };
        if !self.read.contains_key(&path) {
            let config = read(&path, self.look)?;
            self.read.insert(path.clone(), config);
        }
        let config = &self.read[&path];
        let mut settings = config.all.clone();
        if let Some(file) = file {
            let full = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
            let relative = full.strip_prefix(&config.root).unwrap_or(file).to_owned();
            for (glob, own) in config.files.iter().filter(|(glob, _)| glob.is_match(&relative)) {
                let _ = glob;
                settings.select.extend(own.select.iter().cloned());
                settings.ignore.extend(own.ignore.iter().cloned());
                settings.form = own.form.or(settings.form);
                settings.date = own.date.or(settings.date);
            }
        }
        Ok(settings)
    }

    fn upwards(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let full = fs::canonicalize(folder).ok()?;
        let found = full.ancestors().map(|above| above.join(NAME)).find(|path| path.is_file());
        self.folders.insert(folder.to_owned(), found.clone());
        found
    }
}

fn read(path: &Path, look: Look) -> Result<Config, ConfigError> {
    let unreadable = |error| ConfigError::Unreadable { path: path.to_owned(), error };
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let place = Place { path, text: &text, look };
    let file: File = toml::from_str(&text).map_err(|error| place.syntax(&error))?;
    let root = fs::canonicalize(path)
        .ok()
        .and_then(|full| full.parent().map(Path::to_owned))
        .unwrap_or_default();
    let all = Settings {
        select: place.codes(&file.select)?,
        ignore: place.codes(&file.ignore)?,
        form: file.form.as_ref().map(|form| place.form(form)).transpose()?,
        date: file.date.as_ref().map(|date| place.date(date)).transpose()?,
    };
    let mut files = Vec::new();
    for own in &file.files {
        let settings = Settings {
            select: place.codes(&own.select)?,
            ignore: place.codes(&own.ignore)?,
            form: own.form.as_ref().map(|form| place.form(form)).transpose()?,
            date: own.date.as_ref().map(|date| place.date(date)).transpose()?,
        };
        let glob = Glob::new(own.glob.get_ref())
            .map_err(|error| place.invalid(own.glob.span(), error.kind().to_string(), None))?;
        files.push((glob.compile_matcher(), settings));
    }
    Ok(Config { root, all, files })
}

/// Where in a configuration file something is wrong.
struct Place<'a> {
    path: &'a Path,
    text: &'a str,
    look: Look,
}

impl Place<'_> {
    fn invalid(
        &self,
        span: std::ops::Range<usize>,
        message: String,
        help: Option<String>,
    ) -> ConfigError {
        let start = span.start.min(self.text.len());
        let span = start..span.end.clamp(start, self.text.len());
        let position = Lines::new(self.text).position(start);
        let gutter = position.line.to_string().len();
        let corner = if self.look.unicode { "┌─" } else { "-->" };
        let place = format!("{}:{}:{}", self.path.display(), position.line, position.column);
        let drawn = excerpt::draw(self.text, &span, &position, gutter, Style::Error, self.look);
        let excerpt = format!(
            "{}{} {place}\n{}",
            " ".repeat(gutter + 1),
            self.look.paint(Style::Frame, corner),
            drawn.trim_end()
        );
        ConfigError::Invalid { message, excerpt, help }
    }

    fn syntax(&self, error: &toml::de::Error) -> ConfigError {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        let word = self.text.get(span.clone()).unwrap_or_default();
        let unknown = message.starts_with("unknown field");
        let close = if unknown { suggestion(word, KEYS.iter().copied()) } else { None };
        let help = match (unknown, close) {
            (true, Some(name)) => Some(format!("did you mean `{name}`?")),
            (true, None) => Some(format!("the keys are {}", KEYS.join(", "))),
            _ => None,
        };
        self.invalid(span, message, help)
    }

    fn codes(&self, codes: &[String]) -> Result<Vec<String>, ConfigError> {
        let upper: Vec<String> = codes.iter().map(|code| code.to_uppercase()).collect();
        if let Some(at) = upper.iter().position(|code| !is_known(code)) {
            let start = self.text.find(&codes[at]).unwrap_or(0);
            let (message, help) = unknown_code(&codes[at]);
            return Err(self.invalid(start..start + codes[at].len(), message, Some(help)));
        }
        Ok(upper)
    }

    fn form(&self, form: &toml::Spanned<String>) -> Result<Form, ConfigError> {
        Form::from_name(form.get_ref()).ok_or_else(|| {
            let names = FORMS.iter().map(|(_, name)| *name);
            let help = match suggestion(form.get_ref(), names.clone()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("the forms are {}", names.collect::<Vec<_>>().join(", ")),
            };
            self.invalid(form.span(), format!("unknown form `{}`", form.get_ref()), Some(help))
        })
    }

    fn date(&self, date: &toml::Spanned<String>) -> Result<Date, ConfigError> {
        date.get_ref().parse().map_err(|_| {
            let help = "write it as YYYY-MM-DD, for example 2025-09-25".to_owned();
            self.invalid(date.span(), format!("`{}` is no date", date.get_ref()), Some(help))
        })
    }
}

/// Whether a code or prefix, in capitals, names at least one rule.
pub(crate) fn is_known(code: &str) -> bool {
    !code.is_empty() && rules().any(|rule| rule.code.starts_with(code))
}

/// What to say of a code that names no rule.
pub(crate) fn unknown_code(code: &str) -> (String, String) {
    let close = suggestion(code, rules().map(|rule| rule.code));
    let help = match close {
        Some(known) => format!("did you mean {known}? `oreproof rules` lists them all"),
        None => "`oreproof rules` lists them all".to_owned(),
    };
    (format!("no rule is called `{code}`"), help)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { color: false, unicode: true, width: 80 };

    fn problem(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        fs::write(&path, text).unwrap();
        let error = Configs::new(Some(path), false, LOOK).settings(None).unwrap_err();
        let help = error.help().map(|help| help.to_string()).unwrap_or_default();
        format!("{error}\n{help}")
    }

    #[test]
    fn mistakes_are_shown_with_a_suggestion() {
        for (text, expected) in [
            ("selct = [\"VAL\"]\n", "did you mean `select`?"),
            ("form = \"new_article\"\n", "did you mean `news_article`?"),
            ("date = \"25 Sep\"\n", "YYYY-MM-DD"),
            ("ignore = [\"VAL01\"]\n", "did you mean VAL001?"),
        ] {
            let shown = problem(text);
            assert!(
                shown.contains(expected) && shown.contains(":1:") && shown.contains('━'),
                "{shown}"
            );
        }
    }

    #[test]
    fn globs_add_to_what_holds_for_all() {
        let folder = tempfile::tempdir().unwrap();
        let text = "ignore = [\"LAN\"]\n[[files]]\nglob = \"releases/**\"\nform = \"company_press_release\"\nignore = [\"UNI001\"]\n";
        fs::write(folder.path().join(NAME), text).unwrap();
        fs::create_dir(folder.path().join("releases")).unwrap();
        let release = folder.path().join("releases/a.txt");
        fs::write(&release, "x").unwrap();
        let mut configs = Configs::new(None, false, LOOK);
        let settings = configs.settings(Some(&release)).unwrap();
        assert_eq!(settings.ignore, ["LAN", "UNI001"]);
        assert_eq!(settings.form, Some(Form::CompanyPressRelease));
        assert_eq!(configs.settings(Some(&folder.path().join("b.txt"))).unwrap().ignore, ["LAN"]);
    }
}
