//! The tutor: tasks in the real program over the sample, each ticked off once the state shows that it is done.
//!
//! Not here: looking whether a task is done (`perform::task`), and where it is drawn (`ui::tutor`).

mod check;
mod task;

use super::input::command::Command;
pub use check::Check;
pub use task::{Stretch, Task, TaskFile, pieces};

/// The tasks, and how far one is.
#[derive(Clone, Debug)]
pub struct Tutor {
    tasks: Vec<Task>,
    /// How many are done.
    done: usize,
    /// The command carried out since the last look.
    performed: Option<Command>,
}

impl Tutor {
    /// The tasks that come with the program, the first of them done.
    ///
    /// # Errors
    /// When they cannot be read, which a test excludes.
    pub fn built_in(done: usize) -> Result<Tutor, String> {
        let file: TaskFile =
            toml::from_str(include_str!("../../../assets/tutor.toml")).map_err(|error| error.to_string())?;
        Ok(Tutor { done: done.min(file.task.len()), tasks: file.task, performed: None })
    }

    /// The task to be done; `None` once all are.
    pub fn task(&self) -> Option<&Task> {
        self.tasks.get(self.done)
    }

    /// The task done last.
    pub fn last(&self) -> Option<&Task> {
        self.tasks.get(self.done.checked_sub(1)?)
    }

    /// How many are done, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.tasks.len())
    }

    /// The command carried out since the last look.
    pub(in crate::app) fn take_performed(&mut self) -> Option<Command> {
        self.performed.take()
    }

    /// Notes that a command was carried out.
    pub(in crate::app) fn note(&mut self, command: Command) {
        self.performed = Some(command);
    }

    /// Ticks the task off.
    pub(in crate::app) fn step(&mut self) {
        self.done = (self.done + 1).min(self.tasks.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tasks_are_read_and_every_command_in_them_exists() {
        let mut tutor = Tutor::built_in(0).unwrap();
        assert_eq!(tutor.progress(), (0, 12));
        for task in &tutor.tasks {
            let shown = pieces(&task.words, |command| command.spec().name.to_uppercase());
            assert!(shown.iter().any(|piece| piece.is_key), "{}", task.words);
            assert!(!shown.iter().any(|piece| piece.text.contains(['{', '}'])), "{}", task.words);
        }
        (0..20).for_each(|_| tutor.step());
        assert!(tutor.task().is_none() && tutor.last().is_some());
        assert_eq!(Tutor::built_in(99).unwrap().progress(), (12, 12));
    }
}
