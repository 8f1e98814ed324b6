//! A screen as an SVG, and several one after the other as an animated one.
//!
//! Not here: which screens (`main`).

use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

/// A cell and a letter in it, in pixels. Letters of the usual monospace fonts are 0.6 em wide.
const CELL: (f32, f32) = (8.4, 18.0);
const FONT_SIZE: f32 = 14.0;
/// How far below a cell's upper edge its letters stand.
const BASELINE: f32 = 13.5;
const MARGIN: f32 = 18.0;

/// What stands for the terminal's own two colours.
const PAPER: Rgb = Rgb(0x16, 0x17, 0x1c);
const INK: Rgb = Rgb(0xd8, 0xda, 0xe0);

const FONTS: &str = "ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, \
                     'DejaVu Sans Mono', 'Liberation Mono', monospace";

/// How long each screen of an animated picture stands, in seconds.
const STANDS: f32 = 2.5;

#[derive(Clone, Copy, PartialEq)]
struct Rgb(u8, u8, u8);

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// How a cell looks.
#[derive(Clone, Copy, PartialEq)]
struct Style {
    ink: Rgb,
    paper: Rgb,
    bold: bool,
    italic: bool,
    underline: bool,
}

impl Style {
    fn of(cell: &Cell) -> Style {
        let rgb = |color, own| match color {
            Color::Default => own,
            Color::Idx(number) => indexed(number),
            Color::Rgb(red, green, blue) => Rgb(red, green, blue),
        };
        let (mut ink, mut paper) = (rgb(cell.fgcolor(), INK), rgb(cell.bgcolor(), PAPER));
        if cell.inverse() {
            (ink, paper) = (paper, ink);
        }
        if cell.dim() {
            let between = |a: u8, b: u8| ((u16::from(a) + u16::from(b)) / 2) as u8;
            ink = Rgb(between(ink.0, paper.0), between(ink.1, paper.1), between(ink.2, paper.2));
        }
        Style { ink, paper, bold: cell.bold(), italic: cell.italic(), underline: cell.underline() }
    }
}

/// A colour of xterm's cube of 6×6×6 or of its greys. The first sixteen belong to the
/// terminal's owner; the program does not use them.
fn indexed(number: u8) -> Rgb {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match number {
        0..16 => INK,
        16..232 => {
            let cube = number - 16;
            Rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232.. => {
            let grey = 8 + 10 * (number - 232);
            Rgb(grey, grey, grey)
        }
    }
}

/// A stretch of a row in one style, from `start` to before `end`.
struct Run {
    start: u16,
    end: u16,
    text: String,
    style: Style,
}

/// A row in stretches. Two blanks end one, so that columns stand where they belong whatever font
/// draws them.
fn runs(screen: &Screen, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..screen.size().1.get() {
        let Some(cell) = screen.cell(row, column) else { break };
        if cell.is_wide_continuation() {
            if let Some(run) = runs.last_mut() {
                run.end += 1;
            }
            continue;
        }
        let style = Style::of(cell);
        let symbol = if cell.has_contents() { cell.contents() } else { " " };
        let joins = |run: &&mut Run| {
            let gap = run.text.ends_with("  ") && symbol != " ";
            run.style == style && !gap && drawn(&run.text).is_none() && drawn(symbol).is_none()
        };
        match runs.last_mut().filter(joins) {
            Some(run) => {
                run.end = column + 1;
                run.text.push_str(symbol);
            }
            None => runs.push(Run { start: column, end: column + 1, text: symbol.to_owned(), style }),
        }
    }
    runs
}

/// Rules and bars, which have to reach the edges of their cell and so are not left to a font:
/// as a path to be filled.
fn drawn(symbol: &str) -> Option<String> {
    let (width, height) = CELL;
    let eighths = |from: char| (symbol.chars().next()? as u32).checked_sub(from as u32).map(|n| n as f32);
    let rectangle = |x: f32, y: f32, width: f32, height: f32| {
        Some(format!("M{x:.2} {y:.2}h{width:.2}v{height:.2}h{:.2}z", -width))
    };
    match symbol {
        "│" => rectangle(width / 2.0 - 0.5, 0.0, 1.0, height),
        "▁" | "▂" | "▃" | "▄" | "▅" | "▆" | "▇" => {
            let part = (eighths('▁')? + 1.0) / 8.0 * height;
            rectangle(0.0, height - part, width, part)
        }
        "█" | "▉" | "▊" | "▋" | "▌" | "▍" | "▎" | "▏" => {
            rectangle(0.0, 0.0, (8.0 - eighths('█')?) / 8.0 * width, height)
        }
        "▕" => rectangle(width * 0.875, 0.0, width / 8.0, height),
        "▐" => rectangle(width / 2.0, 0.0, width / 2.0, height),
        _ => None,
    }
}

/// The screen as an SVG that stands on its own ground, on light and on dark pages.
pub fn picture(screen: &Screen) -> String {
    let size = screen.size();
    format!("{}{}</svg>\n", opening((size.0.get(), size.1.get())), cells(screen))
}

/// Screens of one size, each for a while and then the next, over and over.
pub fn animated(screens: &[Screen]) -> String {
    let Some(first) = screens.first() else { return String::new() };
    let count = screens.len() as f32;
    let (all, share) = (count * STANDS, 100.0 / count);
    let size = first.size();
    let mut svg = opening((size.0.get(), size.1.get()));
    let _ = writeln!(
        svg,
        "<style>.s{{visibility:hidden;animation:s {all}s step-end infinite}}\
         @keyframes s{{0%{{visibility:visible}}{share:.3}%{{visibility:hidden}}}}</style>"
    );
    for (at, screen) in screens.iter().enumerate() {
        let delay = at as f32 * STANDS - all;
        let _ = writeln!(svg, "<g class=\"s\" style=\"animation-delay:{delay}s\">\n{}</g>", cells(screen));
    }
    svg.push_str("</svg>\n");
    svg
}

/// The ground for a screen of these rows and columns.
fn opening((rows, columns): (u16, u16)) -> String {
    let width = f32::from(columns) * CELL.0 + 2.0 * MARGIN;
    let height = f32::from(rows) * CELL.1 + 2.0 * MARGIN;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\">\n\
         <rect x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"10\" fill=\"{PAPER}\" stroke=\"#3a3d46\"/>\n",
        width - 1.0,
        height - 1.0,
    )
}

