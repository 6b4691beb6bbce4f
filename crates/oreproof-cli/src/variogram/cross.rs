//! Variograms of several grades, each by itself and with the others, and a model of them all.

use std::fmt::Write as _;

use oreproof_ground::Points;
use oreproof_ground::coregion::{
    CrossLags, FittedCoregionalisation, cross_experimental, fit_coregionalisation,
};
use oreproof_ground::experimental::{Lags, Pairs};
use oreproof_ground::fit::{Along, Nested};
use oreproof_report::chart::palette::Ink;
use oreproof_report::chart::xy::{Axis, Dot, Layer, Mark, Xy};
use oreproof_report::page::{Block, Section, Span};
use oreproof_report::{Caption, Chart, Page, Unit};
use serde_json::json;

use super::{Format, Line, VariogramFault, write};
use crate::desurvey::quoted;
use crate::model::CoregionWords;
use crate::statistics::number;
use crate::ui::{Done, Look, Stop, Style, plain, plural};

/// The samples of several grades, where all are known.
pub(super) struct Grades {
    pub columns: Vec<String>,
    pub points: Points,
    /// The values of the grades after the first.
    pub more: Vec<Vec<f64>>,
    pub n_rows: usize,
    pub n_repaired: usize,
}

/// The variograms of all pairs of grades, and what they rest on.
pub(super) struct Crossed {
    columns: Vec<String>,
    about: String,
    variances: Vec<f64>,
    /// Two grades by number, the second no later than the first, with their lags.
    pairs: Vec<(usize, usize, Vec<Line>)>,
    fitted: Option<FittedCoregionalisation>,
}

/// Works out the variograms along some directions, and fits a model where one is asked for.
pub(super) fn work_out(
    grades: &Grades,
    lags: &Lags,
    along: &[(String, Pairs, Option<[f64; 3]>)],
    nested: Option<&Nested>,
) -> Done<Crossed> {
    let values: Vec<&[f64]> = std::iter::once(&grades.points.value[..])
        .chain(grades.more.iter().map(Vec::as_slice))
        .collect();
    let variances: Vec<f64> = values.iter().map(|values| variance(values)).collect();
    let mut all: CrossLags = Vec::new();
    let mut pairs = Vec::new();
    for (i, one) in values.iter().enumerate() {
        let points = grades.points.with_values(one.to_vec()).map_err(Stop::of)?;
        let mut row = Vec::new();
        for (j, other) in values.iter().enumerate().take(i + 1) {
            let mut lines = Vec::new();
            for (name, of, towards) in along {
                let lags = cross_experimental(&points, other, lags, of).map_err(Stop::of)?;
                lines.push(Line { name: name.clone(), towards: *towards, is_fitted: true, lags });
            }
            let fitted = |line: &Line| Along { direction: line.towards, lags: line.lags.clone() };
            row.push(lines.iter().map(fitted).collect());
            pairs.push((i, j, lines));
        }
        all.push(row);
    }
    let fitted = nested.map(|nested| fit_coregionalisation(&all, &variances, nested));
    let repaired = match grades.n_repaired {
        0 => String::new(),
        n => format!(", {} in the place of another left out or joined", plural(n, "sample")),
    };
    Ok(Crossed {
        columns: grades.columns.clone(),
        about: format!(
            "{} with all grades of {}{repaired}",
            plural(grades.points.len(), "sample"),
            plural(grades.n_rows, "row")
        ),
        variances,
        pairs,
        fitted: fitted.transpose().map_err(Stop::of)?,
    })
}

fn variance(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n
}

impl Crossed {
    /// As it is printed in a format.
    pub(super) fn written(&self, format: Format, look: Look) -> Done<String> {
        match format {
            Format::Text => Ok(self.text(look)),
            Format::Csv => Ok(self.csv()),
            Format::Json => Ok(self.json()),
            Format::Model => match self.words() {
                Some(words) => write::model(&super::CoregionFile { coregionalisation: words }),
                None => Err(Stop::of(VariogramFault::NoModel)),
            },
            Format::Svg => Err(Stop::of(VariogramFault::OnePicture)),
            Format::Html => Ok(self.page().html()),
        }
    }

    fn words(&self) -> Option<CoregionWords> {
        Some(CoregionWords::of(&self.columns, &self.fitted.as_ref()?.model))
    }

    fn name(&self, i: usize, j: usize) -> String {
        if i == j {
            self.columns[i].clone()
        } else {
            format!("{} with {}", self.columns[j], self.columns[i])
        }
    }

    /// The model's semivariance along a line, where it has one there.
    fn model(&self, (i, j): (usize, usize), line: &Line, distance: f64) -> Option<f64> {
        let model = &self.fitted.as_ref()?.model;
        let is_round = model.structures().iter().all(|of| of.ranges[1..] == [of.ranges[0]; 2]);
        let towards = line.towards.or(is_round.then_some([1.0, 0.0, 0.0]))?;
        Some(model.semivariance(i, j, towards.map(|part| part * distance)))
    }

