//! Columns as Parquet files hold them.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, GzipLevel, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::BlocksError;

/// One column: its name, and its values row by row.
pub(super) struct Column<'c> {
    pub name: String,
    pub values: Values<'c>,
}

/// The values of a column; whatever is asked for by row must be cheap.
pub(super) enum Values<'c> {
    /// A number that is always there.
    Number(&'c dyn Fn(usize) -> f64),
    /// A number, or null.
    MaybeNumber(&'c dyn Fn(usize) -> Option<f64>),
    /// A count.
    Count(&'c dyn Fn(usize) -> u32),
    /// A count, or null.
    MaybeCount(&'c dyn Fn(usize) -> Option<u32>),
    /// A word that is always there.
    Word(&'c dyn Fn(usize) -> &'c str),
    /// A word, or null.
    MaybeWord(&'c dyn Fn(usize) -> Option<&'c str>),
}

/// So many rows are held in memory at a time.
const CHUNK: usize = 1 << 17;

/// Writes columns of equal length as a Parquet file.
pub(super) fn write(
    out: impl Write + Send,
    n_rows: usize,
    columns: &[Column<'_>],
) -> Result<(), BlocksError> {
    let fields: Result<Vec<_>, _> = columns.iter().map(field).collect();
    let schema = Type::group_type_builder("schema").with_fields(fields?).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::GZIP(GzipLevel::default()))
        .set_created_by(concat!("oreproof ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
    let mut start = 0;
    while start < n_rows {
        let rows = start..n_rows.min(start + CHUNK);
        let mut group = writer.next_row_group()?;
        for column in columns {
            let Some(mut out) = group.next_column()? else { break };
            match &column.values {
                Values::Number(of) => {
                    let values: Vec<f64> = rows.clone().map(of).collect();
                    out.typed::<DoubleType>().write_batch(&values, None, None)?;
                }
                Values::MaybeNumber(of) => {
                    let (values, levels) = split(rows.clone().map(of));
                    out.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
                }
                Values::Count(of) => {
                    let values: Vec<i32> = rows.clone().map(|row| of(row) as i32).collect();
                    out.typed::<Int32Type>().write_batch(&values, None, None)?;
                }
                Values::MaybeCount(of) => {
                    let signed = |row| of(row).map(|count| count as i32);
                    let (values, levels) = split(rows.clone().map(signed));
                    out.typed::<Int32Type>().write_batch(&values, Some(&levels), None)?;
                }
                Values::Word(of) => {
                    let values: Vec<ByteArray> = rows.clone().map(|row| of(row).into()).collect();
                    out.typed::<ByteArrayType>().write_batch(&values, None, None)?;
                }
                Values::MaybeWord(of) => {
                    let word = |row| of(row).map(ByteArray::from);
                    let (values, levels) = split(rows.clone().map(word));
                    out.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
                }
            }
            out.close()?;
        }
        group.close()?;
        start = rows.end;
    }
    writer.close()?;
    Ok(())
}

/// What is there, and for each row whether it is.
fn split<T>(values: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let (mut known, mut levels) = (Vec::new(), Vec::new());
    for value in values {
        levels.push(i16::from(value.is_some()));
        known.extend(value);
    }
    (known, levels)
}

fn field(column: &Column<'_>) -> Result<Arc<Type>, BlocksError> {
    let unsigned = Some(LogicalType::integer(32, false));
    let (physical, logical, repetition) = match column.values {
        Values::Number(_) => (Physical::DOUBLE, None, Repetition::REQUIRED),
        Values::MaybeNumber(_) => (Physical::DOUBLE, None, Repetition::OPTIONAL),
        Values::Count(_) => (Physical::INT32, unsigned, Repetition::REQUIRED),
        Values::MaybeCount(_) => (Physical::INT32, unsigned, Repetition::OPTIONAL),
        Values::Word(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::REQUIRED),
        Values::MaybeWord(_) => {
            (Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::OPTIONAL)
        }
    };
    let field = Type::primitive_type_builder(&column.name, physical)
        .with_logical_type(logical)
        .with_repetition(repetition)
        .build()?;
    Ok(Arc::new(field))
}
