//! Guards the tree builder against hostile pages: finds pages that would hang it in one pass, and
//! flattens them. Building a tree takes time quadratic in the depth, in the attributes of one tag and in
//! the formatting elements left open.

use super::tags::{Tag, Token, tokens};

/// How deep elements may lie in each other.
const DEPTH: usize = 256;

/// How many attributes one tag may have.
const ATTRIBUTES: usize = 1000;

/// How many `html` and `body` tags a page may have: each one's attributes are merged.
const ROOTS: usize = 16;

/// How many formatting elements may end inside an element that began after them: each is torn
/// apart and put together again.
const CROSSED: usize = 1000;

/// How many bytes a page may have to be made one tree.
const SIZE: usize = 8 << 20;

/// How many tags a page may have to be made one tree: each takes a hundred times its own bytes there.
const TAGS: usize = 500_000;

/// The bytes in one flattened page.
const CHUNK: usize = 2 << 20;

/// What parts two cells of a flattened row.
const CELL: &str = " | ";

/// Whether the page can be parsed into a tree in reasonable time and memory.
pub fn is_tame(page: &str) -> bool {
    if page.len() > SIZE {
        return false;
    }
    let (mut open, mut tags) = (Open::default(), 0);
    tokens(page).all(|token| match token {
        Token::Tag(tag) => {
            tags += 1;
            tags <= TAGS && open.follow(tag)
        }
        Token::Text(_) | Token::Raw(_) => true,
    })
}

/// The elements that are open at a place of the page.
#[derive(Default)]
struct Open<'a> {
    elements: Vec<&'a str>,
    /// Formatting elements outlive the element they stand in until their own end tag comes; with
    /// each, how many elements were open around it.
    formatting: Vec<(&'a str, usize)>,
    roots: usize,
    /// How many formatting elements ended inside an element that began after them.
    crossed: usize,
}

impl<'a> Open<'a> {
    /// Follows a tag; whether the page is still tame.
    fn follow(&mut self, tag: Tag<'a>) -> bool {
        let root = tag.is("html") || tag.is("body");
        self.roots += usize::from(root && !tag.closing);
        if !(root || is_void(tag.name) || has_optional_end(tag.name)) {
            match (tag.closing, is_formatting(tag.name)) {
                (false, true) => self.open_formatting(tag),
                (true, true) => self.close_formatting(tag),
                (false, false) if tag.self_closing && self.in_foreign() => {}
                (false, false) => self.elements.push(tag.name),
                (true, false) => {
                    let found = self.elements.iter().rposition(|name| tag.is(name));
                    self.elements.truncate(found.unwrap_or(self.elements.len()));
                }
            }
        }
        tag.attributes <= ATTRIBUTES
            && self.roots <= ROOTS
            && self.crossed <= CROSSED
            && self.elements.len() + self.formatting.len() <= DEPTH
    }

    fn open_formatting(&mut self, tag: Tag<'a>) {
        if tag.is("a") {
            // A link ends where the next begins.
            self.formatting.retain(|(name, _)| !tag.is(name));
        }
        self.formatting.push((tag.name, self.elements.len()));
    }

    fn close_formatting(&mut self, tag: Tag<'a>) {
        if let Some(at) = self.formatting.iter().rposition(|(name, _)| tag.is(name)) {
            let (_, around) = self.formatting.remove(at);
            self.crossed += usize::from(self.elements.len() > around);
        }
    }

    /// Whether inside a drawing or a formula, where `<path/>` has an end.
    fn in_foreign(&self) -> bool {
        self.elements.iter().any(|name| name.eq_ignore_ascii_case("svg") || name.eq_ignore_ascii_case("math"))
    }
}

/// Flattens a page into small pages without depth: blocks become paragraphs or headings, other
/// tags fall away, and with them links and what they say of the text's place.
pub fn flatten(page: &str) -> Vec<String> {
    let mut pages = vec![String::new()];
    let mut raw = "";
    for token in tokens(page) {
        let Some(flat) = pages.last_mut() else { break };
        match token {
            Token::Text(text) => flat.push_str(text),
            Token::Raw(text) if raw.eq_ignore_ascii_case("title") && flat.len() + text.len() < CHUNK => {
                flat.extend(["<title>", text, "</title>"]);
            }
            Token::Raw(_) => {}
            Token::Tag(tag) => {
                raw = tag.name;
                let block = flat_tag(tag);
                if block == "<p>" && flat.len() > CHUNK {
                    pages.push(String::new());
                }
                if let Some(flat) = pages.last_mut()
                    && !(block == CELL && flat.trim_end().ends_with('>'))
                {
                    flat.push_str(block);
                }
            }
        }
    }
    pages
}

/// What remains of a tag.
fn flat_tag(tag: Tag<'_>) -> &'static str {
    const HEADINGS: [(&str, &str); 6] =
        [("h1", "<h1>"), ("h2", "<h2>"), ("h3", "<h3>"), ("h4", "<h4>"), ("h5", "<h5>"), ("h6", "<h6>")];
    if let Some((_, heading)) = HEADINGS.iter().find(|(name, _)| tag.is(name)) {
        return if tag.closing { "</h1><p>" } else { heading };
    }
    if tag.is("br") {
        "<br>"
    } else if (tag.is("td") || tag.is("th")) && !tag.closing {
        CELL
    } else if super::elements::is_block(&tag.name.to_ascii_lowercase()) {
        "<p>"
    } else {
        ""
    }
}

fn is_void(name: &str) -> bool {
    const VOID: [&str; 17] = [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
        "link", "meta", "param", "source", "track",
    ];
    VOID.iter().any(|void| name.eq_ignore_ascii_case(void)) || name.eq_ignore_ascii_case("wbr")
}

/// Elements that end by themselves where the next begins; they do not nest without others.
fn has_optional_end(name: &str) -> bool {
    const OPTIONAL: [&str; 16] = [
        "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup",
        "caption", "rt", "rp",
    ];
    OPTIONAL.iter().any(|optional| name.eq_ignore_ascii_case(optional))
}

fn is_formatting(name: &str) -> bool {
    const FORMATTING: [&str; 14] =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    FORMATTING.iter().any(|formatting| name.eq_ignore_ascii_case(formatting))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_attributes_and_open_formatting_are_not_tame() {
        assert!(is_tame(&format!("{}x{}", "<div>".repeat(200), "</div>".repeat(200))));
        assert!(!is_tame(&"<div>".repeat(300)));
        assert!(!is_tame(&"<b><i>".repeat(200)));
        assert!(!is_tame(&"<p><font size=1></p>".repeat(300)));
        assert!(!is_tame(&format!("<a {}>", "a=1 ".repeat(2000))));
        assert!(!is_tame(&"<body a=1>".repeat(100)));
        assert!(!is_tame(&"<i><table></i>x</table>".repeat(2000)));
        assert!(!is_tame(&"<p>x".repeat(TAGS + 1)));
    }

    #[test]
    fn long_flat_pages_are_tame() {
        assert!(is_tame(&"<p>one<li>two<td>three<a href=x>four<br>".repeat(1000)));
        assert!(is_tame(&"<div><span></div>".repeat(1000)));
        assert!(is_tame(&format!("<svg>{}</svg>", "<path d='m'/>".repeat(1000))));
    }

    #[test]
    fn a_flattened_page_keeps_its_words_and_headings() {
        let pages =
            flatten("<title>T &amp; U</title><div><div><h2>One</h2>two <b>three</b><script>x</script>");
        assert_eq!(pages.concat(), "<title>T &amp; U</title><p><p><h2>One</h1><p>two three");
    }
}
