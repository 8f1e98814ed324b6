//! The loop: draw, wait, change the state, have done what it asks for. It never looks whether
//! something has happened; it sleeps until something has.

use std::io;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::Event;
use super::input::Input;
use super::screen::{self, Screen};
use super::start::Look;
use super::workers::Workers;
use crate::app::{self, App, Effect, Message};
use crate::ui;

/// How long events are taken in before a frame is drawn: keys that repeat faster than the
/// terminal can show share a frame, and none waits longer than half of one at 60 a second.
const DRAIN: Duration = Duration::from_millis(8);

/// Whether the loop goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    GoOn,
    Quit,
}

/// Everything the loop works with.
pub struct EventLoop<'a> {
    pub app: &'a mut App,
    pub look: Look,
    pub screen: Screen,
    pub input: Input,
    pub events: Receiver<Event>,
    pub workers: &'a Workers,
}

impl EventLoop<'_> {
    /// Runs until the state wants to quit or the terminal has gone.
    ///
    /// # Errors
    /// When the terminal fails otherwise. Then, too, the state is told to terminate, so that
    /// nothing is lost.
    pub fn run(mut self) -> io::Result<()> {
        let result = self.turn();
        if result.is_err() {
            for effect in app::update(self.app, Message::Terminate) {
                self.workers.perform(effect);
            }
        }
        match result {
            // The window was closed: nobody is there to be told.
            Err(error) if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => Ok(()),
            other => other,
        }
    }

    fn turn(&mut self) -> io::Result<()> {
        let (mut changed, mut course) = (true, Course::GoOn);
        while course == Course::GoOn {
            if changed {
                self.draw()?;
            }
            (changed, course) = self.take_in()?;
        }
        Ok(())
    }

    /// Draws the state, told the terminal's size first: a state that thinks of more rows than
    /// there are would be drawn out of bounds.
    fn draw(&mut self) -> io::Result<()> {
        let size = screen::size()?;
        if size != self.app.size {
            let effects = app::update(self.app, Message::Resize(size.0, size.1));
            // Nothing that follows from a size ends the program.
            self.perform(effects)?;
        }
        let (app, look) = (&*self.app, &self.look);
        self.screen.draw(|frame| ui::view(app, &look.theme, frame))
    }

    /// Waits for an event, takes in what has piled up behind it, and has done what the state
    /// asks for. Whether there is something to draw, and whether to go on.
    fn take_in(&mut self) -> io::Result<(bool, Course)> {
        // All senders are gone only when the input thread has ended.
        let Ok(first) = self.events.recv() else { return Ok((false, Course::Quit)) };
        let since = Instant::now();
        let (mut next, mut changed) = (Some(first), false);
        while let Some(event) = next {
            changed |= !matches!(event, Event::Write(_));
            if self.take(event)? == Course::Quit {
                return Ok((false, Course::Quit));
            }
            next = if since.elapsed() < DRAIN { self.events.try_recv().ok() } else { None };
        }
        Ok((changed, Course::GoOn))
    }

    fn take(&mut self, event: Event) -> io::Result<Course> {
        match event {
            Event::Message(message) => {
                let effects = app::update(self.app, message);
                return self.perform(effects);
            }
            Event::Suspend => self.suspend()?,
            Event::Continued => self.screen.retake()?,
            Event::Write(bytes) => screen::write_out(&bytes)?,
        }
        Ok(Course::GoOn)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<Course> {
        let mut course = Course::GoOn;
        for effect in effects {
            match effect {
                Effect::Quit => course = Course::Quit,
                Effect::Suspend => self.suspend()?,
                Effect::Theme(name) => self.look.switch_to(&name),
                other => self.workers.perform(other),
            }
        }
        Ok(course)
    }

    /// Gives the terminal back and stops, with everybody in the process group as a shell's job
    /// is stopped; goes on here when the shell says so.
    fn suspend(&mut self) -> io::Result<()> {
        self.input.pause();
        self.screen.leave();
        // Refused, it is as if one had come back at once.
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
        self.screen.retake()?;
        self.input.resume();
        Ok(())
    }
}
