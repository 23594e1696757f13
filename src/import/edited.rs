//! A text made from another by leaving out, putting in and replacing, which knows for each of its
//! bytes where it came from. It keeps every span exact although the parser reads a prepared text.

/// A prepared text and the way back.
#[derive(Debug)]
pub struct Edited {
    /// The prepared text.
    pub text: String,
    pieces: Vec<Piece>,
}

/// From byte `at` of the prepared text on, bytes come from `origin` on.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: usize,
    origin: usize,
    /// Whether the bytes were put in: then all of them stand for the one place `origin`.
    inserted: bool,
}

impl Edited {
    /// A text that is about to be made from another of `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Edited { text: String::with_capacity(capacity), pieces: Vec::new() }
    }

    /// Appends `text`, which stands at byte `origin` of the original.
    pub fn keep(&mut self, text: &str, origin: usize) {
        let at = self.text.len();
        let follows = self
            .pieces
            .last()
            .is_some_and(|last| !last.inserted && last.origin + (at - last.at) == origin);
        if !follows && !text.is_empty() {
            self.pieces.push(Piece { at, origin, inserted: false });
        }
        self.text.push_str(text);
    }

    /// Appends `text`, which is not in the original, as if it stood at byte `origin`.
    pub fn insert(&mut self, text: &str, origin: usize) {
        if !text.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), origin, inserted: true });
            self.text.push_str(text);
        }
    }

    /// The place in the original of the byte at `at`.
    pub fn origin(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        let Some(piece) = after.checked_sub(1).map(|index| self.pieces[index]) else { return at };
        if piece.inserted { piece.origin } else { piece.origin + (at - piece.at) }
    }

    /// The range in the original of `start..end`: text that was left out at its ends is outside.
    pub fn origin_range(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.origin(start);
        if end <= start {
            return (first, first);
        }
        let after = self.pieces.partition_point(|piece| piece.at < end);
        let inserted = after.checked_sub(1).is_some_and(|index| self.pieces[index].inserted);
        let last = self.origin(end - 1) + usize::from(!inserted);
        (first, last.max(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_find_the_way_back() {
        // "ab[XX]cde" becomes "ab" + "cde", and "-" is put in before "e".
        let mut edited = Edited::with_capacity(8);
        edited.keep("ab", 0);
        edited.keep("cd", 6);
        edited.insert("-", 8);
        edited.keep("e", 8);
        assert_eq!(edited.text, "abcd-e");
        assert_eq!(edited.origin(1), 1);
        assert_eq!(edited.origin(2), 6);
        assert_eq!(edited.origin_range(0, 2), (0, 2));
        assert_eq!(edited.origin_range(1, 3), (1, 7));
        assert_eq!(edited.origin_range(4, 5), (8, 8));
        assert_eq!(edited.origin_range(3, 6), (7, 9));
        assert_eq!(edited.origin(6), 9);
    }
}
