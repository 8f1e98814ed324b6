//! Walks the tree of a page: writes every visible block and notes the element it stood in.
//!
//! Not here: which blocks belong to the article (`vote`).

use std::iter::Peekable;
use std::vec::IntoIter;

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use super::elements::{self, AttributeReader, ListWords, Marks};
use super::preformatted::{self, LineEnd};
use crate::extract::blocks::Blocks;
use crate::model::BlockKind;

/// The visible blocks of a page and the elements they stand in.
pub struct Page {
    pub blocks: Blocks,
    /// For every block of `blocks`, the element it stands in, counted into `scopes`.
    pub places: Vec<usize>,
    /// The block elements of the page; a parent comes before its children.
    pub scopes: Vec<Scope>,
    /// What sorts of chrome the words of class names mean.
    pub list_words: ListWords,
}

/// A block element.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// The block element around it; the root is its own parent.
    pub parent: usize,
    pub marks: Marks,
    pub name: Name,
}

/// The elements whose name matters for the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Header,
    H1,
    Other,
}

/// What happens to elements that are hidden by their attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    Skipped,
    Shown,
    /// They are skipped; what a page has for those who run no scripts is shown.
    Unscripted,
}

/// So many parts of a figure are looked at for its caption. Set by hand: a figure has few.
const FIGURE: usize = 64;

/// Walks over a page.
pub fn walk(html: &Html, hidden: Hidden) -> Page {
    let mut walk = Walk::new(hidden);
    let root = html.tree.root();
    let mut node = root;
    loop {
        if walk.enter(node)
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        // Up to the next element that has a sibling; the depth of the page costs no stack.
        loop {
            walk.leave(node);
            if node == root {
                return walk.finish();
            }
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else { return walk.finish() };
            node = parent;
        }
    }
}

struct Walk {
    page: Page,
    reader: AttributeReader,
    hidden: Hidden,
    /// The open block elements: their scope and the kind of block around them.
    open: Vec<(usize, BlockKind)>,
    /// How many tables of figures are open: blocks inside are cells.
    tables: usize,
    /// How many elements are open that keep line ends.
    verbatim: usize,
    /// What becomes of the line ends still to come of an open preformatted text that is running text.
    letter: Option<Peekable<IntoIter<LineEnd>>>,
    /// Whether its line that is being written keeps its spaces.
    kept: bool,
}

impl Walk {
    fn new(hidden: Hidden) -> Walk {
        let root = Scope { parent: 0, marks: Marks::default(), name: Name::Other };
        let reader = AttributeReader::new();
        let list_words = reader.list_words;
        let page = Page { blocks: Blocks::new(), places: Vec::new(), scopes: vec![root], list_words };
        Walk {
            page,
            reader,
            hidden,
            open: vec![(0, BlockKind::Paragraph)],
            tables: 0,
            verbatim: 0,
            letter: None,
            kept: false,
        }
    }

    fn finish(mut self) -> Page {
        self.end_block();
        self.page
    }

    /// Enters a node; whether its children are to be walked.
    fn enter(&mut self, node: NodeRef<'_, Node>) -> bool {
        match node.value() {
            Node::Text(text) if self.letter.is_some() => self.letter_text(text),
            Node::Text(text) if self.verbatim > 0 => self.page.blocks.verbatim(text),
            Node::Text(text) => self.page.blocks.words(text),
            Node::Element(element) => return self.enter_element(node, element),
            Node::Document | Node::Fragment => return true,
            _ => {}
        }
        false
    }

    fn enter_element(&mut self, node: NodeRef<'_, Node>, element: &Element) -> bool {
        let name = element.name();
        if self.is_skipped(element) {
            return false;
        }
        match name {
            "br" => self.line_break(),
            "a" => {
                if let Some(target) = element.attr("href").and_then(target) {
                    self.page.blocks.open_link(target);
                }
            }
            "td" | "th" if self.tables > 0 => self.page.blocks.cell(),
            "tr" if self.tables > 0 => self.page.blocks.line(),
            "img" => self.picture(node, element),
            "button" | "label" => self.page.blocks.space(),
            _ if elements::is_block(name) => self.open_scope(node, element),
            _ => {}
        }
        true
    }

