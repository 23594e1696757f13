//! Generated Persian prose: the same for the same seed, with the length distribution of real words.

/// Stems and small words; ordinary vocabulary.
const STEMS: &[&str] = &[
    "و",
    "در",
    "به",
    "از",
    "که",
    "این",
    "را",
    "با",
    "است",
    "برای",
    "آن",
    "یک",
    "خود",
    "تا",
    "کرد",
    "بر",
    "هم",
    "نیز",
    "گفت",
    "شد",
    "بود",
    "دست",
    "چشم",
    "خانه",
    "کوچه",
    "باران",
    "درخت",
    "کتاب",
    "نویسنده",
    "روزگار",
    "زندگی",
    "پنجره",
    "شهر",
    "راه",
    "کودک",
    "مادر",
    "آسمان",
    "ستاره",
    "شب",
    "صبح",
    "آفتاب",
    "سنگ",
    "رود",
    "دریا",
    "کوه",
    "باغ",
    "گل",
    "پرنده",
    "آواز",
    "سکوت",
    "واژه",
    "معنی",
    "نامه",
    "دوست",
    "سفر",
    "بازگشت",
    "خاطره",
    "اندیشه",
    "فرهنگ",
    "تاریخ",
    "هنر",
    "نقاشی",
    "موسیقی",
    "شعر",
    "داستان",
    "شخصیت",
    "گفتگو",
    "پرسش",
    "پاسخ",
    "مسئله",
    "تأثیر",
    "رؤیا",
    "جامعه",
    "اقتصاد",
    "دانشگاه",
    "پژوهش",
    "آزمایش",
    "نظریه",
    "فلسفه",
    "عشق",
    "مرگ",
    "جنگ",
    "صلح",
    "آزادی",
];
/// What may follow a stem.
const ENDINGS: &[&str] = &[
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "‌ها",
    "‌های",
    "ی",
    "‌ای",
    "م",
    "ش",
    "‌هایی",
    "تر",
    "‌ام",
    "ان",
    "انه",
];
/// What may go before.
const BEGINNINGS: &[&str] =
    &["", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "می‌", "نمی‌", "بی‌", "هم‌", "پیش‌"];

/// A small generator (Knuth's MMIX constants), so that tests need no clock and no crate.
pub struct Dice(u64);

impl Dice {
    /// The sequence of `seed`.
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

/// A word, of 4.3 letters on the average, as in a book: half of them are among the twenty small
/// ones; one in twenty-four is a rare one, built of two stems.
pub fn word(dice: &mut Dice) -> String {
    if dice.roll(2) == 0 {
        return dice.pick(&STEMS[..20]).to_owned();
    }
    let second = if dice.roll(12) == 0 { dice.pick(STEMS) } else { "" };
    let (beginning, stem, ending) = (dice.pick(BEGINNINGS), dice.pick(STEMS), dice.pick(ENDINGS));
    format!("{beginning}{stem}{second}{ending}")
}

/// A paragraph of `words` words, with punctuation.
pub fn paragraph(dice: &mut Dice, words: usize) -> String {
    let mut text = String::new();
    for index in 0..words {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(&word(dice));
        match dice.roll(24) {
            0 | 1 => text.push('،'),
            2 => text.push('.'),
            3 => text.push('؛'),
            _ => {}
        }
    }
    text.push('.');
    text
}

/// Paragraphs of 20 to 160 words, together at least `bytes` bytes.
pub fn book(bytes: usize) -> Vec<String> {
    let mut dice = Dice::new(7);
    let mut paragraphs = Vec::new();
    let mut size = 0;
    while size < bytes {
        let words = 20 + dice.roll(140);
        let text = paragraph(&mut dice, words);
        size += text.len();
        paragraphs.push(text);
    }
    paragraphs
}
