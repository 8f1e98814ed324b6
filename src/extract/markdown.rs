//! Reads Markdown: the visible text of headings, paragraphs, lists, quotations, code and tables, and the
//! front matter. HTML inside Markdown is skipped.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::blocks::Blocks;
use super::front_matter;
use crate::model::{BlockKind, Extract, Format, Metadata, Vote};

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
        picture: None,
        front: None,
        front_text: String::new(),
        others: Vec::new(),
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
    let shown = reader.blocks.text_blocks.len();
    reader.blocks.kind = BlockKind::Paragraph;
    for line in &reader.others {
        reader.blocks.words(line);
        reader.blocks.end();
    }
    let Blocks { text, mut text_blocks, links, .. } = reader.blocks;
    text_blocks[shown..].iter_mut().for_each(|block| block.vote = Vote::Chrome);
    let metadata = reader.metadata;
    Extract { format: Format::Markdown, text, text_blocks, links, metadata, ..Extract::default() }
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
    /// The words of the picture that is being read.
    picture: Option<String>,
    /// The kind of front matter being read.
    front: Option<MetadataBlockKind>,
    front_text: String,
    /// What else the front matter says: folded below the text, so that searches find it.
    others: Vec<String>,
    metadata: Metadata,
}

impl EventReader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.front.is_some() => self.front_text.push_str(&text),
            Event::Text(text) | Event::Code(text) if self.picture.is_some() => {
                self.picture.iter_mut().for_each(|words| words.push_str(&text));
            }
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
            Tag::Image { .. } => self.picture = Some(String::new()),
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
            TagEnd::Image => _ = self.blocks.picture(&self.picture.take().unwrap_or_default()),
            TagEnd::MetadataBlock(kind) => {
                let mark = if kind == MetadataBlockKind::YamlStyle { ':' } else { '=' };
                self.metadata = front_matter::read(&self.front_text, mark);
                self.others = front_matter::others(&self.front_text, mark);
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
    fn pictures_are_named_by_words_that_say_something() {
        let extract = extract(
            "![The ferry leaves the *old* quay](a.png)\n\nOne ![ornament](b.png) two\n\n![IMG_2031.jpg](c.jpg)\n\n\
             ![Ida Holm on board in May.jpg](d.jpg)\nthree\n\n![logo](e.svg)",
        );
        let found: Vec<_> =
            extract.text_blocks.iter().map(|block| (block.kind, block.span.of(&extract.text))).collect();
        use BlockKind::*;
        assert_eq!(
            found,
            [(Caption, "The ferry leaves the old quay"), (Paragraph, "One two"), (Paragraph, "three")]
        );
    }

    #[test]
    fn front_matter_is_metadata_and_not_text() {
        let yaml = extract(
            "---\ntitle: \"Ferry: a story\"\nauthors:\n  - Ida Holm\n  - Jon Vik\ndate: 2020-05-01\n---\nWords",
        );
        assert_eq!(yaml.text, "Words");
        assert_eq!(yaml.metadata.title.as_deref(), Some("Ferry: a story"));
        let tagged = extract("---\ntags: [boats, port]\n---\nWords");
        assert_eq!(tagged.text, "Words\n\ntags: boats, port");
        assert_eq!(tagged.text_blocks[1].vote, Vote::Chrome);
        let toml = extract("+++\ntitle = 'Ferry'\n+++\nWords");
        assert_eq!((toml.text.as_str(), toml.metadata.title.as_deref()), ("Words", Some("Ferry")));
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
