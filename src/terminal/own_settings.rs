//! The reader's settings and keys, as the state needs them.
//!
//! Not here: what they are (`config`, `app::input::keymap`), following changes of them (`settings_watch`).

use std::hash::{BuildHasher as _, RandomState};
use std::io::ErrorKind;
use std::path::Path;

use super::error::Error;
use super::output::background;
use crate::app::Settings;
use crate::app::input::keymap::Keymap;
use crate::config::Config;
use crate::paths::Paths;
use crate::query::NoteIds;
use crate::text::copy_as::CopyAs;
use crate::{small_file, ui};

/// A larger file is no key map, in bytes.
const LARGEST_KEYMAP: u64 = 1 << 20;

/// What the state needs of the settings.
pub(super) fn settings(config: &Config, collection: &str) -> Settings {
    Settings {
        today: jiff::Zoned::now().date(),
        zone: jiff::tz::TimeZone::system(),
        note_ids: NoteIds { lot: RandomState::new().hash_one(()), latest: 0 },
        collection: collection.to_owned(),
        hints: config.hints,
        page_width: config.page_width,
        set_width: config.page_width,
        names: config.names,
        amounts: config.amounts,
        threads: config.threads,
        copies: config.copies,
        stories: config.stories,
        rows: config.rows,
        layer: config.layer,
        identifiers: config.identifiers,
        theme: config.theme.clone(),
        mono: background::palette() == ui::Palette::Mono,
        themes: ui::theme_choices(),
        // One that is wrong was said, and is not in the settings.
        copy_as: CopyAs::parse(&config.copy_as).unwrap_or_default(),
        read_after: config.read_after,
        colours: config.colour_words(),
        ..Settings::default()
    }
}

/// The built-in key map with the reader's own laid over; faults of that become notices.
pub(super) fn keymap(paths: &Paths, notices: &mut Vec<String>) -> Result<Keymap, Error> {
    let file = paths.config.join("keymap.toml");
    let (keymap, fault) = own_keymap(&file).map_err(Error::BuiltIn)?;
    notices.extend(fault.map(|fault| format!("{}: {fault}", file.display())));
    Ok(keymap)
}

/// The built-in key map with that of a file laid over, and what is wrong with the file, if anything. One that is not
/// there changes nothing.
///
/// # Errors
/// Never in a program that passed its tests: when the built-in key map cannot be read.
pub fn own_keymap(file: &Path) -> Result<(Keymap, Option<String>), String> {
    let mut keymap = Keymap::built_in()?;
    let laid = match small_file::read(file, LARGEST_KEYMAP) {
        Ok(toml) => keymap.lay_over(&toml),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        Err(error) => Err(error.to_string()),
    };
    Ok((keymap, laid.err()))
}
