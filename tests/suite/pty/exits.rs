//! Ends that come by a fault, or while the terminal takes nothing, and a paste that never ends: the terminal is
//! given back, and keys act. What it took by half comes whole once it takes more.

use rustix::process::Signal;

use super::{Run, is_given_back};

#[cfg(target_os = "linux")]
impl Run {
    /// The terminal as the program writes to it.
    fn output(&self) -> std::fs::File {
        let output = format!("/proc/{}/fd/1", self.pid().as_raw_nonzero());
        std::fs::OpenOptions::new().write(true).open(output).unwrap()
    }

    /// How often the thread that draws has gone to sleep.
    fn times_slept(&self) -> String {
        let pid = self.pid().as_raw_nonzero();
        let status = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/status")).unwrap();
        status.lines().find(|line| line.starts_with("voluntary")).unwrap().to_owned()
    }
}

#[test]
fn a_fault_gives_the_terminal_back_and_says_so() {
    for (signal, name) in [(Signal::BUS, "SIGBUS"), (Signal::SEGV, "SIGSEGV"), (Signal::ABORT, "SIGABRT")] {
        let mut run = Run::on_articles("");
        run.wait_for_the_list();
        run.signal(signal);
        let ended = run.terminal.wait_for_end().unwrap();
        assert!(ended.signal().is_some(), "it dies by the signal: {ended}");
        let screen = run.terminal.screen();
        assert!(is_given_back(screen) && screen.contents().contains(name), "{}", screen.contents());
        assert!(run.takes_lines());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn while_the_terminal_takes_nothing_signals_and_keys_end_it() {
    use rustix::termios::{Action, tcflow};

    let ends = [(Some(Signal::TERM), 128 + 15), (None, 0)];
    for (signal, status) in ends {
        let mut run = Run::on_articles("");
        run.wait_for_the_list();
        tcflow(run.output(), Action::OOff).unwrap();
        // Has something drawn that the terminal does not take.
        run.type_keys("jjG");
        match signal {
            Some(signal) => run.signal(signal),
            None => run.type_keys("q"),
        }
        run.expect_a_clean_end(status);
        assert!(run.takes_lines());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_frame_that_had_to_wait_comes_when_the_terminal_takes_more() {
    use rustix::termios::{Action, tcflow};

    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    run.terminal.wait_for_rest().unwrap();
    let output = run.output();
    tcflow(&output, Action::OOff).unwrap();
    let written = run.terminal.written.len();
    let slept = run.times_slept();
    run.type_keys("\u{c}");
    // It sleeps again once the frame is sent as far as it goes, which is nowhere.
    while run.times_slept() == slept {
        std::thread::yield_now();
    }
    tcflow(&output, Action::OOn).unwrap();
    run.terminal.wait_until(|screen| screen.contents().contains("lit once more")).unwrap();
    run.terminal.wait_for_rest().unwrap();
    assert!(run.terminal.written[written..].windows(4).any(|bytes| bytes == b"\x1b[2J"));
}

#[test]
fn a_paste_that_never_ends_ends_by_itself() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    run.type_keys("/\u{1b}[200~lighth");
    run.wait_for("1 of 3 documents");
    run.type_keys("\r");
    run.terminal.wait_until(vt100::Screen::hide_cursor).unwrap();
    run.type_keys("q");
    run.expect_a_clean_end(0);
}
