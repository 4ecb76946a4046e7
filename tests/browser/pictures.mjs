// The pictures of the README and the user's guide, taken of the running demonstration. Run by
// tests/screenshots, with the folder to write them to.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";

import { joinDemo } from "./demo.mjs";
import { openBrowser, PHONE, read } from "./reader.mjs";

const [, , folder] = argv;
/** Largest picture, in bytes: a page of the guide is read on a phone too. */
const LARGEST = 150_000;
const DESK = { width: 1100, height: 760 };

/** What is to be seen: a file name, how one reads, and a path of a node. */
const PICTURES = [
  { file: "home.png", way: { ...DESK, language: "fr" }, node: "lyon", path: "/" },
  { file: "practices.png", way: { ...DESK, language: "fr" }, node: "lyon", path: "/practices?theme=local-citizenship-card" },
  { file: "sheet-on-a-phone.png", way: { width: PHONE, height: 740, language: "en" }, node: "liege", slug: "prac-berlin-clearingstelle" },
  { file: "map.png", way: { ...DESK, language: "es" }, node: "alliance-migrations", path: "/map", at: "territory-map" },
  { file: "calendar.png", way: { ...DESK, language: "pt" }, node: "recife", path: "/events/calendar?month=2027-09", at: "table.calendar" },
  { file: "network.png", way: { ...DESK, language: "en", scheme: "dark" }, node: "gao", path: "/network" },
];

const [demo, browser] = await Promise.all([joinDemo(), openBrowser()]);
try {
  for (const { file, way, node, path, slug, at } of PICTURES) {
    await read(browser, { ...way, motion: "reduce" }, async (reader) => {
      await reader.open(demo.at(node, slug ? await demo.sheet(node, slug) : path));
      await reader.settle();
      // The part that is told of, below a bit of what stands above it.
      await reader.page.evaluate((part) => {
        if (part) scrollTo(0, scrollY + document.querySelector(part).getBoundingClientRect().top - 90);
      }, at);
      const target = join(folder, file);
      await reader.page.screenshot({ path: target });
      const { size } = await stat(target);
      console.log(`${target}: ${size} bytes`);
      if (size > LARGEST) throw new Error(`${target} has ${size} bytes, more than ${LARGEST}`);
    });
  }
} finally {
  demo.leave();
  await browser.close();
}
