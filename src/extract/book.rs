//! Reads electronic books (EPUB): each chapter is a text of its own, in the order of the book's spine, titled as
//! the table of contents has it, else as its first heading.
//!
//! Not here: the pages that chapters are (`html`).

use std::collections::HashMap;

use super::archive::{Archive, part_name};
use super::contents::Contents;
use super::fact::fact;
use super::html;
use super::xml::{Node, walk};
use crate::model::{BlockKind, Extract, Format, Metadata, Problem};

/// Chapters that are read. Set by hand.
const MOST_CHAPTERS: usize = 10_000;
/// A heading among so many blocks is that of the chapter. Set by hand.
const TOP: usize = 12;
/// Elements of pages that have no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Whether bytes are a book.
pub fn is_one(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    let typed = b"application/epub+zip";
    bytes.starts_with(b"PK\x03\x04") && start.windows(typed.len()).any(|window| window == typed)
}

/// The chapters of a book.
///
/// # Errors
/// When it is no archive, is locked, or has no list of its chapters.
pub fn read(bytes: &[u8]) -> Result<Contents, Problem> {
    let mut archive = Archive::open(bytes)?;
    let locks = archive.text("META-INF/encryption.xml")?.unwrap_or_default();
    if locks.contains(".xhtml") || locks.contains(".html") {
        return Err(Problem::new("its publisher has locked it: it needs a password or key"));
    }
    let container = archive.text("META-INF/container.xml")?.unwrap_or_default();
    let root = package_of(&container).ok_or_else(|| Problem::new("a book without a list of its parts"))?;
    let text = archive.text(&root)?.ok_or_else(|| Problem::new("a book without a list of its parts"))?;
    let package = Package::read(&root, &text);
    let titles = package.titles(&mut archive)?;
    let mut contents = Contents::default();
    let mut chapters = Vec::new();
    for name in package.spine.iter().take(MOST_CHAPTERS) {
        match archive.text(name) {
            Ok(text) => chapters.extend(text.map(|text| (name, text))),
            Err(problem) => {
                contents.problem = Some(problem);
                break;
            }
        }
    }
    if package.spine.len() > MOST_CHAPTERS {
        let more = format!("more than {MOST_CHAPTERS} chapters: the rest was not read");
        contents.problem.get_or_insert(Problem::new(more));
    }
    let only = chapters.len() == 1;
    let texts = chapters.into_iter().map(|(name, text)| {
        let chapter = html::whole(&without_players(&with_ends(&text)));
        let headed = chapter.text_blocks.iter().take(TOP).any(|block| block.kind == BlockKind::Heading);
        let title = titles.get(name).cloned().filter(|_| !only);
        let title = title.or_else(|| package.metadata.title.clone().filter(|_| only || !headed));
        let source = package.metadata.title.clone();
        let metadata = Metadata { title, source, ..package.metadata.clone() };
        Extract { format: Format::Book, metadata, whole: true, ..chapter }
    });
    Ok(Contents { problem: contents.problem, ..texts.collect() })
}

/// The name of the part that lists the others.
fn package_of(container: &str) -> Option<String> {
    let mut found = None;
    _ = walk(container, |node| {
        if let Node::Start(element) = node
            && element.name() == "rootfile"
            && found.is_none()
        {
            found = element.attribute("full-path");
        }
    });
    found
}

/// What a book says of itself and of its parts.
#[derive(Debug, Default)]
struct Package {
    metadata: Metadata,
    /// The parts that are read one after the other.
    spine: Vec<String>,
    /// The parts that may have the table of contents, the newer form first.
    contents: Vec<String>,
}

impl Package {
    fn read(root: &str, text: &str) -> Package {
        let mut package = Package::default();
        let (mut parts, mut creators) = (HashMap::new(), Vec::new());
        let (mut spine, mut value) = (Vec::new(), String::new());
        _ = walk(text, |node| match node {
            Node::Start(element) => {
                value.clear();
                let attribute = |name| element.attribute(name);
                match element.name() {
                    "item" => {
                        let Some((id, href)) = attribute("id").zip(attribute("href")) else { return };
                        let name = part_name(root, &href);
                        let nav =
                            attribute("properties").is_some_and(|of| of.split(' ').any(|of| of == "nav"));
                        if nav {
                            package.contents.insert(0, name.clone());
                        } else if attribute("media-type").as_deref() == Some("application/x-dtbncx+xml") {
                            package.contents.push(name.clone());
                        }
                        parts.insert(id, name);
                    }
                    "itemref" => spine.extend(attribute("idref")),
                    _ => {}
                }
            }
            Node::Text(text) => value.push_str(&text),
            Node::End(name) => {
                let metadata = &mut package.metadata;
                let Some(value) = fact(&std::mem::take(&mut value)) else { return };
                match name {
                    "title" => _ = metadata.title.get_or_insert(value),
                    "creator" => creators.push(value),
                    "date" => _ = metadata.published.get_or_insert(value),
                    "language" => _ = metadata.language.get_or_insert(value),
                    _ => {}
                }
            }
        });
        package.spine = spine.iter().filter_map(|id| parts.get(id).cloned()).collect();
        package.metadata.byline = fact(&creators.join(", "));
        package.metadata.sure = true;
        package
    }

