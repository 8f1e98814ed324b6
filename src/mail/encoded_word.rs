//! Decodes the encoded words of header fields (RFC 2047): `=?utf-8?Q?Bj=C3=B6rn?=`.
//!
//! Not here: encodings of a body.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

/// A value with its encoded words decoded; one that cannot be decoded stays as it is.
pub fn decode(value: &str) -> Cow<'_, str> {
    if !value.contains("=?") {
        return Cow::Borrowed(value);
    }
    let (mut decoded, mut rest, mut after_word) = (String::with_capacity(value.len()), value, false);
    while let Some(at) = rest.find("=?") {
        let (before, word) = rest.split_at(at);
        let Some((text, length)) = first_word(word) else {
            decoded.push_str(&rest[..at + 2]);
            (rest, after_word) = (&rest[at + 2..], false);
            continue;
        };
        // White space between two encoded words only folds them.
        if !(after_word && before.trim().is_empty()) {
            decoded.push_str(before);
        }
        decoded.push_str(&text);
        (rest, after_word) = (&word[length..], true);
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// What the encoded word at the beginning says, and its length in bytes.
fn first_word(text: &str) -> Option<(String, usize)> {
    let mut parts = text.strip_prefix("=?")?.splitn(3, '?');
    let (charset, how, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let coded = &rest[..rest.find("?=")?];
    let read = match how {
        "Q" | "q" => quoted,
        "B" | "b" => base64,
        _ => return None,
    };
    // A language may follow the character set: `=?utf-8*en?Q?…?=`.
    let label = charset.split('*').next().unwrap_or(charset);
    let decoded = |coded: &str| Some(decoded(label, &read(coded)?));
    // What is not ASCII stands there against the rules: it was no part of what was encoded.
    let runs = coded.split_inclusive(|c: char| !c.is_ascii()).map(|run| match run.chars().next_back() {
        Some(last) if !last.is_ascii() => {
            Some(decoded(&run[..run.len() - last.len_utf8()])? + &run[run.len() - last.len_utf8()..])
        }
        _ => decoded(run),
    });
    let text = runs.collect::<Option<String>>()?;
    Some((text, 2 + charset.len() + 1 + how.len() + 1 + coded.len() + 2))
}

/// The text of bytes in a character set. Those that the web has given up, such as UTF-7, stand in old mails.
fn decoded(label: &str, bytes: &[u8]) -> String {
    let of_web = Encoding::for_label(label.as_bytes());
    match charset_decoder(label.as_bytes()).filter(|_| of_web.is_none()) {
        Some(decoder) => decoder(bytes),
        None => of_web.unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn quoted(coded: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(coded.len());
    let mut rest = coded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'_' => b' ',
            b'=' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            _ => byte,
        });
    }
    Some(bytes)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

fn base64(coded: &str) -> Option<Vec<u8>> {
    let value = |byte: u8| {
        Some(match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        })
    };
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(coded.len()), 0u32, 0);
    for byte in coded.trim_end_matches('=').bytes() {
        bits = (bits << 6 | u32::from(value(byte)?)) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_decoded_and_the_space_between_two_is_dropped() {
        for (value, decoded) in [
            ("=?utf-8?Q?Bj=C3=B6rn_Bell?= <b@norwick.example>", "Björn Bell <b@norwick.example>"),
            ("=?ISO-8859-1?Q?Andr=E9?=", "André"),
            ("=?ISO-8859-1?Q?Andrée=E9?=", "Andréeé"),
            ("=?UTF-8?B?w7xiZXI=?= =?utf-8*de?b?IEJvb3Rl?=", "über Boote"),
            ("=?koi8-r?B?79TXxdQ=?= ok", "Ответ ok"),
            ("=?utf-7?Q?Fr+APY-sche_?= da", "Frösche  da"),
            ("Re: =?utf-8?Q?bad", "Re: =?utf-8?Q?bad"),
            ("=?utf-8?X?odd?= =?utf-8?Q?=4?=", "=?utf-8?X?odd?= =?utf-8?Q?=4?="),
            ("plain", "plain"),
        ] {
            assert_eq!(decode(value), decoded);
        }
    }
}
