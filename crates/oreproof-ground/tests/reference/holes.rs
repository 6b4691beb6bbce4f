//! Traces, composites and overlays of real holes.

use oreproof_ground::hole::{
    Assay, BelowDetection, Bounds, Cell, CollarTable, CompositeChoices, Cut, Density, Desurvey,
    DipSign, DrillTables, HoleChoices, Holes, IntervalTable, Numbers, Overlap, Problem,
    SurveyTable, Unsurveyed, Words, composite, overlay, read_holes,
};

use crate::shared::{self, Table};

fn numbers(table: &Table, name: &str) -> Numbers {
    let cells = table.0[name].iter().map(|text| Cell::read(text)).collect();
    Numbers { column: name.into(), cells }
}

fn words(table: &Table, name: &str) -> Words {
    let cells = table.0[name].iter().map(|text| text.trim().into()).collect();
    Words { column: name.into(), cells }
}

fn rows(words: &Words) -> Vec<u32> {
    (2..).take(words.cells.len()).collect()
}

fn collars(file: &str, [hole, x, y, z]: [&str; 4]) -> Option<CollarTable> {
    let table = shared::table(file)?;
    let hole = words(&table, hole);
    let [x, y, z] = [x, y, z].map(|name| numbers(&table, name));
    Some(CollarTable {
        file: file.into(),
        rows: rows(&hole),
        hole,
        x,
        y,
        z,
        ..CollarTable::default()
    })
}

fn surveys(file: &str, [hole, depth, azimuth, dip]: [&str; 4]) -> Option<SurveyTable> {
    let table = shared::table(file)?;
    let hole = words(&table, hole);
    let [depth, azimuth, dip] = [depth, azimuth, dip].map(|name| numbers(&table, name));
    Some(SurveyTable { file: file.into(), rows: rows(&hole), hole, depth, azimuth, dip })
}

fn intervals(
    file: &str,
    [hole, from, to]: [&str; 3],
    assays: &[&str],
    codes: &[&str],
) -> Option<IntervalTable> {
    let table = shared::table(file)?;
    let hole = words(&table, hole);
    let [from, to] = [from, to].map(|name| numbers(&table, name));
    let assay = |name: &&str| Assay { numbers: numbers(&table, name), ..Assay::default() };
    Some(IntervalTable {
        file: file.into(),
        rows: rows(&hole),
        hole,
        from,
        to,
        assays: assays.iter().map(assay).collect(),
        codes: codes.iter().map(|name| words(&table, name)).collect(),
    })
}

fn choices(dip: DipSign) -> HoleChoices {
    HoleChoices {
        dip,
        desurvey: Desurvey::MinimumCurvature,
        unsurveyed: Unsurveyed::Vertical,
        overlap: Overlap::KeepBoth,
        below_detection: BelowDetection::Missing,
        missing: vec![],
    }
}

pub fn babbitt() -> Option<(Holes, Vec<Problem>)> {
    let tables = DrillTables {
        collars: collars("babbitt/collar.csv", ["BHID", "XCOLLAR", "YCOLLAR", "ZCOLLAR"])?,
        surveys: Some(surveys("babbitt/survey.csv", ["BHID", "AT", "AZ", "DIP"])?),
        intervals: vec![intervals(
            "babbitt/assay.csv",
            ["BHID", "FROM", "TO"],
            &["CU", "NI", "S", "FE"],
            &[],
        )?],
        controls: vec![],
    };
    Some(read_holes(&tables, &choices(DipSign::PositiveDown), &Bounds::default()))
}

fn macpass() -> Option<(Holes, Vec<Problem>)> {
    let tables = DrillTables {
        collars: collars("macpass/collar.csv", ["HoleID", "Easting", "Northing", "Elevation"])?,
        surveys: Some(surveys("macpass/survey.csv", ["HoleID", "Depth_m", "Azimuth", "Dip"])?),
        intervals: vec![
            intervals(
                "macpass/samples.csv",
                ["HoleID", "From_m", "To_m"],
                &["Zn_pct", "Pb_pct", "Ag_ppm", "BD_tonnes_m3"],
                &[],
            )?,
            intervals("macpass/domains.csv", ["holeid", "from", "to"], &[], &["Code_Long"])?,
        ],
        controls: vec![],
    };
    Some(read_holes(&tables, &choices(DipSign::NegativeDown), &Bounds::default()))
}

