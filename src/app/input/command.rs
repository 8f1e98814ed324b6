//! The table of commands: the name of each, where it is valid, and what it does in one line. The key map
//! (`assets/keymap.toml`), palette, help and bottom line are made from it.
//!
//! Not here: carrying a command out (`perform`).

/// Where a command's keys are valid. A pane's keys come before the global ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Valid everywhere.
    Global,
    /// The document list.
    List,
    /// The page.
    Reader,
    /// The filter pane.
    Filters,
    /// A full screen about entities.
    Screen,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 5] = [Scope::Global, Scope::List, Scope::Reader, Scope::Filters, Scope::Screen];

    /// The name used in key maps: `[keys.reader]`.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Global => "global",
            Scope::List => "list",
            Scope::Reader => "reader",
            Scope::Filters => "filters",
            Scope::Screen => "sheet",
        }
    }

    /// Where that is, in words for the reader.
    pub fn place(self) -> &'static str {
        match self {
            Scope::Global => "everywhere",
            Scope::List => "in the list",
            Scope::Reader => "on the page",
            Scope::Filters => "in the filters",
            Scope::Screen => "on a list of names, notes or searches",
        }
    }
}

/// The column of the help a command is shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Moving about.
    Move,
    /// Searching, sorting, filtering.
    Find,
    /// Names, entities and their corrections.
    Names,
    /// Reading and marking a document.
    Document,
    /// Everything else.
    Elsewhere,
}

impl Topic {
    /// Every topic, in the order of the help.
    pub const ALL: [Topic; 5] = [Topic::Move, Topic::Find, Topic::Names, Topic::Document, Topic::Elsewhere];

