//! Which mentions on a page are marked, and how: the kind of each after corrections, which mentions mean
//! the same entity, and which is the first of it. Mentions of hidden entities get no mark.
//!
//! Not here: colours (`ui::theme`).

use std::collections::HashMap;

use crate::model::{BlockKind, Kind, Span};
use crate::query::DocumentPage;

/// How a mention on a page is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MentionMark {
    /// The kind of name that was recognised, or that of its entity where a correction changed it.
    pub kind: Kind,
    /// Which entity it means, as the first key of the page that means it.
    pub entity: Option<usize>,
    /// Whether this is the first mention of the entity in the text; those in headlines are not marked.
    pub first: bool,
}

/// A sign before a name, and the byte of the document that it stands before.
pub(super) type NameSign = (u32, &'static str);

/// For each mention how it is marked; `None` when the user has hidden its entity.
pub(super) fn marked(page: &DocumentPage) -> Vec<Option<MentionMark>> {
    let mut first_key: HashMap<(Kind, &str), usize> = HashMap::new();
    let keys = page.entities.iter().enumerate();
    let entities: Vec<usize> =
        keys.map(|(at, entity)| *first_key.entry((entity.kind, &entity.name)).or_insert(at)).collect();
    let titles = page
        .document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading));
    let titles: Vec<Span> = titles.map(|block| block.span).collect();
    let in_title = |span: Span| {
        let at = titles.partition_point(|title| title.end <= span.start);
        titles.get(at).is_some_and(|title| title.overlaps(span))
    };
    let mut seen = vec![false; page.document.keys.len().max(entities.len())];
    let mention = |mention: &crate::model::Mention| {
        let Some(key) = mention.key.map(|key| key as usize) else {
            return Some(MentionMark { kind: mention.kind, entity: None, first: false });
        };
        let resolved = page.entities.get(key);
        if resolved.is_some_and(|resolved| resolved.hidden) {
            return None;
        }
        let entity = entities.get(key).copied().unwrap_or(key);
        let first = !in_title(mention.span)
            && seen.get_mut(entity).is_some_and(|seen| !std::mem::replace(seen, true));
        Some(MentionMark {
            kind: resolved.map_or(mention.kind, |resolved| resolved.kind),
            entity: Some(entity),
            first,
        })
    };
    page.document.mentions.iter().map(mention).collect()
}
