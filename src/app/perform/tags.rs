//! Carries out commands on tags: giving and taking them away, completing what is typed of one, counting them anew
//! in the filter pane.
//!
//! Not here: reading the line that was typed (`popup::note_draft`).

use std::collections::HashSet;

use crate::app::message::Effect;
use crate::app::popup::note_draft::{Draft, Tagged, tag_changes};
use crate::app::popup::prompt::{BeforePrompt, Prompt, PromptPurpose};
use crate::app::screens::Screen;
use crate::app::state::App;
use crate::model::DocumentId;
use crate::query::{COMPLETIONS, Completion, MarkChange, Note, NotebookChange, Tag};
use crate::text::fold::fold;

impl App {
    /// Opens a line to tag the document, or the notes that are marked.
    pub(in crate::app) fn write_tags(&mut self) {
        if self.is_asking() {
            return;
        }
        let tagged = match self.screen() {
            Some(Screen::Notebook(notebook)) => notebook.meant().map(|note| Tagged::Note(note.id)).collect(),
            Some(_) => return self.notify("tags are for documents and notes: q goes back to them"),
            None => self.tagged_documents().into_iter().map(Tagged::Document).collect::<Vec<_>>(),
        };
        if tagged.is_empty() {
            return;
        }
        let mut prompt = Prompt::new(PromptPurpose::Tags, BeforePrompt::default());
        prompt.draft = Some(Box::new(Draft::Tags(tagged)));
        self.open_prompt(prompt);
        self.offer_tags();
    }

    /// The documents that tags are for.
    fn tagged_documents(&mut self) -> Vec<DocumentId> {
        match self.acts_on_batch() {
            true => self.subjects(),
            false => self.noted_document().into_iter().collect(),
        }
    }

    /// Offers tags for the one that is being typed, the most used first. Whether one is being typed.
    pub(in crate::app) fn offer_tags(&mut self) -> bool {
        let Some(prompt) = &mut self.prompt else { return false };
        let Some(typed) = prompt.unfinished_tag(&self.settings.lists) else { return false };
        let typed = fold(&typed);
        let begins = |tag: &Tag| {
            let name = fold(tag.name());
            name.starts_with(&typed)
                || name.match_indices('/').any(|(at, _)| name[at + 1..].starts_with(&typed))
        };
        let used = self.marks.notes.used_tags();
        let mut used: Vec<(&Tag, u32)> = used.into_iter().filter(|(tag, _)| begins(tag)).collect();
        used.sort_by_key(|&(_, times)| std::cmp::Reverse(times));
        let offer =
            |(tag, documents): (&Tag, u32)| Completion { kind: None, name: tag.name().to_owned(), documents };
        let offered = used.into_iter().take(COMPLETIONS).map(offer).collect();
        prompt.offer(offered, &self.settings.lists);
        true
    }

    /// Gives and takes away the tags that were typed.
    pub(super) fn take_tags(&mut self, tagged: &[Tagged], line: &str, effects: &mut Vec<Effect>) {
        let (given, taken) = tag_changes(line);
        if given.is_empty() && taken.is_empty() {
            return;
        }
        let changes: Vec<NotebookChange> =
            tagged.iter().flat_map(|of| self.changes_of_tags(*of, &given, &taken)).collect();
        if changes.is_empty() {
            return self.notify("these tags are as they were");
        }
        let sign = |sign: &str, tags: &[Tag]| -> Vec<String> {
            tags.iter().map(|tag| format!("{sign}#{tag}")).collect()
        };
        let words = [sign("", &given), sign("no longer ", &taken)].concat().join(", ");
        let of = if tagged.len() > 1 { format!(" on {}", tagged.len()) } else { String::new() };
        self.change_notes(changes, format!("tagged{of}: {words}"), effects);
    }

    fn changes_of_tags(&self, of: Tagged, given: &[Tag], taken: &[Tag]) -> Vec<NotebookChange> {
        match of {
            Tagged::Document(id) => {
                let own: HashSet<&Tag> = self.marks.notes.tags_of(id).collect();
                let change =
                    |tag: &Tag, value| NotebookChange::Mark(MarkChange::Tag { id, tag: tag.clone(), value });
                let new = given.iter().filter(|tag| !own.contains(tag)).map(|tag| change(tag, true));
                let old = taken.iter().filter(|tag| own.contains(tag)).map(|tag| change(tag, false));
                new.chain(old).collect()
            }
            Tagged::Note(id) => {
                let Some(note) = self.marks.notes.get(id) else { return Vec::new() };
                let mut after = Note::clone(note);
                after.tags.extend(given.iter().cloned());
                after.tags.retain(|tag| !taken.contains(tag));
                after.tags.sort();
                after.tags.dedup();
                if after.tags == note.tags {
                    return Vec::new();
                }
                after.changed = self.now;
                vec![NotebookChange::note(Some(Note::clone(note)), Some(after))]
            }
        }
    }

    /// Counts tags and noted documents of the list anew: the index is not asked for it.
    pub(in crate::app) fn count_notes(&mut self, changes: &[NotebookChange]) {
        let concerns = |change: &NotebookChange| {
            matches!(change, NotebookChange::Note(_) | NotebookChange::Mark(MarkChange::Tag { .. }))
        };
        if changes.iter().any(concerns) {
            let found: HashSet<DocumentId> = self.list.ids.iter().take(self.list.unfolded).copied().collect();
            let notes = &self.marks.notes;
            let noted = notes.noted().filter(|id| found.contains(id)).count();
            self.sidebar.count_notes(&notes.tag_counts(|id| found.contains(&id)), noted);
        }
    }
}
