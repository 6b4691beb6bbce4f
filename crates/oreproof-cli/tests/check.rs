//! `oreproof check` as its users run it.

#![allow(clippy::unwrap_used, reason = "a test may fail where it likes")]

mod made;

use std::fs;
use std::process::Stdio;

use made::*;

#[test]
fn the_terminal_shows_the_words_the_help_and_the_norm() {
    let folder = folder(&[("poor.txt", b"They met in May.\nThe deposit is worth $3 trillion.\n")]);
    let output = oreproof(folder.path(), &["check", "poor.txt", "--select", "VAL001"]);
    let shown = out(&output);
    let expected = "\
error[VAL001] gross value of metal in the ground quoted as worth: $3 trillion
  ┌─ poor.txt:2:22
2 │ The deposit is worth $3 trillion.
  │                      ━━━━━━━━━━━ gross-in-situ-value
  = help: leave the amount out, or replace it by an NPV from a named study with its date, price and discount rate; \
to test the amount, divide it by the contained quantity and see what price it assumes
  = norm: NI 43-101 s.2.3(1)(c); JORC 2012 cl.51 and cl.28; PMRC 2020 part XII

1 finding in 1 document: 1 error
";
    assert_eq!(shown, expected);
    assert_eq!(code(&output), 1);
    assert!(err(&output).is_empty());
}

#[test]
fn findings_on_the_same_words_share_their_line() {
    let folder = folder(&[("poor.txt", "The deposit is worth $3 trillion.\n".as_bytes())]);
    let shown = out(&oreproof(folder.path(), &["check", "poor.txt", "--select", "VAL001,VAL002"]));
    let lines: Vec<&str> = shown.lines().collect();
    assert!(
        lines[0].starts_with("error[VAL001]") && lines[1].starts_with("error[VAL002]"),
        "{shown}"
    );
    assert_eq!(
        lines[4],
        "  │                      ━━━━━━━━━━━ gross-in-situ-value, value-without-quantity"
    );
    assert!(
        lines[5].starts_with("  = help[VAL001]: ") && lines[8].starts_with("  = norm[VAL002]: "),
        "{shown}"
    );
    assert_eq!(shown.matches("┌─").count(), 1);
}

#[test]
fn another_locale_gets_plain_characters() {
    let folder = folder(&[("poor.txt", POOR.as_bytes())]);
    let output =
        command(folder.path()).env("LC_ALL", "C").args(["check", "poor.txt"]).output().unwrap();
    let shown = out(&output);
    assert!(
        shown.contains("  --> poor.txt:2:")
            && shown.contains("^^^")
            && !shown.contains(['━', '│', '┌']),
        "{shown}"
    );
}

