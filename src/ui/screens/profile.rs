//! Draws the profile page of an entity: its head with name, spellings, roles and time.
//!
//! Not here: the lists below the head (`profile_lists`), and what is on the page
//! (`app::screens::profile`).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::profile_lists::{LEAD, draw_list};
use crate::app::screens::{HeaderLine, ProfileScreen, ProfileSection, ROLES};
use crate::app::typeset::excerpt::fitting;
use crate::query::{EntityCard, Note, Profile, Spelling};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::entity::{more_roles, role_shown, spelling_shown};
use crate::ui::format::{counted, group_digits, guessed};
use crate::ui::frame::{draw_rule, role_of_heading};
use crate::ui::histogram::row_of_bar;
use crate::ui::month_bars::month_bars;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns of the labels in the head.
const LABELS: usize = 12;
/// Columns of the label of roles that stand beside spellings.
const ROLES_LABEL: usize = 8;
/// Between the columns of a table.
const GAP: usize = 2;

/// Narrower pages have no room for what is noted on the name.
const NOTED: u16 = 80;

/// Draws the page, with what the reader has noted on the name.
pub fn draw(screen: &ProfileScreen, note: Option<&Note>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if let Some(words) = note.and_then(|note| note.words.lines().next()).filter(|_| area.width >= NOTED) {
        let words = format!("✎ {}", shorten(&sanitize_line(words), usize::from(area.width / 3)));
        Pen::new(buffer, area, 0).put_right(&format!("{words} "), theme.style(Role::Note));
    }
    let head = screen.head(area);
    for (y, line) in head.iter().enumerate() {
        draw_head(screen, *line, theme, Pen::new(buffer, area, y as u16));
    }
    let is_bar = |line: &HeaderLine| matches!(line, HeaderLine::Time(_));
    if let (Some(y), Some(profile)) = (head.iter().position(is_bar), &screen.profile) {
        let rows = head.iter().filter(|line| is_bar(line)).count();
        let height = (head.len() - y) as u16;
        draw_time(profile, rows, theme, Rect { y: area.y + y as u16, height, ..area }, buffer);
    }
    let Some(profile) = &screen.profile else {
        let notice = if screen.gone { "no document names it any more" } else { "looking it up …" };
        Pen::new(buffer, area, 2).skip(LEAD.into()).put(notice, theme.style(Role::Muted));
        return;
    };
    for (section, list) in screen.lists(area) {
        if list.x > 0 {
            draw_rule(screen.section == section, theme, list, buffer);
        }
        let entries = screen.entries(list, area);
        if entries.y > list.y {
            let mut pen = Pen::new(buffer, list, 0);
            let role = role_of_heading(screen.section == section);
            pen.skip(LEAD.into()).put(heading(section), theme.style(role));
            pen.skip(1).put(&place(screen, section), theme.style(Role::Muted));
        }
        draw_list(screen, profile, section, theme, entries, buffer);
    }
}

fn heading(section: ProfileSection) -> &'static str {
    match section {
        ProfileSection::Head => "",
        ProfileSection::SeenWith => "SEEN WITH",
        ProfileSection::Sentences => "SENTENCES",
        ProfileSection::Documents => "DOCUMENTS",
        ProfileSection::Why => "WHY THESE NAMES ARE ONE",
    }
}

/// The position in a list, while the cursor is in it; and that there is more than the list holds.
fn place(screen: &ProfileScreen, section: ProfileSection) -> String {
    let shown = screen.len(section);
    let there = screen.section == section && shown > 0;
    let place = if there { format!("{}/{shown}", screen.cursor(section).at + 1) } else { String::new() };
    let Some(profile) = &screen.profile else { return place };
    let documents = profile.card.documents as usize;
    let (all, cut) = match section {
        ProfileSection::SeenWith => (profile.seen_with_of, format!("{shown} of {}", profile.seen_with_of)),
        ProfileSection::Documents => {
            (profile.latest_of, format!("the latest {shown} of {}", profile.latest_of))
        }
        // One a document is chosen from; the screen of sentences has them all.
        ProfileSection::Sentences => (documents, format!("the best {shown}")),
        ProfileSection::Head | ProfileSection::Why => (shown, String::new()),
    };
    match (shown < all, there) {
        (false, _) => place,
        (true, false) => cut,
        (true, true) => format!("{place} · {cut}"),
    }
}

fn draw_head(screen: &ProfileScreen, line: HeaderLine, theme: &Theme, mut pen: Pen) {
    let card = screen.profile.as_ref().map(|profile| &profile.card);
    pen.at(LEAD.into());
    match (line, card) {
        (HeaderLine::Name, _) => draw_name(screen, theme, pen),
        (HeaderLine::Spellings, Some(card)) => {
            let texts: Vec<String> = card.spellings.iter().map(spelling_counted).collect();
            let room = pen.room().saturating_sub(LABELS + 1);
            let (shown, more) = fitting(&texts, " · ", room);
            let more = if more > 0 { format!(" · {more} more") } else { String::new() };
            put_label("SPELLINGS", theme, &mut pen).put(&format!("{shown}{more}"), theme.style(Role::Text));
        }
        (HeaderLine::Role(at), Some(card)) => {
            put_label(if at == 0 { "ROLES" } else { "" }, theme, &mut pen);
            draw_role(card, at, theme, pen);
        }
        (HeaderLine::Both(at), Some(card)) => {
            let half = usize::from(LEAD) + pen.room() / 2;
            put_label(if at == 0 { "SPELLINGS" } else { "" }, theme, &mut pen);
            put_spelling(card, at, half - usize::from(LEAD) - LABELS - GAP, theme, &mut pen);
            pen.at(half)
                .put(if at == 0 && !card.roles.is_empty() { "ROLES" } else { "" }, theme.style(Role::Accent));
            pen.at(half + ROLES_LABEL);
            draw_role(card, at, theme, pen);
        }
        _ => {}
    }
}

