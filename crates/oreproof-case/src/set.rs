//! Other values for keys of an input, as a scenario sets them.

use oreproof_money as money;
use oreproof_shares as shares;
use oreproof_units::{Base, Unit};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::case::Case;
use crate::model::{FiscalTerms, Project, Setting};
use crate::problem::Problem;
use crate::quantity::Quantity;

impl Project {
    /// The project's input with other values in place of its own; settings of other
    /// entries are left alone. Nothing where the project has no model.
    ///
    /// # Errors
    ///
    /// When a setting leads nowhere, or its value does not fit.
    pub fn with(&self, settings: &[Setting]) -> Result<Option<money::Project>, Box<Problem>> {
        let Some(input) = self.model.as_ref().and_then(|model| model.value.as_ref()) else {
            return Ok(None);
        };
        let prefix = format!("projects.{}.model.", self.id);
        all(input, settings, &prefix).map(Some)
    }
}

impl FiscalTerms {
    /// The terms with other values in place of their own; settings of other entries
    /// are left alone. Nothing where the terms have a problem.
    ///
    /// # Errors
    ///
    /// When a setting leads nowhere, or its value does not fit.
    pub fn with(&self, settings: &[Setting]) -> Result<Option<shares::Regime>, Box<Problem>> {
        let Some(input) = &self.regime.value else { return Ok(None) };
        let prefix = format!("fiscal_terms.{}.regime.", self.id);
        all(input, settings, &prefix).map(Some)
    }
}

/// Every setting that is about an input, one after the other.
fn all<T: Serialize + DeserializeOwned>(
    input: &T,
    settings: &[Setting],
    prefix: &str,
) -> Result<T, Box<Problem>> {
    let lost = |setting: &Setting, message: String| {
        let (key, at) = (setting.key.clone(), setting.at.of("key").clone());
        Box::new(Problem::BadSetting { key, message, at })
    };
    // JSON and not TOML, whose keys cannot be the numbers of years.
    let mut plain = serde_json::to_value(input).expect("an input has plain values");
    for setting in settings {
        let Some(path) = setting.key.strip_prefix(prefix) else { continue };
        let place = at(&mut plain, path)
            .ok_or_else(|| lost(setting, "it leads to no value of the input".to_owned()))?;
        *place = value(&setting.value);
        if let Err(error) = serde_json::from_value::<T>(plain.clone()) {
            return Err(lost(setting, error.to_string()));
        }
    }
    Ok(serde_json::from_value(plain).expect("an input that was read reads again"))
}

/// The value at a path such as `costs[0].rate`, where there is one.
fn at<'v>(plain: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    path.split('.').try_fold(plain, |at, step| {
        let (key, rest) = step.split_once('[').map_or((step, ""), |(key, rest)| (key, rest));
        let mut at = at.as_object_mut()?.get_mut(key)?;
        for idx in rest.split('[').filter(|part| !part.is_empty()) {
            let idx: usize = idx.strip_suffix(']')?.parse().ok()?;
            at = at.as_array_mut()?.get_mut(idx)?;
        }
        Some(at)
    })
}

/// A quantity as an input has it: a plain number where it counts, or else with its unit.
fn value(quantity: &Quantity) -> Value {
    let number = quantity.amount.middle().unwrap_or_default();
    match quantity.unit == Unit::of(Base::Count) {
        true => number.into(),
        false => format!("{number} {}", quantity.unit).into(),
    }
}

/// Tells of settings that lead nowhere.
pub(crate) fn check(case: &Case, problems: &mut Vec<Problem>) {
    for setting in case.scenarios.iter().flat_map(|scenario| &scenario.set) {
        let one = std::slice::from_ref(setting);
        let of = |prefix: String| setting.key.starts_with(&prefix);
        let project = case.projects.iter().find(|p| of(format!("projects.{}.model.", p.id)));
        let terms = case.fiscal_terms.iter().find(|t| of(format!("fiscal_terms.{}.regime.", t.id)));
        let found = match (project, terms) {
            (Some(project), _) => project.with(one).err().map(|problem| *problem),
            (None, Some(terms)) => terms.with(one).err().map(|problem| *problem),
            (None, None) => Some(Problem::BadSetting {
                key: setting.key.clone(),
                message: "it names no project or list of fiscal terms".to_owned(),
                at: setting.at.of("key").clone(),
            }),
        };
        problems.extend(found);
    }
}
