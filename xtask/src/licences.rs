//! Under which licences the crates that we build on stand.

use miette::{IntoDiagnostic, Result, miette};
use serde::Deserialize;

use crate::house::cargo;

/// Licences that a program under Apache-2.0 OR MIT may be built on.
const FINE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    // Binds changes to the library's own files only.
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
}

/// Every crate whose licence is missing or not among the fine ones.
pub(crate) fn foreign() -> Result<Vec<String>> {
    let out =
        cargo(&["metadata", "--format-version", "1", "--locked"]).output().into_diagnostic()?;
    if !out.status.success() {
        return Err(miette!("cargo metadata: {}", String::from_utf8_lossy(&out.stderr)));
    }
    let metadata: Metadata = serde_json::from_slice(&out.stdout).into_diagnostic()?;
    let bad = metadata.packages.iter().filter(|p| !p.license.as_deref().is_some_and(is_fine));
    let named = bad.map(|p| {
        let licence = p.license.as_deref().unwrap_or("no licence");
        format!("{} {}: {licence}", p.name, p.version)
    });
    Ok(named.collect())
}

/// Whether some choice that an SPDX expression leaves us is fine throughout.
///
/// Choices and conjunctions nest no deeper in practice than one pair of
/// brackets, which is opened by reading `(A OR B) AND C` as three licences of
/// which every bracketed group needs one.
fn is_fine(expression: &str) -> bool {
    let fine = |licence: &str| FINE.contains(&licence.trim_matches(['(', ')', ' ']));
    let any = |choice: &str| choice.replace('/', " OR ").split(" OR ").any(fine);
    match expression.contains('(') {
        true => expression.split(" AND ").all(any),
        false => {
            let choices = expression.replace('/', " OR ");
            choices.split(" OR ").any(|choice| choice.split(" AND ").all(fine))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fine_choice_is_enough_and_every_conjunct_counts() {
        for fine in
            ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"]
        {
            assert!(is_fine(fine), "{fine}");
        }
        for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND LGPL-2.1", ""] {
            assert!(!is_fine(bad), "{bad}");
        }
    }
}
