//! What in a case its author should mend.

use miette::Diagnostic;
use oreproof_units::{ParseError, Unit};
use thiserror::Error;

use crate::geo::GeoFault;
use crate::place::Place;
use crate::refs::Kind;

/// Something in a case that its author should mend.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// The file is not TOML.
    #[error("not TOML: {message}")]
    #[diagnostic(
        code("case::syntax"),
        help("see toml.io; text stands in quotes and tables in brackets")
    )]
    Syntax {
        /// What the parser says.
        message: String,
        /// Where it stopped.
        #[label("here")]
        at: Place,
    },
    /// The file is not UTF-8 text.
    #[error("not UTF-8 text")]
    #[diagnostic(code("case::not-text"), help("save the file as UTF-8"))]
    NotText {
        /// The first byte that is none.
        #[label("here")]
        at: Place,
    },
    /// The format has no such key in this table.
    #[error("unknown key `{key}`")]
    #[diagnostic(code("case::unknown-key"), help("the keys here are {}", known.join(", ")))]
    UnknownKey {
        /// As written.
        key: String,
        /// What may stand here.
        known: &'static [&'static str],
        /// What was probably meant.
        suggestion: Option<&'static str>,
        /// The key.
        #[label("{}", suggestion.map_or("not a key".to_owned(), |key| format!("did you mean `{key}`?")))]
        at: Place,
    },
    /// The key takes one of a closed list of words.
    #[error("`{key}` cannot be `{word}`")]
    #[diagnostic(code("case::unknown-word"), help("it is one of {}", known.join(", ")))]
    UnknownWord {
        /// The key.
        key: String,
        /// As written.
        word: String,
        /// What may stand here.
        known: Vec<&'static str>,
        /// What was probably meant.
        suggestion: Option<&'static str>,
        /// The word.
        #[label("{}", suggestion.map_or("unknown".to_owned(), |word| format!("did you mean `{word}`?")))]
        at: Place,
    },
    /// The entry is not complete without the key.
    #[error("`{key}` is missing from `{table}`")]
    #[diagnostic(code("case::missing-key"), help("add `{key} = …`"))]
    MissingKey {
        /// The table.
        table: String,
        /// The key.
        key: &'static str,
        /// The entry.
        #[label("no `{key}` here")]
        at: Place,
    },
    /// The value is of another type than the key takes.
    #[error("`{key}` should be {expected}; found {found}")]
    #[diagnostic(code("case::wrong-type"), help("write {expected}"))]
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        expected: String,
        /// What stands there.
        found: &'static str,
        /// The value.
        #[label("this is a {found}")]
        at: Place,
    },
    /// Text with nothing in it says nothing.
    #[error("`{key}` is empty")]
    #[diagnostic(code("case::empty"), help("leave the key out where there is nothing to say"))]
    Empty {
        /// The key.
        key: String,
        /// The value.
        #[label("nothing")]
        at: Place,
    },
    /// A name is used in references, so it is kept plain.
    #[error("`{id}` is no plain name")]
    #[diagnostic(
        code("case::bad-id"),
        help("use small letters, digits, hyphens, dots and underscores: reko-diq")
    )]
    BadId {
        /// As written.
        id: String,
        /// Where.
        #[label("this name")]
        at: Place,
    },
    /// Two entries of one kind have one name, so a reference would be of either.
    #[error("two entries of `{}` are called `{id}`", kind.table())]
    #[diagnostic(code("case::duplicate-id"), help("the first is at {first}; rename one"))]
    DuplicateId {
        /// Their kind.
        kind: Kind,
        /// The name.
        id: String,
        /// The first.
        first: Place,
        /// The second.
        #[label("again here")]
        at: Place,
    },
    /// Nothing in the case has the name.
    #[error("no {} is called `{id}`", kinds(allowed))]
    #[diagnostic(code("case::dangling-reference"), help("add an entry to {}", tables(allowed)))]
    DanglingReference {
        /// The kinds it may be of.
        allowed: &'static [Kind],
        /// The name.
        id: String,
        /// What was probably meant.
        suggestion: Option<String>,
        /// The reference.
        #[label("{}", suggestion.as_ref().map_or("not in the case".to_owned(), |id| format!("did you mean `{id}`?")))]
        at: Place,
    },
    /// A table that a case has once is written twice.
    #[error("`[{table}]` is written twice")]
    #[diagnostic(code("case::twice"), help("keep one of the two, in whichever file"))]
    Twice {
        /// The table.
        table: String,
        /// The second.
        #[label("again here")]
        at: Place,
    },
    /// The text is no quantity.
    #[error("`{text}` is no quantity: {error}")]
    #[diagnostic(
        code("case::bad-quantity"),
        help(
            "write a number and a unit: 3,000 Mt, 0.48 %, 4.03 USD/lb, 45 Mt/a, 5.57 billion USD"
        )
    )]
    BadQuantity {
        /// As written.
        text: String,
        /// What is not understood.
        error: ParseError,
        /// Where.
        #[label("not understood")]
        at: Place,
    },
    /// A number without a unit is no quantity.
    #[error("`{key}` has no unit")]
    #[diagnostic(code("case::no-unit"), help("write it in quotes with its unit: \"{example}\""))]
    NoUnit {
        /// The key.
        key: String,
        /// How one is written.
        example: &'static str,
        /// The value.
        #[label("of what?")]
        at: Place,
    },
    /// The unit measures something else than the key asks for.
    #[error("`{key}` should be {expected}; {unit} is none")]
    #[diagnostic(code("case::wrong-measure"), help("write it as \"{example}\""))]
    WrongMeasure {
        /// The key.
        key: String,
        /// What it takes.
        expected: &'static str,
        /// How one is written.
        example: &'static str,
        /// The unit as read.
        unit: Unit,
        /// The value.
        #[label("in {unit}")]
        at: Place,
    },
    /// A dollar or a rupee could be of many countries.
    #[error("{unit} names no country's money")]
    #[diagnostic(code("case::bare-currency"), help("write USD, AUD, CAD, PKR or INR"))]
    BareCurrency {
        /// The unit as read.
        unit: Unit,
        /// The value.
        #[label("whose?")]
        at: Place,
    },
    /// A value says nothing about where it is from.
    #[error("`{key}` has no source")]
    #[diagnostic(
        code("case::no-source"),
        help(
            "write {{ value = …, source = \"…\" }}, or put `source` in its table; what is worked out says `derived`, what is supposed says `assumed`"
        )
    )]
    NoSource {
        /// The key.
        key: String,
        /// The value.
        #[label("who says so?")]
        at: Place,
    },
    /// A statement names two things behind it.
    #[error("`{key}` names two origins")]
    #[diagnostic(
        code("case::two-origins"),
        help("one statement has one origin; two sources make a list of two statements")
    )]
    TwoOrigins {
        /// The key.
        key: String,
        /// The second.
        #[label("the second")]
        at: Place,
    },
    /// `value` and `best` are two words for one thing.
    #[error("`{key}` has both `value` and `best`")]
    #[diagnostic(code("case::value-and-best"), help("keep one of them"))]
    ValueAndBest {
        /// The key.
        key: String,
        /// The statement.
        #[label("which?")]
        at: Place,
    },
    /// The low end of a range lies above its high end.
    #[error("`{key}` has its low end above its high end")]
    #[diagnostic(code("case::low-above-high"), help("swap them"))]
    LowAboveHigh {
        /// The key.
        key: String,
        /// The statement.
        #[label("upside down")]
        at: Place,
    },
    /// A file that the case names is not in its folder.
    #[error("no file `{path}` in the case")]
    #[diagnostic(
        code("case::no-file"),
        help("paths start from the folder of the file that names them")
    )]
    NoFile {
        /// Its path inside the case folder.
        path: String,
        /// What was probably meant.
        suggestion: Option<String>,
        /// Where it is named.
        #[label("{}", suggestion.as_ref().map_or("not there".to_owned(), |path| format!("did you mean `{path}`?")))]
        at: Place,
    },
    /// A CSV file has nothing in it.
    #[error("a table without a header")]
    #[diagnostic(code("case::no-header"), help("its columns are {}", known.join(", ")))]
    NoHeader {
        /// What columns may be called.
        known: &'static [&'static str],
        /// The start of the file.
        #[label("nothing here")]
        at: Place,
    },
    /// A row has more or fewer cells than the header.
    #[error("a row of {found} cells under a header of {expected}")]
    #[diagnostic(
        code("case::ragged-row"),
        help("a cell that holds a comma stands in double quotes")
    )]
    RaggedRow {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
        /// The row.
        #[label("{found} cells")]
        at: Place,
    },
    /// No column of the table is called so.
    #[error("unknown column `{column}`")]
    #[diagnostic(code("case::unknown-column"), help("the columns are {}", known.join(", ")))]
    UnknownColumn {
        /// As written.
        column: String,
        /// What columns may be called.
        known: Vec<String>,
        /// What was probably meant.
        suggestion: Option<String>,
        /// The header, or the mention.
        #[label("{}", suggestion.as_ref().map_or("not a column".to_owned(), |name| format!("did you mean `{name}`?")))]
        at: Place,
    },
    /// The file is not JSON.
    #[error("not JSON: {message}")]
    #[diagnostic(code("case::bad-json"), help("write GeoJSON as RFC 7946 has it"))]
    BadJson {
        /// What the parser says.
        message: String,
        /// Where it stopped.
        #[label("here")]
        at: Place,
    },
    /// A shape cannot be used.
    #[error("{fault}")]
    #[diagnostic(code("case::bad-shape"), help("{}", fault.help()))]
    BadShape {
        /// What is wrong.
        fault: GeoFault,
        /// The feature.
        #[label("in this feature")]
        at: Place,
    },
    /// A layer has no shape of the name.
    #[error("layer `{layer}` has no feature called `{feature}`")]
    #[diagnostic(
        code("case::no-feature"),
        help("a feature is called by its `id`, or by its property `id` or `name`")
    )]
    NoFeature {
        /// The layer.
        layer: String,
        /// The name.
        feature: String,
        /// Where it is named.
        #[label("not in the layer")]
        at: Place,
    },
}

