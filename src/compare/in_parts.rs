//! Shares work out among the cores of the machine until it is done: what compares a whole collection is long.

use std::thread;

/// No more threads than this. Set by hand: the screen and what else runs want theirs.
const MOST_THREADS: usize = 8;

/// What `work` makes of all things, part by part, in their order; `None` once `cancelled` says so, which is asked after so
/// many of them on each core.
pub fn in_parts<T: Sync, R: Send>(
    things: &[T],
    at_once: usize,
    cancelled: &dyn Fn() -> bool,
    work: impl Fn(&[T]) -> Vec<R> + Sync,
) -> Option<Vec<R>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let mut made = Vec::with_capacity(things.len());
    for lot in things.chunks(at_once.max(1) * threads) {
        if cancelled() {
            return None;
        }
        let mut parts = lot.chunks(lot.len().div_ceil(threads).max(1));
        let Some(first) = parts.next() else { continue };
        thread::scope(|scope| {
            let work = &work;
            let others: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
            made.extend(work(first));
            for other in others {
                match other.join() {
                    Ok(part) => made.extend(part),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        });
    }
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_in_order_and_nothing_is_made_that_nobody_waits_for() {
        let things: Vec<usize> = (0..305).collect();
        let twice = |part: &[usize]| part.iter().map(|of| of * 2).collect::<Vec<_>>();
        let made = in_parts(&things, 10, &|| false, twice).unwrap();
        assert!(made.iter().enumerate().all(|(at, made)| *made == 2 * at));
        assert_eq!(made.len(), things.len());
        assert_eq!(in_parts(&things, 10, &|| true, twice), None);
        assert_eq!(in_parts(&[], 10, &|| false, twice), Some(Vec::new()));
    }
}
