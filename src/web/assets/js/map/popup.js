// What a mark says when it is opened. All of it is text of others, and is set as text.

const line = (text) => {
  const p = document.createElement("p");
  p.textContent = text;
  return p;
};

// The popup of a place; `close` closes it.
export const popupOf = (place, element, close) => {
  const words = element.dataset;
  const root = document.createElement("div");
  root.className = "map-popup";
  root.setAttribute("role", "dialog");
  const title = document.createElement("h2");
  title.id = "map-popup-title";
  root.setAttribute("aria-labelledby", title.id);
  const link = document.createElement("a");
  link.href = place.url;
  link.textContent = place.title;
  link.lang = place.lang;
  link.dir = place.dir ?? "ltr";
  title.append(link);
  const kind = line(words[place.type]);
  kind.className = `map-kind ${place.type}`;
  kind.prepend(element.querySelector(`[data-kind=${place.type}] svg`).cloneNode(true));
  root.append(kind, title);
  if (place.place) root.append(line(place.place));
  if (place.seat) root.append(line(words.seat));
  if (place.example) root.append(line(words.example));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.setAttribute("aria-label", words.close);
  button.textContent = "×";
  button.addEventListener("click", close);
  root.append(button);
  return root;
};
