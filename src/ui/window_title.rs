//! The title of the terminal's window: what is read in it.
//!
//! Not here: cleaning and setting it (`terminal::output::display`).

use crate::app::{App, View};

/// The document that is read, else what is open; not sanitised.
pub fn window_title(app: &App) -> String {
    let read = app.reader.page.as_ref().filter(|_| app.view == View::Read && app.screen().is_none());
    let title = read.and_then(|page| page.document.title.as_deref()).filter(|title| !title.trim().is_empty());
    match title.unwrap_or(&app.settings.collection) {
        "" => "perusal".to_owned(),
        title => format!("{title} – perusal"),
    }
}
