//! What is said of one document, said of others that are alike: of lines with the same words, numbers aside, of
//! documents with the same source or author, and of titles with the same words before or after them. How candidates
//! are searched for, and what is said of one of them; as a rule of the folder, also of those that come later.
//!
//! Not here: searching for them (`engine::alike`), and reading what comes by rules (`ingest::corrected`).

use super::document::{DocumentCorrection, DocumentFact, FolderRule};
use crate::model::{Anchor, Block, BlockKind, Document, DocumentId, Span};
use crate::query::facet_text::TextValue;
use crate::query::language::{QueryContext, parse};
use crate::query::request::{Criterion, Filter, Mode, Search};
use crate::query::{FacetText, Query};
use crate::text::anchor::anchor;

/// So many words of a line are searched for: more leave nothing out that these do not. Set by hand.
const WORDS: usize = 8;

/// The search for documents of a folder that may be alike; `None` where no words tell them from others. `before`
/// is what the corrected part was before it was corrected.
pub fn search_for_alike(fact: &DocumentFact, before: &str, folder: &str) -> Option<Search> {
    let mut filters = Vec::new();
    if !folder.is_empty() {
        filters.push(Criterion::Path(folder.to_owned()));
    }
    let mut is_text =
        |of, value: &str| filters.push(Criterion::Text(TextValue { of, value: value.to_owned() }));
    let query = match fact {
        DocumentFact::Passage { passage, .. } => query_of_words("", &passage.quote)?,
        DocumentFact::Title(Some(title)) => query_of_words("title:", Around::of(title, before)?.words())?,
        DocumentFact::Source(_) => {
            is_text(FacetText::Source, before);
            Query::default()
        }
        DocumentFact::Author(_) if !before.is_empty() => {
            is_text(FacetText::Author, before);
            Query::default()
        }
        _ => return None,
    };
    let filters = filters.into_iter().map(|criterion| Filter { mode: Mode::Include, criterion }).collect();
    Some(Search { query, filters, ..Search::default() })
}

/// The query for documents that have the words of a text, each behind a field; `None` where it has none.
fn query_of_words(field: &str, text: &str) -> Option<Query> {
    let is_word = |word: &&str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(is_word);
    let quoted: Vec<String> = words.take(WORDS).map(|word| format!("{field}\"{word}\"")).collect();
    let nothing = QueryContext { lists: &[], today: jiff::civil::Date::ZERO };
    (!quoted.is_empty()).then(|| parse(&quoted.join(" "), false, &nothing).query)
}

