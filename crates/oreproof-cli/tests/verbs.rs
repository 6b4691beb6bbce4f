//! The verbs beside `check`.

#![allow(clippy::unwrap_used, reason = "a test may fail where it likes")]

mod made;

use std::fs;

use made::*;

const RESOURCE: &str = "Indicated: 48.0 million tonnes grading 0.62% copper, containing about 298,000 tonnes of copper.\n";

#[test]
fn claims_prints_every_quantity_with_its_fields() {
    let folder =
        folder(&[("a.txt", RESOURCE.as_bytes()), ("none.txt", b"Nothing is counted here.\n")]);
    let claims = |args: &[&str]| oreproof(folder.path(), &[&["claims"], args].concat());
    let table = out(&claims(&["a.txt"]));
    let head: Vec<&str> = table.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(head[..6], ["place", "words", "value", "unit", "kind", "commodity"]);
    for words in
        ["48,000,000", "ore_tonnage", "0.62", "≈ 298,000", "contained", "Indicated", "copper"]
    {
        assert!(table.contains(words), "{words} in\n{table}");
    }
    let rows = json(&claims(&["a.txt", "--format", "json"]));
    assert_eq!(rows["schema"], "oreproof-claims/1");
    let document = &rows["documents"][0];
    let said = document["claims"].as_array().unwrap();
    assert!(said.iter().any(|claim| claim["figures"].as_array().unwrap().len() >= 2), "{said:?}");
    let rows = document["quantities"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[2]["quote"], "298,000 tonnes");
    assert_eq!(
        (&rows[2]["low"], &rows[2]["unit"], &rows[2]["bound"]),
        (&298_000.0.into(), &"t".into(), &"approx".into())
    );
    for row in rows {
        let number = |key: &str| usize::try_from(row[key].as_u64().unwrap()).unwrap();
        assert_eq!(row["quote"], RESOURCE[number("byte_start")..number("byte_end")]);
    }
    let csv = out(&claims(&["a.txt", "none.txt", "a.txt", "--format", "csv"]));
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(csv.starts_with("file,line,column,start,end,"));
    assert_eq!(out(&claims(&["none.txt"])), "no quantities\n\nno claims\n");
    let none = json(&claims(&["none.txt", "--format", "json"]));
    assert!(none["documents"][0]["quantities"].as_array().unwrap().is_empty());
    let said = out(&claims(&["a.txt", "--only", "claims"]));
    assert!(
        said.contains("resource") && said.lines().next().unwrap().contains("figures"),
        "{said}"
    );
    assert!(
        out(&claims(&["a.txt", "--only", "claims", "--format", "csv"]))
            .starts_with("file,line,column,")
    );
    assert_eq!(code(&claims(&["a.txt", "missing.txt"])), 2);
    let piped = command(folder.path())
        .args(["claims", "--format", "json"])
        .write_stdin(RESOURCE)
        .output()
        .unwrap();
    assert_eq!(json(&piped)["documents"][0]["file"], "<stdin>");
}

