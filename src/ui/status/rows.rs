//! Draws the two rows below the panes: positions and a notice in the upper one, hints or a prompt in the
//! lower one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::hints::draw_hints;
use super::position::draw_places;
use super::prompt::draw_prompt;
use crate::app::pane::areas::Panes;
use crate::app::popup::prompt::PromptPurpose;
use crate::app::{App, Notice};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, shorten_middle, width};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns in which the position in the list stands.
const POSITION: u16 = 16;
/// What is to be done about a failure that stays said, once it is read.
const PUT_AWAY: &str = " · Esc";

/// Draws both rows; returns the cell of the cursor while something is typed there.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<(u16, u16)> {
    draw_places(app, theme, panes, buffer);
    if let Some(prompt) = app.prompt.as_ref().filter(|prompt| prompt.purpose != PromptPurpose::Collection) {
        if let Some(notice) = app.notice.as_ref().filter(|_| panes.hints.height > 0) {
            draw_notice(notice, theme, panes.status, buffer);
        }
        return Some(draw_prompt(app, prompt, theme, panes, buffer));
    }
    if let Some(notice) = &app.notice {
        draw_notice(notice, theme, panes.status, buffer);
    } else if let Some(trouble) = app.troubles.line() {
        draw_trouble(&trouble, theme, panes.status, buffer);
    }
    if panes.hints.height > 0 {
        draw_hints(app, theme, panes, buffer);
    }
    None
}

/// A failure that stays said is where notices are, but leaves the position in the list in sight.
fn draw_trouble(trouble: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let left = POSITION.min(area.width / 4);
    let area = Rect { x: area.x + left, width: area.width - left, ..area };
    let room = usize::from(area.width).saturating_sub(2 + width(PUT_AWAY));
    let text = format!("{}{PUT_AWAY}", shorten(&sanitize_line(trouble), room));
    draw_notice(&Notice { failed: true, ..Notice::plain(text) }, theme, area, buffer);
}

/// A notice is at the right, over what is otherwise shown there.
fn draw_notice(notice: &Notice, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let role = match (notice.failed, notice.quiet) {
        (true, _) => Role::Failure,
        (false, true) => Role::Muted,
        (false, false) => Role::Notice,
    };
    let shortened = if notice.failed { shorten_middle } else { shorten };
    let text = shortened(&sanitize_line(&notice.text), usize::from(area.width).saturating_sub(2));
    let columns = width(&text) as u16;
    let area = Rect { x: area.right() - columns - 2, width: columns + 2, ..area };
    Clear.render(area, buffer);
    Pen::new(buffer, area, 0).skip(1).put(&text, theme.style(role));
}
