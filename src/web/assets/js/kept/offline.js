// Shows the kept directory under the address that could not be reached, so that links and bookmarks go
// on to work; within what is kept no step waits for the network.

import { locale } from "../locale.js";
import { about, removeAll, sheet, sheets } from "./store.js";
import { fold, search } from "./search.js";
import { agendaView, listView, sheetView, territoriesView } from "./views.js";

const DAY_MILLISECONDS = 86_400_000;
/** Lists by their path, and the kind of sheets in them. */
const LISTS = { practices: "practice", events: "event", calls: "call" };

const title = document.getElementById("kept-title");
const view = document.getElementById("kept-view");
const found = document.getElementById("kept-found");
const form = document.getElementById("kept-search");
const say = view.dataset;
const language = document.documentElement.lang;
/** How many views were asked for. */
let steps = 0;

const kept = await about().catch(() => undefined);
if (kept) {
  tellAge();
  form.hidden = false;
  for (const id of ["kept-menu", "kept-removal"]) document.getElementById(id).hidden = false;
  document.getElementById("kept-remove").addEventListener("click", remove);
  document.addEventListener("click", follow);
  document.addEventListener("submit", ask);
  addEventListener("popstate", () => show(true));
  await show(false);
} else {
  document.getElementById("kept-age").textContent = say.none;
}
offerNetwork();

function tellAge() {
  const date = new Date(kept.generatedAt);
  const days = Math.max(0, Math.floor((Date.now() - date) / DAY_MILLISECONDS));
  const age = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-days, "day");
  const written = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(date);
  const line = say.age.replace("{date}", () => written).replace("{age}", () => age);
  document.getElementById("kept-age").textContent = line;
}

/** Lets the reader wait for the page of this address, however long it takes. */
function offerNetwork() {
  const link = document.getElementById("kept-network");
  link.hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    navigator.serviceWorker?.controller?.postMessage({ waitFor: location.href.split("#")[0] });
    location.reload();
  });
}

/** Shows what the present address leads to; `moves` says that the reader came from another view. */
async function show(moves) {
  steps += 1;
  const step = steps;
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const shown = await viewOf(location.pathname, query);
  // Whoever goes on fast is shown where they are, not what took longest.
  if (step !== steps) return;
  form.elements.q.value = query;
  put(shown);
  if (moves) {
    title.focus();
    title.scrollIntoView({ block: "start" });
  }
}

/** What a path leads to: its name, what it shows, and how many sheets were found where it is a list. */
async function viewOf(path, query) {
  const [, part, id] = path.split("/");
  if (path === "/events/calendar") {
    return { name: say.agenda, content: agendaView(await sheets(), Date.now(), say) };
  }
  if (part === "territories") return territories(path, id, query);
  if (id && part in LISTS) {
    const one = await sheet(path);
    return one ? { name: one.title, content: sheetView(one, say), speaks: one } : missing();
  }
  if (part in LISTS) {
    const ofKind = (await sheets()).filter((one) => one.kind === LISTS[part]);
    return listed(say[part], search(ofKind, query));
  }
  const isSearch = ["", "search", "keep"].includes(part);
  return isSearch ? listed(say.everything, search(await sheets(), query)) : missing();
}

async function territories(path, id, query) {
  if (!id) {
    const wanted = fold(query);
    const named = kept.territories.filter((territory) => fold(territory.name).includes(wanted));
    return { name: say.territories, content: territoriesView(named, say) };
  }
  const handle = id.split("@")[0];
  const territory =
    kept.territories.find((known) => known.path === path) ??
    kept.territories.find((known) => known.handle === handle);
  if (!territory) return missing();
  return listed(territory.name, (await sheets()).filter((one) => one.territory === handle));
}

function listed(name, list) {
  return { name, content: listView(list, say), count: list.length };
}

function missing() {
  return { name: say.missingTitle, content: say.missing };
}

/** Puts a view under its name; `speaks` has the language of the name when it is not the page's. */
function put({ name, content, count, speaks }) {
  title.textContent = name;
  title.lang = speaks?.language ?? language;
  title.dir = speaks?.direction ?? document.documentElement.dir;
  document.title = `${name} · ${kept.site}`;
  found.textContent = count === undefined ? "" : say.found.replace("{count}", count) + unfiltered();
  view.replaceChildren(content);
}

/** What to say of a list whose address asks for more than words. */
function unfiltered() {
  const narrows = (name) => !["q", "ui"].includes(name);
  return [...new URLSearchParams(location.search).keys()].some(narrows) ? ` ${say.unfiltered}` : "";
}

/** Follows a link to something that is kept without asking the network. */
function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || link.hasAttribute("download") || !isKept(url)) return;
  event.preventDefault();
  go(url);
}

/** Searches in what is kept. */
function ask(event) {
  const url = new URL(event.target.action, location.href);
  if (event.target.method !== "get" || !isKept(url)) return;
  event.preventDefault();
  url.search = new URLSearchParams(new FormData(event.target)).toString();
  go(url);
}

/** Removes everything, without network too. */
async function remove() {
  await removeAll();
  for (const part of [form, ...document.querySelectorAll("#kept-menu, #kept-removal")]) part.hidden = true;
  document.getElementById("kept-age").textContent = say.removed;
  put({ name: say.none, content: "" });
  title.focus();
}

function go(url) {
  history.pushState(null, "", url);
  show(true);
}

/** Whether the kept directory has a view for an address. */
function isKept(url) {
  const [, part] = url.pathname.split("/");
  return part === "search" || part === "territories" || part === "" || part in LISTS;
}
