//! What the reader may set, as the state needs it, and the part of it that is chosen on the screen.
//!
//! Not here: reading the file of settings (`config`).

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::popup::picker::ThemeChoice;
use crate::model::ListName;
use crate::query::{Colour, CopyRows, NoteIds, PageLayer, QueryContext, ReadAfter, RowHeight, StoryRows};
use crate::text::copy_as::CopyAs;

/// What the reader may set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What is open, as shown in the corner.
    pub collection: String,
    /// Whether the last row shows the keys that matter.
    pub hints: bool,
    /// Columns of text on a page.
    pub page_width: u16,
    /// Whether names are marked in the text.
    pub names: bool,
    /// Whether dates, sums and quantities are marked in the text.
    pub amounts: bool,
    /// Whether e-mail addresses, telephone numbers and their likes are marked in the text and listed.
    pub identifiers: bool,
    /// Whether the mails of a thread share a row of the list.
    pub threads: bool,
    /// What becomes of the copies of a document in the list.
    pub copies: CopyRows,
    /// What becomes of the reports of a story in the list.
    pub stories: StoryRows,
    /// How much room a document has in the list.
    pub rows: RowHeight,
    /// What a page shows beside names and hits.
    pub layer: PageLayer,
    /// The name of the theme.
    pub theme: String,
    /// The terminal has no colours, or none are wanted.
    pub mono: bool,
    /// The themes to choose from.
    pub themes: Vec<ThemeChoice>,
    /// The reader's own lists of names.
    pub lists: Vec<ListName>,
    /// The folders and files that were opened before, without those that are open.
    pub known: Vec<PathBuf>,
    /// The folder in which the sample is laid out.
    pub sample_folder: PathBuf,
    /// What is open is the sample that comes with the program.
    pub sample: bool,
    /// The day that `last-30d` counts from in a query.
    pub today: Date,
    /// Where the clock of the reader stands: times are shown by it.
    pub zone: TimeZone,
    /// How a copied passage is written.
    pub copy_as: CopyAs,
    /// When a document counts as read.
    pub read_after: ReadAfter,
    /// Where the numbers of new notes come from.
    pub note_ids: NoteIds,
    /// What each colour of a note is for, in words of the reader's own; empty where none are.
    pub colours: [String; Colour::ALL.len()],
    /// The columns of a page by the file of settings, whatever was made of them with keys.
    pub set_width: u16,
    /// How things are shown by the file of settings, whatever was chosen on the screen.
    pub set: ViewChoices,
}

/// How things are shown: what the view menu chooses.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewChoices {
    /// The name of the theme.
    pub theme: String,
    /// How much room a document has in the list.
    pub rows: RowHeight,
    /// Whether names are marked.
    pub names: bool,
    /// Whether dates, sums and quantities are.
    pub amounts: bool,
    /// Whether e-mail addresses, telephone numbers and their likes are.
    pub identifiers: bool,
    /// Whether the mails of a thread share a row.
    pub threads: bool,
    /// What becomes of the copies of a document in the list.
    pub copies: CopyRows,
    /// What becomes of the reports of a story in the list.
    pub stories: StoryRows,
    /// What a page shows beside names and hits.
    pub layer: PageLayer,
}

/// What was chosen in the view menu, kept from one start to the next for all collections.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptView {
    /// What was chosen.
    pub chosen: ViewChoices,
    /// What the file of settings said then. Where it says something else by now, that is what its writer wants.
    pub set: ViewChoices,
}

impl Settings {
    /// A colour with what it is for: `yellow`, `yellow: quote`.
    pub fn colour_words(&self, colour: Colour) -> String {
        match self.colours.get(colour as usize).map(|words| words.trim()).filter(|words| !words.is_empty()) {
            Some(words) => format!("{}: {words}", colour.name()),
            None => colour.name().to_owned(),
        }
    }

    /// How things are shown now.
    fn view(&self) -> ViewChoices {
        ViewChoices {
            theme: self.theme.clone(),
            rows: self.rows,
            names: self.names,
            amounts: self.amounts,
            identifiers: self.identifiers,
            threads: self.threads,
            copies: self.copies,
            stories: self.stories,
            layer: self.layer,
        }
    }

    /// What is kept of how things are shown.
    pub fn kept_view(&self) -> KeptView {
        KeptView { chosen: self.view(), set: self.set.clone() }
    }

