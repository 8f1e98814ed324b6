//! Fingerprints of lines: hashes that ignore case and white space, and digits too if asked.
//!
//! Not here: which lines are compared by them (`split`, `boilerplate`, `roles`).

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// So many bytes are hashed at once at most.
const AT_ONCE: usize = 256;
/// From so many on there may not be room for another character.
const FULL: usize = AT_ONCE - char::MAX_LEN_UTF8 + 1;

/// The fingerprint of a text without regard to its digits.
pub fn without_digits(text: &str) -> u64 {
    hash_letters(text, true)
}

/// The fingerprint of a text, digit by digit.
pub fn exact(text: &str) -> u64 {
    hash_letters(text, false)
}

fn hash_letters(text: &str, without_digits: bool) -> u64 {
    let mut letters = [0; AT_ONCE];
    let (mut length, mut hash, mut in_digits) = (0, 0, false);
    for c in text.chars() {
        length += if c.is_ascii() {
            let byte = c as u8;
            let space = (byte == b' ') | (b'\t'..=b'\r').contains(&byte);
            let digit = without_digits & byte.is_ascii_digit();
            let again = digit & in_digits;
            in_digits = digit | in_digits & space;
            // Every character is written, and one that does not count is written over: where a
            // word ends cannot be foreseen, and so costs no more than a letter.
            letters[length] = if digit { b'#' } else { byte.to_ascii_lowercase() };
            usize::from(!space & !again)
        } else {
            let space = c.is_whitespace();
            in_digits &= space;
            if space { 0 } else { c.encode_utf8(&mut letters[length..]).len() }
        };
        if length >= FULL {
            hash = xxh3_64_with_seed(&letters[..length], hash);
            length = 0;
        }
    }
    xxh3_64_with_seed(&letters[..length], hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_case_are_put_aside_and_digits_in_one_of_two_ways() {
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
