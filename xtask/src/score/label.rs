//! Label files in the scheme `mineral-claims-gold/1`, read for scoring.

use std::fs;
use std::path::{Path, PathBuf};

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The scheme that this module reads.
pub(crate) const SCHEMA: &str = "mineral-claims-gold/1";

/// One document's quantities and findings, said or labelled.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Label {
    #[serde(default)]
    pub(crate) schema: String,
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) text_file: String,
    #[serde(default)]
    pub(crate) meta: Meta,
    #[serde(default)]
    pub(crate) quantities: Vec<Quantity>,
    #[serde(default)]
    pub(crate) findings: Vec<Finding>,
    #[serde(skip)]
    path: PathBuf,
}

/// What a checker is told of a document beside its text.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Meta {
    pub(crate) form: Option<String>,
    pub(crate) date: Option<String>,
}

/// One quantity: where, how much, and whatever else is said of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Quantity {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(default)]
    pub(crate) quote: String,
    #[serde(default)]
    pub(crate) value: Value,
    pub(crate) unit: Option<String>,
    /// Kind, commodity and the rest. A key that is absent was not attempted.
    #[serde(flatten)]
    pub(crate) attributes: Map<String, Value>,
}

/// One finding: where, and by which rule.
#[derive(Debug, Deserialize)]
pub(crate) struct Finding {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(default)]
    pub(crate) quote: String,
    pub(crate) rule: String,
}

impl Label {
    /// The text that the label is about: beside it, or where the caller says.
    pub(crate) fn text(&self, given: Option<&Path>) -> Result<String> {
        let path = given.map_or_else(|| self.path.with_file_name(&self.text_file), PathBuf::from);
        let text = fs::read_to_string(&path)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot read the text {}", path.display()))?;
        self.check(&text)?;
        Ok(text)
    }

    /// Every quote stands at its offsets, which count Unicode scalar values.
    fn check(&self, text: &str) -> Result<()> {
        let starts: Vec<usize> =
            text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let quantities = self.quantities.iter().map(|q| (q.start, q.end, &q.quote));
        let findings = self.findings.iter().map(|f| (f.start, f.end, &f.quote));
        for (start, end, quote) in quantities.chain(findings) {
            let found = starts.get(start).zip(starts.get(end)).and_then(|(a, b)| text.get(*a..*b));
            if found != Some(quote) {
                return Err(miette!(
                    "{}: {quote:?} is not at {start}..{end}, where the text has {found:?}",
                    self.path.display()
                ));
            }
        }
        Ok(())
    }
}

/// Every label in a folder, by name, or the one in a file.
pub(crate) fn gold(place: &Path) -> Result<Vec<Label>> {
    let mut paths = vec![place.to_owned()];
    if place.is_dir() {
        let entries = fs::read_dir(place).into_diagnostic()?.filter_map(|e| Some(e.ok()?.path()));
        paths = entries.filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
        paths.sort();
    }
    let mut labels = Vec::new();
    for path in paths {
        // A folder may hold other JSON beside the labels; it is passed over.
        let label = if place.is_dir() { read(&path).unwrap_or_default() } else { read(&path)? };
        if label.schema == SCHEMA {
            labels.push(label);
        }
    }
    match labels.is_empty() {
        true => Err(miette!("no {SCHEMA} labels in {}", place.display())),
        false => Ok(labels),
    }
}

/// What was said of one document; nothing, where there is no file.
pub(crate) fn prediction(folder: &Path, id: &str) -> Result<Label> {
    let path = folder.join(format!("{id}.json"));
    if path.is_file() { read(&path) } else { Ok(Label::default()) }
}

fn read(path: &Path) -> Result<Label> {
    let bytes = fs::read(path)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", path.display()))?;
    let mut label: Label = serde_json::from_slice(&bytes)
        .into_diagnostic()
        .wrap_err_with(|| format!("{} is no label", path.display()))?;
    label.path = path.to_owned();
    let quantities = label.quantities.iter().map(|q| (q.start, q.end));
    let empty =
        quantities.chain(label.findings.iter().map(|f| (f.start, f.end))).find(|(a, b)| a >= b);
    match empty {
        Some((start, end)) => Err(miette!("{}: empty span {start}..{end}", path.display())),
        None => Ok(label),
    }
}
