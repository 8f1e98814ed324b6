//! Reads Markdown: the visible text of headings, paragraphs, lists, quotations, code and tables, and the
//! front matter. HTML inside Markdown is skipped.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::blocks::Blocks;
use super::fact::fact;
use crate::model::{BlockKind, Extract, Format, Metadata};

/// So many bytes are read at once.
const PIECE: usize = 4 << 20;

/// Extracts the blocks of a Markdown text.
pub fn extract(text: &str) -> Extract {
    let body = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let front = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = EventReader {
        blocks: Blocks::new(),
        around: Vec::new(),
        verbatim: false,
        front: None,
        front_text: String::new(),
        metadata: Metadata::default(),
    };
    let (mut options, mut rest) = (body | front, text);
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(piece_end(rest));
        for event in Parser::new_ext(piece, options) {
            reader.event(event);
        }
        reader.blocks.end();
        (options, rest) = (body, behind);
    }
    let Blocks { text, text_blocks, links, .. } = reader.blocks;
    Extract { format: Format::Markdown, text, text_blocks, links, metadata: reader.metadata }
}

/// Where the first piece of a text ends: a very large text is read piece by piece, since what is known of
/// its marks takes many times its room. It is cut at a blank line, where a list or code between fences that
/// goes on is read as two.
fn piece_end(text: &str) -> usize {
    if text.len() <= PIECE {
        return text.len();
    }
    let piece = &text[..text.floor_char_boundary(PIECE)];
    piece.rfind("\n\n").or(piece.rfind('\n')).or(piece.rfind(' ')).map_or(piece.len(), |at| at + 1)
}

struct EventReader {
    blocks: Blocks,
    /// The kinds of the blocks that are open.
    around: Vec<BlockKind>,
    /// Inside a code block line ends stay.
    verbatim: bool,
    /// The kind of front matter being read.
    front: Option<MetadataBlockKind>,
    front_text: String,
    metadata: Metadata,
}

impl EventReader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.front.is_some() => self.front_text.push_str(&text),
            Event::Text(text) if self.verbatim => self.blocks.verbatim(&text),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.blocks.words(&text);
            }
            Event::SoftBreak => self.blocks.space(),
            Event::HardBreak => self.blocks.line(),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.blocks.line(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Html(_)
            | Event::InlineHtml(_) => {}
            Event::Rule => {
                self.blocks.end();
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.open(Some(BlockKind::Heading)),
            Tag::BlockQuote(_) => self.open(Some(BlockKind::Quote)),
            Tag::CodeBlock(_) => {
                self.open(Some(BlockKind::Code));
                self.verbatim = true;
            }
            Tag::Item => self.open(Some(BlockKind::List)),
            Tag::Table(_) => self.open(Some(BlockKind::Table)),
            Tag::Paragraph | Tag::FootnoteDefinition(_) | Tag::List(_) | Tag::HtmlBlock => self.open(None),
            Tag::TableHead | Tag::TableRow => self.blocks.line(),
            Tag::TableCell => self.blocks.cell(),
            Tag::Link { dest_url, .. } => self.blocks.open_link(&dest_url),
            Tag::MetadataBlock(kind) => self.front = Some(kind),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => {
                self.verbatim = false;
                self.close();
            }
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::Paragraph
            | TagEnd::FootnoteDefinition
            | TagEnd::List(_)
            | TagEnd::HtmlBlock => self.close(),
            TagEnd::Link => self.blocks.close_link(),
            TagEnd::MetadataBlock(kind) => {
                self.metadata = front_matter(kind, &self.front_text);
                self.front = None;
            }
            _ => {}
        }
    }

    /// Opens a block; without a kind of its own it has that of the block around it.
    fn open(&mut self, kind: Option<BlockKind>) {
        self.blocks.end();
        self.around.push(self.blocks.kind);
        self.blocks.kind = kind.unwrap_or(self.blocks.kind);
    }

    fn close(&mut self) {
        self.blocks.end();
        self.blocks.kind = self.around.pop().unwrap_or(BlockKind::Paragraph);
    }
}

/// The facts in a front matter: `title: Words` (YAML) or `title = "Words"` (TOML).
fn front_matter(kind: MetadataBlockKind, text: &str) -> Metadata {
    let separator = match kind {
        MetadataBlockKind::YamlStyle => ':',
        MetadataBlockKind::PlusesStyle => '=',
    };
    let mut metadata = Metadata::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = line.split_once(separator) else { continue };
        let mut values = listed(value);
        if values.is_empty() {
            // A YAML list below its key.
            while let Some(entry) = lines.next_if(|next| next.trim_start().starts_with("- ")) {
                values.extend(listed(entry.trim_start().trim_start_matches("- ")));
            }
        }
        if values.is_empty() {
            continue;
        }
        let known = match key.trim().to_ascii_lowercase().as_str() {
            "title" => &mut metadata.title,
            "author" | "authors" | "byline" => &mut metadata.byline,
            "source" | "site" | "publisher" | "publication" => &mut metadata.source,
            "date" | "published" | "pubdate" | "publishdate" => &mut metadata.published,
            "lang" | "language" => &mut metadata.language,
            "url" | "link" | "canonical" => &mut metadata.url,
            _ => continue,
        };
        if known.is_none() {
            *known = fact(&values.join(", "));
        }
    }
    // Clippers of web pages give the address as the source.
    if let Some(address) = metadata.source.as_deref().filter(|source| source.contains("://")) {
        metadata.url.get_or_insert_with(|| address.to_owned());
        let host = address.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#', ':']).next());
        metadata.source =
            host.map(|host| host.trim_start_matches("www.").to_owned()).and_then(|host| fact(&host));
    }
    metadata
}

