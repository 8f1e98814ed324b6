//! Draws the time line above the filters: bars of what is found before those of all documents, guesses
//! lighter than dates that are sure, and the ends of the axis.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::pane::areas::TIME_BARS;
use crate::app::pane::time_line::{PeriodCount, TimeAxis, TimeLine};
use crate::app::{App, Focus};
use crate::model::PartialDate;
use crate::query::DateRange;
use crate::text::width::{shorten, width};
use crate::ui::format::group_digits;
use crate::ui::frame::role_of_heading;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws the time line: heading, bars, the ends of the axis.
pub(super) fn draw_time(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let counts = &app.sidebar.facets.time;
    let time = &app.sidebar.time;
    let axis = time.axis(counts, usize::from(area.width));
    draw_heading(app, theme, area, buffer);
    let Some(axis) = axis else {
        Pen::new(buffer, area, 1).skip(2).put("all undated", theme.style(Role::Muted));
        return;
    };
    let highest = |of: fn(&PeriodCount) -> u32| axis.periods.iter().map(|(_, count)| of(count)).max();
    let most = (highest(|count| count.all).unwrap_or(0), highest(|count| count.found).unwrap_or(0));
    let selected = time.selected().filter(|_| app.on_time_line());
    for (at, (date, count)) in axis.periods.iter().enumerate() {
        let is_selected = selected.is_some_and(|range| lies_in(*date, range));
        let layers = Layers::of(count, most);
        for row in 0..TIME_BARS {
            let mut pen = Pen::new(buffer, area, 1 + row);
            pen.at(at * axis.width);
            let (glyph, style) = layers.cell(usize::from(TIME_BARS - 1 - row), theme, is_selected);
            // Wide bars stand apart from each other.
            let bar = axis.width.saturating_sub(1).max(1);
            pen.put(&glyph.repeat(bar), style);
            if is_selected && axis.width > bar {
                pen.put(" ", theme.style(Role::NameLit));
            }
        }
    }
    draw_ends(&axis, theme, Rect { y: area.y + 1 + TIME_BARS, height: 1, ..area }, buffer);
}

fn lies_in(date: PartialDate, range: DateRange) -> bool {
    date.first_day() >= range.from.first_day() && date.last_day() <= range.to.last_day()
}

/// What the line is of; on it, what is selected and how many documents that has.
fn draw_heading(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let counts = &app.sidebar.facets.time;
    let mut pen = Pen::new(buffer, area, 0);
    let Some(range) = app.sidebar.time.selected().filter(|_| app.on_time_line()) else {
        let role = role_of_heading(app.focus == Focus::Filters);
        pen.put("TIME", theme.style(role));
        if counts.undated > 0 {
            let undated = format!("{} undated", group_digits(u64::from(counts.undated)));
            pen.skip(1).put_right(&undated, theme.style(Role::Muted));
        }
        return;
    };
    let found = group_digits(u64::from(TimeLine::count(counts, range).found));
    let room = pen.room().saturating_sub(width(&found) + 1);
    pen.put(&shorten(&range.words(), room), theme.style(Role::Accent));
    pen.skip(1).put_right(&found, theme.style(Role::Count));
}

/// The first and the last period, and how many documents lie beyond them.
fn draw_ends(axis: &TimeAxis, theme: &Theme, row: Rect, buffer: &mut Buffer) {
    let (Some(first), Some(last)) = (axis.periods.first(), axis.periods.last()) else { return };
    let [earlier, later] = [axis.earlier, axis.later].map(|count| group_digits(u64::from(count)));
    let left = match axis.earlier {
        0 => vec![first.0.words()],
        _ => vec![format!("◂ {earlier} earlier · {}", first.0.words()), format!("◂ {earlier} earlier")],
    };
    let right = match axis.later {
        0 if first.0 == last.0 => vec![String::new()],
        0 => vec![last.0.words()],
        _ => vec![format!("{} · {later} later ▸", last.0.words()), format!("{later} later ▸")],
    };
    let muted = theme.style(Role::Muted);
    let drawn = axis.periods.len() * axis.width;
    let mut pen = Pen::new(buffer, row, 0);
    let room = pen.room();
    // The fullest words that leave a gap; where even the shortest do not, the right end goes.
    let pairs = left.iter().flat_map(|left| right.iter().map(move |right| (left, right)));
    let fits = |(left, right): &(&String, &String)| width(left) + width(right) < room;
    let Some((left, right)) = pairs.clone().find(fits) else {
        pen.put(left.last().map_or("", String::as_str), muted);
        return;
    };
    pen.put(left, muted);
    let end = drawn.max(width(left) + 1 + width(right)).min(room);
    pen.at(end - width(right)).put(right, muted);
}

/// The heights of a bar in eighths of a row, each on top of the one before: what is sure, what is
/// found, and all.
struct Layers([usize; 3]);

impl Layers {
    /// Those of a period, where the highest bars have so many documents. What is found has a scale of its
    /// own, so that a few documents among thousands still show when they are from.
    fn of(count: &PeriodCount, (most_all, most_found): (u32, u32)) -> Layers {
        let height = |count: u32, most: u32| {
            (count as usize * usize::from(TIME_BARS) * 8).div_ceil(most.max(1) as usize)
        };
        let found = height(count.found, most_found);
        let sure = (found * count.sure as usize).div_ceil(count.found.max(1) as usize);
        Layers([sure, found, found.max(height(count.all, most_all))])
    }

    /// What a cell of the bar shows, in the row of that number from below.
    fn cell(&self, row: usize, theme: &Theme, is_selected: bool) -> (&'static str, Style) {
        let roles = match is_selected {
            true => [Role::Accent, Role::Histogram, Role::HistogramGuess],
            false => [Role::Histogram, Role::HistogramGuess, Role::HistogramAll],
        };
        let ground = if is_selected { theme.style(Role::NameLit) } else { Style::default() };
        let within = self.0.map(|height| height.saturating_sub(row * 8).min(8));
        // A cell has two colours: that of the lowest layer, and what stands above it.
        let Some(lowest) = within.iter().position(|&height| height > 0) else { return (" ", ground) };
        let height = within[lowest];
        let style = ground.patch(theme.style(roles[lowest]));
        let above = (lowest + 1..within.len()).find(|&layer| within[layer] > height);
        let fills = |layer: &usize| (within[*layer] - height) * 2 > 8 - height;
        match above.filter(fills).and_then(|layer| theme.style(roles[layer]).fg) {
            Some(colour) => (EIGHTHS[height], style.bg(colour)),
            None => (EIGHTHS[height], style),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Palette, TerminalColours};

    #[test]
    fn what_is_found_stands_before_all_and_a_guess_on_what_is_sure() {
        let theme = Theme::named("dark", TerminalColours::DARK, Palette::TrueColor).unwrap();
        let rows = usize::from(TIME_BARS);
        let full = rows * 8;
        let count = PeriodCount { all: 100, found: 1, sure: 1 };
        assert_eq!(Layers::of(&count, (100, 1)).0, [full, full, full], "a scale of its own");
        assert_eq!(Layers::of(&count, (100, 4)).0[2], full);
        let guessed = Layers::of(&PeriodCount { all: 4, found: 4, sure: 1 }, (4, 4));
        assert_eq!(guessed.0, [full / 4, full, full]);
        let (glyph, style) = guessed.cell(0, &theme, false);
        assert_eq!((glyph, style.bg), ("▄", theme.style(Role::HistogramGuess).fg));
        let nothing = Layers::of(&PeriodCount::default(), (4, 4));
        assert_eq!(nothing.cell(0, &theme, false).0, " ");
    }
}
