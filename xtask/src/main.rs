//! Every chore of the project: `cargo xtask VERB`.

#![expect(clippy::print_stderr, reason = "a command line talks to its user")]

mod house;
mod gate;
mod layers;
mod licences;
mod docs;
mod problems;
mod score;
mod fuzz;
mod bench;
mod prove;
mod outlines;

use std::process::ExitCode;

use clap::Parser;

/// Every chore of the project.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
enum Verb {
    Test(gate::Args),
    Docs(docs::Args),
    Score(score::Args),
    Fuzz(fuzz::Args),
    Bench(bench::Args),
    Prove(prove::Args),
    Outlines(outlines::Args),
}

fn main() -> ExitCode {
    let done = match Verb::parse() {
        Verb::Test(args) => gate::run(&args),
        Verb::Docs(args) => docs::run(&args),
        Verb::Score(args) => score::run(&args),
        Verb::Fuzz(args) => fuzz::run(&args),
        Verb::Bench(args) => bench::run(&args),
        Verb::Prove(args) => prove::run(&args),
        Verb::Outlines(args) => outlines::run(&args),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(report) => {
            eprintln!("xtask: {report:#}");
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Verb::command().debug_assert();
    }
}