    /// The titles of parts, as the table of contents has them.
    fn titles(&self, archive: &mut Archive<'_>) -> Result<HashMap<String, String>, Problem> {
        let mut titles = HashMap::new();
        for part in &self.contents {
            let text = archive.text(part)?.unwrap_or_default();
            let (mut words, mut target) = (String::new(), None);
            _ = walk(&text, |node| match node {
                Node::Start(element) => match element.name() {
                    "a" => (words, target) = (String::new(), element.attribute("href")),
                    "navLabel" => words.clear(),
                    "content" => add_title(&mut titles, part, element.attribute("src"), &words),
                    _ => {}
                },
                Node::Text(text) => words.push_str(&text),
                Node::End("a") => add_title(&mut titles, part, target.take(), &words),
                Node::End(_) => {}
            });
            if !titles.is_empty() {
                break;
            }
        }
        Ok(titles)
    }
}

/// Notes the title of a part; the first entry that leads into it is that of the whole part.
fn add_title(titles: &mut HashMap<String, String>, of: &str, target: Option<String>, words: &str) {
    if let Some((target, words)) = target.zip(fact(words)) {
        titles.entry(part_name(of, &target)).or_insert(words);
    }
}

/// A page with what stands in place of pictures that are drawn, sounds and films: nothing here can play them.
fn without_players(text: &str) -> String {
    let mut text = text.to_owned();
    for name in ["canvas", "audio", "video"] {
        if text.contains(name) {
            text = text.replace(&format!("<{name}"), "<div").replace(&format!("</{name}>"), "</div>");
        }
    }
    text
}

/// A page in XHTML as HTML reads it: there `<title/>` has no end.
fn with_ends(text: &str) -> String {
    let mut whole = String::with_capacity(text.len() + text.len() / 64);
    let mut rest = text;
    while let Some(at) = rest.find("/>") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        let tag = before.rfind('<').map(|start| &before[start + 1..]).unwrap_or_default();
        let name = tag.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
        whole.push_str(before);
        match is_name && !tag.contains('>') && !VOID.contains(&name) {
            true => whole.push_str(&format!("></{name}>")),
            false => whole.push_str("/>"),
        }
        rest = after;
    }
    whole.push_str(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_without_content_end_where_they_begin() {
        assert_eq!(
            with_ends("<title/><p>a<br/>b <a id='x' />c/></p>"),
            "<title></title><p>a<br/>b <a id='x' ></a>c/></p>"
        );
    }

    #[test]
    fn what_stands_in_place_of_a_drawing_is_shown() {
        let page = without_players("<canvas id='x'>A tree, drawn.</canvas><p>The canvas of a ship.</p>");
        assert_eq!(html::whole(&page).text, "A tree, drawn.\n\nThe canvas of a ship.");
    }

    #[test]
    fn a_package_lists_its_chapters_in_order() {
        let package = Package::read(
            "OEBPS/book.opf",
            "<package><metadata><dc:title>Boats</dc:title><dc:creator>Ann Bell</dc:creator><dc:creator>Ben</dc:creator>\
             <dc:date>1911</dc:date></metadata><manifest><item id='b' href='two.xhtml'/><item id='a' href='a%20one.xhtml'/>\
             <item id='n' href='nav.xhtml' properties='nav'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>",
        );
        assert_eq!(package.spine, ["OEBPS/a one.xhtml", "OEBPS/two.xhtml"]);
        assert_eq!(package.contents, ["OEBPS/nav.xhtml"]);
        assert_eq!(package.metadata.byline.as_deref(), Some("Ann Bell, Ben"));
        assert_eq!(package.metadata.published.as_deref(), Some("1911"));
    }
}
