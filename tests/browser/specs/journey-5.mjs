// Journey 5: a webinar that is announced on the clock of Paris, on the clocks of those who want to take part.
import assert from "node:assert/strict";
import { test } from "node:test";

import { demo, inEveryWay, reading } from "../stage.mjs";
import { WORDS } from "../words.mjs";

const SLUG = "evt-exemple-webinaire-regularisation";
const CLOCKS = [
  { node: "gao", zone: "Africa/Bamako", time: "14:00", place: /Gao/ },
  { node: "recife", zone: "Europe/Lisbon", time: "14:00", place: /Lisbo/ },
  { node: "recife", zone: "America/Recife", time: "11:00", place: /Recife/ },
  { node: "alliance-migrations", zone: "America/Mexico_City", time: "08:00", place: /M[eé]xico/ },
];

inEveryWay("the time of a webinar elsewhere", async (reader) => {
  await reader.open(demo.at("alliance-migrations", await demo.sheet("alliance-migrations", SLUG)));
  const sheet = await reader.text();
  assert.ok(sheet.includes("15:00") && sheet.includes("Europe/Paris"), "the clock of its place, named");
  assert.ok(sheet.includes(WORDS[reader.way.language].example), "it is marked as an example");
  await reader.unfold();
  const lines = await reader.main().locator(".elsewhere li").allInnerTexts();
  for (const { time, place } of CLOCKS) {
    const line = lines.find((line) => place.test(line));
    assert.ok(line?.includes(time), `${time} in ${place}: ${line}`);
  }
});

inEveryWay("the same in the calendar, on a clock of one's choice", async (reader) => {
  for (const { node, zone, time } of CLOCKS.slice(0, 3)) {
    await reader.open(demo.at(node, "/events/calendar?month=2027-02"));
    await reader.main().locator("select[name=zone]").selectOption(zone);
    await reader.go(reader.main().locator("form.search button[type=submit]"));
    const entry = reader.main().locator("table li").filter({ has: reader.page.locator(`a[href^="${await demo.sheet(node, SLUG)}"]`) });
    assert.ok((await entry.innerText()).includes(time), `${time} in ${zone}`);
  }
});

test("a phone that knows its clock says the time on it", async () => {
  for (const { zone, time } of CLOCKS) {
    await reading({ zone }, async (reader) => {
      await reader.open(demo.at("alliance-migrations", await demo.sheet("alliance-migrations", SLUG)));
      const line = reader.main().locator("[data-local-time]");
      await line.waitFor();
      assert.ok((await line.innerText()).includes(time), `${time} in ${zone}: ${await line.innerText()}`);
    });
  }
});

test("the calendar file has the webinar in its zone, and examples only for those who ask", async () => {
  const file = async (query) => (await fetch(demo.at("alliance-migrations", `/events.ics${query}`))).text();
  const unfolded = (await file("?examples=yes")).replace(/\r\n[ \t]/g, "");
  const event = unfolded.split("BEGIN:VEVENT").find((part) => part.includes("20270209T150000"));
  assert.match(event, /DTSTART;TZID=Europe\/Paris:20270209T150000/);
  assert.match(event, /DTEND;TZID=Europe\/Paris:20270209T163000/);
  assert.match(unfolded, /BEGIN:VTIMEZONE\r\nTZID:Europe\/Paris/);
  assert.ok(!(await file("")).includes("20270209T150000"), "left out unless asked");
});
