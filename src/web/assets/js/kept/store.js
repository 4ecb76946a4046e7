// Where the kept directory lies on the device: sheets in IndexedDB, the page that shows them and its
// files in a cache. One function removes all of it.

const DATABASE = "havre-kept";
const CACHE = "havre-kept-";
const SHELL = "/keep/offline";
const SHEETS = "sheets";
const ABOUT = "about";

/** Replaces what is kept, all at once: a device never holds half of an old and half of a new one. */
export async function replace(about, sheets) {
  const database = await open({ mayMake: true });
  await transact(database, "readwrite", (transaction) => {
    const store = transaction.objectStore(SHEETS);
    store.clear();
    for (const sheet of sheets) store.put(sheet);
    transaction.objectStore(ABOUT).put(about, ABOUT);
  });
}

/** What is known of what is kept: its date, its size, the territories; nothing when nothing is kept. */
export async function about() {
  try {
    return await find((transaction) => transaction.objectStore(ABOUT).get(ABOUT));
  } catch (problem) {
    if (problem.name === "AbortError") return undefined;
    throw problem;
  }
}

/** All sheets that are kept. */
export function sheets() {
  return find((transaction) => transaction.objectStore(SHEETS).getAll());
}

/** The sheet of a path, if it is kept. */
export function sheet(path) {
  return find((transaction) => transaction.objectStore(SHEETS).get(path));
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

/** The addresses of all that a page loads. */
function files(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const loaded = "link[rel=stylesheet], link[rel=modulepreload], link[rel~=icon], [src], [data-outline]";
  const address = (file) =>
    file.dataset.outline ?? file.getAttribute("href") ?? file.getAttribute("src");
  const addresses = [...page.querySelectorAll(loaded)].map(address);
  return [...new Set(addresses.filter((one) => one.startsWith("/")))];
}

async function find(what) {
  return transact(await open({ mayMake: false }), "readonly", what);
}

/** Opens the database; where it is not, and may not be made, that is an `AbortError`: to ask what is kept
    must leave nothing behind. */
function open({ mayMake }) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    if (!mayMake) {
      opening.transaction.abort();
      return;
    }
    opening.result.createObjectStore(SHEETS, { keyPath: "path" });
    opening.result.createObjectStore(ABOUT);
  };
  return done(opening);
}

/** Runs `work` in a transaction, and resolves with what its request found once all is written. */
async function transact(database, mode, work) {
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
