//! Tables for the terminal: columns as wide as they need to be, and no wider
//! than the terminal.

use unicode_width::UnicodeWidthStr;

use crate::ui::{Look, Style};

/// A column: its name, how far it may be narrowed, and its cells.
pub(crate) struct Column {
    pub name: &'static str,
    pub least: usize,
    pub cells: Vec<String>,
}

/// No cell is wider than this, so that one long name does not push the rest away.
const WIDEST: usize = 40;

/// The columns that hold anything, side by side, under their names.
pub(crate) fn table(mut columns: Vec<Column>, look: Look) -> String {
    columns.retain(|column| column.cells.iter().any(|cell| !cell.is_empty()));
    let width = |column: &Column| {
        let cells = column.cells.iter().map(|cell| cell.width()).max().unwrap_or(0);
        cells.max(column.name.width()).min(WIDEST)
    };
    let mut widths: Vec<usize> = columns.iter().map(width).collect();
    if look.wraps {
        narrow(&columns, &mut widths, look.width);
    }
    let row = |cells: Vec<&str>| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            let cell = cut(cell, *width, look);
            let pad = width.saturating_sub(cell.width());
            line.push_str(&format!("{cell}{:pad$}  ", ""));
        }
        line.truncate(line.trim_end().len());
        line
    };
    let head = row(columns.iter().map(|column| column.name).collect());
    let mut out = format!("{}\n", look.paint(Style::Bold, head));
    for nth in 0..columns.first().map_or(0, |column| column.cells.len()) {
        out.push_str(&row(columns.iter().map(|column| column.cells[nth].as_str()).collect()));
        out.push('\n');
    }
    out
}

/// Takes width from the widest columns until a row fits, as far as they may be narrowed.
fn narrow(columns: &[Column], widths: &mut [usize], room: usize) {
    let gaps = 2 * columns.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let able = (0..columns.len()).filter(|at| widths[*at] > columns[*at].least);
        let Some(widest) = able.max_by_key(|at| widths[*at]) else { return };
        widths[widest] -= 1;
    }
}

fn cut(cell: &str, width: usize, look: Look) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut kept = String::new();
    for c in cell.chars() {
        kept.push(c);
        if kept.width() + 1 > width {
            kept.pop();
            break;
        }
    }
    kept + look.glyph("…", ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &'static str, least: usize, cells: [&str; 2]) -> Column {
        Column { name, least, cells: cells.map(str::to_owned).to_vec() }
    }

    #[test]
    fn wide_cells_are_cut() {
        assert_eq!(cut("鉱山の話", 5, Look::PLAIN), "鉱山…");
        assert_eq!(cut("short", 5, Look::PLAIN), "short");
    }

    #[test]
    fn a_table_fits_the_terminal_and_leaves_out_what_is_empty() {
        let columns = || {
            vec![
                column("a", 3, ["1", "22"]),
                column("b", 4, ["", ""]),
                column("words", 6, ["some long words", "x"]),
            ]
        };
        assert_eq!(table(columns(), Look::PLAIN), "a   words\n1   some long words\n22  x\n");
        let narrow = Look { wraps: true, width: 14, ..Look::PLAIN };
        assert_eq!(table(columns(), narrow), "a   words\n1   some long…\n22  x\n");
    }
}
