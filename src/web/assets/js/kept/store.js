// Where the kept directory lies on the device: sheets in IndexedDB, the page that shows them and its
// files in a cache. One function removes all of it.

const DATABASE = "havre-kept";
const CACHE = "havre-kept-";
const SHELL = "/keep/offline";
const SHEETS = "sheets";
const ABOUT = "about";

/** Replaces what is kept, all at once: a device never holds half of an old and half of a new one. */
export async function replace(about, sheets) {
  await inDatabase("readwrite", (transaction) => {
    const store = transaction.objectStore(SHEETS);
    store.clear();
    for (const sheet of sheets) store.put(sheet);
    transaction.objectStore(ABOUT).put(about, ABOUT);
  });
}

/** What is known of what is kept: its date, its size, the territories; nothing when nothing is kept. */
export async function about() {
  if (!(await hasDatabase())) return undefined;
  return inDatabase("readonly", (transaction) => transaction.objectStore(ABOUT).get(ABOUT));
}

/** All sheets that are kept. */
export function sheets() {
  return inDatabase("readonly", (transaction) => transaction.objectStore(SHEETS).getAll());
}

/** The sheet of a path, if it is kept. */
export function sheet(path) {
  return inDatabase("readonly", (transaction) => transaction.objectStore(SHEETS).get(path));
}

/** Keeps the page that shows the directory, with every file that it names; what was there goes after
    the new one is whole. */
export async function keepShell(address) {
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok) throw new Error(`the page answers ${answer.status}`);
  const text = await answer.clone().text();
  const before = await ourCaches();
  const cache = await caches.open(CACHE + Date.now());
  await cache.addAll(files(text));
  await cache.put(SHELL, answer);
  await Promise.all(before.map((name) => caches.delete(name)));
}

/** Removes everything that this site keeps on the device. */
export async function removeAll() {
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((worker) => worker.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await done(indexedDB.deleteDatabase(DATABASE));
}

async function ourCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(CACHE));
}

/** The addresses of the style sheet and the modules that a page names. */
function files(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const named = page.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]");
  return [...new Set([...named].map((file) => file.getAttribute("href") ?? file.getAttribute("src")))];
}

/** Whether the database exists: asking must not make one. */
async function hasDatabase() {
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some((known) => known.name === DATABASE);
}

/** Runs `work` in a transaction, and resolves with what its request found once all is written. */
async function inDatabase(mode, work) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(SHEETS, { keyPath: "path" });
    opening.result.createObjectStore(ABOUT);
  };
  const database = await done(opening);
  try {
    const transaction = database.transaction([SHEETS, ABOUT], mode);
    const request = work(transaction);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return request?.result;
  } finally {
    database.close();
  }
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
