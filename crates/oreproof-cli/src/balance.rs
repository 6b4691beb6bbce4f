//! `oreproof balance`: who depends on whom, for a commodity or in a case.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof::reference::Tables;
use oreproof_weigh::balance::{
    Balance, EuKnown, Imported, Mined, Most, Row, country, eu_known, imported, mined,
};
use oreproof_weigh::{FigureId, Weighing};
use serde_json::json;

use crate::output::Output;
use crate::road::{Road, walk};
use crate::table::{Column, table};
use crate::tables;
use crate::ui::{Done, Look, Stop, Style, Ui};

/// Tell who depends on whom: shares, concentration, duties, and what a new mine or a lost buyer
/// changes.
///
/// Concentration is the Herfindahl–Hirschman index from 0 to 1, with bounds where part of the
/// holders is unknown. Sources that disagree stand side by side, and no score blends the roles.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof balance antimony
  oreproof balance cases/pakistan-2025
  oreproof balance tungsten --format csv")]
pub(crate) struct Args {
    /// A case folder, or a commodity by any of its names.
    #[arg(value_name = "CASE|COMMODITY")]
    of: PathBuf,

    #[command(flatten)]
    road: Road,

    /// How to print.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Shares and what changes them, for people.
    Text,
    /// Every share, a row each.
    Csv,
    /// Everything, for programs.
    Json,
}

/// Neither a case nor a commodity.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum BalanceError {
    #[error("{name} is neither a folder nor a commodity: {error}")]
    #[diagnostic(
        code("balance::unknown"),
        help("`oreproof reference commodities` names them all; a case is a folder with case.toml")
    )]
    Unknown { name: String, error: String },
    #[error("nothing to tell of {name}: needs {needs}")]
    #[diagnostic(
        code("balance::nothing"),
        help("`oreproof reference production` shows what the tables hold")
    )]
    Nothing { name: String, needs: String },
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    if args.of.is_dir() { of_case(args, ui) } else { of_commodity(args, ui) }
}

