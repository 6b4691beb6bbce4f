//! `oreproof man`: the manual, one page a verb.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::cli::Cli;
use crate::output::Output;
use crate::ui::Done;

/// Print the manual page, or write one for every verb.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// Write all pages to this folder, as oreproof.1, oreproof-check.1 and so on.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Done<ExitCode> {
    let mut command = Cli::command();
    command.build();
    match &args.out {
        Some(folder) => {
            fs::create_dir_all(folder)?;
            clap_mangen::generate_to(command, folder)?;
        }
        None => {
            let mut page = Vec::new();
            Man::new(command).render(&mut page)?;
            let mut out = Output::stdout();
            out.write_all(&page)?;
            out.finish()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
