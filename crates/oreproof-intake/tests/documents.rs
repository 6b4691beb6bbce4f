//! Documents of every format, made here, through the public face.

#![allow(clippy::unwrap_used, reason = "a test may fail where it likes")]

mod made;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use oreproof_intake::{
    Format, IntakeError, Jail, Limit, Limits, Note, Part, Place, Source, TextLayer, read,
    read_bytes, sources,
};

fn jail(limits: Limits) -> Jail {
    Jail { program: PathBuf::from(env!("CARGO_BIN_EXE_oreproof-read")), limits }
}

fn read_as(bytes: &[u8], name: &str) -> Result<TextLayer, IntakeError> {
    read_bytes(bytes.to_vec(), Some(Path::new(name)), &jail(Limits::default()))
}

fn place(layer: &TextLayer, quote: &str) -> Place {
    let at = layer.text.find(quote).unwrap();
    layer.origin.place(at..at + quote.len())
}

#[test]
fn a_pdf_becomes_paragraphs_with_pages() {
    let pdf = made::pdf(&[
        &[
            "BT /F1 18 Tf 72 760 Td (Resource statement) Tj ET",
            "BT /F1 11 Tf 14 TL 72 720 Td (The deposit holds an estimated fifteen mil-) Tj",
            "T* (lion tonnes of copper, officials said on Thurs-) Tj T* (day.) Tj ET",
            "BT /F1 11 Tf 72 640 Td (Class) Tj 120 0 Td (Tonnes) Tj 120 0 Td (Grade) Tj ET",
            "BT /F1 11 Tf 72 626 Td (Measured) Tj 120 0 Td (1,200) Tj 120 0 Td (0.53 %) Tj ET",
        ],
        &["BT /F1 11 Tf 72 720 Td [(Sec) -20 (ond) -300 (page)] TJ ET"],
    ]);
    let layer = read_as(&pdf, "a.pdf").unwrap();
    assert_eq!(
        layer.text,
        "Resource statement\n\
         The deposit holds an estimated fifteen million tonnes of copper, officials said on Thursday.\n\
         Class | Tonnes | Grade\nMeasured | 1,200 | 0.53 %\nSecond page\n"
    );
    assert_eq!(place(&layer, "Thursday"), Place::Page { page: 1, line: 3 });
    assert_eq!(place(&layer, "Second"), Place::Page { page: 2, line: 1 });
    assert_eq!(layer.metadata.title.as_deref(), Some("Statement"));
    assert_eq!(layer.metadata.date.as_deref(), Some("2025-09-25"));
    assert_eq!((layer.format, layer.notes.as_slice()), (Format::Pdf, [].as_slice()));
}

#[test]
fn a_scanned_page_is_said_to_be_one() {
    let drawn = &["BT /F1 11 Tf 72 720 Td (Words) Tj ET"][..];
    let mixed = read_as(&made::pdf(&[drawn, made::PICTURE]), "a.pdf").unwrap();
    assert_eq!(mixed.notes, [Note::ScannedPage { page: 2 }]);
    assert!(mixed.is_partial());
    let scan = read_as(&made::pdf(&[made::PICTURE, made::PICTURE]), "a.pdf").unwrap_err();
    assert!(matches!(scan, IntakeError::Scan { pages: 2 }), "{scan}");
    let blank = read_as(&made::pdf(&[&[]]), "a.pdf").unwrap_err();
    assert!(matches!(blank, IntakeError::NoText { format: Format::Pdf }), "{blank}");
}

