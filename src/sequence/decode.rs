//! Viterbi decoding: the best path of labels through a sequence, found exactly (Viterbi 1967).

use super::lanes::{LANES, Label, LabelScores};
use super::model::{Model, NEVER};

/// Finds best paths; keeps its memory from one sequence to the next.
#[derive(Debug, Default)]
pub struct Decoder {
    /// For every place and label, the label before it on the best path there.
    before: Vec<[Label; LANES]>,
}

impl Decoder {
    /// The labels of the places with those scores, in order.
    pub fn decode(&mut self, model: &Model, scores: &[LabelScores], path: &mut Vec<Label>) {
        path.clear();
        let Some(first) = scores.first() else { return };
        let labels = model.labels.len().min(LANES);
        self.before.clear();
        self.before.resize(scores.len(), [0; LANES]);
        // Lanes without a label never win.
        let mut best = [NEVER * 1e3; LANES];
        for label in 0..labels {
            best[label] = model.start[label] + first[label] as f32 * model.scale;
        }
        for (place, scores) in scores.iter().enumerate().skip(1) {
            let mut next = [NEVER * 1e3; LANES];
            let mut before = [0u32; LANES];
            for (from, (before_it, row)) in (0..).zip(best.iter().zip(&model.transitions).take(labels)) {
                for to in 0..LANES {
                    // No branch: all labels are compared in one step.
                    let score = before_it + row[to];
                    let better = score > next[to];
                    next[to] = if better { score } else { next[to] };
                    before[to] = if better { from } else { before[to] };
                }
            }
            self.before[place] = before.map(|from| from as Label);
            for to in 0..labels {
                next[to] += scores[to] as f32 * model.scale;
            }
            for lane in next.iter_mut().skip(labels) {
                *lane = NEVER * 1e3;
            }
            best = next;
        }
        let mut label = (0..labels).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0) as Label;
        for before in self.before.iter().rev() {
            path.push(label);
            label = before[label as usize];
        }
        path.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn model(labels: usize, start: Vec<i8>, transitions: Vec<i8>) -> Model {
        let mut s = [0.0; LANES];
        let mut t = [[0.0; LANES]; LANES];
        for a in 0..labels {
            s[a] = f32::from(start[a]);
            for b in 0..labels {
                t[a][b] = f32::from(transitions[a * labels + b]);
            }
        }
        let names = (0..labels).map(|label| label.to_string()).collect();
        Model::new(names, 0.5, s, t, &[])
    }

    fn weight(model: &Model, scores: &[LabelScores], path: &[Label]) -> f32 {
        let mut sum = model.start[path[0] as usize];
        for (at, &label) in path.iter().enumerate() {
            sum += scores[at][label as usize] as f32 * model.scale;
            if at > 0 {
                sum += model.transitions[path[at - 1] as usize][label as usize];
            }
        }
        sum
    }

    proptest! {
        #[test]
        fn no_path_is_better_than_the_one_found(
            start in prop::collection::vec(-9..9i8, 3),
            transitions in prop::collection::vec(-9..9i8, 9),
            places in prop::collection::vec(prop::collection::vec(-9..9i32, 3), 1..6),
        ) {
            let model = model(3, start, transitions);
            let scores: Vec<LabelScores> = places.iter().map(|place| {
                let mut lanes = [0; LANES];
                lanes[..3].copy_from_slice(place);
                lanes
            }).collect();
            let mut path = Vec::new();
            Decoder::default().decode(&model, &scores, &mut path);
            prop_assert_eq!(path.len(), scores.len());
            let found = weight(&model, &scores, &path);
            for code in 0..3usize.pow(scores.len() as u32) {
                let other: Vec<Label> =
                    (0..scores.len()).map(|at| (code / 3usize.pow(at as u32) % 3) as Label).collect();
                prop_assert!(weight(&model, &scores, &other) <= found + 1e-3);
            }
        }
    }

    #[test]
    fn nothing_has_no_labels_and_what_is_forbidden_does_not_happen() {
        let mut model = model(2, vec![0, 0], vec![0, 0, 0, 0]);
        let mut path = vec![1];
        Decoder::default().decode(&model, &[], &mut path);
        assert!(path.is_empty());
        model.start[1] = NEVER;
        model.transitions[0][1] = NEVER;
        let mut tempting = [0; LANES];
        tempting[1] = 500;
        Decoder::default().decode(&model, &[tempting; 4], &mut path);
        assert_eq!(path, [0; 4]);
    }
}
