//! A burst of changes: when it is over, so that many changes are one batch. Pure; the time is given.

use std::time::{Duration, Instant};

/// So long nothing changes any more where a burst is over. Set by hand: editors and copying programs
/// write a file in steps that lie much closer.
pub const QUIET: Duration = Duration::from_secs(1);

/// A burst is acted on after so long though it goes on. Set by hand.
const MOST: Duration = Duration::from_secs(5);

/// Changes that come one soon after the other, as far as they are not acted on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Burst {
    /// When the first came, and the last.
    times: Option<(Instant, Instant)>,
}

impl Burst {
    /// Notes a change.
    pub fn note(&mut self, now: Instant) {
        let first = self.times.map_or(now, |(first, _)| first);
        self.times = Some((first, now));
    }

    /// How long it is until the burst is to be acted on; `None` where there is none.
    pub fn due_in(&self, now: Instant) -> Option<Duration> {
        let (first, last) = self.times?;
        Some((last + QUIET).min(first + MOST).saturating_duration_since(now))
    }

    /// Whether the burst is to be acted on now. Then it is over.
    pub fn take_due(&mut self, now: Instant) -> bool {
        let due = self.due_in(now).is_some_and(|left| left.is_zero());
        if due {
            self.times = None;
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_over_once_nothing_changes_for_a_second() {
        let (start, ms) = (Instant::now(), Duration::from_millis);
        let mut burst = Burst::default();
        assert!(burst.due_in(start).is_none() && !burst.take_due(start + ms(9_000)));
        burst.note(start);
        burst.note(start + ms(700));
        assert_eq!(burst.due_in(start + ms(1_200)), Some(ms(500)));
        assert!(!burst.take_due(start + ms(1_600)));
        assert!(burst.take_due(start + ms(1_700)) && burst.due_in(start + ms(1_700)).is_none());
    }

    #[test]
    fn one_that_does_not_end_is_acted_on_all_the_same() {
        let (start, ms) = (Instant::now(), Duration::from_millis);
        let mut burst = Burst::default();
        let acted_on: Vec<u64> = (0..100)
            .filter(|tenth| {
                let now = start + ms(tenth * 100);
                burst.note(now);
                burst.take_due(now)
            })
            .collect();
        assert_eq!(acted_on, [50]);
    }
}
