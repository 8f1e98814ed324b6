//! The key map: which keys mean which command, from the built-in map and the user's own file. It also
//! rejects bindings that hide each other.
//!
//! Not here: how a key is written (`key`), what the commands do (`perform`), and the fixed keys of
//! prompts and pickers (`popup`).

use std::collections::BTreeMap;

use super::command::{Command, Scope};
use super::key::{Key, KeyCode};

/// The built-in key map.
const BUILT_IN: &str = include_str!("../../../assets/keymap.toml");

/// Chords and their commands, by scope.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keymap {
    bindings: BTreeMap<(Scope, Vec<Key>), Command>,
}

/// What a sequence of keys means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A whole chord.
    Command(Command),
    /// The beginning of one or more chords.
    Pending,
    /// No chord, and none begins like this.
    Nothing,
}

/// A key map as it stands in a file.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct KeymapFile {
    keys: BTreeMap<String, BTreeMap<String, Binding>>,
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Binding {
    Command(String),
    Unbound(bool),
}

impl Keymap {
    /// The built-in key map.
    ///
    /// # Errors
    /// Never in a program that passed its tests.
    pub fn built_in() -> Result<Keymap, String> {
        let mut keymap = Keymap::default();
        keymap.lay_over(BUILT_IN)?;
        Ok(keymap)
    }

    /// Lays the bindings of a key map file over these.
    ///
    /// # Errors
    /// Says what is wrong and at which key. The bindings are then unchanged.
    pub fn lay_over(&mut self, toml: &str) -> Result<(), String> {
        let file: KeymapFile = toml::from_str(toml).map_err(|error| error.to_string())?;
        let mut bindings = self.bindings.clone();
        for (scope_name, keys) in file.keys {
            let scope = Scope::ALL.into_iter().find(|scope| scope.name() == scope_name);
            let scope = scope.ok_or_else(|| format!("[keys.{scope_name}]: no such scope"))?;
            for (chord, binding) in keys {
                let place = |error: String| format!("[keys.{scope_name}] \"{chord}\": {error}");
                let keys = parse_chord(&chord).map_err(place)?;
                match binding {
                    Binding::Unbound(false) => _ = bindings.remove(&(scope, keys)),
                    Binding::Unbound(true) => return Err(place("true is no command".into())),
                    Binding::Command(name) => {
                        let command = Command::from_name(&name).ok_or_else(|| {
                            place(format!("no command is called “{name}”{}", nearest(&name)))
                        })?;
                        bindings.insert((scope, keys), command);
                    }
                }
            }
        }
        check(&bindings)?;
        self.bindings = bindings;
        Ok(())
    }

    /// What `keys`, pressed one after the other, mean in a scope.
    pub fn lookup(&self, scope: Scope, keys: &[Key]) -> Lookup {
        let mut pending = false;
        for scope in [scope, Scope::Global] {
            if let Some(&command) = self.bindings.get(&(scope, keys.to_vec())) {
                return Lookup::Command(command);
            }
            pending |= self.continuations(scope, keys).next().is_some();
        }
        if pending { Lookup::Pending } else { Lookup::Nothing }
    }

    /// The chords of one scope that begin with `keys`, without that beginning.
    pub fn continuations<'a>(
        &'a self,
        scope: Scope,
        keys: &'a [Key],
    ) -> impl Iterator<Item = (&'a [Key], Command)> {
        self.bindings.iter().filter_map(move |((bound, chord), &command)| {
            let rest = chord.strip_prefix(keys)?;
            (*bound == scope && !rest.is_empty()).then_some((rest, command))
        })
    }

    /// The chords of a command as they are shown, the handiest first: `["j", "↓"]`.
    pub fn chords(&self, command: Command) -> Vec<String> {
        let bound = self.bindings.iter().filter(|&(_, &c)| c == command);
        let mut chords: Vec<&[Key]> = bound.map(|((_, chord), _)| chord.as_slice()).collect();
        chords.sort_by_key(|chord| handiness(chord));
        chords.into_iter().map(show).collect()
    }
}

/// A chord as it is shown: `g/`, `Ctrl-D`.
pub fn show(chord: &[Key]) -> String {
    chord.iter().map(Key::to_string).collect()
}

/// Where a chord stands among those of its command: one key before several, Enter and plain
/// letters before keys that are far away.
fn handiness(chord: &[Key]) -> (usize, u8) {
    let rank = match chord.first() {
        Some(Key { code: KeyCode::Enter, .. }) => 0,
        Some(Key { code: KeyCode::Char(_), ctrl: false, .. }) => 1,
        Some(Key { code: KeyCode::Char(_), .. }) => 2,
        _ => 3,
    };
    (chord.len(), rank)
}