/// What stands on the ground.
fn cells(screen: &Screen) -> String {
    let mut svg = String::new();
    for row in 0..screen.size().0.get() {
        let runs = runs(screen, row);
        // All grounds first: a slanted letter may lean out of its own.
        runs.iter().for_each(|run| draw_ground(&mut svg, run, row));
        runs.iter().for_each(|run| draw_ink(&mut svg, run, row));
    }
    svg
}

/// The upper left corner of a cell.
fn corner(column: u16, row: u16) -> (f32, f32) {
    (MARGIN + f32::from(column) * CELL.0, MARGIN + f32::from(row) * CELL.1)
}

fn draw_ground(svg: &mut String, run: &Run, row: u16) {
    if run.style.paper == PAPER {
        return;
    }
    let ((x, y), width) = (corner(run.start, row), f32::from(run.end - run.start) * CELL.0);
    let (height, fill) = (CELL.1, run.style.paper);
    // Neighbours share an edge; without smoothing there is no seam along it.
    let _ = writeln!(
        svg,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height}\" fill=\"{fill}\" \
         shape-rendering=\"crispEdges\"/>"
    );
}

fn draw_ink(svg: &mut String, run: &Run, row: u16) {
    let (x, y) = corner(run.start, row);
    let ink = run.style.ink;
    if let Some(d) = drawn(&run.text) {
        let _ = writeln!(svg, "<path transform=\"translate({x:.1} {y:.1})\" d=\"{d}\" fill=\"{ink}\"/>");
        return;
    }
    let blank = run.text.len() - run.text.trim_start().len();
    let text = run.text.trim();
    if text.is_empty() {
        return;
    }
    let cells = run.end - run.start - (run.text.chars().count() - run.text.trim_end().chars().count()) as u16;
    let length = f32::from(cells - blank as u16) * CELL.0;
    let x = x + blank as f32 * CELL.0;
    let mut looks = String::new();
    for (has, look) in [
        (run.style.bold, " font-weight=\"bold\""),
        (run.style.italic, " font-style=\"italic\""),
        (run.style.underline, " text-decoration=\"underline\""),
    ] {
        looks.push_str(if has { look } else { "" });
    }
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{length:.1}\" \
         lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{looks}>{}</text>",
        y + BASELINE,
        escaped(text),
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
