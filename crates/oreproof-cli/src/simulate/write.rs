//! What a simulation writes: bands, blocks with their spread, and the realisations.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use oreproof_ground::blocks::Class;
use oreproof_ground::realise::{Band, BandRow};
use oreproof_intake::blocks::write_numbers;
use serde_json::json;

use super::{Made, Models};
use crate::desurvey::quoted;
use crate::estimate::write::{shown, simulated};
use crate::output::{Folder, Output};
use crate::statistics::number;
use crate::ui::{Done, Look, Stop, Style, Ui, plain, plural};

type Pick = fn(&Band) -> f64;
const PARTS: [(&str, Pick); 3] =
    [("P10", |band| band.p10), ("P50", |band| band.p50), ("P90", |band| band.p90)];

pub(super) fn text(made: &Made<'_>, look: Look) -> String {
    let of = made.run.choices;
    let mut out = format!("{}\n", look.paint(Style::Bold, plain(&of.title)));
    let simulated = made.of;
    let _ = writeln!(
        out,
        "  {} of {} blocks, at or above {}",
        plural(simulated.realisations.n, "realisation"),
        made.run.ground.blocks.len(),
        of.cutoff.report
    );
    let _ = write!(out, "\n  {:<10} {:<4} {:>12}", "class", "", "ore, Mt");
    for grade in &of.grades {
        let _ = write!(out, " {:>14}", format!("{}, {}", plain(&grade.name), grade.unit));
    }
    out.push('\n');
    for row in &simulated.table {
        for (nth, (name, pick)) in PARTS.iter().enumerate() {
            let class = if nth == 0 { row.class.map_or("all", Class::word) } else { "" };
            let _ = write!(out, "  {class:<10} {name:<4} {:>12}", number(pick(&row.tonnes) / 1e6));
            for band in &row.grades {
                let shown = band.as_ref().map_or("none".to_owned(), |band| number(pick(band)));
                let _ = write!(out, " {shown:>14}");
            }
            out.push('\n');
        }
    }
    for domain in &simulated.domains {
        let ninety = domain.accuracy.inside.iter().find(|(width, _)| (width - 0.9).abs() < 1e-9);
        if let Some((_, inside)) = ninety.filter(|_| domain.accuracy.n_samples > 0) {
            let n = plural(domain.accuracy.n_samples, "sample");
            let name = plain(&domain.name);
            let inside = number(100.0 * inside);
            let _ = writeln!(out, "\n  {name}: the 90 % interval holds {inside} % of {n}");
        }
        let n = domain.n_partial + domain.n_duplicates;
        if n > 0 {
            let composites = plural(n, "composite");
            let _ = writeln!(
                out,
                "  {composites} without every grade, or in the place of another, left out"
            );
        }
    }
    out
}