    /// Writes what a picture of a figure shows, where the figure has no caption.
    fn picture(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let words = element.attr("alt").filter(|_| self.tables == 0 && self.verbatim == 0);
        let is = |node: &NodeRef<'_, Node>, name: &str| {
            node.value().as_element().is_some_and(|element| element.name() == name)
        };
        // A picture lies in its figure, or in a link or two boxes in it.
        let figure = node.ancestors().take(4).find(|around| is(around, "figure"));
        let bare = figure
            .is_some_and(|figure| !figure.descendants().take(FIGURE).any(|inner| is(&inner, "figcaption")));
        if words.is_some_and(|words| bare && self.page.blocks.picture(words)) {
            self.note_place();
        }
        self.page.blocks.space();
    }

    fn is_skipped(&self, element: &Element) -> bool {
        let unscripted = self.hidden == Hidden::Unscripted && element.name() == "noscript";
        elements::is_unseen(element.name()) && !unscripted
            || self.hidden != Hidden::Shown && elements::is_hidden(element)
    }

    fn open_scope(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        if self.tables > 0 {
            self.page.blocks.space();
            return;
        }
        self.end_block();
        let name = element.name();
        let around = self.page.blocks.kind;
        self.open.push((self.page.scopes.len(), around));
        let parent = self.open.iter().rev().nth(1).map_or(0, |&(scope, _)| scope);
        self.page.scopes.push(Scope { parent, marks: self.reader.marks(element), name: scope_name(name) });
        let kind = elements::kind(name).unwrap_or(around);
        self.page.blocks.kind = kind;
        if elements::kind(name) == Some(BlockKind::Code) {
            self.open_preformatted(node);
        }
        if name == "table" && holds_figures(node) {
            self.tables += 1;
            self.page.blocks.kind = BlockKind::Table;
        }
    }

    /// Opens an element that keeps line ends, unless what it holds is running text.
    fn open_preformatted(&mut self, node: NodeRef<'_, Node>) {
        self.verbatim += 1;
        let plain = |inner: NodeRef<'_, Node>| {
            inner.value().as_element().is_none_or(|inner| {
                matches!(inner.name(), "a" | "b" | "i" | "em" | "strong" | "tt" | "font" | "u" | "span")
            })
        };
        // The first is the element itself.
        if self.verbatim > 1 || !node.descendants().skip(1).all(plain) {
            return;
        }
        let text: String =
            node.descendants().filter_map(|inner| inner.value().as_text().map(|text| &**text)).collect();
        if let Some(layout) = preformatted::layout(&text) {
            self.page.blocks.kind = layout.first;
            self.kept = layout.ends.first() == Some(&LineEnd::Kept);
            self.letter = Some(layout.ends.into_iter().peekable());
        }
    }

    /// Writes text of a letter, whose line ends are what its layout says.
    fn letter_text(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.letter_line_end();
            }
            match self.kept {
                true => self.page.blocks.verbatim(line),
                false => self.page.blocks.words(line),
            }
        }
    }

    fn letter_line_end(&mut self) {
        let Some(ends) = self.letter.as_mut() else { return };
        let end = ends.next().unwrap_or(LineEnd::Kept);
        self.kept = end == LineEnd::Kept || ends.peek() == Some(&LineEnd::Kept);
        match end {
            LineEnd::Space => self.page.blocks.space(),
            LineEnd::Kept => self.page.blocks.verbatim("\n"),
            LineEnd::Block(kind) => {
                self.end_block();
                self.page.blocks.kind = kind;
            }
        }
    }

    fn leave(&mut self, node: NodeRef<'_, Node>) {
        let Node::Element(element) = node.value() else { return };
        let name = element.name();
        if self.is_skipped(element) {
            return;
        }
        match name {
            "a" => self.page.blocks.close_link(),
            "button" | "label" => self.page.blocks.space(),
            "table" => {
                // Tables of figures hold no tables.
                self.tables = 0;
                self.close_scope();
            }
            _ if self.tables > 0 && elements::is_block(name) => self.page.blocks.space(),
            _ if elements::is_block(name) => {
                if elements::kind(name) == Some(BlockKind::Code) {
                    self.verbatim -= 1;
                    self.letter = None;
                }
                self.close_scope();
            }
            _ => {}
        }
    }

    fn close_scope(&mut self) {
        self.end_block();
        if let Some((_, around)) = self.open.pop() {
            self.page.blocks.kind = around;
        }
    }

    fn line_break(&mut self) {
        if self.tables > 0 {
            self.page.blocks.space();
        } else if self.page.blocks.line_is_due() {
            self.end_block();
        } else {
            self.page.blocks.line();
        }
    }

    fn end_block(&mut self) {
        if self.page.blocks.end() {
            self.note_place();
        }
    }

    /// Notes where the block stands that was written last.
    fn note_place(&mut self) {
        self.page.places.push(self.open.last().map_or(0, |&(scope, _)| scope));
    }
}

/// The address of a link worth keeping.
fn target(address: &str) -> Option<&str> {
    let address = address.trim();
    let script = address.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"));
    (!address.is_empty() && address != "#" && !script).then_some(address)
}

fn scope_name(name: &str) -> Name {
    match name {
        "header" => Name::Header,
        "h1" => Name::H1,
        _ => Name::Other,
    }
}

/// Whether a table holds figures rather than laying out a page: at least two rows and two
/// columns, and nothing in its cells but short texts.
fn holds_figures(table: NodeRef<'_, Node>) -> bool {
    const LONGEST_CELL: usize = 400;
    let (mut rows, mut cells, mut length) = (0, 0, 0);
    for node in table.descendants().skip(1) {
        match node.value() {
            Node::Text(text) => {
                length += text.len();
                if length > LONGEST_CELL {
                    return false;
                }
            }
            Node::Element(element) => match element.name() {
                "tr" => rows += 1,
                "td" | "th" => {
                    cells += 1;
                    length = 0;
                }
                "caption" | "thead" | "tbody" | "tfoot" | "p" | "div" => {}
                // A page may be hostile enough to hide a table in a table's inline element.
                "pre" | "xmp" | "form" => return false,
                name if elements::is_block(name) => return false,
                _ => {}
            },
            _ => {}
        }
    }
    rows >= 2 && cells >= 2 * rows
}
