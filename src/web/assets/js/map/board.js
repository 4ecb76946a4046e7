// The map itself: what it shows, and what happens when it is moved.

import L from "../../map/leaflet.js";
import { addBasemap } from "./basemap.js";
import { steerByKeys } from "./keyboard.js";
import { Markers } from "./markers.js";
import { Places, areaOf } from "./places.js";
import { addRegion } from "./region.js";

const WORLD = L.latLngBounds([-60, -180], [80, 180]);
const EDGE = L.latLngBounds([-85, -190], [85, 190]);
// How close the basemap is still right, and how close one goes to see a single place.
const CLOSEST = 9;
const OF_ONE_PLACE = 7;
const WHILE_MOVING = 250;

const asset = (name) => new URL(`../../map/${name}`, import.meta.url);

const loadStyle = (name) => new Promise((resolve, reject) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = asset(name);
  link.onload = resolve;
  link.onerror = () => reject(new Error(`${name} cannot be loaded`));
  document.head.append(link);
});

const fetchJson = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer.json();
};

// Opens the map in the element.
export const openBoard = async (element) => {
  const part = (name) => element.querySelector(`[data-part=${name}]`);
  const places = new Places(element.dataset.source);
  const [world, found] = await Promise.all([
    fetchJson(asset("world.json")),
    places.all(),
    loadStyle("leaflet.css").then(() => loadStyle("map.css")),
  ]);

  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  part("frame").hidden = false;
  part("keys").hidden = false;
  const map = L.map(part("canvas"), {
    attributionControl: false,
    zoomControl: false,
    keyboard: false,
    minZoom: 1,
    maxZoom: CLOSEST,
    maxBounds: EDGE,
    maxBoundsViscosity: 1,
    zoomSnap: 0.5,
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    markerZoomAnimation: !isCalm,
    inertia: !isCalm,
  });
  if (element.dataset.region) await addRegion(map, element.dataset);
  if (places.area) map.fitBounds(places.area, { animate: false });
  else map.fitBounds(boundsOf(found) ?? WORLD, { padding: [24, 24], maxZoom: OF_ONE_PLACE, animate: false });
  addBasemap(map, world);

  const markers = new Markers(map, element, isCalm);
  const show = (answer) => {
    markers.show(answer);
    const [placed, total] = [answer.placed, answer.total].map((number) =>
      number.toLocaleString(document.documentElement.lang));
    part("status").textContent = element.dataset.shown.replace("{placed}", placed).replace("{total}", total);
  };
  show(found);
  steerByKeys(map, part("canvas"), markers, isCalm);
  part("in").addEventListener("click", () => map.zoomIn());
  part("out").addEventListener("click", () => map.zoomOut());
  whenMoved(map, () => {
    offerArea(map, part("area"), element.dataset.here);
    part("in").disabled = map.getZoom() >= map.getMaxZoom();
    part("out").disabled = map.getZoom() <= map.getMinZoom();
    // What is open stays open.
    if (places.dependOnView && !markers.opened) {
      places.within(map.getBounds(), map.getZoom()).then(show, (problem) => {
        if (problem.name !== "AbortError") part("status").textContent = element.dataset.failed;
      });
    }
  });
};

const boundsOf = ({ points, cells }) => {
  const corners = points.map(({ point: [x, y] }) => [y, x]);
  for (const { bbox: [west, south, east, north] } of cells) corners.push([south, west], [north, east]);
  return corners.length ? L.latLngBounds(corners) : null;
};

const whenMoved = (map, then) => {
  let waiting;
  map.on("moveend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(then, WHILE_MOVING);
  });
};

// The same page for what is in view, as a link that can be kept and sent.
const offerArea = (map, offer, here) => {
  const address = new URL(here, location.href);
  address.searchParams.set("bbox", areaOf(map.getBounds(), map.getZoom()));
  address.hash = "map";
  offer.querySelector("a").href = address;
  offer.hidden = false;
};
