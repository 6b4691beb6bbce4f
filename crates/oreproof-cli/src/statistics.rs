//! `oreproof statistics`: what a grade looks like before it is estimated.

mod text;

pub(crate) use text::number;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use miette::Diagnostic;
use oreproof_ground::Points;
use oreproof_ground::explore::{
    Capped, CellCurve, Clusters, Decile, Distribution, LowerTail, NormalScores, Tails, UpperTail,
    caps, cell_weights, deciles, declustering_curve,
};
use oreproof_intake::numbers::{NumberTable, read_numbers};
use serde_json::json;

use crate::datamine;
use crate::output::Output;
use crate::ui::{Done, Stop, Ui};

/// Describe a grade: its moments, quantiles and histogram, what its richest samples carry, what
/// caps would take away, declustered by cells where asked.
///
/// Reads a comma-separated file, such as `oreproof composite` writes, or a GSLIB file.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  oreproof statistics composites.csv CU
  oreproof statistics cluster.dat Primary --at Xlocation,Ylocation --cells 1,2,5,10 --origins 8
  oreproof statistics composites.csv CU --caps 2,3,5 --format json
  oreproof statistics cluster.dat Primary --weights 'Declustering Weight' --format scores")]
pub(crate) struct Args {
    /// The file.
    file: PathBuf,

    /// The column of the grade.
    column: String,

    /// The column of weights, such as lengths or declustering weights.
    #[arg(long, value_name = "COLUMN", conflicts_with = "cells")]
    weights: Option<String>,

    /// The columns of the coordinates.
    #[arg(long, value_name = "X,Y[,Z]", value_delimiter = ',')]
    at: Vec<String>,

    /// Sizes of cells to decluster with; the weights of the size with the least mean are used.
    #[arg(long, value_name = "SIZES", value_delimiter = ',', requires_all = ["at", "origins"])]
    cells: Vec<f64>,

    /// Over how many origins of the cells weights are averaged.
    #[arg(long, value_name = "NUMBER")]
    origins: Option<usize>,

    /// The height of a cell over its width; asked for where there are three coordinates.
    #[arg(long, value_name = "RATIO")]
    flatness: Option<f64>,

    /// Use the size with the greatest mean: holes crowd in poor ground.
    #[arg(long, requires = "cells")]
    greatest: bool,

    /// Caps to try.
    #[arg(long, value_name = "GRADES", value_delimiter = ',')]
    caps: Vec<f64>,

    /// A number that stands for a missing measurement, such as -999.
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    missing: Vec<f64>,

    /// How to print.
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// Everything, for programs.
    Json,
    /// A row a sample with its weight and its normal score.
    Scores,
}

/// Why nothing can be said of a grade.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum StatisticsFault {
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(code("statistics::unreadable"), help("check the path and the permissions"))]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("{given} columns of coordinates")]
    #[diagnostic(code("statistics::at"), help("name two or three, as in --at X,Y,Z"))]
    Coordinates { given: usize },
    #[error("how high is a cell?")]
    #[diagnostic(
        code("statistics::flatness"),
        help("add --flatness with its height over its width, 1 for a cube")
    )]
    Flatness,
}

