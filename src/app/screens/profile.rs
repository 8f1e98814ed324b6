//! The state of an entity's profile page: its head, and the lists below, or instead of these its
//! spellings and why they are one. Its parts and how the lists share the width are in
//! `profile_sections`, why its spellings are one in `profile_why`; drawing is `ui::screens::profile`, the counts are `entity::profile`.

use ratatui::layout::{Position, Rect};

use super::area::{LOW, below};
use super::cursor::Cursor;
use super::profile_sections::{
    HeaderLine, LISTS, ProfileSection, names_and_roles, sentence, side_by_side, title,
};
use super::request::Request;
use crate::app::reader::Arrival;
use crate::model::{Kind, Span};
use crate::query::{Criterion, Profile, Spelling, SpellingExample};

/// Columns of a list that are no text: rule, bar and blank to the left, a blank to the right.
const MARGINS: u16 = 4;
/// Months from which on they are drawn: fewer show no course of time.
const MONTHS: usize = 2;
/// Rows of the bars over time, and the screens that have room for them.
const TIME_ROWS: usize = 3;
const HIGH: u16 = 26;
/// The page of an entity.
#[derive(Debug)]
pub struct ProfileScreen {
    /// The kind of the entity.
    pub kind: Kind,
    /// The name it goes by.
    pub name: String,
    /// What is known of it, once answered.
    pub profile: Option<Box<Profile>>,
    /// Sentences with its spellings, once they were asked for and are there.
    pub(super) examples: Vec<SpellingExample>,
    pub(super) asked_for_examples: bool,
    /// How many of them are shown with each spelling.
    pub(super) examples_each: usize,
    /// No entity has that name (any more).
    pub gone: bool,
    /// Where the cursor is.
    pub section: ProfileSection,
    pub(super) request: Request,
    /// The list the cursor was in last: it is shown where there is no room for all.
    list: ProfileSection,
    cursors: [Cursor; 4],
}

impl ProfileScreen {
    pub(super) fn new(kind: Kind, name: String, section: ProfileSection) -> ProfileScreen {
        ProfileScreen {
            kind,
            name,
            profile: None,
            examples: Vec::new(),
            asked_for_examples: false,
            examples_each: 1,
            gone: false,
            section,
            request: Request::default(),
            list: ProfileSection::SeenWith,
            cursors: [Cursor::default(); 4],
        }
    }

    /// Takes over an answer.
    pub(super) fn take(&mut self, profile: Option<Box<Profile>>) {
        self.request.waiting = false;
        if let (None, Some((kind, name))) = (&profile, self.name_in_documents()) {
            // The name the reader gave was taken back.
            (self.kind, self.name) = (kind, name);
            self.request = Request::default();
            return;
        }
        self.gone = profile.is_none();
        if let Some(profile) = &profile {
            // It may go by another name now.
            (self.kind, self.name) = (profile.card.kind, profile.card.name.clone());
        }
        self.profile = profile;
        self.asked_for_examples = false;
    }

    /// What documents call it, where that is another name than the one it goes by.
    fn name_in_documents(&self) -> Option<(Kind, String)> {
        let own = self.profile.as_ref()?.card.spellings.first().filter(|own| own.only_in.is_none())?;
        let name = (own.kind, own.name.clone());
        Some(name).filter(|(kind, name)| (*kind, name) != (self.kind, &self.name))
    }

    /// The entity under the cursor: one it is seen with, else its own.
    pub(super) fn entity(&self) -> (Kind, &str) {
        let other = self.profile.as_ref().filter(|_| self.section == ProfileSection::SeenWith);
        let other = other.and_then(|profile| profile.seen_with.get(self.cursor(ProfileSection::SeenWith).at));
        other.map_or((self.kind, &self.name), |other| (other.kind, &other.name))
    }

    /// What the page itself is about.
    pub(super) fn own_criterion(&self) -> Criterion {
        Criterion::Entity { kind: self.kind, name: self.name.clone() }
    }

    pub(super) fn spelling(&self) -> Option<&Spelling> {
        let profile = self.profile.as_ref().filter(|_| self.section == ProfileSection::Why)?;
        profile.card.spellings.get(self.cursor(ProfileSection::Why).at)
    }

    /// The document under the cursor, and where to go in it.
    pub(super) fn arrival(&self) -> Option<Arrival> {
        let profile = self.profile.as_ref()?;
        match self.section {
            ProfileSection::Sentences => profile.sentences.get(self.cursor(self.section).at).map(Arrival::at),
            ProfileSection::Documents => {
                let id = profile.latest.get(self.cursor(self.section).at)?.row.id;
                Some(Arrival { id, span: Span::default(), name: String::new(), hit: None, note: None })
            }
            _ => None,
        }
    }