#[test]
fn colour_can_be_asked_for_and_refused() {
    let folder = folder(&[("poor.txt", POOR.as_bytes())]);
    let colored = |args: &[&str], environment: &[(&str, &str)]| {
        let mut command = command(folder.path());
        command.args(["check", "poor.txt"]).args(args).envs(environment.iter().copied());
        out(&command.output().unwrap()).contains('\u{1b}')
    };
    assert!(!colored(&[], &[]), "a pipe");
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_document_cannot_steer_the_terminal() {
    let text = "They said\u{1b}[2J so: the deposit is worth $3 trillion \u{202e}today.\n";
    let folder = folder(&[("poor.txt", text.as_bytes())]);
    let shown = out(&oreproof(folder.path(), &["check", "poor.txt"]));
    assert!(
        !shown.contains('\u{1b}')
            && !shown.contains('\u{202e}')
            && shown.contains("worth $3 trillion"),
        "{shown}"
    );
}

#[test]
fn exit_codes_tell_clean_findings_and_failure_apart() {
    let folder = folder(&[
        ("clean.txt", CLEAN.as_bytes()),
        ("poor.txt", POOR.as_bytes()),
        ("empty.txt", b""),
        ("nothing/here.png", b"x"),
    ]);
    for (args, expected) in [
        (&["check", "clean.txt"][..], 0),
        (&["check", "poor.txt"], 1),
        (&["check", "poor.txt", "--exit-zero"], 0),
        (&["check", "poor.txt", "empty.txt"], 2),
        (&["check", "poor.txt", "empty.txt", "--exit-zero"], 2),
        (&["check", "missing.txt"], 2),
        (&["check", "nothing"], 2),
        (&["check", "--select", "NOPE", "clean.txt"], 2),
        (&["check", "--form", "newspaper", "clean.txt"], 2),
        (&["check", "--date", "yesterday", "clean.txt"], 2),
        (&["check", "--statistics", "--format", "html", "clean.txt"], 2),
        (&["check", "--dossier", "nowhere", "clean.txt"], 2),
        (&["check", "--tables", "nowhere", "clean.txt"], 2),
    ] {
        assert_eq!(code(&oreproof(folder.path(), args)), expected, "{args:?}");
    }
    assert_eq!(
        out(&oreproof(folder.path(), &["check", "clean.txt"])),
        "no findings in 1 document\n"
    );
    assert_eq!(out(&oreproof(folder.path(), &["check", "clean.txt", "-q"])), "");
    let output = oreproof(folder.path(), &["check", "nothing"]);
    assert!(
        err(&output).contains("no documents in `nothing`") && err(&output).contains("= help:"),
        "{}",
        err(&output)
    );
}

#[test]
fn what_cannot_be_read_gets_one_error_and_the_rest_is_checked() {
    let whole = pdf(&["The deposit is worth $3 trillion."]);
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
    let folder = folder(&[
        ("a.txt", POOR.as_bytes()),
        ("cut.pdf", &whole[..120]),
        ("empty.md", b""),
        ("picture.txt", png),
        ("large.txt", &vec![b'a'; 2 << 20]),
        ("z.txt", POOR.as_bytes()),
    ]);
    let args = [
        "check",
        "a.txt",
        "cut.pdf",
        "empty.md",
        "missing.html",
        "picture.txt",
        "large.txt",
        "z.txt",
        "--limit-size",
        "1MiB",
        "--format",
        "json",
    ];
    let output = oreproof(folder.path(), &args);
    assert_eq!(code(&output), 2);
    let shown = err(&output);
    for name in ["cut.pdf", "empty.md", "missing.html", "picture.txt", "large.txt"] {
        assert_eq!(shown.matches(&format!("error: {name}: ")).count(), 1, "{name} in:\n{shown}");
    }
    assert_eq!(shown.matches("error: ").count(), 5, "{shown}");
    assert_eq!(shown.matches("= help: ").count(), 5, "{shown}");
    assert!(shown.contains("over the limit of 1 MiB (it is 2 MiB)"), "{shown}");
    let all = json(&output);
    let documents = all["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 7, "one of each, in the order asked for");
    assert_eq!(documents[1]["file"], "cut.pdf");
    assert_eq!(documents[2]["error"]["code"], "intake::empty");
    assert_eq!(all["summary"]["failed"], 5);
    assert_eq!(all["summary"]["documents"], 2);
    assert!(!documents[6]["findings"].as_array().unwrap().is_empty());
}

#[test]
fn standard_input_is_a_document_and_the_default() {
    for args in [&["check", "-", "--format", "json"][..], &["check", "--format", "json"]] {
        let output =
            command(std::path::Path::new(".")).args(args).write_stdin(POOR).output().unwrap();
        assert_eq!(json(&output)["documents"][0]["file"], "<stdin>");
        assert!(codes(&output).contains(&"STG001".to_owned()));
    }
    let output = command(std::path::Path::new(".")).arg("check").write_stdin("").output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).starts_with("error: <stdin>: the document is empty\n"),
        "{}",
        err(&output)
    );
}

