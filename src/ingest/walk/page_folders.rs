//! Knows the folders that browsers and office programs save beside a page: `Boats_files` beside `Boats.html`.

/// The ends of their names, each in the language of the program that wrote it. From Microsoft's list of names for
/// connected files, which Windows keeps together with their page, and the browsers' own `_files`.
const ENDS: [&str; 26] = [
    "_files",
    "-files",
    ".files",
    "_file",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_bestanden",
    "_filer",
    "-filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_elemei",
    "_dosyalar",
    "_datoteke",
    "_fajlovi",
    "_fitxers",
    "_fitxategiak",
    "_failid",
    "_fails",
    "_faili",
    "_bylos",
    "_subory",
];

/// The endings of pages.
const PAGES: [&str; 5] = ["html", "htm", "xhtml", "shtml", "xht"];

/// The path of a page without its ending; `None` of another file.
pub fn page(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    PAGES.iter().any(|page| ending.eq_ignore_ascii_case(page)).then(|| stem.to_owned())
}

/// The path of the page, without its ending, that a folder of this path belongs to if there is one.
pub fn of_page(path: &str) -> Option<&str> {
    ENDS.iter().find_map(|end| {
        let at = path.len().checked_sub(end.len()).filter(|at| *at > 0 && path.is_char_boundary(*at))?;
        path[at..].eq_ignore_ascii_case(end).then(|| &path[..at])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_and_its_page_have_the_same_stem() {
        assert_eq!(page("a/Boats.HTM").as_deref(), Some("a/Boats"));
        assert_eq!(page("a/Boats.txt"), None);
        for folder in ["a/Boats_files", "a/Boats-Dateien", "a/Boats.files", "a/Boats_FILES"] {
            assert_eq!(of_page(folder), Some("a/Boats"), "{folder}");
        }
        assert_eq!(of_page("a/Boats"), None);
        assert_eq!(of_page("é_files"), Some("é"));
    }
}
