// Somebody who reads pages in Chromium, and what their browser noticed on the way.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Where tests/chromium installed the browser and the packages. */
const INSTALLED =
  process.env.HAVRE_TEST_BROWSER ??
  (() => {
    throw new Error("tests need a browser: export HAVRE_TEST_BROWSER=$(tests/chromium install)");
  })();
const require = createRequire(`${INSTALLED}/`);
const { chromium } = require("playwright-core");
/** The rules of axe, to be evaluated in a page. */
export const AXE = require("axe-core").source;

/** Headless, quiet, and under root too, where Chromium has no sandbox. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Longest wait for something on a page, in milliseconds; far more than it takes. */
const PATIENCE = 60_000;

export const LANGUAGES = ["fr", "en", "es", "pt"];
export const PHONE = 360;
export const DESK = 1280;

/** How somebody reads, unless a test says otherwise. */
const USUALLY = {
  language: "fr",
  width: DESK,
  height: 800,
  scheme: "light",
  script: true,
  zone: "Europe/Paris",
  motion: "no-preference",
  colours: "none",
};

/** Starts Chromium. */
export async function openBrowser() {
  const executablePath = join(INSTALLED, "chromium");
  return chromium.launch({ executablePath, args: FLAGS, headless: true });
}

/**
 * Lets somebody read in the way `ways`. Fails when `act` does, or when the browser noticed something
 * that no page of ours may do, and then says where that was and keeps a picture of it.
 */
