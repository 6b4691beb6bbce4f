//! Block models written and read back.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use std::io::{Cursor, Read as _};

use oreproof_ground::Grid;
use oreproof_ground::blocks::{Blocks, Class, Quality};
use oreproof_intake::blocks::{
    About, BlocksError, write_datamine, write_omf, write_parquet, write_vti,
};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;

/// Two cells turned by a quarter; two domains share the first.
fn model() -> Blocks {
    let grid = Grid::from_corner([100.0, 200.0, 50.0], [10.0, 5.0, 2.0], [2, 1, 1], 90.0).unwrap();
    let quality = |pass| Quality {
        pass,
        n_samples: 8,
        n_holes: 3,
        hole_distance: Some(12.5),
        variance: 0.25,
        slope: None,
        lagrange: 0.0,
    };
    Blocks {
        grid,
        domains: vec!["ore".into(), "waste".into()],
        grades: vec!["cu".into(), "au".into()],
        cell: vec![0, 0, 1],
        domain: vec![0, 1, 1],
        part: vec![0.25, 0.75, 1.0],
        density: vec![2.9, 2.7, 2.7],
        values: vec![vec![Some(1.5), None, Some(0.1)], vec![None, Some(0.2), Some(0.3)]],
        quality: vec![quality(1), quality(0), quality(2)],
        class: vec![Some(Class::Indicated), None, Some(Class::Inferred)],
    }
}

fn rows(bytes: Vec<u8>) -> Vec<Vec<(String, Field)>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| {
        let row = row.unwrap();
        row.get_column_iter().map(|(name, field)| (name.clone(), field.clone())).collect()
    })
    .collect()
}

#[test]
fn a_parquet_table_holds_every_block() {
    let mut bytes = Vec::new();
    write_parquet(&model(), &mut bytes).unwrap();
    let rows = rows(bytes);
    let of = |row: usize, name: &str| {
        rows[row].iter().find(|(known, _)| known == name).unwrap().1.clone()
    };
    assert_eq!(rows.len(), 3);
    assert_eq!(of(0, "domain"), Field::Str("ore".into()));
    assert_eq!(of(0, "cu"), Field::Double(1.5));
    assert_eq!(of(0, "au"), Field::Null);
    assert_eq!(of(0, "class"), Field::Str("indicated".into()));
    assert_eq!(of(1, "class"), Field::Null);
    assert_eq!(of(1, "variance"), Field::Null);
    assert_eq!(of(2, "i"), Field::UInt(1));
    assert_eq!(of(2, "part"), Field::Double(1.0));
    // A quarter turn clockwise: the first axis of the grid points south.
    let (Field::Double(x), Field::Double(y)) = (of(2, "x"), of(2, "y")) else { panic!() };
    assert!((x - 102.5).abs() < 1e-9 && (y - 185.0).abs() < 1e-9, "{x} {y}");
}

fn about() -> About {
    About {
        name: "hill".into(),
        units: "metres".into(),
        coordinate_system: String::new(),
        date: "2026-01-31T12:00:00Z".into(),
    }
}

#[test]
fn an_omf_file_holds_a_model_for_each_domain() {
    let mut file = Cursor::new(Vec::new());
    write_omf(&model(), &about(), &mut file).unwrap();
    let bytes = file.into_inner();
    assert!(bytes.ends_with(b"Open Mining Format 2.0"));
    let mut again = Cursor::new(Vec::new());
    write_omf(&model(), &about(), &mut again).unwrap();
    assert_eq!(bytes, again.into_inner());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let mut text = String::new();
    let packed = read("index.json.gz");
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
    let index: serde_json::Value = serde_json::from_str(&text).unwrap();
    let waste = &index["elements"][1];
    assert_eq!(waste["name"], "waste");
    assert_eq!(waste["geometry"]["grid"]["count"], serde_json::json!([2, 1, 1]));
    let origin: Vec<f64> =
        serde_json::from_value(waste["geometry"]["orient"]["origin"].clone()).unwrap();
    assert!(origin.iter().zip([100.0, 200.0, 50.0]).all(|(a, b)| (a - b).abs() < 1e-9));
    let attribute = |name: &str| {
        let all = waste["attributes"].as_array().unwrap();
        all.iter().find(|attribute| attribute["name"] == name).unwrap()["data"].clone()
    };
    let copper = attribute("cu")["values"].clone();
    assert_eq!(copper["item_count"], 2);
    let values = rows(read(copper["filename"].as_str().unwrap()));
    let values: Vec<Field> = values.into_iter().map(|row| row[0].1.clone()).collect();
    assert_eq!(values, [Field::Null, Field::Double(0.1)]);
    let class = attribute("class");
    let values = rows(read(class["values"]["filename"].as_str().unwrap()));
    assert_eq!(values[1][0], ("index".to_owned(), Field::UInt(2)));
    let names = rows(read(class["names"]["filename"].as_str().unwrap()));
    assert_eq!(names[2][0], ("name".to_owned(), Field::Str("inferred".into())));
}

