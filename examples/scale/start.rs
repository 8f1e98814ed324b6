//! Starts the program in a terminal: how long its first list takes beside `less` showing a file of 1 MB, and what goes
//! on behind it.

use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use super::terminal::Terminal;
use super::{Measured, process};

const SIZE: (u16, u16) = (120, 40);

/// What a terminal answers whoever asks for its colours and what it is.
const COLOURS: &str = "\u{1b}]10;rgb:ffff/ffff/ffff\u{1b}\\\u{1b}]11;rgb:0000/0000/0000\u{1b}\\\u{1b}[?62c";

/// Starts of each. The one in the middle counts.
const STARTS: usize = 9;

/// What goes on behind the first list is waited for so long.
const BEHIND: Duration = Duration::from_secs(3);

/// The first start, which has to count everything, keeps what the others begin with: it is given more.
const FIRST: Duration = Duration::from_secs(12);

/// Prints how long a start takes, and what it costs.
pub fn measure(measured: &Measured) -> Result<(), Box<dyn Error>> {
    let text = tempfile::Builder::new().suffix(".txt").tempfile()?;
    fs::write(text.path(), "one line of many words that somebody wrote\n".repeat(24_000))?;
    let (mut lists, mut costs, mut pages) = (Vec::new(), Vec::new(), Vec::new());
    for start in 0..=STARTS {
        let mut program = CommandBuilder::new(&measured.program);
        program.arg(&measured.folder);
        program.env("PERUSAL_HOME", &measured.home);
        let (list, mut terminal) = first(program, "documents", COLOURS)?;
        let since = Instant::now();
        // The program is heard out, or it would wait for the terminal.
        let behind = if start == 0 { FIRST } else { BEHIND };
        terminal.wait_until(|_| since.elapsed() > behind)?;
        let cost = terminal.child.process_id().and_then(process::cpu).unwrap_or(0.0) * 1000.0;
        // Whatever greets whoever opens a folder first is closed by the first.
        terminal.type_keys("qq")?;
        terminal.wait_for_end()?;
        if start == 0 {
            continue;
        }
        lists.push(list);
        costs.push(cost);
        let mut less = CommandBuilder::new("less");
        less.arg(text.path());
        if let Ok((page, mut terminal)) = first(less, "one line of many words", "") {
            pages.push(page);
            terminal.child.kill()?;
        }
    }
    println!(
        "first list      {:.1} ms, {:.0} ms of CPU in all of {BEHIND:?}",
        middle(&mut lists),
        middle(&mut costs)
    );
    if !pages.is_empty() {
        let page = middle(&mut pages);
        println!("    less        {page:.1} ms, so {:.1} times", middle(&mut lists) / page);
    }
    Ok(())
}

/// A program in a terminal that has these answers ready, and in how many milliseconds it shows this.
fn first(mut program: CommandBuilder, shown: &str, typed: &str) -> Result<(f64, Terminal), Box<dyn Error>> {
    program.env("TERM", "xterm-256color");
    let started = Instant::now();
    let mut terminal = Terminal::start(program, SIZE, typed)?;
    terminal.wait_until(|screen| screen.contents().contains(shown))?;
    Ok((started.elapsed().as_secs_f64() * 1000.0, terminal))
}

fn middle(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
