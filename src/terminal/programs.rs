//! Which program opens a file, and with which arguments: the reader's own, one that can open it at a page where the
//! desktop would start that one, or the desktop's. Pure; the table is `assets/programs.toml`.
//!
//! Not here: starting it (`workers::opener`).

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use serde::Deserialize;

/// The table.
const TABLE: &str = include_str!("../../assets/programs.toml");

/// The programs that are known.
#[derive(Debug, Deserialize)]
pub struct Programs {
    /// What the system starts files with.
    system: BTreeMap<String, String>,
    run: RunEndings,
    /// By the ending of files, by a part of their desktop's name: with which arguments they open a file at a page.
    page: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// The endings of files that may be run by being opened.
#[derive(Debug, Deserialize)]
struct RunEndings {
    endings: Vec<String>,
}

/// A file to open.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The file, absolute.
    pub file: &'a Path,
    /// The page from 1, where one is known.
    pub page: Option<u32>,
}

impl Programs {
    /// The table that comes with the program.
    ///
    /// # Errors
    /// Never in a program that passed its tests.
    pub fn built_in() -> Result<Programs, String> {
        toml::from_str(TABLE).map_err(|error| error.to_string())
    }

    /// Whether opening a file of that name might run it.
    pub fn may_run(&self, file: &Path) -> bool {
        self.run.endings.contains(&ending(file))
    }

    /// Whether there are programs that open such a file at a page.
    pub fn know_pages(&self, opening: Opening<'_>) -> bool {
        opening.page.is_some() && self.page.contains_key(&ending(opening.file))
    }

    /// The program that an address of the web is opened with, and its arguments: the reader's `own` for "web", else
    /// what the system starts files with.
    pub fn command_of_address(&self, address: &str, own: &BTreeMap<String, String>) -> Vec<OsString> {
        let own = own.get("web").filter(|own| !own.trim().is_empty());
        let program = own.map_or_else(|| self.of_system(), String::as_str);
        let mut words: Vec<&str> = program.split_whitespace().collect();
        if !program.contains("{file}") {
            words.push("{file}");
        }
        filled(&words, Opening { file: Path::new(address), page: None })
    }

    fn of_system(&self) -> &str {
        let system = self.system.get(std::env::consts::OS).or_else(|| self.system.get("other"));
        system.map_or("xdg-open", String::as_str)
    }

    /// The program and its arguments. `own` are the reader's by the ending of files, "any" for all others;
    /// `desktop` is what the desktop calls the program that it would start.
    pub fn command(
        &self,
        opening: Opening<'_>,
        own: &BTreeMap<String, String>,
        desktop: Option<&str>,
    ) -> Vec<OsString> {
        let ending = ending(opening.file);
        if let Some(own) = own.get(&ending).or_else(|| own.get("any")).filter(|own| !own.trim().is_empty()) {
            let mut words: Vec<&str> = own.split_whitespace().collect();
            if !own.contains("{file}") {
                words.push("{file}");
            }
            return filled(&words, opening);
        }
        let desktop = desktop.filter(|_| opening.page.is_some()).unwrap_or_default().to_lowercase();
        let paged = self.page.get(&ending).into_iter().flatten().find(|(name, _)| desktop.contains(*name));
        if let Some((_, words)) = paged {
            return filled(&words.iter().map(String::as_str).collect::<Vec<_>>(), opening);
        }
        filled(&[self.of_system(), "{file}"], opening)
    }
}

/// The ending of a file's name in small letters; empty without one.
fn ending(file: &Path) -> String {
    file.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Words with the file and the page in their places. No shell reads them.
fn filled(words: &[&str], opening: Opening<'_>) -> Vec<OsString> {
    let page = opening.page.unwrap_or(1).to_string();
    let fill = |word: &&str| {
        let mut filled = OsString::new();
        for (at, part) in word.split("{file}").enumerate() {
            if at > 0 {
                filled.push(opening.file.as_os_str());
            }
            filled.push(OsStr::new(&part.replace("{page}", &page)));
        }
        filled
    };
    words.iter().map(fill).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(file: &str, page: Option<u32>, own: &[(&str, &str)], desktop: Option<&str>) -> String {
        let own = own.iter().map(|(ending, words)| ((*ending).to_owned(), (*words).to_owned())).collect();
        let opening = Opening { file: Path::new(file), page };
        let words = Programs::built_in().unwrap().command(opening, &own, desktop);
        words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_page_is_given_where_the_desktop_would_start_a_program_that_takes_one() {
        let evince = Some("org.gnome.Evince.desktop");
        assert_eq!(command("/a b.pdf", Some(7), &[], evince), "evince|--page-index=7|/a b.pdf");
        assert_eq!(
            command("/a.PDF", Some(7), &[], Some("okularApplication_pdf.desktop")),
            "okular|-p|7|/a.PDF"
        );
        let system = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        for (file, page, desktop) in
            [("/a.pdf", None, evince), ("/a.pdf", Some(2), None), ("/a.docx", Some(2), evince)]
        {
            assert_eq!(command(file, page, &[], desktop), format!("{system}|{file}"));
        }
    }

    #[test]
    fn the_readers_own_program_comes_first_and_no_shell_reads_a_name() {
        let own = [("pdf", "zathura -P {page} {file}"), ("any", "less"), ("txt", " ")];
        assert_eq!(command("/$(x) y.pdf", Some(3), &own, None), "zathura|-P|3|/$(x) y.pdf");
        assert_eq!(command("/a.pdf", None, &own, None), "zathura|-P|1|/a.pdf");
        assert_eq!(command("/a.html", None, &own, None), "less|/a.html");
        assert_eq!(command("/a.txt", None, &own[2..], None), command("/a.txt", None, &[], None));
    }

    #[test]
    fn an_address_goes_to_the_readers_browser_and_never_to_the_program_for_all_files() {
        let command = |own: &[(&str, &str)]| {
            let own = own.iter().map(|(of, words)| ((*of).to_owned(), (*words).to_owned())).collect();
            let words = Programs::built_in().unwrap().command_of_address("https://tide.example/$(x)", &own);
            words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join("|")
        };
        let system = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        assert_eq!(command(&[("any", "less")]), format!("{system}|https://tide.example/$(x)"));
        assert_eq!(command(&[("web", "firefox -P {file} -x")]), "firefox|-P|https://tide.example/$(x)|-x");
    }

    #[test]
    fn what_may_run_is_known_by_its_ending() {
        let programs = Programs::built_in().unwrap();
        assert!(
            programs.may_run(Path::new("/a/invoice.PDF.desktop")) && programs.may_run(Path::new("/a.EXE"))
        );
        assert!(!programs.may_run(Path::new("/a/desktop")) && !programs.may_run(Path::new("/a.pdf")));
    }
}
