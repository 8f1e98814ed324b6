//! The language a text is written in.

use whatlang::Lang;

/// Shorter texts say too little: a headline of nine words is not reliable.
const LEAST_LETTERS: usize = 120;
/// More text than this does not make the answer better.
const ENOUGH_BYTES: usize = 20_000;

/// The ISO 639-1 code of the language of `text`; `None` when it is short or unclear.
pub fn language(text: &str) -> Option<&'static str> {
    let mut end = text.len().min(ENOUGH_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    if text.chars().filter(|c| c.is_alphabetic()).take(LEAST_LETTERS).count() < LEAST_LETTERS {
        return None;
    }
    if is_english(text) {
        return Some("en");
    }
    whatlang::detect(text).filter(|found| found.is_reliable()).and_then(|found| two_letters(found.lang()))
}

/// Whether the small words of English are as frequent as in no other language. Most texts are
/// told so, at a fraction of the time the detector takes.
fn is_english(text: &str) -> bool {
    const SMALL: [&str; 5] = ["the", "and", "to", "that", "with"];
    let (mut words, mut small) = (0, 0);
    for word in text.split_ascii_whitespace() {
        words += 1;
        small += usize::from(SMALL.contains(&word));
    }
    words >= LEAST_WORDS && small * 100 >= words * ENGLISH_SHARE
}

/// Fewer words than this are left to the detector.
const LEAST_WORDS: usize = 40;
/// In percent.
const ENGLISH_SHARE: usize = 8;

/// ISO 639-3, as the detector gives it, to ISO 639-1.
fn two_letters(language: Lang) -> Option<&'static str> {
    Some(match language.code() {
        "epo" => "eo",
        "eng" => "en",
        "rus" => "ru",
        "cmn" => "zh",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "ben" => "bn",
        "fra" => "fr",
        "deu" => "de",
        "ukr" => "uk",
        "kat" => "ka",
        "ara" => "ar",
        "hin" => "hi",
        "jpn" => "ja",
        "heb" => "he",
        "yid" => "yi",
        "pol" => "pl",
        "amh" => "am",
        "jav" => "jv",
        "kor" => "ko",
        "nob" => "nb",
        "dan" => "da",
        "swe" => "sv",
        "fin" => "fi",
        "tur" => "tr",
        "nld" => "nl",
        "hun" => "hu",
        "ces" => "cs",
        "ell" => "el",
        "bul" => "bg",
        "bel" => "be",
        "mar" => "mr",
        "kan" => "kn",
        "ron" => "ro",
        "slv" => "sl",
        "hrv" => "hr",
        "srp" => "sr",
        "mkd" => "mk",
        "lit" => "lt",
        "lav" => "lv",
        "est" => "et",
        "tam" => "ta",
        "vie" => "vi",
        "urd" => "ur",
        "tha" => "th",
        "guj" => "gu",
        "uzb" => "uz",
        "pan" => "pa",
        "aze" => "az",
        "ind" => "id",
        "tel" => "te",
        "pes" => "fa",
        "mal" => "ml",
        "ori" => "or",
        "mya" => "my",
        "nep" => "ne",
        "sin" => "si",
        "khm" => "km",
        "tuk" => "tk",
        "aka" => "ak",
        "zul" => "zu",
        "sna" => "sn",
        "afr" => "af",
        "lat" => "la",
        "slk" => "sk",
        "cat" => "ca",
        "tgl" => "tl",
        "hye" => "hy",
        "cym" => "cy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_the_detector_knows_has_a_code() {
        let missing: Vec<&str> =
            Lang::all().iter().filter(|&&l| two_letters(l).is_none()).map(|l| l.code()).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    #[test]
    fn a_paragraph_has_a_language_and_a_headline_has_none() {
        let english = "The ferry to the island was cancelled on two days because of the storm, and the people \
                       who had bought their tickets were told that they would be paid back within the week.";
        let german = "Die Fähre zur Insel fiel wegen des Sturms an zwei Tagen aus, und die Leute, die schon eine \
                      Karte gekauft hatten, bekamen gesagt, dass sie ihr Geld innerhalb einer Woche wiederbekommen.";
        assert_eq!(language(english), Some("en"));
        assert_eq!(language(german), Some("de"));
        assert_eq!(language("Ferry cancelled"), None);
    }
}
