//! Supply risk: reliance on imports, the indicator of the European Commission, GeoPolRisk.
//!
//! ```text
//! IR = (imports - exports) / (production + imports - exports)
//! SR = [HHI_world · IR/2 + HHI_sourcing · (1 - IR/2)] · (1 - EoL_RIR) · SI_SR
//! HHI = Σ s² · w · t              w governance from 0 to 10, t the trade parameter
//! GeoPolRisk = HHI_production · Σ g·f / (p + F)
//! ```
//!
//! `s` shares of world production or of what the buyer sources; `EoL_RIR` the part of demand
//! met by scrap; `SI_SR` the substitution index; `f` imports from each country, `F` their sum,
//! `g` political instability from 0 to 1, `p` what the buyer mines itself.
//!
//! Sources: European Commission (2017), *Methodology for establishing the EU list of critical
//! raw materials*, section 3; Koyamparambath et al. (2024), *Software Impacts* 20, and Gemechu
//! et al. (2016), *Journal of Industrial Ecology* 20, for GeoPolRisk.

use serde::Serialize;

use crate::concentration::{Bounds, Unknown, Weighted, weighted_hhi};
use crate::error::{BalanceError, not_negative, part, within};
use crate::shares::Shares;

/// Net imports over what is used, from 0; nought for a net exporter.
///
/// # Errors
///
/// When an amount is negative, or nothing is used at all.
pub fn import_reliance(production: f64, imports: f64, exports: f64) -> Result<f64, BalanceError> {
    let production = not_negative("production", production)?;
    let net = not_negative("imports", imports)? - not_negative("exports", exports)?;
    if net <= 0.0 {
        return if production + net < 0.0 { Err(BalanceError::Nothing) } else { Ok(0.0) };
    }
    Ok(net / (production + net))
}

/// What the EU indicator needs.
#[derive(Clone, Debug, PartialEq)]
pub struct EuSupply<'s> {
    /// World production by country.
    pub world: &'s Shares,
    /// What the buyer sources, its own production among it, by country.
    pub sourcing: &'s Shares,
    /// Reliance on imports, 0 to 1.
    pub import_reliance: f64,
    /// The part of demand met by scrap of used goods, 0 to 1.
    pub recycling: f64,
    /// The substitution index of supply risk, 0 to 1; 1 where nothing replaces it.
    pub substitution: f64,
}

/// The EU indicator and whom it leaves out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EuRisk {
    /// The index of world production.
    pub world: Weighted,
    /// The index of the buyer's sourcing.
    pub sourcing: Weighted,
    /// The indicator.
    pub risk: Bounds,
}

/// Supply risk by the methodology of the European Commission.
///
/// `weight` gives governance from 0 to 10 times the trade parameter (1 without restrictions,
/// up to 2); none where governance is not known.
///
/// # Errors
///
/// When a parameter lies outside its range, or a weight outside 0 to 20.
pub fn eu_supply_risk(
    supply: &EuSupply<'_>,
    unknown: Unknown,
    weight: impl Fn(&str) -> Option<f64>,
) -> Result<EuRisk, BalanceError> {
    let reliance = part("import reliance", supply.import_reliance)?;
    let recycled = part("the end-of-life recycling rate", supply.recycling)?;
    let substitution = part("the substitution index", supply.substitution)?;
    let world = weighted_hhi(supply.world, unknown, 20.0, &weight)?;
    let sourcing = weighted_hhi(supply.sourcing, unknown, 20.0, &weight)?;
    let risk = |world: f64, sourcing: f64| {
        (world * reliance / 2.0 + sourcing * (1.0 - reliance / 2.0))
            * (1.0 - recycled)
            * substitution
    };
    let risk = Bounds {
        low: risk(world.bounds.low, sourcing.bounds.low),
        high: risk(world.bounds.high, sourcing.bounds.high),
    };
    Ok(EuRisk { world, sourcing, risk })
}

/// What comes from one country.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// From where.
    pub from: String,
    /// How much, in the unit of production.
    pub amount: f64,
    /// Political instability from 0 to 1; none where no estimate exists.
    pub instability: Option<f64>,
}