fn whole(cut: Cut) -> CompositeChoices {
    CompositeChoices { cut, domain: None, density: None, minimum_coverage: 0.0 }
}

/// Places every 100 ft down 399 holes, printed to four decimals of a foot.
#[test]
fn babbitt_holes_run_where_the_reference_has_them() {
    let Some((holes, _)) = babbitt() else { return };
    let Some(table) = shared::table("expected/babbitt_traces_100ft.csv") else { return };
    let [depth, x, y, z] = ["depth", "x", "y", "z"].map(|name| table.numbers(name));
    let mut worst = 0.0_f64;
    for (row, name) in table.0["BHID"].iter().enumerate() {
        let hole = holes.holes.iter().find(|hole| hole.name == *name).unwrap();
        let found = hole.trace.at(depth[row]);
        for (found, expected) in found.into_iter().zip([x[row], y[row], z[row]]) {
            worst = worst.max((found - expected).abs());
        }
    }
    assert_eq!(depth.len(), 6010);
    assert!(worst <= 0.000_051, "{worst}");
}

/// Composites of 10 ft: every eighth hole value by value, and totals of all holes.
#[test]
fn babbitt_composites_agree_with_the_reference() {
    let Some((holes, _)) = babbitt() else { return };
    let found =
        composite(&holes, &holes.intervals[0], &whole(Cut::Length { length: 10.0 })).unwrap();
    let cu = &found.variables[0];
    let rows: Vec<usize> = (0..found.len()).filter(|&row| cu.values[row].is_some()).collect();
    // Counts and metal from the reference's summary.
    assert_eq!(rows.len(), 21_835);
    assert_eq!(rows.iter().filter(|&&row| 5.0 <= cu.sampled[row] + 1e-9).count(), 21_408);
    let metal: f64 = rows.iter().map(|&row| cu.values[row].unwrap() * cu.sampled[row]).sum();
    assert!((metal / 76_059.759_926_082_33 - 1.0).abs() < 1e-12, "{metal}");
    let Some(table) = shared::table("expected/babbitt_composites_10ft_every8th_hole.csv") else {
        return;
    };
    let columns = ["from", "to", "x", "y", "z", "CU", "sampled"].map(|name| table.numbers(name));
    let names = &table.0["BHID"];
    let name = |row: usize| &holes.holes[found.hole_idx[row] as usize].name;
    let mut rows = rows.into_iter().filter(|&row| names.contains(name(row)));
    for nth in 0..columns[0].len() {
        let row = rows.next().unwrap();
        assert_eq!(*name(row), names[nth]);
        let here = [found.from[row], found.to[row], found.x[row], found.y[row], found.z[row]];
        for (found, column) in
            here.iter().chain([&cu.values[row].unwrap(), &cu.sampled[row]]).zip(&columns)
        {
            assert!((found - column[nth]).abs() < 6e-7, "row {nth}: {found} {}", column[nth]);
        }
    }
    assert_eq!(rows.next(), None);
}

