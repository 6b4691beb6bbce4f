//! `oreproof man`: the manual, one page a verb.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_mangen::Man;

use crate::Cli;
use crate::ui::{Done, Ui};

/// Print the manual page, or write one page a verb into a folder.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The folder to write the pages to.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, ui: &mut Ui) -> Done<ExitCode> {
    let mut command = Cli::command();
    command.build();
    let render = |command: clap::Command| -> Done<Vec<u8>> {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        Ok(page)
    };
    let Some(folder) = &args.out else {
        let page = render(command)?;
        ui.print(&String::from_utf8_lossy(&page))?;
        return Ok(ExitCode::SUCCESS);
    };
    fs::create_dir_all(folder)?;
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
        let name = format!("oreproof-{}", verb.get_name());
        // A command keeps its name for the life of the program.
        let page = render(verb.clone().name(name.clone().leak() as &'static str))?;
        fs::write(folder.join(format!("{name}.1")), page)?;
    }
    let page = render(command)?;
    fs::write(folder.join("oreproof.1"), page)?;
    Ok(ExitCode::SUCCESS)
}
