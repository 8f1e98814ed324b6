//! Draws the facts of the document being read, its date with all the evidence.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::fact_rows::{Fact, LABELS, draw_facts};
use crate::app::pane::areas::Panes;
use crate::app::reader::{byline, date_words};
use crate::app::typeset::wrap::wrap;
use crate::app::{App, document_correction_words};
use crate::model::{Document, PartialDate, Published, Verdict};
use crate::query::{CorrectedPart, DocumentCorrection, DocumentPage, FacetText, Row};
use crate::text::sanitize::sanitize_line;
use crate::ui::format::{counted, group_digits};
use crate::ui::theme::Theme;

/// What stands above the facts: what they are of stands on the page itself.
const TITLE: &str = "Facts, and how they are known";

/// Draws what is known of the document, below the head of its page as far as there is room; over everything where the
/// page is not shown.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, body: Rect, buffer: &mut Buffer) {
    let Some(page) = &app.reader.page else { return };
    let facts = facts(app, page);
    let (room, within) = match panes.reader.width {
        0 => (Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body }, body),
        _ => (panes.page(app.settings.page_width), panes.reader),
    };
    let wrapped = wrap_facts(&facts, usize::from(room.width).saturating_sub(LABELS + 4));
    // A row stays free below it.
    let room = Rect { height: room.height.saturating_sub(1).max(1), ..room };
    let height = (wrapped.len() as u16 + 2).min(room.height);
    let head = if panes.reader.width > 0 { app.reader.rows_of_head() as u16 } else { 0 };
    let area = Rect { y: room.y + head.min(room.height - height), height, ..room };
    let title = match page.document.title.as_deref() {
        Some(title) if head == 0 => title,
        _ => TITLE,
    };
    draw_facts(title, &wrapped, theme, area, within, buffer);
}

fn facts(app: &App, page: &DocumentPage) -> Vec<Fact> {
    let document = &page.document;
    let mut facts: Vec<Fact> =
        vec![("source", document.marked_source().unwrap_or_else(|| "not known".into()))];
    if let Some(name) = &document.byline {
        facts.push(("by", byline(name).to_owned()));
    }
    facts.extend(date_facts(document.published.as_ref()));
    facts.extend(correction_facts(page));
    if let Some(code) = &document.language {
        facts.push(("language", FacetText::Language.label(code)));
    }
    facts.push(("kind", document.kind.name().into()));
    facts.push(("file", page.path.clone()));
    if let Some(path) = &document.attachment {
        facts.push(("inside it", path.clone()));
    }
    if let Some(address) = &document.link {
        facts.push(("address", address.clone()));
    }
    if document.parts > 1 {
        let lines =
            document.lines.map_or_else(String::new, |(from, to)| format!(", lines {}–{to}", from + 1));
        facts.push(("", format!("{} of {} in this file{lines}", document.part, document.parts)));
    }
    facts.extend(copies_words(page).map(|words| ("copies", words)));
    facts.extend(earliest_words(page).map(|words| ("earliest", words)));
    facts.extend(difference_facts(app));
    if let Some(beside) = &document.text_beside {
        facts.push(("text from", beside.words()));
    }
    if let Some(words) = mapping_words(document) {
        facts.push(("fields", words));
    }
    let names = document.mentions.iter().filter(|mention| mention.kind.is_name()).count();
    facts.push((
        "names",
        format!("{} of {}", counted(names, "mention"), counted(document.keys.len(), "name")),
    ));
    if app.reader.hit_count() > 0 {
        let hits = counted(app.reader.hit_count(), "hit");
        facts.push(("matches", format!("{hits} for {}", app.search.to_search().query)));
    }
    facts
}

/// How the document differs from the fullest of its copies, and what it leaves out.
fn difference_facts(app: &App) -> Vec<Fact> {
    let Some(compared) = app.reader.compared() else { return Vec::new() };
    let name = compared.source.as_deref().unwrap_or(&compared.title);
    let mut facts = vec![("beside", format!("{name}: {}", compared.differences.words()))];
    let dropped = compared.differences.dropped.iter().enumerate();
    facts.extend(dropped.map(|(at, of)| (if at == 0 { "left out" } else { "" }, of.text.clone())));
    facts
}

/// What the reader says of the document, and which passages of it are found no more.
fn correction_facts(page: &DocumentPage) -> Vec<Fact> {
    // Of each part what was said last holds.
    let holds = |at: usize, of: &DocumentCorrection| {
        let later = page.corrected.iter().skip(at + 1);
        matches!(of.fact.part(), CorrectedPart::Blocks | CorrectedPart::Beginnings)
            || later.clone().all(|other| other.fact.part() != of.fact.part())
    };
    let held = page.corrected.iter().enumerate().filter(|(at, of)| holds(*at, of));
    let mut words: Vec<String> = held.map(|(_, of)| document_correction_words(of)).collect();
    let lost = page.lost_passages().count();
    if lost > 0 {
        words.push(format!("{} of these found no more in the text", counted(lost, "passage")));
    }
    let unheeded = page.unheeded_beginnings();
    if unheeded > 0 {
        words.push(format!("{} of these without effect: its file is read as before", unheeded));
    }
    let label = |at: usize| if at == 0 { "said by you" } else { "" };
    words.into_iter().enumerate().map(|(at, words)| (label(at), words)).collect()
}

