//! Writes pieces as one page of HTML: it loads nothing and runs nothing, and its links go to files and the web only.
//!
//! Not here: how it looks (`html_style`).

use std::fmt::Write as _;

use super::escape::{file_address, html, web_address};
use super::exported::Export;
use super::html_style::STYLE;
use super::markdown::credit;
use super::piece::{Piece, PieceSort};
use crate::model::{Citation, CitedDate};

/// From so many pieces on there is a table of contents. Set by hand.
const CONTENTS_FROM: usize = 10;

/// The whole page.
pub fn write(export: &Export) -> String {
    let title = html(if export.title.is_empty() { "Pieces" } else { &export.title });
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
        <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"perusal\">\n\
        <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1 dir=\"auto\">{title}</h1>\n"
    );
    let count = match export.pieces.len() {
        1 => "1 piece".to_owned(),
        count => format!("{count} pieces"),
    };
    let _ = writeln!(
        page,
        "<p class=\"made\">{count} · made by <code>{}</code></p>\n</header>",
        html(&export.command)
    );
    if export.pieces.len() >= CONTENTS_FROM {
        page.push_str("<nav>\n<h2>Contents</h2>\n<ol>\n");
        for (number, piece) in (1..).zip(&export.pieces) {
            let heading = html(&heading(piece));
            let _ = writeln!(page, "<li><a href=\"#p{number}\" dir=\"auto\">{heading}</a></li>");
        }
        page.push_str("</ol>\n</nav>\n");
    }
    page.push_str("<main>\n");
    for (number, piece) in (1..).zip(&export.pieces) {
        write_piece(&mut page, number, piece);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn heading(piece: &Piece) -> String {
    let heading = piece.heading();
    if heading.is_empty() { piece.sort.name().to_owned() } else { heading.into_owned() }
}

fn write_piece(page: &mut String, number: usize, piece: &Piece) {
    let colour = piece.colour.map(|colour| format!(" class=\"{}\"", colour.name())).unwrap_or_default();
    let _ = writeln!(page, "<section id=\"p{number}\"{colour}>");
    if piece.sort != PieceSort::Passage {
        let _ = writeln!(page, "<p class=\"sort\">{}</p>", piece.sort.name());
    }
    let heading = html(&heading(piece));
    let _ =
        writeln!(page, "<h2><span class=\"number\">{number}</span><span dir=\"auto\">{heading}</span></h2>");
    if let Some(quote) = &piece.quote {
        let language =
            piece.citation.as_ref().and_then(|cited| cited.language.as_deref()).filter(|l| is_code(l));
        let language = language.map(|code| format!(" lang=\"{code}\"")).unwrap_or_default();
        let _ = writeln!(page, "<blockquote{language} dir=\"auto\"><p>{}</p></blockquote>", html(quote));
    }
    if let (Some(cited), Some(_)) = (&piece.citation, &piece.quote) {
        let _ = writeln!(page, "<p class=\"credit\">— {}</p>", html(&credit(piece, cited)));
    }
    if let Some(lost) = &piece.lost {
        let _ = writeln!(page, "<p class=\"lost\">{}</p>", html(lost));
    }
    if !piece.words.is_empty() {
        let _ = writeln!(page, "<p class=\"words\" dir=\"auto\">{}</p>", html(&piece.words));
    }
    if !piece.details.is_empty() {
        page.push_str("<ul class=\"known\">\n");
        piece.details.iter().for_each(|detail| _ = writeln!(page, "<li dir=\"auto\">{}</li>", html(detail)));
        page.push_str("</ul>\n");
    }
    if !piece.tags.is_empty() {
        let tags: String =
            piece.tags.iter().map(|tag| format!("<span>#{}</span> ", html(tag.name()))).collect();
        let _ = writeln!(page, "<p class=\"tags\">{}</p>", tags.trim_end());
    }
    if let Some(cited) = &piece.citation {
        write_citation(page, cited);
    }
    page.push_str("</section>\n");
}

/// A code of a language as `lang` takes it.
fn is_code(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn write_citation(page: &mut String, cited: &Citation) {
    page.push_str("<dl>\n");
    let mut entry = |label: &str, value: String| _ = writeln!(page, "<dt>{label}</dt><dd>{value}</dd>");
    if let Some(author) = &cited.author {
        entry("Author", html(author));
    }
    if let Some(source) = cited.marked_source() {
        let doubt = if cited.source_sure { "" } else { " (a guess)" };
        entry("Source", format!("{}{doubt}", html(&source)));
    }
    if let Some(words) = cited.date.as_ref().and_then(date_words) {
        entry("Date", html(&words));
    }
    entry("File", link(file_address(&cited.file), &cited.file));
    if let Some(inside) = &cited.inside {
        entry("In it", html(inside));
    }
    let places = cited.place_words().join(", ");
    if !places.is_empty() {
        entry("Place", html(&places));
    }
    if let Some(address) = &cited.address {
        entry("Address", link(web_address(address), address));
    }
    match &cited.sha256 {
        Some(sum) => entry("SHA-256", format!("<code>{}</code>", html(sum))),
        None => entry("SHA-256", "not known: the file could not be read".to_owned()),
    }
    if let Some(saved) = cited.saved {
        entry("File saved", html(&saved.words()));
    }
    page.push_str("</dl>\n");
}

/// The date with how sure it is and why.
fn date_words(date: &CitedDate) -> Option<String> {
    let mut words = date.words()?;
    if date.date.is_some() && !date.sure {
        words.push_str(" (a guess)");
    }
    words.extend(date.why.as_ref().map(|why| format!(", by: {why}")));
    Some(words)
}

fn link(to: Option<String>, shown: &str) -> String {
    let shown = html(shown);
    to.map_or(shown.clone(), |to| format!("<a href=\"{}\">{shown}</a>", html(&to)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::{Html, Selector};

    use super::super::format::ExportFormat;
    use super::super::piece::tests::{hostile, piece};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_text_becomes_markup_and_no_link_acts(
            pieces in prop::collection::vec(piece(), 0..12), title in hostile(),
        ) {
            let export = Export { title, command: "perusal export <x>".into(), pieces: pieces.clone() };
            let written = export.write(ExportFormat::Html);
            let page = Html::parse_document(&written);
            let all = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
            prop_assert_eq!((all("script"), all("body style"), all("img"), all("iframe")), (0, 0, 0, 0));
            prop_assert_eq!(all("section"), pieces.len());
            prop_assert_eq!(all("nav li"), if pieces.len() < CONTENTS_FROM { 0 } else { pieces.len() });
            for link in page.select(&Selector::parse("a").unwrap()) {
                let to = link.attr("href").unwrap();
                prop_assert!(["file:///", "http://", "https://", "#p"].iter().any(|begin| to.starts_with(begin)), "{}", to);
            }
            let quotes = pieces.iter().filter_map(|piece| piece.cleaned().quote);
            let quoted = Selector::parse("blockquote p").unwrap();
            let shown = page.select(&quoted).map(|p| p.text().collect::<String>());
            prop_assert_eq!(shown.collect::<Vec<_>>(), quotes.collect::<Vec<_>>());
        }
    }
}
