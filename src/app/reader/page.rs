//! The state of the reading pane: the document shown, the scroll position, the current hit and the name
//! under the cursor. Only visible lines are laid out.

use std::collections::HashMap;
use std::sync::Arc;

use super::fragments::{
    Fragment, FragmentLayout, Furniture, LineStyle, PageEnd, PageMode, Table, facts_line, file_name,
    fold_note, fold_quotes, fragments, headings, lay_out, positions, source_line, stand_in_verse, table_of,
    tables,
};
use super::mentions::{MentionMark, marked};
use super::page_notes::PageNotes;
use super::paragraph_at::ParagraphAt;
use super::selection::Selection;
use crate::model::{Block, DocumentId, Span};
use crate::query::{DocumentPage, Notes, PageBeside, ReadingPosition};

/// Laid-out fragments kept beyond what is visible.
const KEPT_FRAGMENTS: usize = 400;

/// A row of a page: a line of a fragment, or one of the empty rows after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageRow {
    /// The fragment, counted from 0.
    pub fragment: usize,
    /// The row of the fragment, counted from 0.
    pub line: usize,
}

/// The state of the reading pane.
#[derive(Debug, Default)]
pub struct Reader {
    /// What is shown; `None` before the first document has arrived.
    pub page: Option<Arc<DocumentPage>>,
    /// How much of the document is shown.
    pub mode: PageMode,
    /// The hit the cursor is on, counted from 0; see [`Reader::hit_count`].
    pub hit: Option<usize>,
    /// The mention the cursor is on, counted in `Document::mentions`.
    pub mention: Option<usize>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// Whether identifiers are walked over and pointed at as names are.
    pub identifiers: bool,
    /// Whether signs before names say their kind.
    pub(super) has_name_signs: bool,
    /// The rows on screen, from the top.
    pub visible: Vec<PageRow>,
    pub(super) fragments: Vec<Fragment>,
    pub(super) laid: HashMap<usize, FragmentLayout>,
    /// What was searched for in the whole text, and what of it is shown.
    pub(super) matches: Vec<Span>,
    pub(super) hits: Vec<Span>,
    /// Hits in a title that stands only above the text, in the title as it is shown.
    pub(super) title_hits: Vec<Span>,
    /// Hits in the folds that are open are gone through after all others.
    pub(super) folds_last: bool,
    /// The matches whose folds are open, since they stand nowhere else.
    pub(super) opened: Vec<Span>,
    /// Places in quotes that were gone to: these quotes are not folded.
    pub(super) shown_quotes: Vec<Span>,
    /// How each mention is marked.
    pub(super) marked: Vec<Option<MentionMark>>,
    /// The notes on the document and in it.
    pub(super) noted: PageNotes,
    /// What is known of it beside other documents.
    pub(super) beside: Option<PageBeside>,
    /// What of it was on the screen while it was read, in the order in which it came.
    pub(super) been_seen: Vec<Span>,
    pub(super) source: String,
    pub(super) facts: String,
    end: PageEnd,
    /// Which fragments are headings.
    pub(super) headings: Vec<usize>,
    /// Where each fragment begins on the map, and where the last one ends.
    pub(super) positions: Vec<usize>,
    pub(super) top: PageRow,
    pub(super) paragraph: Option<ParagraphAt>,
    /// The tables among the fragments, in order.
    pub(super) tables: Vec<Table>,
    /// How much of each table is hidden to the left, by the byte it begins at.
    pub(super) aside: HashMap<u32, usize>,
    /// The byte that was at the upper edge before the width changed: widths may change often,
    /// and the place must not creep.
    pub(super) held: Option<usize>,
    /// The topmost row that still fills the pane, once known.
    pub(super) last_top: Option<PageRow>,
    /// Columns and rows of the page.
    pub(super) size: (usize, usize),
}

/// What stands as the headline of a page without one in its text.
fn title_of(page: &DocumentPage) -> &str {
    page.document.title.as_deref().unwrap_or(file_name(&page.path))
}

