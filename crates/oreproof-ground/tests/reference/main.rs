//! What the station answers against reference answers, which lie beside the project.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may stop, and says when it is skipped"
)]

mod covariance;
mod holes;
mod explore;
mod kriging;
mod cokriging;
mod support;
mod shared;
mod variogram;
