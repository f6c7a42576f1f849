//! The policy domain as plain values: policies with their measures, the bodies responsible, cases,
//! regions, topics, terms, courses. Nothing here knows Markdown syntax, templates, search or disk.

mod case;
mod citation;
mod course;
mod date;
mod id;
mod knowledge_base;
mod measure;
mod ministry;
mod names;
mod page;
mod policy;
mod publicity;
mod region;
pub(crate) mod registry;
pub mod responsibility;
mod target;
mod term;
mod text;
mod topic;
mod unit;

pub use case::{Case, Figure, MeasureLink, Relation, YearBasis};
pub use citation::Citation;
pub use course::{Course, TEACHER_CLASSES};
pub use date::{BAD_DATE, PartialDate};
pub use id::{
    BAD_ID, CaseId, CitationId, CourseId, MeasureId, MinistryId, PageId, PolicyId, RegionCode,
    TermId, TopicId,
};
pub use knowledge_base::{BAD_ORIGINAL, KnowledgeBase, UNKNOWN_REGISTRY, assemble};
pub(crate) use measure::last_paragraph;
pub use measure::{Measure, MeasureKind, Responsibility, Role};
pub use ministry::{Ministry, MinistryType, Succession, SuccessionKind};
pub use names::MinistryNames;
pub use page::Page;
pub use policy::{Period, Policy, PolicyRelation, PolicySection, SectionKind, Status, TextKind};
pub use publicity::{Disclosure, Publicity};
pub use region::{Region, RegionLevel};
pub use registry::{DUPLICATE_ID, Registry};
pub use target::Target;
pub use term::Term;
pub use text::{Text, Texts};
pub use topic::Topic;
pub use unit::{Bound, PlainUnit, Unit};
