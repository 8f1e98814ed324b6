//! Writes the documents that pieces cite as BibTeX that BibLaTeX reads as well: an uncertain date has the `~` of EDTF
//! in `date`, which BibTeX passes over for `year`.

use std::fmt::Write as _;

use super::escape::web_address;
use super::exported::Export;
use super::references::{Reference, references};
use crate::model::PartialDate;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The whole file.
pub fn write(export: &Export) -> String {
    let entries: Vec<String> = references(&export.pieces).iter().map(entry).collect();
    // What stands between entries is a comment, but for the sign that begins one.
    let head = format!("{} · {}", export.title, export.command).replace('@', "(at)");
    format!("% {head}\n\n{}", entries.join("\n"))
}

fn entry(reference: &Reference<'_>) -> String {
    let cited = reference.cited;
    let address = cited.address.as_deref().and_then(web_address);
    let sort = match (&cited.source, &address) {
        (Some(_), _) => "article",
        (None, Some(_)) => "online",
        (None, None) => "misc",
    };
    let mut fields: Vec<(&str, String)> = Vec::new();
    let authors: Vec<String> = reference.authors().iter().map(|name| format!("{{{}}}", tex(name))).collect();
    if !authors.is_empty() {
        fields.push(("author", format!("{{{}}}", authors.join(" and "))));
    }
    // Twice in braces: as it is written, capitals kept.
    fields.push(("title", format!("{{{{{}}}}}", tex(cited.name()))));
    fields.extend(cited.source.as_ref().map(|source| ("journal", format!("{{{{{}}}}}", tex(source)))));
    fields.extend(cited.source.as_ref().map(|_| ("entrysubtype", "{newspaper}".to_owned())));
    if let Some((day, sure)) = cited.date.as_ref().and_then(|date| Some((date.date?, date.sure))) {
        let (year, month, _) = day.parts();
        fields.push(("date", format!("{{{day}{}}}", if sure { "" } else { "~" })));
        fields.push(("year", format!("{{{year}}}")));
        let name = month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
        fields.extend(name.map(|name| ("month", (*name).to_owned())));
    }
    if let Some(address) = &address {
        fields.push(("url", format!("{{{}}}", address.replace('%', "\\%").replace('#', "\\#"))));
        fields.extend(cited.saved.map(|day: PartialDate| ("urldate", format!("{{{day}}}"))));
    }
    let tags: Vec<&str> = reference.tags().into_iter().collect();
    if !tags.is_empty() {
        fields.push(("keywords", format!("{{{}}}", tex(&tags.join(", ")))));
    }
    fields.push(("note", format!("{{{}}}", tex(&reference.remarks().join("; ")))));
    let annotations = reference.annotations();
    if !annotations.is_empty() {
        fields.push(("annote", format!("{{{}}}", tex(&annotations.join("\n\n")))));
    }
    let mut entry = format!("@{sort}{{{},\n", reference.key);
    fields.iter().for_each(|(name, value)| _ = writeln!(entry, "  {name} = {value},"));
    entry.push_str("}\n");
    entry
}

/// A text within a field: signs of TeX written so that they are shown. Braces are named: BibTeX counts those behind a
/// backslash too.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '"' => escaped.push_str("\\textquotedbl{}"),
            '$' | '&' | '%' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::format::ExportFormat;
    use super::super::piece::Piece;
    use super::super::piece::tests::piece;
    use super::*;
    use crate::model::{Citation, CitedDate};

    #[test]
    fn signs_of_tex_are_shown_and_a_guess_is_marked() {
        let cited = Citation {
            title: Some("50 % of {A_B} & \\C".into()),
            author: Some("Ann Bell; Tom Pike".into()),
            date: Some(CitedDate { date: PartialDate::parse("2022-02-14"), ..CitedDate::default() }),
            file: "/a".into(),
            ..Citation::default()
        };
        let pieces = vec![Piece { citation: Some(cited), ..Piece::default() }];
        let export = Export { title: "x @ y".into(), command: "c".into(), pieces };
        let written = export.write(ExportFormat::Bibtex);
        assert!(written.starts_with("% x (at) y · c\n\n@misc{bell2022,\n"), "{written}");
        assert!(
            written.contains(
                "  title = {{50 \\% of \\textbraceleft{}A\\_B\\textbraceright{} \\& \\textbackslash{}C}},"
            ),
            "{written}"
        );
        assert!(written.contains("  author = {{Ann Bell} and {Tom Pike}},"), "{written}");
        assert!(written.contains("  date = {2022-02-14~},\n  year = {2022},\n  month = feb,"), "{written}");
    }

    proptest! {
        #[test]
        fn braces_are_in_pairs_whatever_the_texts(pieces in prop::collection::vec(piece(), 0..4)) {
            let written = Export { pieces, ..Export::default() }.write(ExportFormat::Bibtex);
            let mut depth = 0;
            for c in written.lines().skip(1).flat_map(str::chars) {
                depth += i32::from(c == '{') - i32::from(c == '}');
                prop_assert!(depth >= 0, "{}", written);
            }
            prop_assert_eq!(depth, 0, "{}", written);
        }
    }
}
