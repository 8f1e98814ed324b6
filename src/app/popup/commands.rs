//! Opens the palette and the help, which are lists of commands, and runs the one that is chosen.
//!
//! Not here: the table of commands (`input::command`), drawing them (`ui::popup::picker`).

use super::picker::{Choice, Entry, Picker, PickerPurpose};
use super::screen_commands::commands_here;
use crate::app::input::command::{COMMANDS, Command, CommandSpec, Scope, Topic};
use crate::app::input::keymap::Keymap;
use crate::app::message::Effect;
use crate::app::screens::Screen;
use crate::app::state::{App, Overlay};

impl App {
    /// Opens the palette, or the help.
    pub(in crate::app) fn choose_command(&mut self, help: bool) {
        let entries = offered(&self.keys.map, &self.scopes(), self.screen(), help);
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

/// The rows of the palette where these scopes hold, on this screen if one is open: what can be done there. Those of the
/// help: all commands, those of the pane or the screen first, then those of everywhere, then those of other panes.
pub fn offered(keymap: &Keymap, scopes: &[Scope], screen: Option<&Screen>, help: bool) -> Vec<Entry> {
    let place = |spec: &CommandSpec| match spec.scope {
        Scope::Global => Scope::ALL.len(),
        scope if scopes.contains(&scope) && is_useful_on(screen, spec) => 0,
        _ => usize::MAX,
    };
    let mut specs: Vec<&CommandSpec> =
        COMMANDS.iter().filter(|spec| help || place(spec) < usize::MAX).collect();
    if help {
        let topic = |spec: &CommandSpec| Topic::ALL.iter().position(|&topic| topic == spec.topic);
        let topic = |spec: &CommandSpec| topic(spec).filter(|_| spec.scope == Scope::Global);
        let order = |spec: &CommandSpec| on_screen(screen, spec).map_or(0, |(at, _)| at);
        specs.sort_by_key(|spec| (place(spec), topic(spec), spec.scope, order(spec)));
    } else {
        // The commands of the pane first; moving, which needs no help, last.
        specs.sort_by_key(|spec| (spec.topic == Topic::Move, place(spec)));
    }
    specs.into_iter().map(|spec| entry(keymap, spec, screen, help)).collect()
}

/// The place of a command of screens among those of the screen that is open, and what it does there; `None` where it
/// does nothing there.
fn on_screen(screen: Option<&Screen>, spec: &CommandSpec) -> Option<(usize, &'static str)> {
    let (_, commands) = commands_here(screen.filter(|_| spec.scope == Scope::Screen)?);
    let at = commands.iter().position(|(command, _)| *command == spec.command)?;
    Some((at, commands.get(at).map_or("", |(_, words)| *words)))
}

/// Whether a command of this pane does something: on a screen not all of the screens do.
fn is_useful_on(screen: Option<&Screen>, spec: &CommandSpec) -> bool {
    screen.is_none() || spec.scope != Scope::Screen || on_screen(screen, spec).is_some()
}

fn entry(keymap: &Keymap, spec: &CommandSpec, screen: Option<&Screen>, help: bool) -> Entry {
    let chords = keymap.chords(spec.command);
    // The palette has no room for every chord of a command.
    let chords = if help { chords.join(" ") } else { chords.into_iter().next().unwrap_or_default() };
    let here = on_screen(screen, spec);
    let summary = here.map(|(_, words)| words).filter(|words| !words.is_empty()).unwrap_or(spec.summary);
    let (label, detail) = match help {
        true if chords.is_empty() => (format!("{summary} · :{}", spec.name), spec.name.to_owned()),
        true => (summary.to_owned(), spec.name.to_owned()),
        false => (spec.name.to_owned(), summary.to_owned()),
    };
    let group = match (help, spec.scope, screen.filter(|_| here.is_some())) {
        (false, ..) => "".into(),
        (true, Scope::Global, _) => spec.topic.name().into(),
        (true, _, Some(screen)) => commands_here(screen).0.to_uppercase().into(),
        (true, scope, None) => scope.place().to_uppercase().into(),
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

    #[test]
    fn the_help_of_a_screen_begins_with_what_its_keys_do_there() {
        let keymap = Keymap::built_in().unwrap();
        let mut app = App::new(keymap, Settings::default(), Session::default(), (80, 24));
        app.open_entity_list();
        app.choose_command(true);
        let Some(Overlay::Picker(picker)) = &app.overlay else { panic!("no help") };
        assert_eq!(picker.entries.len(), COMMANDS.len());
        let first: Vec<&str> = picker
            .entries
            .iter()
            .take_while(|entry| entry.group == "ON THE LIST OF NAMES")
            .map(|entry| entry.label.as_str())
            .collect();
        assert_eq!(first.len(), 7, "{first:?}");
        assert_eq!((first[0], first[4]), ("Open the page about the name", "Sentences that name this one"));
        let last = picker.entries.last().unwrap();
        assert_eq!(last.group, "ON A LIST OF NAMES, NOTES OR SEARCHES", "what belongs to other screens");
        app.overlay = None;
        app.choose_command(false);
        let Some(Overlay::Picker(picker)) = &app.overlay else { panic!("no palette") };
        let offers = |name: &str| picker.entries.iter().any(|entry| entry.label == name);
        assert!(offers("why") && offers("quit") && !offers("comment-piece"));
    }
}
