//! The road from the files of a case to its weighing.
//!
//! Values in, values out: whoever calls opens the files. The case is read, the texts at hand are
//! held against its quotes and read by the rules, what came to be known later is left out, and
//! the rest is weighed.

use std::collections::BTreeSet;

use jiff::civil::Date;
use miette::Diagnostic;
use oreproof_case::model::Sampling;
use oreproof_case::{Case, Later, Problem, quotes, read_with, verify};
use oreproof_reference::Tables;
use oreproof_reference::price::Form;
use oreproof_weigh::odds::{self, Analysis, Asked};
use oreproof_weigh::{Desk, Figures, Need, Watch, Weighing, weigh_watched};

use crate::remarks::{self, Text};

/// What a case is weighed with.
#[derive(Clone, Copy, Debug)]
pub struct Road<'a> {
    /// The reference tables.
    pub tables: &'a Tables,
    /// The day of the weighing; `None` for the day that the case chooses.
    pub as_of: Option<Date>,
    /// Texts of documents that the case cites and does not hold.
    pub texts: &'a [String],
    /// What the draws of the case are otherwise.
    pub draws: Drawn,
    /// Who watches.
    pub watch: Watch<'a>,
}

/// What the draws of a case are otherwise, for one weighing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Another seed.
    pub seed: Option<u64>,
    /// Another number of draws.
    pub n: Option<u64>,
    /// Another way to lay them out.
    pub sampling: Option<Sampling>,
}

impl Drawn {
    /// Puts them in the place of the case's own.
    fn put(self, case: &mut Case) {
        if let Some(draws) = &mut case.draws {
            draws.seed = self.seed.unwrap_or(draws.seed);
            draws.n = self.n.unwrap_or(draws.n);
            draws.sampling = self.sampling.unwrap_or(draws.sampling);
        }
    }
}

impl Default for Road<'_> {
    fn default() -> Self {
        let (draws, watch) = (Drawn::default(), Watch::default());
        Self { tables: Tables::built_in(), as_of: None, texts: &[], draws, watch }
    }
}

/// A case weighed.
#[derive(Clone, Debug)]
pub struct Walked {
    /// The case, with only what was known on the day.
    pub case: Case,
    /// Its weighing.
    pub weighing: Weighing,
    /// What in the case its author should mend.
    pub problems: Vec<Problem>,
    /// What was left out as later than the day.
    pub later: Vec<Later>,
}

/// Why a case is not weighed.
#[derive(Clone, Debug, Diagnostic, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RoadError {
    /// Neither the case nor the caller names the day.
    #[error("the case does not say its day")]
    #[diagnostic(
        code("weigh::no-day"),
        help("write `as_of = 2025-10-01` under [choices]; nothing later is taken to be known")
    )]
    NoDay {
        /// What in the case its author should mend, of which this may be a consequence.
        problems: Vec<Problem>,
    },
}

/// Weighs the files of a case, each by its path inside the folder and its bytes.
///
/// A problem in the case does not stop the weighing: what was understood is weighed, and the
/// problems are handed on beside it.
///
/// # Errors
///
/// When neither `road` nor the case names a day.
///
/// # Example
///
/// ```
/// use oreproof::weigh::{Road, weigh};
///
/// let case = r#"
/// [case]
/// title = "Tarn Hill"
///
/// [choices]
/// as_of = 2025-03-01
///
/// [[sources]]
/// id = "gazette"
/// title = "Tarn Hill holds a fortune"
/// kind = "press"
/// url = "https://example.org/tarn"
///
/// [[claims]]
/// id = "vast"
/// says = "Tarn Hill holds 2 million tonnes of copper"
/// kind = "contained"
/// basis = "contained"
/// source = "gazette"
/// attribution = "reporter"
/// commodities = ["copper"]
/// modality = "asserted"
/// value = "2 million t"
/// "#;
/// let walked = weigh(&[("case.toml", case)], &Road::default())?;
/// assert!(walked.problems.is_empty());
/// assert_eq!(walked.weighing.claims[0].verdict.word(), "unproven");
/// # Ok::<(), oreproof::weigh::RoadError>(())
/// ```
pub fn weigh<N: AsRef<str>, B: AsRef<[u8]>>(
    files: &[(N, B)],
    road: &Road<'_>,
) -> Result<Walked, RoadError> {
    let Ready { case, day, quoted, texts, problems, later } = ready(files, road)?;
    let mut weighing = weigh_watched(&case, road.tables, day, &quoted, road.watch);
    weighing.remarks = remarks::remarks(&case, &texts, road.tables, road.watch);
    Ok(Walked { case, weighing, problems, later })
}

