//! What is watched, and which of the system's events tell that something has changed for the reader.
//!
//! Not here: watching itself (`watch`).

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind};

/// What the thread that watches is told: by the system, and by each run.
#[derive(Debug)]
pub enum WatchMessage {
    /// Something has changed in a folder that is watched.
    Changed,
    /// A folder that was watched is no more, or no more there.
    Gone(PathBuf),
    /// A run is about to look into these folders, most likely.
    Known {
        /// All of a folder that the last one looked into.
        folders: Vec<PathBuf>,
        /// Dropped when they are watched.
        watched: Sender<()>,
    },
    /// A run has gone through all roots.
    Looked(Looked),
    /// Nothing more is to be watched.
    End,
}

/// What a run has looked into.
#[derive(Debug, Default)]
pub struct Looked {
    /// The folders, each with the only name in it that counts, if only one does.
    pub folders: Vec<(PathBuf, Option<OsString>)>,
    /// Roots that are not there.
    pub away: Vec<PathBuf>,
    /// Files were left for later since they are still being written.
    pub unsettled: bool,
}

/// The folders that are watched, each with the names in it that count.
#[derive(Debug, Default)]
pub struct WatchedFolders(HashMap<PathBuf, Names>);

/// Which names in a folder count.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Names {
    /// All but those that begin with a dot, as for the walk.
    All,
    /// These: a single file is a root.
    Only(Vec<OsString>),
}

impl WatchedFolders {
    /// Whether a folder is watched.
    pub fn has(&self, folder: &Path) -> bool {
        self.0.contains_key(folder)
    }

    /// Adds a folder, or another name in one.
    pub fn add(&mut self, folder: PathBuf, only: Option<OsString>) {
        let names = self.0.entry(folder).or_insert(Names::Only(Vec::new()));
        match (only, names) {
            (None, names) => *names = Names::All,
            (Some(name), Names::Only(names)) if !names.contains(&name) => names.push(name),
            (Some(_), _) => {}
        }
    }

    /// Takes a folder away; whether it was watched.
    pub fn remove(&mut self, folder: &Path) -> bool {
        self.0.remove(folder).is_some()
    }

    /// Takes away all folders that are not wanted, and gives them.
    pub fn keep(&mut self, wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
        let unwanted: Vec<PathBuf> = self.0.keys().filter(|folder| !wanted(folder)).cloned().collect();
        unwanted.iter().for_each(|folder| _ = self.remove(folder));
        unwanted
    }

    /// What an event of the system tells. Reading changes nothing.
    pub fn told_by(&self, event: &Event) -> Vec<WatchMessage> {
        let leaves = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => return Vec::new(),
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => true,
            _ => false,
        };
        if event.need_rescan() {
            return vec![WatchMessage::Changed];
        }
        let gone =
            event.paths.iter().filter(|path| leaves && self.has(path)).cloned().map(WatchMessage::Gone);
        let mut told: Vec<WatchMessage> = gone.collect();
        if !told.is_empty() || event.paths.iter().any(|path| self.counts(path)) {
            told.push(WatchMessage::Changed);
        }
        told
    }

    /// Whether a change of something matters.
    fn counts(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or(OsStr::new(""));
        match path.parent().and_then(|folder| self.0.get(folder)) {
            Some(Names::All) => !name.as_encoded_bytes().starts_with(b"."),
            Some(Names::Only(names)) => names.iter().any(|only| only == name),
            // A root: whether it may be looked into may have changed.
            None => matches!(self.0.get(path), Some(Names::All)),
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, RemoveKind};

    use super::*;

    fn watched() -> WatchedFolders {
        let mut watched = WatchedFolders::default();
        watched.add("/cuttings".into(), None);
        watched.add("/cuttings/.old".into(), None);
        watched.add("/home".into(), Some("one.txt".into()));
        watched
    }

    fn told(kind: EventKind, path: &str) -> (bool, bool) {
        let told = watched().told_by(&Event::new(kind).add_path(path.into()));
        let gone = told.iter().any(|told| matches!(told, WatchMessage::Gone(_)));
        (told.iter().any(|told| matches!(told, WatchMessage::Changed)), gone)
    }

    #[test]
    fn what_is_not_read_and_what_only_reads_tells_nothing() {
        let created = EventKind::Create(CreateKind::File);
        assert_eq!(told(created, "/cuttings/a.txt"), (true, false));
        assert_eq!(told(created, "/cuttings/.a.txt.swp"), (false, false));
        assert_eq!(told(created, "/cuttings/.old/a.txt"), (true, false), "it was looked into: it is a root");
        assert_eq!(told(created, "/elsewhere/a.txt"), (false, false));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(told(written, "/cuttings/a.txt"), (true, false));
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert_eq!(told(opened, "/cuttings/a.txt"), (false, false));
    }

    #[test]
    fn beside_a_single_file_nothing_counts() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert_eq!(told(written, "/home/one.txt"), (true, false));
        assert_eq!(told(written, "/home/two.txt"), (false, false));
        assert_eq!(told(written, "/home"), (false, false));
        let mut watched = watched();
        watched.add("/home".into(), Some("two.txt".into()));
        assert!(watched.counts(Path::new("/home/two.txt")));
        watched.add("/home".into(), None);
        watched.add("/home".into(), Some("two.txt".into()));
        assert!(watched.counts(Path::new("/home/three.txt")));
    }

    #[test]
    fn a_folder_that_goes_is_watched_no_more_and_lost_events_are_looked_for() {
        assert_eq!(told(EventKind::Remove(RemoveKind::Folder), "/cuttings/.old"), (true, true));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        assert_eq!(told(renamed, "/cuttings"), (true, true));
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(matches!(watched().told_by(&lost)[..], [WatchMessage::Changed]));
        let mut watched = watched();
        assert_eq!(watched.keep(&|folder| folder.ends_with("home")).len(), 2);
        assert!(watched.has(Path::new("/home")) && !watched.has(Path::new("/cuttings")));
    }
}
