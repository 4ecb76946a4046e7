// axe-core, evaluated in a page.
import { AXE } from "./reader.mjs";

/** All of A and AA; none of their rules is switched off, and those that axe does not run by itself are on. */
const RULES = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations", "incomplete"],
};

/** What axe finds, in short: the rule, where, and why. */
export async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary, html }) => `${id} at ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")} ${html.slice(0, 200)}`),
  );
}
