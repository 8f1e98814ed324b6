//! A document, the unit that is listed, indexed and read: one article, one report, one list of
//! headlines.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    Correspondence, Key, KeyNumber, Kind, MappedField, Mention, PageStart, Published, Quoted, Role, Span,
    TextBeside, domain_of_address, normal_form, page_at,
};

/// The notebook's name for a document; it stays when the file moves or is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub struct DocumentId(pub u64);

impl DocumentId {
    /// Ids with this bit are of files that could not be read.
    const FAILED: u64 = 1 << 63;
    /// Ids with this bit are of the frames of files.
    const FRAME: u64 = 1 << 62;

    /// The id under which a failed file is listed, by a hash of its path.
    pub fn of_failed(hash: u64) -> DocumentId {
        DocumentId(DocumentId::FAILED | hash)
    }

    /// The id under which the frame of a file is listed, by a hash of its path.
    pub fn of_frame(hash: u64) -> DocumentId {
        DocumentId(DocumentId::FRAME | hash >> 2)
    }

    /// Whether it is of a document. What else is listed has no id of its own: nothing is noted of it.
    pub fn is_document(self) -> bool {
        self.0 & (DocumentId::FAILED | DocumentId::FRAME) == 0
    }

    /// Whether it is of a failed file.
    pub fn is_failed(self) -> bool {
        self.0 & DocumentId::FAILED != 0
    }

    /// Whether it is of the frame of a file.
    pub fn is_frame(self) -> bool {
        !self.is_failed() && self.0 & DocumentId::FRAME != 0
    }
}

/// One document as it was found in its file.
///
/// Cleaning marks and never deletes: `text` is everything between the document's separators, and
/// what is not article is a block of kind [`BlockKind::Chrome`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The place in the file, from 1.
    pub part: u32,
    /// How many documents the file holds.
    pub parts: u32,
    /// For plain text the 0-based lines `start..end` of the decoded file.
    pub lines: Option<(u32, u32)>,
    /// An article or a list.
    pub kind: DocumentKind,
    /// The headline; `None` when no line is one and the format declares none.
    pub title: Option<String>,
    /// Who wrote it, as written, several in one text; `None` when nobody is credited.
    pub byline: Option<String>,
    /// The newspaper, site or sender; `None` when none is named.
    pub source: Option<String>,
    /// Whether `source` is a guess: neither the format nor a label in the text says it.
    pub source_guessed: bool,
    /// When it was published, with the evidence; `None` when nothing bears on it.
    pub published: Option<Published>,
    /// ISO 639-1 code: that of the text where it is long enough to be recognised, else the one that
    /// the file declares; `None` without either.
    pub language: Option<String>,
    /// The decoded text, line ends made LF. Every span below is a byte range of it.
    pub text: String,
    /// In order, without overlaps; only white space lies between them.
    pub blocks: Vec<Block>,
    /// Where the pages of its file begin in the text, in the order of the text; none of formats without pages.
    pub pages: Vec<PageStart>,
    /// Links of the source format, in order.
    pub links: Vec<Link>,
    /// The address that the format declares as its own; of a mail where it stands in an archive. The index keeps
    /// only those of the web, and of this one and the next three only what columns have.
    pub link: Option<String>,
    /// Of a mail who wrote it to whom; `None` of all else.
    pub mail: Option<Box<Correspondence>>,
    /// What it has attached, in order.
    pub attachments: Vec<Attachment>,
    /// The path under which it lies in its file: an archive, or a mail that has it attached, with `/` between
    /// where they lie inside each other; the address of a captured page.
    pub attachment: Option<String>,
    /// From which fields of its record the text, the title and so on are; none of what is no record.
    pub mapping: Vec<MappedField>,
    /// The file beside its own that its text is from, if its own has none: a scan.
    pub text_beside: Option<Box<TextBeside>>,
    /// What a mail quotes of others, in order; nothing of what is no mail.
    pub quotes: Vec<Quoted>,
    /// What names are looked for in, in order; headings and entries of lists are sentences too.
    pub sentences: Vec<Span>,
    /// In order, without overlaps; each name inside one sentence.
    pub mentions: Vec<Mention>,
    /// Titles and descriptions of persons, in the order of their mentions.
    pub roles: Vec<Role>,
    /// What the mentions refer to, and the domains of e-mail addresses; `Mention::key` counts into this.
    pub keys: Vec<Key>,
}

