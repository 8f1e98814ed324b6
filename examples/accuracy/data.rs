//! The files of the data sets, packed or not, and the folds of pages by site.

use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

/// A folder of data sets.
pub struct Data {
    folder: PathBuf,
    /// The only fold that is scored.
    fold: Option<u128>,
    /// The site of each page, as the lines' data says.
    sites: HashMap<String, String>,
}

impl Data {
    /// The data sets in a folder.
    pub fn new(folder: &Path, fold: Option<u128>) -> Data {
        let mut data = Data { folder: folder.to_owned(), fold, sites: HashMap::new() };
        let pages = data.set("lines").map(|set| json_lines(&set.join("light.jsonl.gz")));
        for page in pages.unwrap_or_default() {
            let of = if text(&page, "src") == "gn1" { "id" } else { "domain" };
            data.sites.insert(text(&page, "id").to_owned(), text(&page, of).to_owned());
        }
        data
    }

    /// The folder of a data set.
    pub fn set(&self, name: &str) -> Option<PathBuf> {
        let places = [self.folder.join(name), self.folder.join("corpora").join(name)];
        places.into_iter().find(|place| place.is_dir())
    }

    /// Whether a page is of the fold that is scored.
    pub fn is_scored(&self, page: &Value) -> bool {
        let Some(fold) = self.fold else { return true };
        let id = match text(page, "id") {
            "" => text(page, "file").trim_end_matches(".txt"),
            id => id,
        };
        let of_page = [self.sites.get(id).map_or("", String::as_str), text(page, "domain"), id];
        let site = of_page.into_iter().find(|site| !site.is_empty()).unwrap_or_default();
        u128::from_be_bytes(md5::compute(site.as_bytes()).0) % 5 == fold
    }
}

/// A field of text, empty where there is none.
pub fn text<'a>(object: &'a Value, field: &str) -> &'a str {
    object[field].as_str().unwrap_or_default()
}

/// The objects of a file of JSON lines, packed or not.
pub fn json_lines(path: &Path) -> Vec<Value> {
    let text = String::from_utf8(bytes(path)).unwrap();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The bytes of a file, unpacked.
pub fn bytes(path: &Path) -> Vec<u8> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    if path.extension().is_none_or(|extension| extension != "gz") {
        return bytes;
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
    unpacked
}
