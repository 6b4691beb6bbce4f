//! Every figure with where it comes from: the place that each number on the page leads to.

use oreproof_case::Case;
use oreproof_weigh::{Figure, Origin, Weighing};

use super::number;
use crate::page::{Block, Span};

/// One entry a figure, in the order in which they came about.
pub(super) fn blocks(weighing: &Weighing, case: &Case) -> Vec<Block> {
    weighing
        .figures
        .iter()
        .map(|figure| {
            let mut words = vec![Span::Strong(figure.to_string())];
            if !figure.value.is_exact() {
                let range = format!(
                    " (from {} to {})",
                    end(figure, figure.value.low),
                    end(figure, figure.value.high)
                );
                words.push(Span::Text(range));
            }
            words.push(Span::Text(". ".to_owned()));
            words.extend(origin(figure, weighing, case));
            if let Some(note) = &figure.note {
                words.push(Span::Text(format!(" Note: {note}.")));
            }
            Block::Figure(figure.id.as_str().to_owned(), figure.label.clone(), words)
        })
        .collect()
}

/// One end of a range, in the figure's unit.
fn end(figure: &Figure, value: f64) -> String {
    if value.is_infinite() {
        return "no end".to_owned();
    }
    let mut one = figure.clone();
    one.value = oreproof_weigh::Spread::exact(value);
    one.to_string()
}

fn origin(figure: &Figure, weighing: &Weighing, case: &Case) -> Vec<Span> {
    let cited = |sources: &[String]| {
        sources.iter().map(|source| Span::Cite(source.clone())).collect::<Vec<_>>()
    };
    match &figure.origin {
        Origin::Said { claim } => {
            let mut words = vec![Span::Text("Said: ".to_owned())];
            match case.claims.iter().find(|c| c.id.id == *claim) {
                Some(claim) => {
                    words.push(Span::Text(claim.says.clone()));
                    for span in &claim.spans {
                        words.push(Span::Text(format!(
                            ", characters {} to {} ",
                            span.start, span.end
                        )));
                        words.push(Span::Cite(span.document.id.clone()));
                    }
                    words.extend(claim.source.iter().map(|source| Span::Cite(source.id.clone())));
                }
                None => words.push(Span::Text(claim.clone())),
            }
            words
        }
        Origin::Stated { at, sources } => {
            let mut words = vec![Span::Text(format!("Stated in {}:{} ", at.file, at.line))];
            words.extend(cited(sources));
            words
        }
        Origin::Chosen { at } => {
            vec![Span::Text(format!("A choice of the case, {}:{}.", at.file, at.line))]
        }
        Origin::Table { row, source } => {
            vec![Span::Text(format!("Reference table, {row}: {source}."))]
        }
        Origin::Counted { claims } => vec![Span::Text(format!("Counted: {}.", claims.join(", ")))],
        Origin::Run { station, entries, sources } => {
            let mut words = vec![Span::Text(format!(
                "Worked out by station {station} from {} ",
                entries.join(" and ")
            ))];
            words.extend(cited(sources));
            words
        }
        Origin::Computed { how, of } => {
            let mut words = vec![Span::Text(format!("Worked out as {how}, from "))];
            for (at, id) in of.iter().enumerate() {
                if 0 < at {
                    words.push(Span::Text(", ".to_owned()));
                }
                match weighing.figures.get(id) {
                    Some(part) => {
                        words.extend([number(part), Span::Text(format!(" ({})", part.label))]);
                    }
                    None => words.push(Span::Text(id.to_string())),
                }
            }
            words
        }
    }
}
