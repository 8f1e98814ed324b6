//! A channel that holds one job: a newer one takes the place of one not yet fetched.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The side that puts jobs in. The channel closes when it is dropped.
#[derive(Debug)]
pub struct LatestSender<T> {
    shared: Arc<Shared<T>>,
}

/// The side that takes them out.
#[derive(Debug)]
pub struct LatestReceiver<T> {
    shared: Arc<Shared<T>>,
}

#[derive(Debug)]
struct Shared<T> {
    state: Mutex<LatestState<T>>,
    changed: Condvar,
}

#[derive(Debug)]
struct LatestState<T> {
    job: Option<T>,
    closed: bool,
}

/// A new channel, by its two sides.
pub fn latest<T>() -> (LatestSender<T>, LatestReceiver<T>) {
    let state = Mutex::new(LatestState { job: None, closed: false });
    let shared = Arc::new(Shared { state, changed: Condvar::new() });
    (LatestSender { shared: Arc::clone(&shared) }, LatestReceiver { shared })
}

impl<T> Shared<T> {
    /// A poisoned lock is taken all the same: the state is whole at every moment.
    fn state(&self) -> MutexGuard<'_, LatestState<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> LatestSender<T> {
    /// Puts a job in; what was there and not fetched is gone.
    pub fn put(&self, job: T) {
        self.shared.state().job = Some(job);
        self.shared.changed.notify_one();
    }
}

impl<T: Ord> LatestSender<T> {
    /// Puts a job in, unless there is one that was not fetched and does as much.
    pub fn offer(&self, job: T) {
        let mut state = self.shared.state();
        state.job = state.job.take().max(Some(job));
        drop(state);
        self.shared.changed.notify_one();
    }
}

impl<T> Drop for LatestSender<T> {
    fn drop(&mut self) {
        self.shared.state().closed = true;
        self.shared.changed.notify_one();
    }
}

impl<T> LatestReceiver<T> {
    /// Waits for a job; `None` when the channel is closed, even if a job is left.
    pub fn wait(&self) -> Option<T> {
        let mut state = self.shared.state();
        loop {
            if state.closed {
                return None;
            }
            if let Some(job) = state.job.take() {
                return Some(job);
            }
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::latest;

    #[test]
    fn the_latest_job_wins() {
        let (sender, receiver) = latest();
        sender.put(1);
        sender.put(2);
        assert_eq!(receiver.wait(), Some(2));
        sender.put(3);
        assert_eq!(receiver.wait(), Some(3));
    }

    #[test]
    fn a_waiting_worker_is_woken_by_a_job_and_by_the_end() {
        let (sender, receiver) = latest();
        let worker = std::thread::spawn(move || {
            let first = receiver.wait();
            (first, receiver.wait())
        });
        sender.put("job");
        // A channel closed before that would drop the job; so wait for the worker.
        while sender.shared.state().job.is_some() {
            std::thread::yield_now();
        }
        drop(sender);
        assert_eq!(worker.join().unwrap(), (Some("job"), None));
    }
}
