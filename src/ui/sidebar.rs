//! The filters: a line of time above, then groups of values with their counts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::header::group_digits;
use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::app::layout::Panes;
use crate::app::sidebar::Line;
use crate::app::{App, Focus};
use crate::query::{FacetValue, Mode};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};

/// Draws the filter pane.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    super::draw_rule(theme, panes.filters, buffer);
    let area = panes.filter_lines();
    if area.y > panes.filters.y {
        draw_time(app, theme, Rect { y: panes.filters.y, height: area.y - panes.filters.y, ..area }, buffer);
    }
    let lines = app.sidebar.lines(&app.search.filters, usize::from(area.height));
    for (y, (at, line)) in
        lines.iter().enumerate().skip(app.sidebar.top).take(usize::from(area.height)).enumerate()
    {
        let mut pen = Pen::new(buffer, area, y as u16);
        if at == app.sidebar.cursor && app.focus == Focus::Filters {
            pen.fill(theme.style(Role::Selected));
        }
        draw_line(line, theme, &mut pen);
    }
}

fn draw_line(line: &Line, theme: &Theme, pen: &mut Pen) {
    let muted = theme.style(Role::Muted);
    match line {
        Line::Group { facet, folded } => {
            pen.put(&facet.heading(), theme.style(Role::Accent));
            pen.put(if *folded { " ▸" } else { "" }, muted);
        }
        Line::Value { value, mode } => draw_value(value, *mode, theme, pen),
        Line::Gone { filter } => {
            let gone = FacetValue {
                label: filter.criterion.label(),
                criterion: filter.criterion.clone(),
                documents: 0,
                guess: false,
            };
            draw_value(&gone, Some(filter.mode), theme, pen);
        }
        Line::More { count, .. } => {
            _ = pen.skip(2).put(&format!("{} more", group_digits(*count as u64)), muted)
        }
        Line::Blank => {}
    }
}

fn draw_value(value: &FacetValue, mode: Option<Mode>, theme: &Theme, pen: &mut Pen) {
    let (sign, role) = match mode {
        Some(Mode::Include) => ("✓ ", Role::Include),
        Some(Mode::Exclude) => ("✗ ", Role::Exclude),
        Some(Mode::AnyOf) => ("| ", Role::Include),
        None => ("  ", Role::Text),
    };
    let count = group_digits(u64::from(value.documents));
    pen.put(sign, theme.style(role));
    let room = pen.room().saturating_sub(width(&count) + 2);
    // What rests on a guess says so with the sign that guessed dates carry.
    let guess = if value.guess { "~" } else { "" };
    let name = if value.label.is_empty() { value.criterion.label() } else { value.label.clone() };
    pen.put(&shorten(&sanitize_line(&format!("{guess}{name}")), room), theme.style(role));
    pen.put_right(&count, theme.style(Role::Count));
}

/// How the documents found spread over time: heading, bars, first and last year.
fn draw_time(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let months = &app.sidebar.facets.months;
    Pen::new(buffer, area, 0).put("TIME", theme.style(Role::Accent));
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        Pen::new(buffer, area, 1).skip(2).put("no dates", theme.style(Role::Muted));
        return;
    };
    let bars = bars(months, usize::from(area.width).saturating_sub(2));
    Pen::new(buffer, area, 1).skip(2).put(&bars, theme.style(Role::Histogram));
    let mut pen = Pen::new(buffer, area, 2);
    let years = (first.0.to_string(), last.0.to_string());
    pen.skip(2).put(&years.0, theme.style(Role::Muted));
    let gap = width(&bars).saturating_sub(years.0.len() + years.1.len());
    if years.0 != years.1 && gap > 0 {
        pen.skip(gap).put(&years.1, theme.style(Role::Muted));
    }
}

/// Bars for the months from the first to the last, as many as there are columns at most.
pub(super) fn bars(months: &[(i16, u8, u32)], columns: usize) -> String {
    const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let number = |&(year, month, _): &(i16, u8, u32)| i64::from(year) * 12 + i64::from(month);
    let (Some(first), Some(last)) = (months.first().map(number), months.last().map(number)) else {
        return String::new();
    };
    let span = usize::try_from(last - first + 1).unwrap_or(1);
    let columns = columns.min(span).max(1);
    let mut counts = vec![0u64; columns];
    for month in months {
        let at = usize::try_from(number(month) - first).unwrap_or(0) * columns / span;
        counts[at.min(columns - 1)] += u64::from(month.2);
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let bar = |count: &u64| EIGHTHS[if *count == 0 { 0 } else { (count * 8).div_ceil(most) as usize }];
    counts.iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::bars;

    #[test]
    fn bars_cover_the_months_and_nothing_found_is_empty() {
        assert_eq!(bars(&[(2021, 1, 8), (2021, 2, 1), (2021, 4, 4)], 20), "█▁ ▄");
        assert_eq!(bars(&[(2000, 1, 1), (2019, 12, 2)], 4), "▄  █");
        assert_eq!(bars(&[], 4), "");
    }
}
