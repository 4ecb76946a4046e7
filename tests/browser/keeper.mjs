// Keeps a demonstration for the specs that join it, and ends it when nobody has been there for a while.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { meetingPoint, PROGRAM } from "./demo.mjs";

/** The last line of a demonstration that has come about. */
const LAST_LINE = "Ctrl-C stops all of them.";
const NODES = 5;
/** How long an empty demonstration waits for the next spec, in milliseconds. */
const LINGER = 20_000;

const guests = new Set();
let leaving;

const door = createServer((guest) => {
  guests.add(guest);
  clearTimeout(leaving);
  guest.on("error", () => {});
  guest.on("close", () => {
    guests.delete(guest);
    if (guests.size === 0) leaving = setTimeout(end, LINGER);
  });
  told.then((words) => guest.write(`${JSON.stringify(words)}\n`));
});
// Another keeper was faster.
door.on("error", () => process.exit());
door.listen({ path: meetingPoint() });
await once(door, "listening");
const folder = await mkdtemp(join(tmpdir(), "havre-browser-"));
const program = await start();
const told = hear().catch((problem) => {
  // Whoever comes next has another one made.
  door.close();
  return { failed: problem.message };
});

async function start() {
  const port = await freePorts(NODES);
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("HAVRE_"));
  const demo = spawn(PROGRAM, ["demo", "--data", folder, "--port", String(port)], {
    env: Object.fromEntries(kept),
    stdio: ["ignore", "pipe", "pipe"],
  });
  process.once("exit", () => demo.kill("SIGKILL"));
  return demo;
}

/** Waits until the demonstration has come about, and says where its nodes are. */
async function hear() {
  const said = [];
  createInterface({ input: program.stderr }).on("line", (line) => said.push(line));
  for await (const line of createInterface({ input: program.stdout })) {
    said.push(line);
    if (line === LAST_LINE) {
      // What it says later must not fill the pipe.
      program.stdout.resume();
      const { nodes } = JSON.parse(await readFile(join(folder, "demo.json"), "utf8"));
      return { urls: Object.fromEntries(nodes.map(({ name, url }) => [name, url])) };
    }
  }
  throw new Error(`the demonstration ended:\n${said.join("\n")}`);
}

async function end() {
  door.close();
  const ended = program.exitCode === null ? once(program, "exit") : null;
  program.kill("SIGINT");
  await ended;
  await rm(folder, { recursive: true });
  process.exit();
}

/** The first of `count` ports in a row that nobody has taken, below those that the system gives away by itself. */
async function freePorts(count) {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * 20_000);
    const ports = Array.from({ length: count }, (_, place) => first + place);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
