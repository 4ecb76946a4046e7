// Leaflet with what its plug-ins hang on it, as one object that may be extended.

import * as leaflet from "leaflet/dist/leaflet-src.esm.js";

export const L = { ...leaflet };
