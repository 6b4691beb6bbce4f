//! The arrows of the road: which crate may use which, and which must stay pure.

use std::fs;

use miette::{IntoDiagnostic, Result, miette};
use serde::Deserialize;

use crate::house::{self, cargo};

/// The crates of the road in order. A station may use those named, no other of
/// ours; what is not listed here is a way in or out and may use any.
const STATIONS: &[(&str, &[&str])] = &[
    ("oreproof-units", &[]),
    ("oreproof-reference", &["oreproof-units"]),
    ("oreproof-factors", &["oreproof-units"]),
    ("oreproof-promise", &["oreproof-units"]),
    ("oreproof-rules", &["oreproof-units", "oreproof-promise", "oreproof-reference"]),
    ("oreproof-risk", &[]),
    ("oreproof-balance", &["oreproof-units", "oreproof-reference"]),
    ("oreproof-ground", &["oreproof-units", "oreproof-risk"]),
    ("oreproof-evidence", &["oreproof-units", "oreproof-case"]),
    (
        "oreproof-weigh",
        &[
            "oreproof-units",
            "oreproof-reference",
            "oreproof-balance",
            "oreproof-case",
            "oreproof-evidence",
            "oreproof-ground",
            "oreproof-money",
            "oreproof-risk",
            "oreproof-shares",
        ],
    ),
    (
        "oreproof-report",
        &[
            "oreproof-units",
            "oreproof-balance",
            "oreproof-case",
            "oreproof-ground",
            "oreproof-money",
            "oreproof-shares",
            "oreproof-weigh",
        ],
    ),
    ("oreproof-money", &["oreproof-units", "oreproof-factors"]),
    ("oreproof-shares", &["oreproof-units", "oreproof-factors", "oreproof-money"]),
    (
        "oreproof-case",
        &[
            "oreproof-units",
            "oreproof-factors",
            "oreproof-money",
            "oreproof-risk",
            "oreproof-shares",
        ],
    ),
    (
        "oreproof",
        &[
            "oreproof-units",
            "oreproof-promise",
            "oreproof-rules",
            "oreproof-reference",
            "oreproof-case",
            "oreproof-weigh",
        ],
    ),
];

/// The lints that keep a station pure, as they stand at the head of its lib.rs.
const PURE: &str =
    "#![deny(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types)]";

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `None` for an ordinary one, `dev` or `build` otherwise.
    kind: Option<String>,
}

/// Every arrow that points the wrong way and every station without its lints.
pub(crate) fn broken() -> Result<Vec<String>> {
    let out = cargo(&["metadata", "--no-deps", "--format-version", "1", "--locked"])
        .output()
        .into_diagnostic()?;
    if !out.status.success() {
        return Err(miette!("cargo metadata: {}", String::from_utf8_lossy(&out.stderr)));
    }
    let metadata: Metadata = serde_json::from_slice(&out.stdout).into_diagnostic()?;
    let mut complaints = backward_arrows(&metadata);
    for (station, _) in STATIONS {
        let path = house::root().join("crates").join(station).join("src/lib.rs");
        let lib = fs::read_to_string(&path).into_diagnostic()?;
        if !lib.contains(PURE) {
            complaints.push(format!("{station}: src/lib.rs lacks `{PURE}`"));
        }
    }
    Ok(complaints)
}

fn backward_arrows(metadata: &Metadata) -> Vec<String> {
    let ours = |name: &str| metadata.packages.iter().any(|package| package.name == name);
    let mut found = Vec::new();
    for package in &metadata.packages {
        let Some((_, may_use)) = STATIONS.iter().find(|(name, _)| *name == package.name) else {
            continue;
        };
        for used in package.dependencies.iter().filter(|d| d.kind.as_deref() != Some("dev")) {
            if ours(&used.name) && !may_use.contains(&used.name.as_str()) {
                found.push(format!("{} must not use {}", package.name, used.name));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_backward_is_named() {
        let metadata: Metadata = serde_json::from_str(
            r#"{"packages": [
                {"name": "oreproof-units", "dependencies": [{"name": "oreproof-rules", "kind": null}]},
                {"name": "oreproof-rules", "dependencies": [{"name": "oreproof-units", "kind": null}]}
            ]}"#,
        )
        .unwrap();
        assert_eq!(backward_arrows(&metadata), ["oreproof-units must not use oreproof-rules"]);
    }
}
