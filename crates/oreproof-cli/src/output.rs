//! Where results go: standard output, or a file that appears only when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tempfile::NamedTempFile;

use crate::ui::{Done, Ui, say};

/// What is being written beside its place, for a user who stops the command.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Where results go.
#[derive(Debug)]
pub(crate) enum Output {
    /// Standard output, or a device.
    Direct(BufWriter<Stream>),
    /// A file that takes the place of another when it is whole.
    Beside { file: BufWriter<NamedTempFile>, to: PathBuf },
}

/// A stream that is written as it comes.
#[derive(Debug)]
pub(crate) enum Stream {
    Stdout(io::Stdout),
    Device(File),
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::Device(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::Device(file) => file.flush(),
        }
    }
}

/// A folder of results; each file is written beside its place and moved there whole.
#[derive(Debug)]
pub(crate) struct Folder<'a> {
    path: &'a Path,
    quiet: bool,
}

impl<'a> Folder<'a> {
    /// The folder, made where it is not there yet.
    pub(crate) fn new(path: &'a Path, ui: &Ui) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        Ok(Self { path, quiet: ui.quiet })
    }

    /// Writes a file of the folder, and says so.
    pub(crate) fn put(&self, name: &str, write: impl FnOnce(&mut Output) -> Done<()>) -> Done<()> {
        let path = self.path.join(name);
        let mut out = Output::to(Some(&path))?;
        write(&mut out)?;
        out.finish()?;
        if !self.quiet {
            say(&format!("wrote {}\n", path.display()));
        }
        Ok(())
    }
}

impl Output {
    /// Standard output.
    pub(crate) fn stdout() -> Self {
        Self::Direct(BufWriter::with_capacity(1 << 16, Stream::Stdout(io::stdout())))
    }

    /// A file, or standard output where there is no path.
    pub(crate) fn to(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else { return Ok(Self::stdout()) };
        // A link keeps its target's place; a device is no place at all.
        let to = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&to).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
            let device = File::options().write(true).open(&to)?;
            return Ok(Self::Direct(BufWriter::new(Stream::Device(device))));
        }
        if to.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            let why = format!("there is no folder {}", folder.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, why));
        }
        let mut beside = tempfile::Builder::new();
        beside.prefix(".oreproof-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            beside.permissions(fs::Permissions::from_mode(0o666));
        }
        // Only one verb runs, so there is no other handler to disagree with.
        let _ = ctrlc::set_handler(|| {
            if let Ok(Some(path)) = UNFINISHED.lock().map(|mut path| path.take()) {
                let _ = fs::remove_file(path);
            }
            // What a shell reports for a program that was interrupted.
            std::process::exit(130);
        });
        // An interrupt waits until the file is known by its name.
        let mut unfinished = UNFINISHED.lock().map_err(|_| io::ErrorKind::Other)?;
        let file = beside.tempfile_in(folder.unwrap_or(Path::new(".")))?;
        *unfinished = Some(file.path().to_owned());
        drop(unfinished);
        Ok(Self::Beside { file: BufWriter::with_capacity(1 << 16, file), to })
    }

    /// Puts everything written in its place.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Direct(mut stream) => stream.flush(),
            Self::Beside { file, to } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                // A disk may tell only now that it is full, or lose power after the old file is gone.
                file.as_file().sync_all()?;
                file.persist(&to)?;
                if let Ok(mut unfinished) = UNFINISHED.lock() {
                    *unfinished = None;
                }
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Direct(stream) => stream.write(bytes),
            Self::Beside { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Direct(stream) => stream.flush(),
            Self::Beside { file, .. } => file.flush(),
        }
    }
}

/// What must wait for a head that is known only at the end: kept on disk, so
/// that memory does not grow with the number of documents.
#[derive(Debug)]
pub(crate) struct Spool(BufWriter<File>);

impl Spool {
    /// An empty one; its file has no name and is gone with the process.
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self(BufWriter::with_capacity(1 << 16, tempfile::tempfile()?)))
    }

    /// Adds to it.
    pub(crate) fn write(&mut self, text: &str) -> io::Result<()> {
        self.0.write_all(text.as_bytes())
    }

    /// Pours it out.
    pub(crate) fn pour(self, out: &mut impl Write) -> io::Result<()> {
        let mut file = self.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        io::copy(&mut file, out).map(drop)
    }
}
