//! The operator's own map of their region: a file of vector tiles that is looked at before anybody is
//! sent to it.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
    time::UNIX_EPOCH,
};

use flate2::read::GzDecoder;

use crate::domain::{BoundingBox, clean_html};

/// How each such file begins (`PMTiles` specification, version 3, section 3).
const MAGIC: &[u8; 7] = b"PMTiles";
/// The only version whose header we know.
const VERSION: u8 = 3;
/// Bytes of the header.
const HEADER: usize = 127;
/// Most bytes of the metadata that are read, packed or not.
const MOST_METADATA: u64 = 1024 * 1024;
/// How the header calls tiles of shapes (`MVT`); the others are pictures.
const VECTOR_TILES: u8 = 1;
/// Degrees are written in ten-millionths.
const PARTS_OF_A_DEGREE: f64 = 1e7;

/// What is known of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Whom to name on the map: clean HTML.
    pub attribution: String,
    /// What it shows.
    pub area: BoundingBox,
    /// Its coarsest and its finest level.
    pub zooms: (u8, u8),
    /// A word that changes with the file.
    pub version: String,
}

/// Why a file is no map of a region.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum BadRegion {
    #[error("map_file: {file} cannot be read")]
    Unreadable { file: String, source: io::Error },
    #[error("map_file: {file} is no PMTiles file: it does not begin with \"PMTiles\"")]
    NotPmTiles { file: String },
    #[error(
        "map_file: {file} is a PMTiles file of version {version}; only version 3 is known here"
    )]
    Version { file: String, version: u8 },
    #[error("map_file: {file} holds pictures; a map of vector tiles (MVT) is wanted")]
    Pictures { file: String },
    #[error("map_file: {file} says of itself what cannot be: {what}")]
    Damaged { file: String, what: &'static str },
}

impl Region {
    /// Reads what a `.pmtiles` file says of itself, and no tile.
    pub fn read(path: &Path) -> Result<Self, BadRegion> {
        let name = || path.display().to_string();
        let unreadable = |source| BadRegion::Unreadable { file: name(), source };
        let damaged = |what| BadRegion::Damaged { file: name(), what };
        let mut file = File::open(path).map_err(unreadable)?;
        let mut header = [0; HEADER];
        let mut start = Vec::new();
        (&mut file).take(HEADER as u64).read_to_end(&mut start).map_err(unreadable)?;
        if !start.starts_with(MAGIC) {
            return Err(BadRegion::NotPmTiles { file: name() });
        }
        let Some(whole) = start.get(..HEADER) else { return Err(damaged("it ends too early")) };
        header.copy_from_slice(whole);
        if header[7] != VERSION {
            return Err(BadRegion::Version { file: name(), version: header[7] });
        }
        if header[99] != VECTOR_TILES {
            return Err(BadRegion::Pictures { file: name() });
        }
        let (at, length) = (whole_number(&header, 24), whole_number(&header, 32));
        if length > MOST_METADATA {
            return Err(damaged("its metadata is too long"));
        }
        file.seek(SeekFrom::Start(at)).map_err(unreadable)?;
        let packed = file.try_clone().map_err(unreadable)?.take(length);
        let mut metadata = String::new();
        match header[97] {
            1 => packed.take(MOST_METADATA).read_to_string(&mut metadata),
            2 => GzDecoder::new(packed).take(MOST_METADATA).read_to_string(&mut metadata),
            _ => return Err(damaged("its metadata is packed in a way other than gzip")),
        }
        .map_err(unreadable)?;
        let area = BoundingBox {
            west: degrees(&header, 102),
            south: degrees(&header, 106),
            east: degrees(&header, 110),
            north: degrees(&header, 114),
        };
        let on_earth = area.west >= -180.0 && area.east <= 180.0 && area.south >= -90.0;
        if !on_earth || area.north > 90.0 || area.west >= area.east || area.south >= area.north {
            return Err(damaged("its bounds are not on Earth"));
        }
        let facts = file.metadata().map_err(unreadable)?;
        let changed = facts.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let version = format!("{:x}-{:x}", changed.unwrap_or_default().as_nanos(), facts.len());
        let attribution = attribution(&metadata);
        Ok(Self { attribution, area, zooms: (header[100], header[101]), version })
    }
}

/// Whom the metadata wants named, as it stands there: usually a link to `OpenStreetMap`.
fn attribution(metadata: &str) -> String {
    let metadata: serde_json::Value = serde_json::from_str(metadata).unwrap_or_default();
    clean_html(metadata["attribution"].as_str().unwrap_or_default())
}

fn whole_number(header: &[u8; HEADER], at: usize) -> u64 {
    header[at..at + 8].iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn degrees(header: &[u8; HEADER], at: usize) -> f64 {
    let bytes = [header[at], header[at + 1], header[at + 2], header[at + 3]];
    f64::from(i32::from_le_bytes(bytes)) / PARTS_OF_A_DEGREE
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(bytes: &[u8]) -> Result<Region, BadRegion> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        Region::read(file.path())
    }

    fn real() -> Vec<u8> {
        std::fs::read("tests/fixtures/region.pmtiles").unwrap()
    }

    #[test]
    fn a_file_says_whom_to_name_and_what_it_shows() {
        let region = read(&real()).unwrap();
        assert!(region.attribution.contains("OpenStreetMap"), "{}", region.attribution);
        assert!(!region.attribution.contains("<script"), "{}", region.attribution);
        assert!(region.area.contains((45.75, 4.85)), "{:?}", region.area);
        assert_eq!(region.zooms, (6, 12));
    }

    #[test]
    fn what_is_no_map_of_a_region_is_told_apart() {
        let changed = |at: usize, byte: u8| {
            let mut bytes = real();
            bytes[at] = byte;
            read(&bytes).unwrap_err().to_string()
        };
        assert!(changed(0, b'X').contains("no PMTiles file"));
        assert!(changed(7, 2).contains("version 2"));
        assert!(changed(99, 2).contains("holds pictures"));
        assert!(changed(97, 4).contains("packed"));
        assert!(changed(36, 1).contains("too long"));
        assert!(changed(105, 0x7f).contains("not on Earth"));
        assert!(read(&real()[..100]).unwrap_err().to_string().contains("too early"));
        assert!(read(b"").unwrap_err().to_string().contains("no PMTiles file"));
        let missing = Region::read(Path::new("nowhere.pmtiles")).unwrap_err();
        assert_eq!(missing.to_string(), "map_file: nowhere.pmtiles cannot be read");
    }
}
