//! Draws the key hints in the last row: the keys that are useful now in the pane, an unfinished chord, a
//! prompt or popup.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::app::input::command::Command;
use crate::app::input::keymap;
use crate::app::pane::areas::Panes;
use crate::app::popup::note_draft::{Draft, NoteDraft};
use crate::app::popup::picker::PickerPurpose;
use crate::app::popup::prompt::{Prompt, PromptPurpose};
use crate::app::screens::{ProfileSection, Screen};
use crate::app::{App, DossierPrompt, Focus, Overlay, View};
use crate::query::Criterion;
use crate::text::width::width;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Commands that share an entry of the bottom line, and what they do here; empty: as the table
/// has it.
type UsefulCommands = (Vec<Command>, &'static str);

/// The commands that are useful now, most important first.
fn useful_commands(app: &App) -> Vec<UsefulCommands> {
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
    if app.screen().is_none() && app.focus == Focus::List && !app.acts_on_batch() && !app.shows_problems() {
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
                plain(&[C::ToggleChrome]),
                plain(&[C::Facts]),
                plain(&[C::NextDocument, C::PreviousDocument]),
            ];
            [vec![close, plain(&[C::NextHit, C::PreviousHit])], first, then, rest.to_vec()].concat()
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

fn useful_commands_of_notes() -> Vec<UsefulCommands> {
    use Command as C;
    vec![
        (vec![C::OpenEntity], "go there"),
        (vec![C::ExportDossier], ""),
        (vec![C::Search], "narrow"),
        (vec![C::MarkNote], ""),
        (vec![C::PutInDossier], ""),
        (vec![C::WriteNote], "change"),
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
        Some(Screen::Notebook(_)) => useful_commands_of_notes(),
        Some(Screen::Dossier(dossier)) if dossier.rows.is_empty() => {
            vec![(vec![C::PutInDossier], "your words"), (vec![C::ChooseDossier], "choose")]
        }
        Some(Screen::Dossier(_)) => vec![
            (vec![C::ExportDossier], ""),
            (vec![C::OpenEntity], "go there"),
            (vec![C::CommentPiece], ""),
            (vec![C::MovePieceUp, C::MovePieceDown], "move"),
            (vec![C::DeleteSearch], "take out"),
            (vec![C::PutInDossier], "your words"),
            (vec![C::ChooseDossier], "choose"),
            (vec![C::NextPane], "notes"),
        ],
        Some(Screen::NameMatches(_)) => vec![(vec![C::OpenEntity], "documents")],
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
            open.into_iter().chain(more).collect()
        }
        _ => vec![(vec![C::OpenEntity], "read")],
    });
    if app.screen().is_some_and(|screen| screen.entity().is_some()) {
        useful.extend(narrow);
    }
    useful
}

/// Columns that the name of the collection may take.
const NAME: usize = 30;

/// Draws the last row: the keys that are useful now.
pub fn draw_hints(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, panes.hints, 0);
    pen.skip(1);
    let hints = hints_now(app);
    // The keys a chord may go on with are more useful than the name.
    let is_crowded = !app.keys.pending.is_empty() && rows_of(&hints, pen.room().saturating_sub(NAME)) > 1;
    let name = format!(" {} ", app.settings.collection);
    if panes.hints.width >= 70 && width(&name) < NAME && app.overlay.is_none() && !is_crowded {
        pen.put_right(&name, theme.style(Role::Muted));
    }
    let mut hints = hints.as_slice();
    if app.prompt.is_none() && !app.keys.pending.is_empty() {
        // The keys a chord may go on with take as many rows above as they need.
        let rows = rows_of(hints, pen.room()).min(panes.hints.y + 1);
        for above in (1..rows).rev() {
            let row = Rect { y: panes.hints.y - above, ..panes.hints };
            Clear.render(row, buffer);
            let mut pen = Pen::new(buffer, row, 0);
            hints = put_hints(hints, theme, pen.skip(1));
        }
        pen = Pen::new(buffer, panes.hints, 0);
        pen.skip(1);
    }
    put_hints(hints, theme, &mut pen);
}

/// The keys that are useful now, with what they do.
fn hints_now(app: &App) -> Vec<(String, String)> {
    match &app.overlay {
        _ if app.prompt.is_some() => prompt_hints(app),
        Some(overlay) if app.keys.pending.is_empty() => overlay_hints(overlay),
        _ if !app.keys.pending.is_empty() => continuations(app),
        _ if is_typing(app) => typing_hints(),
        _ if app.is_selecting() => selecting_hints(app),
        _ => {
            let mut hints: Vec<_> = useful_commands(app).iter().map(|useful| hint(app, useful)).collect();
            let at = hints.len().min(AFTER);
            // Where single corrections are named, nobody needs to be told how they begin.
            let more =
                correction_hint(app).filter(|(key, _)| hints.iter().all(|(of, _)| !of.starts_with(key)));
            hints.splice(at..at, more);
            hints
        }
    }
}

