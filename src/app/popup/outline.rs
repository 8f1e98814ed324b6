//! The outline of what is read: its headings, and the articles of its file or the mails of its thread. While one moves
//! in it the page shows the heading; beside each stands how what follows begins.
//!
//! Not here: which headings a page has (`reader`).

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::focus::{Focus, View};
use crate::app::message::Effect;
use crate::app::reader::PageHeading;
use crate::app::state::{App, Overlay};
use crate::model::DocumentId;
use crate::query::Question;
use crate::text::sanitize::sanitize_line;

/// So many articles around the one that is read are named. Set by hand: boxes of mail hold thousands.
const NAMED: usize = 400;

impl App {
    /// Opens the outline, on the heading one is under.
    pub(in crate::app) fn open_outline(&mut self, effects: &mut Vec<Effect>) {
        let Some(page) = self.reader.page.clone().filter(|_| self.screen().is_none()) else {
            return self.notify("the outline is that of a page");
        };
        let mut entries: Vec<Entry> = self.reader.headings().into_iter().map(heading).collect();
        let thread = page.thread.len() > 1;
        let (group, others) = match thread {
            true => ("MAILS OF THE THREAD", &page.thread),
            false => ("ARTICLES OF THE FILE", &page.siblings),
        };
        if others.len() > 1 {
            let entry = |(at, &id): (usize, &DocumentId)| Entry {
                group: group.into(),
                label: self.title_in_outline(id, at),
                detail: self.beginning_in_outline(id),
                right: if id == page.id { "this one".into() } else { String::new() },
                choice: Choice::Read(id),
            };
            entries.extend(others.iter().enumerate().map(entry));
            let here = others.iter().position(|&id| id == page.id).unwrap_or(0);
            let near = others.get(here.saturating_sub(NAMED / 2)..).unwrap_or_default();
            let ids = self.list.not_asked(&near[..near.len().min(NAMED)]);
            if !ids.is_empty() {
                let search = self.search.shown_search();
                effects.push(Effect::Ask {
                    ticket: self.search.ticket,
                    question: Question::Rows { search, ids, read: None },
                });
            }
        }
        if entries.is_empty() {
            return self.notify("no headings here, and nothing else in the file");
        }
        let here = self.reader.heading();
        let is_here = |entry: &Entry| match entry.choice {
            Choice::Heading(_) => here.as_ref() == Some(&entry.label),
            Choice::Read(id) => here.is_none() && id == page.id,
            _ => false,
        };
        let picker = Picker::new(PickerPurpose::Outline, "Outline", entries).opened_on(is_here);
        self.overlay = Some(Overlay::Picker(Picker { place: self.reader.place_now(), ..picker }));
    }

    /// The titles that have come since the outline was opened.
    pub(in crate::app) fn name_in_outline(&mut self) {
        let Some(Overlay::Picker(mut picker)) = self.overlay.take_if(
            |overlay| matches!(overlay, Overlay::Picker(picker) if picker.purpose == PickerPurpose::Outline),
        ) else {
            return;
        };
        let mut at = 0;
        for entry in &mut picker.entries {
            if let Choice::Read(id) = entry.choice {
                entry.label = self.title_in_outline(id, at);
                entry.detail = self.beginning_in_outline(id);
                at += 1;
            }
        }
        self.overlay = Some(Overlay::Picker(picker));
    }

    /// The title of a document that stands at a place of its file, as far as it is known.
    fn title_in_outline(&self, id: DocumentId, at: usize) -> String {
        let title = self.list.row(id).and_then(|row| row.title.as_deref()).filter(|title| !title.is_empty());
        title.map_or_else(|| format!("{}", at + 1), |title| format!("{} · {title}", at + 1))
    }

    /// How a document begins, or what the search finds in it, as far as it is known.
    fn beginning_in_outline(&self, id: DocumentId) -> String {
        self.list.passage(id).map(|passage| sanitize_line(&passage.text).into_owned()).unwrap_or_default()
    }

    /// Shows what is chosen in the outline, as long as it is open.
    pub(in crate::app) fn preview_outline(&mut self, picker: &Picker) {
        if picker.purpose != PickerPurpose::Outline {
            return;
        }
        match picker.chosen().map(|entry| &entry.choice) {
            Some(&Choice::Heading(offset)) => self.reader.go_to_heading(offset),
            _ => self.reader.go_back_to(picker.place),
        }
    }

    /// Leaves a picker without choosing: the page goes back to where it was.
    pub(in crate::app) fn leave_picker(&mut self, picker: &Picker) {
        if picker.purpose == PickerPurpose::Outline {
            self.reader.go_back_to(picker.place);
        }
    }

    /// Goes to what was chosen in the outline.
    pub(in crate::app) fn go_in_outline(&mut self, choice: &Choice) {
        match *choice {
            Choice::Heading(offset) => self.reader.go_to_heading(offset),
            Choice::Read(id) => self.go_to(id),
            _ => return,
        }
        if self.screen().is_none() && self.view == View::Read {
            self.focus = Focus::Reader;
        }
    }
}

fn heading(PageHeading { offset, words, beginning }: PageHeading) -> Entry {
    Entry {
        group: "HEADINGS".into(),
        label: words,
        detail: beginning,
        right: String::new(),
        choice: Choice::Heading(offset),
    }
}
