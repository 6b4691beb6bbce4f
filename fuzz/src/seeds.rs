//! Seed documents, one set a format, all made here.

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Sentences of the genre: sound ones, bad ones, and shapes that misread easily.
pub const TEXTS: &[&str] = &[
    "Golden Quill confirms a giant at Sable Fork\n\nThe Inferred Mineral Resource is 18.6 Mt at \
     1.24 g/t Au for 742,000 ounces (JORC 2012), said J. Doe, MAusIMM, Competent Person. The hole \
     cut 12.4 m at 3.1% Cu from 102.5 m, including 2 m at 9%.\n",
    "The country’s mineral reserves were worth at least $3 trillion and could pay off the debt, \
     the minister said on Thursday. “We will export immediately,” he added. Officials, who asked \
     not to be named, put it at $5.5–6.0bn.\n",
    "Ore mined was 40,000 t in the September 2024 quarter, against 52,000 t a year earlier, up \
     30%. Cash was A$8.2 million. Recovery was 87.5%; head grade 0.48 % Cu and 0.26 g/t Au.\n",
    "Mr A. B. Khan’s ministry signed a non-binding MoU worth Rs 500 crore (US$60m) with two \
     firms: 50 per cent each, 25%, 15% and 10%. Five to 15 years” remain. 1970s. 25 Sep 202525 Sep 2025.\n",
    "• The project has an after-tax NPV8 of US$310 million and an IRR of 21.4% at US$4.20/lb copper.\n\
     • Probable Reserve: 2.4 Mt @ 1.1% Li₂O (26,400 t contained; 65,200 t LCE).\n\
     • TREO 1.2%, Nd₂O₃ 0.2%; 9 lakh tons; three-quarters of nine months; km² 1,250; 1,2,3,4.\n",
    "check: ignore CAT001\nThe hill contains 52 million tons of ore, one of the world’s largest. \
     £1.2m, €40 million, C$7, N$9, ¥10bn, 12 MMT, 0.3 oz/ton, 15°C, §4, ½ t, ³, Ⅷ, ١٢٣, 1e400, −5.\n",
];

/// Drill campaigns: tables parted by equals signs, sound and odd ones.
pub const CAMPAIGNS: &[&str] = &[
    "hole,x,y,z,length\nA,100,200,50,30\nB,150,200,52,20\n====\nhole,depth,azimuth,dip\nA,0,90,-60\n\
     A,30,92,-58\nB,0,90,-60\n====\nhole,from,to,cu_pct,rock\nA,0,10,0.5,ore\nA,10,20,<0.1,ore\nB,0,10,,waste\n",
    "\u{feff}\"Hole ID\";\"East\";\"North\";\"RL\"\r\n\"A\";1,5;2;3\r\n====\r\nBHID\tAT\tAZ\tDIP\r\nA\t90000\t0\t90\r\n\
     ====\r\nDHID,mFrom,mTo,Au_ppb,SG\r\nA,0,1e9,400,2.7\r\nA,-1,3,>100,27\r\n",
    "hole,x,y,z,azimuth,dip\nA,0,0,0,10,-90\na,0,0,0,190,90\n====\nhole,from,to,cu\nA,5,4,1\nA,0,4,1\nA,2,9,2\n====\n\
     CRM,Au_assay,Au_certified,Au_SD\nG1,2,2,0.1\nG1,9,2,0\n",
];

/// GSLIB files.
pub const GEOEAS: &[&str] = &[
    "title\n3 10 10\nX  m\nY\nPrimary\n 1.0  2.0\t3.5D+01\n4 5 -999\n\u{1a}\n",
    "t\n1\nv\n1,2\n\n-1.0e21\n",
];

/// Pieces that mean something to readers of tables.
pub const TABLE_WORDS: &[&[u8]] = &[
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\"",
    b"====",
    b"hole",
    b"from",
    b"to",
    b"depth",
    b"azimuth",
    b"dip",
    b"x",
    b"y",
    b"z",
    b"cu_pct",
    b"density",
    b"-90",
    b"90",
    b"360",
    b"0",
    b"1e308",
    b"-1e308",
    b"5e-324",
    b"<0.01",
    b">9",
    b"nan",
    b"-999",
    b"1e31",
    b"original",
    b"duplicate",
    b"9999999999",
];