impl Reader {
    /// Shows a page from its top, or from where it was left when it is the same document. What
    /// was searched for in it stays as long as the search that brought it does. The folds that the
    /// document was found for are open.
    pub fn show(&mut self, page: Arc<DocumentPage>, notes: &Arc<Notes>) {
        let same = self.id() == Some(page.id);
        let offset = self.place().filter(|_| same).map(|offset| match &self.page {
            Some(before) if before.document.text != page.document.text => {
                ReadingPosition::at(&before.document.text, offset).in_text(&page.document.text) as usize
            }
            _ => offset,
        });
        let same_matches = self.page.as_ref().is_some_and(|before| {
            before.matches == page.matches && before.title_matches == page.title_matches
        });
        if !same || !same_matches {
            self.matches.clone_from(&page.matches);
            (self.hit, self.folds_last) = (None, false);
            self.opened = if page.needs_folded_lines { page.matches.clone() } else { Vec::new() };
        }
        let same_text =
            same && self.page.as_ref().is_some_and(|before| before.document.text == page.document.text);
        self.selection.take_if(|_| !same_text);
        if !same_text {
            (self.beside, self.been_seen) = (None, Vec::new());
        }
        self.page = Some(page);
        if !same {
            self.mention = None;
            self.leave_note();
            self.mode = PageMode::Clean;
            self.shown_quotes.clear();
            self.aside.clear();
        }
        self.marked = self.page.as_deref().map_or_else(Vec::new, marked);
        // Before it is laid out: what is noted of it stands in its line of facts.
        self.place_notes(notes);
        self.rebuild();
        self.hold(offset);
    }

    /// The document shown.
    pub fn id(&self) -> Option<DocumentId> {
        self.page.as_ref().map(|page| page.id)
    }

    /// Changes how the page is shown, keeping the place.
    pub fn set_mode(&mut self, mode: PageMode) {
        let offset = self.place();
        self.mode = mode;
        self.rebuild();
        self.hold(offset);
    }

    /// Sets the size in columns and rows, and lays out what is visible.
    pub fn fit(&mut self, columns: usize, rows: usize) {
        if columns == 0 || rows == 0 {
            self.visible.clear();
            return;
        }
        if self.size.0 != columns {
            let offset = self.place();
            self.size = (columns, rows);
            self.laid.clear();
            self.last_top = None;
            self.hold(offset);
        } else if self.size.1 != rows {
            self.size.1 = rows;
            self.last_top = None;
        }
        self.lay_out_visible();
    }

    /// The byte to keep at the upper edge through a change of layout; `None` at the start.
    pub(super) fn place(&self) -> Option<usize> {
        self.held.or_else(|| self.top_offset()).filter(|_| !self.is_at_start())
    }

    /// Goes back to a place after a change of layout.
    pub(super) fn hold(&mut self, place: Option<usize>) {
        match place {
            Some(offset) => self.go_to_offset(offset, 0),
            None => self.go_to_start(),
        }
        self.held = place;
    }

    /// The fragment of a visible row.
    pub fn laid(&self, fragment: usize) -> Option<&FragmentLayout> {
        self.laid.get(&fragment)
    }

    /// The stretch of the document that a line shows.
    pub(super) fn seen(&self, fragment: usize, line: usize) -> Option<Span> {
        let (laid, part) = (self.laid(fragment)?, self.fragments.get(fragment)?);
        let within = part.span().filter(|_| !matches!(part, Fragment::Folded { .. }))?;
        laid.lines.get(line).filter(|line| !line.style.is_furniture())?;
        let from = laid.source(line).unwrap_or(0);
        let until = laid.source(line + 1).unwrap_or(within.end as usize);
        Some(Span::new(from, until.max(from + 1)))
    }

    /// Whether the top of the page is on screen.
    pub fn is_at_start(&self) -> bool {
        self.top == PageRow::default()
    }

