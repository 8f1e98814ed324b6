//! Draws the task of the tutor in the rows above the position: which it is, and what is to be done.

use ratatui::buffer::Buffer;

use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::app::App;
use crate::app::pane::areas::Panes;
use crate::app::tutor::{Tutor, pieces};
use crate::app::typeset::wrap::wrap;
use crate::text::width::width;

/// What stands there once all tasks are done.
const ALL_DONE: &str =
    "That was all. {quit} leaves; perusal FOLDER opens a folder of your own. {help} lists every key.";

/// Draws the task, if there is a tutor.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let (Some(tutor), area) = (&app.tutor, panes.tutor) else { return };
    if area.height == 0 {
        return;
    }
    buffer.set_style(area, theme.style(Role::Overlay));
    draw_head(tutor, theme, &mut Pen::new(buffer, area, 0));
    let words = tutor.task().map_or(ALL_DONE, |task| task.words.as_str());
    let mut text = String::new();
    let mut keys = Vec::new();
    for piece in pieces(words, |command| app.keys.map.chords(command).first().cloned().unwrap_or_default()) {
        if piece.is_key {
            keys.push(text.len()..text.len() + piece.text.len());
        }
        text.push_str(&piece.text);
    }
    let room = usize::from(area.width).saturating_sub(2);
    for (row, line) in (1..area.height).zip(wrap(&text, room)) {
        let within = |key: &std::ops::Range<usize>| {
            let (start, end) = (key.start.max(line.start), key.end.min(line.end));
            (start < end).then(|| (start - line.start..end - line.start, theme.style(Role::Key)))
        };
        let marks: Vec<_> = keys.iter().filter_map(within).collect();
        Pen::new(buffer, area, row).skip(1).put_marked(&text[line.clone()], theme.style(Role::Text), &marks);
    }
}

fn draw_head(tutor: &Tutor, theme: &Theme, pen: &mut Pen<'_>) {
    let (done, all) = tutor.progress();
    let ticked = tutor.last().map(|task| format!("✓ {} ", task.name)).unwrap_or_default();
    let (head, name) = match tutor.task() {
        Some(task) => (format!("TASK {} OF {all}  ", done + 1), task.name.as_str()),
        None => (String::new(), "ALL TASKS DONE"),
    };
    pen.skip(1).put(&head, theme.style(Role::Muted)).put(name, theme.style(Role::Title));
    if pen.room() > width(&ticked) + 2 {
        pen.put_right(&ticked, theme.style(Role::Muted));
    }
}
