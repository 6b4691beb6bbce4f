//! Samples: points in the ground with the hole they come from and what was measured there.

use serde::{Deserialize, Serialize};

use crate::error::GroundError;

/// Points with several variables, any of which may be missing at any point.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Samples {
    /// East, one per sample.
    pub x: Vec<f64>,
    /// North.
    pub y: Vec<f64>,
    /// Up.
    pub z: Vec<f64>,
    /// The number of the hole each sample comes from; a lone sample is its own hole.
    pub hole_idx: Vec<u32>,
    /// What was measured.
    pub variables: Vec<Variable>,
}

/// One measured variable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variable {
    /// Its name, as the case writes it.
    pub name: String,
    /// One per sample; `None` where it was not measured.
    pub values: Vec<Option<f64>>,
}

/// The samples at which one variable is known: what variograms and kriging work on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// East, one per point.
    pub x: Vec<f64>,
    /// North.
    pub y: Vec<f64>,
    /// Up.
    pub z: Vec<f64>,
    /// The measured value.
    pub value: Vec<f64>,
    /// The hole each point comes from.
    pub hole_idx: Vec<u32>,
    /// Where each point stands among the samples.
    pub sample_idx: Vec<u32>,
}

impl Samples {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// The points at which the variable of this name is known, in sample order.
    ///
    /// # Errors
    ///
    /// When nobody measured it, lists differ in length, or a number is not finite.
    pub fn points(&self, name: &str) -> Result<Points, GroundError> {
        let Some(variable) = self.variables.iter().find(|variable| variable.name == name) else {
            let known = self.variables.iter().map(|variable| variable.name.clone()).collect();
            return Err(GroundError::UnknownVariable { name: name.to_owned(), known });
        };
        self.same_length("y", self.y.len())?;
        self.same_length("z", self.z.len())?;
        self.same_length("hole_idx", self.hole_idx.len())?;
        self.same_length(name, variable.values.len())?;
        let mut points = Points::default();
        for (idx, value) in variable.values.iter().enumerate() {
            let Some(value) = *value else { continue };
            points.push([self.x[idx], self.y[idx], self.z[idx]], value, self.hole_idx[idx]);
            if let Some(last) = points.sample_idx.last_mut() {
                *last = idx as u32;
            }
        }
        points.check(name)?;
        Ok(points)
    }

    fn same_length(&self, what: &str, given: usize) -> Result<(), GroundError> {
        same_length(what, given, self.len())
    }
}

impl Points {
    /// Points from their coordinates, values and holes.
    ///
    /// # Errors
    ///
    /// When lists differ in length or a number is not finite.
    pub fn new(
        [x, y, z]: [Vec<f64>; 3],
        value: Vec<f64>,
        hole_idx: Vec<u32>,
    ) -> Result<Self, GroundError> {
        let n = x.len();
        same_length("y", y.len(), n)?;
        same_length("z", z.len(), n)?;
        same_length("value", value.len(), n)?;
        same_length("hole_idx", hole_idx.len(), n)?;
        let points = Self { x, y, z, value, hole_idx, sample_idx: (0..n as u32).collect() };
        points.check("value")?;
        Ok(points)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// Where one point lies.
    pub fn at(&self, idx: usize) -> [f64; 3] {
        [self.x[idx], self.y[idx], self.z[idx]]
    }

    /// The same points with other values, such as their normal scores.
    ///
    /// # Errors
    ///
    /// When there is not one finite value for each point.
    pub fn with_values(&self, value: Vec<f64>) -> Result<Self, GroundError> {
        same_length("value", value.len(), self.len())?;
        let points = Self { value, ..self.clone() };
        points.check("value")?;
        Ok(points)
    }

    /// Points that share a place with an earlier one, each with the first that stands there.
    ///
    /// Without a nugget two such points make a kriging system singular.
    pub fn duplicates(&self) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = (0..self.len()).collect();
        let key = |idx: usize| self.at(idx).map(|c| if c == 0.0 { 0 } else { c.to_bits() });
        order.sort_by_key(|&idx| (key(idx), idx));
        let mut found = Vec::new();
        let mut first = 0;
        for position in 1..order.len() {
            if key(order[position]) == key(order[first]) {
                found.push((order[position], order[first]));
            } else {
                first = position;
            }
        }
        found.sort_unstable();
        found
    }

    fn push(&mut self, [x, y, z]: [f64; 3], value: f64, hole: u32) {
        self.sample_idx.push(self.len() as u32);
        self.x.push(x);
        self.y.push(y);
        self.z.push(z);
        self.value.push(value);
        self.hole_idx.push(hole);
    }

    fn check(&self, name: &str) -> Result<(), GroundError> {
        for (what, list) in [("x", &self.x), ("y", &self.y), ("z", &self.z), (name, &self.value)] {
            if let Some(idx) = list.iter().position(|value| !value.is_finite()) {
                return Err(GroundError::SampleNotFinite {
                    what: what.to_owned(),
                    sample_idx: self.sample_idx[idx] as usize,
                    value: list[idx],
                });
            }
        }
        Ok(())
    }
}

fn same_length(what: &str, given: usize, expected: usize) -> Result<(), GroundError> {
    if given == expected {
        return Ok(());
    }
    Err(GroundError::LengthsDiffer { what: what.to_owned(), given, expected })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Samples {
        let cu = Variable { name: "cu".into(), values: vec![Some(1.0), None, Some(3.0)] };
        Samples {
            x: vec![0.0, 1.0, 0.0],
            y: vec![0.0; 3],
            z: vec![-0.0, 2.0, 0.0],
            hole_idx: vec![0, 0, 1],
            variables: vec![cu],
        }
    }

    #[test]
    fn points_are_where_the_variable_is_known() {
        let points = three().points("cu").unwrap();
        assert_eq!(points.value, [1.0, 3.0]);
        assert_eq!(points.sample_idx, [0, 2]);
        assert_eq!(points.hole_idx, [0, 1]);
        assert_eq!(points.duplicates(), [(1, 0)]);
    }

    #[test]
    fn what_is_not_a_number_is_named() {
        let mut samples = three();
        samples.variables[0].values[2] = Some(f64::NAN);
        let error = samples.points("cu").unwrap_err();
        assert!(matches!(error, GroundError::SampleNotFinite { sample_idx: 2, .. }), "{error}");
        assert!(matches!(samples.points("ni"), Err(GroundError::UnknownVariable { .. })));
        samples.z.pop();
        assert!(matches!(samples.points("cu"), Err(GroundError::LengthsDiffer { .. })));
    }
}
