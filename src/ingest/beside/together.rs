//! Loads a scan together with the files beside it, of which one may have its text.
//!
//! Not here: by which names they belong together (`names`).

use xxhash_rust::xxh3::xxh3_128;

use crate::extract;
use crate::ingest::apart::ParserProcess;
use crate::ingest::file_bytes::bytes;
use crate::ingest::load::{Loaded, ReadFile, blank, load, unread};
use crate::ingest::plan::ReadTask;
use crate::ingest::read::{FileContent, ReadingContext};
use crate::ingest::root::Root;
use crate::model::FileStamp;
use crate::notebook::FileLocators;

/// Reads a file, and what lies beside it if it may be a scan: what it takes its text from is read with it, all else
/// by itself. Gives as many as there are tasks.
pub(in crate::ingest) fn load_together(
    root: &Root,
    tasks: &[ReadTask],
    by: ReadingContext<'_>,
    parser: &mut ParserProcess,
) -> Vec<Loaded> {
    let Some((scan, beside)) = tasks.split_first() else { return Vec::new() };
    // What has no documents was the text of the scan, or is new.
    let unknown = beside.iter().any(|task| task.state.documents == 0);
    let mut scan = scan.clone();
    if unknown {
        scan.state.documents = 0;
    }
    let mut loaded = vec![load(root, &scan, by, parser)];
    let taken = loaded[0].text_beside();
    for task in beside {
        loaded.push(match taken.as_deref() == Some(&task.found.name) {
            true => taken_text(root, task, &scan, by),
            false => load(root, task, by, parser),
        });
    }
    loaded
}

/// A file whose text is that of a scan.
fn taken_text(root: &Root, task: &ReadTask, scan: &ReadTask, by: ReadingContext<'_>) -> Loaded {
    let mut file = blank(root, task, by);
    let (bytes, stamp) = match bytes(&root.path_of(&task.found.name)) {
        Ok(read) => read,
        Err(problem) => return unread(file, task.state.known.as_ref(), problem),
    };
    file.stamp = FileStamp { device: task.found.stamp.device, ..stamp };
    file.hash = xxh3_128(&bytes);
    file.format = extract::format(&task.found.name, &bytes).unwrap_or_default();
    let content = FileContent::default();
    let (path, hash) = (root.full_name(&file.path), file.hash);
    let locators = FileLocators { path, hash, documents: Vec::new() };
    let new = task.state.known.is_none_or(|known| known.hash == 0);
    let text_of = Some(scan.found.name.clone());
    let is_known = task.state.known.is_some();
    Loaded::Read(Box::new(ReadFile { file, locators, content, new, is_known, text_of }))
}
