//! Draws the key hints in the last row: the keys that are useful now in the pane, a prompt or popup.
//!
//! Not here: the keys that an unfinished chord may go on with (`which_key`).

use ratatui::buffer::Buffer;

use super::useful::{UsefulCommands, useful_commands};
use super::which_key::draw_which_key;
use crate::app::input::command::Command;
use crate::app::pane::areas::Panes;
use crate::app::popup::note_draft::{Draft, NoteDraft};
use crate::app::popup::picker::PickerPurpose;
use crate::app::popup::prompt::{Prompt, PromptPurpose};
use crate::app::screens::Screen;
use crate::app::{App, DossierPrompt, Focus, Overlay};
use crate::query::Criterion;
use crate::text::width::width;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// In windows of no more columns each one is needed. Set by hand.
const NARROW: u16 = 40;
/// Columns that the name of the collection may take.
const NAME: usize = 30;

/// Draws the last row: the keys that are useful now.
pub fn draw_hints(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    if app.prompt.is_none() && !app.keys.pending.is_empty() {
        return draw_which_key(app, theme, panes, buffer);
    }
    let mut pen = Pen::new(buffer, panes.hints, 0);
    pen.skip(1);
    let hints = hints_now(app);
    // As far from the last hint as hints are from each other.
    let name = format!("   {} ", app.settings.collection);
    let is_page = app.screen().is_none() && app.focus == Focus::Reader;
    let wanted: usize = hints.iter().map(|(key, short)| width(key) + width(short) + 4).sum();
    // On a page of few columns a key says more than where one is.
    let is_crowded = is_page && app.size.0 < ROOMY && wanted > pen.room().saturating_sub(width(&name));
    let is_named = panes.hints.width >= 70 && width(&name) < NAME && app.overlay.is_none() && !is_crowded;
    // The last column stays empty as the first does, where there are columns to spare.
    let edge = if panes.hints.width > NARROW { " " } else { "" };
    pen.put_right(if is_named { &name } else { edge }, theme.style(Role::Muted));
    let fitting;
    let mut hints = hints.as_slice();
    let keeps_help = app.is_in_list() || is_page || app.size.0 < FEW_COLUMNS;
    if app.overlay.is_none() && app.prompt.is_none() && keeps_help {
        fitting = those_that_fit(app, hints, pen.room());
        hints = &fitting;
    }
    put_hints(hints, theme, &mut pen);
}

