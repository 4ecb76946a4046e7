// `havre demo` for the tests: five territory spaces with the data of the network, which nobody changes.
// To make the keys of 66 actors takes longer than most specs, so those that run at the same time, or one
// soon after another, share one demonstration, which keeper.mjs keeps for them.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { statSync } from "node:fs";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";

/** The program that is tested. */
export const PROGRAM = process.env.HAVRE_TEST_PROGRAM ?? fail("HAVRE_TEST_PROGRAM names no program");
const KEEPER = fileURLToPath(new URL("keeper.mjs", import.meta.url));

function fail(words) {
  throw new Error(words);
}

/** Where the keeper of a demonstration of this very program listens: in no folder, so that nothing stays. */
export function meetingPoint() {
  const { ino, mtimeMs, size } = statSync(PROGRAM);
  const program = createHash("sha256").update([PROGRAM, ino, mtimeMs, size].join()).digest("hex");
  return `\0havre-browser-${program.slice(0, 16)}`;
}

/** Joins the demonstration that is kept, or has one made, and waits until each node holds everything. */
export async function joinDemo() {
  const socket = (await reach()) ?? (await haveOneMade());
  const chunks = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  await new Promise((resolve) => {
    socket.on("data", (chunk) => chunk.includes("\n") && resolve());
    socket.on("close", resolve);
  });
  const { urls, failed } = JSON.parse(Buffer.concat(chunks).toString() || '{"failed": "the keeper of the demonstration ended"}');
  if (failed) {
    socket.destroy();
    fail(failed);
  }
  // Whoever is connected needs it; the keeper counts.
  return new Demo(urls, () => socket.destroy());
}

async function reach() {
  const socket = connect({ path: meetingPoint() });
  try {
    await once(socket, "connect");
    return socket;
  } catch {
    return null;
  }
}

async function haveOneMade() {
  // Of two that come at the same time one finds its place taken, and ends.
  spawn(process.execPath, [KEEPER], { detached: true, stdio: "ignore" }).unref();
  for (let waited = 0; waited < 10_000; waited += 50) {
    await pause(50);
    const socket = await reach();
    if (socket) return socket;
  }
  return fail("nobody keeps the demonstration");
}

class Demo {
  #known = new Map();

  constructor(urls, leave) {
    this.urls = { ...urls, shelf: process.env.HAVRE_TEST_SHELF };
    this.leave = leave;
  }

  /** Whether a node of that name is there. */
  has(node) {
    return this.urls[node] !== undefined;
  }

  /** The address of `path` on a node: its own territory's name says which. */
  at(node, path) {
    return new URL(path, this.urls[node] ?? fail(`no node is called ${node}`)).href;
  }

  /** The path of the page that a node has of the sheet which the data calls `slug`. */
  async sheet(node, slug) {
    if (!this.#known.has(node)) this.#known.set(node, this.#list(node));
    return (await this.#known.get(node)).get(slug) ?? fail(`${node} has no sheet ${slug}`);
  }

  async #list(node) {
    const found = new Map();
    for (const kind of ["practices", "events", "calls", "posts"]) {
      const listing = await (await fetch(this.at(node, `/${kind}.json?limit=100`))).json();
      for (const { slug, url } of listing.items) found.set(slug, new URL(url).pathname);
    }
    return found;
  }
}
