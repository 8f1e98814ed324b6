//! Failures that stay said: what they are of, and when each is over.
//!
//! Not here: notices, which go with the next key (`state`), and drawing (`ui::status`).

/// What a failure that stays said is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Something of the program was not opened as it should be, or is kept by half.
    Opening,
    /// A look for changes in the folders. It is over when one succeeds.
    Run,
    /// Something was not written into the notebook.
    Notebook,
}

/// The failures that the reader has not put away yet.
#[derive(Clone, Debug, Default)]
pub struct Troubles {
    opening: Vec<String>,
    run: Vec<String>,
    /// What is in `run` is of a run that has ended.
    run_has_ended: bool,
    notebook: Vec<String>,
}

impl Troubles {
    /// Notes a failure.
    pub(super) fn note(&mut self, of: Trouble, text: String) {
        if of == Trouble::Run && std::mem::take(&mut self.run_has_ended) {
            self.run.clear();
        }
        let noted = match of {
            Trouble::Opening => &mut self.opening,
            Trouble::Run => &mut self.run,
            Trouble::Notebook => &mut self.notebook,
        };
        // Each mark that is not kept counts; one reason why a run failed is said once.
        if of != Trouble::Notebook {
            noted.retain(|known| *known != text);
        }
        noted.push(text);
    }

    /// A run that went well ends the trouble of the runs before.
    pub(super) fn end_run(&mut self, failed: bool) {
        if !failed {
            self.run.clear();
        }
        self.run_has_ended = true;
    }

    /// Puts all of them away. Returns whether there were any.
    pub(super) fn put_away(&mut self) -> bool {
        let any = self.line().is_some();
        *self = Troubles::default();
        any
    }

    /// All of them in one line, not yet sanitised: the latest of what weighs most, and how many more.
    pub fn line(&self) -> Option<String> {
        let all = [&self.notebook, &self.run, &self.opening];
        let first = all.iter().find_map(|texts| texts.last())?;
        Some(match all.iter().map(|texts| texts.len()).sum::<usize>() {
            1 => first.clone(),
            several => format!("{first} (and {} more)", several - 1),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_run_stays_said_until_one_goes_well() {
        let mut troubles = Troubles::default();
        troubles.note(Trouble::Run, "the disk is full".into());
        troubles.note(Trouble::Run, "no such folder".into());
        troubles.end_run(true);
        assert_eq!(troubles.line().as_deref(), Some("no such folder (and 1 more)"));
        troubles.note(Trouble::Run, "no such folder".into());
        assert_eq!(troubles.line().as_deref(), Some("no such folder"), "what failed before is tried again");
        troubles.end_run(false);
        assert_eq!(troubles.line(), None);
    }

    #[test]
    fn what_was_not_saved_stays_said_until_it_is_put_away() {
        let mut troubles = Troubles::default();
        troubles.note(Trouble::Notebook, "not saved: starred".into());
        troubles.end_run(false);
        assert!(troubles.put_away() && troubles.line().is_none() && !troubles.put_away());
    }
}
