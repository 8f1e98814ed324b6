//! What is done to models that were learned: the mean of several, labels that are favoured, features that are
//! left out.

use std::collections::BTreeMap;
use std::error::Error;

use perusal::sequence::{LANES, Label, Model, WeightRow};

/// The mean of the weights of models with the same labels. It errs less than each of them, since what one took
/// from chance is thinned by the others.
pub fn mean(models: &[Model]) -> Result<Model, Box<dyn Error>> {
    let first = models.first().ok_or("no model")?;
    let share = 1.0 / models.len() as f32;
    let (mut start, mut transitions) = ([0.0; LANES], [[0.0; LANES]; LANES]);
    let mut rows: BTreeMap<u32, [f32; LANES]> = BTreeMap::new();
    for model in models {
        let (begin, chain) = model.chain();
        let sums = start.iter_mut().chain(transitions.iter_mut().flatten());
        sums.zip(begin.iter().chain(chain.iter().flatten())).for_each(|(sum, weight)| *sum += weight * share);
        for (key, row) in model.rows() {
            let sums = rows.entry(key).or_default();
            sums.iter_mut()
                .zip(row)
                .for_each(|(sum, weight)| *sum += f32::from(weight) * model.scale() * share);
        }
    }
    let most = rows.values().flatten().fold(0.01f32, |most, weight| most.max(weight.abs()));
    let scale = most / f32::from(i8::MAX);
    let round = |row: [f32; LANES]| -> WeightRow { row.map(|weight| (weight / scale).round() as i8) };
    let rows: Vec<(u32, WeightRow)> = rows.into_iter().map(|(key, row)| (key, round(row))).collect();
    let rows: Vec<(u32, WeightRow)> = rows.into_iter().filter(|(_, row)| *row != [0; LANES]).collect();
    Ok(Model::new(first.labels().to_vec(), scale, start, transitions, &rows))
}

/// The model with a weight added to a label wherever it begins, as in "name=0.5". Texts that are labelled with people,
/// organisations and places alone never show how often a name is another one.
pub fn favour(model: &Model, label: &str) -> Result<Model, Box<dyn Error>> {
    let (name, weight) = label.split_once('=').ok_or("no weight")?;
    let label: Label =
        model.labels().iter().position(|label| label == name).ok_or("no such label")?.try_into()?;
    let weight: f32 = weight.parse()?;
    let (mut start, mut transitions) = model.chain();
    start[label as usize] += weight;
    transitions.iter_mut().for_each(|row| row[label as usize] += weight);
    let rows: Vec<(u32, WeightRow)> = model.rows().collect();
    Ok(Model::new(model.labels().to_vec(), model.scale(), start, transitions, &rows))
}

/// The model without the features of which no weight is more than so many steps: there are many of them, each tells
/// next to nothing, and each costs a look-up.
pub fn prune(model: &Model, steps: i8) -> Model {
    let (start, transitions) = model.chain();
    let tells = |row: &WeightRow| row.iter().any(|weight| weight.unsigned_abs() > steps.unsigned_abs());
    let rows: Vec<(u32, WeightRow)> = model.rows().filter(|(_, row)| tells(row)).collect();
    Model::new(model.labels().to_vec(), model.scale(), start, transitions, &rows)
}
