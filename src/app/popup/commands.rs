//! Opens the palette and the help, which are lists of commands, and runs the one that is chosen.
//!
//! Not here: the table of commands (`input::command`), drawing them (`ui::popup::picker`).

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use crate::app::input::command::{COMMANDS, Command, CommandSpec, Scope, Topic};
use crate::app::input::keymap::Keymap;
use crate::app::message::Effect;
use crate::app::state::{App, Overlay};

impl App {
    /// Opens the palette, or the help.
    pub(in crate::app) fn choose_command(&mut self, help: bool) {
        let entries = offered(&self.keys.map, &self.scopes(), help);
        let (purpose, title) =
            if help { (PickerPurpose::Help, "Keys") } else { (PickerPurpose::Palette, "Commands") };
        self.overlay = Some(Overlay::Picker(Picker::new(purpose, title, entries)));
    }

    /// Runs a command that was chosen by its name or its key.
    pub(super) fn run_chosen(&mut self, command: Command, effects: &mut Vec<Effect>) {
        if !self.scopes().contains(&command.spec().scope) {
            let CommandSpec { name, scope, .. } = command.spec();
            return self.notify(format!("“{name}” works {}", scope.place()));
        }
        self.perform(command, None, effects);
    }
}

/// The rows of the palette where these scopes hold: what can be done there. Those of the help: all commands, those of
/// the pane first, then those of everywhere, then those of other panes.
pub fn offered(keymap: &Keymap, scopes: &[Scope], help: bool) -> Vec<Entry> {
    let usable = |spec: &&CommandSpec| scopes.contains(&spec.scope);
    let mut specs: Vec<&CommandSpec> = COMMANDS.iter().filter(|spec| help || usable(spec)).collect();
    let place = |spec: &CommandSpec| match spec.scope {
        Scope::Global => Scope::ALL.len(),
        scope => scopes.iter().position(|&here| here == scope).unwrap_or(usize::MAX),
    };
    if help {
        let topic = |spec: &CommandSpec| Topic::ALL.iter().position(|&topic| topic == spec.topic);
        let topic = |spec: &CommandSpec| topic(spec).filter(|_| spec.scope == Scope::Global);
        specs.sort_by_key(|spec| (place(spec), topic(spec), spec.scope));
    } else {
        // The commands of the pane first; moving, which needs no help, last.
        specs.sort_by_key(|spec| (spec.topic == Topic::Move, place(spec)));
    }
    specs.into_iter().map(|spec| entry(keymap, spec, help)).collect()
}

fn entry(keymap: &Keymap, spec: &CommandSpec, help: bool) -> Entry {
    let chords = keymap.chords(spec.command);
    // The palette has no room for every chord of a command.
    let chords = if help { chords.join(" ") } else { chords.into_iter().next().unwrap_or_default() };
    let (label, detail) = match help {
        true if chords.is_empty() => (format!("{} · :{}", spec.summary, spec.name), spec.name.to_owned()),
        true => (spec.summary.to_owned(), spec.name.to_owned()),
        false => (spec.name.to_owned(), spec.summary.to_owned()),
    };
    let group = match (help, spec.scope) {
        (false, _) => "".into(),
        (true, Scope::Global) => spec.topic.name().into(),
        (true, scope) => scope.place().to_uppercase().into(),
    };
    Entry { group, label, detail, right: chords, choice: Choice::Run(spec.command) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Session, Settings};

    #[test]
    fn the_help_has_every_command_once_and_begins_with_those_of_the_pane() {
        let keymap = Keymap::built_in().unwrap();
        let mut app = App::new(keymap, Settings::default(), Session::default(), (80, 24));
        app.choose_command(true);
        let Some(Overlay::Picker(picker)) = &app.overlay else { panic!("no help") };
        assert_eq!(picker.entries.len(), COMMANDS.len());
        let mut groups: Vec<&str> = picker.entries.iter().map(|entry| &*entry.group).collect();
        groups.dedup();
        let of_topics = Topic::ALL.map(Topic::name);
        assert_eq!(groups[0], "IN THE LIST");
        assert_eq!(groups[1..6], of_topics);
        assert_eq!(
            groups.len(),
            Scope::ALL.len() - 1 + of_topics.len(),
            "each stands in one place: {groups:?}"
        );
    }
}