/// The score and its two factors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GeoPolRisk {
    /// Concentration of world production.
    pub hhi: Bounds,
    /// Instability of imports over all that is used. A country without an estimate counts 0 at
    /// the low end and 1 at the high end.
    pub import_risk: Bounds,
    /// Their product.
    pub score: Bounds,
    /// From where something comes without an estimate of instability.
    pub without: Vec<String>,
}

/// The GeoPolRisk score of a buyer.
///
/// # Errors
///
/// When an amount is negative, an instability outside 0 to 1, or nothing is mined or imported.
pub fn geopolrisk(
    hhi: Bounds,
    imports: &[Import],
    production: f64,
) -> Result<GeoPolRisk, BalanceError> {
    within("the concentration", hhi.low, 0.0, 1.0, "from 0 to 1")?;
    within("the concentration", hhi.high, hhi.low, 1.0, "from the low end to 1")?;
    let mut used = not_negative("production", production)?;
    let (mut low, mut high, mut without) = (0.0, 0.0, Vec::new());
    for import in imports {
        let amount = not_negative(format!("imports from {}", import.from), import.amount)?;
        used += amount;
        match import.instability {
            Some(g) => {
                let g = part(format!("the instability of {}", import.from), g)?;
                low += g * amount;
                high += g * amount;
            }
            None => {
                without.push(import.from.clone());
                high += amount;
            }
        }
    }
    if used == 0.0 {
        return Err(BalanceError::Nothing);
    }
    let import_risk = Bounds { low: low / used, high: high / used };
    let score = Bounds { low: hhi.low * import_risk.low, high: hhi.high * import_risk.high };
    Ok(GeoPolRisk { hhi, import_risk, score, without })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reliance_is_net_imports_over_use() {
        assert_eq!(import_reliance(50.0, 60.0, 10.0), Ok(0.5));
        assert_eq!(import_reliance(50.0, 10.0, 30.0), Ok(0.0));
        assert_eq!(import_reliance(0.0, 5.0, 0.0), Ok(1.0));
        assert!(import_reliance(-1.0, 5.0, 0.0).is_err());
        assert_eq!(import_reliance(1.0, 0.0, 5.0), Err(BalanceError::Nothing));
    }

    /// By hand: world 0.6²·6 + 0.4²·2 = 2.48, sourcing 1·2 = 2; with reliance 0.8, a tenth
    /// recycled and substitution 0.9: (2.48·0.4 + 2·0.6)·0.9·0.9 = 1.77552.
    #[test]
    fn the_eu_indicator_by_hand() {
        let world = Shares::of_parts(&[("a", 0.6), ("b", 0.4)]).unwrap();
        let sourcing = Shares::of_parts(&[("b", 1.0)]).unwrap();
        let mut supply = EuSupply {
            world: &world,
            sourcing: &sourcing,
            import_reliance: 0.8,
            recycling: 0.1,
            substitution: 0.9,
        };
        let weight = |who: &str| Some(if who == "a" { 6.0 } else { 2.0 });
        let got = eu_supply_risk(&supply, Unknown::Others, weight).unwrap();
        assert!((got.risk.low - 1.775_52).abs() < 1e-12 && got.risk.low == got.risk.high);
        supply.recycling = 1.2;
        assert!(eu_supply_risk(&supply, Unknown::Others, weight).is_err());
    }

    #[test]
    fn a_country_without_an_estimate_widens_the_score() {
        let import =
            |from: &str, instability| Import { from: from.into(), amount: 1.0, instability };
        let hhi = Bounds { low: 0.5, high: 0.5 };
        let got = geopolrisk(hhi, &[import("a", Some(0.4)), import("b", None)], 2.0).unwrap();
        assert!((got.score.low - 0.05).abs() < 1e-15 && (got.score.high - 0.175).abs() < 1e-15);
        assert_eq!(got.without, ["b"]);
        assert_eq!(geopolrisk(hhi, &[], 0.0), Err(BalanceError::Nothing));
        assert!(geopolrisk(hhi, &[import("a", Some(1.4))], 0.0).is_err());
    }
}
