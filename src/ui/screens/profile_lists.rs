//! Draws the lists on the profile page of an entity: entities it is seen with, sentences, documents.
//!
//! Not here: why its spellings are one (`profile_why`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::profile_why::draw_why;
use crate::app::screens::{ProfileScreen, ProfileSection, sentence, title};
use crate::query::{LatestDocument, Profile};
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;
use crate::ui::entity::{put_origin, put_rows, styled};
use crate::ui::format::{copies_counted, dated, group_digits, guessed};
use crate::ui::frame::draw_cursor;
use crate::ui::histogram::bar_of;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before the text of a list: rule, bar, blank.
pub(super) const LEAD: u16 = 3;

/// Columns of the longest bar.
const BAR: usize = 8;

/// Draws a list into its area of the screen.
pub fn draw_list(
    screen: &ProfileScreen,
    profile: &Profile,
    section: ProfileSection,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let cursor = screen.cursor(section);
    let rows = |entry| screen.rows(section, entry, area.width);
    let len = screen.len(section);
    if len == 0 {
        Pen::new(buffer, area, 0).skip(LEAD.into()).put("none", theme.style(Role::Muted));
    }
    for (entry, y) in cursor.visible(len, area.height.into(), rows) {
        let here =
            Rect { y: area.y + y as u16, height: (rows(entry) as u16).min(area.height - y as u16), ..area };
        // The bar stands beside the rule, where there is one.
        let ruled = u16::from(here.x > 0);
        let bar = Rect { x: here.x + ruled, width: here.width.saturating_sub(ruled + 1), ..here };
        let text = Rect { x: here.x + LEAD, width: here.width.saturating_sub(LEAD + 1), ..here };
        if screen.section == section && entry == cursor.at {
            // The empty row after an entry does not belong to it; what is said of a spelling only explains it.
            let blank = u16::from(rows(entry) > 1);
            let rows = if section == ProfileSection::Why { 1 } else { rows(entry) as u16 - blank };
            for y in 0..here.height.min(rows.max(1)) {
                draw_cursor(&mut Pen::new(buffer, bar, y), theme, 0);
            }
        }
        match section {
            ProfileSection::Why => draw_why(screen, profile, entry, theme, text, buffer),
            _ => draw_entry(profile, section, entry, theme, text, buffer),
        }
    }
}

/// Draws an entry into its rows.
fn draw_entry(
    profile: &Profile,
    section: ProfileSection,
    entry: usize,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let pen = Pen::new(buffer, area, 0);
    match section {
        ProfileSection::Head | ProfileSection::Why => {}
        ProfileSection::SeenWith => draw_seen(profile, entry, theme, pen),
        ProfileSection::Documents => {
            let Some(LatestDocument { row, copies }) = profile.latest.get(entry) else { return };
            let rows = title(&row.called(), area.width);
            for (y, words) in (0..).zip(&rows) {
                Pen::new(buffer, area, y).put(words, theme.style(Role::Text));
            }
            let mut pen = Pen::new(buffer, area, rows.len() as u16);
            let below = std::iter::once(dated(row.dating())).chain(row.marked_source());
            let copies = (*copies > 0).then(|| format!("+{}", copies_counted(*copies as usize)));
            let below = below.chain(copies);
            let below = below.collect::<Vec<_>>().join(" · ");
            let room = pen.room();
            pen.put(&shorten(&sanitize_line(&below), room), theme.style(Role::Muted));
        }
        ProfileSection::Sentences => {
            let Some(line) = profile.sentences.get(entry) else { return };
            let (cut, rows) = sentence(line, area.width);
            let marks = styled(&cut, theme, Some(profile.card.kind));
            put_rows(&cut.text, &rows, &marks, theme, area, buffer);
            put_origin(line, theme, Pen::new(buffer, area, rows.len() as u16));
        }
    }
}

/// An entity in the same documents: name, bar, documents.
fn draw_seen(profile: &Profile, entry: usize, theme: &Theme, mut pen: Pen) {
    let Some(with) = profile.seen_with.get(entry) else { return };
    let most = profile.seen_with.first().map_or(1, |with| with.documents).max(1);
    let count = group_digits(with.documents.into());
    let widest = group_digits(most.into()).len();
    pen.put_right(&format!("{count:>widest$} "), theme.style(Role::Count));
    let bar = if pen.room() >= BAR + 20 { BAR } else { 0 };
    let name = sanitize_line(&guessed(&with.name, with.guess)).into_owned();
    let room = pen.room().saturating_sub(bar + 2);
    pen.put(&shorten(&name, room), theme.style(Role::of_name(with.kind, false)));
    let gap = pen.room().saturating_sub(bar + 1);
    pen.skip(gap).put(&bar_of(with.documents, most, bar), theme.style(Role::Histogram));
}
