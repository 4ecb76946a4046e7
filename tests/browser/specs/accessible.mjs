// WCAG 2.2 A and AA as axe checks it: every type of page, light and dark, in the language that is given.
import assert from "node:assert/strict";
import { argv } from "node:process";
import { test } from "node:test";

import { violations } from "../axe.mjs";
import { addressOf, PAGES } from "../pages.mjs";
import { demo, reading } from "../stage.mjs";

const [, , language] = argv;

for (const page of PAGES) {
  test(`axe finds nothing on the page "${page.name}" in ${language}`, async () => {
    // Colours that are on their way from one scheme to the other are of neither.
    await reading({ language, motion: "reduce" }, async (reader) => {
      await reader.open(await addressOf(demo, page), page.status);
      await reader.settle();
      for (const scheme of ["light", "dark"]) {
        await reader.page.emulateMedia({ colorScheme: scheme });
        assert.deepEqual(await violations(reader.page), [], `in ${scheme} colours`);
      }
    });
  });
}
