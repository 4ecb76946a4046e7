// The map by keys: arrows move it, plus and minus zoom, Escape closes. They work wherever the focus is on the map,
// except in what is open, where arrows belong to the reader.

const STEP = 120;
const MOVES = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

export const steerByKeys = (map, canvas, markers, isCalm) => {
  canvas.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isOpen = event.target.closest(".map-popup");
    if (event.key === "Escape" && markers.opened) markers.close();
    else if (isOpen) return;
    else if (MOVES[event.key]) map.panBy(MOVES[event.key], { animate: !isCalm });
    else if (event.key === "+" || event.key === "=") map.zoomIn();
    else if (event.key === "-") map.zoomOut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
};
