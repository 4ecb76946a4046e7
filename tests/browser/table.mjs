// A table as programs read it (RFC 4180).

/** The rows of a CSV text. */
export function readTable(text) {
  const rows = [[""]];
  let isQuoted = false;
  const body = text.replace(/^\ufeff/, "").replace(/\r?\n$/, "");
  for (let at = 0; at < body.length; at += 1) {
    const row = rows.at(-1);
    const letter = body[at];
    if (letter === '"' && isQuoted && body[at + 1] === '"') row[row.length - 1] += body[(at += 1)];
    else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === "," && !isQuoted) row.push("");
    else if (letter === "\r" && !isQuoted) continue;
    else if (letter === "\n" && !isQuoted) rows.push([""]);
    else row[row.length - 1] += letter;
  }
  return rows;
}
