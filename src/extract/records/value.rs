//! A value of JSON with the fields of objects in the order in which they are written.
//!
//! Not here: fields with paths (`flatten`).

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    /// A number, `true` or `false`, as it is shown.
    Plain(String),
    Text(String),
    Array(Vec<Json>),
    Object(Object),
}

/// The names and values of an object.
pub type Object = Vec<(String, Json)>;

/// Reads a value.
pub fn parse(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok()
}

/// Reads an object.
pub fn object(text: &str) -> Option<Object> {
    match parse(text).filter(|_| text.trim_start().starts_with('{'))? {
        Json::Object(object) => Some(object),
        _ => None,
    }
}

/// The value of that name.
pub fn of<'o>(object: &'o Object, name: &str) -> Option<&'o Json> {
    object.iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

impl Json {
    /// The words of a text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Json, A::Error> {
        let mut all = Vec::new();
        while let Some(value) = values.next_element()? {
            all.push(value);
        }
        Ok(Json::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut all = Vec::new();
        while let Some(field) = fields.next_entry()? {
            all.push(field);
        }
        Ok(Json::Object(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stay_in_their_order() {
        let object = object(r#"{"b": [1, null, -2.5], "a": {"c": "x", "d": true}}"#).unwrap();
        let names: Vec<_> = object.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b", "a"]);
        let plain = |value: &str| Json::Plain(value.to_owned());
        assert_eq!(of(&object, "b"), Some(&Json::Array(vec![plain("1"), Json::Null, plain("-2.5")])));
        assert!(parse("[1, 2").is_none() && super::object("[]").is_none());
    }
}
