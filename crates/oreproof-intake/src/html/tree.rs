//! A plain tree of a page, built while it is tokenized.
//!
//! The tokenizer is `html5gum`, which follows the HTML standard and tells the
//! place of each token. The tree is simpler than the standard's: it closes what
//! the standard closes by implication (`<p>`, `<li>`, table cells), ignores end
//! tags that match nothing, and leaves the order of the text alone, which is
//! all that choosing and writing the text needs.

use std::ops::Range;

use html5gum::emitters::naive_next_state;
use html5gum::{Emitter, Error, State, Tokenizer};

use super::meta::Meta;
use crate::origin::Trace;

/// Elements nest no deeper; beyond it their text belongs to the last one.
const DEPTH: usize = 256;

/// A tag has no more attributes than are looked at.
const ATTRIBUTES: usize = 64;

/// No structured data longer than this is looked through.
const STRUCTURED_BYTES: usize = 256 * 1024;

/// A parsed page.
pub(super) struct Parsed {
    pub(super) tree: Tree,
    pub(super) meta: Meta,
    /// Whether the page was cut at its limit.
    pub(super) full: bool,
}

/// Elements and texts, parents before children, in the order of the page.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// All text outside tags, entities decoded.
    pub(super) text: String,
    /// From `text` to the page.
    pub(super) trace: Trace,
}

pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) first_child: Option<u32>,
    pub(super) next: Option<u32>,
    last_child: Option<u32>,
    pub(super) kind: Kind,
}

pub(super) enum Kind {
    /// A stretch of [`Tree::text`].
    Text {
        start: usize,
        end: usize,
    },
    Element {
        tag: Tag,
        cues: Cues,
    },
}

/// What the attributes of an element say about its place on the page.
#[derive(Clone, Copy, Default)]
pub(super) struct Cues {
    /// It is not shown.
    pub(super) hidden: bool,
    /// Its class, id or role is one that menus and notices have.
    pub(super) aside: bool,
    /// It is marked as the article.
    pub(super) article: bool,
}

/// Defines [`Tag`] with its names, and nothing for the names not listed.
macro_rules! tags {
    ($($tag:ident $name:literal),* $(,)?) => {
        /// The elements whose name makes a difference here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Tag { $($tag,)* Other }

        impl Tag {
            fn of(name: &[u8]) -> Self {
                match name { $($name => Self::$tag,)* _ => Self::Other }
            }
        }
    };
}

tags! {
    Root b"", Html b"html", Head b"head", Body b"body", Title b"title", Meta b"meta", Link b"link",
    Base b"base", Script b"script", Style b"style", Noscript b"noscript", Template b"template",
    Svg b"svg", Math b"math", Iframe b"iframe", Object b"object", Canvas b"canvas", Audio b"audio",
    Video b"video", Select b"select", Option b"option", Textarea b"textarea", Input b"input",
    Button b"button", Dialog b"dialog", Nav b"nav", Footer b"footer", Header b"header",
    Aside b"aside", Main b"main", Article b"article", Section b"section", Div b"div",
    Center b"center", Form b"form", Fieldset b"fieldset", Figure b"figure",
    Figcaption b"figcaption", Address b"address", Blockquote b"blockquote", Pre b"pre", P b"p",
    H1 b"h1", H2 b"h2", H3 b"h3", H4 b"h4", H5 b"h5", H6 b"h6", Hgroup b"hgroup", Ul b"ul",
    Ol b"ol", Menu b"menu", Li b"li", Dl b"dl", Dt b"dt", Dd b"dd", Table b"table",
    Caption b"caption", Colgroup b"colgroup", Thead b"thead", Tbody b"tbody", Tfoot b"tfoot",
    Tr b"tr", Td b"td", Th b"th", Details b"details", Summary b"summary", Hr b"hr", Br b"br",
    Wbr b"wbr", Img b"img", Source b"source", Track b"track", Embed b"embed", Col b"col",
    Area b"area", Param b"param", A b"a", B b"b", I b"i", Em b"em", Strong b"strong", U b"u",
    Small b"small", Span b"span", Sup b"sup", Sub b"sub", Font b"font", Time b"time",
    Label b"label", Code b"code", Abbr b"abbr", Cite b"cite", Q b"q", Mark b"mark", S b"s",
    Del b"del", Ins b"ins", Tt b"tt", Big b"big", Bdi b"bdi", Data b"data", Kbd b"kbd",
}

