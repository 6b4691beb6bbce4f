//! What holds of every case: it reads back as written, in whatever order its files
//! come, and no text stops the reader.

use oreproof_case::{Parsed, read, write};
use proptest::prelude::*;

const HEAD: &str = "[case]\ntitle = \"A\"\n[choices]\nas_of = 2025-01-31\n\
    [[sources]]\nid = \"s\"\ntitle = \"S\"\nkind = \"press\"\n";

fn quantity() -> impl Strategy<Value = String> {
    let unit =
        prop::sample::select(vec!["t", "Mt", "%", "g/t", "USD/lb", "million USD", "km", "years"]);
    (0.001_f64..1e6, unit).prop_map(|(n, unit)| format!("{n} {unit}"))
}

/// A statement of a figure: plain, with a source, assumed, or with what a reader
/// should know; or several.
fn stated() -> impl Strategy<Value = String> {
    let words = "[ -!#-~äßÿ≥]{1,20}";
    let one = (quantity(), 0..4, words).prop_map(|(value, kind, words)| {
        let words = words.replace('\\', "/").replace('"', "'");
        let words = if words.trim().is_empty() { "x".to_owned() } else { words };
        match kind {
            0 => format!("{{ value = \"{value}\" }}"),
            1 => format!("{{ value = \"{value}\", assumed = \"{words}\" }}"),
            2 => format!("{{ value = \"{value}\", source = \"s\", confidence = \"conflict\", note = \"{words}\" }}"),
            _ => format!("{{ value = \"{value}\", derived = \"{words}\", as_of = \"2024-05/2024-07\", quote = \"{words}\" }}"),
        }
    });
    prop_oneof![
        quantity().prop_map(|value| format!("\"{value}\"")),
        prop::collection::vec(one, 1..4).prop_map(|all| format!("[{}]", all.join(", "))),
    ]
}

fn entries() -> impl Strategy<Value = Vec<String>> {
    let figure =
        stated().prop_map(|value| format!("what = \"w\"\nsource = \"s\"\nvalue = {value}\n"));
    prop::collection::vec(figure, 0..8).prop_map(|bodies| {
        let entry = |(n, body): (usize, String)| format!("[[figures]]\nid = \"f{n}\"\n{body}");
        bodies.into_iter().enumerate().map(entry).collect()
    })
}

proptest! {
    #[test]
    fn a_case_reads_back_as_written(entries in entries()) {
        let Parsed { case, problems } = read(&[("case.toml", format!("{HEAD}{}", entries.concat()))]);
        prop_assert!(problems.is_empty(), "{problems:#?}");
        let written = write(&case);
        let again = read(&[("case.toml", &written)]);
        prop_assert!(again.problems.is_empty(), "{:#?} in\n{written}", again.problems);
        prop_assert_eq!(&again.case, &case);
        prop_assert_eq!(write(&again.case), written);
    }

    #[test]
    fn the_files_of_a_case_may_be_cut_anywhere(entries in entries(), cut in 0_usize..8) {
        let cut = cut.min(entries.len());
        let whole = read(&[("case.toml", format!("{HEAD}{}", entries.concat()))]);
        let mut parts = [
            ("a.toml", HEAD.to_owned()),
            ("b/b.toml", entries[..cut].concat()),
            ("c.toml", entries[cut..].concat()),
        ];
        prop_assert_eq!(&read(&parts).case, &whole.case);
        parts.reverse();
        prop_assert_eq!(&read(&parts).case, &whole.case);
    }

    #[test]
    fn no_text_stops_the_reader(text in "[\\[\\]{}=\",.#a-z0-9\n -]{0,200}", csv in "[a-z,\"\n0-9]{0,80}") {
        let table = "[[tables]]\nkind = \"trade\"\nfile = \"t.csv\"\n".to_owned();
        let files = [("a.toml", text), ("t.csv", csv), ("t.toml", table)];
        for problem in read(&files).problems {
            prop_assert!(problem.place().line >= 1);
        }
    }

    /// Cutting a good case short tells of problems at places inside it.
    #[test]
    fn a_case_cut_short_has_problems_inside_it(entries in entries(), keep in 0.0_f64..1.0) {
        let whole = format!("{HEAD}{}", entries.concat());
        let at = whole.floor_char_boundary((whole.len() as f64 * keep) as usize);
        for problem in read(&[("case.toml", &whole[..at])]).problems {
            prop_assert!(problem.place().end <= at);
        }
    }
}
