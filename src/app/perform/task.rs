//! Looks whether the task of the tutor is done, and goes on to the next.
//!
//! Not here: the tasks (`tutor`).

use crate::app::focus::View;
use crate::app::input::command::Command;
use crate::app::message::Effect;
use crate::app::screens::Screen;
use crate::app::state::{App, Overlay};
use crate::app::tutor::Check;
use crate::query::{Criterion, Filter};

impl App {
    /// Ticks the task off if the state shows that it is done, which is kept at once.
    pub(in crate::app) fn look_at_task(&mut self, effects: &mut Vec<Effect>) {
        let Some(tutor) = &mut self.tutor else { return };
        let performed = tutor.take_performed();
        let Some(done) = tutor.task().map(|task| task.done) else { return };
        if is_done(done, self, performed) {
            self.skip_task(effects);
        }
    }

    /// Goes on to the next task.
    pub(in crate::app) fn skip_task(&mut self, effects: &mut Vec<Effect>) {
        match &mut self.tutor {
            Some(tutor) => tutor.step(),
            None => return self.notify("no task: perusal tutor starts the tutor"),
        }
        effects.push(Effect::Remember(self.session()));
    }
}

/// Whether that is so, after a command.
fn is_done(check: Check, app: &App, performed: Option<Command>) -> bool {
    let names = |filter: &Filter| matches!(filter.criterion, Criterion::Entity { .. });
    match check {
        Check::Reading => app.view == View::Read,
        Check::NextDocument => performed == Some(Command::NextDocument),
        Check::Facts => matches!(app.overlay, Some(Overlay::Facts)),
        Check::Searched => app.prompt.is_none() && !app.search.text().is_empty(),
        Check::NextHit => performed == Some(Command::NextHit) && app.reader.hit_count() > 0,
        Check::Card => matches!(app.overlay, Some(Overlay::Card(_))),
        Check::Profile => matches!(app.screen(), Some(Screen::Profile(_))),
        Check::Filtered => app.search.filters.iter().any(names),
        Check::Unfiltered => app.search.filters.is_empty(),
        Check::Copied => performed == Some(Command::Copy) && app.reader.page.is_some(),
        Check::Noted => !app.marks.notes.is_empty(),
        Check::PutInDossier => app.dossier.is_some(),
    }
}
