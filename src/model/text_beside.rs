//! From which other file the text of a document is: a scan has none of its own, and what was recognised in it
//! lies beside it.

use serde::{Deserialize, Serialize};

/// The file that a text was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextBeside {
    /// Its name, without the folder, which is that of the scan.
    pub file: String,
    /// How sure the program that recognised it was of its words on the average, in percent; `None` where it does
    /// not say.
    pub sureness: Option<u8>,
}

impl TextBeside {
    /// In words for the reader: "scan.hocr, recognised with 91 % sureness".
    pub fn words(&self) -> String {
        match self.sureness {
            Some(percent) => format!("{}, recognised with {percent} % sureness", self.file),
            None => self.file.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sureness_is_said_where_it_is_known() {
        let beside = |sureness| TextBeside { file: "scan.hocr".to_owned(), sureness };
        assert_eq!(beside(Some(91)).words(), "scan.hocr, recognised with 91 % sureness");
        assert_eq!(beside(None).words(), "scan.hocr");
    }
}
