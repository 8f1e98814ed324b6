//! Draws a dossier: two rows a piece, what it is above where it comes from and what was written of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::{DossierScreen, PIECE_ROWS};
use crate::model::{Citation, CitedDate};
use crate::query::{DossierPiece, PieceSubject};
use crate::text::sanitize::sanitize_line;
use crate::text::width::{shorten, width};
use crate::ui::format::counted;
use crate::ui::frame::draw_cursor;
use crate::ui::pen::Pen;
use crate::ui::theme::{Role, Theme};

/// Columns before the number: bar and blanks.
const LEAD: usize = 3;
/// Columns of the number, a gap included.
const NUMBER: usize = 5;
/// Narrower screens do without the sort of pieces.
const WIDE: u16 = 70;
/// Columns of the sort of a piece, a gap included.
const SORT: usize = 10;

/// Draws the dossier.
pub fn draw(screen: &DossierScreen, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, area, 0);
    let name = screen.dossier.as_ref().map_or("", |dossier| dossier.name.as_str());
    let count = counted(screen.rows.len(), "piece");
    let all =
        if screen.count > 1 { format!("{count} · {} dossiers ", screen.count) } else { format!("{count} ") };
    if pen.room() > width(&all) + 24 && screen.dossier.is_some() {
        pen.put_right(&all, theme.style(Role::Muted));
    }
    pen.skip(LEAD);
    let title =
        if name.is_empty() { "Dossier".to_owned() } else { format!("Dossier · {}", sanitize_line(name)) };
    let room = pen.room().saturating_sub(2);
    pen.put(&shorten(&title, room), theme.style(Role::Title));
    let rows = screen.rows_area(area);
    if screen.rows.is_empty() {
        let notices =
            ["nothing is in it yet: p puts in what is pointed at,", "P chooses what, and into which dossier"];
        for (y, notice) in (0..rows.height).zip(notices) {
            Pen::new(buffer, rows, y).skip(LEAD).put(notice, theme.style(Role::Muted));
        }
    }
    let visible = screen.cursor.visible(screen.rows.len(), rows.height.into(), |_| PIECE_ROWS.into());
    for (at, y) in visible {
        let Some(piece) = screen.rows.get(at) else { continue };
        for line in 0..PIECE_ROWS.min(rows.height.saturating_sub(y as u16)) {
            let mut pen = Pen::new(buffer, rows, y as u16 + line);
            if at == screen.cursor.at {
                draw_cursor(&mut pen, theme, 0);
            }
            match line {
                0 => draw_label(at, piece, theme, area.width, pen),
                _ => draw_origin(piece, theme, pen),
            }
        }
    }
}

fn draw_label(at: usize, piece: &DossierPiece, theme: &Theme, columns: u16, mut pen: Pen) {
    let number = (at + 1).to_string();
    pen.at((LEAD + NUMBER - 2).saturating_sub(width(&number))).put(&number, theme.style(Role::Count));
    pen.at(LEAD + NUMBER);
    let sort = sort(&piece.on);
    let right = if columns >= WIDE { SORT } else { 0 };
    let room = pen.room().saturating_sub(right + 1);
    let style = match piece.on {
        PieceSubject::Passage(..) => Role::Text,
        PieceSubject::Comment => Role::Quote,
        _ => Role::Title,
    };
    pen.put(&shorten(&sanitize_line(&piece.label()), room), theme.style(style));
    if right > 0 {
        pen.put_right(&format!("{sort} "), theme.style(Role::Muted));
    }
}

/// What is put in, in a word.
fn sort(on: &PieceSubject) -> &str {
    match on {
        PieceSubject::Passage(..) => "passage",
        PieceSubject::Figure(..) => "figure",
        PieceSubject::Document(_) => "document",
        PieceSubject::Entity(kind, _) => kind.name(),
        PieceSubject::Search(_) => "search",
        PieceSubject::Comment => "yours",
    }
}

/// What was written of the piece, then where it comes from.
fn draw_origin(piece: &DossierPiece, theme: &Theme, mut pen: Pen) {
    pen.at(LEAD + NUMBER);
    if !piece.words.is_empty() && piece.on != PieceSubject::Comment {
        let room = pen.room().saturating_sub(3);
        let words = piece.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = shorten(&sanitize_line(&words), room.min((room * 3 / 5).max(24)));
        pen.put("✎ ", theme.style(Role::Accent)).put(&shown, theme.style(Role::Quote)).skip(2);
    }
    let origin = piece.cited.as_ref().map(|cited| origin(piece, cited)).unwrap_or_default();
    let room = pen.room().saturating_sub(1);
    if room > 8 {
        pen.put(&shorten(&sanitize_line(&origin), room), theme.style(Role::Muted));
    }
}

/// Source, date as sure as it is, title and place.
fn origin(piece: &DossierPiece, cited: &Citation) -> String {
    let mut parts = Vec::new();
    parts.extend(cited.marked_source());
    parts.extend(cited.date.as_ref().and_then(CitedDate::words));
    if !matches!(piece.on, PieceSubject::Document(_)) {
        parts.push(cited.name().to_owned());
    }
    parts.extend(cited.place_words());
    if parts.is_empty() {
        parts.push(cited.file.clone());
    }
    parts.join(" · ")
}
