// `havre demo` for the tests: five territory spaces with the data of the network, on ports that are free.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The program that is tested. */
const PROGRAM = process.env.HAVRE_TEST_PROGRAM ?? fail("HAVRE_TEST_PROGRAM names no program");
/** The last line of a demonstration that has come about. */
const LAST_LINE = "Ctrl-C stops all of them.";
const NODES = 5;

function fail(words) {
  throw new Error(words);
}

/** Starts the demonstration and waits until each node holds everything. */
export async function playDemo() {
  const folder = await mkdtemp(join(tmpdir(), "havre-browser-"));
  const port = await freePorts(NODES);
  const program = spawn(PROGRAM, ["demo", "--data", folder, "--port", String(port)], {
    env: withoutSettings(process.env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  // It must not outlive us, however we end.
  const kill = () => program.kill("SIGKILL");
  process.once("exit", kill);
  await hear(program);
  const { nodes } = JSON.parse(await readFile(join(folder, "demo.json"), "utf8"));
  const urls = Object.fromEntries(nodes.map(({ name, url }) => [name, url]));
  const end = async () => {
    process.off("exit", kill);
    const ended = program.exitCode === null ? once(program, "exit") : null;
    program.kill("SIGINT");
    await ended;
    await rm(folder, { recursive: true });
  };
  return new Demo(urls, folder, end);
}

class Demo {
  #known = new Map();

  constructor(urls, folder, end) {
    this.urls = urls;
    this.folder = folder;
    this.end = end;
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
    for (const kind of ["practices", "events", "calls"]) {
      const listing = await (await fetch(this.at(node, `/${kind}.json?limit=100`))).json();
      for (const { slug, url } of listing.items) found.set(slug, new URL(url).pathname);
    }
    return found;
  }
}

/** Waits for the last line of the demonstration. */
async function hear(program) {
  const said = [];
  const lines = createInterface({ input: program.stdout });
  createInterface({ input: program.stderr }).on("line", (line) => said.push(line));
  for await (const line of lines) {
    said.push(line);
    if (line === LAST_LINE) {
      // What it says later must not fill the pipe.
      program.stdout.resume();
      return;
    }
  }
  fail(`the demonstration ended:\n${said.join("\n")}`);
}

function withoutSettings(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("HAVRE_")));
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
