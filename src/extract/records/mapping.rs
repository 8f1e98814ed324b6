//! Guesses which field of records is the text, which the title and so on, from the names of the fields and from what
//! stands in them.
//!
//! Not here: what fields are called (`field_names`).

use std::collections::{BTreeMap, HashSet};

use super::day::{DayOrder, day_order, is_date};
use super::flatten::{Record, RecordField};
use crate::extract::field_names::{NamedRole, role_of};
use crate::model::{FieldRole, MappedField};

/// Running text has so many words. Set by hand.
const PROSE: usize = 12;
/// A field that is called text has at least so many words, on the average. Set by hand: short messages.
const FEWEST: usize = 3;
/// A longer value is no name, day, address or language, in bytes. Set by hand.
const LONGEST_FACT: usize = 400;
/// What a field named as text, as summary or not at all counts for each of its characters. Set by hand.
const NAMED_TEXT: f64 = 3.0;
const NAMED_SUMMARY: f64 = 0.5;
const UNNAMED: f64 = 1.0;

/// What the fields of records are taken for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// Each role at most once.
    pub fields: Vec<MappedField>,
    /// Other fields with running text.
    pub prose: Vec<String>,
    /// Which of two numbers is the day, in dates that do not say.
    pub day_order: DayOrder,
    /// How many characters of text the records have, on the average.
    pub text_size: f64,
}

impl Mapping {
    /// The field that has a role.
    pub fn field(&self, role: FieldRole) -> Option<&str> {
        self.fields.iter().find(|field| field.role == role).map(|field| field.field.as_str())
    }

    /// Whether each record is something to read: it has a text, or a title that leads to one.
    pub fn is_of_documents(&self) -> bool {
        let has = |role| self.field(role).is_some();
        has(FieldRole::Text) || has(FieldRole::Title) && has(FieldRole::Address)
    }

    /// How much speaks for records of these fields being what the file is for.
    pub fn weight(&self) -> f64 {
        let known = [FieldRole::Title, FieldRole::Published, FieldRole::Address, FieldRole::Author];
        let known = known.iter().filter(|role| self.field(**role).is_some()).count();
        let titled = if self.is_of_documents() { 20.0 } else { 0.0 };
        (self.text_size + titled) * (1.0 + known as f64 / 2.0)
    }
}

/// What stands in the fields of one name.
#[derive(Debug, Default)]
struct FieldContents {
    /// In which records.
    filled: usize,
    chars: usize,
    words: usize,
    prose: usize,
    addresses: usize,
    dates: usize,
    numbers: usize,
    long: usize,
    distinct: HashSet<String>,
    /// The names of the lists whose objects have it.
    list: Option<String>,
}

impl FieldContents {
    fn add(&mut self, field: &RecordField) {
        let value = field.values.join(" ");
        let value = value.trim();
        let words = words(value);
        self.filled += 1;
        self.chars += value.chars().count();
        self.words += words;
        let address = is_address(value);
        self.addresses += usize::from(address);
        self.prose += usize::from(words >= PROSE && !address && is_lettered(value));
        self.dates += usize::from(is_date(value));
        self.numbers += usize::from(!value.contains(char::is_alphabetic));
        self.long += usize::from(value.len() > LONGEST_FACT);
        self.distinct.insert(value.to_owned());
        self.list = field.list.clone().or(self.list.take());
    }

    fn is_mostly(&self, count: usize) -> bool {
        count * 2 > self.filled
    }

    fn mean(&self, of: usize) -> f64 {
        of as f64 / self.filled.max(1) as f64
    }
}

/// A field with what stands in it and what it is called.
type KnownField<'n> = (&'n str, &'n FieldContents, Option<NamedRole>);

/// Guesses by some records; what is `set` is taken as it is.
pub fn guess(samples: &[Record], set: &[MappedField]) -> Mapping {
    let mut contents: BTreeMap<&str, FieldContents> = BTreeMap::new();
    for field in samples.iter().flat_map(|record| &record.fields) {
        contents.entry(field.name.as_str()).or_default().add(field);
    }
    let others = lists_of_others(&contents);
    let known: Vec<KnownField<'_>> = contents
        .iter()
        .filter(|(_, of)| of.list.as_ref().is_none_or(|list| !others.contains(list.as_str())))
        .map(|(name, of)| (*name, of, role_of(name)))
        .collect();
    let mut mapping = Mapping { fields: set.to_vec(), ..Mapping::default() };
    let is_set = |mapping: &Mapping, name: &str| mapping.fields.iter().any(|field| field.field == name);
    if mapping.field(FieldRole::Text).is_none()
        && let Some(text) = text_field(&known, &mapping, samples.len())
    {
        mapping.fields.push(MappedField { role: FieldRole::Text, field: text.to_owned() });
    }
    other_roles(&known, samples.len(), &mut mapping);
    if let Some(text) = mapping.field(FieldRole::Text).and_then(|name| contents.get(name)) {
        mapping.text_size = text.chars as f64 / samples.len().max(1) as f64;
    }
    let dates = mapping.field(FieldRole::Published).unwrap_or_default();
    let days = samples.iter().filter_map(|record| record.field(dates)?.values.first());
    mapping.day_order = day_order(days.map(String::as_str));
    let prose = contents.iter().filter(|(name, of)| of.prose * 3 > of.filled && !is_set(&mapping, name));
    mapping.prose = prose.map(|(name, _)| (*name).to_owned()).collect();
    mapping
}

