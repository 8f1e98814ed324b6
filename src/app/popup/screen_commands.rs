//! Which of the commands of screens do something on each of them, and in what words: a key may do on the notes what it
//! does not on a list of names.
//!
//! Not here: carrying them out (`perform`, `screens`), and which the bottom line names (`ui::status`).

use crate::app::input::command::Command;
use crate::app::screens::Screen;

/// A command, and what it does here; empty: as the table of commands has it.
pub(super) type CommandHere = (Command, &'static str);

/// What the commands do on a list of names, and on the page about one.
const ON_NAMES: [CommandHere; 7] = [
    (Command::OpenEntity, "Open the page about the name"),
    (Command::FilterEntity, ""),
    (Command::ExcludeEntity, ""),
    (Command::AnyOfEntity, ""),
    (Command::EntitySentences, "Sentences that name this one"),
    (Command::Why, ""),
    (Command::CloseScreen, ""),
];

const ABOUT_A_NAME: [CommandHere; 7] = [
    (Command::OpenEntity, "Open what is chosen: the page about that name, or the document"),
    (Command::FilterEntity, ""),
    (Command::ExcludeEntity, ""),
    (Command::AnyOfEntity, ""),
    (Command::EntitySentences, ""),
    (Command::Why, ""),
    (Command::CloseScreen, ""),
];

const ON_NOTES: [CommandHere; 6] = [
    (Command::OpenEntity, "Go to where the note was written"),
    (Command::MarkNote, ""),
    (Command::EntitySentences, "Choose the colour of the passage; of all marked notes together"),
    (Command::ExportDossier, "Export the notes: Markdown, HTML, table, references"),
    (Command::DeleteSearch, "Delete the note, or all that are marked"),
    (Command::CloseScreen, ""),
];

const ON_A_DOSSIER: [CommandHere; 7] = [
    (Command::OpenEntity, "Go to where the piece is from"),
    (Command::CommentPiece, "Write of the piece"),
    (Command::MovePieceUp, "Move the piece up"),
    (Command::MovePieceDown, "Move the piece down"),
    (Command::ExportDossier, "Export the dossier: Markdown, HTML, table, references"),
    (Command::DeleteSearch, "Take the piece out of the dossier"),
    (Command::CloseScreen, ""),
];

const ON_SEARCHES: [CommandHere; 3] = [
    (Command::OpenEntity, "Search for it again"),
    (Command::DeleteSearch, "Delete the saved search"),
    (Command::CloseScreen, ""),
];

const ON_THE_OVERVIEW: [CommandHere; 5] = [
    (Command::OpenEntity, "Show the documents that the line counts"),
    (Command::FilterEntity, "Show only the documents that the line counts"),
    (Command::ExcludeEntity, "Hide the documents that the line counts"),
    (Command::AnyOfEntity, "Show the documents of this line or of another so marked"),
    (Command::CloseScreen, ""),
];

const ON_SENTENCES: [CommandHere; 2] =
    [(Command::OpenEntity, "Read the sentence in its document"), (Command::CloseScreen, "")];

const ON_A_STORY: [CommandHere; 2] = [(Command::OpenEntity, "Read the report"), (Command::CloseScreen, "")];

const ON_NAME_MATCHES: [CommandHere; 2] =
    [(Command::OpenEntity, "Show the documents that have the name"), (Command::CloseScreen, "")];

/// Where one is on a screen, in words, and the commands of screens that do something there.
pub(super) fn commands_here(screen: &Screen) -> (&'static str, &'static [CommandHere]) {
    match screen {
        Screen::EntityList(_) => ("on the list of names", &ON_NAMES),
        Screen::Profile(_) => ("on the page about a name", &ABOUT_A_NAME),
        Screen::Sentences(_) => ("on a list of sentences", &ON_SENTENCES),
        Screen::NameMatches(_) => ("in the table of names", &ON_NAME_MATCHES),
        Screen::Notebook(_) => ("in the notebook", &ON_NOTES),
        Screen::Searches(_) => ("among saved searches", &ON_SEARCHES),
        Screen::Dossier(_) => ("in the dossier", &ON_A_DOSSIER),
        Screen::Overview(_) => ("in the overview", &ON_THE_OVERVIEW),
        Screen::Story(_) => ("on a story", &ON_A_STORY),
        // A page has its own commands.
        Screen::Document(_) => ("on the page", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::command::{COMMANDS, Scope};

    #[test]
    fn each_command_of_screens_does_something_on_one_of_them_and_no_other_is_named() {
        let tables: [&[CommandHere]; 9] = [
            &ON_NAMES,
            &ABOUT_A_NAME,
            &ON_NOTES,
            &ON_A_DOSSIER,
            &ON_SEARCHES,
            &ON_THE_OVERVIEW,
            &ON_SENTENCES,
            &ON_A_STORY,
            &ON_NAME_MATCHES,
        ];
        let named = |command: Command| tables.iter().any(|table| table.iter().any(|(of, _)| *of == command));
        for spec in COMMANDS.iter() {
            assert_eq!(named(spec.command), spec.scope == Scope::Screen, "{}", spec.name);
        }
        for table in tables {
            assert!(table.iter().any(|(of, _)| *of == Command::CloseScreen), "{table:?}");
        }
    }
}
