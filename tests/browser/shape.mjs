// Whether a page keeps its shape; evaluated in the page itself.

/** What makes the page wider than the window, is cut off, or covers another target. */
export function whatSpills() {
  const spills = [];
  const tell = (element, why) => spills.push(`${why}: ${element.outerHTML.slice(0, 160)}`);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) spills.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const isWithin = (element, test) => {
    for (let at = element; at !== null; at = at.parentElement) if (test(at)) return true;
    return false;
  };
  // What is only read aloud, and the link past the header, which waits outside for the focus.
  const isHiddenFromEyes = (element) =>
    isWithin(element, (at) => getComputedStyle(at).clipPath === "inset(50%)" || at.classList.contains("skip"));
  const isDrawing = (element) => element.closest("svg, .leaflet-container") !== null;
  const shown = [...document.body.querySelectorAll("*")].filter(
    (element) => element.checkVisibility() && !isHiddenFromEyes(element) && !isDrawing(element),
  );
  for (const element of shown) {
    const box = element.getBoundingClientRect();
    const isOut = box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
    if (isOut && !isWithin(element.parentElement, scrolls)) tell(element, `reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px`);
    const cuts = !element.matches("input") && ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
    if (cuts && element.scrollWidth > element.clientWidth + 1) tell(element, "cuts off what is in it");
  }
  const targets = shown.filter((element) => element.matches("a[href], button, input, select, textarea, summary"));
  targets.forEach((one, place) => {
    for (const other of targets.slice(place + 1)) {
      if (one.contains(other) || other.contains(one) || !meet(one, other)) continue;
      tell(one, `covers ${other.outerHTML.slice(0, 100)}`);
    }
  });
  return spills;

  /** Whether any lines of the two overlap by more than a hair. */
  function meet(one, other) {
    return [...one.getClientRects()].some((a) =>
      [...other.getClientRects()].some(
        (b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2,
      ),
    );
  }
}

/** Spaces text as WCAG 1.4.12 asks a page to bear it. */
export function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }",
  );
  document.adoptedStyleSheets = [sheet];
}

/** What is animated. */
export function whatMoves() {
  const lasts = (duration) => duration.split(",").some((one) => parseFloat(one) > 0.01);
  const moves = [...document.querySelectorAll("*")].filter((element) => {
    const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
    return (animationName !== "none" && lasts(animationDuration)) || lasts(transitionDuration);
  });
  return moves.map((element) => element.outerHTML.slice(0, 160));
}

/** Words that have the colour of what lies behind them. */
export function whatIsInvisible() {
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/rgba\(.*, 0\)|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const words = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, h1, h2, p")];
  return words
    .filter((element) => element.checkVisibility() && getComputedStyle(element).color === behind(element))
    .map((element) => element.outerHTML.slice(0, 160));
}