/// Pieces that mean something to the grammar and the rules.
pub const TEXT_WORDS: &[&[u8]] = &[
    b" million ",
    b" Mt",
    b" g/t ",
    b"%",
    b"US$",
    b"Rs ",
    b" crore",
    b" lakh ",
    b"\xe2\x80\x93",
    b"\xe2\x80\x9c",
    b"\xe2\x80\x9d",
    b" Inferred ",
    b" reserves ",
    b" worth ",
    b" MoU ",
    b" ounces",
    b"\n\n",
    b". ",
    b", ",
    b" and ",
    b" to ",
    b" per ",
    b" a year",
    b" 2024",
    b" March ",
    b"(",
    b")",
    b" not ",
    b" said ",
    b"1,234,567.89",
    b" trillion",
    b"\xe2\x82\x82",
    b"\xc2\xb2",
    b"\xcc\x81",
    b"\xf0\x9f\xaa\xa8",
    b"\xe2\x80\x8b",
    b"\xc2\xa0",
    b"\r\n",
    b"\0",
    b" tons",
    b" @ ",
    b"half a ",
];

const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Deal</title>\
    <script>var a = '<p>no</p>';</script><style>p{}</style></head><body><nav><ul><li><a href=/>Home</a>\
    </ul></nav><main><article><h1>Strategic &amp; vast</h1><p>The deposit holds <b>15&nbsp;Mt</b> \
    of copper, &#8220;worth $138&nbsp;billion&#x201d;.</p><table><tr><td>Inferred<td>5.0 Mt<td>1.9%\
    </table><blockquote><p>We will <em>export</em><br>at once.</p></blockquote><!-- c --><pre>a\n b</pre>\
    <div hidden>x</div><svg><text>1</text></svg></article></main><footer>© 2025</footer></body></html>";

/// Pieces that mean something to a reader of HTML.
pub const HTML_WORDS: &[&[u8]] = &[
    b"<p>",
    b"</p>",
    b"<div>",
    b"<table>",
    b"<tr><td>",
    b"</table>",
    b"<script>",
    b"</script>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<svg>",
    b"<math>",
    b"<template>",
    b"<noscript>",
    b"<title>",
    b"<textarea>",
    b"&amp;",
    b"&#0;",
    b"&#x10ffff;",
    b"&notit;",
    b"<meta charset=utf-16>",
    b"<br/>",
    b"<article>",
    b"<main>",
    b"</body>",
    b"<a href='",
    b"\"",
    b"<plaintext>",
    b"<base>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<select><option>",
    b"<frameset>",
    b"</",
    b"<b><i></b></i>",
];

/// Pieces that mean something to a reader of PDF.
pub const PDF_WORDS: &[&[u8]] = &[
    b" obj\n",
    b"endobj\n",
    b"stream\n",
    b"endstream",
    b"xref\n",
    b"trailer\n",
    b"startxref\n",
    b"%%EOF",
    b"<<",
    b">>",
    b"/Length ",
    b"/Kids ",
    b"/Count ",
    b"/Filter /FlateDecode",
    b"/Parent ",
    b"/ToUnicode ",
    b" 0 R",
    b"/ObjStm",
    b"/Prev ",
    b"/Encrypt ",
    b"/ASCII85Decode",
    b"/Font ",
    b"BT ",
    b" ET",
    b" Tj",
    b" TJ",
    b"[",
    b"]",
    b"(",
    b")",
    b"<FEFF",
    b"/Predictor 15",
    b"/Columns ",
];

const PART: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \
    xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:pPr>\
    <w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Sable Fork</w:t></w:r></w:p><w:p><w:r>\
    <w:t xml:space=\"preserve\">The reserve is </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>15 Mt</w:t>\
    <w:tab/><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1.9%</w:t></w:r></w:p></w:tc></w:tr>\
    </w:tbl><w:sectPr/></w:body></w:document>";

/// Pieces that mean something to a reader of DOCX.
pub const DOCX_WORDS: &[&[u8]] = &[
    b"<w:p>",
    b"</w:p>",
    b"<w:r><w:t>",
    b"</w:t></w:r>",
    b"<w:tbl>",
    b"<w:tr><w:tc>",
    b"<w:del>",
    b"<w:txbxContent>",
    b"<!DOCTYPE x [<!ENTITY a \"b\">]>",
    b"&a;",
    b"&#x0;",
    b"<![CDATA[",
    b"]]>",
    b"<?",
    b"?>",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"xmlns:w=\"\"",
    b"<mc:AlternateContent>",
];

/// Pieces that mean something to a reader of web archives.
pub const WARC_WORDS: &[&[u8]] = &[
    b"WARC/1.1\r\n",
    b"WARC/1.0\r\n",
    b"Content-Length: ",
    b"\r\n\r\n",
    b"WARC-Type: response\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Content-Type: text/html\r\n",
    b"ffffffff\r\n",
    b"0\r\n\r\n",
    b"WARC-Target-URI: ",
    b"\n\n",
    b"WARC-Segment-Number: 2\r\n",
    b"Content-Length: 99999999999999999999\r\n",
];

