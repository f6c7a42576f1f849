//! Why the system refused, said in Chinese.

use std::io;

/// The reason of a failed reading or writing in Chinese, where it is one that people meet; else
/// the system's own words, in whatever language it speaks.
pub fn reason_in_chinese(error: &io::Error) -> String {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "找不到文件或文件夹",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘空间不足",
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        io::ErrorKind::AlreadyExists => "同名的文件或文件夹已存在",
        _ => return error.to_string(),
    };
    reason.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_people_meet_is_in_chinese_alone() {
        for kind in [
            io::ErrorKind::NotFound,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::StorageFull,
            io::ErrorKind::QuotaExceeded,
            io::ErrorKind::ReadOnlyFilesystem,
            io::ErrorKind::AlreadyExists,
        ] {
            let reason = reason_in_chinese(&io::Error::new(kind, "in English"));
            assert!(!reason.is_ascii() && !reason.contains("English"), "{kind}");
        }
    }

    #[test]
    fn another_reason_keeps_the_words_of_the_system() {
        let error = io::Error::other("the tape is torn");
        assert_eq!(reason_in_chinese(&error), "the tape is torn");
    }
}
