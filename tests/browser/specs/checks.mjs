// The checks themselves: each is shown a page that is wrong in the one way that it is for, and has to say so.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { after, before, test } from "node:test";

import { violations } from "../axe.mjs";
import { openBrowser, PHONE, read } from "../reader.mjs";
import { whatIsInvisible, whatMoves, whatSpills } from "../shape.mjs";
import { assertWalkable } from "../walk.mjs";
import { assertLight, weigh } from "../weight.mjs";

const POLICY = "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src *; connect-src *";
let browser;
let wrong;
/** What each path answers: the body, and more headers. */
const answers = new Map();

before(async () => {
  browser = await openBrowser();
  wrong = createServer((request, response) => {
    const [body, headers] = answers.get(request.url) ?? ["", {}];
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY, ...headers });
    response.end(`<!doctype html><html lang="en"><title>Wrong</title><link rel="icon" href="/icon"><style>:focus-visible { outline: 3px solid }</style><main><h1>Wrong</h1>${body}</main>`);
  });
  await once(wrong.listen(0, "127.0.0.1"), "listening");
});
after(async () => {
  await browser?.close();
  wrong.closeAllConnections();
  await once(wrong.close(), "close");
});

/** Where the page with that body is; the same host has another origin at `otherOrigin`. */
function serve(body, headers = {}) {
  const path = `/${answers.size}`;
  answers.set(path, [body, headers]);
  return `http://127.0.0.1:${wrong.address().port}${path}`;
}
const otherOrigin = () => `http://localhost:${wrong.address().port}`;

/** Shows somebody a page with that body, and does what they do there. */
async function show(body, act = () => {}, { headers, ...ways } = {}) {
  return read(browser, { width: PHONE, ...ways }, async (reader) => {
    await reader.open(serve(body, headers));
    await reader.settle();
    return act(reader);
  });
}

const found = (look) => (reader) => reader.page.evaluate(look);

test("a page with nothing wrong passes all checks", async () => {
  await show("<p>Words, and <a href='/'>a link</a>.</p>", async (reader) => {
    for (const look of [whatSpills, whatMoves, whatIsInvisible]) assert.deepEqual(await reader.page.evaluate(look), []);
    assert.deepEqual(await violations(reader.page), []);
    await assertWalkable(reader.page);
  });
});

const TRACES = {
  "a cookie that the node sets": { headers: { "set-cookie": "a=b" }, says: /a cookie was set/ },
  "a cookie that a script sets": { body: "<script>document.cookie = 'a=b'</script>", says: /cookies/ },
  "something in the storage of the browser": { body: "<script>localStorage.a = 1</script>", says: /localStorage/ },
  "an error in a script": { body: "<script>nothing.at.all()</script>", says: /script: ReferenceError/ },
  "what the policy forbids": { body: "<script src='data:text/javascript,1'></script>", says: /console: .*Content Security Policy/ },
  "a dialog": { body: "<script>alert(1)</script>", says: /dialog: 1/ },
};
for (const [what, { body = "", headers, says }] of Object.entries(TRACES)) {
  test(`${what} is noticed`, async () => {
    await assert.rejects(show(body, undefined, { headers }), says);
  });
}

test("a picture, an address and a page of another host are noticed", async () => {
  const says = /addresses elsewhere/;
  await assert.rejects(show(`<img src="${otherOrigin()}/x.png" alt="">`), says);
  await assert.rejects(show(`<script>fetch("${otherOrigin()}/x", { mode: "no-cors" })</script>`), says);
  await assert.rejects(show(`<a href="${otherOrigin()}/">Away</a>`, (reader) => reader.go(reader.main().locator("a"))), says);
});

const SHAPES = {
  "a page wider than the window": { look: whatSpills, body: "<p style='width: 500px'>Wide</p>", says: /px wide in a window/ },
  "words that are cut off": { look: whatSpills, body: "<p style='overflow: hidden; width: 2em'>Incomprehensible</p>", says: /cuts off/ },
  "a target that covers another": {
    look: whatSpills,
    body: "<a href='/'>One</a> <a href='/' style='margin-left: -2em'>Two</a>",
    says: /covers/,
  },
  "something that moves": { look: whatMoves, body: "<p style='transition: color 1s'>Moves</p>", says: /Moves/ },
  "words in the colour behind them": { look: whatIsInvisible, body: "<p style='color: #fff'>Hidden</p>", says: /Hidden/ },
};
for (const [what, { look, body, says }] of Object.entries(SHAPES)) {
  test(`${what} is noticed`, async () => {
    assert.match((await show(body, found(look))).join(), says);
  });
}

const WALKS = {
  "a trap": { body: "<input id=t aria-label=t><script>t.onkeydown = (event) => event.preventDefault()</script><a href='/'>Out</a>", says: /the order of stops/ },
  "a focus that is not to be seen": { body: "<a href='/' style='outline: none'>Link</a>", says: /is not to be seen/ },
  "a focus out of view": { body: "<a href='/' style='position: fixed; left: -500px'>Link</a>", says: /is out of view/ },
  "another order than the page has": { body: "<a href='/'>One</a> <a href='/' tabindex=1>Two</a>", says: /the order of stops/ },
};
for (const [what, { body, says }] of Object.entries(WALKS)) {
  test(`${what} is noticed`, async () => {
    await assert.rejects(show(body, (reader) => assertWalkable(reader.page)), says);
  });
}

test("axe notices a picture without words and words without contrast, in the dark too", async () => {
  const body = "<style>p { color: #777; background: #fff } @media (prefers-color-scheme: dark) { p { background: #888 } }</style><p>Words</p>";
  assert.match((await show("<img src='/icon'>", (reader) => violations(reader.page))).join(), /image-alt/);
  assert.match((await show(body, (reader) => violations(reader.page), { scheme: "dark" })).join(), /color-contrast/);
});

test("a heavy page is noticed, and a heavy script of the map", async () => {
  const weighing = (body) => {
    const path = serve(body);
    const demo = { at: () => path };
    return weigh(demo, (ways, act) => read(browser, ways, act), { node: "", path: "", status: 200 });
  };
  const noise = (kilobytes) => "x".repeat(kilobytes * 1000);
  assert.throws(() => assertLight({ html: 1, first: 1, lazy: 250_001 }), /comes later weighs 250001/);
  answers.set("/first.txt", [noise(70), {}]);
  answers.set("/assets/1/map/land.json", [noise(70), {}]);
  const of = async (address) => weighing(`<script>fetch("${address}")</script>${noise(40)}`);
  assert.throws(() => assertLight({ html: 50_001, first: 1, lazy: 1 }), /its HTML weighs 50001/);
  const first = await of("/first.txt");
  assert.throws(() => assertLight(first), /it weighs 11\d{4} bytes/);
  const lazy = await of("/assets/1/map/land.json");
  assert.ok(lazy.lazy > 70_000 && lazy.first < 50_000, "what comes later counts apart");
  assertLight(lazy);
});
