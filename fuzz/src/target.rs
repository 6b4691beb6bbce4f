//! What is fuzzed: how an input is made, and what reads it.

use std::io::Cursor;
use std::path::PathBuf;

use oreproof::rules::rules;
use oreproof_ground::hole::{
    BelowDetection, Bounds, CompositeChoices, Cut, Desurvey, DipSign, HoleChoices, Overlap, Tail,
    Unsurveyed, composite, read_holes,
};
use oreproof_intake::drill::{Sheet, detect, tables};
use oreproof_intake::{IntakeError, Jail, Limits, TextLayer, docx, geoeas, html, pdf, plain, warc};

use crate::dice::Dice;
use crate::mutate::mutate;
use crate::seeds;

/// A reader under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Target {
    /// Text through grammar and rules.
    Grammar,
    /// Bytes of unknown encoding to text.
    Plain,
    /// Web pages.
    Html,
    /// PDF files.
    Pdf,
    /// DOCX packages.
    Docx,
    /// Web archives.
    Warc,
    /// The tables of a drill campaign.
    Drill,
    /// GSLIB files.
    Geoeas,
}

/// Every target, in the order it is run.
pub const ALL: [Target; 8] = [
    Target::Grammar,
    Target::Plain,
    Target::Html,
    Target::Pdf,
    Target::Docx,
    Target::Warc,
    Target::Drill,
    Target::Geoeas,
];

/// Forms and dates that texts are checked under.
const ABOUT: &[(Option<&str>, Option<&str>)] = &[
    (None, None),
    (Some("news_article"), Some("2025-09-25")),
    (Some("company_press_release"), Some("2024-02-29")),
    (Some("ministry_thread"), Some("0001-01-01")),
    (Some("technical_report_summary"), Some("9999-12-31")),
];

/// Everything that inputs are made from, built once a process.
#[derive(Debug)]
pub struct Kitchen {
    seeds: Vec<Vec<u8>>,
    target: Target,
}

/// How a reader took an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It gave a text or a reading.
    Read,
    /// It gave a typed error.
    Refused,
}

impl Target {
    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grammar => "grammar",
            Self::Plain => "plain",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Warc => "warc",
            Self::Drill => "drill",
            Self::Geoeas => "geoeas",
        }
    }

    fn seeds(self) -> Vec<Vec<u8>> {
        match self {
            Self::Grammar => {
                // Every rule's own examples, so that edits reach into every rule.
                let examples = rules().flat_map(|rule| rule.fires_on.iter().chain(rule.silent_on));
                let examples = examples.map(|example| example.text);
                seeds::TEXTS.iter().copied().chain(examples).map(Into::into).collect()
            }
            Self::Plain => seeds::TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect(),
            Self::Html => seeds::pages(),
            Self::Pdf => seeds::pdfs(),
            Self::Docx => seeds::docx_parts(),
            Self::Warc => seeds::warcs(),
            Self::Drill => seeds::CAMPAIGNS.iter().map(|text| text.as_bytes().to_vec()).collect(),
            Self::Geoeas => seeds::GEOEAS.iter().map(|text| text.as_bytes().to_vec()).collect(),
        }
    }

    fn words(self) -> &'static [&'static [u8]] {
        match self {
            Self::Grammar | Self::Plain => seeds::TEXT_WORDS,
            Self::Html => seeds::HTML_WORDS,
            Self::Pdf => seeds::PDF_WORDS,
            Self::Docx => seeds::DOCX_WORDS,
            Self::Warc => seeds::WARC_WORDS,
            Self::Drill | Self::Geoeas => seeds::TABLE_WORDS,
        }
    }
}

impl Kitchen {
    /// Prepares a target.
    pub fn new(target: Target) -> Self {
        Self { seeds: target.seeds(), target }
    }

    /// The input of this number.
    pub fn input(&self, seed: u64, number: u64) -> Vec<u8> {
        let mut dice = Dice::new(seed, number);
        let words = self.target.words();
        let document = match self.target {
            // Neighbours in the same text, as rules and quantities meet in one.
            Target::Grammar => {
                (0..1 + dice.below(4)).flat_map(|_| dice.pick(&self.seeds)).collect::<Vec<u8>>()
            }
            _ => dice.pick(&self.seeds),
        };
        let mut edited = |bytes: &[u8]| mutate(bytes, words, &self.seeds, &mut dice);
        match self.target {
            // Half of the edits go inside the packing and half hit the package.
            Target::Docx if number.is_multiple_of(2) => seeds::docx(&edited(&document)),
            Target::Docx => edited(&seeds::docx(&document)),
            Target::Warc if number % 4 == 1 => seeds::gzipped(&edited(&document)),
            Target::Warc if number % 8 == 3 => edited(&seeds::gzipped(&document)),
            _ => edited(&document),
        }
    }

