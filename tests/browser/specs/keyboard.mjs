// Everything can be reached and done with the keyboard alone, one sees where one is, and nothing holds one.
import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, PAGES } from "../pages.mjs";
import { DESK, PHONE } from "../reader.mjs";
import { demo, reading } from "../stage.mjs";
import { assertWalkable } from "../walk.mjs";
import { TERMS, WORDS } from "../words.mjs";

for (const page of PAGES) {
  test(`Tab leads through the page "${page.name}" and out of it again`, async () => {
    await reading({}, async (reader) => {
      await reader.open(await addressOf(demo, page), page.status);
      await reader.settle();
      await assertWalkable(reader.page);
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

for (const width of [PHONE, DESK]) {
  test(`the search of the header, by keys (${width} px)`, async () => {
    await reading({ width }, async (reader) => {
      await reader.open(demo.at("lyon", "/about"));
      await reader.tabTo(reader.page.locator("header input[type=search]"));
      await reader.page.keyboard.type("logement");
      await reader.press("Enter");
      assert.equal(new URL(reader.page.url()).pathname, "/search");
      assert.ok((await reader.cards().count()) > 0, "something is found");
    });
  });

  test(`filters are chosen and taken away by keys (${width} px)`, async () => {
    await reading({ width, language: "en" }, async (reader) => {
      await reader.open(demo.at("lyon", "/practices"));
      const facets = reader.page.locator("nav.facets");
      const all = facets.locator("> details > summary");
      if (await all.isVisible()) {
        await reader.tabTo(all);
        await reader.page.keyboard.press("Enter");
      }
      const group = facets.locator("details details").filter({ has: reader.page.locator("summary", { hasText: WORDS.en.pillar }) });
      if (!(await group.evaluate((details) => details.open))) {
        await reader.tabTo(group.locator("summary"));
        await reader.page.keyboard.press("Enter");
      }
      const value = group.locator("li").filter({ hasText: TERMS.en["unconditional-access"] });
      const count = await value.locator(".quiet").innerText();
      await reader.tabTo(value.locator("a"));
      await reader.press("Enter");
      assert.match(await reader.text("#results"), new RegExp(`^${count} `), "as many as the filter said");
      await reader.tabTo(reader.page.locator("nav.chosen a").first());
      await reader.press("Enter");
      assert.equal(await reader.page.locator("nav.chosen").count(), 0, "no filter is left");
    });
  });
}

test("the calendar, by keys: another month, another day, an event", async () => {
  await reading({ language: "en" }, async (reader) => {
    await reader.open(demo.at("lyon", "/events/calendar?month=2027-08"));
    await reader.tabTo(reader.page.locator("main a[href*='month=2027-09']").first());
    await reader.press("Enter");
    const entries = reader.page.locator("table.calendar td li a");
    await reader.tabTo(entries.nth(0));
    await reader.page.keyboard.press("ArrowRight");
    assert.ok(await entries.nth(1).evaluate((link) => link === document.activeElement), "an arrow leads to the next day with an event");
    await reader.page.keyboard.press("ArrowLeft");
    await reader.press("Enter");
    assert.match(new URL(reader.page.url()).pathname, /^\/events\/\d+$/);
  });
});

for (const width of [PHONE, DESK]) {
  test(`the map, by keys: past it, into it, a place opened and closed (${width} px)`, async () => {
    await reading({ width, language: "en" }, async (reader) => {
      const { page } = reader;
      await reader.open(demo.at("lyon", "/map"));
      await reader.settle();
      const focus = (locator) => locator.evaluate((element) => element === document.activeElement);
      await reader.tabTo(page.locator("territory-map a.skip"));
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("#list") !== null), "one can skip the map");

      const canvas = page.locator("[data-part=canvas]");
      await canvas.focus();
      const before = await page.locator(".leaflet-map-pane").getAttribute("style");
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction((style) => document.querySelector(".leaflet-map-pane").getAttribute("style") !== style, before);

      const mark = await firstPlace(reader);
      await page.keyboard.press("Enter");
      const popup = page.locator(".map-popup");
      await popup.waitFor();
      assert.ok(await page.evaluate(() => document.activeElement.closest(".map-popup") !== null), "the focus is in what was opened");
      await page.keyboard.press("Escape");
      await popup.waitFor({ state: "detached" });
      assert.ok(await focus(mark), "the focus is back where it was");
    });
  });
}

/** Goes by Tab to the first mark, and into what it stands for until it stands for one place. */
async function firstPlace(reader) {
  const { page } = reader;
  const canvas = page.locator("[data-part=canvas]");
  await reader.tabTo(canvas.locator(".leaflet-marker-icon").first());
  for (let depth = 0; depth < 12; depth += 1) {
    const mark = await page.evaluateHandle(() => document.activeElement);
    if (await mark.evaluate((element) => element.classList.contains("map-mark"))) return mark;
    await page.keyboard.press("Enter");
    // The focus goes on to what was in the number, and the map comes to rest.
    await page.waitForFunction((before) => {
      const { activeElement } = document;
      const moves = document.querySelector(".leaflet-zoom-anim, .leaflet-cluster-anim") !== null;
      return !moves && activeElement !== before && activeElement.matches(".leaflet-marker-icon");
    }, mark);
  }
  return assert.fail("numbers lead to numbers only");
}
