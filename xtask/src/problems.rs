//! The page of what can be wrong in drill tables, from the declarations themselves: each problem's
//! comment, message, code and help stand at its variant.

use std::fmt::Write as _;

/// The files that declare problems, with the enum in each.
const DECLARED: [(&str, &str, &str); 2] = [
    (
        "crates/oreproof-ground/src/hole/problem.rs",
        "pub enum Problem {",
        include_str!("../../crates/oreproof-ground/src/hole/problem.rs"),
    ),
    (
        "crates/oreproof-intake/src/drill/problem.rs",
        "pub enum TableProblem {",
        include_str!("../../crates/oreproof-intake/src/drill/problem.rs"),
    ),
];

/// One problem as it is declared.
#[derive(Debug, Default, PartialEq)]
struct Declared {
    code: String,
    about: String,
    message: String,
    severity: String,
    help: Option<String>,
}

/// The page, a section a problem in the order of their codes.
pub(crate) fn page() -> String {
    let mut all: Vec<Declared> =
        DECLARED.iter().flat_map(|(_, head, source)| declared(source, head)).collect();
    all.sort_by(|a, b| a.code.cmp(&b.code));
    let mut page = "# What can be wrong in drill tables\n\n\
        `oreproof qc` tells these by file, row and column; `oreproof explain CODE` prints one.\n\
        An error means that what stands there is not used, or cannot all be right; a warning is likely \
        a mistake; a note is worth knowing.\n"
        .to_owned();
    for of in &all {
        let _ = write!(
            page,
            "\n## `{}`\n\n{}\n\nIt is told as {}: “{}”.\n",
            of.code, of.about, of.severity, of.message
        );
        if let Some(help) = &of.help {
            let _ = write!(page, "\nWhat to do: {help}.\n");
        }
    }
    page
}

/// The problems of an enum in the source of its file.
fn declared(source: &str, head: &str) -> Vec<Declared> {
    let Some((_, body)) = source.split_once(head) else { return Vec::new() };
    let (mut about, mut marks) = (Vec::new(), String::new());
    let mut all = Vec::new();
    for line in body.lines().take_while(|line| *line != "}") {
        let Some(line) = line.strip_prefix("    ") else { continue };
        if let Some(words) = line.strip_prefix("/// ") {
            about.push(words);
        } else if line.starts_with(|c: char| c.is_ascii_uppercase()) {
            let quoted = |key: &str| quoted(&marks, key);
            if let (Some(message), Some(code)) = (quoted("error("), quoted("code(")) {
                let severity = match marks.split_once("severity(") {
                    Some((_, rest)) if rest.starts_with("Warning") => "a warning",
                    Some(_) => "a note",
                    None => "an error",
                };
                all.push(Declared {
                    code,
                    about: about.join(" "),
                    message,
                    severity: severity.to_owned(),
                    help: quoted("help(").filter(|help| !help.starts_with('{')),
                });
            }
            about.clear();
            marks.clear();
        } else if !line.trim_start().starts_with("///") {
            // The marks of a variant, and the fields of the one before, which have none.
            marks.push_str(line);
            marks.push('\n');
        }
    }
    all
}

/// The first text in quotes after a key.
fn quoted(marks: &str, key: &str) -> Option<String> {
    let (_, rest) = marks.split_once(key)?;
    let (_, rest) = rest.split_once('"')?;
    let mut text = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => match letters.next()? {
                // A line that goes on in the next.
                '\n' => letters = letters.as_str().trim_start().chars(),
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_that_is_declared_has_a_section() {
        let page = page();
        for (file, _, source) in DECLARED {
            let codes = source.matches("code(\"").count();
            let prefix = if file.contains("ground") { "\n## `hole::" } else { "\n## `table::" };
            assert_eq!(page.matches(prefix).count(), codes, "{file}");
        }
        assert!(page.contains(
            "\n## `hole::outside-area`\n\nA collar lies outside the outline of the area.\n\n\
             It is told as a warning: “the collar of {hole} lies {away:.1} outside the area”.\n"
        ));
    }
}
