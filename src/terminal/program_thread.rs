//! The threads the program starts, by name, and which of them it cannot go on without. The panic
//! hook knows a thread by its name only, so a thread can be started under no name but one of these.
//! Threads that parse files and those of libraries are not among them.

use crate::query::Lane;

/// A thread of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgramThread {
    /// Runs the event loop.
    Main,
    /// Reads the terminal.
    Input,
    /// Receives the signals of the system.
    Signals,
    /// Answers the questions of a lane.
    Answers(Lane),
    /// Reads the folders into the index.
    Ingest,
    /// Opens again what was committed to the index.
    Refresh,
    /// Sleeps until another process is done with an index.
    IndexWait,
    /// Writes into the notebook.
    Notebook,
    /// Looks through the notebook.
    Upkeep,
    /// Copies texts.
    Clipboard,
    /// Reads lists of names.
    Names,
    /// Looks at folders whose paths are typed.
    Folders,
    /// Notices changes in the folders.
    Watch,
    /// Writes dossiers into files.
    Exporter,
    /// Opens files in their programs.
    Opener,
    /// Waits for the end of a program that was started.
    Opened,
}

/// All but the threads of the lanes.
const OTHERS: [ProgramThread; 15] = [
    ProgramThread::Main,
    ProgramThread::Input,
    ProgramThread::Signals,
    ProgramThread::Ingest,
    ProgramThread::Refresh,
    ProgramThread::IndexWait,
    ProgramThread::Notebook,
    ProgramThread::Upkeep,
    ProgramThread::Clipboard,
    ProgramThread::Names,
    ProgramThread::Folders,
    ProgramThread::Watch,
    ProgramThread::Exporter,
    ProgramThread::Opener,
    ProgramThread::Opened,
];

impl ProgramThread {
    /// The name the system and a report show.
    pub fn name(self) -> &'static str {
        match self {
            ProgramThread::Main => "main",
            ProgramThread::Input => "input",
            ProgramThread::Signals => "signals",
            ProgramThread::Answers(lane) => lane.name(),
            ProgramThread::Ingest => "ingest",
            ProgramThread::Refresh => "refresh",
            ProgramThread::IndexWait => "waiting",
            ProgramThread::Notebook => "notebook",
            ProgramThread::Upkeep => "upkeep",
            ProgramThread::Clipboard => "clipboard",
            ProgramThread::Names => "names",
            ProgramThread::Folders => "folders",
            ProgramThread::Watch => "watch",
            ProgramThread::Exporter => "exporter",
            ProgramThread::Opener => "opener",
            ProgramThread::Opened => "opened",
        }
    }

    /// The thread of that name, if it is one of the program's.
    pub fn named(name: &str) -> Option<ProgramThread> {
        ProgramThread::all().find(|thread| thread.name() == name)
    }

    /// Whether the program cannot go on without it.
    pub fn is_vital(self) -> bool {
        matches!(self, ProgramThread::Main | ProgramThread::Input | ProgramThread::Signals)
    }

    fn all() -> impl Iterator<Item = ProgramThread> {
        Lane::ALL.into_iter().map(ProgramThread::Answers).chain(OTHERS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_thread_is_found_by_its_name_and_no_two_share_one() {
        for thread in ProgramThread::all() {
            assert_eq!(ProgramThread::named(thread.name()), Some(thread));
        }
        for lane in Lane::ALL {
            assert_eq!(ProgramThread::named(lane.name()), Some(ProgramThread::Answers(lane)));
        }
        assert_eq!(ProgramThread::named("parser"), None);
    }

    #[test]
    fn only_workers_may_fail() {
        let vital = ["main", "input", "signals"];
        for thread in ProgramThread::all() {
            assert_eq!(thread.is_vital(), vital.contains(&thread.name()), "{}", thread.name());
        }
    }
}
