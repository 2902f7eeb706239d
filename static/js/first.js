/* The first step of a new list: a circle that comes to mind starts a line of its own. The chips show only with scripts. */
(() => {
  "use strict";
  addEventListener("DOMContentLoaded", () => {
    for (const chips of document.querySelectorAll("[data-prompts]")) chips.hidden = false;
  });
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-prompts] button");
    const field = chip && document.querySelector(chip.closest("[data-prompts]").dataset.prompts);
    if (!field) return;
    field.placeholder = `Who comes to mind among your ${chip.textContent}?`;
    if (field.value && !field.value.endsWith("\n")) field.value += "\n";
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
})();
