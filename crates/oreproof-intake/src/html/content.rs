//! Which part of a page a visitor came to read.
//!
//! A block of at least [`PROSE`] bytes, less than half of it links, is prose.
//! From the top of the page the choice goes down to the child that holds nearly
//! all the prose, as long as there is one. What looks like a menu, a notice or
//! a list of links is left out, unless most of the prose stands in it.

use super::tree::{Kind, Tag, Tree};

/// How long a block must be to count as prose, in bytes.
const PROSE: usize = 80;

/// The share of the prose a child must hold for its siblings to be left out.
const NEARLY_ALL: f64 = 0.9;

/// What was chosen.
pub(super) struct Chosen {
    /// The nodes to write, in the order of the page.
    pub(super) roots: Vec<u32>,
    /// For each node, whether it is left out with all it holds.
    pub(super) left_out: Vec<bool>,
    /// Whether nothing stood out.
    pub(super) whole: bool,
}

/// What an element holds, with all below it, in bytes without white space.
#[derive(Clone, Copy, Default)]
struct Weight {
    text: usize,
    links: usize,
    n_links: usize,
    prose: usize,
}

pub(super) fn choose(tree: &Tree) -> Chosen {
    let mut left_out = never_shown(tree);
    let shown = weigh(tree, &left_out);
    let all = shown[0];
    let kept_before = left_out.clone();
    leave_out_asides(tree, &shown, &mut left_out);
    let mut weights = weigh(tree, &left_out);
    if weights[0].prose * 5 < all.prose || weights[0].text == 0 {
        // What was taken for asides was the page.
        left_out = kept_before;
        weights = weigh(tree, &left_out);
    }
    if weights[0].prose == 0 {
        leave_out_link_lists(tree, &weights, &mut left_out);
        let whole = all.text > 0;
        return Chosen { roots: vec![0], left_out, whole };
    }
    let main = descend(tree, &weights, &left_out);
    leave_out_link_lists(tree, &weights, &mut left_out);
    let mut roots = headline(tree, main, &mut left_out);
    roots.push(main);
    Chosen { roots, left_out, whole: false }
}

/// Marks what is not shown or is never prose, and all below it.
fn never_shown(tree: &Tree) -> Vec<bool> {
    let mut left_out = vec![false; tree.nodes.len()];
    for (idx, node) in tree.nodes.iter().enumerate() {
        left_out[idx] = left_out[node.parent as usize]
            || matches!(&node.kind, Kind::Element { tag, .. } if tag.is_dropped());
    }
    left_out
}

fn weigh(tree: &Tree, left_out: &[bool]) -> Vec<Weight> {
    let n = tree.nodes.len();
    let mut weights = vec![Weight::default(); n];
    // The block a node's text belongs to, and the text of each block alone.
    let mut block = vec![0u32; n];
    let mut in_link = vec![false; n];
    let mut own = vec![(0usize, 0usize); n];
    for (idx, node) in tree.nodes.iter().enumerate().skip(1) {
        let parent = node.parent as usize;
        block[idx] = block[parent];
        in_link[idx] = in_link[parent];
        match &node.kind {
            Kind::Element { tag, .. } => {
                if !tag.is_inline() {
                    block[idx] = u32::try_from(idx).unwrap_or(u32::MAX);
                }
                if *tag == Tag::A {
                    in_link[idx] = true;
                    weights[idx].n_links = 1;
                }
            }
            Kind::Text { start, end } if !left_out[idx] => {
                let words = tree.text.as_bytes()[*start..*end].iter();
                let length = words.filter(|byte| !byte.is_ascii_whitespace()).count();
                let links = if in_link[idx] { length } else { 0 };
                weights[idx] = Weight { text: length, links, ..Weight::default() };
                let own = &mut own[block[idx] as usize];
                *own = (own.0 + length, own.1 + links);
            }
            Kind::Text { .. } => {}
        }
    }
    for idx in (0..n).rev() {
        if left_out[idx] {
            continue;
        }
        let (text, links) = own[idx];
        if text >= PROSE && links * 2 < text {
            weights[idx].prose += text;
        }
        if idx > 0 {
            let weight = weights[idx];
            let parent = &mut weights[tree.nodes[idx].parent as usize];
            parent.text += weight.text;
            parent.links += weight.links;
            parent.n_links += weight.n_links;
            parent.prose += weight.prose;
        }
    }
    weights
}

