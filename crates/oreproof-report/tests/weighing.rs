//! The page of each worked case: every number leads to its figure, nothing is fetched, and the
//! file stays small.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oreproof_case::Case;
use oreproof_reference::Tables;
use oreproof_report::weighing::{json, page};
use oreproof_weigh::weigh;

fn case(name: &str) -> Case {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let (mut files, mut open) = (Vec::new(), vec![root.clone()]);
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).expect("the case is there") {
            let path: PathBuf = entry.expect("a folder lists").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(&root).expect("it lies in the case");
                let name = inside.to_string_lossy().replace('\\', "/");
                files.push((name, fs::read(&path).expect("a file reads")));
            }
        }
    }
    oreproof_case::read(&files).case
}

/// The values of an attribute in a page.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

const CASES: &[&str] = &["pakistan-2025", "compliant-junior", "hollow-promise"];

#[test]
fn every_number_leads_to_its_figure_and_every_link_to_its_place() {
    for name in CASES {
        let case = case(name);
        let day = case.choices.as_ref().and_then(|choices| choices.as_of).unwrap();
        let html = page(&weigh(&case, Tables::built_in(), day, &BTreeSet::new()), &case).html();
        let ids: BTreeSet<&str> = values(&html, "id").into_iter().collect();
        assert_eq!(ids.len(), values(&html, "id").len(), "{name}: an id stands twice");
        for figure in values(&html, "data-figure") {
            assert!(ids.contains(figure), "{name}: {figure} leads nowhere");
        }
        for link in values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(ids.contains(link), "{name}: #{link} leads nowhere");
        }
    }
}

/// Every part of a page between two marks.
fn parts<'h>(html: &'h str, start: &str, end: &str) -> Vec<&'h str> {
    html.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

/// What a reader sees of a piece of markup that leads nowhere.
fn plain(markup: &str) -> String {
    let led = markup.split("<a ").enumerate().map(|(at, part)| match at {
        0 => part,
        _ => part.split_once("</a>").map_or("", |(_, rest)| rest),
    });
    let led: String = led.collect();
    led.split('<').enumerate().fold(String::new(), |text, (at, part)| match at {
        0 => text + part,
        _ => text + part.split_once('>').map_or("", |(_, rest)| rest),
    })
}

#[test]
fn no_number_is_an_orphan() {
    for name in CASES {
        let case = case(name);
        let day = case.choices.as_ref().and_then(|choices| choices.as_of).unwrap();
        let html = page(&weigh(&case, Tables::built_in(), day, &BTreeSet::new()), &case).html();
        let has_digit = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
        // Cells of numbers lead on, each by itself.
        for start in ["<td class=\"n\">", "<th scope=\"row\" class=\"n\">"] {
            for cell in parts(&html, start, "</t") {
                assert!(!has_digit(&plain(cell)), "{name}: {cell} is an orphan");
            }
        }
        // Charts lead on by their source line, for the numbers of their titles and alike.
        for chart in parts(&html, "<figure class=\"chart\"", "</figure>") {
            let source = parts(chart, "<p class=\"source\">", "</p>");
            let led = source.iter().any(|source| source.contains("<a "));
            let title = parts(chart, "<h3>", "</h3>")[0];
            assert!(led || !has_digit(&plain(title)), "{name}: {title} is an orphan");
        }
    }
}

#[test]
fn a_page_is_small_and_fetches_nothing() {
    for name in CASES {
        let case = case(name);
        let day = case.choices.as_ref().and_then(|choices| choices.as_of).unwrap();
        let weighing = weigh(&case, Tables::built_in(), day, &BTreeSet::new());
        let html = page(&weighing, &case).html();
        assert!(html.len() < 3_000_000, "{name}: {} bytes", html.len());
        assert!(values(&html, "src").is_empty(), "{name}");
        // A pattern of the page's own may fill a shape.
        let fetched = html.split("url(").skip(1).find(|rest| !rest.starts_with(['#', '"', '\'']));
        assert!(!html.contains("@import") && fetched.is_none(), "{name}: {fetched:.40?}");
        let data = json(&weighing);
        assert_eq!(data["claims"].as_array().map(Vec::len), Some(case.claims.len()), "{name}");
    }
}
