//! `cargo xtask prove`: what a test run is too short to show.

use std::fs;

use miette::{IntoDiagnostic, Result};

use crate::house::{self, cargo, say, succeeds};
use crate::{bench, fuzz};

/// Fuzz every reader, measure speed, and pass the whole gate in a clean clone.
///
/// The clone is what is committed, built from nothing, with no file beside it.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    fuzz: fuzz::Args,

    #[command(flatten)]
    bench: bench::Args,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let checks: [(&str, &dyn Fn() -> Result<bool>); 3] = [
        ("clean clone", &clean_clone),
        ("fuzz", &|| fuzz::run(&args.fuzz)),
        ("bench", &|| bench::run(&args.bench)),
    ];
    let mut failed = 0;
    for (name, check) in checks {
        say(format!("\n══ {name}"));
        let passed = check()?;
        say(format!("══ {name}: {}", if passed { "passed" } else { "FAILED" }));
        failed += usize::from(!passed);
    }
    say(format!("\n{} passed, {failed} failed", checks.len() - failed));
    Ok(failed == 0)
}

fn clean_clone() -> Result<bool> {
    let folder = house::target().join("prove");
    let clone = folder.join("clone");
    if clone.exists() {
        fs::remove_dir_all(&clone).into_diagnostic()?;
    }
    fs::create_dir_all(&folder).into_diagnostic()?;
    let mut git = std::process::Command::new("git");
    git.args(["clone", "--quiet"]).arg(house::root()).arg(&clone);
    if !succeeds(&mut git)? {
        return Ok(false);
    }
    let mut gate = cargo(&["xtask", "test"]);
    gate.current_dir(&clone).env("CARGO_TARGET_DIR", folder.join("target"));
    succeeds(&mut gate)
}