/// The keys that are useful now, with what they do.
fn hints_now(app: &App) -> Vec<(String, String)> {
    match &app.overlay {
        _ if app.prompt.is_some() => prompt_hints(app),
        Some(overlay) => overlay_hints(overlay),
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

/// Narrower lines of hints would end before help. Set by hand.
const FEW_COLUMNS: u16 = 80;
/// From here on there is room for the name of the collection beside all that matters. Set by hand.
const ROOMY: u16 = 110;

/// The hints that fit in so many columns: the one that leads to help always stands, in the list that to all commands
/// too, where there is room for them at all; of the others the first.
fn those_that_fit(app: &App, hints: &[(String, String)], columns: usize) -> Vec<(String, String)> {
    let commands = if app.is_in_list() { &[Command::Palette, Command::Help][..] } else { &[Command::Help] };
    let always = commands.iter().map(|&command| hint(app, &(vec![command], "")));
    // Where help is no use, as while something is typed, nothing of it stands.
    let always: Vec<_> = always.filter(|hint| hints.contains(hint)).collect();
    let columns_of = |(key, short): &(String, String)| width(key) + width(short) + 4;
    // Behind the last there is no gap.
    let mut room = (columns + 3).saturating_sub(always.iter().map(columns_of).sum());
    let mut is_full = false;
    let fits = |hint: &&(String, String)| {
        let wanted = columns_of(hint);
        is_full |= !always.contains(hint) && wanted > room;
        room = if always.contains(hint) || is_full { room } else { room - wanted };
        always.contains(hint) || !is_full
    };
    hints.iter().filter(fits).cloned().collect()
}

/// Writes hints as far as they fit whole, for no word is cut.
pub fn put_hints(hints: &[(String, String)], theme: &Theme, pen: &mut Pen<'_>) {
    for (key, short) in hints {
        if pen.room() < width(key) + width(short) + 1 {
            return;
        }
        pen.put(key, theme.style(Role::Key)).skip(1).put(short, theme.style(Role::Muted)).skip(3);
    }
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

/// What the fixed keys of a prompt do.
pub fn prompt_hints(app: &App) -> Vec<(String, String)> {
    let Some(prompt) = &app.prompt else { return Vec::new() };
    if let Some(Draft::Note(draft)) = prompt.draft.as_deref() {
        return note_hints(app, prompt, draft);
    }
    let keep = match prompt.purpose {
        PromptPurpose::Dossier(DossierPrompt::Path(_)) => "write",
        PromptPurpose::Folder => "open",
        _ => "keep",
    };
    let mut hints = vec![("⏎", keep), ("Esc", "take back")];
    if prompt.purpose == PromptPurpose::Tags {
        hints.push(("-tag", "takes one away"));
    }
    let suggested = app.search.suggestion.as_ref();
    if suggested.is_some_and(|suggestion| prompt.takes_words(suggestion.shown)) {
        hints.insert(0, ("Tab", "take the words"));
    } else if !prompt.completions.names.is_empty() {
        let take = match prompt.purpose {
            PromptPurpose::Tags => "take the tag",
            PromptPurpose::Folder if prompt.completions.common().is_some() => "go on",
            PromptPurpose::Folder => "take it",
            _ => "take the name",
        };
        let typed = prompt.input.value().chars().count();
        let goes_on = prompt.completions.common().is_none_or(|common| common.chars().count() > typed);
        let tab = goes_on.then_some(("Tab", take));
        hints.splice(0..0, tab.into_iter().chain([("↑ ↓", "choose")]));
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
        Overlay::Picker(picker) => picker_hints(picker.purpose),
        Overlay::Card(_) => {
            &[("⏎", "more"), ("a", "filter by"), ("x", "exclude"), (",", "correct"), ("Esc", "back")]
        }
        Overlay::Follow(_) => &[("a letter", "goes there"), ("Esc", "back")],
        Overlay::Address(_) => &[("⏎", "open in the browser"), ("y", "copy"), ("Esc", "back")],
        Overlay::Facts => &[(",", "correct"), ("Esc", "back")],
        Overlay::Note(_) => &[("⏎ w", "change"), ("D", "delete"), (") (", "next, previous"), ("Esc", "back")],
    };
    hints.iter().map(|&(key, short)| (key.to_owned(), short.to_owned())).collect()
}

/// What the fixed keys of a picker do.
fn picker_hints(purpose: PickerPurpose) -> &'static [(&'static str, &'static str)] {
    use PickerPurpose as P;
    match purpose {
        P::Names => &[
            ("Tab ⏎", "include"),
            ("Ctrl-X", "exclude"),
            ("Ctrl-O", "any of"),
            ("↑ ↓", "choose"),
            ("Esc", "back"),
        ],
        P::Correct | P::Restore | P::Steps | P::Dossier => {
            &[("⏎", "choose"), ("↑ ↓", "move"), ("Esc", "back")]
        }
        P::Sets => &[
            ("⏎", "change"),
            ("Tab", "include"),
            ("Ctrl-X", "exclude"),
            ("Ctrl-O", "any of"),
            ("↑ ↓", "choose"),
            ("Esc", "back"),
        ],
        P::Clippings => &[("⏎", "copy"), ("↑ ↓", "choose"), ("Esc", "back")],
        P::Open => &[("⏎", "open"), ("↑ ↓", "choose"), ("Esc", "back")],
        P::Outline => &[("⏎", "go there"), ("↑ ↓", "look"), ("Esc", "back")],
        P::View => &[("⏎", "switch or choose"), ("↑ ↓", "move"), ("Esc", "back")],
        P::Sort => &[("⏎", "choose"), ("↑ ↓", "move"), ("Esc", "back")],
        P::Palette | P::Help => &[("⏎", "run"), ("↑ ↓", "choose"), ("Esc", "back")],
    }
}
