//! The command `oreproof estimate`, as its user meets it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the command: its exit code, and what it printed on both streams.
fn oreproof(threads: &str, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("oreproof").expect("the command is built");
    command.env("LC_ALL", "C.UTF-8").env("RAYON_NUM_THREADS", threads).current_dir(root());
    let output = command.args(args).output().expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command prints UTF-8");
    let code = output.status.code().expect("nothing ends it from outside");
    (code, text(output.stdout), text(output.stderr))
}

#[test]
fn the_made_up_hill_is_estimated_alike_on_any_number_of_threads() {
    let expected = fs::read_to_string(root().join("cases/made-up-hill/expected.csv")).unwrap();
    for threads in ["1", "2", "8"] {
        let args = ["--quiet", "estimate", "cases/made-up-hill", "--format", "csv"];
        let (code, out, err) = oreproof(threads, &args);
        assert_eq!((code, err.as_str()), (0, ""));
        assert_eq!(out, expected, "on {threads} threads");
    }
}

#[test]
fn the_mapping_the_resource_and_the_statement_are_told() {
    let (code, out, err) = oreproof("2", &["estimate", "cases/made-up-hill"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.contains("read assays.csv: hole HOLE, from FROM, to TO, CU_PCT, AU_PPM, ROCK"),
        "{err}"
    );
    assert!(out.contains("56 holes, 6720 samples"), "{out}");
    assert!(
        out.contains("  indicated  declared           21            1.1            0.3"),
        "{out}"
    );
    assert!(out.contains("  indicated  from holes"), "{out}");
}

#[test]
fn a_folder_gets_the_report_the_tables_and_the_blocks() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("hill");
    let (code, _, err) =
        oreproof("2", &["estimate", "cases/made-up-hill", "-o", &out.to_string_lossy()]);
    assert_eq!(code, 0, "{err}");
    let page = fs::read_to_string(out.join("estimate.html")).unwrap();
    for part in [
        "Declared, and from the holes",
        "Does the estimate hold?",
        "What was chosen",
        "What selection would take",
        "Means of the same blocks, by mass",
        "of the tonnes of theory",
        "Cells of any size give slab a mean of",
        "Across the contact of slab",
        "declustered composites, and blocks by mass",
        "Of 36 criteria",
        "56 of 56 holes surveyed down the hole",
        "Drill sample recovery",
    ] {
        assert!(page.contains(part), "no {part:?} in the report");
    }
    assert!(page.len() < 3_000_000 && !page.contains("<link") && !page.contains("src=\"http"));
    let blocks = fs::read_to_string(out.join("slab-blocks.csv")).unwrap();
    let rows: Vec<&str> = blocks.lines().collect();
    let json: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("estimate.json")).unwrap()).unwrap();
    assert_eq!(json["estimates"][0]["blocks"], rows.len() - 1);
    // What is in the block model adds up to the table.
    let sum: f64 = rows[1..]
        .iter()
        .map(|row| row.split(',').collect::<Vec<_>>())
        .filter(|row| row[8] == "indicated" && row[10].parse::<f64>().unwrap() >= 0.3)
        .map(|row| 1000.0 * row[6].parse::<f64>().unwrap() * row[9].parse::<f64>().unwrap())
        .sum();
    let tonnes = json["estimates"][0]["table"][0]["amount"]["tonnes"].as_f64().unwrap();
    assert!((sum - tonnes).abs() < 1.0, "{sum} in the blocks, {tonnes} in the table");
    support(&json["estimates"][0], &rows, &fs::read_to_string(out.join("slab-units.csv")).unwrap());
    let vtk = fs::read(out.join("slab-blocks.vti")).unwrap();
    assert!(vtk.starts_with(b"<?xml version=\"1.0\"?>\n<VTKFile type=\"ImageData\""));
}

/// What holds of the other ways, of theory and of units, whatever the holes.
fn support(estimate: &serde_json::Value, blocks: &[&str], units: &str) {
    let number = |of: &serde_json::Value| of.as_f64().expect("a number");
    let means = &estimate["other_means"][0][0];
    let [kriged, nearest, weighed] =
        ["kriged", "nearest", "inverse_distance"].map(|key| number(&means[key]));
    assert!((kriged / nearest - 1.0).abs() < 0.1 && (weighed / nearest - 1.0).abs() < 0.1);
    let rough = &estimate["roughness"]["domains"][0];
    let part = number(&rough["estimated_part"]);
    assert!(0.3 < part && part < 1.0, "{rough}");
    let unit = &rough["unit"];
    let [kept, informed] = ["kept", "informed"].map(|key| number(&unit[key]));
    assert!(number(&rough["kept"]) < kept && informed < kept);
    let curve = estimate["roughness"]["curve"].as_array().expect("a list");
    for way in ["estimated", "gaussian", "affine", "units"] {
        let tonnes = curve.iter().map(|row| number(&row[way]["tonnes"]));
        assert!(tonnes.collect::<Vec<_>>().windows(2).all(|pair| pair[1] <= pair[0]), "{way}");
    }
    // Above nought, units hold what the classified blocks hold.
    let all = |of: &serde_json::Value, tonnes: &str, grade: &str| {
        number(&of[tonnes]) * number(&of[grade])
    };
    let whole = all(&estimate["curve"][0][1], "tonnes", "cutoff_grade");
    let selected = all(&estimate["selection"]["curve"][0][1], "tonnes", "grade");
    assert!((selected / whole - 1.0).abs() < 1e-6, "{selected}, {whole}");
    // Localised, a block's units still have its grade.
    let grade = |row: &str| row.split(',').nth(10)?.parse::<f64>().ok();
    let known: Vec<f64> = blocks[1..].iter().filter_map(|row| grade(row)).collect();
    let units: Vec<f64> = units.lines().skip(1).filter_map(grade).collect();
    assert_eq!(units.len(), 4 * known.len());
    for (units, block) in units.chunks(4).zip(&known).take(200) {
        assert!((units.iter().sum::<f64>() / 4.0 - block).abs() < 1e-6 * block.max(1e-3));
    }
}