impl Tag {
    /// Elements without content.
    fn is_void(self) -> bool {
        use Tag::*;
        let void =
            [Br, Hr, Img, Input, Meta, Link, Base, Wbr, Source, Track, Embed, Col, Area, Param];
        void.contains(&self)
    }

    /// Elements in a line of text; unknown elements count as blocks, so that
    /// nothing is glued.
    pub(super) fn is_inline(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Br | Wbr
                | Img
                | Input
                | Source
                | Track
                | Embed
                | Area
                | Param
                | A
                | B
                | I
                | Em
                | Strong
                | U
                | Small
                | Span
                | Sup
                | Sub
                | Font
                | Time
                | Label
                | Code
                | Abbr
                | Cite
                | Q
                | Mark
                | S
                | Del
                | Ins
                | Tt
                | Big
                | Bdi
                | Data
                | Kbd
                | Svg
                | Math
                | Script
                | Style
                | Noscript
                | Template
                | Select
                | Textarea
                | Iframe
                | Object
                | Canvas
                | Audio
                | Video
                | Link
                | Meta
                | Button
                | Option
        )
    }

    /// Elements whose text is not the page's prose, wherever they stand.
    pub(super) fn is_dropped(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Head | Title
                | Script
                | Style
                | Noscript
                | Template
                | Svg
                | Math
                | Iframe
                | Object
                | Canvas
                | Audio
                | Video
                | Select
                | Option
                | Textarea
                | Button
                | Dialog
        )
    }

    pub(super) fn is_heading(self) -> bool {
        use Tag::*;
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    /// Whether the start of this element ends an open paragraph.
    fn ends_paragraph(self) -> bool {
        use Tag::*;
        !self.is_inline()
            && !matches!(self, Other | Caption | Colgroup | Thead | Tbody | Tfoot | Tr | Td | Th)
    }
}

/// Parses a page, which must end in a space: at the very end of its input
/// the tokenizer's position is one short.
pub(super) fn parse(html: &str, pieces: usize) -> Parsed {
    debug_assert!(html.ends_with(' '));
    let builder = Builder::new(html.as_bytes(), pieces);
    let mut tokenizer = Tokenizer::new_with_emitter(html, Shared(builder));
    // The builder yields no tokens: it is done when the tokenizer is.
    let mut done = None;
    while let Some(Ok(parsed)) = tokenizer.next() {
        done = Some(parsed);
    }
    done.unwrap_or_else(|| Builder::new(b"", 0).finish())
}

struct Builder<'a> {
    html: &'a [u8],
    /// How many nodes and runs there may be.
    pieces: usize,
    /// How far the tokenizer has read.
    at: usize,
    /// How far the page has been turned into text or elements.
    done: usize,
    nodes: Vec<Node>,
    open: Vec<(u32, Tag)>,
    /// How many of each tag are open, so that those which are not need not be
    /// looked for.
    n_open: [u16; Tag::Other as usize + 1],
    text: Vec<u8>,
    trace: Trace,
    meta: Meta,
    /// Where the text of the last node may go on.
    growing: Option<u32>,
    /// Depth beyond [`DEPTH`], where elements are not kept.
    too_deep: usize,
    tag: OpenTag,
    last_start: Vec<u8>,
    finished: Option<Parsed>,
}

/// The tag the tokenizer is in.
#[derive(Default)]
struct OpenTag {
    name: Vec<u8>,
    is_end: bool,
    self_closing: bool,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
}

impl OpenTag {
    fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name.as_bytes())?;
        Some(String::from_utf8_lossy(value).into_owned())
    }
}

impl<'a> Builder<'a> {
    fn new(html: &'a [u8], pieces: usize) -> Self {
        let root = Node {
            parent: 0,
            first_child: None,
            next: None,
            last_child: None,
            kind: Kind::Element { tag: Tag::Root, cues: Cues::default() },
        };
        Self {
            html,
            pieces,
            at: 0,
            done: 0,
            nodes: vec![root],
            open: vec![(0, Tag::Root)],
            n_open: [0; Tag::Other as usize + 1],
            text: Vec::new(),
            trace: Trace::default(),
            meta: Meta::default(),
            growing: None,
            too_deep: 0,
            tag: OpenTag::default(),
            last_start: Vec::new(),
            finished: None,
        }
    }

