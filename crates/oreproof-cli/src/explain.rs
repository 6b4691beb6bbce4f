//! `oreproof explain`: what a rule says, why, and on what.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use miette::Diagnostic;
use oreproof::page::{self, FAMILIES};
use oreproof::rules::{Rule, rules};

use crate::input::unknown_code;
use crate::output::Output;
use crate::ui::{Done, Look, Stop, Style, Ui, wrap};

/// Explain a rule: what it fires on, when it stays silent, and the norm behind it.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof explain VAL001
  oreproof explain gross-in-situ-value
  oreproof explain VAL           every rule of a family")]
pub(crate) struct Args {
    /// Codes such as VAL001, names of rules, or the letters of a family.
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
}

/// Lines longer than this are hard to read.
const PROSE: usize = 88;

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let mut text = String::new();
    for code in &args.codes {
        let upper = code.trim().to_ascii_uppercase();
        let named = |rule: &&Rule| rule.name.eq_ignore_ascii_case(code.trim());
        let of: Vec<&Rule> =
            rules().filter(|rule| !upper.is_empty() && rule.code.starts_with(&upper)).collect();
        if !text.is_empty() {
            text.push('\n');
        }
        match (rules().find(named), &of[..]) {
            (Some(rule), _) => text.push_str(&dress(&page::page(rule), ui.look)),
            (None, [rule]) => text.push_str(&dress(&page::page(rule), ui.look)),
            (None, []) => return Err(Stop::of(Unknown { code: code.clone() })),
            (None, of) => family(&upper, of, ui.look, &mut text),
        }
    }
    let mut out = Output::stdout();
    out.write_all(text.as_bytes())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// A code that no rule has.
#[derive(Debug, Diagnostic, thiserror::Error)]
#[error("`{code}`: {}", unknown_code(code))]
#[diagnostic(code("cli::unknown-code"))]
struct Unknown {
    code: String,
}

fn family(prefix: &str, of: &[&Rule], look: Look, out: &mut String) {
    if let Some((family, name, about)) = FAMILIES.iter().find(|(family, ..)| *family == prefix) {
        let _ = writeln!(
            out,
            "{}\n{about}\n",
            look.paint(Style::Bold, format_args!("{family}: {name}"))
        );
    }
    for rule in of {
        let code = look.paint(Style::of(rule.severity), rule.code);
        let _ = writeln!(out, "{code}  {}  {}", rule.name, look.paint(Style::Dim, rule.severity));
        let _ = writeln!(out, "        {}", rule.message);
    }
    out.push_str("\n`oreproof explain CODE` has the page of each.\n");
}

/// The Markdown of our own pages for a terminal.
fn dress(markdown: &str, look: Look) -> String {
    let room = if look.wraps { look.width.min(PROSE) } else { PROSE };
    let mut out = String::new();
    for block in markdown.split("\n\n") {
        let block = block.trim_matches('\n');
        if let Some(heading) = block.strip_prefix('#') {
            let _ = writeln!(
                out,
                "{}",
                look.paint(Style::Bold, plain(heading.trim_start_matches('#').trim()))
            );
        } else if block.starts_with("> ") {
            let bar = look.paint(Style::Frame, look.glyph("│", "|"));
            for line in block.lines() {
                for row in wrap(line.trim_start_matches(['>', ' ']), room - 4) {
                    let _ = writeln!(out, "  {bar} {row}");
                }
            }
        } else if block.lines().all(|line| line.starts_with("- ") || line.starts_with("  ")) {
            for line in block.lines() {
                for (idx, row) in
                    wrap(&plain(line.trim_start_matches("- ").trim()), room - 4).iter().enumerate()
                {
                    let mark = if idx == 0 && line.starts_with("- ") {
                        look.glyph("•", "-")
                    } else {
                        " "
                    };
                    let _ = writeln!(out, "  {mark} {row}");
                }
            }
        } else {
            for row in wrap(&plain(block), room) {
                let _ = writeln!(out, "{row}");
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Text without the marks of code and links.
fn plain(text: &str) -> String {
    text.replace('`', "")
}
