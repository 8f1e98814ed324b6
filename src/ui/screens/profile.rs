//! The page of an entity: its head with name, spellings, roles and time. The lists below it are in
//! `profile_lists`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::profile_lists::draw_list;
use crate::app::excerpt::fitting;
use crate::app::sheets::{HeadLine, Part, ProfileSheet};
use crate::app::sidebar;
use crate::query::{EntityCard, Profile, Spelling};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::entity::{role_shown, spelling_shown};
use crate::ui::format::{counted, group_digits, guessed};
use crate::ui::frame::{draw_cursor, draw_rule};
use crate::ui::histogram::bars;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before the text of a list: rule, bar, blank.
pub const LEAD: u16 = 3;
/// Columns of the labels in the head.
const LABELS: usize = 12;

/// Draws the page.
pub fn draw(sheet: &ProfileSheet, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for (y, line) in sheet.head(area.height).into_iter().enumerate() {
        draw_head(sheet, line, theme, Pen::new(buffer, area, y as u16));
    }
    let Some(profile) = &sheet.profile else {
        let said = if sheet.gone { "no document names it any more" } else { "looking it up …" };
        Pen::new(buffer, area, 2).skip(LEAD.into()).put(said, theme.style(Role::Muted));
        return;
    };
    for (part, list) in sheet.lists(area) {
        if list.x > 0 {
            draw_rule(theme, list, buffer);
        }
        let entries = sheet.entries(list, area);
        if entries.y > list.y {
            let mut pen = Pen::new(buffer, list, 0);
            pen.skip(LEAD.into()).put(heading(part), theme.style(Role::Accent));
            pen.skip(1).put(&place(sheet, part), theme.style(Role::Muted));
        }
        draw_list(sheet, profile, part, theme, entries, buffer);
    }
}

fn heading(part: Part) -> &'static str {
    match part {
        Part::Head => "",
        Part::SeenWith => "SEEN WITH",
        Part::Sentences => "SENTENCES",
        Part::Documents => "DOCUMENTS",
        Part::Why => "WHY ONE",
    }
}

/// Where one is in a list, while one is in it.
fn place(sheet: &ProfileSheet, part: Part) -> String {
    let there = sheet.part == part && sheet.len(part) > 0;
    if there { format!("{}/{}", sheet.cursor(part).at + 1, sheet.len(part)) } else { String::new() }
}

fn draw_head(sheet: &ProfileSheet, line: HeadLine, theme: &Theme, mut pen: Pen) {
    let card = sheet.profile.as_ref().map(|profile| &profile.card);
    pen.at(LEAD.into());
    match (line, card, &sheet.profile) {
        (HeadLine::Name, ..) => draw_name(sheet, theme, pen),
        (HeadLine::Spellings, Some(card), _) => {
            let texts: Vec<String> = card.spellings.iter().map(spelling_counted).collect();
            let room = pen.room().saturating_sub(LABELS + 1);
            let (shown, more) = fitting(&texts, " · ", room);
            let more = if more > 0 { format!(" · {more} more") } else { String::new() };
            draw_labelled("SPELLINGS", &format!("{shown}{more}"), theme, pen);
        }
        (HeadLine::Role(at), Some(card), _) => {
            let label = if at == 0 { "ROLES" } else { "" };
            draw_role(card, at, label, theme, pen);
        }
        (HeadLine::Time, _, Some(profile)) => draw_time(profile, theme, pen),
        _ => {}
    }
}

fn draw_name(sheet: &ProfileSheet, theme: &Theme, mut pen: Pen) {
    if sheet.part == Part::Head {
        draw_cursor(&mut pen, theme, 0);
        pen.at(LEAD.into());
    }
    let card = sheet.profile.as_ref().map(|profile| &profile.card);
    let name = guessed(&sheet.name, card.is_some_and(|card| card.guess));
    let name = shorten(&sanitize_line(&name), pen.room().saturating_sub(1));
    pen.put(&name, theme.style(Role::Title));
    let mut facts = vec![sidebar::kind_word(&sheet.kind).to_owned()];
    if let Some(card) = card {
        facts.push(counted(card.documents as usize, "document"));
        facts.push(counted(card.mentions as usize, "mention"));
    }
    for fact in facts {
        // What does not fit whole is left out.
        if pen.room() < width(&fact) + 4 {
            break;
        }
        pen.put(" · ", theme.style(Role::Muted)).put(&fact, theme.style(Role::Muted));
    }
}

fn draw_labelled(label: &str, text: &str, theme: &Theme, mut pen: Pen) {
    pen.put(label, theme.style(Role::Accent))
        .at(usize::from(LEAD) + LABELS)
        .put(text, theme.style(Role::Text));
}

fn spelling_counted(spelling: &Spelling) -> String {
    format!("{} {}", spelling_shown(spelling), group_digits(spelling.documents.into()))
}

fn draw_role(card: &EntityCard, at: usize, label: &str, theme: &Theme, mut pen: Pen) {
    let Some(role) = card.roles.get(at) else { return };
    pen.put(label, theme.style(Role::Accent)).at(usize::from(LEAD) + LABELS);
    let (words, facts) = role_shown(role, pen.room().saturating_sub(1));
    pen.put(&words, theme.style(Role::Text)).skip(2).put(&facts, theme.style(Role::Muted));
}

fn draw_time(profile: &Profile, theme: &Theme, mut pen: Pen) {
    let (Some(first), Some(last)) = (profile.months.first(), profile.months.last()) else { return };
    let (first, last) = (first.0.to_string(), last.0.to_string());
    pen.put("TIME", theme.style(Role::Accent)).at(usize::from(LEAD) + LABELS);
    pen.put(&first, theme.style(Role::Muted)).skip(1);
    let room = pen.room().saturating_sub(last.len() + 3).min(72);
    pen.put(&bars(&profile.months, room), theme.style(Role::Histogram));
    if last != first {
        pen.skip(1).put(&last, theme.style(Role::Muted));
    }
}