/// Marks menus, notices and what is hidden, unless half the prose is in it.
fn leave_out_asides(tree: &Tree, weights: &[Weight], left_out: &mut [bool]) {
    let mut in_article = vec![false; tree.nodes.len()];
    for (idx, node) in tree.nodes.iter().enumerate().skip(1) {
        let parent = node.parent as usize;
        in_article[idx] = in_article[parent];
        left_out[idx] |= left_out[parent];
        let Kind::Element { tag, cues } = &node.kind else { continue };
        in_article[idx] |= matches!(tag, Tag::Article | Tag::Main) || cues.article;
        let is_aside = match tag {
            Tag::Html | Tag::Body | Tag::Main | Tag::Article => cues.hidden,
            Tag::Nav | Tag::Footer | Tag::Aside => true,
            Tag::Header => cues.aside || cues.hidden || !in_article[idx],
            _ => cues.aside || cues.hidden,
        };
        left_out[idx] |= is_aside && weights[idx].prose * 2 <= weights[0].prose;
    }
}

/// Marks lists and boxes which are mostly links, and lone "read more" links.
fn leave_out_link_lists(tree: &Tree, weights: &[Weight], left_out: &mut [bool]) {
    for (idx, node) in tree.nodes.iter().enumerate().skip(1) {
        left_out[idx] |= left_out[node.parent as usize];
        let Kind::Element { tag, .. } = &node.kind else { continue };
        let Weight { text, links, n_links, prose } = weights[idx];
        let is_box = matches!(
            tag,
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Div | Tag::Section | Tag::Table | Tag::Form
        );
        let is_links = is_box && n_links >= 3 && prose == 0 && links * 10 >= text * 7;
        let is_more = *tag == Tag::P && n_links == 1 && links == text && is_more(tree, idx);
        left_out[idx] |= is_links || is_more;
    }
}

/// Whether a paragraph which is one link leads away from the text.
fn is_more(tree: &Tree, idx: usize) -> bool {
    const LEADS: &[&str] = &[
        "read more",
        "also read",
        "read also",
        "click here",
        "related",
        "watch",
        "listen",
        "subscribe",
        "sign up",
        "follow",
        "share",
        "download the app",
        "join",
    ];
    let first = (idx + 1..tree.nodes.len()).find_map(|idx| match &tree.nodes[idx].kind {
        Kind::Text { start, end } => Some(tree.text[*start..*end].trim_start()),
        Kind::Element { .. } => None,
    });
    first.is_some_and(|text| {
        LEADS.iter().any(|lead| {
            text.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead))
        })
    })
}

fn children(tree: &Tree, idx: u32) -> impl Iterator<Item = u32> + '_ {
    std::iter::successors(tree.nodes[idx as usize].first_child, |child| {
        tree.nodes[*child as usize].next
    })
}

/// Goes down to the smallest container which holds nearly all the prose.
fn descend(tree: &Tree, weights: &[Weight], left_out: &[bool]) -> u32 {
    let mut main = 0;
    let mut at = 0;
    loop {
        let enough = weights[at as usize].prose as f64 * NEARLY_ALL;
        let heaviest = children(tree, at)
            .filter(|child| !left_out[*child as usize])
            .max_by_key(|child| weights[*child as usize].prose);
        let Some(child) = heaviest else { return main };
        let Kind::Element { tag, .. } = &tree.nodes[child as usize].kind else { return main };
        let is_text = tag.is_heading()
            || matches!(
                tag,
                Tag::P | Tag::Ul | Tag::Ol | Tag::Dl | Tag::Li | Tag::Blockquote | Tag::Pre
            )
            || tag.is_inline();
        if (weights[child as usize].prose as f64) < enough || is_text {
            return main;
        }
        at = child;
        // A row cannot be written without its table, nor a cell without its row,
        // unless the table only lays the page out.
        if !matches!(tag, Tag::Table | Tag::Thead | Tag::Tbody | Tag::Tfoot | Tag::Tr) {
            main = at;
        }
    }
}

