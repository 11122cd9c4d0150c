//! Vision: the projector file (mmproj) as a line of its own, and the context an image takes.

use crate::catalog::{ImageTokens, Overview, RowBreaks, Vision};
use crate::units::{Bytes, Known, Tokens};

/// Bytes per parameter of a projector: published as F16 or BF16; norms, biases and patch embeddings stay F32, which adds up
/// to 3 % to small encoders (llama.cpp `convert_hf_to_gguf.py --mmproj`). Quantised projectors exist (llama.cpp PR 16592).
const BYTES_PER_PARAMETER: u64 = 2;

/// Bytes of the projector's weights. Nothing for a model that reads text alone; unknown where the encoder's size is not
/// recorded. Its compute buffer comes on top when an image is read, and is not known here.
#[must_use]
pub fn projector_bytes(vision: &Vision) -> Known<Bytes> {
    match vision {
        Vision::None => Known::Known(Bytes::ZERO),
        Vision::Encoder { params: 0, .. } => Known::Unknown,
        Vision::Encoder { params, .. } => Known::Known(Bytes::new(*params) * BYTES_PER_PARAMETER),
    }
}

/// The size of an image in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageSize {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl ImageSize {
    /// A screenshot or photo of usual size.
    pub const TYPICAL: Self = Self { width: 1024, height: 768 };

    const fn longest(self) -> u32 {
        if self.width > self.height { self.width } else { self.height }
    }

    /// Squares of this side that cover the image, across and down; at least one each.
    fn blocks(self, side: u32) -> (u64, u64) {
        let count = |pixels: u32| u64::from(pixels.div_ceil(side.max(1)).max(1));
        (count(self.width), count(self.height))
    }

    /// Scaled down so that the longer side has at most this many pixels; a limit of 0 is none.
    fn within(self, limit: u32) -> Self {
        let longest = self.longest();
        if limit == 0 || longest <= limit {
            return self;
        }
        let scale = |pixels: u32| (u64::from(pixels) * u64::from(limit)).div_ceil(u64::from(longest)) as u32;
        Self { width: scale(self.width), height: scale(self.height) }
    }
}

/// Tokens of context that an image of this size takes; unknown where nobody recorded the rule, and for sound.
#[must_use]
pub fn image_tokens(rule: &ImageTokens, image: ImageSize) -> Known<Tokens> {
    let tokens = match rule {
        ImageTokens::Unknown | ImageTokens::Audio { .. } => return Known::Unknown,
        ImageTokens::Fixed { tokens } => u64::from(*tokens),
        ImageTokens::Budget { max } => u64::from(*max),
        ImageTokens::CrossAttention { .. } => 0,
        ImageTokens::Sizes { sizes } => {
            let fits = sizes.iter().find(|&&(side, _)| image.longest() <= side).or(sizes.last());
            match fits {
                Some(&(_, tokens)) => u64::from(tokens),
                None => return Known::Unknown,
            }
        }
        ImageTokens::Grid { block, min, max, longest_side, rows } => {
            let (across, down) = image.within(*longest_side).blocks(*block);
            let breaks = if *rows == RowBreaks::Each { down } else { 0 };
            let most = if *max == 0 { u64::MAX } else { u64::from(*max).max((*min).into()) };
            (across * down).clamp((*min).into(), most).saturating_add(breaks)
        }
        ImageTokens::Tiles { tokens, tile, max_tiles, overview } => {
            let (across, down) = image.blocks(*tile);
            let most = if *max_tiles == 0 { u64::MAX } else { u64::from(*max_tiles) };
            let tiles = (across * down).min(most);
            let whole = u64::from(*overview == Overview::One && tiles > 1);
            tiles.saturating_add(whole).saturating_mul((*tokens).into())
        }
    };
    Known::Known(Tokens::new(u32::try_from(tokens).unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(rule: &ImageTokens, width: u32, height: u32) -> u32 {
        image_tokens(rule, ImageSize { width, height }).get().unwrap().get()
    }

    #[test]
    fn a_grid_counts_blocks_within_its_bounds() {
        let grid =
            |min, max, longest_side, rows| ImageTokens::Grid { block: 28, min, max, longest_side, rows };
        assert_eq!(tokens(&grid(4, 16384, 0, RowBreaks::None), 1024, 768), 37 * 28);
        assert_eq!(tokens(&grid(4, 16384, 0, RowBreaks::None), 1, 1), 4);
        assert_eq!(tokens(&grid(0, 100, 0, RowBreaks::None), 4000, 4000), 100);
        assert_eq!(tokens(&grid(0, 0, 1540, RowBreaks::Each), 3080, 1540), 55 * 28 + 28);
    }

    #[test]
    fn tiles_come_with_an_overview_when_there_are_several() {
        let rule = ImageTokens::Tiles { tokens: 256, tile: 448, max_tiles: 12, overview: Overview::One };
        assert_eq!(tokens(&rule, 400, 400), 256);
        assert_eq!(tokens(&rule, 896, 448), 3 * 256);
        assert_eq!(tokens(&rule, 10_000, 10_000), 13 * 256);
    }

    #[test]
    fn other_rules_say_what_they_know() {
        let sizes = ImageTokens::Sizes { sizes: vec![(512, 64), (1024, 256)] };
        assert_eq!(
            (tokens(&sizes, 300, 512), tokens(&sizes, 600, 10), tokens(&sizes, 9000, 1)),
            (64, 256, 256)
        );
        let cross = ImageTokens::CrossAttention { tokens: 1601, tile: 560, max_tiles: 4 };
        assert_eq!(tokens(&cross, 560, 560), 0);
        assert_eq!(image_tokens(&ImageTokens::Unknown, ImageSize::TYPICAL), Known::Unknown);
        assert_eq!(
            image_tokens(&ImageTokens::Audio { per_second: 25.0 }, ImageSize::TYPICAL),
            Known::Unknown
        );
    }

    #[test]
    fn no_figure_overflows() {
        let huge = ImageSize { width: u32::MAX, height: u32::MAX };
        let rule = ImageTokens::Tiles { tokens: u32::MAX, tile: 0, max_tiles: 0, overview: Overview::One };
        assert_eq!(image_tokens(&rule, huge), Known::Known(Tokens::new(u32::MAX)));
        let rule = ImageTokens::Grid { block: 0, min: 9, max: 3, longest_side: 0, rows: RowBreaks::Each };
        assert!(image_tokens(&rule, huge).is_known());
    }
}
