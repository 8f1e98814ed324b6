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
use crate::ui::frame::{draw_cursor, draw_rule, role_of_heading};
use crate::ui::histogram::bars;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns of the labels in the head.
const LABELS: usize = 12;

/// Narrower pages have no room for what is noted on the name.
const NOTED: u16 = 80;

/// Draws the page, with what the reader has noted on the name.
pub fn draw(screen: &ProfileScreen, note: Option<&Note>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if let Some(words) = note.and_then(|note| note.words.lines().next()).filter(|_| area.width >= NOTED) {
        let words = format!("✎ {}", shorten(&sanitize_line(words), usize::from(area.width / 3)));
        Pen::new(buffer, area, 0).put_right(&format!("{words} "), theme.style(Role::Note));
    }
    for (y, line) in screen.head(area.height).into_iter().enumerate() {
        draw_head(screen, line, theme, Pen::new(buffer, area, y as u16));
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
        ProfileSection::Why => "WHY ONE",
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
        ProfileSection::Documents => (documents, format!("the latest {shown} of {documents}")),
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
    match (line, card, &screen.profile) {
        (HeaderLine::Name, ..) => draw_name(screen, theme, pen),
        (HeaderLine::Spellings, Some(card), _) => {
            let texts: Vec<String> = card.spellings.iter().map(spelling_counted).collect();
            let room = pen.room().saturating_sub(LABELS + 1);
            let (shown, more) = fitting(&texts, " · ", room);
            let more = if more > 0 { format!(" · {more} more") } else { String::new() };
            draw_labelled("SPELLINGS", &format!("{shown}{more}"), theme, pen);
        }
        (HeaderLine::Role(at), Some(card), _) => {
            let label = if at == 0 { "ROLES" } else { "" };
            draw_role(card, at, label, theme, pen);
        }
        (HeaderLine::Time, _, Some(profile)) => draw_time(profile, theme, pen),
        _ => {}
    }
}

fn draw_name(screen: &ProfileScreen, theme: &Theme, mut pen: Pen) {
    if screen.section == ProfileSection::Head {
        draw_cursor(&mut pen, theme, 0);
        pen.at(LEAD.into());
    }
    let card = screen.profile.as_ref().map(|profile| &profile.card);
    let name = guessed(&screen.name, card.is_some_and(|card| card.guess));
    let name = shorten(&sanitize_line(&name), pen.room().saturating_sub(1));
    pen.put(&name, theme.style(Role::Title));
    let mut facts = vec![screen.kind.word().to_owned()];
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
    let more = more_roles(card, at, ROLES);
    let (words, facts) = role_shown(role, pen.room().saturating_sub(1 + width(&more)));
    pen.put(&words, theme.style(Role::Text)).skip(2).put(&facts, theme.style(Role::Muted));
    pen.put(&more, theme.style(Role::Muted));
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
