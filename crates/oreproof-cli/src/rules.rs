//! `oreproof rules`: every rule there is.

use std::process::ExitCode;

use clap::ValueEnum;
use oreproof::rules::{Forms, Rule, rules};
use serde_json::json;

use crate::ui::{Done, Ui};

/// List every rule.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// How to print them.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line each.
    Table,
    /// For programs.
    Json,
}

pub(crate) fn run(args: &Args, ui: &mut Ui) -> Done<ExitCode> {
    match args.format {
        Format::Table => {
            for rule in rules() {
                let code = ui.look.paint(crate::render::style(rule.severity), rule.code);
                let line = format!(
                    "{code}  {:<5}  {:<32}  {}\n",
                    rule.severity.to_string(),
                    rule.name,
                    rule.message
                );
                ui.print(&line)?;
            }
        }
        Format::Json => {
            let all: Vec<_> = rules().map(entry).collect();
            ui.print(&format!("{}\n", serde_json::Value::Array(all)))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn entry(rule: &Rule) -> serde_json::Value {
    let forms = match rule.forms {
        Forms::All => json!("all"),
        Forms::Groups(groups) => json!(groups),
        Forms::These(forms) => json!(forms),
    };
    json!({
        "code": rule.code,
        "name": rule.name,
        "family": rule.family(),
        "severity": rule.severity,
        "decided_by": rule.decided_by,
        "forms": forms,
        "tier": rule.tier,
        "message": rule.message,
        "help": rule.help,
        "norm": rule.norm,
    })
}
