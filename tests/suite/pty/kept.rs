//! What outlasts a kill: saved searches, what was searched for, where one can go back to, and notes.

use std::fs;

use rustix::process::Signal;

use super::{Run, is_taken};

#[test]
fn saved_searches_and_ways_back_outlast_a_kill() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    // Two articles are read, one after the other.
    run.type_keys("lhjlh/market\r");
    run.wait_for("1 of 3 documents");
    run.type_keys("sThe market\r");
    // All that was to be written before is written then.
    run.wait_for("saved as “The market”");
    run.signal(Signal::KILL);
    run.terminal.wait_for_end().unwrap();

    let mut again = Run::start(run.ground, None, "");
    again.wait_for_the_list();
    again.type_keys("H");
    again.wait_for("ferry of Port Ellery sails");
    again.type_keys("gs");
    again.wait_for("The market");
    again.type_keys("\r");
    again.wait_for("1 of 3 documents");
    again.type_keys("/lighth");
    again.wait_for("had no keeper");
    again.type_keys("\u{1b}[A");
    again.wait_for("the old hall");
    again.type_keys("\rq");
    again.expect_a_clean_end(0);
}

#[test]
fn what_was_done_is_taken_back_and_done_again_after_a_restart() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    run.type_keys("*");
    run.wait_for("starred");
    run.type_keys("q");
    run.terminal.wait_for_end().unwrap();

    let mut again = Run::start(run.ground, None, "");
    again.wait_for_the_list();
    again.type_keys("u");
    again.wait_for("taken back: starred");
    again.type_keys(":history");
    again.wait_for("What was done when");
    again.type_keys("\r");
    again.wait_for("taken back");
    again.type_keys("\r");
    again.wait_for("done again: starred");
    again.type_keys("q");
    again.expect_a_clean_end(0);
}

#[test]
fn a_note_is_gone_on_with_in_an_editor_and_outlasts_a_kill() {
    let mut run = Run::on_articles("");
    fs::write(run.ground.path().join("editor.sh"), "printf '; from the editor' >> \"$1\"\n").unwrap();
    run.wait_for_the_list();
    run.type_keys("lwask him\u{f}");
    run.wait_for("note kept");
    assert!(is_taken(run.terminal.screen()), "the terminal is taken again");
    run.signal(Signal::KILL);
    run.terminal.wait_for_end().unwrap();

    let mut again = Run::start(run.ground, None, "");
    again.wait_for_the_list();
    again.type_keys("gn");
    again.wait_for("ask him; from the editor");
    again.type_keys("qq");
    again.expect_a_clean_end(0);
}
