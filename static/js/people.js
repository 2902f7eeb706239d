/*
 * Ticking people on the list: the box in the head ticks the page, Shift ticks a stretch, the bar says how many. Without
 * scripts the boxes and the bar work too. Rows come and go with htmx, so everything listens on the document.
 */
(() => {
  "use strict";
  const boxes = () => [...document.querySelectorAll('#people input[name="person"]')];
  const everyone = () => document.querySelector("[data-tick-all]");
  let last = null;

  const tell = () => {
    const all = boxes();
    const ticked = all.filter((box) => box.checked).length;
    const head = document.querySelector("[data-tick-page]");
    if (head) {
      head.checked = ticked > 0 && ticked === all.length;
      head.indeterminate = ticked > 0 && ticked < all.length;
    }
    const count = document.querySelector("[data-tick-count]");
    const words = `${everyone()?.checked ? everyone().dataset.tickAll : ticked} selected`;
    if (count && count.textContent !== words) count.textContent = words;
  };

  document.addEventListener("click", (event) => {
    const box = event.target.closest?.('#people input[name="person"]');
    if (!box) return;
    const all = boxes();
    const [from, to] = [all.indexOf(last), all.indexOf(box)];
    if (event.shiftKey && from >= 0)
      for (const between of all.slice(Math.min(from, to), Math.max(from, to) + 1)) between.checked = box.checked;
    last = box;
    tell();
  });
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches("[data-tick-page], [data-tick-all]")) for (const each of boxes()) each.checked = box.checked;
    else if (!box.matches('#people input[name="person"]')) return;
    if (!box.checked && everyone()) everyone().checked = false;
    tell();
  });
  document.addEventListener("reset", (event) => {
    if (event.target.id !== "people-bulk") return;
    setTimeout(() => {
      tell();
      (last?.isConnected ? last : document.querySelector("[data-tick-page]"))?.focus();
    }, 0);
  });
  document.addEventListener("htmx:afterSettle", tell);
  addEventListener("pageshow", tell);
})();
