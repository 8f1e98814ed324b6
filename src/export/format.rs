//! The formats that pieces are written in, and what is written.
//!
//! Not here: how each is written (the other files of this folder).

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

/// What is exported: pieces in their order, under a title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Export {
    /// The name of the dossier, or what else the pieces are.
    pub title: String,
    /// The command that makes the same export anew.
    pub command: String,
    /// The pieces.
    pub pieces: Vec<Piece>,
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

impl Export {
    /// Whether a file is an export, as its head says; of tables and references that is not known.
    pub fn is_written(text: &str) -> bool {
        let head: String = text.lines().take(12).collect::<Vec<_>>().join("\n");
        let is_markdown = head.starts_with("---\n") && head.contains("\nmade_by: \"perusal export ");
        is_markdown || head.contains("<meta name=\"generator\" content=\"perusal\">")
    }

    /// A word of a command as a shell takes it.
    pub fn shell_word(word: &str) -> String {
        let plain = |c: char| c.is_alphanumeric() || "-_./:,+@%=".contains(c);
        match !word.is_empty() && word.chars().all(plain) {
            true => word.to_owned(),
            false => format!("'{}'", word.replace('\'', "'\\''")),
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
    fn what_was_written_is_known_again_and_commands_are_quoted() {
        let export = Export { command: "perusal export --notes".into(), ..Export::default() };
        let is_known = |format| Export::is_written(&export.write(format));
        assert!(is_known(ExportFormat::Markdown) && is_known(ExportFormat::Html));
        assert!(!Export::is_written("---\ntitle: \"x\"\n---\n"));
        assert_eq!(Export::shell_word("dam gates"), "'dam gates'");
        assert_eq!(Export::shell_word("it's"), "'it'\\''s'");
        assert_eq!(Export::shell_word("a/b.md"), "a/b.md");
    }

    #[test]
    fn each_format_has_a_word_and_an_ending_of_its_own() {
        let words: std::collections::BTreeSet<_> = ExportFormat::ALL.map(ExportFormat::name).into();
        let endings: std::collections::BTreeSet<_> = ExportFormat::ALL.map(ExportFormat::extension).into();
        assert_eq!((words.len(), endings.len()), (6, 6));
    }
}