    /// What stands as the headline: the title, or the name of the file.
    pub fn title(&self) -> &str {
        self.page.as_deref().map_or("", title_of)
    }

    /// The rows at the upper edge that the head of the page takes: source, headline, facts and the rule below them.
    pub fn rows_of_head(&self) -> usize {
        self.visible.iter().take_while(|row| row.fragment == 0).count()
    }

    /// Whether the headline is scrolled out of sight.
    pub fn is_past_headline(&self) -> bool {
        let begun = self.top > PageRow::default();
        let shows = |row: &PageRow| {
            let line = self.laid(row.fragment).and_then(|laid| laid.lines.get(row.line));
            line.is_some_and(|line| line.style == LineStyle::Title)
        };
        begun && !self.visible.iter().any(shows)
    }

    /// Whether the whole page is on screen.
    pub fn fits(&self) -> bool {
        self.last_top == Some(PageRow::default())
    }

    /// How much of the text lies above the lower edge, in percent.
    pub fn percent(&self) -> usize {
        let Some(page) = &self.page else { return 100 };
        let length = page.document.text.len();
        let at_end = self.last_top.is_some_and(|last| self.top >= last);
        let seen = self.visible.iter().rev().find_map(|row| self.laid(row.fragment)?.source(row.line + 1));
        match seen {
            Some(seen) if !at_end && length > 0 => (seen * 100 / length).min(99),
            _ => 100,
        }
    }

    /// What is selected; else the passage at the cursor: the paragraph gone to, else of the current hit, else of the
    /// current name, else at the top.
    pub fn passage(&self) -> Option<(Span, &str)> {
        let document = &self.page.as_ref()?.document;
        if let Some(span) = self.selected() {
            return Some((span, span.of(&document.text)));
        }
        let place = match self.pointed() {
            Some(span) => span.start as usize,
            None => self.first_shown()?,
        };
        let block = document.blocks.iter().find(|block| block.span.holds(place))?;
        Some((block.span, block.span.of(&document.text).trim()))
    }

    /// The byte of the document that a cell of the page shows: a row from the top and a column of that row.
    pub(super) fn shown_at(&self, row: usize, column: usize) -> Option<usize> {
        let at = self.visible.get(row)?;
        let laid = self.laid(at.fragment)?;
        laid.source_of(laid.text_at(at.line, column)?)
    }

    /// The blocks of chrome that are shown at the cursor, else those of the first fold in sight.
    pub fn folded_passages(&self) -> Vec<Span> {
        let Some(document) = self.page.as_ref().map(|page| &page.document) else { return Vec::new() };
        if let Some((span, _)) = self.passage().filter(|(span, _)| document.is_chrome_at(*span)) {
            return vec![span];
        }
        let fold = self.visible.iter().find_map(|row| match self.fragments.get(row.fragment)? {
            Fragment::Folded { span, .. } => Some(*span),
            _ => None,
        });
        let inside = |block: &&Block| fold.is_some_and(|fold| fold.overlaps(block.span));
        document.blocks.iter().filter(inside).map(|block| block.span).collect()
    }

    /// Whether a visible row shows a fold of site chrome.
    pub fn is_fold(&self, row: usize) -> bool {
        let fragment = self.visible.get(row).and_then(|row| self.fragments.get(row.fragment));
        fragment.is_some_and(Fragment::is_fold)
    }

    pub(super) fn rebuild(&mut self) {
        self.fragments = match &self.page {
            Some(page) => {
                let all = fragments(&page.document, self.mode, &self.matches, &self.opened);
                match self.mode {
                    PageMode::Clean => fold_quotes(&page.document, all, &[&self.matches, &self.shown_quotes]),
                    PageMode::WithChrome | PageMode::Original => all,
                }
            }
            None => Vec::new(),
        };
        if self.fragments.iter().any(|fragment| !matches!(fragment, Fragment::Head(_))) {
            self.fragments.push(Fragment::End);
        }
        self.headings = headings(&self.fragments);
        self.positions = positions(&self.fragments);
        self.tables =
            self.page.as_ref().map_or_else(Vec::new, |page| tables(&page.document, &self.fragments));
        self.write_facts();
        self.choose_hits();
    }

