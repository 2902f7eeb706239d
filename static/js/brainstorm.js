/*
 * The wizard that starts a list: its clock, which stops nothing, and the keys of the grid.
 *   data-clock data-left="181" data-of="180"   counts down in [data-clock-text] and [data-clock-bar]; at the end
 *                                              [data-clock-over] is shown, and said once
 *   data-grid                                  Enter and the arrows move within a column, Ctrl Enter sends
 */
(() => {
  "use strict";
  addEventListener("DOMContentLoaded", () => {
    const clock = document.querySelector("[data-clock]");
    if (!clock) return;
    const [text, bar, unit, over] = ["text", "bar", "unit", "over"].map((part) => document.querySelector(`[data-clock-${part}]`));
    // Seconds since the page was made, whatever the machine's own clock says; time asleep counts.
    const began = Date.now();
    const given = Number(clock.dataset.left);
    let told = given <= 0;
    let beat = 0;
    const tick = () => {
      const left = Math.max(0, Math.round(given - (Date.now() - began) / 1000));
      text.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      bar.setAttribute("stroke-dasharray", `${Math.min(100, (100 * left) / Number(clock.dataset.of)).toFixed(1)} 100`);
      clock.classList.toggle("is-over", left === 0);
      if (left > 0) return;
      clearInterval(beat);
      over.hidden = false;
      if (!told) document.getElementById("live").textContent = over.textContent.trim();
      told = true;
    };
    unit?.remove();
    beat = setInterval(tick, 1000);
    tick();
  });

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("[data-grid] td input");
    const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!field || !by || event.altKey || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return field.form.requestSubmit();
    // The arrows belong to the list of employers while the field offers one; Enter always goes on.
    if (event.key !== "Enter" && field.list && field.value && field.value !== field.defaultValue) return;
    const cell = field.closest("td");
    const row = by > 0 ? cell.parentElement.nextElementSibling : cell.parentElement.previousElementSibling;
    event.preventDefault();
    (row?.cells[cell.cellIndex].querySelector("input") ?? (by > 0 ? field.form.querySelector("[type=submit]") : field)).focus();
  });
})();
