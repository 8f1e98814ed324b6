//! Which segments are merged, and when. Each commit leaves one; many small ones make opening and searching slow, and
//! merging large ones costs time, and memory for the pages of all of them at once. So those of about one size are merged
//! once they are many, up to a size beyond which a segment stays as it is; one of which much was deleted is written anew
//! without that.
//!
//! Not here: merging itself, which the engine does on a thread of its own, and merging what a first reading leaves, or
//! everything on demand (`compact`).

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tantivy::SegmentMeta;
use tantivy::index::SegmentId;
use tantivy::indexer::{MergeCandidate, MergePolicy};

/// Bytes of the largest segment that comes of merging, as long as [`PARTS`] of them hold everything. The pages of what
/// is merged are in memory together. Set by hand.
const LARGEST: u64 = 128 << 20;

/// A larger index has larger segments: about so many at least, twice as many at most. Set by hand.
const PARTS: u64 = 24;

/// Smaller segments, in bytes, count as of one size: to merge them costs next to nothing. Set by hand.
const SMALL: u64 = 512 << 10;

/// Each size is so many times the one before it, and so many segments of one size are merged. Set by hand: with fewer
/// each document is written more often, with more there are more segments.
const MANY: u64 = 8;

/// A segment is written anew once one in so many of its rows was deleted. Set by hand.
const DELETED: u64 = 4;

/// Bytes of a row in memory, where segments have no files to measure.
const ROW: u64 = 1 << 10;

/// Decides on merges.
#[derive(Debug)]
pub(super) struct Merging {
    /// Of the engine's files; none in memory.
    folder: Option<PathBuf>,
    /// Bytes of the segments measured so far.
    sizes: Mutex<HashMap<SegmentId, u64>>,
}

/// A segment as it is merged.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Measured {
    /// Of the rows that are not deleted.
    bytes: u64,
    rows: u64,
    deleted: u64,
}

impl Merging {
    /// Over the segments in a folder, or in memory.
    pub(super) fn new(folder: Option<PathBuf>) -> Merging {
        Merging { folder, sizes: Mutex::default() }
    }

    /// The smallest segments, as many as [`LARGEST`] has room for together, in the order of all.
    pub(super) fn smallest(&self, segments: &[SegmentMeta]) -> Vec<SegmentId> {
        let sizes: Vec<u64> = segments.iter().map(|segment| self.measure(segment).bytes).collect();
        let mut sorted = sizes.clone();
        sorted.sort_unstable();
        let mut sum = 0;
        let fit = sorted.into_iter().take_while(|bytes| {
            sum += bytes;
            sum <= LARGEST
        });
        let largest = fit.last();
        let small =
            segments.iter().zip(&sizes).filter(|&(_, size)| largest.is_some_and(|most| *size <= most));
        small.map(|(segment, _)| segment.id()).collect()
    }

    fn measure(&self, segment: &SegmentMeta) -> Measured {
        let (rows, deleted) = (u64::from(segment.max_doc()), u64::from(segment.num_deleted_docs()));
        let size = self.folder.as_ref().map_or(rows * ROW, |folder| {
            let mut sizes = self.sizes.lock().unwrap_or_else(PoisonError::into_inner);
            *sizes.entry(segment.id()).or_insert_with(|| size_of(folder, &segment.id().uuid_string()))
        });
        let bytes = (size as f64 * (rows - deleted.min(rows)) as f64 / rows.max(1) as f64) as u64;
        Measured { bytes, rows, deleted }
    }
}

/// The bytes of a segment's files: all whose names begin with its number.
fn size_of(folder: &Path, segment: &str) -> u64 {
    let of_segment = |name: &OsStr| name.to_string_lossy().starts_with(segment);
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = files.filter(|file| of_segment(&file.file_name()));
    files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
}

impl MergePolicy for Merging {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let measured: Vec<Measured> = segments.iter().map(|segment| self.measure(segment)).collect();
        let id = |number: &usize| segments.get(*number).map(SegmentMeta::id);
        merges(&measured).iter().map(|merge| MergeCandidate(merge.iter().filter_map(id).collect())).collect()
    }
}

/// What is to be merged, by numbers of segments, each in one merge at most.
fn merges(segments: &[Measured]) -> Vec<Vec<usize>> {
    let total: u64 = segments.iter().map(|segment| segment.bytes).sum();
    let largest = LARGEST.max(total / PARTS);
    let mut merges = Vec::new();
    let mut sizes: HashMap<u32, Vec<usize>> = HashMap::new();
    for (number, segment) in segments.iter().enumerate() {
        if segment.deleted * DELETED > segment.rows {
            merges.push(vec![number]);
        } else if segment.bytes < largest / 2 {
            sizes.entry(size(segment.bytes)).or_default().push(number);
        }
    }
    let bytes = |number: &usize| segments.get(*number).map_or(0, |segment| segment.bytes);
    for mut alike in sizes.into_values() {
        let all: u64 = alike.iter().map(bytes).sum();
        if (alike.len() as u64) < MANY && all < largest {
            continue;
        }
        alike.sort_by_key(bytes);
        let mut sum = 0;
        alike.retain(|number| {
            sum += bytes(number);
            sum <= largest
        });
        // Their documents stay in the order in which they were written.
        alike.sort_unstable();
        merges.extend(Some(alike).filter(|alike| alike.len() > 1));
    }
    merges
}

