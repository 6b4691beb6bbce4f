//! The commands `oreproof desurvey` and `oreproof composite`, as their user meets them.

mod made;

use std::fs;
use std::path::Path;

use made::run;

/// One vertical hole of 5 m with a log cut otherwise than its samples, and one not surveyed.
fn campaign(folder: &Path) -> String {
    let files = [
        ("collars.csv", "hole,x,y,z,length\n\"A,1\",10,20,30,5\nB,0,0,0,5\n"),
        ("surveys.csv", "hole,depth,azimuth,dip\n\"A,1\",0,0,-90\n"),
        ("assays.csv", "hole,from,to,cu_pct\n\"A,1\",0,2,1\n\"A,1\",2,5,<0.4\n"),
        ("log.csv", "hole,from,to,lith\n\"A,1\",0,3,ore\n\"A,1\",3,5,waste\n"),
    ];
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("the folder can be written");
    }
    folder.to_string_lossy().into_owned()
}

const CURVE: [&str; 2] = ["--method", "minimum-curvature"];

#[test]
fn what_the_tables_leave_open_must_be_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let path = campaign(folder.path());
    let desurvey = ["desurvey", &path, CURVE[0], CURVE[1], "--every", "2"];
    let (code, _, err) = run(&desurvey);
    assert!(code == 2 && err.contains("add --unsurveyed with one of"), "{err}");
    let (code, _, err) = run(&[&desurvey[..], &["--unsurveyed", "leave-out"]].concat());
    assert!(code == 2 && err.contains("add --below-detection with one of"), "{err}");
}

#[test]
fn holes_are_placed_to_their_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = campaign(folder.path());
    let rest = ["--unsurveyed", "leave-out", "--below-detection", "half-limit"];
    let all = [&["desurvey", &path], &CURVE[..], &["--every", "2"], &rest].concat();
    let (code, out, _) = run(&all);
    let rows = "\"A,1\",0,10,20,30\n\"A,1\",2,10,20,28\n\"A,1\",4,10,20,26\n\"A,1\",5,10,20,25\n";
    assert_eq!((code, out), (0, format!("hole,depth,x,y,z\n{rows}")));
}

/// By hand: the ore has 2 m of 1 and 1 m of 0.2; the waste 2 m of 0.2.
#[test]
fn samples_are_averaged_within_domains() {
    let folder = tempfile::tempdir().unwrap();
    let path = campaign(folder.path());
    let rest = ["--unsurveyed", "leave-out", "--below-detection", "half-limit"];
    let cut = ["--length", "4", "--domain", "lith", "--coverage", "0.5"];
    let all = [&["composite", &path], &CURVE[..], &cut, &rest].concat();
    let (code, out, err) = run(&all);
    let mut rows = out.lines();
    assert_eq!(rows.next(), Some("hole,from,to,x,y,z,lith,cu_pct,cu_pct_sampled"));
    let row = rows.next().unwrap();
    assert!(row.starts_with("\"A,1\",0,4,10,20,28,ore,0.73333333333333"), "{row}");
    // Of each 4 m the waste has 1 m, less than half.
    assert_eq!((code, rows.next()), (0, None));
    assert!(err.contains("1 composite; 2 values refused for coverage"), "{err}");
    let (_, out, _) = run(&[&all[..], &["--format", "gslib"]].concat());
    assert!(
        out.starts_with("Composites\n8\nhole\n") && out.contains("\n0 0 4 10 20 28 0 0.7333"),
        "{out}"
    );
}

#[test]
fn holes_are_written_as_geojson() {
    let folder = tempfile::tempdir().unwrap();
    let path = campaign(folder.path());
    let file = folder.path().join("holes.geojson");
    let given = ["--every", "2", "--unsurveyed", "vertical", "--below-detection", "missing"];
    let file_name = file.to_string_lossy();
    let args = [&["desurvey", &path, CURVE[0], CURVE[1]][..], &given, &["-o", &file_name]].concat();
    let (code, _, err) = run(&args);
    assert_eq!(code, 0, "{err}");
    let json: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let features = json["features"].as_array().unwrap();
    assert_eq!(features.len(), 4);
    assert_eq!(features[0]["geometry"]["coordinates"], serde_json::json!([10.0, 20.0, 30.0]));
    let line = &features[1];
    assert_eq!(line["properties"]["hole"], "A,1");
    assert_eq!(line["geometry"]["coordinates"].as_array().unwrap().len(), 4);
    assert_eq!(line["geometry"]["coordinates"][3], serde_json::json!([10.0, 20.0, 25.0]));
}
