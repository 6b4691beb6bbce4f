//! A block model as VTK image data, for ParaView and PyVista: XML with the numbers appended as
//! they are in memory.
//!
//! The image is the part of the grid that holds blocks, turned as the grid is. A cell that two
//! domains share shows the one with the larger part. Cells of no block are hidden by the format's
//! own `vtkGhostType`, and hold NaN besides.
//!
//! Source: the VTK file formats page of the VTK documentation, `ImageData` and appended raw data.

use std::io::{BufWriter, Write};

use oreproof_ground::blocks::{Blocks, Class};

use super::{BlocksError, check_names};

/// VTK's mark for a cell that is not drawn.
const HIDDEN: u8 = 32;

/// One array of the file, a value a cell.
enum Cells {
    Numbers(Vec<f64>),
    Bytes(Vec<u8>),
}

/// Writes a block model as VTK image data.
///
/// Beside each grade by its name there are `part`, `density`, `variance`, `domain` and `class`:
/// domains are numbered from 1 in their order, and Measured, Indicated and Inferred are 1, 2, 3.
///
/// # Errors
///
/// When a grade has the name of another array, there are more domains than a byte holds, or it
/// cannot be written.
pub fn write_vti(blocks: &Blocks, out: impl Write) -> Result<(), BlocksError> {
    if usize::from(u8::MAX) < blocks.domains.len() {
        let given = blocks.domains.len();
        return Err(BlocksError::TooManyDomains { given, most: u8::MAX });
    }
    let image = Image::of(blocks);
    let shown = |cell: &Option<usize>| cell.is_some();
    let number = |of: &dyn Fn(usize) -> Option<f64>| {
        let cells = image.blocks.iter();
        Cells::Numbers(cells.map(|block| block.and_then(of).unwrap_or(f64::NAN)).collect())
    };
    let byte = |of: &dyn Fn(usize) -> u8| {
        Cells::Bytes(image.blocks.iter().map(|block| block.map_or(0, of)).collect())
    };
    let known = |block: usize| 0 < blocks.quality[block].pass;
    let ghosts = image.blocks.iter().map(|block| if shown(block) { 0 } else { HIDDEN }).collect();
    let mut arrays: Vec<(&str, Cells)> = vec![("vtkGhostType", Cells::Bytes(ghosts))];
    for (name, values) in blocks.grades.iter().zip(&blocks.values) {
        arrays.push((name, number(&|block| values[block])));
    }
    arrays.extend([
        ("part", number(&|block| Some(blocks.part[block]))),
        ("density", number(&|block| Some(blocks.density[block]))),
        ("variance", number(&|block| known(block).then(|| blocks.quality[block].variance))),
        ("domain", byte(&|block| blocks.domain[block] as u8 + 1)),
        ("class", byte(&|block| blocks.class[block].map_or(0, class))),
    ]);
    check_names(arrays.iter().map(|(name, _)| *name))?;
    image.write(blocks, &arrays, BufWriter::new(out))
}

fn class(class: Class) -> u8 {
    match class {
        Class::Measured => 1,
        Class::Indicated => 2,
        Class::Inferred => 3,
    }
}

/// The part of a grid that holds blocks.
struct Image {
    low: [usize; 3],
    counts: [usize; 3],
    /// The block that each cell shows, the first axis fastest.
    blocks: Vec<Option<usize>>,
}

impl Image {
    fn of(blocks: &Blocks) -> Self {
        let positions = || blocks.cell.iter().map(|cell| blocks.grid.position(*cell as usize));
        let low = std::array::from_fn(|axis| positions().map(|at| at[axis]).min().unwrap_or(0));
        let end = |axis: usize| positions().map(|at| at[axis] + 1).max().unwrap_or(1);
        let counts: [usize; 3] = std::array::from_fn(|axis| end(axis) - low[axis]);
        let mut image = Self { low, counts, blocks: vec![None; counts.iter().product()] };
        for (block, at) in positions().enumerate() {
            let [i, j, k] = std::array::from_fn(|axis| at[axis] - low[axis]);
            let cell = &mut image.blocks[i + counts[0] * (j + counts[1] * k)];
            if cell.is_none_or(|other| blocks.part[other] < blocks.part[block]) {
                *cell = Some(block);
            }
        }
        image
    }

    fn write(
        &self,
        blocks: &Blocks,
        arrays: &[(&str, Cells)],
        mut out: impl Write,
    ) -> Result<(), BlocksError> {
        let grid = &blocks.grid;
        let first = grid.centre(self.low);
        let half = grid.turned(grid.block_size.map(|side| 0.5 * side));
        let [x, y, z]: [f64; 3] = std::array::from_fn(|axis| first[axis] - half[axis]);
        let [dx, dy, dz] = grid.block_size;
        // The columns of the direction are the axes of the grid.
        let [i, j, k] =
            [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]].map(|one| grid.turned(one));
        let direction: Vec<String> =
            (0..3).flat_map(|row| [i[row], j[row], k[row]]).map(|of| of.to_string()).collect();
        let extent = self.counts.map(|count| format!("0 {count}")).join(" ");
        writeln!(
            out,
            "<?xml version=\"1.0\"?>\n<VTKFile type=\"ImageData\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">"
        )?;
        writeln!(
            out,
            "<ImageData WholeExtent=\"{extent}\" Origin=\"{x} {y} {z}\" Spacing=\"{dx} {dy} {dz}\" Direction=\"{}\">",
            direction.join(" ")
        )?;
        writeln!(out, "<Piece Extent=\"{extent}\">\n<CellData>")?;
        let mut offset = 0;
        for (name, cells) in arrays {
            let (kind, bytes) = match cells {
                Cells::Numbers(values) => ("Float64", 8 * values.len()),
                Cells::Bytes(values) => ("UInt8", values.len()),
            };
            let name = escaped(name);
            writeln!(
                out,
                "<DataArray type=\"{kind}\" Name=\"{name}\" format=\"appended\" offset=\"{offset}\"/>"
            )?;
            offset += 8 + bytes;
        }
        write!(out, "</CellData>\n</Piece>\n</ImageData>\n<AppendedData encoding=\"raw\">\n_")?;
        for (_, cells) in arrays {
            match cells {
                Cells::Numbers(values) => {
                    out.write_all(&(8 * values.len() as u64).to_le_bytes())?;
                    for value in values {
                        out.write_all(&value.to_le_bytes())?;
                    }
                }
                Cells::Bytes(values) => {
                    out.write_all(&(values.len() as u64).to_le_bytes())?;
                    out.write_all(values)?;
                }
            }
        }
        writeln!(out, "\n</AppendedData>\n</VTKFile>")?;
        Ok(out.flush()?)
    }
}

/// A name as an attribute of XML may hold it.
fn escaped(name: &str) -> String {
    let mut safe = String::new();
    for c in name.chars() {
        match c {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
