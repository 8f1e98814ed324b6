//! Folders made for the test, walked.

use super::*;
use std::path::Path;
use std::time::UNIX_EPOCH;

fn found(path: &Path) -> FoundFiles {
    walk(&Root::open(path).unwrap(), &mut |_| true).unwrap()
}

fn names(path: &Path) -> Vec<String> {
    found(path).files.into_iter().map(|(found, ())| found.name).collect()
}

fn write(folder: &Path, name: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, name).unwrap();
}

#[test]
fn files_come_in_order_and_hidden_ones_are_only_counted() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.txt", "a/z.txt", "a/b/c.txt", ".hidden/x.txt", "a/.secret", "c.txt", ".gitignore"] {
        write(folder.path(), name);
    }
    fs::write(folder.path().join(".gitignore"), "*.txt").unwrap();
    assert_eq!(names(folder.path()), ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]);
    assert_eq!(found(folder.path()).hidden, 3);
    assert_eq!(names(&folder.path().join(".hidden")), ["x.txt"], "a root may be hidden");
}

#[test]
fn what_a_browser_saved_beside_a_page_is_passed_over_and_named() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "Boats.html",
        "Boats_files/frame.html",
        "b/Tide.htm",
        "b/Tide-Dateien/ad.html",
        "Notes_files/a.html",
        "other_files/b.txt",
        "other.txt",
    ] {
        write(folder.path(), name);
    }
    let walk = found(folder.path());
    let names: Vec<_> = walk.files.iter().map(|(file, ())| file.name).collect();
    assert_eq!(names, ["Boats.html", "Notes_files/a.html", "b/Tide.htm", "other.txt", "other_files/b.txt"]);
    assert_eq!(walk.page_folders, ["Boats_files", "b/Tide-Dateien"]);
}

#[test]
fn a_single_file_is_a_root_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "one.txt");
    write(folder.path(), "two.txt");
    assert_eq!(names(&folder.path().join("one.txt")), ["one.txt"]);
    let root = Root::open(&folder.path().join("one.txt")).unwrap();
    assert_eq!(root.path_of("one.txt"), root.path());
    assert!(Root::open(&folder.path().join("three.txt")).is_err());
}

#[test]
fn a_time_beyond_reckoning_is_no_time_and_one_in_the_future_is_one() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt");
    let file = fs::File::options().append(true).open(folder.path().join("a.txt")).unwrap();
    for (years, known) in [(100, true), (400, false)] {
        let time = UNIX_EPOCH + std::time::Duration::from_secs(years * 365 * 86_400);
        file.set_modified(time).unwrap();
        let found = found(folder.path());
        assert_eq!(found.files.iter().any(|(file, ())| file.stamp.modified > 0), known, "{found:?}");
    }
}

#[cfg(unix)]
fn link(target: impl AsRef<Path>, folder: &Path, name: &str) {
    std::os::unix::fs::symlink(target, folder.join(name)).unwrap();
}

#[cfg(unix)]
#[test]
fn what_is_read_under_its_own_name_is_not_read_under_that_of_a_link_and_no_link_leads_in_a_circle() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(folder.path(), "a/one.txt");
    write(folder.path(), ".kept/two.txt");
    write(elsewhere.path(), "letters/three.txt");
    write(elsewhere.path(), "four.txt");
    link("one.txt", &folder.path().join("a"), "within.txt");
    link(folder.path(), &folder.path().join("a"), "around");
    link("../.kept/two.txt", &folder.path().join("a"), "kept.txt");
    link(elsewhere.path().join("letters"), folder.path(), "letters");
    link(elsewhere.path().join("letters"), folder.path(), "letters again");
    link(elsewhere.path().join("letters/three.txt"), folder.path(), "early.txt");
    link(elsewhere.path().join("four.txt"), folder.path(), "x.txt");
    link(elsewhere.path().join("four.txt"), folder.path(), "y.txt");
    link(elsewhere.path(), &elsewhere.path().join("letters"), "up");
    let found = found(folder.path());
    let names: Vec<_> = found.files.iter().map(|(file, ())| file.name).collect();
    assert_eq!(names, ["a/kept.txt", "a/one.txt", "letters/three.txt", "x.txt"]);
    assert!(
        found.files.iter().last().is_some_and(|(file, ())| file.stamp.device == 0 && file.stamp.inode > 0)
    );
    let links: Vec<_> = found.links.iter().map(|(name, words)| format!("{name}: {words}")).collect();
    let target = elsewhere.path().canonicalize().unwrap().join("letters");
    let around = "a link to a folder that it is in: not followed";
    let letters = format!("letters: a link to {}", target.display());
    assert_eq!(links, [format!("a/around: {around}"), letters, format!("letters/up: {around}")]);
    assert_eq!(found.unseen, []);
}

#[cfg(unix)]
#[test]
fn what_is_neither_file_nor_folder_and_links_to_nothing_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
    link("/no/such/file", folder.path(), "broken");
    link("circle", folder.path(), "circle");
    link("/dev/null", folder.path(), "device");
    let unseen = found(folder.path()).unseen;
    let said: Vec<_> = unseen.iter().map(|u| (u.name.as_str(), u.problem.0.as_str(), u.hides)).collect();
    assert_eq!(said[0], ("broken", "a link to nothing: /no/such/file", true));
    assert!(said[1].1.starts_with("a link that leads nowhere: "), "{said:?}");
    assert_eq!(
        said[2..],
        [("device", "a device, not a file", false), ("socket", "a socket, not a file", false)]
    );
}

#[test]
fn the_programs_own_folders_are_passed_over_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "home/cache/indexes/x.txt");
    write(folder.path(), "home/notes.txt");
    let home = folder.path().join("home");
    let walked = |root: &Path| {
        let own = [home.join("cache"), home.join("cache/indexes"), home.join("data")];
        let walk = walk(&Root::open(root).unwrap().without(&own), &mut |_| true).unwrap();
        let problems: Vec<_> = walk.unseen.into_iter().map(|u| (u.name, u.problem.0)).collect();
        (walk.files.into_iter().map(|(found, ())| found.name).collect::<Vec<_>>(), problems)
    };
    let said = |name: &str| vec![(name.to_owned(), OWN.to_owned())];
    assert_eq!(walked(folder.path()), (vec!["home/notes.txt".to_owned()], said("home/cache/")));
    assert_eq!(walked(&home.join("cache")), (vec![], said("indexes/")));
    assert_eq!(walked(&home.join("cache/indexes")).1, []);
}

#[test]
fn walking_stops_when_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.txt");
    write(folder.path(), "b.txt");
    let walk = walk(&Root::open(folder.path()).unwrap(), &mut |_| false).unwrap();
    assert_eq!(walk.files.len(), 1);
}

#[test]
fn a_thousand_folders_are_gone_through_in_order() {
    let folder = tempfile::tempdir().unwrap();
    (0..1_000).for_each(|number| write(folder.path(), &format!("{number}/{}.txt", number % 3)));
    let found = found(folder.path());
    let names: Vec<_> = found.files.iter().map(|(file, ())| file.name).collect();
    assert_eq!((names.len(), found.folders.len()), (1_000, 1_001));
    let folders: Vec<_> = names.iter().map(|name| name.split('/').next().unwrap_or("")).collect();
    assert!(folders.is_sorted());
    assert!(found.files.iter().all(|(file, ())| file.stamp.size == file.name.len() as u64));
}
