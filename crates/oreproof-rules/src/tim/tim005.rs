//! # A promise without a basis
//!
//! A plan that names nothing it depends on cannot be judged, and cannot be kept either.
//!
//! ## Fires when
//!
//! A promise of output, revenue, export value, jobs or mine life is made and the document holds
//! no BASIS word (assume, subject to, based on the … study, forward-looking, risk, depends on,
//! conditional on, no certainty).
//!
//! ## Silent when
//!
//! Any such word is found.
//!
//! ## Underlines
//!
//! The first such quantity.
//! Once per document.

use oreproof_promise::{Form, Kind, Modality, Quantity};

use crate::tim::words;

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const TIM005: Rule = Rule {
    code: "TIM005",
    name: "forward-looking-without-basis",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::These(&[
        Form::CompanyPressRelease,
        Form::QuarterlyActivityReport,
        Form::MinistryThread,
        Form::MouSummary,
        Form::ParliamentaryAnswer,
    ]),
    tier: 1,
    message: "promise without assumptions or risks",
    help: "state the material assumptions, what could stop it, and where the study is",
    norm: "NI 51-102 s.4A.2 and s.4A.3; ASIC INFO 214 and Corporations Act s.769C; US Securities Act s.27A",
    fires_on: &[
        Example::new("We will produce 30,000 t a year and employ 4,000 people."),
        Example::new("The plant will make 20,000 t of lithium carbonate a year."),
        Example::new("Exports will reach US$900 million a year, the ministry says."),
        Example::new("The mine will give work to 4,000 people."),
    ],
    silent_on: &[
        Example::new("We plan 30,000 t a year, subject to finance and to the water licence."),
        Example::new(
            "The plant will make 20,000 t a year if the study, which carries risks, is confirmed.",
        ),
        Example::new("The mine produced 40,000 t last year."),
        Example::new("The road will be mended."),
    ],
    source: include_str!("tim005.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    if document.says(words::BASIS) {
        return;
    }
    let promised = |q: &&Quantity| {
        let kind = matches!(
            q.kind,
            Kind::Production
                | Kind::SalesVolume
                | Kind::ExportVolume
                | Kind::Revenue
                | Kind::ExportValue
                | Kind::Jobs
                | Kind::MineLife
        );
        kind && q.modality == Modality::Promise
    };
    if let Some(quantity) = document.reading.quantities.iter().find(promised) {
        sink.fire(quantity.bytes.clone(), "promise without assumptions or risks");
    }
}
