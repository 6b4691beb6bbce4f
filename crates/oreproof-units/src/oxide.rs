//! From an element to the oxide or salt that the trade quotes it as.
//!
//! Lithium is sold as carbonate, tungsten as trioxide, rare earths as oxides; a
//! tonnage of one read as a tonnage of the other is wrong by up to five times.
//! The factor is the mass of the compound over the mass of the element in it,
//! from the abridged atomic weights:
//!
//! ```text
//! factor(Li → Li₂O) = (2 · 6.94 + 15.999) / (2 · 6.94) = 2.1527…
//! ```
//!
//! Source: Prohaska and others (2022), *Standard atomic weights of the elements
//! 2021 (IUPAC Technical Report)*, Pure and Applied Chemistry 94(5), 573–600,
//! table of abridged values.

use crate::convert::Factor;

/// Atomic weights in thousandths, abridged to five significant digits or fewer.
const WEIGHTS: &[(&str, u64)] = &[
    ("C", 12_011),
    ("O", 15_999),
    ("Li", 6_940),
    ("Mg", 24_305),
    ("Al", 26_982),
    ("P", 30_974),
    ("S", 32_060),
    ("K", 39_098),
    ("Sc", 44_956),
    ("Ti", 47_867),
    ("V", 50_942),
    ("Cr", 51_996),
    ("Mn", 54_938),
    ("Fe", 55_845),
    ("Co", 58_933),
    ("Ni", 58_693),
    ("Y", 88_906),
    ("Zr", 91_224),
    ("Nb", 92_906),
    ("Mo", 95_950),
    ("Sn", 118_710),
    ("Sb", 121_760),
    ("La", 138_910),
    ("Ce", 140_120),
    ("Pr", 140_910),
    ("Nd", 144_240),
    ("Sm", 150_360),
    ("Eu", 151_960),
    ("Gd", 157_250),
    ("Tb", 158_930),
    ("Dy", 162_500),
    ("Ho", 164_930),
    ("Er", 167_260),
    ("Tm", 168_930),
    ("Yb", 173_050),
    ("Lu", 174_970),
    ("Ta", 180_950),
    ("W", 183_840),
    ("Th", 232_040),
    ("U", 238_030),
];

/// One compound as the trade quotes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compound {
    /// The element that is meant.
    pub element: &'static str,
    /// The formula in plain letters, `Li2CO3`.
    pub formula: &'static str,
    /// Atoms of each element in one unit of the compound.
    pub atoms: &'static [(&'static str, u64)],
}

/// Every compound with a factor, in the order of the trade's use.
///
/// Praseodymium and terbium are quoted as the oxides they are calcined to,
/// Pr₆O₁₁ and Tb₄O₇. `LCE`, lithium carbonate equivalent, is Li₂CO₃.
pub const COMPOUNDS: &[Compound] = &[
    compound("Li", "Li2O", &[("Li", 2), ("O", 1)]),
    compound("Li", "Li2CO3", &[("Li", 2), ("C", 1), ("O", 3)]),
    compound("W", "WO3", &[("W", 1), ("O", 3)]),
    compound("U", "U3O8", &[("U", 3), ("O", 8)]),
    compound("V", "V2O5", &[("V", 2), ("O", 5)]),
    compound("Nb", "Nb2O5", &[("Nb", 2), ("O", 5)]),
    compound("Ta", "Ta2O5", &[("Ta", 2), ("O", 5)]),
    compound("Mo", "MoS2", &[("Mo", 1), ("S", 2)]),
    compound("Sn", "SnO2", &[("Sn", 1), ("O", 2)]),
    compound("Sb", "Sb2S3", &[("Sb", 2), ("S", 3)]),
    compound("Ti", "TiO2", &[("Ti", 1), ("O", 2)]),
    compound("Zr", "ZrO2", &[("Zr", 1), ("O", 2)]),
    compound("Cr", "Cr2O3", &[("Cr", 2), ("O", 3)]),
    compound("Fe", "Fe2O3", &[("Fe", 2), ("O", 3)]),
    compound("Fe", "Fe3O4", &[("Fe", 3), ("O", 4)]),
    compound("Mn", "MnO", &[("Mn", 1), ("O", 1)]),
    compound("Al", "Al2O3", &[("Al", 2), ("O", 3)]),
    compound("Mg", "MgO", &[("Mg", 1), ("O", 1)]),
    compound("K", "K2O", &[("K", 2), ("O", 1)]),
    compound("P", "P2O5", &[("P", 2), ("O", 5)]),
    compound("Th", "ThO2", &[("Th", 1), ("O", 2)]),
    compound("Sc", "Sc2O3", &[("Sc", 2), ("O", 3)]),
    compound("Y", "Y2O3", &[("Y", 2), ("O", 3)]),
    compound("La", "La2O3", &[("La", 2), ("O", 3)]),
    compound("Ce", "CeO2", &[("Ce", 1), ("O", 2)]),
    compound("Pr", "Pr6O11", &[("Pr", 6), ("O", 11)]),
    compound("Nd", "Nd2O3", &[("Nd", 2), ("O", 3)]),
    compound("Sm", "Sm2O3", &[("Sm", 2), ("O", 3)]),
    compound("Eu", "Eu2O3", &[("Eu", 2), ("O", 3)]),
    compound("Gd", "Gd2O3", &[("Gd", 2), ("O", 3)]),
    compound("Tb", "Tb4O7", &[("Tb", 4), ("O", 7)]),
    compound("Dy", "Dy2O3", &[("Dy", 2), ("O", 3)]),
    compound("Ho", "Ho2O3", &[("Ho", 2), ("O", 3)]),
    compound("Er", "Er2O3", &[("Er", 2), ("O", 3)]),
    compound("Tm", "Tm2O3", &[("Tm", 2), ("O", 3)]),
    compound("Yb", "Yb2O3", &[("Yb", 2), ("O", 3)]),
    compound("Lu", "Lu2O3", &[("Lu", 2), ("O", 3)]),
];

