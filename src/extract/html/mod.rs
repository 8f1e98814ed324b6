//! Reads HTML: every visible block in order, the metadata of the page, and a vote on each block (article
//! or site chrome).
//!
//! ```text
//! page ─guard→ (flattened when hostile) ─tree→ tree ─walk→ Page ─vote→ text blocks
//!                                                └─metadata→ Metadata
//! ```

mod authors;
mod chrome;
mod dates;
mod elements;
mod guard;
mod headline;
mod metadata;
mod preformatted;
mod prose;
mod structured;
mod tags;
mod tree;
mod vote;
mod walk;

use scraper::Html;

use crate::model::{Extract, Format, Vote};
use tree::Scripts;

/// When no more than this many bytes are shown, what is hidden is the page: a dialog that was
/// open when it was saved has hidden everything else.
const NEXT_TO_NOTHING: usize = 200;

/// Extracts the visible blocks of a page that is no page of a site: a letter, a chapter, an entry of a feed. All
/// of it is content.
pub fn whole(text: &str) -> Extract {
    let mut extract = self::extract(text);
    for block in &mut extract.text_blocks {
        block.vote = Vote::Content;
    }
    extract
}

/// Extracts the visible blocks of a page.
pub fn extract(text: &str) -> Extract {
    let tree = guard::is_tame(text).then(|| tree::parse(text, Scripts::Run)).flatten();
    let Some(mut html) = tree else { return flat(text) };
    let mut page = walk::walk(&html, walk::Hidden::Skipped);
    let is_little = |page: &walk::Page| page.blocks.text.len() <= NEXT_TO_NOTHING;
    let is_much = |page: &walk::Page| page.blocks.text.len() > 2 * NEXT_TO_NOTHING;
    if is_little(&page) {
        page = Some(walk::walk(&html, walk::Hidden::Shown)).filter(is_much).unwrap_or(page);
    }
    // A page that scripts write has its text for those who run none.
    if is_little(&page)
        && text.contains("<noscript")
        && let Some(unscripted) = tree::parse(text, Scripts::Ignored)
    {
        let all = walk::walk(&unscripted, walk::Hidden::Unscripted);
        if is_much(&all) {
            (html, page) = (unscripted, all);
        }
    }
    vote::vote(&mut page);
    Extract {
        format: Format::Html,
        text: page.blocks.text,
        text_blocks: page.blocks.text_blocks,
        links: page.blocks.links,
        metadata: metadata::read(&html),
        ..Extract::default()
    }
}

