//! Dispatches key presses and pastes: to the prompt, else to what lies on top, else through the key map.

use super::selecting;
use crate::app::input::command::Command;
use crate::app::input::key::{Key, KeyCode};
use crate::app::input::keymap::{Lookup, show};
use crate::app::message::Effect;
use crate::app::popup::prompt::{self, PromptOutcome, PromptPurpose};
use crate::app::state::{App, Overlay};
use crate::query::{EntityCard, Mode, with_words_replaced};

/// Texts searched for that are remembered.
const KEPT_SEARCHES: usize = 200;

/// A key goes to the prompt, else to what lies on top, else to the key map.
pub(super) fn press(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    if key == Key::ctrl('l') {
        // Nothing changes by it, whatever is open.
        return effects.push(Effect::Repaint);
    }
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
        Some(Overlay::Note(id)) if app.press_on_note(id, key, effects) => return,
        Some(Overlay::Note(_)) => {}
        Some(Overlay::Follow(follow)) => return app.press_on_letters(follow, key),
        Some(Overlay::Address(address)) => return app.press_on_address(address, key, effects),
        Some(Overlay::Facts) => {
            let closes = matches!(key.code, KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | 'i'));
            if closes {
                return;
            }
        }
        None => {}
    }
    if !selecting::press(app, key) && !app.type_in_screen(key) {
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
    if key.code == KeyCode::Esc && !app.keys.pending.is_empty() {
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
            say_unbound(app);
            app.keys.pending.clear();
            app.keys.count = None;
        }
    }
}

/// Says in passing that what was pressed means nothing here.
fn say_unbound(app: &mut App) {
    let chord = show(&app.keys.pending);
    let help = app.keys.map.chords(Command::Help).into_iter().next();
    let help = help.map_or_else(String::new, |key| format!(" · {key} help"));
    app.notify_quietly(format!("{chord} does nothing here{help}"));
}

fn press_in_prompt(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    if app.press_in_note(key, effects) {
        return;
    }
    let Some(prompt) = &mut app.prompt else { return };
    let suggestion = app.search.suggestion.as_ref().filter(|_| key.code == KeyCode::Tab);
    if let Some(suggestion) = suggestion.filter(|suggestion| prompt.takes_words(suggestion.shown)) {
        let text = with_words_replaced(prompt.input.value(), &suggestion.words);
        prompt.replace(text);
        return app.prompt_changed(effects);
    }
    match (prompt.press(key, &app.searches, &app.settings.lists), prompt.purpose) {
        (PromptOutcome::Unchanged, _) => {}
        (PromptOutcome::Full, _) => app.say_if_full(false),
        (PromptOutcome::NoEarlier, _) => app.notify("no earlier search contains this"),
        (PromptOutcome::Changed, _) => app.prompt_changed(effects),
        (PromptOutcome::Accepted, _) => accept(app, effects),
        (PromptOutcome::Cancelled, purpose) => {
            let Some(prompt) = app.prompt.take() else { return };
            app.take_back(purpose, prompt.before, effects);
        }
    }
}

/// Takes what was typed into the prompt, which is closed by that.
fn accept(app: &mut App, effects: &mut Vec<Effect>) {
    if let Some(PromptPurpose::Part(part)) = app.prompt.as_ref().map(|prompt| prompt.purpose) {
        // What is not understood is to be typed on.
        return app.take_part(part, effects);
    }
    let Some(prompt) = app.prompt.take() else { return };
    let typed = prompt.input.value().trim().to_owned();
    match prompt.purpose {
        PromptPurpose::Rename | PromptPurpose::Merge => app.take_name(prompt, effects),
        PromptPurpose::SaveSearch | PromptPurpose::RenameSearch => app.take_search_name(&prompt, effects),
        PromptPurpose::Folder => app.open_folder(&typed, effects),
        PromptPurpose::Names => app.read_names(prompt.input.value(), effects),
        PromptPurpose::Note | PromptPurpose::Tags => app.take_draft(&prompt, effects),
        PromptPurpose::Dossier(what) => app.take_in_dossier(what, &typed, effects),
        PromptPurpose::Text if !typed.is_empty() && app.reader.hit_count() == 0 => {
            app.reader.reset_hits();
            app.notify(format!("“{typed}” is not in this text; g / searches everything"));
        }
        PromptPurpose::Collection if !typed.is_empty() => {
            app.searches.retain(|search| *search != typed);
            app.searches.push(typed);
            let old = app.searches.len().saturating_sub(KEPT_SEARCHES);
            app.searches.drain(..old);
            effects.push(Effect::KeepTrail(app.trail()));
        }
        PromptPurpose::Text | PromptPurpose::Collection | PromptPurpose::Part(_) => {}
    }
}

fn press_on_card(app: &mut App, card: Box<EntityCard>, key: Key, effects: &mut Vec<Effect>) {
    // In a chord a key has no meaning of its own, nor has it with Ctrl or Alt.
    let code = Some(key.code).filter(|_| app.keys.pending.is_empty() && !key.ctrl && !key.alt);
    match code {
        Some(KeyCode::Char('a')) => app.toggle_filter(&card.criterion(), Mode::Include, effects),
        Some(KeyCode::Char('x')) => app.toggle_filter(&card.criterion(), Mode::Exclude, effects),
        Some(KeyCode::Enter) => app.open_profile(card.kind, card.name.clone()),
        Some(KeyCode::Esc | KeyCode::Char('q' | 'h')) => {}
        // A card is closed by the next key, but stays while a name on it is being corrected.
        _ => {
            app.overlay = Some(Overlay::Card(card));
            press_bound(app, key, effects);
            if app.keys.pending.is_empty() && matches!(app.overlay, Some(Overlay::Card(_))) {
                app.overlay = None;
            }
        }
    }
}

/// A paste goes to the line that is being typed.
pub(super) fn paste(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    if let Some(prompt) = &mut app.prompt {
        let all = prompt.paste(text);
        app.prompt_changed(effects);
        app.say_if_full(all);
    } else if let Some(Overlay::Picker(picker)) = &mut app.overlay {
        let all = prompt::paste(&mut picker.input, text);
        picker.narrow();
        app.say_if_full(all);
    } else {
        app.paste_in_screen(text);
    }
}
