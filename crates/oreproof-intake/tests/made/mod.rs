//! Small documents, made by hand.

#![allow(dead_code, reason = "not every test makes every document")]
#![allow(clippy::unwrap_used, missing_docs, reason = "for tests only")]

use std::io::{self, Cursor, Read, Write};

use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream,
    dictionary,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A page which is one picture.
pub const PICTURE: &[&str] = &["q 600 0 0 800 0 0 cm /Im1 Do Q"];

/// A PDF of pages, each given by the lines of its content.
pub fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let mut document = document(pages);
    document.compress();
    saved(document)
}

/// The same, with nothing compressed.
pub fn plain_pdf(pages: &[&[&str]]) -> Vec<u8> {
    saved(document(pages))
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn document(pages: &[&[&str]]) -> Document {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let picture = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
        "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
    };
    let picture = document.add_object(Stream::new(picture, vec![0]));
    let resources = document.add_object(dictionary! {
        "Font" => dictionary! { "F1" => font }, "XObject" => dictionary! { "Im1" => picture },
    });
    let mut kids = Vec::new();
    for page in pages {
        let content =
            document.add_object(Stream::new(Dictionary::new(), page.join("\n").into_bytes()));
        kids.push(Object::Reference(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
        })));
    }
    let n_pages = i64::try_from(kids.len()).unwrap();
    let node = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => n_pages };
    document.objects.insert(tree, Object::Dictionary(node));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    let info = document.add_object(dictionary! {
        "Title" => Object::string_literal("Statement"),
        "CreationDate" => Object::string_literal("D:20250925053000Z"),
    });
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    document
}

/// A PDF which opens with this password.
pub fn encrypted_pdf(password: &str) -> Vec<u8> {
    let mut document = document(&[&["BT /F1 11 Tf 72 720 Td (Secret words) Tj ET"]]);
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    saved(document)
}

/// A small PDF whose only page unpacks to so many bytes.
pub fn pdf_bomb(unpacked: usize) -> Vec<u8> {
    let line = "BT /F1 11 Tf 72 720 Td (Words) Tj ET\n";
    let content = line.repeat(unpacked / line.len() + 1);
    pdf(&[&[&content]])
}

/// A DOCX with this body and these further parts.
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"
    );
    let types = ("[Content_Types].xml", "<Types/>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in [types, ("word/document.xml", &document)].iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An answer of a web server; the content type may bring further headers.
pub fn http(status: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let headers = format!("HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n");
    [headers.as_bytes(), body].concat()
}

/// Records of an archive: type, address, content type and content of each.
pub fn warc(records: &[(&str, &str, &str, Vec<u8>)]) -> Vec<Vec<u8>> {
    let record = |(kind, uri, content_type, content): &(&str, &str, &str, Vec<u8>)| {
        let headers = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\n\
             WARC-Date: 2025-09-25T00:00:00Z\r\nContent-Type: {content_type}\r\n\
             Content-Length: {}\r\n\r\n",
            content.len()
        );
        [headers.as_bytes(), content, b"\r\n\r\n"].concat()
    };
    records.iter().map(record).collect()
}

/// The records as a plain archive.
pub fn joined(records: &[Vec<u8>]) -> Vec<u8> {
    records.concat()
}

/// The records as an archive with a gzip member each.
pub fn gzipped(records: &[Vec<u8>]) -> Vec<u8> {
    let member = |record: &Vec<u8>| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(record).unwrap();
        gzip.finish().unwrap()
    };
    records.iter().flat_map(member).collect()
}

/// The same bytes so many times.
pub struct Repeated {
    bytes: Cursor<Vec<u8>>,
    left: usize,
}

impl Repeated {
    pub fn new(bytes: Vec<u8>, times: usize) -> Self {
        Self { bytes: Cursor::new(bytes), left: times - 1 }
    }
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.bytes.read(buffer)?;
        if n == 0 && self.left > 0 {
            self.left -= 1;
            self.bytes.set_position(0);
            return self.bytes.read(buffer);
        }
        Ok(n)
    }
}