/// Extracts the blocks of a page too deep or too large for a tree, a chunk at a time and without
/// votes.
fn flat(text: &str) -> Extract {
    let mut whole = Extract { format: Format::Html, ..Extract::default() };
    for chunk in guard::flatten(text) {
        let html = Html::parse_document(&chunk);
        let page = walk::walk(&html, walk::Hidden::Skipped);
        if page.blocks.text_blocks.is_empty() {
            continue;
        }
        if !whole.text.is_empty() {
            whole.text.push_str("\n\n");
        }
        let by = whole.text.len();
        whole.text.push_str(&page.blocks.text);
        whole.text_blocks.extend(page.blocks.text_blocks.into_iter().map(|mut block| {
            block.span = block.span.shifted(by);
            block
        }));
        if whole.metadata.title.is_none() {
            whole.metadata = metadata::read(&html);
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;

    #[test]
    fn a_picture_is_named_by_its_caption_else_by_words_that_say_something() {
        let page = "<article><p>One.<figure><img alt='The ferry leaves the old quay'><figcaption>Ida Holm</figcaption></figure>\
                    <figure><a href='b.jpg'><img alt='The mayor opens the new bridge'></a></figure><p>Two <img alt='a smile \
                    with two eyes'> three.<figure><img alt='DSC_0042 large final copy.JPG'></figure><figure><img alt='logo'></figure>\
                    <img alt='The pier at low tide in May'></article>";
        let found = outline(page);
        let captions: Vec<&str> = found
            .iter()
            .filter(|(kind, _)| *kind == BlockKind::Caption)
            .map(|(_, words)| words.as_str())
            .collect();
        assert_eq!(captions, ["Ida Holm", "The mayor opens the new bridge"]);
        assert_eq!(found.len(), 4, "{found:?}");
    }

    fn outline(page: &str) -> Vec<(BlockKind, String)> {
        let extract = extract(page);
        extract
            .text_blocks
            .iter()
            .map(|block| (block.kind, block.span.of(&extract.text).to_owned()))
            .collect()
    }

    #[test]
    fn every_visible_block_stands_on_its_own_in_order() {
        use BlockKind::*;
        let page = "<title>T</title><h1>One  <b>two</b></h1><p>three<br>four<p>five<blockquote><p>six</blockquote>\
            <ul><li>seven<li>eight</ul><pre>\nnine\n  ten\n</pre><figure><figcaption>eleven</figcaption></figure>\
            <script>no</script><p hidden>no<p style='display:none'>no</p>twelve";
        let want = [
            (Heading, "One two"),
            (Paragraph, "three\nfour"),
            (Paragraph, "five"),
            (Quote, "six"),
            (List, "seven"),
            (List, "eight"),
            (Code, "nine\n  ten"),
            (Caption, "eleven"),
            (Paragraph, "twelve"),
        ];
        assert_eq!(outline(page), want.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn a_table_of_figures_is_rows_of_cells_and_a_table_for_layout_is_not() {
        let figures = "<table><tr><th>Port<th>Ships</tr><tr><td>Ostra<td>12</tr></table>";
        assert_eq!(outline(figures), [(BlockKind::Table, "Port | Ships\nOstra | 12".to_owned())]);
        let layout = "<table><tr><td><h2>One</h2><p>two</p></td><td><ul><li>three</ul></td></tr></table>";
        let words: Vec<_> = outline(layout).into_iter().map(|(_, text)| text).collect();
        assert_eq!(words, ["One", "two", "three"]);
    }

    #[test]
    fn a_letter_in_preformatted_text_is_paragraphs_unless_code_stands_in_it() {
        use BlockKind::*;
        let letter = "The water board of Ellmarsh has sent me its table of wells\nat <i>last</i>.";
        let page = format!("<pre>Dear all,\n\n{letter}\n\n&gt; Has anybody\n&gt; seen it?\n</pre><p>end");
        let want = [
            (Paragraph, "Dear all,"),
            (Paragraph, "The water board of Ellmarsh has sent me its table of wells at last."),
            (Quote, "> Has anybody\n> seen it?"),
            (Paragraph, "end"),
        ];
        assert_eq!(outline(&page), want.map(|(kind, text)| (kind, text.to_owned())));
        let nested = outline(&format!("<pre>{letter}\n\n<pre>let well\n  = 1</pre></pre>"));
        assert!(nested.iter().all(|(kind, _)| *kind == Code), "{nested:?}");
        assert_eq!(nested.last().map(|(_, text)| text.as_str()), Some("let well\n  = 1"));
    }

    #[test]
    fn two_line_breaks_part_paragraphs() {
        let words: Vec<_> = outline("one<br>\n<br>two<br>three").into_iter().map(|(_, text)| text).collect();
        assert_eq!(words, ["one", "two\nthree"]);
    }

    #[test]
    fn links_carry_their_words_and_address() {
        let extract = extract("<p>See <a href='/port'>the port</a> and <a href='javascript:x()'>this</a>.");
        assert_eq!(extract.links.len(), 1);
        assert_eq!(extract.links[0].target, "/port");
        assert_eq!(extract.links[0].span.of(&extract.text), "the port");
    }

    #[test]
    fn a_page_behind_an_open_dialog_is_still_read() {
        let words = "The ferry to Ostra sails again after a month in dock. ".repeat(12);
        let page = format!("<div aria-hidden=true><p>{words}</p></div><div role=dialog>Accept cookies</div>");
        assert!(extract(&page).text.contains("sails again"));
    }

    #[test]
    fn a_page_that_scripts_write_is_read_as_without_them() {
        let words = "The ferry to Ostra sails again after a month in dock. ".repeat(12);
        let page = format!("<body><p>Loading</p><noscript><h1>Ferry</h1><p>{words}</p></noscript>");
        assert!(extract(&page).text.contains("sails again"));
        let page = format!("<body><p>{words}</p><noscript><p>Please enable scripts</p></noscript>");
        assert!(!extract(&page).text.contains("enable"));
    }

    #[test]
    fn the_article_is_content_and_the_site_around_it_is_chrome() {
        let paragraph = "<p>The ferry to Ostra sails again, the port said on Monday, after a month in dock. \
            Passengers had been waiting, some of them for days, in the town's two small hotels.</p>";
        let page = format!(
            "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav><main><h1>Ferry sails</h1>{}\
             <div class=share-tools><p>Share this article with all of your friends</p></div>{paragraph}</main>\
             <footer><p>Copyright The Ostra Bell, all rights reserved, no copying.</p></footer>",
            paragraph.repeat(3)
        );
        let extract = extract(&page);
        let chrome: Vec<_> = extract
            .text_blocks
            .iter()
            .filter(|block| block.vote == Vote::Chrome)
            .map(|p| p.span.of(&extract.text))
            .collect();
        assert_eq!(chrome.len(), 4, "{chrome:?}");
        assert!(chrome[2].starts_with("Share") && chrome[3].starts_with("Copyright"));
        assert_eq!(extract.text_blocks.iter().filter(|block| block.vote == Vote::Content).count(), 5);
    }

    #[test]
    fn deep_and_huge_pages_are_read_without_a_tree() {
        let deep = format!("{}core &amp; words{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
        assert_eq!(extract(&deep).text, "core & words");
        let paragraph = format!("<p>{} &eacute; ", "word ".repeat(100));
        let extract = extract(&paragraph.repeat(17_000));
        assert_eq!(extract.text_blocks.len(), 17_000);
        assert!(extract.text.ends_with("word word é"));
    }
}
