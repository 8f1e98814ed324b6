//! Takes answers of the engine into the state. An answer older than the latest request of its sort is
//! dropped.

use std::sync::Arc;

use crate::app::correct::{CorrectionTarget, says_beginning};
use crate::app::focus::View;
use crate::app::message::{Effect, Ticket};
use crate::app::news::{News, ReadingNews};
use crate::app::requests::{CardFor, CopiesWanted};
use crate::app::state::{App, Overlay};
use crate::app::undo::Action;
use crate::app::unsaved::Occasion;
use crate::query::{
    Age, Answer, Completion, DocumentPage, EntityCard, Facets, NoteChange, NotebookChange, Row, SearchResults,
};

/// Takes over an answer, or one part of it, if it is still waited for.
pub(super) fn take(app: &mut App, ticket: Ticket, answer: Answer, effects: &mut Vec<Effect>) {
    if !is_waited_for(app, ticket, &answer) {
        return;
    }
    match answer {
        Answer::Results { results, rows } => take_results(app, results, rows, effects),
        Answer::Folded { ids, rows, passages } => {
            app.list.extend(&ids);
            app.list.learn(rows, passages);
        }
        Answer::SharedRows(others) => app.list.take_shared(others),
        Answer::BatchRows(rows) => app.take_batch_rows(ticket, &rows, effects),
        Answer::Rows { rows, passages } => {
            app.list.learn(rows, passages);
            app.name_in_outline();
        }
        Answer::Suggestion(suggestion) => app.search.suggestion = Some(suggestion),
        Answer::HitCounts { hits, folded } => app.list.hits = Some((hits, folded)),
        Answer::Facets(facets) => take_facets(app, *facets),
        Answer::Page(page) if app.requests.load != ticket => app.copy_sentence_of(ticket, &page, effects),
        Answer::Page(page) => take_page(app, page, effects),
        Answer::Matches(matches) => app.take_matches(matches),
        Answer::Beside(beside) => app.reader.set_beside(Some(*beside)),
        Answer::Entity { card: Some(card), .. } => take_entity(app, card, effects),
        Answer::Entity { name, card: None } => {
            app.notify_failure(format!("nothing more is known of {name}"));
        }
        Answer::Completions(names) => take_completions(app, names),
        Answer::Alike(alike) => app.offer_alike(alike),
        Answer::NearCopies { checksum, .. } => app.take_copies(checksum, effects),
        Answer::SearchCounts(counts) if ticket == app.requests.costs => app.take_costs(&counts),
        Answer::Profile(_)
        | Answer::SpellingExamples(_)
        | Answer::EntityList(_)
        | Answer::EntityTimes(_)
        | Answer::Sentences(_)
        | Answer::SentenceLines { .. }
        | Answer::SearchCounts(_)
        | Answer::Notes(_)
        | Answer::NotePlaces(_)
        | Answer::NotedDocuments(_)
        | Answer::NameMatches(_)
        | Answer::Overview(_) => app.take_for_screen(ticket, answer),
        Answer::Stories(_) => app.take_stories(ticket, effects),
        Answer::Story(page) => app.take_story(ticket, page),
        // Nothing on the screen asks for these.
        Answer::DocumentAt(found) => app.begin_with(ticket, found),
        Answer::TopHits { .. } | Answer::EntityCards(_) | Answer::CopyPairs(_) | Answer::Counts(_) => {}
    }
}

/// Whether an answer is to the latest request of its sort. Screens compare with their own requests.
fn is_waited_for(app: &App, ticket: Ticket, answer: &Answer) -> bool {
    let latest = match answer {
        Answer::Results { .. }
        | Answer::Folded { .. }
        | Answer::SharedRows(_)
        | Answer::Rows { .. }
        | Answer::HitCounts { .. }
        | Answer::Suggestion(_)
        | Answer::Facets(_) => app.search.ticket,
        Answer::Page(_) => match &app.requests.quote {
            Some((asked, _)) if *asked == ticket => *asked,
            _ => app.requests.load,
        },
        Answer::Matches(_) => app.requests.find,
        Answer::Beside(_) => app.requests.beside,
        Answer::Entity { .. } => app.requests.card,
        Answer::Completions(_) => app.requests.complete,
        Answer::Alike(_) => app.requests.alike,
        Answer::NearCopies { .. } => app.requests.copies,
        _ => return true,
    };
    ticket == latest
}

fn take_results(app: &mut App, results: SearchResults, rows: Vec<Row>, effects: &mut Vec<Effect>) {
    app.search.resolved_names.clone_from(&results.resolved_names);
    app.search.suggestion.clone_from(&results.suggestion);
    app.search.newest = results.newest;
    app.search.copies = results.copies;
    app.search.age = results.age;
    if results.age == Age::LastTime {
        return take_last_time(app, results, rows);
    }
    app.note_look(results.newest, effects);
    app.ask_for_copies(results.knows_copies, effects);
    app.requests.copies_wanted = match results.age == Age::Kept && results.knows_copies {
        true => CopiesWanted::Later,
        false => CopiesWanted::ByList,
    };
    app.requests.stories.known = results.knows_stories;
    app.ask_for_stories(effects);
    // What is marked in the page are the words that were searched for in the end.
    app.requests.reload |= app.search.shows_other_words();
    if std::mem::take(&mut app.requests.expects_problems) && results.ids.is_empty() {
        app.undo_stack.forget_last();
        app.leave_problems(effects);
        return app.notify("every file was read: there are no problems to show");
    }
    // What is being read stays, even if it is no longer found; a page that is only on the screen until another comes is
    // not read any more.
    let reading = app.reader.id().filter(|_| app.view == View::Read && app.search.keep);
    let reading = reading.filter(|id| app.current() == Some(*id));
    app.detached = app.detached.or(reading.filter(|id| !results.ids.contains(id)));
    let resume = app.resume.take();
    // What was gone back to before its list was there is in the list now.
    app.detached.take_if(|id| Some(*id) == resume && results.ids.contains(id));
    let keep = resume.or(app.list.selected_id()).filter(|_| app.search.keep);
    let height = app.panes.rows();
    let before = app.list.selected;
    app.list.take(results, rows, keep, height);
    match app.search.arrives && keep.is_some() && resume.is_none() {
        true => app.list.note_arrivals(before),
        false => app.list.forget_arrivals(),
    }
    app.ask_what_costs_most(effects);
    app.go_to_first_document();
    app.greet(effects);
}

