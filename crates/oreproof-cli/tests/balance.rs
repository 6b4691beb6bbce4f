//! The command `oreproof balance`, as its user meets it.

mod made;

use made::run;

#[test]
fn a_commodity_is_told_by_any_of_its_names() {
    let (code, out, err) = run(&["balance", "Sb"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("antimony, 2024   2025     0.379"), "{out}");
    assert!(out.contains("United States imports of antimony"), "{out}");
    let (code, _, err) = run(&["balance", "unobtainium"]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn a_case_names_its_largest_dependence_and_what_a_lost_buyer_changes() {
    let (code, out, err) = run(&["balance", "cases/pakistan-2025"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("Largest single dependence: China 100.0 %"), "{out}");
    assert!(out.contains("United States  Pakistan     19%   US$84.03"), "{out}");
    // The only buyer lost leaves nothing, which is an answer.
    assert!(out.contains("nothing left  -100.0 %"), "{out}");
    assert!(!out.contains("-0.000"), "{out}");
    let (code, out, _) = run(&["balance", "cases/pakistan-2025", "--format", "json"]);
    assert_eq!(code, 0);
    assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
}

/// A duty and the one that it took the place of, two projects of one name, and a share that has
/// ended: each is told apart.
#[test]
fn what_is_alike_in_name_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let case = r#"
[case]
title = "Two of each"
country = "PAK"
[choices]
as_of = 2025-09-01
[[sources]]
id = "s"
title = "S"
kind = "register"
[[parties]]
id = "old"
name = "Old"
kind = "company"
country = "AUS"
[[parties]]
id = "new"
name = "New"
kind = "company"
country = "CAN"
[[sites]]
id = "hill"
name = "Hill"
kind = "mine"
[[holdings]]
of = "hill"
holder = "old"
kind = "equity"
share = "100 %"
ends = 2020
source = "s"
[[holdings]]
of = "hill"
holder = "new"
kind = "equity"
share = "100 %"
starts = 2021
source = "s"
[[holdings]]
of = "hill"
holder = "old"
kind = "profit-share"
share = "10 %"
source = "s"
[[tariffs]]
importer = "USA"
exporter = "PAK"
rate = "29 %"
starts = "2025-04-02"
source = "s"
[[tariffs]]
importer = "USA"
exporter = "PAK"
rate = "19 %"
starts = "2025-08-07"
source = "s"
[[projects]]
id = "a"
name = "Dig"
site = "hill"
operator = "new"
kind = "mine"
source = "s"
[[projects]]
id = "b"
name = "Dig"
site = "hill"
operator = "old"
kind = "mine"
source = "s"
"#;
    std::fs::write(folder.path().join("case.toml"), case).unwrap();
    let (code, out, err) = run(&["balance", &folder.path().to_string_lossy()]);
    assert!(code < 2, "{err}");
    assert!(!err.contains("panicked"), "{err}");
    let owner = out.lines().find(|line| line.starts_with("owner")).unwrap_or_default();
    assert!(owner.contains("Canada 100.0 %") && !owner.contains("Australia"), "{out}{err}");
    assert_eq!(out.lines().filter(|line| line.starts_with("operator")).count(), 2, "{out}");
    assert!(out.contains("29%") && out.contains("19%"), "{out}");
}

/// Two registers disagree about one owner, a bank answers for a loan, and a buyer is barred.
#[test]
fn disputes_guarantors_and_bans_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let case = r#"
[case]
title = "Dispute"
country = "PAK"
[choices]
as_of = 2025-09-01
[[sources]]
id = "a"
title = "A"
kind = "register"
[[sources]]
id = "b"
title = "B"
kind = "register"
[[parties]]
id = "one"
name = "One"
kind = "company"
country = "CAN"
[[parties]]
id = "bank"
name = "Bank"
kind = "lender"
country = "DEU"
[[parties]]
id = "backer"
name = "Backer"
kind = "lender"
country = "JPN"
[[sites]]
id = "hill"
name = "Hill"
kind = "mine"
[[holdings]]
of = "hill"
holder = "one"
kind = "equity"
share = [{ value = "60 %", source = "a" }, { value = "45 %", source = "b" }]
[[instruments]]
id = "loan"
title = "Loan"
kind = "financing"
binding = "yes"
disclosure = "part"
sites = ["hill"]
parties = [{ party = "bank", role = "lender" }, { party = "backer", role = "guarantor" }]
contracted = { value = "10 million USD", source = "a" }
[[trade]]
reporter = "PAK"
flow = "export"
commodity = "copper"
period = 2024
value = "100 USD"
partner = "CHN"
partner_share = "80 %"
source = "a"
[[trade]]
reporter = "PAK"
flow = "export"
commodity = "copper"
period = 2024
value = "100 USD"
partner = "USA"
partner_share = "20 %"
source = "a"
[[bans]]
importer = "USA"
exporter = "PAK"
commodity = "copper"
source = "a"
"#;
    std::fs::write(folder.path().join("case.toml"), case).unwrap();
    let path = folder.path().to_str().unwrap();
    let (_, out, err) = run(&["balance", path, "--format", "csv"]);
    assert!(out.contains("ownership\",owner,a,CAN,0.6"), "{out}{err}");
    assert!(out.contains("ownership\",owner,b,CAN,0.45"), "{out}{err}");
    assert!(out.contains("guarantor,a,JPN,1"), "{out}{err}");
    let (_, out, _) = run(&["balance", path, "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    let ban = told["changes"].as_array().unwrap().iter().find(|change| {
        change["says"].as_str().unwrap().ends_with("the ban between Pakistan and United States")
    });
    assert_eq!(ban.unwrap()["change"]["whole"], 0.8, "{out}");
}