/// What stood around a title that was said to be shorter: the name of the site, mostly.
enum Around<'t> {
    Before(&'t str),
    After(&'t str),
}

impl<'t> Around<'t> {
    /// What of a title is no part of it; `None` where it is another title altogether.
    fn of(title: &str, before: &'t str) -> Option<Around<'t>> {
        let after = before.strip_prefix(title).map(Around::After);
        let around = after.or_else(|| before.strip_suffix(title).map(Around::Before))?;
        around.words().contains(char::is_alphanumeric).then_some(around)
    }

    fn words(&self) -> &'t str {
        match self {
            Around::Before(words) | Around::After(words) => words,
        }
    }

    /// A title with the same around it.
    fn put_to(&self, title: &str) -> String {
        match self {
            Around::Before(words) => format!("{words}{title}"),
            Around::After(words) => format!("{title}{words}"),
        }
    }

    /// A title without the same around it; `None` of one that does not have it.
    fn taken_from(&self, title: &str) -> Option<String> {
        let rest = match self {
            Around::Before(words) => title.strip_prefix(words),
            Around::After(words) => title.strip_suffix(words),
        };
        rest.map(str::trim).filter(|rest| !rest.is_empty()).map(str::to_owned)
    }
}

/// What is to be said of a document that was found so, if it is alike.
pub fn said_alike(
    fact: &DocumentFact,
    before: &str,
    id: DocumentId,
    document: &Document,
) -> Vec<DocumentCorrection> {
    let said = |fact| DocumentCorrection { document: id, fact, learnt_from: None };
    match fact {
        DocumentFact::Passage { passage, chrome } => {
            let others = passages(document, &passage.quote, !*chrome);
            others.map(|passage| said(DocumentFact::Passage { passage, chrome: *chrome })).collect()
        }
        DocumentFact::Title(Some(title)) => {
            let around = Around::of(title, before).zip(document.title.as_deref());
            let shorter = around.and_then(|(around, title)| around.taken_from(title));
            shorter.map(|title| said(DocumentFact::Title(Some(title)))).into_iter().collect()
        }
        fact => vec![said(fact.clone())],
    }
}

/// The rule that says a fact of a whole folder; `None` where nothing tells which of its documents are alike.
pub fn folder_rule(fact: &DocumentFact, before: &str) -> Option<FolderRule> {
    search_for_alike(fact, before, "")?;
    Some(FolderRule { fact: fact.clone(), before: before.to_owned() })
}

/// What a rule says of a document of its folder, as that was read; nothing where it is not alike.
pub fn said_by_rule(rule: &FolderRule, id: DocumentId, document: &Document) -> Vec<DocumentCorrection> {
    let FolderRule { fact, before } = rule;
    let was = |part: Option<&str>| part.unwrap_or_default() == before;
    let is_alike = match fact {
        DocumentFact::Source(_) => was(document.source.as_deref()),
        DocumentFact::Author(_) => !before.is_empty() && was(document.byline.as_deref()),
        DocumentFact::Title(_) | DocumentFact::Passage { .. } => true,
        DocumentFact::Date(_) | DocumentFact::Beginning { .. } | DocumentFact::Folder(_) => false,
    };
    if is_alike { said_alike(fact, before, id, document) } else { Vec::new() }
}

/// What of a document is as a rule of its folder says it, as far as that shows in the document.
pub fn seen_by_rule(rule: &FolderRule, document: &Document) -> Vec<DocumentFact> {
    let (fact, text) = (&rule.fact, rule.fact.text());
    let is_said = match fact {
        DocumentFact::Source(_) => document.source == text,
        DocumentFact::Author(_) => document.byline == text,
        DocumentFact::Title(Some(title)) => {
            let around = Around::of(title, &rule.before).zip(document.title.as_deref());
            return match around.filter(|(around, title)| document.text.contains(&around.put_to(title))) {
                Some((_, title)) => vec![DocumentFact::Title(Some(title.to_owned()))],
                None => Vec::new(),
            };
        }
        DocumentFact::Passage { passage, chrome } => {
            let said = |passage| DocumentFact::Passage { passage, chrome: *chrome };
            return passages(document, &passage.quote, *chrome).map(said).collect();
        }
        _ => false,
    };
    if is_said { vec![fact.clone()] } else { Vec::new() }
}

/// The words of a title that are no part of it, as a reader said; `None` where it is another title altogether.
pub fn words_around_title<'t>(title: &str, before: &'t str) -> Option<&'t str> {
    Around::of(title, before).map(|around| around.words().trim())
}

/// The passages of a document that have the words of a quotation, in blocks that are chrome or that are not.
fn passages(document: &Document, quote: &str, chrome: bool) -> impl Iterator<Item = Box<Anchor>> {
    let wanted = masked(quote);
    let of = document.blocks.iter().filter(move |block| (block.kind == BlockKind::Chrome) == chrome);
    let spans = of.filter_map(move |block| same_line(document, block, &wanted));
    spans.map(|span| Box::new(anchor(&document.text, span)))
}

/// The part of a block that has the words: all of it, or one of its lines.
fn same_line(document: &Document, block: &Block, wanted: &str) -> Option<Span> {
    let text = block.span.of(&document.text);
    if masked(text) == wanted {
        return Some(block.span);
    }
    let mut start = block.span.start as usize;
    text.split_inclusive('\n').find_map(|line| {
        let begin = start + (line.len() - line.trim_start().len());
        start += line.len();
        (masked(line) == wanted).then(|| Span::new(begin, begin + line.trim().len()))
    })
}

