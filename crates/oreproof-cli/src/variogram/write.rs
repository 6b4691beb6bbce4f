//! A variogram as text, CSV, JSON and as a model file.

use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use serde_json::json;

use super::Found;
use crate::desurvey::quoted;
use crate::statistics::number;
use crate::ui::{Done, Look, Stop, Style, plain};

pub(super) fn text(found: &Found, look: Look) -> String {
    let bold = |text: &str| look.paint(Style::Bold, text);
    let mut out = format!("{} of {}\n", bold(found.measure), bold(&plain(&found.column)));
    let _ = writeln!(out, "  {} · variance {}", found.about(), number(found.variance));
    let most = found.lines.iter().flat_map(|line| &line.lags).flatten();
    let most = most.map(|lag| lag.value).fold(0.0, f64::max);
    let room = look.width.saturating_sub(46).clamp(10, 50) as f64;
    for line in &found.lines {
        let _ = writeln!(out, "\n{}", bold(&line.name));
        let _ = writeln!(out, "  {:>9}  {:>10}  {:>11}", "distance", "pairs", "value");
        for lag in &line.lags {
            let Some(lag) = lag else {
                let _ = writeln!(out, "  {:>9}  {:>10}", "", 0);
                continue;
            };
            let length = if most > 0.0 { (room * lag.value.max(0.0) / most).round() } else { 0.0 };
            let bar = look.glyph("█", "#").repeat(length as usize);
            let _ = writeln!(
                out,
                "  {:>9}  {:>10}  {:>11}  {}",
                number(lag.distance),
                lag.pairs,
                number(lag.value),
                look.paint(Style::Info, bar)
            );
        }
    }
    if let Some((words, model)) = &found.model {
        let _ = writeln!(out, "\n{}", bold("Model"));
        let _ = writeln!(out, "  nugget {}", number(model.nugget()));
        for (of, said) in model.structures().iter().zip(&words.structures) {
            let word = format!("{:?}", said.shape).to_lowercase();
            let ranges = of.ranges.map(number).join(" × ");
            let angles = said.angles.map(number).join(" / ");
            let sill = number(of.sill);
            let _ = writeln!(out, "  {word}, sill {sill}, ranges {ranges}, angles {angles}");
        }
    }
    if let Some(fitted) = &found.fitted {
        let _ = writeln!(
            out,
            "  fitted by least squares, each lag by its pairs over its squared distance; \
             root of the mean squared difference {}",
            number(fitted.misfit.sqrt())
        );
    }
    out
}

pub(super) fn csv(found: &Found) -> String {
    let mut out = "direction,lag,distance,value,pairs,model\n".to_owned();
    for line in &found.lines {
        let name = quoted(&line.name);
        for (nth, lag) in line.lags.iter().enumerate() {
            let Some(lag) = lag else {
                let _ = writeln!(out, "{name},{},,,0,", nth + 1);
                continue;
            };
            // Along no direction only a model without one has a value.
            let model = found.model.as_ref().and_then(|(words, model)| {
                let is_round =
                    words.structures.iter().all(|of| of.ranges[1..] == [of.ranges[0]; 2]);
                let towards = line.towards.or(is_round.then_some([1.0, 0.0, 0.0]))?;
                Some(model.semivariance(towards.map(|part| part * lag.distance)).to_string())
            });
            let _ = writeln!(
                out,
                "{name},{},{},{},{},{}",
                nth + 1,
                lag.distance,
                lag.value,
                lag.pairs,
                model.unwrap_or_default()
            );
        }
    }
    out
}

pub(super) fn json(found: &Found) -> String {
    let lines: Vec<_> = found
        .lines
        .iter()
        .map(|line| json!({"along": line.name, "towards": line.towards, "lags": line.lags}))
        .collect();
    let value = json!({
        "schema": "oreproof-variogram/1",
        "column": found.column,
        "measure": found.measure,
        "rows": found.n_rows,
        "samples": found.n_samples,
        "duplicates_repaired": found.n_repaired,
        "variance": found.variance,
        "directions": lines,
        "model": found.model.as_ref().map(|(words, _)| words),
        "misfit": found.fitted.as_ref().map(|fitted| fitted.misfit),
    });
    format!("{value:#}\n")
}

pub(super) fn model(file: &impl Serialize) -> Done<String> {
    let text = toml::to_string(file);
    let text = text.map_err(|error| Stop::from(io::Error::other(error.to_string())))?;
    let head = "# Nugget and sills in the square of the value's unit, ranges in that of the coordinates.\n";
    Ok(format!("{head}{text}"))
}
