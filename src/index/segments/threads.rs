//! Which mails are one thread: those that name each other or a same one before them, and answers that name none, by
//! their subject and the people they went between. Made from columns, once for a state of the collection.
//!
//! Not here: by what a single mail is found (`mail::thread`).

use std::ops::Range;

use jiff::tz::TimeZone;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::segment::Segment;
use crate::mail::thread::ThreadKey;
use crate::model::DocumentId;

/// The threads of a collection that have more than one mail.
#[derive(Debug, Default)]
pub struct Threads {
    /// The mails of each, in the order in which they were sent.
    mails: Vec<Vec<DocumentId>>,
    /// The number of the thread of a mail, and its place in that.
    places: FxHashMap<DocumentId, (u32, u32)>,
}

/// A mail, with what it is sorted by.
struct Mail {
    sent: i64,
    /// Whether it answers without naming what.
    answers: bool,
    id: DocumentId,
    /// Where its keys are among those of all.
    keys: Range<usize>,
}

/// The mails of a collection, with the keys of all in one list: there may be millions.
#[derive(Default)]
struct Mails {
    mails: Vec<Mail>,
    keys: Vec<ThreadKey>,
}

impl Mails {
    /// Those among the documents of these segments.
    fn of(segments: &[Segment]) -> Mails {
        let mut all = Mails::default();
        for segment in segments {
            let columns = segment.columns();
            if columns.mail.thread.values.num_vals() == 0 {
                continue;
            }
            for doc in segment.documents.iter() {
                // A day is that of the sender, the time that of Greenwich: near enough where one of both is missing.
                let day = || segment.published(doc)?.first_day().to_zoned(TimeZone::UTC).ok();
                let of_day = || day().map(|day| day.timestamp().as_second());
                let sent = || columns.mail.sent.first(doc).or_else(of_day).unwrap_or(i64::MAX);
                all.add(
                    segment.id(doc),
                    sent,
                    columns.mail.thread.values_for_doc(doc).map(ThreadKey::from_number),
                );
            }
        }
        all
    }

    /// Adds a mail; one without keys is none.
    fn add(&mut self, id: DocumentId, sent: impl Fn() -> i64, keys: impl Iterator<Item = ThreadKey>) {
        let start = self.keys.len();
        self.keys.extend(keys);
        let own = self.keys.get(start..).unwrap_or_default();
        if !own.is_empty() {
            let answers = own.iter().any(|key| matches!(key, ThreadKey::Answers(_)));
            self.mails.push(Mail { sent: sent(), answers, id, keys: start..self.keys.len() });
        }
    }

    fn keys(&self, mail: &Mail) -> &[ThreadKey] {
        self.keys.get(mail.keys.clone()).unwrap_or_default()
    }

    /// Sorts them as they were sent. Of what was sent at the same time, as far as that is known, an answer comes later.
    fn sort(&mut self) {
        self.mails.sort_unstable_by_key(|mail| (mail.sent, mail.answers, mail.id));
    }
}

impl Threads {
    /// Those of these segments.
    pub(in crate::index) fn of(segments: &[Segment]) -> Threads {
        Threads::of_mails(Mails::of(segments))
    }

    fn of_mails(mut all: Mails) -> Threads {
        all.sort();
        let mut joined = Joined((0..all.mails.len() as u32).collect());
        let room = || FxHashMap::with_capacity_and_hasher(all.mails.len(), FxBuildHasher);
        let (mut named, mut last): (FxHashMap<u64, u32>, FxHashMap<u64, u32>) = (room(), room());
        for (at, mail) in (0..).zip(&all.mails) {
            for key in all.keys(mail) {
                match *key {
                    ThreadKey::Name(name) => joined.join(*named.entry(name).or_insert(at), at),
                    ThreadKey::Answers(subject) => {
                        if let Some(before) = last.insert(subject, at) {
                            joined.join(before, at);
                        }
                    }
                    ThreadKey::Opens(subject) => _ = last.insert(subject, at),
                }
            }
        }
        Threads::new(&all.mails, &mut joined)
    }

