//! Languages and directions.

/// A language tag (BCP 47) and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lang(String);

impl Lang {
    /// Accepts a well-formed tag such as `fa`, `ar`, `en-GB`, `az-Arab`.
    pub fn parse(tag: &str) -> Option<Lang> {
        let mut parts = tag.split('-');
        let primary = parts.next()?;
        let primary_ok =
            (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
        let rest_ok = parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        (primary_ok && rest_ok).then(|| Lang(tag.to_owned()))
    }

    /// The tag as written.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The primary subtag in lower case: `en` of `en-GB`.
    pub fn primary(&self) -> String {
        self.0.split('-').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// Base direction of text in this language (the script subtag decides before the language).
    pub fn direction(&self) -> Direction {
        let script = self.0.split('-').find(|part| part.len() == 4);
        let rtl = match script {
            Some(script) => matches!(
                script.to_ascii_lowercase().as_str(),
                "arab" | "aran" | "hebr" | "syrc" | "thaa" | "nkoo"
            ),
            None => matches!(
                self.primary().as_str(),
                "fa" | "ar"
                    | "ur"
                    | "he"
                    | "ps"
                    | "ckb"
                    | "sd"
                    | "ug"
                    | "yi"
                    | "dv"
                    | "prs"
                    | "azb"
                    | "mzn"
                    | "glk"
                    | "lrc"
                    | "bal"
                    | "pnb"
                    | "skr"
                    | "ks"
                    | "syr"
                    | "nqo"
            ),
        };
        if rtl { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

/// A direction of text or of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As Persian.
    RightToLeft,
    /// As English.
    LeftToRight,
}

impl Direction {
    /// `rtl` or `ltr`, as HTML and EPUB write it.
    pub const fn html(self) -> &'static str {
        match self {
            Direction::RightToLeft => "rtl",
            Direction::LeftToRight => "ltr",
        }
    }

    /// Whether text runs from right to left.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Direction::RightToLeft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_decides_before_language() {
        let direction = |tag| Lang::parse(tag).map(|lang| lang.direction());
        assert_eq!(direction("fa"), Some(Direction::RightToLeft));
        assert_eq!(direction("az-Arab"), Some(Direction::RightToLeft));
        assert_eq!(direction("fa-Latn"), Some(Direction::LeftToRight));
        assert_eq!(direction("en-GB"), Some(Direction::LeftToRight));
        assert_eq!(direction("persian!"), None);
        assert_eq!(direction(""), None);
    }
}
