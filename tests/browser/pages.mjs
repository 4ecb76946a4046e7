// Every type of page that readers get, with one address of each: the one list that the specs go through.
// specs/routes.mjs holds it to the routes of src/web/mod.rs.

/** The node of the demonstration that is asked, unless a page says otherwise. */
const HUB = "alliance-migrations";
/** What the demonstration has none of: tests/browser/shelf.rs. */
const SHELF = "shelf";

/** A type of page: its route as in the code, its path, which may name the {host} of its node, and the status of its answer. */
const page = (name, route, path, { node = HUB, status = 200 } = {}) => ({ name, route, node, path, status });
/** The same for a page of a sheet, whose path begins as its node says. */
const ofSheet = (name, route, slug, { node = HUB, ending = "" } = {}) => ({ name, route, node, slug, ending, status: 200 });

export const PAGES = [
  page("home", "/", "/"),
  page("search", "/search", "/search?q=logement"),
  page("search near a place", "/search", "/search?near=Lyon&within=200&sort=distance"),
  page("practices", "/practices", "/practices"),
  page("practices, filtered", "/practices", "/practices?theme=housing&status=running"),
  page("practices, none found", "/practices", "/practices?q=zzzzzz"),
  page("events", "/events", "/events"),
  page("calls", "/calls", "/calls"),
  page("posts", "/posts", "/posts"),
  ofSheet("practice", "/practices/{id}", "prac-lyon-plan-hospitalite"),
  ofSheet("practice in Arabic", "/practices/{id}", "prac-arabic", { node: SHELF }),
  ofSheet("practice that was changed", "/practices/{id}", "prac-changed", { node: SHELF }),
  ofSheet("history of a practice", "/practices/{id}/history", "prac-changed", { node: SHELF, ending: "/history" }),
  ofSheet("earlier version of a practice", "/practices/{id}/history/{number}", "prac-changed", { node: SHELF, ending: "/history/1" }),
  ofSheet("event", "/events/{id}", "evt-exemple-webinaire-regularisation"),
  ofSheet("history of an event", "/events/{id}/history", "evt-exemple-webinaire-regularisation", { ending: "/history" }),
  ofSheet("call", "/calls/{id}", "call-carte-citoyennete"),
  ofSheet("history of a call", "/calls/{id}/history", "call-carte-citoyennete", { ending: "/history" }),
  ofSheet("post", "/posts/{id}", "post-1", { node: SHELF }),
  ofSheet("history of a post", "/posts/{id}/history", "post-1", { node: SHELF, ending: "/history" }),
  ofSheet("poster of an event", "/events/{id}/poster", "evt-exemple-semaine-montreuil", { ending: "/poster" }),
  ofSheet("poster of a call", "/calls/{id}/poster", "call-carte-citoyennete", { ending: "/poster" }),
  ofSheet("poster of a practice", "/practices/{id}/poster", "prac-lyon-plan-hospitalite", { ending: "/poster" }),
  ofSheet("practice for other sites", "/practices/{id}/embed", "prac-lyon-plan-hospitalite", { ending: "/embed" }),
  ofSheet("event for other sites", "/events/{id}/embed", "evt-exemple-semaine-montreuil", { ending: "/embed" }),
  ofSheet("call for other sites", "/calls/{id}/embed", "call-carte-citoyennete", { ending: "/embed" }),
  ofSheet("post for other sites", "/posts/{id}/embed", "post-1", { node: SHELF, ending: "/embed" }),
  page("practices for other sites", "/practices/embed", "/practices/embed?theme=housing"),
  page("events for other sites", "/events/embed", "/events/embed"),
  page("calendar of a month", "/events/calendar", "/events/calendar?month=2027-09"),
  page("calendar of a week", "/events/calendar", "/events/calendar?week=2027-W37&zone=America/Recife"),
  page("map", "/map", "/map"),
  page("territories", "/territories", "/territories"),
  page("territory", "/territories/{name}", "/territories/lyon"),
  page("theme", "/tags/{theme}", "/tags/housing"),
  page("themes", "/themes", "/themes"),
  page("pillar", "/pillars/{id}", "/pillars/unconditional-access"),
  page("axis", "/axes/{id}", "/axes/another-story"),
  page("network", "/network", "/network"),
  page("follow", "/follow", "/follow?account=lyon@{host}", { node: "lyon" }),
  page("about", "/about", "/about"),
  page("legal notice", "/legal", "/legal"),
  page("privacy", "/privacy", "/privacy"),
  page("accessibility", "/accessibility", "/accessibility"),
  page("keep", "/keep", "/keep"),
  page("kept, with nothing kept", "/keep/offline", "/keep/offline"),
  page("style", "/style", "/style"),
  page("data", "/api", "/api"),
  page("nothing here", "/{profile}", "/nothing-here", { status: 404 }),
  page("a bad parameter", "/practices", "/practices?page=x", { status: 400 }),
];

/** Routes for readers that are no pages of their own, and why. */
export const NO_PAGES = {
  "/appearance.css": "the colours of a node",
  "/logo.png": "its logo",
  "/service-worker.js": "a script",
  "/manifest.webmanifest": "what a device shows of the node",
  "/keep/directory.json": "what is kept on a device",
  "/search/suggestions": "words for a field",
  "/embed.js": "a script for other sites",
  "/oembed": "what programs read for other sites",
  "/calls/embed": "as of practices",
  "/posts/embed": "as of practices",
  "/events/{id}/history/{number}": "as of a practice",
  "/calls/{id}/history/{number}": "as of a practice",
  "/posts/{id}/history/{number}": "as of a practice",
};

for (const kind of ["practices", "events", "calls", "posts"]) {
  NO_PAGES[`/${kind}/cards.json`] = "what the script for other sites shows";
  NO_PAGES[`/${kind}/{id}/card.json`] = "what the script for other sites shows";
}

/** The address of a page. */
export async function addressOf(demo, { node, path, slug, ending }) {
  const { host } = new URL(demo.at(node, "/"));
  return demo.at(node, slug ? (await demo.sheet(node, slug)) + ending : path.replace("{host}", host));
}
