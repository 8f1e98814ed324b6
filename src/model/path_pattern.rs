//! Patterns for the paths of files, as the settings have them.

/// One piece of a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PatternPiece {
    /// This character.
    One(char),
    /// Any character of a name.
    Any,
    /// Any characters of a name.
    Many,
    /// Any characters, those that part folders too.
    Deep,
}

/// Whether a path fits a pattern, from some folder on to its end: `?` stands for a character, `*` for any number of
/// them in one name, `**` also over folders.
pub fn path_fits(pattern: &str, path: &str) -> bool {
    let pieces = pieces(pattern);
    // The places of the pattern that what was seen of the path may have led to.
    let mut places = vec![false; pieces.len() + 1];
    let mut begins = true;
    for c in path.chars() {
        places[0] |= begins;
        skip(&pieces, &mut places);
        begins = c == '/';
        let mut next = vec![false; pieces.len() + 1];
        for (at, piece) in pieces.iter().enumerate().filter(|&(at, _)| places[at]) {
            match piece {
                PatternPiece::One(only) => next[at + 1] |= *only == c,
                PatternPiece::Any => next[at + 1] |= c != '/',
                PatternPiece::Many => next[at] |= c != '/',
                PatternPiece::Deep => next[at] = true,
            }
        }
        skip(&pieces, &mut next);
        places = next;
    }
    !pieces.is_empty() && places.last().copied().unwrap_or(false)
}

/// Any number of characters may be none.
fn skip(pieces: &[PatternPiece], places: &mut [bool]) {
    for (at, piece) in pieces.iter().enumerate() {
        places[at + 1] |= places[at] && matches!(piece, PatternPiece::Many | PatternPiece::Deep);
    }
}

fn pieces(pattern: &str) -> Vec<PatternPiece> {
    let mut pieces = Vec::new();
    for c in pattern.chars() {
        match (c, pieces.last()) {
            ('*', Some(PatternPiece::Many)) => _ = pieces.splice(pieces.len() - 1.., [PatternPiece::Deep]),
            ('*', _) => pieces.push(PatternPiece::Many),
            ('?', _) => pieces.push(PatternPiece::Any),
            (c, _) => pieces.push(PatternPiece::One(c)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_the_end_of_a_path_from_a_folder_on() {
        for (pattern, path, wanted) in [
            ("court/*.pdf", "court/a.pdf", true),
            ("court/*.pdf", "/pile/court/a.pdf", true),
            ("court/*.pdf", "court/old/a.pdf", false),
            ("court/**.pdf", "court/old/a.pdf", true),
            ("ourt/*.pdf", "/pile/court/a.pdf", false),
            ("*.pdf", "court/old/a.pdf", true),
            ("*.pdf", "a.pdf.txt", false),
            ("a?.pdf", "ab.pdf", true),
            ("a?.pdf", "a.pdf", false),
            ("a?.pdf", "a/.pdf", false),
            ("", "a.pdf", false),
            ("a*b*c.pdf", "aXbYbZc.pdf", true),
            ("a*/**b.pdf", "aX/Y/Z/b.pdf", true),
            ("*", "é.pdf", true),
        ] {
            assert_eq!(path_fits(pattern, path), wanted, "{pattern} {path}");
        }
    }
}
