//! The command `oreproof`: one file a verb.

mod ui;
mod excerpt;
mod config;
mod input;
mod report;
mod check;
mod render;
mod claims;
mod explain;
mod rules;
mod completions;
mod man;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::ui::{ColorChoice, Ui};

/// Weighs a mineral promise against its proof.
#[derive(Debug, Parser)]
#[command(name = "oreproof", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Examples:
  oreproof check article.txt --date 2025-09-25
  oreproof check releases/ --form company_press_release --format html --output findings.html
  oreproof explain VAL001")]
pub(crate) struct Cli {
    /// When to use colour.
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Check(check::Args),
    Claims(claims::Args),
    Explain(explain::Args),
    Rules(rules::Args),
    Completions(completions::Args),
    Man(man::Args),
}

fn main() -> ExitCode {
    // PDF and DOCX are read by this program, run again under limits.
    if let Some(code) = oreproof_intake::jail::serve_if_child(std::env::args_os()) {
        return code;
    }
    let cli = Cli::parse();
    let mut ui = Ui::new(cli.color);
    let done = match &cli.verb {
        Verb::Check(args) => check::run(args, &mut ui),
        Verb::Claims(args) => claims::run(args, &mut ui),
        Verb::Explain(args) => explain::run(args, &mut ui),
        Verb::Rules(args) => rules::run(args, &mut ui),
        Verb::Completions(args) => completions::run(args, &mut ui),
        Verb::Man(args) => man::run(args, &mut ui),
    };
    match done.and_then(|code| ui.finish().map(|()| code)) {
        Ok(code) => code,
        Err(ui::Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(ui::Stop::Failed(problem)) => {
            ui.problem(&*problem);
            ExitCode::from(2)
        }
    }
}