    /// Writes the line of facts anew; what is laid out is laid out with it.
    pub(super) fn write_facts(&mut self) {
        self.source = self.page.as_deref().map_or_else(String::new, source_line);
        self.facts = self.page.as_deref().map_or_else(String::new, facts_line);
        let note = self.page.as_deref().filter(|_| self.mode == PageMode::Clean).and_then(fold_note);
        if let Some(note) = note {
            self.facts.push_str(if self.facts.is_empty() { "" } else { " · " });
            self.facts.push_str(note);
        }
        if let Some(words) = self.beside_words() {
            self.facts.push_str(if self.facts.is_empty() { "" } else { " · " });
            self.facts.push_str(&words);
        }
        if let Some(words) = self.noted_words() {
            self.facts.push_str(if self.facts.is_empty() { "" } else { " · " });
            self.facts.push_str(&words);
        }
        self.laid.clear();
        self.last_top = None;
    }

    /// Says what comes after the page.
    pub fn set_end(&mut self, end: PageEnd) {
        if self.end != end {
            self.end = end;
            self.laid.remove(&(self.fragments.len().saturating_sub(1)));
            self.last_top = None;
        }
    }

    /// Lays out the fragment and returns it; an empty one when there is no such fragment.
    pub(super) fn lay_out(&mut self, fragment: usize) -> &FragmentLayout {
        let is_new = !self.laid.contains_key(&fragment);
        if is_new {
            self.measure_table(fragment);
        }
        let (fragments, page, width) = (&self.fragments, &self.page, self.size.0);
        let (source, facts, end) = (&self.source, &self.facts, &self.end);
        let table = table_of(&self.tables, fragment);
        let part = fragments.get(fragment).filter(|_| is_new);
        let signs = self.name_signs(part.and_then(Fragment::span));
        self.laid.entry(fragment).or_insert_with(|| match (fragments.get(fragment), page) {
            (Some(part), Some(page)) => {
                let document = &page.document;
                let title = title_of(page);
                let chrome = if page.is_mail { "header or signature" } else { "site chrome" };
                let (flows, quotes) = (document.lines.is_some(), document.quotes.as_slice());
                let columns = table.and_then(|table| table.columns.as_ref());
                let around =
                    Furniture { source, title, facts, end, flows, chrome, quotes, signs: &signs, columns };
                let mut laid = lay_out(part, &document.text, around, width);
                if let (Some(sideways), Some(table)) = (&mut laid.sideways, table) {
                    sideways.hide(self.aside.get(&table.span.start).copied().unwrap_or(0));
                }
                if table.is_some_and(|table| fragment + 1 < table.fragments.end) {
                    laid.gap = 0;
                }
                let next = fragments.get(fragment + 1);
                if part.stands_with_its_like() && !next.is_some_and(|next| next.is_like(part)) {
                    laid.gap = 1;
                }
                if next.is_some_and(|next| stand_in_verse(document, part, next)) {
                    laid.gap = 0;
                }
                laid
            }
            _ => FragmentLayout::default(),
        })
    }

    pub(super) fn lay_out_visible(&mut self) {
        self.clamp();
        if self.laid.len() > KEPT_FRAGMENTS {
            self.laid.clear();
        }
        let mut row = self.top;
        self.visible.clear();
        self.lay_out(row.fragment);
        if let Some(header) = self.header_over(row) {
            self.lay_out(header.fragment);
            self.visible.push(header);
            row.line += 1;
        }
        while self.visible.len() < self.size.1 && row.fragment < self.fragments.len() {
            let rows = self.lay_out(row.fragment).rows();
            if row.line < rows {
                self.visible.push(row);
                row.line += 1;
            } else {
                row = PageRow { fragment: row.fragment + 1, line: 0 };
            }
        }
    }
}