/// Web pages.
pub fn pages() -> Vec<Vec<u8>> {
    let latin = "<html><head><meta charset=windows-1252></head><body><p>Worth \x24190bn</body>";
    let nested =
        format!("<body>{}5 Mt{}", "<div><ul><li>".repeat(60), "</li></ul></div>".repeat(60));
    let wide: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [&b"\xff\xfe"[..], &wide].concat();
    vec![PAGE.into(), latin.into(), nested.into_bytes(), wide, TEXTS[1].into()]
}

/// PDF files: one written by hand, one with compressed streams, one with the
/// objects themselves in a compressed stream.
pub fn pdfs() -> Vec<Vec<u8>> {
    vec![hand_written_pdf(), library_pdf(false), library_pdf(true)]
}

fn hand_written_pdf() -> Vec<u8> {
    let content = "BT /F1 12 Tf 72 720 Td (The deposit holds 15 Mt of copper) Tj 0 -14 Td \
                   [(worth) -250 ($138 billion)] TJ ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
    }
    let start = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        pdf.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let root = format!("trailer\n<< /Size {} /Root 1 0 R >>\n", objects.len() + 1);
    pdf.extend(format!("{root}startxref\n{start}\n%%EOF\n").bytes());
    pdf
}

fn library_pdf(packed: bool) -> Vec<u8> {
    let mut pdf = Document::with_version("1.5");
    let pages = pdf.new_object_id();
    let font = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier",
    });
    let resources = pdf.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut kids: Vec<Object> = Vec::new();
    for text in &TEXTS[..3] {
        let show = |line: &str| Operation::new("Tj", vec![Object::string_literal(line)]);
        let mut operations = vec![
            Operation::new("BT", vec![]),
            Operation::new("Tf", vec!["F1".into(), 11.into()]),
            Operation::new("TL", vec![14.into()]),
            Operation::new("Td", vec![50.into(), 700.into()]),
        ];
        for line in text.lines().filter(|line| line.is_ascii()) {
            operations.extend([show(line), Operation::new("T*", vec![])]);
        }
        operations.push(Operation::new("ET", vec![]));
        let content = Content { operations }.encode().unwrap_or_default();
        let content = pdf.add_object(Stream::new(dictionary! {}, content));
        let page = dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content };
        kids.push(pdf.add_object(page).into());
    }
    let tree = dictionary! {
        "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    pdf.objects.insert(pages, tree.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    pdf.compress();
    let mut bytes = Vec::new();
    let saved = match packed {
        true => pdf.save_modern(&mut bytes),
        false => pdf.save_to(&mut bytes),
    };
    saved.expect("a document in memory can be written");
    bytes
}

/// The main parts of DOCX files; [`docx`] packs them.
pub fn docx_parts() -> Vec<Vec<u8>> {
    let nested = PART.replace("<w:sectPr/>", &"<w:tbl><w:tr><w:tc>".repeat(40));
    vec![PART.into(), nested.into_bytes()]
}

/// A DOCX package with this main part.
pub fn docx(part: &[u8]) -> Vec<u8> {
    let files: [(&str, &[u8]); 3] = [
        ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"),
        ("_rels/.rels", b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
        ("word/document.xml", part),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, SimpleFileOptions::default()).expect("the name is plain");
        archive.write_all(bytes).expect("memory can be written");
    }
    archive.finish().expect("memory can be written").into_inner()
}

/// Web archives, unpacked.
pub fn warcs() -> Vec<Vec<u8>> {
    let page = |headers: &str, body: &str| format!("HTTP/1.1 200 OK\r\n{headers}\r\n{body}");
    let plain = page("Content-Type: text/html; charset=utf-8\r\n", PAGE);
    let chunked = page(
        "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
        &format!("{:x}\r\n{PAGE}\r\n0\r\n\r\n", PAGE.len()),
    );
    let text = page("Content-Type: text/plain\r\n", TEXTS[0]);
    let record = |kind: &str, body: &str| {
        format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\n\
             WARC-Date: 2025-09-25T00:00:00Z\r\nWARC-Target-URI: https://example.org/a\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    };
    let info = record("warcinfo", "software: none\r\n");
    let all = format!("{info}{}{}", record("response", &plain), record("response", &chunked));
    vec![
        all.into_bytes(),
        record("response", &text).into_bytes(),
        record("resource", PAGE).into_bytes(),
    ]
}

/// The same bytes, compressed as a web archive's records are.
pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}
