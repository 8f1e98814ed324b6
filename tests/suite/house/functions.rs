//! How long functions are and how much they branch.

use crate::sources::Source;

/// One function as it was counted.
pub struct Function {
    /// File, line and name.
    pub place: String,
    /// Lines from its head to its closing brace.
    pub lines: usize,
    /// Conditions, loops, arms of matches, `&&`, `||` and `?`, and one.
    pub branches: usize,
    /// How many of them are arms of matches.
    pub arms: usize,
}

impl Function {
    /// Whether it is hardly more than one table of arms.
    pub fn is_flat_match(&self) -> bool {
        self.arms * 4 >= self.branches * 3
    }
}

/// The functions of a file that have a body, those within others counted by themselves too.
pub fn functions(source: &Source) -> Vec<Function> {
    let lines: Vec<&str> = source.code.lines().collect();
    let mut functions = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        let Some(name) = declared(line) else { continue };
        let Some(last) = last_line(&lines, first) else { continue };
        let body = lines[first..=last].join("\n");
        let arms = body.matches("=>").count();
        functions.push(Function {
            place: format!("{}:{} {name}", source.path, first + 1),
            lines: last + 1 - first,
            branches: 1 + arms + branches(&body),
            arms,
        });
    }
    functions
}

/// The name of the function whose head this line begins.
fn declared(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.peek() {
        let before = word.starts_with("pub") || ["const", "async", "unsafe", "in"].contains(word);
        if !before && !word.starts_with("crate::") {
            break;
        }
        words.next();
    }
    (words.next() == Some("fn")).then_some(())?;
    let name = words.next()?;
    Some(&name[..name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len())])
}

/// The line of the closing brace; none where only a signature is declared.
fn last_line(lines: &[&str], first: usize) -> Option<usize> {
    let indent = lines[first].len() - lines[first].trim_start().len();
    let close = format!("{}}}", &lines[first][..indent]);
    let mut opened = false;
    for (at, line) in lines.iter().enumerate().skip(first) {
        opened |= line.contains('{');
        let ends_here = at == first && line.trim_end().ends_with('}');
        if *line == close || ends_here {
            return Some(at);
        }
        if !opened && line.trim_end().ends_with(';') {
            return None;
        }
    }
    None
}

/// The branches of code that are no arms of matches.
fn branches(code: &str) -> usize {
    let words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
    let words = words.filter(|word| ["if", "while", "for", "loop"].contains(word)).count();
    let bound = code.matches("for<").count() + code.matches("for <").count();
    let both = code.matches("&&").count() + code.matches("||").count();
    let early = code.match_indices('?').filter(|(at, _)| {
        let next = code[at + 1..].chars().next();
        next.is_some_and(|next| next.is_whitespace() || ";.),".contains(next))
    });
    words - bound + both + early.count()
}
