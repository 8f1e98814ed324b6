//! The fields of the query language: what a single word such as `title:grain` tests, and what completes it.
//!
//! Not here: how words combine (`parse`), and what stands behind a field (`values`).

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::civil::Date;

use super::context::QueryContext;
use super::date_range::{self, Days};
use super::field_values::{ATTACHED, COLOURS, KINDS, STATES};
use super::lex::QueryWord;
use super::names::name_terms;
use super::numbers;
use super::spellings::text_terms;
use super::values::{ParsedWord, Values, days, not_understood, number, one_of, path, tag};
use crate::model::{Format, Kind, ListName};
use crate::query::condition::{Condition, Likeness, NumberRange, PathPart};
use crate::query::facet::{Facet, FacetSource, FacetText, TextSpec, TypedText};
use crate::query::facet_table::FACETS;
use crate::query::facet_text::TextValue;
use crate::query::pattern::Pattern;
use crate::query::text_field::TextField;
use crate::text::signs::sign_term;

/// What a field of the query language tests.
#[derive(Clone, Copy)]
enum Field {
    Text(TextField),
    Name(Option<Kind>),
    With,
    Kind,
    Part(FacetText),
    Value(FacetText, fn(&str) -> Option<String>, &'static str),
    Is,
    /// A range of days, and the condition on it.
    Days(fn(&str, Date) -> Option<Days>, fn(Days) -> Condition),
    Path(PathPart),
    Format,
    Number(fn(NumberRange) -> Condition),
    Count,
    Thread,
    Has,
    Tag,
    Note,
    Colour,
}

/// The fields that belong to no facet, by the names they can be typed with.
const FIELDS: [(&str, Field); 20] = [
    ("title", Field::Text(TextField::Title)),
    ("name", Field::Name(None)),
    ("with", Field::With),
    ("kind", Field::Kind),
    ("date", Field::Days(date_range::during, published)),
    ("since", Field::Days(date_range::since, published)),
    ("before", Field::Days(date_range::before, published)),
    ("after", Field::Days(date_range::after, published)),
    ("saved", Field::Days(date_range::during, saved)),
    ("file", Field::Path(PathPart::File)),
    ("folder", Field::Path(PathPart::Folder)),
    ("format", Field::Format),
    ("words", Field::Number(Condition::Length)),
    ("copies", Field::Number(Condition::Copies)),
    ("reports", Field::Number(Condition::Reports)),
    ("count", Field::Count),
    ("thread", Field::Thread),
    ("has", Field::Has),
    ("note", Field::Note),
    ("colour", Field::Colour),
];

fn published((from, to): Days) -> Condition {
    Condition::Published { from, to }
}

fn saved((from, to): Days) -> Condition {
    Condition::Saved { from, to }
}

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
        FacetSource::Texts(of, TextSpec { typed: TypedText::Part, .. }) => Field::Part(of),
        FacetSource::States => Field::Is,
        FacetSource::Tags => Field::Tag,
        FacetSource::Folders | FacetSource::Kinds | FacetSource::Formats => return None,
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

/// What completes what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletedBy {
    /// Names of a kind; `None` for all.
    Names(Option<Kind>),
    /// Values of a facet.
    Values(Facet),
    /// Years and months of publication.
    Dates,
}

/// What values of a field are offered while one is typed; `None` where it takes words or numbers.
pub(super) fn completed_by(name: &str, lists: &[ListName]) -> Option<CompletedBy> {
    Some(match field(name, lists)? {
        Field::Name(kind) => CompletedBy::Names(kind),
        Field::With => CompletedBy::Names(None),
        Field::Kind => CompletedBy::Values(Facet::Kind),
        Field::Format => CompletedBy::Values(Facet::Format),
        Field::Path(PathPart::Folder) => CompletedBy::Values(Facet::Folder),
        Field::Days(..) if !name.eq_ignore_ascii_case("saved") => CompletedBy::Dates,
        Field::Text(_) | Field::Part(_) | Field::Value(..) | Field::Is | Field::Tag => {
            CompletedBy::Values(Facet::of_field(name)?.facet)
        }
        Field::Days(..)
        | Field::Path(PathPart::File)
        | Field::Number(_)
        | Field::Count
        | Field::Thread
        | Field::Has
        | Field::Note
        | Field::Colour => return None,
    })
}

