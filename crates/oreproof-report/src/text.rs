//! Text as markup and text as ink: escaping, and how wide words are.
//!
//! Charts are set in Helvetica or its metric twins (Arial, Liberation Sans,
//! Nimbus Sans), so widths are known without a font file.
//!
//! Source of the widths: Adobe font metrics of Helvetica, thousandths of an em.

/// Text for an element or a quoted attribute. What XML forbids becomes U+FFFD,
/// and so do the marks that reorder a line.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// From the space to the tilde.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// How wide the text is at this size. Bold runs about a tenth wider.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: u32 = text.chars().map(advance).sum();
    f64::from(thousandths) / 1000.0 * size * if bold { 1.09 } else { 1.0 }
}

fn advance(c: char) -> u32 {
    match c {
        ' '..='~' => u32::from(HELVETICA[c as usize - 32]),
        '\u{a0}' | '\u{2009}' => 278,
        '\u{2212}' | '×' | '÷' | '±' => 584,
        '–' => 556,
        '—' | '…' => 1000,
        '·' => 333,
        '‘' | '’' => 222,
        '“' | '”' => 333,
        '\u{300}'..='\u{36f}' => 0,
        '\u{1100}'.. => 1000,
        _ => 611,
    }
}

/// The text broken into lines no wider than `room`. A word that is wider alone
/// keeps a line of its own.
pub fn wrap(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_ascii_whitespace() {
        if let Some(line) = lines.last_mut()
            && width(line, size, bold) + width(" ", size, bold) + width(word, size, bold) <= room
        {
            line.push(' ');
            line.push_str(word);
            continue;
        }
        lines.push(word.to_owned());
    }
    lines
}

/// The text cut to `room`, with an ellipsis where something was cut.
pub fn clip(text: &str, size: f64, bold: bool, room: f64) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if width(&kept, size, bold) + width("…", size, bold) > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// The text in one line or two, the second cut where even they have no room for it.
pub fn two_lines(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut lines = wrap(text, size, bold, room);
    if lines.len() > 1 {
        let rest = lines.split_off(1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| clip(line, size, bold, room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            escape("<b a=\"'\">&\u{202e}\u{0}"),
            "&lt;b a=&quot;&#39;&quot;&gt;&amp;\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn widths_are_those_of_the_metrics() {
        // By hand: H 722, e 556, l 222, l 222, o 556 = 2278 thousandths.
        assert!((width("Hello", 10.0, false) - 22.78).abs() < 1e-9);
    }

    #[test]
    fn lines_keep_to_their_room() {
        let text = "Recoverable copper after smelter terms and the losses of the plant";
        let lines = wrap(text, 12.0, false, 120.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| width(line, 12.0, false) <= 120.0));
        assert_eq!(lines.join(" "), text);
        assert!(width(&clip(text, 12.0, false, 90.0), 12.0, false) <= 90.0);
        let two = two_lines(text, 12.0, false, 120.0);
        assert_eq!((two[0].as_str(), two.len()), (lines[0].as_str(), 2));
        assert!(two[1].ends_with('…') && width(&two[1], 12.0, false) <= 120.0);
        assert_eq!(two_lines(text, 12.0, false, 900.0), [text]);
    }
}
