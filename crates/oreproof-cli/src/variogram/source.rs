//! Where the samples of a variogram are from: a table, or the composites of a case's estimate.

use std::path::PathBuf;

use miette::Diagnostic;
use oreproof_ground::Points;
use oreproof_weigh::estimate::{Domain, composites};

use super::Args;
use super::cross::Grades;
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

/// The samples at which several grades are known.
pub(super) fn read_several(args: &Args, ui: &Ui) -> Done<Grades> {
    let columns = std::iter::once(&args.column).chain(&args.with).cloned().collect();
    if !args.source.is_dir() {
        let table = args.samples.read(&args.source, &args.column, &args.with, ui)?;
        let (n_rows, n_repaired) = (table.n_rows, table.n_repaired);
        return Ok(Grades { columns, points: table.points, more: table.more, n_rows, n_repaired });
    }
    let domain = domain(args, ui)?;
    let known: Vec<String> = domain.grades.iter().map(|grade| grade.name.clone()).collect();
    let grade = |name: &String| -> Done<&Points> {
        Ok(&domain.grades[which("grade", "COLUMN", Some(name), known.clone())?].points)
    };
    let first = grade(&args.column)?;
    let others: Vec<&Points> = args.with.iter().map(grade).collect::<Done<_>>()?;
    let mut more = vec![Vec::new(); others.len()];
    let mut kept = Vec::new();
    for (at, sample) in first.sample_idx.iter().enumerate() {
        let found: Option<Vec<f64>> = others
            .iter()
            .map(|of| Some(of.value[of.sample_idx.binary_search(sample).ok()?]))
            .collect();
        let Some(found) = found else { continue };
        kept.push(at);
        for (list, value) in more.iter_mut().zip(found) {
            list.push(value);
        }
    }
    let pick = |list: &[f64]| kept.iter().map(|&at| list[at]).collect::<Vec<f64>>();
    let holes = kept.iter().map(|&at| first.hole_idx[at]).collect();
    let places = [pick(&first.x), pick(&first.y), pick(&first.z)];
    let points = Points::new(places, pick(&first.value), holes).map_err(Stop::of)?;
    Ok(Grades { columns, points, more, n_rows: domain.composites.len(), n_repaired: 0 })
}

fn of_case(args: &Args, ui: &Ui) -> Done<Source> {
    let domain = domain(args, ui)?;
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

/// The domain of the case that is meant.
fn domain(args: &Args, ui: &Ui) -> Done<Domain> {
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
    let nth = which("domain", "--domain", of.domain.as_ref(), known)?;
    Ok(domains.into_iter().nth(nth).expect("the place of one that is there"))
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
