// The map of the places that a page lists. It is loaded when it comes into view; on a small screen, or for whoever
// saves data, when it is asked for. The list below it is its equal and needs none of this.

const SMALL = "(width < 40rem), (prefers-reduced-data: reduce)";

class TerritoryMap extends HTMLElement {
  connectedCallback() {
    this.opener = this.querySelector("[data-part=open]");
    this.status = this.querySelector("[data-part=status]");
    if (navigator.connection?.saveData || matchMedia(SMALL).matches) {
      this.opener.hidden = false;
      this.opener.addEventListener("click", () => this.open(true), { once: true });
      return;
    }
    this.observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.observer.disconnect();
      this.open(false);
    });
    // The element itself has no height before the map is there; its legend has.
    this.observer.observe(this);
  }

  disconnectedCallback() {
    this.observer?.disconnect();
  }

  async open(wasAsked) {
    this.opener.hidden = true;
    this.status.textContent = this.dataset.loading;
    try {
      const { openBoard } = await import("./map/board.js");
      await openBoard(this);
      this.dataset.state = "open";
      if (wasAsked) this.querySelector("[data-part=canvas]").focus();
    } catch (problem) {
      console.error(problem);
      this.dataset.state = "failed";
      this.querySelector("[data-part=frame]").hidden = true;
      this.status.textContent = this.dataset.failed;
    }
  }
}

customElements.define("territory-map", TerritoryMap);
