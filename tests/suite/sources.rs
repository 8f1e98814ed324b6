//! The sources of this crate as the tests read them: by room, with the tests cut off, with comments
//! and strings blanked out. What is held about them stands in `layers.rs` and `house.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One file of Rust.
pub struct Source {
    /// The folder or file right below `src` that it belongs to ("query", "config"), or "tests", "examples".
    pub room: String,
    /// Its path from the root of the crate, with slashes ("src/query/lex.rs").
    pub path: String,
    /// All of it.
    pub text: String,
    /// What ships, comments blanked out and each string made `""`; lines keep their numbers.
    pub code: String,
}

impl Source {
    /// What ships, as it stands.
    pub fn shipped(&self) -> &str {
        without_tests(&self.text)
    }

    /// The name of the file without its ending.
    pub fn stem(&self) -> &str {
        self.path.rsplit('/').next().unwrap().trim_end_matches(".rs")
    }
}

/// The files of Rust below `src`, in the order of their paths.
pub fn shipped() -> &'static [Source] {
    static SHIPPED: LazyLock<Vec<Source>> = LazyLock::new(|| below("src"));
    assert!(SHIPPED.len() > 50, "the sources were not found");
    &SHIPPED
}

/// The files of Rust below a folder of the crate, in the order of their paths.
pub fn below(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(read(root, folder, &path));
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn read(root: &Path, folder: &str, path: &Path) -> Source {
    let below: PathBuf = path.strip_prefix(root).unwrap().to_owned();
    let parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let room = if folder == "src" { parts[1].trim_end_matches(".rs") } else { folder };
    let text = fs::read_to_string(path).unwrap();
    Source { room: room.to_owned(), path: parts.join("/"), code: blanked(without_tests(&text)), text }
}

/// What ships: the text up to the tests that end it. A line of tests higher up hides nothing.
fn without_tests(text: &str) -> &str {
    let tests = ["mod tests", "pub mod tests", "pub(super) mod tests", "pub(crate) mod tests"];
    let cut = tests.iter().filter_map(|name| text.find(&format!("#[cfg(test)]\n{name} {{"))).min();
    &text[..cut.unwrap_or(text.len())]
}

/// Code without its comments and without what its strings and characters say.
fn blanked(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let end = end_of_comment(bytes, at).or_else(|| end_of_string(bytes, at));
        match end {
            Some(end) => {
                out.push_str(if bytes[at] == b'/' { "" } else { "\"\"" });
                out.extend(text[at..end].matches('\n'));
                at = end;
            }
            None => {
                let next = text[at..].chars().next().unwrap();
                out.push(next);
                at += next.len_utf8();
            }
        }
    }
    out
}

fn end_of_comment(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        return Some(at + rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len()));
    }
    if rest.starts_with(b"/*") {
        let end = rest.windows(2).position(|pair| pair == b"*/").map_or(rest.len(), |end| end + 2);
        return Some(at + end);
    }
    None
}

/// Where a string, raw string or character that begins here ends. A lifetime is none.
fn end_of_string(bytes: &[u8], at: usize) -> Option<usize> {
    let in_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
    let rest = &bytes[at..];
    if rest[0] == b'r' && !in_word {
        let hashes = rest[1..].iter().take_while(|&&byte| byte == b'#').count();
        if rest.get(1 + hashes) == Some(&b'"') {
            let close = [&b"\""[..], &b"#".repeat(hashes)].concat();
            let body = &rest[2 + hashes..];
            let end = body.windows(close.len()).position(|part| part == close)?;
            return Some(at + 2 + hashes + end + close.len());
        }
    }
    let quote = rest[0];
    if quote == b'\'' && rest.get(1) != Some(&b'\\') {
        let length = std::str::from_utf8(&rest[1..]).ok()?.chars().next()?.len_utf8();
        return (rest.get(1 + length) == Some(&b'\'')).then_some(at + 2 + length);
    }
    if quote != b'"' && quote != b'\'' {
        return None;
    }
    let mut end = 1;
    while end < rest.len() && rest[end] != quote {
        end += if rest[end] == b'\\' { 2 } else { 1 };
    }
    Some(at + end + 1)
}

#[test]
fn comments_and_strings_are_blanked_and_lines_kept() {
    let code = "let a = \"x // {\\\"\"; // if\nlet b: &'a str = r#\"fn \"x\" \n{\"#; /* for\n*/ '}' '\\'' b";
    assert_eq!(blanked(code), "let a = \"\"; \nlet b: &'a str = \"\"\n; \n \"\" \"\" b");
}