/// The meaning of one word. `unfinished` says that it is still being typed: words then go on, and a value
/// that may yet become one is no reason for a remark.
pub(super) fn parse_word(word: &QueryWord<'_>, unfinished: bool, context: &QueryContext<'_>) -> ParsedWord {
    let prefix = word.star || unfinished;
    let with_signs = !word.quoted && !word.pattern && sign_term(word.typed.trim_end_matches('*')).is_some();
    if with_signs {
        return text(TextField::Anywhere, word, word.typed.trim_end_matches('*'), prefix, None);
    }
    let Some(name) = word.field else {
        return match word.pattern {
            true => pattern(word, prefix),
            false => text(TextField::Anywhere, word, word.value, prefix, None),
        };
    };
    let Some(field) = field(name, context.lists) else {
        let remark = name.chars().all(char::is_alphabetic) && !name.is_empty();
        let remark = remark.then(|| format!("“{name}:” is not a field; taken as words"));
        return text(TextField::Anywhere, word, word.typed, prefix, remark);
    };
    if word.value.is_empty() {
        return ParsedWord::Ignored((!unfinished).then(|| format!("nothing stands after “{name}:”")));
    }
    of_field(field, word, unfinished, context)
}

/// The meaning of a word behind a field.
fn of_field(field: Field, word: &QueryWord<'_>, unfinished: bool, context: &QueryContext<'_>) -> ParsedWord {
    let prefix = word.star || unfinished;
    match field {
        Field::Text(field) => text(field, word, word.value, prefix, None),
        Field::Name(kind) => named(kind, word.value, |terms| Condition::Named { kind, terms, prefix }),
        Field::With => named(None, word.value, |terms| Condition::With { terms, prefix }),
        Field::Part(of) => named(None, word.value, |terms| Condition::Part { of, terms, prefix }),
        Field::Kind => one_of(word, unfinished, &KINDS),
        Field::Is => one_of(word, unfinished, &STATES),
        Field::Format => one_of(word, unfinished, &FORMATS),
        Field::Value(of, read, expected) => value(of, word, unfinished, read, expected),
        Field::Days(read, condition) => days(word, unfinished, context.today, read, condition),
        Field::Path(part) => path(part, word, prefix),
        Field::Number(condition) => number(word, unfinished, condition),
        Field::Count => count(word, unfinished),
        Field::Thread => named(None, word.value, |terms| Condition::Thread { terms, prefix }),
        Field::Has => one_of(word, unfinished, &ATTACHED),
        Field::Tag => tag(word, unfinished),
        Field::Note => named(None, word.value, |terms| Condition::Note { terms, prefix }),
        Field::Colour => one_of(word, unfinished, &COLOURS),
    }
}

const FORMATS: Values<13> = [
    (Format::PlainText.name(), Condition::Format(Format::PlainText)),
    (Format::Markdown.name(), Condition::Format(Format::Markdown)),
    (Format::Html.name(), Condition::Format(Format::Html)),
    (Format::Pdf.name(), Condition::Format(Format::Pdf)),
    (Format::Mail.name(), Condition::Format(Format::Mail)),
    (Format::Office.name(), Condition::Format(Format::Office)),
    (Format::Book.name(), Condition::Format(Format::Book)),
    (Format::Feed.name(), Condition::Format(Format::Feed)),
    (Format::Archive.name(), Condition::Format(Format::Archive)),
    (Format::Table.name(), Condition::Format(Format::Table)),
    (Format::Records.name(), Condition::Format(Format::Records)),
    ("txt", Condition::Format(Format::PlainText)),
    ("md", Condition::Format(Format::Markdown)),
];

