//! How a line reads, as a hash: letters great and small are alike, white space is put aside. Which
//! lines are compared by it is decided elsewhere (`seams`, `familiar`).

use xxhash_rust::xxh3::xxh3_64;

/// How a text reads when digits are put aside.
pub fn likeness(text: &str) -> u64 {
    let mut in_digits = false;
    print(text, |byte| {
        let digit = byte.is_ascii_digit();
        let again = digit && in_digits;
        in_digits = digit || in_digits && is_space(byte);
        (if digit { b'#' } else { byte }, !again)
    })
}

/// How a text reads, digit by digit.
pub fn reading(text: &str) -> u64 {
    print(text, |byte| (byte, true))
}

/// A hash of the bytes as they are to be read, of those that are.
fn print(text: &str, read: impl FnMut(u8) -> (u8, bool)) -> u64 {
    match text.is_ascii() {
        true => hash(text, read),
        false => hash(&text.split_whitespace().collect::<String>(), read),
    }
}

fn hash(text: &str, mut read: impl FnMut(u8) -> (u8, bool)) -> u64 {
    let mut letters = vec![0; text.len()];
    let mut length = 0;
    for byte in text.bytes() {
        let (written, counts) = read(byte);
        // Every byte is written, and one that does not count is written over: where a word ends
        // cannot be foreseen, and costs no more than a letter.
        letters[length] = written.to_ascii_lowercase();
        length += usize::from(counts & !is_space(byte));
    }
    xxh3_64(&letters[..length])
}

/// Whether a byte is white space, as it is by itself of the characters of Unicode.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x0b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_case_are_put_aside_and_digits_in_one_of_two_ways() {
        assert_eq!(reading("Page 3\u{a0}of 12"), reading("page 3of12"));
        assert_eq!(reading("Čapek’s inn"), reading("Čapek’sINN"));
        assert_ne!(reading("Page 3"), reading("Page 4"));
        assert_eq!(likeness("Page 3 of 1 2"), likeness("page 11 of 12"));
        assert_eq!(likeness("№ 3"), likeness("№ 44"));
        assert_ne!(likeness("Page three"), likeness("Page four"));
    }
}
