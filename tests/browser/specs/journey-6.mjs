// Journey 6: help nearby on an old phone with a slow network, without leaving a trace.
import assert from "node:assert/strict";

import { demo, inEveryWay } from "../stage.mjs";

/** Which languages each sheet of Berlin has. */
const SHEETS = {
  "prac-berlin-clearingstelle": ["de", "en"],
  "prac-berlin-beschwerdestelle": ["de", "en", "fr"],
};

inEveryWay("two sheets of Berlin, light and with their original one click away", async (reader) => {
  const { language } = reader.way;
  for (const [slug, written] of Object.entries(SHEETS)) {
    await reader.open(demo.at("liege", "/territories/berlin"));
    await reader.openCard(await demo.sheet("liege", slug));
    assert.ok(reader.weightOfPage() < 100_000, `the page weighs ${reader.weightOfPage()} bytes`);
    const shown = () => reader.page.locator("h1").getAttribute("lang");
    assert.equal(await shown(), written.includes(language) ? language : "de", "the language of the sheet");
    // Whoever gets the original has the English one click away instead.
    const other = written.includes(language) ? "de" : "en";
    await reader.go(reader.main().locator(`a[hreflang=${other}]`).first());
    assert.equal(await shown(), other, "the other language is one click away");
  }
});
