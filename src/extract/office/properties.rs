//! Reads the properties of a document: who wrote it, its title, and when it was begun and changed.

use crate::extract::fact::fact;
use crate::extract::xml::{Node, walk};
use crate::model::{DeclaredAs, DeclaredDate, Metadata};

/// The properties in the markup that holds them, as far as it can be read.
pub fn read(text: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let (mut name, mut value) = (String::new(), String::new());
    _ = walk(text, |node| match node {
        Node::Start(element) => (name, value) = (element.name().to_owned(), String::new()),
        Node::Text(words) => value.push_str(&words),
        Node::End(_) => set(&mut metadata, &name, &std::mem::take(&mut value)),
    });
    metadata
}

/// Takes one property, by the names of DOCX and ODT.
pub fn set(metadata: &mut Metadata, name: &str, value: &str) {
    let Some(value) = fact(value) else { return };
    let mut date = |how| metadata.dates.push(DeclaredDate { how, words: value.clone() });
    match name {
        "title" => metadata.title = title(&value),
        // The first who wrote it goes before who changed it last.
        "initial-creator" => metadata.byline = Some(value),
        "creator" => _ = metadata.byline.get_or_insert(value),
        "language" => metadata.language = Some(value),
        "created" | "creation-date" => date(DeclaredAs::Incidental),
        "modified" | "date" => date(DeclaredAs::Changed),
        _ => {}
    }
}

/// A title without what programs put there themselves.
fn title(value: &str) -> Option<String> {
    let bare = value.strip_prefix("Microsoft Word - ").unwrap_or(value).trim();
    let own = ["untitled", "document", "document1", "word document", "title"];
    let is_title = bare.contains(char::is_alphabetic) && !own.contains(&bare.to_lowercase().as_str());
    is_title.then(|| bare.to_owned())
}
