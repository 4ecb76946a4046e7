// What people of the network set out to do, as USERS.md tells it, as far as reading goes: in each language
// of the interface, on a phone and at a desk, with scripts and without.
import assert from "node:assert/strict";
import { test } from "node:test";

import { LANGUAGES } from "../reader.mjs";
import { demo, inEveryWay } from "../stage.mjs";
import { TERMS, WORDS } from "../words.mjs";

inEveryWay("1. a city officer finds who did it before, and who is behind it", async (reader) => {
  const words = WORDS[reader.way.language];
  const terms = TERMS[reader.way.language];
  await reader.open(demo.at("lyon", "/"));
  await reader.go(reader.menu(words.practices));
  await reader.choose("theme", "local-citizenship-card");
  assert.equal(await reader.cards().count(), 8, "practices about a local citizenship card");
  const planned = reader.cards().filter({ hasText: new RegExp(`· ${terms.planned}`, "i") });
  assert.equal(await planned.count(), 1, "practices that are planned");

  const list = reader.page.url();
  await reader.openCard(await demo.sheet("lyon", "prac-liege-carte-ardente"));
  const sheet = await reader.text();
  assert.ok(sheet.includes(words.publishedBy), "it says who publishes it");
  await reader.go(reader.main().getByRole("link", { name: /^Liège/ }).first());
  assert.match(await reader.text("h1"), /Liège/, "who is behind it has a page");

  await reader.page.goto(list);
  await reader.openCard(await demo.sheet("lyon", "prac-san-francisco-city-id"));
  const isSpanish = reader.way.language === "es";
  assert.equal(await reader.page.locator("h1").getAttribute("lang"), isSpanish ? "es" : "en");
  assert.ok((await reader.text()).includes(isSpanish ? words.unchecked : words.original), "it says where the words come from");
});

inEveryWay("6. somebody reads about help nearby and leaves no trace", async (reader) => {
  for (const slug of ["prac-berlin-clearingstelle", "prac-berlin-beschwerdestelle"]) {
    await reader.open(demo.at("liege", "/territories/berlin"));
    await reader.openCard(await demo.sheet("liege", slug));
    const expected = { de: "de", fr: slug.endsWith("beschwerdestelle") ? "fr" : "en" };
    const shown = await reader.page.locator("h1").getAttribute("lang");
    assert.equal(shown, reader.way.language === "fr" ? expected.fr : "en", "the language of the sheet");
    assert.ok(reader.weightOfPage() < 100_000, `the page weighs ${reader.weightOfPage()} bytes`);
    await reader.go(reader.main().locator("a[hreflang=de]").first());
    assert.equal(await reader.page.locator("h1").getAttribute("lang"), "de", "the original is one click away");
  }
});

test("11. a researcher takes a pillar as a table and as data, with sources, dates and stable links", async () => {
  for (const language of LANGUAGES) {
    const headers = { "accept-language": language };
    const get = async (path) => fetch(demo.at("lyon", path), { headers });
    const data = await (await get("/practices.json?pillar=unconditional-access&limit=100")).json();
    const table = await (await get("/practices.csv?pillar=unconditional-access&limit=100")).text();
    const [head, ...rows] = readTable(table);
    assert.equal(data.items.length, 29, "practices in the data");
    assert.equal(rows.length, 29, "practices in the table");
    const records = rows.map((row) => Object.fromEntries(head.map((name, column) => [name, row[column]])));
    for (const record of records) {
      for (const name of ["id", "title", "sources", "status_as_of", "confidence"]) assert.notEqual(record[name], "", `${name} of ${record.id}`);
    }
    for (const item of data.items) {
      assert.ok(item.sources.length > 0 && item.status_as_of && item.confidence, item.id);
    }
    assert.deepEqual(records.map(({ id }) => id).sort(), data.items.map(({ id }) => id).sort(), "both hold the same");
    for (const { url } of data.items) assert.equal((await fetch(url)).status, 200, url);
  }
});

/** The rows of a CSV text (RFC 4180). */
function readTable(text) {
  const rows = [[""]];
  let isQuoted = false;
  const body = text.replace(/^\ufeff/, "").replace(/\r\n$/, "");
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
