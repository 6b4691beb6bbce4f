//! A block model as a Datamine table in extended precision.

use std::io::Write;

use oreproof_ground::blocks::{Blocks, Class};

use super::BlocksError;
use crate::datamine::{Column, Precision, Values, write};

/// Writes a block model as Datamine knows one.
///
/// `XC`, `YC`, `ZC` are the middle of a block and `XINC`, `YINC`, `ZINC` its size; where the grid is
/// not turned there are also its origin (`XMORIG` and so on), its counts (`NX` and so on) and each
/// block's number in it, `IJK`. `FILLFAC` is the part of a block that is of its domain. Grades have
/// the first eight letters of their names, in capitals.
///
/// # Errors
///
/// When there are more grades than a table has room for, or it cannot be written.
pub fn write_datamine(blocks: &Blocks, out: impl Write) -> Result<(), BlocksError> {
    let grid = &blocks.grid;
    let [nx, ny, nz] = grid.counts;
    let at = |axis: usize| move |row: usize| Some(blocks.centre(row)[axis]);
    let (x, y, z) = (at(0), at(1), at(2));
    let number = |row: usize| {
        let [i, j, k] = grid.position(blocks.cell[row] as usize);
        Some((k + nz * (j + ny * i)) as f64)
    };
    let part = |row: usize| Some(blocks.part[row]);
    let density = |row: usize| Some(blocks.density[row]);
    let domain = |row: usize| blocks.domains[usize::from(blocks.domain[row])].as_str();
    let class = |row: usize| blocks.class[row].map_or("", Class::word);
    let longest = blocks.domains.iter().map(|name| name.chars().count()).max().unwrap_or(1);
    let grades: Vec<_> = blocks.values.iter().map(|values| move |row: usize| values[row]).collect();
    let column = |name, values| Column { name, values };
    let mut columns = vec![
        column("XC", Values::Numbers(&x)),
        column("YC", Values::Numbers(&y)),
        column("ZC", Values::Numbers(&z)),
    ];
    for (name, side) in ["XINC", "YINC", "ZINC"].into_iter().zip(grid.block_size) {
        columns.push(column(name, Values::Constant(side)));
    }
    if grid.azimuth == 0.0 {
        columns.push(column("IJK", Values::Numbers(&number)));
        for (axis, name) in ["XMORIG", "YMORIG", "ZMORIG"].into_iter().enumerate() {
            let origin = grid.first_centre[axis] - 0.5 * grid.block_size[axis];
            columns.push(column(name, Values::Constant(origin)));
        }
        for (name, count) in ["NX", "NY", "NZ"].into_iter().zip([nx, ny, nz]) {
            columns.push(column(name, Values::Constant(count as f64)));
        }
    }
    columns.extend([
        column("FILLFAC", Values::Numbers(&part)),
        column("DOMAIN", Values::Words(longest, &domain)),
        column("CLASS", Values::Words(9, &class)),
        column("DENSITY", Values::Numbers(&density)),
    ]);
    let mut taken: Vec<String> = columns.iter().map(|column| column.name.to_owned()).collect();
    for grade in &blocks.grades {
        let name = field_name(grade, &taken);
        taken.push(name);
    }
    let names = &taken[columns.len()..];
    columns.extend(names.iter().zip(&grades).map(|(name, of)| column(name, Values::Numbers(of))));
    Ok(write(&columns, blocks.len(), Precision::Extended, out)?)
}

/// A name of eight letters for a grade that no other field has.
fn field_name(grade: &str, taken: &[String]) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let whole: String = grade.chars().map(plain).take(8).collect();
    let whole = if whole.is_empty() { "GRADE".to_owned() } else { whole };
    if !taken.contains(&whole) {
        return whole;
    }
    let short: String = whole.chars().take(5).collect();
    let numbered = (2..1000).map(|number| format!("{short}{number}"));
    numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or(whole)
}
