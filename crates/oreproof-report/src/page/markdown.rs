//! A page as Markdown: the same outline, charts as their tables, numbers with the names of their
//! figures.

use std::fmt::Write as _;

use super::{Block, Page, Section, Span, safe};
use crate::table::Table;

impl Page {
    /// The page as Markdown, as GitHub reads it.
    ///
    /// A chart is said by its words and its table. A number leads to its figure by an anchor, and
    /// the name of the figure stands there in code.
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n", words(&self.title));
        let _ = writeln!(out, "{}\n", self.line(&self.answer));
        let about: Vec<_> =
            self.about.iter().filter(|line| !line.is_empty()).map(|line| words(line)).collect();
        let _ = writeln!(out, "{}\n", about.join(" · "));
        for (i, section) in self.sections.iter().enumerate() {
            let _ = writeln!(
                out,
                "{}. {}",
                i + 1,
                link(&words(&section.title), &format!("#{}", section.id))
            );
        }
        if !self.sources.is_empty() {
            let _ = writeln!(out, "{}. [Sources](#sources)", self.sections.len() + 1);
        }
        out.push('\n');
        for (i, section) in self.sections.iter().enumerate() {
            self.section(section, &(i + 1).to_string(), 2, &mut out);
        }
        if !self.sources.is_empty() {
            let _ = writeln!(out, "## <a id=\"sources\"></a>Sources\n");
        }
        for (i, source) in self.sources.iter().enumerate() {
            let title = match &source.url {
                Some(url) => link(&words(&source.title), url),
                None => words(&source.title),
            };
            let (key, about) = (&source.key, words(&source.about));
            let _ = writeln!(out, "{}. <a id=\"s-{key}\"></a>{title}. {about}", i + 1);
        }
        let _ = writeln!(out, "\n{}", words(&self.foot));
        out
    }

    fn section(&self, section: &Section, number: &str, level: usize, out: &mut String) {
        let (marks, id) = ("#".repeat(level.min(6)), &section.id);
        let number = if number.is_empty() { String::new() } else { format!("{number} ") };
        let _ = writeln!(out, "{marks} <a id=\"{id}\"></a>{number}{}\n", words(&section.title));
        let mut inner = 0;
        for block in &section.blocks {
            if let Block::Section(part) = block {
                inner += 1;
                self.section(part, &format!("{}.{inner}", number.trim()), level + 1, out);
            } else {
                self.block(block, level, out);
            }
        }
    }

    fn block(&self, block: &Block, level: usize, out: &mut String) {
        match block {
            Block::Text(spans) => {
                let _ = writeln!(out, "{}\n", self.line(spans));
            }
            Block::List(items) => {
                for item in items {
                    let _ = writeln!(out, "- {}", self.line(item));
                }
                out.push('\n');
            }
            Block::Aside(title, spans) => {
                let _ = writeln!(out, "> **{}** {}\n", words(title), self.line(spans));
            }
            Block::Chart(chart) => {
                let caption = &chart.caption;
                let marks = "#".repeat((level + 1).min(6));
                let (id, title) = (&caption.id, words(&caption.title));
                let _ = writeln!(out, "{marks} <a id=\"{id}\"></a>{title}\n");
                let source = match caption.source.is_empty() {
                    true => String::new(),
                    false => format!("Source: {}", caption.source),
                };
                for line in [&caption.subtitle, &caption.note, &source] {
                    if !line.is_empty() {
                        let _ = writeln!(out, "{}\n", words(line));
                    }
                }
                table(&chart.table, out);
            }
            Block::Table(rows) | Block::Filtered(rows, _) => table(rows, out),
            Block::Folded(title, blocks) => {
                let _ = writeln!(out, "**{}**\n", words(title));
                blocks.iter().for_each(|block| self.block(block, level, out));
            }
            Block::Figure(id, title, spans) => {
                let _ = writeln!(
                    out,
                    "- <a id=\"{id}\"></a>`{id}` {}: {}",
                    words(title),
                    self.line(spans)
                );
            }
            Block::Section(section) => self.section(section, "", 4, out),
        }
    }

    /// Spans as one line.
    fn line(&self, spans: &[Span]) -> String {
        let mut out = String::new();
        for span in spans {
            match span {
                Span::Text(text) => out.push_str(&words(text)),
                Span::Strong(text) => {
                    let _ = write!(out, "**{}**", words(text));
                }
                Span::Quote(text) => {
                    let _ = write!(out, "“{}”", words(text));
                }
                Span::Link(text, href) => out.push_str(&link(&words(text), href)),
                Span::Number(text, figure) => {
                    out.push_str(&link(&words(text), &format!("#{figure}")));
                }
                Span::Cite(key) => {
                    let n = self.sources.iter().position(|source| source.key == *key);
                    let mark = n.map_or_else(|| format!("{key}?"), |n| (n + 1).to_string());
                    let _ = write!(out, " [\\[{mark}\\]](#s-{key})");
                }
            }
        }
        out
    }
}

fn table(table: &Table, out: &mut String) {
    if !table.title.is_empty() {
        let _ = writeln!(out, "*{}*\n", words(&table.title));
    }
    let _ = writeln!(out, "{}", table.markdown());
}

fn link(text: &str, href: &str) -> String {
    // A bracket in the address would end it.
    let href = safe(href).replace('(', "%28").replace(')', "%29").replace(' ', "%20");
    format!("[{text}]({href})")
}

/// Words that Markdown takes for nothing else.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A dollar would open a formula where Markdown knows mathematics.
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Source;
    use crate::table::{Cell, Column};

    #[test]
    fn a_page_reads_as_markdown() {
        let mut rows = Table::new("Rows", vec![Column::words("A")]);
        rows.push(vec![Cell::text("x")]).unwrap();
        let page = Page {
            title: "A <promise> *bold*".into(),
            answer: vec![Span::Number("1 bn".into(), "ladder/top".into()), Span::Cite("a".into())],
            about: vec!["as of 2025-11-26".into(), String::new()],
            sections: vec![Section {
                id: "claims".into(),
                title: "Claims".into(),
                blocks: vec![
                    Block::Table(rows),
                    Block::Figure("ladder/top".into(), "top".into(), vec![]),
                ],
            }],
            sources: vec![Source {
                key: "a".into(),
                title: "Report".into(),
                about: "page 3".into(),
                url: Some("https://example.org/a(1)".into()),
            }],
            data: None,
            foot: "End.".into(),
        };
        assert_eq!(
            page.markdown(),
            "# A &lt;promise> \\*bold\\*\n\n[1 bn](#ladder/top) [\\[1\\]](#s-a)\n\nas of 2025-11-26\n\n\
             1. [Claims](#claims)\n2. [Sources](#sources)\n\n\
             ## <a id=\"claims\"></a>1 Claims\n\n*Rows*\n\n| A |\n| :-- |\n| x |\n\n\
             - <a id=\"ladder/top\"></a>`ladder/top` top: \n\
             ## <a id=\"sources\"></a>Sources\n\n\
             1. <a id=\"s-a\"></a>[Report](https://example.org/a%281%29). page 3\n\nEnd.\n"
        );
    }
}