#[test]
fn codes_and_prefixes_switch_rules() {
    let folder =
        folder(&[("poor.txt", POOR.as_bytes()), ("oreproof.toml", b"ignore = [\"VAL002\"]\n")]);
    let run = |args: &[&str]| {
        codes(&oreproof(
            folder.path(),
            &[&["check", "poor.txt", "--format", "json"], args].concat(),
        ))
    };
    let has = |codes: &[String], code: &str| codes.iter().any(|known| known == code);
    assert!(has(&run(&[]), "STG001") && !has(&run(&[]), "VAL002"));
    assert!(run(&["--select", "stg"]).iter().all(|code| code.starts_with("STG")));
    assert_eq!(
        run(&["--select", "STG001", "--ignore", "STG"]),
        ["STG001"],
        "the longer code decides"
    );
    let replaced = run(&["--ignore", "STG001"]);
    assert!(
        !has(&replaced, "STG001") && has(&replaced, "VAL002"),
        "--ignore takes the place of the configuration's"
    );
    let extended = run(&["--extend-ignore", "STG001"]);
    assert!(!has(&extended, "STG001") && !has(&extended, "VAL002"));
    let output = oreproof(folder.path(), &["check", "poor.txt", "--select", "VAL01"]);
    assert!(err(&output).contains("did you mean `VAL001`?"), "{}", err(&output));
}

#[test]
fn a_configuration_above_the_file_holds_for_it() {
    let config = "ignore = [\"STG\"]\n\n[[files]]\npath = \"old/*\"\nignore = [\"VAL\"]\n";
    let folder = folder(&[
        ("oreproof.toml", config.as_bytes()),
        ("new/deep/poor.txt", POOR.as_bytes()),
        ("old/poor.txt", POOR.as_bytes()),
        ("own/oreproof.toml", b"select = [\"STG\"]\n"),
        ("own/poor.txt", POOR.as_bytes()),
    ]);
    let run = |file: &str, args: &[&str]| {
        codes(&oreproof(folder.path(), &[&["check", file, "--format", "json"], args].concat()))
    };
    let families = |codes: Vec<String>| {
        let mut families: Vec<String> = codes.iter().map(|code| code[..3].to_owned()).collect();
        families.dedup();
        families.retain(|family| family == "STG" || family == "VAL");
        families
    };
    assert_eq!(families(run("new/deep/poor.txt", &[])), ["VAL"]);
    assert!(families(run("old/poor.txt", &[])).is_empty());
    assert_eq!(families(run("own/poor.txt", &[])), ["STG"], "the nearest holds");
    assert_eq!(families(run("own/poor.txt", &["--config", "oreproof.toml"])), ["VAL"]);
    assert_eq!(families(run("old/poor.txt", &["--no-config"])), ["STG", "VAL"]);
}

