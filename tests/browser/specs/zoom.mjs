// Pages at 200 and 400 % zoom, with wide spacing, from right to left, without motion, in forced colours.
import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, PAGES } from "../pages.mjs";
import { DESK, PHONE } from "../reader.mjs";
import { spaceOut, whatIsInvisible, whatMoves, whatSpills } from "../shape.mjs";
import { demo, reading } from "../stage.mjs";

/** What is left of 1280 pixels at that zoom. */
const ZOOMS = { "200 %": 640, "400 %": 320 };

for (const page of PAGES) {
  test(`the page "${page.name}" keeps its shape`, async () => {
    await reading({}, async (reader) => {
      await reader.open(await addressOf(demo, page), page.status);
      await reader.settle();
      for (const [zoom, width] of Object.entries(ZOOMS)) {
        await reader.resize(width);
        assert.deepEqual(await reader.page.evaluate(whatSpills), [], `at ${zoom} zoom`);
      }
      for (const width of [PHONE, DESK]) {
        await reader.resize(width);
        await reader.page.evaluate(() => (document.documentElement.dir = "rtl"));
        assert.deepEqual(await reader.page.evaluate(whatSpills), [], "from right to left");
        await reader.page.evaluate(() => (document.documentElement.dir = "ltr"));
      }
      await reader.resize(PHONE);
      await reader.page.evaluate(spaceOut);
      assert.deepEqual(await reader.page.evaluate(whatSpills), [], "with the spacing of WCAG 1.4.12");
      await reader.page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" });
      assert.deepEqual(await reader.page.evaluate(whatMoves), [], "for those who ask that nothing move");
      assert.deepEqual(await reader.page.evaluate(whatIsInvisible), [], "in the colours of the system");
    });
  });
}