pub(super) fn bands(made: &[Made<'_>], out: &mut impl Write) -> Done<()> {
    let parts = |name: &str| PARTS.map(|(part, _)| format!("{name}_{}", part.to_lowercase()));
    for (nth, made) in made.iter().enumerate() {
        let of = made.run.choices;
        let mut head: Vec<String> = ["estimate", "class", "cutoff"].map(str::to_owned).to_vec();
        head.extend(parts("tonnes"));
        head.extend(parts("cutoff_grade"));
        for grade in &of.grades {
            head.extend(parts(&format!("{}_{}", grade.name, grade.unit)));
        }
        let head: Vec<_> = head.iter().map(|name| quoted(name)).collect();
        if nth == 0 || made.run.choices.grades != of.grades {
            writeln!(out, "{}", head.join(","))?;
        }
        let numbers = |band: Option<&Band>| {
            PARTS.map(|(_, pick)| band.map_or_else(String::new, |band| pick(band).to_string()))
        };
        let row = |row: &BandRow| {
            let mut cells = vec![
                of.id.to_string(),
                row.class.map_or("all", Class::word).to_owned(),
                row.cutoff.to_string(),
            ];
            cells.extend(numbers(Some(&row.tonnes)));
            cells.extend(numbers(row.cutoff_grade.as_ref()));
            row.grades.iter().for_each(|band| cells.extend(numbers(band.as_ref())));
            cells.join(",")
        };
        for line in made.of.table.iter().chain(&made.of.curve) {
            writeln!(out, "{}", row(line))?;
        }
    }
    Ok(())
}

pub(super) fn json(made: &[Made<'_>]) -> serde_json::Value {
    let of = |made: &Made<'_>| {
        let choices = made.run.choices;
        let chosen = choices.simulation.as_ref();
        json!({
            "id": choices.id.to_string(),
            "title": choices.title,
            "seed": chosen.map(|of| of.seed),
            "blocks": made.run.ground.blocks.len(),
            "cutoff": choices.cutoff.report,
            "simulated": simulated(made.of),
        })
    };
    json!({
        "schema": "oreproof-simulate/1",
        "estimates": made.iter().map(of).collect::<Vec<_>>(),
    })
}

/// Writes a folder; each file is written beside its place and moved there whole.
pub(super) fn folder(
    folder: &Path,
    made: &[Made<'_>],
    models: Models,
    page: &str,
    ui: &Ui,
) -> Done<()> {
    let folder = Folder::new(folder, ui)?;
    folder.put("simulate.html", |out| Ok(out.write_all(page.as_bytes())?))?;
    folder.put("bands.csv", |out| bands(made, out))?;
    folder.put("simulate.json", |out| Ok(writeln!(out, "{:#}", json(made))?))?;
    for made in made {
        let id = made.run.choices.id.to_string();
        let (names, columns) = spread(made);
        folder.put(&format!("{id}-spread.csv"), |out| csv(&names, &columns, out))?;
        folder.put(&format!("{id}-spread.parquet"), |out| parquet(&names, &columns, out))?;
        if models == Models::None {
            continue;
        }
        let (names, columns) = realisations(made);
        match models {
            Models::Csv => {
                folder.put(&format!("{id}-realisations.csv"), |out| csv(&names, &columns, out))?;
            }
            _ => folder
                .put(&format!("{id}-realisations.parquet"), |out| parquet(&names, &columns, out))?,
        }
    }
    Ok(())
}

type Columns = (Vec<String>, Vec<Vec<Option<f64>>>);

/// The middle of each block.
fn places(made: &Made<'_>) -> Columns {
    let blocks = &made.run.ground.blocks;
    let axis =
        |axis: usize| (0..blocks.len()).map(|block| Some(blocks.centre(block)[axis])).collect();
    (["x", "y", "z"].map(str::to_owned).to_vec(), vec![axis(0), axis(1), axis(2)])
}

fn spread(made: &Made<'_>) -> Columns {
    let (mut names, mut columns) = places(made);
    let blocks = &made.run.ground.blocks;
    names.push("tonnes".to_owned());
    let metres = made.run.ground.metres;
    columns.push((0..blocks.len()).map(|block| Some(blocks.tonnes(block, metres))).collect());
    names.push("class".to_owned());
    // 1 measured, 2 indicated, 3 inferred, as in the other block models.
    columns.push(blocks.class.iter().map(|of| of.map(|of| f64::from(of as u8) + 1.0)).collect());
    for ((name, spread), kriged) in blocks.grades.iter().zip(&made.of.spread).zip(&blocks.values) {
        names.push(format!("{name}_kriged"));
        columns.push(kriged.clone());
        names.push(format!("{name}_mean"));
        columns.push(spread.iter().map(|of| of.map(|of| of.mean)).collect());
        for (nth, (part, _)) in PARTS.iter().enumerate() {
            names.push(format!("{name}_{}", part.to_lowercase()));
            columns.push(spread.iter().map(|of| of.map(|of| of.quantiles[nth])).collect());
        }
    }
    names.push("above_cutoff".to_owned());
    columns.push(made.of.above.clone());
    for (nth, precision) in made.of.precisions.iter().enumerate() {
        names.push(format!("half_width_{}", nth + 1));
        columns.push(precision.half_widths.clone());
    }
    (names, columns)
}

fn realisations(made: &Made<'_>) -> Columns {
    let (mut names, mut columns) = places(made);
    let blocks = &made.run.ground.blocks;
    for (name, grade) in blocks.grades.iter().zip(&made.of.realisations.values) {
        for (nth, values) in grade.iter().enumerate() {
            names.push(format!("{name}_{}", nth + 1));
            let known = |value: &f32| (!value.is_nan()).then(|| f64::from(*value));
            columns.push(values.iter().map(known).collect());
        }
    }
    (names, columns)
}

fn csv(names: &[String], columns: &[Vec<Option<f64>>], out: &mut impl Write) -> Done<()> {
    let mut out = io::BufWriter::new(out);
    let heads: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    writeln!(out, "{}", heads.join(","))?;
    for row in 0..columns.first().map_or(0, Vec::len) {
        let cells: Vec<String> = columns.iter().map(|column| shown(column[row])).collect();
        writeln!(out, "{}", cells.join(","))?;
    }
    Ok(out.flush()?)
}

fn parquet(names: &[String], columns: &[Vec<Option<f64>>], out: &mut Output) -> Done<()> {
    let mut whole = Vec::new();
    write_numbers(names, columns, &mut whole).map_err(Stop::of)?;
    Ok(out.write_all(&whole)?)
}
