//! The machine: folders, settings, terminal, limits, programs of others, and what the last fault left.

use std::env;
use std::fs;
use std::path::Path;

use rustix::fs::{Access, access};
use rustix::process::{Resource, getrlimit};

use super::finding::{Finding, Health};
use crate::cli::program::config::{keys_faults, settings_faults};
use crate::paths::Paths;
use crate::terminal::{TerminalFacts, inspect, report_path};
use crate::ui::Palette;

/// Fewer open files than this are too few for a large index. Set by hand: an engine of tantivy opens some eight files a
/// segment.
const OPEN_FILES: u64 = 512;

/// With less free room, in bytes, an index of a large folder may not fit. Set by hand.
const ROOM: u64 = 1 << 30;

/// Where Linux says how many folders may be watched.
const WATCHES: &str = "/proc/sys/fs/inotify/max_user_watches";

/// Fewer are too few for a pile in many folders. Set by hand.
const FEW_WATCHES: u64 = 8_192;

/// The programs of others that are used where they are there, and what for.
const PROGRAMS: [(&[&str], &str); 3] = [
    (&["wl-copy", "xclip", "xsel", "pbcopy"], "copied texts reach the desktop"),
    (&["tmux"], "copied texts reach its buffer"),
    (&["xdg-open", "open"], "o opens files in their programs"),
];

/// Those in which the program keeps something.
pub fn folders(paths: &Paths) -> Vec<Finding> {
    let of = |name: &str, folder: &Path, what: &str| {
        let nearest = folder.ancestors().find(|above| above.exists()).unwrap_or(folder);
        let is_writable = access(nearest, Access::WRITE_OK).is_ok();
        let (health, said) = match (is_writable, folder.exists()) {
            (true, true) => (Health::Well, String::new()),
            (true, false) => (Health::Well, " (not there yet)".to_owned()),
            (false, _) => {
                (Health::Wrong, format!(": {what} cannot be written there; --home names another folder"))
            }
        };
        Finding::new("folders", name, health, format!("{}{said}", folder.display()))
    };
    let mut findings = vec![
        of("settings", &paths.config, "settings"),
        of("indexes", &paths.cache, "indexes"),
        of("notebook", &paths.data, "notes"),
        of("state", &paths.state, "the report of a crash"),
    ];
    findings.extend(room(&paths.cache));
    findings
}

/// How much room is left where indexes are kept.
fn room(folder: &Path) -> Option<Finding> {
    let there = folder.ancestors().find(|above| above.exists())?;
    let system = rustix::fs::statvfs(there).ok()?;
    let free = system.f_bavail.saturating_mul(system.f_frsize);
    let health = if free < ROOM { Health::Poor } else { Health::Well };
    Some(Finding::new("folders", "room", health, format!("{:.1} GB free for indexes", free as f64 / 1e9)))
}

/// What is wrong in settings and keys.
pub fn settings(paths: &Paths) -> Vec<Finding> {
    let check = |name: &str, faults: &dyn Fn(&Path) -> Vec<String>| {
        let file = paths.config.join(name);
        let faults = faults(&file);
        let (health, said) = match (faults.is_empty(), file.exists()) {
            (true, true) => (Health::Well, "understood".to_owned()),
            (true, false) => (Health::Well, "none: all is as built in".to_owned()),
            (false, _) => (Health::Poor, faults.join("; ")),
        };
        Finding::new("settings", name, health, said)
    };
    vec![check("config.toml", &settings_faults), check("keymap.toml", &keys_faults)]
}

/// What the terminal says of itself.
pub fn terminal() -> Vec<Finding> {
    let finding = |name: &str, health, said: String| Finding::new("terminal", name, health, said);
    let variable = |name: &str| env::var(name).unwrap_or_else(|_| "not set".to_owned());
    let named = format!("TERM {}, COLORTERM {}", variable("TERM"), variable("COLORTERM"));
    let mut findings = vec![finding("name", Health::Well, named)];
    if !crate::terminal::is_present() {
        findings.push(finding(
            "screen",
            Health::Well,
            "standard output is none: nothing was asked".to_owned(),
        ));
        return findings;
    }
    match inspect() {
        Err(error) => findings.push(finding("screen", Health::Wrong, error.to_string())),
        Ok(TerminalFacts { size: (columns, rows), palette, colours }) => {
            let is_small = columns < 50 || rows < 12;
            let health = if is_small { Health::Poor } else { Health::Well };
            findings.push(finding("size", health, format!("{columns}×{rows}")));
            let shown = match palette {
                Palette::TrueColor => "16 million",
                Palette::Indexed => "256",
                Palette::Sixteen => "16",
                Palette::Mono => "none",
            };
            findings.push(finding("colours", Health::Well, shown.to_owned()));
            findings.push(match colours {
                Some(own) => {
                    let hex = |[red, green, blue]: [u8; 3]| format!("#{red:02x}{green:02x}{blue:02x}");
                    let said = format!("text {}, ground {}", hex(own.text.0), hex(own.ground.0));
                    finding("answers", Health::Well, said)
                }
                None => {
                    let said = "it does not tell its colours and is taken to be dark; theme = \"light\" says otherwise";
                    finding("answers", Health::Poor, said.to_owned())
                }
            });
        }
    }
    findings
}

/// How much the system allows.
pub fn limits() -> Vec<Finding> {
    let files = getrlimit(Resource::Nofile).current;
    let said = files.map_or("no limit".to_owned(), |files| files.to_string());
    let too_few = files.is_some_and(|files| files < OPEN_FILES);
    let (health, cure) =
        if too_few { (Health::Poor, "; ulimit -n 1024 allows more") } else { (Health::Well, "") };
    let mut findings = vec![Finding::new("limits", "open files", health, format!("{said}{cure}"))];
    let watches = fs::read_to_string(WATCHES).ok().and_then(|text| text.trim().parse::<u64>().ok());
    if let Some(watches) = watches {
        let (health, cure) = match watches < FEW_WATCHES {
            true => (Health::Poor, "; with more folders set watch = \"poll\""),
            false => (Health::Well, ""),
        };
        findings.push(Finding::new("limits", "watched folders", health, format!("{watches}{cure}")));
    }
    findings
}

/// The programs of others that are there.
pub fn programs() -> Vec<Finding> {
    let folders: Vec<_> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let is_there =
        |name: &&&str| folders.iter().any(|folder: &std::path::PathBuf| folder.join(name).is_file());
    let of = |(names, use_of): &(&[&str], &str)| {
        let there: Vec<&str> = names.iter().filter(is_there).copied().collect();
        let said = if there.is_empty() { "not there".to_owned() } else { there.join(", ") };
        Finding::new("programs of others", *use_of, Health::Well, said)
    };
    let editor =
        env::var("VISUAL").or_else(|_| env::var("EDITOR")).unwrap_or_else(|_| "not named".to_owned());
    let mut findings: Vec<Finding> = PROGRAMS.iter().map(of).collect();
    findings.push(Finding::new("programs of others", "the editor of long notes", Health::Well, editor));
    findings
}

/// The report of the last fault, if there is one.
pub fn crash(paths: &Paths) -> Option<Finding> {
    let report = report_path(&paths.state);
    let said = "the program ended by a fault of its own; its report has no text of a document";
    report.exists().then(|| Finding::new("faults", report.display().to_string(), Health::Poor, said))
}
