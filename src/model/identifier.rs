//! The normal form of identifiers: what is the same in all ways of writing one e-mail address, telephone
//! number, domain, account, card or wallet. Identifiers are one where their normal forms are equal, and
//! nowhere else.
//!
//! Not here: finding identifiers (`annotate::identifiers`).

use std::borrow::Cow;

use super::Kind;

/// The normal form of an identifier of that kind as written, or of what is typed of one; any other kind as
/// it is. Of e-mail addresses and domains the lower case, without "www."; of a telephone number a plus and
/// the digits where its country is known, else the digits; of accounts and cards what is left without
/// blanks and hyphens.
pub fn normal_form(kind: Kind, written: &str) -> Cow<'_, str> {
    match kind {
        Kind::Email => written.to_lowercase().into(),
        Kind::Domain => {
            let lower = written.to_lowercase();
            let bare = lower.strip_prefix("www.").unwrap_or(&lower);
            bare.trim_end_matches('.').to_owned().into()
        }
        Kind::Phone => phone(written).into(),
        Kind::Account | Kind::Card => written
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect::<String>()
            .into(),
        // Capitals count in addresses that check by them, and are of no account in others.
        Kind::Wallet => written.to_lowercase().into(),
        _ => written.into(),
    }
}

/// The domain of an e-mail address, in its normal form.
pub fn domain_of_address(address: &str) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    Some(normal_form(Kind::Domain, domain).into_owned())
}

/// Digits that tell two telephone numbers apart: shorter ones agree by chance.
const TELLING: usize = 8;

/// Whether the normal form of a telephone number may be that of what is typed of one: it holds the digits,
/// or is the same number as it is written within its country.
pub fn is_same_number(number: &str, typed: &str) -> bool {
    let digits = typed.trim_start_matches(['+', '0']);
    let within = number.trim_start_matches(['+', '0']);
    !digits.is_empty()
        && (within.contains(digits)
            || number.starts_with('0') && within.len() >= TELLING && digits.ends_with(within))
}

fn phone(written: &str) -> String {
    let written = written.replace("(0)", "");
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    if written.trim_start_matches('(').starts_with('+') {
        return format!("+{digits}");
    }
    if let Some(abroad) = digits.strip_prefix("00") {
        return format!("+{abroad}");
    }
    let groups: Vec<usize> =
        written.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|&len| len > 0).collect();
    match (groups.as_slice(), digits.as_bytes()) {
        // The shapes of North America, which no other country has.
        ([3, 3, 4], [b'2'..=b'9', _, _, b'2'..=b'9', ..]) => format!("+1{digits}"),
        ([1, 3, 3, 4], [b'1', b'2'..=b'9', ..]) => format!("+{digits}"),
        // That of Russia, where an 8 stands for the country.
        ([1, 3..=5, ..], [b'8', b'3'..=b'9', ..]) if digits.len() == 11 => format!("+7{}", &digits[1..]),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_of_writing_an_identifier_have_one_normal_form() {
        for (kind, normal, written) in [
            (Kind::Email, "ada.pike@norwick.example", vec!["Ada.Pike@Norwick.example"]),
            (Kind::Domain, "norwick.example", vec!["www.norwick.example", "NORWICK.EXAMPLE"]),
            (
                Kind::Phone,
                "+442079460000",
                vec!["+44 20 7946 0000", "+44 (0)20 7946-0000", "0044 20 79460000", "(+44) 20 7946 0000"],
            ),
            (Kind::Phone, "02079460000", vec!["020 7946 0000", "(020) 7946-0000"]),
            (
                Kind::Phone,
                "+12125550100",
                vec!["(212) 555-0100", "212.555.0100", "1-212-555-0100", "+1 2125550100"],
            ),
            (Kind::Phone, "+74951234567", vec!["8 (495) 123-45-67", "+7 495 1234567"]),
            (
                Kind::Account,
                "DE89370400440532013000",
                vec!["DE89 3704 0044 0532 0130 00", "de89370400440532013000"],
            ),
            (Kind::Card, "4111111111111111", vec!["4111-1111-1111-1111", "4111 1111 1111 1111"]),
            (Kind::Person, "Ada Pike", vec!["Ada Pike"]),
        ] {
            for written in written {
                assert_eq!(normal_form(kind, written), normal, "{written}");
            }
        }
        assert_eq!(domain_of_address("ada@WWW.norwick.example").as_deref(), Some("norwick.example"));
        assert_eq!(domain_of_address("ada"), None);
    }

    #[test]
    fn a_typed_number_is_found_with_its_country_and_without() {
        for (number, typed, same) in [
            ("+442079460000", "02079460000", true),
            ("+442079460000", "+4420794", true),
            ("02079460000", "+442079460000", true),
            ("02079460000", "79460000", true),
            ("02079460000", "+442079460001", false),
            ("0123", "+440123", false),
            ("02079460000", "0", false),
        ] {
            assert_eq!(is_same_number(number, typed), same, "{number} {typed}");
        }
    }
}
