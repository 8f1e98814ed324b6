//! What appears, changes and goes in the open folders while somebody reads.

use std::fs;
use std::path::PathBuf;

use vt100::Screen;

use super::Run;

/// A file of the folder that is open.
fn file(run: &Run, name: &str) -> PathBuf {
    run.ground.path().join("cuttings").join(name)
}

/// The row that is marked as selected.
fn selected(screen: &Screen) -> String {
    screen.rows(0, 40).find(|row| row.contains('▌')).unwrap_or_default()
}

#[test]
fn what_appears_and_changes_is_taken_in_and_the_selected_row_stays() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    run.type_keys("j");
    run.wait_for("since June");
    let before = selected(run.terminal.screen());
    // What begins with a dot is none of the reader's, and a file that is moved in appears at once.
    fs::write(
        file(&run, ".pier.txt"),
        "Pier is rebuilt\n\nPORT ELLERY, 9 June 2021 - The pier is rebuilt.\n",
    )
    .unwrap();
    fs::rename(file(&run, ".pier.txt"), file(&run, "a-pier.txt")).unwrap();
    run.wait_for("1 new document");
    run.wait_for("4 documents");
    assert_eq!(selected(run.terminal.screen()), before);
    // As editors save: another file takes the place of the one that is read.
    run.type_keys("l");
    fs::write(
        file(&run, ".lamp.swp"),
        "Lamp is lit once more\n\nPORT ELLERY, 4 May 2021 - The lighthouse has two keepers now.\n",
    )
    .unwrap();
    fs::rename(file(&run, ".lamp.swp"), file(&run, "lamp.txt")).unwrap();
    run.wait_for("what you are reading has changed");
    run.wait_for("has two keepers now");
    fs::create_dir(file(&run, "new")).unwrap();
    fs::write(
        file(&run, "new/quay.txt"),
        "Quay opens\n\nPORT ELLERY, 11 June 2021 - The quay is open to all.\n",
    )
    .unwrap();
    run.wait_for("1 new document");
    // The folder is watched by now as the others are.
    run.type_keys("h");
    fs::write(file(&run, "new/mole.txt"), "Mole closes\n\nPORT ELLERY, 12 June 2021 - The mole is shut.\n")
        .unwrap();
    run.wait_for("6 documents");
    run.type_keys("q");
    run.expect_a_clean_end(0);
}

#[test]
fn what_is_read_stays_though_its_file_goes_and_a_folder_that_returns_is_watched_again() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    run.type_keys("l");
    run.wait_for("h list");
    fs::remove_file(file(&run, "ferry.txt")).unwrap();
    run.wait_for("what you are reading is gone");
    assert!(run.terminal.screen().contents().contains("again from Monday"));
    run.type_keys("h");
    run.wait_for("2 documents");
    let (folder, aside) = (run.ground.path().join("cuttings"), run.ground.path().join("aside"));
    fs::rename(&folder, &aside).unwrap();
    run.wait_for("away");
    fs::rename(&aside, &folder).unwrap();
    fs::write(file(&run, "pier.txt"), "Pier is rebuilt\n\nPORT ELLERY, 9 June 2021 - The pier is rebuilt.\n")
        .unwrap();
    run.wait_for("3 documents");
    fs::write(file(&run, "quay.txt"), "Quay opens\n\nPORT ELLERY, 11 June 2021 - The quay is open.\n")
        .unwrap();
    run.wait_for("4 documents");
    run.type_keys("q");
    run.expect_a_clean_end(0);
}

#[test]
fn folders_are_looked_through_from_time_to_time_where_that_is_set_and_a_single_file_is_watched_alone() {
    let ground = tempfile::tempdir().unwrap();
    let settings = ground.path().join("home/config");
    fs::create_dir_all(&settings).unwrap();
    fs::write(settings.join("config.toml"), "watch = 1\n").unwrap();
    let text = |day: u8| {
        format!("Ferry sails again\n\nPORT ELLERY, {day} May 2021 - The ferry sails on day {day}.\n")
    };
    fs::write(ground.path().join("ferry.txt"), text(4)).unwrap();
    let mut run = Run::start(ground, Some("ferry.txt"), "");
    run.wait_for("sails on day 4");
    fs::write(run.ground.path().join("ferry.txt"), text(5)).unwrap();
    run.wait_for("1 document changed");
    run.wait_for("sails on day 5");
    run.type_keys("q");
    run.expect_a_clean_end(0);

    let Run { ground, .. } = run;
    fs::write(ground.path().join("home/config/config.toml"), "").unwrap();
    let mut run = Run::start(ground, Some("ferry.txt"), "");
    run.wait_for("sails on day 5");
    fs::write(run.ground.path().join("beside.txt"), text(6)).unwrap();
    fs::write(run.ground.path().join("new.txt"), text(7)).unwrap();
    fs::rename(run.ground.path().join("new.txt"), run.ground.path().join("ferry.txt")).unwrap();
    run.wait_for("sails on day 7");
    fs::write(run.ground.path().join("ferry.txt"), text(8)).unwrap();
    run.wait_for("1 document changed");
    run.wait_for("sails on day 8");
    run.type_keys("q");
    run.expect_a_clean_end(0);
}
