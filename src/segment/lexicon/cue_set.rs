//! The set of cues that the phrases of one line give.
//!
//! Not here: which phrases give which cue (`phrase_class`), and what follows from a cue (the modules
//! that use them).

/// The cues one line gives, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(u16);

impl Cues {
    /// No cue.
    pub const NONE: Cues = Cues(0);
    /// The whole line is a phrase of site chrome.
    pub const CHROME: Cues = Cues(1);
    /// It begins like site chrome.
    pub const CHROME_START: Cues = Cues(2);
    /// It holds a phrase of site chrome.
    pub const CHROME_INSIDE: Cues = Cues(4);
    /// It heads what is not the article.
    pub const SECTION: Cues = Cues(8);
    /// It closes one article of several.
    pub const SEPARATOR: Cues = Cues(16);
    /// It heads a page of several articles.
    pub const MASTHEAD: Cues = Cues(32);
    /// It begins or ends like a caption.
    pub const CAPTION: Cues = Cues(64);
    /// It begins with words that label the date of publication.
    pub const PUBLISHED: Cues = Cues(128);
    /// It begins with words that label the date of the last change.
    pub const UPDATED: Cues = Cues(256);
    /// It begins with the words before an author's name.
    pub const BYLINE: Cues = Cues(512);
    /// It heads what comes after the last article: comments, a note on the author.
    pub const END: Cues = Cues(1024);
    /// It promises a guide or a ranking, which is rewritten and dated anew.
    pub const EVERGREEN: Cues = Cues(2048);

    /// Whether any of `other` is among them.
    pub fn any(self, other: Cues) -> bool {
        self.0 & other.0 != 0
    }

    /// Each cue of the set, as a number of its own.
    pub fn each(self) -> impl Iterator<Item = u64> {
        (0..16).filter(move |bit| self.0 >> bit & 1 == 1)
    }

    /// The cues of both sets.
    pub const fn and(self, other: Cues) -> Cues {
        Cues(self.0 & other.0)
    }

    /// Both sets together.
    pub const fn or(self, other: Cues) -> Cues {
        Cues(self.0 | other.0)
    }
}
