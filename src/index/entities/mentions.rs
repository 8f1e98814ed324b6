//! Reads the rows that mention an entity, with its mentions and roles, from the columns.

use crate::entity::{EntityIndex, MentioningRow, RoleCounts};
use crate::index::view::View;
use crate::query::StatedRole;

/// Every row that mentions an entity.
pub(super) fn mentioning_rows(view: &View, entities: &EntityIndex, entity: u32) -> Vec<MentioningRow> {
    let rows = entities.rows_with(entity).filter_map(|address| {
        let segment = view.segments.get(address.partition as usize)?;
        let row = address.row;
        let document = (segment.id(row), segment.published(row), segment.likely_day(row));
        Some(MentioningRow::new(entities, entity, address, document, segment.mentions(row)))
    });
    rows.collect()
}

/// The roles stated of an entity in its rows, most frequent first.
pub(super) fn roles(
    view: &View,
    entities: &EntityIndex,
    entity: u32,
    rows: &[MentioningRow],
) -> Vec<StatedRole> {
    let mut counts = RoleCounts::default();
    for row in rows {
        let Some(segment) = view.segments.get(row.address.partition as usize) else { continue };
        let keys = &segment.columns().keys;
        let mut of_keys = None;
        let roles = keys.roles.ordinals(row.address.row).zip(keys.role_of.values_for_doc(row.address.row));
        for (role, key) in roles {
            let of_keys =
                of_keys.get_or_insert_with(|| entities.of_keys(row.address).collect::<Vec<Option<u32>>>());
            if of_keys.get(key as usize) == Some(&Some(entity)) {
                counts.add(role, row);
            }
        }
    }
    counts.roles(|partition, role| view.segments.get(partition as usize)?.columns().keys.roles.text(role))
}
