//! The file of towns, read in place: it is part of the program, and only the pages of it that are
//! looked at are ever in memory.

use super::Town;
use crate::domain::Point;

/// Longest name in the file, in bytes.
pub(super) const LONGEST_NAME: usize = 60;
/// Names of a block.
const OF_A_BLOCK: usize = 32;
/// Bytes of the head, and of each place.
const HEAD: usize = 28;
const PLACE: usize = 18;

/// The file of this program.
pub(super) static FILE: File = File::new(include_bytes!("../../../gazetteer/places.bin"));

/// The parts of a file.
pub(super) struct File {
    places: &'static [u8],
    spellings: &'static [u8],
    starts: &'static [u8],
    blocks: &'static [u8],
}

/// A town that goes by a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Called {
    /// Its place among all towns, the largest first.
    pub(super) rank: u32,
    /// Whether this is the name that it shows.
    pub(super) by_own_name: bool,
}

impl File {
    /// Finds the parts; a file that is none holds nothing.
    const fn new(bytes: &'static [u8]) -> Self {
        let (_, rest) = bytes.split_at(HEAD);
        let (places, rest) = rest.split_at(PLACE * number_at(bytes, 8));
        let (spellings, rest) = rest.split_at(number_at(bytes, 20));
        let (starts, blocks) = rest.split_at(4 * number_at(bytes, 16));
        Self { places, spellings, starts, blocks }
    }

    /// The ranks of all towns.
    pub(super) fn ranks(&self) -> impl ExactSizeIterator<Item = u32> + use<> {
        0..u32::try_from(self.places.len() / PLACE).unwrap_or_default()
    }

    fn place(&self, rank: u32) -> Option<&'static [u8; PLACE]> {
        let start = usize::try_from(rank).ok()? * PLACE;
        self.places.get(start..)?.first_chunk()
    }

    /// The number of a town in `GeoNames`.
    pub(super) fn id(&self, rank: u32) -> Option<u32> {
        Some(u32::from_le_bytes(*self.place(rank)?.first_chunk()?))
    }

    /// How large a town is.
    pub(super) fn size(&self, rank: u32) -> u8 {
        self.place(rank).map_or(0, |place| place[14])
    }

    /// A town.
    pub(super) fn town(&self, rank: u32) -> Option<Town> {
        let place = self.place(rank)?;
        let degrees = |at: usize| {
            let whole =
                i32::from_le_bytes([place[at], place[at + 1], place[at + 2], place[at + 3]]);
            f64::from(whole) / 1e5
        };
        let spelling = u32::from_le_bytes([place[15], place[16], place[17], 0]);
        let (length, text) =
            self.spellings.get(usize::try_from(spelling).ok()?..)?.split_first()?;
        Some(Town {
            id: self.id(rank)?,
            name: std::str::from_utf8(text.get(..usize::from(*length))?).ok()?,
            country: std::str::from_utf8(&place[12..14]).ok()?,
            point: Point { latitude: degrees(4), longitude: degrees(8) },
            size: place[14],
        })
    }

    /// The towns that go by a folded name.
    pub(super) fn called(&self, name: &str) -> Vec<Called> {
        let mut called = Vec::new();
        self.each_from(name, |other, of_name| {
            if other == name.as_bytes() {
                called.extend_from_slice(of_name);
            }
            false
        });
        called
    }

    /// Reads the names from the first that is not before `start`, until `read` wants no more.
    pub(super) fn each_from(&self, start: &str, mut read: impl FnMut(&[u8], &[Called]) -> bool) {
        let start = start.as_bytes();
        let mut name: Vec<u8> = Vec::with_capacity(LONGEST_NAME);
        let mut called: Vec<Called> = Vec::new();
        for block in self.block_before(start)..self.starts.len() / 4 {
            let Some(mut rest) = self.block(block) else { return };
            for _ in 0..OF_A_BLOCK {
                if next_name(&mut rest, &mut name, &mut called).is_none() {
                    break;
                }
                if name.as_slice() >= start && !read(&name, &called) {
                    return;
                }
            }
        }
    }

    /// The last block whose first name is not after `name`.
    fn block_before(&self, name: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.starts.len() / 4);
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            let (mut first, mut called) = (Vec::new(), Vec::new());
            let read = self.block(middle);
            let read = read.and_then(|mut rest| next_name(&mut rest, &mut first, &mut called));
            if read.is_some() && first.as_slice() <= name { low = middle } else { high = middle }
        }
        low
    }

    fn block(&self, number: usize) -> Option<&'static [u8]> {
        let start = u32::from_le_bytes(*self.starts.get(4 * number..)?.first_chunk()?);
        self.blocks.get(usize::try_from(start).ok()?..)
    }
}

/// The number at a place of the head.
const fn number_at(bytes: &[u8], at: usize) -> usize {
    let mut number = 0;
    let mut byte = 4;
    while byte > 0 {
        byte -= 1;
        number = number << 8 | bytes[at + byte] as usize;
    }
    number
}

/// Reads the next name of a block, over the one before, and who is called so.
fn next_name(rest: &mut &'static [u8], name: &mut Vec<u8>, called: &mut Vec<Called>) -> Option<()> {
    let both = byte(rest)?;
    let mut length = |half: u8| if half == 15 { byte(rest) } else { Some(half) };
    let shared = usize::from(length(both >> 4)?);
    let more = usize::from(length(both & 15)?);
    let (letters, after) = rest.split_at_checked(more)?;
    *rest = after;
    name.truncate(shared);
    name.extend_from_slice(letters);
    called.clear();
    let mut rank = 0;
    for _ in 0..number(rest)? {
        let step = number(rest)?;
        rank += step >> 1;
        called.push(Called { rank, by_own_name: step & 1 == 1 });
    }
    Some(())
}

fn byte(rest: &mut &'static [u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    Some(*first)
}

/// A number of variable length: seven bits a byte, the least first.
fn number(rest: &mut &'static [u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let part = byte(rest)?;
        number |= u32::from(part & 0x7f) << shift;
        if part < 0x80 {
            return Some(number);
        }
    }
    None
}
