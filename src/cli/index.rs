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
    /// Forget files that are no more even if the folder is empty or a disk seems to be away
    #[arg(long)]
    forget: bool,
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
    let mut outcome = Outcome::NothingFound;
    for path in &roots.paths {
        let name = path.to_string_lossy();
        let done = index_locator::open(paths, path, &edition).and_then(|opened| {
            if let Some(notice) = opened.notice().filter(|_| !opened.is_away) {
                report_failure(&format!("{name}: {notice}"));
            }
            let never = AtomicBool::new(false);
            let run = if roots.forget { ingest::run_and_forget } else { ingest::run };
            run(&opened.root, &opened.index, &mut notebook, &lists, &never, &mut |_| {})
        });
        match done {
            Ok(summary) => {
                say_away(&name, &summary);
                print(&name, &summary, roots.json)?;
                if summary.files > 0 && outcome == Outcome::NothingFound {
                    outcome = Outcome::Found;
                }
            }
            Err(error) => outcome = report_failure(&format!("{name}: {error}")),
        }
    }
    Ok(outcome)
}

fn print(path: &str, summary: &Summary, as_json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if as_json {
        let problems = summary.problems.iter().map(|(path, why)| json!({ "file": path, "problem": why }));
        let links = summary.links.iter().map(|(link, outcome)| json!({ "link": link, "outcome": outcome }));
        let value = json!({
            "path": path, "files": summary.files, "read": summary.read, "unchanged": summary.unchanged,
            "removed": summary.removed, "away": summary.away, "documents": summary.documents,
            "mentions": summary.mentions, "unread": summary.unread, "hidden": summary.hidden,
            "links": links.collect::<Vec<_>>(), "problems": problems.collect::<Vec<_>>(),
            "seconds": summary.seconds,
        });
        return json::line(&mut out, &value);
    }
    for (path, why) in &summary.problems {
        writeln!(out, "problem: {}: {}", sanitize_line(path), sanitize_line(why))?;
    }
    for (path, outcome) in &summary.links {
        writeln!(out, "link: {}: {}", sanitize_line(path), sanitize_line(outcome))?;
    }
    let mut said = vec![
        format!(
            "{} files ({} read, {} unchanged, {} removed)",
            summary.files, summary.read, summary.unchanged, summary.removed
        ),
        format!("{} documents and {} mentions read", summary.documents, summary.mentions),
    ];
    if summary.hidden > 0 {
        let names = if summary.hidden == 1 { "name" } else { "names" };
        said.push(format!("{} hidden {names} passed over", summary.hidden));
    }
    if summary.unread > 0 {
        let known = summary.known;
        // Those of former runs are not named again, but they are no secret.
        let list = if summary.problems.len() < summary.unread { " (perusal search is:failed)" } else { "" };
        said.push(format!("{} of {known} not read{list}", summary.unread));
    }
    said.push(format!("{:.1} s", summary.seconds));
    writeln!(out, "{}: {}", sanitize_line(path), said.join(", "))
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
