//! Covariances against values that gstlearn 1.11.1 agrees with to 2e-16.

use oreproof_ground::Variogram;

use crate::shared;

/// Four models, five rotations, twelve steps; sill 1, ranges 200, 120 and 60.
#[test]
fn covariances_agree_with_the_reference() {
    let Some(table) = shared::table("expected/covariance_values.csv") else { return };
    let column = |name: &str| table.numbers(name);
    let [azimuth, dip, rake] = ["azimuth", "dip", "rake"].map(column);
    let [dx, dy, dz] = ["dx", "dy", "dz"].map(column);
    let expected = column("covariance");
    assert_eq!(expected.len(), 240);
    for row in 0..expected.len() {
        let angles = [azimuth[row], dip[row], rake[row]];
        let kind = &table.0["kind"][row];
        let structure = shared::structure(kind, 1.0, [200.0, 120.0, 60.0], angles);
        let variogram = Variogram::new(0.0, vec![structure]).unwrap();
        let found = variogram.covariance([dx[row], dy[row], dz[row]]);
        assert!((found - expected[row]).abs() < 1e-14, "{kind} in row {row}: {found}");
    }
}