/// A regular expression; what is none is taken as words.
fn pattern(word: &QueryWord<'_>, prefix: bool) -> ParsedWord {
    match Pattern::new(word.value) {
        Ok(pattern) => ParsedWord::Condition(Condition::Pattern(pattern)),
        Err(why) => {
            let remark = format!("“{}” is no regular expression ({why}); taken as words", word.typed);
            text(TextField::Anywhere, word, word.value, prefix, Some(remark))
        }
    }
}

fn text(
    field: TextField,
    word: &QueryWord<'_>,
    value: &str,
    prefix: bool,
    remark: Option<String>,
) -> ParsedWord {
    let terms = text_terms(value);
    if terms.is_empty() {
        return ParsedWord::Ignored(None);
    }
    if let Some(between) = word.suffix.strip_prefix('~') {
        return near(field, word, terms, between);
    }
    let likeness = match () {
        () if word.quoted || terms.len() != 1 => Likeness::Exact,
        () if word.value.ends_with('~') => Likeness::Misspelt,
        () => Likeness::Inflected,
    };
    // A word with "~" is whole.
    let prefix = prefix && likeness != Likeness::Misspelt;
    let condition = Condition::Text { field, terms, prefix, likeness };
    match remark {
        Some(remark) => ParsedWord::ConditionDespite(condition, remark),
        None => ParsedWord::Condition(condition),
    }
}

/// Words with at most so many others between, in any order: `"grain deal"~5`.
fn near(field: TextField, word: &QueryWord<'_>, mut terms: Vec<String>, between: &str) -> ParsedWord {
    let phrase = |terms| Condition::Text { field, terms, prefix: false, likeness: Likeness::Exact };
    let digits = between.bytes().all(|byte| byte.is_ascii_digit());
    let Some(between) = between.parse().ok().filter(|_| digits) else {
        let remark = format!("a number is expected after “~” in “{}”; taken as a phrase", word.typed);
        return ParsedWord::ConditionDespite(phrase(terms), remark);
    };
    let mut seen = HashSet::new();
    terms.retain(|term| seen.insert(term.clone()));
    ParsedWord::Condition(match terms.len() {
        1 => phrase(terms),
        _ => Condition::Near { field, terms, between },
    })
}

fn named(kind: Option<Kind>, value: &str, condition: impl FnOnce(Vec<String>) -> Condition) -> ParsedWord {
    let terms = name_terms(kind, value);
    if terms.is_empty() {
        return ParsedWord::Ignored(None);
    }
    ParsedWord::Condition(condition(terms))
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
    let may_go_on = unfinished && word.value.chars().count() < SHORTEST_VALUE;
    not_understood(word, may_go_on, expected)
}

/// A value such as a code of a language has at least so many characters.
const SHORTEST_VALUE: usize = 2;

/// Words, and how often they stand in a document: `putin>5`. Without a number they are words.
fn count(word: &QueryWord<'_>, unfinished: bool) -> ParsedWord {
    let (words, range) = match word.quoted {
        true => (word.value, word.suffix),
        false => numbers::split(word.value).unwrap_or((word.value, "")),
    };
    let star = word.star || (words.len() > 1 && words.ends_with('*'));
    let terms = text_terms(words);
    if let Some(times) = numbers::range(range).filter(|_| !terms.is_empty()) {
        return ParsedWord::Condition(Condition::Count { terms, prefix: star, times });
    }
    let begun = matches!(range, "" | ">" | "<" | "=" | ">=" | "<=");
    match unfinished && begun && !terms.is_empty() {
        true => text(TextField::Anywhere, word, words, range.is_empty() || star, None),
        false => not_understood(word, false, "words and a number such as count:boat>5"),
    }
}