    fn new(mails: &[Mail], joined: &mut Joined) -> Threads {
        let firsts: Vec<u32> = (0..mails.len() as u32).map(|at| joined.first(at)).collect();
        let mut sizes = vec![0_u32; mails.len()];
        for &first in &firsts {
            sizes.get_mut(first as usize).into_iter().for_each(|size| *size += 1);
        }
        let size = |first: u32| sizes.get(first as usize).copied().unwrap_or(0);
        let mut threads = Threads::default();
        threads.places.reserve(firsts.iter().filter(|&&first| size(first) > 1).count());
        // The first of a thread stands before its others, so that its number is known to them.
        let mut numbers = vec![0_u32; mails.len()];
        for ((at, mail), &first) in (0_u32..).zip(mails).zip(&firsts).filter(|(_, first)| size(**first) > 1) {
            if at == first {
                threads.mails.push(Vec::with_capacity(size(first) as usize));
                numbers.get_mut(at as usize).into_iter().for_each(|of| *of = threads.mails.len() as u32 - 1);
            }
            let number = numbers.get(first as usize).copied().unwrap_or(0);
            if let Some(mails) = threads.mails.get_mut(number as usize) {
                threads.places.insert(mail.id, (number, mails.len() as u32));
                mails.push(mail.id);
            }
        }
        threads
    }

    /// How many there are.
    pub(in crate::index) fn len(&self) -> usize {
        self.mails.len()
    }

    /// The number of the thread that a document is of, and its place among the mails of that, from 0.
    pub(in crate::index) fn place(&self, id: DocumentId) -> Option<(u32, u32)> {
        self.places.get(&id).copied()
    }

    /// The number of the thread that a document is of; `None` where it is of none with others.
    pub(in crate::index) fn number(&self, id: DocumentId) -> Option<u32> {
        self.place(id).map(|(number, _)| number)
    }

    /// The mails of a thread, in the order in which they were sent.
    pub(in crate::index) fn mails(&self, number: u32) -> &[DocumentId] {
        self.mails.get(number as usize).map_or(&[], Vec::as_slice)
    }
}

/// Which are joined, as a forest: each points to one before it, the first of all to itself.
struct Joined(Vec<u32>);

impl Joined {
    fn first(&mut self, mut at: u32) -> u32 {
        while let Some(&before) = self.0.get(at as usize).filter(|&&before| before != at) {
            // Halves the way for those who come later.
            let further = self.0.get(before as usize).copied().unwrap_or(before);
            if let Some(way) = self.0.get_mut(at as usize) {
                *way = further;
            }
            at = before;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        if let Some(way) = self.0.get_mut(a.max(b) as usize) {
            *way = a.min(b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The number, the time and the keys of a mail.
    type TestMail = (u64, i64, Vec<ThreadKey>);

    fn mail(id: u64, sent: i64, keys: &[ThreadKey]) -> TestMail {
        (id, sent, keys.to_vec())
    }

    fn sorted(mails: Vec<TestMail>) -> Vec<Vec<u64>> {
        let mut all = Mails::default();
        for (id, sent, keys) in mails {
            all.add(DocumentId(id), || sent, keys.into_iter());
        }
        let mut threads: Vec<Vec<u64>> = Threads::of_mails(all)
            .mails
            .iter()
            .map(|thread| thread.iter().map(|id| id.0).collect())
            .collect();
        threads.sort_unstable();
        threads
    }

    use ThreadKey::{Answers, Name, Opens};

    #[test]
    fn mails_that_name_each_other_are_one_thread_in_the_order_of_sending() {
        let mails = vec![
            mail(1, 30, &[Name(12), Name(8)]),
            mail(2, 10, &[Name(4)]),
            mail(3, 20, &[Name(8), Name(4)]),
            mail(4, 5, &[Name(16)]),
        ];
        assert_eq!(sorted(mails), [[2, 3, 1]]);
    }

    #[test]
    fn an_answer_without_names_goes_to_the_latest_mail_on_its_subject() {
        let mails = vec![
            mail(1, 10, &[Opens(4)]),
            mail(2, 20, &[Opens(4)]),
            mail(3, 20, &[Answers(4), Answers(8)]),
            mail(4, 40, &[Answers(8)]),
            mail(5, 50, &[Opens(4)]),
        ];
        assert_eq!(sorted(mails), [[2, 3, 4]], "a letter of every week is no thread");
    }

    proptest! {
        #[test]
        fn the_order_in_which_mails_are_found_makes_no_difference(
            keys in proptest::collection::vec(proptest::collection::vec((0..6_u64, 0..3_u8), 1..4), 0..12),
            turned in any::<usize>(),
        ) {
            let key = |&(number, sort): &(u64, u8)| match sort {
                0 => Name(number * 4),
                1 => Opens(number * 4),
                _ => Answers(number * 4),
            };
            let all = || {
                let keys = keys.iter().map(|keys| keys.iter().map(key).collect::<Vec<_>>());
                (0..).zip(keys).map(|(at, keys)| mail(at, at as i64 / 2, &keys)).collect::<Vec<_>>()
            };
            let mut other = all();
            let by = turned % other.len().max(1);
            other.rotate_left(by);
            prop_assert_eq!(sorted(all()), sorted(other));
        }
    }
}
