// What stands on the map: a mark for each sheet or territory, and one with a number where there are many.

import L from "../../map/leaflet.js";
import { popupOf } from "./popup.js";

const SIZE = 32;
const CLOSEST_TOGETHER = 52;
// How long a number takes to open, at most, in milliseconds.
const PATIENCE = 1500;

export class Markers {
  constructor(map, element, isCalm) {
    this.map = map;
    this.element = element;
    this.words = element.dataset;
    const plurals = new Intl.PluralRules(document.documentElement.lang);
    this.count = (number) => {
      const pattern = plurals.select(number) === "one" ? this.words.one : this.words.many;
      return pattern.replace("{count}", number.toLocaleString(document.documentElement.lang));
    };
    this.group = L.markerClusterGroup({
      animate: !isCalm,
      maxClusterRadius: CLOSEST_TOGETHER,
      showCoverageOnHover: false,
      spiderLegPolylineOptions: { className: "map-leg" },
      iconCreateFunction: (cluster) => this.#numbered(cluster.getChildCount(), ""),
    });
    this.cells = L.layerGroup();
    map.addLayer(this.group).addLayer(this.cells);
    const settled = () => this.#settle();
    map.on("moveend", settled);
    map.on("popupclose", () => (this.opened = null));
    this.group.on("animationend spiderfied unspiderfied", settled);
    this.group.on("clusterkeypress", ({ layer, originalEvent }) => {
      if (originalEvent.key !== "Enter") return;
      const inside = new Set(layer.getAllChildMarkers());
      const isInside = (mark) => inside.has(mark) || mark.getAllChildMarkers?.().some((child) => inside.has(child));
      this.#follow((mark) => mark !== layer && isInside(mark));
    });
    const container = map.getContainer();
    container.addEventListener("focusin", ({ target }) => (this.focused = target));
    // A mark that is removed loses the focus to nobody.
    container.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && (this.focused = null));
  }

  // Shows what was found, in place of what was shown.
  show({ points, cells }) {
    this.group.clearLayers();
    this.cells.clearLayers();
    this.group.addLayers(points.map((place) => this.#mark(place)));
    for (const cell of cells) this.cells.addLayer(this.#cell(cell));
    this.#settle();
  }

  #settle() {
    this.#putInOrder();
    this.#keepFocus();
  }

  #mark(place) {
    const [longitude, latitude] = place.point;
    const marker = L.marker([latitude, longitude], { icon: this.#icon(place) });
    marker.bindPopup(() => popupOf(place, this.element, () => this.close()), {
      closeButton: false,
      minWidth: 200,
      maxWidth: 280,
      autoPanPadding: [16, 16],
    });
    return marker.on("popupopen", ({ popup }) => {
      this.opened = marker;
      popup.getElement().querySelector("a")?.focus({ preventScroll: true });
    });
  }

  // A shape for each kind, the one of the legend, with the title for whoever does not see it.
  #icon(place) {
    const html = document.createElement("span");
    html.append(this.element.querySelector(`[data-kind=${place.type}] svg`).cloneNode(true));
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.lang = place.lang;
    name.textContent = place.title;
    const kind = document.createElement("span");
    kind.className = "visually-hidden";
    kind.textContent = [", " + this.words[place.type], place.place].filter(Boolean).join(", ");
    html.append(name, kind);
    return L.divIcon({ html, className: `map-mark${place.seat ? " seat" : ""}`, iconSize: [SIZE, SIZE] });
  }

  #cell({ count, point: [longitude, latitude], bbox: [west, south, east, north], place }) {
    const bounds = L.latLngBounds([south, west], [north, east]);
    const marker = L.marker([latitude, longitude], { icon: this.#numbered(count, place) });
    const look = (byKey) => {
      if (byKey) this.#follow((mark) => bounds.contains(mark.getLatLng()));
      const closest = this.map.getBoundsZoom(bounds);
      this.map.setView([latitude, longitude], Math.max(this.map.getZoom() + 1, closest));
    };
    marker.on("click", () => look(false));
    return marker.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && look(true));
  }

  #numbered(count, place) {
    const html = document.createElement("span");
    const number = document.createElement("span");
    number.setAttribute("aria-hidden", "true");
    number.textContent = count.toLocaleString(document.documentElement.lang, { notation: "compact" });
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = [place, this.count(count)].filter(Boolean).join(", ");
    html.append(number, name);
    const size = count < 10 ? 38 : count < 100 ? 46 : 54;
    return L.divIcon({ html, className: "map-number", iconSize: [size, size] });
  }

  // Closes what is open, and gives the focus back.
  close() {
    const marker = this.opened;
    this.map.closePopup();
    this.opened = null;
    (marker?.getElement() ?? this.map.getContainer()).focus({ preventScroll: true });
  }

  // Whoever opens a number by key goes on with the first mark that was in it.
  #follow(isInside) {
    this.isFollowed = isInside;
    clearTimeout(this.following);
    this.following = setTimeout(() => (this.isFollowed = null), PATIENCE);
    requestAnimationFrame(() => this.#keepFocus());
  }

  // Puts the focus where it belongs when the mark that had it is gone.
  #keepFocus() {
    const container = this.map.getContainer();
    const isLost = this.focused && !this.focused.isConnected;
    const isFree = document.activeElement === document.body || document.activeElement === container;
    if (!isFree || !(isLost || this.isFollowed)) return;
    const followed = [];
    this.map.eachLayer((layer) => {
      if (layer instanceof L.Marker && this.isFollowed?.(layer)) followed.push(layer.getElement());
    });
    const marks = [...this.map.getPanes().markerPane.children];
    (marks.find((mark) => followed.includes(mark)) ?? container).focus({ preventScroll: true });
  }

  // Tab goes through the marks as one reads: line by line.
  #putInOrder() {
    const pane = this.map.getPanes().markerPane;
    const at = (child) => L.DomUtil.getPosition(child);
    const line = (child) => Math.round(at(child).y / SIZE);
    const before = [...pane.children];
    const ordered = [...before].sort((a, b) => line(a) - line(b) || at(a).x - at(b).x);
    if (ordered.every((child, index) => child === before[index])) return;
    const focused = document.activeElement;
    pane.append(...ordered);
    if (pane.contains(focused)) focused.focus({ preventScroll: true });
  }
}
