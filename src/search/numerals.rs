//! Numbers of a query written the other way: `50号` and `五十号`, `第3条` and `第三条`, `2017年` and
//! `二〇一七年`. Chinese numerals are taken for a number only where what stands beside them counts
//! something, so that 一带一路 and 十三五 stay names.

use super::phrase::Phrase;

/// What counts, when it follows a number.
const COUNTERS: &str = "号条章节届月日";

/// What makes the number after it an ordinal.
const ORDINAL: char = '第';

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const UNITS: [(char, u32); 3] = [('千', 1000), ('百', 100), ('十', 10)];

/// The phrase with its numbers written the other way; `None` if there are none to change.
pub(super) fn otherwise(phrase: &Phrase) -> Option<String> {
    let characters: Vec<char> = phrase.shown().chars().collect();
    let mut text = String::new();
    let mut is_changed = false;
    let mut at = 0;
    while at < characters.len() {
        let length = number_length(&characters[at..]);
        let number: String = characters[at..at + length].iter().collect();
        let before = at.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(at + length).copied();
        match rewritten(&number, before, after) {
            Some(other) if length > 0 => {
                text.push_str(&other);
                is_changed = true;
                at += length;
            }
            _ => {
                let end = at + length.max(1);
                text.extend(&characters[at..end]);
                at = end;
            }
        }
    }
    is_changed.then_some(text)
}

/// How many characters of one way to write numbers stand here.
fn number_length(characters: &[char]) -> usize {
    let Some(&first) = characters.first() else {
        return 0;
    };
    let belongs: fn(char) -> bool = match first {
        '0'..='9' => |c| c.is_ascii_alphanumeric(),
        _ => is_numeral,
    };
    characters.iter().take_while(|c| belongs(**c)).count()
}

fn is_numeral(character: char) -> bool {
    character == '〇'
        || DIGITS.contains(&character)
        || UNITS.iter().any(|(unit, _)| *unit == character)
}

fn rewritten(number: &str, before: Option<char>, after: Option<char>) -> Option<String> {
    let is_ordinal = before == Some(ORDINAL);
    let is_counted = after.is_some_and(|after| COUNTERS.contains(after));
    // 五年 is a time, not a year.
    let is_year = after == Some('年') && number.chars().count() == 4;
    if !is_ordinal && !is_counted && !is_year {
        return None;
    }
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return if is_year {
            Some(number.chars().map(year_digit).collect())
        } else {
            in_chinese(number.parse().ok()?)
        };
    }
    read(number).map(|number| number.to_string())
}

fn year_digit(digit: char) -> char {
    match digit.to_digit(10) {
        Some(0) | None => '〇',
        Some(value) => DIGITS[value as usize],
    }
}

/// A number from 1 to 9999 as it is written.
fn in_chinese(number: u32) -> Option<String> {
    if !(1..=9999).contains(&number) {
        return None;
    }
    let mut text = String::new();
    let mut rest = number;
    let mut owes_zero = false;
    for (unit, value) in UNITS.into_iter().chain([(' ', 1)]) {
        let digit = rest / value;
        rest %= value;
        if digit == 0 {
            owes_zero = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut owes_zero) {
            text.push('零');
        }
        if !(digit == 1 && unit == '十' && text.is_empty()) {
            text.push(DIGITS[digit as usize]);
        }
        if unit != ' ' {
            text.push(unit);
        }
    }
    Some(text)
}

/// The number that Chinese numerals mean; `None` if they are not written as one.
fn read(number: &str) -> Option<u32> {
    let digit = |c: char| {
        let c = if c == '〇' { '零' } else { c };
        DIGITS.iter().zip(0_u32..).find(|(d, _)| **d == c)
    };
    let digits: Option<Vec<u32>> = number.chars().map(|c| Some(digit(c)?.1)).collect();
    if let Some(digits) = digits.filter(|digits| digits.len() > 1) {
        let is_short = digits.len() <= 4;
        return is_short.then(|| digits.into_iter().fold(0, |sum, digit| sum * 10 + digit));
    }
    let value = read_units(number, &digit)?;
    let is_canonical =
        in_chinese(value).is_some_and(|written| written == number.replace('〇', "零"));
    is_canonical.then_some(value)
}

fn read_units<'d>(number: &str, digit: &impl Fn(char) -> Option<(&'d char, u32)>) -> Option<u32> {
    let (mut sum, mut last) = (0, None);
    for character in number.chars() {
        if let Some((_, value)) = UNITS.iter().find(|(unit, _)| *unit == character) {
            sum += last.take().unwrap_or(1) * value;
        } else {
            last = Some(digit(character)?.1);
        }
    }
    Some(sum + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::phrase::Comparison;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let phrase = Phrase::new(text, Comparison::Stems).expect("it has words");
        assert_eq!(otherwise(&phrase).as_deref(), expected, "{text}");
    }

    #[test]
    fn numbers_that_count_are_written_the_other_way() {
        check("50号", Some("五十号"));
        check("五十号", Some("50号"));
        check("第3条", Some("第三条"));
        check("第十三个五年规划", Some("第13个五年规划"));
        check("第13个", Some("第十三个"));
        check("2017年", Some("二〇一七年"));
        check("二〇一七年", Some("2017年"));
        check("二零一七年6月", Some("2017年六月"));
        check("第一百零五条", Some("第105条"));
        check("110条", Some("一百一十条"));
        check("第二十章", Some("第20章"));
    }

    #[test]
    fn what_is_no_number_stays() {
        for text in [
            "十三五",
            "一带一路",
            "三个代表",
            "g219线",
            "5g网络",
            "第十百条",
            "一十号",
            "千万",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn every_number_is_read_as_it_is_written() {
        for number in 1..=9999 {
            let written = in_chinese(number).expect("in range");
            // Two digits in a row are years and the like, which numbers never are.
            assert_eq!(read(&written), Some(number), "{written}");
        }
    }
}