#[test]
fn every_rule_can_be_explained() {
    let (_, list, _) = run(&["rules", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&list).unwrap();
    let rules = rules.as_array().unwrap();
    assert!(rules.len() >= 70, "{} rules", rules.len());
    let (_, table, _) = run(&["rules"]);
    for rule in rules {
        let code = rule["code"].as_str().unwrap();
        let (status, page, _) = run(&["explain", &code.to_lowercase()]);
        assert_eq!(status, 0);
        let norm: String =
            rule["norm"].as_str().unwrap().split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        for part in [rule["name"].as_str().unwrap(), "Fires on", "Silent on", &norm] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(table.contains(code) && !rule["forms"].as_array().unwrap().is_empty());
    }
    let (_, by_name, _) = run(&["explain", "gross-in-situ-value"]);
    assert_eq!(by_name, run(&["explain", "VAL001"]).1);
}

#[test]
fn a_slip_of_the_pen_gets_a_suggestion() {
    let (code, _, err) = run(&["explain", "VAL01"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `VAL001`?"), "{err}");
    let (code, _, err) = run(&["chek", "a.txt"]);
    assert!(code == 2 && err.contains("'check'"), "{err}");
    let (code, _, err) = run(&["check", "--form", "news_articel"]);
    assert!(code == 2 && err.contains("news_article"), "{err}");
}

#[test]
fn a_family_is_listed() {
    let (_, list, _) = run(&["explain", "ree"]);
    assert!(
        ["REE001", "REE002", "REE003", "REE: Rare earths"].iter().all(|part| list.contains(part)),
        "{list}"
    );
}

#[test]
fn help_has_examples_and_the_exit_codes() {
    let (code, help, _) = run(&["check", "--help"]);
    assert!(
        code == 0
            && help.contains("Examples:")
            && help.contains("Exit status:")
            && help.contains("--limit-size"),
        "{help}"
    );
    let (code, version, _) = run(&["--version"]);
    assert!(code == 0 && version.starts_with("oreproof "), "{version}");
}

#[test]
fn completions_and_manual_are_written() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, _) = run(&["completions", shell]);
        assert!(code == 0 && script.contains("oreproof"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let (code, ..) = run(&["man", "--out", folder.path().to_str().unwrap()]);
    assert_eq!(code, 0);
    let page = fs::read_to_string(folder.path().join("oreproof-check.1")).unwrap();
    assert!(page.contains("oreproof\\-check") && page.contains("select"), "{page}");
    let (_, page, _) = run(&["man"]);
    assert!(page.contains(".TH oreproof 1"), "{page}");
}

#[test]
fn a_case_is_weighed_and_its_report_written() {
    let folder = tempfile::tempdir().unwrap();
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/pakistan-2025");
    for name in ["report.html", "report.json", "report.xlsx"] {
        let to = folder.path().join(name);
        let mut command = assert_cmd::Command::cargo_bin("oreproof").unwrap();
        let output = command.args(["weigh", case, "--output"]).arg(&to).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{text}");
        assert!(text.contains("Where the headline shrinks") && text.contains("doubtful"), "{text}");
        assert!(to.is_file(), "{name}");
    }
    let mut command = assert_cmd::Command::cargo_bin("oreproof").unwrap();
    command.args(["weigh", case, "--output", "report.docx"]).assert().code(2);
}

#[test]
fn the_stations_of_a_case_answer_alone() {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/pakistan-2025");
    let (code, text, _) = run(&["cash", case, "--project", "reko-diq-project"]);
    assert_eq!(code, 0);
    assert!(text.contains("US$77.25 billion  cash before royalty and tax"), "{text}");
    let (code, text, _) = run(&["cash", case, "--format", "csv"]);
    assert!(code == 0 && text.starts_with("project,kind,line,period,value\n"), "{text}");
    let (code, _, error) = run(&["cash", case, "--project", "nothing"]);
    assert!(code == 2 && error.contains("no project can be worked out"), "{error}");

    let (code, text, _) = run(&["explain", "ladder/per-person", "--case", case]);
    assert!(code == 0 && text.contains("part / people / years"), "{text}");
    // Every input of the run, with its place in the case and the document behind it.
    assert!(text.contains("regime ") && text.contains("model "), "{text}");
    assert!(text.contains("projects/reko-diq"), "{text}");
    let (code, _, error) = run(&["explain", "ladder/perperson", "--case", case]);
    assert!(code == 2 && error.contains("did you mean `ladder/per-person`"), "{error}");

    let (code, text, _) = run(&["compare", case, case, "--as-of-a", "2025-05-01"]);
    assert!(code == 0 && text.contains("only in b"), "{text}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports/r.html");
    let (code, _, err) =
        run(&["weigh", "cases/compliant-junior", "-q", "-o", &path.to_string_lossy()]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("there is no folder") && err.contains("reports"), "{err}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
