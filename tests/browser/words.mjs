// The words that readers look for, taken from the table of USERS.md and not from the program, so that a
// wrong word on a page is noticed; terms are those of the shared vocabulary.
import { readFileSync } from "node:fs";

export const WORDS = {
  fr: { practices: "Pratiques inspirantes", events: "Événements", map: "Carte", publishedBy: "Publiée par", original: "Texte original", unchecked: "Traduction à relire" },
  en: { practices: "Inspiring practices", events: "Events", map: "Map", publishedBy: "Published by", original: "Original text", unchecked: "Translation to be checked" },
  es: { practices: "Prácticas inspiradoras", events: "Eventos", map: "Mapa", publishedBy: "Publicada por", original: "Texto original", unchecked: "Traducción por revisar" },
  pt: { practices: "Práticas inspiradoras", events: "Eventos", map: "Mapa", publishedBy: "Publicada por", original: "Texto original", unchecked: "Tradução por rever" },
};

const taxonomy = JSON.parse(readFileSync(new URL("../../vocabulary/taxonomy.json", import.meta.url), "utf8"));
const terms = Object.values(taxonomy).filter(Array.isArray).flat().filter(({ id, label }) => id && label);

/** By language, the label of each term. */
export const TERMS = Object.fromEntries(
  Object.keys(WORDS).map((language) => [language, Object.fromEntries(terms.map(({ id, label }) => [id, label[language]]))]),
);
