//! `perusal index`: brings the indexes of files and folders up to date.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use serde_json::json;

use super::json;
use super::lists::own_lists;
use super::outcome::{Outcome, report_failure};
use crate::ingest::{self, Summary, index_locator};
use crate::notebook::Notebook;
use crate::paths::Paths;
use crate::text::sanitize::sanitize_line;

/// What to index.
#[derive(clap::Args)]
pub struct IndexArguments {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print JSON, one object a path
    #[arg(long)]
    json: bool,
}

/// Indexes each path and prints what was done.
///
/// # Errors
/// When nothing can be printed.
pub fn index(roots: &IndexArguments, paths: &Paths) -> io::Result<Outcome> {
    let opened = Notebook::open_or_mend(&paths.notebook(), jiff::Zoned::now().date())
        .and_then(|(notebook, mended)| Ok((notebook.edition()?, notebook, mended)));
    let (edition, mut notebook, mended) = match opened {
        Ok(opened) => opened,
        Err(error) => return Ok(report_failure(&error.to_string())),
    };
    if let Some(mended) = mended {
        report_failure(&mended.to_string());
    }
    let lists = own_lists(paths);
    let (mut outcome, mut printed) = (Outcome::NothingFound, Ok(()));
    for path in &roots.paths {
        let name = path.to_string_lossy();
        let done = index_locator::open(paths, path, &edition).and_then(|opened| {
            if let Some(notice) = opened.notice() {
                report_failure(&format!("{name}: {notice}"));
            }
            let never = AtomicBool::new(false);
            ingest::run(&opened.root, &opened.index, &mut notebook, &lists, &never, &mut |_| {})
        });
        match done {
            Ok(summary) => {
                // Where nothing can be printed all is indexed all the same.
                printed = printed.and(print(&name, &summary, roots.json));
                if summary.files > 0 && outcome == Outcome::NothingFound {
                    outcome = Outcome::Found;
                }
            }
            Err(error) => outcome = report_failure(&format!("{name}: {error}")),
        }
    }
    printed.map(|()| outcome)
}

fn print(path: &str, summary: &Summary, as_json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if as_json {
        let problems = summary.problems.iter().map(|(path, why)| json!({ "file": path, "problem": why }));
        let value = json!({
            "path": path, "files": summary.files, "read": summary.read, "unchanged": summary.unchanged,
            "removed": summary.removed, "documents": summary.documents, "mentions": summary.mentions,
            "problems": problems.collect::<Vec<_>>(), "seconds": summary.seconds,
        });
        return json::line(&mut out, &value);
    }
    for (path, why) in &summary.problems {
        writeln!(out, "problem: {}: {}", sanitize_line(path), sanitize_line(why))?;
    }
    writeln!(
        out,
        "{}: {} files ({} read, {} unchanged, {} removed), {} documents and {} mentions read, {} problems, {:.1} s",
        sanitize_line(path),
        summary.files,
        summary.read,
        summary.unchanged,
        summary.removed,
        summary.documents,
        summary.mentions,
        summary.problems.len(),
        summary.seconds
    )
}
