// Pages at 200 and 400 % zoom, with wide spacing, from right to left, without motion, in forced colours.
import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, PAGES } from "../pages.mjs";
import { PHONE } from "../reader.mjs";
import { whatSpills } from "../shape.mjs";
import { demo, reading } from "../stage.mjs";

/** What is left of 1280 pixels at that zoom. */
const ZOOMS = { "200 %": 640, "400 %": 320 };

for (const page of PAGES) {
  test(`the page "${page.name}" flows at 200 and 400 % zoom`, async () => {
    for (const width of Object.values(ZOOMS)) {
      await reading({ width, height: 512 }, async (reader) => {
        await reader.open(await addressOf(demo, page), page.status);
        assert.deepEqual(await reader.page.evaluate(whatSpills), []);
      });
    }
  });

  test(`the page "${page.name}" bears the spacing of WCAG 1.4.12`, async () => {
    await reading({ width: PHONE }, async (reader) => {
      await reader.open(await addressOf(demo, page), page.status);
      await reader.page.evaluate(spaceOut);
      assert.deepEqual(await reader.page.evaluate(whatSpills), []);
    });
  });

  test(`the page "${page.name}" can be laid out from right to left`, async () => {
    for (const width of [PHONE, 1280]) {
      await reading({ width }, async (reader) => {
        await reader.open(await addressOf(demo, page), page.status);
        await reader.page.evaluate(() => (document.documentElement.dir = "rtl"));
        assert.deepEqual(await reader.page.evaluate(whatSpills), []);
      });
    }
  });

  test(`the page "${page.name}" keeps still for those who ask for it`, async () => {
    await reading({ motion: "reduce" }, async (reader) => {
      await reader.open(await addressOf(demo, page), page.status);
      assert.deepEqual(await reader.page.evaluate(whatMoves), []);
    });
  });

  test(`the page "${page.name}" can be read in the colours of the system`, async () => {
    await reading({ colours: "active" }, async (reader) => {
      await reader.open(await addressOf(demo, page), page.status);
      assert.deepEqual(await reader.page.evaluate(whatIsInvisible), []);
    });
  });
}

/** The spacing that WCAG 1.4.12 asks a page to bear. */
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }",
  );
  document.adoptedStyleSheets = [sheet];
}

/** What is animated. */
function whatMoves() {
  const moves = [...document.querySelectorAll("*")].filter((element) => {
    const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
    const lasts = (duration) => duration.split(",").some((one) => parseFloat(one) > 0.01);
    return (animationName !== "none" && lasts(animationDuration)) || lasts(transitionDuration);
  });
  return moves.map((element) => element.outerHTML.slice(0, 160));
}

/** Links and controls whose words have the colour of what lies behind them. */
function whatIsInvisible() {
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/rgba\(.*, 0\)|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, h1, h2, p")];
  return controls
    .filter((element) => element.checkVisibility() && getComputedStyle(element).color === behind(element))
    .map((element) => element.outerHTML.slice(0, 160));
}
