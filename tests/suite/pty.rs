//! A few runs of the real binary in a real pseudo-terminal: what only shows there, such as
//! taking the terminal and giving it back. What is drawn is tested without one, in `browse.rs`
//! and its neighbours.

mod exits;
mod kept;
mod lines;
mod logged;
mod starting;
mod terminal;
mod walk;
mod watching;

use std::fs;
use std::path::Path;

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use vt100::{Color, MouseProtocolMode, Screen};

use terminal::Terminal;

/// What a dark and a light terminal answer when asked for their background and what they are.
const DARK: &str = "\x1b]11;rgb:1010/1010/1414\x1b\\\x1b[?62;22c";
const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c";

const SIZE: (u16, u16) = (100, 30);

/// The program on a folder of its own.
struct Run {
    terminal: Terminal,
    /// Holds the folder and the program's home until the run is over.
    ground: tempfile::TempDir,
}

impl Run {
    /// Three articles, one of them about a lighthouse.
    fn on_articles(answer: &str) -> Run {
        Run::on(answer, |folder| {
            let article = |name: &str, title: &str, text: &str| {
                let text = format!("{title}\n\nPORT ELLERY, 4 May 2021 - {text}\n");
                fs::write(folder.join(name), text).unwrap();
            };
            article("ferry.txt", "Ferry sails again", "The ferry of Port Ellery sails again from Monday.");
            article("lamp.txt", "Lamp is lit once more", "The lighthouse has had no keeper since June.");
            article("market.txt", "Market moves indoors", "Rain has driven the market into the old hall.");
        })
    }

    /// A folder that `fill` writes.
    fn on(answer: &str, fill: impl FnOnce(&Path)) -> Run {
        let ground = tempfile::tempdir().unwrap();
        let folder = ground.path().join("cuttings");
        fs::create_dir(&folder).unwrap();
        fill(&folder);
        // The overview that greets a new reader would be in the way.
        let settings = ground.path().join("home/config");
        fs::create_dir_all(&settings).unwrap();
        fs::write(settings.join("config.toml"), "overview = false\n").unwrap();
        Run::start(ground, Some("cuttings"), answer)
    }

    /// Starts the program on a folder of the ground; without one on what was opened last.
    fn start(ground: tempfile::TempDir, folder: Option<&str>, answer: &str) -> Run {
        let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_perusal"));
        program.env_clear();
        program.env("TERM", "xterm-256color");
        program.env("COLORTERM", "truecolor");
        program.env("PERUSAL_HOME", ground.path().join("home"));
        // Only there in the runs that write one.
        program.env("VISUAL", format!("/bin/sh {}", ground.path().join("editor.sh").display()));
        folder.iter().for_each(|folder| program.arg(ground.path().join(folder)));
        let terminal = Terminal::start(program, SIZE, answer).unwrap();
        Run { terminal, ground }
    }

    fn wait_for(&mut self, text: &str) {
        self.terminal.wait_until(|screen| screen.contents().contains(text)).unwrap();
    }

    /// Waits until the three articles are listed and nothing more is to come.
    fn wait_for_the_list(&mut self) {
        // What was read first may be listed alone for a moment.
        self.terminal.wait_until(|screen| lists(screen, &["Ferry", "Lamp", "Market"])).unwrap();
        self.wait_until_settled("again from Monday");
        // How documents begin comes after their rows.
        self.terminal.wait_until(|screen| screen.contents().contains("· The ferry")).unwrap();
    }

    /// Waits until all is read, which the header shows by no longer saying how far that has come,
    /// and the reader shows `text`.
    fn wait_until_settled(&mut self, text: &str) {
        let is_settled = |screen: &Screen| {
            let header = screen.rows(0, SIZE.0).next().unwrap_or_default();
            !header.contains(['%', '…']) && screen.contents().contains(text)
        };
        self.terminal.wait_until(is_settled).unwrap();
        assert!(is_taken(self.terminal.screen()));
    }

