//! Guesses between the character encodings from before Unicode.
//!
//! Not here: whether a text is Unicode (`decode`).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC};

/// How many bytes, from the first that is not ASCII, the guess is made from.
const SAMPLE: usize = 1 << 20;

/// The upper half of code page 850, the encoding of DOS in western Europe.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤\
    ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

/// Letters that western European words have beyond ASCII.
const WESTERN: &str = "äöüßéèêëàâçñáíóúîïôûùœøåæãõìòÄÖÜÉÈÀÇÑÁÍÓÚØÅÆ’";

/// Marks at the edge of a word.
const EDGE: &str = "“”„‘‚–—…«»€\u{A0}";

/// Decodes a text in the old encoding that fits it best.
pub fn decode(bytes: &[u8]) -> String {
    let first = Encoding::ascii_valid_up_to(bytes);
    let start = first.saturating_sub(2);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == WINDOWS_1251 && is_mac_cyrillic(sample) {
        return X_MAC_CYRILLIC.decode_without_bom_handling(bytes).0.into_owned();
    }
    if guess == WINDOWS_1252 {
        return western(bytes, sample);
    }
    guess.decode_without_bom_handling(bytes).0.into_owned()
}

/// Windows, Macintosh or DOS: whichever puts the most letters where letters belong. The
/// detector knows only the encodings of the web.
fn western(bytes: &[u8], sample: &[u8]) -> String {
    let windows = |bytes: &[u8]| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    let macintosh = |bytes: &[u8]| MACINTOSH.decode_without_bom_handling(bytes).0.into_owned();
    let (plain, mac, dos) = (fit(&windows(sample)), fit(&macintosh(sample)), fit(&cp850(sample)));
    if plain >= mac && plain >= dos {
        windows(bytes)
    } else if mac >= dos {
        macintosh(bytes)
    } else {
        cp850(bytes)
    }
}

fn cp850(bytes: &[u8]) -> String {
    let upper: Vec<char> = CP850.chars().collect();
    let decode = |&byte: &u8| match byte {
        0..=0x7F => byte as char,
        _ => upper.get(byte as usize - 0x80).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    bytes.iter().map(decode).collect()
}

/// How many of the characters beyond ASCII that touch a letter are letters or marks that belong
/// there, less those that do not. Quotation marks and dashes belong at the edge of a word.
fn fit(text: &str) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let (left, right) = (before.is_ascii_lowercase(), after.is_ascii_lowercase());
        if !c.is_ascii() && (left || right) {
            let fits = WESTERN.contains(c) || (EDGE.contains(c) && !(left && right));
            score += if fits { 1 } else { -1 };
        }
        before = c;
    }
    score
}

/// Whether Cyrillic lower-case words are broken up by capitals when read as windows-1251: the
/// two encodings agree on the lower-case letters but for я, and differ in all capitals.
fn is_mac_cyrillic(sample: &[u8]) -> bool {
    let within = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling(sample).0.into_owned();
        let mut odd = 0;
        let mut before = ' ';
        for c in text.chars() {
            odd += usize::from(
                before.is_lowercase() && !before.is_ascii() && !c.is_ascii() && !c.is_lowercase(),
            );
            before = c;
        }
        odd
    };
    within(X_MAC_CYRILLIC) * 2 < within(WINDOWS_1251)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_is_read_from_windows_macintosh_and_dos() {
        let text = "Die Fähre fährt täglich über den großen See, auch für Schüler aus Köln.";
        assert_eq!(decode(&WINDOWS_1252.encode(text).0), text);
        let dos: Vec<char> = CP850.chars().collect();
        assert_eq!(dos.len(), 128);
        let bytes: Vec<u8> = text
            .chars()
            .map(|c| dos.iter().position(|&d| d == c).map_or(c as u8, |at| at as u8 + 0x80))
            .collect();
        assert_eq!(decode(&bytes), text);
        let mac: Vec<u8> = text
            .chars()
            .map(|c| match c {
                'ä' => 0x8A,
                'ö' => 0x9A,
                'ü' => 0x9F,
                'ß' => 0xA7,
                _ => c as u8,
            })
            .collect();
        assert_eq!(decode(&mac), text);
    }

    #[test]
    fn curly_quotes_stay_quotes() {
        let text = "“It’s the ferry,” she said – and it was.";
        assert_eq!(decode(&WINDOWS_1252.encode(text).0), text);
    }

    #[test]
    fn russian_and_japanese_are_told_apart() {
        let text = "Паром снова ходит между берегами, сообщила вчера пресс-служба порта.";
        assert_eq!(decode(&WINDOWS_1251.encode(text).0), text);
        assert_eq!(decode(&encoding_rs::KOI8_U.encode(text).0), text);
        let text = "港のニュースを毎日お伝えします。船は今日も出ています。";
        assert_eq!(decode(&encoding_rs::SHIFT_JIS.encode(text).0), text);
        assert_eq!(decode(&encoding_rs::EUC_JP.encode(text).0), text);
    }
}
