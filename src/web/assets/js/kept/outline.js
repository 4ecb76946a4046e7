// A small outline of the world, or of a part of it, with a dot for each place: the same drawing as that of
// the node (src/web/map/locator.rs), whose file is kept too.

const SVG = "http://www.w3.org/2000/svg";
/** The world from pole to pole, as far as people live. */
const WORLD = { view: "-180 -80 360 140", step: ".1" };

/** Where one sheet is; `file` is the address of the outlines. */
export function placeOutline(file, { name, view, step, x, y }) {
  return drawing(file, { name, view, step, dots: [{ x, y, r: "1.1" }] });
}

/** Where the territories are. */
export function worldOutline(file, name, territories) {
  const placed = territories.filter(({ latitude, longitude }) => latitude !== null && longitude !== null);
  const dots = placed.map(({ latitude, longitude }) => ({ x: longitude, y: -latitude, r: "1.8" }));
  return drawing(file, { name, ...WORLD, dots });
}

function drawing(file, { name, view, step, dots }) {
  const figure = document.createElement("figure");
  figure.className = "locator";
  const picture = element("svg", { viewBox: view, role: "img", "aria-label": name });
  picture.append(element("use", { href: `${file}#land`, transform: `scale(${step} .1)` }));
  picture.append(...dots.map(({ x, y, r }) => element("circle", { cx: x, cy: y, r })));
  figure.append(picture);
  return figure;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
