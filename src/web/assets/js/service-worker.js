// Answers with the kept directory when there is no network, on devices where somebody chose to keep it
// (/keep). It keeps nothing itself: pages come from the network, and are never stored.
//
// Version {version}: the node changes it with its files, and browsers then take the new worker. It
// takes over at once, since it holds nothing that an older one would miss.
"use strict";

const SHELL = "/keep/offline";
/** How long a page may take before what is kept is shown instead. */
const PATIENCE_MILLISECONDS = 8_000;
/** What a proxy answers whose node does not: a dead network by another name. */
const NOBODY_BEHIND = [502, 504];

/** Addresses for which the reader chose to wait, however long it takes. */
const waitedFor = new Set();

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data?.waitFor) waitedFor.add(event.data.waitFor);
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(page(request));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(asset(request));
  } else if (request.destination === "image") {
    event.respondWith(image(request));
  }
});

/** The page that shows what is kept, if anything is. */
function kept() {
  return caches.match(SHELL, { ignoreVary: true });
}

/** The page from the network; what is kept where the network fails, or is too slow. */
async function page(request) {
  const network = fetch(request);
  // What comes too late may fail unheard.
  network.catch(() => {});
  const waits = waitedFor.delete(request.url);
  try {
    const answer = await (waits ? network : Promise.race([network, patience()]));
    if (answer && !NOBODY_BEHIND.includes(answer.status)) return answer;
    return (await kept()) ?? (await network);
  } catch (problem) {
    const standIn = await kept();
    if (standIn) return standIn;
    throw problem;
  }
}

/** A file that the kept pages need: its address changes with what is in it, so a kept one is right. */
async function asset(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** A picture of the node, which may change under its address: the network comes first. */
async function image(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { ignoreVary: true })) ?? Response.error();
  }
}

/** Nothing, after a while. */
function patience() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS));
}