/// The last part of a path; an address is kept whole.
pub fn file_name(path: &str) -> &str {
    if path.contains("://") { path } else { path.rsplit('/').next().unwrap_or(path) }
}

/// An address of the web as it may be opened and shown: of `http` or `https`, with a host, of plain characters.
/// `None` of all else.
pub fn web_address(address: &str) -> Option<&str> {
    const LONGEST: usize = 2000;
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let of_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A name before the host is there to make it look like another.
    let hosted = !host.is_empty() && !host.contains('@') && host.contains(|c: char| c.is_alphanumeric());
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
    (of_web && hosted && address.len() <= LONGEST && !address.contains(odd)).then_some(address)
}

/// Where a link of a page leads, as [`web_address`]: as it is written, or on the site of the page, whose own address
/// that is. `None` of places within the page and of what does not lead to the web.
pub fn link_address(target: &str, own: Option<&str>) -> Option<String> {
    let target = target.trim();
    if let Some(address) = web_address(target) {
        return Some(address.to_owned());
    }
    let (scheme, rest) = web_address(own?)?.split_once("://")?;
    let address = match target.strip_prefix("//") {
        Some(there) => format!("{scheme}://{there}"),
        None if target.starts_with('/') => {
            let host = rest.split(['/', '?', '#']).next()?;
            format!("{scheme}://{host}{target}")
        }
        // What is written from where the page lies is not guessed at: copies of it lie elsewhere.
        None => return None,
    };
    web_address(&address).map(str::to_owned)
}

impl Document {
    /// The source as it is shown, with the mark of a guess.
    pub fn marked_source(&self) -> Option<String> {
        let mark = if self.source_guessed { "~" } else { "" };
        self.source.as_ref().map(|name| format!("{mark}{name}"))
    }

    /// The keys of people whose names stand with an e-mail address, each with the key of that: "Ann Bell
    /// <ann@norwick.example>".
    pub fn addressed(&self) -> Vec<(KeyNumber, KeyNumber)> {
        let beside = |one: &Mention, other: &Mention| {
            let between = self.text.get(one.span.end as usize..other.span.start as usize);
            between.is_some_and(|between| {
                !between.is_empty() && between.chars().all(|c| matches!(c, ' ' | '<' | '(' | '"'))
            })
        };
        let pair = |pair: &[Mention]| match pair {
            [one, other] if beside(one, other) => match (one.kind, other.kind) {
                (Kind::Person, Kind::Email) => one.key.zip(other.key),
                (Kind::Email, Kind::Person) => other.key.zip(one.key),
                _ => None,
            },
            _ => None,
        };
        self.mentions.windows(2).filter_map(pair).collect()
    }

    /// The page on which a byte of the text stands, from 1; `None` where the format has no pages.
    pub fn page_at(&self, at: usize) -> Option<u32> {
        page_at(&self.pages, at)
    }

    /// The blocks of an article, without chrome.
    pub fn body_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.kind != BlockKind::Chrome)
    }

    /// Whether a passage begins in a block of chrome.
    pub fn is_chrome_at(&self, passage: Span) -> bool {
        let at = self.blocks.iter().find(|block| block.span.overlaps(passage));
        at.is_some_and(|block| block.kind == BlockKind::Chrome)
    }

    /// The keys of e-mail addresses, each with the key of its domain: who mentions the one mentions the other.
    pub fn address_domains(&self) -> Vec<(KeyNumber, KeyNumber)> {
        let of = |kind: Kind| (0..).zip(&self.keys).filter(move |(_, key)| key.kind == kind);
        let domains: HashMap<Cow<'_, str>, KeyNumber> =
            of(Kind::Domain).map(|(number, key)| (normal_form(Kind::Domain, &key.name), number)).collect();
        let domain = |key: &Key| domains.get(domain_of_address(&key.name)?.as_str()).copied();
        of(Kind::Email).filter_map(|(number, key)| Some((number, domain(key)?))).collect()
    }

    /// The sentences of its own text, in order: neither of its head, nor of chrome.
    pub fn own_sentences(&self) -> impl Iterator<Item = Span> {
        use BlockKind as K;
        let mut blocks = self.blocks.iter().peekable();
        self.sentences.iter().copied().filter(move |sentence| {
            while blocks.next_if(|block| block.span.end <= sentence.start).is_some() {}
            let is_aside = |kind| matches!(kind, K::Chrome | K::Headline | K::Byline | K::Dateline | K::Code);
            blocks.peek().is_some_and(|block| block.span.overlaps(*sentence) && !is_aside(block.kind))
        })
    }

    /// The runs of chrome: blocks of it that stand together.
    pub fn folded_runs(&self) -> impl Iterator<Item = &[Block]> {
        let chrome = |block: &Block| block.kind == BlockKind::Chrome;
        let runs = self.blocks.chunk_by(move |a, b| chrome(a) == chrome(b));
        runs.filter(move |run| run.first().is_some_and(chrome))
    }
}

