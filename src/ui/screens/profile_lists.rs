//! Draws the lists on the profile page of an entity: entities it is seen with, sentences, documents, and the
//! reasons why its spellings are one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::{EXAMPLE_INDENT, ProfileScreen, ProfileSection, sentence, title};
use crate::query::{EntityCard, Profile, SentenceLine, Spelling};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::entity::{put_rows, styled};
use crate::ui::format::{date_column, group_digits, guessed, origin};
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
            // The empty row after an entry does not belong to it.
            let blank = u16::from(rows(entry) > 1);
            for y in 0..here.height.min((rows(entry) as u16 - blank).max(1)) {
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
            let Some(row) = profile.latest.get(entry) else { return };
            let rows = title(&row.called(), area.width);
            for (y, words) in (0..).zip(&rows) {
                Pen::new(buffer, area, y).put(words, theme.style(Role::Text));
            }
            let mut pen = Pen::new(buffer, area, rows.len() as u16);
            let below = std::iter::once(date_column(row)).chain(row.marked_source());
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

/// Where a sentence is from.
fn put_origin(line: &SentenceLine, theme: &Theme, mut pen: Pen) {
    let room = pen.room();
    pen.put(&shorten(&sanitize_line(&origin(line)), room), theme.style(Role::Muted));
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

/// A spelling, and by which rule it is a name of the entity; below it a sentence where it stands.
fn draw_why(
    screen: &ProfileScreen,
    profile: &Profile,
    entry: usize,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let Some(spelling) = profile.card.spellings.get(entry) else { return };
    if let Some(((cut, rows), line)) = screen.example_shown(entry, area.width).zip(screen.example(entry)) {
        let below = Rect {
            x: area.x + EXAMPLE_INDENT,
            y: area.y + 1,
            width: area.width.saturating_sub(EXAMPLE_INDENT),
            height: area.height.saturating_sub(1),
        };
        let marks = styled(&cut, theme, Some(profile.card.kind));
        put_rows(&cut.text, &rows, &marks, theme, below, buffer);
        put_origin(line, theme, Pen::new(buffer, below, rows.len() as u16));
    }
    let mut pen = Pen::new(buffer, area, 0);
    let sign = match &spelling.why {
        None => "  ",
        Some(why) if why.sure => "= ",
        Some(_) => "? ",
    };
    let names = profile.card.spellings.iter().map(|spelling| width(&sanitize_line(&spelling.name)));
    let columns = names.max().unwrap_or(0).min((pen.room() / 2).min(44));
    pen.put(sign, theme.style(Role::Guess));
    pen.put(&shorten(&sanitize_line(&spelling.name), columns), theme.style(Role::Title));
    let count = group_digits(spelling.documents.into());
    pen.at(2 + columns + 7usize.saturating_sub(count.len())).put(&count, theme.style(Role::Count));
    pen.skip(3);
    let room = pen.room();
    let reason = reason(&profile.card, spelling).into_iter().rev().find(|words| width(words) <= room);
    pen.put(&reason.unwrap_or_default(), theme.style(Role::Muted));
}

/// Why a spelling is a name of the entity, from the shortest wording to the fullest.
fn reason(card: &EntityCard, spelling: &Spelling) -> Vec<String> {
    let mut words = match &spelling.why {
        None if spelling.name == card.name => vec!["its name".to_owned()],
        None => vec![String::new()],
        Some(why) if why.with == card.name => vec![why.rule.clone()],
        Some(why) => {
            vec![why.rule.clone(), sanitize_line(&format!("{}, of {}", why.rule, why.with)).into_owned()]
        }
    };
    if spelling.only_in.is_some() {
        let fullest = words.last().cloned().unwrap_or_default();
        let gap = if fullest.is_empty() { "" } else { " · " };
        words.push(format!("{fullest}{gap}in one document only"));
    }
    words
}
