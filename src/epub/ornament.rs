//! The ornament of drawn covers: the eight-pointed star (شمسهٔ هشت) of girih, two squares turned
//! against each other by 45°, alone as a medallion and in a row as a frame.

use tiny_skia::{Color, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::cover::{HEIGHT, WIDTH};
use crate::design::model::Rgb;

/// Side of a cell of the frame: both sides of the picture are whole multiples of it.
const CELL: f64 = 80.0;
/// Thickness of the stars' lines.
const STAR_LINE: f64 = 3.0;
/// Thickness of the rule outside the stars.
const OUTER_RULE: f64 = 6.0;
/// Thickness of the rule inside them.
const INNER_RULE: f64 = 3.0;
/// Distance of the rules from the stars.
const RULE_GAP: f64 = 14.0;

/// Cosine and sine of 22.5° and of 45°: the points of the star stand every 22.5°. Constants, because
/// the functions are not the same to the last bit on every machine.
const COS_22: f64 = 0.923_879_532_511_286_7;
const SIN_22: f64 = 0.382_683_432_365_089_8;
const COS_45: f64 = std::f64::consts::FRAC_1_SQRT_2;
/// Radius of the inner corners of the star, as a share of that of its points: cos 45° / cos 22.5°.
const INNER: f64 = COS_45 / COS_22;

/// A picture being drawn, in pixels from its upper left corner.
pub struct Canvas {
    /// The pixels.
    pub pixmap: Pixmap,
}

impl Canvas {
    /// Fills the whole picture.
    pub fn fill(&mut self, color: Rgb) {
        self.pixmap.fill(Color::from_rgba8(color.red, color.green, color.blue, u8::MAX));
    }

    fn stroke(&mut self, path: Option<&Path>, width: f64, color: Rgb) {
        let Some(path) = path else { return };
        let mut paint = Paint::default();
        paint.set_color_rgba8(color.red, color.green, color.blue, u8::MAX);
        paint.anti_alias = true;
        let stroke =
            Stroke { width: width as f32, line_join: LineJoin::Miter, ..Stroke::default() };
        self.pixmap.stroke_path(path, &paint, &stroke, Transform::identity(), None);
    }
}

/// Draws a frame of stars, one cell away from the edges, between two rules.
pub fn frame(canvas: &mut Canvas, color: Rgb) {
    let (columns, rows) = (WIDTH / CELL as u32, HEIGHT / CELL as u32);
    let mut stars = PathBuilder::new();
    for row in 1..rows - 1 {
        for column in 1..columns - 1 {
            let is_edge = row == 1 || row == rows - 2 || column == 1 || column == columns - 2;
            if is_edge {
                let middle = |index: u32| (f64::from(index) + 0.5) * CELL;
                let center = (middle(column), middle(row));
                star(&mut stars, center, CELL / 2.0);
                star(&mut stars, center, CELL / 4.0);
            }
        }
    }
    canvas.stroke(stars.finish().as_ref(), STAR_LINE, color);
    canvas.stroke(rule(CELL - RULE_GAP).as_ref(), OUTER_RULE, color);
    canvas.stroke(rule(2.0 * CELL + RULE_GAP).as_ref(), INNER_RULE, color);
}

/// A rectangle at the distance `inset` from the edges of the picture.
fn rule(inset: f64) -> Option<Path> {
    let (width, height) = (f64::from(WIDTH), f64::from(HEIGHT));
    let sides = (inset as f32, (width - inset) as f32, (height - inset) as f32);
    Rect::from_ltrb(sides.0, sides.0, sides.1, sides.2).map(PathBuilder::from_rect)
}

/// Draws one large star with stars inside it, a line running out at both sides.
pub fn medallion(canvas: &mut Canvas, center: (f64, f64), radius: f64, color: Rgb) {
    let mut path = PathBuilder::new();
    for share in [1.0, 0.86, 0.5, 0.25] {
        star(&mut path, center, radius * share);
    }
    for side in [-1.0, 1.0] {
        let (near, far) = (center.0 + side * radius * 1.25, center.0 + side * radius * 3.6);
        path.move_to(near as f32, center.1 as f32);
        path.line_to(far as f32, center.1 as f32);
        star(&mut path, (near + side * radius * 2.5, center.1), radius * 0.14);
    }
    canvas.stroke(path.finish().as_ref(), STAR_LINE, color);
}

/// Adds an eight-pointed star: points and inner corners by turns, every 22.5°.
fn star(path: &mut PathBuilder, center: (f64, f64), radius: f64) {
    let eighth = [(1.0, 0.0), (COS_22 * INNER, SIN_22 * INNER)];
    for step in 0..16_usize {
        let (x, y) = turned(eighth[step % 2], step / 2);
        let (x, y) = ((center.0 + x * radius) as f32, (center.1 + y * radius) as f32);
        if step == 0 {
            path.move_to(x, y);
        } else {
            path.line_to(x, y);
        }
    }
    path.close();
}

/// A point turned by `eighths` × 45° around the origin.
fn turned((x, y): (f64, f64), eighths: usize) -> (f64, f64) {
    (0..eighths).fold((x, y), |(x, y), _| ((x - y) * COS_45, (x + y) * COS_45))
}
