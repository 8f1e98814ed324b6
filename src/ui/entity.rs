//! Writes the spellings and roles of an entity, and marks names in a sentence: shared by its card and
//! its profile.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::format::{counted, guessed, origin};
use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::app::typeset::excerpt::Excerpt;
use crate::model::{Kind, PartialDate};
use crate::query::{EntityCard, SentenceLine, Spelling, StatedRole};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};

/// A spelling with the sign of one that is not sure.
pub fn spelling_shown(spelling: &Spelling) -> String {
    let likely = spelling.why.as_ref().is_some_and(|why| !why.sure);
    guessed(&sanitize_line(&spelling.name), likely)
}

/// A role, and as much of how often and when it is mentioned as there is room for.
pub fn role_shown(role: &StatedRole, room: usize) -> (String, String) {
    let words = shorten(&sanitize_line(&role.words), room);
    let facts = [role_facts(role), counted(role.documents as usize, "document"), String::new()];
    let fits = |facts: &String| facts.is_empty() || width(&words) + 2 + width(facts) <= room;
    let facts = facts.into_iter().find(fits).unwrap_or_default();
    (words, facts)
}

/// After the last role shown: how many more there are.
pub fn more_roles(card: &EntityCard, at: usize, shown: usize) -> String {
    match card.roles.len().checked_sub(shown) {
        Some(more @ 1..) if at + 1 == shown => format!(" · {more} more"),
        _ => String::new(),
    }
}

/// How often and when a role is mentioned: `12 documents, 2014–2024`.
fn role_facts(role: &StatedRole) -> String {
    let documents = counted(role.documents as usize, "document");
    let year = |date: PartialDate| date.parts().0;
    match (role.first.map(year), role.last.map(year)) {
        (Some(first), Some(last)) if first != last => format!("{documents}, {first}–{last}"),
        (Some(year), _) | (None, Some(year)) => format!("{documents}, {year}"),
        (None, None) => documents,
    }
}

/// The marks of an excerpt in the style of a kind of names, or of names of several kinds.
pub fn styled(excerpt: &Excerpt, theme: &Theme, kind: Option<Kind>) -> Vec<(Range<usize>, Style)> {
    let style = theme.style(kind.map_or(Role::Heading, |kind| Role::of_name(kind, true)));
    excerpt.marks.iter().map(|range| (range.clone(), style)).collect()
}

/// Where a sentence is from.
pub fn put_origin(line: &SentenceLine, theme: &Theme, mut pen: Pen) {
    let room = pen.room();
    pen.put(&shorten(&sanitize_line(&origin(line)), room), theme.style(Role::Muted));
}

/// Writes a text over its rows, given as ranges of bytes, the marks in their styles.
pub fn put_rows(
    text: &str,
    rows: &[Range<usize>],
    marks: &[(Range<usize>, Style)],
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    for (y, row) in (0..area.height).zip(rows) {
        let within = |range: &Range<usize>| {
            let (start, end) = (range.start.max(row.start), range.end.min(row.end));
            (start < end).then(|| start - row.start..end - row.start)
        };
        let marks: Vec<_> =
            marks.iter().filter_map(|(range, style)| Some((within(range)?, *style))).collect();
        Pen::new(buffer, area, y).put_marked(&text[row.clone()], theme.style(Role::Text), &marks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_shown_with_how_often_and_when() {
        let date = PartialDate::parse;
        let role = |documents, first, last| StatedRole { words: "mayor".into(), documents, first, last };
        assert_eq!(role_facts(&role(2, date("2014-03"), date("2019"))), "2 documents, 2014–2019");
        assert_eq!(role_facts(&role(1, date("2014-03"), date("2014"))), "1 document, 2014");
        assert_eq!(role_facts(&role(1, None, None)), "1 document");
    }
}
