//! Hostile inputs for every reader.
//!
//! An input is a pure function of target, seed and number: a seed document made
//! in code, then some edits. So a crash is told by its number and can be made
//! again anywhere. Inputs run in a worker process; one that dies or hangs is
//! counted, its input is saved, and the next worker goes on behind it.

pub mod dice;
pub mod mutate;
pub mod seeds;
pub mod target;
pub mod worker;
pub mod driver;
