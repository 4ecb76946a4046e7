// With the network cut, a kept directory still searches and shows sheets; nothing is kept before somebody
// asks for it, and nothing is left once they remove it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { DESK, LANGUAGES, PHONE } from "../reader.mjs";
import { demo, reading } from "../stage.mjs";

/** What the buttons of /keep are called, and what a list says of filters. */
const BUTTONS = {
  fr: { keep: "Garder sur cet appareil", update: "Mettre à jour", remove: "Tout effacer", unfiltered: "ne s’appliquent pas" },
  en: { keep: "Keep on this device", update: "Update", remove: "Remove everything", unfiltered: "do not apply" },
  es: { keep: "Guardar en este dispositivo", update: "Actualizar", remove: "Borrar todo", unfiltered: "no se aplican" },
  pt: { keep: "Guardar neste dispositivo", update: "Atualizar", remove: "Apagar tudo", unfiltered: "não se aplicam" },
};
/** Words of some sheets, without their accents or in another form, by language. */
const SEARCHED = { fr: "cartes citoyennete", en: "legal advices", es: "tarjetas ciudadania", pt: "cidadania local" };

/** What the browser holds for this site. */
function held() {
  return (async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: (await caches.keys()).length,
    databases: (await indexedDB.databases()).length,
  }))();
}
const NOTHING = { workers: 0, caches: 0, databases: 0 };

function button(reader, name) {
  return reader.main().getByRole("button", { name: BUTTONS[reader.way.language][name], exact: true });
}

async function keepDirectory(reader, node) {
  await reader.open(demo.at(node, `/keep?ui=${reader.way.language}`));
  await button(reader, "keep").click();
  await button(reader, "remove").waitFor();
}

for (const language of LANGUAGES) {
  for (const width of [PHONE, DESK]) {
    test(`a kept directory is searched and read without network (${language}, ${width} px)`, async () => {
      await reading({ language, width }, async (reader) => {
        const { page } = reader;
        await keepDirectory(reader, "lyon");
        await page.context().setOffline(true);

        await page.goto(demo.at("lyon", "/practices"));
        const all = 51;
        await found(reader, all);
        assert.equal(await reader.cards().count(), all, "practices that are kept");
        const age = await page.locator("#kept-age").innerText();
        assert.match(age, new RegExp(String(new Date().getFullYear())), "it says when it was kept");

        await page.locator("#kept-q").fill(SEARCHED[language]);
        await page.locator("#kept-q").press("Enter");
        await page.waitForURL((url) => url.pathname === "/search");
        await page.waitForFunction(() => document.activeElement.id === "kept-title");
        const some = await reader.cards().count();
        assert.ok(some > 0 && some < all, `${some} sheets are found`);

        const name = await reader.cards().first().locator("a").innerText();
        await reader.cards().first().locator("a").click();
        await page.locator("h1").getByText(name, { exact: true }).waitFor();
        assert.match(new URL(page.url()).pathname, /^\/\w+\/\d+$/, "under its address");
        assert.ok((await reader.text("#kept-view .text")).length > 50, "with its text");
        assert.ok((await page.locator("#kept-view .facts dt").count()) > 5, "and what is known of it");
        await isFocusedOnTitle(reader);

        // A bookmark leads to the same sheet.
        await page.reload();
        await page.locator("h1").getByText(name, { exact: true }).waitFor();
        await page.goBack();
        await page.goBack();
        await found(reader, all);
        assert.equal(await reader.cards().count(), all, "the way back leads back");

        await page.goto(demo.at("lyon", "/practices?country=FR"));
        // It says that filters do not apply.
        await page.locator("#kept-found").getByText(BUTTONS[language].unfiltered).waitFor();
      });
    });
  }
}