    fn finish(&mut self) -> Parsed {
        let text = String::from_utf8(std::mem::take(&mut self.text)).unwrap_or_else(|error| {
            // The page was valid UTF-8, and the tokenizer does not cut
            // characters; were it to, lengths must not change.
            let mut bytes = error.into_bytes();
            bytes.iter_mut().filter(|byte| !byte.is_ascii()).for_each(|byte| *byte = b'?');
            String::from_utf8(bytes).unwrap_or_default()
        });
        let tree = Tree {
            nodes: std::mem::take(&mut self.nodes),
            text,
            trace: std::mem::take(&mut self.trace),
        };
        let full = self.pieces < tree.nodes.len() + tree.trace.len();
        Parsed { tree, meta: std::mem::take(&mut self.meta), full }
    }

    fn append(&mut self, kind: Kind) -> u32 {
        let idx = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let parent = self.open.last().map_or(0, |(idx, _)| *idx);
        self.nodes.push(Node { parent, first_child: None, next: None, last_child: None, kind });
        let last = self.nodes[parent as usize].last_child.replace(idx);
        match last {
            Some(last) => self.nodes[last as usize].next = Some(idx),
            None => self.nodes[parent as usize].first_child = Some(idx),
        }
        idx
    }

    fn within(&self, tag: Tag) -> bool {
        self.open.last().is_some_and(|(_, open)| *open == tag)
    }

    fn push_text(&mut self, decoded: &[u8]) {
        let spelled = self.spelling(decoded);
        self.done = spelled.end;
        if self.within(Tag::Title) && self.meta.title.len() < 1_000 {
            self.meta.title.push_str(&String::from_utf8_lossy(decoded));
        }
        if self.within(Tag::Script) || self.within(Tag::Style) {
            if let Some(script) = self.meta.structured.last_mut()
                && self.last_start == b"script"
                && script.len() + decoded.len() <= STRUCTURED_BYTES
            {
                script.extend_from_slice(decoded);
            }
            return;
        }
        if self.is_full() {
            return;
        }
        let start = self.text.len();
        if self.html[spelled.clone()] == *decoded {
            self.trace.copied(start, spelled.start);
        } else {
            self.trace.stepped(start, spelled.start, decoded.len(), spelled.len());
        }
        self.text.extend_from_slice(decoded);
        let now = self.text.len();
        if let Some(idx) = self.growing
            && let Kind::Text { end, .. } = &mut self.nodes[idx as usize].kind
        {
            *end = now;
        } else {
            self.growing = Some(self.append(Kind::Text { start, end: now }));
        }
    }

    /// The bytes of the page which spell what was decoded last.
    fn spelling(&self, decoded: &[u8]) -> Range<usize> {
        let end = self.at.min(self.html.len());
        let begin = self.done.min(end);
        let here = self.html.get(begin);
        if here == Some(&b'\r') {
            let pair = self.html.get(begin + 1) == Some(&b'\n');
            return begin..begin + 1 + usize::from(pair);
        }
        if here == Some(&b'&') {
            return begin..end;
        }
        match end.checked_sub(decoded.len()) {
            Some(from) if self.html[from..end] == *decoded => from..end,
            _ => begin..end,
        }
    }

