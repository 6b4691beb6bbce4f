//! What the formats for programs and pages promise.

#![allow(clippy::unwrap_used, reason = "a test may fail where it likes")]

mod made;

use made::*;
use serde_json::Value;

#[test]
fn json_quotes_exactly_what_stands_at_its_offsets() {
    let text = format!("“Über” – {CLEAN}{POOR}");
    let folder = folder(&[("poor.txt", text.as_bytes())]);
    let output =
        oreproof(folder.path(), &["check", "poor.txt", "--format", "json", "--date", "2025-06-01"]);
    let all = json(&output);
    assert_eq!(all["schema"], "oreproof-check/1");
    let found = findings(&output);
    assert!(found.len() >= 3);
    for finding in &found {
        let number = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
        let quote = finding["quote"].as_str().unwrap();
        let scalars: String =
            text.chars().skip(number("start")).take(number("end") - number("start")).collect();
        assert_eq!(scalars, quote);
        assert_eq!(&text[number("byte_start")..number("byte_end")], quote);
        let line = text.lines().nth(number("line") - 1).unwrap();
        assert!(line.chars().skip(number("column") - 1).collect::<String>().starts_with(quote));
        for key in ["rule", "severity", "message", "help", "norm", "name"] {
            assert!(finding[key].is_string(), "{key}");
        }
    }
    assert_eq!(all["summary"]["findings"], found.len());
}

#[test]
fn json_of_nothing_is_still_json() {
    let folder = folder(&[("clean.txt", CLEAN.as_bytes()), ("empty.txt", b"")]);
    assert_eq!(
        findings(&oreproof(folder.path(), &["check", "clean.txt", "--format", "json"])).len(),
        0
    );
    let failed = json(&oreproof(folder.path(), &["check", "empty.txt", "--format", "json"]));
    assert_eq!(failed["documents"][0]["error"]["message"], "the document is empty");
}

#[test]
fn sarif_names_its_rules_and_places() {
    let page = format!("<html><body>\n<p>{WORTH}</p></body></html>");
    let folder = folder(&[
        ("a b.txt", format!("{POOR}{POOR}").as_bytes()),
        ("clean.txt", CLEAN.as_bytes()),
        ("empty.txt", b""),
        ("page.html", page.as_bytes()),
        ("report.pdf", &pdf(&["The deposit is worth $3 trillion."])),
        ("right.txt", b"The company holds a mining lease at Dovla.\n"),
    ]);
    let output = oreproof(folder.path(), &["check", ".", "--format", "sarif"]);
    let log = json(&output);
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-2.1.0.json"));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        assert!(
            rule["help"]["text"].as_str().unwrap().contains("Norm: ")
                && rule.get("helpUri").is_none()
        );
        assert!(
            ["error", "warning", "note"]
                .contains(&rule["defaultConfiguration"]["level"].as_str().unwrap())
        );
    }
    let results = run["results"].as_array().unwrap();
    let mut prints = Vec::new();
    let mut kinds = Vec::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let location = &result["locations"][0];
        let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        let region = &location["physicalLocation"]["region"];
        match uri {
            "./report.pdf" => {
                assert!(region.is_null());
                assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "page 1, line 1");
            }
            "./page.html" => {
                let number = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
                let words =
                    &page[number("byteOffset")..number("byteOffset") + number("byteLength")];
                assert_eq!(region["snippet"]["text"], words);
                assert_eq!(number("startLine"), 2);
                assert!(region.get("charOffset").is_none());
            }
            _ => {
                assert!(["./a%20b.txt", "./right.txt"].contains(&uri), "{uri}");
                let length = region["snippet"]["text"].as_str().unwrap().chars().count() as u64;
                assert_eq!(region["charLength"].as_u64(), Some(length));
                assert_eq!(
                    region["endColumn"].as_u64().unwrap() - region["startColumn"].as_u64().unwrap(),
                    length
                );
            }
        }
        kinds.push(result["kind"].as_str().unwrap_or("fail"));
        match result["kind"].as_str() {
            Some("open") => assert_eq!(result["level"], "none"),
            _ => prints.push((uri, result["partialFingerprints"]["words/v1"].as_str().unwrap())),
        }
    }
    assert!(kinds.contains(&"open") && kinds.contains(&"fail"));
    let n = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), n, "the same words twice in one file have fingerprints of their own");
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["descriptor"]["id"], "intake::empty");
}