/// Shows a list as it was the last time, until the true one is there.
fn take_last_time(app: &mut App, results: SearchResults, rows: Vec<Row>) {
    let kept = app.resume.filter(|id| results.row_ids().place(*id).is_some());
    // One that is not in it is selected once the true list has it.
    app.resume.take_if(|_| kept.is_some());
    app.list.take(results, rows, kept.or(app.list.selected_id()), app.panes.rows());
}

fn take_facets(app: &mut App, facets: Facets) {
    app.search.counted = app.search.ticket;
    let height = usize::from(app.panes.filter_lines().height);
    app.sidebar.take(facets, &app.search.filters, height);
}

fn take_page(app: &mut App, page: Arc<DocumentPage>, effects: &mut Vec<Effect>) {
    take_moved_notes(app, &page, effects);
    let new = app.reader.id() != Some(page.id);
    let reading = news_of(app, &page);
    if app.follow_cut(&page) {
        return;
    }
    if reading == Some(ReadingNews::Gone) {
        // What is on the screen is all that is left of it.
        let said = app.requests.said_gone.replace(page.id) == Some(page.id);
        if app.view == View::Read && !said {
            app.take_news(News { reading, ..News::default() });
        }
        return;
    }
    app.requests.said_gone = None;
    if reading.is_some() {
        app.take_news(News { reading: reading.filter(|_| app.view == View::Read), ..News::default() });
    }
    let matches = app.reader.page.as_ref().map(|page| &page.matches);
    let opens_folds = page.needs_folded_lines && (new || matches != Some(&page.matches));
    app.resume_at = app.requests.position.in_text(&page.document.text);
    if app.reader.page.as_ref().is_some_and(|shown| shown.document.text != page.document.text) {
        app.reader.mention = None;
    }
    app.reader.show(page, &app.marks.notes);
    let area = app.panes.page(app.settings.page_width);
    app.reader.fit(usize::from(area.width), usize::from(area.height));
    if let Some(first) = app.requests.arrive_at_hit.take() {
        app.arrive_at_hit(first);
    } else if opens_folds && app.requests.arrive_at.is_none() {
        app.reader.go_to_opened_hit();
    } else if new && app.view == View::Read && app.requests.arrive_at.is_none() {
        app.resume_reading();
    }
}

/// Writes down which document a passage is in now. It is no action of the reader's, so undo does not take it back.
fn take_moved_notes(app: &mut App, page: &DocumentPage, effects: &mut Vec<Effect>) {
    let is_new = |change: &&NoteChange| {
        let held = change.id().and_then(|id| app.marks.notes.get(id)).map(|note| &**note);
        held.is_some() && held == change.before.as_ref()
    };
    let moved = page.moved.iter().filter(is_new).cloned();
    let changes: Vec<NotebookChange> = moved.map(|change| NotebookChange::Note(Box::new(change))).collect();
    if !changes.is_empty() {
        app.record_changes(changes, Occasion::default(), effects);
    }
}

/// What has become of the document on the page since it was shown.
fn news_of(app: &App, page: &DocumentPage) -> Option<ReadingNews> {
    let shown = app.reader.page.as_ref().filter(|shown| shown.id == page.id)?;
    match (page.path.is_empty(), page.document.text == shown.document.text) {
        (true, _) => (!shown.path.is_empty()).then_some(ReadingNews::Gone),
        (false, same) => (!same && !is_cut_as_said(app, shown, page)).then_some(ReadingNews::Changed),
    }
}

/// Whether a document is longer or shorter as its reader has just said where documents begin: that is no news.
fn is_cut_as_said(app: &App, shown: &DocumentPage, page: &DocumentPage) -> bool {
    let (before, after) = (&shown.document.text, &page.document.text);
    let said =
        app.undo_stack.latest().any(|action| matches!(action, Action::Correct(edit) if says_beginning(edit)));
    said && (before.starts_with(after.as_str()) || after.starts_with(before.as_str()))
}

fn take_entity(app: &mut App, card: Box<EntityCard>, effects: &mut Vec<Effect>) {
    match std::mem::take(&mut app.requests.card_for) {
        CardFor::Reading if app.is_asking() => {}
        CardFor::Reading => app.overlay = Some(Overlay::Card(card)),
        CardFor::Filtering(mode) => app.toggle_filter(&card.criterion(), mode, effects),
        CardFor::Correcting(command, pointed) => {
            app.correct_entity(command, CorrectionTarget::new(card, pointed), effects);
        }
        CardFor::Merging(target) => app.merge(&target, &card, effects),
    }
}

/// Names are offered where one is typed: in a prompt, or in a picker of names.
fn take_completions(app: &mut App, names: Vec<Completion>) {
    match &mut app.prompt {
        Some(prompt) => prompt.offer(names, &app.settings.lists),
        None => app.take_more_names(names),
    }
}
