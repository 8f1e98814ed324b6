//! What may pass between the program and the world: nothing that a terminal acts on gets out of any
//! command, its errors included; nothing hangs on what is no file; what is kept is for its owner only,
//! and goes when it is asked to.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

/// The program with everything it keeps below `home`.
fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_perusal"));
    command.env("PERUSAL_HOME", home).env("TERM", "dumb").stdin(Stdio::null());
    command
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    program(home).args(arguments).output().unwrap()
}

/// What came out on either side, if nothing of it acts on a terminal.
fn harmless(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let text = String::from_utf8(text).unwrap();
    let acts = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(acts), "{text:?}");
    let marks = |cluster: &str| cluster.chars().filter(|&c| is_combining_mark(c)).count();
    assert!(text.graphemes(true).all(|cluster| marks(cluster) <= 8), "{text:?}");
    text
}

/// Strings that try each a way out.
fn hostile() -> Vec<String> {
    let marks = "\u{301}".repeat(3);
    vec![
        "\u{1b}]0;title\u{7}".to_owned(),
        "\u{1b}[2J\u{9b}31m\r\u{8}".to_owned(),
        "\u{202e}abc\u{2066}\u{200b}\u{feff}".to_owned(),
        format!("e{}", "\u{301}".repeat(40)),
        format!("a{}", format!("{marks}\u{200d}").repeat(20)),
        format!("👩{marks}\u{fe0f}\u{200d}").repeat(20),
        "\u{915}\u{93c}\u{94d}\u{200d}".repeat(20),
        "line\nbreak\u{2028}\u{85}x".to_owned(),
    ]
}

#[test]
fn what_arguments_hold_does_not_act_on_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    for text in hostile() {
        let flag = format!("--{text}");
        for arguments in [
            &[flag.as_str()][..],
            &[&text],
            &["index", &flag],
            &["index", &text],
            &["search", &flag, "x"],
            &["search", &text],
            &["search", "x", "--in", &text],
            &["search", "x", "--limit", &text],
            &["entities", "--order", &text],
            &["entities", "--kind", &text],
            &["document", &text, "--json"],
            &["annotate", &text],
            &["resolve", &text],
            &["purge", &text],
            &["corrections", "--import", &text],
            &["--home", &text, "search", "x"],
        ] {
            let output = run(home.path(), arguments);
            assert!(!harmless(&output).is_empty());
            assert!(matches!(output.status.code(), Some(1 | 2)), "{arguments:?}: {output:?}");
        }
    }
    let raw = OsStr::from_bytes(b"--\xff\x1b]0;x\x07");
    harmless(&program(home.path()).arg(raw).output().unwrap());
    let mut named = program(home.path());
    std::os::unix::process::CommandExt::arg0(&mut named, "\u{1b}]0;title\u{7}");
    assert!(harmless(&named.arg("--help").output().unwrap()).contains("Usage: perusal"));
}

#[test]
fn what_files_hold_does_not_act_on_the_terminal() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (number, text) in hostile().iter().enumerate() {
        let name: String = text.replace(['/', '\n'], "_").chars().take(40).collect();
        let article = format!(
            "Harbour {text} reopened\n\nBy Ann {text} Bell\n3 May 2020\n\nPORT {text}, 3 May 2020 – Ann Bell {text} of \
             the Harbour {text} Company said the harbour was open. “Come {text}”, she said.\n"
        );
        fs::write(folder.path().join(format!("{number}{name}.txt")), &article).unwrap();
        fs::write(
            folder.path().join(format!("{number}.html")),
            format!(
                "<html><head><title>{text} x</title><meta name=author content=\"{text} A\"></head><body><h1>{text} x</h1>\
                 <p>{article}</p></body></html>"
            ),
        )
        .unwrap();
        fs::write(folder.path().join(format!("{number}.bad{name}.pdf")), "%PDF-1.4").unwrap();
        let list = home.path().join("names");
        fs::write(&list, format!("{{\"document\": \"{number}\", \"{text}\": 1}}\n{text}\n")).unwrap();
        harmless(&run(home.path(), &["resolve", list.to_str().unwrap()]));
        harmless(&run(home.path(), &["corrections", "--import", list.to_str().unwrap()]));
        fs::create_dir_all(home.path().join("config")).unwrap();
        fs::write(home.path().join("config/config.toml"), format!("{text} = 3\n\"{number}x\" = \"\"\n"))
            .unwrap();
        harmless(&run(home.path(), &["search", "harbour"]));
    }
    fs::remove_file(home.path().join("config/config.toml")).unwrap();
    let folder = folder.path().to_str().unwrap();
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    for command in [&["index"][..], &["index", "--json"]] {
        harmless(&program(home.path()).args(command).arg(folder).output().unwrap());
    }
    for command in [
        &["search", "harbour"][..],
        &["search", "harbour", "--json"],
        &["search", "\u{1b}[31m\u{202e}harbour"],
        &["entities"],
        &["entities", "--json"],
        &["corrections"],
    ] {
        harmless(&run(home.path(), command));
    }
    for command in [&["document"][..], &["document", "--json"], &["annotate"], &["annotate", "--json"]] {
        harmless(&program(home.path()).args(command).args(&files).output().unwrap());
    }
}