/// The headline above the main content, and what stands with it in one box.
fn headline(tree: &Tree, main: u32, left_out: &mut [bool]) -> Vec<u32> {
    let is_h1 =
        |idx: u32| matches!(&tree.nodes[idx as usize].kind, Kind::Element { tag: Tag::H1, .. });
    let inside = |mut idx: u32| {
        while idx > main {
            idx = tree.nodes[idx as usize].parent;
        }
        idx == main
    };
    let n = u32::try_from(tree.nodes.len()).unwrap_or(u32::MAX);
    if (main..n).any(|idx| is_h1(idx) && inside(idx) && !left_out[idx as usize]) {
        return Vec::new();
    }
    let Some(h1) = (0..main).rev().find(|idx| is_h1(*idx)) else { return Vec::new() };
    let with_it =
        std::iter::successors(tree.nodes[h1 as usize].next, |idx| tree.nodes[*idx as usize].next)
            .take_while(|idx| *idx < main)
            .filter(|idx| {
                let tag = match &tree.nodes[*idx as usize].kind {
                    Kind::Element { tag, .. } => *tag,
                    Kind::Text { .. } => return false,
                };
                let holds_main = {
                    let mut up = main;
                    while up > *idx {
                        up = tree.nodes[up as usize].parent;
                    }
                    up == *idx
                };
                matches!(tag, Tag::P | Tag::H2 | Tag::H3) && !holds_main && !left_out[*idx as usize]
            });
    let mut roots = vec![h1];
    roots.extend(with_it);
    // The box of the headline may have looked like the banner of the page.
    for idx in h1 as usize..tree.nodes.len() {
        let parent = tree.nodes[idx].parent;
        if idx == h1 as usize {
            left_out[idx] = false;
        } else if parent < h1 {
            break;
        } else if !matches!(&tree.nodes[idx].kind, Kind::Element { tag, .. } if tag.is_dropped()) {
            left_out[idx] = left_out[parent as usize];
        }
    }
    roots
}

#[cfg(test)]
mod tests {
    use crate::limits::Limits;

    fn text(html: &str) -> String {
        crate::html::read(html.as_bytes(), None, &Limits::default()).unwrap().text
    }

    const BODY: &str = "<p>The ministry said on Thursday that the deposit holds fifteen million \
        tonnes of copper, which would make it one of the largest that is not mined.</p>\
        <h2>What was signed</h2><p>The two sides signed a memorandum of understanding, under which \
        a first phase of 500 million dollars is envisaged, officials said.</p>";

    #[test]
    fn menus_notices_and_footers_are_left_out() {
        let html = format!(
            "<header><a href=/>Daily</a></header><nav><ul><li><a>Home</a><li><a>World</a></ul></nav>\
             <div class='cookie-consent'><p>We use cookies and similar techniques to make this site \
             work and to show you what you may like. You can change your mind.</p></div>\
             <main><article><header><h1>Promise</h1><p>A standfirst</p></header>\
             <div class=body>{BODY}</div>\
             <ul class=tags><li><a>Gold</a><li><a>Copper</a><li><a>Pakistan</a></ul></article></main>\
             <aside><p>Another story that has nothing to do with this one but is as long as a \
             paragraph of it, so that its length alone gives nothing away.</p></aside>\
             <footer>© Daily</footer>"
        );
        let text = text(&html);
        assert!(text.starts_with("Promise\nA standfirst\nThe ministry said"), "{text}");
        assert!(text.ends_with("envisaged, officials said.\n"), "{text}");
        assert!(text.contains("\nWhat was signed\n"));
    }

    #[test]
    fn a_page_laid_out_in_tables_is_read() {
        let html = format!(
            "<table><tr><td><a>Home</a><br><a>News</a><br><a>Mail</a></td><td>{BODY}</td></tr></table>"
        );
        let text = text(&html);
        assert!(text.starts_with("The ministry said"), "{text}");
        assert!(!text.contains(" | "));
    }

    #[test]
    fn a_body_called_aside_is_kept() {
        let text = text(&format!("<div class='page has-sidebar menu-open'>{BODY}</div>"));
        assert!(text.starts_with("The ministry said"));
    }

    #[test]
    fn a_short_page_is_kept_whole() {
        assert_eq!(text("<h1>Gold</h1><p>5 Mt at 2 g/t"), "Gold\n5 Mt at 2 g/t\n");
    }
}
