// How dates and numbers are written for the reader: the languages of the interface are those of Europe.

const language = document.documentElement.lang;

export const locale = { en: "en-GB", pt: "pt-PT" }[language] ?? language;
