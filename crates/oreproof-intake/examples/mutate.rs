//! Throws mutated documents at one reader: `mutate READER N [SEED]`, where
//! READER is `text`, `html`, `pdf`, `docx` or `warc`.
//!
//! A panic or a broken origin is reported and the input written to the
//! temporary folder. PDF and DOCX are read in this process so that a death is
//! seen; run it under `ulimit -v` to bound its memory.

#[path = "../tests/made/mod.rs"]
mod made;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use oreproof_intake::{Format, Limits, OriginMap, Place, TextLayer, docx, html, pdf, plain, warc};

#[expect(clippy::print_stdout, reason = "the report of a tool run by hand")]
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let reader = args.get(1).map_or("html", String::as_str);
    let n: u64 = args.get(2).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let mut random = Random(args.get(3).and_then(|seed| seed.parse().ok()).unwrap_or(1));
    let seeds = seeds(reader);
    let (mut read, mut refused, mut failed) = (0u64, 0u64, 0u64);
    let mut slowest = (Duration::ZERO, Vec::new());
    let begin = Instant::now();
    for _ in 0..n {
        let mut bytes = seeds[random.below(seeds.len())].clone();
        random.mutate(&mut bytes);
        let input = if reader == "docx" { repack(&bytes, &mut random) } else { bytes };
        let started = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| run(reader, &input))) {
            Ok(true) => read += 1,
            Ok(false) => refused += 1,
            Err(_) => {
                failed += 1;
                let path = std::env::temp_dir().join(format!("mutant-{reader}-{failed}"));
                let _ = std::fs::write(&path, &input);
                println!("failed: {}", path.display());
            }
        }
        if started.elapsed() > slowest.0 {
            slowest = (started.elapsed(), input);
        }
    }
    let path = std::env::temp_dir().join(format!("slowest-{reader}"));
    let _ = std::fs::write(path, &slowest.1);
    println!(
        "{reader}: {n} inputs, {read} read, {refused} refused, {failed} failed, {:.1} s, slowest {:?}",
        begin.elapsed().as_secs_f64(),
        slowest.0
    );
}

fn run(reader: &str, bytes: &[u8]) -> bool {
    let limits = Limits { unpacked_bytes: 16 << 20, record_bytes: 1 << 20, ..Limits::default() };
    let layer = match reader {
        "text" => plain::read(bytes.to_vec(), Format::Text, &limits),
        "pdf" => pdf::read(bytes, &limits),
        "docx" => docx::read(bytes, &limits),
        "warc" => {
            let mut n = 0;
            for page in warc::records(Cursor::new(bytes), &limits).flatten() {
                n += 1;
                if page.format == Format::Html {
                    let _ = html::read(&page.bytes, page.charset.as_deref(), &limits);
                }
            }
            return n > 0;
        }
        _ => html::read(bytes, None, &limits),
    };
    if let Ok(layer) = &layer {
        check(layer, bytes);
    }
    layer.is_ok()
}

/// Every character has a place, and copied ones stand there.
fn check(layer: &TextLayer, bytes: &[u8]) {
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    for (at, c) in layer.text.char_indices() {
        let place = layer.origin.place(at..at + c.len_utf8());
        let (Place::Bytes { range }, OriginMap::Bytes(_)) = (place, &layer.origin) else {
            continue;
        };
        assert!(range.end <= bytes.len(), "{range:?} of {}", bytes.len());
        let spelled = &bytes[range];
        let fits = spelled == c.to_string().as_bytes()
            || spelled.is_empty()
            || c.is_whitespace()
            || matches!(spelled[0], b'&' | b'\r' | 0);
        assert!(fits || !is_utf8, "{c:?} at {at} comes from {spelled:?}");
    }
}

