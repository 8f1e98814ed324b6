//! The workers that answer questions, one for each lane, and the queues in which questions wait.
//!
//! Not here: how questions of one sort wait for each other (`query::Question`), and surviving failures
//! (`context`).

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::context::{Outcome, WorkerContext};
use crate::app::{Message, Ticket};
use crate::query::{Failure, Lane, Question, Waiting};
use crate::terminal::crash;
use crate::terminal::program_thread::ProgramThread;

/// The workers of all lanes. They end when it is dropped; questions that still wait then get no
/// answer.
pub struct Questions {
    /// Each at the place of its lane's number.
    queues: Vec<Arc<Queue>>,
}

/// The questions that wait in one lane.
#[derive(Default)]
struct Queue {
    state: Mutex<QueueState>,
    changed: Condvar,
}

#[derive(Default)]
struct QueueState {
    waiting: VecDeque<Asked>,
    closed: bool,
}

/// A question, and the number by which its answer is known.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    ticket: Ticket,
    question: Question,
}

impl Questions {
    /// Starts the workers.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(context: &WorkerContext) -> io::Result<Questions> {
        // One by one, so that those already started end if one cannot be.
        let mut questions = Questions { queues: Vec::new() };
        for lane in Lane::ALL {
            let queue = Arc::<Queue>::default();
            questions.queues.push(Arc::clone(&queue));
            let context = context.clone();
            crash::spawn(ProgramThread::Answers(lane), move || {
                while let Some(asked) = queue.wait() {
                    context.survive(|| answer(&context, &asked, &queue));
                }
            })?;
        }
        Ok(questions)
    }

    /// Has a question answered.
    pub fn ask(&self, ticket: Ticket, question: Question) {
        if let Some(queue) = self.queues.get(question.lane() as usize) {
            queue.put(Asked { ticket, question });
        }
    }
}

impl Drop for Questions {
    fn drop(&mut self) {
        self.queues.iter().for_each(|queue| queue.close());
    }
}

fn answer(context: &WorkerContext, asked: &Asked, queue: &Queue) -> Outcome {
    let ticket = asked.ticket;
    let mut give = |answer| context.outbox.send(Message::Answer { ticket, answer: Ok(answer) });
    match context.engine.answer(&asked.question, &|| queue.is_overtaken(&asked.question), &mut give) {
        Ok(()) | Err(Failure::Cancelled) => {}
        Err(Failure::Failed(reason)) => {
            context.outbox.send(Message::Answer { ticket, answer: Err(reason) });
            context.mend_if_suspected();
        }
    }
    Ok(())
}

