//! Takes the pictures of the README and of the tour: runs the program on the sample that comes with it, in a
//! pseudo-terminal, types, and writes what the screen shows as SVG; the last scene is recorded for asciinema, too, and as an
//! animated picture.
//!
//! `cargo build --release && cargo run --release --example tour [NAME…]`: all scenes, or those of these names.

#[path = "../../tests/suite/pty/terminal.rs"]
#[allow(dead_code)]
mod terminal;

mod cast;
mod svg;

use std::cell::RefCell;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use portable_pty::CommandBuilder;
use vt100::Screen;

use cast::Cast;
use terminal::Terminal;

const SIZE: (u16, u16) = (120, 36);

/// A screen that has not changed for so long has got all its answers.
const STEADY: Duration = Duration::from_millis(700);

/// What is typed, and what the screen shows once that has been understood.
type Step = (&'static str, &'static str);

/// The name of a picture, with the steps that lead to it.
const SCENES: [(&str, &[Step]); 7] = [
    (
        "screen",
        &[
            ("/hadrel contract\r", " hits "),
            ("ge", " names"),
            ("/port elsen\r", "Port Elsen"),
            ("a", "filtered by"),
            ("q", "PEOPLE"),
        ],
    ),
    ("overview", &[("gc", "documents")]),
    ("said", &[("/person:zhorek with:dovrin\r", "documents"), ("gw", "Zhorek")]),
    ("page", &[("/gauge\r", " hits "), ("\r", "gauge"), ("n", "of")]),
    ("name", &[("ge", " names"), ("/darrakh\r", "Darrakh"), ("\r", "SPELLINGS")]),
    ("story", &[("/lauten protocol\r", " hits "), ("gy", "Read once")]),
    (
        "session",
        &[
            ("/hadrel\r", " hits "),
            ("j", "documents"),
            ("\r", "Hadrel"),
            ("n", "of"),
            ("e", "of"),
            ("\r", "documents"),
            ("\u{1b}", "Hadrel"),
            ("h", "Hadrel"),
            ("gw", "Hadrel"),
            ("q", "Hadrel"),
            ("gt", "documents"),
            ("\u{1b}", "documents"),
        ],
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(root.join("docs/tour"))?;
    for (name, steps) in SCENES {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| wanted == name) {
            continue;
        }
        let (screens, cast) = play(steps)?;
        let last = screens.last().ok_or("no step")?;
        match name {
            "screen" => fs::write(root.join("assets/screen.svg"), svg::picture(last))?,
            "session" => {
                fs::write(root.join("docs/tour/session.svg"), svg::animated(&screens))?;
                fs::write(root.join("docs/tour/session.cast"), cast.written())?;
            }
            name => fs::write(root.join(format!("docs/tour/{name}.svg")), svg::picture(last))?,
        }
    }
    Ok(())
}

/// The screen before and after each step, and the recording.
fn play(steps: &[Step]) -> Result<(Vec<Screen>, Cast), Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let mut program = CommandBuilder::new(find_program()?);
    program.env_clear();
    program.env("TERM", "xterm-256color");
    program.env("COLORTERM", "truecolor");
    program.env("PERUSAL_HOME", home.path());
    let mut terminal = Terminal::start(program, SIZE, "")?;
    terminal.wait_until(is_read)?;
    wait_until_steady(&mut terminal)?;
    let (mut screens, mut cast) = (vec![terminal.screen().clone()], Cast::new(SIZE));
    cast.add(&terminal.written)?;
    for (keys, seen) in steps {
        let before = terminal.written.len();
        terminal.type_keys(keys)?;
        terminal.wait_until(|screen| screen.contents().contains(seen))?;
        wait_until_steady(&mut terminal)?;
        cast.add(&terminal.written[before..])?;
        screens.push(terminal.screen().clone());
    }
    Ok((screens, cast))
}

/// The program itself, which cargo puts one folder above its examples.
fn find_program() -> Result<PathBuf, Box<dyn Error>> {
    let example = env::current_exe()?;
    let folder = example.parent().and_then(Path::parent).ok_or("this example is in no folder")?;
    let program = folder.join(format!("perusal{}", env::consts::EXE_SUFFIX));
    if program.is_file() {
        Ok(program)
    } else {
        Err(format!("there is no {}: run `cargo build --release` first", program.display()).into())
    }
}

/// Whether all documents are read: then no percentage stands in the header.
fn is_read(screen: &Screen) -> bool {
    let header = screen.rows(0, SIZE.0).next().unwrap_or_default();
    header.contains("documents") && !header.contains(['%', '…'])
}

fn wait_until_steady(terminal: &mut Terminal) -> io::Result<()> {
    let last = RefCell::new((String::new(), Instant::now()));
    terminal.wait_until(|screen| {
        let now = screen.contents_formatted();
        if last.borrow().0 != now {
            last.replace((now, Instant::now()));
        }
        last.borrow().1.elapsed() > STEADY
    })
}
