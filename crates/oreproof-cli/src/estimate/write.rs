//! What an estimate writes: the resource table, everything as JSON, and a folder of files.

use std::io::{self, Write};
use std::path::Path;

use oreproof_ground::blocks::{Blocks, Class};
use oreproof_intake::blocks::{About, write_datamine, write_omf, write_parquet, write_vti};
use oreproof_intake::mesh::write_obj;
use oreproof_weigh::estimate::{Beside, Others, Simulated};
use serde_json::json;

use super::Run;
use crate::output::Folder;
use crate::ui::{Done, Stop, Ui};

/// The resource table as CSV; its head again where an estimate has other grades than the one before.
pub(super) fn table(runs: &[Run<'_>], out: &mut impl Write) -> Done<()> {
    let refused = |error: csv::Error| io::Error::other(error);
    let mut before = None;
    for run in runs {
        let mut rows = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut head =
            ["estimate", "class", "domain", "cutoff", "tonnes"].map(str::to_owned).to_vec();
        for grade in &run.choices.grades {
            head.push(format!("{}_{}", grade.name, grade.unit));
        }
        if before.as_ref() != Some(&head) {
            rows.write_record(&head).map_err(refused)?;
        }
        before = Some(head);
        for row in &run.ground.table {
            let domain = row
                .domain
                .map_or("all", |number| run.ground.blocks.domains[usize::from(number)].as_str());
            let mut record = vec![
                run.choices.id.to_string(),
                row.class.map_or("all", Class::word).to_owned(),
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
pub(super) fn json(runs: &[Run<'_>], beside: &[Beside]) -> serde_json::Value {
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
                            "variograms": grade.likeness,
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
            "other_means": ground.others.iter().map(|of| &of.means).collect::<Vec<_>>(),
            "roughness": ground.roughness,
            "selection": ground.selection,
            "cut_by_the_ground": ground.cut,
            "smoothed": ground.smoothed,
            "simulated": ground.simulated.as_ref().map(simulated),
        })
    };
    json!({
        "schema": "oreproof-estimate/1",
        "estimates": runs.iter().map(of).collect::<Vec<_>>(),
        "declared": beside,
    })
}

/// What realisations say, without the realisations.
pub(crate) fn simulated(of: &Simulated) -> serde_json::Value {
    json!({
        "realisations": of.realisations.n,
        "systems_repaired": of.realisations.n_repaired,
        "table": of.table,
        "curve": of.curve,
        "domains": of.domains,
    })
}

/// Writes the report, the block models, the resource table and everything as JSON into a folder. Each file is
/// written beside its place and moved there whole.
pub(super) fn folder(
    folder: &Path,
    runs: &[Run<'_>],
    beside: &[Beside],
    page: &str,
    ui: &Ui,
) -> Done<()> {
    let folder = Folder::new(folder, ui)?;
    folder.put("estimate.html", |out| Ok(out.write_all(page.as_bytes())?))?;
    folder.put("resource.csv", |out| table(runs, out))?;
    folder.put("estimate.json", |out| Ok(writeln!(out, "{:#}", json(runs, beside))?))?;
    for run in runs {
        let id = run.choices.id.to_string();
        let ground = &run.ground;
        folder
            .put(&format!("{id}-blocks.csv"), |out| blocks(&ground.blocks, &ground.others, out))?;
        if let Some(selection) = &ground.selection {
            let units = &selection.units;
            folder.put(&format!("{id}-units.csv"), |out| blocks(units, &[], out))?;
            folder.put(&format!("{id}-units.parquet"), |out| {
                write_parquet(units, out).map_err(Stop::of)
            })?;
        }
        folder.put(&format!("{id}-blocks.vti"), |out| {
            write_vti(&run.ground.blocks, out).map_err(Stop::of)
        })?;
        folder.put(&format!("{id}-blocks.dm"), |out| {
            write_datamine(&run.ground.blocks, out).map_err(Stop::of)
        })?;
        for (number, surface) in ground.surfaces.iter().enumerate() {
            let file = format!("{id}-domain-{}.obj", number + 1);
            folder.put(&file, |out| write_obj(surface, out).map_err(Stop::from))?;
        }
        folder.put(&format!("{id}-blocks.parquet"), |out| {
            write_parquet(&run.ground.blocks, out).map_err(Stop::of)
        })?;
        folder.put(&format!("{id}-blocks.omf"), |out| omf(run, out))?;
    }
    Ok(())
}

/// The block model as OMF 2, for the programs of the trade.
fn omf(run: &Run<'_>, out: &mut impl Write) -> Done<()> {
    let about = About {
        name: run.choices.title.clone(),
        units: if run.ground.metres == 1.0 { "metres" } else { "feet" }.to_owned(),
        coordinate_system: String::new(),
        date: jiff::Timestamp::now().to_string(),
    };
    let mut archive = io::Cursor::new(Vec::new());
    write_omf(&run.ground.blocks, &about, &mut archive).map_err(Stop::of)?;
    Ok(out.write_all(archive.get_ref())?)
}

/// The block model as CSV: a row a block, empty where nothing is known, with the grades of blocks by
/// other ways than kriging at the end.
fn blocks(blocks: &Blocks, others: &[Others], out: &mut impl Write) -> Done<()> {
    let mut out = io::BufWriter::new(out);
    let [dx, dy, dz] = blocks.grid.block_size;
    write!(out, "x,y,z,dx,dy,dz,part,domain,class,density")?;
    for grade in &blocks.grades {
        write!(out, ",{grade}")?;
    }
    write!(out, ",pass,samples,holes,hole_distance,variance,slope")?;
    for grade in blocks.grades.iter().take(others.len()) {
        write!(out, ",{grade}_nearest,{grade}_inverse_distance")?;
    }
    writeln!(out)?;
    for block in 0..blocks.len() {
        let [x, y, z] = blocks.centre(block);
        let domain = &blocks.domains[usize::from(blocks.domain[block])];
        let class = blocks.class[block].map_or("", Class::word);
        let (part, density) = (blocks.part[block], blocks.density[block]);
        write!(out, "{x},{y},{z},{dx},{dy},{dz},{part},\"{domain}\",{class},{density}")?;
        for values in &blocks.values {
            write!(out, ",{}", shown(values[block]))?;
        }
        let of = &blocks.quality[block];
        let (distance, slope) = (shown(of.hole_distance), shown(of.slope));
        write!(
            out,
            ",{},{},{},{distance},{},{slope}",
            of.pass, of.n_samples, of.n_holes, of.variance
        )?;
        for other in others {
            let (nearest, weighed) = (other.nearest[block], other.inverse_distance[block]);
            write!(out, ",{},{}", shown(nearest), shown(weighed))?;
        }
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

pub(crate) fn shown(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}