/// How many rows hints take that have so many columns.
fn rows_of(hints: &[(String, String)], columns: usize) -> u16 {
    let (mut rows, mut used) = (1, 0);
    for (key, short) in hints {
        let wanted = width(key) + width(short) + 1;
        if used > 0 && used + wanted > columns {
            rows += 1;
            used = 0;
        }
        used += wanted + 3;
    }
    rows
}

/// Writes hints as far as they fit whole, for no word is cut; returns the others.
pub fn put_hints<'h>(
    hints: &'h [(String, String)],
    theme: &Theme,
    pen: &mut Pen<'_>,
) -> &'h [(String, String)] {
    for (at, (key, short)) in hints.iter().enumerate() {
        if pen.room() < width(key) + width(short) + 1 {
            return &hints[at..];
        }
        pen.put(key, theme.style(Role::Key)).skip(1).put(short, theme.style(Role::Muted)).skip(3);
    }
    &[]
}

/// Hints that go before the key that begins a correction.
const AFTER: usize = 3;

/// The key that begins a correction, where a name is pointed at.
fn correction_hint(app: &App) -> Option<(String, String)> {
    let is_name = match (app.screen(), app.focus) {
        (Some(screen), _) => screen.entity().is_some() || screen.spelling().is_some(),
        (None, Focus::Reader) => app.reader.mention.is_some(),
        (None, Focus::Filters) => matches!(app.criterion_at_cursor(), Some(Criterion::Entity { .. })),
        (None, Focus::List) => false,
    };
    let chord = app.keys.map.chords(Command::NotHere).into_iter().next().filter(|_| is_name)?;
    Some((chord.chars().next()?.to_string(), "correct".to_owned()))
}

/// The first chord of each command, and what they do.
fn hint(app: &App, (commands, here): &UsefulCommands) -> (String, String) {
    let chords = commands.iter().filter_map(|&command| app.keys.map.chords(command).into_iter().next());
    let short = commands.first().map_or("", |command| command.spec().short);
    let short = if here.is_empty() { short } else { here };
    (chords.collect::<Vec<_>>().join("/"), short.to_owned())
}

/// What may follow the keys of an unfinished chord.
fn continuations(app: &App) -> Vec<(String, String)> {
    let mut hints = vec![(format!("{}…", keymap::show(&app.keys.pending)), String::new())];
    for scope in app.scopes() {
        // In the order of the table, which begins with the most frequent commands.
        let mut rest: Vec<_> = app.keys.map.continuations(scope, &app.keys.pending).collect();
        rest.sort_by_key(|&(_, command)| command as usize);
        hints
            .extend(rest.iter().map(|(rest, command)| (keymap::show(rest), command.spec().short.to_owned())));
    }
    hints.push(("Esc".into(), "back".into()));
    hints
}

/// What the fixed keys of a prompt do.
pub fn prompt_hints(app: &App) -> Vec<(String, String)> {
    let Some(prompt) = &app.prompt else { return Vec::new() };
    if let Some(Draft::Note(draft)) = prompt.draft.as_deref() {
        return note_hints(app, prompt, draft);
    }
    let writes = matches!(prompt.purpose, PromptPurpose::Dossier(DossierPrompt::Path(_)));
    let mut hints = vec![("⏎", if writes { "write" } else { "keep" }), ("Esc", "take back")];
    if prompt.purpose == PromptPurpose::Tags {
        hints.push(("-tag", "takes one away"));
    }
    let suggested = app.search.suggestion.as_ref();
    if suggested.is_some_and(|suggestion| prompt.takes_words(suggestion.shown)) {
        hints.insert(0, ("Tab", "take the words"));
    } else if !prompt.completions.names.is_empty() {
        let take = if prompt.purpose == PromptPurpose::Tags { "take the tag" } else { "take the name" };
        hints.splice(0..0, [("Tab", take), ("↑ ↓", "choose")]);
    } else if prompt.has_history() {
        hints.push(("↑ ↓", "history"));
        if !app.searches.is_empty() {
            hints.push(("Ctrl-R", "those with this"));
        }
    }
    hints.into_iter().map(|(key, short)| (key.to_owned(), short.to_owned())).collect()
}

