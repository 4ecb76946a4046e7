// Every type of page that readers get, with one address of each on the demonstration: the one list that
// the specs go through. specs/routes.mjs holds it to the routes of src/web/mod.rs.

/** A type of page: its route as in the code, a path of the hub, and the status of its answer. */
const page = (name, route, path, more = {}) => ({ name, route, path, node: "alliance-migrations", status: 200, ...more });
/** The same for a page of a sheet: its path begins with the one that the hub has given it. */
const ofSheet = (name, route, slug, ending = "", more = {}) => page(name, route, null, { slug, ending, ...more });

export const PAGES = [
  page("home", "/", "/"),
  page("practices", "/practices", "/practices"),
  page("practices, filtered", "/practices", "/practices?theme=housing&status=running"),
  page("practices, none found", "/practices", "/practices?q=zzzzzz"),
  page("events", "/events", "/events"),
  page("calls", "/calls", "/calls"),
  page("posts", "/posts", "/posts"),
  ofSheet("practice", "/practices/{id}", "prac-lyon-plan-hospitalite"),
  ofSheet("event", "/events/{id}", "evt-exemple-webinaire-regularisation"),
  ofSheet("call", "/calls/{id}", "call-carte-citoyennete"),
  page("territories", "/territories", "/territories"),
  page("territory", "/territories/{name}", "/territories/lyon"),
  page("theme", "/tags/{theme}", "/tags/housing"),
  page("about", "/about", "/about"),
  page("data", "/api", "/api"),
  page("nothing here", "/{profile}", "/nothing-here", { status: 404 }),
  page("a bad parameter", "/practices", "/practices?page=x", { status: 400 }),
];

/** Routes for readers that are no pages, and why. */
export const NO_PAGES = {
  "/assets/{version}/{*name}": "files of pages",
};

/** The address of a page on the demonstration. */
export async function addressOf(demo, { node, path, slug, ending }) {
  return demo.at(node, slug ? (await demo.sheet(node, slug)) + ending : path);
}
