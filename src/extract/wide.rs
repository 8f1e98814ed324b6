//! Decodes UTF-16 and UTF-32, with and without a byte order mark.
//!
//! Not here: encodings with one byte or a varying number of bytes a character (`decode`, `legacy`).

/// How many bytes from the start are looked at.
const SAMPLE: usize = 16 << 10;

/// How a code unit lies in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

/// Whether the bytes are UTF-16 or UTF-32.
pub fn is_wide(bytes: &[u8]) -> bool {
    layout(bytes).is_some()
}

/// The text, when the bytes are UTF-16 or UTF-32; a byte order mark is dropped.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let (layout, mark) = layout(bytes)?;
    let bytes = bytes.get(mark..).unwrap_or_default();
    Some(match layout {
        Layout::Utf16Le => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(),
        Layout::Utf16Be => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
        Layout::Utf32Le => utf32(bytes, u32::from_le_bytes),
        Layout::Utf32Be => utf32(bytes, u32::from_be_bytes),
    })
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> String {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut text: String = units
        .iter()
        .map(|&bytes| char::from_u32(unit(bytes)).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// The layout and the length of the byte order mark.
fn layout(bytes: &[u8]) -> Option<(Layout, usize)> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] if bytes.len().is_multiple_of(4) => return Some((Layout::Utf32Le, 4)),
        [0, 0, 0xFE, 0xFF, ..] => return Some((Layout::Utf32Be, 4)),
        [0xFF, 0xFE, ..] => return Some((Layout::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => return Some((Layout::Utf16Be, 2)),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    unmarked(sample).map(|layout| (layout, 0))
}

/// Guesses a layout by where the NUL bytes stand. Every ASCII character, be it only the line
/// ends of a Chinese text, has its NUL on the same side.
fn unmarked(sample: &[u8]) -> Option<Layout> {
    if !sample.contains(&0) {
        return None;
    }
    let mut nul = [0usize; 4];
    for (i, _) in sample.iter().enumerate().filter(|&(_, &byte)| byte == 0) {
        nul[i % 4] += 1;
    }
    let quarter = sample.len() / 4;
    if quarter == 0 {
        return None;
    }
    // UTF-32 has two or three NULs in every character.
    if sample.len().is_multiple_of(4)
        && nul[3] == quarter
        && nul[2] * 10 >= quarter * 9
        && nul[0] * 10 <= quarter
    {
        return Some(Layout::Utf32Le);
    }
    if sample.len().is_multiple_of(4)
        && nul[0] == quarter
        && nul[1] * 10 >= quarter * 9
        && nul[3] * 10 <= quarter
    {
        return Some(Layout::Utf32Be);
    }
    let big = utf16_likelihood(sample, u16::from_be_bytes);
    let little = utf16_likelihood(sample, u16::from_le_bytes);
    match (big, little) {
        (Some(big), Some(little)) if big > little => Some(Layout::Utf16Be),
        (Some(big), Some(little)) if little > big => Some(Layout::Utf16Le),
        (Some(_), None) => Some(Layout::Utf16Be),
        (None, Some(_)) => Some(Layout::Utf16Le),
        _ => None,
    }
}

/// How many spaces, line ends and common stops there are when the bytes are read as UTF-16;
/// `None` when the reading cannot be right.
fn utf16_likelihood(sample: &[u8], unit: fn([u8; 2]) -> u16) -> Option<usize> {
    let (units, _) = sample.as_chunks::<2>();
    let (mut common, mut odd) = (0, 0);
    for decoded in char::decode_utf16(units.iter().map(|&bytes| unit(bytes))) {
        match decoded {
            Ok(' ' | '\n' | '\r' | '.' | ',' | '\u{3000}'..='\u{3002}' | '\u{FF0C}') => common += 1,
            Ok('\t') => {}
            Ok(c) if c.is_control() || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}') => {
                odd += 1
            }
            Ok(_) => {}
            Err(_) => odd += 1,
        }
    }
    (common * 200 >= units.len() && odd * 200 <= units.len()).then_some(common)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn utf_16_is_known_without_its_mark() {
        for text in
            ["Ferry service resumed.", "渡船今天恢復航行。\n港口開放，旅客很多。\n", "Паром снова ходит."]
        {
            assert_eq!(decode(&utf16(text, u16::to_be_bytes)).as_deref(), Some(text));
            assert_eq!(decode(&utf16(text, u16::to_le_bytes)).as_deref(), Some(text));
            let marked = format!("\u{FEFF}{text}");
            assert_eq!(decode(&utf16(&marked, u16::to_be_bytes)).as_deref(), Some(text));
        }
    }

    #[test]
    fn utf_32_is_known_with_and_without_its_mark() {
        for text in ["Ferry service", "\u{FEFF}Ferry service"] {
            let little: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
            let big: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
            assert_eq!(decode(&little).as_deref(), Some("Ferry service"));
            assert_eq!(decode(&big).as_deref(), Some("Ferry service"));
        }
    }

    #[test]
    fn a_text_with_stray_nuls_is_not_wide() {
        assert!(!is_wide(b"before\0\0between\0after\n"));
        assert!(!is_wide(b"plain words"));
        assert!(!is_wide(b""));
    }

    #[test]
    fn half_a_character_at_the_end_is_replaced() {
        assert_eq!(decode(b"\xFF\xFEa\0b").as_deref(), Some("a\u{FFFD}"));
    }
}