    /// Takes what the file of settings says for how things are shown, and over it what was chosen before on the screen.
    pub fn take_view(&mut self, kept: Option<KeptView>) {
        self.set = self.view();
        let Some(KeptView { chosen, set }) = kept else { return };
        let is_there = self.themes.iter().any(|theme| theme.name == chosen.theme);
        if set.theme == self.theme && is_there {
            self.theme = chosen.theme;
        }
        if set.copies == self.copies {
            self.copies = chosen.copies;
        }
        if set.stories == self.stories {
            self.stories = chosen.stories;
        }
        if set.layer == self.layer {
            self.layer = chosen.layer;
        }
        if set.rows == self.rows {
            self.rows = chosen.rows;
        }
        let switches = [
            (&mut self.names, set.names, chosen.names),
            (&mut self.amounts, set.amounts, chosen.amounts),
            (&mut self.identifiers, set.identifiers, chosen.identifiers),
            (&mut self.threads, set.threads, chosen.threads),
        ];
        for (now, _, chosen) in switches.into_iter().filter(|(now, set, _)| **now == *set) {
            *now = chosen;
        }
    }

    /// Takes what the files of settings say now. What was chosen on the screen holds until they say something else of it.
    pub fn follow(&mut self, file: Settings) {
        let kept = self.kept_view();
        let of = self.clone();
        *self = Settings {
            collection: of.collection,
            page_width: if of.set_width == file.page_width { of.page_width } else { file.page_width },
            mono: of.mono,
            themes: of.themes,
            lists: of.lists,
            known: of.known,
            sample_folder: of.sample_folder,
            sample: of.sample,
            today: of.today,
            zone: of.zone,
            note_ids: of.note_ids,
            set_width: file.page_width,
            ..file
        };
        self.take_view(Some(kept));
    }

    /// What the words of a query mean here.
    pub fn query_context(&self) -> QueryContext<'_> {
        QueryContext { lists: &self.lists, today: self.today }
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            collection: String::new(),
            hints: true,
            page_width: 76,
            names: true,
            amounts: false,
            identifiers: false,
            threads: true,
            copies: CopyRows::default(),
            stories: StoryRows::default(),
            rows: RowHeight::default(),
            layer: PageLayer::default(),
            theme: "auto".to_owned(),
            mono: false,
            themes: Vec::new(),
            lists: Vec::new(),
            known: Vec::new(),
            sample_folder: PathBuf::new(),
            sample: false,
            today: Date::ZERO,
            zone: TimeZone::UTC,
            copy_as: CopyAs::default(),
            read_after: ReadAfter::default(),
            note_ids: NoteIds::default(),
            colours: Default::default(),
            set_width: 76,
            set: ViewChoices::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_files_say_anew_goes_before_what_was_chosen_and_the_rest_stays() {
        let mut now = settings("auto", RowHeight::Normal);
        now.take_view(None);
        (now.collection, now.rows, now.theme, now.page_width) =
            ("pile".into(), RowHeight::Compact, "dark".into(), 60);
        let mut file = settings("light", RowHeight::Normal);
        file.hints = false;
        now.follow(file);
        assert_eq!((now.theme.as_str(), now.rows, now.page_width), ("light", RowHeight::Compact, 60));
        assert!(!now.hints && now.collection == "pile" && now.themes.len() == 3);
    }

    fn settings(theme: &str, rows: RowHeight) -> Settings {
        let themes =
            ["auto", "dark", "light"].map(|name| ThemeChoice { name: name.into(), about: "".into() });
        Settings { theme: theme.into(), rows, themes: themes.to_vec(), ..Settings::default() }
    }

    #[test]
    fn what_was_chosen_holds_until_the_file_of_settings_says_something_else() {
        let mut first = settings("auto", RowHeight::Normal);
        first.take_view(None);
        (first.theme, first.rows, first.amounts) = ("dark".into(), RowHeight::Compact, true);
        first.stories = StoryRows::Rows;
        let kept = first.kept_view();
        let mut next = settings("auto", RowHeight::Normal);
        next.take_view(Some(kept.clone()));
        assert_eq!(next.stories, StoryRows::Rows);
        let after = |mut next: Settings, kept: KeptView| {
            next.take_view(Some(kept));
            (next.theme.clone(), next.rows, next.amounts, next.names)
        };
        let same = after(settings("auto", RowHeight::Normal), kept.clone());
        assert_eq!(same, ("dark".into(), RowHeight::Compact, true, true));
        let changed = after(settings("light", RowHeight::Normal), kept.clone());
        assert_eq!(changed, ("light".into(), RowHeight::Compact, true, true), "the file was changed");
        let gone = KeptView { chosen: ViewChoices { theme: "mine".into(), ..kept.chosen }, ..kept };
        assert_eq!(
            after(settings("auto", RowHeight::Normal), gone).0,
            "auto",
            "a theme that is there no more"
        );
    }
}
