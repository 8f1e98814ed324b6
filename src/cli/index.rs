//! `perusal index`: brings the indexes of files and folders up to date.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use super::json;
use super::lists::own_lists;
use super::outcome::{Outcome, end_progress, report_failure, show_progress};
use crate::index::{Compacted, Index, IndexState};
use crate::ingest::{self, Lists, Progress, Root, RunSort, Summary, index_locator};
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::text::sanitize::sanitize_line;

/// What to index.
#[derive(clap::Args)]
pub struct IndexArguments {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Forget files that are no more even if the folder is empty or a disk seems to be away
    #[arg(long)]
    forget: bool,
    /// Print JSON, one object a path
    #[arg(long)]
    json: bool,
    /// Compare every byte of the index with what was written first; one that differs is made anew, and the
    /// exit code is 1
    #[arg(long)]
    check: bool,
    /// Then put the index into one piece, without what was deleted or replaced: it is smaller and opens quicker. Until
    /// that is done the disk needs room for both
    #[arg(long)]
    compact: bool,
}

/// Indexes each path and prints what was done.
///
/// # Errors
/// When nothing can be printed.
pub fn index(roots: &IndexArguments, paths: &Paths) -> io::Result<Outcome> {
    let opened = Notebook::open_or_mend(&paths.notebook(), jiff::Zoned::now().date())
        .and_then(|(notebook, mended)| Ok((notebook.edition()?, notebook, mended)));
    let (edition, notebook, mended) = match opened {
        Ok(opened) => opened,
        Err(error) => return Ok(report_failure(&error.to_string())),
    };
    if let Some(mended) = mended {
        report_failure(&mended.to_string());
    }
    let mut indexing = Indexing {
        paths,
        edition,
        notebook,
        lists: own_lists(paths),
        asked: roots,
        progress: Box::new(|_| {}),
    };
    let (mut failed, mut damaged, mut files, mut printed) = (false, false, 0, Ok(()));
    for path in &roots.paths {
        let name = path.to_string_lossy();
        match indexing.bring_up_to_date(path, &name) {
            Ok((summary, was_damaged)) => {
                say_away(&name, &summary);
                let compacted = roots.compact.then(|| indexing.compact(path)).transpose();
                if let Err(error) = &compacted {
                    report_failure(&format!("{name}: it is indexed, but was not compacted: {error}"));
                    failed = true;
                }
                // Where nothing can be printed all is indexed all the same.
                printed = printed.and(print(&name, &summary, compacted.unwrap_or(None), roots.json));
                files += summary.files;
                damaged |= was_damaged;
            }
            Err(error) => {
                report_failure(&format!("{name}: {error}"));
                failed = true;
            }
        }
    }
    printed.map(|()| match (failed, files) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::NothingFound,
        (false, _) if damaged && roots.check => Outcome::NothingFound,
        (false, _) => Outcome::Found,
    })
}

/// Indexes a file or folder that is there and is not indexed yet; how far that is goes to standard error.
///
/// # Errors
/// With a sentence about why it cannot be indexed.
pub fn index_if_unknown(path: &Path, paths: &Paths) -> Result<(), String> {
    if !path.exists() || !matches!(index_locator::find(paths, path), Ok(None)) {
        return Ok(());
    }
    let done = bring_up_to_date(path, paths, Box::new(show_progress));
    end_progress();
    done
}

/// Brings the index of a file or folder up to date; `progress` hears how far that is.
///
/// # Errors
/// With a sentence about why it cannot be done.
pub fn bring_up_to_date(
    path: &Path,
    paths: &Paths,
    progress: Box<dyn FnMut(&Progress)>,
) -> Result<(), String> {
    let (notebook, _) = Notebook::open_or_mend(&paths.notebook(), jiff::Zoned::now().date())
        .map_err(|error| error.to_string())?;
    let edition = notebook.edition().map_err(|error| error.to_string())?;
    let asked =
        IndexArguments { paths: Vec::new(), forget: false, json: false, check: false, compact: false };
    let lists = own_lists(paths);
    let mut indexing = Indexing { paths, edition, notebook, lists, asked: &asked, progress };
    let name = path.to_string_lossy();
    indexing.bring_up_to_date(path, &name).map(drop).map_err(|error| format!("{name}: {error}"))
}

/// What is needed to index paths.
struct Indexing<'a> {
    paths: &'a Paths,
    edition: String,
    notebook: Notebook,
    lists: Lists,
    asked: &'a IndexArguments,
    progress: Box<dyn FnMut(&Progress)>,
}

