// The Leaflet that runs already, for what is loaded after it.

export { default as L } from "./leaflet.js";
