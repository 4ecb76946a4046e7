// A walk through a page by Tab alone; two of the functions are evaluated in the page itself.
import assert from "node:assert/strict";

/** Fails unless Tab leads to everything once, in the order of the page, in view and marked, and out again. */
export async function assertWalkable(page) {
  const stops = await page.evaluate(numberStops);
  const reached = [];
  // Twice as many as there are: a trap would hold us for ever.
  for (let press = 0; press < 2 * stops + 10; press += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(describeFocus);
    if (stop.number === null) break;
    assert.ok(stop.isMarked, `the focus on ${stop.what} is not to be seen`);
    assert.ok(stop.isInView, `the focus on ${stop.what} is out of view: ${stop.place}`);
    reached.push(stop.number);
  }
  const expected = Array.from({ length: stops }, (_, number) => number);
  assert.deepEqual(reached, expected, "the order of stops, and all of them once");
}

/** Numbers all that takes the focus, in the order of the document, and says how many there are. */
function numberStops() {
  // What a component of ours draws is in its own tree.
  const within = (root) => [...root.children].flatMap((child) => [child, ...within(child.shadowRoot ?? child)]);
  const kinds = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const groups = new Set();
  const stops = within(document).filter((element) => {
    if (!element.matches(kinds)) return false;
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
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
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
