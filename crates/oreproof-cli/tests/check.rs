//! `oreproof check` as its users run it.

#![allow(clippy::unwrap_used, reason = "a test may fail where it likes")]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// Breaks STG001 and VAL001, and nothing that needs a date.
const POOR: &str = "The firm signed a memorandum of understanding.\nIts contract covers a deposit worth $3 trillion.\n";

const CLEAN: &str = "The road to the valley was mended in spring.\n";

fn oreproof(folder: &Path, args: &[&str]) -> Output {
    Command::cargo_bin("oreproof")
        .unwrap()
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .args(args)
        .output()
        .unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn codes(output: &Output) -> Vec<String> {
    let documents = json(output)["documents"].as_array().unwrap().clone();
    let findings = documents.iter().flat_map(|d| d["findings"].as_array().unwrap().clone());
    findings.map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_terminal_shows_the_words_the_help_and_the_norm() {
    let folder = folder(&[("poor.txt", b"They met in May.\nThe deposit is worth $3 trillion.\n")]);
    let output = oreproof(folder.path(), &["check", "poor.txt", "--select", "VAL001"]);
    let shown = out(&output);
    let expected = "\
error[VAL001] gross value of metal in the ground quoted as worth: $3 trillion
  ┌─ poor.txt:2:22
2 │ The deposit is worth $3 trillion.
  │                      ━━━━━━━━━━━
  = help: ";
    assert!(shown.starts_with(expected), "{shown}");
    assert!(shown.contains("= norm: NI 43-101 s.2.3(1)(c)"), "{shown}");
    assert!(shown.ends_with("1 finding in 1 of 1 document: 1 error\n"), "{shown}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn exit_codes_tell_clean_findings_and_failure_apart() {
    let folder = folder(&[
        ("clean.txt", CLEAN.as_bytes()),
        ("poor.txt", POOR.as_bytes()),
        ("empty.txt", b""),
    ]);
    for (args, code) in [
        (&["check", "clean.txt"][..], 0),
        (&["check", "poor.txt"], 1),
        (&["check", "poor.txt", "--exit-zero"], 0),
        (&["check", "poor.txt", "empty.txt"], 2),
        (&["check", "missing.txt"], 2),
        (&["check", "--select", "NOPE", "clean.txt"], 2),
        (&["check", "--form", "newspaper", "clean.txt"], 2),
    ] {
        assert_eq!(oreproof(folder.path(), args).status.code(), Some(code), "{args:?}");
    }
}

#[test]
fn what_cannot_be_read_gets_one_error_and_the_rest_is_checked() {
    let cut_pdf = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog";
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
    let folder = folder(&[
        ("a.txt", POOR.as_bytes()),
        ("cut.pdf", cut_pdf),
        ("empty.md", b""),
        ("picture.txt", png),
        ("z.txt", POOR.as_bytes()),
    ]);
    let args = [
        "check",
        "a.txt",
        "cut.pdf",
        "empty.md",
        "missing.html",
        "picture.txt",
        "z.txt",
        "--format",
        "json",
    ];
    let output = oreproof(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2));
    let shown = err(&output);
    for name in ["cut.pdf", "empty.md", "missing.html", "picture.txt"] {
        assert_eq!(shown.matches(name).count(), 1, "{name} in:\n{shown}");
    }
    assert_eq!(shown.matches("error[intake::").count(), 4, "{shown}");
    assert_eq!(shown.matches("= help:").count(), 4, "{shown}");
    let files: Vec<String> = json(&output)["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["file"].to_string())
        .collect();
    assert_eq!(files, ["\"a.txt\"", "\"z.txt\""]);
    assert_eq!(json(&output)["summary"]["failed"], 4);
}

#[test]
fn a_document_over_the_limit_is_told_which_limit() {
    let folder = folder(&[("large.txt", &vec![b'a'; 2 << 20])]);
    let output = oreproof(folder.path(), &["check", "large.txt", "--max-size", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("1 MiB"), "{}", err(&output));
}

#[test]
fn json_quotes_exactly_what_stands_at_its_offsets() {
    let text = format!("“Über” – {CLEAN}{}", POOR.replace("contract", "deal"));
    let folder = folder(&[("poor.txt", text.as_bytes())]);
    let output =
        oreproof(folder.path(), &["check", "poor.txt", "--format", "json", "--date", "2025-06-01"]);
    let all = json(&output);
    assert_eq!(all["schema"], "oreproof-findings/1");
    let findings = all["documents"][0]["findings"].as_array().unwrap().clone();
    assert!(!findings.is_empty());
    for finding in findings {
        let number = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
        let quote = finding["quote"].as_str().unwrap();
        let scalars: String =
            text.chars().skip(number("start")).take(number("end") - number("start")).collect();
        assert_eq!(scalars, quote);
        assert_eq!(&text[number("byte_start")..number("byte_end")], quote);
        let line = text.lines().nth(number("line") - 1).unwrap();
        assert!(line.chars().skip(number("column") - 1).collect::<String>().starts_with(quote));
    }
}

#[test]
fn sarif_names_its_rules_and_places() {
    let folder = folder(&[
        ("a b.txt", POOR.as_bytes()),
        ("clean.txt", CLEAN.as_bytes()),
        ("c.txt", POOR.as_bytes()),
    ]);
    let output =
        oreproof(folder.path(), &["check", "a b.txt", "clean.txt", "c.txt", "--format", "sarif"]);
    let log = json(&output);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let known: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["id"].as_str().unwrap())
        .collect();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 2);
    for result in results {
        assert!(known.contains(&result["ruleId"].as_str().unwrap()));
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        let location = &result["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().unwrap();
        assert!(["a%20b.txt", "c.txt"].contains(&uri), "{uri}");
        let region = &location["region"];
        let snippet = region["snippet"]["text"].as_str().unwrap().chars().count() as u64;
        assert_eq!(region["charLength"].as_u64(), Some(snippet));
        assert_eq!(
            region["endColumn"].as_u64().unwrap() - region["startColumn"].as_u64().unwrap(),
            snippet
        );
    }
    let print = |at: usize| results[at]["partialFingerprints"]["wordsHash/v1"].as_str().unwrap();
    assert_ne!(print(0), print(results.len() - 1));
}

#[test]
fn the_page_stands_alone_and_escapes_what_it_quotes() {
    let text = format!("<script>alert(1)</script> {POOR}");
    let folder = folder(&[("poor.txt", text.as_bytes())]);
    let output = oreproof(
        folder.path(),
        &["check", "poor.txt", "--format", "html", "--output", "page.html"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).is_empty());
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert")
    );
    for outside in ["http://", "https://", "url(", "@import", "<link", " src="] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(page.matches("<article").count(), 1);
    assert_eq!(page.matches("class=\"card ").count(), page.matches("class=\"mark ").count());
    assert!(!folder.path().join("page.html.part").exists());
}

#[test]
fn markdown_can_be_pasted() {
    let folder = folder(&[("poor_file.txt", POOR.as_bytes())]);
    let shown = out(&oreproof(folder.path(), &["check", "poor_file.txt", "--format", "markdown"]));
    assert!(
        shown.starts_with("# Findings\n\n## poor\\_file.txt\n\n- **error\\[STG001\\]**")
            || shown.contains("**error[STG001]**"),
        "{shown}"
    );
}

#[test]
fn codes_and_prefixes_switch_rules() {
    let folder = folder(&[("poor.txt", POOR.as_bytes())]);
    let run = |args: &[&str]| {
        codes(&oreproof(
            folder.path(),
            &[&["check", "poor.txt", "--format", "json"], args].concat(),
        ))
    };
    assert!(run(&[]).contains(&"STG001".to_owned()));
    assert!(run(&["--select", "stg"]).iter().all(|code| code.starts_with("STG")));
    assert!(!run(&["--ignore", "STG001"]).contains(&"STG001".to_owned()));
    assert_eq!(run(&["--select", "STG001", "--ignore", "STG"]), ["STG001"]);
}

#[test]
fn a_configuration_above_the_file_holds_for_it() {
    let config = "ignore = [\"STG\"]\n\n[[files]]\nglob = \"old/*\"\nignore = [\"VAL\"]\n";
    let folder = folder(&[("oreproof.toml", config.as_bytes()), ("new/poor.txt", POOR.as_bytes())]);
    let all = ["check", "new/poor.txt", "--format", "json"];
    assert!(!codes(&oreproof(folder.path(), &all)).iter().any(|code| code.starts_with("STG")));
    let none = [&all[..], &["--no-config"]].concat();
    assert!(codes(&oreproof(folder.path(), &none)).contains(&"STG001".to_owned()));
    fs::write(folder.path().join("oreproof.toml"), "ingore = [\"STG\"]\n").unwrap();
    let output = oreproof(folder.path(), &all);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("did you mean `ignore`?")
            && err(&output).contains("oreproof.toml:1:1"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_line_in_the_text_silences_the_next() {
    let text = POOR.replace("\nIts", "\n<!-- check: ignore STG001 -->\nIts");
    let folder = folder(&[
        ("poor.md", text.as_bytes()),
        ("idle.txt", format!("check: ignore VAL001\n{CLEAN}").as_bytes()),
    ]);
    assert!(
        !codes(&oreproof(folder.path(), &["check", "poor.md", "--format", "json"]))
            .contains(&"STG001".to_owned())
    );
    let output = oreproof(folder.path(), &["check", "idle.txt"]);
    assert!(
        err(&output).contains("idle.txt:1:1") && err(&output).contains("silences nothing"),
        "{}",
        err(&output)
    );
}

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let texts: Vec<(String, String)> = (0..60)
        .map(|n| (format!("d/{n:02}.txt"), format!("{POOR}It cost ${n} million.\n")))
        .collect();
    let files: Vec<(&str, &[u8])> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    for format in ["text", "json", "sarif", "markdown", "html"] {
        let run = |jobs: &str| {
            oreproof(folder.path(), &["check", "d", "--format", format, "--jobs", jobs]).stdout
        };
        assert_eq!(run("1"), run("8"), "{format}");
    }
}

#[test]
fn standard_input_is_a_document() {
    let output = Command::cargo_bin("oreproof")
        .unwrap()
        .args(["check", "-", "--format", "json"])
        .write_stdin(POOR)
        .output()
        .unwrap();
    assert_eq!(json(&output)["documents"][0]["file"], "<stdin>");
    assert!(codes(&output).contains(&"STG001".to_owned()));
}

#[test]
fn a_web_page_leads_back_to_its_source() {
    let page = format!(
        "<html><head><title>T</title></head><body><nav>Menu</nav><article><p>{}</p></article></body></html>",
        POOR.replace('\n', "</p><p>")
    );
    let folder = folder(&[("page.html", page.as_bytes())]);
    let output = oreproof(folder.path(), &["check", "page.html", "--format", "json"]);
    let finding = json(&output)["documents"][0]["findings"][0].clone();
    let place = finding["place"].as_str().unwrap().trim_start_matches("bytes ").to_owned();
    let (start, end) = place.split_once('–').unwrap();
    let bytes = &page.as_bytes()[start.parse().unwrap()..end.parse().unwrap()];
    assert_eq!(bytes, finding["quote"].as_str().unwrap().as_bytes());
}

#[test]
fn statistics_count_rules() {
    let folder = folder(&[("a.txt", POOR.as_bytes()), ("b.txt", POOR.as_bytes())]);
    let shown = out(&oreproof(folder.path(), &["check", ".", "--statistics"]));
    assert!(shown.lines().any(|line| line == "2  STG001 mou-as-deal"), "{shown}");
}

#[test]
#[cfg(unix)]
fn a_reader_that_stops_reading_is_no_failure() {
    use std::process::{Command, Stdio};
    let texts: Vec<(String, String)> =
        (0..200).map(|n| (format!("d/{n:03}.txt"), POOR.repeat(20))).collect();
    let files: Vec<(&str, &[u8])> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    let mut child = Command::new(env!("CARGO_BIN_EXE_oreproof"))
        .current_dir(folder.path())
        .args(["check", "d"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{done:?}");
    assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
}
