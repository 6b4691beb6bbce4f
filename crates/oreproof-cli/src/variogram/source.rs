//! Where the samples of a variogram are from: a table, or the composites of a case's estimate.

use std::path::PathBuf;

use miette::Diagnostic;
use oreproof_ground::Points;
use oreproof_weigh::estimate::composites;

use super::Args;
use crate::estimate;
use crate::ui::{Done, Stop, Ui};

/// Which composites of a case are meant.
#[derive(clap::Args, Debug)]
pub(super) struct CaseArgs {
    /// Where the drill tables of a case lie; the case folder where it is not said.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,

    /// The estimate, where the case has several.
    #[arg(long, value_name = "ID")]
    estimate: Option<String>,

    /// The domain, where the estimate has several.
    #[arg(long, value_name = "NAME")]
    domain: Option<String>,
}

/// What of a case is meant is not clear.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum SourceFault {
    #[error("the case has no {what} {}", .asked.as_deref().map_or_else(|| "to go by".to_owned(), |name| format!("`{name}`")))]
    #[diagnostic(code("variogram::no-such"), help("it has {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") }))]
    NoSuch { what: &'static str, asked: Option<String>, known: Vec<String> },
    #[error("the case has several {what}s")]
    #[diagnostic(code("variogram::which"), help("say which with {option}: {}", known.join(", ")))]
    Which { what: &'static str, option: &'static str, known: Vec<String> },
}

/// Samples to pair.
pub(super) struct Source {
    pub name: String,
    pub points: Points,
    pub n_rows: usize,
    pub n_repaired: usize,
    pub knows_holes: bool,
}

pub(super) fn read(args: &Args, ui: &Ui) -> Done<Source> {
    if args.source.is_dir() {
        return of_case(args, ui);
    }
    let table = args.samples.read(&args.source, &args.column, &[], ui)?;
    Ok(Source {
        name: args.column.clone(),
        n_rows: table.n_rows,
        n_repaired: table.n_repaired,
        knows_holes: args.samples.hole.is_some(),
        points: table.points,
    })
}

fn of_case(args: &Args, ui: &Ui) -> Done<Source> {
    let parsed = estimate::read_case(&args.source, ui)?;
    let of = &args.case;
    let known = parsed.case.estimates.iter().map(|estimate| estimate.id.id.clone()).collect();
    let nth = which("estimate", "--estimate", of.estimate.as_ref(), known)?;
    let choices = &parsed.case.estimates[nth];
    let data = of.data.as_deref().unwrap_or(&args.source);
    let tables = estimate::drill(choices, data, ui)?;
    let solids = estimate::solids(choices, data)?;
    let domains = composites(choices, &tables, &solids).map_err(Stop::of)?;
    let known = domains.iter().map(|domain| domain.name.clone()).collect();
    let domain = &domains[which("domain", "--domain", of.domain.as_ref(), known)?];
    let known = domain.grades.iter().map(|grade| grade.name.clone()).collect();
    let grade = &domain.grades[which("grade", "COLUMN", Some(&args.column), known)?];
    Ok(Source {
        name: format!("{} of {}", grade.name, domain.name),
        n_rows: domain.composites.len(),
        n_repaired: 0,
        knows_holes: true,
        points: grade.points.clone(),
    })
}

/// The place of what was asked for, or of the only one there is.
fn which(
    what: &'static str,
    option: &'static str,
    asked: Option<&String>,
    known: Vec<String>,
) -> Done<usize> {
    match asked {
        None if known.len() == 1 => Ok(0),
        None if known.len() > 1 => Err(Stop::of(SourceFault::Which { what, option, known })),
        _ => known.iter().position(|name| Some(name) == asked).ok_or_else(|| {
            Stop::of(SourceFault::NoSuch { what, asked: asked.cloned(), known: known.clone() })
        }),
    }
}