/// Who else has the text: "2: The Gull, Vell Courier"; the fullest first.
fn copies_words(page: &DocumentPage) -> Option<String> {
    let called = |row: &Row| row.marked_source().unwrap_or_else(|| row.called().into_owned());
    let mut names: Vec<String> = page.first_copies.iter().map(called).collect();
    let more = page.copies.len().saturating_sub(names.len());
    if more > 0 {
        names.push(format!("{more} more"));
    }
    (!names.is_empty()).then(|| format!("{}: {}", group_digits(page.copies.len() as u64), names.join(", ")))
}

/// Which of the copies is the earliest, as far as they are dated: "The Gull, 3 March 2023"; `None` where no other has a
/// day.
fn earliest_words(page: &DocumentPage) -> Option<String> {
    let called = |row: &Row| row.marked_source().unwrap_or_else(|| row.called().into_owned());
    let own = page.document.published.as_ref();
    let own = own.and_then(|of| Some((of.date?, of.sure, "this one".to_owned())));
    let others = page.first_copies.iter().filter_map(|row| Some((row.date?, row.sure, called(row))));
    let dated: Vec<_> = others.chain(own).collect();
    let (date, sure, name) = dated.iter().min_by_key(|of| of.0.first_day()).filter(|_| dated.len() > 1)?;
    let of_day = dated.iter().filter(|of| of.0.first_day() == date.first_day()).count();
    let name = if of_day > 1 { format!("{of_day} on one day") } else { name.clone() };
    let guess = if *sure { "" } else { "~" };
    let unseen = if page.copies.len() > page.first_copies.len() { ", of those named" } else { "" };
    Some(format!("{name}, {guess}{}{unseen}", date_words(*date)))
}

/// From which fields of its record a document is: "text from body, date from published_at".
fn mapping_words(document: &Document) -> Option<String> {
    let taken = document.mapping.iter().map(|mapped| format!("{} from {}", mapped.role.name(), mapped.field));
    let words: Vec<String> = taken.collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The decision on the date, and everything that was weighed.
fn date_facts(published: Option<&Published>) -> Vec<Fact> {
    let Some(published) = published else {
        return vec![("published", "not known: nothing in the text dates it".into())];
    };
    let bound =
        |word: &str, date: Option<PartialDate>| date.map(|date| format!("{word} {}", date_words(date)));
    let decision = match published.date {
        Some(date) if published.sure => date_words(date),
        Some(date) => format!("~{} (a guess)", date_words(date)),
        None => "not known".into(),
    };
    let bounds = [bound("after", published.after), bound("before", published.before)];
    let words: Vec<String> = std::iter::once(decision).chain(bounds.into_iter().flatten()).collect();
    let mut facts: Vec<Fact> = vec![("published", words.join(", "))];
    for (at, evidence) in published.evidence.iter().enumerate() {
        let verdict = match evidence.verdict {
            Verdict::Decided => "taken as the date",
            Verdict::Supports => "agrees",
            Verdict::LowerBound => "cannot be older",
            Verdict::UpperBound => "cannot be younger",
            Verdict::NotUsed => "not used",
        };
        let words = if evidence.words.is_empty() {
            "empty".into()
        } else {
            format!("“{}”", evidence.words.trim())
        };
        facts.push((if at == 0 { "why" } else { "" }, format!("{} {words}: {verdict}", evidence.what)));
    }
    facts
}

/// The facts with long texts on several rows.
fn wrap_facts(facts: &[Fact], columns: usize) -> Vec<Fact> {
    let mut rows = Vec::new();
    for (label, text) in facts {
        let text = sanitize_line(text);
        for (at, range) in wrap(&text, columns).into_iter().enumerate() {
            rows.push((if at == 0 { *label } else { "" }, text[range].to_owned()));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FieldRole, MappedField};

    #[test]
    fn the_fields_of_a_record_are_said() {
        let mapped = |role, field: &str| MappedField { role, field: field.to_owned() };
        let mapping = vec![mapped(FieldRole::Text, "body"), mapped(FieldRole::Published, "published_at")];
        let document = Document { mapping, ..Document::default() };
        assert_eq!(mapping_words(&document).as_deref(), Some("text from body, date from published_at"));
        assert_eq!(mapping_words(&Document::default()), None);
    }
}
