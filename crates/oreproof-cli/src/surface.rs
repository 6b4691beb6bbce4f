//! The ground as a file: a mesh, or points on a regular grid.

use std::fs;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use oreproof_ground::Surface;
use oreproof_intake::mesh::{self, MeshError};
use oreproof_intake::numbers::read_numbers;

use crate::datamine;
use crate::ui::{Done, Stop};

/// Why a file is no surface.
#[derive(Debug, Diagnostic, thiserror::Error)]
enum SurfaceFault {
    #[error("{} cannot be read: {error}", .path.display())]
    #[diagnostic(code("surface::unreadable"), help("check the path and the permissions"))]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("{} is no surface: {why}", .path.display())]
    #[diagnostic(
        code("surface::wrong"),
        help("give a mesh as STL, OBJ or DXF, or a table with x, y and z on a regular grid")
    )]
    Wrong { path: PathBuf, why: String },
}

/// Reads a surface.
pub(crate) fn read(path: &Path) -> Done<Surface> {
    let bytes = fs::read(path).map_err(|error| {
        let path = path.to_owned();
        Stop::of(SurfaceFault::Unreadable { path, error })
    })?;
    let bytes = datamine::plain(&path.to_string_lossy(), bytes).map_err(Stop::of)?;
    let wrong = |why: String| Stop::of(SurfaceFault::Wrong { path: path.to_owned(), why });
    match mesh::read(&bytes) {
        Ok(faces) => Surface::new(&faces).map_err(|error| wrong(error.to_string())),
        Err(MeshError::NotAMesh) => {
            let table = read_numbers(&path.to_string_lossy(), &bytes, &["x", "y", "z"], &[]);
            let table = table.map_err(|error| wrong(error.to_string()))?;
            let [x, y, z] = [0, 1, 2].map(|at| &table.columns[at]);
            // A point without an elevation leaves a hole in the surface.
            let points: Vec<[f64; 3]> = x
                .iter()
                .zip(y)
                .zip(z)
                .filter_map(|((x, y), z)| Some([(*x)?, (*y)?, (*z)?]))
                .collect();
            Surface::of_grid(&points).map_err(|error| wrong(error.to_string()))
        }
        Err(error) => Err(wrong(error.to_string())),
    }
}