/// Finds the fields of the other roles.
fn other_roles(known: &[KnownField<'_>], records: usize, mapping: &mut Mapping) {
    for role in FieldRole::ALL.into_iter().filter(|role| *role != FieldRole::Text) {
        if mapping.field(role).is_some() {
            continue;
        }
        let fits = known.iter().filter(|(name, of, named)| {
            let taken = mapping.fields.iter().any(|field| field.field == *name);
            named.is_some_and(|named| named.role == role)
                && fits(role, of)
                && is_of_record(role, of)
                && !taken
        });
        // Of two that are called alike the one that more records have.
        let best = fits.min_by_key(|(_, of, named)| {
            let missing = 30 * (records - of.filled) / records.max(1);
            (named.map_or(0, |named| named.rank) + missing, usize::MAX - of.chars)
        });
        if let Some((name, ..)) = best {
            mapping.fields.push(MappedField { role, field: (*name).to_owned() });
        }
    }
}

/// Whether a field says of the record what its name says: the objects of a list may be about somebody else, unless
/// the list is called so.
fn is_of_record(role: FieldRole, of: &FieldContents) -> bool {
    of.list
        .as_deref()
        .is_none_or(|list| role == FieldRole::Tags || role_of(list).is_some_and(|found| found.role == role))
}

/// The field with the text: that with most words, those that are called so before others.
fn text_field<'n>(known: &[KnownField<'n>], mapping: &Mapping, records: usize) -> Option<&'n str> {
    let has = |role| {
        known.iter().any(|(_, of, named)| named.is_some_and(|named| named.role == role) && fits(role, of))
    };
    // Whoever sends messages may send a word.
    let messages = has(FieldRole::Published) && has(FieldRole::Author);
    let fewest = if messages { 1 } else { FEWEST };
    let score = |(name, of, named): &KnownField<'n>| {
        let weight = match named.map(|named| (named.role, named.rank)) {
            Some((FieldRole::Text, rank)) if of.mean(of.words) >= fewest as f64 => {
                NAMED_TEXT / (1.0 + rank as f64 / 20.0)
            }
            Some((FieldRole::Summary, _)) if of.is_mostly(of.prose) => NAMED_SUMMARY,
            // What is called a title, a source or a day may yet be long: then it is called so wrongly.
            Some((FieldRole::Title | FieldRole::Tags | FieldRole::Text, _)) => 0.0,
            _ if of.is_mostly(of.prose) => UNNAMED,
            _ => 0.0,
        };
        let other = of.is_mostly(of.addresses) || of.is_mostly(of.dates) || of.is_mostly(of.numbers);
        let taken = mapping.fields.iter().any(|field| field.field == *name);
        // A code that all records have is nobody's text.
        let same = of.filled > 3 && of.distinct.len() == 1;
        if other || taken || same || of.filled * 20 < records { 0.0 } else { of.chars as f64 * weight }
    };
    let scored = known.iter().map(|field| (score(field), field.0));
    scored.filter(|(score, _)| *score > 0.0).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// Whether what stands in a field may be what its name says.
fn fits(role: FieldRole, of: &FieldContents) -> bool {
    let short = !of.is_mostly(of.long);
    let words = short && !of.is_mostly(of.numbers);
    match role {
        FieldRole::Title => words && !of.is_mostly(of.addresses) && of.mean(of.words) <= 60.0,
        FieldRole::Author => words && !of.is_mostly(of.addresses) && of.mean(of.words) <= 20.0,
        FieldRole::Published | FieldRole::Changed => of.is_mostly(of.dates),
        FieldRole::Source => words && of.mean(of.words) <= 12.0,
        FieldRole::Address => of.is_mostly(of.addresses),
        FieldRole::Language => words && of.mean(of.chars) <= 20.0,
        FieldRole::Tags => true,
        FieldRole::Summary => !of.is_mostly(of.addresses),
        FieldRole::Text => false,
    }
}

/// The lists whose objects are records of their own: each has a title and a text, a day or an address, or a text
/// and who wrote it.
fn lists_of_others<'c>(contents: &'c BTreeMap<&str, FieldContents>) -> HashSet<&'c str> {
    let mut lists: BTreeMap<&str, HashSet<FieldRole>> = BTreeMap::new();
    for (name, of) in contents {
        if let Some((list, role)) = of.list.as_deref().zip(role_of(name)) {
            lists.entry(list).or_default().insert(role.role);
        }
    }
    let is_other = |roles: &HashSet<FieldRole>| {
        let more = [FieldRole::Text, FieldRole::Published, FieldRole::Address];
        let titled = roles.contains(&FieldRole::Title) && more.iter().any(|role| roles.contains(role));
        let signed = roles.contains(&FieldRole::Author) || roles.contains(&FieldRole::Published);
        titled || signed && roles.contains(&FieldRole::Text)
    };
    lists.into_iter().filter(|(_, roles)| is_other(roles)).map(|(list, _)| list).collect()
}

