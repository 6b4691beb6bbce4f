//! A block model in the Open Mining Format, version 2.
//!
//! An OMF file is an archive of an index in JSON and arrays in Parquet, none compressed again.
//! Each domain is a block model of its own on the grid of all, so that the part, density and
//! grades of each stand by themselves where domains share a cell; cells without the domain are
//! null.
//!
//! Source: Global Mining Guidelines Group, *OMF file format 2.0*, <https://omf2.readthedocs.io>.

use std::io::{Cursor, Seek, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use oreproof_ground::blocks::Blocks;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::columns::{Column, Values, write};
use super::{BlocksError, check_names};

/// What an OMF file says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// The name of the project.
    pub name: String,
    /// The unit of the coordinates: `metres` or `feet`.
    pub units: String,
    /// The coordinate system, such as `EPSG:32642`; empty where it is local or not known.
    pub coordinate_system: String,
    /// When it was made, as `2026-01-31T12:00:00Z`.
    pub date: String,
}

/// Writes a block model as an OMF 2 file.
///
/// # Errors
///
/// When it cannot be written, or a domain has two blocks in one cell.
pub fn write_omf(
    blocks: &Blocks,
    about: &About,
    out: impl Write + Seek,
) -> Result<(), BlocksError> {
    let counts = blocks.grid.counts;
    if let Some(&given) = counts.iter().find(|&&n| u32::try_from(n).is_err()) {
        return Err(BlocksError::TooMany { given, most: u32::MAX });
    }
    let own = ["part", "density", "kriging variance", "class"];
    check_names(own.into_iter().chain(blocks.grades.iter().map(String::as_str)))?;
    let mut archive = Archive { zip: ZipWriter::new(out), n_arrays: 0 };
    let mut elements = Vec::new();
    for number in 0..blocks.domains.len() {
        elements.push(element(blocks, number as u16, &mut archive)?);
    }
    let mut index = json!({
        "name": about.name,
        "application": concat!("oreproof ", env!("CARGO_PKG_VERSION")),
        "date": about.date,
        "elements": elements,
    });
    for (key, value) in
        [("units", &about.units), ("coordinate_reference_system", &about.coordinate_system)]
    {
        if !value.is_empty() {
            index[key] = json!(value);
        }
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(index.to_string().as_bytes())?;
    archive.put("index.json.gz", &packed.finish()?)?;
    archive.zip.set_comment("Open Mining Format 2.0")?;
    archive.zip.finish()?;
    Ok(())
}

/// The archive as it grows.
struct Archive<W: Write + Seek> {
    zip: ZipWriter<W>,
    n_arrays: usize,
}

impl<W: Write + Seek> Archive<W> {
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), BlocksError> {
        // A fixed date, so that the same model makes the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default())
            .large_file(true);
        self.zip.start_file(name, options)?;
        self.zip.write_all(bytes)?;
        Ok(())
    }

    /// Puts an array of one column, and says what the index says of it.
    fn array(&mut self, name: &str, values: Values<'_>, n: usize) -> Result<Value, BlocksError> {
        self.n_arrays += 1;
        let filename = format!("{}.parquet", self.n_arrays);
        let mut bytes = Cursor::new(Vec::new());
        write(&mut bytes, n, &[Column { name: name.to_owned(), values }])?;
        self.put(&filename, bytes.get_ref())?;
        Ok(json!({ "filename": filename, "item_count": n }))
    }
}

fn element<W: Write + Seek>(
    blocks: &Blocks,
    domain: u16,
    archive: &mut Archive<W>,
) -> Result<Value, BlocksError> {
    let name = &blocks.domains[usize::from(domain)];
    let n_cells = blocks.grid.len();
    let mut block_of: Vec<Option<u32>> = vec![None; n_cells];
    for (block, &cell) in blocks.cell.iter().enumerate() {
        if blocks.domain[block] != domain {
            continue;
        }
        if block_of[cell as usize].replace(block as u32).is_some() {
            return Err(BlocksError::TwoInACell { domain: name.clone(), cell });
        }
    }
    let block_of = |cell: usize| block_of[cell].map(|block| block as usize);
    let mut attributes = Vec::new();
    let mut number = |name: &str, units: &str, of: &dyn Fn(usize) -> Option<f64>| {
        let values = archive.array("number", Values::MaybeNumber(of), n_cells)?;
        let mut attribute = json!({
            "name": name,
            "location": "Primitives",
            "data": { "type": "Number", "values": values },
        });
        if !units.is_empty() {
            attribute["units"] = json!(units);
        }
        attributes.push(attribute);
        Ok::<(), BlocksError>(())
    };
    number("part", "", &|cell| Some(blocks.part[block_of(cell)?]))?;
    number("density", "tonnes per cubic metre", &|cell| Some(blocks.density[block_of(cell)?]))?;
    for (grade, values) in blocks.grades.iter().zip(&blocks.values) {
        number(grade, "", &|cell| values[block_of(cell)?])?;
    }
    number("kriging variance", "", &|cell| {
        let quality = blocks.quality[block_of(cell)?];
        (0 < quality.pass).then_some(quality.variance)
    })?;
    let class = |cell: usize| Some(blocks.class[block_of(cell)?]? as u32);
    let values = archive.array("index", Values::MaybeCount(&class), n_cells)?;
    let classes = |row: usize| ["measured", "indicated", "inferred"][row];
    let names = archive.array("name", Values::Word(&classes), 3)?;
    attributes.push(json!({
        "name": "class",
        "location": "Primitives",
        "data": { "type": "Category", "values": values, "names": names },
    }));
    let size = blocks.grid.block_size;
    let half = blocks.grid.turned(size.map(|side| 0.5 * side));
    let origin: [f64; 3] = std::array::from_fn(|axis| blocks.grid.first_centre[axis] - half[axis]);
    Ok(json!({
        "name": name,
        "attributes": attributes,
        "geometry": {
            "type": "BlockModel",
            "orient": {
                "origin": origin,
                "u": blocks.grid.turned([1.0, 0.0, 0.0]),
                "v": blocks.grid.turned([0.0, 1.0, 0.0]),
                "w": [0.0, 0.0, 1.0],
            },
            "grid": { "type": "Regular", "size": size, "count": blocks.grid.counts },
        },
    }))
}
