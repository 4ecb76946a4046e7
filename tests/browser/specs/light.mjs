// What a page weighs and whom it asks: nothing but the node, no cookie, and under 100 kB in all.
import { test } from "node:test";

import { PAGES } from "../pages.mjs";
import { demo, reading } from "../stage.mjs";
import { assertLight, weigh } from "../weight.mjs";

for (const page of PAGES) {
  test(`the page "${page.name}" is light and asks nobody else`, async () => {
    assertLight(await weigh(demo, reading, page));
  });
}
