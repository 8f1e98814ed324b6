//! Full screens: the list of all entities (`entity_list`), the profile of one (`profile`), sentences that
//! name several (`sentences`), the saved searches (`searches`), a dossier (`dossier`), where the names of a list stand
//! (`name_matches`), the notes (`notebook`), what is in the collection (`overview`), what documents report of one event
//! (`story`). Screens form a stack, together with the documents opened
//! from them: when one is closed, the one before comes back. Commands act on them in `act`, keys and mouse in `typing`.
//!
//! Not here: drawing (`ui::screens`).

mod act;
mod area;
mod asking;
pub mod cursor;
mod dossier;
mod entity_list;
mod name_matches;
mod notebook;
mod overview;
mod overview_act;
mod profile;
mod profile_sections;
mod profile_why;
mod request;
mod screen;
mod searches;
mod sentences;
mod story;
mod times_in_sight;
mod typing;

pub use dossier::{DossierScreen, PIECE_ROWS};
pub use entity_list::{Column, EntityListScreen};
pub use name_matches::NameMatchesScreen;
pub use notebook::{NoteSection, NotebookRow, NotebookScreen};
pub use overview::{OverviewCell, OverviewLine, OverviewScreen};
pub use profile::ProfileScreen;
pub use profile_sections::{HeaderLine, ProfileSection, ROLES, sentence, sentence_in, title};
pub use profile_why::{NO_EXAMPLE, WHY_GAP, WHY_INDENT, WHY_SIGN, documents_of};
pub use screen::Screen;
pub use searches::{SearchRow, SearchesScreen, day_words};
pub use sentences::SentencesScreen;
pub use story::{INDENT, StoryLine, StoryLineKind, StoryScreen};
pub use times_in_sight::TimesInSight;
