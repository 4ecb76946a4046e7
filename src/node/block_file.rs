//! Files of blocks, in the format that Mastodon writes and reads.

use std::{collections::BTreeSet, fs, path::Path};

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

use super::{
    Node, Result,
    blocks::Blocked,
    record::{BrokenRow, FileProblem},
};
use crate::domain::{Block, Domain, LONGEST_COMMENT, Severity, Timestamp};

/// The columns of the file, the first of which tells that it has a head.
const COLUMNS: [&str; 6] =
    ["#domain", "#severity", "#reject_media", "#reject_reports", "#public_comment", "#obfuscate"];
/// What a spreadsheet takes for the beginning of a formula (T50).
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

impl Node {
    /// Puts the blocks of a file, all of them or none; those that the file does not ask to keep
    /// obscure enter the public list when `published`. A dry run changes nothing.
    pub async fn import_blocks(
        &self,
        path: &Path,
        published: bool,
        dry_run: bool,
    ) -> Result<Blocked> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path)
            .map_err(|source| FileProblem::Unreadable { file: file.clone(), source })?;
        let blocks = read(&file, &text, published, self.clock.now())?;
        if dry_run { self.try_blocks(&blocks).await } else { self.put_blocks(&blocks).await }
    }

    /// All blocks as a file. Private comments are not in it.
    pub async fn export_blocks(&self, only_published: bool) -> Result<String> {
        let blocks = self.blocks().await?;
        Ok(write(blocks.iter().filter(|block| block.published || !only_published)))
    }
}

/// Reads a file with a head, or of one domain a line.
fn read(
    file: &str,
    text: &str,
    published: bool,
    now: Timestamp,
) -> Result<Vec<Block>, FileProblem> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut head: Option<Vec<String>> = None;
    let (mut blocks, mut broken, mut seen) = (vec![], vec![], BTreeSet::new());
    let mut total = 0;
    for row in rows.records() {
        let row = match row {
            Ok(row) => row,
            Err(problem) => {
                broken.push(broken_row(total + 1, None, "", problem.to_string()));
                break;
            }
        };
        let line = row.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or_default());
        let first = row.get(0).unwrap_or_default().trim();
        if head.is_none() {
            let is_head = first.eq_ignore_ascii_case("#domain") || first == "domain";
            let names = if is_head { row.iter().map(column_name).collect() } else { vec![] };
            head = Some(names);
            if is_head {
                continue;
            }
        }
        if first.is_empty() && row.len() == 1 {
            continue;
        }
        total += 1;
        match read_row(head.as_deref().unwrap_or_default(), &row, published, now) {
            Ok(block) if !seen.insert(block.domain.clone()) => {
                let rule = "stands in the file before".to_owned();
                broken.push(broken_row(line, Some(first), "#domain", rule));
            }
            Ok(block) => blocks.push(block),
            Err((field, rule)) => broken.push(broken_row(line, Some(first), field, rule)),
        }
    }
    if !broken.is_empty() {
        return Err(FileProblem::broken(file.to_owned(), broken, total));
    }
    if blocks.is_empty() {
        return Err(FileProblem::NoRecords { file: file.to_owned() });
    }
    Ok(blocks)
}

fn column_name(name: &str) -> String {
    name.trim().trim_start_matches('#').to_ascii_lowercase()
}

fn broken_row(line: usize, id: Option<&str>, field: &str, rule: String) -> BrokenRow {
    let id = id.map(|id| id.chars().take(100).collect());
    BrokenRow { list: "line", number: line, id, field: field.to_owned(), rule }
}

