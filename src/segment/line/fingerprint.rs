//! Fingerprints of lines: hashes that ignore case and white space, and digits too if asked.
//!
//! Not here: which lines are compared by them (`split`, `boilerplate`, `roles`).

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The most bytes that are hashed at once.
const AT_ONCE: usize = 256;
/// From this many bytes on there may not be space for another character.
const FULL: usize = AT_ONCE - char::MAX_LEN_UTF8 + 1;

/// The fingerprint of a text in which every number counts as the same.
pub fn without_digits(text: &str) -> u64 {
    hash_letters::<true>(text)
}

/// The fingerprint of a text with its digits.
pub fn exact(text: &str) -> u64 {
    hash_letters::<false>(text)
}

fn hash_letters<const WITHOUT_DIGITS: bool>(text: &str) -> u64 {
    let mut letters = [0; AT_ONCE];
    let (mut length, mut hash, mut in_digits) = (0, 0, false);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (written, kind) = PLAIN[usize::from(byte)];
        if kind == BEYOND {
            let c = text[at..].chars().next().unwrap_or_default();
            at += c.len_utf8();
            let space = c.is_whitespace();
            in_digits &= space;
            length += if space { 0 } else { c.encode_utf8(&mut letters[length..]).len() };
        } else {
            at += 1;
            let (space, digit) = (kind == SPACE, WITHOUT_DIGITS & (kind == DIGIT));
            let again = digit & in_digits;
            in_digits = digit | in_digits & space;
            // Every character is written, and one that does not count is written over: where a
            // word ends cannot be foreseen, and so costs no more than a letter.
            letters[length] = if digit { b'#' } else { written };
            length += usize::from(!space & !again);
        }
        if length >= FULL {
            hash = xxh3_64_with_seed(&letters[..length], hash);
            length = 0;
        }
    }
    xxh3_64_with_seed(&letters[..length], hash)
}

/// What a byte is.
type Kind = u8;
const OTHER: Kind = 0;
const SPACE: Kind = 1;
const DIGIT: Kind = 2;
/// Of a character beyond ASCII.
const BEYOND: Kind = 3;

/// Each byte without regard to case, and what it is: most bytes of most texts need no more than one look.
static PLAIN: [(u8, Kind); 256] = {
    let mut plain = [(0, BEYOND); 256];
    let mut byte = 0u8;
    while byte < 128 {
        let kind = match byte {
            b' ' | b'\t'..=b'\r' => SPACE,
            b'0'..=b'9' => DIGIT,
            _ => OTHER,
        };
        plain[byte as usize] = (byte.to_ascii_lowercase(), kind);
        byte += 1;
    }
    plain
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_case_are_ignored_and_digits_in_one_of_two_ways() {
        assert_eq!(exact("Page 3\u{a0}of 12"), exact("page 3of12"));
        assert_eq!(exact("Čapek’s inn"), exact("Čapek’sINN"));
        assert_ne!(exact("Page 3"), exact("Page 4"));
        assert_eq!(without_digits("Page 3 of 1 2"), without_digits("page 11 of 12"));
        assert_eq!(without_digits("№ 3"), without_digits("№ 44"));
        assert_ne!(without_digits("Page three"), without_digits("Page four"));
        let long = "Ferries – to and from Ostra ".repeat(40);
        assert_eq!(exact(&long), exact(&long.replace(' ', "\u{3000} ")));
        assert_ne!(exact(&long), exact(&long.replacen("to", "by", 1)));
    }
}
