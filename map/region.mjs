// What draws the operator's own map; loaded only where there is one.

export { leafletLayer } from "protomaps-leaflet";
