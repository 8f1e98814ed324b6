//! Carries out commands: one arm for each. The methods are grouped by purpose: moving in `travel`,
//! searching and filtering in `narrow` and `like`, saved searches in `searches`, the page in `read`, notes and tags in `notes` and `tags`, their view in `notebook`, changes of the notebook in `record`, undo and
//! leaving in `leave`.
//!
//! Not here: entities (`screens`), correcting names (`correct`), and what a choice in a picker does
//! (`popup::choose`).

mod batch;
mod beside;
mod copy;
mod dossier;
mod follow;
mod leave;
mod like;
mod match_names;
mod narrow;
mod notebook;
mod notes;
mod notes_together;
mod read;
mod record;
mod searches;
mod story;
mod tags;
mod task;
mod time;
mod travel;

use super::input::command::{Command, Scope};
use super::message::Effect;
use super::reader::PageMode;
use super::requests::CardFor;
use super::screens::Screen;
use super::state::{App, Overlay};
use crate::query::{CorrectedPart, Mode, NoteSubject, State};

/// So many commands are remembered for the report of a fault.
const RECENT: usize = 50;

impl App {
    /// Carries out a command, `count` times where that makes sense.
    pub(in crate::app) fn perform(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) {
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(command);
        self.performed += 1;
        if self.is_for_documents(command) {
            return;
        }
        if let Some(tutor) = &mut self.tutor {
            tutor.note(command);
        }
        let times = count.unwrap_or(1).min(isize::MAX as usize) as isize;
        let page = self.page_rows();
        match command {
            Command::Down => self.move_by(times, effects),
            Command::Up => self.move_by(-times, effects),
            Command::HalfPageDown => self.move_by((page / 2).max(1) * times, effects),
            Command::HalfPageUp => self.move_by(-(page / 2).max(1) * times, effects),
            Command::PageDown | Command::ReaderPageDown => self.move_by(page * times, effects),
            Command::PageUp | Command::ReaderPageUp => self.move_by(-page * times, effects),
            Command::First => self.go_to_row(count.unwrap_or(1).saturating_sub(1), effects),
            Command::Last => {
                self.go_to_row(count.map_or(usize::MAX, |row| row.saturating_sub(1)), effects);
            }
            Command::NextPane => self.turn_focus(true),
            Command::PreviousPane => self.turn_focus(false),
            Command::NextDocument => self.step_document(times),
            Command::PreviousDocument => self.step_document(-times),
            Command::NextUnread => self.next_unread(),
            Command::HistoryBack => self.step_history(false, effects),
            Command::HistoryForward => self.step_history(true, effects),
            Command::Search => self.search_here(),
            Command::SearchAll => self.search_collection(),
            Command::NextHit => self.step_hit(true),
            Command::PreviousHit => self.step_hit(false),
            Command::MoreLikeThis if self.reader.selection.is_some() => self.more_like_passage(effects),
            Command::MoreLikeThis => self.more_like_document(effects),
            Command::MoreLikePassage => self.more_like_passage(effects),
            Command::ClearFilters => self.clear_filters(effects),
            Command::ToggleFilters => self.toggle_sidebar(),
            Command::NextName | Command::PreviousName => self.step_name(command == Command::NextName),
            Command::NextMention | Command::PreviousMention => {
                self.step_mention(command == Command::NextMention);
            }
            Command::NameCard => self.name_card(effects),
            Command::FilterName => self.ask_card(CardFor::Filtering(Mode::Include), effects),
            Command::ExcludeName => self.ask_card(CardFor::Filtering(Mode::Exclude), effects),
            Command::SaveSearch => self.save_search(),
            Command::Searches => self.open_searches(),
            Command::Overview => self.open_overview(),
            Command::Story => self.open_story(effects),
            Command::OpenFolder => self.ask_for_folder(effects),
            Command::MatchNames => self.ask_for_names(),
            Command::WriteNote => self.write_note(effects),
            Command::NoteOnCollection => self.write_note_on(NoteSubject::Collection),
            Command::Tags => self.write_tags(),
            Command::NextNote | Command::PreviousNote => self.step_note(command == Command::NextNote),
            Command::PutNoteBack => self.put_back(effects),
            Command::Notebook => self.open_notebook(),
            Command::MarkNote => self.mark_note(),
            Command::DeleteSearch if self.notebook().is_some() => self.delete_in_notebook(effects),
            Command::EntitySentences if self.notebook().is_some() => self.choose_colour(),
            Command::DeleteSearch if matches!(self.screen(), Some(Screen::Dossier(_))) => {
                self.remove_piece(effects);
            }
            Command::DeleteSearch => self.delete_search(effects),
            Command::PutInDossier => self.put_in_dossier(effects),
            Command::ChooseDossier => self.choose_dossier(),
            Command::Dossier => self.open_dossier(),
            Command::CommentPiece => self.comment_piece(),
            Command::MovePieceUp | Command::MovePieceDown => {
                self.move_piece(command == Command::MovePieceDown, effects);
            }
            Command::ExportDossier => self.choose_export(),
            Command::RenameName if matches!(self.screen(), Some(Screen::Searches(_))) => self.rename_search(),
            Command::RenameName if matches!(self.screen(), Some(Screen::Dossier(_))) => self.rename_dossier(),
            Command::SameName
            | Command::NotHere
            | Command::Never
            | Command::MergeName
            | Command::Detach
            | Command::RenameName
            | Command::ChangeKind
            | Command::HideName
            | Command::ConfirmName
            | Command::Everywhere
            | Command::Corrections => self.correct(command, effects),
            Command::CorrectTitle => self.ask_part(CorrectedPart::Title),
            Command::CorrectDate => self.ask_part(CorrectedPart::Date),
            Command::CorrectSource => self.ask_part(CorrectedPart::Source),
            Command::CorrectAuthor => self.ask_part(CorrectedPart::Author),
            Command::SameStory => self.say_same_story(effects),
            Command::OtherStory => self.say_other_story(effects),
            Command::SayOfOthers => self.say_of_others(effects),
            Command::IsText | Command::IsChrome => self.say_passage(command == Command::IsChrome, effects),
            Command::BeginsHere | Command::BeginsNot => {
                self.say_beginning(command == Command::BeginsHere, effects);
            }
            Command::Entities => self.open_entity_list(),
            Command::Sentences => self.open_sentences(),
            Command::OpenEntity => self.open_in_screen(effects),
            Command::CloseScreen => self.close_screen(),
            Command::FilterEntity => self.filter_in_screen(Mode::Include, effects),
            Command::ExcludeEntity => self.filter_in_screen(Mode::Exclude, effects),
            Command::AnyOfEntity => self.filter_in_screen(Mode::AnyOf, effects),
            Command::EntitySentences => self.sentences_in_screen(),
            Command::Why => self.why_in_screen(),
            Command::TimeLine => self.go_to_time_line(),
            Command::ZoomIn | Command::ZoomOut => self.zoom_time(command == Command::ZoomIn),
            Command::Include if self.on_time_line() => self.select_time(effects),
            Command::Include => self.filter_at_cursor(Mode::Include, effects),
            Command::Exclude => self.filter_at_cursor(Mode::Exclude, effects),
            Command::AnyOf => self.filter_at_cursor(Mode::AnyOf, effects),
            Command::Fold if self.on_time_line() => self.step_time(-times),
            Command::Unfold if self.on_time_line() => self.step_time(times),
            Command::Fold => self.fold(true),
            Command::Unfold => self.fold(false),
            Command::Open => self.open(effects),
            Command::OpenRow => self.open_row(),
            Command::CloseRow => self.close_row(),
            Command::TableRight => self.move_table(times),
            Command::Close if self.reader.step_sideways(false) => {}
            Command::Close => self.close(effects),
            Command::NextParagraph => self.reader.step_paragraph(true),
            Command::PreviousParagraph => self.reader.step_paragraph(false),
            Command::NextHeading => self.reader.step_heading(true),
            Command::NextNew => self.go_to_next_new(),
            Command::PreviousHeading => self.reader.step_heading(false),
            Command::NextSibling => self.step_sibling(true),
            Command::PreviousSibling => self.step_sibling(false),
            Command::Select => self.select(),
            Command::ToggleChrome => self.show_as(PageMode::WithChrome),
            Command::Outline => self.open_outline(effects),
            Command::Follow => self.follow(),
            Command::WiderPage | Command::NarrowerPage => self.set_page_width(command == Command::WiderPage),
            Command::Original => self.show_as(PageMode::Original),
            Command::Facts => self.overlay = self.reader.page.is_some().then_some(Overlay::Facts),
            Command::Star => self.mark(State::Starred, effects),
            Command::ToggleRead => self.mark(State::Read, effects),
            Command::ReadLater => self.mark(State::Later, effects),
            Command::Batch => self.turn_in_batch(),
            Command::BatchRange => self.batch_range(),
            Command::BatchAll => self.batch_all(),
            Command::ClearBatch if !self.clear_batch() => self.notify("nothing is in the batch"),
            Command::ClearBatch => {}
            Command::Clippings => self.choose_clipping(),
            Command::Copy => self.copy(effects),
            Command::CopyPath => self.copy_path(effects),
            Command::OpenFile => self.open_file(effects),
            Command::Undo => self.undo(effects),
            Command::Redo => self.redo(effects),
            Command::Zoom => self.zoomed = !self.zoomed,
            Command::Refresh => {
                self.notify("looking for changes …");
                self.requests.refreshing = true;
                effects.push(Effect::Refresh);
            }
            Command::Sort => self.choose_order(),
            Command::Sets => self.choose_set(),
            Command::Choose if self.on_time_line() => self.filter_time(Mode::Include, effects),
            Command::Choose => self.choose_here(),
            Command::ViewMenu => self.choose_view(),
            Command::Problems => self.show_problems(effects),
            Command::History => self.choose_step(),
            Command::RestoreNotebook => effects.push(Effect::ListCopies),
            Command::SkipTask => self.skip_task(effects),
            Command::Help => self.choose_command(true),
            Command::Palette => self.choose_command(false),
            Command::Back => self.back(effects),
            Command::Repaint => effects.push(Effect::Repaint),
            Command::Suspend => effects.push(Effect::Suspend),
            Command::Quit => self.close_or_quit(effects),
            Command::QuitNow => self.quit(effects),
        }
    }

    /// The scopes whose commands can be run now, the pane's first.
    pub fn scopes(&self) -> [Scope; 2] {
        [self.scope(), Scope::Global]
    }
}