/// Reads one row; an error names its field and the rule that it breaks.
fn read_row(
    head: &[String],
    row: &StringRecord,
    published: bool,
    now: Timestamp,
) -> Result<Block, (&'static str, String)> {
    let field = |name: &str| {
        let at = head.iter().position(|column| column == name);
        at.and_then(|at| row.get(at)).unwrap_or_default().trim()
    };
    let flag = |name: &str, column| match field(name).to_ascii_lowercase().as_str() {
        "true" | "1" | "t" | "yes" => Ok(true),
        "false" | "0" | "f" | "no" | "" => Ok(false),
        _ => Err((column, "is true or false".to_owned())),
    };
    let domain = Domain::parse(row.get(0).unwrap_or_default());
    let domain = domain.map_err(|_| (COLUMNS[0], "is no host such as troll.example".to_owned()))?;
    let severity = Severity::parse(&field("severity").to_ascii_lowercase())
        .ok_or((COLUMNS[1], "is suspend, silence or noop".to_owned()))?;
    let comment = field("public_comment");
    if comment.chars().count() > LONGEST_COMMENT {
        return Err((COLUMNS[4], format!("has at most {LONGEST_COMMENT} characters")));
    }
    let obscure = flag("obfuscate", COLUMNS[5])?;
    Ok(Block {
        domain,
        severity,
        reject_media: flag("reject_media", COLUMNS[2])?,
        reject_reports: flag("reject_reports", COLUMNS[3])?,
        public_comment: armed(comment).to_owned(),
        private_comment: String::new(),
        published: published && !obscure,
        created_at: now,
    })
}

/// The file of some blocks. What is not published is marked to be kept obscure.
fn write<'a>(blocks: impl Iterator<Item = &'a Block>) -> String {
    let mut rows = WriterBuilder::new().from_writer(vec![]);
    let text = |flag: bool| if flag { "true" } else { "false" };
    // Nothing can fail in memory, and a row cut short would be seen in the test below.
    let mut put = |row: [&str; 6]| rows.write_record(row).is_ok();
    let mut whole = put(COLUMNS);
    for block in blocks {
        whole &= put([
            block.domain.as_str(),
            block.severity.as_str(),
            text(block.reject_media),
            text(block.reject_reports),
            &defused(&block.public_comment),
            text(!block.published),
        ]);
    }
    let bytes = if whole { rows.into_inner().unwrap_or_default() } else { vec![] };
    String::from_utf8(bytes).unwrap_or_default()
}

/// A comment that no spreadsheet takes for a formula.
fn defused(comment: &str) -> String {
    if comment.starts_with(FORMULA) { format!("'{comment}") } else { comment.to_owned() }
}

/// The comment that was defused.
fn armed(comment: &str) -> &str {
    comment.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(comment)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(5);

    #[test]
    fn the_file_of_a_mastodon_is_read_and_written_again() {
        let text = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n\
                    big.example,silence,true,false,\"spam, mostly\",false\n\
                    quiet.example,noop,true,true,,true\n\
                    troll.example,suspend,false,false,'=1+1,false\n";
        let blocks = read("a.csv", text, true, NOW).unwrap();
        assert_eq!(blocks.len(), 3);
        assert_eq!((blocks[0].severity, blocks[0].reject_media), (Severity::Silence, true));
        assert_eq!(blocks[0].public_comment, "spam, mostly");
        assert!(blocks[0].published && !blocks[1].published);
        assert_eq!(blocks[2].public_comment, "=1+1");
        assert_eq!(write(blocks.iter()), text);
    }

    #[test]
    fn the_older_file_of_one_column_means_suspend() {
        let blocks = read("a.csv", "\u{feff}troll.example\nB\u{fc}cher.example.\n\n", false, NOW);
        let blocks = blocks.unwrap();
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[1].domain.as_str(), "xn--bcher-kva.example");
        assert!(blocks.iter().all(|b| b.severity == Severity::Suspend && !b.published));
    }

    #[test]
    fn every_broken_row_is_named_with_its_line_and_its_field() {
        let text = "#domain,#severity,#reject_media\nok.example,suspend,\nnot a host,,\n\
                    a.example,ban,\nb.example,,perhaps\nok.example,,\n";
        let said = read("a.csv", text, false, NOW).unwrap_err().to_string();
        for part in [
            "4 of 5",
            "line 3 (not a host): #domain",
            "line 4",
            "#severity",
            "line 5",
            "#reject_media",
            "line 6",
            "stands in the file before",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(read("a.csv", "#domain\n", false, NOW).is_err());
    }
}
