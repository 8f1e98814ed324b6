//! Two small cards over the page: who a name is, and what is known of a document.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::header::counted;
use super::pen::Pen;
use super::sheets::{role_shown, spelling_shown, styled};
use super::theme::{Role, Theme};
use crate::app::excerpt::excerpt;
use crate::app::layout::Panes;
use crate::app::reader::{byline, date_words};
use crate::app::sidebar;
use crate::app::wrap::wrap;
use crate::app::{App, Page};
use crate::model::{PartialDate, Published, Verdict};
use crate::query::EntityCard;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};

/// A row of a card: a muted label and a text.
type Fact = (&'static str, String);

/// Columns of the labels.
const LABELS: usize = 12;

/// Spellings a card shows, at most.
const SPELLINGS: usize = 5;
/// Columns of a spelling, at most.
const SPELLING: usize = 32;
/// Roles a card shows, at most.
const ROLES: usize = 2;
/// Columns of a role.
const ROLE: usize = 58;
/// Columns of a date before a sentence.
const DATE: usize = 12;

/// Draws what is known of a name, at the lower end of the page.
pub fn draw_card(app: &App, card: &EntityCard, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let page = panes.page(app.settings.page_width);
    let (facts, first_spelling, columns) = card_facts(card);
    let height = (facts.len() as u16 + 2).min(page.height);
    let told = card.spellings.iter().any(|spelling| spelling.why.is_some());
    let across = page.width.min(if told || !card.last.is_empty() { 76 } else { 60 });
    let area = Rect { x: page.x, y: page.bottom().saturating_sub(height), width: across, height };
    let inner = draw_framed(&card.name, &facts, theme, area, buffer);
    let spellings = card.spellings.iter().take(SPELLINGS);
    for (y, spelling) in (first_spelling..inner.height).zip(spellings) {
        let reason = spelling.why.as_ref().map_or("", |why| why.rule.as_str());
        let mut pen = Pen::new(buffer, inner, y);
        pen.at(LABELS + columns + 7);
        // A reason that does not fit whole stands on the page of the name.
        if width(reason) <= pen.room() {
            pen.put(reason, theme.style(Role::Muted));
        }
    }
    let first_line = facts.len().saturating_sub(card.last.len()) as u16;
    for (y, line) in (first_line..inner.height).zip(&card.last) {
        let mut pen = Pen::new(buffer, inner, y);
        pen.at(LABELS).put(&super::list::dated(line.date, line.sure), theme.style(Role::Muted));
        pen.at(LABELS + DATE);
        let cut = excerpt(&line.text, &line.names, pen.room());
        pen.put_marked(&cut.text, theme.style(Role::Text), &styled(&cut, theme, Some(card.kind)));
    }
}

/// The rows of a card, the row of its first spelling, and the columns of the names there. The
/// last rows are left empty for sentences.
fn card_facts(card: &EntityCard) -> (Vec<Fact>, u16, usize) {
    let counts = [counted(card.documents as usize, "document"), counted(card.mentions as usize, "mention")];
    let mut facts: Vec<Fact> =
        vec![("", format!("{} · {}", sidebar::kind_word(&card.kind), counts.join(" · ")))];
    for (at, role) in card.roles.iter().take(ROLES).enumerate() {
        let (words, told) = role_shown(role, ROLE);
        let gap = if told.is_empty() { "" } else { " · " };
        facts.push((if at == 0 { "role" } else { "" }, format!("{words}{gap}{told}")));
    }
    let first_spelling = facts.len() as u16;
    let spellings = card.spellings.get(..SPELLINGS).unwrap_or(&card.spellings);
    let names: Vec<String> = spellings.iter().map(|of| shorten(&spelling_shown(of), SPELLING)).collect();
    let columns = names.iter().map(|name| width(name)).max().unwrap_or(0);
    for (at, (spelling, name)) in spellings.iter().zip(&names).enumerate() {
        let label = if at == 0 { "spellings" } else { "" };
        let gap = " ".repeat(columns - width(name));
        facts.push((label, format!("{name}{gap}  {:>3}", spelling.documents)));
    }
    if let Some(more) = card.spellings.len().checked_sub(SPELLINGS).filter(|&more| more > 0) {
        facts.push(("", format!("{more} more")));
    }
    if card.guess && spellings.iter().all(|spelling| spelling.why.is_none()) {
        facts.push(("a guess", "one family name in several documents, perhaps not one person".into()));
    }
    let latest = card.last.iter().enumerate();
    facts.extend(latest.map(|(at, _)| (if at == 0 { "latest" } else { "" }, String::new())));
    (facts, first_spelling, columns)
}

/// Draws what is known of the document.
pub fn draw_facts(app: &App, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    let Some(page) = &app.reader.page else { return };
    let facts = facts(app, page);
    let width = body.width.saturating_sub(4).min(84);
    let wrapped = wrap_facts(&facts, usize::from(width).saturating_sub(LABELS + 4));
    let height = (wrapped.len() as u16 + 2).min(body.height);
    let area =
        Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 3, width, height };
    let title = page.document.title.as_deref().unwrap_or("no title");
    let title = shorten(&sanitize_line(title), usize::from(width).saturating_sub(8));
    draw_framed(&title, &wrapped, theme, area, buffer);
}

/// Draws facts in a frame; returns the inside.
fn draw_framed(title: &str, facts: &[Fact], theme: &Theme, area: Rect, buffer: &mut Buffer) -> Rect {
    if area.width < 12 || area.height < 3 {
        return Rect::default();
    }
    let inner = super::draw_frame(title, theme, area, buffer);
    for (y, (label, text)) in facts.iter().enumerate() {
        let mut pen = Pen::new(buffer, inner, y as u16);
        pen.put(label, theme.style(Role::Muted)).at(if label.is_empty() && y == 0 { 0 } else { LABELS });
        pen.put(text, theme.style(Role::Text));
    }
    inner
}

fn facts(app: &App, page: &Page) -> Vec<Fact> {
    let document = &page.document;
    let mut facts: Vec<Fact> =
        vec![("source", document.source.clone().unwrap_or_else(|| "not known".into()))];
    if let Some(name) = &document.byline {
        facts.push(("by", byline(name).to_owned()));
    }
    facts.extend(date_facts(document.published.as_ref()));
    if let Some(code) = &document.language {
        facts.push(("language", code.clone()));
    }
    facts.push(("kind", document.kind.name().into()));
    facts.push(("file", page.path.clone()));
    if document.parts > 1 {
        let lines =
            document.lines.map_or_else(String::new, |(from, to)| format!(", lines {}–{to}", from + 1));
        facts.push(("", format!("{} of {} in this file{lines}", document.part, document.parts)));
    }
    let names = document.mentions.iter().filter(|mention| mention.kind.is_name()).count();
    facts.push((
        "names",
        format!("{} of {}", counted(names, "mention"), counted(document.keys.len(), "name")),
    ));
    if !app.reader.hits().is_empty() {
        let hits = counted(app.reader.hits().len(), "hit");
        facts.push(("matches", format!("{hits} for {}", app.search.to_search().query)));
    }
    facts
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
