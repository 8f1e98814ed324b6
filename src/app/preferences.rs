//! What the reader may set, as the state needs it.
//!
//! Not here: reading the file of settings (`config`).

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::popup::picker::ThemeChoice;
use crate::model::ListName;
use crate::query::{Colour, NoteIds, QueryContext, ReadAfter, RowHeight};
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
    /// How much room a document has in the list.
    pub rows: RowHeight,
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
}

impl Settings {
    /// A colour with what it is for: `yellow`, `yellow: quote`.
    pub fn colour_words(&self, colour: Colour) -> String {
        match self.colours.get(colour as usize).map(|words| words.trim()).filter(|words| !words.is_empty()) {
            Some(words) => format!("{}: {words}", colour.name()),
            None => colour.name().to_owned(),
        }
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
            rows: RowHeight::default(),
            theme: "auto".to_owned(),
            mono: false,
            themes: Vec::new(),
            lists: Vec::new(),
            known: Vec::new(),
            sample: false,
            today: Date::ZERO,
            zone: TimeZone::UTC,
            copy_as: CopyAs::default(),
            read_after: ReadAfter::default(),
            note_ids: NoteIds::default(),
            colours: Default::default(),
        }
    }
}
