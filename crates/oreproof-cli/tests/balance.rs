//! The command `oreproof balance`, as its user meets it.

use std::path::Path;

use assert_cmd::Command;

/// Runs the command: its exit code, and what it printed on both streams.
fn oreproof(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("oreproof").expect("the command is built");
    command
        .env("LC_ALL", "C.UTF-8")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let output = command.args(args).output().expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command prints UTF-8");
    let code = output.status.code().expect("nothing ends it from outside");
    (code, text(output.stdout), text(output.stderr))
}

#[test]
fn a_commodity_is_told_by_any_of_its_names() {
    let (code, out, err) = oreproof(&["balance", "Sb"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("antimony, 2024   2025     0.379"), "{out}");
    assert!(out.contains("United States imports of antimony"), "{out}");
    let (code, _, err) = oreproof(&["balance", "unobtainium"]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn a_case_names_its_largest_dependence_and_what_a_lost_buyer_changes() {
    let (code, out, err) = oreproof(&["balance", "cases/pakistan-2025"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("Largest single dependence: CHN 100.0 %"), "{out}");
    assert!(out.contains("USA      PAK          19%   US$84.03"), "{out}");
    assert!(out.contains("not computable, needs another buyer: there is none"), "{out}");
    assert!(!out.contains("-0.000"), "{out}");
    let (code, out, _) = oreproof(&["balance", "cases/pakistan-2025", "--format", "json"]);
    assert_eq!(code, 0);
    assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
}
