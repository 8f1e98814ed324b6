//! The settings: the built-in ones, with those of the user's config file on top. Wrong settings are
//! reported and left out; they never keep the program from starting.

mod watch;

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Spanned, Table, Value};

pub use watch::WatchBy;

use crate::model::{FieldMappings, FieldRole, MappedField};
use crate::query::{Colour, CopyRows, PageLayer, ReadAfter, RowHeight, StoryRows};
use crate::small_file;
use crate::text::copy_as::CopyAs;

/// Every setting with its default and what it means, as the reader may print it.
pub const BUILT_IN: &str = include_str!("../assets/config.toml");

/// A larger file holds no settings, in bytes.
const LARGEST: u64 = 1 << 20;

/// The columns of text that make a page.
const PAGE_WIDTHS: std::ops::RangeInclusive<u16> = 20..=200;

/// What can be set. `assets/config.toml` says what each setting means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// A theme's name, or "auto".
    pub theme: String,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether addresses are links of the terminal.
    pub links: bool,
    /// Whether the window is called by what is read in it.
    pub window_title: bool,
    /// Whether the overview of a collection is shown once it is read for the first time.
    pub overview: bool,
    /// Whether the last row shows the keys that matter.
    pub hints: bool,
    /// Whether names are marked in texts.
    pub names: bool,
    /// Whether dates, sums and quantities are marked in texts.
    pub amounts: bool,
    /// Whether e-mail addresses, telephone numbers and their likes are marked in texts and listed.
    pub identifiers: bool,
    /// Whether the mails of a thread share a row of the list.
    pub threads: bool,
    /// What becomes of the copies of a document in the list.
    pub copies: CopyRows,
    /// What becomes of the reports of a story in the list.
    pub stories: StoryRows,
    /// How much room a document has in the list.
    pub rows: RowHeight,
    /// What a page shows beside names and hits.
    pub layer: PageLayer,
    /// In columns.
    #[serde(deserialize_with = "page_width")]
    pub page_width: u16,
    /// How a text is copied.
    pub copy: CopyBy,
    /// How a copied passage is written: a name, or a template.
    #[serde(deserialize_with = "copy_as")]
    pub copy_as: String,
    /// When a document counts as read.
    pub read_after: ReadAfter,
    /// A folder; one that is not absolute lies beside the settings.
    pub lists: String,
    /// The file of the log, empty for none; one that is not absolute lies beside the settings.
    pub log: String,
    /// How changes of the open folders are noticed.
    pub watch: WatchBy,
    /// The programs that open files, by the ending of files.
    pub open: BTreeMap<String, String>,
    /// What each colour of a note is for, by the names of colours.
    #[serde(deserialize_with = "colours")]
    pub colours: BTreeMap<String, String>,
    /// For patterns of names of files: by roles the fields that have them.
    #[serde(deserialize_with = "mapping")]
    pub mapping: BTreeMap<String, BTreeMap<String, String>>,
    /// Passwords by the pattern of the paths of files that they are for.
    pub passwords: BTreeMap<String, String>,
}

/// How a text gets onto the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CopyBy {
    /// Whatever is likely to reach the clipboard of the person at the keyboard.
    Auto,
    /// The terminal's own sequence (OSC 52).
    Terminal,
    /// A program of the desktop.
    Program,
}

