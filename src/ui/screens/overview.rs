//! Draws the overview: how much there is and what is new, the years, blocks of values with their counts, and the
//! collections that were opened before.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::pane::time_line::TimeLine;
use crate::app::screens::{OverviewCell, OverviewLine, OverviewScreen, day_words};
use crate::query::{CollectionCounts, FacetValue, Overview, TimeCounts};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, shorten_middle, width};
use crate::ui::format::{counted, group_digits};
use crate::ui::frame::draw_cursor;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns of the bars of the years, at most.
const BARS: usize = 72;

/// Draws the overview.
pub fn draw(app: &App, screen: &OverviewScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let muted = theme.style(Role::Muted);
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(OverviewScreen::LEAD.into());
    let name = sanitize_line(&app.settings.collection).into_owned();
    let room = pen.room().saturating_sub(1);
    pen.put(&shorten(&name, room), theme.style(Role::Title));
    put_whole(&mut pen, TITLE, theme);
    let body = OverviewScreen::body(area);
    let Some(overview) = &screen.overview else {
        Pen::new(buffer, body, 0).skip(OverviewScreen::LEAD.into()).put("counting …", muted);
        return;
    };
    let selected = screen.selected(area);
    for cell in screen.cells(area) {
        let Some(y) = cell.y.checked_sub(screen.top).filter(|&y| y < usize::from(body.height)) else {
            continue;
        };
        let row = Rect { x: cell.x - 2, y: body.y + y as u16, width: cell.width + 2, height: 1 };
        let mut pen = Pen::new(buffer, row, 0);
        if selected == Some(cell) {
            draw_cursor(&mut pen, theme, 0);
        }
        draw_line(app, screen, overview, cell, theme, pen.at(2));
    }
}

/// What stands after the name of the collection.
const TITLE: &str = " · what is in it";

fn draw_line(
    app: &App,
    screen: &OverviewScreen,
    overview: &Overview,
    cell: OverviewCell,
    theme: &Theme,
    pen: &mut Pen,
) {
    let [muted, text, accent] = [Role::Muted, Role::Text, Role::Accent].map(|role| theme.style(role));
    let since = || screen.since.map_or_else(String::new, |look| day_words(look.day, app.settings.today));
    match cell.line {
        OverviewLine::Documents => {
            pen.put(&documents_words(overview.counts), text);
            if app.progress.of > 0 && !app.progress.finished {
                pen.put(" · reading …", muted);
            } else if screen.since.is_some() && screen.new_documents() == 0 {
                put_whole(pen, &format!(" · nothing new since {}", since()), theme);
            }
        }
        OverviewLine::New(new) => {
            pen.put(&format!("{} new", group_digits(new.into())), accent);
            put_whole(pen, &format!(" since {}", since()), theme);
        }
        OverviewLine::NotRead => {
            let counts = overview.counts;
            let words = format!("{} not read", counted(counts.problems as usize, "file"));
            pen.put(&words, theme.style(Role::Guess));
            put_whole(pen, " · why: ", theme).put("g p", theme.style(Role::Key));
        }
        OverviewLine::Time => draw_time(&overview.facets.time, theme, pen),
        OverviewLine::Heading(facet, total) => {
            pen.put(&facet.heading(), accent).skip(1).put(&group_digits(total as u64), muted);
        }
        OverviewLine::Value(value) => draw_value(value, theme, pen),
        OverviewLine::Collections => _ = pen.put("OTHER COLLECTIONS", accent),
        OverviewLine::Known(path) if path == app.settings.sample_folder => {
            put_whole(pen.put("the sample", text), " that comes with perusal", theme);
        }
        OverviewLine::Known(path) => {
            let path = sanitize_line(&path.to_string_lossy()).into_owned();
            let room = pen.room().saturating_sub(1);
            pen.put(&shorten_middle(&path, room), text);
        }
        OverviewLine::OtherFolder => _ = pen.put("open a folder …", muted),
    }
}

/// Writes muted words, or none of them where there is no room for all.
fn put_whole<'p, 'b>(pen: &'p mut Pen<'b>, words: &str, theme: &Theme) -> &'p mut Pen<'b> {
    if pen.room() > width(words) {
        pen.put(words, theme.style(Role::Muted));
    }
    pen
}

fn documents_words(counts: CollectionCounts) -> String {
    let [documents, files] = [counts.documents as usize, counts.files as usize];
    match files {
        0 => "no files to read here".to_owned(),
        _ => format!("{} in {}", counted(documents, "document"), counted(files, "file")),
    }
}

/// The first and the last year, bars between them, and how many documents have no date.
fn draw_time(time: &TimeCounts, theme: &Theme, pen: &mut Pen) {
    let (Some(first), Some(last)) = (time.dates.first(), time.dates.last()) else { return };
    let [first, last] = [first, last].map(|count| count.date.words());
    let undated = match time.undated {
        0 => String::new(),
        undated => format!("   {} undated", group_digits(undated.into())),
    };
    pen.put(&first, theme.style(Role::Text)).skip(1);
    let ends = width(&last) + 2 + width(&undated);
    let columns = pen.room().saturating_sub(ends).min(BARS);
    pen.put(&bars(time, columns), theme.style(Role::Histogram));
    if last != first {
        pen.skip(1).put(&last, theme.style(Role::Text));
    }
    put_whole(pen, &undated, theme);
}

/// A bar for each period, as the time line beside the list has them.
fn bars(time: &TimeCounts, columns: usize) -> String {
    const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let Some(axis) = TimeLine::default().axis(time, columns) else { return String::new() };
    let most = axis.periods.iter().map(|(_, count)| count.all).max().unwrap_or(0).max(1) as usize;
    let bar = |count: u32| match (count as usize * EIGHTHS.len()).div_ceil(most) {
        0 => ' ',
        height => EIGHTHS.get(height - 1).copied().unwrap_or('█'),
    };
    // Wide bars stand apart from each other, as on the time line.
    let columns = axis.width.saturating_sub(1).max(1);
    let gap = " ".repeat(axis.width - columns);
    let wide = |count: u32| format!("{}{gap}", bar(count).to_string().repeat(columns));
    let drawn: String = axis.periods.iter().map(|(_, count)| wide(count.all)).collect();
    drawn.trim_end().to_owned()
}

fn draw_value(value: &FacetValue, theme: &Theme, pen: &mut Pen) {
    let count = group_digits(value.documents.into());
    let guess = if value.guess { "~" } else { "" };
    let name = if value.label.is_empty() { value.criterion.label() } else { value.label.clone() };
    let room = pen.room().saturating_sub(width(&count) + 2);
    pen.put(&shorten(&sanitize_line(&format!("{guess}{name}")), room), theme.style(Role::Text));
    pen.put_right(&format!("{count} "), theme.style(Role::Count));
}