#[test]
fn a_mistaken_configuration_is_shown_at_its_place() {
    let config = "selct = [\"VAL\"]\nignore = [\"VAL01\"]\n";
    let folder = folder(&[("oreproof.toml", config.as_bytes()), ("poor.txt", POOR.as_bytes())]);
    let output = oreproof(
        folder.path(),
        &["check", "poor.txt", "--config", "oreproof.toml", "--output", "page.html"],
    );
    let expected = "\
error: unknown key `selct`
  ┌─ oreproof.toml:1:1
1 │ selct = [\"VAL\"]
  │ ━━━━━ did you mean `select`?
  = help: the keys here are select, ignore, form, date, files
error: no rule has a code that begins with `VAL01`
  ┌─ oreproof.toml:2:12
2 │ ignore = [\"VAL01\"]
  │            ━━━━━ did you mean `VAL001`?
  = help: `oreproof rules` lists them all
error: nothing was checked: 2 mistakes in `oreproof.toml`
";
    assert_eq!(err(&output), expected);
    assert_eq!(code(&output), 2);
    assert!(out(&output).is_empty() && !folder.path().join("page.html").exists());
    let output = oreproof(folder.path(), &["check", "poor.txt", "--config", "missing.toml"]);
    assert!(
        code(&output) == 2 && err(&output).contains("missing.toml cannot be read"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_line_in_the_text_silences_the_next() {
    let text = POOR.replace("\nIts", "\n<!-- check: ignore STG001 -->\nIts");
    let idle = format!("check: ignore VAL001\n{CLEAN}check: ignore VAL01\n{WORTH}\n");
    let folder = folder(&[("poor.md", text.as_bytes()), ("idle.txt", idle.as_bytes())]);
    assert!(
        !codes(&oreproof(folder.path(), &["check", "poor.md", "--format", "json"]))
            .contains(&"STG001".to_owned())
    );
    let output = oreproof(folder.path(), &["check", "idle.txt"]);
    let expected = "\
warning: `check: ignore` silences nothing here
  ┌─ idle.txt:1:1
1 │ check: ignore VAL001
  │ ━━━━━━━━━━━━━━━━━━━━ no finding of these rules in its reach
  = help: take it out, or move it to the line before the words it is about
warning: no rule has the code `VAL01`
  ┌─ idle.txt:3:15
3 │ check: ignore VAL01
  │               ━━━━━ did you mean `VAL001`?
";
    assert_eq!(err(&output), expected);
    assert!(err(&oreproof(folder.path(), &["check", "idle.txt", "--quiet"])).is_empty());
}

#[test]
fn the_form_and_the_date_come_from_who_knows_them() {
    let page = "<html><head><meta property=\"article:published_time\" content=\"2025-03-02T10:00:00Z\"></head><body><p>The deposit is worth $3 trillion, said the company in a long paragraph.</p></body></html>";
    let folder = folder(&[("page.html", page.as_bytes()), ("poor.txt", POOR.as_bytes())]);
    let document = |args: &[&str]| {
        json(&oreproof(folder.path(), &[&["check", "--format", "json"], args].concat()))["documents"][0].clone()
    };
    let own = document(&["page.html"]);
    assert_eq!(
        (own["date"].as_str(), own["date_from"].as_str()),
        (Some("2025-03-02"), Some("document"))
    );
    let given = document(&["page.html", "--date", "2025-09-25", "--form", "ministry_thread"]);
    assert_eq!(
        (given["date"].as_str(), given["date_from"].as_str()),
        (Some("2025-09-25"), Some("given"))
    );
    assert_eq!(given["form"], "ministry_thread");
    let none = document(&["poor.txt"]);
    assert!(
        none["date"].is_null() && none["date_from"].is_null() && none["form"] == "news_article"
    );
}

#[test]
fn places_lead_back_to_the_document() {
    let page = format!(
        "<html><head><title>T</title></head><body>\n<nav>Menu</nav>\n<article>\n<p>{}</p>\n<p>More words.</p></article></body></html>",
        WORTH.replace('€', "&euro;")
    );
    let archive = warc(&[
        (
            "https://example.org/a",
            "<html><body><p>The road to the valley was mended.</p></body></html>",
        ),
        ("https://example.org/b", &format!("<html><body><p>{WORTH}</p></body></html>")),
    ]);
    let lines = ["The road was mended.", "The deposit is worth $3 trillion."];
    let folder = folder(&[
        ("page.html", page.as_bytes()),
        ("pages.warc", &archive),
        ("report.pdf", &pdf(&lines)),
        ("brief.docx", &docx(&lines)),
    ]);
    let finding = |file: &str| {
        findings(&oreproof(
            folder.path(),
            &["check", file, "--format", "json", "--select", "VAL001"],
        ))[0]
            .clone()
    };
    let shown = |file: &str| out(&oreproof(folder.path(), &["check", file, "--select", "VAL001"]));

    let source = finding("page.html")["source"].clone();
    let byte = |key: &str| usize::try_from(source[key].as_u64().unwrap()).unwrap();
    assert_eq!(&page[byte("byte_start")..byte("byte_end")], "&euro;900 million");
    assert_eq!((&source["line"], &source["column"]), (&4.into(), &43.into()));
    assert!(
        shown("page.html").contains("┌─ page.html:4:43\n4 │ The valley’s"),
        "{}",
        shown("page.html")
    );
    let piped = command(folder.path())
        .args(["check", "--select", "VAL001"])
        .write_stdin(page.clone())
        .output()
        .unwrap();
    assert!(out(&piped).contains("┌─ <stdin>:4:43\n"), "{}", out(&piped));

    assert_eq!(finding("report.pdf")["source"]["page"], 1);
    assert!(
        shown("report.pdf").contains("┌─ report.pdf: page 1, line 2\n"),
        "{}",
        shown("report.pdf")
    );
    assert_eq!(finding("brief.docx")["source"]["paragraph"], 2);
    assert!(
        shown("brief.docx").contains("┌─ brief.docx: paragraph 2\n"),
        "{}",
        shown("brief.docx")
    );

    let record = &finding("pages.warc")["source"];
    assert_eq!(record["uri"], "https://example.org/b");
    let at = usize::try_from(record["record"].as_u64().unwrap()).unwrap();
    assert!(archive[at..].starts_with(b"WARC/1.0"), "{record}");
    assert!(shown("pages.warc").contains("https://example.org/b\n"), "{}", shown("pages.warc"));
}

#[test]
fn an_archive_is_checked_page_by_page_in_order() {
    let pages: Vec<(String, String)> = (0..100)
        .map(|n| {
            (
                format!("https://example.org/{n}"),
                format!("<html><body><p>The deposit is worth ${n} billion.</p></body></html>"),
            )
        })
        .collect();
    let pages: Vec<(&str, &str)> =
        pages.iter().map(|(uri, html)| (uri.as_str(), html.as_str())).collect();
    let mut archive = warc(&pages);
    archive.truncate(archive.len() - 30);
    let folder = folder(&[("pages.warc", &archive)]);
    let run = |jobs: &str| {
        oreproof(folder.path(), &["check", "pages.warc", "--format", "json", "--jobs", jobs])
    };
    let (one, many) = (run("1"), run("8"));
    assert_eq!(out(&one), out(&many));
    let documents = json(&one)["documents"].as_array().unwrap().clone();
    let uris: Vec<&str> =
        documents.iter().filter_map(|document| document["uri"].as_str()).collect();
    assert!(
        uris.len() >= 99
            && uris.iter().enumerate().all(|(n, uri)| *uri == format!("https://example.org/{n}"))
    );
    assert_eq!(code(&one), 2, "it ends in the middle of a record");
}

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let texts: Vec<(String, String)> = (0..60)
        .map(|n| (format!("d/{n:02}.txt"), format!("{POOR}It cost ${n} million.\n")))
        .collect();
    let mut files: Vec<(&str, &[u8])> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    files.push(("d/05b.txt", b""));
    let folder = folder(&files);
    for format in ["text", "json", "sarif", "markdown", "html"] {
        let run = |jobs: &str| {
            let output =
                oreproof(folder.path(), &["check", "d", "--format", format, "--jobs", jobs]);
            (out(&output), err(&output))
        };
        assert_eq!(run("1"), run("8"), "{format}");
    }
}

#[test]
fn the_case_and_the_tables_are_used() {
    let folder = folder(&[
        ("claim.txt", b"The company holds a mining lease at Dovla.\n"),
        ("case/old.txt", CLEAN.as_bytes()),
        ("tables/prices.csv", b""),
        ("tables/critical-lists.csv", b""),
        ("bad/register.csv", b"holder\nx\n"),
    ]);
    let unanswered = |args: &[&str]| {
        let output =
            oreproof(folder.path(), &[&["check", "claim.txt", "--format", "json"], args].concat());
        json(&output)["documents"][0]["unanswered"]
            .as_array()
            .unwrap()
            .iter()
            .any(|question| question["rule"] == "DOS002")
    };
    assert!(unanswered(&[]) && unanswered(&["--dossier", "case"]));
    fs::write(
        folder.path().join("case/register.csv"),
        "# 2025-05-01\nkind,holder,place\nexploration licence,Orla,Dovla\n",
    )
    .unwrap();
    assert!(!unanswered(&["--dossier", "case"]));
    let output =
        oreproof(folder.path(), &["check", "claim.txt", "--dossier", "case", "--format", "json"]);
    assert!(codes(&output).contains(&"DOS002".to_owned()), "{}", out(&output));
    let output = oreproof(folder.path(), &["check", "claim.txt", "--dossier", "bad"]);
    assert!(
        code(&output) == 2 && err(&output).contains("the column `kind` is missing"),
        "{}",
        err(&output)
    );
    assert_ne!(code(&oreproof(folder.path(), &["check", "claim.txt", "--tables", "tables"])), 2);
    fs::write(folder.path().join("tables/prices.csv"), "wrong,header\n").unwrap();
    let output = oreproof(folder.path(), &["check", "claim.txt", "--tables", "tables"]);
    assert!(code(&output) == 2 && err(&output).contains("prices.csv, line 1"), "{}", err(&output));
}

#[test]
fn the_summary_says_what_could_not_be_answered() {
    let folder = folder(&[("claim.txt", b"The company holds a mining lease at Dovla.\n")]);
    let shown = out(&oreproof(folder.path(), &["check", "claim.txt", "--select", "DOS002"]));
    assert_eq!(
        shown,
        "no findings in 1 document; 1 rule could not be answered\n  DOS002 needs an extract of the register of mineral rights\n"
    );
}

#[test]
fn statistics_count_rules() {
    let folder = folder(&[("a.txt", POOR.as_bytes()), ("b.txt", POOR.as_bytes())]);
    let shown = out(&oreproof(folder.path(), &["check", ".", "--statistics", "--select", "STG"]));
    assert_eq!(shown, "2  error STG001  mou-as-deal\n\n2 findings in 2 documents: 2 errors\n");
    let counted = json(&oreproof(
        folder.path(),
        &["check", ".", "--statistics", "--select", "STG", "--format", "json"],
    ));
    assert_eq!(counted["rules"][0]["rule"], "STG001");
    assert_eq!(counted["rules"][0]["findings"], 2);
}

#[test]
fn a_file_appears_only_when_it_is_whole() {
    let folder = folder(&[("poor.txt", POOR.as_bytes()), ("out.json", b"old")]);
    let output = oreproof(folder.path(), &["check", "poor.txt", "--output", "out.json"]);
    assert_eq!(code(&output), 1);
    assert!(
        out(&output).is_empty() && err(&output).contains("written to out.json"),
        "{}",
        err(&output)
    );
    let written = fs::read_to_string(folder.path().join("out.json")).unwrap();
    assert!(
        written.starts_with('{') && written.contains("\"oreproof-check/1\""),
        "the ending names the format: {written}"
    );
    let left: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
    let output = oreproof(folder.path(), &["check", "poor.txt", "--output", "no/such/folder.html"]);
    assert!(code(&output) == 2 && err(&output).contains("cannot be written"), "{}", err(&output));
}

#[test]
#[cfg(unix)]
fn a_device_is_written_and_not_replaced() {
    let folder = folder(&[("poor.txt", POOR.as_bytes())]);
    let output = oreproof(
        folder.path(),
        &["check", "poor.txt", "--format", "json", "--output", "/dev/stdout", "-q"],
    );
    assert!(codes(&output).contains(&"STG001".to_owned()));
}

#[test]
#[cfg(unix)]
fn an_interrupt_leaves_nothing_behind() {
    let folder = folder(&[("poor.txt", POOR.as_bytes())]);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_oreproof"))
        .current_dir(folder.path())
        .args(["check", "poor.txt", "-", "--output", "out.json"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let part = || {
        fs::read_dir(folder.path())
            .unwrap()
            .any(|entry| entry.unwrap().file_name().to_string_lossy().ends_with(".part"))
    };
    // It waits for its standard input, so the file will be there.
    while !part() {
        std::thread::yield_now();
    }
    let id = child.id().to_string();
    std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(130));
    assert!(!part() && !folder.path().join("out.json").exists());
}

#[test]
#[cfg(unix)]
fn a_reader_that_stops_reading_is_no_failure() {
    let texts: Vec<(String, String)> =
        (0..200).map(|n| (format!("d/{n:03}.txt"), POOR.repeat(20))).collect();
    let files: Vec<(&str, &[u8])> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_oreproof"))
        .current_dir(folder.path())
        .args(["check", "d", "--exit-zero"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{done:?}");
    assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
}
