//! Finds addresses of cryptocurrencies that are certain: of Bitcoin those with a checksum of BCH codes
//! ("bc1…", BIP 173 and 350), of Ethereum and its kin "0x" and forty hexadecimal digits.

use std::ops::Range;

/// The digits of Bitcoin's base 32.
const BASE32: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// The remainders of addresses that are right: of the first version, and of later ones.
const REMAINDERS: [u32; 2] = [1, 0x2BC8_30A3];

/// The digits behind "0x".
const HEXADECIMAL: usize = 40;

/// The address whose digit at `at` is its first, inside these bounds: the "0" of "0x", the "1" of "bc1".
pub fn wallet(text: &str, at: usize, bounds: &Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (start, behind) = match bytes.get(at..at + 2)? {
        b"0x" => (at, at + 2),
        [b'1', _] if text[bounds.start..at].ends_with("bc") || text[bounds.start..at].ends_with("BC") => {
            (at - 2, at + 1)
        }
        _ => return None,
    };
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '-');
    // First, or a run of digits would be looked through from each of them.
    if text[bounds.start..start].ends_with(is_word) {
        return None;
    }
    let length = bytes[behind..bounds.end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let range = start..behind + length;
    let digits = &text[behind..range.end];
    let right = match start == at {
        true => {
            let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            length == HEXADECIMAL && hexadecimal && digits.bytes().any(|byte| byte != b'0')
        }
        false => matches!(length, 39 | 59) && checks(digits),
    };
    let apart = !text[range.end..].starts_with(['_', '/', '-']);
    (apart && right).then_some(range)
}

/// Whether the last six digits are the checksum of the others.
fn checks(digits: &str) -> bool {
    if digits.contains(|c: char| c.is_ascii_lowercase()) && digits.contains(|c: char| c.is_ascii_uppercase())
    {
        return false;
    }
    let values = digits
        .bytes()
        .map(|byte| BASE32.iter().position(|of| *of == byte.to_ascii_lowercase()).map(|value| value as u32));
    // "bc" as the checksum sees it.
    let prefix = [3, 3, 0, 2, 3].map(Some);
    let mut remainder = 1u32;
    for value in prefix.into_iter().chain(values) {
        let Some(value) = value else { return false };
        let top = remainder >> 25;
        remainder = (remainder & 0x1FF_FFFF) << 5 ^ value;
        for (at, of) in
            [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3].into_iter().enumerate()
        {
            remainder ^= if top >> at & 1 == 1 { of } else { 0 };
        }
    }
    REMAINDERS.contains(&remainder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        wallet(text, at, &(0..text.len())).map(|range| &text[range])
    }

    #[test]
    fn addresses_that_check_are_found_and_others_are_not() {
        for address in [
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "0x52908400098527886E0F7030069857D2E4169EE7",
        ] {
            assert_eq!(found(&format!("to {address}.")), Some(address));
        }
        for text in [
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
            "abc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "0x52908400098527886E0F7030069857D2E4169EE",
            "0x52908400098527886E0F7030069857D2E4169EE7a",
            "0x0000000000000000000000000000000000000000",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
