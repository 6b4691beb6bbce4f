//! The checklist of the JORC Code's Table 1: what of it the holes and the run answer, and what only
//! a person can.
//!
//! The criteria are those of the JORC Code, 2012 edition, Table 1, sections 1 to 3, by their names.
//! What is said of each is worked out here, or is the question that stays open.

mod answers;

use oreproof_case::model::Estimate;
use oreproof_weigh::estimate::Ground;

use crate::ReportError;
use crate::page::{Block, Span};
use crate::table::{Cell, Column, Table};

use answers::Answers;

/// The sections of Table 1.
const SAMPLING: &str = "1 Sampling techniques and data";
const EXPLORATION: &str = "2 Reporting of exploration results";
const RESOURCES: &str = "3 Estimation and reporting of mineral resources";

/// A criterion: its section, its name, what the data answers, what only a person can say.
struct Criterion {
    section: &'static str,
    name: &'static str,
    data: Option<String>,
    person: &'static str,
}

impl Criterion {
    /// Who answers it.
    fn who(&self) -> &'static str {
        match (&self.data, self.person.is_empty()) {
            (Some(_), true) => "the data",
            (Some(_), false) => "both",
            (None, _) => "a person",
        }
    }
}

pub(super) fn blocks(of: &Estimate, ground: &Ground) -> Result<Vec<Block>, ReportError> {
    let criteria = criteria(&Answers { of, ground });
    let columns =
        ["Section", "Criterion", "Answered by", "What the data answers", "What a person must say"];
    let mut table =
        Table::new("Table 1, criterion by criterion", columns.map(Column::words).into());
    for of in &criteria {
        table.push(vec![
            Cell::text(of.section),
            Cell::text(of.name),
            Cell::text(of.who()),
            Cell::text(of.data.clone().unwrap_or_default()),
            Cell::text(of.person),
        ])?;
    }
    let open = criteria.iter().filter(|of| !of.person.is_empty()).count();
    let words = format!(
        "Of {} criteria {open} need a person: this is a list of what is left to say, and no report \
         under the code, which a competent person signs.",
        criteria.len()
    );
    Ok(vec![Block::Text(vec![Span::Text(words)]), Block::Filtered(table, 2)])
}

/// All criteria in the order of Table 1.
fn criteria(of: &Answers<'_>) -> Vec<Criterion> {
    let mut all = Vec::new();
    let mut add = |section, name, data, person| {
        all.push(Criterion { section, name, data, person });
    };
    add(
        SAMPLING,
        "Sampling techniques",
        Some(of.samples()),
        "How samples were taken, and why they stand for the rock.",
    );
    add(SAMPLING, "Drilling techniques", None, "Core or chips, diameters, orientation of core.");
    add(
        SAMPLING,
        "Drill sample recovery",
        None,
        "How much was recovered, and whether grade goes with it.",
    );
    add(
        SAMPLING,
        "Logging",
        of.logging(),
        "Who logged what, in which detail, and whether from core or chips.",
    );
    add(
        SAMPLING,
        "Sub-sampling techniques and sample preparation",
        None,
        "How samples were split and prepared, and whether duplicates show that it is enough.",
    );
    add(
        SAMPLING,
        "Quality of assay data and laboratory tests",
        Some(of.assays()),
        "Methods of the laboratory; standards, blanks and duplicates: oreproof qc reviews them where they lie beside the assays.",
    );
    add(
        SAMPLING,
        "Verification of sampling and assaying",
        Some(of.adjustments()),
        "Who checked significant intersections; twinned holes; how data were entered.",
    );
    add(
        SAMPLING,
        "Location of data points",
        Some(of.locations()),
        "How collars and holes were surveyed, in which grid, and how good the topography is.",
    );
    add(
        SAMPLING,
        "Data spacing and distribution",
        of.spacing(),
        "Whether that spacing is enough for the continuity that is claimed.",
    );
    add(
        SAMPLING,
        "Orientation of data in relation to geological structure",
        of.orientation(),
        "Whether the structures are known well enough to say that the angle brings no bias.",
    );
    add(
        SAMPLING,
        "Sample security",
        None,
        "Who had the samples between the drill and the laboratory.",
    );
    add(
        SAMPLING,
        "Audits or reviews",
        None,
        "Who reviewed sampling and data, and what came of it.",
    );
    add(
        EXPLORATION,
        "Mineral tenement and land tenure status",
        None,
        "Titles, their holders, royalties, and what stands in the way of a licence to operate.",
    );
    add(EXPLORATION, "Exploration done by other parties", None, "Whose holes they are.");
    add(
        EXPLORATION,
        "Geology",
        None,
        "The type of deposit, its setting and its style of mineralisation.",
    );
    add(
        EXPLORATION,
        "Drill hole information",
        Some(of.holes()),
        "Holes that are known and not in the tables, and why.",
    );
    add(
        EXPLORATION,
        "Data aggregation methods",
        Some(of.aggregation()),
        "What metal equivalents assume, where there are any.",
    );
    add(
        EXPLORATION,
        "Relationship between mineralisation widths and intercept lengths",
        of.widths(),
        "Whether the geometry of the mineralisation is known.",
    );
    add(
        EXPLORATION,
        "Diagrams",
        Some("Plan, section and the strip log of a hole stand above.".to_owned()),
        "",
    );
    add(
        EXPLORATION,
        "Balanced reporting",
        Some(
            "Every hole of the tables is in the estimate, or told with its reason under the holes."
                .to_owned(),
        ),
        "",
    );
    add(
        EXPLORATION,
        "Other substantive exploration data",
        None,
        "Mapping, geophysics, geochemistry, bulk samples, metallurgy, groundwater.",
    );
    add(EXPLORATION, "Further work", None, "What is planned, and where the deposit is open.");
    add(
        RESOURCES,
        "Database integrity",
        Some(of.integrity()),
        "How data were kept from being changed between the field and here.",
    );
    add(RESOURCES, "Site visits", None, "When the competent person was there, or why not.");
    add(
        RESOURCES,
        "Geological interpretation",
        Some(of.interpretation()),
        "How sure the interpretation is, and what another one would change.",
    );
    add(RESOURCES, "Dimensions", Some(of.dimensions()), "");
    add(
        RESOURCES,
        "Estimation and modelling techniques",
        Some(of.estimation()),
        "By-products, deleterious elements, and earlier estimates or production to compare with.",
    );
    add(RESOURCES, "Moisture", None, "Whether tonnes are dry, and how moisture was measured.");
    add(RESOURCES, "Cut-off parameters", Some(of.cutoff()), "");
    add(
        RESOURCES,
        "Mining factors or assumptions",
        of.mining(),
        "The method of mining that is supposed, and its least width.",
    );
    add(
        RESOURCES,
        "Metallurgical factors or assumptions",
        None,
        "Why the metal can be expected to be recovered.",
    );
    add(
        RESOURCES,
        "Environmental factors or assumptions",
        None,
        "Where waste and tailings would go.",
    );
    add(
        RESOURCES,
        "Bulk density",
        Some(of.density()),
        "How density was measured, and whether voids and moisture count.",
    );
    add(
        RESOURCES,
        "Classification",
        Some(of.classification()),
        "Whether the result is the competent person's own view of the deposit.",
    );
    add(RESOURCES, "Audits or reviews", None, "Who reviewed the estimate, and what came of it.");
    add(
        RESOURCES,
        "Discussion of relative accuracy and confidence",
        of.accuracy(),
        "What of the uncertainty is not in the numbers: the interpretation, the data themselves.",
    );
    all
}
