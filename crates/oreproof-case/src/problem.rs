//! What in a case its author should mend.

use miette::Diagnostic;
use oreproof_units::{ParseError, Unit};
use thiserror::Error;

use crate::geo::GeoFault;
use crate::model::{Category, InventoryKind, Shape};
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
    /// Two columns of a table are called the same.
    #[error("two columns are called `{column}`")]
    #[diagnostic(code("case::column-twice"), help("keep one of them, or rename it"))]
    ColumnTwice {
        /// As written.
        column: String,
        /// The second.
        #[label("a second time")]
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
    /// A choice that moves an answer is not made, and nothing is supposed in its place.
    #[error("the choices lack {key}")]
    #[diagnostic(
        code("case::choice-missing"),
        help("{why}; write it under `[choices]`, since nothing is supposed in its place")
    )]
    ChoiceMissing {
        /// The key or keys.
        key: &'static str,
        /// What needs it.
        why: &'static str,
        /// What needs it.
        #[label("needed here")]
        at: Place,
    },
    /// A year has two rows, and one figure.
    #[error("two rows for {year}")]
    #[diagnostic(
        code("case::year-twice"),
        help("for half-years or quarters call the column `period`; figures then go row by row")
    )]
    YearTwice {
        /// The year.
        year: String,
        /// The second row.
        #[label("again")]
        at: Place,
    },
    /// A station's input has no such key or word.
    #[error("unknown key or word `{key}`")]
    #[diagnostic(
        code("case::unknown-input-key"),
        help("here it may be {}", known.join(", "))
    )]
    UnknownInputKey {
        /// As written.
        key: String,
        /// What may stand here.
        known: Vec<String>,
        /// What was probably meant.
        suggestion: Option<String>,
        /// Where.
        #[label("{}", suggestion.as_ref().map_or("unknown".to_owned(), |key| format!("did you mean `{key}`?")))]
        at: Place,
    },
    /// A station's input lacks a key that has no default.
    #[error("`{key}` is missing from {path}")]
    #[diagnostic(code("case::missing-input-key"), help("add `{key}`; see docs/case-format.md"))]
    MissingInputKey {
        /// The key.
        key: String,
        /// What lacks it.
        path: String,
        /// Where.
        #[label("no `{key}` here")]
        at: Place,
    },
    /// A station's input has a value that the station does not take.
    #[error("{path}: {message}")]
    #[diagnostic(code("case::bad-input"), help("see docs/case-format.md for what it takes"))]
    BadInput {
        /// The path.
        path: String,
        /// What the station says.
        message: String,
        /// Where.
        #[label("here")]
        at: Place,
    },
    /// What an amount is an amount of is not said, and it moves the amount.
    #[error("{of} without `{key}`")]
    #[diagnostic(
        code("case::basis-missing"),
        help("{}", match *key {
            "ownership" => "say ownership = \"whole\" or \"attributable\"; a half share is half the metal",
            _ => "say basis = \"in-situ\", \"contained\", \"recoverable\" or \"payable\"; each is less than the one before",
        })
    )]
    BasisMissing {
        /// The amount.
        of: String,
        /// The key.
        key: &'static str,
        /// Where.
        #[label("of what?")]
        at: Place,
    },
    /// The place and date by which money is divided have no count of people.
    #[error("no population of {place} for {date}")]
    #[diagnostic(
        code("case::no-population"),
        help("add an entry to `[[populations]]` with this place and date")
    )]
    NoPopulation {
        /// The place.
        place: String,
        /// The date.
        date: String,
        /// Where.
        #[label("not counted")]
        at: Place,
    },
    /// A hash is not a SHA-256.
    #[error("not a SHA-256")]
    #[diagnostic(
        code("case::bad-hash"),
        help("write 64 small hexadecimal digits: `sha256sum FILE`")
    )]
    BadHash {
        /// The hash.
        #[label("this hash")]
        at: Place,
    },
    /// A claim is cited by no passage and reported by no source.
    #[error("nobody can look up where this was said")]
    #[diagnostic(
        code("case::claim-nowhere"),
        help("cite a passage under `spans`, or name the `source` that reports it")
    )]
    ClaimNowhere {
        /// The claim.
        #[label("said where?")]
        at: Place,
    },
    /// A passage ends before it starts, or after its document.
    #[error("no passage runs from {start} to {end}{}", chars.map_or(String::new(), |n| format!(" in {n} characters")))]
    #[diagnostic(
        code("case::bad-span"),
        help("count Unicode scalar values from 0; `end` is the one after the last")
    )]
    BadSpan {
        /// The first character.
        start: u64,
        /// The one after the last.
        end: u64,
        /// How many the document has.
        chars: Option<u64>,
        /// The end.
        #[label("this end")]
        at: Place,
    },
    /// An entry points at itself.
    #[error("an entry that points at itself")]
    #[diagnostic(code("case::self-reference"), help("name the other entry"))]
    SelfReference {
        /// The reference.
        #[label("itself")]
        at: Place,
    },
    /// What comes after lies before.
    #[error("`{second}` lies before `{first}`")]
    #[diagnostic(code("case::dates-out-of-order"), help("check both; one of them is wrong"))]
    DatesOutOfOrder {
        /// What comes first.
        first: &'static str,
        /// What comes after.
        second: &'static str,
        /// The second.
        #[label("too early")]
        at: Place,
    },
    /// No one holds less than nothing or more than all.
    #[error("a share of {percent} %")]
    #[diagnostic(code("case::share-out-of-range"), help("a share lies from 0 to 100 %"))]
    ShareOutOfRange {
        /// The share.
        percent: f64,
        /// Where.
        #[label("no share")]
        at: Place,
    },
    /// The parts of one thing are more than the whole.
    #[error("the shares of `{of}` come to {percent} %")]
    #[diagnostic(
        code("case::shares-above-whole"),
        help("mend a share, or give the earlier ones an end with `ends`")
    )]
    SharesAboveWhole {
        /// Of what.
        of: String,
        /// What they come to.
        percent: f64,
        /// The share that passes a hundred.
        #[label("with this one")]
        at: Place,
    },
    /// A resource is not a reserve.
    #[error("{category} is no category of a {kind}")]
    #[diagnostic(
        code("case::category-of-other-kind"),
        help("reserves are proved or probable; resources are measured, indicated or inferred")
    )]
    CategoryOfOtherKind {
        /// The category.
        category: Category,
        /// The kind.
        kind: InventoryKind,
        /// The category.
        #[label("of another kind")]
        at: Place,
    },
    /// A line of an inventory says nothing.
    #[error("a line with neither ore nor metal")]
    #[diagnostic(code("case::empty-row"), help("give `ore` with `grades`, or `contained`"))]
    EmptyRow {
        /// The line.
        #[label("nothing here")]
        at: Place,
    },
    /// A position lies outside the globe.
    #[error("a position beyond ±90 north or ±180 east")]
    #[diagnostic(
        code("case::bad-position"),
        help("`lat` is degrees north and `lon` degrees east; they may be swapped")
    )]
    BadPosition {
        /// The position.
        #[label("no place on Earth")]
        at: Place,
    },
    /// A line of a price deck has no price.
    #[error("a line without a price")]
    #[diagnostic(
        code("case::no-price"),
        help("give `price`, or `reference` for a row of the reference tables")
    )]
    NoPrice {
        /// The line.
        #[label("at what price?")]
        at: Place,
    },
    /// A line of a price deck has two prices.
    #[error("a line with both `price` and `reference`")]
    #[diagnostic(code("case::two-prices"), help("keep one of them"))]
    TwoPrices {
        /// The line.
        #[label("which?")]
        at: Place,
    },
    /// The path leads to no row of the reference tables.
    #[error("`{path}` is no row of the reference tables")]
    #[diagnostic(
        code("case::bad-reference"),
        help("write reference:prices/COMMODITY/YEAR or YEAR-MONTH")
    )]
    BadReference {
        /// As written.
        path: String,
        /// Where.
        #[label("leads nowhere")]
        at: Place,
    },
    /// A scenario changes nothing.
    #[error("a scenario that changes nothing")]
    #[diagnostic(code("case::empty-scenario"), help("change one of {}", keys.join(", ")))]
    EmptyScenario {
        /// What may be changed.
        keys: Vec<&'static str>,
        /// The scenario.
        #[label("as the case itself")]
        at: Place,
    },
    /// A distribution lacks what gives it its shape.
    #[error("a {shape} variable without `{key}`")]
    #[diagnostic(code("case::variable-incomplete"), help("add `{key}`; it has no default"))]
    VariableIncomplete {
        /// The shape.
        shape: Shape,
        /// The key.
        key: &'static str,
        /// The variable.
        #[label("no `{key}` here")]
        at: Place,
    },
    /// A correlation beyond what there is.
    #[error("a correlation beyond ±1")]
    #[diagnostic(code("case::bad-correlation"), help("a rank correlation lies from -1 to 1"))]
    BadCorrelation {
        /// The number.
        #[label("no correlation")]
        at: Place,
    },
    /// A correlation names what is not drawn.
    #[error("`{name}` is not drawn")]
    #[diagnostic(code("case::no-variable"), help("add it to `[[draws.variables]]`"))]
    NoVariable {
        /// The name.
        name: String,
        /// Where.
        #[label("not a variable")]
        at: Place,
    },
    /// A correlation says neither how strong it is nor from which months that is seen, or both;
    /// months are there for paths alone.
    #[error("the correlation of `{a}` and `{b}` needs `rho`, or `fitted` between two paths")]
    #[diagnostic(
        code("case::correlation-incomplete"),
        help("state `rho` from -1 to 1, or name the months, such as `fitted = \"2015/2024\"`")
    )]
    CorrelationIncomplete {
        /// One.
        a: String,
        /// The other.
        b: String,
        /// Where.
        #[label("which?")]
        at: Place,
    },
    /// A price path is correlated with what is drawn once.
    #[error("`{a}` and `{b}` are a path of many years and a variable of one number")]
    #[diagnostic(
        code("case::path-with-variable"),
        help("correlate paths with paths and variables with variables, or draw both as one kind")
    )]
    PathWithVariable {
        /// One.
        a: String,
        /// The other.
        b: String,
        /// Where.
        #[label("not of one kind")]
        at: Place,
    },
    /// A price path lacks what it moves by.
    #[error("the path of `{of}` needs `{key}`, or `fitted`")]
    #[diagnostic(
        code("case::path-incomplete"),
        help(
            "state `{key}` with its source, or name the months that it is fitted to, such as `fitted = \"2015/2024\"`"
        )
    )]
    PathIncomplete {
        /// Which price.
        of: String,
        /// The key.
        key: &'static str,
        /// The path.
        #[label("how much does it move?")]
        at: Place,
    },
    /// What is said to be supposed has no figure.
    #[error("`{of}` has no figure `{key}` that could be supposed")]
    #[diagnostic(code("case::nothing-supposed"), help("it has {}", keys.join(", ")))]
    NothingSupposed {
        /// What it is said of.
        of: String,
        /// The key.
        key: String,
        /// The keys with a figure.
        keys: Vec<&'static str>,
        /// Where.
        #[label("no such figure")]
        at: Place,
    },
    /// A clause promises no price, or a floor above its cap.
    #[error("the price clause `{name}` promises no price that can be")]
    #[diagnostic(
        code("case::empty-price-clause"),
        help("give `floor`, `cap` or both, the floor not above the cap")
    )]
    EmptyPriceClause {
        /// What it is called.
        name: String,
        /// Where.
        #[label("no such price")]
        at: Place,
    },
    /// A distribution has a parameter that it cannot have.
    #[error("this cannot be drawn: {message}")]
    #[diagnostic(code("case::cannot-draw"), help("{help}"))]
    CannotDraw {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
        /// Where.
        #[label("here")]
        at: Place,
    },
    /// No incident of the case is of the kind that a disruption counts.
    #[error("no incident of the case counts for `{name}`")]
    #[diagnostic(
        code("case::empty-record"),
        help(
            "widen `watched`, `province`, `sector` or `site`, add the incidents, or leave the disruption out: an empty record says nothing"
        )
    )]
    EmptyRecord {
        /// The disruption.
        name: String,
        /// Where.
        #[label("counts nothing")]
        at: Place,
    },
    /// A gate says something neither itself nor by a base rate, or both ways.
    #[error("the gate `{name}` needs `{stated}` or `{rate}`, and only one")]
    #[diagnostic(
        code("case::gate-incomplete"),
        help("state it with its source, or name a row of `oreproof reference base-rates`")
    )]
    GateIncomplete {
        /// The gate.
        name: String,
        /// The key that states it.
        stated: &'static str,
        /// The key that names a base rate.
        rate: &'static str,
        /// Where.
        #[label("which?")]
        at: Place,
    },
    /// What is drawn could fall below nought: a negative tonnage, price or time.
    #[error("`{of}` could be drawn below nought: {least}")]
    #[diagnostic(
        code("case::drawn-below-nought"),
        help(
            "cut it off with `low = 0`, or use a shape that stays above nought, such as lognormal"
        )
    )]
    DrawnBelowNought {
        /// What is drawn.
        of: String,
        /// The least that could be drawn.
        least: f64,
        /// Where.
        #[label("reaches below nought")]
        at: Place,
    },
    /// A part that is drawn could be more than the whole.
    #[error("`{of}` could be drawn above the whole: {greatest}")]
    #[diagnostic(
        code("case::drawn-above-whole"),
        help("cut it off with `high = \"100 %\"`; no more than all can be lost")
    )]
    DrawnAboveWhole {
        /// What is drawn.
        of: String,
        /// The most that could be drawn, as a part of one.
        greatest: f64,
        /// Where.
        #[label("reaches above the whole")]
        at: Place,
    },
    /// A value of a distribution is in a unit that the variable does not have.
    #[error("`{of}` is drawn as {needs}, not as {written}")]
    #[diagnostic(
        code("case::bad-drawn-value"),
        help(
            "write a multiple of the case's own value such as 1.2 or \"120 %\"; times as \"2 years\""
        )
    )]
    BadDrawnValue {
        /// What is drawn.
        of: String,
        /// As written.
        written: String,
        /// What it should be.
        needs: &'static str,
        /// Where.
        #[label("another unit")]
        at: Place,
    },
    /// No variable has this name.
    #[error("`{of}` cannot be drawn")]
    #[diagnostic(
        code("case::not-drawn"),
        help("what can be drawn: {}", crate::draws::DRAWN.join(", "))
    )]
    NotDrawn {
        /// The name.
        of: String,
        /// Where.
        #[label("no such variable")]
        at: Place,
    },
    /// Two variables have one name, so that they would be drawn alike.
    #[error("`{of}` is drawn twice")]
    #[diagnostic(code("case::drawn-twice"), help("keep one of them"))]
    DrawnTwice {
        /// The name.
        of: String,
        /// The second of them.
        #[label("again")]
        at: Place,
    },
    /// A multiple says that it takes the place of the case's value, or the other way round.
    #[error("`{of}` needs `relative = {should}`")]
    #[diagnostic(
        code("case::wrong-relative"),
        help(
            "prices, grades, recoveries, capital and costs multiply the case's own value; times and lost output stand for themselves"
        )
    )]
    WrongRelative {
        /// What is drawn.
        of: String,
        /// What it needs.
        should: bool,
        /// Where.
        #[label("the other way")]
        at: Place,
    },
    /// Two variables are correlated twice, or one with itself.
    #[error("`{a}` and `{b}` are correlated already")]
    #[diagnostic(code("case::correlated-twice"), help("write each pair once"))]
    CorrelatedTwice {
        /// One.
        a: String,
        /// The other.
        b: String,
        /// Where.
        #[label("a second time")]
        at: Place,
    },
    /// No variables can go together like this: two that go with a third go with each other.
    #[error("`{a}` and `{b}` cannot be correlated like this beside the other correlations")]
    #[diagnostic(
        code("case::impossible-correlation"),
        help(
            "bring this correlation nearer to 0, or to what the others imply, until all can hold at once"
        )
    )]
    ImpossibleCorrelation {
        /// One.
        a: String,
        /// The other.
        b: String,
        /// Where.
        #[label("contradicts the others")]
        at: Place,
    },
    /// A station understands its input and cannot compute with it.
    #[error("{message}")]
    #[diagnostic(code("case::cannot-compute"), help("{help}"))]
    CannotCompute {
        /// What the station says.
        message: String,
        /// What it says to do.
        help: String,
        /// Where.
        #[label("here")]
        at: Place,
    },
    /// The words at a passage are not those that were quoted.
    #[error("the document does not say this here")]
    #[diagnostic(
        code("case::quote-differs"),
        help("find the passage again and give its place and the hash of its words")
    )]
    QuoteDiffers {
        /// The passage.
        #[label("other words stand there")]
        at: Place,
    },
    /// The text beside is not the one that the hash names.
    #[error("the text is not the one with this hash")]
    #[diagnostic(
        code("case::other-text"),
        help(
            "put the text in place whose `sha256sum` the document gives, or give its hash and mend the quotes"
        )
    )]
    OtherText {
        /// Where the text is named.
        #[label("another text")]
        at: Place,
    },
    /// The text has another length than the document says.
    #[error("the text has {found} characters")]
    #[diagnostic(code("case::other-length"), help("write chars = {found}"))]
    OtherLength {
        /// How many it has.
        found: u64,
        /// Where.
        #[label("another number")]
        at: Place,
    },
    /// The reference tables have no such price.
    #[error("no price at `{path}`")]
    #[diagnostic(
        code("case::not-in-reference"),
        help("it takes {needs}; or write the price itself, with its source")
    )]
    NotInReference {
        /// The path.
        path: String,
        /// What is needed.
        needs: String,
        /// Where.
        #[label("not in the tables")]
        at: Place,
    },
    /// A scenario sets what is not there, or to what does not fit.
    #[error("`{key}` cannot be set: {message}")]
    #[diagnostic(
        code("case::bad-setting"),
        help(
            "write projects.ID.model.PATH or fiscal_terms.ID.regime.PATH, with a path such as costs[0].rate"
        )
    )]
    BadSetting {
        /// The key.
        key: String,
        /// Why.
        message: String,
        /// Where.
        #[label("set here")]
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
            | Self::ColumnTwice { at, .. }
            | Self::UnknownColumn { at, .. }
            | Self::BadJson { at, .. }
            | Self::BadShape { at, .. }
            | Self::NoFeature { at, .. }
            | Self::ChoiceMissing { at, .. }
            | Self::YearTwice { at, .. }
            | Self::UnknownInputKey { at, .. }
            | Self::MissingInputKey { at, .. }
            | Self::BadInput { at, .. }
            | Self::BasisMissing { at, .. }
            | Self::NoPopulation { at, .. }
            | Self::BadHash { at, .. }
            | Self::ClaimNowhere { at, .. }
            | Self::BadSpan { at, .. }
            | Self::SelfReference { at, .. }
            | Self::DatesOutOfOrder { at, .. }
            | Self::ShareOutOfRange { at, .. }
            | Self::SharesAboveWhole { at, .. }
            | Self::CategoryOfOtherKind { at, .. }
            | Self::EmptyRow { at, .. }
            | Self::BadPosition { at, .. }
            | Self::NoPrice { at, .. }
            | Self::TwoPrices { at, .. }
            | Self::BadReference { at, .. }
            | Self::EmptyScenario { at, .. }
            | Self::VariableIncomplete { at, .. }
            | Self::BadCorrelation { at, .. }
            | Self::NoVariable { at, .. }
            | Self::CorrelationIncomplete { at, .. }
            | Self::PathWithVariable { at, .. }
            | Self::PathIncomplete { at, .. }
            | Self::NothingSupposed { at, .. }
            | Self::EmptyPriceClause { at, .. }
            | Self::CannotDraw { at, .. }
            | Self::EmptyRecord { at, .. }
            | Self::GateIncomplete { at, .. }
            | Self::DrawnBelowNought { at, .. }
            | Self::DrawnAboveWhole { at, .. }
            | Self::BadDrawnValue { at, .. }
            | Self::NotDrawn { at, .. }
            | Self::DrawnTwice { at, .. }
            | Self::WrongRelative { at, .. }
            | Self::CorrelatedTwice { at, .. }
            | Self::ImpossibleCorrelation { at, .. }
            | Self::CannotCompute { at, .. }
            | Self::QuoteDiffers { at, .. }
            | Self::OtherText { at, .. }
            | Self::OtherLength { at, .. }
            | Self::NotInReference { at, .. }
            | Self::BadSetting { at, .. } => at,
        }
    }
}

fn kinds(allowed: &[Kind]) -> String {
    allowed.iter().map(Kind::to_string).collect::<Vec<_>>().join(" or ")
}

fn tables(allowed: &[Kind]) -> String {
    allowed.iter().map(|kind| format!("`[[{}]]`", kind.table())).collect::<Vec<_>>().join(" or ")
}
