// What a page weighs and whom it asks: nothing but the node, no cookie, and under 100 kB in all.
import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES } from "../pages.mjs";
import { demo, reading } from "../stage.mjs";
import { BUDGET, weigh } from "../weight.mjs";

for (const page of PAGES) {
  test(`the page "${page.name}" is light and asks nobody else`, async () => {
    const weight = await weigh(demo, reading, page);
    assert.ok(weight.html <= BUDGET.html, `its HTML weighs ${weight.html} bytes, more than ${BUDGET.html}`);
    assert.ok(weight.first <= BUDGET.first, `it weighs ${weight.first} bytes, more than ${BUDGET.first}`);
    assert.ok(weight.lazy <= BUDGET.lazy, `what comes later weighs ${weight.lazy} bytes, more than ${BUDGET.lazy}`);
  });
}
