//! Printing a page to PDF with the browser that is installed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use miette::Diagnostic;
use thiserror::Error;

/// Why a page was not printed.
#[derive(Debug, Diagnostic, Error)]
pub(crate) enum PrintError {
    /// No browser that prints is on the path.
    #[error("no Chromium or Chrome was found to print the PDF with")]
    #[diagnostic(
        code("print::no-browser"),
        help(
            "install `chromium` (or Chrome), or open the HTML report in any browser and print it from there"
        )
    )]
    NoBrowser,
    /// The browser could not be started.
    #[error("`{browser}` did not start")]
    #[diagnostic(code("print::not-started"))]
    NotStarted {
        /// Its path.
        browser: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The browser took longer than it was given, and was ended.
    #[error("`{browser}` did not print the page within {seconds} s")]
    #[diagnostic(
        code("print::too-slow"),
        help("open the HTML report in a browser and print it from there")
    )]
    TooSlow {
        /// Its path.
        browser: PathBuf,
        /// The time it had.
        seconds: u64,
    },
    /// The browser ended without a page.
    #[error("`{browser}` ended without printing the page")]
    #[diagnostic(
        code("print::nothing"),
        help("open the HTML report in a browser and print it from there")
    )]
    Nothing {
        /// Its path.
        browser: PathBuf,
    },
    /// A file that the browser needs could not be made or read.
    #[error("the page cannot be handed to the browser")]
    #[diagnostic(code("print::files"), help("check that the folder for temporary files has room"))]
    Files(#[from] std::io::Error),
}

/// What the browser is called, the likeliest first.
const NAMES: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

/// Where it lies when it is not on the path.
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/// The browser that will print, where there is one.
pub(crate) fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = std::env::split_paths(&path).flat_map(|folder| {
        NAMES.map(|name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
    });
    named.chain(PLACES.map(PathBuf::from)).find(|file| file.is_file())
}

/// Prints a page to PDF; a browser that takes too long is ended.
pub(crate) fn print(html: &str, limit: Duration) -> Result<Vec<u8>, PrintError> {
    let browser = browser().ok_or(PrintError::NoBrowser)?;
    // Its profile is its own, so that an open browser is left alone.
    let folder = tempfile::tempdir()?;
    let (page, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
    std::fs::write(&page, html)?;
    let mut print_to = std::ffi::OsString::from("--print-to-pdf=");
    print_to.push(&pdf);
    let mut data = std::ffi::OsString::from("--user-data-dir=");
    data.push(folder.path().join("profile"));
    let mut command = Command::new(&browser);
    command
        .args([
            "--headless",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--no-pdf-header-footer",
        ])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-extensions", "--generate-pdf-document-outline"])
        .arg(print_to)
        .arg(data);
    if needs_no_sandbox() {
        command.arg("--no-sandbox");
    }
    command.arg(address(&page.canonicalize()?));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command
        .spawn()
        .map_err(|source| PrintError::NotStarted { browser: browser.clone(), source })?;
    if !waited(&mut child, limit)? {
        return Err(PrintError::TooSlow { browser, seconds: limit.as_secs() });
    }
    match std::fs::read(&pdf) {
        Ok(bytes) if bytes.starts_with(b"%PDF-") => Ok(bytes),
        _ => Err(PrintError::Nothing { browser }),
    }
}

/// Whether the child ended in time; one that did not is ended.
fn waited(child: &mut Child, limit: Duration) -> Result<bool, std::io::Error> {
    let begun = Instant::now();
    while begun.elapsed() < limit {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill()?;
    child.wait()?;
    Ok(false)
}

/// Chromium refuses its sandbox to the superuser; in a container that is who
/// runs it. The page is our own and loads nothing.
fn needs_no_sandbox() -> bool {
    cfg!(unix) && std::fs::metadata("/proc/self").is_ok_and(|about| owner(&about) == 0)
}

#[cfg(unix)]
fn owner(about: &std::fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::uid(about)
}

#[cfg(not(unix))]
fn owner(_: &std::fs::Metadata) -> u32 {
    1
}

/// The file's address, with everything but plain letters written as `%XX`.
fn address(file: &Path) -> String {
    let text = file.to_string_lossy().replace('\\', "/");
    let mut out = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' | b':' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_only_plain_letters() {
        assert_eq!(address(Path::new("/a b/ü#.html")), "file:///a%20b/%C3%BC%23.html");
    }

    #[test]
    fn a_page_is_printed_where_a_browser_is() {
        let Some(_) = browser() else {
            println!("skipped: no Chromium or Chrome on this machine");
            return;
        };
        let page = "<!doctype html><title>t</title><p>words";
        assert!(print(page, Duration::from_secs(60)).unwrap().starts_with(b"%PDF-"));
    }
}
