//! The fields of the query language: what a single word such as `title:grain` tests; and the name being
//! typed at the end of a query, for autocompletion.
//!
//! Not here: how words combine (`parse`), and date values (`date_range`).

use std::borrow::Cow;

use super::date_range;
use super::lex::{Lexeme, QueryWord, lex};
use super::names::name_terms;
use super::spellings::text_terms;
use crate::model::{DocumentKind, Kind, ListName};
use crate::query::facet::{FACETS, Facet, FacetSource, FacetText, TextSpec, TextValue, TypedText};
use crate::query::request::{Condition, State};
use crate::query::text_field::TextField;
use crate::text::signs::sign_term;

/// A word of a query as understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ParsedWord {
    Condition(Condition),
    /// Understood as plain words, though it looks like something else.
    ConditionDespite(Condition, String),
    /// Nothing to test; with the reason, unless the word is only unfinished.
    Ignored(Option<String>),
}

/// What a field of the query language tests.
#[derive(Clone, Copy)]
enum Field {
    Text(TextField),
    Name(Option<Kind>),
    With,
    Kind,
    Value(FacetText, fn(&str) -> Option<String>, &'static str),
    Is,
    Date,
    Before,
    After,
}

/// The fields that belong to no facet, by the names they can be typed with.
const FIELDS: [(&str, Field); 7] = [
    ("title", Field::Text(TextField::Title)),
    ("name", Field::Name(None)),
    ("with", Field::With),
    ("kind", Field::Kind),
    ("date", Field::Date),
    ("before", Field::Before),
    ("after", Field::After),
];

/// The built-in fields, each by the name that is shown: those that ask for no facet, then the facets
/// in their order.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    let facets = FACETS.iter().filter_map(|spec| spec.fields.first().copied());
    FIELDS.iter().map(|&(name, _)| name).chain(facets)
}

/// Whether a built-in field has this name.
pub fn is_field(name: &str) -> bool {
    built_in(name).is_some()
}

/// The built-in field of that name.
fn built_in(name: &str) -> Option<Field> {
    let other = FIELDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    other.map(|&(_, field)| field).or_else(|| Facet::of_field(name).and_then(|spec| of_facet(spec.values)))
}

/// The field by which a facet is asked for; `None` where the language has fields of its own for it.
fn of_facet(values: FacetSource) -> Option<Field> {
    Some(match values {
        FacetSource::Names(kind) => Field::Name(Some(kind)),
        FacetSource::Texts(_, TextSpec { typed: TypedText::Words(field), .. }) => Field::Text(field),
        FacetSource::Texts(of, TextSpec { typed: TypedText::Value { read, expected }, .. }) => {
            Field::Value(of, read, expected)
        }
        FacetSource::States => Field::Is,
        FacetSource::Folders | FacetSource::Kinds => return None,
    })
}

/// The field of that name: a built-in one, else an own list.
fn field(name: &str, lists: &[ListName]) -> Option<Field> {
    built_in(name).or_else(|| {
        let name = name.to_lowercase();
        let list = lists.iter().find(|list| list.field() == name)?;
        Some(Field::Name(Some(Kind::Own(*list))))
    })
}

/// The field to ask for names of a kind with.
pub fn field_of(kind: Option<Kind>) -> Cow<'static, str> {
    kind.and_then(Facet::of_kind).map_or("name".into(), Facet::field)
}

/// A name that is being typed at the end of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameTyped {
    /// Where its word begins in the query, in bytes, without a hyphen before it.
    pub start: usize,
    /// The field before it; a plain word may become a name too.
    pub field: Option<String>,
    /// The kind that the field narrows to; `None` for any.
    pub kind: Option<Kind>,
    /// What is typed of the name.
    pub value: String,
}

/// A plain word is taken for the beginning of a name from this many characters on.
const PLAIN_NAME: usize = 3;

/// The name that is being typed at the end of a query, where these own lists are fields too.
pub fn name_typed(query: &str, lists: &[ListName]) -> Option<NameTyped> {
    let Lexeme::Word(word) = lex(query).last()? else { return None };
    let start =
        query.len().checked_sub(word.typed.len()).filter(|_| word.open && query.ends_with(word.typed))?;
    let kind = match word.field {
        None if word.quoted || word.star || word.value.chars().count() < PLAIN_NAME => return None,
        None => None,
        Some(name) => match field(name, lists)? {
            Field::Name(kind) => kind,
            Field::With => None,
            _ => return None,
        },
    };
    let field = word.field.map(str::to_owned);
    Some(NameTyped { start, field, kind, value: word.value.to_owned() })
}