#[test]
fn nothing_waits_for_what_is_no_file() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("config/lists")).unwrap();
    let pipe = home.path().join("pipe");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    for endless in [pipe.as_path(), Path::new("/dev/zero"), home.path()] {
        let path = endless.to_str().unwrap();
        for arguments in [
            &["document", path][..],
            &["annotate", path],
            &["resolve", path],
            &["corrections", "--in", home.path().to_str().unwrap(), "--import", path],
        ] {
            assert_eq!(run(home.path(), arguments).status.code(), Some(2), "{arguments:?}");
        }
        for own in ["config/config.toml", "config/lists/boats.txt"] {
            let own = home.path().join(own);
            symlink(endless, &own).unwrap();
            let complaint = harmless(&run(home.path(), &["search", "x"]));
            assert!(complaint.contains("nothing is indexed"), "{complaint}");
            let text = home.path().join("text.txt");
            fs::write(&text, "Ann Bell sang.").unwrap();
            let read = run(home.path(), &["document", text.to_str().unwrap()]);
            assert_eq!(read.status.code(), Some(0));
            // A folder among the lists is none of them.
            let list_folder = own.ends_with("boats.txt") && endless.is_dir();
            assert!(list_folder || harmless(&read).contains("not a file"), "{own:?} {endless:?}");
            fs::remove_file(own).unwrap();
        }
    }
}

#[test]
fn a_list_comes_by_standard_input_too() {
    let home = tempfile::tempdir().unwrap();
    let list = home.path().join("list");
    fs::write(&list, "{\"document\": \"a\", \"name\": \"Ida Marrel\", \"kind\": \"person\"}\n").unwrap();
    let output =
        program(home.path()).args(["resolve", "-"]).stdin(File::open(list).unwrap()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(harmless(&output).contains("Ida Marrel"));
}

/// Everything below a folder, itself aside.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path));
        }
        found.push(path);
    }
    found
}

fn open_to_others(folder: &Path) -> Vec<std::path::PathBuf> {
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    below(folder).into_iter().filter(|path| mode(path) & 0o077 != 0).collect()
}

/// Runs the program from a shell that sets its umask first.
fn run_under(umask: &str, home: &Path, arguments: &str) -> Output {
    let line = format!("umask {umask}; exec {} {arguments}", env!("CARGO_BIN_EXE_perusal"));
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).env("PERUSAL_HOME", home).env("TERM", "dumb").stdin(Stdio::null());
    shell.output().unwrap()
}

