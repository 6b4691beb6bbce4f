//! `oreproof new` and `oreproof validate`, as a user runs them.

#![expect(clippy::unwrap_used, reason = "a test may fail where it likes")]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

fn oreproof(args: &[&str]) -> Output {
    Command::cargo_bin("oreproof").unwrap().args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_new_case_validates_and_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case");
    let case = case.to_str().unwrap();
    assert_eq!(oreproof(&["new", case]).status.code(), Some(0));
    let validated = oreproof(&["validate", case]);
    assert_eq!(validated.status.code(), Some(0));
    assert!(text(&validated.stdout).ends_with("no problems\n"));
    let again = oreproof(&["new", case]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("is there already"));
}

#[test]
fn every_problem_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let case = "[case]\ntitel = \"A\"\n[choices]\nas_of = 2025-01-31\n[[sites]]\nid = \"a\"\n";
    fs::write(folder.path().join("case.toml"), case).unwrap();
    let path = folder.path().to_str().unwrap();
    let run = oreproof(&["validate", path]);
    assert_eq!(run.status.code(), Some(1));
    let told = text(&run.stdout);
    for words in ["case.toml:2:1", "did you mean `title`?", "no `kind` here", "4 problems"] {
        assert!(told.contains(words), "{words:?} in\n{told}");
    }
    let json = oreproof(&["validate", path, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["problems"][0]["code"], "case::missing-key");
    assert_eq!(json["problems"][1]["line"], 2);
}

#[test]
fn a_folder_without_a_case_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let run = oreproof(&["validate", folder.path().to_str().unwrap()]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("oreproof new"));
    assert_eq!(oreproof(&["validate", "/no/such/folder"]).status.code(), Some(2));
}

#[test]
fn quotes_are_verified_against_a_text_that_the_reader_has() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/compliant-junior");
    let release = case.join("release.txt");
    let (case, release) = (case.to_str().unwrap(), release.to_str().unwrap());
    let run = oreproof(&["validate", case, "--document", release]);
    assert_eq!(run.status.code(), Some(0));
    assert!(text(&run.stdout).contains("6 quotes verified"));
    let other = oreproof(&["validate", case, "--document", file!()]);
    assert_eq!(other.status.code(), Some(2));
}

#[test]
fn prices_of_the_reference_tables_are_looked_up() {
    let folder = tempfile::tempdir().unwrap();
    let case = |reference: &str| {
        format!(
            "[case]\ntitle = \"A\"\n[choices]\nas_of = 2025-01-31\nprice_deck = \"d\"\n\
             [[price_decks]]\nid = \"d\"\ntitle = \"D\"\nterms = \"nominal\"\n\
             prices = [{{ commodity = \"copper\", reference = \"{reference}\" }}]\n"
        )
    };
    let validate = |reference: &str| {
        fs::write(folder.path().join("case.toml"), case(reference)).unwrap();
        oreproof(&["validate", folder.path().to_str().unwrap()])
    };
    let found = validate("reference:prices/copper/2024");
    assert_eq!(found.status.code(), Some(0), "{}", text(&found.stdout));
    let missing = validate("reference:prices/unobtainium/2024");
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stdout).contains("a commodity called unobtainium"));
}
