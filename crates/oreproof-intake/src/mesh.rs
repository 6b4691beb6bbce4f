//! Surfaces of triangles: STL in both forms, OBJ, and the faces of a DXF.
//!
//! A solid that a geologist drew comes as one of these. Only the triangles are taken; normals,
//! colours and names are left. Whether the surface is closed is asked where it is used.

use std::collections::BTreeMap;
use std::io::{self, Write};

use miette::Diagnostic;
use thiserror::Error;

/// A triangle by its corners.
pub type Face = [[f64; 3]; 3];

/// Why a surface cannot be read.
#[derive(Clone, Debug, Diagnostic, Error, PartialEq)]
#[non_exhaustive]
pub enum MeshError {
    /// The bytes are none of the three formats.
    #[error("neither STL, OBJ nor DXF")]
    #[diagnostic(code("intake::no-mesh"), help("export the surface as STL, OBJ or DXF"))]
    NotAMesh,
    /// The file says how many triangles it has, and has others.
    #[error("{said} triangles are announced, and there are bytes for {found}")]
    #[diagnostic(code("intake::mesh-cut-short"), help("copy or export the file again"))]
    CutShort {
        /// How many the header says.
        said: u64,
        /// How many there are bytes for.
        found: u64,
    },
    /// A line of a text format is not what it should be.
    #[error("line {line}: {what}")]
    #[diagnostic(code("intake::mesh-line"), help("mend the line, or export the file again"))]
    BadLine {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: &'static str,
    },
    /// There is no triangle in it.
    #[error("a surface without triangles")]
    #[diagnostic(code("intake::mesh-empty"), help("export the surface as triangles"))]
    Empty,
}

/// Reads a surface; the format is told by its bytes.
///
/// # Errors
///
/// When the bytes are no such format, are cut short, or a line cannot be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Face>, MeshError> {
    let faces = match std::str::from_utf8(bytes) {
        // Readable all through, and yet as long as its header says.
        Ok(_) if is_binary_stl(bytes) == Some(true) => binary_stl(bytes)?,
        Ok(text) => match text.trim_start() {
            start if start.starts_with("solid") => ascii_stl(text)?,
            start if starts_a_dxf(start) => dxf(text)?,
            _ if text.lines().any(|line| line.starts_with("v ")) => obj(text)?,
            _ => return Err(MeshError::NotAMesh),
        },
        Err(_) => binary_stl(bytes)?,
    };
    if faces.is_empty() { Err(MeshError::Empty) } else { Ok(faces) }
}

/// Writes a surface as OBJ; corners in one place are one.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_obj(faces: &[Face], out: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let mut numbers: BTreeMap<[u64; 3], usize> = BTreeMap::new();
    let mut triangles = Vec::with_capacity(faces.len());
    for face in faces {
        let mut triangle = [0; 3];
        for (corner, number) in face.iter().zip(&mut triangle) {
            // Nought has two signs and is one place.
            let [x, y, z] = corner.map(|along| along + 0.0);
            let next = numbers.len() + 1;
            *number = *numbers.entry([x, y, z].map(f64::to_bits)).or_insert(next);
            if *number == next {
                writeln!(out, "v {x} {y} {z}")?;
            }
        }
        triangles.push(triangle);
    }
    for [a, b, c] in triangles {
        writeln!(out, "f {a} {b} {c}")?;
    }
    out.flush()
}

const HEADER: usize = 84;
const RECORD: usize = 50;

/// Whether there are as many bytes as the header of a binary STL says; none where there is no
/// header.
fn is_binary_stl(bytes: &[u8]) -> Option<bool> {
    let said = u32::from_le_bytes(bytes.get(80..HEADER)?.try_into().ok()?);
    Some((bytes.len() - HEADER) as u64 == u64::from(said) * RECORD as u64)
}

