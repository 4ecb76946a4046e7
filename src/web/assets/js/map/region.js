// The operator's own map of a region, drawn above the basemap; loaded only where there is one.

const ABOVE_THE_BASEMAP = 240;
const dark = matchMedia("(prefers-color-scheme: dark)");

// Below this zoom the region is a spot, and its tiles would hide the rest of the world.
const zoomOf = ([west, , east]) => Math.max(4, Math.floor(Math.log2(360 / Math.max(east - west, 0.01))));

export const addRegion = async (map, { region, regionBounds, regionZooms, language }) => {
  const { leafletLayer } = await import("../../map/protomaps.js");
  const bounds = regionBounds.split(",").map(Number);
  const [west, south, east, north] = bounds;
  const [coarsest, finest] = regionZooms.split(",").map(Number);
  const pane = map.createPane("region");
  pane.style.zIndex = ABOVE_THE_BASEMAP;
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");
  let layer;
  const draw = () => {
    layer?.remove();
    layer = leafletLayer({
      url: new URL(region, location.href).href,
      flavor: dark.matches ? "dark" : "light",
      lang: language,
      pane: "region",
      bounds: [[south, west], [north, east]],
      minZoom: Math.max(coarsest, zoomOf(bounds)),
      maxDataZoom: finest,
      attribution: "",
      noWrap: true,
    });
    // Around the region the basemap stays in sight.
    layer.backgroundColor = undefined;
    layer.addTo(map);
  };
  // Streets are legible a little closer than the closest tiles.
  map.setMaxZoom(Math.max(map.getMaxZoom(), Math.min(finest + 2, 18)));
  dark.addEventListener("change", draw);
  draw();
};