/// How many words a value has; where they are not parted by spaces, two characters are one.
fn words(value: &str) -> usize {
    let dense = value
        .chars()
        .filter(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{E00}'..='\u{E7F}'));
    value.split_whitespace().count() + dense.count() / 2
}

/// Whether most of a value are letters and spaces.
fn is_lettered(value: &str) -> bool {
    let all = value.chars().take(2000).count();
    let letters = value.chars().take(2000).filter(|c| c.is_alphabetic() || *c == ' ').count();
    letters * 10 >= all * 7
}

/// Whether a value is nothing but an address of the web, with its scheme or without: `tide.example/boats`.
pub fn is_address(value: &str) -> bool {
    let value = value.trim();
    let marked = ["http://", "https://", "www."].iter().any(|start| value.starts_with(start));
    let bare = || {
        let domain = value.split_once('/').and_then(|(host, _)| host.rsplit_once('.'));
        domain.is_some_and(|(before, last)| {
            !before.is_empty() && last.len() > 1 && last.bytes().all(|b| b.is_ascii_lowercase())
        })
    };
    (marked || bare()) && !value.contains(char::is_whitespace) && !value.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::records::value;
    use serde_json::{Value, json};

    fn record(value: &Value) -> Record {
        Record::of(&value::object(&value.to_string()).unwrap())
    }

    fn guessed(values: &[Value]) -> Vec<(&'static str, String)> {
        let samples: Vec<Record> = values.iter().map(record).collect();
        let mapping = guess(&samples, &[]);
        mapping.fields.into_iter().map(|field| (field.role.name(), field.field)).collect()
    }

    fn of(mapped: &[(&str, String)], role: &str) -> Option<String> {
        mapped.iter().find(|(named, _)| *named == role).map(|(_, field)| field.clone())
    }

    const STORY: &str = "The ferry to Ostra sails again, the port said on Monday, after a month in dock for repairs to its hull.";

    #[test]
    fn names_and_contents_tell_what_fields_are_for() {
        let mapped = guessed(&[
            json!({"id": "17", "title": "Ferry sails", "description": "It sails.", "content": STORY,
            "url": "https://tide.example/1", "urlToImage": "https://tide.example/1.png", "author": "Ann Bell",
            "publishedAt": "2020-05-04T10:00:00Z", "source": {"id": "tide", "name": "Norwick Tide"}}),
        ]);
        let want = [
            ("text", "content"),
            ("title", "title"),
            ("author", "author"),
            ("date", "publishedAt"),
            ("source", "source.name"),
            ("address", "url"),
            ("summary", "description"),
        ];
        for (role, field) in want {
            assert_eq!(of(&mapped, role).as_deref(), Some(field), "{role}: {mapped:?}");
        }
    }

    #[test]
    fn a_text_is_known_without_its_name_and_a_name_without_its_contents_is_none() {
        let mapped = guessed(&[json!({"remarks": STORY, "date": "soon", "text": "x1", "link": "none"})]);
        assert_eq!(mapped, [("text", "remarks".to_owned())]);
        let mapped = guessed(&[json!({"name": "Norwick", "count": 7, "share": "0.2", "code": "NW-1"})]);
        assert_eq!(of(&mapped, "text"), None);
    }

    #[test]
    fn the_records_of_a_list_are_not_fields_of_what_holds_them() {
        let inner = json!({"title": "Ferry", "content": STORY, "url": "https://tide.example/1"});
        assert_eq!(guessed(&[json!({"articles": [inner]})]), []);
        let paper = json!({"title": "On ferries", "body_text": [{"text": STORY, "section": "One"}], "authors": [{"name": "Ann Bell"}]});
        let mapped = guessed(&[paper]);
        assert_eq!(of(&mapped, "text").as_deref(), Some("body_text.text"));
        assert_eq!(of(&mapped, "author").as_deref(), Some("authors.name"));
    }

    #[test]
    fn short_messages_are_texts_and_who_is_named_in_them_is_no_author() {
        let message = |text: &str, ts: &str| {
            json!({"text": text, "user": "U1", "ts": ts, "user_mentions": [{"name": "Ben", "screen_name": "ben"}],
                "text_html": format!("&lt;p&gt;{text}&lt;/p&gt;")})
        };
        let mapped = guessed(&[message("late", "1736478630.905399"), message("again", "1736478640.1")]);
        let want = [("text", "text"), ("author", "user"), ("date", "ts")];
        assert_eq!(mapped, want.map(|(role, field)| (role, field.to_owned())));
    }

    #[test]
    fn what_is_set_goes_before_what_is_guessed() {
        let samples = [record(&json!({"body": STORY, "note": STORY}))];
        let set = MappedField { role: FieldRole::Text, field: "note".to_owned() };
        let mapping = guess(&samples, std::slice::from_ref(&set));
        assert_eq!(mapping.field(FieldRole::Text), Some("note"));
        assert_eq!(mapping.prose, ["body"]);
    }
}
