// Journey 11: a researcher takes all practices of a pillar, without an account.
import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, inEveryWay } from "../stage.mjs";
import { readTable } from "../table.mjs";
import { TERMS, WORDS } from "../words.mjs";

const PRACTICES = 29;

inEveryWay("a pillar as a table and as data, with sources, dates and stable links", async (reader) => {
  const { language } = reader.way;
  await reader.open(demo.at("lyon", "/practices"));
  await reader.narrow(WORDS[language].pillar, TERMS[language]["unconditional-access"]);
  const download = async (name) => {
    const link = reader.main().getByRole("link", { name, exact: true });
    return (await fetch(new URL(await link.getAttribute("href"), reader.page.url()))).text();
  };
  const [head, ...rows] = readTable(await download("CSV"));
  const data = JSON.parse(await download("JSON"));
  assert.equal(rows.length, PRACTICES, "practices in the table");
  assert.equal(data.items.length, PRACTICES, "practices in the data");
  const records = rows.map((row) => Object.fromEntries(head.map((name, column) => [name, row[column]])));
  for (const record of records) {
    for (const name of ["id", "title", "sources", "status_as_of", "confidence"]) {
      assert.notEqual(record[name], "", `${name} of ${record.id}`);
    }
  }
  for (const item of data.items) {
    assert.ok(item.sources.length > 0 && item.status_as_of && item.confidence, item.id);
  }
  assert.deepEqual(records.map(({ id }) => id).sort(), data.items.map(({ id }) => id).sort(), "both hold the same");
});

test("each sheet of the data has an address that leads to it", async () => {
  const data = await (await fetch(demo.at("lyon", "/practices.json?pillar=unconditional-access"))).json();
  for (const { id, url } of data.items) {
    assert.equal((await fetch(url)).status, 200, url);
    const object = await fetch(id, { headers: { accept: "application/activity+json" } });
    assert.equal((await object.json()).id, id);
  }
});
