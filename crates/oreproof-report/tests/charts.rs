//! What every chart must keep to, seen from outside.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../examples/gallery/charts.rs"]
mod gallery;

use std::collections::BTreeSet;

use oreproof_report::chart::bars::{Bar, Bars};
use oreproof_report::chart::drawing::Drawing;
use oreproof_report::chart::ladder::{Ladder, Rung, Rungs};
use oreproof_report::chart::palette::Ink;
use oreproof_report::chart::stack::{Band, Stack};
use oreproof_report::chart::xy::{Axis, Dot, Layer, Mark, Xy};
use oreproof_report::number::Unit;
use oreproof_report::page::{Block, Page, Section};
use oreproof_report::table::Digits;
use oreproof_report::{Chart, Plot};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

fn charts() -> Vec<Chart> {
    gallery::all().into_iter().flat_map(|(_, _, charts)| charts).collect()
}

/// Every element's name and attributes; panics where it is not well formed.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut out = Vec::new();
    let mut open = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::End(_) => open -= 1,
            Event::Start(tag) => {
                open += 1;
                out.push(element(&tag));
            }
            Event::Empty(tag) => out.push(element(&tag)),
            _ => {}
        }
    }
    assert_eq!(open, 0);
    out
}

fn element(tag: &quick_xml::events::BytesStart<'_>) -> (String, Vec<(String, String)>) {
    let attributes = tag
        .attributes()
        .map(|a| a.map(|a| (a.key.as_ref().to_owned(), a.value.into_owned())).unwrap())
        .collect();
    (tag.name().as_ref().to_owned(), attributes)
}

#[test]
fn every_chart_is_well_formed_and_loads_nothing() {
    for chart in charts() {
        let svg = chart.svg();
        for (name, attributes) in elements(&svg) {
            assert!(
                !["script", "image", "foreignObject", "use"].contains(&name.as_str()),
                "{name}"
            );
            for (key, value) in attributes {
                assert!(!key.starts_with("on"), "{key}");
                if key == "href" {
                    assert!(value.starts_with('#'), "{value}");
                }
                assert!(key.starts_with("xmlns") || !value.contains("://"), "{key}={value}");
                assert!(!value.contains("NaN") && !value.contains("inf"), "{key}={value}");
            }
        }
    }
}

#[test]
fn every_chart_says_itself_in_words_and_as_a_table() {
    for chart in charts() {
        let id = &chart.caption.id;
        let html = chart.html();
        for part in ["role=\"img\"", "<title ", "<desc ", "<details", "<table", "Source: "] {
            assert!(html.contains(part), "{id} lacks {part}");
        }
        assert!(!chart.caption.alt.is_empty() && !chart.table.rows.is_empty(), "{id}");
        assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.columns.len()), "{id}");
        chart.table.csv().unwrap();
    }
}

/// The first pair of words that cover each other, or words off the paper.
fn collision(drawing: &Drawing) -> Option<String> {
    let words = drawing.words();
    for (i, (area, text)) in words.iter().enumerate() {
        if area.left < -1.0
            || area.right > drawing.width + 1.0
            || area.top < -1.0
            || area.bottom > drawing.height + 1.0
        {
            return Some(format!(
                "`{text}` is off the paper: {area:?} of {} x {}",
                drawing.width, drawing.height
            ));
        }
        for (other, covered) in &words[i + 1..] {
            if area.overlaps(other) {
                return Some(format!("`{text}` covers `{covered}`"));
            }
        }
    }
    None
}

#[test]
fn no_words_of_the_gallery_cover_others() {
    let found: Vec<String> = charts()
        .iter()
        .flat_map(|chart| [&chart.wide, &chart.narrow])
        .filter_map(|drawing| collision(drawing).map(|what| format!("{}: {what}", drawing.id)))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_page_has_every_id_once_and_leads_nowhere_lost() {
    let chart = |chart| Block::Chart(Box::new(chart));
    let page = Page {
        title: "Gallery".into(),
        answer: vec![],
        about: vec![],
        sections: vec![Section {
            id: "all".into(),
            title: "All".into(),
            blocks: charts().into_iter().map(chart).collect(),
        }],
        sources: vec![],
        data: None,
        foot: String::new(),
    };
    let html = page.html();
    assert!(html.len() < 3_000_000, "{}", html.len());
    let ids: Vec<&str> =
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    for reference in html.split("url(#").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(ids.contains(&reference), "{reference}");
    }
}