#[test]
fn an_encrypted_document_asks_for_its_password() {
    let error = read_as(&made::encrypted_pdf("secret"), "a.pdf").unwrap_err();
    assert!(matches!(error, IntakeError::Encrypted { format: Format::Pdf }), "{error}");
    let open = read_as(&made::encrypted_pdf(""), "a.pdf").unwrap();
    assert_eq!(open.text, "Secret words\n", "an empty password opens it for everyone");
    let error = read_as(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.docx").unwrap_err();
    assert!(matches!(error, IntakeError::Encrypted { format: Format::Docx }), "{error}");
}

#[test]
fn a_docx_becomes_paragraphs_rows_and_notes() {
    let docx = made::docx(
        "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Promise</w:t></w:r></w:p>\
         <w:p><w:r><w:t xml:space='preserve'>A first </w:t></w:r><w:r><w:t>phase of $500m</w:t></w:r>\
         <w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>, R&amp;D</w:t></w:r></w:ins></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Gold</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>26</w:t></w:r></w:p>\
         <w:p><w:r><w:t>Moz</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>\
         <w:p><w:r><w:t>Line</w:t><w:br/><w:t>break</w:t></w:r></w:p>",
        &[
            (
                "word/footnotes.xml",
                "<w:footnotes xmlns:w='w'><w:footnote w:type='separator'><w:p><w:r><w:t>-</w:t></w:r></w:p>\
            </w:footnote><w:footnote w:id='1'><w:p><w:r><w:t>A source.</w:t></w:r></w:p></w:footnote></w:footnotes>",
            ),
            (
                "docProps/core.xml",
                "<cp:coreProperties xmlns:cp='c' xmlns:dc='d' xmlns:dcterms='t'><dc:title>Promise &amp; proof</dc:title>\
            <dcterms:created>2025-09-25T00:00:00Z</dcterms:created></cp:coreProperties>",
            ),
        ],
    );
    let layer = read_as(&docx, "a.docx").unwrap();
    assert_eq!(
        layer.text,
        "Promise\nA first phase of $500m, R&D\nGold | 26 Moz\nLine\nbreak\nA source.\n"
    );
    assert_eq!(place(&layer, "$500m"), Place::Paragraph { part: Part::Body, number: 2 });
    assert_eq!(place(&layer, "26 Moz"), Place::Paragraph { part: Part::Body, number: 3 });
    assert_eq!(place(&layer, "break"), Place::Paragraph { part: Part::Body, number: 5 });
    assert_eq!(place(&layer, "source"), Place::Paragraph { part: Part::Footnotes, number: 1 });
    assert_eq!(layer.metadata.title.as_deref(), Some("Promise & proof"));
    assert_eq!(layer.metadata.date.as_deref(), Some("2025-09-25T00:00:00Z"));
}

#[test]
fn a_cut_docx_is_damaged_and_a_cut_pdf_is_partial_or_damaged() {
    let docx = made::docx("<w:p><w:r><w:t>Words</w:t></w:r></w:p>", &[]);
    let error = read_as(&docx[..docx.len() / 2], "a.docx").unwrap_err();
    assert!(matches!(error, IntakeError::Damaged { format: Format::Docx, .. }), "{error}");
    let pdf = made::pdf(&[&["BT /F1 11 Tf 72 720 Td (Words) Tj ET"]]);
    for kept in [20, 100, pdf.len() / 2, pdf.len() - 100] {
        match read_as(&pdf[..kept], "a.pdf") {
            Ok(layer) => assert!(layer.notes.contains(&Note::CutOff), "{kept}"),
            Err(IntakeError::Damaged { format: Format::Pdf, .. }) => {}
            Err(error) => panic!("{kept}: {error}"),
        }
    }
}

#[test]
fn bombs_meet_their_limit() {
    let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    let words =
        "<w:p><w:r><w:t>Words and words and words and words</w:t></w:r></w:p>".repeat(100_000);
    let docx = made::docx(&words, &[]);
    assert!(docx.len() < 1 << 20, "it is small when packed");
    let read = |bytes: Vec<u8>, name: &str| {
        read_bytes(bytes, Some(Path::new(name)), &jail(limits.clone()))
    };
    let error = read(docx, "a.docx").unwrap_err();
    assert!(matches!(error, IntakeError::OverLimit { limit: Limit::UnpackedBytes, .. }), "{error}");
    let error = read(made::pdf_bomb(4 << 20), "a.pdf").unwrap_err();
    assert!(matches!(error, IntakeError::OverLimit { limit: Limit::UnpackedBytes, .. }), "{error}");
    let entries: Vec<(String, &str)> = (0..50).map(|n| (format!("word/{n}.xml"), "")).collect();
    let entries: Vec<(&str, &str)> =
        entries.iter().map(|(name, xml)| (name.as_str(), *xml)).collect();
    let few = jail(Limits { entries: 10, ..Limits::default() });
    let error = read_bytes(made::docx("", &entries), Some(Path::new("a.docx")), &few).unwrap_err();
    assert!(matches!(error, IntakeError::OverLimit { limit: Limit::Entries, .. }), "{error}");
}

#[test]
fn memory_time_and_processor_are_bounded() {
    let words =
        "<w:p><w:r><w:t>Words and words and words and words</w:t></w:r></w:p>".repeat(500_000);
    let docx = made::docx(&words, &[]);
    let with = |limits: Limits| {
        read_bytes(docx.clone(), Some(Path::new("a.docx")), &jail(limits)).unwrap_err()
    };
    // Too little for the packed parts, the unpacked ones, the text.
    for mib in [24, 48, 64, 80] {
        let error = with(Limits { memory_bytes: mib << 20, ..Limits::default() });
        assert!(
            matches!(error, IntakeError::OverLimit { limit: Limit::MemoryBytes, .. }),
            "{error}"
        );
    }
    let error = with(Limits { wall_seconds: 0, ..Limits::default() });
    assert!(matches!(error, IntakeError::OverLimit { limit: Limit::WallSeconds, .. }), "{error}");
}

#[test]
fn a_program_which_is_no_reader_is_named() {
    let pdf = made::pdf(&[&[]]);
    let with = |program: &str| {
        let jail = Jail { program: program.into(), limits: Limits::default() };
        read_bytes(pdf.clone(), None, &jail).unwrap_err()
    };
    assert!(matches!(with("/nowhere/at-all"), IntakeError::NoReader { .. }));
    // This very test program does not serve.
    let this = std::env::current_exe().unwrap();
    let error = with(this.to_str().unwrap());
    assert!(matches!(error, IntakeError::NoReader { .. }), "{error}");
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("a.txt", b"Good words.");
    write("b.txt", b"");
    write("c.pdf", &made::encrypted_pdf("secret"));
    write("d.html", b"\x89PNG\r\n\x1a\n\0\0");
    write("e.txt", &[b'x'; 5000]);
    write("f.docx", b"PK\x03\x04 but no more");
    write("g.md", "# Réko Diq\n".as_bytes());
    let big = fs::File::create(folder.path().join("h.txt")).unwrap();
    // Sparse: it has the length and takes no room.
    big.set_len(1 << 30).unwrap();
    let jail = jail(Limits { input_bytes: 4000, ..Limits::default() });
    let found = sources(&[folder.path().to_owned(), "missing.txt".into()]);
    let mut results = Vec::new();
    for source in &found.list {
        let mut layers = read(source, &jail);
        results.push(layers.next().unwrap().map_err(|error| error.to_string()));
        assert!(layers.next().is_none(), "one file, one text or one error");
    }
    let error = |at: usize| results[at].as_ref().unwrap_err().as_str();
    assert_eq!(results[0].as_ref().unwrap().text, "Good words.");
    assert_eq!(error(1), "the document is empty");
    assert_eq!(error(2), "the PDF is encrypted and opens only with a password");
    assert_eq!(error(3), "not a document: looks like a PNG image");
    assert_eq!(
        error(4),
        "the size of the document is over the limit of 4000 bytes (it is 5000 bytes)"
    );
    assert!(error(5).starts_with("the DOCX is damaged"), "{}", error(5));
    assert_eq!(results[6].as_ref().unwrap().format, Format::Markdown);
    assert!(error(7).contains("binary data") || error(7).contains("1024 MiB"), "{}", error(7));
    assert!(error(8).starts_with("cannot be read"), "{}", error(8));
    assert_eq!(results.len(), 9);
}

#[test]
fn an_archive_gives_its_pages_with_their_records() {
    let page = "<html><body><p>Gold &amp; copper.</p></body></html>";
    let plain = made::warc(&[
        ("warcinfo", "", "application/warc-fields", "software: none".into()),
        (
            "response",
            "https://example.org/a",
            "application/http; msgtype=response",
            made::http("200 OK", "text/html", page.as_bytes()),
        ),
        (
            "response",
            "https://example.org/b",
            "application/http",
            made::http("404 Not Found", "text/html", b"no"),
        ),
        (
            "response",
            "https://example.org/c",
            "application/http",
            made::http("200 OK", "image/png", b"\x89PNG"),
        ),
        ("conversion", "https://example.org/d", "text/plain", b"Converted.".to_vec()),
    ]);
    for (packed, bytes) in [(false, made::joined(&plain)), (true, made::gzipped(&plain))] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(if packed { "a.warc.gz" } else { "a.warc" });
        fs::write(&path, &bytes).unwrap();
        let jail = jail(Limits::default());
        let layers: Vec<_> = read(&Source::File(path), &jail).map(Result::unwrap).collect();
        let texts: Vec<_> = layers.iter().map(|layer| layer.text.as_str()).collect();
        assert_eq!(texts, ["Gold & copper.\n", "Converted."]);
        let Place::Record { offset, within, uri, range } = place(&layers[0], "& copper") else {
            panic!()
        };
        assert_eq!(&page[range], "&amp; copper");
        assert_eq!((within, uri.as_deref()), (0, Some("https://example.org/a")));
        let offset = usize::try_from(offset).unwrap();
        let begins: &[u8] = if packed { b"\x1f\x8b" } else { b"WARC/1.1" };
        assert!(bytes[offset..].starts_with(begins));
        assert_eq!(layers[0].metadata.fetched.as_deref(), Some("2025-09-25T00:00:00Z"));
    }
}

