// The words that readers look for, taken from the table of USERS.md and not from the program, so that a
// wrong word on a page is noticed; terms are those of the shared vocabulary.
import { readFileSync } from "node:fs";

export const WORDS = {
  fr: {
    practices: "Pratiques inspirantes",
    events: "Événements",
    theme: "Thème",
    pillar: "Pilier",
    publishedBy: "Publiée par",
    contact: "Contacter l’équipe",
    example: "Exemple",
    original: "Texte original",
    unchecked: "Traduction à relire",
  },
  en: {
    practices: "Inspiring practices",
    events: "Events",
    theme: "Theme",
    pillar: "Pillar",
    publishedBy: "Published by",
    contact: "Contact the team",
    example: "Example",
    original: "Original text",
    unchecked: "Translation to be checked",
  },
  es: {
    practices: "Prácticas inspiradoras",
    events: "Eventos",
    theme: "Tema",
    pillar: "Pilar",
    publishedBy: "Publicada por",
    contact: "Contactar al equipo",
    example: "Ejemplo",
    original: "Texto original",
    unchecked: "Traducción por revisar",
  },
  pt: {
    practices: "Práticas inspiradoras",
    events: "Eventos",
    theme: "Tema",
    pillar: "Pilar",
    publishedBy: "Publicada por",
    contact: "Contactar a equipa",
    example: "Exemplo",
    original: "Texto original",
    unchecked: "Tradução por rever",
  },
};

const taxonomy = JSON.parse(readFileSync(new URL("../../vocabulary/taxonomy.json", import.meta.url), "utf8"));
const terms = Object.values(taxonomy).filter(Array.isArray).flat().filter(({ id, label }) => id && label);

/** By language, the label of each term. */
export const TERMS = Object.fromEntries(
  Object.keys(WORDS).map((language) => [language, Object.fromEntries(terms.map(({ id, label }) => [id, label[language]]))]),
);