    fn type_keys(&mut self, keys: &str) {
        self.terminal.type_keys(keys).unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.terminal.child.process_id().unwrap() as i32).unwrap()
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits until the program has ended with a status and nothing of it is left on the terminal.
    fn expect_a_clean_end(&mut self, status: u32) {
        let ended = self.terminal.wait_for_end().unwrap();
        assert_eq!(ended.exit_code(), status, "{ended}");
        assert!(is_given_back(self.terminal.screen()));
        assert_eq!(self.terminal.screen().contents().trim(), "");
    }

    /// Whether the terminal takes lines and echoes them, as for a shell.
    fn takes_lines(&self) -> bool {
        let flags = self.terminal.master.get_termios().unwrap().local_flags;
        ["ICANON", "ECHO", "ISIG"].iter().all(|name| flags.iter_names().any(|(flag, _)| flag == *name))
    }
}

fn is_stopped(pid: Pid) -> bool {
    let options = WaitIdOptions::STOPPED | WaitIdOptions::NOHANG;
    waitid(WaitId::Pid(pid), options).unwrap().is_some()
}

/// Whether the list shows these words. Further to the right they may stand in the reader.
fn lists(screen: &Screen, words: &[&str]) -> bool {
    let rows: Vec<String> = screen.rows(0, 40).collect();
    words.iter().all(|word| rows.iter().any(|row| row.contains(word)))
}

fn is_taken(screen: &Screen) -> bool {
    screen.alternate_screen()
        && screen.hide_cursor()
        && screen.bracketed_paste()
        && screen.mouse_protocol_mode() != MouseProtocolMode::None
}

fn is_given_back(screen: &Screen) -> bool {
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && !screen.bracketed_paste()
        && screen.mouse_protocol_mode() == MouseProtocolMode::None
}

/// Whether a terminal is told only what this program has to tell one: `sequence` is what stands
/// after ESC, up to the next.
fn is_our_own(sequence: &str) -> bool {
    let Some(csi) = sequence.strip_prefix('[') else {
        // The title of the window: its text has no sequence in it, or it would begin one of its own.
        let ours = ["]10;?", "]11;?", "\\", "]2;"];
        return ours.iter().any(|own| sequence.starts_with(own));
    };
    if let Some(mode) = csi.strip_prefix('?') {
        let modes = ["25", "1002", "1006", "1049", "2004", "2026"];
        let number = mode.trim_end_matches(|c: char| !c.is_ascii_digit());
        return modes.iter().any(|known| number.starts_with(known));
    }
    // The title of the window put away, and taken back.
    if csi.starts_with("22;2t") || csi.starts_with("23;2t") {
        return true;
    }
    let last = csi.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    // Rows that move have a scroll region, and lines put in or taken away there; cells are skipped and erased.
    last.starts_with(['H', 'C', 'X', 'J', 'm', 'c', 'r', 'L', 'M'])
}

/// How bright the first letter is that has a colour.
fn brightness(screen: &Screen) -> u32 {
    let colors = (0..SIZE.0).filter_map(|column| Some(screen.cell(0, column)?.fgcolor()));
    let mut brightness = colors.filter_map(|color| match color {
        Color::Rgb(red, green, blue) => Some(u32::from(red) + u32::from(green) + u32::from(blue)),
        _ => None,
    });
    brightness.next().unwrap()
}

#[test]
fn a_reader_opens_a_folder_searches_and_quits() {
    let mut run = Run::on_articles("");
    assert!(run.takes_lines());
    run.wait_for_the_list();
    assert!(!run.takes_lines(), "every key arrives at once");
    run.type_keys("/lighth");
    run.terminal.wait_until(|screen| lists(screen, &["Lamp"]) && !lists(screen, &["Ferry"])).unwrap();
    run.wait_for("1 of 3 documents");
    run.type_keys("\r");
    run.terminal.wait_until(Screen::hide_cursor).unwrap();
    run.type_keys("q");
    run.expect_a_clean_end(0);
    assert!(run.takes_lines());
}

