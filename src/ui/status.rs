//! The two rows below the panes: where one is in each pane; the keys that matter now, or a
//! notice, or what is typed to be found in the text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::header::group_digits;
use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::app::command::Command;
use crate::app::layout::Panes;
use crate::app::offers::{Offer, Offers};
use crate::app::prompt::{Prompt, Purpose};
use crate::app::sheets::{Part, Sheet};
use crate::app::{App, Focus, Notice, Overlay, View, keymap};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};

/// Draws both rows; returns the cell of the cursor while something is typed there.
pub fn draw(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) -> Option<(u16, u16)> {
    draw_places(app, theme, panes, buffer);
    let area = if panes.hints.height > 0 { panes.hints } else { panes.status };
    if let Some(prompt) = app.prompt.as_ref().filter(|prompt| prompt.purpose != Purpose::Collection) {
        return Some(draw_prompt(app, prompt, theme, area, buffer));
    }
    if let Some(notice) = &app.notice {
        draw_notice(notice, theme, panes.status, buffer);
    }
    if panes.hints.height > 0 {
        draw_hints(app, theme, panes, buffer);
    }
    None
}

/// What is typed, after a word that says what for; returns the cell of the cursor.
fn draw_prompt(app: &App, prompt: &Prompt, theme: &Theme, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let name = app.name_corrected().map(|name| shorten(&sanitize_line(name), 30)).unwrap_or_default();
    let asked = match prompt.purpose {
        Purpose::Text | Purpose::Collection => "/ ".to_owned(),
        Purpose::Rename => format!("{name} is called: "),
        Purpose::Merge => format!("{name} is the same as: "),
    };
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1).put(&asked, theme.style(Role::Accent)).put(prompt.input.value(), theme.style(Role::Title));
    match prompt.purpose {
        Purpose::Text if !prompt.input.value().is_empty() => {
            pen.skip(3).put(&place_among_hits(app), theme.style(Role::Muted));
        }
        Purpose::Merge => draw_offers(&prompt.offers, theme, pen.skip(3)),
        _ => {}
    }
    let column = area.x + 1 + width(&asked) as u16 + prompt.input.visual_cursor() as u16;
    (column.min(area.right().saturating_sub(1)), area.y)
}

/// The names offered, as many as there is room for whole; the chosen one stands out.
pub fn draw_offers(offers: &Offers, theme: &Theme, pen: &mut Pen<'_>) {
    let shown =
        |offer: &Offer| (shorten(&sanitize_line(&offer.name), 40), group_digits(offer.documents.into()));
    // Those before the chosen one make room for it.
    let taken = |(name, count): &(String, String)| width(name) + width(count) + 4;
    let mut first = 0;
    let columns = |first: usize| -> usize {
        let names = offers.names.get(first..=offers.chosen).unwrap_or_default();
        names.iter().map(|offer| taken(&shown(offer))).sum()
    };
    while first < offers.chosen && columns(first) > pen.room() {
        first += 1;
    }
    for (at, offer) in offers.names.iter().enumerate().skip(first) {
        let (name, count) = shown(offer);
        if pen.room() < width(&name) + width(&count) + 1 {
            break;
        }
        let role = if at == offers.chosen { Role::Selected } else { Role::Text };
        pen.put(&name, theme.style(role)).skip(1).put(&count, theme.style(Role::Muted)).skip(3);
    }
}

/// A notice stands at the right, over what is told there otherwise.
fn draw_notice(notice: &Notice, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let role = if notice.failed { Role::Failure } else { Role::Notice };
    let text = shorten(&sanitize_line(&notice.text), usize::from(area.width).saturating_sub(2));
    let columns = width(&text) as u16;
    let area = Rect { x: area.right() - columns - 2, width: columns + 2, ..area };
    Clear.render(area, buffer);
    Pen::new(buffer, area, 0).skip(1).put(&text, theme.style(role));
}

fn draw_places(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let muted = theme.style(Role::Muted);
    let row = |pane: Rect| Rect { y: panes.status.y, height: 1, ..pane };
    if let Some(place) = sheet_place(app) {
        Pen::new(buffer, panes.status, 0).skip(1).put(&place, muted);
    }
    let total = app.list.ids.len();
    if panes.list.width > 0 && total > 0 {
        let place = format!("{}/{}", group_digits(app.list.selected as u64 + 1), group_digits(total as u64));
        Pen::new(buffer, row(panes.list), 0).skip(1).put(&place, muted);
    }
    if panes.reader.width > 0 && app.reader.page.is_some() {
        let page = panes.page(app.settings.page_width);
        let mut parts = Vec::new();
        if !app.reader.hits().is_empty() {
            parts.push(place_among_hits(app));
        }
        parts.push(format!("{} %", app.reader.percent()));
        if panes.list.width == 0 && total > 0 {
            parts.push(format!("{}/{}", app.list.selected + 1, group_digits(total as u64)));
        }
        Pen::new(buffer, row(page), 0).put(&parts.join(" · "), muted);
    }
}

