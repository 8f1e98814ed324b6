//! Which mails are one thread: those that name each other or a same one before them, and answers that name none, by
//! their subject and the people they went between. Made from columns, once for a state of the collection.
//!
//! Not here: by what a single mail is found (`mail::thread`).

use rustc_hash::FxHashMap;

use super::segment::Segment;
use crate::mail::thread::ThreadKey;
use crate::model::DocumentId;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The threads of a collection that have more than one mail.
#[derive(Debug, Default)]
pub struct Threads {
    /// The mails of each, in the order in which they were sent.
    mails: Vec<Vec<DocumentId>>,
    /// The number of the thread of a mail.
    numbers: FxHashMap<DocumentId, u32>,
}

/// A mail, with what it is sorted and found by.
struct Mail {
    sent: i64,
    id: DocumentId,
    keys: Vec<ThreadKey>,
}

impl Threads {
    /// Those of these segments.
    pub(in crate::index) fn of(segments: &[Segment]) -> Threads {
        Threads::of_mails(mails(segments))
    }

    fn of_mails(mut mails: Vec<Mail>) -> Threads {
        // Of what was sent at the same time, as far as that is known, an answer comes later.
        let answers = |mail: &Mail| mail.keys.iter().any(|key| matches!(key, ThreadKey::Answers(_)));
        mails.sort_unstable_by_key(|mail| (mail.sent, answers(mail), mail.id));
        let mut joined = Joined((0..mails.len() as u32).collect());
        let mut named: FxHashMap<u64, u32> = FxHashMap::default();
        let mut last: FxHashMap<u64, u32> = FxHashMap::default();
        for (at, mail) in (0..).zip(&mails) {
            for key in &mail.keys {
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
        Threads::new(&mails, &mut joined)
    }

    fn new(mails: &[Mail], joined: &mut Joined) -> Threads {
        let mut of_first: FxHashMap<u32, Vec<DocumentId>> = FxHashMap::default();
        for (at, mail) in (0..).zip(mails) {
            of_first.entry(joined.first(at)).or_default().push(mail.id);
        }
        let mut threads = Threads::default();
        for mails in of_first.into_values().filter(|mails| mails.len() > 1) {
            let number = threads.mails.len() as u32;
            threads.numbers.extend(mails.iter().map(|&id| (id, number)));
            threads.mails.push(mails);
        }
        threads
    }

    /// Whether there are none.
    pub(in crate::index) fn is_empty(&self) -> bool {
        self.mails.is_empty()
    }

    /// The number of the thread that a document is of; `None` where it is of none with others.
    pub(in crate::index) fn number(&self, id: DocumentId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    /// The mails of a thread, in the order in which they were sent.
    pub(in crate::index) fn mails(&self, number: u32) -> &[DocumentId] {
        self.mails.get(number as usize).map_or(&[], Vec::as_slice)
    }
}

/// The mails among the documents of these segments.
fn mails(segments: &[Segment]) -> Vec<Mail> {
    let mut mails = Vec::new();
    for segment in segments {
        let columns = segment.columns();
        if columns.mail.thread.values.num_vals() == 0 {
            continue;
        }
        for doc in segment.documents.iter() {
            let keys: Vec<ThreadKey> =
                columns.mail.thread.values_for_doc(doc).map(ThreadKey::from_number).collect();
            if keys.is_empty() {
                continue;
            }
            // A day is that of the sender, the time that of Greenwich: near enough where one of both is missing.
            let day = || segment.published(doc).map(|date| date.first_day());
            let of_day = || day().and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC).ok());
            let sent =
                columns.mail.sent.first(doc).or_else(|| of_day().map(|day| day.timestamp().as_second()));
            mails.push(Mail { sent: sent.unwrap_or(i64::MAX - DAY), id: segment.id(doc), keys });
        }
    }
    mails
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

    fn mail(id: u64, sent: i64, keys: &[ThreadKey]) -> Mail {
        Mail { sent, id: DocumentId(id), keys: keys.to_vec() }
    }

    fn sorted(mails: Vec<Mail>) -> Vec<Vec<u64>> {
        let mut threads: Vec<Vec<u64>> = Threads::of_mails(mails)
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