test("the calendar and the territories are kept too", async () => {
  await reading({ language: "en", width: PHONE }, async (reader) => {
    const { page } = reader;
    await keepDirectory(reader, "liege");
    await page.context().setOffline(true);
    await page.goto(demo.at("liege", "/events/calendar"));
    await page.locator("#kept-view h2").first().waitFor();
    const months = await page.locator("#kept-view h2").allInnerTexts();
    assert.deepEqual(months.slice(0, 2), ["February 2027", "March 2027"], "months in their order");
    assert.match(await reader.text("#kept-view"), /15:00–16:30 local time of Europe\/Paris/);

    await page.goto(demo.at("liege", "/territories"));
    const outline = page.getByRole("img", { name: /^Outline of the world/ });
    await outline.waitFor();
    assert.ok((await outline.locator("circle").count()) > 50, "a dot for each territory");
    await page.getByRole("link", { name: "Berlin", exact: true }).click();
    await page.locator("h1").getByText("Berlin", { exact: true }).waitFor();
    assert.match(new URL(page.url()).pathname, /^\/territories\/berlin/);
    assert.ok((await reader.cards().count()) > 0, "sheets of Berlin");

    await page.goto(demo.at("liege", "/about"));
    await page.locator("#kept-view").getByText("not among those that are kept").waitFor();
  });
});

test("the network comes first when it is there, and no page is kept on the way", async () => {
  await reading({ language: "en" }, async (reader) => {
    const { page } = reader;
    await keepDirectory(reader, "lyon");
    await page.goto(demo.at("lyon", "/practices?q=housing"));
    assert.equal(await page.locator("#kept-view").count(), 0, "the page of the node");
    const addresses = await page.evaluate(async () => {
      const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const requests = await Promise.all(caches_.map((cache) => cache.keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    const others = addresses.filter((path) => path !== "/keep/offline" && !path.startsWith("/assets/"));
    assert.deepEqual(others, [], "pages in the cache");
  });
});

test("nothing is kept before a button is pressed, and nothing after all is removed", async () => {
  await reading({ language: "en", width: PHONE }, async (reader) => {
    const { page } = reader;
    for (const path of ["/", "/practices", "/keep", "/keep/offline"]) {
      await reader.open(demo.at("lyon", path));
      await page.waitForLoadState("networkidle");
      assert.deepEqual(await page.evaluate(held), NOTHING, path);
    }
    await keepDirectory(reader, "lyon");
    assert.deepEqual(await page.evaluate(held), { workers: 1, caches: 1, databases: 1 });
    await button(reader, "update").click();
    await button(reader, "update").waitFor();
    assert.deepEqual(await page.evaluate(held), { workers: 1, caches: 1, databases: 1 }, "an update replaces");
    await button(reader, "remove").click();
    await page.getByText("Everything is removed.").waitFor();
    assert.deepEqual(await page.evaluate(held), NOTHING);
  });
});

test("without script the page offers the lists as files, and no button", async () => {
  await reading({ language: "en", script: false }, async (reader) => {
    await reader.open(demo.at("lyon", "/keep"));
    assert.equal(await reader.main().getByRole("button").count(), 0);
    assert.equal(await reader.main().locator("a[href='/practices.json'][download]").count(), 1);
    assert.equal(await reader.main().locator("a[href='/events.ics'][download]").count(), 1);
  });
});

test("arrow keys go from day to day in the calendar, and Tab through all links as ever", async () => {
  await reading({ language: "en" }, async (reader) => {
    const { page } = reader;
    await reader.open(demo.at("alliance-migrations", "/events/calendar?month=2027-09"));
    const links = page.locator("table.calendar td a");
    assert.equal(await links.count(), 3, "events of the Welcoming Week");
    await links.first().focus();
    await page.keyboard.press("ArrowRight");
    const focused = () => page.evaluate(() => document.activeElement.closest("td")?.querySelector("time").dateTime);
    assert.equal(await focused(), "2027-09-18");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await focused(), "2027-09-15");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "2027-09-18");
  });
});

test("a device tells its own time of a webinar, and nobody else", async () => {
  await reading({ language: "en", zone: "America/Mexico_City" }, async (reader) => {
    const path = await demo.sheet("alliance-migrations", "evt-exemple-webinaire-regularisation");
    await reader.open(demo.at("alliance-migrations", path));
    const here = reader.page.locator("[data-local-time]");
    assert.match(await here.innerText(), /On this device: .*08:00/);
  });
});

/** Waits until a list of so many sheets is shown. */
async function found(reader, count) {
  await reader.page.locator("#kept-found").getByText(new RegExp(`\\b${count}$`)).waitFor();
}

async function isFocusedOnTitle(reader) {
  assert.equal(await reader.page.evaluate(() => document.activeElement.id), "kept-title", "the focus");
}