/// Something wrong in a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    /// In words for the reader; may quote the file, not sanitised.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl Config {
    /// The built-in settings.
    ///
    /// # Errors
    /// Never in a program that passed its tests.
    pub fn built_in() -> Result<Config, String> {
        toml::from_str(BUILT_IN).map_err(|error| error.to_string())
    }

    /// The built-in settings with those of the file laid over, and what is wrong with it, each
    /// with the file's name. A file that is not there changes nothing.
    ///
    /// # Errors
    /// As [`Config::built_in`].
    pub fn load(file: &Path) -> Result<(Config, Vec<String>), String> {
        let mut config = Config::built_in()?;
        let faults = match small_file::read(file, LARGEST) {
            Ok(text) => config.lay_over(&text).iter().map(Fault::to_string).collect(),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Vec::new()
            }
            Err(error) => vec![error.to_string()],
        };
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        let named = faults.into_iter().map(|fault: String| format!("{name}, {fault}"));
        Ok((config, named.collect()))
    }

    /// Takes over the settings in `toml` that are right, and returns what is wrong with the others.
    pub fn lay_over(&mut self, toml: &str) -> Vec<Fault> {
        let settings: BTreeMap<Spanned<String>, Value> = match toml::from_str(toml) {
            Ok(settings) => settings,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return vec![Fault { line: line(toml, at), reason: error.message().to_owned() }];
            }
        };
        let mut faults = Vec::new();
        for (key, value) in settings {
            if let Err(reason) = self.set(key.get_ref(), value) {
                faults.push(Fault { line: line(toml, key.span().start), reason });
            }
        }
        faults.sort_by_key(|fault| fault.line);
        faults
    }

    /// The folder of the reader's own lists, where settings lie in `beside`, and whether it is
    /// another than the built-in one; `None` when there is to be none.
    pub fn lists_folder(&self, beside: &Path) -> Option<(PathBuf, bool)> {
        let named = Config::built_in().is_ok_and(|built_in| built_in.lists != self.lists);
        (!self.lists.is_empty()).then(|| (beside.join(&self.lists), named))
    }

    /// The file of the log, where settings lie in `beside`; `None` when there is to be none.
    pub fn log_file(&self, beside: &Path) -> Option<PathBuf> {
        (!self.log.is_empty()).then(|| beside.join(&self.log))
    }

    /// What each colour of a note is for; empty where nothing is said.
    pub fn colour_words(&self) -> [String; Colour::ALL.len()] {
        Colour::ALL.map(|colour| self.colours.get(colour.name()).cloned().unwrap_or_default())
    }

    /// What is said of the fields of records.
    pub fn mappings(&self) -> FieldMappings {
        let field = |(role, field): (&String, &String)| {
            Some(MappedField { role: FieldRole::named(role)?, field: field.clone() })
        };
        let rule = |(pattern, fields): (&String, &BTreeMap<String, String>)| {
            (pattern.clone(), fields.iter().filter_map(field).collect())
        };
        FieldMappings { rules: self.mapping.iter().map(rule).collect() }
    }

    fn set(&mut self, key: &str, value: Value) -> Result<(), String> {
        let mut table = Table::try_from(&*self).map_err(|error| error.to_string())?;
        if !table.contains_key(key) {
            let nearest = nearest(key, table.keys().map(String::as_str));
            let hint = nearest.map(|name| format!("; did you mean “{name}”?")).unwrap_or_default();
            return Err(format!("no setting is called “{key}”{hint}"));
        }
        table.insert(key.to_owned(), value);
        *self = table.try_into().map_err(|error: toml::de::Error| format!("{key}: {}", error.message()))?;
        Ok(())
    }
}

fn mapping<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, BTreeMap<String, String>>, D::Error> {
    let rules = BTreeMap::<String, BTreeMap<String, String>>::deserialize(deserializer)?;
    let unknown = rules.values().flat_map(BTreeMap::keys).find(|role| FieldRole::named(role).is_none());
    match unknown {
        None => Ok(rules),
        Some(unknown) => {
            let roles: Vec<&str> = FieldRole::ALL.iter().map(|role| role.name()).collect();
            Err(serde::de::Error::custom(format!("“{unknown}” is none of {}", roles.join(", "))))
        }
    }
}

fn colours<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error> {
    let colours = BTreeMap::<String, String>::deserialize(deserializer)?;
    match colours.keys().find(|name| Colour::from_name(name).is_none()) {
        None => Ok(colours),
        Some(unknown) => {
            let names = Colour::ALL.map(Colour::name).join(", ");
            Err(serde::de::Error::custom(format!("“{unknown}” is none of {names}")))
        }
    }
}

fn copy_as<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    CopyAs::parse(&text).map_err(serde::de::Error::custom)?;
    Ok(text)
}

fn page_width<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let width = u16::deserialize(deserializer)?;
    let (least, most) = PAGE_WIDTHS.into_inner();
    if PAGE_WIDTHS.contains(&width) {
        Ok(width)
    } else {
        Err(serde::de::Error::custom(format!("{width} is not between {least} and {most}")))
    }
}

/// The number of the line, from 1, that the byte at `offset` stands in.
fn line(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}

/// The name most like `wanted`, if any is like it.
fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, name) = names.map(|name| (edits(wanted, name), name)).min()?;
    (distance <= 1 + name.len() / 4).then_some(name)
}