#[test]
fn a_fingerprint_survives_lines_put_before_it() {
    let folder =
        folder(&[("a.txt", POOR.as_bytes()), ("b.txt", format!("{CLEAN}\n{POOR}").as_bytes())]);
    let prints = |file: &str| -> Vec<Value> {
        let log = json(&oreproof(folder.path(), &["check", file, "--format", "sarif"]));
        log["runs"][0]["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|result| result["partialFingerprints"].clone())
            .collect()
    };
    assert_eq!(prints("a.txt"), prints("b.txt"));
}

#[test]
fn markdown_can_be_pasted() {
    let folder = folder(&[
        ("poor_file.txt", b"@all: the *deposit* is worth $3 trillion.\n"),
        ("empty.txt", b""),
    ]);
    let output = oreproof(
        folder.path(),
        &["check", "poor_file.txt", "empty.txt", "--format", "markdown", "--select", "VAL001"],
    );
    let expected = "\
# Findings

1 finding in 1 document: 1 error; 1 document could not be read.

## poor\\_file.txt

1 finding.

- [ ] **error VAL001** gross value of metal in the ground quoted as worth: $3 trillion (1:30)
  > &#64;all: the \\*deposit\\* is worth **$3 trillion**.

  Leave the amount out, or replace it by an NPV from a named study with its date, price and discount rate; \
to test the amount, divide it by the contained quantity and see what price it assumes. *NI 43-101 s.2.3(1)(c); JORC 2012 cl.51 and cl.28; PMRC 2020 part XII.*

## empty.txt

Not checked: the document is empty.
";
    assert_eq!(out(&output), expected);
}

#[test]
fn the_page_stands_alone_and_escapes_what_it_quotes() {
    let hostile = format!("<script>alert(1)</script> \"quoted\" & 'so' {POOR}");
    let folder = folder(&[("<b>.txt", hostile.as_bytes()), ("clean.txt", CLEAN.as_bytes())]);
    let output = oreproof(folder.path(), &["check", ".", "--format", "html"]);
    let page = out(&output);
    assert!(
        page.contains(
            "&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; &#39;so&#39;"
        )
    );
    assert!(!page.contains("<script>alert") && !page.contains("<b>.txt"));
    for outside in ["http://", "https://", "url(", "@import", "<link", " src=", "//cdn"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src 'none'"));
    assert_eq!(page.matches("<article ").count(), 2);
    assert_eq!(page.matches("<nav ").count(), 1);
    // Every link leads to a place on the page, and every place is there once.
    let ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    for link in page.split(" href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.contains(&link), "{link}");
    }
    let cards = page.matches("<section class=\"card ").count();
    assert!(cards >= 3);
    assert_eq!(
        cards,
        findings(&oreproof(folder.path(), &["check", ".", "--format", "json"])).len()
    );
}

#[test]
fn overlapping_words_are_marked_once_and_lead_to_the_gravest() {
    let folder = folder(&[("a.txt", "The deposit is worth $3 trillion.\n".as_bytes())]);
    let page = out(&oreproof(
        folder.path(),
        &["check", "a.txt", "--format", "html", "--select", "VAL001,VAL002"],
    ));
    assert_eq!(page.matches("<a class=\"mark ").count(), 1);
    assert!(page.contains("data-for=\"d1-f1 d1-f2\""));
    assert!(page.contains(">$3 trillion</a>.</p>"));
}
