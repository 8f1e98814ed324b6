//! What each message does to the state. What each command does is in `perform`.

use ratatui::layout::Position;

use super::chips::chips;
use super::command::Command;
use super::correct::Subject;
use super::keymap::Lookup;
use super::layout::{ROW_HEIGHT, panes};
use super::message::{Effect, Message, Mouse, MouseAction, Page, Progress, Ticket};
use super::offers::Offers;
use super::prompt::{Pressed, Purpose};
use super::{App, CardFor, Focus, Notice, Overlay, View};
use crate::app::key::{Code, Key};
use crate::query::{CorrectionLog, EntityCard, Facets, Mode, Row, SearchResults};
use std::sync::Arc;

/// Texts searched for that are remembered.
const KEPT_SEARCHES: usize = 200;

/// Changes the state by a message, and says what is to be done.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    let mut effects = Vec::new();
    match message {
        Message::Key(key) => press(app, key, &mut effects),
        Message::Paste(text) => paste(app, &text, &mut effects),
        Message::Mouse(mouse) => point(app, mouse, &mut effects),
        Message::Resize(columns, rows) => app.size = (columns, rows),
        Message::Terminate => app.quit(&mut effects),
        Message::Found { ticket, found, rows } => take_found(app, ticket, found, rows, &mut effects),
        Message::Rows { ticket, rows, passages } => {
            if ticket == app.search.ticket {
                app.list.learn(rows, passages);
            }
        }
        Message::Hits { ticket, hits, folded } => {
            if ticket == app.search.ticket {
                app.list.hits = Some((hits, folded));
            }
        }
        Message::Facets { ticket, facets } => take_facets(app, ticket, *facets),
        Message::Loaded { ticket, page } => take_page(app, ticket, page),
        Message::FoundInText { ticket, matches } if ticket == app.requests.find => app.take_matches(matches),
        Message::FoundInText { .. } => {}
        Message::Card { ticket, card } => take_card(app, ticket, card, &mut effects),
        Message::Marks(marks) => app.marks = marks,
        Message::Corrections(corrections) => app.corrections = CorrectionLog::new(corrections),
        Message::Corrected => take_corrected(app, &mut effects),
        Message::Completions { ticket, names } if ticket == app.requests.complete => match &mut app.prompt {
            Some(prompt) => prompt.offers = Offers::new(names),
            None => app.take_more_names(names),
        },
        Message::Completions { .. } => {}
        answer @ (Message::Profile { .. }
        | Message::Roster { .. }
        | Message::Concordance { .. }
        | Message::Lines { .. }) => app.take_for_sheet(answer),
        Message::Progress(progress) => take_progress(app, progress),
        Message::Changed => {
            app.ask(true, &mut effects);
            app.refresh_sheets(&mut effects);
        }
        Message::Failed(text) => app.notice = Some(Notice { text, failed: true }),
        Message::Done(text) => app.say(text),
    }
    app.settle(&mut effects);
    effects
}

fn take_found(
    app: &mut App,
    ticket: Ticket,
    found: SearchResults,
    rows: Vec<Row>,
    effects: &mut Vec<Effect>,
) {
    if ticket != app.search.ticket {
        return;
    }
    app.search.meant.clone_from(&found.meant);
    if std::mem::take(&mut app.requests.expects_problems) && found.ids.is_empty() {
        app.perform(Command::Undo, None, effects);
        return app.say("no problems: every file was read");
    }
    // What is being read stays, even if it is no longer found.
    let reading = app.reader.id().filter(|_| app.view == View::Read && app.search.keep);
    app.aside = app.aside.or(reading.filter(|id| !found.ids.contains(id)));
    let resume = app.resume.take();
    let keep = resume.or(app.list.selected_id()).filter(|_| app.search.keep);
    let height = panes(app).rows();
    app.list.take(found, rows, keep, height);
}

fn take_progress(app: &mut App, progress: Progress) {
    if progress.finished && std::mem::take(&mut app.requests.refreshing) {
        app.say(match progress.of {
            0 => "nothing has changed".to_owned(),
            1 => "1 file read anew".to_owned(),
            files => format!("{files} files read anew"),
        });
    }
    app.progress = progress;
}

fn take_facets(app: &mut App, ticket: Ticket, facets: Facets) {
    if ticket == app.search.ticket {
        let height = usize::from(panes(app).filter_lines().height);
        app.sidebar.take(facets, &app.search.filters, height);
    }
}

fn take_page(app: &mut App, ticket: Ticket, page: Arc<Page>) {
    if ticket != app.requests.load {
        return;
    }
    let new = app.reader.id() != Some(page.id);
    app.reader.show(page);
    let area = panes(app).page(app.settings.page_width);
    app.reader.fit(usize::from(area.width), usize::from(area.height));
    if let Some(first) = app.requests.arrive_at_hit.take() {
        app.reader.go_to_hit(first);
    } else if new && app.view == View::Read && app.requests.arrive_at.is_none() {
        app.resume_reading();
    }
}

