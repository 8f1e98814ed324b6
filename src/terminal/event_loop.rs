//! The event loop: draws, waits for an event, updates the state, and hands the effects to the workers.
//! It does not poll; it sleeps until an event comes. It also suspends and resumes the program.
//!
//! Not here: what an event changes (`app::update`), reading keys (`input`), and the workers (`workers`).

use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::appearance::Appearance;
use super::crash;
use super::editor::Editor;
use super::event::Event;
use super::input::Input;
use super::output::display::Display;
use super::output::window;
use super::workers::Workers;
use crate::app::{self, App, Effect, Message, Trouble};
use crate::{run_log, ui};

/// How long events are taken in before a frame is drawn: keys that repeat faster than the
/// terminal can show share a frame, and none waits longer than half of one at 60 a second.
const DRAIN: Duration = Duration::from_millis(8);
/// How long a terminal that takes nothing is waited for before events are looked at: keys and signals act
/// meanwhile, although nothing of it is seen.
const ROOM: Duration = Duration::from_millis(20);

/// Everything the loop works with.
pub struct EventLoop<'a> {
    /// The state of the program.
    pub app: &'a mut App,
    /// The theme in use.
    pub appearance: Appearance,
    /// The terminal while the program has taken it over.
    pub display: Display,
    /// Whether it is told of links.
    pub links: bool,
    /// The thread that reads the terminal.
    pub input: Input,
    /// The queue all threads send to.
    pub events: &'a Receiver<Event>,
    /// The threads that carry out effects.
    pub workers: &'a Workers,
    /// The reader's editor.
    pub editor: Editor,
    /// What is to be opened in place of what is open, once the loop has ended for it.
    pub instead: Option<PathBuf>,
}