/// How many letters to change, add or leave out to make one word of the other (Levenshtein).
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, &b) in other.iter().enumerate() {
            let change = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_over(toml: &str) -> (Config, Vec<String>) {
        let mut config = Config::built_in().unwrap();
        let faults = config.lay_over(toml);
        (config, faults.iter().map(Fault::to_string).collect())
    }

    #[test]
    fn only_what_differs_is_changed() {
        let (config, faults) = laid_over("theme = \"light\"\npage_width = 60\n");
        let expected = Config { theme: "light".into(), page_width: 60, ..Config::built_in().unwrap() };
        assert_eq!((config, faults), (expected, vec![]));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_the_rest_counts() {
        let (config, faults) =
            laid_over("\nmous = false\npage_width = 7\ncopy = 3\nhints = false\nzzz = 1\n");
        assert!(!config.hints && config.mouse && config.page_width == 76);
        assert_eq!(faults[0], "line 2: no setting is called “mous”; did you mean “mouse”?");
        assert_eq!(faults[1], "line 3: page_width: 7 is not between 20 and 200");
        assert!(faults[2].starts_with("line 4: copy: "), "{}", faults[2]);
        assert_eq!(faults[3], "line 6: no setting is called “zzz”");
        assert_eq!(faults.len(), 4);
    }

    #[test]
    fn a_story_is_one_row_where_that_is_said_and_a_wrong_word_is_told() {
        let stories = |said: &str| laid_over(&format!("stories = \"{said}\"\n"));
        assert_eq!(Config::built_in().unwrap().stories, StoryRows::Apart);
        assert_eq!((stories("rows").0.stories, stories("rows").1), (StoryRows::Rows, Vec::new()));
        let (config, faults) = stories("row");
        assert_eq!(config.stories, StoryRows::Apart);
        assert!(faults[0].starts_with("line 1: stories: ") && faults[0].contains("`rows`"), "{}", faults[0]);
    }

    #[test]
    fn a_wrong_template_of_copies_is_told() {
        let (config, faults) = laid_over("read_after = \"end\"\ncopy_as = \"{quote} ({titel})\"\n");
        assert_eq!((config.copy_as.as_str(), config.read_after), ("plain", ReadAfter::End));
        assert!(faults[0].starts_with("line 2: copy_as: ") && faults[0].contains("did you mean {title}?"));
        assert_eq!(laid_over("copy_as = \"{quote}{ — title}{, date}\"").1, [""; 0]);
    }

    #[test]
    fn changes_are_noticed_by_events_by_time_or_not_at_all() {
        let watch = |setting: &str| laid_over(&format!("watch = {setting}")).0.watch;
        assert_eq!(Config::built_in().unwrap().watch, WatchBy::Events);
        assert_eq!((watch("\"off\""), watch("\"auto\"")), (WatchBy::Off, WatchBy::Events));
        assert_eq!(
            (watch("\"poll\""), watch("60")),
            (WatchBy::Time(watch::EVERY), WatchBy::Time(watch::EVERY))
        );
        for wrong in ["0", "\"never\"", "true", "90000"] {
            let (config, faults) = laid_over(&format!("watch = {wrong}"));
            assert!(config.watch == WatchBy::Events && faults[0].contains("number of seconds"), "{faults:?}");
        }
    }

    #[test]
    fn the_fields_of_records_are_set_by_the_names_of_files() {
        let (config, faults) = laid_over("[mapping.\"export/*.csv\"]\ntext = \"body\"\ndate = \"day\"\n");
        assert_eq!(faults, [""; 0]);
        let mappings = config.mappings();
        let said = mappings.of("/pile/export/a.csv").iter().map(|field| (field.role, field.field.as_str()));
        assert_eq!(said.collect::<Vec<_>>(), [(FieldRole::Published, "day"), (FieldRole::Text, "body")]);
        let (_, faults) = laid_over("[mapping.\"*.csv\"]\nwords = \"body\"\n");
        assert!(faults[0].starts_with("line 1: mapping: “words” is none of text, title"), "{faults:?}");
    }

    #[test]
    fn colours_of_notes_have_words_of_ones_own() {
        let (config, faults) = laid_over("[colours]\nyellow = \"quote\"\nred = \"ask again\"\n");
        assert_eq!(
            (config.colour_words(), faults.len()),
            (["quote", "", "", "ask again"].map(str::to_owned), 0)
        );
        let (_, faults) = laid_over("[colours]\npink = \"x\"\n");
        assert_eq!(faults, ["line 1: colours: “pink” is none of yellow, green, blue, red"]);
    }

    #[test]
    fn a_file_that_is_no_toml_changes_nothing() {
        let (config, faults) = laid_over("mouse = true\nhints =\n");
        assert_eq!(config, Config::built_in().unwrap());
        assert!(faults.len() == 1 && faults[0].starts_with("line 2: "), "{faults:?}");
    }

    #[test]
    fn a_missing_file_is_no_fault() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        assert_eq!(Config::load(&file), Ok((Config::built_in().unwrap(), vec![])));
        std::fs::write(&file, "thme = 1").unwrap();
        let (_, faults) = Config::load(&file).unwrap();
        assert!(faults[0].starts_with("config.toml, line 1: "), "{faults:?}");
    }

    #[test]
    fn lists_lie_beside_the_settings_or_where_they_are_said_to() {
        for (setting, expected) in [
            ("", Some(("/settings/lists", false))),
            ("lists = \"names\"", Some(("/settings/names", true))),
            ("lists = \"/shared/names\"", Some(("/shared/names", true))),
            ("lists = \"\"", None),
        ] {
            let expected = expected.map(|(folder, named)| (folder.into(), named));
            assert_eq!(laid_over(setting).0.lists_folder(Path::new("/settings")), expected, "{setting}");
        }
    }

    #[test]
    fn every_setting_is_explained() {
        for paragraph in BUILT_IN.split("\n\n").skip(1) {
            assert!(paragraph.starts_with("# ") && paragraph.lines().count() == 2, "{paragraph}");
        }
    }
}
