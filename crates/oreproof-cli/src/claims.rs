//! `oreproof claims`: what was understood of a document, quantity by quantity.

use std::process::ExitCode;

use clap::ValueEnum;
use oreproof::promise::{About, Places, Quantity, Reading, read};
use oreproof::rules::lexicon;
use oreproof_intake::{Jail, TextLayer, sources};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::config::Configs;
use crate::excerpt::Lines;
use crate::input::{self, InputArgs};
use crate::ui::{Done, Look, Stop, Style, Ui};

/// Print what was understood: every quantity with its fields.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Columns for the terminal.
    Table,
    /// For programs.
    Json,
    /// For a spreadsheet.
    Csv,
}

#[derive(Serialize)]
struct Row {
    file: String,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    byte_start: usize,
    byte_end: usize,
    quote: String,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    kind: String,
    bound: Option<String>,
    commodity: Option<&'static str>,
    place: Option<String>,
    as_of: Option<String>,
    category: Option<String>,
    speaker: Option<String>,
    modality: String,
    basis: Option<String>,
    ownership: Option<String>,
}

pub(crate) fn run(args: &Args, ui: &mut Ui) -> Done<ExitCode> {
    let jail = Jail::this_program(args.input.limits());
    let mut configs = Configs::new(None, false, ui.look);
    let mut rows = Vec::new();
    let found = sources(&args.input.paths);
    let mut failed = !found.problems.is_empty();
    for (path, problem) in &found.problems {
        ui.problem_at(Some(&path.display().to_string()), problem);
    }
    for source in &found.list {
        let settings =
            configs.settings(input::path(source)).map_err(|error| Stop::Failed(Box::new(error)))?;
        for layer in oreproof_intake::read(source, &jail) {
            match layer {
                Ok(layer) => rows.extend(understood(
                    &input::name(source),
                    args.input.about(&settings, &layer),
                    &layer,
                )),
                Err(error) => {
                    failed = true;
                    ui.problem_at(Some(&input::name(source)), &error);
                }
            }
        }
    }
    let text = match args.format {
        Format::Table => table(&rows, ui.look),
        Format::Json => format!(
            "{}\n",
            serde_json::to_string_pretty(&rows).expect("strings and numbers serialise")
        ),
        Format::Csv => csv(&rows),
    };
    ui.print(&text)?;
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// A row for each quantity of a document.
fn understood(file: &str, about: About, layer: &TextLayer) -> Vec<Row> {
    let reading = read(&layer.text, about, lexicon());
    let (places, lines) = (Places::new(&layer.text), Lines::new(&layer.text));
    reading
        .quantities
        .iter()
        .map(|quantity| row(file, &reading, quantity, &places, &lines))
        .collect()
}

fn row(
    file: &str,
    reading: &Reading<'_>,
    quantity: &Quantity,
    places: &Places<'_>,
    lines: &Lines<'_>,
) -> Row {
    let span = places.span(quantity.bytes.clone());
    let at = lines.position(quantity.bytes.start);
    let label = |value: &dyn erased::Name| value.name();
    Row {
        file: file.to_owned(),
        line: at.line,
        column: at.column,
        start: span.start,
        end: span.end,
        byte_start: span.byte_start,
        byte_end: span.byte_end,
        quote: reading.quote(&quantity.bytes).to_owned(),
        low: quantity.amount.low,
        high: quantity.amount.high,
        unit: quantity.unit.map(|unit| unit.to_string()),
        kind: label(&quantity.kind),
        bound: quantity.bound.map(|bound| label(&bound)),
        commodity: quantity.commodity.map(|commodity| commodity.name()),
        place: quantity.place.clone().map(|place| reading.place_name(place)),
        as_of: quantity.as_of.map(|period| period.to_string()),
        category: (!quantity.category.is_empty()).then(|| quantity.category.to_string()),
        speaker: reading.speaker_of(quantity).map(|speaker| speaker.label(reading)),
        modality: label(&quantity.modality),
        basis: quantity.basis.map(|basis| label(&basis)),
        ownership: quantity.ownership.map(|ownership| label(&ownership)),
    }
}

/// Names of values as they serialise, so that table, JSON and labels agree.
mod erased {
    use serde::Serialize;

    pub(super) trait Name {
        fn name(&self) -> String;
    }

    impl<T: Serialize> Name for T {
        fn name(&self) -> String {
            match serde_json::to_value(self) {
                Ok(serde_json::Value::String(name)) => name,
                _ => String::new(),
            }
        }
    }
}

/// The columns that matter to a reader, no wider than their contents.
fn table(rows: &[Row], look: Look) -> String {
    let head = ["line", "words", "value", "kind", "of", "as of", "category", "modality"]
        .map(str::to_owned);
    let body = rows.iter().map(|row| {
        let value = match (row.low, row.high) {
            (Some(low), Some(high)) if low == high => number(low),
            (Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
            (Some(low), None) => format!("≥ {}", number(low)),
            (None, Some(high)) => format!("≤ {}", number(high)),
            (None, None) => "?".to_owned(),
        };
        let bound = match row.bound.as_deref() {
            Some("min") => "≥ ",
            Some("max") => "≤ ",
            Some("approx") => "≈ ",
            _ => "",
        };
        let bound = if value.starts_with(['≥', '≤']) { "" } else { bound };
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            row.line.to_string(),
            row.quote.replace('\n', " "),
            format!("{bound}{value} {}", row.unit.as_deref().unwrap_or("?")),
            row.kind.clone(),
            row.commodity.unwrap_or_default().to_owned(),
            text(&row.as_of),
            text(&row.category),
            row.modality.clone(),
        ]
    });
    let all: Vec<[String; 8]> = std::iter::once(head).chain(body).collect();
    let widths: Vec<usize> = (0..8)
        .map(|column| all.iter().map(|row| row[column].width()).max().unwrap_or(0).min(44))
        .collect();
    let mut out = String::new();
    for (nth, row) in all.iter().enumerate() {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| {
                let cut = cut(cell, *width);
                let pad = " ".repeat(width.saturating_sub(cut.width()));
                format!("{cut}{pad}")
            })
            .collect();
        let line = cells.join("  ");
        let line = if nth == 0 {
            look.paint(Style::Bold, line.trim_end())
        } else {
            line.trim_end().to_owned()
        };
        out.push_str(&line);
        out.push('\n');
    }
    if rows.is_empty() {
        return "no quantities\n".to_owned();
    }
    out
}

fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut out = String::new();
    for c in cell.chars() {
        if out.width() + 2 > width {
            break;
        }
        out.push(c);
    }
    format!("{out}…")
}

/// A number with its thousands apart.
fn number(value: f64) -> String {
    let plain = format!("{value}");
    let (whole, part) = plain.split_once('.').map_or((plain.as_str(), None), |(w, p)| (w, Some(p)));
    let mut grouped = String::new();
    for (nth, digit) in whole.chars().enumerate() {
        if nth > 0 && (whole.len() - nth) % 3 == 0 && digit != '-' {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    part.map_or(grouped.clone(), |part| format!("{grouped}.{part}"))
}

fn csv(rows: &[Row]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Rows hold only strings and numbers, which always serialise.
        writer.serialize(row).expect("a row of strings and numbers serialises");
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
