//! Reads what of a DOCX file stands beside its text: where its parts are, and which styles are headings or
//! lists.
//!
//! Not here: the text (`docx`).

use std::collections::HashMap;

use super::docx_numbering::level;
use crate::extract::archive::{Archive, part_name};
use crate::extract::xml::{Node, walk};

/// What a part refers to, by number and by type.
#[derive(Debug, Default)]
pub struct Relations {
    /// The part that refers.
    of: String,
    /// Numbers with type and target.
    targets: HashMap<String, (String, String)>,
}

impl Relations {
    /// Those of a part; none where the file has no list of them.
    pub fn of(archive: &mut Archive<'_>, part: &str) -> Relations {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let list = format!("{folder}/_rels/{file}.rels");
        let text = archive.text(list.trim_start_matches('/')).ok().flatten().unwrap_or_default();
        let mut targets = HashMap::new();
        // What can be read of a broken list is of use.
        _ = walk(&text, |node| {
            if let Node::Start(element) = node
                && element.name() == "Relationship"
                && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
            {
                targets.insert(id, (element.attribute("Type").unwrap_or_default(), target));
            }
        });
        Relations { of: part.to_owned(), targets }
    }

    /// The address behind a number.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.targets.get(id).map(|(_, target)| target.as_str())
    }

    /// The part behind a number.
    pub fn target_part(&self, id: &str) -> Option<String> {
        self.target(id).map(|target| part_name(&self.of, target))
    }

    /// The parts of a type, in the order of their names.
    pub fn parts(&self, of_type: &str) -> Vec<String> {
        let of = |(of, _): &&(String, String)| of.rsplit('/').next() == Some(of_type);
        let mut parts: Vec<String> =
            self.targets.values().filter(of).map(|(_, target)| part_name(&self.of, target)).collect();
        parts.sort_unstable();
        parts
    }

    /// The only part of a type.
    pub fn part(&self, of_type: &str) -> Option<String> {
        self.parts(of_type).into_iter().next()
    }
}

/// What a style makes of its paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub heading: bool,
    pub list: bool,
    /// The list by which they are counted, and the level.
    pub number: (Option<String>, usize),
}

/// The styles of a document by their ids.
pub fn styles(text: &str) -> HashMap<String, Style> {
    let mut styles = HashMap::new();
    let mut open: Option<(String, Style)> = None;
    _ = walk(text, |node| match node {
        Node::Start(element) if element.name() == "style" => {
            open = element.attribute("styleId").map(|id| (id, Style::default()));
        }
        Node::Start(element) => {
            let Some((_, style)) = &mut open else { return };
            match element.name() {
                "name" => style.heading |= element.attribute("val").is_some_and(|name| is_heading(&name)),
                "outlineLvl" => style.heading |= is_level(element.attribute("val").as_deref()),
                "numPr" => style.list = true,
                "numId" => style.number.0 = element.attribute("val"),
                "ilvl" => style.number.1 = level(element.attribute("val")),
                _ => {}
            }
        }
        Node::End("style") => styles.extend(open.take()),
        _ => {}
    });
    styles
}

/// Whether the name of a style is that of a heading.
fn is_heading(name: &str) -> bool {
    let name = name.to_lowercase();
    let level = name.strip_prefix("heading ").and_then(|level| level.chars().next());
    name == "title" || level.is_some_and(|level| level.is_ascii_digit())
}

/// Whether a level of the outline is one; the last stands for the text below.
pub fn is_level(value: Option<&str>) -> bool {
    value.and_then(|value| value.parse::<u8>().ok()).is_some_and(|level| level < 9)
}