/// Writes a label, and goes to the column after the labels.
fn put_label<'p, 'b>(label: &str, theme: &Theme, pen: &'p mut Pen<'b>) -> &'p mut Pen<'b> {
    pen.put(label, theme.style(Role::Accent)).at(usize::from(LEAD) + LABELS)
}

fn draw_name(screen: &ProfileScreen, theme: &Theme, mut pen: Pen) {
    if screen.section == ProfileSection::Head {
        // A bar alone: a heading is no row of a list.
        pen.at(0).put("▌", theme.style(Role::Bar)).at(LEAD.into());
    }
    let card = screen.profile.as_ref().map(|profile| &profile.card);
    let name = guessed(&screen.name, card.is_some_and(|card| card.guess));
    let name = shorten(&sanitize_line(&name), pen.room().saturating_sub(1));
    pen.put(&name, theme.style(Role::Title));
    let kind = screen.kind.word();
    // What does not fit whole is left out.
    if pen.room() < width(kind) + 4 {
        return;
    }
    let muted = theme.style(Role::Muted);
    pen.put(" · ", muted).put(kind, theme.style(Role::of_name(screen.kind, false)));
    let counts = card.map(|card| {
        [counted(card.documents as usize, "document"), counted(card.mentions as usize, "mention")]
    });
    for fact in counts.into_iter().flatten() {
        if pen.room() < width(&fact) + 4 {
            break;
        }
        pen.put(" · ", muted).put(&fact, muted);
    }
}

fn spelling_counted(spelling: &Spelling) -> String {
    format!("{} {}", spelling_shown(spelling), group_digits(spelling.documents.into()))
}

/// A spelling with its documents behind it, those of all below each other; in the last row how many more there are.
fn put_spelling(card: &EntityCard, at: usize, room: usize, theme: &Theme, pen: &mut Pen) {
    let Some(spelling) = card.spellings.get(at) else { return };
    let shown = card.spellings.iter().take(ROLES);
    let names = shown.clone().map(|of| width(&spelling_shown(of))).max().unwrap_or(0).min(room / 2);
    let counts = shown.map(|of| group_digits(of.documents.into()).len()).max().unwrap_or(0);
    let name = shorten(&spelling_shown(spelling), names);
    let count = group_digits(spelling.documents.into());
    pen.put(&name, theme.style(Role::Text)).skip(names - width(&name) + GAP + counts - count.len());
    pen.put(&count, theme.style(Role::Count));
    if let Some(more) = card.spellings.len().checked_sub(ROLES).filter(|&more| more > 0 && at + 1 == ROLES) {
        pen.skip(GAP).put(&format!("{more} more"), theme.style(Role::Muted));
    }
}

fn draw_role(card: &EntityCard, at: usize, theme: &Theme, mut pen: Pen) {
    let Some(role) = card.roles.get(at) else { return };
    let more = more_roles(card, at, ROLES);
    let room = pen.room().saturating_sub(1 + width(&more));
    let (words, facts) = role_shown(role, room);
    // What is said of them stands below each other where there is room.
    let longest = card.roles.iter().take(ROLES).map(|role| width(&sanitize_line(&role.words))).max();
    let gap = longest.unwrap_or(0).saturating_sub(width(&words));
    let gap = if width(&words) + gap + GAP + width(&facts) <= room { gap } else { 0 };
    pen.put(&words, theme.style(Role::Text));
    if !facts.is_empty() {
        pen.skip(gap + GAP).put(&facts, theme.style(Role::Muted));
    }
    pen.put(&more, theme.style(Role::Muted));
}

/// Mentions by month over the whole width: so many rows of bars, what the highest stands for beside them, years and
/// months below.
fn draw_time(profile: &Profile, rows: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let left = usize::from(LEAD) + LABELS;
    let columns = usize::from(area.width).saturating_sub(left + 1);
    let laid = month_bars(&profile.months, columns);
    let most = laid.bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    let muted = theme.style(Role::Muted);
    for row in 0..rows {
        let mut pen = Pen::new(buffer, area, row as u16);
        pen.at(LEAD.into());
        match row {
            0 => {
                let most = group_digits(most);
                pen.put("TIME", theme.style(Role::Accent)).at(left - GAP - most.len()).put(&most, muted)
            }
            1 => pen.put("mentions", muted),
            _ => pen.put("by month", muted),
        };
        for bar in &laid.bars {
            let glyph = row_of_bar(bar.count, most, rows, rows - 1 - row);
            pen.at(left + bar.x).put(&glyph.repeat(bar.width), theme.style(Role::Histogram));
        }
    }
    let mut pen = Pen::new(buffer, area, rows as u16);
    for (x, words) in &laid.labels {
        pen.at(left + x).put(words, muted);
    }
}
