//! Draws frames in as few bytes as it takes to make the last one into the next.
//!
//! Terminals disagree about how many cells some clusters take: families of emoji, flags, letters with several
//! signs. What a cluster of that sort leaves in the cells beside it depends on the terminal, and so does where the
//! cursor stands afterwards. Its cells are therefore cleared before it is drawn, the cursor goes to a place of
//! its own after it, and the cells it may have reached are drawn again. What stands on the screen then depends
//! on the frame alone, not on those before.
//!
//! Not here: how far a cluster may reach (`glyph`), the sequences of styles (`style`), rows that only move (`scroll`).

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use super::glyph::Glyph;
use super::link;
use super::scroll::Scroll;
use super::style::{self, CellStyle};
use crate::ui::ScreenLink;

/// The usual style, and a blank screen.
const CLEAR: &[u8] = b"\x1b[m\x1b[2J";

/// What stands on the terminal's screen.
#[derive(Debug, Default)]
pub struct Painter {
    shown: Buffer,
    links: Vec<PaintedLink>,
}

/// Cells of a row that are a link of the terminal.
#[derive(Clone, Debug, PartialEq)]
struct PaintedLink {
    row: usize,
    columns: Range<usize>,
    /// What begins it.
    begin: String,
}

impl PaintedLink {
    fn of(link: &ScreenLink) -> Option<PaintedLink> {
        let columns = usize::from(link.columns.start)..usize::from(link.columns.end);
        Some(PaintedLink { row: link.row.into(), columns, begin: link::begin(&link.address)? })
    }
}

impl Painter {
    /// Forgets what stands on the screen: the next frame clears it and draws everything.
    pub fn forget(&mut self) {
        self.shown = Buffer::default();
    }

    /// Appends the bytes that make the screen into `next` with these links; whether there are any.
    pub fn paint(&mut self, next: &Buffer, links: &[ScreenLink], out: &mut Vec<u8>) -> bool {
        let before = out.len();
        if self.shown.area != next.area {
            out.extend_from_slice(CLEAR);
            self.shown = Buffer::empty(next.area);
            self.links.clear();
        }
        if let Some(scroll) = Scroll::between(&self.shown, next) {
            scroll.write(out);
            scroll.carry_out(&mut self.shown);
            self.links.retain_mut(|link| scroll.target(link.row).map(|row| link.row = row).is_some());
        }
        let links: Vec<PaintedLink> = links.iter().filter_map(PaintedLink::of).collect();
        self.forget_changed(&links);
        self.links = links;
        let width = usize::from(next.area.width).max(1);
        let mut brush = Brush { out, at: None, style: CellStyle::default(), links: &self.links, link: None };
        let rows = next.content.chunks(width).zip(self.shown.content.chunks_mut(width));
        for (y, (now, shown)) in rows.enumerate() {
            if now != shown {
                paint_row(y, now, shown, &mut brush);
                shown.clone_from_slice(now);
            }
        }
        brush.set_link(None);
        brush.set_style(CellStyle::default());
        out.len() > before
    }

    /// The cells whose links change are drawn again, whatever they show.
    fn forget_changed(&mut self, links: &[PaintedLink]) {
        let gone = self.links.iter().filter(|link| !links.contains(link));
        let new = links.iter().filter(|link| !self.links.contains(link));
        for link in gone.chain(new) {
            for column in link.columns.clone() {
                if let Some(cell) = self.shown.cell_mut((column as u16, link.row as u16)) {
                    cell.modifier = Modifier::all();
                }
            }
        }
    }
}

/// Draws what is different in a row.
fn paint_row(y: usize, now: &[Cell], shown: &[Cell], brush: &mut Brush) {
    let mut x = 0;
    // Up to here something else may stand than is wanted.
    let mut stale = 0;
    while let Some(cell) = now.get(x) {
        let glyph = Glyph::of(cell, now.len() - x);
        let end = (x + glyph.columns).min(now.len());
        if x < stale || now[x..end] != shown[x..end] {
            let old = shown[x..end].iter().enumerate().map(|(at, cell)| x + at + Glyph::extent(cell)).max();
            stale = stale.max(old.unwrap_or(0)).max(x + glyph.reach);
            let blanks = blanks_from(x, now, shown);
            if blanks > ERASED {
                let extents = shown.iter().enumerate().skip(x).take(blanks);
                stale = extents.map(|(at, cell)| at + Glyph::extent(cell)).fold(stale, usize::max);
                brush.erase(x, y, blanks, now);
                x += blanks;
                continue;
            }
            brush.draw(x, y, &glyph, now);
            if end == now.len() {
                // The cursor waits beyond the edge, or does not.
                brush.at = None;
            }
        }
        x = end;
    }
}

/// So many blank cells and more are erased. Set by hand: telling it, and going on behind them, takes as many bytes.
const ERASED: usize = 8;

