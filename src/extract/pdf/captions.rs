//! Knows captions by how they begin: with the word for a figure or a table, and its number.
//!
//! Not here: what is running text around them (`flow`).

/// The words for figures, tables and the like, in lower case without a stop, in the languages of most papers.
const WORDS: [&str; 46] = [
    "abb",
    "abbildung",
    "box",
    "chart",
    "cuadro",
    "diagram",
    "diagramm",
    "exhibit",
    "fig",
    "figur",
    "figura",
    "figure",
    "figuur",
    "grafico",
    "grafik",
    "graph",
    "graphique",
    "gráfico",
    "ilustración",
    "illustration",
    "kaavio",
    "karte",
    "kuva",
    "kuvio",
    "map",
    "obr",
    "obrázek",
    "photo",
    "plate",
    "rys",
    "rysunek",
    "scheme",
    "schema",
    "tab",
    "tabel",
    "tabela",
    "tabell",
    "tabella",
    "tabelle",
    "tabla",
    "table",
    "tableau",
    "tabulka",
    "taulukko",
    "рис",
    "рисунок",
];
/// The same in scripts without spaces, and one that comes with either.
const DENSE: [&str; 4] = ["图", "圖", "図", "表"];
const CYRILLIC: [&str; 3] = ["таблица", "табл", "таблиця"];

/// Whether a text is a caption by its beginning: "Figure 3: The harbour", "Tabelle 2. Prices", "FIG. 4". In type as large
/// as the text's a mark behind the number, or nothing at all, tells it from a sentence: "Figure 3 shows that".
pub fn begins_caption(text: &str, smaller: bool) -> bool {
    let Some(rest) = behind_word(text) else { return false };
    let number = rest.trim_start().trim_start_matches(['.', ' ']);
    let length = number_length(number);
    let behind = number[length..].trim_start();
    length > 0
        && (smaller
            || behind.is_empty()
            || behind.starts_with([':', '.', '–', '—', '|', '-', '：', '．', '。']))
}

/// What stands behind the word that a caption begins with.
fn behind_word(text: &str) -> Option<&str> {
    if let Some(rest) = DENSE.iter().find_map(|word| text.strip_prefix(word)) {
        return Some(rest);
    }
    let end = text.find(|c: char| !c.is_alphabetic())?;
    let (word, rest) = text.split_at(end);
    let named = word.chars().next().is_some_and(char::is_uppercase);
    let word = word.to_lowercase();
    (named && rest.starts_with([' ', '.']) && WORDS.iter().chain(&CYRILLIC).any(|known| *known == word))
        .then_some(rest)
}

/// The bytes of a number: "3", "2.1", "IV", "A3", "S2", "3a".
fn number_length(text: &str) -> usize {
    let word = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(text.len());
    let word = text[..word].trim_end_matches('.');
    let roman = word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'));
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    if word.len() <= 6 && (roman || digits > 0 && letters <= 1) { word.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_known_by_word_and_number() {
        for text in [
            "Figure 3: The harbour",
            "FIG. 4. Boats",
            "Tabelle 2",
            "Table A1 | Prices",
            "Рис. 2. Порт",
            "图 3：港",
            "Table IV.",
        ] {
            assert!(begins_caption(text, false), "{text}");
        }
        for text in [
            "Figure 3 shows that",
            "Table of contents",
            "figure 3: so",
            "Map the harbour",
            "Table 2 and others",
            "Figured 3: x",
            "",
        ] {
            assert!(!begins_caption(text, false), "{text}");
        }
        assert!(begins_caption("Figure 3 The harbour in winter", true));
    }
}
