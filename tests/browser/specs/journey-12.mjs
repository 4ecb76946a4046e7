// Journey 12, its reading part: the Welcoming Week in the calendar and on the map, for everyone.
import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, inEveryWay, reading } from "../stage.mjs";
import { TERMS, WORDS } from "../words.mjs";

const HUB = "alliance-migrations";
/** What three towns do in September 2027, on their own clocks. */
const WEEK = [
  { slug: "evt-exemple-semaine-liege", day: "2027-09-15", time: "18:00" },
  { slug: "evt-exemple-semaine-montreuil", day: "2027-09-18", time: "14:00" },
  { slug: "evt-exemple-semaine-recife", day: "2027-09-19", time: "16:00" },
];

inEveryWay("three activities in the calendar in local time, one of them by theme", async (reader) => {
  await reader.open(demo.at(HUB, "/events/calendar?month=2027-09"));
  for (const { slug, day, time } of WEEK) {
    const path = await demo.sheet(HUB, slug);
    const cell = reader.main().locator("td").filter({ has: reader.page.locator(`time[datetime="${day}"]`) });
    const entry = cell.locator("li").filter({ has: reader.page.locator(`a[href^="${path}"]`) });
    assert.ok((await entry.innerText()).includes(time), `${slug} on ${day} at ${time}`);
  }
  await reader.main().locator("select[name=theme]").selectOption("migration-memory");
  await reader.go(reader.main().locator("form.search button[type=submit]"));
  const left = reader.main().locator("table li a");
  assert.equal(await left.count(), 1, "activities with the theme migration-memory");
  assert.ok((await left.getAttribute("href")).startsWith(await demo.sheet(HUB, WEEK[1].slug)));
});

inEveryWay("the same three in the list of the map, one of them by theme", async (reader) => {
  const term = TERMS[reader.way.language]["welcoming-week-activity"];
  const link = async ({ slug }) => reader.main().locator(`.map-list a[href^="${await demo.sheet(HUB, slug)}"]`);
  await reader.open(demo.at(HUB, "/map?type=event&kind=welcoming-week-activity"));
  assert.match(await reader.text("nav.chosen"), new RegExp(term), "the filter is named");
  for (const activity of WEEK) assert.ok((await (await link(activity)).count()) > 0, `${activity.slug} is in the list`);
  await reader.open(demo.at(HUB, "/map?type=event&theme=migration-memory"));
  const shown = await Promise.all(WEEK.map(async (activity) => (await (await link(activity)).count()) > 0));
  assert.deepEqual(shown, [false, true, false], "the one about the memory of migrations");
});

inEveryWay("a poster of one sheet of paper, with its address as text and as a code", async (reader) => {
  const path = await demo.sheet(HUB, WEEK[1].slug);
  await reader.open(demo.at(HUB, path));
  await reader.go(reader.main().locator(`a[href^="${path}/poster"]`).first());
  const address = demo.at(HUB, path);
  assert.match(await reader.page.locator("svg.qr").getAttribute("aria-label"), new RegExp(path));
  assert.equal(await reader.page.locator(".poster-way a").getAttribute("href"), address);
  const paper = await reader.page.pdf({ preferCSSPageSize: true });
  assert.equal(paper.toString("latin1").match(/\/Type\s*\/Page\b/g).length, 1, "sheets of paper");
});

test("the theme migration-memory has one activity", async () => {
  await reading({ language: "pt" }, async (reader) => {
    await reader.open(demo.at(HUB, "/tags/migration-memory"));
    const activity = reader.cards().locator(`a[href^="${await demo.sheet(HUB, WEEK[1].slug)}"]`);
    assert.equal(await activity.count(), 1);
  });
});

test("by keyboard alone, at 200 % zoom, in Portuguese", async () => {
  await reading({ language: "pt", width: 640, height: 400 }, async (reader) => {
    await reader.open(demo.at(HUB, "/"));
    await reader.tabTo(reader.menu(WORDS.pt.events));
    await reader.press("Enter");
    await reader.tabTo(reader.main().locator("a[href^='/events/calendar']").first());
    await reader.press("Enter");
    const month = reader.main().locator("input[name=month]");
    await reader.tabTo(month);
    await reader.page.keyboard.press("Control+A");
    await reader.page.keyboard.type("2027-09");
    await reader.press("Enter");
    await reader.tabTo(reader.main().locator("select[name=theme]"));
    // As far as the first letter with an accent, which Playwright types as no key.
    await reader.page.keyboard.type(TERMS.pt["migration-memory"].match(/^[a-z]+/i)[0]);
    await reader.tabTo(reader.main().locator("form.search button[type=submit]"));
    await reader.press("Enter");
    const link = reader.main().locator(`table a[href^="${await demo.sheet(HUB, WEEK[1].slug)}"]`);
    await reader.tabTo(link);
    await reader.press("Enter");
    assert.equal(await reader.page.locator("h1").getAttribute("lang"), "pt", "the sheet in Portuguese");
  });
});
