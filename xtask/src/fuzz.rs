//! `cargo xtask fuzz`: hostile inputs for every reader.

use miette::Result;

use crate::house::{cargo, root, succeeds, target};

/// Give mutated inputs to every reader, and count what ends badly.
///
/// The readers are built with overflow checks and debug assertions. A crashing
/// input is saved under target/fuzz, and is made again by its seed and number.
#[derive(clap::Args, Debug)]
#[group(skip)]
pub(crate) struct Args {
    /// How many inputs a target gets.
    #[arg(long, default_value_t = 2_000)]
    runs: u64,

    /// The seed that inputs are made from.
    #[arg(long, default_value_t = 1)]
    seed: u64,

    /// One target instead of all: grammar, plain, html, pdf, docx, warc.
    #[arg(long)]
    target: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let saved = target().join("fuzz");
    let mut command =
        cargo(&["run", "--quiet", "--locked", "--profile", "fuzzing", "-p", "fuzz", "--"]);
    command.args(["--runs", &args.runs.to_string(), "--seed", &args.seed.to_string()]);
    command.arg("--save").arg(saved).current_dir(root());
    if let Some(target) = &args.target {
        command.args(["--target", target]);
    }
    succeeds(&mut command)
}
