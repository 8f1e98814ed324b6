//! Keys in, screen out: the state, the drawing and the engine over an index of the sample, without
//! threads or terminal. Every question is answered at once, so that what is seen is what a reader
//! sees when all answers are there.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use perusal::app::input::keymap::Keymap;
use perusal::app::{self, App, Effect, Message, Progress, Session, Settings};
use perusal::engine::Engine;
use perusal::export::Export;
use perusal::index::Index;
use perusal::ingest::{Lists, RunSort};
use perusal::notebook::Notebook;
use perusal::query::{Marks, QueryContext, fingerprints_in};
use perusal::ui::{Role, Theme, theme_choices, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Style};

use crate::read_folder::Reading;

/// A reader in front of the sample.
pub struct Harness {
    pub app: App,
    terminal: Terminal<TestBackend>,
    pub engine: Engine,
    /// Effects that nothing here performs, for tests to look at.
    pub left: Vec<Effect>,
    /// What becomes of changes of the notebook.
    pub disk: Result<(), String>,
    /// What corrections of documents are kept in, and read again by; `None` for the sample.
    reading: Option<Reading>,
}

/// An index of the sample, made once.
pub fn sample() -> Index {
    static SAMPLE: OnceLock<Index> = OnceLock::new();
    SAMPLE.get_or_init(|| read_by(&Lists::default())).clone()
}

/// An index of the sample, with the names of own lists in it.
fn read_by(lists: &Lists) -> Index {
    Reading::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample"), lists).index
}

impl Harness {
    /// The sample, just opened on a screen of that size.
    pub fn open(columns: u16, rows: u16) -> Harness {
        Harness::over(sample(), &Lists::default(), columns, rows)
    }

    /// The sample, just opened by a reader who has lists of names.
    pub fn open_with(lists: &Lists, columns: u16, rows: u16) -> Harness {
        Harness::over(read_by(lists), lists, columns, rows)
    }

    /// A folder, just opened.
    pub fn open_folder(folder: &Path, columns: u16, rows: u16) -> Harness {
        let reading = Reading::of(folder, &Lists::default());
        let mut harness = Harness::over(reading.index.clone(), &Lists::default(), columns, rows);
        harness.reading = Some(reading);
        harness
    }

    fn over(index: Index, lists: &Lists, columns: u16, rows: u16) -> Harness {
        // Without its roots: files are named as they are below them, wherever the tests run.
        let engine = Engine::new(vec![index], Vec::new(), Vec::new());
        Harness::begin(engine, lists, Default::default(), columns, rows)
    }

    /// That collection, as it is opened after a session with these marks.
    pub fn begin(
        engine: Engine,
        lists: &Lists,
        (session, marks): (Session, Arc<Marks>),
        columns: u16,
        rows: u16,
    ) -> Harness {
        let lists = lists.names().to_vec();
        let themes = theme_choices();
        let settings = Settings { collection: "sample".into(), lists, themes, ..Settings::default() };
        let app = App::new(Keymap::built_in().unwrap(), settings, session, (columns, rows));
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut harness = Harness { app, terminal, engine, left: Vec::new(), disk: Ok(()), reading: None };
        harness.send_first(&marks);
        let effects = harness.app.start();
        harness.perform(effects);
        harness.send(Message::Progress(Progress {
            done: 37,
            of: 37,
            problems: 1,
            finished: true,
            ..Progress::default()
        }));
        harness
    }

    /// Tells the marks before anything is asked.
    fn send_first(&mut self, marks: &Marks) {
        app::update(&mut self.app, Message::Marks(Box::new(marks.clone())));
    }

    /// Presses keys, separated by spaces.
    pub fn press(&mut self, keys: &str) -> &mut Harness {
        for key in keys.split_whitespace() {
            self.send(Message::Key(key.parse().unwrap()));
        }
        self
    }

    /// Opens an article of a file that has at least three.
    pub fn open_one_of_several(&mut self) {
        self.press("/").type_text("saltmere").press("enter enter");
        while self.app.reader.page.as_ref().is_none_or(|page| page.document.parts < 3) {
            let before = self.app.list.selected;
            self.press("J");
            assert_ne!(self.app.list.selected, before, "the sample has files of several articles");
        }
    }

    /// Types a text, character by character.
    pub fn type_text(&mut self, text: &str) -> &mut Harness {
        for c in text.chars() {
            let key = if c == ' ' { "space".to_owned() } else { c.to_string() };
            self.press(&key);
        }
        self
    }

