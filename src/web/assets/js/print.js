// Shows the buttons that print the page: without script there is no such thing, and no button.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