/// Tonnes of `formula` that hold one tonne of `element`, exactly as the weights give it.
///
/// `formula` in plain letters or with subscripts; `LCE` is Li₂CO₃. `None` when the
/// pair is not in [`COMPOUNDS`].
///
/// # Examples
///
/// ```
/// use oreproof_units::oxide;
///
/// let carbonate = oxide::factor("Li", "LCE").unwrap();
/// assert_eq!(format!("{:.3}", carbonate.apply(1.0)), "5.323");
/// ```
pub fn factor(element: &str, formula: &str) -> Option<Factor> {
    let formula = plain(formula);
    let formula = if formula == "LCE" { "Li2CO3" } else { formula.as_str() };
    let found = COMPOUNDS.iter().find(|c| c.element == element && c.formula == formula)?;
    let total = found.atoms.iter().map(|&(name, n)| n * weight(name)).sum();
    let metal = found.atoms.iter().filter(|(name, _)| *name == element);
    Some(Factor::new(total, metal.map(|&(name, n)| n * weight(name)).sum()))
}

const fn compound(
    element: &'static str,
    formula: &'static str,
    atoms: &'static [(&'static str, u64)],
) -> Compound {
    Compound { element, formula, atoms }
}

fn weight(element: &str) -> u64 {
    let known = WEIGHTS.iter().find(|(name, _)| *name == element);
    known.expect("every element of COMPOUNDS has a weight").1
}

/// Subscript digits as plain ones: `Li₂O` as `Li2O`.
fn plain(formula: &str) -> String {
    let digit = |c: char| match c {
        '₀'..='₉' => char::from(b'0' + (u32::from(c) - u32::from('₀')) as u8),
        other => other,
    };
    formula.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rounded factors that the trade prints: rule catalogue, section 5.2.
    const PRINTED: &[(&str, &str, &str)] = &[
        ("Li", "Li2O", "2.153"),
        ("Li", "Li₂CO₃", "5.323"),
        ("W", "WO3", "1.261"),
        ("U", "U3O8", "1.179"),
        ("V", "V2O5", "1.785"),
        ("Nb", "Nb2O5", "1.431"),
        ("Nd", "Nd2O3", "1.166"),
        ("Pr", "Pr6O11", "1.208"),
        ("Ce", "CeO2", "1.228"),
        ("La", "La2O3", "1.173"),
        ("Dy", "Dy2O3", "1.148"),
        ("Y", "Y2O3", "1.270"),
    ];

    #[test]
    fn computed_factors_round_to_the_printed_ones() {
        for &(element, formula, printed) in PRINTED {
            let computed = factor(element, formula).unwrap().as_f64();
            assert_eq!(format!("{computed:.3}"), printed, "{element} to {formula}");
        }
    }

    #[test]
    fn a_compound_is_heavier_than_its_element() {
        for c in COMPOUNDS {
            let factor = factor(c.element, c.formula).unwrap();
            assert!(factor.numerator() > factor.denominator(), "{}", c.formula);
        }
    }

    #[test]
    fn every_formula_spells_its_atoms() {
        for c in COMPOUNDS {
            let spelt: String = c
                .atoms
                .iter()
                .map(|(name, n)| if *n == 1 { (*name).to_owned() } else { format!("{name}{n}") })
                .collect();
            assert_eq!(spelt, c.formula);
        }
    }

    #[test]
    fn an_unknown_pair_has_no_factor() {
        assert_eq!(factor("Cu", "Li2O"), None);
        assert_eq!(factor("Li", "WO3"), None);
    }
}
