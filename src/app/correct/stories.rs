//! The commands that say of documents whether they are of one story: on the page of a story that the report under the
//! cursor is of another, and that documents of the batch are one story, or of the story that is shown.
//!
//! Not here: what that makes of the stories (`compare::story`).

use crate::app::message::Effect;
use crate::app::screens::{Screen, StoryScreen};
use crate::app::state::App;
use crate::model::DocumentId;
use crate::query::{Correction, StoryPair};
use crate::text::sanitize::sanitize_line;
use crate::text::width::shorten;

/// So many documents are made one story at once. Set by hand: one may well have a list of thousands in the batch.
const MOST_JOINED: usize = 100;

/// Columns of a title in what is said.
const SHOWN: usize = 40;

impl App {
    /// Says that a report is of another story than those it stands with.
    pub(in crate::app) fn say_other_story(&mut self, effects: &mut Vec<Effect>) {
        if let Some(Screen::Story(story)) = self.screen() {
            let (leaving, rest) = story.parted();
            let Some(&first) = leaving.first() else { return self.notify("no report under the cursor") };
            let name = title_of(story, first);
            return self.part_stories(&name, &leaving, &rest, effects);
        }
        self.notify("g y shows the story of a document: say it there, on the report that is of another");
    }

    /// Says of documents that none of them is of one story with any of the others.
    fn part_stories(
        &mut self,
        name: &str,
        leaving: &[DocumentId],
        rest: &[DocumentId],
        effects: &mut Vec<Effect>,
    ) {
        if rest.is_empty() {
            return self.notify("all reports here are copies of one: they are one story");
        }
        let pairs = leaving.iter().flat_map(|&id| rest.iter().map(move |&other| (id, other)));
        let said: Vec<Correction> =
            pairs.map(|(id, other)| Correction::Stories(StoryPair::new(id, other, false))).collect();
        if let Some(Screen::Story(story)) = self.screen_mut()
            && leaving.contains(&story.id)
        {
            // The page goes on with those that stay.
            story.id = rest.first().copied().unwrap_or(story.id);
        }
        self.record_corrections(said, format!("{name} is another story"), effects);
    }

    /// Says that the documents of the batch are one story: with the one whose page is open, or among themselves.
    pub(in crate::app) fn say_same_story(&mut self, effects: &mut Vec<Effect>) {
        let batch = self.list.batch.ids();
        if batch.len() > MOST_JOINED {
            return self.notify(format!(
                "{} documents are hardly one story: up to {MOST_JOINED} are made one at once",
                batch.len()
            ));
        }
        let (with, name, all) = match self.screen() {
            Some(Screen::Story(story)) => (Some(story.id), title_of(story, story.id), story.reports()),
            _ => (self.current().filter(|_| batch.len() == 1), String::new(), Vec::new()),
        };
        let with = with.or(batch.first().copied());
        let joined: Vec<DocumentId> =
            batch.iter().copied().filter(|id| Some(*id) != with && !all.contains(id)).collect();
        let (Some(with), Some(&first)) = (with.filter(|id| id.is_document()), joined.first()) else {
            return self.notify("Space in the list marks the documents that are one story; then , y here");
        };
        let label = match (joined.len(), name.is_empty()) {
            (1, false) => format!("{} is of the story of {name}", self.quoted_title(first)),
            (1, true) => {
                format!("{} and {} are one story", self.quoted_title(with), self.quoted_title(first))
            }
            (count, false) => format!("{count} documents are of the story of {name}"),
            (count, true) => format!("{} documents are one story", count + 1),
        };
        let said = joined.into_iter().map(|id| Correction::Stories(StoryPair::new(with, id, true)));
        self.record_corrections(said, label, effects);
    }

    /// The title of a document in quotation marks, as far as it is known here.
    fn quoted_title(&self, id: DocumentId) -> String {
        self.title_in_list(id).map_or_else(|| "this document".to_owned(), |title| quoted(&title))
    }
}

/// The title of a report of a story.
fn title_of(story: &StoryScreen, id: DocumentId) -> String {
    let reports = story.page.as_ref().map_or(&[][..], |page| &page.reports);
    let row = reports.iter().map(|report| &report.row).find(|row| row.id == id);
    row.map_or_else(String::new, |row| quoted(row.title.as_deref().unwrap_or(&row.path)))
}

fn quoted(title: &str) -> String {
    format!("“{}”", shorten(&sanitize_line(title), SHOWN))
}
