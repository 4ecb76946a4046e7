// What is on the map, as the node tells it: all of it at once, or what is in view where there is too much.

// West, south, east and north of what is in view, as precise as the eye is.
export const areaOf = (bounds, zoom) => {
  const digits = Math.max(1, Math.ceil(zoom / 3));
  const degrees = (value, most) => Number(Math.min(most, Math.max(-most, value)).toFixed(digits));
  return [
    degrees(bounds.getWest(), 180),
    degrees(bounds.getSouth(), 90),
    degrees(bounds.getEast(), 180),
    degrees(bounds.getNorth(), 90),
  ].join(",");
};

export class Places {
  constructor(source) {
    this.source = new URL(source, location.href);
    this.dependOnView = false;
    const [west, south, east, north] = (this.source.searchParams.get("bbox") ?? "").split(",").map(Number);
    // The corners of the part of the map to which the page is narrowed.
    this.area = north === undefined ? null : [[south, west], [north, east < west ? east + 360 : east]];
  }

  // All that the page lists.
  async all() {
    return this.#ask(this.source);
  }

  // What of it is in view.
  async within(bounds, zoom) {
    const address = new URL(this.source);
    if (!this.area) address.searchParams.set("bbox", areaOf(bounds, zoom));
    address.searchParams.set("zoom", Math.max(1, Math.round(zoom)));
    return this.#ask(address);
  }

  async #ask(address) {
    this.asking?.abort();
    this.asking = new AbortController();
    const answer = await fetch(address, { signal: this.asking.signal });
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
    const found = await answer.json();
    this.dependOnView ||= found.cells.length > 0;
    return found;
  }
}
