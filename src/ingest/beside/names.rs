//! The names of files that OCR programs put beside a scan: `NAME.pdf.txt`, `NAME.hocr` and the like beside `NAME.pdf`
//! or an image.
//!
//! Not here: whether the scan has words of its own, and the text in such a file (`extract`).

/// The ending of a file whose pages may be images.
const PDF: &str = "pdf";
/// The endings of images.
const IMAGES: [&str; 8] = ["png", "jpg", "jpeg", "tif", "tiff", "gif", "bmp", "webp"];
/// The endings of hOCR, the plainest first. A page of these endings that is none is not taken.
const MARKUP: [&str; 3] = ["hocr", "html", "htm"];
/// That of plain text. Behind the bare name of an image it is rather a text with that image.
const PLAIN: &str = "txt";

fn is_scan(ending: &str) -> bool {
    std::iter::once(PDF).chain(IMAGES).any(|scan| scan.eq_ignore_ascii_case(ending))
}

/// Whether files may lie beside one of this name.
pub(in crate::ingest) fn may_be_scan(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| is_scan(ending))
}

/// The names of the files that may lie beside a scan, the best first.
pub(in crate::ingest) fn names_beside(scan: &str) -> Vec<String> {
    let Some((stem, ending)) = scan.rsplit_once('.').filter(|(_, ending)| is_scan(ending)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = Vec::new();
    let mut add = |before: &str, ending: &str| {
        names.extend([ending.to_owned(), ending.to_uppercase()].map(|ending| format!("{before}.{ending}")));
    };
    MARKUP.iter().flat_map(|ending| [(stem, ending), (scan, ending)]).for_each(|(name, of)| add(name, of));
    add(scan, PLAIN);
    if ending.eq_ignore_ascii_case(PDF) {
        add(stem, PLAIN);
    }
    names
}

/// The scan that a file of this name belongs to: the first of those it may lie beside that there is.
pub(in crate::ingest) fn scan_of(name: &str, exists: impl Fn(&str) -> bool) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let plain = ending.eq_ignore_ascii_case(PLAIN);
    if !plain && !MARKUP.iter().any(|markup| markup.eq_ignore_ascii_case(ending)) {
        return None;
    }
    if may_be_scan(stem) {
        return Some(stem.to_owned()).filter(|scan| exists(scan));
    }
    let images = IMAGES.iter().copied().filter(|_| !plain);
    let endings =
        std::iter::once(PDF).chain(images).flat_map(|ending| [ending.to_owned(), ending.to_uppercase()]);
    endings.map(|ending| format!("{stem}.{ending}")).find(|scan| exists(scan))
}

/// The names of all files that one of this name may belong to, or that may belong to it.
pub(in crate::ingest) fn related(name: &str) -> Vec<String> {
    let mut related = names_beside(name);
    // Of a name that is no text none is tried.
    let tried = std::cell::RefCell::new(Vec::new());
    let _ = scan_of(name, |scan| {
        tried.borrow_mut().push(scan.to_owned());
        false
    });
    related.extend(tried.into_inner());
    related
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_belongs_to_the_scan_whose_name_it_has() {
        for (text, scan) in [
            ("a/Scan.pdf.txt", Some("a/Scan.pdf")),
            ("a/Scan.txt", Some("a/Scan.pdf")),
            ("a/Scan.HOCR", Some("a/Scan.pdf")),
            ("b.hocr", Some("b.TIF")),
            ("b.TIF.hocr", Some("b.TIF")),
            ("b.TIF.txt", Some("b.TIF")),
            // A picture with an article.
            ("b.txt", None),
            ("c.txt", None),
            ("a/Scan.pdf", None),
            ("txt", None),
        ] {
            let there = ["a/Scan.pdf", "b.TIF", "b.html"];
            assert_eq!(scan_of(text, |name| there.contains(&name)).as_deref(), scan, "{text}");
            if let Some(scan) = scan.filter(|_| !text.contains("HOCR")) {
                assert!(names_beside(scan).iter().any(|name| name == text), "{text}");
                assert!(related(text).iter().any(|name| name == scan));
            }
        }
        assert!(related("a.docx").is_empty());
    }
}
