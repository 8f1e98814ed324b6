//! Every subcommand, command, key and setting stands in the manual page and in `docs/reference.md`, which is as the program
//! writes it; every command and key in the help and, where the command works, in the palette.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use perusal::app::input::command::{COMMANDS, Scope};
use perusal::app::input::keymap::Keymap;
use perusal::app::popup::offered;
use perusal::config::BUILT_IN;

/// What `perusal man` writes into a folder.
fn written(folder: &Path, markdown: bool) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"));
    program.env("PERUSAL_HOME", folder.join("home")).arg("man").arg(folder);
    if markdown {
        program.arg("--markdown");
    }
    assert!(program.status().unwrap().success());
}

/// The names of all settings.
fn settings() -> BTreeSet<String> {
    let table: toml::Table = toml::from_str(BUILT_IN).unwrap();
    table.keys().cloned().collect()
}

/// What must stand in the documents: names and summaries of commands, their keys, settings.
fn wanted() -> Vec<String> {
    let keymap = Keymap::built_in().unwrap();
    let commands = COMMANDS.iter().flat_map(|spec| {
        let words = [spec.name.to_owned(), spec.summary.to_owned()];
        words.into_iter().chain(keymap.chords(spec.command))
    });
    commands.chain(settings()).collect()
}

fn assert_has_all(text: &str, of: &str) {
    let missing: Vec<String> =
        wanted().into_iter().filter(|wanted| !text.contains(wanted.as_str())).collect();
    assert!(missing.is_empty(), "{of} lacks {missing:?}");
}

#[test]
fn the_manual_has_every_command_key_and_setting_and_a_page_for_each_subcommand() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), false);
    let page = fs::read_to_string(folder.path().join("perusal.1")).unwrap();
    // Of what roff takes for its own.
    let page = page.replace("\\-", "-").replace("\\&", "").replace("\\*(Aq", "'").replace("\\\\", "\\");
    assert_has_all(&page, "perusal.1");
    let help = Command::new(env!("CARGO_BIN_EXE_perusal")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = commands.filter_map(|line| {
        line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?.split_whitespace().next()
    });
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        let page = fs::read_to_string(folder.path().join(format!("perusal-{name}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{name}");
    }
}

#[test]
fn the_reference_is_as_the_program_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), true);
    let made = fs::read_to_string(folder.path().join("reference.md")).unwrap();
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference.md")).unwrap();
    assert!(made == kept, "`cargo run -- man --markdown docs` makes it anew");
    assert_has_all(&made.replace("\\|", "|"), "docs/reference.md");
}

#[test]
fn the_help_has_every_command_with_its_keys_and_the_palette_those_that_work_there() {
    let keymap = Keymap::built_in().unwrap();
    let help = offered(&keymap, &[Scope::Global], None, true);
    for spec in COMMANDS {
        let keys = keymap.chords(spec.command);
        let row = help.iter().find(|row| row.detail == spec.name).unwrap_or_else(|| panic!("{}", spec.name));
        assert!(row.label.starts_with(spec.summary) && row.right == keys.join(" "), "{}", spec.name);
        assert!(!keys.is_empty() || row.label.contains(&format!(":{}", spec.name)), "{}", spec.name);
        for scope in Scope::ALL {
            let palette = offered(&keymap, &[scope, Scope::Global], None, false);
            let row = palette.iter().find(|row| row.label == spec.name);
            assert_eq!(
                row.is_some(),
                [scope, Scope::Global].contains(&spec.scope),
                "{} {scope:?}",
                spec.name
            );
            let Some(row) = row else { continue };
            let key = keys.first().map_or("", String::as_str);
            assert_eq!((row.detail.as_str(), row.right.as_str()), (spec.summary, key), "{}", spec.name);
        }
    }
}
