//! Flattens an object of JSON into a record: fields with a path for a name and their values as text.
//!
//! Not here: which of them is the text (`mapping`).

use super::value::{Json, Object, of};

/// Fields that are kept of one record. Set by hand.
const MOST_FIELDS: usize = 2000;
/// Fields of one name are looked for among so many. Set by hand.
const NEAR: usize = 200;
/// Values of one field. Set by hand: the paragraphs of a long text are fewer.
const MOST_VALUES: usize = 20_000;
/// Longer rows of numbers are no words: the place of a text among texts, as programs reckon it. Set by hand.
const MOST_NUMBERS: usize = 20;

/// A row of a table or an object of an export.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// In their order.
    pub fields: Vec<RecordField>,
    /// Whether there were more fields or values than are kept.
    pub is_cut: bool,
}

/// A field of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordField {
    /// Its name, those of the objects around it before it.
    pub name: String,
    /// Its values; none of them is blank.
    pub values: Vec<String>,
    /// The objects of a list have it: the path of the list.
    pub list: Option<String>,
}

impl Record {
    /// A record of these names and values; what is blank is no field.
    pub fn of_row<'r>(names: &[String], values: impl Iterator<Item = &'r str>) -> Record {
        let mut record = Record::default();
        for (at, value) in values.enumerate().filter(|(_, value)| !value.trim().is_empty()) {
            let name = names.get(at).cloned().unwrap_or_else(|| format!("column {}", at + 1));
            record.fields.push(RecordField { name, values: vec![value.to_owned()], list: None });
        }
        record
    }

    /// The record that an object is.
    pub fn of(object: &Object) -> Record {
        let mut record = Record::default();
        record.add_object("", object, None);
        record
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&RecordField> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn add_object(&mut self, path: &str, object: &Object, list: Option<&str>) {
        for (key, value) in object {
            let name = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            self.add_value(&name, value, list);
        }
        let named = ["name", "full_name", "fullname", "fullName", "screen_name"]
            .iter()
            .any(|name| of(object, name).is_some());
        if !named && let Some(name) = full_name(object) {
            self.add(&format!("{path}.name"), name, list);
        }
    }

    fn add_value(&mut self, name: &str, value: &Json, list: Option<&str>) {
        match value {
            Json::Null => {}
            Json::Text(text) | Json::Plain(text) => self.add(name, text.clone(), list),
            Json::Object(object) => self.add_object(name, object, list),
            Json::Array(values) => self.add_array(name, values, list),
        }
    }

    fn add_array(&mut self, name: &str, values: &[Json], list: Option<&str>) {
        let (strings, objects) = (
            values.iter().any(|value| value.text().is_some()),
            values.iter().any(|value| matches!(value, Json::Object(_))),
        );
        if strings && objects {
            // Words with links among them, as messengers write them.
            self.add(name, values.iter().filter_map(inline).collect(), list);
        }
        if values.len() > MOST_NUMBERS && values.iter().all(|value| matches!(value, Json::Plain(_))) {
            return self.add(name, format!("({} numbers)", values.len()), list);
        }
        for value in values {
            match value {
                Json::Text(_) if objects => {}
                Json::Object(object) => self.add_object(name, object, Some(list.unwrap_or(name))),
                value => self.add_value(name, value, list),
            }
        }
    }

    fn add(&mut self, name: &str, value: String, list: Option<&str>) {
        if value.trim().is_empty() {
            return;
        }
        // Fields of one name stand near each other: those of the objects of one list.
        let is_full = self.fields.len() >= MOST_FIELDS;
        match self.fields.iter_mut().rev().take(NEAR).find(|field| field.name == name) {
            Some(field) if field.values.len() < MOST_VALUES => field.values.push(value),
            None if !is_full => {
                let list = list.map(str::to_owned);
                self.fields.push(RecordField { name: name.to_owned(), values: vec![value], list });
            }
            _ => self.is_cut = true,
        }
    }
}

/// The words of one piece of a text in pieces.
fn inline(piece: &Json) -> Option<String> {
    let words = match piece {
        Json::Object(object) => of(object, "text").or_else(|| of(object, "value"))?,
        piece => piece,
    };
    words.text().map(str::to_owned)
}

/// The name of a person whose parts are fields.
fn full_name(object: &Object) -> Option<String> {
    let part = |names: &[&str]| names.iter().find_map(|name| of(object, name)?.text()).map(str::trim);
    let first = part(&["first", "given", "first_name", "firstname", "firstName"])?;
    let last = part(&["last", "family", "last_name", "lastname", "lastName", "surname"])?;
    Some(format!("{first} {last}")).filter(|name| !name.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(json: &str) -> Record {
        Record::of(&super::super::value::object(json).unwrap())
    }

    #[test]
    fn objects_inside_give_paths_and_lists_give_several_values() {
        let found = record(
            r#"{"id": 7, "article": {"body": ["One.", "Two."], "none": null}, "authors": [{"first": "Ann", "last": "Bell"},
            {"first": "Ben", "last": "Moss"}], "vector": [0.1, 0.2, 0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]}"#,
        );
        let of = |name: &str| found.field(name).map(|field| field.values.join("|"));
        assert_eq!(of("article.body").as_deref(), Some("One.|Two."));
        assert_eq!(of("authors.name").as_deref(), Some("Ann Bell|Ben Moss"));
        assert_eq!(found.field("authors.name").and_then(|field| field.list.as_deref()), Some("authors"));
        assert_eq!((of("vector").as_deref(), of("article.none")), (Some("(21 numbers)"), None));
    }

    #[test]
    fn words_with_links_among_them_are_one_text() {
        let found = record(r#"{"text": ["See ", {"type": "link", "text": "tide.example"}, " now."]}"#);
        assert_eq!(found.field("text").unwrap().values, ["See tide.example now."]);
        assert_eq!(found.field("text.type").unwrap().values, ["link"]);
    }

    #[test]
    fn the_fields_of_a_record_are_bounded() {
        let many: Vec<String> = (0..=MOST_FIELDS).map(|at| format!("\"f{at}\": {at}")).collect();
        let found = record(&format!("{{{}}}", many.join(",")));
        assert!(found.fields.len() == MOST_FIELDS && found.is_cut);
    }
}
