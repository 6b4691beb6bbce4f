//! What the rules say of the documents, beside the claims that they touch.

use oreproof_case::Case;
use oreproof_weigh::{Remark, Weighing};

use crate::page::{Block, Span};
use crate::table::{Cell, Column, Table};

/// A table of what was found, and the questions that stay open.
pub(super) fn blocks(weighing: &Weighing, case: &Case) -> Vec<Block> {
    let (open, found): (Vec<&Remark>, Vec<&Remark>) =
        weighing.remarks.iter().partition(|remark| remark.needs.is_some());
    if weighing.remarks.is_empty() {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    let intro = "The same rules as `oreproof check`, over the documents whose text is at hand, each with the others as its dossier; `oreproof explain CODE` has the page of a rule.".replace('`', "");
    blocks.push(Block::Text(vec![Span::Text(intro)]));
    if !found.is_empty() {
        blocks.push(Block::Filtered(table("Findings", &found, case), 0));
    }
    if !open.is_empty() {
        let title = format!("{} questions that the rules could not answer", open.len());
        blocks.push(Block::Folded(title, vec![Block::Table(table("Open", &open, case))]));
    }
    blocks
}

fn table(title: &str, remarks: &[&Remark], case: &Case) -> Table {
    let columns = ["Rule", "Document", "What is missing", "What to do", "Claim that it touches"];
    let mut table = Table::new(title, columns.map(Column::words).to_vec());
    for remark in remarks {
        let document = case.documents.iter().find(|document| document.id.id == remark.document);
        let title = document.map_or(remark.document.as_str(), |document| &document.title);
        let says = remark.claims.iter().filter_map(|id| {
            case.claims.iter().find(|claim| claim.id.id == *id).map(|claim| claim.says.clone())
        });
        let place = format!("{title}, characters {} to {}", remark.start, remark.end);
        let row = vec![
            Cell::text(format!("{} {}", remark.severity, remark.rule)),
            Cell::Link { text: place, href: format!("#s-{}", remark.document) },
            Cell::text(remark.message.clone()),
            Cell::text(format!("{} ({})", remark.help, remark.norm)),
            Cell::text(says.collect::<Vec<_>>().join("; ")),
        ];
        table.push(row).expect("five columns, five cells");
    }
    table
}
