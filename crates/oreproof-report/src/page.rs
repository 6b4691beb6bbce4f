//! One HTML file that holds the whole report.
//!
//! It loads nothing: style stands in it, fonts are the system's, and its own
//! policy forbids the rest. It reads with scripts off, on a telephone and on
//! paper.

mod markdown;

use std::fmt::Write as _;

use crate::chart::Chart;
use crate::chart::palette::STYLE;
use crate::table::Table;
use crate::text::escape;

const PAGE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A source a number leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its key, letters, digits and dashes, by which text cites it.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Publisher, date, page and the like.
    pub about: String,
    /// Its address, where it has one.
    pub url: Option<String>,
}

/// A part of a section.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Text(Vec<Span>),
    /// A list.
    List(Vec<Vec<Span>>),
    /// Words set apart: a warning, an answer. The first is its heading.
    Aside(String, Vec<Span>),
    /// A chart.
    Chart(Box<Chart>),
    /// A table.
    Table(Table),
    /// A table whose rows can be narrowed by the words of one column, counted
    /// from nought.
    Filtered(Table, usize),
    /// A folded part.
    Folded(String, Vec<Block>),
    /// A place a figure's number leads to: its id, what it is, and how it came
    /// to be.
    Figure(String, String, Vec<Span>),
    /// A section within the section.
    Section(Section),
}

/// Words within a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    /// Plain.
    Text(String),
    /// Strong.
    Strong(String),
    /// Exact words of a document.
    Quote(String),
    /// Words that lead somewhere.
    Link(String, String),
    /// A printed number and the id of its figure.
    Number(String, String),
    /// The mark of a source, by its key.
    Cite(String),
}

/// A numbered section.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its permanent id.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// The answer, in few words.
    pub answer: Vec<Span>,
    /// Date, version and the like, in small print under the title.
    pub about: Vec<String>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Its sources, numbered in this order.
    pub sources: Vec<Source>,
    /// The same as data, embedded for programs; valid JSON.
    pub data: Option<String>,
    /// The last line.
    pub foot: String,
}

impl Page {
    /// The page as HTML.
    pub fn html(&self) -> String {
        let mut writer =
            Writer { page: self, out: String::new(), cited: vec![0; self.sources.len()] };
        writer.page();
        writer.out
    }
}

struct Writer<'a> {
    page: &'a Page,
    out: String,
    /// How often each source is cited so far.
    cited: Vec<usize>,
}

