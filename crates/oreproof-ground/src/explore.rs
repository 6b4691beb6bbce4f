//! What a grade looks like before it is estimated: its distribution, declustered, cut, compared,
//! and turned into normal scores.

mod distribution;
mod decluster;
mod normal_score;
mod top_cut;
mod contact;

pub use contact::{ContactBin, contact_profile};
pub use decluster::{CellCurve, Clusters, cell_weights, declustering_curve};
pub use distribution::{Bin, Distribution, quantile_pairs};
pub use normal_score::{LowerTail, NormalScores, Tails, UpperTail};
pub use top_cut::{Capped, Decile, caps, deciles, first_break};
