//! Where names stand in the sample, as the labels say, and as the program says.

use std::collections::BTreeMap;

use perusal::model::{Document, Kind};

use super::gold::{File, Names};

/// A mention, in bytes of the file's text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// The mentions that are labelled in a file.
pub struct Labelled {
    /// Each with its entity.
    pub mentions: BTreeMap<Mention, String>,
    /// Where nothing counts, in bytes.
    pub passed_over: Vec<(usize, usize)>,
}

/// The kinds that are labelled.
pub const KINDS: [Kind; 3] = [Kind::Person, Kind::Organization, Kind::Place];

/// What a form means: an entity and its kind, or nothing that counts.
type Meaning<'a> = Option<(&'a str, Kind)>;

/// The mentions in a file whose bytes are of these kinds of blocks.
pub fn labelled(file: &File, kinds: &[&str], names: &Names) -> Labelled {
    let mut found = Labelled { mentions: BTreeMap::new(), passed_over: Vec::new() };
    let starts = file.line_starts();
    for (line, range) in starts.windows(2).enumerate() {
        let forms = forms(names, &file.name, line + 1);
        let (mut at, end) = (range[0], range[1] - 1);
        while at < end {
            let rest = &file.text[at..end];
            let next = at + rest.chars().next().unwrap().len_utf8();
            let form =
                if is_head(kinds[at]) || in_word(&file.text, at) { None } else { longest(&forms, rest) };
            match form {
                Some((form, meaning)) => {
                    match meaning {
                        Some((entity, kind)) => {
                            let mention = Mention { start: at, end: at + form.len(), kind };
                            found.mentions.insert(mention, entity.to_owned());
                        }
                        None => found.passed_over.push((at, at + form.len())),
                    }
                    at += form.len();
                }
                None if is_head(kinds[at]) => {
                    found.passed_over.push((at, next));
                    at = next;
                }
                None => at = next,
            }
        }
    }
    for form in &names.other.ambiguous {
        let settled =
            found.mentions.keys().map(|m| (m.start, m.end)).chain(found.passed_over.iter().copied());
        let settled: Vec<(usize, usize)> = settled.collect();
        for (at, _) in file.text.match_indices(form.as_str()) {
            let in_word = in_word(&file.text, at) || in_word(&file.text, at + form.len());
            let known = in_word || settled.iter().any(|&(start, end)| start <= at && at < end);
            assert!(known, "{}: whom does {form} mean at byte {at}?", file.name);
        }
    }
    found
}

/// Blocks in which names are not looked for.
fn is_head(kind: &str) -> bool {
    ["chrome", "byline", "dateline"].contains(&kind)
}

/// Whether a word goes on over this place.
fn in_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    before && text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// All forms with what they mean in a line of a file.
fn forms<'a>(names: &'a Names, file: &str, line: usize) -> Vec<(&'a str, Meaning<'a>)> {
    let tables = [&names.person, &names.organization, &names.place].into_iter().zip(KINDS);
    let mut of_entity: BTreeMap<&str, Meaning<'_>> = BTreeMap::new();
    let mut forms: BTreeMap<&str, Meaning<'_>> = BTreeMap::new();
    for (table, kind) in tables {
        for (entity, spellings) in table {
            of_entity.insert(entity, Some((entity, kind)));
            forms.extend(spellings.iter().map(|form| (form.as_str(), Some((entity.as_str(), kind)))));
        }
    }
    forms.extend(names.other.names.iter().map(|form| (form.as_str(), None)));
    for place in [file.to_owned(), format!("{file}:{line}")] {
        for (form, entity) in names.r#in.get(&place).into_iter().flatten() {
            let meaning = if entity == "-" { None } else { of_entity[entity.as_str()] };
            forms.insert(form, meaning);
        }
    }
    forms.into_iter().collect()
}

/// The longest form that a text begins with, as whole words.
fn longest<'a>(forms: &[(&'a str, Meaning<'a>)], text: &str) -> Option<(&'a str, Meaning<'a>)> {
    let whole = |form: &str| text.starts_with(form) && !in_word(text, form.len());
    forms.iter().filter(|(form, _)| whole(form)).max_by_key(|(form, _)| form.len()).copied()
}

/// The mentions that the program finds in a file's documents, without a leading "the" and a
/// possessive ending, each with its entity.
pub fn found(
    file: &File,
    documents: &[Document],
    entities: &[Vec<Option<u32>>],
) -> BTreeMap<Mention, String> {
    let starts = file.line_starts();
    let mut found = BTreeMap::new();
    for (number, (document, entities)) in documents.iter().zip(entities).enumerate() {
        let offset = document.lines.map_or(0, |(first, _)| starts[first as usize]);
        for mention in document.mentions.iter().filter(|mention| KINDS.contains(&mention.kind)) {
            let text = mention.span.of(&document.text);
            let name = text.strip_prefix("The ").or(text.strip_prefix("the ")).unwrap_or(text);
            let start = offset + mention.span.start as usize + (text.len() - name.len());
            let name = name.strip_suffix("’s").or(name.strip_suffix("'s")).unwrap_or(name);
            let entity = mention.key.and_then(|key| entities[key as usize]);
            let entity = match entity {
                Some(entity) => entity.to_string(),
                None => format!("{number}:{start} of {}", file.name),
            };
            found.insert(Mention { start, end: start + name.len(), kind: mention.kind }, entity);
        }
    }
    found
}
