// A node in which everything that somebody may write is hostile (SECURITY.md T30): its pages run nothing of
// it, load nothing of it, and keep their shape. tests/browser/hostile.rs fills and serves it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PAGES } from "../pages.mjs";
import { openBrowser, PHONE, read } from "../reader.mjs";
import { whatSpills } from "../shape.mjs";

const ORIGIN = process.env.HAVRE_TEST_HOSTILE;
/** The kinds of sheets, and what the pages of one end with. */
const KINDS = {
  practices: ["", "/embed"],
  events: ["", "/poster"],
  calls: ["", "/poster"],
  posts: ["", "/embed"],
};
let browser;

before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

/** Opens pages of the hostile node, one after another, and looks at what became of the words in them. */
async function visit(paths, status = 200) {
  await read(browser, { width: PHONE }, async (reader) => {
    for (const path of paths) {
      await reader.open(ORIGIN + path, status);
      await reader.settle();
      assert.equal(reader.page.url(), ORIGIN + path, "where the page led by itself");
      assert.equal(await reader.page.evaluate(() => globalThis.__xss), undefined, "what a script left");
      assert.deepEqual(await reader.page.evaluate(whatIsForeign), []);
      assert.deepEqual(await reader.page.evaluate(whatTurnsOthers), []);
      assert.deepEqual(await reader.page.evaluate(whatSpills), []);
    }
  });
}

for (const { name, path, status } of PAGES.filter(({ path }) => path)) {
  test(`the page "${name}" of a hostile node`, async () => {
    await visit([path.replace("lyon", "hostile").replace("{host}", new URL(ORIGIN).host)], status);
  });
}

for (const [kind, endings] of Object.entries(KINDS)) {
  test(`the pages of hostile ${kind}`, async () => {
    const listing = await (await fetch(`${ORIGIN}/${kind}.json?limit=100`)).json();
    assert.ok(listing.total >= 18, `${listing.total} hostile ${kind}`);
    await visit(listing.items.flatMap(({ url }) => endings.map((ending) => new URL(url).pathname + ending)));
  });
}

test("what a reader of a hostile address wrote is only shown", async () => {
  const written = ["\"><script>window.__xss=1</script>", "</title><svg onload=__xss=1>", "\u202e__xss", "W".repeat(150)];
  const queries = written.map(encodeURIComponent);
  await visit(queries.map((query) => `/practices?q=${query}`));
  await visit(queries.map((query) => `/practices?page=${query}`), 400);
  await visit(queries.map((query) => `/${encodeURIComponent("@")}${query}`), 404);
});

/** Elements and attributes that no template of ours has; Leaflet puts its own styles on the map. */
function whatIsForeign() {
  const kinds = "script:not([src^='/assets/'], [src='/embed.js']), style, iframe, object, embed, base, math, video, audio, marquee, [style], [srcdoc]";
  const elements = [...document.querySelectorAll(kinds)].filter((element) => !element.closest(".leaflet-container"));
  const handlers = [...document.querySelectorAll("*")].filter((element) => element.getAttributeNames().some((name) => name.startsWith("on")));
  const links = [...document.querySelectorAll("[href], [src], [action]")].filter((element) =>
    ["href", "src", "action"].some((name) => {
      const target = element.getAttribute(name);
      if (target === null) return false;
      const { protocol, host, origin } = new URL(target, location.href);
      // A post is elsewhere in its other form, and a calendar is subscribed to here.
      const mayLeave = name === "href" && element.matches("a, link[rel=alternate]");
      if (protocol === "webcal:") return host !== location.host;
      return mayLeave ? !["http:", "https:", "mailto:", "tel:"].includes(protocol) : origin !== location.origin;
    }),
  );
  return [...elements, ...handlers, ...links].map((element) => element.outerHTML.slice(0, 200));
}

/** Text whose marks of direction turn the words beside it, in the same paragraph. */
function whatTurnsOthers() {
  const isolates = (element) => /isolate|plaintext/.test(getComputedStyle(element).unicodeBidi);
  const isInline = (element) => getComputedStyle(element).display === "inline";
  const holderOf = (node) => {
    let at = node.parentElement;
    while (isInline(at) && !isolates(at)) at = at.parentElement;
    return at;
  };
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (walk.currentNode.data.trim() !== "") texts.push(walk.currentNode);
  const shown = texts.filter((text) => text.parentElement.checkVisibility());
  const turned = shown.filter((text) => /[\u202a-\u202e\u2066-\u2069]/.test(text.data));
  const found = turned.filter((text) => {
    const holder = holderOf(text);
    return shown.some((other) => other !== text && other.parentElement !== text.parentElement && holderOf(other) === holder);
  });
  return found.map((text) => text.parentElement.outerHTML.slice(0, 200));
}
