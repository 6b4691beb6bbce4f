//! `cargo xtask docs`: the pages that are made from the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use miette::{IntoDiagnostic, Result};
use oreproof::page;
use oreproof::rules::rules;
use oreproof_case::schema;
use oreproof_report::weighing;

use crate::house::{self, say};
use crate::problems;

/// Write the pages of the rules and of the case folder from the code itself.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// Write nothing; exit with 1 when a page is not what the code says.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let stale = stale()?;
    if args.check {
        stale.iter().for_each(say);
        return Ok(stale.is_empty());
    }
    let wanted = pages();
    for path in present()?.into_iter().filter(|path| !wanted.contains_key(path)) {
        fs::remove_file(path).into_diagnostic()?;
    }
    for (path, page) in &wanted {
        fs::create_dir_all(path.parent().unwrap_or(path)).into_diagnostic()?;
        fs::write(path, page).into_diagnostic()?;
    }
    say(format!("{} pages in docs", wanted.len()));
    Ok(true)
}

/// What is missing, left over, or not what the code says, in a line each.
pub(crate) fn stale() -> Result<Vec<String>> {
    let wanted = pages();
    let left_over = present()?.into_iter().filter(|path| !wanted.contains_key(path)).collect();
    let is_current = |path: &PathBuf| fs::read_to_string(path).ok().as_ref() == wanted.get(path);
    let changed = wanted.keys().filter(|path| !is_current(path)).cloned().collect();
    let complaint = |pages: Vec<PathBuf>, what: &str| {
        let name = |page: &PathBuf| page.file_stem()?.to_str().map(str::to_owned);
        let names: Vec<_> = pages.iter().filter_map(name).collect();
        let run = "run `cargo xtask docs`";
        (!names.is_empty()).then(|| format!("docs: {} {what}; {run}", names.join(", ")))
    };
    let complaints = [complaint(changed, "not current"), complaint(left_over, "of no rule")];
    Ok(complaints.into_iter().flatten().collect())
}

fn folder() -> PathBuf {
    house::root().join("docs/rules")
}

/// The pages that lie in the folder now.
fn present() -> Result<Vec<PathBuf>> {
    if !folder().is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder()).into_diagnostic()?.filter_map(|e| Some(e.ok()?.path()));
    Ok(entries.filter(|path| path.extension().is_some_and(|e| e == "md")).collect())
}

/// Every page by its path: one a rule and the list of them, that of problems, those of the case
/// folder, and the schema of a weighing.
fn pages() -> BTreeMap<PathBuf, String> {
    let notice = "\n<!-- Made by `cargo xtask docs`; change the rule instead. -->\n";
    let of_rules = rules().map(|rule| (format!("{}.md", rule.code), page::page(rule)));
    let all = of_rules.chain([("README.md".to_owned(), page::index())]);
    let rules = all.map(|(name, page)| (folder().join(name), page + notice));
    let notice = "\n<!-- Made by `cargo xtask docs`; change the declarations of oreproof-case instead. -->\n";
    let of_problems =
        "\n<!-- Made by `cargo xtask docs`; change the comments of the problems instead. -->\n";
    let docs = house::root().join("docs");
    let of_the_case = [
        (docs.join("problems.md"), problems::page() + of_problems),
        (docs.join("case-format.md"), schema::page() + notice),
        (docs.join("schema/case.schema.json"), format!("{:#}\n", schema::json_schema())),
        (docs.join("schema/weighing.schema.json"), format!("{:#}\n", weighing::schema())),
    ];
    rules.chain(of_the_case).collect()
}