    fn text(&self, look: Look) -> String {
        let bold = |text: &str| look.paint(Style::Bold, text);
        let title = self.columns.join(", ");
        let mut out = format!("semivariograms of {}\n  {}\n", bold(&plain(&title)), self.about);
        for (i, j, lines) in &self.pairs {
            for line in lines {
                let name = format!("{}, {}", self.name(*i, *j), line.name);
                let _ = writeln!(out, "\n{}", bold(&plain(&name)));
                let _ = writeln!(
                    out,
                    "  {:>9}  {:>10}  {:>11}  {:>11}",
                    "distance", "pairs", "value", "model"
                );
                for lag in line.lags.iter().flatten() {
                    let model = self.model((*i, *j), line, lag.distance);
                    let _ = writeln!(
                        out,
                        "  {:>9}  {:>10}  {:>11}  {:>11}",
                        number(lag.distance),
                        lag.pairs,
                        number(lag.value),
                        model.map_or(String::new(), number)
                    );
                }
            }
        }
        let Some(fitted) = &self.fitted else { return out };
        let _ = writeln!(out, "\n{}", bold("Model"));
        let mut matrix = |head: String, sills: &[Vec<f64>]| {
            let _ = writeln!(out, "  {head}");
            for (column, row) in self.columns.iter().zip(sills) {
                let _ = write!(out, "    {:<12}", plain(column));
                for sill in row {
                    let _ = write!(out, " {:>11}", number(*sill));
                }
                out.push('\n');
            }
        };
        matrix("nugget".to_owned(), fitted.model.nugget());
        for of in fitted.model.structures() {
            let ranges = of.ranges.map(number).join(" × ");
            let word = format!("{:?}", of.shape).to_lowercase();
            matrix(format!("{word}, ranges {ranges}"), &of.sills);
        }
        let _ = writeln!(
            out,
            "  fitted in {}; root of the mean squared difference, over the variances, {}",
            plural(fitted.rounds, "round"),
            number(fitted.misfit.sqrt())
        );
        out
    }

    fn csv(&self) -> String {
        let mut out = "grade,with,direction,lag,distance,value,pairs,model\n".to_owned();
        for (i, j, lines) in &self.pairs {
            let (one, other) = (quoted(&self.columns[*j]), quoted(&self.columns[*i]));
            for line in lines {
                let name = quoted(&line.name);
                for (nth, lag) in line.lags.iter().enumerate() {
                    let Some(lag) = lag else {
                        let _ = writeln!(out, "{one},{other},{name},{},,,0,", nth + 1);
                        continue;
                    };
                    let model = self.model((*i, *j), line, lag.distance);
                    let _ = writeln!(
                        out,
                        "{one},{other},{name},{},{},{},{},{}",
                        nth + 1,
                        lag.distance,
                        lag.value,
                        lag.pairs,
                        model.map_or(String::new(), |model| model.to_string())
                    );
                }
            }
        }
        out
    }

    fn json(&self) -> String {
        let pairs = self.pairs.iter().map(|(i, j, lines)| {
            let lines = lines.iter().map(
                |line| json!({"along": line.name, "towards": line.towards, "lags": line.lags}),
            );
            json!({
                "grades": [self.columns[*j], self.columns[*i]],
                "directions": lines.collect::<Vec<_>>(),
            })
        });
        let value = json!({
            "schema": "oreproof-cross-variogram/1",
            "columns": self.columns,
            "variances": self.variances,
            "pairs": pairs.collect::<Vec<_>>(),
            "model": self.words(),
            "misfit": self.fitted.as_ref().map(|fitted| fitted.misfit),
            "rounds": self.fitted.as_ref().map(|fitted| fitted.rounds),
        });
        format!("{value:#}\n")
    }

    fn page(&self) -> Page {
        let charts = self
            .pairs
            .iter()
            .map(|(i, j, lines)| Block::Chart(Box::new(self.chart((*i, *j), lines))));
        let mut sections = vec![Section {
            id: "variograms".to_owned(),
            title: "By distance".to_owned(),
            blocks: charts.collect(),
        }];
        if self.fitted.is_some() {
            let text = self.text(Look::PLAIN);
            let model = text.rsplit("Model").next().unwrap_or_default();
            let lines = model.lines().skip(1).map(|line| vec![Span::Text(line.trim().to_owned())]);
            sections.push(Section {
                id: "model".to_owned(),
                title: "The model".to_owned(),
                blocks: vec![Block::List(lines.collect())],
            });
        }
        Page {
            title: format!("The semivariograms of {}", self.columns.join(", ")),
            answer: vec![Span::Text(format!("{}.", self.about))],
            about: Vec::new(),
            sections,
            sources: Vec::new(),
            data: None,
            foot: "Pairs count once; a lag holds those up to and with its upper end.".to_owned(),
        }
    }

    fn chart(&self, (i, j): (usize, usize), lines: &[Line]) -> Chart {
        let reach = lines.iter().flat_map(|line| &line.lags).flatten();
        let reach = reach.map(|lag| lag.distance).fold(0.0, f64::max) * 1.05;
        let mut layers = Vec::new();
        if i == j {
            layers.push(Layer::new("variance", Ink::Soft, Mark::Across(self.variances[i])));
        }
        for (number, line) in (0u8..).zip(lines) {
            let dots = line.lags.iter().flatten().map(|lag| Dot {
                x: lag.distance,
                y: lag.value,
                weight: Some(lag.pairs as f64),
            });
            layers.push(Layer::new(&line.name, Ink::Series(number), Mark::Dots(dots.collect())));
            let points = (1..=80).filter_map(|step| {
                let distance = reach * f64::from(step) / 80.0;
                Some((distance, self.model((i, j), line, distance)?))
            });
            let points: Vec<(f64, f64)> = points.collect();
            if !points.is_empty() {
                layers.push(Layer::new("", Ink::Series(number), Mark::Line(points, false)));
            }
        }
        let plot = Xy::new(
            Axis::from_zero("distance", Unit::none()),
            Axis::from_zero("semivariance", Unit::none()),
            layers,
        );
        let name = self.name(i, j);
        let caption = Caption {
            id: format!("variogram-{i}-{j}"),
            title: format!("The semivariogram of {name}"),
            subtitle: self.about.clone(),
            source: String::new(),
            note: "Marks are larger where there are more pairs; lines are the model.".to_owned(),
            alt: format!("Experimental semivariogram of {name} against distance"),
        };
        Chart::new(caption, &plot)
    }
}
