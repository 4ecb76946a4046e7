// Journey 1: a city officer of Lyon finds who did it before, up to the contact.
import assert from "node:assert/strict";

import { demo, inEveryWay } from "../stage.mjs";
import { TERMS, WORDS } from "../words.mjs";

inEveryWay("local citizenship cards, and who is behind the one of Liège", async (reader) => {
  const { language } = reader.way;
  const words = WORDS[language];
  const terms = TERMS[language];
  await reader.open(demo.at("lyon", "/"));
  await reader.go(reader.menu(words.practices));
  await reader.narrow(words.theme, terms["local-citizenship-card"]);
  assert.equal(await reader.cards().count(), 8, "practices about a local citizenship card");
  const planned = reader.cards().locator("p.quiet", { hasText: terms.planned });
  assert.equal(await planned.count(), 1, "practices that are planned");

  const list = reader.page.url();
  await reader.openCard(await demo.sheet("lyon", "prac-liege-carte-ardente"));
  const sheet = await reader.text();
  for (const part of [words.publishedBy, words.contact, "@liege"]) {
    assert.ok(sheet.includes(part), `the sheet says "${part}"`);
  }
  await reader.go(reader.main().locator("[aria-labelledby=behind] a[href^='/territories/']").first());
  assert.match(await reader.text("h1"), /^(Liège|Lieja)$/, "who is behind it has a page");

  await reader.page.goto(list);
  await reader.openCard(await demo.sheet("lyon", "prac-san-francisco-city-id"));
  const isSpanish = language === "es";
  assert.equal(await reader.page.locator("h1").getAttribute("lang"), isSpanish ? "es" : "en");
  const mark = isSpanish ? words.unchecked : words.original;
  assert.ok((await reader.text()).includes(mark), "it says where the words come from");
});
