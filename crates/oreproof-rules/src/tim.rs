//! Time: dates, periods and staleness.

pub mod words;
mod lead_times;
mod lengths;
mod tim001;
mod tim002;
mod tim003;
mod tim004;
mod tim005;
mod tim006;
mod tim007;

use crate::rule::Rule;

/// The rules of this family.
pub const RULES: &[&Rule] = &[
    &tim001::TIM001,
    &tim002::TIM002,
    &tim003::TIM003,
    &tim004::TIM004,
    &tim005::TIM005,
    &tim006::TIM006,
    &tim007::TIM007,
];
