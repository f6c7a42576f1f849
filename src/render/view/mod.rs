//! What the templates are given: one struct for each kind of page, built of a few small parts.
//! Every value is ready for display, in the language of the page; every `href` is relative to the
//! page it stands on unless its doc says otherwise; every `html` is safe and may be written as it
//! is. Templates put these values in their places and add the interface strings of the theme; they
//! never compute.
//!
//! # Shape
//! A page struct holds the common [`Chrome`] in `chrome` and is rendered by the template of the
//! same name in lower case: [`Policy`] by `policy.html` (each struct says its template). An empty
//! `Vec` or `None` leaves the part out, with its heading.

mod case;
mod chrome;
mod lists;
mod matrix;
mod ministry;
mod parallel;
mod parts;
mod plain;
mod policy;

pub use case::{Case, Course, CourseSection, Region, Term, TermGroup, TermWording, Terms, Topic};
pub use chrome::{
    Alternate, Chrome, Crumb, Feed, Footer, Item, LanguageEntry, Meta, NavItem, Notice, NoticeKind,
};
pub use lists::{
    CaseList, CourseCard, CourseList, MinistryCard, MinistryGroup, MinistryList, PolicyList,
    RegionList, RegionNode, TopicList,
};
pub use matrix::{Matrix, MatrixCell, MatrixGroup, MatrixHead, MatrixRow};
pub use ministry::{ChainLink, Ministry};
pub use parallel::{Column, Parallel, ParallelCell, ParallelRow, ParallelSection};
pub use parts::{
    Backlink, BodyThenNow, CaseCard, Citation, Contents, Counted, Fact, FactValue, FigureRow, Heir,
    Link, MeasureCard, Neighbours, PageLink, Pagination, PolicyCard, Reason, SharedThing, Sibling,
    TermNote,
};
pub use plain::{Home, LanguageChoice, LanguageSite, NotFound, Plain, Search, SearchLanguage, Way};
pub use policy::{Measure, Policy, Section, SectionText};

#[cfg(test)]
mod tests;
