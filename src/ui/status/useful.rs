//! Which commands are useful now, most important first: what the bottom line names.
//!
//! Not here: drawing it, and the keys of prompts and popups (`hints`).

use crate::app::input::command::Command;
use crate::app::screens::{ProfileSection, Screen};
use crate::app::{App, Focus, View};
use crate::ui::links::links;

/// Commands that share an entry of the bottom line, and what they do here; empty: as the table
/// has it.
pub(super) type UsefulCommands = (Vec<Command>, &'static str);

/// The commands that are useful now, most important first.
pub(super) fn useful_commands(app: &App) -> Vec<UsefulCommands> {
    use Command as C;
    let plain = |commands: &[C]| (commands.to_vec(), "");
    let mut useful: Vec<UsefulCommands> = match (app.focus, app.view) {
        _ if app.screen().is_some() => useful_commands_on_screen(app),
        (Focus::List, _) => useful_commands_of_list(app),
        (Focus::Reader, view) => useful_commands_of_page(app, view),
        (Focus::Filters, _) if app.on_time_line() => useful_commands_of_time(app),
        (Focus::Filters, _) => vec![
            plain(&[C::Include]),
            plain(&[C::Exclude]),
            plain(&[C::AnyOf]),
            plain(&[C::Choose]),
            plain(&[C::Fold, C::Unfold]),
            plain(&[C::NextPane]),
        ],
    };
    if !app.search.filters.is_empty() && !app.shows_problems() {
        useful.push(plain(&[C::ClearFilters]));
    }
    useful.push(plain(&[C::Palette]));
    useful.push(plain(&[C::Help]));
    let has_rows = app.screen().is_none() && app.focus == Focus::List && !app.list.ids.is_empty();
    if has_rows && !app.acts_on_batch() && !app.shows_problems() {
        useful.push(plain(&[C::Batch]));
    }
    useful
}

fn useful_commands_of_list(app: &App) -> Vec<UsefulCommands> {
    use Command as C;
    let plain = |commands: &[C]| (commands.to_vec(), "");
    match app.acts_on_batch() {
        // What could not be read takes no star, and its filter goes with the view.
        _ if app.shows_problems() => {
            vec![plain(&[C::Open]), (vec![C::Back], "all documents"), plain(&[C::Search])]
        }
        true => useful_commands_of_batch(),
        // Where nothing is found there is nothing to read or to mark.
        false if app.list.ids.is_empty() && !app.search.is_empty() => {
            let typed = (!app.search.text().is_empty()).then(|| (vec![C::Back], "take back"));
            std::iter::once(plain(&[C::Search])).chain(typed).chain([plain(&[C::NextPane])]).collect()
        }
        false => {
            let mut useful = vec![plain(&[C::Open]), plain(&[C::Search])];
            // What is found stands on the page beside the list.
            if app.panes.reader.width > 0 && leads_somewhere(app, C::NextHit) {
                useful.extend([plain(&[C::NextHit, C::PreviousHit]), plain(&[C::Copy])]);
            }
            useful.extend([C::NextPane, C::Star, C::WriteNote].map(|c| plain(&[c])));
            useful.extend((!app.marks.notes.is_empty()).then(|| plain(&[C::Notebook])));
            useful.push(plain(&[C::Tags]));
            useful
        }
    }
}

fn useful_commands_of_page(app: &App, view: View) -> Vec<UsefulCommands> {
    use Command as C;
    let plain = |commands: &[C]| (commands.to_vec(), "");
    let mut useful = match view {
        View::Browse => vec![
            plain(&[C::TableRight]),
            plain(&[C::NextHit, C::PreviousHit]),
            plain(&[C::NextName, C::PreviousName]),
            plain(&[C::NameCard]),
            plain(&[C::NextPane]),
            plain(&[C::Zoom]),
        ],
        View::Read => {
            let names = [plain(&[C::NextName, C::PreviousName]), plain(&[C::NameCard])];
            let passage =
                [C::Copy, C::WriteNote, C::NextParagraph, C::Select, C::Notebook].map(|c| plain(&[c]));
            // Where a name is under the cursor, it is what is meant.
            let (first, then) = if app.reader.mention.is_some() {
                ([&names[..], &[plain(&[C::NextMention, C::PreviousMention])]].concat(), passage.to_vec())
            } else {
                (passage.to_vec(), names.to_vec())
            };
            let close = (vec![C::Close], if app.screens.is_empty() { "" } else { "back" });
            let rest = [
                (vec![C::NextNote, C::PreviousNote], "notes"),
                plain(&[C::Follow]),
                plain(&[C::ToggleChrome]),
                plain(&[C::Facts]),
                plain(&[C::NextDocument, C::PreviousDocument]),
            ];
            let first_of_all = vec![close, plain(&[C::TableRight]), plain(&[C::NextHit, C::PreviousHit])];
            [first_of_all, first, then, rest.to_vec()].concat()
        }
    };
    useful.retain(|(commands, _)| commands.first().is_none_or(|command| leads_somewhere(app, *command)));
    useful
}

fn useful_commands_of_batch() -> Vec<UsefulCommands> {
    use Command as C;
    let deeds = [C::Batch, C::BatchRange, C::Star, C::Tags, C::ToggleRead].map(|command| (vec![command], ""));
    let more = [C::BatchAll, C::Copy, C::ReadLater].map(|command| (vec![command], ""));
    deeds.into_iter().chain([(vec![C::Back], "empty")]).chain(more).collect()
}

/// Whether there is something in the text that a command goes to.
fn leads_somewhere(app: &App, command: Command) -> bool {
    match command {
        Command::NextHit => app.reader.hit_count() + app.reader.hits_in_folds() > 0,
        Command::NextNote => !app.reader.notes().is_empty(),
        Command::TableRight => app.reader.goes_on_right(),
        Command::Follow => !links(app).is_empty(),
        Command::Notebook => !app.marks.notes.is_empty(),
        _ => true,
    }
}

fn useful_commands_of_time(app: &App) -> Vec<UsefulCommands> {
    use Command as C;
    let space = if app.sidebar.time.is_selecting() { "to here" } else { "from here" };
    vec![
        (vec![C::Fold, C::Unfold], "move"),
        (vec![C::ZoomIn, C::ZoomOut], "zoom"),
        (vec![C::Include], space),
        (vec![C::Choose], "filter"),
        (vec![C::Exclude], ""),
        (vec![C::NextPane], ""),
    ]
}

fn useful_commands_of_notes(has_marked: bool) -> Vec<UsefulCommands> {
    use Command as C;
    vec![
        (vec![C::OpenEntity], "go there"),
        (vec![C::ExportDossier], ""),
        (vec![C::Search], "narrow"),
        (vec![C::MarkNote], ""),
        (vec![C::PutInDossier], ""),
        (vec![C::WriteNote], if has_marked { "as one text" } else { "change" }),
        (vec![C::Tags], ""),
        (vec![C::DeleteSearch], ""),
        (vec![C::EntitySentences], "colour"),
        (vec![C::NextPane], "dossiers"),
        (vec![C::Sort], ""),
    ]
}

fn useful_commands_on_screen(app: &App) -> Vec<UsefulCommands> {
    use Command as C;
    let narrow = [(vec![C::FilterEntity], ""), (vec![C::ExcludeEntity], "")];
    let mut useful: Vec<UsefulCommands> = vec![(vec![C::Quit], "back")];
    useful.extend(match app.screen() {
        Some(Screen::EntityList(_)) => vec![
            (vec![C::OpenEntity], "about"),
            (vec![C::Search], "narrow"),
            (vec![C::NextPane], "kind"),
            (vec![C::Sort], ""),
        ],
        Some(Screen::Notebook(notebook)) => useful_commands_of_notes(!notebook.marked.is_empty()),
        Some(Screen::Dossier(dossier)) => useful_commands_of_dossier(dossier.rows.is_empty()),
        Some(Screen::Overview(_)) => vec![
            (vec![C::OpenEntity], "show"),
            (vec![C::NextPane], "next block"),
            (vec![C::Search], "search"),
        ],
        Some(Screen::NameMatches(_)) => vec![(vec![C::OpenEntity], "documents")],
        Some(Screen::Story(_)) => vec![(vec![C::OpenEntity], "read"), (vec![C::OtherStory], "")],
        Some(Screen::Searches(_)) => {
            vec![(vec![C::OpenEntity], "search"), (vec![C::RenameName], ""), (vec![C::DeleteSearch], "")]
        }
        Some(Screen::Profile(profile)) if profile.section == ProfileSection::Why => {
            vec![
                (vec![C::Why], "lists"),
                (vec![C::SameName], ""),
                (vec![C::Never], ""),
                (vec![C::MergeName], ""),
            ]
        }
        Some(Screen::Profile(profile)) => {
            let open = match profile.section {
                ProfileSection::Head => vec![],
                ProfileSection::SeenWith => vec![(vec![C::OpenEntity], "about")],
                _ => vec![(vec![C::OpenEntity], "read")],
            };
            let both = if profile.section == ProfileSection::SeenWith { "both" } else { "" };
            let more = [(vec![C::NextPane], "column"), (vec![C::EntitySentences], both), (vec![C::Why], "")];
            let copy = (profile.section == ProfileSection::Sentences).then(|| (vec![C::Copy], ""));
            open.into_iter().chain(copy).chain(more).collect()
        }
        _ => vec![(vec![C::OpenEntity], "read"), (vec![C::Copy], "")],
    });
    if app.screen().is_some_and(|screen| screen.entity().is_some()) {
        useful.extend(narrow);
    }
    useful
}

fn useful_commands_of_dossier(is_empty: bool) -> Vec<UsefulCommands> {
    use Command as C;
    if is_empty {
        return vec![
            (vec![C::PutInDossier], "your words"),
            (vec![C::ChooseDossier], "choose"),
            (vec![C::NextPane], "notes"),
        ];
    }
    vec![
        (vec![C::ExportDossier], ""),
        (vec![C::OpenEntity], "go there"),
        (vec![C::CommentPiece], ""),
        (vec![C::MovePieceUp, C::MovePieceDown], "move"),
        (vec![C::DeleteSearch], "take out"),
        (vec![C::PutInDossier], "your words"),
        (vec![C::ChooseDossier], "choose"),
        (vec![C::NextPane], "notes"),
    ]
}
