// Everything can be reached and done with the keyboard alone, one sees where one is, and nothing holds one.
import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, PAGES } from "../pages.mjs";
import { demo, reading } from "../stage.mjs";

for (const page of PAGES) {
  test(`Tab leads through the page "${page.name}" and out of it again`, async () => {
    await reading({}, async (reader) => {
      await reader.open(await addressOf(demo, page), page.status);
      const stops = await reader.page.evaluate(numberStops);
      const reached = [];
      // Twice as many as there are: a trap would hold us for ever.
      for (let press = 0; press < 2 * stops + 10; press += 1) {
        await reader.page.keyboard.press("Tab");
        const stop = await reader.page.evaluate(describeFocus);
        if (stop.number === null) break;
        assert.ok(stop.isMarked, `the focus on ${stop.what} is not to be seen`);
        assert.ok(stop.isInView, `the focus on ${stop.what} is out of view: ${stop.place}`);
        reached.push(stop.number);
      }
      const expected = Array.from({ length: stops }, (_, number) => number);
      assert.deepEqual(reached, expected, "the order of stops, and all of them once");
    });
  });
}

test("the first stop leads past the header, and the next one is in the main part", async () => {
  await reading({}, async (reader) => {
    await reader.open(demo.at("lyon", "/practices"));
    await reader.page.keyboard.press("Tab");
    await reader.page.keyboard.press("Enter");
    await reader.page.keyboard.press("Tab");
    assert.ok(await reader.page.evaluate(() => document.activeElement.closest("main") !== null));
  });
});

/** Numbers all that takes the focus, in the order of the document, and says how many there are. */
function numberStops() {
  const kinds = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const groups = new Set();
  const stops = [...document.querySelectorAll(kinds)].filter((element) => {
    const isHidden = element.type === "hidden" || !element.checkVisibility({ visibilityProperty: true });
    if (isHidden || element.disabled || element.tabIndex < 0 || element.closest("[inert]")) return false;
    // Radio buttons of one name are one stop.
    if (element.type !== "radio") return true;
    const isFirst = !groups.has(element.name);
    groups.add(element.name);
    return isFirst;
  });
  stops.forEach((element, number) => element.setAttribute("data-stop", number));
  return stops.length;
}

/** Where the focus is, and whether one sees it. */
function describeFocus() {
  const element = document.activeElement;
  if (element === document.body || element === document.documentElement) return { number: null };
  const radio = element.type === "radio" && document.querySelector(`[data-stop][name="${element.name}"]`);
  const number = (radio || element).getAttribute("data-stop");
  const shown = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    number: number === null ? `not expected: ${element.outerHTML.slice(0, 200)}` : Number(number),
    what: element.outerHTML.slice(0, 200),
    isMarked: shown.outlineStyle !== "none" && parseFloat(shown.outlineWidth) >= 2,
    isInView: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    place: JSON.stringify(box),
  };
}
