//! By what the mails of a thread find each other, each mail for itself: names of mails, and where a mail names none
//! before it, its subject with each address it went between. The method is that of Jamie Zawinski's "message threading"
//! (names first, then subjects), with the addresses as a guard: mails of strangers on "Meeting" stay apart.
//!
//! Not here: putting the mails of a collection together (`index`).

use xxhash_rust::xxh3::xxh3_64;

use super::{address, subject};
use crate::model::Correspondence;
use crate::text::fold::fold;

/// So many addresses of a mail count, with its subject. Set by hand: a mail to more is no conversation.
const MOST_ADDRESSES: usize = 20;

/// By what a mail is found by others of its thread. Numbers are fingerprints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadKey {
    /// The name of this mail, or of one that it follows: mails that share one are one thread.
    Name(u64),
    /// Subject and address of a mail that seems to begin a thread.
    Opens(u64),
    /// Subject and address of an answer that names no mail before it.
    Answers(u64),
}

/// The lowest bits of a stored key say which it is.
const TAGS: u64 = 3;

impl ThreadKey {
    /// As it is stored.
    pub fn number(self) -> u64 {
        let (hash, tag) = match self {
            ThreadKey::Name(hash) => (hash, 0),
            ThreadKey::Opens(hash) => (hash, 1),
            ThreadKey::Answers(hash) => (hash, 2),
        };
        hash & !TAGS | tag
    }

    /// What was stored as that number.
    pub fn from_number(number: u64) -> ThreadKey {
        let hash = number & !TAGS;
        match number & TAGS {
            1 => ThreadKey::Opens(hash),
            2 => ThreadKey::Answers(hash),
            _ => ThreadKey::Name(hash),
        }
    }
}

/// The keys of a mail.
pub fn keys(mail: &Correspondence) -> Vec<ThreadKey> {
    let names = mail.id.iter().chain(&mail.follows);
    let mut keys: Vec<ThreadKey> = names.map(|name| ThreadKey::Name(xxh3_64(name.as_bytes()))).collect();
    if !mail.follows.is_empty() {
        return keys;
    }
    let title = mail.subject.as_str();
    let marks = subject::marks(title);
    let (answers, bare) = (marks > 0 && !subject::is_forwarded(title), fold(title[marks..].trim()));
    if bare.is_empty() {
        return keys;
    }
    let mut between: Vec<String> = addresses(&mail.from).chain(addresses(&mail.to)).collect();
    between.sort_unstable();
    between.dedup();
    if between.len() > MOST_ADDRESSES {
        return keys;
    }
    keys.extend(between.iter().map(|address| {
        let hash = xxh3_64(format!("{bare}\n{address}").as_bytes());
        if answers { ThreadKey::Answers(hash) } else { ThreadKey::Opens(hash) }
    }));
    keys
}

/// The addresses in a field; names where it has no address.
fn addresses(value: &str) -> impl Iterator<Item = String> {
    let parts = value.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| address::first(part).unwrap_or(part).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys_of(from: &str, to: &str, subject: &str, follows: &[&str]) -> Vec<ThreadKey> {
        let follows = follows.iter().map(|&id| id.to_owned()).collect();
        let [from, to, subject] = [from, to, subject].map(str::to_owned);
        keys(&Correspondence { from, to, subject, follows, ..Correspondence::default() })
    }

    #[test]
    fn an_answer_shares_subject_and_address_with_what_it_answers() {
        let first = keys_of("Ann <a@n.example>", "ben@n.example", "Late boats", &[]);
        let second = keys_of("Ben <BEN@n.example>", "Ann <a@n.example>", "RE: Late boats", &[]);
        let hash = |key: &ThreadKey| key.number() & !TAGS;
        assert_eq!(first.iter().map(hash).collect::<Vec<_>>(), second.iter().map(hash).collect::<Vec<_>>());
        assert!(matches!((first[0], second[0]), (ThreadKey::Opens(_), ThreadKey::Answers(_))));
        let other = keys_of("Eva <e@n.example>", "f@n.example", "Late boats", &[]);
        assert!(other.iter().all(|key| !first.contains(key)));
    }

    #[test]
    fn what_names_a_mail_before_it_needs_no_subject() {
        assert_eq!(keys_of("a@b", "c@d", "Re: Boats", &["1@b"]), [ThreadKey::Name(xxh3_64(b"1@b"))]);
        assert_eq!(keys_of("a@b", "c@d", "", &[]), []);
        assert!(keys_of("a@b", "", "Fwd: Boats", &[]).iter().all(|key| matches!(key, ThreadKey::Opens(_))));
    }

    #[test]
    fn keys_come_back_as_they_were_stored() {
        for key in [ThreadKey::Name(8), ThreadKey::Opens(16), ThreadKey::Answers(!TAGS)] {
            assert_eq!(ThreadKey::from_number(key.number()), key);
        }
    }
}
