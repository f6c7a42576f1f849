//! Bodies through reform: who stands in a body's place today, through any number of steps.

use crate::model::{Ministry, PartialDate, Registry, SuccessionKind};

/// A body that stands in another's place, or stood there for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heir {
    /// The body.
    pub ministry: usize,
    /// When it took over.
    pub on: PartialDate,
    /// How.
    pub kind: SuccessionKind,
    /// Whether others took over parts of the same body, here or at an earlier step.
    pub is_one_of_several: bool,
    /// Whether it stands today.
    pub is_standing: bool,
}

/// Everyone who took over from a body that no longer bears its name, in order of steps; nobody if
/// it stands. Duties that moved while the name stood are not followed: see
/// [`Ministry::successors`].
pub fn heirs(ministries: &Registry<Ministry>, ministry: usize) -> Vec<Heir> {
    let mut heirs: Vec<Heir> = Vec::new();
    follow(ministries, ministry, false, &mut vec![ministry], &mut heirs);
    heirs
}

fn follow(
    ministries: &Registry<Ministry>,
    from: usize,
    is_one_of_several: bool,
    path: &mut Vec<usize>,
    heirs: &mut Vec<Heir>,
) {
    let steps: Vec<_> = ministries[from]
        .successors
        .iter()
        .filter(|step| step.kind != SuccessionKind::DutiesMoved)
        .filter_map(|step| Some((ministries.position(step.to.value.as_str())?, step)))
        .collect();
    let is_one_of_several = is_one_of_several || steps.len() > 1;
    for (to, step) in steps {
        // A chain that comes back to itself is a slip in the registry; it is followed once.
        if path.contains(&to) || heirs.iter().any(|heir| heir.ministry == to) {
            continue;
        }
        let is_standing = ministries[to]
            .successors
            .iter()
            .all(|next| next.kind == SuccessionKind::DutiesMoved);
        heirs.push(Heir {
            ministry: to,
            on: step.on,
            kind: step.kind,
            is_one_of_several,
            is_standing,
        });
        path.push(to);
        follow(ministries, to, is_one_of_several, path, heirs);
        path.pop();
    }
}

/// The bodies from which duties came to a body in one step, each with the step's place among the
/// other's successors: those it took over whole first, then in order of date.
pub fn predecessors(ministries: &Registry<Ministry>, ministry: usize) -> Vec<(usize, usize)> {
    let id = ministries[ministry].id.as_str();
    let mut found: Vec<_> = ministries
        .iter()
        .enumerate()
        .flat_map(|(from, other)| {
            other
                .successors
                .iter()
                .enumerate()
                .filter(|(_, step)| step.to.value.as_str() == id)
                .map(move |(step, _)| (from, step))
        })
        .collect();
    found.sort_by_key(|&(from, step)| {
        let step = &ministries[from].successors[step];
        let is_part = step.kind == SuccessionKind::DutiesMoved;
        (is_part, step.on, from)
    });
    found
}
