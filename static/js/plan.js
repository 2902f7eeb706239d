/*
 * The question plan: a grip is dragged by mouse, pen or finger; arrow keys on it move its question, as its menu does
 * without scripts; a menu closes on Escape and on a click elsewhere. Rows come and go with htmx, so everything listens
 * on the document.
 */
(() => {
  "use strict";
  const menus = () => document.querySelectorAll("details[data-qmenu][open]");

  document.addEventListener("keydown", (event) => {
    const grip = event.target.closest("[data-grip]");
    const menu = event.target.closest("details[data-qmenu]");
    if (event.key === "Escape" && menu?.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
      return;
    }
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!way || !menu) return;
    event.preventDefault();
    if (menu.open) {
      const items = [...menu.querySelectorAll(".aq-menu__item")];
      const at = items.indexOf(document.activeElement);
      items[(at + (way === "down" ? 1 : -1) + items.length) % items.length].focus();
    } else if (grip) {
      menu.querySelector(`button[value="${way}"]`)?.click();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });

  /* After a move, say where it is now: the grip keeps its focus, for it keeps its id. */
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "plan") return;
    const grip = document.activeElement?.closest?.("[data-grip]");
    const live = document.getElementById("live");
    if (grip && live) live.textContent = grip.getAttribute("aria-label").replace(/^.*question (\d+).*$/, "Now question $1.");
  });

  /* Dragging: the row follows the pointer through the lists; where it is let go is posted. "At the end" takes none in. */
  const NEAR = 6; // pixels that make a press a drag
  const EDGE = 90; // of the window, where it scrolls
  let drag = null;
  const rowsOf = (list) => [...list.querySelectorAll(":scope > [data-place]")];
  const lists = () => [...document.querySelectorAll('#plan [data-part]:not([data-part="closing"])')];
  const spot = (row) => [row.parentElement, row.nextElementSibling];

  const follow = (y) => {
    for (const list of lists()) {
      const box = list.getBoundingClientRect();
      if (y < box.top || y > box.bottom) continue;
      const below = rowsOf(list).find((row) => row !== drag.row && y < row.getBoundingClientRect().top + row.offsetHeight / 2);
      const end = [...list.children].find((row) => !row.dataset.place) ?? null;
      list.insertBefore(drag.row, below ?? end);
      return;
    }
  };
  const begin = () => {
    drag.on = true;
    drag.row.classList.add("is-dragged");
    document.documentElement.classList.add("is-dragging");
  };
  const end = (keep) => {
    if (!drag) return;
    const { row, home, on } = drag;
    drag = null;
    row.classList.remove("is-dragged");
    document.documentElement.classList.remove("is-dragging");
    if (!on) return;
    if (!keep) return home[0].insertBefore(row, home[1]);
    if (row.parentElement === home[0] && row.nextElementSibling === home[1]) return;
    const part = row.parentElement.dataset.part === "backups" ? "backups" : "asked";
    const order = lists().filter((list) => (list.dataset.part === "backups") === (part === "backups")).flatMap(rowsOf);
    const after = order[order.indexOf(row) - 1]?.dataset.question ?? "";
    htmx.ajax("POST", row.dataset.place, { source: row, target: "#plan", swap: "outerHTML", values: { after, part } });
  };

  document.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("[data-grip]")?.closest("[data-place]");
    if (!row || event.button !== 0 || !event.isPrimary) return;
    drag = { row, home: spot(row), y: event.clientY, id: event.pointerId, on: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    if (!drag.on && Math.abs(event.clientY - drag.y) < NEAR) return;
    if (!drag.on) begin();
    event.preventDefault();
    if (event.clientY < EDGE) scrollBy(0, -14);
    if (event.clientY > innerHeight - EDGE) scrollBy(0, 14);
    follow(event.clientY);
  });
  let dropped = 0;
  document.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    if (drag.on) dropped = event.timeStamp;
    end(true);
  });
  document.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag?.on) end(false);
  });
  /* Letting go is no press: the menu stays shut. */
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-grip]") && event.timeStamp - dropped < 300) event.preventDefault();
  }, true);
})();
