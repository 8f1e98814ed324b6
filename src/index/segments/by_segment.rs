//! Shares the segments of a collection out among the cores of the machine, where there is much in them.
//!
//! Not here: what compares documents with each other (`compare::in_parts`).

use std::cmp::Reverse;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::segment::Segment;

/// Rows of a collection from which on its segments are shared out. Set by hand: in fewer a thread costs what it brings.
const MANY_ROWS: u64 = if cfg!(test) { 1 } else { 60_000 };

/// No more threads than this. Set by hand: the screen and what else runs want theirs.
const MOST_THREADS: usize = 4;

/// What `work` makes of each segment, in their order; `None` when cancelled, which `work` may ask too.
pub(in crate::index) fn by_segment<T: Send>(
    segments: &[Segment],
    cancelled: &dyn Fn() -> bool,
    work: impl Fn(usize, &Segment, &dyn Fn() -> bool) -> T + Sync,
) -> Option<Vec<T>> {
    let add = |made: &mut Vec<(usize, T)>, at: usize, segment: &Segment, cancelled: &dyn Fn() -> bool| {
        made.push((at, work(at, segment, cancelled)));
    };
    let mut made: Vec<(usize, T)> =
        gathered(segments, cancelled, Vec::new, add)?.into_iter().flatten().collect();
    made.sort_unstable_by_key(|&(at, _)| at);
    Some(made.into_iter().map(|(_, made)| made).collect())
}

/// What is gathered of all segments, by each thread into what `begin` gives; `None` when cancelled.
pub(in crate::index) fn gathered<T: Send>(
    segments: &[Segment],
    cancelled: &dyn Fn() -> bool,
    begin: impl Fn() -> T + Sync,
    add: impl Fn(&mut T, usize, &Segment, &dyn Fn() -> bool) + Sync,
) -> Option<Vec<T>> {
    let rows: u64 = segments.iter().map(|segment| u64::from(segment.size())).sum();
    let cores = || thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let threads = if rows < MANY_ROWS { 1 } else { cores().min(segments.len()) };
    let mut largest_first: Vec<usize> = (0..segments.len()).collect();
    if threads > 1 {
        largest_first.sort_by_key(|&at| Reverse(segments.get(at).map(Segment::size)));
    }
    let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let told = || is_over.load(Ordering::Relaxed);
    // This thread alone can ask; it tells the others.
    let ask = || {
        if cancelled() {
            is_over.store(true, Ordering::Relaxed);
        }
        told()
    };
    let take_on = |cancelled: &dyn Fn() -> bool| {
        let mut gathered = begin();
        while let Some(&at) = largest_first.get(next.fetch_add(1, Ordering::Relaxed))
            && !cancelled()
        {
            segments.get(at).into_iter().for_each(|segment| add(&mut gathered, at, segment, cancelled));
        }
        gathered
    };
    let gathered = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| take_on(&told))).collect();
        let mut gathered = vec![take_on(&ask)];
        for other in others {
            match other.join() {
                Ok(of_other) => gathered.push(of_other),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        gathered
    });
    (!told()).then_some(gathered)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::index::fixtures::*;

    #[test]
    fn what_is_made_is_in_the_order_of_the_segments_and_nothing_is_made_that_nobody_waits_for() {
        let (index, collection, _) = town();
        for number in 0..5 {
            let mut writer = index.writer().unwrap();
            let id = crate::model::DocumentId(20 + number);
            writer.replace(&file(&format!("{number}.txt")), &[(id, document("A", "text"))]).unwrap();
            writer.commit().unwrap();
        }
        let town = collection.snapshot().unwrap();
        let segments = &town.view.segments;
        assert!(segments.len() > 2);
        let sizes = |at: usize, segment: &Segment, _: &dyn Fn() -> bool| (at, segment.size());
        let expected: Vec<_> = segments.iter().map(Segment::size).enumerate().collect();
        assert_eq!(by_segment(segments, &|| false, sizes), Some(expected));
        assert_eq!(by_segment(segments, &|| true, sizes), None);
        let asked = Cell::new(0);
        let later = || asked.replace(asked.get() + 1) > 0;
        let until_over = |_: usize, _: &Segment, is_over: &dyn Fn() -> bool| while !is_over() {};
        assert_eq!(by_segment(segments, &later, until_over), None, "all are told");
    }
}
