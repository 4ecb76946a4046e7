// Suggests what a reader may mean while they type, in the list that the field has anyway.

const LETTERS = 2;
const PAUSE = 150; // milliseconds without a letter

for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.getElementById(field.getAttribute("list"));
  if (list) suggestFor(field, list);
}

function suggestFor(field, list) {
  let waiting;
  let asked;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });

  async function ask() {
    const start = field.value.trim();
    if (start.length < LETTERS || start.length > 80 || !navigator.onLine) return;
    asked?.abort();
    asked = new AbortController();
    const address = new URL(field.dataset.suggest, location.href);
    address.searchParams.set("q", start);
    if ("places" in field.dataset) address.searchParams.set("of", "places");
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      // Without an answer the field keeps the suggestions that it has.
    }
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map(({ text, what }) => {
        const option = document.createElement("option");
        option.value = text;
        option.label = `${text} · ${what}`;
        return option;
      }),
    );
  }
}