/// A grade described.
struct Described {
    column: String,
    n_rows: usize,
    /// Of what is known: the line, the value and the weight.
    known: Vec<(u32, f64, f64)>,
    distribution: Distribution,
    curve: Option<(CellCurve, f64)>,
    deciles: (Vec<Decile>, Vec<Decile>),
    caps: Vec<Capped>,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Done<ExitCode> {
    let described = describe(args)?;
    let mut out = Output::stdout();
    match args.format {
        Format::Text => out.write_all(text::text(&described, ui.look).as_bytes())?,
        Format::Json => writeln!(out, "{:#}", as_json(&described))?,
        Format::Scores => {
            let tails = Tails { lower: LowerTail::None, upper: UpperTail::None };
            let scores = NormalScores::new(&described.distribution, tails).map_err(Stop::of)?;
            writeln!(out, "row,value,weight,normal_score")?;
            for ((row, value, weight), score) in described.known.iter().zip(scores.of_given()) {
                let score = score.map(|score| score.to_string()).unwrap_or_default();
                writeln!(out, "{row},{value},{weight},{score}")?;
            }
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn describe(args: &Args) -> Done<Described> {
    let path = args.file.clone();
    let bytes = fs::read(&path)
        .map_err(|error| Stop::of(StatisticsFault::Unreadable { path: path.clone(), error }))?;
    if !args.at.is_empty() && !(2..=3).contains(&args.at.len()) {
        return Err(Stop::of(StatisticsFault::Coordinates { given: args.at.len() }));
    }
    if !args.cells.is_empty() && args.at.len() == 3 && args.flatness.is_none() {
        return Err(Stop::of(StatisticsFault::Flatness));
    }
    let mut names = vec![args.column.as_str()];
    names.extend(args.weights.as_deref());
    names.extend(args.at.iter().map(String::as_str));
    let file = path.to_string_lossy();
    let bytes = datamine::plain(&file, bytes).map_err(Stop::of)?;
    let table = read_numbers(&file, &bytes, &names, &args.missing).map_err(Stop::of)?;
    let whole: Vec<usize> = (0..table.rows.len())
        .filter(|&row| table.columns.iter().all(|column| column[row].is_some()))
        .collect();
    let pick = |at: usize| -> Vec<f64> {
        whole.iter().filter_map(|&row| table.columns[at][row]).collect()
    };
    let values = pick(0);
    let (curve, weights) = match (&args.weights, args.cells.is_empty()) {
        (Some(_), _) => (None, pick(1)),
        (None, true) => (None, vec![1.0; values.len()]),
        (None, false) => {
            let (curve, size, weights) = decluster(args, &table, &whole, &values)?;
            (Some((curve, size)), weights)
        }
    };
    let distribution = Distribution::weighted(&values, &weights).map_err(Stop::of)?;
    let known = whole.iter().zip(values.iter().zip(&weights));
    Ok(Described {
        column: args.column.clone(),
        n_rows: table.rows.len(),
        known: known.map(|(&row, (&value, &weight))| (table.rows[row], value, weight)).collect(),
        deciles: deciles(&distribution),
        caps: caps(&distribution, &args.caps).map_err(Stop::of)?,
        distribution,
        curve,
    })
}

/// The curve of means by size of cell, the size that is used, and its weights.
fn decluster(
    args: &Args,
    table: &NumberTable,
    whole: &[usize],
    values: &[f64],
) -> Done<(CellCurve, f64, Vec<f64>)> {
    let axis = |nth: usize| -> Vec<f64> {
        let column = table.columns.get(1 + nth);
        whole.iter().map(|&row| column.and_then(|column| column[row]).unwrap_or_default()).collect()
    };
    let places = [axis(0), axis(1), axis(2)];
    let points = Points::new(places, values.to_vec(), vec![0; values.len()]).map_err(Stop::of)?;
    let n_origins = args.origins.unwrap_or(1);
    // On a plane the height of a cell moves nothing.
    let shape = [1.0, 1.0, args.flatness.unwrap_or(1.0)];
    let curve = declustering_curve(&points, &args.cells, shape, n_origins).map_err(Stop::of)?;
    let size = curve.means[if args.greatest { curve.greatest } else { curve.least }].0;
    let clusters = Clusters { cell: shape.map(|of| of * size), n_origins };
    let weights = cell_weights(&points, &clusters).map_err(Stop::of)?;
    Ok((curve, size, weights))
}

/// The quantiles that are printed.
const QUANTILES: [f64; 9] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

fn as_json(described: &Described) -> serde_json::Value {
    let all = &described.distribution;
    let decile =
        |of: &Decile| json!({"from": of.from, "to": of.to, "mean": of.mean, "metal": of.metal});
    let quantiles: Vec<_> = QUANTILES
        .iter()
        .map(|&share| json!({"share": share, "value": all.quantile(share)}))
        .collect();
    let caps: Vec<_> = described
        .caps
        .iter()
        .map(|of| {
            json!({
                "cap": of.cap,
                "above": of.n_above,
                "share_above": of.share_above,
                "mean": of.mean,
                "coefficient_of_variation": of.coefficient_of_variation,
                "metal_lost": of.metal_lost,
            })
        })
        .collect();
    let declustering = described.curve.as_ref().map(|(curve, size)| {
        let means: Vec<_> =
            curve.means.iter().map(|(size, mean)| json!({"size": size, "mean": mean})).collect();
        json!({"plain_mean": curve.plain, "size": size, "means": means})
    });
    json!({
        "schema": "oreproof-statistics/1",
        "column": described.column,
        "rows": described.n_rows,
        "samples": all.len(),
        "mean": all.mean(),
        "variance": all.variance(),
        "standard_deviation": all.standard_deviation(),
        "coefficient_of_variation": all.coefficient_of_variation(),
        "skewness": all.skewness(),
        "least": all.min(),
        "greatest": all.max(),
        "quantiles": quantiles,
        "declustering": declustering,
        "deciles": described.deciles.0.iter().map(decile).collect::<Vec<_>>(),
        "percentiles_of_the_last": described.deciles.1.iter().map(decile).collect::<Vec<_>>(),
        "caps": caps,
    })
}