/// How many cells from `x` on are to be blank, up to the last that is not yet.
fn blanks_from(x: usize, now: &[Cell], shown: &[Cell]) -> usize {
    let is_blank = |cell: &Cell| cell.symbol() == " " && CellStyle::of(cell) == CellStyle::default();
    let run = now.iter().zip(shown).skip(x).take_while(|(now, _)| is_blank(now));
    let last = run.enumerate().filter(|(_, (now, shown))| now != shown).last();
    last.map_or(0, |(at, _)| at + 1)
}

/// Where the terminal's cursor is, and in which style it draws.
struct Brush<'o> {
    out: &'o mut Vec<u8>,
    /// Column and row, when they are known.
    at: Option<(usize, usize)>,
    style: CellStyle,
    /// The links of the screen, and which of them it draws.
    links: &'o [PaintedLink],
    link: Option<usize>,
}

impl Brush<'_> {
    /// Draws what stands at a place of a row.
    fn draw(&mut self, x: usize, y: usize, glyph: &Glyph<'_>, row: &[Cell]) {
        self.go_on_to(x, y, row);
        self.set_style(row.get(x).map_or_else(CellStyle::default, CellStyle::of));
        self.set_link(self.link_at(x, y));
        if glyph.in_doubt {
            self.out.resize(self.out.len() + glyph.columns, b' ');
            self.go_to(x, y);
        }
        self.out.extend_from_slice(glyph.symbol.as_bytes());
        self.at = (!glyph.in_doubt).then_some((x + glyph.columns, y));
    }

    /// Makes cells of a row blank (ECH); the cursor stays before them.
    fn erase(&mut self, x: usize, y: usize, cells: usize, row: &[Cell]) {
        self.go_on_to(x, y, row);
        self.set_style(CellStyle::default());
        self.set_link(None);
        self.out.extend_from_slice(format!("\x1b[{cells}X").as_bytes());
        self.at = Some((x, y));
    }

    /// Goes to a place by what takes the fewest bytes: in the same row by drawing again what stands between, or to the
    /// right (CUF).
    fn go_on_to(&mut self, x: usize, y: usize, row: &[Cell]) {
        let Some((from, _)) = self.at.filter(|&(from, of)| of == y && from <= x) else {
            return self.go_to(x, y);
        };
        let right = match x - from {
            0 => return,
            1 => "\x1b[C".to_owned(),
            columns => format!("\x1b[{columns}C"),
        };
        let between = row.get(from..x).unwrap_or_default();
        let is_like_before = |(at, cell): (usize, &Cell)| {
            let is_sure = matches!(cell.symbol().as_bytes(), [b' '..=b'~']);
            is_sure && CellStyle::of(cell) == self.style && self.link_at(from + at, y) == self.link
        };
        if between.len() <= right.len() && between.iter().enumerate().all(is_like_before) {
            between.iter().for_each(|cell| self.out.extend_from_slice(cell.symbol().as_bytes()));
        } else {
            self.out.extend_from_slice(right.as_bytes());
        }
    }

    fn go_to(&mut self, x: usize, y: usize) {
        self.out.extend_from_slice(format!("\x1b[{};{}H", y + 1, x + 1).as_bytes());
    }

    /// The link that a cell is part of.
    fn link_at(&self, x: usize, y: usize) -> Option<usize> {
        self.links.iter().position(|link| link.row == y && link.columns.contains(&x))
    }

    fn set_link(&mut self, link: Option<usize>) {
        if link != self.link {
            let begin = link.and_then(|at| self.links.get(at)).map_or(link::END, |link| link.begin.as_str());
            self.out.extend_from_slice(begin.as_bytes());
            self.link = link;
        }
    }

    fn set_style(&mut self, style: CellStyle) {
        style::change(self.style, style, self.out);
        self.style = style;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::NonZero;

    use ratatui::buffer::CellWidth;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    const FAMILY: &str = "👨\u{200d}👩\u{200d}👧\u{200d}👦";

    fn row(text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, text, Style::default());
        buffer
    }

    /// What is written to make each row into the next; the first is drawn on a cleared screen.
    fn written(rows: &[&str]) -> Vec<String> {
        let mut painter = Painter::default();
        let paint = |text: &&str| {
            let mut out = Vec::new();
            painter.paint(&row(text), &[], &mut out);
            String::from_utf8(out).unwrap().replace('\u{1b}', "^")
        };
        rows.iter().map(paint).collect()
    }

    #[test]
    fn only_what_has_changed_is_written() {
        assert_eq!(written(&["one two", "one ten", "one ten"]), ["^[m^[2J^[1;1Hone two", "^[1;6Hen", ""]);
        assert_eq!(written(&["", "東京x"])[1], "^[1;1H東京x", "its width is sure");
    }

    #[test]
    fn links_are_told_around_their_cells_and_changed_where_they_change() {
        let mut painter = Painter::default();
        let mut paint = |links: &[ScreenLink]| {
            let mut out = Vec::new();
            painter.paint(&row("one two"), links, &mut out);
            String::from_utf8(out).unwrap().replace('\u{1b}', "^")
        };
        let link = |columns, address: &str| ScreenLink { row: 0, columns, address: address.to_owned() };
        let tide = link(4..7, "https://tide.example");
        let drawn = paint(std::slice::from_ref(&tide));
        assert_eq!(drawn, "^[m^[2J^[1;1Hone ^]8;;https://tide.example^\\two^]8;;^\\");
        assert_eq!(paint(std::slice::from_ref(&tide)), "", "nothing has changed");
        assert_eq!(paint(&[link(4..7, "javascript:alert(1)")]), "^[1;5Htwo", "it is none");
        assert_eq!(paint(&[link(0..3, "https://a.example")]), "^[1;1H^]8;;https://a.example^\\one^]8;;^\\");
    }

    #[test]
    fn a_cluster_of_doubtful_width_is_cleared_for_and_what_it_may_reach_drawn_again() {
        let same = format!("{FAMILY}cdefghijkl");
        let [_, drawn, gone] = &written(&["abcdefghijkl", &same, "abcdefghijkl"])[..] else { panic!() };
        assert_eq!(*drawn, format!("^[1;1H  ^[1;1H{FAMILY}^[1;3Hcdefgh"));
        assert_eq!(*gone, "^[1;1Habcdefgh", "what a terminal may have left of it, too");
        let accent = written(&["", "e\u{301}t"]);
        assert_eq!(accent[1], "^[1;1H ^[1;1He\u{301}^[1;2Ht", "the cursor goes where it belongs");
    }

    #[test]
    fn no_cluster_may_run_over_the_edge() {
        let last = format!("abcdefghij{FAMILY}");
        assert_eq!(written(&["abcdefghij", &last])[1], "^[1;11H  ^[1;11H👨");
    }

    fn terminal() -> vt100::Parser {
        vt100::Parser::new(NonZero::new(4).unwrap(), NonZero::new(16).unwrap(), 0)
    }

    /// What a terminal shows, cell by cell. This one counts the characters of a cluster one by one.
    fn shown(terminal: &vt100::Parser) -> Vec<(String, vt100::Color)> {
        let cell = |row, column| {
            let cell = terminal.screen().cell(row, column)?;
            let is_blank = matches!(cell.contents(), "" | " ");
            Some(if is_blank {
                (" ".into(), cell.bgcolor())
            } else {
                (cell.contents().into(), cell.fgcolor())
            })
        };
        (0..4).flat_map(|row| (0..16).filter_map(move |column| cell(row, column))).collect()
    }

    #[test]
    fn the_screen_is_the_same_whatever_was_on_it_before() {
        let clusters = [
            "a",
            " ",
            "b",
            " ",
            "東",
            FAMILY,
            "🇩🇪",
            "ก\u{e33}",
            "e\u{301}",
            "👍🏽",
            "❤\u{fe0f}",
            "क्ष",
            "\u{644}",
            "⌚",
        ];
        let mut seed = 7_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) as usize % below
        };
        let mut painter = Painter::default();
        let mut shows = terminal();
        let mut frame = Buffer::empty(Rect::new(0, 0, 16, 4));
        for _ in 0..3000 {
            let (x, y) = (random(16) as u16, random(4) as u16);
            let text: String = (0..random(6)).map(|_| clusters[random(clusters.len())]).collect();
            let style = Style::new().fg(Color::Indexed(random(3) as u8));
            // What stands half under the text is cut as a pane's edge cuts it.
            for column in 0..16 {
                let cell = &frame[(column, y)];
                let under = column < x && column + cell.cell_width() > x;
                if under {
                    frame[(column, y)].reset();
                }
            }
            frame.set_stringn(x, y, &text, 16, style);
            let [mut changes, mut anew] = [Vec::new(), Vec::new()];
            painter.paint(&frame, &[], &mut changes);
            shows.process(&changes);
            Painter::default().paint(&frame, &[], &mut anew);
            let mut other = terminal();
            other.process(&anew);
            assert_eq!(shown(&shows), shown(&other), "{:?}", String::from_utf8_lossy(&changes));
        }
    }

    #[test]
    fn forgotten_is_as_never_drawn() {
        let mut painter = Painter::default();
        let [mut first, mut again] = [Vec::new(), Vec::new()];
        let mut styled = row("red and not");
        styled.set_style(Rect::new(0, 0, 3, 1), Style::new().fg(Color::Red));
        painter.paint(&styled, &[], &mut first);
        painter.forget();
        painter.paint(&styled, &[], &mut again);
        assert_eq!(first, again);
        assert_eq!(again, b"\x1b[m\x1b[2J\x1b[1;1H\x1b[31mred\x1b[C\x1b[39mand not");
    }
}
