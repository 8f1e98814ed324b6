//! Draws the card of an entity over the page: kind and counts, roles, spellings, its latest sentences.

use ratatui::buffer::Buffer;

use super::fact_rows::{Fact, LABELS, draw_facts};
use super::ground::place_beside;
use crate::app::App;
use crate::app::pane::areas::Panes;
use crate::app::typeset::excerpt::excerpt;
use crate::model::Kind;
use crate::query::EntityCard;
use crate::text::width::{shorten, width};
use crate::ui::entity::{more_roles, role_shown, spelling_shown, styled};
use crate::ui::format::{counted, dated};
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Spellings a card shows, at most.
const SPELLINGS: usize = 5;
/// Columns of a spelling, at most.
const SPELLING: usize = 32;
/// Roles a card shows, at most.
const ROLES: usize = 2;
/// Columns of a role.
const ROLE: usize = 58;
/// Columns of edge and count beside a spelling.
const AROUND: usize = 10;
/// Columns of a date before a sentence.
const DATE: usize = 12;

/// Draws what is known of a name, below its line or above it.
pub fn draw(app: &App, card: &EntityCard, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let page = panes.page(app.settings.page_width);
    let spelling = usize::from(page.width).saturating_sub(LABELS + AROUND).clamp(8, SPELLING);
    let (facts, first_spelling, columns) = card_facts(card, spelling);
    let area = place_beside(page, app.reader.mention_rows(), facts.len() + 2);
    let inner = draw_facts(&card.name, &facts, theme, area, panes.reader, buffer);
    let spellings = card.spellings.iter().take(SPELLINGS);
    for (y, spelling) in (first_spelling..inner.height).zip(spellings) {
        let reason = spelling.why.as_ref().map_or("", |why| why.rule.as_str());
        let mut pen = Pen::new(buffer, inner, y);
        pen.at(LABELS + columns + 7);
        // A reason that does not fit whole stands on the page of the name.
        let brief = reason.split(", ").next().unwrap_or_default();
        let fits = |words: &&str| width(words) <= pen.room();
        if let Some(words) = [reason, brief].into_iter().find(fits) {
            pen.put(words, theme.style(Role::Muted));
        }
    }
    let first_line = facts.len().saturating_sub(card.last.len()) as u16;
    for (y, line) in (first_line..inner.height).zip(&card.last) {
        let mut pen = Pen::new(buffer, inner, y);
        pen.at(LABELS).put(&dated(line.dating), theme.style(Role::Muted));
        pen.at(LABELS + DATE);
        let cut = excerpt(&line.text, &line.names, pen.room());
        pen.put_marked(&cut.text, theme.style(Role::Text), &styled(&cut, theme, Some(card.kind)));
    }
}

/// The rows of a card, the row of its first spelling, and the columns of the names there. The
/// last rows are left empty for sentences. Spellings take so many columns at most.
fn card_facts(card: &EntityCard, longest: usize) -> (Vec<Fact>, u16, usize) {
    let counts = [counted(card.documents as usize, "document"), counted(card.mentions as usize, "mention")];
    let mut facts: Vec<Fact> = vec![("", format!("{} · {}", card.kind.word(), counts.join(" · ")))];
    for (at, role) in card.roles.iter().take(ROLES).enumerate() {
        let more = more_roles(card, at, ROLES);
        let (words, when) = role_shown(role, ROLE.saturating_sub(width(&more)));
        let gap = if when.is_empty() { "" } else { " · " };
        facts.push((if at == 0 { "role" } else { "" }, format!("{words}{gap}{when}{more}")));
    }
    let first_spelling = facts.len() as u16;
    let spellings = card.spellings.get(..SPELLINGS).unwrap_or(&card.spellings);
    let names: Vec<String> = spellings.iter().map(|of| shorten(&spelling_shown(of), longest)).collect();
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
        let name = if card.kind == Kind::Person { "family name" } else { "name" };
        let kind = card.kind.word();
        facts.push(("a guess", format!("one {name} in several documents, perhaps not one {kind}")));
    }
    let latest = card.last.iter().enumerate();
    facts.extend(latest.map(|(at, _)| (if at == 0 { "latest" } else { "" }, String::new())));
    (facts, first_spelling, columns)
}
