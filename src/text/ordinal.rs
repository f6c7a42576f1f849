//! The number that opens a heading: `一、`, `（一）`, `1.`, `（1）`, `第一条`, `专栏1`, `Box 1.`, `IV.`.
//!
//! # Source
//! GB/T 9704-2012, 7.3.3 (levels of an official document); GB/T 15834-2011 (`1.` after Arabic
//! digits, `、` after Chinese numerals).

const CHINESE_DIGITS: &str = "〇零一二三四五六七八九十百千";

/// Splits a heading into its ordinal, as written, and the rest.
pub fn split_ordinal(heading: &str) -> (Option<&str>, &str) {
    let heading = heading.trim();
    let split = numbered_word(heading)
        .or_else(|| bracketed(heading))
        .or_else(|| dotted(heading));
    match split {
        Some(end) if !heading[end..].trim().is_empty() => {
            (Some(heading[..end].trim_end()), heading[end..].trim_start())
        }
        _ => (None, heading),
    }
}

/// `第一条`, `专栏1`, `附件2`, `Box 1.`, `Chapter II`.
fn numbered_word(heading: &str) -> Option<usize> {
    if let Some(rest) = heading.strip_prefix('第') {
        let after = rest.trim_start_matches(is_number);
        let unit = after.chars().next()?;
        let is_counted = after.len() < rest.len() && "章节条编款部分项".contains(unit);
        return is_counted.then(|| heading.len() - after.len() + unit.len_utf8());
    }
    for word in ["专栏", "附件", "附录"] {
        if let Some(rest) = heading.strip_prefix(word) {
            let after = rest.trim_start().trim_start_matches(is_number);
            let after = after.strip_prefix(['：', ':', '、', '.']).unwrap_or(after);
            return (after.len() < rest.trim_start().len()).then(|| heading.len() - after.len());
        }
    }
    for word in ["Box", "Chapter", "Section", "Article", "Annex", "Part"] {
        if let Some(rest) = heading
            .strip_prefix(word)
            .and_then(|rest| rest.strip_prefix(' '))
        {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "IVXL".contains(c));
            let is_number = after.len() < rest.len();
            let mark = after.strip_prefix(['.', ':']).unwrap_or(after);
            return (is_number && (mark.len() < after.len() || mark.starts_with(' ')))
                .then(|| heading.len() - mark.len());
        }
    }
    None
}

/// `（一）`, `(1)`.
fn bracketed(heading: &str) -> Option<usize> {
    let rest = heading.strip_prefix(['（', '('])?;
    let after = rest.trim_start_matches(is_number);
    let closed = after.strip_prefix(['）', ')'])?;
    (after.len() < rest.len()).then(|| heading.len() - closed.len())
}

/// `一、`, `1.`, `1．`, `IV.`; not `2.2万`.
fn dotted(heading: &str) -> Option<usize> {
    let after = heading.trim_start_matches(is_number);
    if after.len() < heading.len() {
        let rest = after.strip_prefix(['、', '.', '．'])?;
        let is_decimal = rest.starts_with(|c: char| c.is_ascii_digit());
        return (!is_decimal).then(|| heading.len() - rest.len());
    }
    let after = heading.trim_start_matches(|c: char| "IVXL".contains(c));
    let rest = after.strip_prefix(". ")?;
    (after.len() < heading.len()).then(|| heading.len() - rest.len())
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || CHINESE_DIGITS.contains(c) || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_of_an_official_document_is_read() {
        let cases = [
            ("一、规划背景", Some("一、"), "规划背景"),
            ("（十二）边民扶持政策", Some("（十二）"), "边民扶持政策"),
            ("2. 加强水利", Some("2."), "加强水利"),
            ("2．加强水利", Some("2．"), "加强水利"),
            ("（1）工程", Some("（1）"), "工程"),
            ("(1) Projects", Some("(1)"), "Projects"),
            ("第三条 本办法", Some("第三条"), "本办法"),
            ("专栏1 强基固边工程", Some("专栏1"), "强基固边工程"),
            ("专栏1强基固边工程", Some("专栏1"), "强基固边工程"),
            ("Box 1. Projects", Some("Box 1."), "Projects"),
            ("IV. Policies", Some("IV."), "Policies"),
            ("2.2万公里", None, "2.2万公里"),
            ("一带一路", None, "一带一路"),
            ("第三方评估", None, "第三方评估"),
            ("Improve roads", None, "Improve roads"),
            ("十三五规划", None, "十三五规划"),
        ];
        for (heading, ordinal, rest) in cases {
            assert_eq!(split_ordinal(heading), (ordinal, rest), "{heading}");
        }
    }
}
