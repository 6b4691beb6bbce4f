//! The command `oreproof qc`, as its user meets it.

mod made;

use std::fs;
use std::path::Path;

use made::run;

fn campaign(folder: &Path, dip: &str) -> String {
    let surveys = format!("hole,depth,azimuth,dip\nA,0,90,-60\n\"B, deep\",0,90,{dip}\n");
    let files = [
        ("collars.csv", "hole,x,y,z\nA,1,2,3\n\"B, deep\",4,5,6\n"),
        ("surveys.csv", &surveys),
        ("assays.csv", "hole,from,to,cu_pct\nA,0,2,0.5\nA,1,3,<0.1\n\"B, deep\",0,2,-7\n"),
    ];
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("the folder can be written");
    }
    folder.to_string_lossy().into_owned()
}

#[test]
fn problems_are_drawn_at_their_cells() {
    let folder = tempfile::tempdir().unwrap();
    let path = campaign(folder.path(), "-60");
    let (code, out, _) = run(&["qc", &path]);
    assert_eq!(code, 1);
    assert!(out.contains("dip dip, negative down in 2 of 2"), "{out}");
    assert!(out.contains("error[hole::overlap] A from 1 to 2 is also in row 2"), "{out}");
    assert!(
        out.contains("assays.csv:4:15\n4 │ \"B, deep\",0,2,-7\n  │               ━━ cu_pct"),
        "{out}"
    );
    assert!(out.ends_with("3 problems in 2 holes with 3 intervals: 2 errors, 1 note\n"), "{out}");
}

#[test]
fn programs_get_every_problem_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = campaign(folder.path(), "-60");
    let (_, out, _) = run(&["qc", &path, "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(all["summary"]["errors"], 2);
    assert_eq!(all["problems"][1]["column"], "cu_pct");
    let (_, out, _) = run(&["qc", &path, "--format", "csv"]);
    assert!(out.contains("error,hole::negative-assay,assays.csv,4,cu_pct,"), "{out}");
}

#[test]
fn what_is_not_clear_is_asked_and_can_be_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = campaign(folder.path(), "60");
    let (code, out, _) = run(&["qc", &path]);
    assert!(code == 1 && out.contains("error[table::dip-sign]"), "{out}");
    let (code, mapping, _) = run(&["qc", &path, "--dip", "positive-down", "--format", "mapping"]);
    assert!(code == 0 && mapping.contains("dip = \"positive-down\""), "{mapping}");
    fs::write(folder.path().join("holes.toml"), mapping).unwrap();
    let (_, out, _) = run(&["qc", &path]);
    assert!(out.contains("as the mapping says") && out.contains("positive down"), "{out}");
    let (code, _, err) = run(&["qc", "/nowhere/at/all"]);
    assert!(code == 2 && err.contains("cannot be read"), "{err}");
}

#[test]
fn collars_outside_an_area_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = campaign(folder.path(), "-60");
    // Around A at 1, 2 and not around B at 4, 5, which is 2 away from the nearest side.
    let polygon = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},
        "geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,9],[0,9],[0,0]]]}}]}"#;
    let areas = [("area.geojson", polygon), ("corners.txt", "x,y\n0,0\n2,0\n2,9\n0,9\n")];
    let outside = tempfile::tempdir().unwrap();
    for (name, text) in areas {
        let file = outside.path().join(name);
        fs::write(&file, text).unwrap();
        let args = ["qc", &path, "--area", &file.to_string_lossy(), "--format", "csv"];
        let (code, out, err) = run(&args);
        assert_eq!(code, 1, "{err}");
        let told: Vec<&str> = out.lines().filter(|row| row.contains("outside-area")).collect();
        assert_eq!(told.len(), 1, "{out}");
        assert!(told[0].contains("lies 2.0 outside the area"), "{}", told[0]);
    }
    for (text, why) in [
        ("{\"type\":\"Point\",\"coordinates\":[1,2]}", "it has no polygon"),
        ("{\"a\":1}", "not GeoJSON"),
        ("x,y\n0,0\n1,1\n", "corners of a ring"),
        ("x,y\n0,0\n1,\n3,3\n", "lacks a coordinate"),
    ] {
        let file = outside.path().join("wrong.txt");
        fs::write(&file, text).unwrap();
        let (code, _, err) = run(&["qc", &path, "--area", &file.to_string_lossy()]);
        assert!(code == 2 && err.contains(why), "{why}: {err}");
    }
}

#[test]
fn problems_are_explained() {
    for code in ["hole::overlap", "OVERLAP"] {
        let (status, page, err) = run(&["explain", code]);
        assert_eq!(status, 0, "{err}");
        assert!(page.contains("hole::overlap") && page.contains("It is told as"), "{page}");
        assert!(!page.contains("hole::plan-differs") && !page.contains("<!--"), "{page}");
    }
    let (status, _, _) = run(&["explain", "hole::no-such"]);
    assert_eq!(status, 2);
}