fn of_case(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let walked = walk(&args.of, &args.road, ui)?;
    let balance = &walked.weighing.balance;
    let mut out = Output::stdout();
    match args.format {
        Format::Text => out.write_all(case_text(&walked.weighing, balance, ui.look).as_bytes())?,
        Format::Csv => {
            let held = balance.held.iter().map(|row| &row.held);
            let mined = balance.mined.iter().map(|row| &row.mined.held);
            out.write_all(&rows(mined.chain(held))?)?;
        }
        Format::Json => writeln!(out, "{:#}", json!(balance))?,
    }
    out.finish()?;
    Ok(if walked.is_clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn of_commodity(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let own = args.road.tables.as_deref().map(|folder| tables::read(folder, ui)).transpose()?;
    let tables = own.as_ref().unwrap_or_else(|| Tables::built_in());
    let name = Path::new(&args.of).display().to_string();
    let commodity = tables.commodities().named(&name).map_err(|error| {
        Stop::of(BalanceError::Unknown { name: name.clone(), error: error.to_string() })
    })?;
    let nothing = |need: oreproof_weigh::Need| {
        Stop::of(BalanceError::Nothing { name: commodity.name.clone(), needs: need.0 })
    };
    let mined = mined(tables, &commodity.name).map_err(nothing)?;
    let imported = imported(tables, &commodity.name).map_err(nothing)?;
    let eu = eu_known(tables, &mined).map_err(nothing)?;
    let mut out = Output::stdout();
    match args.format {
        Format::Text => {
            let name = |who: &str| country(tables, who).to_owned();
            out.write_all(world_text(&mined, &eu, &imported, &name, ui.look).as_bytes())?;
        }
        Format::Csv => {
            let held = mined.iter().map(|m| &m.held).chain(imported.iter().map(|i| &i.held));
            out.write_all(&rows(held)?)?;
        }
        Format::Json => writeln!(
            out,
            "{:#}",
            json!({
                "mined": mined,
                "imported": imported,
                "eu_supply_risk": eu,
            })
        )?,
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// Every share as a row; what nobody is named for has a row of its own.
fn rows<'h>(
    all: impl Iterator<Item = &'h oreproof_balance::power::Held>,
) -> Result<Vec<u8>, std::io::Error> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(["of", "role", "source", "who", "share", "hhi_low", "hhi_high"])?;
    for held in all {
        let named = held.shares.named().iter().map(|share| (share.who.as_str(), share.part));
        let unknown = Some(("", held.shares.unknown())).filter(|(_, part)| 0.0 < *part);
        for (who, part) in named.chain(unknown) {
            let (low, high) = (held.hhi.low.to_string(), held.hhi.high.to_string());
            rows.write_record([
                &held.of,
                held.role.word(),
                &held.source,
                who,
                &part.to_string(),
                &low,
                &high,
            ])?;
        }
    }
    rows.into_inner().map_err(|error| std::io::Error::other(error.to_string()))
}

/// What a holder is called.
type Name<'n> = &'n dyn Fn(&str) -> String;

/// The largest holders in words: `China 58 %, Tajikistan 17 %`.
fn leaders(held: &oreproof_balance::power::Held, n: usize, name: Name<'_>) -> String {
    let mut parts: Vec<String> = held
        .shares
        .named()
        .iter()
        .take(n)
        .map(|share| format!("{} {:.1} %", name(&share.who), 100.0 * share.part))
        .collect();
    if 5e-4 < held.shares.unknown() {
        parts.push(format!("not named {:.1} %", 100.0 * held.shares.unknown()));
    }
    parts.join(", ")
}

/// An index with its bounds where it has any.
fn index(low: f64, high: f64) -> String {
    // What rounds to nought has no sign.
    let [low, high] = [low, high].map(|end| if end.abs() < 5e-4 { 0.0 } else { end });
    match (high - low).abs() < 5e-4 {
        true => format!("{low:.3}"),
        false => format!("{low:.3}–{high:.3}"),
    }
}

/// Of what a row is, and by whom where sources disagree.
fn named(row: &Row) -> String {
    match row.is_disputed {
        true => format!("{} by {}", row.held.of, row.held.source),
        false => row.held.of.clone(),
    }
}

fn produced(mined: &[&Mined], name: Name<'_>, look: Look) -> String {
    let cells = |of: &dyn Fn(&Mined) -> String| mined.iter().copied().map(of).collect();
    let columns = vec![
        Column {
            name: "mine production",
            least: 12,
            cells: cells(&|m| {
                format!(
                    "{}{}, {}",
                    m.commodity,
                    if m.part.is_empty() { String::new() } else { format!(" ({})", m.part) },
                    m.year
                )
            }),
        },
        Column { name: "edition", least: 4, cells: cells(&|m| m.edition.to_string()) },
        Column { name: "HHI", least: 5, cells: cells(&|m| index(m.held.hhi.low, m.held.hhi.high)) },
        Column {
            name: "HHI × governance",
            least: 5,
            cells: cells(&|m| index(m.weighted.bounds.low, m.weighted.bounds.high)),
        },
        Column { name: "largest", least: 20, cells: cells(&|m| leaders(&m.held, 3, name)) },
    ];
    table(columns, look)
}

/// The EU indicator as far as the tables carry it.
fn eu_text(eu: &[EuKnown], look: Look) -> String {
    let cells = |of: &dyn Fn(&EuKnown) -> String| eu.iter().map(of).collect();
    let columns = vec![
        Column {
            name: "EU supply risk",
            least: 12,
            cells: cells(&|eu| format!("{}, {}", eu.of, eu.year)),
        },
        Column { name: "edition", least: 4, cells: cells(&|eu| eu.edition.to_string()) },
        Column {
            name: "met by scrap",
            least: 6,
            cells: cells(&|eu| match eu.recycling {
                Some(part) => format!("{:.0} %", 100.0 * part),
                None => "not known".to_owned(),
            }),
        },
        Column {
            name: "of world supply alone",
            least: 6,
            cells: cells(&|eu| index(eu.risk.low, eu.risk.high)),
        },
    ];
    let mut out = table(columns, look);
    if let Some(first) = eu.first() {
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "Before substitutes and restrictions of trade; from 1 on the European Commission counts supply as at risk.\nThe whole indicator needs {}.",
            first.needs.join("; ")
        );
    }
    out
}

fn world_text(
    mined: &[Mined],
    eu: &[EuKnown],
    imported: &[Imported],
    name: Name<'_>,
    look: Look,
) -> String {
    let mut out = produced(&mined.iter().collect::<Vec<_>>(), name, look);
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "\nGovernance from 0 (best) to 10 (worst): the mean of six indicators of {}.",
        mined[0].governance_year
    );
    let _ = write!(out, "\n{}", eu_text(eu, look));
    for import in imported {
        let _ = writeln!(out, "\n{}", look.paint(Style::Bold, &import.held.of));
        let _ = writeln!(out, "  {}", leaders(&import.held, 6, name));
        let _ = writeln!(out, "  HHI {}", index(import.held.hhi.low, import.held.hhi.high));
        let years = import.reliance.iter().map(|(year, percent)| format!("{year}: {percent}"));
        let years: Vec<String> = years.collect();
        if !years.is_empty() {
            let _ = writeln!(out, "  net import reliance in %: {}", years.join(", "));
        }
        if let Some(score) = &import.geopolrisk {
            let score = index(score.score.low, score.score.high);
            let _ = writeln!(out, "  GeoPolRisk score {score}, with {}", import.geopolrisk_imports);
        }
    }
    out
}

