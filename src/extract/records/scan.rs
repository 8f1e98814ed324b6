//! Finds the lists of objects in a text of JSON without reading its values, so that a very large export can be read
//! object by object; one that breaks off is read up to there.
//!
//! Not here: whether what stands between is JSON (`serde_json` says so of each object).

use std::collections::HashMap;
use std::ops::Range;

/// Lists that are told apart. Set by hand: an object may be a list of others by their keys.
const MOST_PATHS: usize = 2000;
/// Objects whose places are noted, of one list. Set by hand: as many as are read.
const MOST_ELEMENTS: usize = 200_001;
/// As deep as lists are looked for.
const DEEPEST: usize = 120;

/// A list of objects.
#[derive(Debug, Default)]
pub struct ObjectList {
    /// The names of what holds it, `[]` for a list in a list, `*` for an object whose values are the objects.
    pub path: Vec<String>,
    /// Where the objects stand.
    pub elements: Vec<Range<usize>>,
    /// How many there are.
    pub count: usize,
    /// Bytes of all objects.
    pub bytes: usize,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub struct Scanned {
    pub lists: Vec<ObjectList>,
    /// The objects and lists that stand in nothing else.
    pub roots: Vec<Range<usize>>,
    /// Something is open at the end.
    pub is_open: bool,
}

struct Frame {
    is_array: bool,
    path: usize,
    start: usize,
}

struct Scanner<'t> {
    text: &'t str,
    frames: Vec<Frame>,
    /// The paths by what holds them and their last name.
    paths: HashMap<(usize, String), usize>,
    scanned: Scanned,
    /// The key that was read last.
    key: Range<usize>,
}

/// Looks through a text from its first bracket on.
pub fn scan(text: &str) -> Scanned {
    let mut scanner = Scanner {
        text,
        frames: Vec::new(),
        paths: HashMap::new(),
        scanned: Scanned { lists: vec![ObjectList::default()], ..Scanned::default() },
        key: 0..0,
    };
    let bytes = text.as_bytes();
    let mut at = text.find(['{', '[']).unwrap_or(text.len());
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = string_end(bytes, at);
                scanner.key = at + 1..end;
                at = end;
            }
            b'{' | b'[' => scanner.open(byte == b'[', at),
            b'}' | b']' => scanner.close(byte == b']', at + 1),
            _ => {}
        }
        at += 1;
    }
    scanner.scanned.is_open = !scanner.frames.is_empty();
    scanner.scanned
}

/// Where the quotation mark stands that ends a string.
pub fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

impl Scanner<'_> {
    fn open(&mut self, is_array: bool, at: usize) {
        let path = match self.frames.last() {
            None => 0,
            Some(parent) if self.frames.len() > DEEPEST => parent.path,
            Some(parent) if parent.is_array => {
                if is_array {
                    self.path(parent.path, "[]")
                } else {
                    parent.path
                }
            }
            Some(parent) => {
                let key = self.text.get(self.key.clone()).unwrap_or_default();
                self.path(parent.path, key)
            }
        };
        self.frames.push(Frame { is_array, path, start: at });
    }

    fn close(&mut self, is_array: bool, end: usize) {
        if self.frames.last().is_none_or(|frame| frame.is_array != is_array) {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        let place = frame.start..end;
        let Some(parent) = self.frames.last() else {
            self.scanned.roots.push(place);
            return;
        };
        if is_array || self.frames.len() > DEEPEST {
            return;
        }
        let list = if parent.is_array { parent.path } else { self.path(parent.path, "*") };
        let list = self.scanned.lists.get_mut(list).filter(|_| list < MOST_PATHS);
        let Some(list) = list else { return };
        list.count += 1;
        list.bytes += place.len();
        if list.elements.len() < MOST_ELEMENTS {
            list.elements.push(place);
        }
    }

    /// The number of a path; all that are too many share one.
    fn path(&mut self, parent: usize, name: &str) -> usize {
        if let Some(&known) = self.paths.get(&(parent, name.to_owned())) {
            return known;
        }
        let number = self.scanned.lists.len();
        if number >= MOST_PATHS || parent >= MOST_PATHS {
            return MOST_PATHS;
        }
        let mut path = self.scanned.lists.get(parent).map(|list| list.path.clone()).unwrap_or_default();
        path.push(name.to_owned());
        self.scanned.lists.push(ObjectList { path, ..ObjectList::default() });
        self.paths.insert((parent, name.to_owned()), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(text: &str) -> Vec<(String, Vec<String>)> {
        let found = scan(text).lists.into_iter().filter(|list| list.count > 0);
        let words =
            |list: &ObjectList| list.elements.iter().map(|place| text[place.clone()].to_owned()).collect();
        found.map(|list| (list.path.join("."), words(&list))).collect()
    }

    #[test]
    fn lists_of_objects_are_found_wherever_they_are() {
        let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            lists(r#"[{"a": "]}\""}, {"b": 2}]"#),
            [(String::new(), strings(&[r#"{"a": "]}\""}"#, r#"{"b": 2}"#]))]
        );
        assert_eq!(
            lists(r#"{"data": {"items": [{"a": 1}]}}"#)[0],
            ("data.items".to_owned(), strings(&[r#"{"a": 1}"#]))
        );
        assert_eq!(
            lists(r#"{"x": {"a": 1}, "y": {"a": 2}}"#),
            [("*".to_owned(), strings(&[r#"{"a": 1}"#, r#"{"a": 2}"#]))]
        );
    }

    #[test]
    fn a_text_that_breaks_off_or_is_nested_without_end_is_scanned() {
        let broken = scan(r#"[{"a": 1}, {"b": "#);
        assert!(broken.is_open && broken.lists[0].count == 1);
        assert!(scan(&"[{\"a\":".repeat(50_000)).is_open);
        assert!(!scan("no brackets").is_open);
    }
}
