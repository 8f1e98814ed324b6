//! The site of a folder, by what its files say: most name the same source, or have the same name in calls,
//! notices, first lines or behind their titles, each of which would be too little for one file alone.
//!
//! Only files of one document take part, and no mails: what comes together in a digest or a box of mails is
//! from many. What is said of a folder follows from its files, in whatever order they were counted.
//!
//! Not here: the names a single page has (`said`), and which files are read again (`ingest`).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::name::core;
use super::weights::{ENOUGH, TRAIL};
use crate::model::{BlockKind, Document};
use crate::segment::line::fingerprint::exact;

/// So many files at least make a folder of one site.
const FEWEST: u32 = 3;
/// Names of one page that are counted, the heaviest.
const NAMES: usize = 4;
/// Names counted at most, some 10 MB; those that come later are not known.
const MOST: usize = 150_000;

/// What one page gives for the name of its site.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteEvidence {
    /// Whether it is a source already, and not to be guessed.
    pub named: bool,
    /// Names with what each weighs.
    pub names: Vec<(String, i32)>,
}

/// The name of a folder's site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderSite {
    /// As most files have it.
    pub name: String,
    /// Whether it is that of all pages, or only of those that have the name themselves.
    all: bool,
}

/// The folders that are each of one site, by their paths.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KnownSites(BTreeMap<String, FolderSite>);

/// What was counted over the files of all folders.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteCounts {
    folders: BTreeMap<String, FolderNames>,
    /// How many names these have.
    names: usize,
    /// The files that name no source, by a hash of their paths.
    unnamed: BTreeSet<u32>,
    /// The sites as files are told of them.
    told: KnownSites,
    /// The folders of which not all files have been told yet.
    untold: BTreeSet<String>,
}

/// The names in one folder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct FolderNames {
    files: u32,
    names: BTreeMap<String, NameCounts>,
}

/// In how many files of a folder a name stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct NameCounts {
    /// As their source.
    named: u32,
    /// With signs that it may be.
    signed: u32,
    /// All of these signs together.
    weight: i32,
}

impl SiteEvidence {
    /// Of a page whose source is known.
    pub fn source(name: &str) -> SiteEvidence {
        SiteEvidence { named: true, names: vec![(name.to_owned(), ENOUGH)] }
    }

    /// Of one without, by names with their weights, the heaviest first.
    pub fn names(names: Vec<(String, i32)>) -> SiteEvidence {
        let fit = names.into_iter().filter(|(_, weight)| *weight > 0).take(NAMES);
        SiteEvidence { named: false, names: fit.collect() }
    }

    /// With the name behind the bar of the title, that is too little for the page alone.
    pub fn with_suffix(mut self, name: Option<String>) -> SiteEvidence {
        if let Some(name) = name.filter(|name| self.names.iter().all(|(known, _)| known != name)) {
            self.names.push((name, TRAIL));
        }
        self
    }
}

impl KnownSites {
    /// The site of the folder that a file is in.
    pub fn site(&self, path: &str) -> Option<&FolderSite> {
        self.0.get(folder(path))
    }
}

impl SiteCounts {
    /// Counts a file that is a page, unless it was counted when it was `new`.
    pub fn count(&mut self, path: &str, page: &SiteEvidence, new: bool) {
        let file = file(path);
        if page.named {
            self.unnamed.remove(&file)
        } else {
            self.unnamed.insert(file)
        };
        if !new {
            return;
        }
        let folder = self.folders.entry(folder(path).to_owned()).or_default();
        folder.files += 1;
        for (name, weight) in &page.names {
            let full = self.names >= MOST;
            let counts = match folder.names.entry(name.clone()) {
                Entry::Occupied(counts) => counts.into_mut(),
                Entry::Vacant(_) if full => continue,
                Entry::Vacant(place) => {
                    self.names += 1;
                    place.insert(NameCounts::default())
                }
            };
            counts.weight += weight;
            *(if page.named { &mut counts.named } else { &mut counts.signed }) += 1;
        }
    }

    /// The sites as files are told of them.
    pub fn told(&self) -> &KnownSites {
        &self.told
    }

    /// Begins to tell the files what all that were counted say.
    pub fn begin_telling(&mut self) {
        let site = |(folder, names): (&String, &FolderNames)| Some((folder.clone(), names.site()?));
        let sites: BTreeMap<_, _> = self.folders.iter().filter_map(site).collect();
        let folders = sites.keys().chain(self.told.0.keys());
        let changed = folders.filter(|folder| sites.get(*folder) != self.told.0.get(*folder));
        self.untold.extend(changed.cloned());
        self.told = KnownSites(sites);
    }

    /// Whether no file is to be read again because of that.
    pub fn is_all_told(&self) -> bool {
        self.untold.is_empty()
    }

    /// Whether a file is to be read again because of that.
    pub fn is_untold(&self, path: &str) -> bool {
        self.untold.contains(folder(path)) && self.unnamed.contains(&file(path))
    }