fn case_text(weighing: &Weighing, balance: &Balance, look: Look) -> String {
    let mut out = String::new();
    let name = |who: &str| balance.name(who).to_owned();
    // Writing to a string does not fail.
    if let Some(Most { dependence: most, equals, .. }) = &balance.largest {
        let _ = writeln!(
            out,
            "Largest single dependence: {} {:.1} % ({} of {})",
            name(&most.on),
            100.0 * most.part,
            most.role.word(),
            most.of
        );
        for (of, on) in equals {
            let _ = writeln!(out, "  as large: {} ({of})", name(on));
        }
        out.push('\n');
    }
    let held = &balance.held;
    let columns = vec![
        Column {
            name: "role",
            least: 6,
            cells: held.iter().map(|r| r.held.role.word().to_owned()).collect(),
        },
        Column { name: "of", least: 20, cells: held.iter().map(named).collect() },
        Column {
            name: "HHI",
            least: 5,
            cells: held.iter().map(|r| index(r.held.hhi.low, r.held.hhi.high)).collect(),
        },
        Column {
            name: "largest",
            least: 20,
            cells: held.iter().map(|r| leaders(&r.held, 3, &name)).collect(),
        },
    ];
    out.push_str(&table(columns, look));
    if !balance.unnamed.is_empty() {
        let roles: Vec<_> = balance.unnamed.iter().map(|role| role.word()).collect();
        let _ = writeln!(out, "\nThe case names no {}.", roles.join(" and no "));
    }
    if !balance.mined.is_empty() {
        let mined: Vec<&Mined> = balance.mined.iter().map(|row| &row.mined).collect();
        let _ = write!(out, "\n{}", produced(&mined, &name, look));
    }
    let show = |id: &FigureId| {
        weighing.figures.get(id).map(|f| index(f.value.low, f.value.high)).unwrap_or_default()
    };
    let changes = &balance.changes;
    if !changes.is_empty() {
        let columns = vec![
            Column {
                name: "what changes",
                least: 30,
                cells: changes.iter().map(|c| c.says.clone()).collect(),
            },
            Column {
                name: "HHI before",
                least: 5,
                cells: changes.iter().map(|c| show(&c.before)).collect(),
            },
            Column {
                name: "after",
                least: 5,
                cells: changes
                    .iter()
                    .map(|c| c.after.as_ref().map_or_else(|| "nothing left".to_owned(), &show))
                    .collect(),
            },
            Column {
                name: "whole",
                least: 6,
                cells: changes
                    .iter()
                    .map(|c| format!("{:+.1} %", 100.0 * (c.change.whole - 1.0)))
                    .collect(),
            },
        ];
        let _ = write!(out, "\n{}", table(columns, look));
    }
    if !balance.duties.is_empty() {
        let figure =
            |id: &FigureId| weighing.figures.get(id).map(ToString::to_string).unwrap_or_default();
        let duties = &balance.duties;
        let columns = vec![
            Column {
                name: "duty of",
                least: 4,
                cells: duties.iter().map(|d| name(&d.importer)).collect(),
            },
            Column {
                name: "on goods of",
                least: 4,
                cells: duties.iter().map(|d| name(&d.exporter)).collect(),
            },
            Column {
                name: "rate",
                least: 4,
                cells: duties.iter().map(|d| figure(&d.rate)).collect(),
            },
            Column {
                name: "left of 100 dollars paid",
                least: 6,
                cells: duties.iter().map(|d| figure(&d.kept)).collect(),
            },
        ];
        let _ = write!(out, "\n{}", table(columns, look));
    }
    for (of, need) in &balance.ends {
        let _ = writeln!(out, "\n{of}: not computable, needs {}", need.0);
    }
    out
}