fn binary_stl(bytes: &[u8]) -> Result<Vec<Face>, MeshError> {
    match is_binary_stl(bytes) {
        None => return Err(MeshError::NotAMesh),
        Some(true) => {}
        Some(false) => {
            let said = u32::from_le_bytes([bytes[80], bytes[81], bytes[82], bytes[83]]);
            let found = ((bytes.len() - HEADER) / RECORD) as u64;
            // A picture or an archive announces anything; a copy that broke off, a few more.
            if u64::from(said) > 1000 * found.max(1) {
                return Err(MeshError::NotAMesh);
            }
            return Err(MeshError::CutShort { said: said.into(), found });
        }
    }
    let number = |record: &[u8], at: usize| {
        let four = [record[at], record[at + 1], record[at + 2], record[at + 3]];
        f64::from(f32::from_le_bytes(four))
    };
    let face = |record: &[u8]| {
        // A normal of three numbers comes first.
        [12, 24, 36].map(|corner| [0, 4, 8].map(|at| number(record, corner + at)))
    };
    Ok(bytes[HEADER..].chunks_exact(RECORD).map(face).collect())
}

fn ascii_stl(text: &str) -> Result<Vec<Face>, MeshError> {
    let mut faces = Vec::new();
    let mut corners = Vec::new();
    for (line, words) in lines(text) {
        match words.split_once(char::is_whitespace) {
            Some(("vertex", rest)) => corners.push(corner(rest, line)?),
            _ if words.starts_with("endloop") => {
                let what = "a facet that has not three corners";
                let face = corners.as_slice().try_into();
                faces.push(face.map_err(|_| MeshError::BadLine { line, what })?);
                corners.clear();
            }
            _ => {}
        }
    }
    Ok(faces)
}

fn obj(text: &str) -> Result<Vec<Face>, MeshError> {
    let mut corners: Vec<[f64; 3]> = Vec::new();
    let mut faces = Vec::new();
    for (line, words) in lines(text) {
        match words.split_once(char::is_whitespace) {
            Some(("v", rest)) => corners.push(corner(rest, line)?),
            Some(("f", rest)) => {
                let at = rest
                    .split_whitespace()
                    .map(|word| nth(word, corners.len()).map(|nth| corners[nth]))
                    .collect::<Option<Vec<_>>>()
                    .filter(|at| at.len() >= 3);
                let what = "a face whose corners are not above it";
                let at = at.ok_or(MeshError::BadLine { line, what })?;
                // A face of more corners is cut into a fan.
                faces.extend((1..at.len() - 1).map(|n| [at[0], at[n], at[n + 1]]));
            }
            _ => {}
        }
    }
    Ok(faces)
}

/// Which corner a word of a face names: from one, or below nought back from the last.
fn nth(word: &str, corners: usize) -> Option<usize> {
    let number: i64 = word.split('/').next()?.parse().ok()?;
    let at = if number < 0 { corners as i64 + number } else { number - 1 };
    usize::try_from(at).ok().filter(|at| *at < corners)
}

fn starts_a_dxf(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    matches!((lines.next(), lines.next()), (Some("0"), Some("SECTION")) | (Some("999"), Some(_)))
}

/// The faces of a DXF: pairs of lines, a code and a value; 10 to 33 are the corners.
fn dxf(text: &str) -> Result<Vec<Face>, MeshError> {
    let mut faces = Vec::new();
    let mut inside = false;
    let mut corners = [[0.0; 3]; 4];
    let mut finish = |inside: bool, corners: &[[f64; 3]; 4]| {
        if inside {
            let [a, b, c, d] = *corners;
            faces.push([a, b, c]);
            // A triangle is written with its third corner twice.
            if c != d {
                faces.push([a, c, d]);
            }
        }
    };
    let mut lines = text.lines().enumerate();
    while let (Some((at, code)), Some((_, value))) = (lines.next(), lines.next()) {
        let line = at + 1;
        let what = "a code that is no whole number";
        let code: i32 = code.trim().parse().map_err(|_| MeshError::BadLine { line, what })?;
        match code {
            0 => {
                finish(inside, &corners);
                inside = value.trim() == "3DFACE";
                corners = [[0.0; 3]; 4];
            }
            10..=13 | 20..=23 | 30..=33 if inside => {
                let (axis, corner) = (code / 10 - 1, code % 10);
                corners[corner as usize][axis as usize] = number(value, line + 1)?;
            }
            _ => {}
        }
    }
    finish(inside, &corners);
    Ok(faces)
}

