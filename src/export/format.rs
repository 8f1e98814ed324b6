//! The formats that pieces are written in.
//!
//! Not here: how each is written (the other files of this folder).

use super::exported::Export;
use super::piece::Piece;
use super::{bibtex, csl, csv_table, html, json_lines, markdown};

/// A format of exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportFormat {
    /// Markdown, as Obsidian and Zotero take it.
    #[default]
    Markdown,
    /// A page that a browser shows and prints.
    Html,
    /// A table.
    Csv,
    /// JSON, an object a line.
    JsonLines,
    /// References as CSL-JSON.
    CslJson,
    /// References as BibTeX and BibLaTeX.
    Bibtex,
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [ExportFormat; 6] = [
        ExportFormat::Markdown,
        ExportFormat::Html,
        ExportFormat::Csv,
        ExportFormat::JsonLines,
        ExportFormat::CslJson,
        ExportFormat::Bibtex,
    ];

    /// Its word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            ExportFormat::Markdown => "md",
            ExportFormat::Html => "html",
            ExportFormat::Csv => "csv",
            ExportFormat::JsonLines => "jsonl",
            ExportFormat::CslJson => "csl",
            ExportFormat::Bibtex => "bib",
        }
    }

    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            ExportFormat::CslJson => "json",
            other => other.name(),
        }
    }

    /// The format of a file of that name, by its ending.
    pub fn of_file(name: &str) -> Option<ExportFormat> {
        let (_, ending) = name.rsplit_once('.')?;
        ExportFormat::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(ending))
    }

    /// What it is for, in a line.
    pub fn words(self) -> &'static str {
        match self {
            ExportFormat::Markdown => "Markdown: for Obsidian, Zotero and editors",
            ExportFormat::Html => "a web page: to read and to print",
            ExportFormat::Csv => "a table: a row a piece",
            ExportFormat::JsonLines => "JSON Lines: for programs, an object a piece",
            ExportFormat::CslJson => "CSL-JSON: the references only",
            ExportFormat::Bibtex => "BibTeX: the references only",
        }
    }
}

impl Export {
    /// The whole file, in UTF-8, with a line end at its end.
    pub fn write(&self, format: ExportFormat) -> String {
        let clean = Export {
            title: one_line(&self.title),
            command: one_line(&self.command),
            pieces: match format {
                // It escapes what the others leave out, so that programs get every character.
                ExportFormat::JsonLines => self.pieces.clone(),
                _ => self.pieces.iter().map(Piece::cleaned).collect(),
            },
        };
        match format {
            ExportFormat::Markdown => markdown::write(&clean),
            ExportFormat::Html => html::write(&clean),
            ExportFormat::Csv => csv_table::write(&clean),
            ExportFormat::JsonLines => json_lines::write(&clean),
            ExportFormat::CslJson => csl::write(&clean),
            ExportFormat::Bibtex => bibtex::write(&clean),
        }
    }
}

fn one_line(text: &str) -> String {
    crate::text::sanitize::sanitize_line(text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::piece::tests::{hostile, piece};
    use super::*;
    use crate::text::sanitize::sanitize;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_that_is_written_acts_on_a_terminal(
            pieces in prop::collection::vec(piece(), 0..4), title in hostile(),
        ) {
            let export = Export { title, command: "perusal export x".into(), pieces };
            for format in ExportFormat::ALL {
                let written = export.write(format);
                let bad = written.chars().find(|c| c.is_control() && *c != '\n' && *c != '\r');
                prop_assert_eq!(bad, None, "{:?} {}", format, written);
                prop_assert!(!written.contains('\u{202e}'), "turned about");
                prop_assert!(format == ExportFormat::Csv || sanitize(&written).text == written.as_str(), "{:?}", format);
            }
        }
    }

    #[test]
    fn each_format_has_a_word_and_an_ending_of_its_own() {
        let words: std::collections::BTreeSet<_> = ExportFormat::ALL.map(ExportFormat::name).into();
        let endings: std::collections::BTreeSet<_> = ExportFormat::ALL.map(ExportFormat::extension).into();
        assert_eq!((words.len(), endings.len()), (6, 6));
        for format in ExportFormat::ALL {
            assert_eq!(ExportFormat::of_file(&format!("~/a.b/notes.{}", format.extension())), Some(format));
        }
        assert_eq!(ExportFormat::of_file("NOTES.MD"), Some(ExportFormat::Markdown));
        assert_eq!(["md", "notes.txt", "a.md/notes", ""].map(ExportFormat::of_file), [None; 4]);
    }
}
