/*
 * Toasts, and what a person must hear about requests: a toast stays 8 seconds, and as long as one looks at it; failures
 * are said in words; after a swap, focus goes to the first field to mend, or stays in the list where a row left.
 */
(() => {
  "use strict";
  const SECONDS = 8;
  const area = () => document.getElementById("toasts");

  const watch = (toast) => {
    if (toast.dataset.watched || toast.classList.contains("aq-toast--stay")) return;
    toast.dataset.watched = "yes";
    let left = SECONDS * 4;
    const id = setInterval(() => {
      if (!toast.isConnected) clearInterval(id);
      else if (!toast.matches(":hover, :focus-within") && --left <= 0) {
        clearInterval(id);
        toast.remove();
      }
    }, 250);
  };
  const watchAll = () => area()?.querySelectorAll("[data-toast]").forEach(watch);

  /** Shows a toast that the server did not make; an error stays until it is closed, and may lead somewhere. */
  const say = (text, { stay = false, href = "", action = "" } = {}) => {
    if (!area()) return;
    const toast = document.createElement("div");
    toast.className = stay ? "aq-toast aq-toast--stay" : "aq-toast";
    toast.dataset.toast = "";
    const words = document.createElement("span");
    words.className = "aq-toast__text";
    words.textContent = text;
    toast.append(words);
    if (href) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = action;
      words.append(" ", link);
    }
    if (stay) {
      const close = document.createElement("button");
      close.type = "button";
      close.dataset.toastClose = "";
      close.textContent = "Close";
      toast.append(close);
    }
    area().replaceChildren(toast);
    watch(toast);
  };
  document.addEventListener("acquaint:say", (event) => say(event.detail.value ?? event.detail.text, event.detail));

  document.addEventListener("click", (event) => event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove());
  let restored = "";
  document.addEventListener("htmx:afterRequest", (event) => {
    const undo = event.target.closest?.("[data-toast-undo]");
    if (!undo || !event.detail.successful) return;
    restored = undo.getAttribute("hx-target") ?? "";
    undo.closest("[data-toast]")?.remove();
  });
  new MutationObserver(watchAll).observe(document.documentElement, { childList: true, subtree: true });

  /* A live region announces changes, not what it is born with: put the first page's toasts in once more. */
  const first = [...(area()?.children ?? [])];
  if (first.length) {
    area().replaceChildren();
    setTimeout(() => {
      area().replaceChildren(...first);
      watchAll();
    }, 60);
  }

  /* Requests that fail: say it, keep everything as it is. */
  const WORDS = {
    403: "You can see this, but not change it.",
    404: "That isn’t there any more. Reload the page to see what is.",
    409: "That changed meanwhile. Reload the page to see how it is now.",
    413: "That file is too large.",
    429: "That was a lot at once. Wait a minute, then try again.",
    503: "Acquaint is restarting. Your text is safe here; try again in a moment.",
  };
  document.addEventListener("htmx:responseError", (event) =>
    say(WORDS[event.detail.xhr.status] ?? "That didn’t work, and it’s our fault. Your text is still here; try again.", { stay: true }),
  );
  for (const name of ["htmx:sendError", "htmx:timeout"])
    document.addEventListener(name, () => say("You seem to be offline. Your text is safe here; try again when you’re back.", { stay: true }));

  /* Focus. */
  const mend = (from) => from.querySelector?.("[aria-invalid=true]:not([type=hidden])")?.focus();
  addEventListener("DOMContentLoaded", () => mend(document));
  const within = (place) => place?.isConnected && !place.hidden && place.querySelector("a[href], button:not([disabled]), input:not([type=hidden])");
  let row = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const target = event.detail.target;
    const inside = target.matches("li, tr, article") && target.contains(document.activeElement);
    if (inside) row = { id: target.id, next: target.nextElementSibling, before: target.previousElementSibling, list: target.parentElement };
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const target = event.detail.target; // gone from the page when the swap was of its outer HTML
    mend(target.isConnected ? target : (event.target.parentElement ?? document));
    if (document.activeElement !== document.body) return;
    const back = restored && document.querySelector(restored);
    if (back) {
      // What came back, once it is there: a placeholder may still be fetching itself.
      const to = back.matches("li, tr, article") ? within(back) : back;
      if (!to) return;
      restored = "";
      if (to === back) back.tabIndex = -1;
      return to.focus({ preventScroll: true });
    }
    if (!row) return;
    const to = within(row.id && document.getElementById(row.id)) || within(row.next) || within(row.before) || within(row.list);
    row = null;
    (to || document.getElementById("main"))?.focus({ preventScroll: true });
  });

  /* Buttons that are at work say so to everybody. */
  const busy = (event, on) => {
    const button = event.detail.elt?.closest?.("button, form")?.querySelector?.("button[type=submit]") ?? event.detail.elt;
    if (button?.matches?.("button")) button.toggleAttribute("aria-busy", on);
  };
  document.addEventListener("htmx:beforeRequest", (event) => busy(event, true));
  document.addEventListener("htmx:afterRequest", (event) => busy(event, false));
})();
