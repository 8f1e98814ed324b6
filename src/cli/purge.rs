//! `perusal purge`: removes what the program keeps: of single folders their indexes, or of all of them;
//! the notebook only when that is asked for by name and confirmed.

use std::fs;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use super::outcome::{Outcome, report_failure};
use crate::ingest::known_path;
use crate::ingest::purge::{KeptIndex, size};
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::text::sanitize::sanitize_line;

/// What to remove.
#[derive(clap::Args)]
pub struct PurgeArguments {
    /// Files and folders whose index is removed; they themselves are not touched, and may be gone
    #[arg(required_unless_present = "all", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// All indexes, the sample and the crash report: everything that can be made again
    #[arg(long, conflicts_with = "paths")]
    all: bool,
    /// The notebook and its copies too: stars, read marks and corrections, which cannot be made again
    #[arg(long, requires = "all")]
    notebook: bool,
    /// Do not ask before the notebook is removed
    #[arg(long)]
    yes: bool,
}

/// Removes what was asked for, and prints what that was.
///
/// # Errors
/// When nothing can be printed.
pub fn purge(asked: &PurgeArguments, paths: &Paths) -> io::Result<Outcome> {
    if asked.notebook && !asked.yes && !confirmed(paths)? {
        return Ok(report_failure("nothing was removed: the notebook goes only with a yes, or with --yes"));
    }
    let kept = match KeptIndex::all(paths) {
        Ok(kept) => kept,
        Err(error) => return Ok(report_failure(&error.to_string())),
    };
    let mut removal = Removal { outcome: Outcome::NothingFound };
    if asked.all {
        removal.everything(&kept, paths)?;
    }
    for path in &asked.paths {
        removal.root(path, &kept)?;
    }
    if asked.notebook && removal.outcome != Outcome::Failed {
        removal.notebook(paths)?;
    }
    Ok(removal.outcome)
}

/// Asks on the terminal; where there is none nobody says yes.
fn confirmed(paths: &Paths) -> io::Result<bool> {
    if !io::stdin().is_terminal() || !paths.notebook().exists() {
        return Ok(!paths.notebook().exists());
    }
    let place = paths.data.to_string_lossy();
    write!(io::stderr(), "Remove the notebook in {} for good? [y/N] ", sanitize_line(&place))?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// What was removed so far.
struct Removal {
    outcome: Outcome,
}

impl Removal {
    /// All that can be made again.
    fn everything(&mut self, kept: &[KeptIndex], paths: &Paths) -> io::Result<()> {
        for index in kept {
            self.index(index)?;
        }
        self.file(&paths.sample())?;
        self.file(&paths.state.join("crash.txt"))
    }

    /// The index of what is or was at a path.
    fn root(&mut self, path: &Path, kept: &[KeptIndex]) -> io::Result<()> {
        let known = known_path(path);
        match kept.iter().find(|index| index.root.as_ref() == Some(&known)) {
            Some(index) => self.index(index)?,
            None => _ = report_failure(&format!("{}: nothing is kept of it", path.display())),
        }
        Ok(())
    }

    fn index(&mut self, index: &KeptIndex) -> io::Result<()> {
        let root = index.root.as_ref().map(|root| root.to_string_lossy());
        let name = format!("index of {}", root.as_deref().unwrap_or("an unknown folder"));
        match index.remove() {
            Ok(bytes) => self.removed(&name, bytes),
            Err(error) => {
                self.failed(&format!("{name}: {error}"));
                Ok(())
            }
        }
    }

    /// Removes a file or a folder with all that is in it; one that is not there is no fault.
    fn file(&mut self, path: &Path) -> io::Result<()> {
        let Ok(metadata) = fs::symlink_metadata(path) else { return Ok(()) };
        let bytes = size(path);
        let removed = if metadata.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        match removed {
            Ok(()) => self.removed(&path.to_string_lossy(), bytes),
            Err(error) => {
                self.failed(&format!("{}: {error}", path.display()));
                Ok(())
            }
        }
    }

    /// Removes the notebook with its copies, unless a screen has it open.
    fn notebook(&mut self, paths: &Paths) -> io::Result<()> {
        let file = paths.notebook();
        if !file.exists() {
            return Ok(());
        }
        // Whoever closes it last removes its log.
        drop(Notebook::open(&file));
        if file.with_extension("db-wal").exists() {
            self.failed("the notebook stays: another perusal has it open");
            return Ok(());
        }
        for entry in fs::read_dir(&paths.data)? {
            let entry = entry?;
            let name = entry.file_name();
            if name == "backups" || name.to_string_lossy().starts_with("notebook.") {
                self.file(&entry.path())?;
            }
        }
        Ok(())
    }

    fn removed(&mut self, what: &str, bytes: u64) -> io::Result<()> {
        if self.outcome == Outcome::NothingFound {
            self.outcome = Outcome::Found;
        }
        writeln!(io::stdout(), "removed: {} ({:.1} MB)", sanitize_line(what), bytes as f64 / 1e6)
    }

    fn failed(&mut self, why: &str) {
        self.outcome = report_failure(why);
    }
}
