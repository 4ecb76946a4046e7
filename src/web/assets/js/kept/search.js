// Finds words in what is kept as the node does (docs/decisions/0006-search.md): without case and
// accents, and with the other form of a word where only its ending differs.

/** Letters that are on few keyboards, as they are typed. */
const PLAIN = { ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", ı: "i", ς: "σ" };
/** Longest ending by which two forms of a word may differ. */
const LONGEST_ENDING = 3;
/** Shortest beginning that two forms of a word must share. */
const SHORTEST_STEM = 4;

/** Letters without case and accents: `Città` and `citta` become one. */
export function fold(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[ßœæøłıς]/g, (letter) => PLAIN[letter]);
}

/** The folded words of a text. */
export function words(text) {
  return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** The sheets that have all words of `query`, those with all of them in the title first. */
export function search(sheets, query) {
  const wanted = words(query);
  if (wanted.length === 0) return sheets;
  const ranked = sheets
    .map((sheet) => ({ sheet, inTitle: hasAll(words(sheet.title), wanted) }))
    .filter(({ sheet, inTitle }) => inTitle || hasAll(words(textOf(sheet)), wanted));
  return ranked.sort((a, b) => b.inTitle - a.inTitle).map(({ sheet }) => sheet);
}

/** All words of a sheet that a reader may look for. */
function textOf(sheet) {
  const body = sheet.body.replace(/<[^>]*>/g, " ");
  const facts = sheet.facts.flatMap((fact) => fact.lines.map((line) => line.text));
  const parts = [sheet.title, sheet.ask, body, sheet.place, sheet.territory, sheet.speaker, ...facts];
  return parts.filter(Boolean).join(" ");
}

function hasAll(having, wanted) {
  return wanted.every((word) => having.some((other) => areForms(word, other)));
}

/** Whether two words are the same, or two forms of one: they share a beginning, and differ in their
    endings only. */
function areForms(one, other) {
  if (one === other) return true;
  const stem = sharedLength(one, other);
  const longest = Math.max(one.length, other.length);
  return stem >= SHORTEST_STEM && longest - stem <= LONGEST_ENDING && stem >= longest - stem + 2;
}

function sharedLength(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