    /// The heading in the help.
    pub fn name(self) -> &'static str {
        match self {
            Topic::Move => "MOVE",
            Topic::Find => "FIND",
            Topic::Names => "NAMES",
            Topic::Document => "DOCUMENT",
            Topic::Elsewhere => "ELSEWHERE",
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct CommandSpec {
    /// The command that the row is about.
    pub command: Command,
    /// The name in key maps and in the palette.
    pub name: &'static str,
    /// Where its keys are valid.
    pub scope: Scope,
    /// Where the help shows it.
    pub topic: Topic,
    /// One or two words for the bottom line.
    pub short: &'static str,
    /// One line for palette and help.
    pub summary: &'static str,
}

macro_rules! commands {
    ($($variant:ident $name:literal $scope:ident $topic:ident $short:literal $summary:literal)*) => {
        /// Something the reader can ask for with a key or by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command { $(#[doc = $summary] $variant),* }

        /// All commands.
        pub const COMMANDS: &[CommandSpec] = &[$(CommandSpec {
            command: Command::$variant,
            name: $name,
            scope: Scope::$scope,
            topic: Topic::$topic,
            short: $short,
            summary: $summary,
        }),*];
    };
}

commands! {
    Down             "down"              Global  Move      "down"       "Move down a line or a row"
    Up               "up"                Global  Move      "up"         "Move up a line or a row"
    HalfPageDown     "half-page-down"    Global  Move      "½ down"     "Move down half a page"
    HalfPageUp       "half-page-up"      Global  Move      "½ up"       "Move up half a page"
    PageDown         "page-down"         Global  Move      "page down"  "Move down a page"
    PageUp           "page-up"           Global  Move      "page up"    "Move up a page"
    First            "first"             Global  Move      "top"        "Go to the first row or line; with a count to that row"
    Last             "last"              Global  Move      "end"        "Go to the last row or line"
    NextPane         "next-pane"         Global  Move      "pane"       "Go to the next pane"
    PreviousPane     "previous-pane"     Global  Move      "pane"       "Go to the previous pane"
    NextDocument     "next-document"     Global  Move      "next"       "Next document, from any pane"
    PreviousDocument "previous-document" Global  Move      "previous"   "Previous document, from any pane"
    NextUnread       "next-unread"       Global  Move      "unread"     "Next unread document"
    HistoryBack      "history-back"      Global  Move      "back"       "Back to the place before: document, search and filters"
    HistoryForward   "history-forward"   Global  Move      "forward"    "Forward again through the places visited"
    Search           "search"            Global  Find      "search"     "Search in this pane: documents, this text, or names"
    SearchAll        "search-all"        Global  Find      "everything" "Search the whole collection, from any pane"
    NextHit          "next-hit"          Global  Find      "hit"        "Next hit; after the last one in the next document"
    PreviousHit      "previous-hit"      Global  Find      "hit"        "Previous hit"
    ClearFilters     "clear-filters"     Global  Find      "clear"      "Clear all filters"
    MoreLikeThis     "more-like-this"    Global  Find      "like this"  "Documents like this one, by words and names; u goes back"
    MoreLikePassage  "more-like-passage" Reader  Find      "like this"  "Documents like the passage at the cursor"
    Sets             "sets"              Global  Find      "sets"       "What the search consists of: change, turn or take away a part of it"
    Sort             "sort"              Global  Find      "sort"       "Choose the order of the list"
    SaveSearch       "save-search"       Global  Find      "save"       "Save this search, its filters and order under a name"
    Searches         "searches"          Global  Find      "saved"      "Saved searches: what each finds, and what is new"
    Dossier          "dossier"           Global  Find      "dossier"    "The dossier: its pieces, to order, comment and export"
    Overview         "overview"          Global  Find      "overview"   "What is in the collection, each line to filter by; and other collections"
    Story            "story"             Global  Find      "story"      "The story of this document, if others report it too: by time, and read once"
    MatchNames       "match-names"       Global  Find      "list of names" "Which names of a list stand in which documents, as a table"
    ToggleFilters    "toggle-filters"    Global  Find      "filters"    "Show or hide the filters"
    Entities         "entities"          Global  Names     "entities"   "All people, organisations and places"
    Sentences        "sentences"         Global  Find      "hits"       "All hits of the search; without words, sentences with all its names"
    NextName         "next-name"         Reader  Names     "name"       "Next name in the text"
    PreviousName     "previous-name"     Reader  Names     "name"       "Previous name in the text"
    NextMention      "next-mention"      Reader  Names     "same name"  "Next place that names the one under the cursor"
    PreviousMention  "previous-mention"  Reader  Names     "same name"  "Previous place that names the one under the cursor"
    NameCard         "name-card"         Reader  Names     "card"       "Who this is; again: everything known of it"
    FilterName       "filter-name"       Reader  Names     "filter by"  "Show only documents that name the one under the cursor"
    ExcludeName      "exclude-name"      Reader  Names     "exclude"    "Hide documents that name the one under the cursor"
    Include          "include"           Filters Names     "include"    "Show only documents with this value; on the time line from here, to here"
    Exclude          "exclude"           Filters Names     "exclude"    "Hide documents with this value, or of this time"
    AnyOf            "any-of"            Filters Names     "any of"     "Show documents with this or another value so marked"
    Fold             "fold"              Filters Names     "fold"       "Fold this group; on the time line go back"
    Unfold           "unfold"            Filters Names     "unfold"     "Unfold this group; on the time line go on"
    TimeLine         "time-line"         Global  Find      "time"       "Go to the time line: choose years, months or days"
    ZoomIn           "zoom-in"           Filters Find      "closer"     "Shorter periods on the time line: months, days"
    ZoomOut          "zoom-out"          Filters Find      "farther"    "Longer periods on the time line: months, years"
    Choose           "choose"            Filters Names     "about"      "What is known of this name; on others all values, to narrow by typing"
    OpenEntity       "open-entity"       Screen   Names     "open"       "Open the page about a name, or the document at that place"
    CloseScreen       "close-sheet"       Screen   Names     "back"       "Back to what was open before"
    FilterEntity     "filter-entity"     Screen   Names     "filter by"  "Show only documents that name this one"
    ExcludeEntity    "exclude-entity"    Screen   Names     "exclude"    "Hide documents that name this one"
    AnyOfEntity      "any-of-entity"     Screen   Names     "any of"     "Show documents that name this one or another so marked"
    EntitySentences  "entity-sentences"  Screen   Names     "sentences"  "Sentences that name this one; of those seen together, both"
    DeleteSearch     "delete-search"     Screen   Find      "delete"     "Delete the saved search, or the notes; take the piece out of the dossier"
    CommentPiece     "comment-piece"     Screen   Find      "comment"    "Write of the piece of the dossier"
    MovePieceUp      "move-piece-up"     Screen   Find      "up"         "Move the piece of the dossier up"
    MovePieceDown    "move-piece-down"   Screen   Find      "down"       "Move the piece of the dossier down"
    ExportDossier    "export-dossier"    Screen   Find      "export"     "Export the dossier or the notes: Markdown, HTML, table, references"
    Why              "why"               Screen   Names     "why"        "Why its spellings are one, and back"
    SameName         "same-name"         Global  Names     "same"       "This spelling is surely a name of the one it was taken for"
    NotHere          "not-here"          Global  Names     "not here"   "In this document the name is somebody else's"
    Never            "never"             Global  Names     "never"      "This spelling is never a name of the one it was taken for"
    MergeName        "merge-name"        Global  Names     "merge with" "Say who else it is: both become one"
    Detach           "detach-spelling"   Global  Names     "detach"     "One of its spellings is somebody else"
    RenameName       "rename-name"       Global  Names     "rename"     "Show it by another name; a saved search, a dossier: call it so"
    ChangeKind       "change-kind"       Global  Names     "kind"       "Say what it is: person, organisation, place, of an own list"
    HideName         "hide-name"         Global  Names     "hide"       "Hide it everywhere: no name worth listing"
    ConfirmName      "confirm-name"      Global  Names     "confirm"    "All its spellings are surely the same"
    Everywhere       "everywhere"        Global  Names     "everywhere" "What was said of it holds in every collection, or only here again"
    Corrections      "corrections"       Global  Names     "all"        "All that was said of names and documents, to take it back"
    CorrectTitle     "correct-title"     Global  Document  "title"      "Say what the title of the document is"
    CorrectDate      "correct-date"      Global  Document  "date"       "Say when the document was published; with ~ as a guess"
    CorrectSource    "correct-source"    Global  Document  "source"     "Say of which newspaper, site or sender the document is"
    CorrectAuthor    "correct-author"    Global  Document  "author"     "Say who wrote the document"
    SameStory        "same-story"        Global  Document  "one story"  "The documents of the batch are one story, or of the story that is shown"
    OtherStory       "other-story"       Global  Document  "another story" "The report at the cursor of a story is of another story"
    IsText           "is-text"           Reader  Document  "is text"    "The passage at the cursor, or the first fold in sight, is text"
    IsChrome         "is-chrome"         Reader  Document  "is chrome"  "The passage at the cursor is site chrome, and no text"
    BeginsHere       "begins-here"       Reader  Document  "begins"     "A document of its own begins at the paragraph of the cursor"
    BeginsNot        "begins-not-here"   Reader  Document  "joined"     "No document begins here: this one belongs to the one above it in its file"
    SayOfOthers      "say-of-others"     Global  Document  "others too" "Say what was said last of the others in the folder that are alike too"
    Open             "read-document"     List    Document  "read"       "Read the document"
    OpenRow          "open-row"          List    Document  "all of it"  "Show all documents of this row: a story, a thread, copies"
    CloseRow         "close-row"         List    Document  "one row"    "Back to one row for all of them"
    Close            "close"             Reader  Document  "list"       "Back to the list; a table that was moved to the right goes back to the left first"
    TableRight       "table-right"       Reader  Document  "table"      "Move a table that is wider than the page on to its next column"
    ReaderPageDown   "read-on"           Reader  Document  "page down"  "Read on: a page down"
    ReaderPageUp     "read-back"         Reader  Document  "page up"    "A page up"
    NextParagraph    "next-paragraph"    Reader  Document  "paragraph"  "Next paragraph"
    PreviousParagraph "previous-paragraph" Reader Document "paragraph"  "Previous paragraph"
    NextHeading      "next-heading"      Reader  Document  "heading"    "Next heading"
    PreviousHeading  "previous-heading"  Reader  Document  "heading"    "Previous heading"
    NextNew          "next-new"          Reader  Document  "new"        "Next sentence that the other copy has not, or that you have not read elsewhere"
    NextSibling      "next-sibling"      Reader  Document  "in file"    "Next article of the same file; of a mail the next in its thread"
    PreviousSibling  "previous-sibling"  Reader  Document  "in file"    "Previous article of the same file; of a mail the one before in its thread"
    Batch            "batch"             List    Document  "batch"      "Put the document in the batch, or take it out: deeds are then done to all in it"
    BatchRange       "batch-range"       List    Document  "up to here" "Put all rows in the batch from the last one put in up to here"
    BatchAll         "batch-all"         List    Document  "all found"  "Put all documents found in the batch"
    ClearBatch       "clear-batch"       List    Document  "empty"      "Take all documents out of the batch"
    Select           "select"            Reader  Document  "select"     "Select text: words, sentences, paragraphs, characters"
    ToggleChrome     "toggle-chrome"     Reader  Document  "chrome"     "Show or fold site chrome"
    Outline          "outline"           Global  Move      "outline"    "Headings of the text, and the articles of its file, to go to"
    Follow           "follow"            Reader  Document  "follow"     "Letters appear on links and notes: type one to go there"
    WiderPage        "wider-page"        Reader  Document  "wider"      "Make the lines of the page longer"
    NarrowerPage     "narrower-page"     Reader  Document  "narrower"   "Make the lines of the page shorter"
    Original         "original"          Reader  Document  "original"   "Show the whole text as it was read, and back"
    Facts            "facts"             Global  Document  "facts"      "Facts: the date and why, source, file"
    Star             "star"              Global  Document  "star"       "Star the document, or take the star away"
    ToggleRead       "toggle-read"       Global  Document  "read"       "Mark as read or unread"
    WriteNote        "note"              Global  Document  "note"       "Write a note on the passage, document or name, or change the one there"
    Tags             "tag"               Global  Document  "tag"        "Tag the document, or take tags away"
    NextNote         "next-note"         Reader  Document  "note"       "Next note in the text, and what it says"
    PreviousNote     "previous-note"     Reader  Document  "note"       "Previous note in the text, and what it says"
    PutNoteBack      "put-note-back"     Global  Document  "put back"   "Put a note that has lost its place at the passage"
    NoteOnCollection "note-on-collection" Global Document  "note"       "Write a note on the whole collection"
    MarkNote         "mark-note"         Screen  Document  "mark"       "Mark the note, so that several are changed at once"
    Notebook         "notebook"          Global  Find      "notebook"   "All notes: search them, go to them, change several at once"
    ReadLater        "read-later"        Global  Document  "later"      "Put on the reading list (is:later), or take off it"
    PutInDossier     "put-in-dossier"    Global  Elsewhere "put in"     "Put the passage, document, name, notes or search into the dossier"
    ChooseDossier    "choose-dossier"    Global  Elsewhere "dossier"    "Choose what is put in, and the dossier it is put into"
    Copy             "copy"              Global  Document  "copy"       "Copy the passage with its source"
    CopyPath         "copy-path"         Global  Document  "path"       "Copy the path of the file"
    Clippings        "clippings"         Global  Document  "clippings"  "What was copied: see it, copy it again or all together, clear it"
    OpenFile         "open-file"         Global  Document  "its program" "Open the file in its program, at the page where that can be"
    Undo             "undo"              Global  Elsewhere "undo"       "Take back the last filter, mark or correction"
    Redo             "redo"              Global  Elsewhere "redo"       "Do again what was taken back"
    Zoom             "zoom"              Global  Elsewhere "zoom"       "Only this pane, and back"
    ViewMenu         "view"              Global  Elsewhere "view"       "Choose theme and marks"
    Problems         "problems"          Global  Elsewhere "problems"   "Files that could not be read"
    OpenFolder       "open"              Global  Elsewhere "open"       "Open a folder or file in place of this collection"
    Refresh          "refresh"           Global  Elsewhere "refresh"    "Look for changes in the folder"
    History          "history"           Global  Elsewhere "log"        "What was done when, to take it back or bring back what was deleted"
    RestoreNotebook  "restore-notebook"  Global  Elsewhere "restore"    "Go back to a copy of the notebook: stars, read marks, corrections"
    SkipTask         "skip-task"         Global  Elsewhere "skip"       "Go on to the next task of the tutor"
    Help             "help"              Global  Elsewhere "help"       "All keys and commands; type to narrow"
    Palette          "palette"           Global  Elsewhere "commands"   "Find a command by name and run it"
    Back             "back"              Global  Elsewhere "back"       "One step back; never quits"
    Repaint          "repaint"           Global  Elsewhere "repaint"    "Draw the whole screen again"
    Suspend          "suspend"           Global  Elsewhere "suspend"    "Suspend the program"
    Quit             "quit"              Global  Elsewhere "quit"       "Close the top view; on the main screen quit"
    QuitNow          "quit-now"          Global  Elsewhere "quit"       "Quit at once; everything is saved"
}

impl Command {
    /// The command's row in the table.
    pub fn spec(self) -> &'static CommandSpec {
        // The table is generated together with the enum, in the same order.
        &COMMANDS[self as usize]
    }

    /// The command of that name.
    pub fn from_name(name: &str) -> Option<Command> {
        COMMANDS.iter().find(|spec| spec.name == name).map(|spec| spec.command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_finds_its_own_row() {
        for spec in COMMANDS {
            assert_eq!(spec.command.spec().name, spec.name);
            assert_eq!(
                Command::from_name(spec.name),
                Some(spec.command),
                "two commands are called {}",
                spec.name
            );
        }
    }
}
