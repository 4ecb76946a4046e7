// Shows the kept directory under the address that could not be reached, so that links and bookmarks go
// on to work; within what is kept no step waits for the network.

import { about, sheet, sheets } from "./store.js";
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

const kept = await about().catch(() => undefined);
if (kept) {
  tellAge();
  form.hidden = false;
  document.getElementById("kept-menu").hidden = false;
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
  const age = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
  const written = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(date);
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
  const path = decodeURI(location.pathname);
  const [, part, id] = path.split("/");
  const query = new URLSearchParams(location.search).get("q") ?? "";
  form.elements.q.value = query;
  found.textContent = "";
  if (path === "/events/calendar") {
    put(say.agenda, agendaView(await sheets(), Date.now(), say));
  } else if (part === "territories") {
    await showTerritories(path, id, query);
  } else if (id && part in LISTS) {
    const one = await sheet(path);
    if (one) put(one.title, sheetView(one, say), one);
    else put(say.missingTitle, say.missing);
  } else if (part in LISTS) {
    const ofKind = (await sheets()).filter((one) => one.kind === LISTS[part]);
    putList(say[part], search(ofKind, query));
  } else if (["", "search", "keep"].includes(part)) {
    putList(say.everything, search(await sheets(), query));
  } else {
    put(say.missingTitle, say.missing);
  }
  if (moves) {
    title.focus();
    title.scrollIntoView({ block: "start" });
  }
}

async function showTerritories(path, id, query) {
  if (!id) {
    const wanted = fold(query);
    const named = kept.territories.filter((territory) => fold(territory.name).includes(wanted));
    put(say.territories, territoriesView(named));
    return;
  }
  const handle = id.split("@")[0];
  const territory =
    kept.territories.find((known) => known.path === path) ??
    kept.territories.find((known) => known.handle === handle);
  const ofTerritory = (await sheets()).filter((one) => one.territory === handle);
  if (territory) putList(territory.name, ofTerritory);
  else put(say.missingTitle, say.missing);
}

function putList(name, list) {
  found.textContent = say.found.replace("{count}", list.length);
  put(name, listView(list, say));
}

/** Puts a view under its name; `speaks` has the language of the name when it is not the page's. */
function put(name, content, speaks) {
  title.textContent = name;
  title.lang = speaks?.language ?? language;
  title.dir = speaks?.direction ?? document.documentElement.dir;
  document.title = `${name} · ${kept.site}`;
  view.replaceChildren(content);
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

function go(url) {
  history.pushState(null, "", url);
  show(true);
}

/** Whether the kept directory has a view for an address. */
function isKept(url) {
  const [, part] = url.pathname.split("/");
  return part === "search" || part === "territories" || part === "" || part in LISTS;
}
