//! R: how well the rock is known.
//!
//! The classes are those of the CRIRSCO family (International Reporting Template 2019); the
//! UNFC cells follow the CRIRSCO bridging document, ECE/ENERGY/GE.3/2024/5. A class counts only
//! under a code, and a statement of old or of a national code that is not bridged keeps its
//! place below the classes, with a flag.

use oreproof_case::Case;
use oreproof_case::model::{Category, Inventory, InventoryKind, ReportingCode, StudyLevel};
use serde::Serialize;

/// How well the rock is known, from an adjective to a reconciled mine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum R {
    /// An adjective: vast, rich.
    R0,
    /// A number or a value with no statement behind it.
    R1,
    /// An exploration target.
    R2,
    /// Assays and intercepts.
    R3,
    /// An Inferred resource.
    R4,
    /// An Indicated or Measured resource.
    R5,
    /// A Probable or Proved reserve, on a study.
    R6,
    /// Mined, and reconciled with what was mined.
    R7,
}

impl R {
    /// The UNFC class, where the CRIRSCO classes have one.
    pub fn unfc(self) -> Option<&'static str> {
        Some(match self {
            Self::R0 | Self::R1 => return None,
            Self::R2 | Self::R3 => "E3 F3 G4",
            Self::R4 => "E2 F2 G3",
            Self::R5 => "E2 F2 G2/G1",
            Self::R6 => "E1 F1 G2/G1",
            Self::R7 => "E1 F1.1 G1",
        })
    }

    /// What the class is called.
    pub fn words(self) -> &'static str {
        match self {
            Self::R0 => "an adjective",
            Self::R1 => "a number without a statement behind it",
            Self::R2 => "an exploration target",
            Self::R3 => "exploration results",
            Self::R4 => "an Inferred resource",
            Self::R5 => "an Indicated or Measured resource",
            Self::R6 => "a reserve",
            Self::R7 => "a mine's own reconciled output",
        }
    }

    /// The one document that takes the rock a class further.
    pub fn next_proof(self) -> Option<&'static str> {
        Some(match self {
            Self::R0 => "a tonnage and grade with the site, the date and who estimated them",
            Self::R1 => "drill results with their quality control, signed by a Competent Person",
            Self::R2 => "assays of holes drilled into the target",
            Self::R3 => "a resource statement under a CRIRSCO code",
            Self::R4 => "infill drilling and a statement of an Indicated resource",
            Self::R5 => "a feasibility study that turns the resource into a reserve",
            Self::R6 => "production reconciled with the reserve",
            Self::R7 => return None,
        })
    }
}

/// A grade of the rock with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rock {
    /// The grade.
    pub grade: R,
    /// The inventory it rests on.
    pub inventory: Option<String>,
    /// Why.
    pub because: String,
    /// H for a historical estimate, N for a national code that is not bridged, B for an unknown
    /// basis.
    pub flags: Vec<char>,
}

/// What a statement shows; its best line counts, since each claim is held to its own line later.
pub fn of_inventory(inventory: &Inventory) -> Rock {
    let coded = matches!(
        inventory.code,
        ReportingCode::Jorc
            | ReportingCode::Ni43101
            | ReportingCode::Samrec
            | ReportingCode::Sk1300
            | ReportingCode::Perc
            | ReportingCode::Crirsco
    );
    let mut flags = Vec::new();
    if inventory.kind == InventoryKind::Historical {
        flags.push('H');
    }
    if inventory.code == ReportingCode::National || inventory.national_code.is_some() {
        flags.push('N');
    }
    if inventory.ownership.is_none() {
        flags.push('B');
    }
    let studied = matches!(
        inventory.study,
        Some(
            StudyLevel::PreFeasibility
                | StudyLevel::Feasibility
                | StudyLevel::Detailed
                | StudyLevel::LifeOfMine
        )
    );
    let class = |category: Category| match category {
        Category::Proved | Category::Probable | Category::ProvedAndProbable if studied => R::R6,
        Category::Proved | Category::Probable | Category::ProvedAndProbable => R::R5,
        Category::Measured | Category::Indicated | Category::MeasuredAndIndicated => R::R5,
        // Inferred tonnes hide in a total of all categories.
        Category::Inferred | Category::Total => R::R4,
        Category::Target => R::R2,
        Category::National | Category::Unclassified => R::R1,
    };
    let best = inventory.rows.iter().map(|row| class(row.category)).max().unwrap_or(R::R1);
    let grade = match inventory.kind {
        InventoryKind::Target => best.min(R::R2),
        InventoryKind::Results if coded => R::R3,
        InventoryKind::Resource | InventoryKind::Reserve if coded => best,
        _ => R::R1,
    };
    let name = &inventory.id.id;
    let because = match (grade, coded) {
        (R::R1, true) if inventory.kind == InventoryKind::Historical => {
            format!("{name} is an estimate of old, which nobody stands for today")
        }
        (R::R1, true) => format!("{name} names no category"),
        (R::R1, false) => format!("{name} follows no code of the CRIRSCO family"),
        (grade, _) => format!("{name} states {} under {}", grade.words(), inventory.code.word()),
    };
    Rock { grade, inventory: Some(name.clone()), because, flags }
}

