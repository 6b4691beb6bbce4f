//! An estimate on the terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use miette::Diagnostic as _;
use oreproof_case::model::Estimate;
use oreproof_ground::blocks::Class;
use oreproof_report::number::significant;
use oreproof_weigh::estimate::{Beside, BesideGrade, Ground};

use crate::ui::{Look, Style, Ui, plural};

pub(super) fn text(choices: &Estimate, ground: &Ground, again: bool, ui: &Ui) -> String {
    let look = ui.look;
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(out, "{}\n", look.paint(Style::Bold, &choices.title));
    let surveyed = ground.holes.holes.len();
    let samples = ground.holes.intervals.first().map_or(0, |table| table.len());
    if !again {
        let (holes, samples) = (plural(surveyed, "hole"), plural(samples, "sample"));
        let _ = match ground.problems.is_empty() {
            true => writeln!(out, "{holes}, {samples}"),
            false => {
                writeln!(out, "{holes}, {samples}; `oreproof qc` tells what is wrong in them:")
            }
        };
        problems(&mut out, ground);
    }
    let _ = writeln!(out, "{}", plural(ground.blocks.len(), "block"));
    for domain in &ground.domains {
        let _ = writeln!(out, "\n{}", look.paint(Style::Bold, &domain.name));
        for (grade, chosen) in domain.grades.iter().zip(&choices.grades) {
            let unit = chosen.unit;
            let _ = writeln!(
                out,
                "  {}: {}, mean {} {unit} ({} plain), cv {}{}",
                grade.name,
                plural(grade.points.len(), "composite"),
                number(grade.mean, 3),
                number(grade.plain_mean, 3),
                number(grade.variance.sqrt() / grade.mean, 2),
                match grade.n_capped {
                    0 => String::new(),
                    n => format!(
                        "; {n} capped, which takes {} % off the mean",
                        number(100.0 * grade.capped_part, 2)
                    ),
                }
            );
            let checked = &grade.validation;
            if checked.pairs.is_empty() {
                out.push_str("    no sample has others of other holes in the first pass\n");
                continue;
            }
            let or_none = |value: Option<f64>| value.map_or("none".to_owned(), |v| number(v, 2));
            let _ = writeln!(
                out,
                "    {} from other holes: correlation {}, slope {}, mean error {} {unit}, \
                 {} % inside 90 % intervals",
                checked.pairs.len(),
                or_none(checked.correlation),
                or_none(checked.slope),
                number(checked.mean_error, 2),
                number(100.0 * checked.inside_90, 3),
            );
        }
    }
    support(&mut out, choices, ground, ui);
    let cutoff = &choices.cutoff;
    let name = cutoff.name.as_deref().or_else(|| cutoff.parts.first().map(|p| p.grade.as_str()));
    let name = name.unwrap_or("cut-off grade");
    let unit = choices.grades.first().map_or("", |grade| grade.unit.word());
    let _ = writeln!(
        out,
        "\n{}",
        look.paint(Style::Bold, format!("Above {} {unit} {name}", cutoff.report))
    );
    if ground.table.is_empty() {
        let _ = writeln!(out, "  no block is of a class and reaches the cut-off\n");
        return out;
    }
    let heads: Vec<String> =
        choices.grades.iter().map(|grade| format!("{} {}", grade.name, grade.unit)).collect();
    let room = ground.blocks.domains.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let _ = write!(out, "  {:<10} {:<room$} {:>10}", "", "", "Mt");
    for head in &heads {
        let _ = write!(out, " {head:>10}");
    }
    out.push('\n');
    for row in &ground.table {
        let class = row.class.map_or("all", Class::word);
        let domain =
            row.domain.map_or("all", |number| ground.blocks.domains[usize::from(number)].as_str());
        let _ =
            write!(out, "  {class:<10} {domain:<room$} {:>10}", number(row.amount.tonnes / 1e6, 3));
        for grade in &row.amount.grades {
            let _ = write!(out, " {:>10}", grade.map_or("–".to_owned(), |grade| number(grade, 3)));
        }
        out.push('\n');
    }
    if let Some(selection) = &ground.selection {
        let _ = writeln!(out, "\n  selected as {} units a block", selection.per_block);
        for (class, reached) in &selection.table {
            let grade = reached.grade.map_or("–".to_owned(), |grade| number(grade, 3));
            let tonnes = number(reached.tonnes / 1e6, 3);
            let _ = writeln!(out, "  {:<10} {:<room$} {tonnes:>10} {grade:>10}", class.word(), "");
        }
    }
    out.push('\n');
    out
}

/// Other ways than kriging, and the roughness of the blocks.
fn support(out: &mut String, choices: &Estimate, ground: &Ground, ui: &Ui) {
    let _ = writeln!(out, "\n{}", ui.look.paint(Style::Bold, "Does the estimate hold?"));
    for (others, chosen) in ground.others.iter().zip(&choices.grades) {
        for (domain, means) in ground.domains.iter().zip(&others.means) {
            let Some(means) = means else { continue };
            let _ = writeln!(
                out,
                "  {}, {}: mean {} {} kriged, {} by the nearest sample, {} by inverse distance²",
                domain.name,
                chosen.name,
                number(means.kriged, 3),
                chosen.unit,
                number(means.nearest, 3),
                number(means.inverse_distance, 3)
            );
        }
    }
    for domain in &ground.roughness.domains {
        let Some(part) = domain.estimated_part else { continue };
        let _ = writeln!(
            out,
            "  {}: blocks keep {} % of the composites' variance, and the estimate has {} % of that",
            domain.name,
            number(100.0 * domain.kept, 3),
            number(100.0 * part, 3)
        );
    }
}

/// What was declared, beside what the holes give.
pub(crate) fn beside(rows: &[Beside], look: Look) -> String {
    let mut out = String::new();
    let mut inventory = "";
    for row in rows {
        if row.inventory != inventory {
            inventory = &row.inventory;
            let title = format!("Declared in {inventory}, and from the holes");
            let _ = writeln!(out, "{}", look.paint(Style::Bold, title));
            let _ = write!(out, "  {:<10} {:<10} {:>10}", "", "", "Mt");
            for grade in &row.grades {
                let _ = write!(out, " {:>14}", format!("{} {}", grade.commodity, grade.unit));
            }
            out.push('\n');
        }
        let or_none = |value: Option<f64>| value.map_or("–".to_owned(), |v| number(v, 3));
        let mut line = |what: &str, tonnes: f64, grade: &dyn Fn(&BesideGrade) -> Option<f64>| {
            let class = row.class.word();
            let _ = write!(out, "  {class:<10} {what:<10} {:>10}", number(tonnes / 1e6, 3));
            for of in &row.grades {
                let _ = write!(out, " {:>14}", or_none(grade(of)));
            }
            out.push('\n');
        };
        line("declared", row.declared_tonnes, &|of| of.declared);
        line("from holes", row.tonnes, &|of| of.estimated);
        if let Some(band) = &row.band {
            line("  P10", band.p10, &|of| of.band.map(|band| band.p10));
            line("  P90", band.p90, &|of| of.band.map(|band| band.p90));
        }
    }
    out
}

/// What is wrong in the tables, by kind; `oreproof qc` tells each.
fn problems(out: &mut String, ground: &Ground) {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for problem in &ground.problems {
        let code = problem.code().map_or_else(String::new, |code| code.to_string());
        *kinds.entry(code).or_default() += 1;
    }
    for (code, n) in kinds {
        let _ = writeln!(out, "  {n} × {code}");
    }
}

/// A number to so many significant digits.
fn number(value: f64, digits: usize) -> String {
    significant(value, digits)
}