    fn start(&mut self, tag: Tag) {
        self.imply_ends(tag);
        match tag {
            Tag::Meta => {
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let (Some(name), Some(value)) =
                        (self.tag.attribute(key), self.tag.attribute("content"))
                    {
                        self.meta.state(&name, &value);
                    }
                }
            }
            Tag::Link if self.tag.attribute("rel").as_deref() == Some("canonical") => {
                self.meta.state("canonical", &self.tag.attribute("href").unwrap_or_default());
            }
            Tag::Time => {
                self.meta.state("time", &self.tag.attribute("datetime").unwrap_or_default());
            }
            Tag::Script => {
                let kind = self.tag.attribute("type").unwrap_or_default();
                if kind.eq_ignore_ascii_case("application/ld+json") {
                    self.meta.structured.push(Vec::new());
                } else if self.meta.structured.last().is_some_and(|script| !script.is_empty()) {
                    // So that an ordinary script does not go on with the data.
                    self.meta.structured.push(Vec::new());
                }
            }
            _ => {}
        }
        let is_closed = tag.is_void()
            || self.tag.self_closing && matches!(tag, Tag::Svg | Tag::Math | Tag::Other);
        if is_closed && !self.is_full() {
            let cues = Cues::default();
            self.append(Kind::Element { tag, cues });
        } else if self.open.len() >= DEPTH || self.is_full() {
            self.too_deep += 1;
        } else {
            let cues = cues(&self.tag);
            let idx = self.append(Kind::Element { tag, cues });
            self.open.push((idx, tag));
            self.n_open[tag as usize] += 1;
        }
    }

    /// Closes what the standard closes when this element begins.
    fn imply_ends(&mut self, tag: Tag) {
        use Tag::*;
        if tag.ends_paragraph() {
            self.close_back_to(&[P], &[Table, Td, Th, Caption, Button, Object]);
        }
        match tag {
            Li => self.close_back_to(&[Li], &[Ul, Ol, Menu, Table, Td, Th]),
            Dt | Dd => self.close_back_to(&[Dt, Dd], &[Dl, Table, Td, Th]),
            Option => self.close_back_to(&[Option], &[Select]),
            Td | Th => self.close_back_to(&[Td, Th, Caption], &[Tr, Table]),
            Tr => self.close_back_to(&[Tr, Caption], &[Table]),
            Thead | Tbody | Tfoot => self.close_back_to(&[Thead, Tbody, Tfoot, Caption], &[Table]),
            Body => self.close_back_to(&[Head], &[Body]),
            _ if tag.is_heading()
                && self.open.last().is_some_and(|(_, open)| open.is_heading()) =>
            {
                self.close_from(self.open.len() - 1);
            }
            _ if self.within(Head)
                && !matches!(
                    tag,
                    Title | Meta | Link | Base | Script | Style | Noscript | Template
                ) =>
            {
                // The head ended without saying so.
                self.close_from(self.open.len() - 1);
            }
            _ => {}
        }
    }

    fn is_full(&self) -> bool {
        self.pieces < self.nodes.len() + self.trace.len()
    }

    /// Closes all open elements from the one at this depth on.
    fn close_from(&mut self, at: usize) {
        for (_, tag) in self.open.drain(at.max(1)..) {
            self.n_open[tag as usize] -= 1;
        }
    }

    /// Closes the nearest open element of these, unless a barrier is nearer.
    fn close_back_to(&mut self, tags: &[Tag], barriers: &[Tag]) {
        if tags.iter().all(|tag| self.n_open[*tag as usize] == 0) {
            return;
        }
        for at in (1..self.open.len()).rev() {
            let (_, open) = self.open[at];
            if tags.contains(&open) {
                self.close_from(at);
                return;
            }
            if barriers.contains(&open) {
                return;
            }
        }
    }

    fn end(&mut self, tag: Tag) {
        use Tag::*;
        if self.too_deep > 0 && !matches!(tag, Body | Html) {
            self.too_deep -= 1;
            return;
        }
        let inline: &[Tag] = &[Td, Th, Li, P, Div, Table, Section, Article, Main, Blockquote];
        let barriers: &[Tag] = match tag {
            Html | Body => return,
            Table | Head => &[],
            Tr | Td | Th | Thead | Tbody | Tfoot | Caption => &[Table],
            Li => &[Ul, Ol, Menu, Table, Td, Th],
            P => &[Table, Td, Th, Button],
            _ if tag.is_inline() => inline,
            _ => &[Td, Th, Table],
        };
        if tag.is_heading() {
            // `<h2>…</h3>` closes the heading.
            self.close_back_to(&[H1, H2, H3, H4, H5, H6], barriers);
        } else if tag == Other {
            // The name is not kept, so only the innermost can be meant.
            if self.within(Other) {
                self.close_from(self.open.len() - 1);
            }
        } else {
            self.close_back_to(&[tag], barriers);
        }
    }
}