#[test]
fn packed_answers_are_unpacked() {
    let page = b"<p>Gold.</p>";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(page).unwrap();
    let gzip = gzip.finish().unwrap();
    let chunks =
        [format!("{:x}\r\n", gzip.len()).into_bytes(), gzip, b"\r\n0\r\n\r\n".to_vec()].concat();
    let headers =
        "text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked";
    let http = "application/http";
    let records = made::joined(&made::warc(&[
        ("response", "u", http, made::http("200 OK", headers, &chunks)),
        ("response", "v", http, made::http("200 OK", "text/html\r\nContent-Encoding: br", b"xx")),
        ("resource", "w", "text/html", page.to_vec()),
    ]));
    let jail = jail(Limits::default());
    let stream = Box::new(std::io::Cursor::new(records));
    let layers: Vec<_> = oreproof_intake::read_stream(stream, None, &jail).collect();
    assert_eq!(layers[0].as_ref().unwrap().text, "Gold.\n");
    assert!(matches!(layers[1], Err(IntakeError::Record { .. })));
    assert_eq!(layers[2].as_ref().unwrap().text, "Gold.\n");
}

#[test]
fn a_cut_archive_gives_what_it_has_and_says_so() {
    let pages = made::warc(&[
        ("resource", "a", "text/plain", b"Whole.".to_vec()),
        ("resource", "b", "text/plain", b"Cut off in the middle.".to_vec()),
    ]);
    for bytes in [made::joined(&pages), made::gzipped(&pages)] {
        let cut = bytes[..bytes.len() - 12].to_vec();
        let jail = jail(Limits::default());
        let mut layers =
            oreproof_intake::read_stream(Box::new(std::io::Cursor::new(cut)), None, &jail);
        assert_eq!(layers.next().unwrap().unwrap().text, "Whole.");
        let rest: Vec<_> = layers.collect();
        assert!(matches!(rest.last(), Some(Err(IntakeError::CutArchive { .. }))), "{rest:?}");
        if let [Ok(part), _] = rest.as_slice() {
            assert!(part.notes.contains(&Note::CutOff));
        }
    }
}

