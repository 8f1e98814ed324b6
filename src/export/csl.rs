//! Writes the documents that pieces cite as CSL-JSON (schema of the Citation Style Language 1.0.2), as Zotero and
//! pandoc read it.

use serde_json::{Map, Value, json};

use super::escape::web_address;
use super::exported::Export;
use super::references::{Reference, references};
use crate::model::PartialDate;
use crate::text::quote::escape;

/// The whole file: a list of items.
pub fn write(export: &Export) -> String {
    let items: Vec<Value> = references(&export.pieces).iter().map(item).collect();
    let text = serde_json::to_string_pretty(&Value::Array(items)).unwrap_or_default();
    // A line end stands between the items only, never in a text.
    let lines: Vec<String> = text.lines().map(|line| escape(line).into_owned()).collect();
    lines.join("\n") + "\n"
}

fn item(reference: &Reference<'_>) -> Value {
    let cited = reference.cited;
    let address = cited.address.as_deref().and_then(web_address);
    let sort = match (&address, &cited.source) {
        (_, Some(_)) => "article-newspaper",
        (Some(_), None) => "webpage",
        (None, None) => "document",
    };
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| _ = item.insert(key.to_owned(), value);
    put("id", json!(reference.key));
    put("type", json!(sort));
    put("title", json!(cited.name()));
    let authors = reference.authors();
    if !authors.is_empty() {
        // Which part of a name is the family's is not known.
        put("author", authors.iter().map(|name| json!({ "literal": name })).collect());
    }
    if let Some(source) = &cited.source {
        put("container-title", json!(source));
    }
    if let Some((day, sure)) = cited.date.as_ref().and_then(|date| Some((date.date?, date.sure))) {
        let mut issued = json!({ "date-parts": [date_parts(day)] });
        if !sure {
            issued["circa"] = json!(true);
        }
        put("issued", issued);
    }
    if let Some(address) = address {
        put("URL", json!(address));
        if let Some(day) = cited.saved {
            put("accessed", json!({ "date-parts": [date_parts(day)] }));
        }
    }
    if let Some(language) = &cited.language {
        put("language", json!(language));
    }
    let tags = reference.tags();
    if !tags.is_empty() {
        put("keyword", json!(tags.into_iter().collect::<Vec<_>>().join(", ")));
    }
    put("note", json!(reference.remarks().join("; ")));
    let annotations = reference.annotations();
    if !annotations.is_empty() {
        put("annote", json!(annotations.join("\n\n")));
    }
    Value::Object(item)
}

fn date_parts(date: PartialDate) -> Vec<i16> {
    let (year, month, day) = date.parts();
    let month = month.map(i16::from);
    [Some(year), month, month.and(day.map(i16::from))].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::format::ExportFormat;
    use super::super::piece::Piece;
    use super::super::piece::tests::piece;
    use super::*;
    use crate::model::{Citation, CitedDate};

    #[test]
    fn a_guess_is_circa_and_a_date_is_as_exact_as_it_is_known() {
        let cited = Citation {
            title: Some("A thaw".into()),
            source: Some("Courier".into()),
            date: Some(CitedDate { date: PartialDate::parse("2022-02"), ..CitedDate::default() }),
            address: Some("https://a.example/1".into()),
            saved: PartialDate::parse("2023-01-05"),
            file: "/a".into(),
            ..Citation::default()
        };
        let pieces = vec![Piece { citation: Some(cited), ..Piece::default() }];
        let items: Value =
            serde_json::from_str(&Export { pieces, ..Export::default() }.write(ExportFormat::CslJson))
                .unwrap();
        assert_eq!(items[0]["issued"], json!({ "date-parts": [[2022, 2]], "circa": true }));
        assert_eq!(items[0]["accessed"], json!({ "date-parts": [[2023, 1, 5]] }));
        assert_eq!(
            (&items[0]["type"], &items[0]["id"]),
            (&json!("article-newspaper"), &json!("courier2022thaw"))
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn it_is_json_whatever_the_texts(pieces in prop::collection::vec(piece(), 0..4)) {
            let written = Export { pieces, ..Export::default() }.write(ExportFormat::CslJson);
            prop_assert!(serde_json::from_str::<Vec<Value>>(&written).is_ok(), "{}", written);
        }
    }
}
