//! Finds how a mail is signed: the signature behind "-- ", a box or rule at the end, the footer of a
//! mailing list, and the words before them: "Thanks, Ann".

use std::ops::Range;

use super::messages::is_rule;
use crate::segment::line::rows::Row;

/// Rows of a signature, at most.
const LONGEST: usize = 25;
/// Rows behind a rule that sign, at most.
const RULED: usize = 14;
/// Rows of a block that names the sender without a rule before it.
const NAMING: usize = 8;
/// Words of a line that closes, at most.
const WORDS: usize = 5;
/// Words that close a letter, in small letters.
const CLOSINGS: [&str; 30] = [
    "thanks",
    "thank",
    "thanx",
    "thx",
    "tia",
    "cheers",
    "regards",
    "sincerely",
    "best",
    "yours",
    "greetings",
    "bye",
    "ciao",
    "later",
    "peace",
    "hth",
    "kind",
    "warm",
    "respectfully",
    "cordially",
    "many",
    "grüße",
    "gruß",
    "viele",
    "mit",
    "salut",
    "cordialement",
    "saludos",
    "tschüss",
    "ttfn",
];

/// Which of the rows, counted from the first, close the mail: at its end, and above a mail that is
/// quoted whole below the answer to it.
pub fn closing(rows: &[Row<'_>], quoted: &[bool], sender: &[String]) -> Vec<bool> {
    let mut closing = vec![false; rows.len()];
    for pass in 0..3 {
        let passed = |&at: &usize| pass > 0 && (quoted[at] || closing[at]);
        let over = (0..rows.len()).rev().take_while(passed).count();
        let end = rows.len() - over;
        let start = start(&rows[..end], &quoted[..end], sender);
        if pass > 0 && (start == end || !quoted[end..].contains(&true)) {
            break;
        }
        closing[start..end].fill(true);
    }
    if let Some(end) = postscript(rows, quoted) {
        closing[start(&rows[..end], &quoted[..end], sender)..end].fill(true);
    }
    closing
}

/// Where a postscript begins at the end: the writer's own words, below the name.
fn postscript(rows: &[Row<'_>], quoted: &[bool]) -> Option<usize> {
    let near = rows.len().saturating_sub(RULED)..rows.len();
    let begins = |text: &str| {
        let head: String = text.chars().take(4).flat_map(char::to_lowercase).collect();
        head.starts_with("p.s") || ["ps:", "ps.", "ps,", "ps "].iter().any(|mark| head.starts_with(mark))
    };
    near.rev().find(|&at| begins(rows[at].text)).filter(|&at| !quoted[at..].contains(&true))
}

/// The first of the rows from which on all close the mail; the number of rows where none does.
fn start(rows: &[Row<'_>], quoted: &[bool], sender: &[String]) -> usize {
    let mut start = before_notes(rows, quoted, signature(rows, quoted, sender));
    start = motto(rows, quoted, start, sender).unwrap_or(start);
    // "Thanks", the name, the name of the firm may each stand apart.
    for _ in 0..3 {
        let above = block_above(rows, quoted, start);
        let named = above.clone().find(|&at| names_sender(rows, at..above.end, sender));
        let alone = || Some(above.start).filter(|_| is_name_alone(rows, &above));
        let Some(at) = named.or_else(alone) else { break };
        start = at;
    }
    start
}

/// Where the sender's name begins above a saying of somebody else: a quotation with who said it.
fn motto(rows: &[Row<'_>], quoted: &[bool], end: usize, sender: &[String]) -> Option<usize> {
    let saying = block_above(rows, quoted, end);
    let dash = |text: &str| text.trim_start().starts_with(['-', '—']);
    let quote = ['"', '“', '”'];
    let begun = rows.get(saying.start)?.text.trim_start().starts_with(quote);
    let last = rows[saying.clone()].last()?.text;
    let said = dash(last) || last.rsplit_once(quote).is_some_and(|(_, rest)| dash(rest));
    let above = block_above(rows, quoted, saying.start);
    let named = |&at: &usize| names_sender(rows, at..above.end, sender);
    above.clone().find(named).filter(|_| begun && said)
}

/// Leaves rules and notes of programs to the closing.
fn before_notes(rows: &[Row<'_>], quoted: &[bool], mut start: usize) -> usize {
    while start > 0 && !quoted[start - 1] && is_note(rows[start - 1].text) {
        start -= 1;
    }
    start
}

/// "[[alternative HTML version deleted]]", a rule.
fn is_note(text: &str) -> bool {
    text.starts_with("[[") && text.ends_with("]]") || is_rule(text)
}

/// Where the signature begins behind a delimiter or rule near the end.
fn signature(rows: &[Row<'_>], quoted: &[bool], sender: &[String]) -> usize {
    let near = |reach: usize| rows.len().saturating_sub(reach)..rows.len();
    let unquoted = |at: usize, most: usize| quoted[at..].iter().filter(|quoted| **quoted).count() <= most;
    let delimited = near(LONGEST).find(|&at| {
        let prose = rows[at + 1..].iter().filter(|row| is_sentence(row.text)).count();
        is_delimiter(rows[at].text) && unquoted(at, 3) && prose <= 4
    });
    // A rule parts sections as well; a signature says who or where.
    let ruled = || {
        near(RULED).find(|&at| {
            let text = rows[at].text;
            let below = &rows[at + 1..];
            let signs = |row: &Row<'_>| {
                let listed = || row.text.to_lowercase().contains("mailing list");
                row.text.contains('@') || mentions(row.text, sender) || listed()
            };
            let long =
                is_rule(text) && text.len() >= 20 || matches!(text, "---" | "-*-" | "__" | "- --" | "—");
            let prose = below.iter().filter(|row| is_sentence(row.text)).count();
            long && below.iter().any(signs) && unquoted(at, 0) && prose <= 2
        })
    };
    let attached = || {
        let first = rows.iter().position(|row| is_next_part(row.text))?;
        let prose = rows[first..].iter().any(|row| is_sentence(row.text));
        (!prose && unquoted(first, 0)).then_some(first)
    };
    delimited.or_else(attached).or_else(ruled).or_else(|| boxed(rows, quoted)).unwrap_or(rows.len())
}

/// Whether a row is a long sentence, or the end of one.
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() >= 8 && text.ends_with(['.', '?', '!'])
}

/// "-- " on a line of its own.
fn is_delimiter(text: &str) -> bool {
    matches!(text, "--" | "-- -")
}

/// What an archive writes where it left an attachment out: "-------------- next part --------------".
fn is_next_part(text: &str) -> bool {
    text.starts_with("----") && text.trim_matches(['-', ' ']) == "next part"
}

/// A last block of which every row begins and ends with the same mark: a box of marks, above a rule or not.
fn boxed(rows: &[Row<'_>], quoted: &[bool]) -> Option<usize> {
    let end = rows.len() - rows.iter().rev().take_while(|row| is_rule(row.text)).count();
    let last = rows.get(end.checked_sub(1)?)?.text;
    let left = last.chars().next().filter(|c| !c.is_alphanumeric())?;
    let right = last.chars().next_back().filter(|c| !c.is_alphanumeric())?;
    let side = |row: &&Row<'_>| row.text.starts_with(left) && row.text.ends_with(right);
    let run = rows[..end].iter().rev().take_while(side).count();
    let start = end - run;
    (3..=LONGEST).contains(&run).then_some(start).filter(|&start| !quoted[start..].contains(&true))
}

/// A last block of a few names: of a sender whom the header does not know by them, of the firm.
fn is_name_alone(rows: &[Row<'_>], block: &Range<usize>) -> bool {
    if block.is_empty() || block.len() > 3 || block.start == 0 {
        return false;
    }
    let apart = rows[block.start].number > rows[block.start - 1].number + 1;
    apart && rows[block.clone()].iter().all(|row| is_name(row.text))
}

/// Whether a row has the form of a name: "-Ann", "Ann Bell", "Norwick Harbour Board".
fn is_name(text: &str) -> bool {
    let name = text.trim_start_matches(['-', ' ']);
    let lettered = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | ','));
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase) || matches!(word, "of" | "for" | "the" | "and" | "de")
    };
    let words = name.split_whitespace().count();
    let marked = text.starts_with('-') && words == 1;
    lettered
        && (1..=5).contains(&words)
        && (marked || name.split_whitespace().all(capital))
        && !is_sentence(text)
}

/// The rows of the block that ends above a row, back to a blank line; empty where it is long or quoted.
fn block_above(rows: &[Row<'_>], quoted: &[bool], end: usize) -> Range<usize> {
    let tight = |at: usize| at + 1 == end || rows[at].number + 1 == rows[at + 1].number;
    let size = (0..end).rev().take_while(|&at| tight(at) && !quoted[at]).take(NAMING).count();
    end - size..end
}

/// Whether rows begin with the sender's name or a closing and have nothing but short lines.
fn names_sender(rows: &[Row<'_>], block: Range<usize>, sender: &[String]) -> bool {
    let short = |row: &Row<'_>| row.text.split_whitespace().count() <= 16 && row.text.chars().count() <= 80;
    let Some(first) = rows.get(block.start) else { return false };
    let closes = is_closing(first.text) || is_named(first.text, sender);
    let rest = &rows[block.start + 1..block.end];
    let prose = rest
        .iter()
        .filter(|row| row.text.split_whitespace().count() > WORDS && row.text.ends_with(['.', '?']));
    closes && rest.iter().all(short) && prose.count() <= 1
}

/// "Thanks in advance,", "Cheers Nigel".
fn is_closing(text: &str) -> bool {
    let words: Vec<String> = words(text).collect();
    let first = words.first().map(String::as_str).unwrap_or_default();
    let ended = !text.trim_end().ends_with(['?', ':']);
    if words.len() == 3 && first == "hope" && words.last().is_some_and(|last| last == "helps") {
        return true;
    }
    (1..=WORDS).contains(&words.len()) && CLOSINGS.contains(&first) && ended
}

/// Whether a short row is the sender's name, a part of it, its initials or the address.
fn is_named(text: &str, sender: &[String]) -> bool {
    // "Ann Bell      Harbour Board of Norwick": what stands apart is where she is to be found.
    let apart = text.trim().split_once("  ").or_else(|| text.trim().split_once('\t'));
    let text = apart.map_or(text, |(name, _)| name);
    let own: Vec<String> = words(text).collect();
    if own.is_empty() || own.len() > WORDS + 2 || text.ends_with(['?', ':']) {
        return false;
    }
    let initials: String = sender.iter().filter_map(|word| word.chars().next()).collect();
    let same = |word: &String| {
        let short = word.chars().count();
        sender.iter().any(|of| of == word || short >= 3 && of.starts_with(word.as_str()))
            || (2..=3).contains(&short) && own.len() == 1 && initials.starts_with(word.as_str())
    };
    let named = own.iter().filter(|word| same(word)).count();
    let addressed = text.contains('@') && named > 0;
    named > 0 && (own.len() <= 3 || named * 2 >= own.len()) || addressed
}

/// Whether a row has a longer word of the sender's name in it.
fn mentions(text: &str, sender: &[String]) -> bool {
    words(text).any(|word| word.chars().count() >= 4 && sender.contains(&word))
}

/// The words of a row, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which lines of a letter close it, of a sender called Ann Bell.
    fn closed(text: &str) -> Vec<&str> {
        let rows = Row::of_text(text);
        let quoted: Vec<bool> = rows.iter().map(|row| row.text.starts_with('>')).collect();
        let sender = ["ann", "bell", "abell"].map(str::to_owned);
        let closing = closing(&rows, &quoted, &sender);
        rows.iter().zip(closing).filter(|(_, closing)| *closing).map(|(row, _)| row.text).collect()
    }

    #[test]
    fn a_letter_is_closed_by_its_signature_and_the_name_above_it() {
        let own = "The boats are late, and nobody knows why.";
        assert_eq!(
            closed(&format!("{own}\n\nThanks,\nAnn\n-- \nAnn Bell, Norwick\nabell@norwick.example")).len(),
            5
        );
        assert_eq!(closed(&format!("{own}\nCheers Ann")), ["Cheers Ann"]);
        assert_eq!(closed(&format!("{own}\n\nBen")), ["Ben"]);
        assert_eq!(closed(&format!("{own}\n\nRegards\nAnn\n\n> The boats?\n> Where?")), ["Regards", "Ann"]);
        let saying = "\"A boat that waits is late,\nwhatever the tide.\"\n  -- a pilot";
        assert_eq!(closed(&format!("{own}\n\nAnn Bell\n\n{saying}")).len(), 4);
        let card =
            "Ann Bell      Clerk of the Harbour Board of Norwick\nDISCLAIMER: none of this was said at work.";
        assert_eq!(closed(&format!("{own}\n\n   Ann\n\n{card}")).len(), 3);
        assert_eq!(closed(&format!("{own}\n\nAnn\n\nPS: the ferry, too.")), ["Ann"]);
        assert_eq!(closed(&format!("{own}\n\nHope this helps.\n\nAnn")), ["Hope this helps.", "Ann"]);
        let part = "-------------- next part --------------\nA non-text attachment was scrubbed...\n";
        assert_eq!(
            closed(&format!("{own}\nRegards,\nAnn\n\n{}", format!("{part}Name: a.txt\n").repeat(9))).len(),
            29
        );
        let boxed = "*****************\n* Ann   Norwick *\n* opinions: own *\n*****************";
        assert_eq!(closed(&format!("{own}\n\n{boxed}")).len(), 4);
    }

    #[test]
    fn the_writers_own_words_close_nothing() {
        let own = "The boats are late, and nobody knows why.";
        for text in [
            own.to_owned(),
            format!("{own}\n\nWhere are they?"),
            format!("{own}\n--\n{}", format!("{own}\n").repeat(40)),
            format!("{own}\n\n--------------------------\n\nThe second part of it is longer than the first."),
            format!("{own}\n\n\"A boat that waits is late.\"\n -- a pilot"),
            format!("Ann Bell wrote that the boats are late.\n\n{own}"),
        ] {
            assert_eq!(closed(&text), Vec::<&str>::new(), "{text}");
        }
    }
}
