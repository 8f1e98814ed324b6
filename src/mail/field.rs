//! Reads one line of a header: the name of its field, and whether that name is one that mail programs
//! write.
//!
//! Not here: which lines are a header together (`header`).

/// What a field says of its mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldRole {
    /// Who wrote it.
    From,
    /// When it was sent.
    Date,
    /// What it is about.
    Subject,
    /// To whom it was sent.
    To,
    /// Another field that mail programs write.
    Known,
    /// A field of a name that is not known: "X-Newsreader", "Full_Name".
    Other,
}

impl FieldRole {
    /// Whether a reader asks for it: who wrote to whom, and when.
    pub fn is_of_people_or_time(self) -> bool {
        matches!(self, FieldRole::From | FieldRole::To | FieldRole::Date)
    }
}

/// The longest name of a field, in bytes.
const LONGEST: usize = 48;

/// Names in small letters, with what they say. Programs that copy a mail out as text translate them.
const ROLES: [(FieldRole, &[&str]); 5] = [
    (FieldRole::From, &["from", "von", "de", "da", "van", "od", "от", "від"]),
    (
        FieldRole::Date,
        &["date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "inviato", "дата"],
    ),
    (FieldRole::Subject, &["subject", "betreff", "objet", "asunto", "assunto", "oggetto", "тема"]),
    (FieldRole::To, &["to", "an", "à", "para", "кому"]),
    (
        FieldRole::Known,
        &[
            "cc",
            "bcc",
            "reply-to",
            "message-id",
            "in-reply-to",
            "references",
            "sender",
            "path",
            "xref",
            "newsgroups",
            "organization",
            "organisation",
            "lines",
            "distribution",
            "followup-to",
            "keywords",
            "summary",
            "expires",
            "approved",
            "control",
            "supersedes",
            "originator",
            "nntp-posting-host",
            "received",
            "return-path",
            "delivered-to",
            "envelope-to",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "content-language",
            "content-disposition",
            "user-agent",
            "precedence",
            "importance",
            "priority",
            "attachments",
            "dkim-signature",
            "authentication-results",
            "list-id",
            "list-post",
            "list-subscribe",
            "list-unsubscribe",
            "comments",
            "resent-from",
            "resent-date",
            "resent-to",
            "posted-to",
            "article-i.d.",
            "status",
            "errors-to",
        ],
    ),
];

/// What a name says, in any case.
pub fn role(name: &str) -> FieldRole {
    let name = name.to_lowercase();
    let of = ROLES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(role, _)| *role);
    of.unwrap_or(FieldRole::Other)
}

/// Name, role and value of the field that begins on a line; `None` where none does.
pub fn begins(line: &str) -> Option<(&str, FieldRole, &str)> {
    let (name, value) = line.split_once(':')?;
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let role = role(name.trim_end());
    let spaced = value.is_empty() || value.starts_with([' ', '\t']);
    let worded = || {
        name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let known = role != FieldRole::Other && !name.starts_with(char::is_whitespace);
    // Some programs leave the space out: "ARC-Seal:i=1".
    let fits = known || worded() && (spaced || name.contains('-') && !value.starts_with('/'));
    fits.then(|| (name.trim_end(), role, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_a_name_without_spaces_and_known_names_need_no_space_behind_them() {
        assert_eq!(begins("Subject:Boats"), Some(("Subject", FieldRole::Subject, "Boats")));
        assert_eq!(begins("Betreff: Boote"), Some(("Betreff", FieldRole::Subject, "Boote")));
        assert_eq!(begins("An: Ben"), Some(("An", FieldRole::To, "Ben")));
        assert_eq!(begins("X-Mailer: Tide"), Some(("X-Mailer", FieldRole::Other, "Tide")));
        for line in ["https://norwick.example", "In short: no", "Fromage", " To: Ann", "", "12:30 the boat"] {
            assert_eq!(begins(line), None, "{line}");
        }
    }
}