    /// Gives an input to the reader.
    pub fn serve(&self, input: &[u8], number: u64) -> Taken {
        let limits = Limits::default();
        match self.target {
            Target::Grammar => grammar(input, number),
            Target::Plain => {
                let format = oreproof_intake::Format::Text;
                layer(&plain::read(input.to_vec(), format, &limits))
            }
            Target::Html => layer(&html::read(input, None, &limits)),
            Target::Pdf => layer(&pdf::read(input, &limits)),
            Target::Docx => layer(&docx::read(input, &limits)),
            Target::Warc => archive(input, limits),
            Target::Drill => campaign(input),
            Target::Geoeas => {
                let text = String::from_utf8_lossy(input);
                match geoeas::read(&text, |value| value <= -998.0) {
                    Ok(file) => {
                        geoeas::write(&file, -999.0).map_or(Taken::Refused, |_| Taken::Read)
                    }
                    Err(_) => Taken::Refused,
                }
            }
        }
    }
}

/// Checks a text. Making the label cuts every quote out of it, so a span that
/// lies outside or cuts a character is found too.
fn grammar(input: &[u8], number: u64) -> Taken {
    let (form, date) = ABOUT[number as usize % ABOUT.len()];
    let text = String::from_utf8_lossy(input);
    match oreproof::labels::predict("fuzz", &text, form, date) {
        Ok(_) => Taken::Read,
        Err(_) => Taken::Refused,
    }
}

/// A text that was read leads back to where it came from, at every place.
fn layer(read: &Result<TextLayer, IntakeError>) -> Taken {
    let Ok(layer) = read else { return Taken::Refused };
    let text = &layer.text;
    let middle = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    for range in [0..0, 0..middle, middle..text.len(), text.len()..text.len()] {
        let _ = layer.origin.place(range);
    }
    Taken::Read
}

/// Places holes, composites them, and asks where they run. A line of `====` parts the tables.
fn campaign(input: &[u8]) -> Taken {
    let mut problems = Vec::new();
    let parts = input.split(|byte| *byte == b'=').filter(|part| !part.is_empty());
    let sheets = parts.zip(["a.csv", "b.csv", "c.csv", "d.csv"]);
    let sheets: Vec<Sheet> =
        sheets.filter_map(|(part, name)| Sheet::read(name, part, &mut problems).ok()).collect();
    let Some(mapping) = detect(&sheets, Some(DipSign::NegativeDown)).mapping else {
        return Taken::Refused;
    };
    let Ok(tables) = tables(&sheets, &mapping) else { return Taken::Refused };
    let choices = HoleChoices {
        dip: mapping.dip,
        desurvey: Desurvey::MinimumCurvature,
        unsurveyed: Unsurveyed::AsPlanned,
        overlap: Overlap::UpperCounts,
        below_detection: BelowDetection::HalfLimit,
        missing: vec![-99.0],
    };
    let (holes, _) = read_holes(&tables, &choices, &Bounds::default());
    for (hole_idx, hole) in holes.holes.iter().enumerate() {
        hole.trace.at(holes.end(hole_idx));
    }
    let cut = Cut::FromContact { length: 3.0, tail: Tail::Spread };
    let choices = CompositeChoices { cut, domain: None, density: None, minimum_coverage: 0.5 };
    for table in &holes.intervals {
        // Depths beyond all measure are refused, as their composites would fill the memory.
        let _ = composite(&holes, table, &choices);
    }
    Taken::Read
}

fn archive(input: &[u8], limits: Limits) -> Taken {
    // No program: a page in a foreign binary format is refused, not run.
    let jail = Jail { program: PathBuf::new(), limits };
    let mut taken = Taken::Refused;
    for page in warc::records(Cursor::new(input), &jail.limits) {
        if let Ok(Ok(Some(read))) = page.map(|page| page.read(&jail)) {
            taken = layer(&Ok(read));
        }
    }
    taken
}
