//! Holders with a few features each, and which are near by what, as `target:points class things`.

use super::*;

fn holder(case: usize, features: &[Target]) -> Holder {
    Holder::new(Target::Case(case), features.iter().copied())
}

fn check(holders: &[Holder], of: usize, expected: &[&str]) {
    let related = nearest(holders);
    let lines = related.get(&holders[of].target).into_iter().flatten();
    let lines: Vec<String> = lines
        .map(|related| {
            let shared = related.shared.iter();
            let shared: Vec<_> = shared
                .map(|shared| format!("{:?} {:?}", shared.class, shared.things))
                .collect();
            format!(
                "{:?}:{} {}",
                related.target,
                related.points,
                shared.join("; ")
            )
        })
        .collect();
    assert_eq!(lines, expected);
}

use Target::{Ministry, Term, Topic};

fn measure(section: usize) -> Target {
    Target::Section { policy: 0, section }
}

#[test]
fn the_nearest_stand_first_and_say_what_is_shared() {
    let holders = [
        holder(0, &[measure(1), measure(2), Term(3), Topic(4)]),
        holder(1, &[measure(1), Term(3)]),
        holder(2, &[measure(2), measure(1), Topic(4)]),
    ];
    check(
        &holders,
        0,
        &[
            "Case(2):13 Measures [Section { policy: 0, section: 2 }, Section { policy: 0, section: 1 }]; Topics [Topic(4)]",
            "Case(1):9 Measures [Section { policy: 0, section: 1 }]; Terms [Term(3)]",
        ],
    );
}

#[test]
fn little_in_common_is_no_relation() {
    let holders = [
        holder(0, &[measure(1), Topic(4)]),
        holder(1, &[measure(1), Topic(4)]),
    ];
    check(&holders, 0, &[]);
}

#[test]
fn the_class_that_counts_most_comes_first_and_in_it_what_fewest_share() {
    let many = [Ministry(7), Ministry(8), Ministry(9), Term(3)];
    let holders = [
        holder(0, &many),
        holder(1, &many),
        holder(2, &[Ministry(7), Ministry(8)]),
        holder(3, &[Ministry(7)]),
    ];
    check(
        &holders,
        0,
        &["Case(1):9 Ministries [Ministry(9), Ministry(8), Ministry(7)]; Terms [Term(3)]"],
    );
}

#[test]
fn what_is_held_often_by_both_counts_so_often_within_a_limit() {
    let often = [Ministry(7); 9];
    let holders = [
        holder(0, &often),
        holder(1, &often),
        holder(2, &[Ministry(7)]),
    ];
    check(&holders, 0, &[]);
    let often = [often.as_slice(), &[Topic(1); 2]].concat();
    let holders = [holder(0, &often), holder(1, &often)];
    check(
        &holders,
        0,
        &["Case(1):8 Ministries [Ministry(7)]; Topics [Topic(1)]"],
    );
}

#[test]
fn what_everything_shares_says_nothing() {
    let all: Vec<Holder> = (0..=TOO_COMMON)
        .map(|case| holder(case, &[measure(1), measure(2)]))
        .collect();
    check(&all, 0, &[]);
    let related = nearest(&all[..TOO_COMMON]);
    let first: Vec<Target> = related[&Target::Case(0)]
        .iter()
        .map(|related| related.target)
        .collect();
    assert_eq!(first, [1, 2, 3, 4, 5].map(Target::Case));
}
