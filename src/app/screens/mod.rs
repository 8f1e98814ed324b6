//! Full screens over browsing and reading that show what is known of entities: the list of all
//! (`entity_list`), the page of one (`profile`), sentences that name several (`sentences`). They are
//! kept on a stack, and so are the documents opened from them: when one is closed, what was open
//! before comes back. What commands do to them is in `act`; drawing is `ui::screens`.

mod act;
mod area;
pub mod cursor;
mod entity_list;
mod profile;
mod profile_sections;
mod request;
mod screen;
mod sentences;

pub use entity_list::{Column, EntityListScreen};
pub use profile::ProfileScreen;
pub use profile_sections::{HeaderLine, ProfileSection, sentence};
pub use screen::Screen;
pub use sentences::SentencesScreen;
