// Puts the text of a sheet into the page: the node has cleaned it (src/domain/text.rs), and it is built
// from an allow-list all the same, since it has lain on a device in between.

const TAGS = new Set([
  "A", "BLOCKQUOTE", "BR", "CODE", "DEL", "EM", "H2", "H3", "LI", "OL", "P", "PRE", "SPAN", "STRONG", "UL",
]);
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The nodes of clean HTML. */
export function clean(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const out = document.createDocumentFragment();
  copy(parsed.body, out);
  return out;
}

function copy(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || !TAGS.has(node.tagName)) continue;
    const element = document.createElement(node.tagName);
    if (node.tagName === "A") lead(element, node.getAttribute("href"));
    copy(node, element);
    to.append(element);
  }
}

/** Lets a link lead to the web, to a letter or to a telephone, and nowhere else. */
export function lead(link, href) {
  const url = addressOf(href);
  if (!url || !SCHEMES.has(url.protocol)) return;
  link.href = href;
  if (url.origin !== location.origin) link.rel = "nofollow noopener noreferrer";
}

function addressOf(href) {
  try {
    return href ? new URL(href, location.origin) : null;
  } catch {
    return null;
  }
}