#[test]
fn a_folder_that_is_away_or_empty_is_shown_as_it_was_read_last() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    run.type_keys("q");
    run.expect_a_clean_end(0);
    let ground = run.ground;
    let folder = ground.path().join("cuttings");
    fs::rename(&folder, ground.path().join("elsewhere")).unwrap();
    let mut away = Run::start(ground, None, "");
    away.wait_for_the_list();
    away.wait_for("3 files away, shown as last read");
    away.type_keys("q");
    away.expect_a_clean_end(0);
    fs::create_dir(&folder).unwrap();
    let mut empty = Run::start(away.ground, Some("cuttings"), "");
    empty.wait_for("3 files away, shown as last read");
    empty.type_keys("/lighth\r");
    empty.wait_for("1 of 3 documents");
    empty.type_keys("q");
    empty.expect_a_clean_end(0);
}

#[test]
fn the_colours_suit_the_background_the_terminal_tells_of() {
    let [dark, light] = [DARK, LIGHT].map(|answer| {
        let mut run = Run::on_articles(answer);
        run.wait_for_the_list();
        brightness(run.terminal.screen())
    });
    assert!(dark > light, "{dark} {light}");
}

#[test]
fn a_window_may_change_its_size_at_any_time() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    for (size, seen) in [((60, 12), "3 documents"), ((12, 2), "make the"), ((140, 44), "3 documents")] {
        run.terminal.resize(size).unwrap();
        run.wait_for(seen);
    }
    // The last row is as long as the window is wide now, and stands at its lower edge.
    let is_last = |row: &str| row.contains("? help") && row.trim_end().ends_with("cuttings");
    run.terminal.wait_until(|screen| screen.rows(0, 140).last().is_some_and(|row| is_last(&row))).unwrap();
    run.type_keys("q");
    run.expect_a_clean_end(0);
}

#[test]
fn signals_that_end_it_leave_the_terminal_as_it_was() {
    for (signal, status) in [(Signal::TERM, 128 + 15), (Signal::INT, 128 + 2), (Signal::HUP, 128 + 1)] {
        let mut run = Run::on_articles("");
        run.wait_for_the_list();
        run.signal(signal);
        run.expect_a_clean_end(status);
        assert!(run.takes_lines());
    }
}

#[test]
fn ctrl_z_lends_the_terminal_to_the_shell() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    let before = run.terminal.screen().contents();
    for by_key in [true, false] {
        if by_key {
            run.type_keys("\x1a")
        } else {
            run.signal(Signal::TSTP)
        }
        let pid = run.pid();
        run.terminal.wait_until(|screen| is_given_back(screen) && is_stopped(pid)).unwrap();
        assert!(run.takes_lines());
        run.signal(Signal::CONT);
        run.terminal.wait_until(|screen| is_taken(screen) && screen.contents() == before).unwrap();
    }
    run.type_keys("q");
    run.expect_a_clean_end(0);
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_in_a_document_or_its_name_acts_on_the_terminal() {
    let hostile = "\u{1b}[7777h\u{9b}7777h\u{1b}]0;taken\u{7}\u{1b}]52;c;dGFrZW4=\u{1b}\\\u{202e}\u{1b}c";
    let mut run = Run::on("", |folder| {
        let text = format!("Ferry{hostile} sails\n\nIts captain, Ada {hostile}Quill, waved.\r{hostile}\n");
        fs::write(folder.join(format!("letter{hostile}.txt")), &text).unwrap();
        fs::write(folder.join(format!("broken{hostile}.pdf")), "%PDF-1.7").unwrap();
    });
    run.wait_until_settled("waved");
    assert!(run.terminal.screen().contents().contains("[7777h"), "it is shown, as text");
    // The reader, the facts, and the name of a file that cannot be read.
    for (keys, seen) in [("l", "h list"), ("i", " mention")] {
        run.type_keys(keys);
        run.wait_for(seen);
    }
    run.type_keys("\x1b");
    run.terminal.wait_until(|screen| !screen.contents().contains(" mention")).unwrap();
    run.type_keys("gp");
    run.wait_for("broken");
    run.signal(Signal::TERM);
    run.expect_a_clean_end(128 + 15);
    let written = String::from_utf8(run.terminal.written.clone()).unwrap();
    for sequence in written.split('\u{1b}').skip(1) {
        assert!(is_our_own(sequence), "{sequence:?}");
    }
    assert!(written.chars().all(|c| c == '\u{1b}' || !c.is_control() && c != '\u{202e}'));
}
