//! The dialogue by lines in place of the screen, and standard input as a document.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;

use super::terminal::Terminal;

/// So large that nothing of a dialogue scrolls away.
const LARGE: (u16, u16) = (160, 240);

fn program(home: &std::path::Path, name: &str) -> CommandBuilder {
    let mut program = CommandBuilder::new(name);
    program.env_clear();
    program.env("PATH", "/nowhere");
    program.env("PERUSAL_HOME", home);
    program
}

#[test]
fn a_task_of_ten_steps_is_done_by_lines_without_an_escape() {
    let home = tempfile::tempdir().unwrap();
    let mut program = program(home.path(), env!("CARGO_BIN_EXE_perusal"));
    program.env("TERM", "dumb");
    let mut terminal = Terminal::start(program, LARGE, "").unwrap();
    let steps = [
        ("", "Type /WORDS to search"),
        ("/lauten", "documents for lauten, and 1 more only in folded lines."),
        ("narrow protocol", "documents for lauten, protocol."),
        ("1", "An empty line reads on."),
        ("", "[1 of "),
        ("hit", "[4 of "),
        ("names", "1: Ivo Darrakh, person"),
        ("name 1", "Said to be: President."),
        ("note to be checked #late", "Noted on the paragraph, tagged late."),
        ("copy", "This is it:"),
        ("notes", ": to be checked. Tagged late."),
        ("search", "10 of 49 told"),
        ("more", "20 of 49 told"),
        ("about", "Date: 17 Feb 2023"),
        ("about", "Language: English."),
    ];
    for (line, answer) in steps {
        if answer != steps[0].1 {
            terminal.type_keys(&format!("{line}\n")).unwrap();
        }
        terminal.wait_until(|screen| screen.contents().contains(answer)).unwrap();
    }
    terminal.type_keys("quit\n").unwrap();
    assert!(terminal.wait_for_end().unwrap().success());
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    assert!(!written.contains('\u{1b}'), "{written}");
    assert!(
        written.contains("“LAUTEN – ") && written.contains(", line"),
        "the passage with its source: {written}"
    );
}

#[test]
fn standard_input_is_read_as_a_document_while_keys_come_from_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let mut program = program(home.path(), "/bin/sh");
    program.env("TERM", "xterm-256color");
    let typed = "The ferry of Port Ellery sails again from Monday, said Ida Marrel.";
    program.arg("-c");
    program.arg(format!("printf '%s\\n' '{typed}' | {}", env!("CARGO_BIN_EXE_perusal")));
    let mut terminal = Terminal::start(program, (100, 30), super::DARK).unwrap();
    terminal.wait_until(|screen| screen.contents().contains("sails again from Monday")).unwrap();
    terminal.type_keys("\u{3}").unwrap();
    assert!(terminal.wait_for_end().unwrap().success());
    let indexes = std::fs::read_dir(home.path().join("cache/indexes"));
    assert!(indexes.map_or(0, Iterator::count) == 0, "nothing of it is kept");
}

#[test]
fn a_document_counts_as_read_in_the_dialogue_when_the_settings_say() {
    for (read_after, once_opened, at_the_end) in [("open", 1, 1), ("end", 2, 1), ("never", 2, 2)] {
        let ground = tempfile::tempdir().unwrap();
        let (folder, settings) = (ground.path().join("cuttings"), ground.path().join("home/config"));
        fs::create_dir_all(&folder).unwrap();
        fs::create_dir_all(&settings).unwrap();
        fs::write(settings.join("config.toml"), format!("read_after = \"{read_after}\"\n")).unwrap();
        for name in ["ferry", "lamp"] {
            let text = format!(
                "The {name}\n\nPORT ELLERY, 4 May 2021 - The {name} is seen from the quay.\n\nIt is old.\n"
            );
            fs::write(folder.join(format!("{name}.txt")), text).unwrap();
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_perusal"))
            .arg("--linear")
            .arg(&folder)
            .env("PERUSAL_HOME", ground.path().join("home"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        program.stdin.take().unwrap().write_all(b"1\n/is:unread\nrest\n/is:unread\nquit\n").unwrap();
        let said = String::from_utf8(program.wait_with_output().unwrap().stdout).unwrap();
        let unread: Vec<&str> = said.lines().filter(|line| line.ends_with(" for is:unread.")).collect();
        let expected = [once_opened, at_the_end].map(|count| match count {
            1 => "> 1 document for is:unread.",
            _ => "> 2 documents for is:unread.",
        });
        assert_eq!(unread, expected, "{read_after}: {said}");
    }
}
