/*
 * The bookmarklet is dragged, not clicked, on the page that explains it; and the small window closes itself.
 *   data-bookmarklet     a click says what to do instead
 *   data-close-window    shown where the window may close itself
 */
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-bookmarklet]")) {
      event.preventDefault();
      const text = "Drag the button to your bookmarks bar. On somebody’s page, click it there.";
      document.dispatchEvent(new CustomEvent("acquaint:say", { detail: { text } }));
    }
    if (event.target.closest("[data-close-window]")) close();
  });
  addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-close-window]")) button.hidden = false;
  });
})();
