//! What a PDF file declares of itself: title, author, day of making.

use unpdf::parser::backend::PdfMetadataRaw;

use crate::model::{DeclaredAs, DeclaredDate, Metadata};

/// What a file declares, without what programs put there by themselves.
pub fn metadata(declared: PdfMetadataRaw) -> Metadata {
    let made = declared.creation_date.as_deref().and_then(day);
    Metadata {
        title: declared.title.as_deref().and_then(title),
        byline: declared.author.as_deref().and_then(author),
        dates: made.map(|words| DeclaredDate { how: DeclaredAs::Incidental, words }).into_iter().collect(),
        ..Metadata::default()
    }
}

/// A title; none where it is the name of a file, or of nothing.
fn title(declared: &str) -> Option<String> {
    const PROGRAMS: [&str; 4] =
        ["Microsoft Word - ", "Microsoft PowerPoint - ", "PowerPoint Presentation", "Print preview"];
    const ENDINGS: [&str; 19] = [
        "doc", "docx", "dvi", "exe", "htm", "html", "indd", "odt", "pdf", "pm6", "ppt", "pptx", "ps", "qxd",
        "rtf", "tex", "txt", "wpd", "xls",
    ];
    let bare = PROGRAMS.iter().find_map(|program| declared.trim().strip_prefix(program)).unwrap_or(declared);
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let ending = bare.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let of_file = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
    let nothing =
        ["untitled", "unknown", "title", "document", "none"].contains(&bare.to_lowercase().as_str());
    let worded = bare.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    (worded && !of_file && !nothing && is_readable(&bare)).then_some(bare)
}

/// An author; none where it is the name of an account or a program.
fn author(declared: &str) -> Option<String> {
    let bare = declared.split_whitespace().collect::<Vec<_>>().join(" ");
    let account = !bare.contains(' ') && !bare.chars().any(char::is_uppercase);
    let nobody = ["unknown", "administrator", "admin", "user", "owner", "author", "none"];
    let nobody = nobody.contains(&bare.to_lowercase().as_str());
    (bare.chars().any(char::is_alphabetic) && !account && !nobody && is_readable(&bare)).then_some(bare)
}

/// Whether a text was decoded.
fn is_readable(text: &str) -> bool {
    !text.chars().any(|c| c == '\u{FFFD}' || c.is_control())
}

/// `D:20050110120000+01'00'` as a day.
fn day(declared: &str) -> Option<String> {
    let digits = declared.trim().trim_start_matches("D:");
    let digits = digits.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (year, rest) = digits.split_at(4);
    let (month, day) = rest.split_at(2);
    Some(format!("{year}-{month}-{day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_declare_by_themselves_is_left_out() {
        for (declared, kept) in [
            ("The harbour\n report", Some("The harbour report")),
            ("Microsoft Word - Minutes of May", Some("Minutes of May")),
            ("Microsoft Word - minutes.doc", None),
            ("Untitled", None),
            ("12.3", None),
        ] {
            assert_eq!(title(declared).as_deref(), kept, "{declared}");
        }
        assert_eq!(author("Maren Ode").as_deref(), Some("Maren Ode"));
        assert_eq!(["mode", "Administrator", ""].map(|name| author(name).is_some()), [false; 3]);
        assert_eq!(day("D:20050110120000+01'00'").as_deref(), Some("2005-01-10"));
        assert_eq!(day("10 May").as_deref(), None);
    }
}