/// Everything that shows names is asked for again.
fn take_corrected(app: &mut App, effects: &mut Vec<Effect>) {
    app.ask(true, effects);
    app.requests.reload = true;
    app.refresh_sheets(effects);
}

fn take_card(app: &mut App, ticket: Ticket, card: Box<EntityCard>, effects: &mut Vec<Effect>) {
    if ticket != app.requests.card {
        return;
    }
    match std::mem::take(&mut app.requests.card_for) {
        CardFor::Reading if app.is_asking() => {}
        CardFor::Reading => app.overlay = Some(Overlay::Card(card)),
        CardFor::Filtering(mode) => app.toggle_filter(&card.criterion(), mode, effects),
        CardFor::Correcting(command, pointed) => {
            app.correct_entity(command, Subject::new(card, pointed), effects);
        }
        CardFor::Merging(subject) => app.merge(&subject, &card, effects),
    }
}

/// A key goes to the prompt, else to what lies on top, else to the key map.
fn press(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    app.notice = None;
    if key == Key::ctrl('c') {
        return app.quit(effects);
    }
    if key == Key::ctrl('z') {
        return effects.push(Effect::Suspend);
    }
    if app.prompt.is_some() {
        return press_in_prompt(app, key, effects);
    }
    match app.overlay.take() {
        Some(Overlay::Picker(picker)) => return app.press_in_picker(picker, key, effects),
        Some(Overlay::Card(card)) => return press_on_card(app, card, key, effects),
        Some(Overlay::Facts) => {
            let closes = matches!(key.code, Code::Esc | Code::Enter | Code::Char('q' | 'i'));
            if closes {
                return;
            }
        }
        None => {}
    }
    if !app.type_in_sheet(key) {
        press_bound(app, key, effects);
    }
}

/// A key that the key map gives a meaning, perhaps after a count.
fn press_bound(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    let digit = key.typed().and_then(|c| c.to_digit(10)).filter(|&d| d > 0 || app.keys.count.is_some());
    if let (Some(digit), true) = (digit, app.keys.pending.is_empty()) {
        let count = app.keys.count.unwrap_or(0) * 10 + digit as usize;
        app.keys.count = Some(count.min(1_000_000));
        return;
    }
    if key.code == Code::Esc && !app.keys.pending.is_empty() {
        app.keys.pending.clear();
        app.keys.count = None;
        return;
    }
    app.keys.pending.push(key);
    let scope = app.scope();
    let mut found = app.keys.map.lookup(scope, &app.keys.pending);
    if found == Lookup::Nothing
        && let Some(latin) =
            app.keys.pending.iter().map(|key| key.on_latin_layout()).collect::<Option<Vec<_>>>()
    {
        found = app.keys.map.lookup(scope, &latin);
    }
    match found {
        Lookup::Pending => {}
        Lookup::Command(command) => {
            app.keys.pending.clear();
            let count = app.keys.count.take();
            app.perform(command, count, effects);
        }
        Lookup::Nothing => {
            if app.keys.pending.len() > 1 {
                let chord = super::keymap::show(&app.keys.pending);
                app.say(format!("{chord} is not bound"));
            }
            app.keys.pending.clear();
            app.keys.count = None;
        }
    }
}

fn press_in_prompt(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    let Some(prompt) = &mut app.prompt else { return };
    match (prompt.press(key, &app.searches, &app.settings.lists), prompt.purpose) {
        (Pressed::Moved, _) => {}
        (Pressed::Changed, _) => app.prompt_changed(effects),
        (Pressed::Kept, Purpose::Rename | Purpose::Merge) => {
            if let Some(prompt) = app.prompt.take() {
                app.take_name(prompt, effects);
            }
        }
        (Pressed::Kept, purpose) => {
            let typed = prompt.input.value().trim().to_owned();
            app.prompt = None;
            if purpose == Purpose::Text && !typed.is_empty() && app.reader.hits().is_empty() {
                app.reader.reset_hits();
                app.say(format!("“{typed}” is not in this text; g / searches everything"));
            }
            if purpose == Purpose::Collection && !typed.is_empty() {
                app.searches.retain(|search| *search != typed);
                app.searches.push(typed);
                let old = app.searches.len().saturating_sub(KEPT_SEARCHES);
                app.searches.drain(..old);
            }
        }
        (Pressed::TakenBack, purpose) => {
            let Some(prompt) = app.prompt.take() else { return };
            app.take_back(purpose, prompt.before, effects);
        }
    }
}

