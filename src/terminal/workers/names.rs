//! Answers questions about names: cards, pages, lists, sentences.

use std::mem::discriminant;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::crew::{Crew, Outcome};
use crate::app::{Message, Ticket};
use crate::index::{Error, Snapshot};
use crate::model::{DocumentId, Key, Kind};
use crate::query::{EntityListRequest, Marks, Search, SentencePlace};

/// Names a prompt offers.
const COMPLETIONS: usize = 8;

/// A question, and the number its answer is known by.
pub struct NamesAsked {
    pub ticket: Ticket,
    pub what: NameQuestion,
}

/// What is asked about names.
pub enum NameQuestion {
    /// Whom a key of a document means.
    Card {
        id: DocumentId,
        key: Key,
    },
    /// Who has a name.
    CardOf {
        kind: Kind,
        name: String,
    },
    Profile {
        kind: Kind,
        name: String,
    },
    Roster(EntityListRequest),
    Complete {
        kind: Option<Kind>,
        typed: String,
    },
    Concordance {
        search: Search,
        marks: Arc<Marks>,
    },
    Lines {
        search: Search,
        places: Vec<SentencePlace>,
    },
}

/// Answers all questions that wait; of those of one sort only the last, since nobody waits for
/// the others any more. Lines are of different sentences, so all are made.
pub fn answer(crew: &Crew, asked: NamesAsked, waiting: &Receiver<NamesAsked>) -> Outcome {
    let mut questions = vec![asked];
    for later in waiting.try_iter() {
        let sort = discriminant(&later.what);
        if !matches!(later.what, NameQuestion::Lines { .. }) {
            questions.retain(|earlier| discriminant(&earlier.what) != sort);
        }
        questions.push(later);
    }
    let snapshot = crew.current.snapshot().map_err(|error| crew.current.failed(&error))?;
    for NamesAsked { ticket, what } in questions {
        // One that fails keeps nobody else from an answer.
        let failed = |error| Message::Failed(crew.current.failed(&error));
        crew.outbox.send(message(&snapshot, ticket, what).unwrap_or_else(failed));
    }
    Ok(())
}

fn message(snapshot: &Snapshot, ticket: Ticket, what: NameQuestion) -> Result<Message, Error> {
    Ok(match what {
        NameQuestion::Card { id, key } => match snapshot.entity_of(id, &key) {
            Some(card) => Message::Card { ticket, card: Box::new(card) },
            None => Message::Failed(format!("nothing more is known of {}", key.name)),
        },
        NameQuestion::CardOf { kind, name } => match snapshot.entity(kind, &name) {
            Some(card) => Message::Card { ticket, card: Box::new(card) },
            None => Message::Failed(format!("nothing more is known of {name}")),
        },
        NameQuestion::Profile { kind, name } => {
            Message::Profile { ticket, profile: snapshot.profile(kind, &name)?.map(Box::new) }
        }
        NameQuestion::Roster(asked) => Message::Roster { ticket, roster: snapshot.roster(&asked)? },
        NameQuestion::Complete { kind, typed } => {
            Message::Completions { ticket, names: snapshot.complete(kind, &typed, COMPLETIONS)? }
        }
        NameQuestion::Concordance { search, marks } => {
            let places = Arc::new(snapshot.concordance(&search, &marks, &|| false)?);
            Message::Concordance { ticket, places }
        }
        NameQuestion::Lines { search, places } => {
            Message::Lines { ticket, lines: snapshot.lines(&search, &places)? }
        }
    })
}