#[test]
fn charts_are_as_they_were() {
    for chart in charts() {
        // The map and the plans are long; their counts and the rest of the tests hold them.
        if ["map", "section", "plan", "exceedance", "probability", "strip"]
            .contains(&chart.caption.id.as_str())
        {
            continue;
        }
        insta::assert_snapshot!(chart.caption.id.clone(), chart.svg());
    }
}

fn value() -> impl Strategy<Value = f64> {
    (-6.0..13.0f64).prop_map(|e| 10f64.powf(e))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ladders_keep_their_words_apart(
        rungs in proptest::collection::vec((value(), 0.0..0.9f64, "[A-Za-z ]{1,60}", any::<bool>()), 1..12),
        how in 0..3usize,
        wide in prop_oneof![Just(340.0), Just(720.0)],
    ) {
        let rungs: Vec<Rung> = rungs
            .into_iter()
            .map(|(value, spread, name, promised)| Rung {
                name,
                value: value.into(),
                range: Some((value * (1.0 - spread), value * (1.0 + spread))),
                basis: "contained, 100 %, real 2025".into(),
                source: "12".into(),
                promised,
                digits: Digits::Of(2),
            })
            .collect();
        let most = rungs[rungs.len() / 2].value.value;
        let rungs_as = [Rungs::Linear, Rungs::Log, Rungs::Broken(most)][how];
        let drawing = Ladder { unit: Unit::money("US$"), rungs_as, rungs }.draw("x", wide);
        prop_assert_eq!(collision(&drawing), None);
    }

    #[test]
    fn bars_keep_their_words_apart(
        bars in proptest::collection::vec((0.0..1.0f64, 0.0..0.5f64, "[A-Za-z ]{1,40}"), 1..15),
        wide in prop_oneof![Just(340.0), Just(720.0)],
    ) {
        let bars = bars
            .into_iter()
            .map(|(value, d, name)| Bar { name, value: value.into(), bounds: Some((value - d, value + d)), ink: Ink::Series(0), digits: Digits::Of(2) })
            .collect();
        let plot = Bars { measure: "HHI".into(), unit: Unit::none(), bars, marker: Some((0.25, "high".into())), legend: vec![] };
        prop_assert_eq!(collision(&plot.draw("x", wide)), None);
    }

    #[test]
    fn stacks_keep_their_words_apart(
        values in proptest::collection::vec(-1e9..1e9f64, 1..60),
        wide in prop_oneof![Just(340.0), Just(720.0)],
    ) {
        let plot = Stack {
            measure: "Cash".into(),
            unit: Unit::money("US$"),
            periods: (0..values.len()).map(|i| (2025 + i).to_string()).collect(),
            bands: vec![Band { name: "owners".into(), ink: Ink::Series(0), values: values.clone(), figure: None }],
            overlay: Some(Band { name: "sum".into(), ink: Ink::Text, values, figure: None }),
        };
        prop_assert_eq!(collision(&plot.draw("x", wide)), None);
    }

    #[test]
    fn axes_keep_their_words_apart(
        points in proptest::collection::vec((value(), value()), 1..30),
        log in any::<bool>(),
        wide in prop_oneof![Just(340.0), Just(720.0)],
    ) {
        let dots = points.iter().map(|(x, y)| Dot { x: *x, y: *y, weight: None }).collect();
        let axis = |name: &str| if log { Axis::log(name, Unit::si("t")) } else { Axis::linear(name, Unit::money("US$")) };
        let mut plot = Xy::new(axis("Along"), axis("Up"), vec![
            Layer::new("points", Ink::Series(0), Mark::Dots(dots)),
            Layer::new("a rule across", Ink::Promise, Mark::Across(points[0].1)),
            Layer::new("a rule upright", Ink::Promise, Mark::Upright(points[0].0)),
        ]);
        plot.notes = points.iter().map(|(x, y)| (*x, *y, "note".to_owned())).collect();
        prop_assert_eq!(collision(&plot.draw("x", wide)), None);
    }
}
