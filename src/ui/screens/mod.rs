//! Draws the full screens: the list of all entities (`entity_list`), the profile of one (`profile`,
//! `profile_lists`), sentences that name several (`sentences`), the saved searches (`searches`), a dossier (`dossier`),
//! where the names of a list stand (`name_matches`), the notes (`notebook`), what is in the collection
//! (`overview`), what documents report of one event (`story`).
//!
//! Not here: what is on them (`app::screens`), and the rows below them (`status`).

mod dossier;
mod entity_list;
mod name_matches;
mod notebook;
mod overview;
mod profile;
mod profile_lists;
mod profile_why;
mod searches;
mod sentences;
mod story;

use std::sync::Arc;

use ratatui::buffer::Buffer;

use super::theme::Theme;
use crate::app::App;
use crate::app::pane::areas::Panes;
use crate::app::screens::Screen;
use crate::query::{Note, NoteSubject};

/// Draws the topmost screen; returns the cell of the cursor while something is typed there.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<(u16, u16)> {
    match app.screen()? {
        Screen::EntityList(entities) => return entity_list::draw(app, entities, theme, panes.screen, buffer),
        Screen::Profile(profile) => {
            let (kind, name) = (profile.kind, profile.name.as_str());
            let is_on = |note: &&Arc<Note>| matches!(&note.on, NoteSubject::Entity(of, on) if *of == kind && on == name);
            let note = app.marks.notes.iter().find(is_on).map(|note| &**note);
            profile::draw(profile, note, theme, panes.screen, buffer);
        }
        Screen::Sentences(sentences) => sentences::draw(sentences, theme, panes.screen, buffer),
        Screen::Notebook(notebook) => {
            return notebook::draw(notebook, &app.settings.zone, theme, panes.screen, buffer);
        }
        Screen::NameMatches(names) => name_matches::draw(names, theme, panes.screen, buffer),
        Screen::Searches(searches) => {
            searches::draw(searches, app.settings.today, theme, panes.screen, buffer);
        }
        Screen::Dossier(screen) => dossier::draw(screen, theme, panes.screen, buffer),
        Screen::Overview(screen) => overview::draw(app, screen, theme, panes.screen, buffer),
        Screen::Story(screen) => story::draw(screen, theme, panes.screen, buffer),
        Screen::Document(_) => {}
    }
    None
}
