//! The keys of the identifiers of a document: one for all ways in which it writes an identifier, and one for
//! the domain of each e-mail address, so that domains are found through the addresses in them.

use rustc_hash::FxHashMap;

use crate::model::{Key, KeyNumber, Kind, Mention, normal_form};

/// Gives identifiers their keys, which are numbered from `first`. A key is the identifier as it is written
/// where it stands first, on one line; of addresses and domains, which differ in capitals only, the normal
/// form.
pub fn identifier_keys(text: &str, found: &mut [Mention], first: usize) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut known: FxHashMap<(Kind, String), KeyNumber> = FxHashMap::default();
    let mut number = |kind: Kind, written: &str| {
        let normal = normal_form(kind, written).into_owned();
        let plain = matches!(kind, Kind::Email | Kind::Domain).then(|| normal.clone());
        *known.entry((kind, normal)).or_insert_with(|| {
            let name = plain.unwrap_or_else(|| written.split_whitespace().collect::<Vec<_>>().join(" "));
            keys.push(Key { kind, name, bare: false });
            (first + keys.len() - 1) as KeyNumber
        })
    };
    for mention in found {
        let written = mention.span.of(text);
        mention.key = Some(number(mention.kind, written));
        if let (Kind::Email, Some((_, domain))) = (mention.kind, written.rsplit_once('@')) {
            number(Kind::Domain, domain);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::super::identifiers;
    use super::*;
    use crate::model::{Block, BlockKind, Span};

    #[test]
    fn ways_of_writing_share_a_key_and_addresses_have_one_for_their_domain() {
        let text = "Ada@norwick.com or ada@Norwick.com or www.norwick.com; (212) 555-0100 or +1 212-555-0100";
        let blocks = [Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
        let mut found = identifiers(text, &blocks);
        let keys = identifier_keys(text, &mut found, 3);
        let numbers: Vec<_> = found.iter().map(|mention| mention.key.unwrap()).collect();
        assert_eq!(numbers, [3, 3, 4, 5, 5]);
        let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
        assert_eq!(names, ["ada@norwick.com", "norwick.com", "(212) 555-0100"]);
    }
}
