//! The command `oreproof simulate`, and what a case may ask of realisations.

mod made;

use std::fs;
use std::path::{Path, PathBuf};

use made::{code, command, err, folder, json, oreproof, out};

fn hill() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/made-up-hill")
}

/// The made-up hill with its case changed, and with larger blocks so that it is quick.
fn changed(change: impl Fn(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for file in ["collars.csv", "surveys.csv", "assays.csv"] {
        fs::copy(hill().join(file), folder.path().join(file)).expect("the hill has its tables");
    }
    let case = fs::read_to_string(hill().join("case.toml")).expect("the hill has its case");
    let coarse = case
        .replace("size = [10, 10, 10]", "size = [20, 20, 20]")
        .replace("counts = [60, 60, 27]", "counts = [30, 30, 13]");
    assert_ne!(case, coarse);
    fs::write(folder.path().join("case.toml"), change(coarse))
        .expect("the folder can be written to");
    folder
}

#[test]
fn bands_are_alike_on_any_number_of_threads_and_hold_what_was_estimated() {
    let folder = changed(|case| case);
    let run = |threads: &str| {
        let mut of = command(folder.path());
        of.env("RAYON_NUM_THREADS", threads).args(["simulate", ".", "-q", "-f", "json"]);
        of.output().unwrap()
    };
    let (one, eight) = (run("1"), run("8"));
    assert_eq!(code(&one), 0, "{}", err(&one));
    assert_eq!(one.stdout, eight.stdout);
    let found = json(&one);
    let simulated = &found["estimates"][0]["simulated"];
    let curve = simulated["curve"].as_array().unwrap();
    for row in curve {
        let of = |part: &str| row["tonnes"][part].as_f64().unwrap();
        assert!(of("p10") <= of("p50") && of("p50") <= of("p90"));
    }
    // Kriging and simulation hold the same rock, and nearly the same metal.
    let estimated = json(&oreproof(folder.path(), &["estimate", ".", "-q", "-f", "json"]));
    let whole = &estimated["estimates"][0]["curve"][0][1];
    assert!(
        (whole["tonnes"].as_f64().unwrap() - curve[0]["tonnes"]["p50"].as_f64().unwrap()).abs()
            < 1.0
    );
    let (kriged, made) = (
        whole["cutoff_grade"].as_f64().unwrap(),
        curve[0]["cutoff_grade"]["p50"].as_f64().unwrap(),
    );
    assert!((kriged / made - 1.0).abs() < 0.1, "{kriged} and {made}");
    let reseeded = changed(|case| case.replace("seed = 20250131", "seed = 3"));
    let other = oreproof(reseeded.path(), &["simulate", ".", "-q", "-f", "json"]);
    assert_ne!(other.stdout, one.stdout);
}

#[test]
fn a_folder_gets_bands_blocks_and_realisations() {
    let folder = changed(|case| case.replace("realisations = 24", "realisations = 3"));
    let done = oreproof(folder.path(), &["simulate", ".", "-o", "out", "--models", "csv"]);
    assert_eq!(code(&done), 0, "{}", err(&done));
    assert!(out(&done).contains("P90") && out(&done).contains("the 90 % interval holds"));
    let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let (spread, models) = (read("slab-spread.csv"), read("slab-realisations.csv"));
    assert_eq!(spread.lines().count(), models.lines().count());
    assert!(models.starts_with("\"x\",") || models.starts_with("x,"), "{}", &models[..40]);
    let page = read("simulate.html");
    for part in ["How sure?", "P10 of realisations", "Realisations beside the declustered"] {
        assert!(page.contains(part), "no {part:?} in the report");
    }
    // The mean of three realisations is that of the spread.
    let row = |text: &str| -> Vec<f64> {
        text.lines()
            .nth(9)
            .unwrap()
            .split(',')
            .map(|cell| cell.parse().unwrap_or(f64::NAN))
            .collect()
    };
    let (spread, models) = (row(&spread), row(&models));
    assert!((spread[6] - models[3..6].iter().sum::<f64>() / 3.0).abs() < 1e-9);
}

#[test]
fn classes_go_by_precision_and_are_smoothed() {
    let measured = |most: &str| {
        let rule = format!(
            "[[estimates.classes]]\nclass = \"measured\"\nproduction = [80, 80, 40]\nmax_half_width = \"{most}\"\n\n[[estimates.classes]]\nclass = \"indicated\""
        );
        move |case: String| case.replacen("[[estimates.classes]]\nclass = \"indicated\"", &rule, 1)
    };
    let tonnes = |folder: &Path| {
        let found = json(&oreproof(folder, &["estimate", ".", "-q", "-f", "json"]));
        let rows = found["estimates"][0]["table"].as_array().unwrap().clone();
        let rows = rows.iter().filter(|row| row["class"] == "measured");
        rows.map(|row| row["amount"]["tonnes"].as_f64().unwrap()).sum::<f64>()
    };
    let (strict, loose) = (changed(measured("8 %")), changed(measured("40 %")));
    let (few, many) = (tonnes(strict.path()), tonnes(loose.path()));
    assert!(few < many && 0.0 < many, "{few} and {many}");
    let smoothed = changed(|case| {
        case.replace(
            "[estimates.cutoff]",
            "[estimates.smoothing]\nsmallest_patch = 100000\nsmallest_gap = 5\n\n[estimates.cutoff]",
        )
    });
    let found = json(&oreproof(smoothed.path(), &["estimate", ".", "-q", "-f", "json"]));
    assert!(found["estimates"][0]["smoothed"]["n_lowered"].as_u64().unwrap() > 0);
}

#[test]
fn what_a_simulation_lacks_is_told() {
    let bare = changed(|case| case.split("[estimates.simulation]").next().unwrap().to_owned());
    let done = oreproof(bare.path(), &["simulate", "."]);
    assert!(code(&done) == 2 && err(&done).contains("[estimates.simulation]"), "{}", err(&done));
    for (from, to, told) in [
        (
            "tails = [{ grade = \"cu\", least = 0, greatest = 6 }, ",
            "tails = [",
            "how low and how high does cu go?",
        ),
        ("greatest = 6", "greatest = 1", "greatest value is 1"),
        ("realisations = 24", "realisations = 0", "`realisations` of nought"),
        ("seed = 20250131\n", "", "seed"),
        ("class = \"inferred\"", "class = \"inferred\"\nmax_half_width = \"15 %\"", "go together"),
    ] {
        let folder = changed(|case| case.replace(from, to));
        let done = oreproof(folder.path(), &["simulate", "."]);
        assert!(code(&done) != 0 && err(&done).contains(told), "{to}: {}", err(&done));
    }
}

/// A level ground through the deposit: what is above 400 is gone, half of the blocks from 390 to 410.
#[test]
fn the_ground_cuts_blocks_and_finds_collars_off_it() {
    let flat = "x,y,z\n4000,7000,400\n4000,9500,400\n6500,7000,400\n6500,9500,400\n";
    let cut = |case: String| {
        let bare = case.split("\n# So few realisations").next().unwrap().to_owned();
        bare.replace(
            "corner = [4900, 7900, 220]",
            "corner = [4900, 7900, 230]\ntopography = \"ground.csv\"",
        )
    };
    let folder = changed(cut);
    let lacks = oreproof(folder.path(), &["estimate", "."]);
    assert!(
        code(&lacks) == 2 && err(&lacks).contains("ground.csv cannot be read"),
        "{}",
        err(&lacks)
    );
    fs::write(folder.path().join("ground.csv"), "x,y,z\n1,2,3\n").unwrap();
    let wrong = oreproof(folder.path(), &["estimate", "."]);
    assert!(code(&wrong) == 2 && err(&wrong).contains("is no surface"), "{}", err(&wrong));
    fs::write(folder.path().join("ground.csv"), flat).unwrap();
    let done = oreproof(folder.path(), &["estimate", ".", "-q", "-f", "json", "-o", "out"]);
    let found = json(&done);
    let of = &found["estimates"][0]["cut_by_the_ground"];
    assert!(of["n_above"].as_u64().unwrap() > 0 && of["n_cut"].as_u64().unwrap() > 0, "{of}");
    assert_eq!(of["n_beside"], 0);
    let blocks = fs::read_to_string(folder.path().join("out/slab-blocks.csv")).unwrap();
    for row in blocks.lines().skip(1) {
        let cells: Vec<f64> = row.split(',').take(7).map(|cell| cell.parse().unwrap()).collect();
        let below = ((400.0 - (cells[2] - 10.0)) / 20.0).clamp(0.0, 1.0);
        assert!((cells[6] - below).abs() < 1e-9 && below > 0.0, "{row}");
    }
    let qc = oreproof(folder.path(), &["qc", ".", "--topography", "ground.csv", "-f", "json"]);
    assert!(out(&qc).contains("collar-off-topography"), "{}", err(&qc));
    let far = ["qc", ".", "--topography", "ground.csv", "--off", "5000", "-f", "json"];
    assert!(!out(&oreproof(folder.path(), &far)).contains("collar-off-topography"));
}

/// Rock in the west, ore in the east: nodes on samples are theirs in every realisation, the odds
/// come to one, and the proportions are about those asked for.
#[test]
fn categories_are_drawn_from_a_table() {
    let mut rows = "x,y,rock\n".to_owned();
    for i in 0..36 {
        let (x, y) = (f64::from(i % 6) * 4.0 + 0.5, f64::from(i / 6) * 4.0 + 0.5);
        rows += &format!("{x},{y},{}\n", if x < 12.0 { "host rock" } else { "ore" });
    }
    let model = "realisations = 40\nseed = 3\nper_path = 1\ncoarse_grids = 2\n\
        [variogram]\nnugget = 0\n\
        structures = [{ shape = \"exponential\", sill = 1, ranges = [10, 10, 10], angles = [0, 0, 0] }]\n\
        [near]\nradii = [12, 12, 12]\nangles = [0, 0, 0]\nmax_data = 12\nmax_nodes = 12\n\
        [blocks]\ncorner = [0, 0, -0.5]\nsize = [1, 1, 1]\ncounts = [24, 24, 1]\n";
    let twice = rows.clone() + "0.5,0.5,ore\n";
    let wrong = model.replace("[variogram]", "[proportions]\nore = 1\n[variogram]");
    let folder = folder(&[
        ("a.csv", rows.as_bytes()),
        ("twice.csv", twice.as_bytes()),
        ("m.toml", model.as_bytes()),
        ("wrong.toml", wrong.as_bytes()),
    ]);
    let run = |table: &str, model: &str| {
        let args = ["simulate", table, "--categories", "rock", "--at", "x,y", "--model", model];
        oreproof(folder.path(), &[&args[..], &["-o", "r.csv", "--each"]].concat())
    };
    let done = run("a.csv", "m.toml");
    assert_eq!(code(&done), 0, "{}", err(&done));
    let written = fs::read_to_string(folder.path().join("r.csv")).unwrap();
    let mut lines = written.lines();
    assert!(lines.next().unwrap().starts_with("x,y,z,p_host rock,p_ore,likeliest,r1,r2,"));
    let (mut n, mut ore) = (0, 0.0);
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        let [x, y, host, of_ore] = [0, 1, 3, 4].map(|at| fields[at].parse::<f64>().unwrap());
        assert!((host + of_ore - 1.0).abs() < 1e-12, "{line}");
        assert_eq!(fields.len(), 46);
        if (x - 0.5) % 4.0 == 0.0 && (y - 0.5) % 4.0 == 0.0 {
            let known = if x < 12.0 { "host rock" } else { "ore" };
            assert!(fields[5..].iter().all(|field| *field == known), "{line}");
        }
        n += 1;
        ore += of_ore;
    }
    assert_eq!(n, 576);
    assert!((ore / 576.0 - 0.5).abs() < 0.1, "{ore}");
    let again = run("a.csv", "m.toml");
    assert_eq!(code(&again), 0);
    assert_eq!(fs::read_to_string(folder.path().join("r.csv")).unwrap(), written);
    let refused = run("twice.csv", "m.toml");
    assert!(err(&refused).contains("line 38 lies in the place of line 2"), "{}", err(&refused));
    let refused = run("a.csv", "wrong.toml");
    assert!(err(&refused).contains("the proportions name"), "{}", err(&refused));
}
