//! The holes of Babbitt, which lie beside the project where it is worked on.

use std::path::PathBuf;

use oreproof_ground::hole::{
    Assay, BelowDetection, Bounds, Cell, CollarTable, CompositeChoices, Cut, Desurvey, DipSign,
    DrillTables, HoleChoices, IntervalTable, Numbers, Overlap, SurveyTable, Unsurveyed, Words,
    composite, read_holes,
};

use crate::Answer;
use crate::task::Ready;

/// Desurveys by minimum curvature and composites to 10 ft; answers each composite's copper.
pub(crate) fn composited() -> Ready {
    let tables = tables();
    Box::new(move || {
        let choices = HoleChoices {
            dip: DipSign::PositiveDown,
            desurvey: Desurvey::MinimumCurvature,
            unsurveyed: Unsurveyed::Vertical,
            overlap: Overlap::KeepBoth,
            below_detection: BelowDetection::Missing,
            missing: vec![],
        };
        let (holes, _) = read_holes(&tables?, &choices, &Bounds::default());
        let cut = Cut::Length { length: 10.0 };
        let choices = CompositeChoices { cut, domain: None, density: None, minimum_coverage: 0.0 };
        let found = composite(&holes, &holes.intervals[0], &choices)?;
        Ok(found.variables[0].values.iter().map(|value| value.unwrap_or(f64::NAN)).collect())
    })
}

fn tables() -> Answer<DrillTables> {
    let (collar, survey) = (Table::read("collar")?, Table::read("survey")?);
    let assay = Table::read("assay")?;
    let [x, y, z] = ["XCOLLAR", "YCOLLAR", "ZCOLLAR"].map(|name| collar.numbers(name));
    let [depth, azimuth, dip] = ["AT", "AZ", "DIP"].map(|name| survey.numbers(name));
    let [from, to] = ["FROM", "TO"].map(|name| assay.numbers(name));
    let grades = ["CU", "NI", "S", "FE"];
    let of = |name: &&str| Assay { numbers: assay.numbers(name), ..Assay::default() };
    Ok(DrillTables {
        collars: CollarTable {
            file: "collar".into(),
            rows: collar.rows(),
            hole: collar.words("BHID"),
            x,
            y,
            z,
            ..CollarTable::default()
        },
        surveys: Some(SurveyTable {
            file: "survey".into(),
            rows: survey.rows(),
            hole: survey.words("BHID"),
            depth,
            azimuth,
            dip,
        }),
        intervals: vec![IntervalTable {
            file: "assay".into(),
            rows: assay.rows(),
            hole: assay.words("BHID"),
            from,
            to,
            assays: grades.iter().map(of).collect(),
            codes: vec![],
        }],
        controls: vec![],
    })
}

/// The fields of a comma-separated file without quotes, line by line.
struct Table(Vec<Vec<String>>);

impl Table {
    fn read(name: &str) -> Answer<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let path = root.join(format!("../../../shared/data/geostat/babbitt/{name}.csv"));
        let text = std::fs::read_to_string(path)?;
        let fields = |line: &str| line.split(',').map(str::to_owned).collect();
        Ok(Self(text.lines().map(fields).collect()))
    }

    fn rows(&self) -> Vec<u32> {
        (2..).take(self.0.len() - 1).collect()
    }

    fn column(&self, name: &str) -> impl Iterator<Item = &str> {
        let at = self.0[0].iter().position(|head| head == name);
        self.0[1..].iter().map(move |line| at.map_or("", |at| line[at].trim()))
    }

    fn numbers(&self, name: &str) -> Numbers {
        Numbers { column: name.into(), cells: self.column(name).map(Cell::read).collect() }
    }

    fn words(&self, name: &str) -> Words {
        Words { column: name.into(), cells: self.column(name).map(Into::into).collect() }
    }
}