/// The numbers of an array of a VTK file, found by its offset.
fn vti_numbers(bytes: &[u8], name: &str) -> Vec<f64> {
    let start = bytes.windows(15).position(|at| at == b"encoding=\"raw\">").unwrap() + 17;
    let head = std::str::from_utf8(&bytes[..start]).unwrap();
    let line = head.lines().find(|line| line.contains(&format!("Name=\"{name}\""))).unwrap();
    let offset = line.split("offset=\"").nth(1).unwrap().split('"').next().unwrap();
    let at = start + offset.parse::<usize>().unwrap();
    let length = u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
    let data = &bytes[at + 8..at + 8 + length];
    if line.contains("UInt8") {
        return data.iter().map(|&byte| f64::from(byte)).collect();
    }
    data.chunks(8).map(|eight| f64::from_le_bytes(eight.try_into().unwrap())).collect()
}

#[test]
fn a_vtk_image_shows_the_larger_part_of_a_cell() {
    let mut blocks = model();
    blocks.grades[1] = "a<u".into();
    let mut bytes = Vec::new();
    write_vti(&blocks, &mut bytes).unwrap();
    let of = |name: &str| vti_numbers(&bytes, name);
    assert_eq!(of("part"), [0.75, 1.0]);
    assert_eq!(of("domain"), [2.0, 2.0]);
    assert_eq!(of("class"), [0.0, 3.0]);
    assert_eq!(of("vtkGhostType"), [0.0, 0.0]);
    assert!(of("cu")[0].is_nan() && of("cu")[1] == 0.1);
    assert_eq!(of("a&lt;u"), [0.2, 0.3]);
    // Its own variance is not known where no pass reached a block.
    assert!(of("variance")[0].is_nan() && of("variance")[1] == 0.25);
    blocks.cell = vec![1, 1, 1];
    let mut bytes = Vec::new();
    write_vti(&blocks, &mut bytes).unwrap();
    assert_eq!(vti_numbers(&bytes, "part"), [1.0], "only what holds blocks is written");
    blocks.domains = vec![String::new(); 256];
    let refused = write_vti(&blocks, Vec::new());
    assert!(matches!(refused, Err(BlocksError::TooManyDomains { given: 256, .. })));
}

#[test]
fn a_datamine_model_has_its_grid_and_its_names() {
    let mut blocks = model();
    blocks.grid.azimuth = 0.0;
    blocks.grades = vec!["copper_total".into(), "density".into()];
    let mut bytes = Vec::new();
    write_datamine(&blocks, &mut bytes).unwrap();
    let text = oreproof_intake::datamine::read(&bytes).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "XC,YC,ZC,XINC,YINC,ZINC,IJK,XMORIG,YMORIG,ZMORIG,NX,NY,NZ,FILLFAC,DOMAIN,CLASS,DENSITY,COPPER_T,DENSI2"
    );
    assert_eq!(lines.len(), 4);
    assert!(lines[1].contains(",0.25,ore,indicated,2.9,1.5,"), "{}", lines[1]);
    assert!(lines[3].ends_with(",1,waste,inferred,2.7,0.1,0.3"), "{}", lines[3]);
    assert!(lines[3].contains(",10,5,2,1,"), "the second block east: {}", lines[3]);
}

#[test]
fn two_blocks_of_a_domain_in_a_cell_are_refused() {
    let mut blocks = model();
    blocks.domain = vec![1, 1, 1];
    let error = write_omf(&blocks, &about(), &mut Cursor::new(Vec::new())).unwrap_err();
    assert!(matches!(error, BlocksError::TwoInACell { cell: 0, .. }), "{error}");
}

#[test]
fn a_grade_with_the_name_of_another_column_is_refused() {
    let mut blocks = model();
    blocks.grades[1] = "density".into();
    assert!(matches!(write_parquet(&blocks, Vec::new()), Err(BlocksError::NameTaken { .. })));
    let refused = write_omf(&blocks, &about(), &mut Cursor::new(Vec::new()));
    assert!(matches!(refused, Err(BlocksError::NameTaken { .. })));
}
