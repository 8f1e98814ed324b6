//! Builds the tree of a page step by step, and gives up on one that grows too deep or faster than its
//! page. `guard` catches most such pages earlier; but it reads tags more simply than the tree builder
//! does, and a page may be written to exploit that.

use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

/// How many bytes are parsed before the tree is looked at again.
const STEP: usize = 4096;

/// How deep a node may lie. The parsing of a tag takes time that grows with the depth it is at.
const DEPTH: usize = 512;

/// How many nodes a tree may have beyond one for each byte parsed: elements of formatting left
/// open are made anew in every block.
const SLACK: usize = 1000;

/// Whether a page is read as by those who run its scripts: what it has for others is then one
/// unread text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    Run,
    Ignored,
}

/// Parses a page; none when its tree would take too long to build.
pub fn parse(page: &str, scripts: Scripts) -> Option<Html> {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = scripts == Scripts::Run;
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), options);
    let (mut parsed, mut seen) = (0, 0);
    while parsed < page.len() {
        let end = page.floor_char_boundary(parsed + STEP);
        parser.process(StrTendril::from(&page[parsed..end]));
        parsed = end;
        let html = parser.tokenizer.sink.sink.0.borrow();
        if !is_tame(&html, seen, parsed) {
            return None;
        }
        seen = html.tree.nodes().len();
    }
    Some(parser.finish())
}

/// Whether the nodes from the one numbered `seen` on are neither too deep nor, with those
/// before, too many for `parsed` bytes.
fn is_tame(html: &Html, seen: usize, parsed: usize) -> bool {
    let nodes = html.tree.nodes();
    let new = nodes.len() - seen;
    // Of a chain of nodes the last is the deepest, and siblings are equally deep.
    let mut ends = nodes.rev().take(new).filter(|node| !node.has_children() && node.prev_sibling().is_none());
    seen + new <= parsed + SLACK && ends.all(|node| node.ancestors().take(DEPTH + 1).count() <= DEPTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_found_behind_markup_that_hides_it_from_a_simpler_reader() {
        let veils = [
            "",
            "<a =\">",
            "<a b=c=\">",
            "<!-- --!>",
            "<!--->",
            "<svg><title></svg>",
            "<script></scriptx><!--</script>",
            "<svg><![CDATA[><!--]]></svg>",
            "<table>",
        ];
        for veil in veils {
            assert!(parse(&format!("{veil}{}", "<div>".repeat(20_000)), Scripts::Run).is_none(), "{veil}");
        }
    }

    #[test]
    fn formatting_made_anew_in_every_block_is_given_up() {
        let page: String = (0..2000).map(|i| format!("<p><font size={i}></p>")).collect();
        assert!(parse(&page, Scripts::Ignored).is_none());
    }

    #[test]
    fn a_page_parsed_in_steps_is_the_page_parsed_whole() {
        let page = format!("<title>é</title>{}", "<div><p>one <b>é<td>two</b></div><br>".repeat(1000));
        assert_eq!(
            parse(&page, Scripts::Run).map(|html| html.html()),
            Some(Html::parse_document(&page).html())
        );
    }
}
