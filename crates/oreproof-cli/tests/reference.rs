//! The command `oreproof reference`, as its user meets it.

mod made;

use std::fs;

use made::run;

/// On 25 September 2025 the list of 50 was in force and the draft of 54 open.
#[test]
fn critical_is_answered_for_a_list_and_a_day() {
    let (code, out, _) = run(&["reference", "critical", "copper", "--on", "2025-09-25"]);
    assert_eq!(code, 0);
    let line = |list: &str| {
        let line = out.lines().find(|line| line.starts_with(list)).unwrap();
        line.split_whitespace().skip(1).take(2).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("lists/us-2022 "), "no final");
    assert_eq!(line("lists/us-2025-draft "), "not in");
    assert!(!out.contains("lists/us-2025 "));
    let (code, _, err) = run(&["reference", "critical", "copper"]);
    assert!(code == 2 && err.contains("on which day?") && err.contains("--on"), "{err}");
}

#[test]
fn rows_are_chosen_by_any_name_and_printed_for_programs() {
    let args = ["reference", "production", "Cu", "--country", "chile", "--format", "json"];
    let (code, out, _) = run(&args);
    let rows: serde_json::Value = serde_json::from_str(&out).unwrap();
    let wanted = "production/2025/mine/copper/CHL/2024";
    let row = rows.as_array().unwrap().iter().find(|row| row["id"] == wanted).unwrap();
    assert_eq!((code, row["value"].as_str(), row["unit"].as_str()), (0, Some("5300"), Some("kt")));
    let (code, out, _) = run(&["reference", "prices", "gold", "--on", "1990-01-01"]);
    assert_eq!((code, out.as_str()), (1, "no row\n"));
}

#[test]
fn what_is_unknown_is_answered_with_what_was_meant() {
    for (args, says) in [
        (vec!["reference", "price"], "did you mean `prices`?"),
        (vec!["reference", "prices", "coper"], "did you mean `copper`?"),
        (vec!["reference", "production", "--country", "Chle"], "did you mean `Chile`?"),
        (vec!["reference", "exchange-rates", "gold"], "no column `commodity`"),
    ] {
        let (code, _, err) = run(&args);
        assert!(code == 2 && err.contains(says), "{args:?}: {err}");
    }
}

/// What is printed as CSV is a table that can be read back.
#[test]
fn a_table_that_was_printed_is_one_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let (_, tables, _) = run(&["reference", "--format", "json"]);
    let tables: serde_json::Value = serde_json::from_str(&tables).unwrap();
    for table in tables.as_array().unwrap() {
        let name = table["id"].as_str().unwrap();
        let (code, text, _) = run(&["reference", name, "--format", "csv"]);
        assert_eq!(code, 0, "{name}");
        fs::write(folder.path().join(format!("{name}.csv")), text).unwrap();
    }
    let own = folder.path().to_str().unwrap();
    let args = ["reference", "critical", "copper", "--on", "2025-09-25"];
    let (_, built_in, _) = run(&args);
    let (code, read, err) = run(&[&args[..], &["--tables", own]].concat());
    assert_eq!((code, read), (0, built_in), "{err}");
}

#[test]
fn every_mistake_in_a_folder_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("prices.csv"), "comodity,price\n").unwrap();
    fs::write(folder.path().join("pricse.csv"), "").unwrap();
    let own = folder.path().to_str().unwrap();
    let (code, _, err) = run(&["reference", "prices", "--tables", own]);
    assert_eq!(code, 2);
    for says in [
        "prices.csv, line 1, column 1: no column `comodity`, did you mean `commodity`?",
        "pricse.csv: no table has that name, did you mean `prices.csv`?",
        "nothing was done",
    ] {
        assert!(err.contains(says), "{says} in {err}");
    }
}
