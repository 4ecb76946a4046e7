// Arrow keys go from day to day in the calendar. Every link stays in the order of Tab, so that nobody
// needs to know: this only spares keystrokes.

const DAYS_OF_A_WEEK = 7;

for (const table of document.querySelectorAll("table.calendar")) {
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const cell = event.target.closest("td");
    const target = cell && neighbour(table, cell, event.key);
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
}
for (const hint of document.querySelectorAll("#calendar-keys")) hint.hidden = false;

/** The first link of the next day that has one, in the direction of `key`. */
function neighbour(table, cell, key) {
  const step = stepOf(key, getComputedStyle(table).direction);
  if (!step) return null;
  const days = [...table.querySelectorAll("tbody td")];
  for (let at = days.indexOf(cell) + step; days[at]; at += step) {
    const link = days[at].querySelector("a");
    if (link) return link;
  }
  return null;
}

/** How many days a key goes, or nothing when it is no arrow. */
function stepOf(key, direction) {
  const onward = direction === "rtl" ? -1 : 1;
  return {
    ArrowRight: onward,
    ArrowLeft: -onward,
    ArrowDown: DAYS_OF_A_WEEK,
    ArrowUp: -DAYS_OF_A_WEEK,
  }[key];
}
