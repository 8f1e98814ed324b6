//! What is exported as a whole: pieces under a title, with the command that makes the same anew.
//!
//! Not here: writing it (`format`).

use super::piece::Piece;

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

#[cfg(test)]
mod tests {
    use super::super::format::ExportFormat;
    use super::*;

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
}