/// Lines with something on them, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())).filter(|(_, l)| !l.is_empty())
}

fn corner(words: &str, line: usize) -> Result<[f64; 3], MeshError> {
    let mut at = [0.0; 3];
    let mut words = words.split_whitespace();
    for coordinate in &mut at {
        let what = "a corner without three numbers";
        *coordinate = number(words.next().ok_or(MeshError::BadLine { line, what })?, line)?;
    }
    Ok(at)
}

fn number(word: &str, line: usize) -> Result<f64, MeshError> {
    let what = "a coordinate that is no number";
    let read = word.trim().parse().ok().filter(|number: &f64| number.is_finite());
    read.ok_or(MeshError::BadLine { line, what })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FACE: Face = [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 2.5, -1.0]];

    fn binary(faces: &[Face], said: u32) -> Vec<u8> {
        let mut bytes = vec![0; 80];
        bytes.extend(said.to_le_bytes());
        for face in faces {
            bytes.extend([0; 12]);
            bytes.extend(face.iter().flatten().flat_map(|n| (*n as f32).to_le_bytes()));
            bytes.extend([0; 2]);
        }
        bytes
    }

    #[test]
    fn the_same_triangle_is_read_from_each_format() {
        let stl = "solid s\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\n\
                   vertex 0 2.5 -1\nendloop\nendfacet\nendsolid s\n";
        let obj = "# a face\nv 0 0 0\nv 1 0 0\nv 0 2.5 -1\nvn 0 0 1\nf 1//1 2//1 -1//1\n";
        let dxf = "0\nSECTION\n2\nENTITIES\n0\n3DFACE\n8\nore\n10\n0\n20\n0\n30\n0\n11\n1\n21\n0\n\
                   31\n0\n12\n0\n22\n2.5\n32\n-1\n13\n0\n23\n2.5\n33\n-1\n0\nENDSEC\n0\nEOF\n";
        for bytes in [stl.as_bytes(), obj.as_bytes(), dxf.as_bytes(), &binary(&[FACE], 1)] {
            assert_eq!(read(bytes).unwrap(), [FACE]);
        }
    }

    #[test]
    fn faces_of_four_corners_are_two_triangles() {
        let obj = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 3 4\n";
        assert_eq!(read(obj.as_bytes()).unwrap().len(), 2);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let wrong: [(&[u8], MeshError); 7] = [
            (b"PK\x03\x04\xff", MeshError::NotAMesh),
            (b"x,y,z\n1,2,3\n", MeshError::NotAMesh),
            (&binary(&[FACE], 2), MeshError::CutShort { said: 2, found: 1 }),
            (
                b"v 0 0 0\nf 1 2 3\n",
                MeshError::BadLine { line: 2, what: "a face whose corners are not above it" },
            ),
            (
                b"solid\nvertex 0 0\n",
                MeshError::BadLine { line: 2, what: "a corner without three numbers" },
            ),
            (
                b"v 0 nan 0\n",
                MeshError::BadLine { line: 1, what: "a coordinate that is no number" },
            ),
            (b"solid nothing\nendsolid\n", MeshError::Empty),
        ];
        for (bytes, error) in wrong {
            assert_eq!(read(bytes), Err(error));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn no_text_makes_it_panic(text in "(solid|v |f |vertex|endloop|0|3DFACE|SECTION|-?[0-9]{1,3}| |\n){0,60}") {
            let _ = read(text.as_bytes());
        }
    }

    #[test]
    fn what_is_written_as_obj_is_read_again() {
        let corners = [[0.0; 3], [1.5, 0.0, -0.0], [0.0, 1e6, 0.0], [0.1, 0.2, 0.3]];
        let faces: Vec<Face> = [[0, 2, 1], [0, 1, 3], [1, 2, 3], [0, 3, 2]]
            .map(|face| face.map(|at| corners[at]))
            .into();
        let mut bytes = Vec::new();
        write_obj(&faces, &mut bytes).unwrap();
        assert_eq!(bytes.iter().filter(|&&byte| byte == b'v').count(), 4);
        assert_eq!(read(&bytes).unwrap(), faces);
    }
}
