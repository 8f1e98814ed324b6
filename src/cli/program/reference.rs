//! What there is to know of the program beside its subcommands: every key, every setting, every variable of the
//! environment it heeds, its files and exit codes. Manual page and reference are written from it.
//!
//! Not here: how they are written (`manual`, `markdown`).

use crate::app::input::command::{COMMANDS, CommandSpec, Scope, Topic};
use crate::app::input::keymap::Keymap;
use crate::config::BUILT_IN;

/// A part of it: a heading and what stands below.
pub struct Section {
    /// In capitals, as manual pages have them.
    pub title: &'static str,
    /// A paragraph before the rows; empty where there is none.
    pub text: &'static str,
    /// In groups of a heading, which may be empty.
    pub groups: Vec<(String, Vec<Row>)>,
}

/// One thing and what it is for.
pub struct Row {
    /// A key, a setting, a variable.
    pub term: String,
    /// In a sentence or two.
    pub words: String,
}

/// All parts, in the order of a manual page.
///
/// # Errors
/// Never in a program that passed its tests: when the built-in key map cannot be read.
pub fn sections() -> Result<Vec<Section>, String> {
    Ok(vec![
        Section { title: "KEYS", text: KEYS, groups: keys(&Keymap::built_in()?) },
        Section { title: "SETTINGS", text: SETTINGS, groups: vec![(String::new(), settings())] },
        told("ENVIRONMENT", "", ENVIRONMENT),
        told("FILES", FILES_ARE, FILES),
        told("EXIT STATUS", "", EXIT_STATUS),
    ])
}

const KEYS: &str = "The file keymap.toml beside config.toml is laid over these. A command without a key is run by its name \
    from the palette (:).";

const SETTINGS: &str = "In config.toml, where only what differs from the defaults needs to stand; `perusal config --path` says \
    where that is, `perusal config --check` what is wrong in it.";

const FILES_ARE: &str = "The folders are those that XDG names, or on macOS its own; with --home or PERUSAL_HOME all lie below one.";

const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "PERUSAL_HOME",
        "The folder below which settings, indexes, notebook and state are kept, as --home names it.",
    ),
    (
        "XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_DATA_HOME, XDG_STATE_HOME",
        "Where else they are kept; each in a folder perusal.",
    ),
    ("VISUAL, EDITOR", "The editor in which long notes are written."),
    ("NO_COLOR, CLICOLOR=0", "No colours: the kind of a name is a sign before it."),
    (
        "COLORTERM, TERM, COLORFGBG",
        "How many colours the terminal has, and whether its ground is dark where it does not answer.",
    ),
    ("TMUX, SSH_TTY, WAYLAND_DISPLAY, DISPLAY", "By which ways a copied text reaches the clipboard."),
];

const FILES: &[(&str, &str)] = &[
    ("~/.config/perusal/config.toml", "Settings."),
    ("~/.config/perusal/keymap.toml", "Keys."),
    ("~/.config/perusal/themes/NAME.toml", "Themes of your own."),
    ("~/.config/perusal/lists/", "Lists of names of your own: each file is a kind of name."),
    (
        "~/.local/share/perusal/notebook.db",
        "The notebook: notes, tags, stars, corrections, dossiers. It cannot be made again.",
    ),
    ("~/.local/share/perusal/backups/", "Copies of the notebook, one a day."),
    ("~/.cache/perusal/indexes/", "An index a folder: all of it can be made again."),
    (
        "~/.local/state/perusal/crash.txt",
        "After a fault of the program: where it was and the commands before it, without a word of a document.",
    ),
];

const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Done; what was asked for was found."),
    ("1", "Nothing was found."),
    ("2", "It failed, or the arguments were not understood; standard error says how."),
    ("128+N", "A signal of the number N ended it."),
];

fn told(title: &'static str, text: &'static str, rows: &[(&str, &str)]) -> Section {
    let row = |&(term, words): &(&str, &str)| Row { term: term.to_owned(), words: words.to_owned() };
    Section { title, text, groups: vec![(String::new(), rows.iter().map(row).collect())] }
}

/// Those of everywhere by topic, then those of each pane.
fn keys(keymap: &Keymap) -> Vec<(String, Vec<Row>)> {
    let row = |spec: &CommandSpec| {
        let mut terms = keymap.chords(spec.command);
        terms.push(format!(":{}", spec.name));
        Row { term: terms.join("  "), words: format!("{}.", spec.summary) }
    };
    let of = |belongs: &dyn Fn(&CommandSpec) -> bool| {
        COMMANDS.iter().filter(|spec| belongs(spec)).map(row).collect::<Vec<_>>()
    };
    let everywhere = Topic::ALL.map(|topic| {
        let heading = format!("Everywhere: {}", topic.name().to_lowercase());
        (heading, of(&|spec| spec.scope == Scope::Global && spec.topic == topic))
    });
    let panes = Scope::ALL.iter().filter(|&&scope| scope != Scope::Global);
    let panes = panes.map(|&scope| {
        let place = scope.place();
        (place[..1].to_uppercase() + &place[1..], of(&|spec| spec.scope == scope))
    });
    everywhere.into_iter().chain(panes).collect()
}

/// Each with its default, by the comments of the built-in ones.
fn settings() -> Vec<Row> {
    let row = |paragraph: &str| {
        let (words, setting) = paragraph.trim().split_once('\n')?;
        let words = words.trim_start_matches("# ").to_owned();
        Some(Row { term: setting.to_owned(), words })
    };
    BUILT_IN.split("\n\n").skip(1).filter_map(row).collect()
}
