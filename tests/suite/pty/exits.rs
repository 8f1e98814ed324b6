//! Ends that come by a fault, or while the terminal takes nothing, and a paste that never ends: the terminal is
//! given back, and keys act.

use rustix::process::Signal;

use super::{Run, is_given_back};

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
        let output = format!("/proc/{}/fd/1", run.pid().as_raw_nonzero());
        let stopped = std::fs::OpenOptions::new().write(true).open(output).unwrap();
        tcflow(&stopped, Action::OOff).unwrap();
        drop(stopped);
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
