//! Reads XML element by element, without the prefixes of names: office files, books and feeds.
//!
//! Not here: web pages (`html`).

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::Problem;

/// Elements may lie in each other so deep. Set by hand: office programs nest some dozens.
const DEEPEST: usize = 512;

/// What stands in the markup.
pub enum Node<'x> {
    /// The beginning of an element.
    Start(Element<'x>),
    /// Its end, by its name.
    End(&'x str),
    /// Characters between.
    Text(Cow<'x, str>),
}

/// The beginning of an element.
pub struct Element<'x> {
    start: BytesStart<'x>,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        local(self.start.name().into_inner())
    }

    /// The prefix of its name.
    pub fn prefix(&self) -> &str {
        let name = self.start.name().into_inner();
        name.split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The value of an attribute, by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let readable = attributes.with_checks(false).filter_map(Result::ok);
        let mut named = readable.filter(|attribute| local(attribute.key.into_inner()) == name);
        let value = named.next()?.value;
        Some(quick_xml::escape::unescape(&value).map_or_else(|_| value.to_string(), Cow::into_owned))
    }

    /// What an attribute refers to by a name with a prefix (`r:id`), where one without the prefix may be another.
    pub fn reference(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut readable = attributes.with_checks(false).filter_map(Result::ok);
        let found = readable.find(|attribute| {
            attribute.key.into_inner().split_once(':').is_some_and(|(_, local)| local == name)
        })?;
        Some(found.value.to_string())
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Visits all that stands in a text, in order. An element without content has a beginning and an end.
///
/// # Errors
/// Where it is no XML any more, or nested too deep. What was visited until then stands.
pub fn walk(text: &str, mut visit: impl FnMut(Node<'_>)) -> Result<(), Problem> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends) = (false, true);
    let mut depth = 0usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Problem::new(format!(
                        "elements inside each other, more than {DEEPEST} deep"
                    )));
                }
                visit(Node::Start(Element { start }));
            }
            Ok(Event::Empty(start)) => {
                let name = local(start.name().into_inner()).to_owned();
                visit(Node::Start(Element { start }));
                visit(Node::End(&name));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                visit(Node::End(local(end.name().into_inner())));
            }
            Ok(Event::Text(text)) => visit(Node::Text(Cow::Borrowed(&text))),
            Ok(Event::CData(text)) => visit(Node::Text(Cow::Borrowed(&text))),
            Ok(Event::GeneralRef(reference)) => {
                visit(Node::Text(referred(&reference).into()));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(Problem::new(format!("broken markup: {error}"))),
        }
    }
}

/// What a reference stands for; one that is not known stays as written.
fn referred(name: &str) -> String {
    let written = format!("&{name};");
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        let code = hex.unwrap_or_else(|| number.parse()).ok().and_then(char::from_u32);
        return code.map_or(written, String::from);
    }
    quick_xml::escape::unescape(&written).map_or_else(|_| written.clone(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_prefix_and_references_are_resolved() {
        let mut seen = Vec::new();
        let xml = "<w:p w:id='a&amp;b'>Ann &amp; Ben &#8217;&nbsp;<w:br/><![CDATA[<x>]]></w:p>";
        walk(xml, |node| {
            seen.push(match node {
                Node::Start(element) => format!("<{} {:?}>", element.name(), element.attribute("id")),
                Node::End(name) => format!("</{name}>"),
                Node::Text(text) => text.into_owned(),
            })
        })
        .unwrap();
        assert_eq!(seen.concat(), "<p Some(\"a&b\")>Ann & Ben ’&nbsp;<br None></br><x></p>");
    }

    #[test]
    fn what_is_nested_too_deep_is_no_text() {
        assert!(walk(&"<a>".repeat(100_000), |_| {}).unwrap_err().0.contains("deep"));
        assert!(walk("<a><b></a></c>", |_| {}).is_ok(), "ends that do not fit");
    }
}
