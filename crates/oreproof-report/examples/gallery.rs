//! Every chart on one page: `cargo run -p oreproof-report --example gallery > gallery.html`.
//!
//! The numbers are made up for the look of it, except where a source is named.

#![expect(clippy::print_stdout, reason = "an example prints what it makes")]

#[path = "gallery/charts.rs"]
mod charts;

use oreproof_report::page::{Block, Page, Section, Source, Span};

fn main() {
    let sections = charts::all()
        .into_iter()
        .map(|(id, title, charts)| Section {
            id: id.into(),
            title: title.into(),
            blocks: charts.into_iter().map(|chart| Block::Chart(Box::new(chart))).collect(),
        })
        .collect();
    let page = Page {
        title: "Every chart Oreproof draws".into(),
        answer: vec![
            Span::Text("One page to look at: light, dark, narrow and printed.".into()),
            Span::Cite("made-up".into()),
        ],
        about: vec!["gallery".into(), "numbers made up".into()],
        sections,
        sources: vec![Source {
            key: "made-up".into(),
            title: "Made up".into(),
            about: "for the look of it".into(),
            url: None,
        }],
        data: None,
        foot: "Made by oreproof-report.".into(),
    };
    println!("{}", page.html());
}