    /// The place in a list.
    pub fn cursor(&self, section: ProfileSection) -> Cursor {
        self.cursors[section.slot()]
    }

    /// The entries of a list.
    pub fn len(&self, section: ProfileSection) -> usize {
        self.profile.as_ref().map_or(0, |profile| match section {
            ProfileSection::Head => 0,
            ProfileSection::SeenWith => profile.seen_with.len(),
            ProfileSection::Sentences => profile.sentences.len(),
            ProfileSection::Documents => profile.latest.len(),
            ProfileSection::Why => profile.card.spellings.len(),
        })
    }

    /// The rows an entry takes in a list of that width.
    pub fn rows(&self, section: ProfileSection, entry: usize, width: u16) -> usize {
        match section {
            ProfileSection::Head | ProfileSection::SeenWith => 1,
            ProfileSection::Why => self.rows_of_why(entry, width.saturating_sub(MARGINS)),
            ProfileSection::Documents => {
                let row = self.profile.as_ref().and_then(|profile| profile.latest.get(entry));
                row.map_or(1, |of| title(&of.row.called(), width.saturating_sub(MARGINS)).len() + 2)
            }
            ProfileSection::Sentences => {
                let line = self.profile.as_ref().and_then(|profile| profile.sentences.get(entry));
                line.map_or(1, |line| sentence(line, width.saturating_sub(MARGINS)).1.len() + 2)
            }
        }
    }

    /// The rows of the head for a screen: at most half of it.
    pub fn head(&self, area: Rect) -> Vec<HeaderLine> {
        let mut lines = vec![HeaderLine::Name];
        let blank = (area.height >= LOW).then_some(HeaderLine::Blank);
        lines.extend(blank);
        if let Some(profile) = self.profile.as_ref().filter(|_| self.section != ProfileSection::Why) {
            lines.extend(names_and_roles(&profile.card, area.width));
            if profile.months.len() >= MONTHS {
                let rows = if area.height >= HIGH { TIME_ROWS } else { 1 };
                lines.extend(blank.filter(|_| area.height >= HIGH && lines.len() > 2));
                lines.extend((0..rows).map(HeaderLine::Time));
                lines.push(HeaderLine::TimeLabels);
            }
            lines.extend(blank.filter(|_| lines.last() != Some(&HeaderLine::Blank)));
        }
        lines.truncate(usize::from(area.height / 2).max(1));
        lines
    }

    /// The lists on the screen: each with its place, a heading in its first row where the screen
    /// is not low.
    pub fn lists(&self, area: Rect) -> Vec<(ProfileSection, Rect)> {
        let area = below(area, self.head(area).len() as u16);
        if self.section == ProfileSection::Why {
            return vec![(ProfileSection::Why, area)];
        }
        side_by_side(area, self.list)
    }

    /// Where the entries of a list stand in its place.
    pub fn entries(&self, list: Rect, screen: Rect) -> Rect {
        below(list, u16::from(screen.height >= LOW))
    }

    /// Goes to the next list, or the one before.
    pub(super) fn turn(&mut self, forward: bool) {
        if self.section == ProfileSection::Why {
            return;
        }
        self.enter(self.section.next(forward));
    }

    /// Shows the spellings, or goes back to the lists.
    pub(super) fn toggle_why(&mut self) {
        self.section =
            if self.section == ProfileSection::Why { ProfileSection::Head } else { ProfileSection::Why };
    }

    fn enter(&mut self, section: ProfileSection) {
        self.section = section;
        if LISTS.contains(&section) {
            self.list = section;
        }
    }

    /// Moves by entries: from the head down into the list, from the first entry up into the head.
    pub(super) fn step(&mut self, by: isize) {
        match self.section {
            ProfileSection::Head if by > 0 => {
                self.enter(self.list);
                self.step(by - 1);
            }
            ProfileSection::Head => {}
            section if section != ProfileSection::Why && by < 0 && self.cursor(section).at == 0 => {
                self.section = ProfileSection::Head
            }
            section => {
                let len = self.len(section);
                self.cursors[section.slot()].step(by, len);
            }
        }
    }

    pub(super) fn page(&self, area: Rect) -> u16 {
        let list = self.lists(area).into_iter().find(|(section, _)| *section == self.section);
        let rows = list.map_or(1, |(_, list)| self.entries(list, area).height);
        // An entry of several rows is one step.
        rows / (self.rows(self.section, self.cursor(self.section).at, 40) as u16).max(1)
    }