fn parse_chord(chord: &str) -> Result<Vec<Key>, String> {
    chord.split(' ').map(str::parse).collect()
}

/// Looks for chords that can never be reached: one being the beginning of another, or one of a
/// pane hiding a global one.
fn check(bindings: &BTreeMap<(Scope, Vec<Key>), Command>) -> Result<(), String> {
    for (scope, chord) in bindings.keys() {
        for (other_scope, other) in bindings.keys() {
            let meet = scope == other_scope || *other_scope == Scope::Global || *scope == Scope::Global;
            let same = scope == other_scope && chord == other;
            if meet && !same && other.starts_with(chord) {
                return Err(format!(
                    "[keys.{}] \"{}\" stands in the way of [keys.{}] \"{}\"",
                    scope.name(),
                    show(chord),
                    other_scope.name(),
                    show(other)
                ));
            }
        }
    }
    Ok(())
}

/// A suggestion for a mistyped command name.
fn nearest(name: &str) -> String {
    let shared = |other: &str| name.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let best = super::command::COMMANDS.iter().max_by_key(|spec| shared(spec.name));
    best.filter(|spec| shared(spec.name) >= 3)
        .map_or_else(String::new, |spec| format!("; did you mean “{}”?", spec.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::command::COMMANDS;

    fn keys(text: &str) -> Vec<Key> {
        parse_chord(text).unwrap()
    }

    #[test]
    fn every_command_has_a_key_and_no_key_hides_another() {
        let keymap = Keymap::built_in().unwrap();
        // What is done seldom is found by its name.
        let is_rare = |command| {
            use Command as C;
            matches!(
                command,
                C::RestoreNotebook
                    | C::History
                    | C::MoreLikePassage
                    | C::MatchNames
                    | C::SkipTask
                    | C::NoteOnCollection
                    | C::ClearBatch
                    | C::Clippings
                    | C::OpenFolder
            )
        };
        for spec in COMMANDS {
            assert!(keymap.chords(spec.command).is_empty() == is_rare(spec.command), "{}", spec.name);
        }
        for ((scope, chord), command) in &keymap.bindings {
            assert_eq!(*scope, command.spec().scope, "{} is bound in another scope", show(chord));
        }
    }

    #[test]
    fn a_pane_key_comes_first_and_prefixes_wait() {
        let keymap = Keymap::built_in().unwrap();
        assert_eq!(keymap.lookup(Scope::Reader, &keys("x")), Lookup::Command(Command::ExcludeName));
        assert_eq!(keymap.lookup(Scope::Filters, &keys("x")), Lookup::Command(Command::Exclude));
        assert_eq!(keymap.lookup(Scope::List, &keys("x")), Lookup::Nothing);
        assert_eq!(keymap.lookup(Scope::List, &keys("g")), Lookup::Pending);
        assert_eq!(keymap.lookup(Scope::List, &keys("g g")), Lookup::Command(Command::First));
    }

    #[test]
    fn an_own_file_changes_only_what_it_names_and_unbinding_unbinds() {
        let mut keymap = Keymap::built_in().unwrap();
        keymap.lay_over("[keys.global]\n\"ctrl-t\" = \"down\"\n\"q\" = false\n").unwrap();
        assert_eq!(keymap.lookup(Scope::List, &keys("ctrl-t")), Lookup::Command(Command::Down));
        assert_eq!(keymap.lookup(Scope::List, &keys("q")), Lookup::Nothing);
        assert_eq!(keymap.lookup(Scope::List, &keys("j")), Lookup::Command(Command::Down));
    }

    #[test]
    fn mistakes_are_named_and_leave_the_keys_as_they_were() {
        let before = Keymap::built_in().unwrap();
        for (file, reason) in [
            ("[keys.global]\n\"j\" = \"next-docment\"", "did you mean “next-document”?"),
            ("[keys.globe]\n\"j\" = \"down\"", "[keys.globe]: no such scope"),
            ("[keys.global]\n\"hyper-j\" = \"down\"", "no key is called “hyper-j”"),
            ("[keys.global]\n\"g\" = \"down\"", "stands in the way of"),
            ("[keys.list]\n\"j\" = \"open\"", "stands in the way of"),
            ("keys = 3", "invalid type"),
        ] {
            let mut keymap = before.clone();
            let error = keymap.lay_over(file).unwrap_err();
            assert!(error.contains(reason), "{error}");
            assert_eq!(keymap, before);
        }
    }
}