    /// Sends a message and performs what follows from it.
    pub fn send(&mut self, message: Message) {
        let effects = app::update(&mut self.app, message);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            for message in self.answer(effect) {
                waiting.extend(app::update(&mut self.app, message));
            }
        }
    }

    fn answer(&mut self, effect: Effect) -> Vec<Message> {
        match effect {
            Effect::Ask { ticket, question } => {
                let mut messages = Vec::new();
                let mut give = |answer| messages.push(Message::Answer { ticket, answer: Ok(answer) });
                self.engine.answer(&question, &|| false, &mut give).unwrap();
                messages
            }
            Effect::Correct { ticket, edit } => {
                let mut messages = vec![Message::Recorded { ticket, outcome: self.disk.clone() }];
                if self.disk.is_ok() {
                    self.engine.correct(&edit);
                    messages.push(Message::Corrected);
                }
                if let Some(reading) = self.reading.as_mut().filter(|_| !edit.split().documents.is_empty()) {
                    reading.correct(&edit);
                    self.engine.refresh().unwrap();
                    messages.push(Message::Changed);
                }
                messages
            }
            Effect::Record { ticket, .. } | Effect::Save { ticket, .. } => {
                self.left.push(effect);
                vec![Message::Recorded { ticket, outcome: self.disk.clone() }]
            }
            Effect::KeepRead { page, seen } if self.reading.is_some() => {
                let fingerprints = fingerprints_in(&page.document, &seen);
                self.notebook().keep_read_sentences(page.id, &fingerprints).unwrap();
                vec![Message::SentencesRead { id: page.id, fingerprints }]
            }
            Effect::LoadReadSentences if self.reading.is_some() => {
                vec![Message::ReadSentences(self.notebook().read_sentences().unwrap())]
            }
            Effect::Position { id, position } if self.reading.is_some() => {
                self.notebook().keep_position(id, &position).unwrap();
                vec![]
            }
            Effect::StartUpkeep | Effect::Step(_) | Effect::Position { .. } | Effect::Opened { .. } => vec![],
            other => {
                self.left.push(other);
                vec![]
            }
        }
    }

    fn notebook(&mut self) -> &mut Notebook {
        &mut self.reading.as_mut().unwrap().notebook
    }

    /// Ends the program, and starts it again with what was kept of its screen and of what was read.
    pub fn restart(&mut self) {
        self.press("ctrl-c");
        let sessions = self.left.iter().rev().filter_map(|effect| match effect {
            Effect::Remember(session) => Some(session.clone()),
            _ => None,
        });
        let (session, settings) = (sessions.take(1).collect::<Vec<_>>().remove(0), self.app.settings.clone());
        self.app = App::new(Keymap::built_in().unwrap(), settings, session, self.app.size);
        let positions = self.notebook().positions().unwrap();
        self.send(Message::Positions(positions));
        let effects = self.app.start();
        self.perform(effects);
    }

    /// Looks for changes in the folder.
    pub fn read_again(&mut self) {
        self.reading.as_mut().unwrap().run(RunSort::Plain, &Lists::default());
        self.engine.refresh().unwrap();
        self.send(Message::Changed);
    }

    /// The file that was exported last.
    pub fn exported(&self) -> String {
        let job = self
            .left
            .iter()
            .rev()
            .find_map(|effect| match effect {
                Effect::Export(job) => Some(job),
                _ => None,
            })
            .unwrap();
        let pieces = self.engine.pieces(&job.pieces, &job.marks, &QueryContext::default()).unwrap();
        let export = Export { title: job.title.clone(), command: "perusal export --notes".into(), pieces };
        export.write(job.format)
    }

    /// What is on the screen, as text.
    pub fn screen(&mut self) -> String {
        self.grid(|cell| cell.symbol().to_owned())
    }

    /// What is on the screen, as one letter for the role of each cell.
    pub fn roles(&mut self) -> String {
        self.grid(|cell| role_letter(cell).to_string())
    }

    /// Which cells of the screen have the ground of an overlay, or of something drawn on it.
    pub fn overlay_cells(&mut self) -> Vec<Vec<bool>> {
        let theme = Theme::from_fn(|role| match role {
            Role::Overlay => Style::new().bg(Color::Red).underline_color(Color::Red),
            _ => Style::new(),
        });
        let app = &self.app;
        let buffer = self.terminal.draw(|frame| view(app, &theme, frame)).unwrap().buffer.clone();
        let is_over = |x, y| buffer[(x, y)].underline_color == Color::Red;
        let row = |y| (0..buffer.area.width).map(|x| is_over(x, y)).collect();
        (0..buffer.area.height).map(row).collect()
    }

    /// The styles of the cells in that theme: a letter for each style, and which style it stands for.
    pub fn styles(&mut self, theme: &Theme) -> String {
        const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        let app = &self.app;
        let buffer = self.terminal.draw(|frame| view(app, theme, frame)).unwrap().buffer.clone();
        let mut known: Vec<String> = Vec::new();
        let mut lines = Vec::new();
        for y in 0..buffer.area.height {
            let letter = |x| {
                let Cell { fg, bg, modifier, .. } = buffer[(x, y)].clone();
                if fg == Color::Reset && bg == Color::Reset && modifier.is_empty() {
                    return if buffer[(x, y)].symbol().trim().is_empty() { ' ' } else { '.' };
                }
                let style = format!("{fg} on {bg} {modifier:?}");
                let at = known.iter().position(|of| *of == style).unwrap_or_else(|| {
                    known.push(style);
                    known.len() - 1
                });
                LETTERS.chars().nth(at).unwrap()
            };
            let line: String = (0..buffer.area.width).map(letter).collect();
            lines.push(line.trim_end().to_owned());
        }
        lines.extend(known.iter().zip(LETTERS.chars()).map(|(style, letter)| format!("{letter}: {style}")));
        lines.join("\n")
    }

    fn grid(&mut self, cell: impl Fn(&Cell) -> String) -> String {
        let theme = Theme::from_fn(numbered);
        let app = &self.app;
        let buffer: Buffer = self.terminal.draw(|frame| view(app, &theme, frame)).unwrap().buffer.clone();
        let mut lines = Vec::new();
        for y in 0..buffer.area.height {
            let line: String = (0..buffer.area.width).map(|x| cell(&buffer[(x, y)])).collect();
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }
}

