//! `cargo xtask score`: measure the reader on labelled texts.

mod agree;
mod label;
mod tally;

use std::fs;
use std::path::{Path, PathBuf};

use miette::{IntoDiagnostic, Result, WrapErr};

pub(crate) use tally::Scores;

use crate::house::{self, say};

/// Measure the reader on labelled texts, and print how much it got right.
///
/// A label file is in the scheme `mineral-claims-gold/1`; form and date of each
/// text come from its `meta`. What the reader says is written in the same scheme,
/// one file a document.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// A folder of label files with their texts beside them, or one label file.
    labels: PathBuf,

    /// The text of a single label file, where it lies elsewhere.
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,

    /// Where to write what the reader says [default: target/score/NAME].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// Score the files in this folder instead of reading the texts.
    #[arg(long, value_name = "FOLDER", conflicts_with = "out")]
    predictions: Option<PathBuf>,

    /// Exit with 1 when the F1 of quantities or of findings is lower.
    #[arg(long, num_args = 2, value_names = ["QUANTITIES", "FINDINGS"])]
    fail_under: Option<Vec<f64>>,

    /// Print one line a document.
    #[arg(long)]
    per_document: bool,

    /// List what was missed and what was wrong.
    #[arg(long)]
    misses: bool,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let scores = match &args.predictions {
        Some(folder) => score(&args.labels, folder)?,
        None => {
            let out = args.out.clone().unwrap_or_else(|| default_out(&args.labels));
            predict(&args.labels, args.text.as_deref(), &out)?;
            score(&args.labels, &out)?
        }
    };
    say(&scores);
    if args.per_document {
        say(scores.per_document());
    }
    if args.misses {
        say(scores.misses());
    }
    let floor = args.fail_under.as_deref().unwrap_or(&[0.0, 0.0]);
    Ok(scores.reach(floor[0], floor[1]))
}

/// Reads every labelled text and writes what the reader says of it.
pub(crate) fn predict(labels: &Path, text: Option<&Path>, out: &Path) -> Result<()> {
    fs::create_dir_all(out).into_diagnostic()?;
    for label in label::gold(labels)? {
        let text = label.text(text)?;
        let said = oreproof::labels::predict(
            &label.id,
            &text,
            label.meta.form.as_deref(),
            label.meta.date.as_deref(),
        )
        .into_diagnostic()
        .wrap_err_with(|| format!("label {}", label.id))?;
        let json = serde_json::to_string_pretty(&said).into_diagnostic()?;
        fs::write(out.join(format!("{}.json", label.id)), json + "\n").into_diagnostic()?;
    }
    Ok(())
}

/// Compares a folder of predictions with the labels.
pub(crate) fn score(labels: &Path, predictions: &Path) -> Result<Scores> {
    let mut scores = Scores::default();
    for label in label::gold(labels)? {
        scores.add(&label, &label::prediction(predictions, &label.id)?);
    }
    Ok(scores)
}

fn default_out(labels: &Path) -> PathBuf {
    let name = labels.file_stem().unwrap_or_else(|| "labels".as_ref());
    house::target().join("score").join(name)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use serde_json::Value;

    use super::*;

    /// Spoils labels in every way that moves a count, the same way each time.
    fn spoil(label: &mut Value) {
        let quantities = label["quantities"].as_array_mut().unwrap();
        for (i, quantity) in quantities.iter_mut().enumerate() {
            let (start, end) = (quantity["start"].as_u64(), quantity["end"].as_u64());
            match i % 8 {
                0 => quantity["start"] = (start.unwrap() + 2).min(end.unwrap() - 1).into(),
                1 => quantity["unit"] = "kt".into(),
                2 => quantity["value"]["num"] = 7.into(),
                3 => quantity["end"] = (end.unwrap() + 9).into(),
                4 => quantity["kind"] = "other".into(),
                5 => drop(quantity.as_object_mut().unwrap().remove("place")),
                _ => {}
            }
        }
        if quantities.len() > 3 {
            let twice = quantities[2].clone();
            quantities.push(twice);
            quantities.remove(0);
        }
        let findings = label["findings"].as_array_mut().unwrap();
        for (i, finding) in findings.iter_mut().enumerate() {
            match i % 4 {
                0 => finding["rule"] = "LAN001".into(),
                1 => finding["start"] = (finding["start"].as_u64().unwrap() / 2).into(),
                _ => {}
            }
        }
    }

    /// The reference scorer stands beside the project; its printed table and ours
    /// are the same to the character.
    #[test]
    fn the_table_is_the_reference_scorers_table() {
        let shared = house::root().join("../shared");
        let (tool, dev) = (shared.join("tools/score_corpus.py"), shared.join("data/corpus/dev"));
        if !tool.is_file() || !dev.is_dir() {
            eprintln!("skipped: ../shared with the reference scorer is absent");
            return;
        }
        let folder = house::target().join("score-test");
        fs::create_dir_all(&folder).unwrap();
        for label in label::gold(&dev).unwrap() {
            let name = format!("{}.json", label.id);
            let mut value: Value =
                serde_json::from_slice(&fs::read(dev.join(&name)).unwrap()).unwrap();
            spoil(&mut value);
            fs::write(folder.join(&name), value.to_string()).unwrap();
        }
        let mut python = Command::new("python3");
        let Ok(out) = python.arg(tool).arg(&dev).arg(&folder).arg("--per-document").output() else {
            eprintln!("skipped: no python3 to run the reference scorer with");
            return;
        };
        let scores = score(&dev, &folder).unwrap();
        let ours = format!("{scores}\n{}", scores.per_document());
        assert_eq!(ours, String::from_utf8(out.stdout).unwrap());
        assert!(scores.quantities.f1() < 1.0 && scores.findings.f1() < 1.0, "nothing was spoilt");
    }
}