#[test]
fn what_is_kept_is_for_its_owner_only() {
    let ground = tempfile::tempdir().unwrap();
    let (home, folder) = (ground.path().join("home"), ground.path().join("texts"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.txt"), "Ann Bell sang.").unwrap();
    let index = format!("index {}", folder.display());
    assert_eq!(run_under("000", &home, &index).status.code(), Some(0));
    let kept = below(&home);
    assert!(kept.len() > 8, "{kept:?}");
    assert_eq!(open_to_others(&home), [""; 0].map(std::path::PathBuf::from));
    // As an older version left it.
    for path in kept {
        let mode = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    assert_eq!(run_under("022", &home, "search sang").status.code(), Some(0));
    let inside =
        |path: &&Path| path.starts_with(home.join("cache/indexes")) && *path != home.join("cache/indexes");
    let open = open_to_others(&home);
    assert!(open.iter().map(|path| path.as_path()).all(|path| inside(&path)), "{open:?}");
}

#[test]
fn output_that_nobody_takes_is_no_panic() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("a.txt"), "Ann Bell sang.").unwrap();
    let path = folder.path().to_str().unwrap();
    let file = folder.path().join("a.txt");
    let file = file.to_str().unwrap();
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    for (arguments, code) in [
        (&["index", path][..], 0),
        (&["search", "sang"], 0),
        (&["search", "nothing"], 1),
        (&["entities"], 0),
        (&["document", file], 0),
        (&["search"], 2),
        (&["--nonsense"], 2),
        (&["--help"], 0),
        (&["--version"], 0),
    ] {
        let told = run(home.path(), arguments);
        assert_eq!(told.status.code(), Some(code), "{arguments:?}");
        let deaf = program(home.path()).args(arguments).stderr(full()).output().unwrap();
        assert_eq!(
            (deaf.status.code(), deaf.stdout.is_empty()),
            (Some(code), told.stdout.is_empty()),
            "{arguments:?}"
        );
        let lost = program(home.path()).args(arguments).stdout(full()).output().unwrap();
        let expected = if told.stdout.is_empty() { code } else { 2 };
        assert_eq!(lost.status.code(), Some(expected), "{arguments:?}");
        assert!(!harmless(&lost).contains("panicked"));
        let neither = program(home.path()).args(arguments).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(neither.code(), Some(expected), "{arguments:?}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let piped = program(home.path()).args(arguments).stdout(writer).output().unwrap();
        assert_eq!(piped.status.code(), Some(code), "{arguments:?}");
        assert_eq!(piped.stderr, told.stderr, "{arguments:?}");
    }
}

#[test]
fn what_is_kept_goes_when_it_is_asked_to_and_the_notebook_only_with_a_yes() {
    let ground = tempfile::tempdir().unwrap();
    let (home, one, other) =
        (ground.path().join("home"), ground.path().join("one"), ground.path().join("other"));
    for folder in [&one, &other] {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("a.txt"), "Ann Bell sang.").unwrap();
        assert_eq!(run(&home, &["index", folder.to_str().unwrap()]).status.code(), Some(0));
    }
    let indexes = || fs::read_dir(home.join("cache/indexes")).unwrap().count();
    let notebook = home.join("data/notebook.db");
    fs::remove_dir_all(&one).unwrap();
    let gone = run(&home, &["purge", one.to_str().unwrap()]);
    assert_eq!((gone.status.code(), indexes()), (Some(0), 1));
    assert!(harmless(&gone).starts_with("removed: index of ") && harmless(&gone).contains("one (0.0 MB)"));
    assert_eq!(run(&home, &["purge", one.to_str().unwrap()]).status.code(), Some(1), "nothing is kept");
    assert_eq!(run(&home, &["purge"]).status.code(), Some(2));
    assert_eq!(run(&home, &["purge", "--notebook", other.to_str().unwrap()]).status.code(), Some(2));

    let refused = run(&home, &["purge", "--all", "--notebook"]);
    assert_eq!((refused.status.code(), indexes(), notebook.exists()), (Some(2), 1, true), "nobody said yes");
    assert_eq!(run(&home, &["purge", "--all"]).status.code(), Some(0));
    assert_eq!((indexes(), notebook.exists()), (0, true));
    let all = run(&home, &["purge", "--all", "--notebook", "--yes"]);
    assert_eq!((all.status.code(), notebook.exists()), (Some(0), false), "{}", harmless(&all));
    let left = below(&home.join("data"));
    assert!(left.is_empty(), "{left:?}");
    assert!(other.join("a.txt").exists());
}

#[test]
fn a_home_inside_the_pile_is_passed_over_and_that_is_said() {
    let pile = tempfile::tempdir().unwrap();
    let home = pile.path().join("home");
    fs::create_dir_all(home.join("config")).unwrap();
    fs::write(home.join("config/mine.txt"), "Ann Bell sang.").unwrap();
    fs::write(pile.path().join("a.txt"), "Ann Bell sang.").unwrap();
    let output = run(&home, &["index", pile.path().to_str().unwrap()]);
    let said = harmless(&output);
    assert!(
        said.contains("1 file (1 opened") && said.contains("home/data/: perusal keeps its own files there"),
        "{said}"
    );
    assert_eq!(harmless(&run(&home, &["search", "sang"])).matches("a.txt").count(), 1);
}