/// Whether a role is drawn as a background, over which others may stand.
fn is_ground(role: Role) -> bool {
    use Role as R;
    let is_highlight =
        matches!(role, R::HighlightYellow | R::HighlightGreen | R::HighlightBlue | R::HighlightRed);
    let is_cursor = matches!(role, R::Selected | R::SelectedIdle | R::OverlaySelected);
    let is_mark = matches!(role, R::NameCursor | R::NameLit | R::Selection | R::Hit | R::HitCursor);
    is_highlight || is_cursor || is_mark || role == R::Overlay
}

/// A style from which the role can be read back.
fn numbered(role: Role) -> Style {
    let color = Color::Indexed(role as u8 + 1);
    match role {
        Role::Text => Style::new(),
        role if is_ground(role) => Style::new().bg(color),
        _ => Style::new().fg(color),
    }
}

/// The role of a cell in one letter: what marks a hit or the cursor first, then the ink, then
/// the ground.
fn role_letter(cell: &Cell) -> char {
    let role = |color: Color| match color {
        Color::Indexed(number) => Role::ALL.get(usize::from(number) - 1).copied(),
        _ => None,
    };
    let (ink, ground) = (role(cell.fg), role(cell.bg));
    let strong = ground.filter(|role| {
        matches!(role, Role::Hit | Role::HitCursor | Role::Selection | Role::NameCursor | Role::NameLit)
    });
    let blank = cell.symbol().trim().is_empty();
    match strong.or(ink.filter(|_| !blank)).or(ground) {
        Some(role) => letter(role),
        None if blank => ' ',
        None => '.',
    }
}

fn letter(role: Role) -> char {
    use Role as R;
    match role {
        R::Text => '.',
        R::Muted => 'm',
        R::Rule => '|',
        R::RuleFocus => '║',
        R::Accent => 'a',
        R::Title => 'T',
        R::Heading => 'H',
        R::Caption => 'c',
        R::Quote => 'u',
        R::Chrome => 'x',
        R::Fold => 'f',
        R::Selected => 's',
        R::SelectedIdle => 'i',
        R::OverlaySelected => 'I',
        R::Bar => 'b',
        R::Unread => 'd',
        R::Star => '*',
        R::Guess => 'g',
        R::Person => 'P',
        R::Organization => 'O',
        R::Place => 'L',
        R::Own => 'W',
        R::PersonAgain => 'p',
        R::OrganizationAgain => 'o',
        R::PlaceAgain => 'l',
        R::OwnAgain => 'w',
        R::Amount => 'n',
        R::NameCursor => 'N',
        R::NameLit => 'M',
        R::Hit => 'h',
        R::HitCursor => '#',
        R::Selection => 'S',
        R::Include => '+',
        R::Exclude => '-',
        R::Count => 'C',
        R::Histogram => 'y',
        R::HistogramGuess => 'z',
        R::HistogramAll => 'Y',
        R::Key => 'k',
        R::Notice => '!',
        R::Failure => 'F',
        R::Overlay => 'v',
        R::Border => 'B',
        R::Note => 'e',
        R::HighlightYellow => '1',
        R::HighlightGreen => '2',
        R::HighlightBlue => '3',
        R::HighlightRed => '4',
        R::SignYellow => '5',
        R::SignGreen => '6',
        R::SignBlue => '7',
        R::SignRed => '8',
        R::MapHit => 'q',
        R::MapName => 'r',
    }
}