/// The words of a link in a front matter: `[[Page]]`, `[[Page|Words]]`, `[Words](address)`.
fn without_link(value: &str) -> &str {
    if let Some(page) = value.strip_prefix("[[").and_then(|value| value.strip_suffix("]]")) {
        let words = page.rsplit('|').next().unwrap_or(page);
        return words.rsplit('/').next().unwrap_or(words).trim();
    }
    let linked =
        value.strip_prefix('[').filter(|_| value.ends_with(')')).and_then(|rest| rest.split_once("]("));
    linked.map_or(value, |(words, _)| words.trim())
}

/// The values of a front matter's line: one, or several between brackets.
fn listed(value: &str) -> Vec<String> {
    let value = value.trim();
    let clean = |value: &str| without_link(value.trim().trim_matches(['"', '\'']).trim()).to_owned();
    let linked = value.starts_with("[[") && value.ends_with("]]") && !value.contains("]],");
    let values: Vec<String> =
        match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).filter(|_| !linked) {
            Some(values) => values.split(',').map(clean).collect(),
            None => vec![clean(value)],
        };
    values.into_iter().filter(|value| !value.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_markdown_fall_away_and_its_blocks_stay() {
        use BlockKind::*;
        let extract = extract(
            "# One *two*\n\nthree\nfour [five](http://a.example) `six`\n\n> seven\n\n- eight\n- nine\n\n\
             ```rust\nten\n  eleven\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        );
        let want = [
            (Heading, "One two"),
            (Paragraph, "three four five six"),
            (Quote, "seven"),
            (List, "eight"),
            (List, "nine"),
            (Code, "ten\n  eleven"),
            (Table, "a | b\n1 | 2"),
        ];
        let found: Vec<_> =
            extract.text_blocks.iter().map(|block| (block.kind, block.span.of(&extract.text))).collect();
        assert_eq!(found, want);
        assert_eq!(extract.links[0].span.of(&extract.text), "five");
        assert_eq!(extract.links[0].target, "http://a.example");
    }

    #[test]
    fn front_matter_is_metadata_and_not_text() {
        let yaml = extract(
            "---\ntitle: \"Ferry: a story\"\nauthors:\n  - Ida Holm\n  - Jon Vik\ndate: 2020-05-01\n---\nWords",
        );
        assert_eq!(yaml.text, "Words");
        assert_eq!(yaml.metadata.title.as_deref(), Some("Ferry: a story"));
        assert_eq!(yaml.metadata.byline.as_deref(), Some("Ida Holm, Jon Vik"));
        assert_eq!(yaml.metadata.published.as_deref(), Some("2020-05-01"));
        let clip = extract(
            "---\nsource: https://www.ostra-bell.example/2020/ferry\nauthor:\n  - \"[[Ida Holm]]\"\n  - \"[Jon Vik](x)\"\n\
             published:\n---\nWords",
        );
        assert_eq!(clip.metadata.byline.as_deref(), Some("Ida Holm, Jon Vik"));
        assert_eq!(clip.metadata.source.as_deref(), Some("ostra-bell.example"));
        let toml = extract("+++\ntitle = 'Ferry'\nauthors = [\"Ida Holm\"]\n+++\nWords");
        assert_eq!(toml.metadata.title.as_deref(), Some("Ferry"));
        assert_eq!(toml.metadata.byline.as_deref(), Some("Ida Holm"));
    }

    #[test]
    fn a_long_front_matter_is_cut() {
        let metadata = extract(&format!("---\ntitle: {}\n---\nWords", "x".repeat(5000))).metadata;
        assert_eq!(metadata.title.map(|title| title.len()), Some(1000));
    }

    #[test]
    fn a_very_large_text_is_read_piece_by_piece() {
        let extract = extract(&"Some *words* here.\n\n".repeat(PIECE / 10));
        assert_eq!(extract.text_blocks.len(), PIECE / 10);
        assert!(extract.text_blocks.iter().all(|block| block.span.of(&extract.text) == "Some words here."));
    }

    #[test]
    fn deep_markdown_is_read() {
        let extract = extract(&format!("{}words\n\n{}words", "> ".repeat(5000), "[".repeat(50_000)));
        assert!(extract.text.contains("words"));
    }
}
