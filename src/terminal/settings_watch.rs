//! Notices that the reader's settings or keys are written anew while the program runs, and sends them on.
//!
//! Not here: what they change (`app`), reading them (`own_settings`).

use std::path::PathBuf;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::event::Outbox;
use super::own_settings::{keymap, settings};
use crate::app::Message;
use crate::config::Config;
use crate::paths::Paths;

/// The files that are followed.
const FILES: [&str; 2] = ["config.toml", "keymap.toml"];

/// Watches the folder of the settings until it is dropped.
pub struct SettingsWatch(
    #[allow(dead_code, reason = "it watches as long as it is there")] RecommendedWatcher,
);

impl SettingsWatch {
    /// Begins to watch; `None` where the system does not tell of changes, or there is no folder of settings: then they are
    /// read at the next start.
    pub fn start(paths: &Paths, config: Config, collection: &str, outbox: Outbox) -> Option<SettingsWatch> {
        let folder = paths.config.clone();
        let mut following =
            Following { paths: paths.clone(), config, collection: collection.to_owned(), outbox };
        let heard = move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| is_of_settings(&event)) {
                following.read_again();
            }
        };
        let mut watcher = notify::recommended_watcher(heard).ok()?;
        watcher.watch(&folder, RecursiveMode::NonRecursive).ok()?;
        Some(SettingsWatch(watcher))
    }
}

/// Whether one of the files has been written to its end. While it is written half of it may be there.
fn is_of_settings(event: &Event) -> bool {
    let is_written = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) | EventKind::Remove(_) => true,
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => true,
        // macOS tells of no closing.
        EventKind::Modify(_) => cfg!(target_os = "macos"),
        _ => false,
    };
    is_written
        && event
            .paths
            .iter()
            .any(|path| path.file_name().is_some_and(|name| FILES.iter().any(|file| name == *file)))
}

/// What is needed to read them again.
struct Following {
    paths: Paths,
    config: Config,
    collection: String,
    outbox: Outbox,
}

impl Following {
    fn read_again(&mut self) {
        let mut faults = Vec::new();
        let file: PathBuf = self.paths.config.join("config.toml");
        match Config::load(&file) {
            Ok((config, wrong)) => {
                faults.extend(wrong);
                self.config = config;
            }
            Err(error) => faults.push(error),
        }
        match keymap(&self.paths, &mut faults) {
            Ok(keymap) => {
                let settings = Box::new(settings(&self.config, &self.collection));
                self.outbox.send(Message::SettingsChanged { settings, keymap: Box::new(keymap), faults });
            }
            Err(error) => self.outbox.send(Message::Failed(error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::terminal::event;

    #[test]
    fn settings_that_are_written_anew_are_sent_with_what_is_wrong_in_them() {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths::find(Some(home.path()), &|_| None).unwrap();
        std::fs::create_dir_all(&paths.config).unwrap();
        let (sender, events) = channel();
        let config = Config::built_in().unwrap();
        let _watch = SettingsWatch::start(&paths, config, "pile", Outbox(sender)).unwrap();
        std::fs::write(paths.config.join("config.toml"), "hints = false\nrows = 3\n").unwrap();
        let event = events.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
        let event::Event::Message(Message::SettingsChanged { settings, faults, .. }) = event else {
            panic!()
        };
        assert!(!settings.hints && settings.collection == "pile");
        assert!(faults.len() == 1 && faults[0].contains("line 2"), "{faults:?}");
    }
}
