//! The page of an entity: its head, three lists below, or its spellings.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{draw_cursor, guessed, origin, styled};
use crate::app::excerpt::fitting;
use crate::app::sheets::{HeadLine, Part, ProfileSheet, sentence};
use crate::app::sidebar;
use crate::model::PartialDate;
use crate::query::{EntityCard, Profile, Spelling, StatedRole};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::header::{counted, group_digits};
use crate::ui::list;
use crate::ui::pen::Pen;
use crate::ui::sidebar::bars;
use crate::ui::theme::{Role, Theme};

/// Columns before the text of a list: rule, bar, blank.
const LEAD: u16 = 3;
/// Columns of the labels in the head.
const LABELS: usize = 12;
/// Columns of the longest bar.
const BAR: usize = 8;

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
            crate::ui::draw_rule(theme, list, buffer);
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

/// A spelling with the sign of one that is not sure.
pub fn spelling_shown(spelling: &Spelling) -> String {
    let likely = spelling.why.as_ref().is_some_and(|why| !why.sure);
    guessed(&sanitize_line(&spelling.name), likely)
}

fn draw_role(card: &EntityCard, at: usize, label: &str, theme: &Theme, mut pen: Pen) {
    let Some(role) = card.roles.get(at) else { return };
    pen.put(label, theme.style(Role::Accent)).at(usize::from(LEAD) + LABELS);
    let (words, facts) = role_shown(role, pen.room().saturating_sub(1));
    pen.put(&words, theme.style(Role::Text)).skip(2).put(&facts, theme.style(Role::Muted));
}

/// A role, and as much of how often and when it was told as there is room for.
pub fn role_shown(role: &StatedRole, room: usize) -> (String, String) {
    let words = shorten(&sanitize_line(&role.words), room);
    let facts = [role_facts(role), counted(role.documents as usize, "document"), String::new()];
    let fits = |facts: &String| facts.is_empty() || width(&words) + 2 + width(facts) <= room;
    let facts = facts.into_iter().find(fits).unwrap_or_default();
    (words, facts)
}

/// How often and when a role was told: `12 documents, 2014–2024`.
fn role_facts(role: &StatedRole) -> String {
    let documents = counted(role.documents as usize, "document");
    let year = |date: PartialDate| date.parts().0;
    match (role.first.map(year), role.last.map(year)) {
        (Some(first), Some(last)) if first != last => format!("{documents}, {first}–{last}"),
        (Some(year), _) | (None, Some(year)) => format!("{documents}, {year}"),
        (None, None) => documents,
    }
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

fn draw_list(
    sheet: &ProfileSheet,
    profile: &Profile,
    part: Part,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let cursor = sheet.cursor(part);
    let rows = |entry| sheet.rows(part, entry, area.width);
    let len = sheet.len(part);
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
        if sheet.part == part && entry == cursor.at {
            // The empty row after a sentence does not belong to it.
            let blank = u16::from(part == Part::Sentences);
            for y in 0..here.height.saturating_sub(blank).max(1) {
                draw_cursor(&mut Pen::new(buffer, bar, y), theme, 0);
            }
        }
        draw_entry(profile, part, entry, theme, text, buffer);
    }
}

/// Draws an entry into its rows.
fn draw_entry(profile: &Profile, part: Part, entry: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    match part {
        Part::Head => {}
        Part::SeenWith => draw_seen(profile, entry, theme, pen),
        Part::Why => draw_why(profile, entry, theme, pen),
        Part::Documents => {
            let Some(row) = profile.latest.get(entry) else { return };
            let title = sanitize_line(list::title_of(row)).into_owned();
            let room = pen.room();
            pen.put(&shorten(&title, room), theme.style(Role::Text));
            let mut pen = Pen::new(buffer, area, 1);
            let below = std::iter::once(list::date_column(row)).chain(row.source.clone());
            let below = below.collect::<Vec<_>>().join(" · ");
            let room = pen.room();
            pen.put(&shorten(&sanitize_line(&below), room), theme.style(Role::Muted));
        }
        Part::Sentences => {
            let Some(line) = profile.sentences.get(entry) else { return };
            let (cut, rows) = sentence(line, area.width);
            let marks = styled(&cut, theme, Some(profile.card.kind));
            for (y, row) in rows.iter().enumerate() {
                let within = |range: &std::ops::Range<usize>| {
                    let (start, end) = (range.start.max(row.start), range.end.min(row.end));
                    (start < end).then(|| start - row.start..end - row.start)
                };
                let marks: Vec<_> =
                    marks.iter().filter_map(|(range, style)| Some((within(range)?, *style))).collect();
                let mut pen = Pen::new(buffer, area, y as u16);
                pen.put_marked(&cut.text[row.clone()], theme.style(Role::Text), &marks);
            }
            let mut pen = Pen::new(buffer, area, rows.len() as u16);
            let room = pen.room();
            pen.put(&shorten(&sanitize_line(&origin(line)), room), theme.style(Role::Muted));
        }
    }
}

/// Somebody in the same documents: name, bar, documents.
fn draw_seen(profile: &Profile, entry: usize, theme: &Theme, mut pen: Pen) {
    let Some(with) = profile.seen_with.get(entry) else { return };
    let most = profile.seen_with.first().map_or(1, |with| with.documents).max(1);
    let count = group_digits(with.documents.into());
    let widest = group_digits(most.into()).len();
    pen.put_right(&format!("{count:>widest$} "), theme.style(Role::Count));
    let bar = if pen.room() >= BAR + 20 { BAR } else { 0 };
    let name = sanitize_line(&guessed(&with.name, with.guess)).into_owned();
    let room = pen.room().saturating_sub(bar + 2);
    pen.put(&shorten(&name, room), theme.style(Role::Text));
    let gap = pen.room().saturating_sub(bar + 1);
    pen.skip(gap).put(&bar_of(with.documents, most, bar), theme.style(Role::Histogram));
}

/// A thin bar as long as its part of the whole, in halves of a column.
fn bar_of(part: u32, whole: u32, columns: usize) -> String {
    let halves = (part as usize * columns * 2).div_ceil(whole.max(1) as usize).min(columns * 2);
    format!("{}{}", "━".repeat(halves / 2), if halves % 2 == 1 { "╸" } else { "" })
}

/// A spelling, and by which rule it is a name of the entity.
fn draw_why(profile: &Profile, entry: usize, theme: &Theme, mut pen: Pen) {
    let Some(spelling) = profile.card.spellings.get(entry) else { return };
    let sign = match &spelling.why {
        None => "  ",
        Some(why) if why.sure => "= ",
        Some(_) => "? ",
    };
    let names = profile.card.spellings.iter().map(|spelling| width(&sanitize_line(&spelling.name)));
    let columns = names.max().unwrap_or(0).min((pen.room() / 2).min(44));
    pen.put(sign, theme.style(Role::Guess));
    pen.put(&shorten(&sanitize_line(&spelling.name), columns), theme.style(Role::Text));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_part() {
        assert_eq!([bar_of(8, 8, 4), bar_of(1, 100, 4), bar_of(4, 8, 3)], ["━━━━", "╸", "━╸"]);
    }

    #[test]
    fn a_role_tells_how_often_and_when() {
        let date = PartialDate::parse;
        let role = |documents, first, last| StatedRole { words: "mayor".into(), documents, first, last };
        assert_eq!(role_facts(&role(2, date("2014-03"), date("2019"))), "2 documents, 2014–2019");
        assert_eq!(role_facts(&role(1, date("2014-03"), date("2014"))), "1 document, 2014");
        assert_eq!(role_facts(&role(1, None, None)), "1 document");
    }
}
