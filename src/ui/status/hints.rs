//! Draws the key hints in the last row: the keys that are useful now in the pane, an unfinished chord, a
//! prompt or popup.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::app::input::command::Command;
use crate::app::input::keymap;
use crate::app::pane::areas::Panes;
use crate::app::popup::picker::PickerPurpose;
use crate::app::screens::{ProfileSection, Screen};
use crate::app::{App, Focus, Overlay, View};
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
        // What could not be read takes no star, and its filter goes with the view.
        (Focus::List, _) if app.shows_problems() => {
            vec![plain(&[C::Open]), (vec![C::Back], "all documents"), plain(&[C::Search])]
        }
        (Focus::List, _) => [C::Open, C::Search, C::NextPane, C::Star].map(|c| plain(&[c])).to_vec(),
        (Focus::Reader, View::Browse) => vec![
            plain(&[C::NextHit, C::PreviousHit]),
            plain(&[C::NextName, C::PreviousName]),
            plain(&[C::NameCard]),
            plain(&[C::NextPane]),
            plain(&[C::Zoom]),
        ],
        (Focus::Reader, View::Read) => vec![
            (vec![C::Close], if app.screens.is_empty() { "" } else { "back" }),
            plain(&[C::NextHit, C::PreviousHit]),
            plain(&[C::NextName, C::PreviousName]),
            plain(&[C::NameCard]),
            plain(&[C::NextMention, C::PreviousMention]),
            plain(&[C::ToggleChrome]),
            plain(&[C::Copy]),
            plain(&[C::Facts]),
            plain(&[C::NextDocument, C::PreviousDocument]),
        ],
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
    let reading = app.screen().is_none() && app.focus == Focus::Reader;
    if reading && app.reader.hit_count() + app.reader.hits_in_folds() == 0 {
        useful.retain(|(commands, _)| commands[0] != C::NextHit);
    }
    if reading && app.reader.mention.is_none() {
        useful.retain(|(commands, _)| commands[0] != C::NextMention);
    }
    if !app.search.filters.is_empty() && !app.shows_problems() {
        useful.push(plain(&[C::ClearFilters]));
    }
    useful.push(plain(&[C::Palette]));
    useful.push(plain(&[C::Help]));
    useful
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
    let is_typing = matches!(app.screen(), Some(Screen::EntityList(entities)) if entities.input.is_some());
    let hints = match &app.overlay {
        _ if app.prompt.is_some() => prompt_hints(app),
        Some(overlay) if app.keys.pending.is_empty() => overlay_hints(overlay),
        _ if !app.keys.pending.is_empty() => continuations(app),
        _ if is_typing => typing_hints(),
        _ => useful_commands(app).iter().map(|useful| hint(app, useful)).collect(),
    };
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
fn put_hints<'h>(hints: &'h [(String, String)], theme: &Theme, pen: &mut Pen<'_>) -> &'h [(String, String)] {
    for (at, (key, short)) in hints.iter().enumerate() {
        if pen.room() < width(key) + width(short) + 1 {
            return &hints[at..];
        }
        pen.put(key, theme.style(Role::Key)).skip(1).put(short, theme.style(Role::Muted)).skip(3);
    }
    &[]
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
fn prompt_hints(app: &App) -> Vec<(String, String)> {
    let Some(prompt) = &app.prompt else { return Vec::new() };
    let mut hints = vec![("⏎", "keep"), ("Esc", "take back")];
    let suggested = app.search.suggestion.as_ref();
    if suggested.is_some_and(|suggestion| prompt.takes_words(suggestion.shown)) {
        hints.insert(0, ("Tab", "take the words"));
    } else if !prompt.completions.names.is_empty() {
        hints.splice(0..0, [("Tab", "take the name"), ("↑ ↓", "choose")]);
    } else if prompt.has_history() {
        hints.push(("↑ ↓", "history"));
        if !app.searches.is_empty() {
            hints.push(("Ctrl-R", "those with this"));
        }
    }
    hints.into_iter().map(|(key, short)| (key.to_owned(), short.to_owned())).collect()
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
        Overlay::Picker(picker) if picker.purpose == PickerPurpose::Sets => &[
            ("⏎", "change"),
            ("Tab", "include"),
            ("Ctrl-X", "exclude"),
            ("Ctrl-O", "any of"),
            ("↑ ↓", "choose"),
            ("Esc", "back"),
        ],
        Overlay::Picker(_) => &[("⏎", "run"), ("↑ ↓", "choose"), ("Esc", "back")],
        Overlay::Card(_) => {
            &[("⏎", "more"), ("a", "filter by"), ("x", "exclude"), (",", "correct"), ("Esc", "back")]
        }
        Overlay::Facts => &[("Esc", "back")],
    };
    hints.iter().map(|&(key, short)| (key.to_owned(), short.to_owned())).collect()
}