/// Words in a class, an id or a role by which pages mark what is not content.
const ASIDE: &[&str] = &[
    "ad",
    "ads",
    "adsense",
    "advert",
    "advertisement",
    "advertising",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "complementary",
    "consent",
    "contentinfo",
    "cookie",
    "cookies",
    "disqus",
    "dropdown",
    "footer",
    "gdpr",
    "login",
    "masthead",
    "menu",
    "menubar",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "popup",
    "promo",
    "recommendations",
    "recommended",
    "related",
    "search",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "toolbar",
    "trending",
];

fn cues(tag: &OpenTag) -> Cues {
    let mut cues = Cues::default();
    for (key, value) in &tag.attributes {
        let known: &[&[u8]] =
            &[b"hidden", b"aria-hidden", b"style", b"class", b"id", b"role", b"itemprop"];
        if !known.contains(&key.as_slice()) {
            continue;
        }
        let value = &value[..value.len().min(400)];
        let value = String::from_utf8_lossy(value).to_ascii_lowercase();
        match key.as_slice() {
            b"hidden" => cues.hidden = true,
            b"aria-hidden" => cues.hidden |= value == "true",
            b"style" => {
                let style: String = value.split_whitespace().collect();
                cues.hidden |=
                    style.contains("display:none") || style.contains("visibility:hidden");
            }
            b"class" | b"id" | b"role" => {
                let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
                cues.aside |= words.any(|word| ASIDE.binary_search(&word).is_ok());
                cues.article |= key == b"role" && value == "main";
            }
            b"itemprop" => cues.article |= value == "articlebody",
            _ => {}
        }
    }
    cues
}

/// The face the builder shows to the tokenizer.
struct Shared<'a>(Builder<'a>);

impl Emitter for Shared<'_> {
    type Token = Parsed;

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.0.last_start = last_start_tag.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {
        self.0.finished = Some(self.0.finish());
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Parsed> {
        self.0.finished.take()
    }

    fn emit_string(&mut self, c: &[u8]) {
        if !c.is_empty() {
            self.0.push_text(c);
        }
    }

    fn init_start_tag(&mut self) {
        self.0.tag = OpenTag::default();
    }

    fn init_end_tag(&mut self) {
        self.0.tag = OpenTag { is_end: true, ..OpenTag::default() };
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        let builder = &mut self.0;
        builder.growing = None;
        builder.done = builder.at;
        let tag = Tag::of(&builder.tag.name);
        if builder.tag.is_end {
            builder.end(tag);
            return None;
        }
        builder.start(tag);
        builder.last_start.clone_from(&builder.tag.name);
        naive_next_state(&builder.tag.name)
    }

    fn emit_current_comment(&mut self) {
        self.0.done = self.0.at;
    }

    fn emit_current_doctype(&mut self) {
        self.0.done = self.0.at;
    }

    fn set_self_closing(&mut self) {
        self.0.tag.self_closing = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, s: &[u8]) {
        self.0.tag.name.extend_from_slice(s);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        // What comes after the last one kept is pushed onto it and means nothing.
        if self.0.tag.attributes.len() < ATTRIBUTES {
            self.0.tag.attributes.push(Default::default());
        }
    }

    fn push_attribute_name(&mut self, s: &[u8]) {
        if let Some((name, _)) = self.0.tag.attributes.last_mut() {
            name.extend_from_slice(s);
        }
    }

    fn push_attribute_value(&mut self, s: &[u8]) {
        if let Some((_, value)) = self.0.tag.attributes.last_mut() {
            value.extend_from_slice(s);
        }
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.0.tag.is_end && self.0.tag.name == self.0.last_start
    }

    fn move_position(&mut self, offset: isize) {
        self.0.at = self.0.at.saturating_add_signed(offset);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_asides_are_sorted() {
        assert!(ASIDE.is_sorted());
    }

    #[test]
    fn deep_nesting_is_flattened() {
        let (open, close) = ("<div>".repeat(100_000), "</div>".repeat(100_000));
        let html = format!("{open}text{close}after ");
        let parsed = parse(&html, 1_000_000);
        assert!(parsed.tree.nodes.len() < 2 * DEPTH);
        assert_eq!(parsed.tree.text, "textafter ");
    }
}
