//! `oreproof explain`: what a rule says, why, and on what.

use std::process::ExitCode;

use oreproof::page;
use oreproof::rules::{Rule, rules};

use crate::check::UnknownCode;
use crate::config::unknown_code;
use crate::ui::{Done, Look, Stop, Style, Ui};

/// Explain a rule: what it fires on, when it stays silent, and the norm behind it.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// A code such as VAL001, or the letters of a family such as VAL.
    code: String,
}

pub(crate) fn run(args: &Args, ui: &mut Ui) -> Done<ExitCode> {
    let code = args.code.to_uppercase();
    let found: Vec<&Rule> =
        rules().filter(|rule| !code.is_empty() && rule.code.starts_with(&code)).collect();
    match found[..] {
        [] => {
            let (message, help) = unknown_code(&args.code);
            return Err(Stop::Failed(Box::new(UnknownCode { message, help })));
        }
        [rule] => {
            let text = dress(&page::page(rule), ui.look);
            ui.print(&text)?;
        }
        _ => {
            for rule in found {
                let style = crate::render::style(rule.severity);
                let line = format!(
                    "{}  {}\n        {}\n",
                    ui.look.paint(style, rule.code),
                    rule.name,
                    rule.message
                );
                ui.print(&line)?;
            }
            ui.print("\nFor one of them: oreproof explain CODE\n")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Markdown for a terminal: headings in bold, the rest as it stands.
fn dress(markdown: &str, look: Look) -> String {
    let mut out = String::new();
    for line in markdown.lines() {
        let heading = line.trim_start_matches('#');
        if heading.len() < line.len() {
            out.push_str(&look.paint(Style::Bold, heading.trim()));
        } else {
            out.push_str(&line.replace('`', ""));
        }
        out.push('\n');
    }
    out
}