#[test]
fn a_long_record_is_cut_and_the_next_follows() {
    let bytes = made::joined(&made::warc(&[
        ("resource", "a", "text/plain", b"0123456789".repeat(100)),
        ("resource", "b", "text/plain", b"Next.".to_vec()),
    ]));
    let jail = jail(Limits { record_bytes: 20, ..Limits::default() });
    let stream = Box::new(std::io::Cursor::new(bytes));
    let layers: Vec<_> =
        oreproof_intake::read_stream(stream, None, &jail).map(Result::unwrap).collect();
    assert_eq!(layers[0].text, "01234567890123456789");
    assert_eq!(layers[0].notes, [Note::LimitReached { limit: Limit::RecordBytes, allowed: 20 }]);
    assert_eq!(layers[1].text, "Next.");
}

/// An endless gzipped archive: were records kept, memory would run out long
/// before the limit on how much is asked for.
#[test]
fn an_archive_is_read_in_bounded_memory() {
    let record =
        made::gzipped(&made::warc(&[("resource", "a", "text/plain", vec![b'x'; 1 << 20])]));
    let endless = made::Repeated::new(record, 300);
    let jail = jail(Limits { record_bytes: 1 << 10, ..Limits::default() });
    let layers = oreproof_intake::read_stream(Box::new(endless), None, &jail);
    let n = layers
        .map(|layer| layer.unwrap())
        .inspect(|layer| assert_eq!(layer.text.len(), 1 << 10))
        .count();
    assert_eq!(n, 300);
}
