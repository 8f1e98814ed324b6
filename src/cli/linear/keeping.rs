//! What the dialogue keeps in the notebook: what was read, notes, tags, stars; what is noted, told.
//!
//! Not here: which lines ask for it (`typed`), telling one note (`spoken`).

use std::collections::HashSet;
use std::sync::Arc;

use super::dialogue::{Dialogue, Reply};
use super::narrowed::Narrowed;
use super::spoken::{counted, line, note_told};
use crate::app::popup::note_draft::words_and_tags;
use crate::cli::notes::{keep, note_ids};
use crate::query::{
    Answer, Colour, DocumentPage, MarkChange, Note, NoteId, NotePlace, NoteSubject, NotebookChange, Question,
    ReadAfter, Tag,
};
use crate::text::anchor::anchor;

impl Dialogue<'_> {
    /// Notes that the document that is open was opened, or read to its end, where that is when it counts as read.
    pub(super) fn mark_read(&mut self, now: ReadAfter) {
        let counts = match self.wishes.read_after {
            ReadAfter::Open => true,
            ReadAfter::End => now == ReadAfter::End,
            ReadAfter::Never => false,
        };
        let Some(id) = self.opened.as_ref().map(|opened| opened.page.id) else { return };
        if counts && id.is_document() && !self.searched.marks.read.contains(&id) {
            // Not being able to remember that is no reason not to read.
            let _ = keep(&self.searched, self.paths, &[NotebookChange::read(id, true)]);
            self.searched.read_marks(self.paths);
        }
    }

    /// The documents that are noted or tagged, as the list, and every note with its words.
    pub(super) fn notes(&mut self) -> Reply {
        let mut lines = self.search(Narrowed::by("is:noted"))?;
        let notes = Arc::clone(&self.searched.marks.notes);
        let places = match self.searched.ask(&Question::NotePlaces { notes: Arc::clone(&notes) })? {
            Answer::NotePlaces(places) => places,
            _ => Vec::new(),
        };
        let placed: HashSet<NoteId> = places.iter().map(|place| place.id).collect();
        let on_others = notes.iter().filter(|note| !placed.contains(&note.id));
        let told = |note: &Note, place| note_told(note, place);
        let of_places =
            places.iter().filter_map(|place: &NotePlace| Some(told(notes.get(place.id)?, Some(place))));
        let told: Vec<String> = of_places.chain(on_others.map(|note| note_told(note, None))).collect();
        lines.push(format!("{}.", counted(told.len(), "note")));
        lines.extend(told);
        Ok(lines)
    }

    /// Copies the paragraph with its source, and says it.
    pub(super) fn copy(&self) -> Reply {
        let citation = self.opened()?.citation().ok_or("It has no text to copy.")?;
        let written = self.wishes.copy_as.write(&citation);
        let said = match crate::terminal::copy_by_programs(&written) {
            Ok(said) => format!("{said}:"),
            Err(said) => format!("{said}. This is it:"),
        };
        Ok([said].into_iter().chain(written.lines().map(line)).collect())
    }

    /// Writes a note on the paragraph; `#tag` at its end tags it, as on the screen.
    pub(super) fn note(&mut self, typed: &str) -> Reply {
        let opened = self.opened()?;
        let (page, passage) = (&opened.page, opened.passage().ok_or("It has no text to note something on.")?);
        let now = jiff::Timestamp::now().as_second();
        let (words, tags) = words_and_tags(typed);
        let tagged: Vec<&str> = tags.iter().map(Tag::name).collect();
        let tagged =
            if tagged.is_empty() { String::new() } else { format!(", tagged {}", tagged.join(", ")) };
        let said = line(&format!("Noted on the paragraph{tagged}."));
        let note = Note {
            id: note_ids().issue(),
            on: NoteSubject::Passage(page.id, anchor(&page.document.text, passage)),
            colour: Some(Colour::default()),
            words,
            tags,
            made: now,
            changed: now,
        };
        self.keep(NotebookChange::note(None, Some(note)), &said)
    }

    /// Tags the document.
    pub(super) fn tag(&mut self, word: &str) -> Reply {
        let tag = Tag::new(word.trim_start_matches('#')).ok_or("A tag needs a letter.")?;
        let id = self.opened()?.page.id;
        let said = format!("Tagged {}.", line(tag.name()));
        self.keep(NotebookChange::Mark(MarkChange::Tag { id, tag, value: true }), &said)
    }

    /// Stars the document, or takes its star.
    pub(super) fn star(&mut self) -> Reply {
        let DocumentPage { id, .. } = *self.opened()?.page;
        let is_starred = self.searched.marks.starred.contains(&id);
        let said = if is_starred { "The star is taken." } else { "Starred." };
        self.keep(NotebookChange::star(id, !is_starred), said)
    }

    /// Takes back what was kept last.
    pub(super) fn undo(&mut self) -> Reply {
        let change = self.kept.last().ok_or("There is nothing to take back.")?;
        keep(&self.searched, self.paths, &[change.inverse()])?;
        self.kept.pop();
        self.searched.read_marks(self.paths);
        Ok(vec!["Taken back.".to_owned()])
    }

    fn keep(&mut self, change: NotebookChange, said: &str) -> Reply {
        keep(&self.searched, self.paths, std::slice::from_ref(&change))?;
        self.kept.push(change);
        self.searched.read_marks(self.paths);
        Ok(vec![said.to_owned()])
    }
}
