// What the kept directory looks like: a sheet, a list, the calendar by month, the territories. All words
// are in the page or in what is kept; everything but a sheet's clean text is set as text.

import { locale } from "../locale.js";
import { clean, lead } from "./clean.js";
import { placeOutline, worldOutline } from "./outline.js";

/** Most sheets of a list. */
const OF_A_LIST = 100;

const months = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });

/** One sheet, with what is known of it and where it comes from. */
export function sheetView(sheet, say) {
  const view = document.createDocumentFragment();
  view.append(element("p", { class: "quiet" }, sheet.kind_name));
  if (sheet.example) view.append(element("p", { class: "notice" }, say.exampleNotice));
  if (sheet.when?.cancelled) view.append(element("p", { class: "notice" }, say.cancelled));
  view.append(element("p", { class: "quiet" }, sheet.wording));
  if (sheet.when) view.append(whenOf(sheet.when));
  if (sheet.ask) view.append(element("p", { class: "ask", ...spoken(sheet) }, sheet.ask));
  view.append(element("div", { class: "text", ...spoken(sheet) }, clean(sheet.body)));
  view.append(element("h2", {}, say.facts), facts(sheet.facts));
  if (sheet.outline) view.append(placeOutline(say.outline, sheet.outline));
  const address = element("a", {}, sheet.address);
  lead(address, sheet.address);
  view.append(
    element("h2", {}, say.origin),
    description([
      [say.speaker, sheet.speaker],
      [say.address, address],
      [say.updated, sheet.updated],
    ]),
  );
  return view;
}

/** Sheets as cards. */
export function listView(sheets, say) {
  if (sheets.length === 0) return element("p", {}, say.nothing);
  const view = document.createDocumentFragment();
  const cards = element("ul", { class: "cards", role: "list" });
  cards.append(...sheets.slice(0, OF_A_LIST).map((sheet) => card(sheet, say)));
  view.append(cards);
  if (sheets.length > OF_A_LIST) {
    view.append(element("p", {}, say.first.replace("{count}", OF_A_LIST)));
  }
  return view;
}

/** Events, month by month, those that are over left out. */
export function agendaView(sheets, now, say) {
  const coming = sheets.filter((sheet) => sheet.when && Date.parse(sheet.when.ends_at) >= now);
  coming.sort((a, b) => a.when.starts_at.localeCompare(b.when.starts_at));
  if (coming.length === 0) return element("p", {}, say.nothing);
  const view = document.createDocumentFragment();
  for (const month of new Set(coming.map((sheet) => sheet.when.month).sort())) {
    const cards = element("ul", { class: "cards", role: "list" });
    const events = coming.filter((sheet) => sheet.when.month === month);
    cards.append(...events.map((sheet) => card(sheet, say)));
    view.append(element("h2", {}, months.format(Date.parse(`${month}-01`))), cards);
  }
  return view;
}

/** The territories and organisations. */
export function territoriesView(territories, say) {
  const view = document.createDocumentFragment();
  const list = element("ul", { class: "cards", role: "list" });
  for (const territory of territories) {
    const link = element("a", { href: territory.path }, territory.name);
    const line = element("p", { class: "quiet" }, territory.line);
    list.append(element("li", {}, element("h3", {}, link), line));
  }
  view.append(worldOutline(say.outline, say.world, territories), list);
  return view;
}

function card(sheet, say) {
  const item = element("li", { class: sheet.kind });
  if (sheet.example) item.append(element("p", { class: "mark" }, say.example));
  if (sheet.when?.cancelled) item.append(element("p", { class: "mark" }, say.cancelled));
  item.append(element("h3", spoken(sheet), element("a", { href: sheet.path }, sheet.title)));
  if (sheet.when) item.append(whenOf(sheet.when));
  const line = [sheet.kind_name, sheet.place].filter(Boolean).join(" · ");
  item.append(element("p", { class: "quiet" }, line));
  return item;
}

function whenOf(when) {
  const time = element("time", { datetime: when.starts_at }, when.text);
  const line = element("p", {}, element("strong", {}, time));
  if (when.zone) line.append(" ", element("span", { class: "quiet" }, when.zone));
  return line;
}

function facts(known) {
  return description(
    known.map(({ label, lines }) => {
      const shown = document.createDocumentFragment();
      for (const { text, href } of lines) {
        const line = element(href ? "a" : "span", {}, text);
        if (href) lead(line, href);
        shown.append(element("div", {}, line));
      }
      return [label, shown];
    }),
  );
}

function description(pairs) {
  const list = element("dl", { class: "facts" });
  for (const [label, value] of pairs) {
    if (value) list.append(element("dt", {}, label), element("dd", {}, value));
  }
  return list;
}

function spoken(sheet) {
  return { lang: sheet.language, dir: sheet.direction };
}

/** An element with attributes, and with text or other elements in it. */
function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content.filter((part) => part !== null && part !== undefined));
  return made;
}
