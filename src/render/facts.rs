//! Tables of facts: names of fields with their values.

use crate::model::{PartialDate, Policy, Status, Target, TextKind};

use super::cards;
use super::context::Context;
use super::view::{Fact, FactValue, Link};

/// What an index table of official documents says of a policy.
///
/// # Source
/// The index table of gov.cn: 索引号, 主题分类, 发文机关, 成文日期, 发文字号, 发布日期, 时效.
pub(super) fn policy(context: &Context<'_>, policy: &Policy) -> Vec<Fact> {
    let text =
        |key: &str, text: String| (!text.is_empty()).then(|| fact(context, key, vec![value(text)]));
    let printed = |key: &str, text: Option<&String>| {
        text.map(|text| fact(context, key, vec![as_printed(context, policy, text)]))
    };
    let date =
        |key: &str, date: Option<PartialDate>| date.and_then(|date| text(key, context.date(date)));
    let period = policy.period.map(|period| {
        context.strings.fill(
            "date.period",
            &[
                ("from", &period.from.to_string()),
                ("to", &period.to.to_string()),
            ],
        )
    });
    let issuer = cards::issuing_body(context, policy)
        .map(|body| fact(context, "issuing_body", vec![linked(body)]));
    // What a document does not say of itself is not said for it.
    let status = match policy.status {
        Status::Unstated => String::new(),
        status => context.say(&format!("status.{}", status.word())),
    };
    let form = match policy.text_kind {
        TextKind::Full => String::new(),
        TextKind::Digest => context.say("text_form.digest"),
    };
    let mut facts: Vec<Fact> = [
        issuer,
        printed("document_number", policy.document_number.as_ref()),
        printed("index_number", policy.index_number.as_ref()),
        text("subject", context.word(&policy.subject)),
        text("addressees", context.word(&policy.addressees)),
        date("signed_on", policy.signed_on),
        date("published_on", policy.published_on),
        date("effective_on", policy.effective_on),
        date("expires_on", policy.expires_on),
        text("period", period.unwrap_or_default()),
        text("status", status),
        text("text", form),
    ]
    .into_iter()
    .flatten()
    .collect();
    facts.extend(
        policy
            .source
            .as_ref()
            .and_then(|id| source_fact(context, id.value.as_str())),
    );
    for (relation, id) in &policy.relations {
        if let Some(other) = context.base.policies.position(id.value.as_str()) {
            let value = linked(context.link(Target::Policy(other)));
            facts.push(fact(context, relation.word(), vec![value]));
        }
    }
    facts
}

/// Where facts come from.
pub(super) fn source_fact(context: &Context<'_>, id: &str) -> Option<Fact> {
    let source = context.base.citations.find(id)?;
    let value = FactValue {
        text: context.word(&source.title),
        href: source.url.clone().unwrap_or_default(),
        lang: source
            .title
            .best(context.locale)
            .and_then(|(locale, _)| context.tag_unless_own(locale)),
        note: context.word(&source.note),
    };
    Some(fact(context, "source", vec![value]))
}

/// What a policy says in its own language only.
pub(super) fn as_printed(context: &Context<'_>, policy: &Policy, text: &str) -> FactValue {
    FactValue {
        lang: context.tag_unless_own(policy.texts.original),
        ..value(text.to_owned())
    }
}

/// A row of a table of facts.
pub(super) fn fact(context: &Context<'_>, key: &str, values: Vec<FactValue>) -> Fact {
    Fact {
        label: context.say(&format!("label.{key}")),
        values,
    }
}

/// A value that is text and nothing more.
pub(super) fn value(text: String) -> FactValue {
    FactValue {
        text,
        ..FactValue::default()
    }
}

/// A value that leads to a page.
pub(super) fn linked(link: Link) -> FactValue {
    FactValue {
        text: link.title,
        href: link.href,
        lang: link.lang,
        note: String::new(),
    }
}
