//! A block model as one Parquet table: a row a block.

use std::io::Write;

use oreproof_ground::blocks::{Blocks, Class};

use super::columns::{Column, Values, write};
use super::{BlocksError, check_names};

/// Writes a block model as a Parquet table.
///
/// The columns are `x`, `y`, `z` (the middle of the cell), `dx`, `dy`, `dz` (its size), `i`, `j`,
/// `k` (its place in the grid, from 0), `part`, `domain`, `class`, `density`, each grade by its
/// name, and what the first grade rests on. Rows are in the order of the blocks.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_parquet(blocks: &Blocks, out: impl Write + Send) -> Result<(), BlocksError> {
    let at = |axis: usize| move |row: usize| blocks.centre(row)[axis];
    let (x, y, z) = (at(0), at(1), at(2));
    let size = |axis: usize| move |_: usize| blocks.grid.block_size[axis];
    let (dx, dy, dz) = (size(0), size(1), size(2));
    let place = |axis: usize| {
        move |row: usize| blocks.grid.position(blocks.cell[row] as usize)[axis] as u32
    };
    let (i, j, k) = (place(0), place(1), place(2));
    let part = |row: usize| blocks.part[row];
    let density = |row: usize| blocks.density[row];
    let domain = |row: usize| blocks.domains[usize::from(blocks.domain[row])].as_str();
    let class = |row: usize| blocks.class[row].map(class_name);
    let pass = |row: usize| u32::from(blocks.quality[row].pass);
    let samples = |row: usize| blocks.quality[row].n_samples;
    let holes = |row: usize| blocks.quality[row].n_holes;
    let distance = |row: usize| blocks.quality[row].hole_distance;
    // No variance is known where no pass reached the block.
    let is_estimated = |row: usize| 0 < blocks.quality[row].pass;
    let variance = |row: usize| is_estimated(row).then(|| blocks.quality[row].variance);
    let slope = |row: usize| blocks.quality[row].slope;
    let grades: Vec<_> = blocks.values.iter().map(|values| move |row: usize| values[row]).collect();
    let column = |name: &str, values| Column { name: name.to_owned(), values };
    let mut columns = vec![
        column("x", Values::Number(&x)),
        column("y", Values::Number(&y)),
        column("z", Values::Number(&z)),
        column("dx", Values::Number(&dx)),
        column("dy", Values::Number(&dy)),
        column("dz", Values::Number(&dz)),
        column("i", Values::Count(&i)),
        column("j", Values::Count(&j)),
        column("k", Values::Count(&k)),
        column("part", Values::Number(&part)),
        column("domain", Values::Word(&domain)),
        column("class", Values::MaybeWord(&class)),
        column("density", Values::Number(&density)),
    ];
    for (name, values) in blocks.grades.iter().zip(&grades) {
        columns.push(column(name, Values::MaybeNumber(values)));
    }
    columns.extend([
        column("pass", Values::Count(&pass)),
        column("samples", Values::Count(&samples)),
        column("holes", Values::Count(&holes)),
        column("hole_distance", Values::MaybeNumber(&distance)),
        column("variance", Values::MaybeNumber(&variance)),
        column("slope", Values::MaybeNumber(&slope)),
    ]);
    check_names(columns.iter().map(|column| column.name.as_str()))?;
    write(out, blocks.len(), &columns)
}

/// Writes columns of numbers, of one length, as a Parquet table; what is not known is null.
///
/// # Errors
///
/// When it cannot be written, or two columns have one name.
pub fn write_numbers(
    names: &[String],
    columns: &[Vec<Option<f64>>],
    out: impl Write + Send,
) -> Result<(), BlocksError> {
    check_names(names.iter().map(String::as_str))?;
    let values: Vec<_> = columns.iter().map(|column| move |row: usize| column[row]).collect();
    let columns_of: Vec<Column<'_>> = names
        .iter()
        .zip(&values)
        .map(|(name, of)| Column { name: name.clone(), values: Values::MaybeNumber(of) })
        .collect();
    write(out, columns.first().map_or(0, Vec::len), &columns_of)
}

pub(super) fn class_name(class: Class) -> &'static str {
    match class {
        Class::Measured => "measured",
        Class::Indicated => "indicated",
        Class::Inferred => "inferred",
    }
}