/// How well the rock of some sites is known: the best statement about any of them.
pub fn of_sites(case: &Case, sites: &[&str]) -> Option<Rock> {
    let here = |site: &str| sites.contains(&site);
    let mut rocks: Vec<Rock> = case
        .inventories
        .iter()
        .filter(|inventory| here(&inventory.site.id))
        .map(of_inventory)
        .collect();
    let mined = case.production.iter().find(|output| {
        output.site.as_ref().is_some_and(|site| here(&site.id))
            && crate::index::is_official(case, &output.source.0.id)
    });
    if let (Some(output), true) = (mined, rocks.iter().any(|rock| rock.grade == R::R6)) {
        let because = format!(
            "{} of {} is on record for {}",
            output.stage.word(),
            output.commodity,
            output.period
        );
        rocks.push(Rock { grade: R::R7, inventory: None, because, flags: Vec::new() });
    }
    // The first of the best, in the order of the case.
    rocks.into_iter().rev().max_by_key(|rock| rock.grade)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grade::tests::case;

    fn inventory(kind: &str, code: &str, category: &str, study: &str) -> String {
        format!(
            "[[sites]]\nid = \"hill\"\nname = \"Hill\"\nkind = \"deposit\"\n\n[[inventories]]\nid = \"s\"\nsite = \"hill\"\n\
             kind = \"{kind}\"\ncode = \"{code}\"\nownership = \"whole\"\nstudy = \"{study}\"\n\
             [[inventories.rows]]\ncategory = \"{category}\"\n"
        )
    }

    /// The classes of the CRIRSCO International Reporting Template, 2019, figure 1.
    #[test]
    fn a_class_counts_only_under_a_code_and_a_reserve_only_on_a_study() {
        let grade = |kind, code, category, study| {
            of_sites(&case(&inventory(kind, code, category, study)), &["hill"]).unwrap().grade
        };
        assert_eq!(grade("reserve", "NI-43-101", "proved-and-probable", "feasibility"), R::R6);
        assert_eq!(grade("reserve", "NI-43-101", "proved", "scoping"), R::R5);
        assert_eq!(grade("resource", "JORC", "measured", "unknown"), R::R5);
        assert_eq!(grade("resource", "JORC", "inferred", "unknown"), R::R4);
        assert_eq!(grade("resource", "JORC", "total", "unknown"), R::R4);
        assert_eq!(grade("target", "JORC", "target", "unknown"), R::R2);
        assert_eq!(grade("resource", "none", "measured", "unknown"), R::R1);
        assert_eq!(grade("historical", "JORC", "measured", "unknown"), R::R1);
    }

    #[test]
    fn what_cannot_be_bridged_is_flagged() {
        let text = inventory("historical", "national", "national", "unknown");
        assert_eq!(of_sites(&case(&text), &["hill"]).unwrap().flags, ['H', 'N']);
        assert_eq!(of_sites(&case(&text), &["valley"]), None);
    }
}