impl Problem {
    /// Where it is.
    pub fn place(&self) -> &Place {
        match self {
            Self::Syntax { at, .. }
            | Self::NotText { at, .. }
            | Self::UnknownKey { at, .. }
            | Self::UnknownWord { at, .. }
            | Self::MissingKey { at, .. }
            | Self::WrongType { at, .. }
            | Self::Empty { at, .. }
            | Self::BadId { at, .. }
            | Self::DuplicateId { at, .. }
            | Self::DanglingReference { at, .. }
            | Self::Twice { at, .. }
            | Self::BadQuantity { at, .. }
            | Self::NoUnit { at, .. }
            | Self::WrongMeasure { at, .. }
            | Self::BareCurrency { at, .. }
            | Self::NoSource { at, .. }
            | Self::TwoOrigins { at, .. }
            | Self::ValueAndBest { at, .. }
            | Self::LowAboveHigh { at, .. }
            | Self::NoFile { at, .. }
            | Self::NoHeader { at, .. }
            | Self::RaggedRow { at, .. }
            | Self::UnknownColumn { at, .. }
            | Self::BadJson { at, .. }
            | Self::BadShape { at, .. }
            | Self::NoFeature { at, .. } => at,
        }
    }
}

fn kinds(allowed: &[Kind]) -> String {
    allowed.iter().map(Kind::to_string).collect::<Vec<_>>().join(", ")
}

fn tables(allowed: &[Kind]) -> String {
    allowed.iter().map(|kind| format!("`[[{}]]`", kind.table())).collect::<Vec<_>>().join(" or ")
}