impl Writer<'_> {
    fn page(&mut self) {
        let page = self.page;
        let title = escape(&page.title);
        let _ = write!(
            self.out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <style>\n{STYLE}{PAGE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">Skip to the report</a>\n<header>\n<h1>{title}</h1>\n<p class=\"answer\">"
        );
        self.spans(&page.answer);
        self.out.push_str("</p>\n");
        let about: Vec<String> = page.about.iter().map(|line| escape(line)).collect();
        let _ = writeln!(self.out, "<p class=\"about\">{}</p>\n</header>", about.join(" · "));
        self.contents();
        self.out.push_str("<main id=\"main\">\n");
        for (i, section) in page.sections.iter().enumerate() {
            self.section(section, &format!("{}", i + 1), 2);
        }
        self.sources();
        let _ = writeln!(self.out, "</main>\n<footer><p>{}</p></footer>", escape(&page.foot));
        if let Some(data) = &page.data {
            // A script ends at its first closing tag, whatever stands around it.
            let data = data.replace('<', "\\u003c");
            let _ =
                writeln!(self.out, "<script type=\"application/json\" id=\"data\">{data}</script>");
        }
        let _ = write!(self.out, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    }

    fn contents(&mut self) {
        let page = self.page;
        self.out.push_str("<nav aria-label=\"Contents\"><h2>Contents</h2>\n<ol>\n");
        for section in &page.sections {
            let _ = writeln!(
                self.out,
                "<li><a href=\"#{}\">{}</a></li>",
                escape(&section.id),
                escape(&section.title)
            );
        }
        if !page.sources.is_empty() {
            self.out.push_str("<li><a href=\"#sources\">Sources</a></li>\n");
        }
        self.out.push_str("</ol></nav>\n");
    }

    fn section(&mut self, section: &Section, number: &str, level: usize) {
        let (id, title) = (escape(&section.id), escape(&section.title));
        let level = level.min(6);
        let _ = writeln!(
            self.out,
            "<section id=\"{id}\">\n<h{level}><a class=\"self\" href=\"#{id}\"><span class=\"number\">{number}</span> {title}</a></h{level}>"
        );
        let mut inner = 0;
        for block in &section.blocks {
            if let Block::Section(part) = block {
                inner += 1;
                self.section(part, &format!("{number}.{inner}"), level + 1);
            } else {
                self.block(block);
            }
        }
        self.out.push_str("</section>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(spans) => {
                self.out.push_str("<p>");
                self.spans(spans);
                self.out.push_str("</p>\n");
            }
            Block::List(items) => {
                self.out.push_str("<ul>\n");
                for item in items {
                    self.out.push_str("<li>");
                    self.spans(item);
                    self.out.push_str("</li>\n");
                }
                self.out.push_str("</ul>\n");
            }
            Block::Aside(title, spans) => {
                let _ = write!(self.out, "<aside><p><strong>{}</strong> ", escape(title));
                self.spans(spans);
                self.out.push_str("</p></aside>\n");
            }
            Block::Chart(chart) => self.out.push_str(&chart.html()),
            Block::Table(table) => self.out.push_str(&table.html()),
            Block::Filtered(table, column) => {
                let name = table.columns.get(*column).map_or("", |c| c.name.as_str());
                let _ = writeln!(
                    self.out,
                    "<div class=\"filtered\" data-column=\"{column}\" data-name=\"{}\">\n{}</div>",
                    escape(name),
                    table.html()
                );
            }
            Block::Folded(title, blocks) => {
                let _ = writeln!(self.out, "<details><summary>{}</summary>", escape(title));
                blocks.iter().for_each(|block| self.block(block));
                self.out.push_str("</details>\n");
            }
            Block::Figure(id, title, spans) => {
                let id = escape(id);
                let _ = write!(
                    self.out,
                    "<div class=\"derivation\" id=\"{id}\"><h4><a class=\"self\" href=\"#{id}\">{}</a></h4><p>",
                    escape(title)
                );
                self.spans(spans);
                self.out.push_str("</p></div>\n");
            }
            // A section that is folded away has no number.
            Block::Section(section) => self.section(section, "", 4),
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Text(text) => self.out.push_str(&escape(text)),
                Span::Strong(text) => {
                    let _ = write!(self.out, "<strong>{}</strong>", escape(text));
                }
                Span::Quote(text) => {
                    let _ = write!(self.out, "<q>{}</q>", escape(text));
                }
                Span::Link(text, href) => {
                    let _ = write!(
                        self.out,
                        "<a href=\"{}\"{}>{}</a>",
                        escape(&safe(href)),
                        rel(href),
                        escape(text)
                    );
                }
                Span::Number(text, figure) => {
                    self.out.push_str(&crate::table::anchored(&escape(text), Some(figure)));
                }
                Span::Cite(key) => self.cite(key),
            }
        }
    }

    fn cite(&mut self, key: &str) {
        let Some(n) = self.page.sources.iter().position(|source| source.key == key) else {
            // A mark that leads nowhere must be seen, not dropped.
            let _ = write!(self.out, "<sup class=\"lost\">[{}?]</sup>", escape(key));
            return;
        };
        self.cited[n] += 1;
        let _ = write!(
            self.out,
            "<sup><a id=\"c-{key}-{}\" href=\"#s-{key}\">[{}]</a></sup>",
            self.cited[n],
            n + 1,
            key = escape(key)
        );
    }

    fn sources(&mut self) {
        let page = self.page;
        if page.sources.is_empty() {
            return;
        }
        self.out.push_str("<section id=\"sources\">\n<h2><a class=\"self\" href=\"#sources\">Sources</a></h2>\n<ol>\n");
        for (source, cited) in page.sources.iter().zip(self.cited.clone()) {
            let key = escape(&source.key);
            let title = match &source.url {
                Some(url) => format!(
                    "<a href=\"{}\"{}>{}</a>",
                    escape(&safe(url)),
                    rel(url),
                    escape(&source.title)
                ),
                None => escape(&source.title),
            };
            let _ = write!(self.out, "<li id=\"s-{key}\">{title}. {}", escape(&source.about));
            for back in 1..=cited.min(MOST_BACK) {
                let _ = write!(
                    self.out,
                    " <a class=\"back\" href=\"#c-{key}-{back}\" aria-label=\"back to mention {back}\">↩{back}</a>"
                );
            }
            if cited > MOST_BACK {
                let more = cited - MOST_BACK;
                let _ = write!(self.out, " <span class=\"back\">and {more} more</span>");
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

/// A source leads back to as many of its first mentions; a table's rows may cite it hundreds of times.
const MOST_BACK: usize = 12;

/// Addresses lead within the page or to the web, never to a script.
fn safe(href: &str) -> String {
    let known = ["#", "https://", "http://", "mailto:"];
    if known.iter().any(|start| href.starts_with(start)) { href.to_owned() } else { "#".to_owned() }
}

fn rel(href: &str) -> &'static str {
    if href.starts_with('#') { "" } else { " rel=\"noreferrer noopener\"" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(blocks: Vec<Block>) -> Page {
        Page {
            title: "A <promise> & its proof".into(),
            answer: vec![Span::Text("Not proven.".into()), Span::Cite("a".into())],
            about: vec!["as of 2025-11-26".into()],
            sections: vec![Section { id: "claims".into(), title: "Claims".into(), blocks }],
            sources: vec![Source {
                key: "a".into(),
                title: "Annual report".into(),
                about: "2024, page 3".into(),
                url: Some("https://example.org/a?b=1&c=2".into()),
            }],
            data: Some("{\"x\":\"</script>\"}".into()),
            foot: "Written by oreproof.".into(),
        }
    }

    #[test]
    fn everything_is_escaped_and_nothing_is_loaded() {
        let html = page(vec![Block::Text(vec![
            Span::Quote("<script>alert(1)</script>".into()),
            Span::Link("go".into(), "javascript:alert(1)".into()),
            Span::Number("1.2 bn".into(), "f1".into()),
            Span::Cite("missing".into()),
        ])])
        .html();
        assert!(html.contains("A &lt;promise&gt; &amp; its proof"));
        assert!(!html.contains("<script>alert"));
        assert!(!html.contains("javascript:"));
        assert!(!html.contains("src="));
        assert!(!html.contains("url(http"));
        assert!(html.contains("\\u003c/script>"));
        assert!(html.contains("href=\"#f1\" data-figure=\"f1\""));
        assert!(html.contains("[missing?]"));
    }

    #[test]
    fn a_source_leads_back_to_every_mention() {
        let html = page(vec![Block::Text(vec![Span::Cite("a".into())])]).html();
        for id in ["c-a-1", "c-a-2", "s-a"] {
            assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
            assert!(html.contains(&format!("href=\"#{id}\"")), "{id}");
        }
    }
}
