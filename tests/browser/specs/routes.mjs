// No page is forgotten: each route for readers has its place in the list that the other specs go through.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { NO_PAGES, PAGES } from "../pages.mjs";

const KINDS = ["practices", "events", "calls", "posts"];
/** What `listing::path_of` stands for. */
const LISTINGS = ["/search", ...KINDS.map((kind) => `/${kind}`)];

/** The functions of src/web/mod.rs whose routes people follow. */
const FUNCTIONS = ["for_readers", "for_other_sites"];

/** Their routes, those of each kind of sheet written out. */
async function routesForReaders() {
  const code = await readFile(new URL("../../../src/web/mod.rs", import.meta.url), "utf8");
  const bodies = FUNCTIONS.map((name) => code.match(new RegExp(`\nfn ${name}\\(.*?\\{\n(.*?)\n\\}\n`, "s"))[1]);
  const written = [...bodies.join().matchAll(/\.route\(\s*(?:&format!\()?(?:"([^"]+)"|listing::path_of)/g)];
  return written.flatMap(([, route]) => {
    if (route === undefined) return LISTINGS;
    // `/{}/{{id}}` in a format string is `/practices/{id}`, and so on for each kind.
    if (!/\{\}|\{plural\}/.test(route)) return [route];
    // Nobody makes a poster of what others published.
    const kinds = route.endsWith("/poster") ? KINDS.filter((kind) => kind !== "posts") : KINDS;
    return kinds.map((kind) => route.replace(/\{\}|\{plural\}/, kind).replaceAll("{{", "{").replaceAll("}}", "}"));
  });
}

test("every route for readers is in the list of pages", async () => {
  const routes = await routesForReaders();
  assert.ok(routes.length > 10, `the code has ${routes.length} routes`);
  const listed = new Set([...PAGES.map(({ route }) => route), ...Object.keys(NO_PAGES)]);
  assert.deepEqual(routes.filter((route) => !listed.has(route)), [], "routes without a page in pages.mjs");
  assert.deepEqual([...listed].filter((route) => !routes.includes(route)), [], "pages without a route");
});