/// How often a segment is larger than a small one by [`MANY`].
fn size(bytes: u64) -> u32 {
    (bytes / SMALL).checked_ilog(MANY).map_or(0, |times| times + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fixtures::*;
    use crate::index::{Collection, Index};
    use crate::model::DocumentId;
    use crate::query::Search;

    fn of(bytes: u64) -> Measured {
        Measured { bytes, rows: bytes / 1000, deleted: 0 }
    }

    /// The segments after commits of these sizes in bytes, and how many bytes were written by merging.
    fn after(commits: impl Iterator<Item = u64>) -> (Vec<u64>, u64) {
        let (mut segments, mut written): (Vec<u64>, u64) = (Vec::new(), 0);
        for commit in commits {
            segments.push(commit);
            loop {
                let measured: Vec<Measured> = segments.iter().map(|&bytes| of(bytes)).collect();
                let Some(merge) = merges(&measured).into_iter().next() else { break };
                let bytes: u64 = merge.iter().map(|&number| segments[number]).sum();
                let mut number = 0;
                segments.retain(|_| {
                    number += 1;
                    !merge.contains(&(number - 1))
                });
                segments.push(bytes);
                written += bytes;
            }
        }
        (segments, written)
    }

    #[test]
    fn many_commits_leave_few_segments_and_nothing_is_written_often() {
        for (commits, bytes, few, often) in [
            (1_000, 10_000, 10, 6),
            (20_000, 10_000, 20, 8),
            (500, 6 << 20, 40, 2),
            (110, 29 << 20, 25, 1),
            (2_000, 60 << 20, 60, 4),
        ] {
            let (segments, written) = after((0..commits).map(|number| bytes / 2 + number * 7919 % bytes));
            let total: u64 = segments.iter().sum();
            assert!(segments.len() <= few, "{commits} × {bytes}: {}", segments.len());
            assert!(written <= often * total, "{commits} × {bytes}: {}", written / total);
            let most = segments.iter().max().unwrap();
            assert!(*most <= LARGEST.max(total / PARTS), "{commits} × {bytes}: {most}");
        }
    }

    #[test]
    fn the_smallest_segments_are_those_that_fit_together() {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        fill(&mut writer);
        writer.commit().unwrap();
        let metas = writer.engine.index().searchable_segment_metas().unwrap();
        let (meta, merging) = (&metas[0], Merging::new(None));
        assert_eq!(merging.smallest(&metas), [meta.id()]);
        let on_disk = Merging { folder: Some(PathBuf::new()), sizes: Mutex::default() };
        on_disk.sizes.lock().unwrap().insert(meta.id(), LARGEST + 1);
        assert!(on_disk.smallest(&metas).is_empty());
    }

    #[test]
    fn a_segment_is_written_anew_once_much_of_it_was_deleted() {
        let large = |deleted| Measured { deleted, rows: 100_000, bytes: 1 << 30 };
        assert_eq!(merges(&[large(24_000), large(26_000), of(1)]), [[1]]);
        assert!(merges(&[]).is_empty());
        assert!(merges(&[Measured { bytes: 0, rows: 0, deleted: 0 }]).is_empty());
    }

    #[test]
    fn many_small_changes_of_an_index_leave_few_segments_and_none_of_what_was_replaced() {
        let index = Index::in_memory().unwrap();
        let name = |number: u64| format!("{}.txt", number % 40);
        for number in 0..120 {
            let mut writer = index.writer().unwrap();
            let text = format!("The harbour reopened on day {number}.");
            let documents = [(DocumentId(number % 40 + 1), document("Harbour", &text))];
            writer.replace(&file(&name(number)), &documents).unwrap();
            writer.commit().unwrap();
            writer.finish().unwrap();
        }
        let writer = index.writer().unwrap();
        let metas = writer.engine.index().searchable_segment_metas().unwrap();
        assert!(metas.len() < MANY as usize, "{}", metas.len());
        let (rows, deleted) = metas.iter().fold((0, 0), |(rows, deleted), meta| {
            (rows + meta.num_docs(), deleted + meta.num_deleted_docs())
        });
        assert_eq!(rows, 80);
        assert!(deleted * 2 <= rows, "{deleted}");
        drop(writer);
        let snapshot = Collection::new(vec![index]).snapshot().unwrap();
        assert_eq!(found_sorted(&snapshot, &Search::default()), (1..=40).collect::<Vec<_>>());
        assert_eq!(found_sorted(&snapshot, &all(vec![must(words("79"))])), NONE);
    }

    #[test]
    fn a_segment_on_the_disk_is_as_large_as_its_files() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        let mut writer = index.writer().unwrap();
        fill(&mut writer);
        writer.commit().unwrap();
        let metas = writer.engine.index().searchable_segment_metas().unwrap();
        let folder = dir.path().join("tantivy");
        let store = folder.join(format!("{}.store", metas[0].id().uuid_string()));
        let measured = Merging::new(Some(folder)).measure(&metas[0]);
        assert_eq!((metas.len(), measured.deleted, measured.rows), (1, 0, u64::from(metas[0].max_doc())));
        assert!(measured.bytes > fs::metadata(store).unwrap().len(), "{measured:?}");
    }
}
