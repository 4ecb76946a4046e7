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
];

const [demo, browser] = await Promise.all([joinDemo(), openBrowser()]);
try {
  for (const { file, way, node, path, slug } of PICTURES) {
    await read(browser, { ...way, motion: "reduce" }, async (reader) => {
      await reader.open(demo.at(node, slug ? await demo.sheet(node, slug) : path));
      await reader.settle();
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
