// The table of what each page weighs, as docs/performance.md has it: tests/screenshots weights prints it.
import { joinDemo } from "./demo.mjs";
import { PAGES } from "./pages.mjs";
import { openBrowser, read } from "./reader.mjs";
import { weigh } from "./weight.mjs";

const kilobytes = (bytes) => (bytes / 1_000).toFixed(1);

const [demo, browser] = await Promise.all([joinDemo(), openBrowser()]);
try {
  console.log("| page | requests | HTML, kB | all of the first view, kB | fetched later by scripts, kB |");
  console.log("| --- | ---: | ---: | ---: | ---: |");
  for (const page of PAGES.filter(({ node }) => demo.has(node))) {
    const { requests, html, first, lazy } = await weigh(demo, (way, act) => read(browser, way, act), page);
    console.log(`| ${page.name} | ${[requests, kilobytes(html), kilobytes(first), kilobytes(lazy)].join(" | ")} |`);
  }
} finally {
  demo.leave();
  await browser.close();
}
