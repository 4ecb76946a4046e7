// WCAG 2.2 A and AA as axe checks it: every type of page, light and dark, in the language that is given.
import assert from "node:assert/strict";
import { argv } from "node:process";
import { test } from "node:test";

import { addressOf, PAGES } from "../pages.mjs";
import { AXE } from "../reader.mjs";
import { demo, reading } from "../stage.mjs";

const [, , language] = argv;
/** All of A and AA; none of their rules is switched off, and those that axe does not run by itself are on. */
const RULES = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations", "incomplete"],
};

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

/** What axe finds, in short: the rule, where, and why. */
async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary, html }) => `${id} at ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")} ${html.slice(0, 200)}`),
  );
}
