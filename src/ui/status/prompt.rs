//! Draws a prompt in the last row: a word that says what is typed, the text, and what it leads to.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::hints::{prompt_hints, put_hints};
use super::position::place_among_hits;
use crate::app::pane::areas::Panes;
use crate::app::popup::note_draft::Draft;
use crate::app::popup::prompt::{Prompt, PromptPurpose};
use crate::app::{App, DossierPrompt};
use crate::query::CorrectedPart;
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width, without};
use crate::ui::pen::Pen;
use crate::ui::popup::completions::{draw_completions, fit_beside};
use crate::ui::theme::{Role, Theme};

/// What is typed, after a word for what it is; returns the cell of the cursor.
pub fn draw_prompt(
    app: &App,
    prompt: &Prompt,
    theme: &Theme,
    panes: &Panes,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let area = if panes.hints.height > 0 { panes.hints } else { panes.status };
    let longest = usize::from(area.width / 3).min(30);
    let asked = asked(app, prompt, longest);
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1).put(&asked, theme.style(Role::Accent));
    let scroll = prompt.input.visual_scroll(pen.room().saturating_sub(1));
    let ground = if prompt.selected { theme.style(Role::Selected) } else { Style::default() };
    pen.put(without(prompt.input.value(), scroll), theme.style(Role::Title).patch(ground));
    match prompt.purpose {
        PromptPurpose::Text if !prompt.input.value().is_empty() => {
            pen.skip(3).put(&place_among_hits(app), theme.style(Role::Muted));
        }
        PromptPurpose::Merge if !fit_beside(&prompt.completions, pen.room()) && panes.hints.height > 0 => {
            Clear.render(panes.status, buffer);
            draw_completions(&prompt.completions, theme, Pen::new(buffer, panes.status, 0).skip(1));
        }
        PromptPurpose::Merge => draw_completions(&prompt.completions, theme, pen.skip(3)),
        _ => {
            pen.skip(3).put(&told(app, prompt), theme.style(Role::Muted));
        }
    }
    use PromptPurpose as P;
    let has_hints = matches!(prompt.purpose, P::Note | P::Tags | P::Dossier(_) | P::Folder);
    if has_hints && panes.hints.height > 0 {
        draw_prompt_hints(app, prompt, theme, panes, buffer);
    }
    let column =
        area.x + 1 + width(&asked) as u16 + prompt.input.visual_cursor().saturating_sub(scroll) as u16;
    (column.min(area.right().saturating_sub(1)), area.y)
}

/// What is told beside what is typed.
fn told(app: &App, prompt: &Prompt) -> String {
    let typed = prompt.input.value().trim();
    match prompt.purpose {
        PromptPurpose::SaveSearch if app.is_saved_as(prompt.input.value()) => {
            "replaces the one saved so".to_owned()
        }
        PromptPurpose::Names if prompt.input.value().is_empty() => {
            let lists: Vec<&str> = app.settings.lists.iter().map(|list| list.as_str()).collect();
            lists.join("   ")
        }
        PromptPurpose::Part(part) if typed.is_empty() => {
            format!("⏎ says that it has no {}", part.name())
        }
        PromptPurpose::Part(CorrectedPart::Date) => {
            "2023, 2023-06 or 2023-06-05; ~ before it says a guess".to_owned()
        }
        PromptPurpose::Dossier(DossierPrompt::Path(None)) => app.export_choices(),
        _ => String::new(),
    }
}

/// The keys of a prompt for notes, tags or dossiers in the row above it, the colour before them, the tags offered after them.
fn draw_prompt_hints(app: &App, prompt: &Prompt, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    if app.notice.is_some() {
        return;
    }
    Clear.render(panes.status, buffer);
    let mut pen = Pen::new(buffer, panes.status, 0);
    pen.skip(1);
    let colour = match prompt.draft.as_deref() {
        Some(Draft::Note(draft)) => draft.colour,
        _ => None,
    };
    if let Some(colour) = colour {
        pen.put("   ", theme.style(Role::of_highlight(colour))).skip(2);
    }
    put_hints(&prompt_hints(app), theme, &mut pen);
    if !prompt.completions.names.is_empty() {
        draw_completions(&prompt.completions, theme, pen.skip(1));
    }
}

/// What a prompt asks for; names in it are no longer than so many columns.
fn asked(app: &App, prompt: &Prompt, longest: usize) -> String {
    let name = app.name_corrected().map(|name| shorten(&sanitize_line(name), longest)).unwrap_or_default();
    match prompt.purpose {
        PromptPurpose::Text | PromptPurpose::Collection => "/ ".to_owned(),
        PromptPurpose::Rename => format!("{name} is called: "),
        PromptPurpose::Merge => format!("{name} is the same as: "),
        PromptPurpose::SaveSearch => "save this search as: ".to_owned(),
        PromptPurpose::Note => match prompt.draft.as_deref() {
            Some(Draft::Note(draft)) => format!("note on {}: ", draft.about),
            _ => "note: ".to_owned(),
        },
        PromptPurpose::Tags => match prompt.draft.as_deref() {
            Some(Draft::Tags(tagged)) if tagged.len() > 1 => format!("tags of {}: ", tagged.len()),
            _ => "tags: ".to_owned(),
        },
        PromptPurpose::Part(part) => format!("its {} is: ", part.name()),
        PromptPurpose::Dossier(DossierPrompt::Begin) => "the new dossier is called: ".to_owned(),
        PromptPurpose::Dossier(DossierPrompt::Rename) => "the dossier is called: ".to_owned(),
        PromptPurpose::Dossier(DossierPrompt::Comment) => "of this piece: ".to_owned(),
        PromptPurpose::Dossier(DossierPrompt::OwnWords) => "words of your own: ".to_owned(),
        PromptPurpose::Dossier(DossierPrompt::Path(Some(format))) => {
            format!("write {} into: ", format.name())
        }
        PromptPurpose::Dossier(DossierPrompt::Path(None)) => "write the notes into: ".to_owned(),
        PromptPurpose::Folder => "open: ".to_owned(),
        PromptPurpose::Names => "names in the file (or list of yours): ".to_owned(),
        PromptPurpose::RenameSearch => {
            format!("“{}” is called: ", shorten(&sanitize_line(&prompt.before.text), longest))
        }
    }
}
