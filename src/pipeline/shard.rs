//! A share of a catalogue, for one of several machines.

use std::fmt;
use std::str::FromStr;

use crate::base::Digest;
use crate::persian::digits::parse_number;

/// Most shards: more machines than anybody sends one catalogue to.
const MOST: u64 = 1_000_000;

/// One of several shares into which a catalogue is divided, written `3/8`.
///
/// A book belongs to share `1 + h mod n`, where `h` is the number that the first eight bytes of the
/// SHA-256 of its manifest's path form (most significant first). The path is the one below the
/// catalogue's folder, with `/`. So every book is in exactly one share, on every machine, and a new
/// book moves no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which share, from 1.
    index: u64,
    /// How many there are.
    count: u64,
}

impl Shard {
    /// All `count` shares in order.
    pub fn all(count: u64) -> impl Iterator<Item = Self> {
        (1..=count).map(move |index| Shard { index, count })
    }

    /// Whether the book with the manifest `path` belongs to this share.
    pub fn has(self, path: &str) -> bool {
        let digest = Digest::of(path.as_bytes());
        let number = digest.bytes()[..8].iter().fold(0, |n, byte| n << 8 | u64::from(*byte));
        number % self.count == self.index - 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl FromStr for Shard {
    type Err = String;

    /// Reads `i/n`, in Latin or Persian digits.
    fn from_str(text: &str) -> Result<Self, String> {
        let (index, count) = text
            .split_once('/')
            .and_then(|(index, count)| Some((parse_number(index)?, parse_number(count)?)))
            .ok_or("write two numbers, the share and how many there are: `1/4`, `2/4`, …")?;
        if !(1..=MOST).contains(&count) {
            return Err(format!("there can be 1 to {MOST} shares"));
        }
        if !(1..=count).contains(&index) {
            return Err(format!("the shares of {count} are numbered from 1 to {count}"));
        }
        Ok(Shard { index, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_book_is_in_exactly_one_share() {
        let paths: Vec<String> = (0..500).map(|n| format!("کتاب-{n}/book.yaml")).collect();
        for count in 1..=9 {
            let shares = |path: &str| Shard::all(count).filter(|shard| shard.has(path)).count();
            assert!(paths.iter().all(|path| shares(path) == 1));
            for shard in Shard::all(count) {
                let size = paths.iter().filter(|path| shard.has(path)).count();
                // Five standard deviations of a fair division.
                let mean = 500.0 / count as f64;
                assert!((size as f64 - mean).abs() <= 5.0 * mean.sqrt(), "{shard}: {size}");
            }
        }
    }

    /// Machines with different versions of the program must agree.
    #[test]
    fn the_division_never_changes() {
        let shard = |path| Shard::all(8).find(|shard| shard.has(path)).unwrap().to_string();
        assert_eq!(["a/book.yaml", "b/book.yaml", "حافظ.yaml"].map(shard), ["3/8", "3/8", "7/8"]);
    }

    #[test]
    fn what_is_no_share_is_refused() {
        assert_eq!("۳/۸".parse::<Shard>().unwrap().to_string(), "3/8");
        for text in
            ["", "3", "/", "0/4", "5/4", "1/0", "-1/4", "a/b", "1/2/3", "1/9999999", "1.0/2"]
        {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
