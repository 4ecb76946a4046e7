// Land and borders: the whole world at once, and finer cells of it where one looks closely.

import L, { feature } from "../../map/leaflet.js";

const CELL = { width: 20, height: 10 };
const FINE_FROM = 6;

// Panes from below; cells hide what the whole world shows in their place.
const PANES = { world: 200, sea: 210, land: 220, borders: 230 };

const shapes = (map, topology, name, pane) =>
  L.geoJSON(feature(topology, topology.objects[name]), {
    pane,
    renderer: map.renderers[pane],
    className: `map-${name}`,
    interactive: false,
  });

const cellBounds = (name) => {
  const [west, south] = name.split("_").map(Number);
  return L.latLngBounds([south, west], [south + CELL.height, west + CELL.width]);
};

const loadCell = async (map, name) => {
  const answer = await fetch(new URL(`../../map/cells/${name}.json`, import.meta.url));
  if (!answer.ok) return null;
  const topology = await answer.json();
  const style = { className: "map-sea", renderer: map.renderers.sea, pane: "sea", interactive: false };
  const sea = L.rectangle(cellBounds(name), style);
  return L.layerGroup([sea, shapes(map, topology, "land", "land"), shapes(map, topology, "borders", "borders")]);
};

// Draws the world on the map, and cells of it when they come into view.
export const addBasemap = (map, world) => {
  map.renderers = {};
  for (const [pane, order] of Object.entries(PANES)) {
    const element = map.createPane(pane);
    element.style.zIndex = order;
    element.style.pointerEvents = "none";
    element.setAttribute("aria-hidden", "true");
    map.renderers[pane] = L.svg({ pane, padding: 0.4 });
  }
  shapes(map, world, "land", "world").addTo(map);
  shapes(map, world, "borders", "world").addTo(map);

  const cells = new Map();
  const look = () => {
    const isClose = map.getZoom() >= FINE_FROM;
    const view = map.getBounds();
    for (const name of world.cells) {
      const isWanted = isClose && view.intersects(cellBounds(name));
      if (isWanted && !cells.has(name)) cells.set(name, loadCell(map, name).catch(() => null));
      cells.get(name)?.then((layer) => {
        if (!layer) cells.delete(name);
        else if (isWanted) layer.addTo(map);
        else layer.remove();
      });
    }
  };
  map.on("moveend", look);
  look();
};
