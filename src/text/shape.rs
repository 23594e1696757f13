//! From characters to glyphs. The only file that names the shaper.
//!
//! A book of 3 MB has some 30,000 distinct words, a seventh of its bytes (typography.md §1): words
//! are shaped once, in units of the face, and shared by all threads and all sizes. The cache is
//! exact: it holds what the shaper said for that very text, in that face, direction, script and
//! language.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rustybuzz::{BufferClusterLevel, Face, Language, ShapePlan, UnicodeBuffer};

use super::kashida::Lengthened;
use super::meetings::{Meeting, Meetings};
use super::model::{Glyph, ShapedRun};
use crate::base::{Code, Diagnostic};
use crate::font::{FaceId, FontLibrary};

/// Parts of a word table, each with its own lock: more than any machine's threads meet in.
const SHARDS: usize = 16;

/// Scripts that the shaper's rules tell apart here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    /// Arabic letters, and digits and signs among them.
    Arabic,
    /// Latin letters, and digits and signs among them.
    Latin,
    /// Another one: the shaper finds out by itself.
    Other,
}

/// All that decides the shaping of a text, but for the text itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Setting {
    /// The face.
    pub face: FaceId,
    /// Whether the text runs from right to left.
    pub rtl: bool,
    /// Its script.
    pub script: Script,
    /// Its language tag.
    pub lang: Arc<str>,
}

/// The words shaped in one setting.
pub(super) struct Words {
    setting: Setting,
    /// The shaper's plan; `None` for [`Script::Other`], where it depends on the text.
    plan: Option<ShapePlan>,
    shards: [RwLock<HashMap<Box<str>, Arc<ShapedRun>>>; SHARDS],
    meetings: Meetings,
    /// Words with kashidas.
    pub(super) lengthened: Lengthened,
}

impl Words {
    /// The script of the words.
    pub fn script(&self) -> Script {
        self.setting.script
    }
}

/// The part of a table in which `text` is kept. Its end tells words apart well enough; the hash is
/// left to the part's own table.
fn shard_of(text: &str) -> usize {
    let bytes = text.as_bytes();
    let at = |back: usize| bytes.len().checked_sub(back).map_or(0, |at| usize::from(bytes[at]));
    (bytes.len() / 2 + at(1) + at(3)) % SHARDS
}

/// Shapes words, each once.
pub(super) struct Shaper<'f> {
    library: &'f FontLibrary,
    /// The faces by number, parsed once.
    faces: Vec<Option<Face<'f>>>,
    settings: RwLock<BTreeMap<Setting, Arc<Words>>>,
    /// The first text, in the order of texts, at which each face failed.
    failures: Mutex<BTreeMap<FaceId, String>>,
}

impl<'f> Shaper<'f> {
    /// A shaper for the faces of `library`.
    pub fn new(library: &'f FontLibrary) -> Self {
        let faces = library.faces().iter().map(|face| Face::from_slice(&face.bytes, 0)).collect();
        Shaper { library, faces, settings: RwLock::default(), failures: Mutex::default() }
    }

    /// `text` in glyphs: a whole word with nothing joined to it.
    pub fn word(&self, words: &Words, text: &str) -> Arc<ShapedRun> {
        let shard = &words.shards[shard_of(text)];
        if let Some(run) = shard.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Arc::clone(run);
        }
        let run = Arc::new(self.shape(words, text, "", ""));
        let mut shard = shard.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(shard.entry(text.into()).or_insert(run))
    }

    /// Whether the words `before` and `after`, with a space between them, must be shaped together:
    /// apart they would not look the same.
    pub fn meet(&self, words: &Words, before: &str, after: &str) -> bool {
        let meeting = Meeting::of(before, after);
        words.meetings.is_risky(meeting, || {
            let (before, after) = meeting.sample();
            let together = self.shape(words, &format!("{before} {after}"), "", "");
            let mut parts = [&*before, " ", &after].map(|text| self.shape(words, text, "", ""));
            if words.setting.rtl {
                parts.reverse();
            }
            let apart = parts.iter().flat_map(|run| &run.glyphs);
            !together.glyphs.iter().map(Glyph::look).eq(apart.map(Glyph::look))
        })
    }

    /// `text` in glyphs when it is a part of a word: its ends join to the characters `before` and
    /// `after`, which another face shapes.
    pub fn part(&self, words: &Words, text: &str, before: &str, after: &str) -> Arc<ShapedRun> {
        Arc::new(self.shape(words, text, before, after))
    }

    /// Units of an em in the face of `words`.
    pub fn units_per_em(&self, words: &Words) -> u16 {
        self.library.face(words.setting.face).units_per_em
    }

    /// FNT-DAMAGED for each face on which the shaper broke down.
    pub fn failures(&self) -> Vec<Diagnostic> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let report = |(id, text): (&FaceId, &String)| {
            let face = self.library.face(*id);
            let name = format!("{} ({})", face.family, face.origin);
            Diagnostic::new(Code::FontDamaged, format!("the font {name} cannot shape \"{text}\""))
                .hint("the font's tables are damaged; use another copy or another font")
        };
        failures.iter().map(report).collect()
    }

    /// The table of `setting`, made at its first use.
    pub fn words(&self, setting: &Setting) -> Arc<Words> {
        if let Some(words) =
            self.settings.read().unwrap_or_else(PoisonError::into_inner).get(setting)
        {
            return Arc::clone(words);
        }
        let plan = self.plan(setting);
        let words = Words {
            setting: setting.clone(),
            plan,
            shards: Default::default(),
            meetings: Meetings::default(),
            lengthened: Lengthened::default(),
        };
        let mut settings = self.settings.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(settings.entry(setting.clone()).or_insert_with(|| Arc::new(words)))
    }

    fn plan(&self, setting: &Setting) -> Option<ShapePlan> {
        let face = self.faces[usize::from(setting.face.0)].as_ref()?;
        let script = script_of(setting)?;
        let (direction, language) = (direction_of(setting), language_of(setting));
        let plan = || ShapePlan::new(face, direction, Some(script), language.as_ref(), &[]);
        let made = catch_unwind(AssertUnwindSafe(plan));
        made.inspect_err(|_| self.note_failure(setting.face, "")).ok()
    }

    /// Runs the shaper. A panic inside it is the font's fault, and reported as such.
    pub(super) fn shape(&self, words: &Words, text: &str, before: &str, after: &str) -> ShapedRun {
        let setting = &words.setting;
        let shaped = self.faces[usize::from(setting.face.0)].as_ref().and_then(|face| {
            let run = || run_shaper(face, words, text, before, after);
            catch_unwind(AssertUnwindSafe(run)).ok()
        });
        let glyphs = shaped.unwrap_or_else(|| {
            self.note_failure(setting.face, text);
            Box::default()
        });
        ShapedRun::new(setting.face, text.into(), setting.rtl, glyphs)
    }

    fn note_failure(&self, face: FaceId, text: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let first = failures.entry(face).or_insert_with(|| text.to_owned());
        if text < first.as_str() {
            text.clone_into(first);
        }
    }
}

