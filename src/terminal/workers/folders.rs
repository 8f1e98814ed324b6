//! The worker that looks at folders while their paths are typed: what goes on from what is typed, and whether what was
//! typed can be opened. A thread of its own, since a disk that does not answer must hold up nothing else.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::context::{Outcome, WorkerContext};
use super::in_home::in_home;
use crate::app::Message;
use crate::ingest::{index_locator, known_path};
use crate::paths::Paths;
use crate::query::COMPLETIONS;

/// Entries of a folder that are looked at: one with more is not worth the wait. Set by hand.
const LOOKED_AT: usize = 20_000;

/// What is to be looked at.
pub enum FolderJob {
    /// The folders that a path being typed may go on with.
    List(String),
    /// What a path names, to be opened.
    Find(String),
}

/// Looks, and tells the state.
///
/// # Errors
/// When what is to be opened is not there, in words for the reader.
pub fn look(context: &WorkerContext, paths: &Paths, job: FolderJob) -> Outcome {
    match job {
        FolderJob::List(typed) => {
            let (folders, common) = folders_beginning(&typed);
            context.outbox.send(Message::Folders { typed, folders, common });
        }
        FolderJob::Find(named) => {
            let path = known_path(Path::new(&in_home(&named)));
            if let Err(error) = fs::metadata(&path)
                && !index_locator::is_away(paths, &path)
            {
                let why = match error.kind() {
                    ErrorKind::NotFound => "nothing is there".to_owned(),
                    ErrorKind::PermissionDenied => "no permission".to_owned(),
                    _ => error.to_string(),
                };
                return Err(format!("{named} cannot be opened: {why}"));
            }
            context.outbox.send(Message::FolderFound(path));
        }
    }
    Ok(())
}

/// The folders that a path may go on with, written as it is and with a slash behind, by name, and what all of them begin
/// with. Those whose names begin with a dot are left out until the dot is typed, and those that cannot be looked into.
fn folders_beginning(typed: &str) -> (Vec<String>, String) {
    let (above, begun) = typed.rfind('/').map_or(("", typed), |at| typed.split_at(at + 1));
    let folder = if above.is_empty() { ".".to_owned() } else { in_home(above) };
    let Ok(entries) = fs::read_dir(folder) else { return (Vec::new(), typed.to_owned()) };
    let begun_folded = begun.to_lowercase();
    let name = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let is_meant = name.to_lowercase().starts_with(&begun_folded)
            && (begun.starts_with('.') || !name.starts_with('.'));
        // A link to a folder is one.
        let is_folder = || fs::read_dir(entry.path()).is_ok();
        (is_meant && is_folder()).then(|| format!("{above}{name}/"))
    };
    let mut folders: Vec<String> = entries.take(LOOKED_AT).flatten().filter_map(name).collect();
    folders.sort();
    let common = common_beginning(&folders).unwrap_or(typed).to_owned();
    folders.truncate(COMPLETIONS);
    (folders, common)
}

/// What all of these begin with; `None` of none.
fn common_beginning(names: &[String]) -> Option<&str> {
    let (first, others) = names.split_first()?;
    let shared = |end: usize, other: &String| {
        let same = first[..end].char_indices().zip(other.chars()).take_while(|((_, one), two)| one == two);
        same.last().map_or(0, |((at, one), _)| at + one.len_utf8())
    };
    first.get(..others.iter().fold(first.len(), shared))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::engine::Engine;
    use crate::terminal::Outbox;
    use crate::terminal::event::Event;

    #[test]
    fn folders_that_begin_so_are_offered_and_files_are_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Letters", "lists", ".hidden", "other"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("list.txt"), "a file").unwrap();
        let above = folder.path().display();
        let offered = |typed: &str| folders_beginning(&format!("{above}/{typed}")).0;
        assert_eq!(offered("l"), ["Letters", "lists"].map(|name| format!("{above}/{name}/")));
        assert_eq!(offered("."), [format!("{above}/.hidden/")]);
        assert_eq!(offered("").len(), 3);
        assert!(offered("nothing/").is_empty());
    }

    #[test]
    fn what_all_folders_begin_with_is_told_apart_from_them() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["reports-2021", "reports-2022", "réports", ".reports"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let above = folder.path().display();
        let common = |typed: &str| folders_beginning(&format!("{above}/{typed}")).1;
        assert_eq!(common("rep"), format!("{above}/reports-202"));
        assert_eq!(common("r"), format!("{above}/r"), "of more folders than one");
        assert_eq!(
            common("reports-2022"),
            format!("{above}/reports-2022/"),
            "one goes on with what is in it"
        );
        assert_eq!(common("x"), format!("{above}/x"));
    }

    #[test]
    fn what_is_there_can_be_opened_and_what_is_not_is_said() {
        let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let paths = Paths::find(Some(home.path()), &|_| None).unwrap();
        let (sender, events) = channel();
        let context = WorkerContext::new(Engine::new(Vec::new(), Vec::new(), Vec::new()), Outbox(sender));
        let find = |path: &Path| look(&context, &paths, FolderJob::Find(path.display().to_string()));
        assert!(find(&folder.path().join("missing")).unwrap_err().contains("missing cannot be opened: "));
        assert!(events.try_recv().is_err());
        assert!(find(folder.path()).is_ok());
        let found = events.try_recv();
        let path = folder.path().canonicalize().unwrap();
        assert!(matches!(found, Ok(Event::Message(Message::FolderFound(found))) if found == path));
    }
}
