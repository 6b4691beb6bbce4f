//! The command `oreproof`: one file a verb.

mod cli;
mod ui;
mod output;
mod print;
mod excerpt;
mod table;
mod config;
mod input;
mod origin;
mod tables;
mod check;
mod render;
mod claims;
mod explain;
mod rules;
mod reference;
mod folder;
mod new;
mod validate;
mod road;
mod weigh;
mod estimate;
mod simulate;
mod cash;
mod risk;
mod balance;
mod compare;
mod qc;
mod holes;
mod datamine;
mod desurvey;
mod composite;
mod statistics;
mod samples;
mod surface;
mod model;
mod variogram;
mod krige;
mod completions;
mod man;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Verb};
use crate::ui::{Stop, Ui};

fn main() -> ExitCode {
    // PDF and DOCX are read by this program, run again under limits.
    if let Some(code) = oreproof_intake::jail::serve_if_child(std::env::args_os()) {
        return code;
    }
    let cli = Cli::parse();
    let ui = Ui::new(cli.color, cli.quiet);
    let done = match &cli.verb {
        Verb::Check(args) => check::run(args, &ui),
        Verb::Claims(args) => claims::run(args, &ui),
        Verb::Explain(args) => explain::run(args, &ui),
        Verb::Rules(args) => rules::run(args, &ui),
        Verb::Reference(args) => reference::run(args, &ui),
        Verb::New(args) => new::run(args, &ui),
        Verb::Validate(args) => validate::run(args, &ui),
        Verb::Weigh(args) => weigh::run(args, &ui),
        Verb::Estimate(args) => estimate::run(args, &ui),
        Verb::Simulate(args) => simulate::run(args, &ui),
        Verb::Cash(args) => cash::run(args, &ui),
        Verb::Risk(args) => risk::run(args, &ui),
        Verb::Balance(args) => balance::run(args, &ui),
        Verb::Compare(args) => compare::run(args, &ui),
        Verb::Qc(args) => qc::run(args, &ui),
        Verb::Desurvey(args) => desurvey::run(args, &ui),
        Verb::Composite(args) => composite::run(args, &ui),
        Verb::Statistics(args) => statistics::run(args, &ui),
        Verb::Variogram(args) => variogram::run(args, &ui),
        Verb::Krige(args) => krige::run(args, &ui),
        Verb::Completions(args) => completions::run(args),
        Verb::Man(args) => man::run(args),
    };
    match done {
        Ok(code) => code,
        // Whoever read the output has stopped reading, as `head` does.
        Err(Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(Stop::Failed(problem)) => {
            ui.problem(None, &*problem);
            ExitCode::from(2)
        }
    }
}