fn press_on_card(app: &mut App, card: Box<EntityCard>, key: Key, effects: &mut Vec<Effect>) {
    // In a chord a key has no meaning of its own, nor has it with Ctrl or Alt.
    let code = Some(key.code).filter(|_| app.keys.pending.is_empty() && !key.ctrl && !key.alt);
    match code {
        Some(Code::Char('a')) => app.toggle_filter(&card.criterion(), Mode::Include, effects),
        Some(Code::Char('x')) => app.toggle_filter(&card.criterion(), Mode::Exclude, effects),
        Some(Code::Enter) => app.open_profile(card.kind, card.name.clone()),
        Some(Code::Esc | Code::Char('q' | 'h')) => {}
        // A card goes away when one goes on, but stays while it is being corrected.
        _ => {
            app.overlay = Some(Overlay::Card(card));
            press_bound(app, key, effects);
            if app.keys.pending.is_empty() && matches!(app.overlay, Some(Overlay::Card(_))) {
                app.overlay = None;
            }
        }
    }
}

fn paste(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    if let Some(prompt) = &mut app.prompt {
        prompt.paste(text);
        app.prompt_changed(effects);
    } else if let Some(Overlay::Picker(picker)) = &mut app.overlay {
        super::prompt::paste(&mut picker.input, text);
        picker.narrow();
    } else {
        app.paste_in_sheet(text);
    }
}

/// A click or a turn of the wheel acts on what is under the pointer.
fn point(app: &mut App, mouse: Mouse, effects: &mut Vec<Effect>) {
    app.notice = None;
    if let Some(Overlay::Picker(picker)) = &mut app.overlay {
        match mouse.what {
            MouseAction::WheelUp => picker.step(-3),
            MouseAction::WheelDown => picker.step(3),
            MouseAction::Click => app.overlay = None,
        }
        return;
    }
    app.overlay = None;
    if app.sheet().is_some() {
        return app.point_in_sheet(mouse, effects);
    }
    let panes = panes(app);
    let Some(focus) = panes.at(mouse.column, mouse.row) else {
        if mouse.what == MouseAction::Click && panes.header.contains(Position::new(mouse.column, mouse.row)) {
            click_header(app, mouse, effects);
        }
        return;
    };
    let down = match mouse.what {
        MouseAction::Click => return click(app, focus, mouse, effects),
        MouseAction::WheelUp => -1,
        MouseAction::WheelDown => 1,
    };
    match focus {
        Focus::List => app.list.scroll(down * 2, panes.rows()),
        Focus::Reader => _ = app.reader.scroll(down * 3),
        Focus::Filters => app.step_filters(down * 3),
    }
}

/// A click on what stands above the panes: the query, the order, or a chip, which goes away.
fn click_header(app: &mut App, mouse: Mouse, effects: &mut Vec<Effect>) {
    match mouse.row {
        0 if mouse.column < app.size.0 * 2 / 3 => app.perform(Command::SearchAll, None, effects),
        0 => app.perform(Command::Sort, None, effects),
        _ => {
            let column = usize::from(mouse.column);
            let chip = chips(&app.search.filters).iter().position(|chip| chip.columns.contains(&column));
            if let Some(filter) = chip.and_then(|at| app.search.filters.get(at)).cloned() {
                app.toggle_filter(&filter.criterion, filter.mode, effects);
            }
        }
    }
}

fn click(app: &mut App, focus: Focus, mouse: Mouse, effects: &mut Vec<Effect>) {
    let panes = panes(app);
    app.focus = focus;
    match focus {
        Focus::List => {
            let row = app.list.top + usize::from((mouse.row - panes.list.y) / ROW_HEIGHT);
            if row >= app.list.ids.len() {
                return;
            }
            if row == app.list.selected && app.aside.is_none() {
                return app.open(effects);
            }
            app.aside = None;
            app.list.select(row, panes.rows());
        }
        Focus::Reader => {
            let page = panes.page(app.settings.page_width);
            let row = usize::from(mouse.row - page.y);
            let column = mouse.column.checked_sub(page.x).map(usize::from);
            if app.reader.is_fold(row) {
                app.perform(Command::ToggleChrome, None, effects);
            } else if let Some(mention) = column.and_then(|column| app.reader.mention_at(row, column)) {
                let again = app.reader.mention == Some(mention);
                app.reader.mention = Some(mention);
                if again {
                    app.ask_card(CardFor::Reading, effects);
                }
            }
        }
        Focus::Filters => {
            let Some(line) = mouse.row.checked_sub(panes.filter_lines().y) else { return };
            app.sidebar.cursor = app.sidebar.top + usize::from(line);
            app.perform(Command::Include, None, effects);
        }
    }
}
