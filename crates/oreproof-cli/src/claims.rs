//! `oreproof claims`: what was understood of a document, quantity by quantity and claim by claim.

use std::process::ExitCode;

use clap::ValueEnum;
use oreproof::promise::{About, Claim, Places, Quantity, Reading, claims, read};
use oreproof::rules::lexicon;
use oreproof_intake::{Jail, TextLayer, sources};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::config::Configs;
use crate::excerpt::Lines;
use crate::input::{self, InputArgs};
use crate::ui::{Done, Look, Stop, Style, Ui};

/// Print what was understood: every quantity and every claim with its fields.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Print only the quantities or only the claims; a CSV holds the quantities unless told.
    #[arg(long, value_enum)]
    only: Option<Only>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Numbers with their units.
    Quantities,
    /// Statements of record, with who makes them.
    Claims,
}

/// What was understood of one document.
#[derive(Serialize)]
struct Understood {
    file: String,
    form: &'static str,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantities: Option<Vec<Row>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Vec<Claim>>,
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
    let mut documents = Vec::new();
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
                Ok(layer) => {
                    let about = args.input.about(&settings, &layer);
                    documents.push(understood(&input::name(source), about, &layer, args.only));
                }
                Err(error) => {
                    failed = true;
                    ui.problem_at(Some(&input::name(source)), &error);
                }
            }
        }
    }
    let rows = || documents.iter().flat_map(|document| document.quantities.iter().flatten());
    let claims =
        || documents.iter().flat_map(|d| d.claims.iter().flatten().map(|c| (d.file.as_str(), c)));
    let text = match (args.format, args.only) {
        (Format::Table, Some(Only::Claims)) => claim_list(claims(), ui.look),
        (Format::Table, Some(Only::Quantities)) => table(&rows().collect::<Vec<_>>(), ui.look),
        (Format::Table, None) => {
            let quantities = table(&rows().collect::<Vec<_>>(), ui.look);
            format!("{quantities}\n{}", claim_list(claims(), ui.look))
        }
        (Format::Json, _) => {
            let all = serde_json::json!({ "schema": "oreproof-claims/1", "documents": documents });
            format!("{all:#}\n")
        }
        (Format::Csv, Some(Only::Claims)) => {
            csv(claims().map(|(file, claim)| ClaimRow::new(file, claim)))
        }
        (Format::Csv, _) => csv(rows()),
    };
    ui.print(&text)?;
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// The quantities and claims of a document.
fn understood(file: &str, about: About, layer: &TextLayer, only: Option<Only>) -> Understood {
    let reading = read(&layer.text, about, lexicon());
    let (places, lines) = (Places::new(&layer.text), Lines::new(&layer.text));
    let rows = || {
        reading
            .quantities
            .iter()
            .map(|quantity| row(file, &reading, quantity, &places, &lines))
            .collect()
    };
    Understood {
        file: file.to_owned(),
        form: about.form.name(),
        date: about.date.map(|date| date.to_string()),
        quantities: (only != Some(Only::Claims)).then(rows),
        claims: (only != Some(Only::Quantities)).then(|| claims(&reading)),
    }
}

/// A claim in the cells of a spreadsheet.
#[derive(Serialize)]
struct ClaimRow<'a> {
    file: &'a str,
    start: usize,
    end: usize,
    kind: String,
    subject: &'a str,
    predicate: &'a str,
    figures: String,
    modality: String,
    source: &'a str,
    manner: String,
    anonymous: bool,
    interest: String,
    commodity: &'a str,
    place: &'a str,
    category: String,
    instrument: &'a str,
    dates: String,
    sentence: &'a str,
}

impl<'a> ClaimRow<'a> {
    fn new(file: &'a str, claim: &'a Claim) -> Self {
        use erased::Name as _;
        let source = claim.source.as_ref();
        let figures: Vec<&str> =
            claim.figures.iter().map(|figure| figure.words.quote.as_str()).collect();
        let dates: Vec<String> = claim.dates.iter().map(|date| date.period.to_string()).collect();
        let words = |quoted: &'a Option<oreproof::promise::claim::Quoted>| {
            quoted.as_ref().map_or("", |q| q.quote.as_str())
        };
        Self {
            file,
            start: claim.sentence.span.start,
            end: claim.sentence.span.end,
            kind: claim.kind.name(),
            subject: words(&claim.subject),
            predicate: words(&claim.predicate),
            figures: figures.join("; "),
            modality: claim.modality.name(),
            source: source.map_or("", |source| source.name.as_str()),
            manner: source
                .and_then(|source| source.manner)
                .map_or(String::new(), |manner| manner.name()),
            anonymous: source.is_some_and(|source| source.anonymous),
            interest: source
                .and_then(|source| source.interest)
                .map_or(String::new(), |role| role.name()),
            commodity: claim.commodity.map_or("", |commodity| commodity.name()),
            place: claim.place.as_deref().unwrap_or(""),
            category: claim.category.to_string(),
            instrument: claim.instrument.as_ref().map_or("", |paper| paper.words.quote.as_str()),
            dates: dates.join("; "),
            sentence: &claim.sentence.quote,
        }
    }
}

/// A claim in two lines: what it says and of what kind, and who says it.
fn claim_list<'a>(claims: impl Iterator<Item = (&'a str, &'a Claim)>, look: Look) -> String {
    let mut out = String::new();
    for (file, claim) in claims {
        let row = ClaimRow::new(file, claim);
        let cells = [row.commodity, row.place, &row.category, row.instrument, &row.dates];
        let about: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        let who = match (row.source, row.anonymous) {
            ("", _) => "nobody named".to_owned(),
            (name, true) => format!("{name} (unnamed)"),
            (name, false) => name.to_owned(),
        };
        let manner =
            if row.manner.is_empty() { String::new() } else { format!(", {}", row.manner) };
        let head = look.paint(Style::Bold, format!("{} ({})", row.kind, row.modality));
        out.push_str(&format!(
            "{head}  {}\n",
            cut(&row.sentence.replace('\n', " "), look.width.saturating_sub(24))
        ));
        out.push_str(&format!("    said by {who}{manner}"));
        if !about.is_empty() {
            out.push_str(&format!("; {}", about.join(", ")));
        }
        out.push('\n');
    }
    if out.is_empty() { "no claims\n".to_owned() } else { out }
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
fn table(rows: &[&Row], look: Look) -> String {
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

fn csv(rows: impl Iterator<Item = impl Serialize>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Rows hold only strings and numbers, which always serialise.
        writer.serialize(row).expect("a row of strings and numbers serialises");
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
