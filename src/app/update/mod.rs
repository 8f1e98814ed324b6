//! Updates the state by a message: keys and pastes in `keys`, those while selecting in `selecting`, the mouse in `mouse`, answers in
//! `answers`, the rest here.
//!
//! Not here: carrying out commands (`perform`).

mod answers;
mod keys;
mod mouse;
mod selecting;

use std::sync::Arc;

use super::message::{Effect, Message, Progress};
use super::state::App;
use crate::query::{Age, Answer, CorrectionLog};

/// Changes the state by a message, and returns what is to be done.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    let mut effects = Vec::new();
    if ends_first_wait(&message) && !std::mem::replace(&mut app.requests.upkeep_started, true) {
        effects.push(Effect::StartUpkeep);
    }
    if matches!(message, Message::Key(_) | Message::Paste(_) | Message::Mouse(_)) {
        app.stop_greeting();
    }
    match message {
        Message::Key(key) => keys::press(app, key, &mut effects),
        Message::Paste(text) => keys::paste(app, &text, &mut effects),
        Message::Mouse(mouse) => mouse::point(app, mouse, &mut effects),
        Message::Clock(now) => app.now = now,
        Message::Resize(columns, rows) => app.size = (columns, rows),
        Message::Terminate => app.quit(&mut effects),
        Message::Answer { ticket, answer: Ok(answer) } => answers::take(app, ticket, answer, &mut effects),
        Message::Answer { ticket, answer: Err(text) } => {
            app.requests.stories.finding.take_if(|finding| *finding == ticket);
            app.notify_failure(text);
        }
        Message::Failed(text) => app.notify_failure(text),
        Message::Marks(marks) => app.marks = Arc::from(marks),
        Message::Positions(positions) => app.positions = positions,
        Message::Corrections(corrections) => app.corrections = CorrectionLog::new(corrections),
        Message::Searches(searches) => app.take_searches(searches),
        Message::SettingsChanged { settings, keymap, faults } => {
            app.follow_settings(*settings, *keymap, &faults, &mut effects);
        }
        Message::Names { of, names, faults } => app.take_names(of, names, &faults),
        Message::Folders { typed, folders, common } => app.take_folders(&typed, folders, common),
        Message::FolderFound(path) => app.open_instead(path, &mut effects),
        Message::Corrected => take_corrected(app, &mut effects),
        Message::Written(outcome) => app.take_written(outcome, &mut effects),
        Message::Recorded { ticket, outcome } => app.take_recorded(ticket, outcome),
        Message::ReadSentences(read) => app.take_read_sentences(read, &mut effects),
        Message::SentencesRead { id, fingerprints } => app.note_sentences(id, &fingerprints),
        Message::Steps(steps) => app.undo_stack.begin(app.settings.note_ids.lot, steps),
        Message::Copies(copies) => app.choose_copy(copies),
        Message::Restored { name, marks, positions, corrections, searches } => {
            app.take_restored(&name, *marks, positions, corrections);
            app.take_searches(searches);
            take_corrected(app, &mut effects);
        }
        Message::Trouble(of, text) => app.take_trouble(of, text),
        Message::Progress(progress) => take_progress(app, progress, &mut effects),
        Message::News(news) => app.take_news(news),
        Message::Changed => {
            app.ask(true, &mut effects);
            app.search.arrives = true;
            app.requests.reload = app.reader.page.is_some();
            app.refresh_screens(&mut effects);
        }
        Message::Done(text) => app.notify(text),
        Message::ExportExists { format, path } => app.ask_to_replace(format, path),
    }
    app.look_at_task(&mut effects);
    app.settle(&mut effects);
    effects
}

/// Whether a message brings the first screen, or the reason why there is none: then the work in the
/// background no longer delays it.
fn ends_first_wait(message: &Message) -> bool {
    let answer = match message {
        Message::Failed(_) => return true,
        Message::Answer { answer, .. } => answer,
        _ => return false,
    };
    match answer {
        // The true answer is still made.
        Ok(Answer::Results { results, .. }) => results.age != Age::LastTime,
        answer => answer.is_err(),
    }
}

fn take_progress(app: &mut App, progress: Progress, effects: &mut Vec<Effect>) {
    if progress.finished {
        app.troubles.end_run(progress.failed);
    }
    let refreshed = progress.finished && std::mem::take(&mut app.requests.refreshing);
    // Of a run that failed its failure is said.
    if refreshed && !progress.failed {
        app.notify(match progress.of {
            // What the list shows is not what is there.
            0 if progress.away > 0 => "files are away; perusal index --forget forgets them".to_owned(),
            0 => "nothing has changed".to_owned(),
            1 => "1 file read again".to_owned(),
            files => format!("{files} files read again"),
        });
    }
    app.progress = progress;
    app.ask_for_stories(effects);
    app.greet(effects);
}

/// Everything that shows names is asked for again.
fn take_corrected(app: &mut App, effects: &mut Vec<Effect>) {
    app.ask(true, effects);
    app.requests.reload = true;
    app.refresh_screens(effects);
}
