//! `oreproof completions`: words for the shell to complete.

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::Cli;
use crate::ui::{Done, Ui};

/// Print a completion script for a shell.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &Args, ui: &mut Ui) -> Done<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "oreproof", &mut script);
    ui.print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
