// What every spec begins with: one demonstration and one browser for all of its cases.
import { after, before, test } from "node:test";

import { joinDemo } from "./demo.mjs";
import { DESK, LANGUAGES, openBrowser, PHONE, read } from "./reader.mjs";

/** The demonstration of this spec. */
export let demo;
let browser;

before(async () => {
  [demo, browser] = await Promise.all([joinDemo(), openBrowser()]);
});

after(async () => {
  await Promise.all([browser?.close(), demo?.leave()]);
});

/** Lets somebody read in the way `ways`; see `read` in reader.mjs. */
export function reading(ways, act) {
  return read(browser, ways, act);
}

/** A journey in each language of the interface, on a phone and at a desk, with scripts and without. */
export function inEveryWay(title, act) {
  for (const language of LANGUAGES) {
    for (const width of [PHONE, DESK]) {
      for (const script of [true, false]) {
        const way = `${language}, ${width} px, script ${script ? "on" : "off"}`;
        test(`${title} (${way})`, () => reading({ language, width, script }, act));
      }
    }
  }
}
