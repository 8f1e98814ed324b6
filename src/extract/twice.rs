//! Undoes what a text suffered that was read in a western encoding when it was UTF-8, and then saved: each sign
//! became two or three, "â€™" for an apostrophe, "Ã¼" for "ü".
//!
//! Not here: finding the encoding of a text (`decode`).

/// The signs that Windows has where ISO 8859-1 has controls, from 0x80 on; the controls where it has none.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Letters of the west that such sequences mostly begin with; a text without them has none.
const LEADS: [char; 5] = ['Â', 'Ã', 'â', 'ð', 'Ð'];

/// The text with signs that were encoded twice as they were.
pub fn undo(text: String) -> String {
    if text.is_ascii() || !LEADS.iter().any(|&lead| text.contains(lead)) {
        return text;
    }
    let mut fixed = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(next) = text[at..].find(|c| matches!(c, 'Â'..='ô')) {
        at += next;
        let (signs, length, sure) = run(&text[at..]);
        if sure {
            fixed.push_str(&text[kept..at]);
            fixed.push_str(&signs);
            kept = at + length;
        }
        at += length.max(text[at..].chars().next().map_or(1, char::len_utf8));
    }
    if kept == 0 {
        return text;
    }
    fixed.push_str(&text[kept..]);
    fixed
}

/// The signs that a text begins with when it is read as encoded twice, the bytes they take, and whether it is.
fn run(text: &str) -> (String, usize, bool) {
    let (mut signs, mut length, mut sure) = (String::new(), 0, false);
    while let Some((sign, bytes, is_plain)) = sign(&text[length..]) {
        // "café—”" is written by people as well; two such in a row are not.
        sure |= is_plain || !signs.is_empty();
        signs.push(sign);
        length += bytes;
    }
    (signs, length, sure)
}

/// The first sign of a text, read as encoded twice; its bytes there, and whether nobody writes what stands there.
fn sign(text: &str) -> Option<(char, usize, bool)> {
    let mut chars = text.chars();
    let first = chars.next().and_then(byte)?;
    let count = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = vec![first];
    let mut length = 2;
    let mut has_control = false;
    for c in chars.take(count - 1) {
        has_control |= matches!(c, '\u{80}'..='\u{9F}');
        bytes.push(byte(c)?);
        length += c.len_utf8();
    }
    let sign = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let telling = matches!(first, 0xC2 | 0xC3 | 0xE2) || bytes.starts_with(&[0xF0, 0x9F]);
    Some((sign, length, has_control || telling))
}

/// The byte that a sign is in a western encoding, from 0x80 on.
fn byte(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        _ => WINDOWS.iter().position(|&sign| sign == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::undo;

    #[test]
    fn signs_that_were_encoded_twice_are_one_again() {
        for (twice, once) in [
            ("the harbourâ€™s pier â€“ shut", "the harbour’s pier – shut"),
            ("the harbourâ\u{80}\u{99}s pier", "the harbour’s pier"),
            ("fÃ¼r Ã„rger, Â© 2020Â\u{a0}Norwick", "für Ärger, © 2020\u{a0}Norwick"),
            ("ÐŸÐ¾Ñ€Ñ‚ closed", "Порт closed"),
            ("done ðŸ˜€ â†’ next", "done 😀 → next"),
        ] {
            assert_eq!(undo(twice.to_owned()), once);
        }
    }

    #[test]
    fn what_people_write_stays() {
        for text in [
            "the café—” she said",
            "SÃO PAULO",
            "pâté, Â, â",
            "Ärger über Öl für 5 €",
            "IÑIGO “ÑUÑEZ”",
            "Ð‘ alone",
        ] {
            assert_eq!(undo(text.to_owned()), text);
        }
    }
}