/// What a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DocumentKind {
    /// Running text with a headline.
    #[default]
    Article,
    /// A list of headlines, with their newspapers.
    List,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [DocumentKind; 2] = [DocumentKind::Article, DocumentKind::List];

    /// The word used in queries, on screen and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            DocumentKind::Article => "article",
            DocumentKind::List => "list",
        }
    }
}

/// A stretch of a document with one function. May begin or end inside a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in the text of its document.
    pub span: Span,
    /// Its function.
    pub kind: BlockKind,
}

/// The function of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// The title of the document.
    Headline,
    /// A line with the author, or the date.
    Byline,
    /// "NORWICK, Feb 14 (Wire) –" before the first words of the text.
    Dateline,
    /// The title of a part.
    Heading,
    /// Running text.
    Paragraph,
    /// One entry of a list.
    List,
    /// Words of somebody else, set off.
    Quote,
    /// Rows and columns.
    Table,
    /// Not for people to read.
    Code,
    /// Of a picture, credit included.
    Caption,
    /// Navigation, advertising, calls to subscribe: not the document's own words.
    Chrome,
}

impl BlockKind {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Headline => "headline",
            BlockKind::Byline => "byline",
            BlockKind::Dateline => "dateline",
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::List => "list",
            BlockKind::Quote => "quote",
            BlockKind::Table => "table",
            BlockKind::Code => "code",
            BlockKind::Caption => "caption",
            BlockKind::Chrome => "chrome",
        }
    }
}

/// A file that a mail has attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// As the mail names it, or as it is called for want of a name.
    pub name: String,
    /// Whether it was read: its documents follow.
    pub read: bool,
}

/// A link of the source format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words that carry the link.
    pub span: Span,
    /// The address as written.
    pub target: String,
}

#[cfg(test)]
mod tests {
    use super::{link_address, web_address};

    #[test]
    fn a_link_leads_where_it_says_or_on_the_site_of_its_page() {
        let own = Some("https://tide.example/2023/gauges?x=1");
        for (target, expected) in [
            ("http://other.example/a", Some("http://other.example/a")),
            ("/2022/old", Some("https://tide.example/2022/old")),
            ("//img.example/a", Some("https://img.example/a")),
            ("#figures", None),
            ("next.html", None),
            ("javascript:alert(1)", None),
            ("/a b", None),
            ("/\u{1b}]0;x", None),
            ("//bank.example@tide.example/", None),
        ] {
            assert_eq!(link_address(target, own).as_deref(), expected, "{target}");
        }
        assert_eq!(link_address("/2022/old", None), None);
        assert_eq!(link_address("/2022/old", Some("file:///etc")), None);
    }

    #[test]
    fn only_plain_addresses_of_the_web_may_be_opened() {
        for good in ["https://tide.example/1?a=b#c", "HTTP://tide.example", "http://пример.example/й"]
        {
            assert_eq!(web_address(good), Some(good));
        }
        assert_eq!(web_address(" https://tide.example "), Some("https://tide.example"));
        for bad in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "/relative",
            "https://",
            "https:///path",
            "https://bank.example@tide.example/",
            "https://tide.example/a b",
            "https://tide.example/\u{1b}[2J",
            "-https://tide.example",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }
}
