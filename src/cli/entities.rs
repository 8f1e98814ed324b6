//! `perusal entities`: lists the entities in the indexes.

use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

use super::choice::one_of;
use super::finding::SearchScope;
use super::indexed::{Indexed, notebook};
use super::{Outcome, json, own_lists, report_failure};
use crate::engine::Engine;
use crate::model::{Kind, ListName, PartialDate};
use crate::paths::Paths;
use crate::query::{Answer, CollectionCounts, EntityCard, EntityListOrder, EntityListRequest, Question};
use crate::text::sanitize::sanitize_line;

/// Where to look for entities, and which to print.
#[derive(clap::Args)]
pub struct EntityArguments {
    #[command(flatten)]
    scope: SearchScope,
    /// Only of this kind: person, organization, place, a list of your own, or email, phone, domain, account, card, wallet
    #[arg(long)]
    kind: Option<String>,
    /// What to sort by: documents, mentions, first-seen, doubtful or name
    #[arg(long, default_value = "documents", value_parser = order)]
    order: EntityListOrder,
    /// At most so many
    #[arg(long, default_value_t = 100, value_name = "N")]
    limit: usize,
}

/// The kind of that name, where the names of own lists are kinds too.
fn kind(typed: &str, lists: &[ListName]) -> Result<Kind, String> {
    one_of(Kind::with_keys(lists), |kind| kind.name().to_owned(), typed)
        .map_err(|kinds| format!("--kind {typed}: {kinds}"))
}

fn order(typed: &str) -> Result<EntityListOrder, String> {
    one_of(EntityListOrder::ALL, |order| order.name().replace(' ', "-"), typed)
}

/// Prints the people, organisations and places, or identifiers where their kind is asked for; those in most
/// documents first.
pub fn entities(names: &EntityArguments, paths: &Paths) -> io::Result<Outcome> {
    let kind = match names.kind.as_deref().map(|typed| kind(typed, own_lists(paths).names())).transpose() {
        Ok(kind) => kind,
        Err(error) => return Ok(report_failure(&error)),
    };
    // One more than wanted, to see whether there are more.
    let limit = names.limit.saturating_add(1);
    let asked = EntityListRequest { kind, order: names.order, limit, typed: String::new() };
    let answers = Indexed::open(names.scope.path.as_slice(), paths).and_then(|indexed| {
        Ok((answers(&indexed, &indexed.engine(notebook(paths).as_ref()), asked)?, indexed))
    });
    let ((cards, counts), indexed) = match answers {
        Ok(answers) => answers,
        Err(error) => return Ok(report_failure(&error)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for card in cards.iter().take(names.limit) {
        match names.scope.json {
            true => json::line(&mut out, &entity(card))?,
            false => {
                let guess = if card.guess { "~" } else { "" };
                let name = sanitize_line(&card.name);
                writeln!(out, "{:>7}  {:<13} {guess}{name}", card.documents, card.kind.name())?;
            }
        }
    }
    let rest = format!("the first {}; --limit shows more", names.limit);
    let is_cut = cards.len() > names.limit;
    if is_cut && !names.scope.json {
        writeln!(out, "{rest}")?;
    }
    out.flush()?;
    drop(out);
    // Among objects there is no place for it.
    if is_cut && names.scope.json {
        report_failure(&rest);
    }
    say_unread(&indexed.search_for_failed(names.scope.path.as_deref()), &counts);
    Ok(if cards.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}

/// The cards of a list of entities, and how much is in the collection they are of.
fn answers(
    indexed: &Indexed,
    engine: &Engine,
    asked: EntityListRequest,
) -> Result<(Vec<EntityCard>, CollectionCounts), String> {
    // Only documents can be asked for by a part of a folder.
    if let Some(below) = indexed.below.first() {
        report_failure(&format!("{below}: the names are those of the whole folder that is indexed"));
    }
    let cards = match indexed.ask(engine, &Question::EntityCards(asked))? {
        Answer::EntityCards(cards) => cards,
        _ => Vec::new(),
    };
    match indexed.ask(engine, &Question::Counts)? {
        Answer::Counts(counts) => Ok((cards, counts)),
        _ => Ok((cards, CollectionCounts::default())),
    }
}

/// Says that there are files whose names may be missing.
fn say_unread(list_unread: &str, counts: &CollectionCounts) {
    let CollectionCounts { files, problems, .. } = counts;
    if *problems > 0 {
        report_failure(&format!("{problems} of {files} files were not read: {list_unread}"));
    }
}

fn entity(card: &EntityCard) -> Value {
    let spellings = card.spellings.iter().map(|of| {
        let mut spelling = json!({ "name": of.name, "documents": of.documents });
        if let Some(document) = of.only_in {
            spelling["only_in"] = document.0.into();
        }
        spelling
    });
    let why = card.spellings.iter().filter_map(|of| Some((&of.name, of.why.as_ref()?)));
    let why = why.map(|(name, why)| {
        let strength = if why.sure { "sure" } else { "likely" };
        json!({ "spelling": name, "with": why.with, "rule": why.rule, "strength": strength })
    });
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
    let roles = card.roles.iter().map(|role| {
        json!({
            "words": role.words, "documents": role.documents, "first": date(role.first), "last": date(role.last),
        })
    });
    json!({
        "name": card.name, "kind": card.kind.name(), "sure": !card.guess, "documents": card.documents,
        "mentions": card.mentions, "spellings": spellings.collect::<Vec<_>>(),
        "why": why.collect::<Vec<_>>(), "roles": roles.collect::<Vec<_>>(),
    })
}