/// The words of a line with every number alike: "12 comments" is what "7 comments" is.
fn masked(line: &str) -> String {
    let mut masked = String::with_capacity(line.len());
    for c in line.split_whitespace().flat_map(|word| word.chars().chain([' '])) {
        match c.is_ascii_digit() {
            true if masked.ends_with('0') => {}
            true => masked.push('0'),
            false => masked.push(c),
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::CorrectedPart;

    fn chrome(words: &str) -> DocumentFact {
        let passage = Box::new(anchor(words, Span::new(0, words.len())));
        DocumentFact::Passage { passage, chrome: true }
    }

    #[test]
    fn lines_with_the_same_words_are_alike_whatever_their_numbers() {
        let text = "12  comments so far\nThe dam held.\n\nNo comments so far";
        let block = |start, end, kind| Block { span: Span::new(start, end), kind };
        let blocks = vec![block(0, 33, BlockKind::Paragraph), block(35, 53, BlockKind::Paragraph)];
        let document = Document { text: text.into(), blocks, ..Document::default() };
        let fact = chrome("7 comments so far");
        let said = said_alike(&fact, "", DocumentId(7), &document);
        let [DocumentCorrection { fact: DocumentFact::Passage { passage, chrome: true }, .. }] = &said[..]
        else {
            panic!("{said:?}")
        };
        assert_eq!(passage.quote, "12  comments so far");
        let search = search_for_alike(&fact, "", "news/").unwrap();
        assert_eq!((search.query.clauses.len(), search.filters.len()), (3, 1));
        assert_eq!(search_for_alike(&chrome("* * 7"), "", ""), None);
    }

    #[test]
    fn documents_of_the_same_source_or_author_are_alike() {
        let source = CorrectedPart::Source.fact("Norwick Herald").unwrap();
        let search = search_for_alike(&source, "Herald", "").unwrap();
        assert_eq!(search.filters[0].criterion, Criterion::text(FacetText::Source, "Herald"));
        let said = said_alike(&source, "Herald", DocumentId(7), &Document::default());
        assert_eq!((said.len(), said[0].document, &said[0].fact), (1, DocumentId(7), &source));
        let author = CorrectedPart::Author.fact("").unwrap();
        let search = search_for_alike(&author, "Share this", "").unwrap();
        assert_eq!(search.filters[0].criterion, Criterion::text(FacetText::Author, "Share this"));
        assert_eq!(search_for_alike(&author, "", ""), None, "to know nobody is nothing to have in common");
        assert_eq!(search_for_alike(&CorrectedPart::Date.fact("2021").unwrap(), "2020", ""), None);
    }

    #[test]
    fn titles_with_the_same_words_around_them_are_alike() {
        let title = |text: &str| DocumentFact::Title(Some(text.to_owned()));
        let (fact, before) = (title("The dam breaks"), "The dam breaks | Norwick Herald");
        assert_eq!(search_for_alike(&fact, before, "").unwrap().query.clauses.len(), 2);
        let said = |fact: &DocumentFact, before, title: &str| {
            let document = Document { title: Some(title.to_owned()), ..Document::default() };
            let said = said_alike(fact, before, DocumentId(7), &document);
            said.into_iter().find_map(|of| of.fact.text())
        };
        assert_eq!(said(&fact, before, "A thaw | Norwick Herald").as_deref(), Some("A thaw"));
        assert_eq!(said(&fact, before, "A thaw | Lauten Gazette"), None);
        assert_eq!(said(&title("A thaw"), "News: A thaw", "News: The dam").as_deref(), Some("The dam"));
        for other in ["Another title", "The dam breaks", "The dam breaks!"] {
            assert_eq!(search_for_alike(&fact, other, ""), None, "{other}");
        }
    }
}