export async function read(browser, ways, act) {
  const way = { ...USUALLY, ...ways };
  const context = await browser.newContext({
    viewport: { width: way.width, height: way.height },
    colorScheme: way.scheme,
    javaScriptEnabled: way.script,
    locale: way.language,
    timezoneId: way.zone,
    reducedMotion: way.motion,
    forcedColors: way.colours,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const reader = new Reader(page, way);
  try {
    await reader.listen();
    const result = await act(reader);
    await reader.assertNoTrace();
    return result;
  } catch (problem) {
    // Reports show the stack.
    problem.stack = `${reader.where()}\n  picture: ${await reader.picture()}\n${problem.stack}`;
    throw problem;
  } finally {
    await context.close();
  }
}

class Reader {
  /** Addresses that were asked for, in order, with the bytes that came over the wire. */
  loads = [];
  /** What the browser complained of. */
  complaints = [];
  /** What the test knows that the browser will complain of. */
  expected = [];
  /** The nodes whose pages the test opened itself. */
  origins = new Set();

  constructor(page, way) {
    this.page = page;
    this.way = way;
  }

  /** Notes everything that leaves the browser and all that it complains of. */
  async listen() {
    const { page } = this;
    const known = new Map();
    this.wire = await page.context().newCDPSession(page);
    await this.wire.send("Network.enable");
    this.wire.on("Network.requestWillBeSent", ({ requestId, request, documentURL, type, initiator }) => {
      const load = { url: request.url, page: documentURL, type, initiator: initiator.type, bytes: 0 };
      known.set(requestId, load);
      if (!request.url.startsWith("data:")) this.loads.push(load);
    });
    this.wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (known.has(requestId)) known.get(requestId).bytes = encodedDataLength;
    });
    this.wire.on("Network.responseReceivedExtraInfo", ({ headers }) => {
      if (Object.keys(headers).some((name) => name.toLowerCase() === "set-cookie")) {
        this.complaints.push(`a cookie was set: ${JSON.stringify(headers)}`);
      }
    });
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && !this.#isExpected(message.text())) {
        this.complaints.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
    page.on("pageerror", (problem) => this.complaints.push(`script: ${problem.stack ?? problem}`));
    page.on("dialog", (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on("popup", (popup) => this.complaints.push(`window: ${popup.url()}`));
  }

  #isExpected(text) {
    return this.expected.some((words) => text.includes(words));
  }

  /** Opens a page that answers with `status`. */
  async open(url, status = 200) {
    if (status >= 400) this.expected.push(`status of ${status} `);
    this.origins.add(new URL(url).origin);
    const response = await this.page.goto(url);
    assert.equal(response.status(), status, `the status of ${url}`);
  }

  /** Follows a link or sends a form, and waits for the page that it leads to. */
  async go(locator) {
    const before = this.page.url();
    await locator.click();
    await this.page.waitForURL((url) => url.href !== before);
    await this.page.waitForLoadState();
  }

  /** Waits until nothing more comes, the map included, which is opened when it is in view. */
  async settle() {
    const map = this.page.locator("main territory-map");
    if (this.way.script && (await map.count()) > 0) {
      await map.scrollIntoViewIfNeeded();
      const opener = map.locator("[data-part=open]");
      if (await opener.isVisible()) await opener.click();
      await this.page.waitForSelector("territory-map[data-state=open]");
    }
    await this.page.waitForLoadState("networkidle");
  }

  /** Gives the window another width. */
  async resize(width) {
    this.way.width = width;
    await this.page.setViewportSize({ width, height: this.way.height });
  }

  /** The part of the page that is about something. */
  main() {
    return this.page.locator("main");
  }

  /** A link of the menu, by its words. */
  menu(words) {
    return this.page.locator("header nav").getByRole("link", { name: words, exact: true });
  }

  /** The sheets or territories of a list. */
  cards() {
    return this.page.locator("main .cards > li");
  }

  /** Follows the title of a card to a page of the node. */
  async openCard(path) {
    await this.go(this.cards().locator(`a[href^="${path}"]`).first());
  }

  /** Narrows a list to a term of one of its groups of filters. */
  async narrow(group, term) {
    const facets = this.page.locator("nav.facets");
    const all = facets.locator("> details > summary");
    if (await all.isVisible()) await all.click();
    const own = facets.locator("details details").filter({ has: this.page.locator("summary", { hasText: group }) });
    if (!(await own.evaluate((details) => details.open))) await own.locator("summary").click();
    const link = own.getByRole("link", { name: term, exact: true });
    if ((await link.count()) > 0) return this.go(link);
    // The group has more terms than it shows.
    await this.go(own.locator("li:last-child a"));
    return this.go(this.main().locator("section").getByRole("link", { name: term, exact: true }));
  }

  /** Unfolds everything in the main part that can be unfolded. */
  async unfold() {
    for (const summary of await this.main().locator("details:not([open]) > summary").all()) {
      if (await summary.isVisible()) await summary.click();
    }
  }

  /** Presses Tab until the focus is on an element, and fails when it never comes there. */
  async tabTo(locator) {
    const isThere = () => locator.evaluate((element) => element === document.activeElement);
    for (let press = 0; press < 300; press += 1) {
      await this.page.keyboard.press("Tab");
      if (await isThere()) return;
    }
    assert.fail(`Tab never leads to ${locator}`);
  }

  /** Presses a key that leads to another page, and waits for it. */
  async press(key) {
    const before = this.page.url();
    await this.page.keyboard.press(key);
    await this.page.waitForURL((url) => url.href !== before);
    await this.page.waitForLoadState();
  }

  /** What came over the wire since the page was asked for, in bytes. */
  weightOfPage() {
    const start = this.loads.findLastIndex(({ type }) => type === "Document");
    return this.loads.slice(start).reduce((bytes, load) => bytes + load.bytes, 0);
  }

  /** The text of the main part, with single spaces. */
  async text(selector = "main") {
    return (await this.page.locator(selector).first().innerText()).replace(/\s+/g, " ");
  }

  /** Nothing was asked of others, nothing is left in the browser, nothing was broken. */
  async assertNoTrace() {
    // A page asks its own node alone, and no page but the test's own choice leads to another one.
    const isElsewhere = ({ url, page }) => {
      const { origin } = new URL(url);
      return origin !== new URL(page).origin || !this.origins.has(origin);
    };
    const elsewhere = this.loads.filter(isElsewhere).map(({ url }) => url);
    assert.deepEqual(elsewhere, [], "addresses elsewhere that the page asked for");
    assert.deepEqual(this.complaints, [], "complaints of the browser");
    assert.deepEqual(await this.page.context().cookies(), [], "cookies");
    const kept = await this.page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
    assert.deepEqual(kept, ["", 0, 0], "cookie, localStorage, sessionStorage");
  }

  /** How and where somebody reads, for people. */
  where() {
    const { language, width, scheme, script } = this.way;
    const { pathname, search } = new URL(this.page.url());
    return `${pathname}${search} · ${language} · ${width} px · ${scheme} · script ${script ? "on" : "off"}`;
  }

  /** Keeps a picture of the page in the folder of the browser, and says where. */
  async picture() {
    const folder = join(INSTALLED, "failures");
    await mkdir(folder, { recursive: true });
    const name = this.where().replace(/[^\w-]+/g, "-").slice(0, 150);
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path, fullPage: true }).catch(() => {});
    return path;
  }
}
