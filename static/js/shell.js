/*
 * The frame: theme switch, menus, sheets, the command palette, single keys, and where focus goes after a swap.
 * Everything listens on the document, so fragments that htmx brings need no start-up of their own.
 */
(() => {
  "use strict";
  const root = document.documentElement;
  const find = (selector, from = document) => from.querySelector(selector);

  /* Theme: at once on the page, then told to the server, which draws the next page right from the start. */
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form) return;
    event.preventDefault();
    const now = root.dataset.bsTheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    root.dataset.bsTheme = next;
    const data = new FormData(form);
    data.set("theme", next);
    fetch(form.action, { method: "POST", body: data, redirect: "manual", credentials: "same-origin" }).catch(() => {});
  });

  /*
   * What a talk leaves on this device (outbox.js), noted in localStorage: {reader, waiting, refused}. Signing out leaves
   * nothing personal in this browser (ISO-10), nor does somebody else's signing in; neither happens to unsent lines
   * without a word. What waits is sent from any page, by the service worker.
   */
  const KEPT = "acquaint:kept";
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(KEPT));
    } catch {
      return null;
    }
  };
  const forget = async () => {
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith("acquaint:")) localStorage.removeItem(name);
    } catch {
      /* storage is off: nothing was kept */
    }
    const emptied = new Promise((resolve) => {
      const request = indexedDB.deleteDatabase("acquaint");
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
    await Promise.allSettled([emptied, self.caches?.delete("acquaint-talks")]);
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!/\/logout\/?$/.test(form.action) || !kept()) return;
    event.preventDefault();
    const { waiting, refused } = kept();
    const lost = waiting + refused;
    const question = `${lost === 1 ? "1 line of a talk isn’t" : `${lost} lines of a talk aren’t`} on the server yet. Sign out and lose ${lost === 1 ? "it" : "them"}?`;
    if (lost && !confirm(question)) return;
    await Promise.race([forget(), new Promise((resolve) => setTimeout(resolve, 2000))]);
    form.submit();
  });
  const reader = find("meta[name=acquaint-reader]")?.content;
  if (reader && kept()) {
    if (kept().reader !== reader) forget();
    else if (!find("[data-outbox]") && kept().waiting && navigator.serviceWorker?.controller) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => kept() && localStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...data }));
      navigator.serviceWorker.controller.postMessage({ send: true }, [port2]);
    }
  }
  addEventListener("DOMContentLoaded", () => {
    if (!reader || !kept()?.refused || find("[data-live], [data-device]") || sessionStorage.getItem("acquaint:told")) return;
    sessionStorage.setItem("acquaint:told", "yes");
    const text = `${kept().refused === 1 ? "A line" : "Some lines"} of a talk could not be kept, and ${kept().refused === 1 ? "waits" : "wait"} on this device.`;
    const detail = { text, stay: true, href: "/on-this-device/", action: "Look" };
    document.dispatchEvent(new CustomEvent("acquaint:say", { detail }));
  });

  /* Menus are <details data-menu>: one at a time, closed by Escape, by a click elsewhere, by choosing. */
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => {
    const menu = event.target.closest("details[data-menu]");
    closeMenus(menu);
    if (menu && event.target.closest(".aq-menu__item")) setTimeout(() => (menu.open = false), 0);
  });
  const moveInMenu = (event, menu) => {
    const items = [...menu.querySelectorAll(".aq-menu__item")];
    if (!items.length) return;
    event.preventDefault();
    menu.open = true;
    const at = items.indexOf(document.activeElement);
    const step = event.key === "ArrowDown" ? 1 : -1;
    items[at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length].focus();
  };

  /* Dialogs: [data-dialog="id"] opens one; a click on its backdrop closes it. Focus returns by itself. */
  const open = (dialog) => {
    if (dialog && !dialog.open) dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      open(dialog);
    } else if (event.target.matches("dialog")) {
      event.target.close();
    } else {
      event.target.closest("[data-dialog-close]")?.closest("dialog")?.close();
    }
  });

  /* Command palette: a combobox whose options come from the server. */
  const palette = () => document.getElementById("palette");
  const options = () => [...document.querySelectorAll("#palette-list [role=option]")];
  const chosen = () => find("#palette-list [aria-selected=true]");
  const choose = (option) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    const field = find("#palette input");
    if (option) {
      option.id ||= `pal-${options().indexOf(option)}`;
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };
  const openPalette = () => {
    if (!palette() || palette().open) return Boolean(palette());
    open(palette());
    const field = find("#palette input");
    field.value = "";
    field.focus();
    field.dispatchEvent(new Event("palette:open", { bubbles: true }));
    return true;
  };
  const follow = (option, write) => {
    if (option?.dataset.opens) {
      palette().close();
      open(document.getElementById(option.dataset.opens));
      return;
    }
    const to = (write && option?.dataset.writeHref) || option?.dataset.href;
    if (to) location.assign(to);
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-palette]") && openPalette()) event.preventDefault();
    const option = event.target.closest("#palette-list [role=option]");
    if (option) follow(option, event.ctrlKey || event.metaKey);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "palette-list") return;
    event.detail.target.setAttribute("aria-busy", String(!options().length));
    choose(chosen() || options()[0]);
  });

  /* A row of tabs that is wider than a phone begins at the current one, with its neighbors beside it. */
  for (const current of document.querySelectorAll(".aq-subnav > [aria-current]")) {
    const [tab, row] = [current, current.parentElement].map((element) => element.getBoundingClientRect());
    current.parentElement.scrollLeft += tab.left + tab.width / 2 - row.left - row.width / 2;
  }

  /* Escape leaves a form that stands in place of a line ([data-inplace]) as it was. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const cancel = event.target.closest("[data-inplace]")?.querySelector("[data-inplace-cancel]");
    if (cancel) {
      event.preventDefault();
      cancel.click();
    }
  });

  /*
   * Who is on the way to another page isn't called back by an answer to a poll that says where to go instead. Listened for
   * only where something polls: some browsers keep no page with such a listener for the way back. A download leaves, too,
   * and comes to nothing, hence the seconds.
   */
  const LEAVING_MS = 5000;
  let left = -LEAVING_MS;
  if (find("[hx-trigger*='every ']")) addEventListener("beforeunload", () => (left = performance.now()));
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!event.detail.requestConfig.triggeringEvent && performance.now() - left < LEAVING_MS) event.preventDefault();
  });

  /* Keys. Single letters only while nobody types; a field in a dialog that was just closed may still have focus. */
  const typing = (target) =>
    target.closest("input, textarea, select, [contenteditable], dialog[open]") && !target.closest("dialog:not([open])");
  document.addEventListener("keydown", (event) => {
    const key = event.key;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "k" && openPalette()) {
      event.preventDefault();
      return;
    }
    if (palette()?.open && event.target.closest("#palette")) {
      const all = options();
      const at = all.indexOf(chosen());
      if ((key === "ArrowDown" || key === "ArrowUp") && all.length) {
        event.preventDefault();
        choose(all[(at + (key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
      } else if (key === "Enter") {
        event.preventDefault();
        follow(chosen(), event.ctrlKey || event.metaKey);
      }
      return;
    }
    const menu = event.target.closest("details[data-menu]");
    if (menu && (key === "ArrowDown" || key === "ArrowUp")) return moveInMenu(event, menu);
    if (key === "Escape") {
      const openMenu = find("details[data-menu][open]");
      if (openMenu) {
        openMenu.open = false;
        find("summary", openMenu).focus();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (key === "/" && openPalette()) return event.preventDefault();
    if (key === "?") return open(document.getElementById("keys"));
    const shortcut = /^[a-z]$/.test(key) && find(`a[data-key="${key}"]`);
    if (shortcut) location.assign(shortcut.href);
  });
})();