/// The meaning of one word, where these own lists are fields too. `unfinished` says that it is
/// still being typed: words then go on, and a value that is not yet one is no reason for a remark.
pub(super) fn parse_word(word: &QueryWord<'_>, unfinished: bool, lists: &[ListName]) -> ParsedWord {
    let prefix = word.star || unfinished;
    let with_signs = !word.quoted && sign_term(word.typed.trim_end_matches('*')).is_some();
    if with_signs {
        return text(TextField::Anywhere, word.typed.trim_end_matches('*'), prefix, None);
    }
    let Some(name) = word.field else {
        return text(TextField::Anywhere, word.value, prefix, None);
    };
    let Some(field) = field(name, lists) else {
        let remark = name.chars().all(char::is_alphabetic) && !name.is_empty();
        let remark = remark.then(|| format!("“{name}:” is not a field; taken as words"));
        return text(TextField::Anywhere, word.typed, prefix, remark);
    };
    if word.value.is_empty() {
        return ParsedWord::Ignored((!unfinished).then(|| format!("nothing stands after “{name}:”")));
    }
    match field {
        Field::Text(field) => text(field, word.value, prefix, None),
        Field::Name(kind) => named(kind, word.value, |terms| Condition::Named { kind, terms, prefix }),
        Field::With => named(None, word.value, |terms| Condition::With { terms, prefix }),
        Field::Kind => one_of(word, unfinished, &[DocumentKind::Article, DocumentKind::List], |kind| {
            (kind.name(), Condition::Kind(kind))
        }),
        Field::Is => one_of(word, unfinished, &State::ALL, |state| (state.name(), Condition::Is(state))),
        Field::Value(of, read, expected) => value(of, word, unfinished, read, expected),
        Field::Date => date(word, unfinished, date_range::during),
        Field::Before => date(word, unfinished, date_range::before),
        Field::After => date(word, unfinished, date_range::after),
    }
}

fn text(field: TextField, value: &str, prefix: bool, remark: Option<String>) -> ParsedWord {
    let terms = text_terms(value);
    if terms.is_empty() {
        return ParsedWord::Ignored(None);
    }
    let condition = Condition::Text { field, terms, prefix };
    match remark {
        Some(remark) => ParsedWord::ConditionDespite(condition, remark),
        None => ParsedWord::Condition(condition),
    }
}

fn named(kind: Option<Kind>, value: &str, condition: impl FnOnce(Vec<String>) -> Condition) -> ParsedWord {
    let terms = name_terms(kind, value);
    if terms.is_empty() {
        return ParsedWord::Ignored(None);
    }
    ParsedWord::Condition(condition(terms))
}

/// A field that takes one of a few words.
fn one_of<T: Copy>(
    word: &QueryWord<'_>,
    unfinished: bool,
    values: &[T],
    named: impl Fn(T) -> (&'static str, Condition),
) -> ParsedWord {
    let mut known = values.iter().map(|&value| named(value));
    if let Some((_, condition)) = known.find(|(name, _)| name.eq_ignore_ascii_case(word.value)) {
        return ParsedWord::Condition(condition);
    }
    let names: Vec<&str> = values.iter().map(|&value| named(value).0).collect();
    let remark = format!("“{}” is ignored: expected {}", word.typed, names.join(", "));
    ParsedWord::Ignored((!unfinished).then_some(remark))
}

/// A field that takes the whole text of a facet value, such as `lang:en`.
fn value(
    of: FacetText,
    word: &QueryWord<'_>,
    unfinished: bool,
    read: fn(&str) -> Option<String>,
    expected: &str,
) -> ParsedWord {
    if let Some(value) = read(word.value) {
        return ParsedWord::Condition(Condition::Value(TextValue { of, value }));
    }
    let remark = format!("“{}” is ignored: expected {expected}", word.typed);
    ParsedWord::Ignored((!unfinished).then_some(remark))
}

/// A date. While it is being typed, what is already a date counts: `2022-0` is still 2022.
fn date(word: &QueryWord<'_>, unfinished: bool, read: fn(&str) -> Option<Condition>) -> ParsedWord {
    let ends = word.value.char_indices().map(|(at, _)| at).rev().filter(|&at| unfinished && at > 0);
    let mut readings = std::iter::once(word.value.len()).chain(ends.take(11));
    if let Some(condition) = readings.find_map(|end| read(&word.value[..end])) {
        return ParsedWord::Condition(condition);
    }
    let remark = format!("“{}” is ignored: expected a date such as 2022-02-14 or 2022..2023", word.typed);
    ParsedWord::Ignored((!unfinished).then_some(remark))
}
