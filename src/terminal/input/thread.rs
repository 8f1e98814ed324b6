//! The thread that reads the terminal. It sleeps until bytes or a command come, so that nothing
//! wakes an idle program; a command comes through a pipe of its own.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::event::PollFlags;

use super::decode::Decoder;
use super::poll::wait;
use crate::app::Message;
use crate::terminal::crash;
use crate::terminal::event::Outbox;
use crate::terminal::program_thread::ProgramThread;

/// How late the rest of a sequence may be. Longer than a sequence takes over a slow line, shorter
/// than a person notices after Esc.
const REST: Duration = Duration::from_millis(25);

/// The handle of the input thread. Dropping it ends the thread.
pub struct Input {
    commands: File,
    paused: Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

/// What the pipe carries: one byte each.
#[derive(Clone, Copy)]
enum Command {
    Pause = b'p' as isize,
    Resume = b'r' as isize,
    Stop = b's' as isize,
}

/// Opens the terminal for reading: standard input, or the terminal of the session when standard
/// input is something else.
///
/// # Errors
/// When there is no such terminal.
pub fn open() -> io::Result<OwnedFd> {
    let stdin = rustix::stdio::stdin();
    if rustix::termios::isatty(stdin) {
        return stdin.try_clone_to_owned();
    }
    Ok(File::open("/dev/tty")?.into())
}

impl Input {
    /// Starts reading `terminal`. `typed` are bytes that have already been read.
    ///
    /// # Errors
    /// When the system has no pipe or thread left.
    pub fn start(terminal: OwnedFd, typed: Vec<u8>, outbox: Outbox) -> io::Result<Input> {
        let (commands_out, commands_in) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
        let (acknowledge, paused) = channel();
        let mut reader = InputReader {
            terminal,
            commands: commands_out,
            acknowledge,
            decoder: Decoder::default(),
            outbox,
        };
        let thread = crash::spawn(ProgramThread::Input, move || {
            reader.pass_on(&typed);
            // However the reading ends, the program cannot be used any more.
            if reader.read().is_err() {
                reader.outbox.send(Message::Terminate);
            }
        })?;
        Ok(Input { commands: commands_in.into(), paused, thread: Some(thread) })
    }

    /// Leaves the terminal to another program; returns when nothing is read any more.
    pub fn pause(&mut self) {
        if self.command(Command::Pause).is_ok() {
            // An error means that the thread has ended, which is as good.
            let _ = self.paused.recv();
        }
    }

    /// Reads again.
    pub fn resume(&mut self) {
        let _ = self.command(Command::Resume);
    }

    fn command(&mut self, command: Command) -> io::Result<()> {
        io::Write::write_all(&mut self.commands, &[command as u8])
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        let stopped = self.command(Command::Stop);
        if let (Ok(()), Some(thread)) = (stopped, self.thread.take()) {
            let _ = thread.join();
        }
    }
}

/// The state of the thread.
struct InputReader {
    terminal: OwnedFd,
    commands: OwnedFd,
    acknowledge: Sender<()>,
    decoder: Decoder,
    outbox: Outbox,
}

impl InputReader {
    /// Reads until the command to stop comes.
    ///
    /// # Errors
    /// When the terminal has gone.
    fn read(&mut self) -> io::Result<()> {
        let mut buffer = [0; 4096];
        loop {
            let limit = self.decoder.is_unfinished().then_some(REST);
            let [terminal, commands] = wait([self.terminal.as_fd(), self.commands.as_fd()], limit)?;
            if !commands.is_empty() && !self.take_command()? {
                return Ok(());
            }
            if terminal.contains(PollFlags::IN) {
                match rustix::io::read(&self.terminal, &mut buffer) {
                    Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                    Ok(length) => self.pass_on(&buffer[..length]),
                    Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                    Err(error) => return Err(error.into()),
                }
            } else if !terminal.is_empty() {
                return Err(io::ErrorKind::BrokenPipe.into());
            } else if commands.is_empty() {
                self.finish();
            }
        }
    }

    fn pass_on(&mut self, bytes: &[u8]) {
        let mut messages = Vec::new();
        self.decoder.feed(bytes, &mut messages);
        self.send(messages);
    }

    fn finish(&mut self) {
        let mut messages = Vec::new();
        self.decoder.finish(&mut messages);
        self.send(messages);
    }

    fn send(&self, messages: Vec<Message>) {
        for message in messages {
            self.outbox.send(message);
        }
    }

    /// Takes one command; while paused, waits for the next. Returns whether to read on.
    fn take_command(&mut self) -> io::Result<bool> {
        loop {
            let mut command = [0];
            let length = rustix::io::retry_on_intr(|| rustix::io::read(&self.commands, &mut command))?;
            match command[0] {
                b'p' if length == 1 => {
                    let _ = self.acknowledge.send(());
                }
                b'r' if length == 1 => return Ok(true),
                _ => return Ok(false),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::app::input::key::{Key, KeyCode};
    use crate::terminal::event::Event;

    /// A pipe stands for the terminal.
    fn started() -> (File, Input, Receiver<Event>) {
        let (terminal, keyboard) = rustix::pipe::pipe().unwrap();
        let (sender, events) = channel();
        (keyboard.into(), Input::start(terminal, b"t".to_vec(), Outbox(sender)).unwrap(), events)
    }

    fn message(events: &Receiver<Event>) -> Option<Message> {
        match events.recv() {
            Ok(Event::Message(message)) => Some(message),
            _ => None,
        }
    }

    fn key(code: KeyCode) -> Option<Message> {
        Some(Message::Key(Key::plain(code)))
    }

    #[test]
    fn keys_come_as_messages_and_the_end_as_terminate() {
        let (mut keyboard, _input, events) = started();
        assert_eq!(message(&events), key(KeyCode::Char('t')), "typed before");
        keyboard.write_all(b"j\x1b").unwrap();
        assert_eq!(message(&events), key(KeyCode::Char('j')));
        assert_eq!(message(&events), key(KeyCode::Esc), "once nothing follows");
        drop(keyboard);
        assert_eq!(message(&events), Some(Message::Terminate));
    }

    #[test]
    fn while_paused_nothing_is_read() {
        let (mut keyboard, mut input, events) = started();
        assert_eq!(message(&events), key(KeyCode::Char('t')));
        input.pause();
        keyboard.write_all(b"k").unwrap();
        assert!(events.try_recv().is_err());
        input.resume();
        assert_eq!(message(&events), key(KeyCode::Char('k')));
    }

    #[test]
    fn it_stops_while_the_keyboard_is_silent() {
        let (_keyboard, input, events) = started();
        drop(input);
        assert_eq!(message(&events), key(KeyCode::Char('t')));
        assert!(events.recv().is_err(), "nothing more, and no terminate");
    }
}
