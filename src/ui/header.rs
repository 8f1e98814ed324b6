//! Draws the two rows above the panes: the search and how much was found; then the filters, or the
//! completions of what is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::announcement::draw_announcement;
use super::format::{counted, group_digits};
use super::pen::Pen;
use super::popup::completions::draw_completions;
use super::theme::{Role, Theme};
use crate::app::App;
use crate::app::pane::areas::Panes;
use crate::app::pane::chips::chips;
use crate::app::popup::prompt::{Prompt, PromptPurpose};
use crate::query::Mode;
use crate::text::width::{prefix, shorten, width};

/// Draws the header; returns the cell of the cursor while a query is typed.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let area = panes.header;
    if area.height == 0 {
        return None;
    }
    let cursor = draw_query(app, theme, area, buffer);
    draw_chips(app, theme, area, buffer);
    cursor
}

fn draw_query(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1);
    let prompt = app.prompt.as_ref().filter(|prompt| prompt.purpose == PromptPurpose::Collection);
    let text = prompt.map_or(app.search.text(), |prompt| prompt.input.value());
    let slash = if prompt.is_some() { Role::Accent } else { Role::Muted };
    pen.put("/ ", theme.style(slash));
    // The counts stay in sight, however long the query is.
    let columns = usize::from(area.width * 2 / 3).saturating_sub(3);
    let scroll = prompt.map_or(0, |prompt| prompt.input.visual_scroll(columns));
    let shown = tail(text, scroll);
    match (text.is_empty(), prompt.is_some()) {
        (true, true) => pen.put("words, “phrases”, -not, person:name …", theme.style(Role::Muted)),
        (true, false) => pen.put("search", theme.style(Role::Muted)),
        (false, true) => {
            let selected = prompt.is_some_and(|prompt| prompt.selected);
            let ground = if selected { theme.style(Role::Selected) } else { Style::default() };
            pen.put(prefix(shown, columns), theme.style(Role::Title).patch(ground))
        }
        (false, false) => pen.put(&shorten(shown, columns), theme.style(Role::Title)),
    };
    let room = pen.room().saturating_sub(3);
    if let Some(counts) = counts(app).into_iter().find(|counts| width(counts) <= room) {
        pen.put_right(&format!("{counts} "), theme.style(Role::Muted));
    }
    let column = |prompt: &Prompt| prompt.input.visual_cursor().saturating_sub(scroll) as u16;
    prompt.map(|prompt| (area.x + 3 + column(prompt), area.y))
}

/// A text without its first columns.
fn tail(text: &str, columns: usize) -> &str {
    &text[prefix(text, columns).len()..]
}

/// How much was found, from the fullest wording to the shortest.
fn counts(app: &App) -> Vec<String> {
    let (found, of) = (app.list.ids.len(), app.list.of);
    let documents = match (app.list.answered, found == of) {
        (false, _) => String::new(),
        _ if app.shows_problems() => {
            format!("{} not read", counted(found, "file"))
        }
        (true, true) => counted(of, "document"),
        (true, false) => format!("{} of {}", group_digits(found as u64), counted(of, "document")),
    };
    let mut parts = vec![documents.clone()];
    let mut hits = Vec::new();
    if let Some((count, folded)) = app.list.hits.filter(|_| app.search.has_words()) {
        hits.push(counted(count as usize, "hit"));
        if folded > 0 {
            hits.push(format!("+{} in folded lines", group_digits(folded)));
        }
    }
    parts.extend(hits);
    let order = app.search.effective_order().name();
    let percent = progress(app);
    let join = |head: &str| {
        let tail: Vec<&str> = [order, percent.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
        format!("{head}      {}", tail.join("      "))
    };
    vec![
        join(&parts.join(" · ")),
        join(&documents),
        format!("{documents}  {percent}"),
        format!("{found}/{of}"),
        percent,
    ]
}

/// How far indexing has come, while it goes on.
fn progress(app: &App) -> String {
    match (&app.progress, app.progress.of) {
        (progress, _) if progress.finished => String::new(),
        // While the folders are walked there is no share to show.
        (_, 0) => String::new(),
        (progress, of) => {
            let again = if progress.again { "read again: " } else { "" };
            format!("{again}{} %", (progress.done * 100 / of).min(99))
        }
    }
}

fn draw_chips(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 1);
    if let Some(prompt) = app
        .prompt
        .as_ref()
        .filter(|prompt| prompt.purpose == PromptPurpose::Collection && !prompt.completions.names.is_empty())
    {
        pen.skip(3).put("Tab", theme.style(Role::Key)).skip(2);
        return draw_completions(&prompt.completions, theme, &mut pen);
    }
    let muted = theme.style(Role::Muted);
    let chips = chips(&app.search.filters);
    let room = pen.room();
    draw_announcement(app, theme, chips.last().map_or(0, |chip| chip.columns.end), &mut pen);
    let clear = match (app.search.filters.is_empty(), pen.room() < room) {
        (true, _) => "",
        (false, true) => "X clear  u undo   ",
        (false, false) => "X clear  u undo ",
    };
    if pen.room() > width(clear) + 30 {
        pen.put_right(clear, muted);
    }
    for chip in chips {
        let role = if chip.mode == Mode::Exclude { Role::Exclude } else { Role::Include };
        pen.at(chip.columns.start).put(&chip.text, theme.style(role));
    }
    pen.skip(3);
    if let Some(understood) = app.search.understood() {
        let room = pen.room();
        pen.put(prefix(&understood, room), muted);
    }
}