/// What the fixed keys of the prompt of a note do.
fn note_hints(app: &App, prompt: &Prompt, draft: &NoteDraft) -> Vec<(String, String)> {
    let empty = prompt.input.value().trim().is_empty();
    let keep = if empty && draft.on.anchor().is_some() { "highlight" } else { "keep" };
    let mut hints = vec![("⏎", keep.to_owned())];
    if prompt.completions.get().is_some() {
        hints.splice(0..0, [("Tab", "take the tag".to_owned()), ("↑ ↓", "choose".to_owned())]);
    } else {
        hints.extend(draft.colour.map(|colour| ("↑ ↓", app.settings.colour_words(colour))));
        hints.push(("#tag", "at the end".to_owned()));
    }
    hints.push(("Ctrl-O", "editor".to_owned()));
    if draft.before.is_some() {
        hints.push(("Ctrl-X", "delete".to_owned()));
    }
    hints.push(("Esc", "take back".to_owned()));
    hints.into_iter().map(|(key, short)| (key.to_owned(), short)).collect()
}

/// What the fixed keys while selecting do, and the commands that take what is selected.
fn selecting_hints(app: &App) -> Vec<(String, String)> {
    let wider = app.reader.selection.map_or("", |selection| selection.unit.wider().name());
    let fixed = |key: &str, short: &str| (key.to_owned(), short.to_owned());
    let mut hints = vec![fixed("v", wider), fixed("hjkl", "end")];
    hints.extend([Command::Copy, Command::WriteNote].map(|command| hint(app, &(vec![command], ""))));
    hints.extend([fixed("Esc", "leave"), fixed("o", "other end")]);
    hints
}

/// Whether something is typed into the screen.
fn is_typing(app: &App) -> bool {
    match app.screen() {
        Some(Screen::EntityList(entities)) => entities.input.is_some(),
        Some(Screen::Notebook(notebook)) => notebook.input.is_some(),
        _ => false,
    }
}

fn typing_hints() -> Vec<(String, String)> {
    let hints = [("⏎", "keep"), ("↑ ↓", "choose"), ("Esc", "back")];
    hints.map(|(key, short)| (key.to_owned(), short.to_owned())).to_vec()
}

fn overlay_hints(overlay: &Overlay) -> Vec<(String, String)> {
    let hints: &[(&str, &str)] = match overlay {
        Overlay::Picker(picker) if picker.purpose == PickerPurpose::Names => &[
            ("Tab ⏎", "include"),
            ("Ctrl-X", "exclude"),
            ("Ctrl-O", "any of"),
            ("↑ ↓", "choose"),
            ("Esc", "back"),
        ],
        Overlay::Picker(picker)
            if matches!(
                picker.purpose,
                PickerPurpose::Correct | PickerPurpose::Restore | PickerPurpose::Steps
            ) =>
        {
            &[("⏎", "choose"), ("↑ ↓", "move"), ("Esc", "back")]
        }
        Overlay::Picker(picker) if picker.purpose == PickerPurpose::Dossier => {
            &[("⏎", "choose"), ("↑ ↓", "move"), ("Esc", "back")]
        }
        Overlay::Picker(picker) if picker.purpose == PickerPurpose::Sets => &[
            ("⏎", "change"),
            ("Tab", "include"),
            ("Ctrl-X", "exclude"),
            ("Ctrl-O", "any of"),
            ("↑ ↓", "choose"),
            ("Esc", "back"),
        ],
        Overlay::Picker(picker) if picker.purpose == PickerPurpose::Clippings => {
            &[("⏎", "copy"), ("↑ ↓", "choose"), ("Esc", "back")]
        }
        Overlay::Picker(picker) if picker.purpose == PickerPurpose::Open => {
            &[("⏎", "open"), ("↑ ↓", "choose"), ("Esc", "back")]
        }
        Overlay::Picker(_) => &[("⏎", "run"), ("↑ ↓", "choose"), ("Esc", "back")],
        Overlay::Card(_) => {
            &[("⏎", "more"), ("a", "filter by"), ("x", "exclude"), (",", "correct"), ("Esc", "back")]
        }
        Overlay::Facts => &[(",", "correct"), ("Esc", "back")],
        Overlay::Note(_) => &[("⏎ w", "change"), ("D", "delete"), (") (", "next, previous"), ("Esc", "back")],
    };
    hints.iter().map(|&(key, short)| (key.to_owned(), short.to_owned())).collect()
}
