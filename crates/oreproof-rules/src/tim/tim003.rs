//! # Unlike periods compared
//!
//! Nine months against twelve makes growth out of nothing, or hides it.
//!
//! ## Fires when
//!
//! Two values of the same kind are compared (against, compared with, up from) and their periods
//! differ in length (quarter, half, nine months, year).
//!
//! ## Silent when
//!
//! The text annualises or says that the periods differ.
//!
//! ## Underlines
//!
//! The value that is compared against.
//! Every comparison.

use oreproof_promise::{Kind, Quantity};

use crate::tim::{lengths, words};

use crate::document::Document;
use crate::finding::Sink;
use crate::rule::{DecidedBy, Example, Forms, Rule, Severity};

/// The rule.
pub const TIM003: Rule = Rule {
    code: "TIM003",
    name: "unlike-periods-compared",
    severity: Severity::Warn,
    decided_by: DecidedBy::Text,
    forms: Forms::All,
    tier: 1,
    message: "{period} set against {other}",
    help: "compare with the same months of the year before",
    norm: "IFCN commitment 4",
    fires_on: &[
        Example::new("Sales of 40 t in the first half compare with 90 t in 2023."),
        Example::new("Exports were $40 million in the quarter, against $120 million in 2024."),
        Example::new("Output rose from 900 t in the first half of 2024 to 2,000 t in 2025."),
        Example::new(
            "Revenue of A$30 million for the nine months compares with A$50 million in the whole of 2023.",
        ),
        Example::new("Sales fell from 900 t in 2022 to 200 t in the first quarter of 2023."),
    ],
    silent_on: &[
        Example::new(
            "Sales of 40 t in the first half compare with 45 t in the first half of 2023.",
        ),
        Example::new(
            "Exports were $40 million in the June quarter, against $36 million in the March quarter.",
        ),
        Example::new("Output was 900 t in 2024, up from 850 t in 2023."),
        Example::new("The half-year’s 40 t, annualised, compares with 90 t in 2023."),
        Example::new(
            "Exports reached $310 million in the first nine months of 2024, up from $280 million in the same months of 2023.",
        ),
    ],
    source: include_str!("tim003.rs"),
    check,
};

fn check(document: &Document<'_>, sink: &mut Sink<'_>) {
    let reading = document.reading;
    for (_, sentence) in reading.sentences_with(words::COMPARED) {
        if sentence.quantities.len() < 2
            || document.paragraph_says(sentence.paragraph, words::LIKE_PERIODS)
        {
            continue;
        }
        let quantities: Vec<&Quantity> = reading
            .quantities_in(sentence)
            .iter()
            .filter(|q| q.kind != Kind::Duration && q.kind != Kind::Change)
            .collect();
        for pair in quantities.windows(2) {
            let [first, second] = [pair[0], pair[1]];
            let alike = first.kind == second.kind
                && first.unit.map(|u| u.per) == second.unit.map(|u| u.per);
            let linked = reading.hits_in(sentence, words::COMPARED).any(|hit| {
                let (token, end) = (hit.token as usize, hit.end as usize);
                token >= first.tokens.end
                    && end <= second.tokens.start
                    && (second.tokens.start - end <= 4
                        || !reading.cursor().is(token, "from") && second.tokens.start - end <= 8)
            });
            let changed =
                first.tokens.start > 0 && reading.cursor().is(first.tokens.start - 1, "from");
            let is_flow = matches!(
                first.kind,
                Kind::Production
                    | Kind::SalesVolume
                    | Kind::ExportVolume
                    | Kind::Revenue
                    | Kind::ExportValue
                    | Kind::Cost
                    | Kind::Other
            );
            let from_to = changed && reading.cursor().is(second.tokens.start - 1, "to");
            if !(alike && is_flow && (linked || from_to)) {
                continue;
            }
            let until = quantities
                .iter()
                .map(|q| q.tokens.start)
                .find(|&start| start >= second.tokens.end)
                .unwrap_or(sentence.tokens.end);
            let one = lengths::months(document, sentence, first.tokens.end..second.tokens.start)
                .or_else(|| {
                    lengths::months(document, sentence, sentence.tokens.start..first.tokens.start)
                });
            let other = lengths::months(document, sentence, second.tokens.end..until);
            if let (Some(one), Some(other)) = (one, other)
                && one != other
            {
                let base = if from_to { first } else { second };
                sink.fire(base.bytes.clone(), format!("{one} months set against {other}"));
            }
        }
    }
}
