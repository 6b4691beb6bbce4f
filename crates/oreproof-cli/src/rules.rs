//! `oreproof rules`: every rule there is.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::ValueEnum;
use oreproof::page::FAMILIES;
use oreproof::promise::{FORMS, Form};
use oreproof::rules::{DecidedBy, Rule, rules};
use serde_json::{Value, json};

use crate::output::Output;
use crate::ui::{Done, Look, Style, Ui};

/// List every rule.
#[derive(clap::Args, Debug)]
#[command(after_help = "`oreproof explain CODE` has the whole page of a rule.")]
pub(crate) struct Args {
    /// How to print them.
    #[arg(long, short, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line each, by family.
    Table,
    /// For programs.
    Json,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let text = match args.format {
        Format::Table => table(ui.look),
        Format::Json => format!("{:#}\n", Value::Array(rules().map(entry).collect())),
    };
    let mut out = Output::stdout();
    out.write_all(text.as_bytes())?;
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn table(look: Look) -> String {
    let width = rules().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for (family, name, about) in FAMILIES {
        let mut of_family = rules().filter(|rule| rule.family() == *family).peekable();
        if of_family.peek().is_none() {
            continue;
        }
        let head = look.paint(Style::Bold, format_args!("{family}  {name}"));
        let _ = writeln!(out, "{head}  {}", look.paint(Style::Dim, about));
        for rule in of_family {
            let code = look.paint(Style::of(rule.severity), rule.code);
            let severity =
                look.paint(Style::of(rule.severity), format_args!("{:<5}", rule.severity));
            let row = format!(
                "  {code}  {severity}  tier {}  {:<width$}  {:<9}  {}",
                rule.tier,
                rule.name,
                needs(rule),
                forms(rule)
            );
            let _ = writeln!(out, "{}", row.trim_end());
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{} rules", rules().count());
    out
}

fn needs(rule: &Rule) -> &'static str {
    match rule.decided_by {
        DecidedBy::Text => "text",
        DecidedBy::Reference => "reference",
        DecidedBy::Dossier => "dossier",
    }
}

/// The forms that a rule reads.
fn read_by(rule: &Rule) -> Vec<&'static str> {
    FORMS.iter().filter(|(form, _)| rule.forms.include(*form)).map(|(_, name)| *name).collect()
}

fn forms(rule: &Rule) -> String {
    let read = read_by(rule);
    if read.len() == FORMS.len() {
        return "all forms".to_owned();
    }
    let group = |form: Form| format!("{:?}", form.group()).to_lowercase();
    let groups: Vec<String> = FORMS
        .iter()
        .filter(|(_, name)| read.contains(name))
        .map(|(form, _)| group(*form))
        .collect();
    let whole = |name: &str| FORMS.iter().filter(|(form, _)| group(*form) == name).count();
    let mut names: Vec<String> = Vec::new();
    for name in &groups {
        let is_whole = groups.iter().filter(|other| *other == name).count() == whole(name);
        if is_whole && !names.contains(name) {
            names.push(name.clone());
        } else if !is_whole {
            return read.join(", ");
        }
    }
    names.join(", ")
}

fn entry(rule: &Rule) -> Value {
    json!({
        "code": rule.code,
        "name": rule.name,
        "family": rule.family(),
        "severity": rule.severity,
        "decided_by": rule.decided_by,
        "forms": read_by(rule),
        "tier": rule.tier,
        "message": rule.message,
        "help": rule.help,
        "norm": rule.norm,
    })
}
