//! The verbs beside `check`.

#![allow(clippy::unwrap_used, reason = "a test may fail where it likes")]

use std::fs;

use assert_cmd::Command;

fn oreproof(args: &[&str]) -> (i32, String, String) {
    let output =
        Command::cargo_bin("oreproof").unwrap().env("NO_COLOR", "1").args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn claims_prints_every_quantity_with_its_fields() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "Indicated: 48.0 million tonnes grading 0.62% copper, containing about 298,000 tonnes of copper.\n").unwrap();
    let path = path.to_str().unwrap();
    let (code, table, _) = oreproof(&["claims", path]);
    assert_eq!(code, 0);
    for words in
        ["48,000,000 t", "ore_tonnage", "0.62 %", "≈ 298,000 t", "contained", "Indicated", "copper"]
    {
        assert!(table.contains(words), "{words} in\n{table}");
    }
    let (_, json, _) = oreproof(&["claims", path, "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(all["schema"], "oreproof-claims/1");
    let rows = all["documents"][0]["quantities"].clone();
    let claims = all["documents"][0]["claims"].as_array().unwrap().clone();
    assert!(claims.iter().any(|claim| claim["kind"] == "resource"), "{claims:?}");
    assert_eq!(rows.as_array().unwrap().len(), 3);
    assert_eq!(rows[2]["quote"], "298,000 tonnes");
    assert_eq!(
        (rows[2]["low"].as_f64(), rows[2]["unit"].as_str(), rows[2]["bound"].as_str()),
        (Some(298_000.0), Some("t"), Some("approx"))
    );
    let (_, csv, _) = oreproof(&["claims", path, "--format", "csv"]);
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.starts_with("file,line,column,start,end,"));
    let (_, csv, _) = oreproof(&["claims", path, "--format", "csv", "--only", "claims"]);
    assert!(csv.starts_with("file,start,end,kind,subject,"), "{csv}");
}

#[test]
fn every_rule_can_be_explained() {
    let (_, list, _) = oreproof(&["rules", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&list).unwrap();
    let rules = rules.as_array().unwrap();
    assert!(rules.len() >= 70, "{} rules", rules.len());
    for rule in rules {
        let code = rule["code"].as_str().unwrap();
        let (status, page, _) = oreproof(&["explain", &code.to_lowercase()]);
        assert_eq!(status, 0);
        assert!(
            page.contains(rule["name"].as_str().unwrap()) && page.contains("Fires on"),
            "{page}"
        );
    }
}

#[test]
fn a_slip_of_the_pen_gets_a_suggestion() {
    let (code, _, err) = oreproof(&["explain", "VAL01"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean VAL0"), "{err}");
    let (code, _, err) = oreproof(&["chek", "a.txt"]);
    assert_eq!(code, 2);
    assert!(err.contains("check"), "{err}");
}

#[test]
fn a_family_is_listed() {
    let (_, list, _) = oreproof(&["explain", "ree"]);
    assert!(["REE001", "REE002", "REE003"].iter().all(|code| list.contains(code)), "{list}");
}

#[test]
fn completions_and_manual_are_written() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, _) = oreproof(&["completions", shell]);
        assert!(code == 0 && script.contains("oreproof"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let (code, ..) = oreproof(&["man", "--out", folder.path().to_str().unwrap()]);
    assert_eq!(code, 0);
    let page = fs::read_to_string(folder.path().join("oreproof-check.1")).unwrap();
    assert!(page.contains("oreproof\\-check") && page.contains("select"), "{page}");
}