    /// Notes that all files have been told.
    pub fn end_telling(&mut self) {
        self.untold.clear();
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// By what a file is known.
fn file(path: &str) -> u32 {
    let hash = exact(path);
    (hash ^ hash >> 32) as u32
}

impl FolderNames {
    fn site(&self) -> Option<FolderSite> {
        if self.files < FEWEST {
            return None;
        }
        // Spellings of one name are counted together; the one of most files is shown.
        let mut cores: BTreeMap<String, (NameCounts, &str, u32)> = BTreeMap::new();
        for (spelling, counts) in &self.names {
            let all = cores.entry(core(spelling)).or_default();
            all.0.named += counts.named;
            all.0.signed += counts.signed;
            all.0.weight += counts.weight;
            let files = counts.named + counts.signed;
            if files > all.2 {
                (all.1, all.2) = (spelling, files);
            }
        }
        let (counts, name, _) = cores.values().max_by_key(|(counts, _, _)| counts.weight)?;
        let present = counts.named + counts.signed;
        // What is said everywhere needs to weigh less: a third of what is enough for one page alone. Set by
        // hand, on the 50 sites of which the labelled pages have three and more.
        let common = present >= FEWEST && 4 * present >= 3 * self.files;
        let all = common && 3 * i64::from(counts.weight) >= i64::from(self.files) * i64::from(ENOUGH);
        let some = counts.named >= 2 && 2 * counts.named >= self.files;
        (all || some).then(|| FolderSite { name: (*name).to_owned(), all })
    }
}

impl FolderSite {
    /// Whether it is the site of a page of the folder that names no source.
    pub fn is_of(&self, document: &Document) -> bool {
        self.all
            || document.blocks.iter().any(|block| {
                block.kind != BlockKind::Paragraph && holds(block.span.of(&document.text), &self.name)
            })
    }
}

/// Whether a text has a name at whole words.
fn holds(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak(name: &str) -> SiteEvidence {
        SiteEvidence::names(vec![(name.to_owned(), ENOUGH / 2)])
    }

    /// The site of a folder that has these pages, and whether it is that of all its pages.
    fn site(pages: &[SiteEvidence]) -> Option<(String, bool)> {
        let mut counts = SiteCounts::default();
        for (n, page) in pages.iter().enumerate() {
            counts.count(&format!("pages/{n}.txt"), page, true);
        }
        counts.begin_telling();
        let site = counts.told().site("pages/another.txt").cloned();
        assert_eq!(counts.told().site("elsewhere/0.txt"), None);
        site.map(|site| (site.name, site.all))
    }

    #[test]
    fn a_folder_is_of_the_site_that_most_of_its_pages_name() {
        let star = || SiteEvidence::source("The Norwick Star");
        let none = SiteEvidence::default;
        let of = |all| Some(("The Norwick Star".to_owned(), all));
        assert_eq!(site(&[star(), star(), star(), none()]), of(true));
        assert_eq!(site(&[star(), star(), none(), none()]), of(false), "half: only of pages that have it");
        assert_eq!(site(&[star(), SiteEvidence::source("Norwick Star"), star()]), of(true));
        assert_eq!(site(&[star(), star(), none(), none(), none()]), None);
        assert_eq!(site(&[star(), star()]), None, "two files");
        let other = || SiteEvidence::source("Ost Courier");
        assert_eq!(site(&[star(), other(), SiteEvidence::source("Vell Post"), none()]), None);
    }

    #[test]
    fn what_is_too_little_for_a_page_is_enough_on_all_of_them() {
        let of = Some(("Norwick Star".to_owned(), true));
        assert_eq!(site(&vec![weak("Norwick Star"); 4]), of);
        let mixed = [weak("Norwick Star"), weak("Norwick Star"), weak("Ost Courier"), weak("Vell Post")];
        assert_eq!(site(&mixed), None);
        let menu = SiteEvidence::names(vec![("Open Menu".to_owned(), ENOUGH / 5)]);
        assert_eq!(site(&vec![menu; 4]), None);
    }

    #[test]
    fn files_are_told_once_and_again_when_the_folder_changes() {
        let mut counts = SiteCounts::default();
        let star = SiteEvidence::source("Norwick Star");
        let due = |counts: &SiteCounts| ["a/1", "a/4"].map(|path| counts.is_untold(path));
        (1..=3).for_each(|n| counts.count(&format!("a/{n}"), &star, true));
        counts.count("a/4", &SiteEvidence::default(), true);
        counts.begin_telling();
        assert_eq!(due(&counts), [false, true], "only what names no source");
        // Interrupted: what was told to whom is not known.
        counts.begin_telling();
        assert_eq!(due(&counts), [false, true]);
        counts.end_telling();
        counts.begin_telling();
        assert_eq!(due(&counts), [false, false]);
        (5..=9).for_each(|n| counts.count(&format!("a/{n}"), &weak(&format!("Paper {n}")), true));
        counts.begin_telling();
        assert_eq!((due(&counts), counts.told().site("a/4")), ([false, true], None));
    }
}
