/*
 * For whose session ends by itself: some minutes before, a dialog says so, and one press stays. Whoever types or clicks is
 * there, and isn't asked. After the end the page stands with all that was written; once its reader has signed in elsewhere
 * its forms work again. Other tabs of the same session keep each other up to date.
 */
(() => {
  "use strict";
  const dialog = document.getElementById("idle");
  const form = dialog.querySelector("[data-idle-form]");
  const KEY = "acquaint:session-ends";
  const THERE_MS = 60000;
  const ROUGHLY_MS = 60000; // the server notes a request once a minute
  const given = (name) => Number(dialog.dataset[name]) * 1000;
  let whole, ends, touched, said, quiet, lost, stopped;

  const share = (write) => {
    try {
      if (write) localStorage.setItem(KEY, ends);
      else ends = Math.max(ends, Math.min(whole, Number(localStorage.getItem(KEY))));
    } catch {
      /* storage is off: each tab knows its own */
    }
  };
  const lasts = (idle, all) => {
    whole = Date.now() + all;
    ends = Math.min(whole, Date.now() + idle);
    share(true);
  };

  const show = (state) => {
    for (const part of dialog.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(state);
    if (!dialog.open) dialog.showModal();
    form.querySelector(":is(a, button):not([hidden])").focus();
  };

  /* Null when nobody is signed in any more; undefined when the server could not be asked. */
  const ask = async (options) => {
    if (Date.now() < quiet) return undefined;
    quiet = Date.now() + 5000;
    try {
      const answer = await fetch(form.action, { redirect: "manual", credentials: "same-origin", ...options });
      return answer.ok ? await answer.json() : answer.type === "opaqueredirect" ? null : undefined;
    } catch {
      return undefined;
    }
  };
  const goOn = (answer) => {
    if (!answer || stopped) return;
    stopped = answer.reader !== dialog.dataset.reader; // asking on would keep somebody else signed in
    if (stopped) return show("over");
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = answer.token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": answer.token }));
    lasts((answer.idle ?? 86400) * 1000, (answer.whole ?? 86400) * 1000);
    dialog.close();
    if (lost) document.dispatchEvent(new CustomEvent("acquaint:say", { detail: { text: "You’re signed in again." } }));
    lost = false;
    quiet = 0;
  };
  const stay = async () => {
    const answer = await ask({ method: "POST", body: new FormData(form) });
    if (answer === null) {
      ends = Date.now();
      share(true);
    }
    goOn(answer);
  };

  const check = () => {
    const now = Date.now();
    if (stopped) return;
    share(false);
    if (now >= ends) {
      if (!lost || !dialog.open) show("over");
      lost = true;
    } else if (lost) {
      ask().then(goOn);
    } else if (now < ends - given("warn")) {
      if (dialog.open) dialog.close();
    } else {
      const stays = ends < whole;
      if (stays && now - touched < THERE_MS && !dialog.open) return stay();
      if (said !== ends) show(stays ? "soon" : "long");
      said = ends;
      const minutes = Math.ceil((ends - now) / 60000);
      const words = minutes > 1 ? `${minutes} minutes` : "less than a minute";
      for (const timer of dialog.querySelectorAll("[data-idle-left]")) timer.textContent = words;
    }
  };

  touched = said = quiet = 0;
  lost = stopped = false;
  lasts(given("idle"), given("whole"));
  setInterval(check, 1000);
  for (const name of ["keydown", "pointerdown"])
    document.addEventListener(name, (event) => event.isTrusted && (touched = Date.now()), { capture: true, passive: true });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful || lost) return;
    ends = Math.max(ends, Math.min(whole, Date.now() + given("limit") - ROUGHLY_MS));
    share(true);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    if (lost) ask().then(goOn);
    check();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    stay();
  });
})();