fn seeds(reader: &str) -> Vec<Vec<u8>> {
    let page = "<!doctype html><html><head><title>Gold &amp; more</title><meta charset=utf-8>\
        <script type='application/ld+json'>{\"headline\":\"x\",\"datePublished\":\"2025\"}</script></head>\
        <body class='a menu'><nav><ul><li><a href=x>Home</a></ul></nav><article><h1>R&eacute;ko</h1><p>The \
        deposit holds 15 million tonnes of copper, which would make it one of the largest in the \
        world&#8212;if mined.<br>More <b>words</b><sup>2</sup></p><table><tr><th>A<th>B<tr><td>1<td>2</table>\
        <pre>x\n y</pre><!-- c --><svg><path/></svg></article><textarea>t</textarea></body></html>";
    let drawn: &[&str] = &[
        "BT /F1 18 Tf 72 760 Td (Resource statement) Tj ET",
        "q 1 0 0 1 3 4 cm BT /F1 11 Tf 14 TL 0.1 Tc 72 720 Td [(The) -300 (dep) 20 (osit)] TJ T* (holds mil-) Tj",
        "(lion) ' 2 1 (x) \" ET Q /Im1 Do BI /W 1 /H 1 ID x EI",
    ];
    let body = "<w:p><w:pPr/><w:r><w:t>Promise &amp; x</w:t><w:tab/><w:br/></w:r></w:p><w:tbl><w:tr><w:tc>\
        <w:p><w:r><w:t>Gold</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let records = made::warc(&[
        ("response", "u", "application/http", made::http("200 OK", "text/html", page.as_bytes())),
        (
            "response",
            "v",
            "application/http",
            made::http(
                "200 OK",
                "text/html\r\nTransfer-Encoding: chunked",
                b"4\r\nGold\r\n0\r\n\r\n",
            ),
        ),
        ("conversion", "w", "text/plain", b"Converted.".to_vec()),
    ]);
    match reader {
        "text" => vec![
            page.as_bytes().to_vec(),
            "Réko Diq — 5 Mt".as_bytes().to_vec(),
            b"\xff\xfea\0b\0".to_vec(),
        ],
        "pdf" => vec![
            made::pdf(&[drawn, made::PICTURE]),
            made::plain_pdf(&[drawn]),
            made::encrypted_pdf(""),
        ],
        "docx" => vec![body.as_bytes().to_vec()],
        "warc" => vec![made::joined(&records), made::gzipped(&records)],
        _ => vec![page.as_bytes().to_vec(), [b"\xef\xbb\xbf", page.as_bytes()].concat()],
    }
}

/// Half of the time the XML was mutated, and half the package is.
fn repack(xml: &[u8], random: &mut Random) -> Vec<u8> {
    let body = String::from_utf8_lossy(xml);
    let mut package = made::docx(&body, &[("word/footnotes.xml", &body)]);
    if random.below(2) == 0 {
        random.mutate(&mut package);
    }
    package
}

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % n.max(1) as u64).unwrap_or(0)
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        const TOKENS: &[&[u8]] = &[
            b"<table>",
            b"<td>",
            b"</p>",
            b"&#",
            b"&amp",
            b"<!--",
            b"]]>",
            b"\0",
            b"\r",
            b"\xc3",
            b"endobj",
            b"<<",
            b">>",
            b"/Length 99999999",
            b"R",
            b"stream",
            b"99999999999",
            b"-1",
            b"/Kids",
            b"(",
            b"[",
            b"\r\n\r\n",
            b"Content-Length: 9999999999",
            b"WARC/1.0",
            b"<w:p>",
            b"</w:tbl>",
            b"<![CDATA[",
        ];
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len() + 1);
            match self.below(7) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 if at < bytes.len() => bytes[at] = u8::try_from(self.below(256)).unwrap_or(0),
                2 => {
                    let end = (at + self.below(40)).min(bytes.len());
                    bytes.drain(at..end);
                }
                3 => {
                    let end = (at + self.below(60)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    let to = self.below(bytes.len() + 1);
                    bytes.splice(to..to, copy);
                }
                4 => {
                    let token = TOKENS[self.below(TOKENS.len())];
                    bytes.splice(at..at, token.iter().copied());
                }
                5 if self.below(10) == 0 => bytes.truncate(at),
                _ => {
                    if let Some(digit) = bytes.iter().skip(at).position(u8::is_ascii_digit) {
                        bytes[at + digit] = b'0' + u8::try_from(self.below(10)).unwrap_or(0);
                    }
                }
            }
        }
    }
}