#[test]
fn a_weighing_lays_what_was_declared_beside_what_the_holes_carry() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("hill.html");
    let report = report.to_string_lossy();
    let (code, out, err) = oreproof("2", &["weigh", "cases/made-up-hill", "-o", &report]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("  indicated  declared           21            1.1            0.3"),
        "{out}"
    );
    let page = fs::read_to_string(&*report).unwrap();
    assert!(page.contains("Declared, and from the holes") && page.contains("id=\"estimate-slab\""));
    // No number is an orphan: each leads to the run that worked it out, or to its figure.
    let cells = ["<td class=\"n\">", "<th scope=\"row\" class=\"n\">"];
    let cells = cells.iter().flat_map(|start| page.split(start).skip(1));
    let cells: Vec<&str> = cells.filter_map(|rest| rest.split("</t").next()).collect();
    let is_number = |cell: &&&str| cell.bytes().any(|b| b.is_ascii_digit());
    assert!(cells.iter().filter(is_number).count() > 1000);
    let orphan = cells.iter().filter(is_number).find(|cell| !cell.starts_with("<a "));
    assert_eq!(orphan, None);
    assert!(page.contains("id=\"run-slab\""));
    let (code, _, err) = oreproof("2", &["weigh", "cases/babbitt", "-o", &report]);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.contains("1 estimate left out: --data FOLDER says where the drill tables lie"),
        "{err}"
    );
}

#[test]
fn what_cannot_be_estimated_is_told() {
    let (code, _, err) = oreproof("2", &["estimate", "cases/made-up-hill", "--estimate", "other"]);
    assert_eq!(code, 2);
    assert!(err.contains("the case has no such estimate") && err.contains("it has slab"), "{err}");
    let (code, _, err) = oreproof("2", &["estimate", "cases/babbitt"]);
    assert_eq!(code, 2);
    assert!(err.contains("collar.csv cannot be read") && err.contains("--data FOLDER"), "{err}");
    let (code, _, err) = oreproof("2", &["estimate", "cases/hollow-promise"]);
    assert_eq!(code, 2);
    assert!(err.contains("it has none; add [[estimates]]"), "{err}");
}

#[test]
fn a_choice_the_holes_do_not_know_is_told_with_what_they_know() {
    let folder = tempfile::tempdir().unwrap();
    let from = root().join("cases/made-up-hill");
    for name in ["collars.csv", "surveys.csv", "assays.csv"] {
        fs::copy(from.join(name), folder.path().join(name)).unwrap();
    }
    let case = fs::read_to_string(from.join("case.toml")).unwrap();
    let wrong = [
        ("min = 6\nmax = 24", "min = 6\nmax = 2", "slab is not estimated: from 6 to 2 samples"),
        ("column = \"CU_PCT\"", "column = \"CU\"", "its columns are HOLE, FROM, TO, CU_PCT"),
        ("codes = [\"ORE\"]", "codes = [\"OR\"]", "no composite of cu in slab"),
        ("codes = [\"ORE\"]", "codes = [\"OR\"]", "the codes there are: HOST, ORE"),
        (
            "corner = [4900, 7900, 220]",
            "corner = [0, 0, 220]",
            "no block of the grid is in a domain",
        ),
    ];
    for (right, changed, told) in wrong {
        assert!(case.contains(right));
        fs::write(folder.path().join("case.toml"), case.replacen(right, changed, 1)).unwrap();
        let (code, _, err) = oreproof("2", &["-q", "estimate", &folder.path().to_string_lossy()]);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains(told), "{told:?} is not in {err}");
    }
}

/// The public holes lie beside the project.
#[test]
fn public_holes_give_what_is_written_down() {
    for case in ["babbitt", "macpass"] {
        let data = root().join("../shared/data/geostat").join(case);
        if !data.is_dir() {
            eprintln!("skipped: {} is not there", data.display());
            continue;
        }
        let folder = format!("cases/{case}");
        let args = ["-q", "estimate", &folder, "--data", &data.to_string_lossy(), "-f", "csv"];
        let (code, out, err) = oreproof("2", &args);
        assert_eq!((code, err.as_str()), (0, ""));
        let expected = fs::read_to_string(root().join(&folder).join("expected.csv")).unwrap();
        assert_eq!(out, expected, "{case}");
    }
}
