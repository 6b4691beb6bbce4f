//! What a deposit can average, and what a mineral can hold.
//!
//! Ceilings are house defaults, set well above the richest deposits known to us (catalogue 5.1).
//! Limits of minerals follow from their formulas and standard atomic weights.

/// Commodity, the basis that names it in a text where it has several, and the ceiling in per cent.
const CEILINGS: &[(&str, &[&str], f64)] = &[
    ("copper", &[], 15.0),
    ("nickel", &[], 10.0),
    ("zinc", &[], 40.0),
    ("lead", &[], 40.0),
    ("tin", &[], 10.0),
    ("antimony", &[], 40.0),
    ("tungsten", &[], 10.0),
    ("cobalt", &[], 5.0),
    ("molybdenum", &[], 3.0),
    ("iron ore", &[], 70.0),
    ("manganese", &[], 60.0),
    ("chromite", &[], 55.0),
    // 100 g/t and 5,000 g/t.
    ("gold", &[], 0.01),
    ("silver", &[], 0.5),
    ("platinum", &[], 0.01),
    ("palladium", &[], 0.01),
    ("platinum group", &[], 0.01),
    ("lithium", &["li2o", "li₂o", "oxide"], 4.5),
    ("lithium", &[], 2.0),
    ("rare earths", &[], 30.0),
    ("uranium", &[], 25.0),
    ("vanadium", &[], 5.0),
    ("niobium", &[], 10.0),
    ("tantalum", &[], 1.0),
    ("phosphate", &[], 42.0),
    ("graphite", &[], 40.0),
    ("bauxite", &[], 62.0),
];

/// The most that a deposit of a commodity can average, in per cent; `basis` is the word behind the grade.
pub(crate) fn ceiling(commodity: &str, basis: &str) -> Option<f64> {
    let fits = |(name, bases, _): &&(&str, &[&str], f64)| *name == commodity && (bases.is_empty() || bases.contains(&basis));
    CEILINGS.iter().find(fits).map(|(.., ceiling)| *ceiling)
}

/// Minerals with the metal or oxide they hold and the most they can hold of it, in per cent.
const MINERALS: &[(&str, &str, f64)] = &[
    ("sphalerite", "zinc", 67.1),
    ("galena", "lead", 86.6),
    ("chalcopyrite", "copper", 34.6),
    ("cassiterite", "tin", 78.8),
    ("stibnite", "antimony", 71.7),
    ("scheelite", "tungsten", 80.5),
    ("hematite", "iron ore", 69.9),
    ("magnetite", "iron ore", 72.4),
    ("spodumene", "lithium", 8.03),
];

/// The stoichiometric limit of a mineral, in per cent of the commodity.
pub(crate) fn limit(mineral: &str, commodity: &str) -> Option<f64> {
    MINERALS.iter().find(|(name, of, _)| *name == mineral && *of == commodity).map(|(.., limit)| *limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Standard atomic weights, IUPAC 2021 abridged.
    const ZN: f64 = 65.38;
    const S: f64 = 32.06;
    const PB: f64 = 207.2;
    const CU: f64 = 63.546;
    const FE: f64 = 55.845;
    const SN: f64 = 118.71;
    const O: f64 = 15.999;
    const SB: f64 = 121.76;
    const LI: f64 = 6.94;
    const AL: f64 = 26.982;
    const SI: f64 = 28.085;
    const CA: f64 = 40.078;
    const W: f64 = 183.84;

    #[test]
    fn limits_follow_from_the_formulas() {
        let share = |part: f64, rest: f64| 100.0 * part / (part + rest);
        for (mineral, commodity, expected) in [
            ("sphalerite", "zinc", share(ZN, S)),
            ("galena", "lead", share(PB, S)),
            ("chalcopyrite", "copper", share(CU, FE + 2.0 * S)),
            ("cassiterite", "tin", share(SN, 2.0 * O)),
            ("stibnite", "antimony", share(2.0 * SB, 3.0 * S)),
            ("scheelite", "tungsten", share(W + 3.0 * O, CA + O)),
            ("hematite", "iron ore", share(2.0 * FE, 3.0 * O)),
            ("magnetite", "iron ore", share(3.0 * FE, 4.0 * O)),
            ("spodumene", "lithium", share(2.0 * LI + O, 2.0 * (AL + 2.0 * SI + 6.0 * O) - O)),
        ] {
            let limit = limit(mineral, commodity).unwrap();
            assert!((limit - expected).abs() < 0.06, "{mineral}: {limit} against {expected}");
        }
    }
}
