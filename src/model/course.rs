//! 课程: study material built from measures and cases.

use crate::content::Block;
use crate::locale::Localized;
use crate::yaml::{Fields, Reader, Spanned};

use super::{CaseId, CourseId, MeasureId, Publicity, Text, Texts, TopicId};

/// Section classes that belong to the teacher's edition, which is never published.
pub const TEACHER_CLASSES: [&str; 2] = ["answers", "notes"];

/// A course.
#[derive(Clone, Debug)]
pub struct Course {
    /// The id.
    pub id: CourseId,
    /// What it says.
    pub texts: Texts,
    /// Whether it may be published.
    pub publicity: Publicity,
    /// Who it is for.
    pub audience: Localized<String>,
    /// How long it takes.
    ///
    /// # Units
    /// Class hours.
    pub hours: Option<f64>,
    /// Its topics.
    pub topics: Vec<Spanned<TopicId>>,
    /// The measures it treats.
    pub measures: Vec<Spanned<MeasureId>>,
    /// The cases it treats.
    pub cases: Vec<Spanned<CaseId>>,
}

impl Course {
    /// Reads the facts of the original's front matter.
    pub(super) fn read(
        id: CourseId,
        texts: Texts,
        publicity: Publicity,
        fields: &mut Fields<'_>,
        reader: &mut Reader<'_>,
    ) -> Self {
        Self {
            id,
            texts,
            publicity,
            audience: fields.optional("audience", reader).unwrap_or_default(),
            hours: fields.optional("hours", reader),
            topics: fields.list("topics", reader),
            measures: fields.list("measures", reader),
            cases: fields.list("cases", reader),
        }
    }

    /// The blocks of one of its texts that may stand on a page.
    pub fn published_blocks<'t>(&'t self, text: &'t Text) -> impl Iterator<Item = &'t Block> {
        let sections = text.body.sections.iter();
        let published = sections.filter(|section| self.is_published_section(&section.id));
        text.body
            .intro
            .iter()
            .chain(published.flat_map(|section| &section.blocks))
    }

    /// Whether a section may stand on a page: neither it nor what it stands in belongs to the
    /// teacher's edition, by the classes of the original. A section that the original lacks is kept
    /// back.
    pub fn is_published_section(&self, id: &str) -> bool {
        let sections = &self.texts.original().body.sections;
        let mut next = sections.iter().position(|section| section.id == id);
        if next.is_none() {
            return false;
        }
        while let Some(position) = next {
            let section = &sections[position];
            let is_for_teachers = section
                .classes
                .iter()
                .any(|class| TEACHER_CLASSES.contains(&class.as_str()));
            if is_for_teachers {
                return false;
            }
            next = section.parent;
        }
        true
    }
}
