// What the map needs at once: Leaflet, its clusters, and the reader of TopoJSON.

import { L } from "./leaflet.mjs";
import "leaflet.markercluster/dist/leaflet.markercluster-src.js";

export { feature } from "topojson-client";
export default L;