/// Means of every domain of Macpass by length, and by length and density.
#[test]
fn macpass_domain_means_agree_with_the_reference() {
    let Some((holes, _)) = macpass() else { return };
    let Some(table) = shared::table("expected/macpass_domain_means.csv") else { return };
    let cut = overlay(&holes.intervals[0], &holes.intervals[1], 1e-9).unwrap();
    let domain = &cut.codes[0];
    assert_eq!(domain.of.iter().flatten().count(), 10_784);
    for (row, name) in table.0["domain"].iter().enumerate() {
        let code = domain.names.iter().position(|known| known == name).map(|code| code as u32);
        let pieces: Vec<usize> = (0..cut.len()).filter(|&idx| domain.of[idx] == code).collect();
        assert_eq!(pieces.len() as f64, table.numbers("pieces")[row], "{name}");
        for (nth, metal) in ["Zn", "Pb", "Ag"].into_iter().enumerate() {
            for (column, is_weighted) in [("len", false), ("len_density", true)] {
                let (mut weight, mut sum) = (0.0, 0.0);
                for &idx in &pieces {
                    let density = cut.assays[3].values[idx];
                    let density = if is_weighted { density } else { Some(1.0) };
                    let (Some(value), Some(density)) = (cut.assays[nth].values[idx], density)
                    else {
                        continue;
                    };
                    weight += (cut.to[idx] - cut.from[idx]) * density;
                    sum += (cut.to[idx] - cut.from[idx]) * density * value;
                }
                let expected = table.numbers(&format!("{metal}_{column}"))[row];
                let found = sum / weight;
                assert!(
                    (found / expected - 1.0).abs() < 1e-7,
                    "{name} {metal}_{column}: {found} {expected}"
                );
            }
        }
    }
}

/// Two-metre composites inside one domain of Macpass.
#[test]
fn macpass_composites_inside_a_domain_agree_with_the_reference() {
    let Some((holes, _)) = macpass() else { return };
    let Some(table) = shared::table("expected/macpass_boundary_prime_zn_2m.csv") else { return };
    let cut = overlay(&holes.intervals[0], &holes.intervals[1], 1e-9).unwrap();
    let choices = CompositeChoices {
        domain: Some("Code_Long".into()),
        density: Some(Density { column: "BD_tonnes_m3".into(), missing: None }),
        ..whole(Cut::Length { length: 2.0 })
    };
    let found = composite(&holes, &cut, &choices).unwrap().in_domain("Boundary Zone Prime Zone");
    let columns = ["from", "to", "x", "y", "z", "Zn", "sampled"].map(|name| table.numbers(name));
    assert_eq!(found.len(), columns[0].len());
    let zn = &found.variables[0];
    for row in 0..found.len() {
        let name = &holes.holes[found.hole_idx[row] as usize].name;
        let nth = (0..found.len())
            .find(|&nth| table.0["HoleID"][nth] == *name && columns[0][nth] == found.from[row])
            .unwrap();
        let here = [found.from[row], found.to[row], found.x[row], found.y[row], found.z[row]];
        for (found, column) in
            here.iter().chain([&zn.values[row].unwrap(), &zn.sampled[row]]).zip(&columns)
        {
            assert!((found - column[nth]).abs() < 6e-7, "row {nth}: {found} {}", column[nth]);
        }
    }
}

/// Metal is neither made nor lost, by whatever cut.
#[test]
fn composites_keep_the_metal_of_babbitt() {
    use oreproof_ground::hole::Tail;
    let Some((holes, _)) = babbitt() else { return };
    let contact = |tail| Cut::FromContact { length: 10.0, tail };
    let cuts = [
        Cut::Length { length: 7.3 },
        contact(Tail::Keep),
        contact(Tail::AddToPrevious),
        contact(Tail::Spread),
        Cut::Bench { height: 40.0, foot: 3.0 },
    ];
    for cut in cuts {
        let found = composite(&holes, &holes.intervals[0], &whole(cut)).unwrap();
        let cu = &found.variables[0];
        let metal: f64 =
            cu.values.iter().zip(&cu.sampled).filter_map(|(v, l)| Some((*v)? * l)).sum();
        assert!((metal / 76_059.759_926_082_33 - 1.0).abs() < 1e-9, "{cut:?}: {metal}");
    }
    let refused = CompositeChoices {
        minimum_coverage: 0.5,
        density: Some(Density { column: "S".into(), missing: Some(2.0) }),
        ..whole(Cut::Length { length: 10.0 })
    };
    let found = composite(&holes, &holes.intervals[0], &refused).unwrap();
    assert_eq!(found.variables[0].values.iter().flatten().count(), 21_408);
}