impl Indexing<'_> {
    /// Brings the index of a path up to date, and says whether it was damaged. One that is, or that the
    /// engine cannot write, is made anew: it can be, from the files.
    fn bring_up_to_date(&mut self, path: &Path, name: &str) -> Result<(Summary, bool), ingest::Error> {
        let opened = index_locator::open(self.paths, path, &self.edition)?;
        if let Some(notice) = opened.notice().filter(|_| !opened.is_away) {
            report_failure(&format!("{name}: {notice}"));
        }
        let index = &opened.index;
        if index.state() == IndexState::Damaged {
            return self.run(&opened.root, index).map(|summary| (summary, true));
        }
        if !((self.asked.check || index.is_check_due()) && index.check()?) {
            let attempt = catch_unwind(AssertUnwindSafe(|| self.run(&opened.root, index)));
            match attempt {
                Ok(Err(ingest::Error::Index(error))) if error.is_mended_by_rebuilding() => {}
                Ok(done) => return done.map(|summary| (summary, false)),
                // The engine answers some kinds of damage with a panic.
                Err(_) if index.is_damaged() => {}
                Err(panic) => resume_unwind(panic),
            }
        }
        let anew = index.begin_anew()?;
        report_failure(&format!("{name}: the index was damaged and is made anew"));
        self.run(&opened.root, &anew).map(|summary| (summary, true))
    }

    fn compact(&self, path: &Path) -> Result<Compacted, ingest::Error> {
        Ok(index_locator::open(self.paths, path, &self.edition)?.index.compact()?)
    }

    fn run(&mut self, root: &Root, index: &Index) -> Result<Summary, ingest::Error> {
        let never = AtomicBool::new(false);
        let sort = if self.asked.forget { RunSort::Forgetting } else { RunSort::Plain };
        let report = &mut |progress: &Progress| (self.progress)(progress);
        ingest::run_as(sort, root, index, &mut self.notebook, &self.lists, &never, report)
    }
}

/// What became of a path, as JSON.
fn value(path: &str, summary: &Summary, compacted: Option<Compacted>) -> Value {
    let problems = summary.problems.iter().map(|(path, why)| json!({ "file": path, "problem": why }));
    let beside = summary.texts_beside.iter().map(|(file, scan)| json!({ "file": file, "of": scan }));
    let links = summary.links.iter().map(|(link, outcome)| json!({ "link": link, "outcome": outcome }));
    let compacted = compacted.map(|done| {
        json!({
            "bytes_before": done.before.bytes, "bytes_after": done.after.bytes,
            "segments_before": done.before.segments, "segments_after": done.after.segments,
        })
    });
    json!({
        "path": path, "files": summary.files, "read": summary.read, "unchanged": summary.unchanged,
        "removed": summary.removed, "away": summary.away, "documents": summary.documents,
        "mentions": summary.mentions, "unread": summary.unread, "hidden": summary.hidden,
        "page_folders": summary.page_folders, "texts_beside": beside.collect::<Vec<_>>(), "links": links.collect::<Vec<_>>(),
        "problems": problems.collect::<Vec<_>>(),
        "seconds": summary.seconds, "compacted": compacted,
    })
}

fn print(path: &str, summary: &Summary, compacted: Option<Compacted>, as_json: bool) -> io::Result<()> {
    if summary.stood_twice > 0 {
        report_failure(&format!(
            "{path}: {} files stood twice in the index and were read again",
            summary.stood_twice
        ));
    }
    let mut out = io::stdout().lock();
    if as_json {
        return json::line(&mut out, &value(path, summary, compacted));
    }
    for (path, why) in &summary.problems {
        writeln!(out, "problem: {}: {}", sanitize_line(path), sanitize_line(why))?;
    }
    for (path, outcome) in &summary.links {
        writeln!(out, "link: {}: {}", sanitize_line(path), sanitize_line(outcome))?;
    }
    for (file, scan) in &summary.texts_beside {
        writeln!(out, "text of a scan: {}: read as {}", sanitize_line(file), sanitize_line(scan))?;
    }
    for folder in &summary.page_folders {
        writeln!(out, "passed over: {}/: saved beside a page", sanitize_line(folder))?;
    }
    let mut said = vec![
        // Opened, not read: those that could not be read are among them, and are counted below.
        format!(
            "{} {} ({} opened, {} unchanged, {} removed)",
            summary.files,
            if summary.files == 1 { "file" } else { "files" },
            summary.read,
            summary.unchanged,
            summary.removed
        ),
        format!("{} documents and {} mentions read", summary.documents, summary.mentions),
    ];
    if summary.hidden > 0 {
        let names = if summary.hidden == 1 { "name" } else { "names" };
        said.push(format!("{} hidden {names} passed over", summary.hidden));
    }
    if !summary.page_folders.is_empty() {
        let folders = if summary.page_folders.len() == 1 { "folder" } else { "folders" };
        said.push(format!("{} {folders} of saved pages passed over", summary.page_folders.len()));
    }
    if summary.unread > 0 {
        let known = summary.known;
        // Those of former runs are not named again, but they are no secret.
        let list = format!(" (perusal search is:failed --in {})", sanitize_line(path));
        let list = if summary.problems.len() < summary.unread { list } else { String::new() };
        said.push(format!("{} of {known} not read{list}", summary.unread));
    }
    said.push(format!("{:.1} s", summary.seconds));
    said.extend(compacted.map(said_of_compacting));
    writeln!(out, "{}: {}", sanitize_line(path), said.join(", "))
}

/// What compacting did, in words.
fn said_of_compacting(done: Compacted) -> String {
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    match done.before == done.after {
        true => format!("the index was compact ({})", megabytes(done.after.bytes)),
        false => format!("index {} instead of {}", megabytes(done.after.bytes), megabytes(done.before.bytes)),
    }
}

/// Says that files are no longer where they were but are kept, and how they are forgotten.
fn say_away(path: &str, summary: &Summary) {
    if summary.away > 0 {
        let why = if summary.files == 0 { "the folder is empty" } else { "their disk seems to be away" };
        report_failure(&format!(
            "{path}: {why}: {} files stay as they were read last; perusal index --forget {path} forgets them",
            summary.away
        ));
    }
}