/// Where one is in a list of names or sentences.
fn sheet_place(app: &App) -> Option<String> {
    let (at, of) = match app.sheet()? {
        Sheet::Roster(roster) => (roster.cursor.at, roster.total),
        Sheet::Sentences(sentences) => (sentences.cursor.at, sentences.places.len()),
        _ => return None,
    };
    (of > 0).then(|| format!("{}/{}", group_digits(at as u64 + 1), group_digits(of as u64)))
}

fn place_among_hits(app: &App) -> String {
    let total = app.reader.hits().len();
    match app.reader.hit {
        Some(at) => format!("hit {}/{total}", at + 1),
        None if total == 1 => "1 hit".into(),
        None => format!("{total} hits"),
    }
}

/// Commands that share an entry of the bottom line, and what they do here; empty: what the table
/// says.
type Worth = (Vec<Command>, &'static str);

/// The commands worth knowing now, most important first.
fn worth_knowing(app: &App) -> Vec<Worth> {
    use Command as C;
    let plain = |commands: &[C]| (commands.to_vec(), "");
    let mut worth: Vec<Worth> = match (app.focus, app.view) {
        _ if app.sheet().is_some() => worth_knowing_on_sheet(app),
        (Focus::List, _) => [C::Open, C::Search, C::NextPane, C::Star].map(|c| plain(&[c])).to_vec(),
        (Focus::Reader, View::Browse) => vec![
            plain(&[C::NextHit, C::PreviousHit]),
            plain(&[C::NextName, C::PreviousName]),
            plain(&[C::NameCard]),
            plain(&[C::NextPane]),
            plain(&[C::Zoom]),
        ],
        (Focus::Reader, View::Read) => vec![
            (vec![C::Close], if app.sheets.is_empty() { "" } else { "back" }),
            plain(&[C::NextHit, C::PreviousHit]),
            plain(&[C::NextName, C::PreviousName]),
            plain(&[C::NameCard]),
            plain(&[C::NextMention, C::PreviousMention]),
            plain(&[C::ToggleChrome]),
            plain(&[C::Copy]),
            plain(&[C::Facts]),
            plain(&[C::NextDocument, C::PreviousDocument]),
        ],
        (Focus::Filters, _) => vec![
            plain(&[C::Include]),
            plain(&[C::Exclude]),
            plain(&[C::AnyOf]),
            plain(&[C::Choose]),
            plain(&[C::Fold, C::Unfold]),
            plain(&[C::NextPane]),
        ],
    };
    let reading = app.sheet().is_none() && app.focus == Focus::Reader;
    if reading && app.reader.hits().is_empty() {
        worth.retain(|(commands, _)| commands[0] != C::NextHit);
    }
    if reading && app.reader.mention.is_none() {
        worth.retain(|(commands, _)| commands[0] != C::NextMention);
    }
    if !app.search.filters.is_empty() {
        worth.push(plain(&[C::ClearFilters]));
    }
    worth.push(plain(&[C::Palette]));
    worth.push(plain(&[C::Help]));
    worth
}

fn worth_knowing_on_sheet(app: &App) -> Vec<Worth> {
    use Command as C;
    let narrow = [(vec![C::FilterEntity], ""), (vec![C::ExcludeEntity], "")];
    let mut worth: Vec<Worth> = vec![(vec![C::Quit], "back")];
    worth.extend(match app.sheet() {
        Some(Sheet::Roster(_)) => vec![
            (vec![C::OpenEntity], "about"),
            (vec![C::Search], "narrow"),
            (vec![C::NextPane], "kind"),
            (vec![C::Sort], ""),
        ],
        Some(Sheet::Profile(profile)) if profile.part == Part::Why => {
            vec![
                (vec![C::Why], "lists"),
                (vec![C::SameName], ""),
                (vec![C::Never], ""),
                (vec![C::MergeName], ""),
            ]
        }
        Some(Sheet::Profile(profile)) => {
            let open = match profile.part {
                Part::Head => vec![],
                Part::SeenWith => vec![(vec![C::OpenEntity], "about")],
                _ => vec![(vec![C::OpenEntity], "read")],
            };
            let both = if profile.part == Part::SeenWith { "both" } else { "" };
            let more = [(vec![C::NextPane], "column"), (vec![C::EntitySentences], both), (vec![C::Why], "")];
            open.into_iter().chain(more).collect()
        }
        _ => vec![(vec![C::OpenEntity], "read")],
    });
    if app.sheet().is_some_and(|sheet| sheet.entity().is_some()) {
        worth.extend(narrow);
    }
    worth
}

fn draw_hints(app: &App, theme: &Theme, panes: &Panes, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, panes.hints, 0);
    pen.skip(1);
    let name = format!(" {} ", app.settings.collection);
    if panes.hints.width >= 70 && width(&name) < 30 && app.overlay.is_none() {
        pen.put_right(&name, theme.style(Role::Muted));
    }
    let is_typing = matches!(app.sheet(), Some(Sheet::Roster(roster)) if roster.input.is_some());
    let hints = match &app.overlay {
        _ if app.prompt.is_some() => prompt_hints(app),
        Some(overlay) if app.keys.pending.is_empty() => overlay_hints(overlay),
        _ if !app.keys.pending.is_empty() => continuations(app),
        _ if is_typing => typing_hints(),
        _ => worth_knowing(app).iter().map(|worth| hint(app, worth)).collect(),
    };
    let columns: usize = hints.iter().map(|(key, short)| width(key) + width(short) + 4).sum();
    let mut hints = hints.as_slice();
    if app.prompt.is_none() && !app.keys.pending.is_empty() && columns > pen.room() {
        // What a chord may go on with is worth the row above, too.
        Clear.render(panes.status, buffer);
        let mut above = Pen::new(buffer, panes.status, 0);
        hints = put_hints(hints, theme, above.skip(1));
        pen = Pen::new(buffer, panes.hints, 0);
        pen.skip(1);
    }
    put_hints(hints, theme, &mut pen);
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
fn hint(app: &App, (commands, here): &Worth) -> (String, String) {
    let chords = commands.iter().filter_map(|&command| app.keys.map.chords(command).into_iter().next());
    let short = commands.first().map_or("", |command| command.spec().short);
    let short = if here.is_empty() { short } else { here };
    (chords.collect::<Vec<_>>().join("/"), short.to_owned())
}

/// What may follow the keys of an unfinished chord.
fn continuations(app: &App) -> Vec<(String, String)> {
    let mut hints = vec![(format!("{}…", keymap::show(&app.keys.pending)), String::new())];
    for scope in app.scopes() {
        // In the order of the table, which begins with what is wanted most.
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
    if !prompt.offers.names.is_empty() {
        hints.splice(0..0, [("Tab", "take the name"), ("↑ ↓", "choose")]);
    } else if prompt.has_history() {
        hints.push(("↑ ↓", "history"));
    }
    hints.into_iter().map(|(key, short)| (key.to_owned(), short.to_owned())).collect()
}

fn typing_hints() -> Vec<(String, String)> {
    let hints = [("⏎", "keep"), ("↑ ↓", "choose"), ("Esc", "back")];
    hints.map(|(key, short)| (key.to_owned(), short.to_owned())).to_vec()
}

fn overlay_hints(overlay: &Overlay) -> Vec<(String, String)> {
    let hints: &[(&str, &str)] = match overlay {
        Overlay::Picker(picker) if picker.purpose == crate::app::picker::Purpose::Names => &[
            ("Tab ⏎", "include"),
            ("Ctrl-X", "exclude"),
            ("Ctrl-O", "any of"),
            ("↑ ↓", "choose"),
            ("Esc", "back"),
        ],
        Overlay::Picker(picker) if picker.purpose == crate::app::picker::Purpose::Correct => {
            &[("⏎", "choose"), ("↑ ↓", "move"), ("Esc", "back")]
        }
        Overlay::Picker(_) => &[("⏎", "run"), ("↑ ↓", "choose"), ("Esc", "back")],
        Overlay::Card(_) => {
            &[("⏎", "more"), ("a", "filter by"), ("x", "exclude"), (",", "correct"), ("Esc", "back")]
        }
        Overlay::Facts => &[("Esc", "back")],
    };
    hints.iter().map(|&(key, short)| (key.to_owned(), short.to_owned())).collect()
}
