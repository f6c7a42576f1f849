//! From the knowledge base to pages. [`view`] holds what the templates are given, and nothing in
//! it is left for them to work out; one module builds the views of each kind of page. How pages
//! look stands in `themes/`, how templates are run in [`crate::theme`].

mod cards;
mod chrome;
mod citation;
mod context;
mod course;
mod document;
mod facts;
mod figures;
mod lists;
mod markup;
mod matrix;
mod measure;
mod ministry;
pub mod pages;
mod parallel;
mod plain;
mod policy;
mod related;
#[cfg(test)]
pub(crate) mod sample;
mod things;
pub mod view;

use serde::Serialize;

use crate::address::{self, List, Page, View};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::locale::Locale;
use crate::model::{KnowledgeBase, Target};
use crate::theme::Theme;

use context::Context;

/// A site ready to be rendered. May be shared between threads.
pub struct Site {
    /// All that it knows.
    pub knowledge_base: KnowledgeBase,
    /// How it hangs together.
    pub graph: Graph,
    /// How it looks.
    pub theme: Theme,
}

impl Site {
    /// Puts the parts together.
    pub fn new(knowledge_base: KnowledgeBase, graph: Graph, theme: Theme) -> Self {
        Self {
            knowledge_base,
            graph,
            theme,
        }
    }

    /// Makes a page.
    ///
    /// # Errors
    /// `theme/template`, where a template of the site fails.
    pub fn render(&self, page: Page) -> Result<String, Box<Diagnostic>> {
        let address = address::page(&self.knowledge_base, page);
        match page {
            Page::Root => self.fill(Locale::PRIMARY, "language-choice.html", &plain::root(self)),
            Page::NotFound => self.fill(Locale::PRIMARY, "404.html", &plain::not_found(self)),
            Page::In(locale, view) => {
                let context = Context::new(self, locale, view, address);
                self.render_view(&context, view)
            }
        }
    }

    fn render_view(&self, context: &Context<'_>, view: View) -> Result<String, Box<Diagnostic>> {
        let locale = context.locale;
        match view {
            View::Home => self.fill(locale, "home.html", &plain::home(context)),
            View::Search => self.fill(locale, "search.html", &plain::search(context)),
            View::Terms => self.fill(locale, "terms.html", &things::terms(context)),
            View::Matrix => self.fill(locale, "matrix.html", &matrix::site(context)),
            View::PolicyMatrix(policy) => {
                self.fill(locale, "matrix.html", &matrix::policy(context, policy))
            }
            View::Parallel { policy, other } => {
                let view = parallel::parallel(context, policy, other);
                self.fill(locale, "parallel.html", &view)
            }
            View::List(list, number) => self.render_list(context, list, number),
            View::One(target) => self.render_one(context, target),
        }
    }

    fn render_list(
        &self,
        context: &Context<'_>,
        list: List,
        number: usize,
    ) -> Result<String, Box<Diagnostic>> {
        let locale = context.locale;
        match list {
            List::Policies => self.fill(
                locale,
                "policy-list.html",
                &lists::policies(context, number),
            ),
            List::Cases => self.fill(locale, "case-list.html", &lists::cases(context, number)),
            List::Courses => {
                self.fill(locale, "course-list.html", &lists::courses(context, number))
            }
            List::Ministries => {
                self.fill(locale, "ministry-list.html", &lists::ministries(context))
            }
            List::Regions => self.fill(locale, "region-list.html", &lists::regions(context)),
            List::Topics => self.fill(locale, "topic-list.html", &lists::topics(context)),
        }
    }

    fn render_one(&self, context: &Context<'_>, target: Target) -> Result<String, Box<Diagnostic>> {
        let locale = context.locale;
        match target {
            Target::Policy(policy) => {
                self.fill(locale, "policy.html", &policy::policy(context, policy))
            }
            Target::Section { policy, section } => {
                match self.knowledge_base.policies[policy].measure_of(section) {
                    Some(measure) => {
                        let view = measure::measure(context, policy, measure);
                        self.fill(locale, "measure.html", &view)
                    }
                    None => {
                        let view = policy::section(context, policy, section);
                        self.fill(locale, "section.html", &view)
                    }
                }
            }
            Target::Ministry(ministry) => self.fill(
                locale,
                "ministry.html",
                &ministry::ministry(context, ministry),
            ),
            Target::Case(case) => self.fill(locale, "case.html", &things::case(context, case)),
            Target::Region(region) => {
                self.fill(locale, "region.html", &things::region(context, region))
            }
            Target::Topic(topic) => self.fill(locale, "topic.html", &things::topic(context, topic)),
            Target::Term(_) => self.fill(locale, "terms.html", &things::terms(context)),
            Target::Course(course) => {
                self.fill(locale, "course.html", &course::course(context, course))
            }
            Target::Page(page) => self.fill(locale, "page.html", &plain::page(context, page)),
        }
    }

    fn fill(
        &self,
        locale: Locale,
        template: &str,
        view: &impl Serialize,
    ) -> Result<String, Box<Diagnostic>> {
        self.theme.render(template, view, locale)
    }
}
