//! First starts, and opening another folder in place of what is open, in the real program.

use std::fs;

use super::{Run, is_taken};

/// A ground with two folders of articles, one about a ferry and one about a mine.
fn two_folders() -> tempfile::TempDir {
    let ground = tempfile::tempdir().unwrap();
    let article = |folder: &str, name: &str, title: &str, text: &str| {
        let folder = ground.path().join(folder);
        fs::create_dir_all(&folder).unwrap();
        let text = format!("{title}\n\nPORT ELLERY, 4 May 2021 - {text}\n");
        fs::write(folder.join(name), text).unwrap();
    };
    article("ferries", "a.txt", "Ferry sails again", "The ferry of Port Ellery sails again from Monday.");
    article("ferries", "b.txt", "Lamp is lit once more", "The lighthouse has had no keeper since June.");
    article("mines", "c.txt", "Mine is flooded", "The mine at Corran Head stood under water on Tuesday.");
    article("mines", "d.txt", "Pumps arrive late", "The pumps came a week after they were asked for.");
    ground
}

#[test]
fn a_collection_greets_with_its_overview_and_leads_to_another_and_back() {
    let ground = two_folders();
    let mines = ground.path().join("mines").display().to_string();
    let mut run = Run::start(ground, Some("ferries"), "");
    run.wait_for("ferries · what is in it");
    run.wait_for("2 documents in 2 files");
    run.type_keys("q");
    run.wait_for("again from Monday");
    run.type_keys(":open ");
    run.wait_for("open: ");
    run.type_keys(&format!("{mines}\r"));
    run.wait_for("mines · what is in it");
    assert!(is_taken(run.terminal.screen()));
    // The folder before is among the collections, and comes back as it was left.
    run.wait_for("OTHER COLLECTIONS");
    run.type_keys("k\u{1b}[ZGk\r");
    run.wait_for("again from Monday");
    run.type_keys("q");
    run.expect_a_clean_end(0);

    let mut again = Run::start(run.ground, None, "");
    again.wait_for("again from Monday");
    again.type_keys(":open /no/such/folder\r");
    again.wait_for("cannot be opened");
    again.type_keys("q");
    again.expect_a_clean_end(0);
}

#[test]
fn a_first_start_says_whose_texts_these_are_and_begins_with_a_long_one() {
    let mut run = Run::start(tempfile::tempdir().unwrap(), None, "");
    run.wait_for("the sample");
    run.wait_for(":open FOLDER");
    run.wait_for("Beatrice Olmander’s office");
    run.type_keys("q");
    run.expect_a_clean_end(0);
}

#[test]
fn a_start_shows_what_was_seen_last_and_then_what_is_there() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    run.type_keys("j");
    // Only what is answered whole is kept.
    run.terminal.wait_for_rest().unwrap();
    run.type_keys("q");
    run.expect_a_clean_end(0);
    let index = fs::read_dir(run.ground.path().join("home/cache/indexes")).unwrap().next().unwrap().unwrap();
    let seen = index.path().join("seen");
    assert!(seen.exists());
    // Nothing has changed, and one goes on where one was.
    let mut again = Run::start(run.ground, None, "");
    again.wait_for("had no keeper");
    again.type_keys("j*");
    again.wait_for("starred");
    again.type_keys("q");
    again.expect_a_clean_end(0);
    // A text has come, and one has gone.
    let folder = again.ground.path().join("cuttings");
    fs::write(folder.join("quay.txt"), "Quay is widened\n\nPORT ELLERY, 6 May 2021 - The quay is closed.\n")
        .unwrap();
    fs::remove_file(folder.join("lamp.txt")).unwrap();
    let mut third = Run::start(again.ground, None, "");
    third
        .terminal
        .wait_until(|screen| {
            let rows: Vec<String> = screen.rows(0, 40).collect();
            let has = |word: &str| rows.iter().any(|row| row.contains(word));
            has("quay.txt") && !has("Lamp") && has("Ferry") && !screen.contents().contains("as of last time")
        })
        .unwrap();
    third.type_keys("q");
    third.expect_a_clean_end(0);
    // What is damaged is passed over.
    fs::write(&seen, "perusal").unwrap();
    let mut last = Run::start(third.ground, None, "");
    last.wait_for("quay.txt");
    last.type_keys("q");
    last.expect_a_clean_end(0);
}

#[cfg(target_os = "linux")]
#[test]
fn reading_the_folder_gives_way_to_the_screen_and_to_answers() {
    let mut run = Run::on_articles("");
    run.wait_for_the_list();
    run.terminal.wait_for_rest().unwrap();
    let threads = format!("/proc/{}/task", run.pid().as_raw_nonzero());
    let mut read = 0;
    for thread in fs::read_dir(threads).unwrap().flatten() {
        let stat = fs::read_to_string(thread.path().join("stat")).unwrap();
        let (name, fields) = stat.split_once('(').unwrap().1.rsplit_once(')').unwrap();
        // The name is followed by the second field; `nice` is the nineteenth.
        let nice: i32 = fields.split_whitespace().nth(16).unwrap().parse().unwrap();
        let reads = name == "ingest";
        read += usize::from(reads);
        assert!(if reads { nice >= 10 } else { nice < 10 }, "{name}: {nice}");
    }
    assert_eq!(read, 1);
    run.type_keys("q");
    run.expect_a_clean_end(0);
}