/// The odds station of a case alone.
#[derive(Clone, Debug)]
pub struct Analysed {
    /// The case, with only what was known on the day.
    pub case: Case,
    /// The day.
    pub day: Date,
    /// The analysis, or what is missing for one.
    pub analysis: Result<Analysis, Need>,
    /// The numbers that it names.
    pub figures: Figures,
    /// What in the case its author should mend.
    pub problems: Vec<Problem>,
    /// What was left out as later than the day.
    pub later: Vec<Later>,
}

/// Draws the project of a case and nothing else: the odds station alone.
///
/// # Errors
///
/// When neither `road` nor the case names a day.
pub fn analyse<N: AsRef<str>, B: AsRef<[u8]>>(
    files: &[(N, B)],
    road: &Road<'_>,
    asked: &Asked,
) -> Result<Analysed, RoadError> {
    let Ready { case, day, problems, later, .. } = ready(files, road)?;
    let mut desk = Desk { watch: road.watch, ..Desk::new(&case, road.tables, day) };
    let analysis = odds::analyse(&mut desk, asked);
    let figures = desk.figures;
    Ok(Analysed { case, day, analysis, figures, problems, later })
}

/// A case read and cut to what was known on its day.
struct Ready<'t> {
    case: Case,
    day: Date,
    /// The documents whose text is at hand and in which every quote was found.
    quoted: BTreeSet<String>,
    texts: Vec<Text<'t>>,
    problems: Vec<Problem>,
    later: Vec<Later>,
}

fn ready<'t, N: AsRef<str>, B: AsRef<[u8]>>(
    files: &'t [(N, B)],
    road: &Road<'t>,
) -> Result<Ready<'t>, RoadError> {
    let parsed = read_with(files, &|path| price(road.tables, path));
    let (case, mut problems) = (parsed.case, parsed.problems);
    let mut texts = held(files, &case);
    // What the reader of the case found wrong in these is told already.
    let is_quoted = |text: &&Text<'_>| verify(&case, text.text).1.is_empty();
    let mut quoted: BTreeSet<String> =
        texts.iter().filter(is_quoted).map(|text| text.document.clone()).collect();
    for text in road.texts {
        let (_, found) = verify(&case, text);
        let hash = quotes::sha256(text);
        let cited = case.documents.iter().filter(|document| document.sha256 == hash);
        for document in cited {
            texts.push(Text { document: document.id.id.clone(), text });
            if found.is_empty() {
                quoted.insert(document.id.id.clone());
            }
        }
        problems.extend(found);
    }
    let chosen = case.choices.as_ref().and_then(|choices| choices.as_of);
    let Some(day) = road.as_of.or(chosen) else {
        return Err(RoadError::NoDay { problems });
    };
    let (mut case, later) = case.known_on(day);
    road.draws.put(&mut case);
    Ok(Ready { case, day, quoted, texts, problems, later })
}

/// The texts that lie in the case and are what the case says they are.
fn held<'t, N: AsRef<str>, B: AsRef<[u8]>>(files: &'t [(N, B)], case: &Case) -> Vec<Text<'t>> {
    let texts = files.iter().filter_map(|(_, bytes)| std::str::from_utf8(bytes.as_ref()).ok());
    let texts: Vec<(String, &str)> = texts.map(|text| (quotes::sha256(text), text)).collect();
    let of = |document: &oreproof_case::model::Document| {
        document.text.as_ref()?;
        let (_, text) = texts.iter().find(|(hash, _)| *hash == document.sha256)?;
        Some(Text { document: document.id.id.clone(), text })
    };
    case.documents.iter().filter_map(of).collect()
}

/// A price of the reference tables by its path, `prices/copper/2024` or with the form of what is
/// no metal, `prices/lithium/carbonate/2024`: the middle of what it may be.
///
/// # Errors
///
/// What is needed for it, when the path names none that the tables have.
pub fn price(tables: &Tables, path: &str) -> Result<String, String> {
    let row = || format!("a path such as prices/copper/2024, not {path}");
    let parts: Vec<&str> = path.split('/').collect();
    let (commodity, form, period) = match parts[..] {
        ["prices", commodity, period] => (commodity, None, period),
        ["prices", commodity, form, period] => (commodity, Some(form), period),
        _ => return Err(row()),
    };
    let form = match form {
        Some(name) => Some(Form::by_name(name).ok_or_else(row)?),
        None => None,
    };
    let period = period.parse().map_err(|_| row())?;
    let range = tables.price_during(commodity, form, period).map_err(|known| known.needs())?;
    let middle = f64::midpoint(range.printed_low, range.printed_high);
    Ok(format!("{middle} {}", range.unit))
}
