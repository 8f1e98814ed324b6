//! The thread that reads the terminal. It sleeps until bytes or a command come, so that nothing
//! wakes an idle program; a command comes through a pipe of its own.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::event::PollFlags;

use super::decode::Decoder;
use super::poll::wait;
use super::typed::{Typed, TypedQueue};
use crate::app::Message;
use crate::terminal::crash;
use crate::terminal::event::{Event, Outbox};
use crate::terminal::program_thread::ProgramThread;

/// How late the rest of a sequence may be. Longer than a sequence takes over a slow line, shorter
/// than a person notices after Esc.
const REST: Duration = Duration::from_millis(25);
/// How late the rest of a paste may be: longer than a line hangs, since what comes later acts as keys. A paste
/// whose end never comes would keep all keys from acting.
const REST_OF_PASTE: Duration = Duration::from_secs(1);

/// The handle of the input thread. Dropping it ends the thread.
pub struct Input {
    typed: Arc<TypedQueue>,
    outbox: Outbox,
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
        let queue = Arc::<TypedQueue>::default();
        let mut reader = InputReader {
            typed: Arc::clone(&queue),
            terminal,
            commands: commands_out,
            acknowledge,
            decoder: Decoder::default(),
            outbox: outbox.clone(),
        };
        let thread = crash::spawn(ProgramThread::Input, move || {
            reader.pass_on(&typed);
            // However the reading ends, the program cannot be used any more.
            if reader.read().is_err() {
                reader.outbox.send(Message::Terminate);
            }
        })?;
        Ok(Input { typed: queue, outbox, commands: commands_in.into(), paused, thread: Some(thread) })
    }

    /// The next of what was typed.
    pub fn next(&mut self) -> Option<Message> {
        let (typed, room) = self.typed.next();
        if room {
            self.resume();
        }
        typed.map(Message::from)
    }

    /// Reminds the loop of what it has left waiting.
    pub fn remind(&self) {
        if self.typed.is_waiting() {
            self.outbox.post(Event::Typed);
        }
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
    typed: Arc<TypedQueue>,
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
            if self.typed.is_full() {
                // Nothing is read until there is room: whoever sends so much waits.
                if !self.take_command()? {
                    return Ok(());
                }
                continue;
            }
            let limit = match (self.decoder.is_in_paste(), self.decoder.is_unfinished()) {
                (true, _) => Some(REST_OF_PASTE),
                (_, true) => Some(REST),
                _ => None,
            };
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
        let mut typed = Vec::new();
        self.decoder.feed(bytes, &mut typed);
        self.send(typed);
    }

    fn finish(&mut self) {
        let mut typed = Vec::new();
        self.decoder.finish(&mut typed);
        self.send(typed);
    }

    fn send(&self, typed: Vec<Typed>) {
        if self.typed.add(typed) {
            self.outbox.post(Event::Typed);
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

    fn message(input: &mut Input, events: &Receiver<Event>) -> Option<Message> {
        loop {
            if let Some(message) = input.next() {
                return Some(message);
            }
            match events.recv() {
                Ok(Event::Typed) => {}
                Ok(Event::Message(message)) => return Some(message),
                _ => return None,
            }
        }
    }

    fn key(code: KeyCode) -> Option<Message> {
        Some(Message::Key(Key::plain(code)))
    }

    #[test]
    fn keys_come_as_messages_and_the_end_as_terminate() {
        let (mut keyboard, mut input, events) = started();
        assert_eq!(message(&mut input, &events), key(KeyCode::Char('t')), "typed before");
        keyboard.write_all(b"j\x1b").unwrap();
        assert_eq!(message(&mut input, &events), key(KeyCode::Char('j')));
        assert_eq!(message(&mut input, &events), key(KeyCode::Esc), "once nothing follows");
        drop(keyboard);
        assert_eq!(message(&mut input, &events), Some(Message::Terminate));
    }

    #[test]
    fn while_paused_nothing_is_read() {
        let (mut keyboard, mut input, events) = started();
        assert_eq!(message(&mut input, &events), key(KeyCode::Char('t')));
        input.pause();
        keyboard.write_all(b"k").unwrap();
        assert!(input.next().is_none());
        input.resume();
        assert_eq!(message(&mut input, &events), key(KeyCode::Char('k')));
    }

    #[test]
    fn it_stops_while_the_keyboard_is_silent() {
        let (_keyboard, mut input, events) = started();
        assert_eq!(message(&mut input, &events), key(KeyCode::Char('t')));
        drop(input);
        assert!(events.iter().all(|event| matches!(event, Event::Typed)), "nothing more, and no terminate");
    }

    #[test]
    fn a_paste_without_an_end_ends_by_itself() {
        let (mut keyboard, mut input, events) = started();
        assert_eq!(message(&mut input, &events), key(KeyCode::Char('t')));
        keyboard.write_all(b"\x1b[200~grain\x1b[20").unwrap();
        assert_eq!(message(&mut input, &events), Some(Message::Paste("grain\u{1b}[20".into())));
        keyboard.write_all(b"j").unwrap();
        assert_eq!(message(&mut input, &events), key(KeyCode::Char('j')));
    }

    #[test]
    fn while_too_much_waits_nothing_is_read_and_it_can_still_be_stopped() {
        let (mut keyboard, mut input, events) = started();
        let typing = std::thread::spawn(move || {
            // Ends with an error once nobody reads.
            let page = vec![b'x'; 1 << 16];
            let typed = (0..64).take_while(|_| keyboard.write_all(&page).is_ok());
            typed.count()
        });
        assert_eq!(message(&mut input, &events), key(KeyCode::Char('t')));
        while !input.typed.is_full() {
            std::thread::yield_now();
        }
        input.pause();
        input.resume();
        for _ in 0..1 << 20 {
            assert_eq!(message(&mut input, &events), key(KeyCode::Char('x')));
        }
        drop(input);
        assert!(typing.join().unwrap() < 64, "the rest was not read");
    }
}
