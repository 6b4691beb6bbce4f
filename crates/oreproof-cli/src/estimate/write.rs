//! What an estimate writes: the resource table, everything as JSON, and a folder of files.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use oreproof_ground::blocks::{Blocks, Class};
use serde_json::json;

use super::Run;
use crate::output::Output;
use crate::ui::{Done, Ui, say};

/// The resource table as CSV.
pub(super) fn table(runs: &[Run<'_>], out: &mut impl Write) -> Done<()> {
    let refused = |error: csv::Error| io::Error::other(error);
    for run in runs {
        let mut rows = csv::Writer::from_writer(Vec::new());
        let mut head =
            ["estimate", "class", "domain", "cutoff", "tonnes"].map(str::to_owned).to_vec();
        for grade in &run.choices.grades {
            head.push(format!("{}_{}", grade.name, grade.unit));
        }
        rows.write_record(&head).map_err(refused)?;
        for row in &run.ground.table {
            let domain = row
                .domain
                .map_or("all", |number| run.ground.blocks.domains[usize::from(number)].as_str());
            let mut record = vec![
                run.choices.id.to_string(),
                row.class.map_or("all", word).to_owned(),
                domain.to_owned(),
                run.choices.cutoff.report.to_string(),
                row.amount.tonnes.to_string(),
            ];
            record.extend(row.amount.grades.iter().map(|grade| shown(*grade)));
            rows.write_record(&record).map_err(refused)?;
        }
        out.write_all(&rows.into_inner().map_err(|error| io::Error::other(error.to_string()))?)?;
    }
    Ok(())
}

/// Everything but the blocks.
pub(super) fn json(runs: &[Run<'_>]) -> serde_json::Value {
    let of = |run: &Run<'_>| {
        let ground = &run.ground;
        let domains: Vec<_> = ground
            .domains
            .iter()
            .map(|domain| {
                let grades: Vec<_> = domain
                    .grades
                    .iter()
                    .map(|grade| {
                        json!({
                            "name": grade.name,
                            "composites": grade.points.len(),
                            "mean": grade.mean,
                            "plain_mean": grade.plain_mean,
                            "variance": grade.variance,
                            "capped": grade.n_capped,
                            "capped_part": grade.capped_part,
                            "validation": grade.validation,
                        })
                    })
                    .collect();
                json!({ "name": domain.name, "density": domain.density, "grades": grades })
            })
            .collect();
        json!({
            "id": run.choices.id.to_string(),
            "title": run.choices.title,
            "holes": ground.holes.holes.len(),
            "blocks": ground.blocks.len(),
            "negative_taken_as_nought": ground.n_negative,
            "problems": ground.problems,
            "domains": domains,
            "cutoff": run.choices.cutoff.report,
            "table": ground.table,
            "curve": ground.curve,
            "swaths": ground.swaths,
        })
    };
    json!({ "schema": "oreproof-estimate/1", "estimates": runs.iter().map(of).collect::<Vec<_>>() })
}

/// Writes the block models, the resource table and everything as JSON into a folder. Each file is
/// written beside its place and moved there whole.
pub(super) fn folder(folder: &Path, runs: &[Run<'_>], ui: &Ui) -> Done<()> {
    fs::create_dir_all(folder)?;
    let put = |name: &str, write: &dyn Fn(&mut Output) -> Done<()>| -> Done<()> {
        let path = folder.join(name);
        let mut out = Output::to(Some(&path))?;
        write(&mut out)?;
        out.finish()?;
        if !ui.quiet {
            say(&format!("wrote {}\n", path.display()));
        }
        Ok(())
    };
    put("resource.csv", &|out| table(runs, out))?;
    put("estimate.json", &|out| Ok(writeln!(out, "{:#}", json(runs))?))?;
    for run in runs {
        let id = run.choices.id.to_string();
        put(&format!("{id}-blocks.csv"), &|out| blocks(&run.ground.blocks, out))?;
        put(&format!("{id}-blocks.vtk"), &|out| vtk(&run.choices.title, &run.ground.blocks, out))?;
    }
    Ok(())
}

/// The block model as CSV: a row a block, empty where nothing is known.
fn blocks(blocks: &Blocks, out: &mut impl Write) -> Done<()> {
    let mut out = io::BufWriter::new(out);
    let [dx, dy, dz] = blocks.grid.block_size;
    write!(out, "x,y,z,dx,dy,dz,part,domain,class,density")?;
    for grade in &blocks.grades {
        write!(out, ",{grade}")?;
    }
    writeln!(out, ",pass,samples,holes,hole_distance,variance,slope")?;
    for block in 0..blocks.len() {
        let [x, y, z] = blocks.centre(block);
        let domain = &blocks.domains[usize::from(blocks.domain[block])];
        let class = blocks.class[block].map_or("", word);
        let (part, density) = (blocks.part[block], blocks.density[block]);
        write!(out, "{x},{y},{z},{dx},{dy},{dz},{part},\"{domain}\",{class},{density}")?;
        for values in &blocks.values {
            write!(out, ",{}", shown(values[block]))?;
        }
        let of = &blocks.quality[block];
        let (distance, slope) = (shown(of.hole_distance), shown(of.slope));
        writeln!(
            out,
            ",{},{},{},{distance},{},{slope}",
            of.pass, of.n_samples, of.n_holes, of.variance
        )?;
    }
    Ok(out.flush()?)
}

/// The block model for ParaView and PyVista: a legacy VTK file of image data where the grid is not
/// turned, and of hexahedra by their middles where it is. Cells of no block hold NaN, which is how
/// the format says that there is nothing.
fn vtk(title: &str, blocks: &Blocks, out: &mut impl Write) -> Done<()> {
    let mut out = io::BufWriter::new(out);
    let grid = &blocks.grid;
    let title: String = title.chars().filter(char::is_ascii).take(200).collect();
    writeln!(out, "# vtk DataFile Version 3.0\n{title}\nBINARY")?;
    let [nx, ny, nz] = grid.counts;
    // A structured grid holds turned and straight blocks alike.
    writeln!(out, "DATASET STRUCTURED_GRID\nDIMENSIONS {} {} {}", nx + 1, ny + 1, nz + 1)?;
    writeln!(out, "POINTS {} double", (nx + 1) * (ny + 1) * (nz + 1))?;
    for k in 0..=nz {
        for j in 0..=ny {
            for i in 0..=nx {
                let steps = [i, j, k];
                let along =
                    std::array::from_fn(|axis| (steps[axis] as f64 - 0.5) * grid.block_size[axis]);
                let step = grid.turned(along);
                for (first, step) in grid.first_centre.iter().zip(step) {
                    out.write_all(&(first + step).to_be_bytes())?;
                }
            }
        }
    }
    writeln!(out, "\nCELL_DATA {}", grid.len())?;
    let classes: Vec<Option<f64>> =
        blocks.class.iter().map(|class| class.map(|class| class as u8 as f64 + 1.0)).collect();
    let named = blocks.grades.iter().zip(&blocks.values);
    let fields = named.map(|(name, values)| (name.as_str(), values)).chain([("class", &classes)]);
    for (name, values) in fields {
        let name: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        writeln!(out, "SCALARS {name} double 1\nLOOKUP_TABLE default")?;
        let mut cells = vec![f64::NAN; grid.len()];
        for (block, value) in values.iter().enumerate() {
            if let Some(value) = value {
                cells[blocks.cell[block] as usize] = *value;
            }
        }
        for value in cells {
            out.write_all(&value.to_be_bytes())?;
        }
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

fn shown(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

fn word(class: Class) -> &'static str {
    match class {
        Class::Measured => "measured",
        Class::Indicated => "indicated",
        Class::Inferred => "inferred",
    }
}
