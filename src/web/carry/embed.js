/* Havre: shows sheets of a territory on another site. It asks the space of the territory once, stores nothing, and runs on nothing else. AGPL-3.0-only. */
(() => {
  if (customElements.get("havre-card")) return;
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { display: block; margin-block: 1em; font: inherit; }
    article { display: grid; gap: .35em; padding: 1em; border: 1px solid; border-color: color-mix(in srgb, currentcolor 30%, transparent); border-block-start: .25em solid var(--havre-accent, #0d4a58); border-radius: .4em; background: Canvas; color: CanvasText; overflow-wrap: anywhere; }
    article + article { margin-block-start: .75em; }
    p { margin: 0; }
    a { color: LinkText; }
    a:focus-visible { outline: 3px solid; outline-offset: 2px; }
    .title { font-weight: 700; font-size: 1.1em; }
    .mark { font-weight: 600; }
    .small { font-size: .875em; }`);
  const add = (parent, name, text, attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return parent.appendChild(element);
  };
  const draw = (root, card, origin) => {
    const link = new URL(card.href);
    if (link.origin !== origin) return;
    const article = add(root, "article", "", { lang: card.ui });
    const words = { lang: card.lang, dir: card.dir };
    add(add(article, "p", "", { class: "title", ...words }), "a", card.title, { href: link.href });
    for (const mark of card.marks) add(article, "p", mark, { class: "mark" });
    for (const line of card.lines) add(article, "p", line, { class: "small" });
    if (card.excerpt) add(article, "p", card.excerpt, words);
    add(article, "p", card.source, { class: "small" });
  };
  class HavreCard extends HTMLElement {
    async connectedCallback() {
      const { sheet, list, lang } = this.dataset;
      if (this.shadowRoot || !(sheet || list)) return;
      try {
        const address = new URL(sheet || list);
        if (!/^https?:$/.test(address.protocol)) return;
        address.pathname += sheet ? "/card.json" : "/cards.json";
        if (lang) address.searchParams.set("ui", lang);
        const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
        if (!answer.ok) return;
        const found = await answer.json();
        const cards = found.cards || [found];
        if (!cards.length || this.shadowRoot) return;
        const root = this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [style];
        for (const card of cards) draw(root, card, address.origin);
      } catch {
        // What stands in the page already stays.
      }
    }
  }
  customElements.define("havre-card", HavreCard);
})();
