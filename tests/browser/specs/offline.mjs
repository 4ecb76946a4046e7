// With the network cut, a directory that somebody chose to keep still searches and shows sheets.
import assert from "node:assert/strict";
import { test } from "node:test";

import { DESK, PHONE } from "../reader.mjs";
import { demo, reading } from "../stage.mjs";

for (const width of [PHONE, DESK]) {
  test(`a directory is kept, read without network, and removed (${width} px)`, async () => {
    await reading({ width, language: "es" }, async (reader) => {
      const { page } = reader;
      await reader.open(demo.at("gao", "/keep"));
      assert.deepEqual(await whatIsKept(page), [], "nothing is kept unasked");
      await page.locator("#keep-now").click();
      await page.locator("#keep-read").waitFor();
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

      await page.context().setOffline(true);
      reader.expected.push("ERR_INTERNET_DISCONNECTED", "Failed to fetch");
      await page.goto(demo.at("gao", "/practices"));
      await page.locator("#kept-view li").first().waitFor();
      assert.match(await reader.text("#kept-age"), /20\d\d/, "the age of what is kept is said");
      assert.match(await reader.text("#kept-found"), /51/, "all practices are kept");

      await page.locator("#kept-q").fill("vivienda");
      await page.locator("#kept-search button").click();
      await page.waitForURL(/q=vivienda/);
      const found = page.locator("#kept-view a[href^='/practices/']");
      assert.ok((await found.count()) > 0, "something about housing is found");
      const title = await found.first().innerText();
      await found.first().click();
      await page.waitForFunction((words) => document.querySelector("#kept-title").innerText === words, title);
      assert.ok((await reader.text("#kept-view")).length > 200, "the sheet is there");

      await page.goto(demo.at("gao", "/events/calendar"));
      await page.locator("#kept-view a[href^='/events/']").first().waitFor();
      await page.goto(demo.at("gao", "/territories"));
      await page.locator("#kept-view a[href^='/territories/']").first().waitFor();

      await page.locator("#kept-removal summary").click();
      await page.locator("#kept-remove").click();
      await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
      await page.context().setOffline(false);
      await reader.open(demo.at("gao", "/keep"));
      await page.locator("#keep-now").waitFor();
      assert.deepEqual(await whatIsKept(page), [], "nothing is left");
    });
  });
}

/** Everything that a page can leave on a device. */
function whatIsKept(page) {
  return page.evaluate(async () => [
    ...(await caches.keys()),
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  ]);
}