impl Queue {
    /// A poisoned lock is taken all the same: the state is whole at every moment.
    fn state(&self) -> MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, mut asked: Asked) {
        let mut state = self.state();
        let waiting = &mut state.waiting;
        match asked.question.waiting() {
            Waiting::All => {}
            Waiting::LatestWins => waiting.retain(|earlier| !earlier.question.is_like(&asked.question)),
            Waiting::Joined => {
                let earlier = waiting.iter().position(|earlier| earlier.question.is_like(&asked.question));
                let earlier = earlier.and_then(|at| waiting.remove(at));
                if let Some(earlier) = earlier.filter(|earlier| earlier.ticket == asked.ticket) {
                    asked.question.join(earlier.question);
                }
            }
        }
        waiting.push_back(asked);
        self.changed.notify_one();
    }

    /// Waits for a question; `None` when the queue is closed. What of it is not answered at
    /// once stays here.
    fn wait(&self) -> Option<Asked> {
        let mut state = self.state();
        loop {
            if state.closed {
                return None;
            }
            if let Some(mut asked) = state.waiting.pop_front() {
                if let Some(question) = asked.question.split_off_rest() {
                    state.waiting.push_front(Asked { question, ..asked });
                }
                return Some(asked);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether the answer to a question that is being worked on is out of date.
    fn is_overtaken(&self, question: &Question) -> bool {
        let state = self.state();
        let later = || state.waiting.iter().any(|later| later.question.is_like(question));
        state.closed || (question.waiting() == Waiting::LatestWins && later())
    }

    fn close(&self) {
        self.state().closed = true;
        self.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentId, Kind};
    use crate::query::{CopyRows, Marks, RowSharing, Search};

    fn rows(ticket: Ticket, ids: &[u64]) -> Asked {
        let ids = ids.iter().copied().map(DocumentId).collect();
        Asked { ticket, question: Question::Rows { search: Search::default(), ids, read: None } }
    }

    fn search(ticket: Ticket) -> Asked {
        let (search, marks) = (Search::default(), Arc::<Marks>::default());
        Asked {
            ticket,
            question: Question::Search {
                search,
                marks,
                around: None,
                height: 9,
                sharing: RowSharing::default(),
            },
        }
    }

    fn profile(ticket: Ticket) -> Asked {
        Asked {
            ticket,
            question: Question::Profile {
                kind: Kind::Person,
                name: "Ann Bell".into(),
                copies: CopyRows::Folded,
            },
        }
    }

    fn lines(ticket: Ticket) -> Asked {
        Asked { ticket, question: Question::SentenceLines { search: Search::default(), places: Vec::new() } }
    }

    #[test]
    fn of_one_sort_the_latest_question_wins_but_for_lines() {
        let queue = Queue::default();
        for asked in [profile(1), lines(2), profile(3), search(4), lines(5), search(6)] {
            queue.put(asked);
        }
        let order = [lines(2), profile(3), lines(5), search(6)];
        assert_eq!(order.map(|_| queue.wait().unwrap().ticket), [2, 3, 5, 6]);
    }

    #[test]
    fn a_question_is_overtaken_by_a_later_one_of_its_sort_and_by_the_end() {
        let queue = Queue::default();
        let first = search(1).question;
        queue.put(profile(2));
        queue.put(lines(3));
        assert!(!queue.is_overtaken(&first) && !queue.is_overtaken(&lines(1).question));
        queue.put(search(4));
        assert!(queue.is_overtaken(&first));
        queue.close();
        assert!(queue.is_overtaken(&lines(1).question) && queue.wait().is_none());
    }

    #[test]
    fn requests_for_rows_join_unless_they_are_of_another_search() {
        let queue = Queue::default();
        queue.put(rows(1, &[1, 2]));
        queue.put(rows(1, &[3]));
        assert_eq!(queue.wait(), Some(rows(1, &[1, 2, 3])));
        queue.put(rows(1, &[1, 2]));
        queue.put(rows(2, &[9]));
        assert_eq!(queue.wait(), Some(rows(2, &[9])));
    }

    #[test]
    fn rows_that_are_not_made_at_once_are_made_after_those_asked_for_meanwhile() {
        let queue = Queue::default();
        let ids: Vec<u64> = (0..60).collect();
        queue.put(rows(1, &ids));
        assert_eq!(queue.wait(), Some(rows(1, &ids[10..])));
        queue.put(rows(1, &[99]));
        assert_eq!(queue.wait(), Some(rows(1, &[&ids[..10], &[99]].concat())));
        queue.put(rows(1, &ids));
        queue.wait();
        queue.put(rows(2, &[7]));
        assert_eq!(queue.wait(), Some(rows(2, &[7])), "the others are on no screen any more");
    }

    #[test]
    fn a_waiting_worker_is_woken_by_a_question_and_by_the_end() {
        let queue = Arc::new(Queue::default());
        let waiting = Arc::clone(&queue);
        let worker = std::thread::spawn(move || (waiting.wait(), waiting.wait()));
        queue.put(profile(1));
        // A queue closed before that would drop the question; so wait for the worker.
        while !queue.state().waiting.is_empty() {
            std::thread::yield_now();
        }
        queue.close();
        assert_eq!(worker.join().unwrap(), (Some(profile(1)), None));
    }
}
