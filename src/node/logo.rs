//! A logo on its way in: decoded and drawn anew, so that nothing stays but the picture.
//!
//! Whatever else a file carries (where and by whom it was made, comments, a second file behind the
//! end) is left out, and what is no picture is refused (`docs/security.md` T32).

use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Limits, Transformations};

use crate::domain::Logo;

/// Most pixels of an edge.
const LONGEST_EDGE: u32 = 512;
/// Most bytes of the file that browsers are sent.
const MOST_BYTES: usize = 40_000;
/// Most bytes of the file that an operator gives.
pub const LARGEST_FILE: u64 = 5_000_000;
/// Most memory for what a decoder wants beside the picture.
const MOST_MEMORY: usize = 8_000_000;

/// Why a file cannot be a logo.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum BadLogo {
    #[error("the logo is no PNG file that can be read: {0}")]
    Unreadable(#[from] png::DecodingError),
    #[error("the logo could not be drawn anew: {0}")]
    NotDrawn(#[from] png::EncodingError),
    #[error(
        "the logo has {width} × {height} pixels: at most {LONGEST_EDGE} × {LONGEST_EDGE} can be"
    )]
    TooWide { width: u32, height: u32 },
    #[error(
        "the logo has {} kB once it is drawn anew, and at most {} can be: use fewer colours, or \
         fewer pixels",
        .0.div_ceil(1_000),
        MOST_BYTES / 1_000
    )]
    TooLarge(usize),
}

/// A picture that is nothing else.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) size: Logo,
    pub(super) png: Vec<u8>,
}

/// Reads a PNG file, and writes its first picture into a new one.
pub(super) fn redraw(file: &[u8]) -> Result<Picture, BadLogo> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), Limits { bytes: MOST_MEMORY });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let (width, height) = reader.info().size();
    let too_wide = || BadLogo::TooWide { width, height };
    if width > LONGEST_EDGE || height > LONGEST_EDGE {
        return Err(too_wide());
    }
    let mut pixels = vec![0; reader.output_buffer_size().ok_or_else(too_wide)?];
    let frame = reader.next_frame(&mut pixels)?;
    let (colour, depth) = reader.output_color_type();
    let png = write(&pixels[..frame.buffer_size()], (width, height), colour, depth)?;
    if png.len() > MOST_BYTES {
        return Err(BadLogo::TooLarge(png.len()));
    }
    Ok(Picture { size: Logo { width, height }, png })
}

fn write(
    pixels: &[u8],
    (width, height): (u32, u32),
    colour: ColorType,
    depth: BitDepth,
) -> Result<Vec<u8>, BadLogo> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    encoder.set_compression(Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 4], note: &str) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, width, height);
        encoder.set_color(ColorType::Rgba);
        encoder.set_depth(BitDepth::Eight);
        encoder.add_text_chunk("Comment".into(), note.into()).unwrap();
        let mut writer = encoder.write_header().unwrap();
        let pixels: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| pixel(x, y))
            .collect();
        writer.write_image_data(&pixels).unwrap();
        writer.finish().unwrap();
        file
    }

    fn pixels(file: &[u8]) -> Vec<u8> {
        let mut reader = Decoder::new(Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        pixels
    }

    /// Colours without order, which nothing makes smaller.
    fn noise(x: u32, y: u32) -> [u8; 4] {
        x.wrapping_mul(2_654_435_761)
            .wrapping_add(y.wrapping_mul(40_503))
            .wrapping_mul(y ^ 0x61)
            .to_le_bytes()
    }

    #[test]
    fn of_a_file_nothing_stays_but_the_picture() {
        let place = "Made at 45.76, 4.83 by Ana";
        let mut file =
            drawn(32, 16, |x, y| [x.to_le_bytes()[0], y.to_le_bytes()[0], 9, 200], place);
        file.extend(b"<script>alert(1)</script>");
        let picture = redraw(&file).unwrap();
        assert_eq!((picture.size.width, picture.size.height), (32, 16));
        assert_eq!(pixels(&picture.png), pixels(&file));
        let text = String::from_utf8_lossy(&picture.png);
        assert!(!text.contains("Comment") && !text.contains("Ana") && !text.contains("script"));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused_in_words() {
        let said = |file: &[u8]| redraw(file).unwrap_err().to_string();
        assert!(said(b"GIF89a").contains("no PNG file"), "{}", said(b"GIF89a"));
        assert!(said(b"").contains("no PNG file"));
        let whole = drawn(32, 16, noise, "");
        assert!(said(&whole[..whole.len() / 2]).contains("no PNG file"));
        let wide = drawn(513, 2, |_, _| [0; 4], "");
        assert!(said(&wide).contains("513 × 2 pixels: at most 512 × 512"), "{}", said(&wide));
        let large = drawn(160, 160, noise, "");
        assert!(said(&large).contains("at most 40 can be"), "{}", said(&large));
    }

    #[test]
    fn t27_a_file_that_claims_to_be_huge_costs_nothing() {
        let mut file = drawn(32, 16, |_, _| [0; 4], "");
        // Width and height stand after the signature, the length and the name of the first chunk.
        file[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
        let mut decoder = Decoder::new(Cursor::new(&file));
        decoder.ignore_checksums(true);
        assert_eq!(decoder.read_header_info().unwrap().width, 50_000);
        assert!(redraw(&file).is_err());
    }
}
