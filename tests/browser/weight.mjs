// What a page weighs, counted where it comes out of the wire, in a browser that has nothing yet.
import assert from "node:assert/strict";

import { addressOf } from "./pages.mjs";

/** Most bytes: of the HTML, of all that the first view needs, of all that scripts fetch later. */
const BUDGET = { html: 50_000, first: 100_000, lazy: 250_000 };

/** The map, which scripts fetch once the rest of a page is there. */
const OF_THE_MAP = /\/assets\/[^/]+\/(js\/)?map\/|\/map\.json/;

/** Loads a page of the list to its end, with scripts, and says what came over the wire in bytes. */
export async function weigh(demo, reading, page) {
  return reading({}, async (reader) => {
    await reader.open(await addressOf(demo, page), page.status);
    await reader.settle();
    const sum = (loads) => loads.reduce((bytes, load) => bytes + load.bytes, 0);
    const isLazy = ({ initiator, url }) => initiator === "script" && OF_THE_MAP.test(url);
    return {
      requests: reader.loads.length,
      html: sum(reader.loads.filter((load) => load.type === "Document")),
      first: sum(reader.loads.filter((load) => !isLazy(load))),
      lazy: sum(reader.loads.filter(isLazy)),
    };
  });
}

/** Fails when a page weighs more than it may. */
export function assertLight(weight) {
  assert.ok(weight.html <= BUDGET.html, `its HTML weighs ${weight.html} bytes, more than ${BUDGET.html}`);
  assert.ok(weight.first <= BUDGET.first, `it weighs ${weight.first} bytes, more than ${BUDGET.first}`);
  assert.ok(weight.lazy <= BUDGET.lazy, `what comes later weighs ${weight.lazy} bytes, more than ${BUDGET.lazy}`);
}
