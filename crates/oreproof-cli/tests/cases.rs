//! `oreproof new` and `oreproof validate`, as a user runs them.

#![expect(clippy::unwrap_used, reason = "a test may fail where it likes")]

use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use assert_cmd::Command;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

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

/// A table as Parquet: text, a year and a number that may be missing.
fn parquet(heads: [&str; 4], rows: &[(&str, &str, i32, Option<f64>)]) -> Vec<u8> {
    let schema = format!(
        "message rows {{ REQUIRED BYTE_ARRAY {} (STRING); REQUIRED BYTE_ARRAY {} (STRING); \
         REQUIRED INT32 {}; OPTIONAL DOUBLE {}; }}",
        heads[0], heads[1], heads[2], heads[3]
    );
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = file.next_row_group().unwrap();
    let texts: [Vec<&str>; 2] =
        [rows.iter().map(|row| row.0).collect(), rows.iter().map(|row| row.1).collect()];
    for texts in texts {
        let texts: Vec<ByteArray> = texts.into_iter().map(ByteArray::from).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
        column.close().unwrap();
    }
    let years: Vec<i32> = rows.iter().map(|row| row.2).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int32Type>().write_batch(&years, None, None).unwrap();
    column.close().unwrap();
    let numbers: Vec<f64> = rows.iter().filter_map(|row| row.3).collect();
    let known: Vec<i16> = rows.iter().map(|row| i16::from(row.3.is_some())).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<DoubleType>().write_batch(&numbers, Some(&known), None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    file.close().unwrap();
    bytes
}

const AROUND: &str = "[case]\ntitle = \"A\"\n[choices]\nas_of = 2025-01-31\n\
                      [[sources]]\nid = \"s\"\ntitle = \"S\"\nkind = \"statistics\"\n";

#[test]
fn a_table_is_the_same_as_csv_and_as_parquet() {
    let folder = tempfile::tempdir().unwrap();
    let validate = |name: &str, bytes: &[u8], format: &str| {
        let case = format!(
            "{AROUND}[[tables]]\nkind = \"incident-totals\"\nfile = \"{name}\"\nsource = \"s\"\n"
        );
        fs::write(folder.path().join("case.toml"), case).unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        let run = oreproof(&["validate", folder.path().to_str().unwrap(), "--format", format]);
        (run.status.code(), text(&run.stdout).replace(name, "NAME"), text(&run.stderr))
    };
    let heads = ["area", "confidence", "period", "attacks"];
    let good: &[_] =
        &[("Here, there", "verified", 2023, Some(4.0)), ("Here", "verified", 2024, Some(5.0))];
    let csv =
        "area,confidence,period,attacks\n\"Here, there\",verified,2023,4\nHere,verified,2024,5\n";
    let read = validate("t.parquet", &parquet(heads, good), "json");
    assert_eq!(read.0, Some(0), "{} {}", read.1, read.2);
    assert_eq!(read, validate("t.csv", csv.as_bytes(), "json"));
    // The same problems at the same rows and columns.
    let bad: &[_] = &[("Here", "verifed", 2023, Some(4.5)), ("Here", "verified", 2024, None)];
    let csv = "area,confidence,period,attacks\nHere,verifed,2023,4.5\nHere,verified,2024,\n";
    let read = validate("t.parquet", &parquet(heads, bad), "text");
    assert_eq!(read.0, Some(1));
    for words in
        ["NAME:2:6", "did you mean `verified`?", "NAME:2:19", "NAME:3:1", "no `attacks` here"]
    {
        assert!(read.1.contains(words), "{words:?} in\n{}", read.1);
    }
    assert_eq!(read, validate("t.csv", csv.as_bytes(), "text"));
    // What is no table is told with the place that names it.
    let (code, _, err) = validate("t.parquet", b"PAR1 and no more", "text");
    assert_eq!(code, Some(2));
    assert!(err.contains("t.parquet cannot be read as Parquet"), "{err}");
    assert!(err.contains("it is named at case.toml:11:8"), "{err}");
}
