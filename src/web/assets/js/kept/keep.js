// The buttons of /keep. Nothing is stored and no worker is registered before somebody presses one.

import { locale } from "../locale.js";
import { about, keepShell, removeAll, replace } from "./store.js";

const DAY_MILLISECONDS = 86_400_000;

const box = document.getElementById("keep");
const state = document.getElementById("keep-state");
const progress = document.getElementById("keep-progress");
const progressLabel = document.querySelector("label[for=keep-progress]");
const [now, update, read, remove] = ["now", "update", "read", "remove"].map((name) =>
  document.getElementById(`keep-${name}`),
);
const say = box.dataset;

box.hidden = false;
document.getElementById("keep-without").hidden = true;
if (await canKeep()) {
  now.addEventListener("click", keep);
  update.addEventListener("click", keep);
  remove.addEventListener("click", removeEverything);
  tell(await about().catch(() => undefined));
} else {
  state.textContent = say.impossible;
}

/** Whether this browser has what is needed, here. */
async function canKeep() {
  const hasAll = "serviceWorker" in navigator && "caches" in window && "indexedDB" in window;
  // Private windows have the names and refuse the use.
  return hasAll && caches.keys().then(() => true, () => false);
}

/** Says what is kept, and offers what can be done with it. */
function tell(kept) {
  now.hidden = Boolean(kept);
  update.hidden = !kept;
  read.hidden = !kept;
  remove.hidden = !kept;
  state.textContent = kept ? sentence(kept) : say.nothing;
}

function sentence(kept) {
  const date = new Date(kept.generatedAt);
  const days = Math.max(0, Math.floor((Date.now() - date) / DAY_MILLISECONDS));
  const size = new Intl.NumberFormat(locale, { style: "unit", unit: "kilobyte" });
  const words = {
    count: kept.count,
    size: size.format(Math.ceil(kept.bytes / 1_000)),
    date: new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(date),
    age: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-days, "day"),
  };
  const line = say.kept.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole);
  return kept.isFull ? `${line} ${say.full}` : line;
}

/** Fetches the directory, and keeps it once it is whole. */
async function keep() {
  const before = await about().catch(() => undefined);
  work(true);
  try {
    const { kept, sheets } = await download();
    await keepShell(say.shell);
    await replace(kept, sheets);
    await navigator.serviceWorker.register(say.worker, { scope: "/", updateViaCache: "none" });
    tell(kept);
  } catch (problem) {
    console.error(problem);
    if (!before) await removeAll().catch(() => {});
    tell(before);
    state.textContent = say.failed;
  }
  work(false);
  document.getElementById("device").focus();
}

/** Reads the directory piece by piece. */
async function download() {
  const sheets = new Map();
  const kept = { bytes: 0, territories: [], isFull: false };
  let total = 0;
  for (let next = ""; next !== null; ) {
    const address = next ? `${say.directory}&after=${encodeURIComponent(next)}` : say.directory;
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok) throw new Error(`the directory answers ${answer.status}`);
    const text = await answer.text();
    const piece = JSON.parse(text);
    kept.bytes += new Blob([text]).size;
    kept.generatedAt ??= piece.generated_at;
    kept.site ??= piece.site;
    kept.territories.push(...piece.territories);
    kept.isFull ||= piece.is_full;
    total ||= piece.total ?? 0;
    for (const sheet of piece.sheets) sheets.set(sheet.path, sheet);
    tellProgress(sheets.size, total);
    next = piece.next;
  }
  kept.count = sheets.size;
  return { kept, sheets: [...sheets.values()] };
}

function tellProgress(done, total) {
  progress.max = Math.max(total, 1);
  progress.value = done;
  state.textContent = say.progress.replace("{done}", done).replace("{total}", total);
}

async function removeEverything() {
  work(true);
  await removeAll();
  tell(undefined);
  state.textContent = say.removed;
  work(false);
  document.getElementById("device").focus();
}

/** Shows that something is going on, and lets nobody press a button meanwhile. */
function work(goesOn) {
  for (const button of [now, update, remove]) button.disabled = goesOn;
  for (const part of [progress, progressLabel]) part.hidden = !goesOn;
  progress.removeAttribute("value");
}