impl EventLoop<'_> {
    /// Runs until the state wants to quit or the terminal has gone. Returns what is to be opened in place of what was
    /// open.
    ///
    /// # Errors
    /// When the terminal fails otherwise. The state is sent [`Message::Terminate`] then, too, so
    /// that nothing is lost.
    pub fn run(mut self) -> io::Result<Option<PathBuf>> {
        // A fault is reported by the hook; which commands led to it only this state knows.
        let result = catch_unwind(AssertUnwindSafe(|| self.turn())).unwrap_or_else(|fault| {
            crash::add_commands(self.app.recent.iter().map(|command| command.spec().name));
            resume_unwind(fault)
        });
        if result.is_err() {
            for effect in app::update(self.app, Message::Terminate) {
                self.workers.perform(effect);
            }
        }
        match result {
            // The window was closed: an error could not be shown.
            Err(error) if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => Ok(None),
            other => other.map(|()| self.instead.take()),
        }
    }

    fn turn(&mut self) -> io::Result<()> {
        let mut changed = true;
        loop {
            let mut caught_up = self.display.catch_up()?;
            if caught_up && std::mem::take(&mut changed) {
                self.draw()?;
                // The terminal may have taken only the beginning of the frame.
                caught_up = self.display.catch_up()?;
            }
            let (more, flow) = self.take_in(caught_up)?;
            changed |= more;
            if flow.is_break() {
                return Ok(());
            }
        }
    }

    /// Draws the state, after it has the terminal's size: with more rows than there are it would
    /// be drawn out of bounds.
    fn draw(&mut self) -> io::Result<()> {
        let size = window::size()?;
        if size != self.app.size {
            let effects = app::update(self.app, Message::Resize(size.0, size.1));
            // Nothing that follows from a size ends the program.
            _ = self.perform(effects)?;
        }
        let app = &*self.app;
        self.appearance.show(app.theme());
        let appearance = &self.appearance;
        let links = if self.links { ui::links(app) } else { Vec::new() };
        self.display.set_title(&ui::window_title(app))?;
        self.display.draw(|frame| ui::view(app, &appearance.theme, frame), &links)
    }

    /// Waits for an event, handles it and those that are queued after it, and has the effects
    /// carried out. Returns whether there is something to draw, and whether to go on.
    fn take_in(&mut self, caught_up: bool) -> io::Result<(bool, ControlFlow<()>)> {
        let mut next = if caught_up {
            let Ok(first) = self.events.recv() else { return Ok((false, ControlFlow::Break(()))) };
            Some(first)
        } else {
            self.display.wait(ROOM);
            self.events.try_recv().ok()
        };
        let since = Instant::now();
        let mut changed = false;
        while let Some(event) = next {
            changed |= !matches!(event, Event::Write(_));
            if self.take(event, since)?.is_break() {
                return Ok((false, ControlFlow::Break(())));
            }
            next = if since.elapsed() < DRAIN { self.events.try_recv().ok() } else { None };
        }
        Ok((changed, ControlFlow::Continue(())))
    }

    fn take(&mut self, event: Event, since: Instant) -> io::Result<ControlFlow<()>> {
        match event {
            Event::Typed => return self.take_typed(since),
            Event::Message(message) => {
                if matches!(message, Message::Resize(..)) {
                    // Also at the size it had before: what was cut off meanwhile is gone from the screen.
                    self.display.repaint();
                }
                note(&message);
                let effects = app::update(self.app, message);
                return self.perform(effects);
            }
            // It stopped with the editor already.
            Event::Suspend if self.editor.stops > 0 => self.editor.stops -= 1,
            Event::Suspend => self.suspend()?,
            Event::Continued => self.display.retake()?,
            Event::Write(bytes) => self.display.send(&bytes)?,
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Handles what was typed, for as long as a frame may wait.
    fn take_typed(&mut self, since: Instant) -> io::Result<ControlFlow<()>> {
        app::update(self.app, Message::Clock(jiff::Timestamp::now().as_second()));
        while let Some(message) = self.input.next() {
            let performed = self.app.performed;
            let effects = app::update(self.app, message);
            let new = self.app.recent.len().saturating_sub(self.app.performed - performed);
            self.app.recent.iter().skip(new).for_each(|command| run_log::note(command.spec().name, &[]));
            if self.perform(effects)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            if since.elapsed() >= DRAIN {
                // The rest comes after the frame and after what others have sent.
                self.input.remind();
                break;
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<ControlFlow<()>> {
        let mut flow = ControlFlow::Continue(());
        for effect in effects {
            match effect {
                Effect::Quit => flow = ControlFlow::Break(()),
                Effect::OpenInstead(path) => {
                    self.instead = Some(path);
                    flow = ControlFlow::Break(());
                }
                Effect::Suspend => self.suspend()?,
                Effect::WriteInEditor(text) => flow = self.write_in_editor(&text)?,
                Effect::Repaint => self.display.repaint(),
                other => self.workers.perform(other),
            }
        }
        Ok(flow)
    }

    /// Leaves the terminal to the reader's editor until it ends, and takes in what was written there.
    fn write_in_editor(&mut self, text: &str) -> io::Result<ControlFlow<()>> {
        self.input.pause();
        self.display.leave();
        let written = self.editor.write_on(text);
        self.display.retake()?;
        self.input.resume();
        let effects = app::update(self.app, Message::Written(written));
        self.perform(effects)
    }

    /// Gives the terminal back and stops, with all processes of the group, as a shell's job is
    /// stopped; goes on here when the shell continues it.
    fn suspend(&mut self) -> io::Result<()> {
        self.input.pause();
        self.display.leave();
        // If stopping is refused, the program goes on at once.
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
        self.display.retake()?;
        self.input.resume();
        Ok(())
    }
}

/// Notes in the log that something failed, not what is said of it: that may name a file.
fn note(message: &Message) {
    match message {
        Message::Trouble(Trouble::Opening, _) => run_log::note("trouble: opening", &[]),
        Message::Trouble(Trouble::Run, _) => run_log::note("trouble: a run", &[]),
        Message::Trouble(Trouble::Notebook, _) => run_log::note("trouble: the notebook", &[]),
        Message::Failed(_) => run_log::note("a failure was said", &[]),
        Message::Answer { answer: Err(_), .. } => run_log::note("a question was not answered", &[]),
        _ => {}
    }
}