    pub(super) fn scroll(&mut self, by: isize, area: Rect, (x, y): (u16, u16)) {
        let Some((section, list)) = self.list_at(area, x, y) else { return };
        let mut cursor = self.cursor(section);
        let (len, height) = (self.len(section), self.entries(list, area).height);
        cursor.scroll(by, len, height.into(), |entry| self.rows(section, entry, list.width));
        self.cursors[section.slot()] = cursor;
    }

    pub(super) fn point(&mut self, area: Rect, (x, y): (u16, u16)) -> bool {
        let Some((section, list)) = self.list_at(area, x, y) else {
            if self.section != ProfileSection::Why {
                self.section = ProfileSection::Head;
            }
            return false;
        };
        let entries = self.entries(list, area);
        let row = usize::from(y.saturating_sub(entries.y));
        let rows = |entry| self.rows(section, entry, list.width);
        let visible = self.cursor(section).visible(self.len(section), entries.height.into(), rows);
        let hit = visible.into_iter().find(|&(entry, at)| (at..at + rows(entry)).contains(&row));
        let Some((entry, _)) = hit.filter(|_| y >= entries.y) else { return false };
        let again = self.section == section && self.cursor(section).at == entry;
        self.enter(section);
        self.cursors[section.slot()].at = entry;
        again
    }

    fn list_at(&self, area: Rect, x: u16, y: u16) -> Option<(ProfileSection, Rect)> {
        self.lists(area).into_iter().find(|(_, list)| list.contains(Position::new(x, y)))
    }

    pub(super) fn fit(&mut self, area: Rect) {
        for (section, list) in self.lists(area) {
            if section == ProfileSection::Why {
                self.fit_examples(list.width.saturating_sub(MARGINS), self.entries(list, area).height);
            }
            let mut cursor = self.cursor(section);
            let (len, height) = (self.len(section), self.entries(list, area).height);
            cursor.fit(len, height.into(), |entry| self.rows(section, entry, list.width));
            self.cursors[section.slot()] = cursor;
        }
        if self.section != ProfileSection::Head && self.len(self.section) == 0 && self.profile.is_some() {
            self.section = ProfileSection::Head;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{CoOccurrence, EntityCard};

    const AREA: Rect = Rect { x: 0, y: 0, width: 120, height: 38 };

    fn screen() -> ProfileScreen {
        let with =
            |name: &str| CoOccurrence { kind: Kind::Place, name: name.into(), guess: false, documents: 2 };
        let card = EntityCard {
            kind: Kind::Person,
            name: "Ann Bell".into(),
            guess: false,
            documents: 3,
            mentions: 4,
            spellings: Vec::new(),
            roles: Vec::new(),
            last: Vec::new(),
        };
        let profile = Profile {
            card,
            months: Vec::new(),
            seen_with: ["Norwick", "Vell"].map(with).to_vec(),
            seen_with_of: 2,
            sentences: Vec::new(),
            latest: Vec::new(),
            latest_of: 0,
        };
        let mut screen = ProfileScreen::new(Kind::Person, "A. Bell".into(), ProfileSection::Head);
        screen.take(Some(Box::new(profile)));
        screen
    }

    #[test]
    fn the_head_is_about_the_page_and_a_list_about_the_entry() {
        let mut screen = screen();
        assert_eq!(screen.entity(), (Kind::Person, "Ann Bell"), "by the name it goes by");
        screen.step(2);
        assert_eq!(screen.entity(), (Kind::Place, "Vell"));
        screen.step(-9);
        assert_eq!(screen.entity(), (Kind::Place, "Norwick"));
        screen.step(-1);
        assert_eq!((screen.section, screen.entity().1), (ProfileSection::Head, "Ann Bell"));
    }

    #[test]
    fn narrow_screens_show_the_list_with_the_cursor() {
        let mut screen = screen();
        let shown = |screen: &ProfileScreen, width| -> Vec<ProfileSection> {
            screen.lists(Rect { width, ..AREA }).into_iter().map(|(section, _)| section).collect()
        };
        assert_eq!(shown(&screen, 120), LISTS);
        screen.turn(false);
        assert_eq!(shown(&screen, 80), [ProfileSection::Sentences, ProfileSection::Documents]);
        assert_eq!(shown(&screen, 50), [ProfileSection::Documents]);
        let lists = screen.lists(AREA);
        assert_eq!(lists.iter().map(|(_, list)| list.width).sum::<u16>(), AREA.width);
    }

    #[test]
    fn an_empty_list_does_not_hold_the_cursor() {
        let mut screen = screen();
        screen.turn(false);
        screen.fit(AREA);
        assert_eq!(screen.section, ProfileSection::Head);
    }
}