fn run_shaper(
    face: &Face<'_>,
    words: &Words,
    text: &str,
    before: &str,
    after: &str,
) -> Box<[Glyph]> {
    let setting = &words.setting;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_pre_context(before);
    buffer.set_post_context(after);
    buffer.set_direction(direction_of(setting));
    if let Some(script) = script_of(setting) {
        buffer.set_script(script);
    }
    if let Some(language) = language_of(setting) {
        buffer.set_language(language);
    }
    // One cluster a character where the font allows it: marks keep their own, as the PDF needs.
    buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
    let shaped = match &words.plan {
        Some(plan) => rustybuzz::shape_with_plan(face, plan, buffer),
        None => rustybuzz::shape(face, &[], buffer),
    };
    let glyph = |(info, position): (&rustybuzz::GlyphInfo, &rustybuzz::GlyphPosition)| Glyph {
        id: info.glyph_id as u16,
        cluster: info.cluster,
        advance: position.x_advance,
        x_offset: position.x_offset,
        y_offset: position.y_offset,
    };
    shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(glyph).collect()
}

fn direction_of(setting: &Setting) -> rustybuzz::Direction {
    if setting.rtl { rustybuzz::Direction::RightToLeft } else { rustybuzz::Direction::LeftToRight }
}

fn script_of(setting: &Setting) -> Option<rustybuzz::Script> {
    match setting.script {
        Script::Arabic => Some(rustybuzz::script::ARABIC),
        Script::Latin => Some(rustybuzz::script::LATIN),
        Script::Other => None,
    }
}

fn language_of(setting: &Setting) -> Option<Language> {
    setting.lang.parse().ok()
}

impl Glyph {
    /// All that is seen of it.
    fn look(&self) -> (u16, i32, i32, i32) {
        (self.id, self.advance, self.x_offset, self.y_offset)
    }
}

impl ShapedRun {
    /// Cuts the run at bytes `cuts` of its text (increasing). A cut inside a ligature moves to its
    /// end, so a part may be missing: each part comes with the byte at which it begins.
    pub(super) fn split(&self, cuts: &[usize]) -> Vec<(usize, ShapedRun)> {
        let mut starts: Vec<usize> = vec![0];
        let clusters = self.cluster_starts();
        for &cut in cuts {
            let at = clusters.partition_point(|start| (*start as usize) < cut);
            let start = clusters.get(at).map_or(self.text.len(), |start| *start as usize);
            if start < self.text.len() && starts.last() != Some(&start) {
                starts.push(start);
            }
        }
        let ends = starts.iter().skip(1).copied().chain([self.text.len()]);
        starts.iter().zip(ends).map(|(&start, end)| (start, self.slice(start, end))).collect()
    }

    /// Byte offsets at which clusters begin, increasing.
    pub(super) fn cluster_starts(&self) -> Vec<u32> {
        let mut starts: Vec<u32> = self.glyphs.iter().map(|glyph| glyph.cluster).collect();
        if self.rtl {
            starts.reverse();
        }
        starts.dedup();
        starts
    }

    /// The clusters that begin in bytes `start..end`: neighbours in the order of glyphs.
    fn slice(&self, start: usize, end: usize) -> ShapedRun {
        // Clusters are monotone: falling from left to right in a right-to-left run, else rising.
        let before = |limit: usize| {
            self.glyphs.partition_point(|glyph| {
                let cluster = glyph.cluster as usize;
                if self.rtl { cluster >= limit } else { cluster < limit }
            })
        };
        let places = if self.rtl { before(end)..before(start) } else { before(start)..before(end) };
        let shift = |glyph: &Glyph| Glyph { cluster: glyph.cluster - start as u32, ..*glyph };
        let glyphs: Box<[Glyph]> = self.glyphs[places].iter().map(shift).collect();
        ShapedRun::new(self.face, self.text[start..end].into(), self.rtl, glyphs)
    }
}
