//! Reads the markup of a feed: its title and its entries, each with the fields that its form of feed gives.
//!
//! Not here: what is made of them (`mod`).

use crate::extract::xml::{Element, Node, walk};
use crate::model::Problem;

/// Prefixes of fields that are about something else: a picture, a sound.
const OTHERS: [&str; 6] = ["media", "itunes", "googleplay", "geo", "thr", "podcast"];

/// A feed as far as it was read.
#[derive(Debug, Default)]
pub struct Feed {
    pub title: Option<Markup>,
    pub language: Option<String>,
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Debug, Default)]
pub struct Entry {
    pub title: Option<Markup>,
    pub link: Option<String>,
    pub id: Option<String>,
    /// Whether its id is its address.
    pub is_address: bool,
    pub author: Option<String>,
    /// As written, the time of day cut off where the day stands first.
    pub published: Option<String>,
    pub updated: Option<String>,
    pub content: Option<Markup>,
    pub summary: Option<Markup>,
}

/// The value of a field that may be marked up.
#[derive(Clone, Debug, Default)]
pub struct Markup {
    pub text: String,
    /// Marks in it are characters.
    pub is_text: bool,
}

impl Markup {
    /// As a page has it.
    pub fn as_html(&self) -> String {
        if !self.is_text {
            return self.text.clone();
        }
        self.text.replace('&', "&amp;").replace('<', "&lt;").replace("\n\n", "<p>").replace('\n', "<br>")
    }
}

/// Reads a feed, and says what broke it off.
pub fn read(text: &str, most: usize) -> (Feed, Option<Problem>) {
    let mut reader = FeedReader::default();
    let mut problem = walk(text, |node| {
        if reader.feed.entries.len() < most {
            reader.node(node);
        }
    })
    .err();
    reader.end_entry();
    if reader.feed.entries.len() >= most {
        problem.get_or_insert(Problem::new(format!("more than {most} entries: the rest was not read")));
    }
    (reader.feed, problem)
}

#[derive(Default)]
struct FeedReader {
    feed: Feed,
    entry: Option<Entry>,
    /// The names of the open elements.
    open: Vec<String>,
    /// The field whose value is being read, and how many elements are open inside it.
    field: Option<Field>,
}

struct Field {
    name: String,
    value: Markup,
    /// Elements inside are markup of the value.
    is_marked: bool,
    inside: usize,
    /// The value of an attribute that says more of it.
    note: Option<String>,
}

impl FeedReader {
    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Start(element) => self.start(&element),
            Node::Text(text) => {
                if let Some(field) = &mut self.field {
                    match field.is_marked {
                        true => field.value.text.push_str(&text.replace('&', "&amp;").replace('<', "&lt;")),
                        false => field.value.text.push_str(&text),
                    }
                }
            }
            Node::End(name) => self.end(&name.to_ascii_lowercase()),
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        // The feeds of the first browsers have their names in capitals.
        let name = element.name().to_ascii_lowercase();
        let name = name.as_str();
        if let Some(field) = &mut self.field {
            field.inside += 1;
            if field.is_marked {
                let address = element.attribute("href").filter(|_| name == "a");
                let address = address.map(|to| format!(" href=\"{}\"", to.replace('"', "&quot;")));
                field.value.text.push_str(&format!("<{name}{}>", address.unwrap_or_default()));
            }
            return;
        }
        let parent = self.open.last().cloned().unwrap_or_default();
        let parent = parent.as_str();
        if matches!(name, "item" | "entry") && self.entry.is_none() {
            self.entry = Some(Entry::default());
            // In RSS 1.0 the address of an entry names it.
            let link = ["HREF", "href"].iter().find_map(|name| element.attribute(name));
            self.entry =
                self.entry.take().map(|entry| Entry { id: element.attribute("about"), link, ..entry });
        } else if name == "link" && self.entry.is_some() && matches!(parent, "item" | "entry") {
            self.link(element);
        }
        let of_entry = matches!(parent, "item" | "entry") || parent == "author" && name == "name";
        let of_feed = matches!(parent, "channel" | "feed") && matches!(name, "title" | "language");
        if (self.entry.is_some() && of_entry || of_feed)
            && !OTHERS.contains(&element.prefix())
            && name != "author"
            || name == "author" && parent == "item"
        {
            let type_ = element.attribute("type").unwrap_or_default();
            let atom = matches!(parent, "entry" | "feed");
            self.field = Some(Field {
                name: name.to_owned(),
                value: Markup {
                    text: String::new(),
                    is_text: atom && matches!(type_.as_str(), "" | "text" | "text/plain"),
                },
                is_marked: matches!(type_.as_str(), "xhtml" | "application/xhtml+xml"),
                inside: 0,
                note: element.attribute("isPermaLink"),
            });
        }
        self.open.push(name.to_owned());
    }

    /// The address that a link of Atom has as an attribute.
    fn link(&mut self, element: &Element<'_>) {
        let Some((entry, target)) = self.entry.as_mut().zip(element.attribute("href")) else { return };
        let kind = element.attribute("rel");
        if kind.is_none_or(|kind| kind == "alternate") && entry.link.is_none() {
            entry.link = Some(target.trim().to_owned());
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(field) = &mut self.field {
            if field.inside > 0 {
                field.inside -= 1;
                if field.is_marked {
                    field.value.text.push_str(&format!("</{name}>"));
                }
                return;
            }
            self.open.pop();
            if let Some(field) = self.field.take() {
                self.set(field);
            }
            return;
        }
        self.open.pop();
        if matches!(name, "item" | "entry") {
            self.end_entry();
        }
    }

    fn end_entry(&mut self) {
        if let Some(field) = self.field.take() {
            self.set(field);
        }
        self.feed.entries.extend(self.entry.take().map(|mut entry| {
            entry.link = entry.link.or_else(|| entry.id.clone().filter(|_| entry.is_address));
            entry
        }));
    }

    fn set(&mut self, field: Field) {
        let Field { name, value, note, .. } = field;
        let text = value.text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        let Some(entry) = &mut self.entry else {
            match name.as_str() {
                "title" => _ = self.feed.title.get_or_insert(value),
                "language" => self.feed.language = Some(text),
                _ => {}
            }
            return;
        };
        match name.as_str() {
            "title" => _ = entry.title.get_or_insert(value),
            "link" => _ = entry.link.get_or_insert(text),
            "guid" | "id" => {
                let address =
                    text.contains("://") || text.starts_with('/') && !text.contains(char::is_whitespace);
                entry.is_address = note.as_deref() != Some("false") && address;
                entry.id = Some(text);
            }
            "author" | "creator" | "name" => _ = entry.author.get_or_insert(sender(&text)),
            "pubdate" | "published" | "issued" | "created" => _ = entry.published.get_or_insert(day(&text)),
            "date" | "updated" | "modified" => _ = entry.updated.get_or_insert(day(&text)),
            "encoded" | "content" | "body" => _ = entry.content.get_or_insert(value),
            "description" | "summary" | "abstract" => _ = entry.summary.get_or_insert(value),
            _ => {}
        }
    }
}

/// The name of an author: "ann@tide.example (Ann Bell)".
fn sender(text: &str) -> String {
    crate::mail::address::display_name(text).unwrap_or_else(|| text.to_owned())
}

/// A time without its hours, where the day is written first, the year before it.
pub fn day(text: &str) -> String {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    let iso = digits(0..4) && digits(5..7) && digits(8..10) && text.as_bytes()[4] == b'-';
    if iso { text[..10].to_owned() } else { text.to_owned() }
}
