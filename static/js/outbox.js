/*
 * The outbox of a page about a talk ([data-outbox] holds its id): when to send, and what this browser must remember.
 * Lines are kept by outbox-store.js and sent by outbox-send.js; shell.js empties everything at sign-out, and when
 * somebody else signs in, by what stands in localStorage under "acquaint:kept".
 */
(() => {
  "use strict";
  const { store, uuid } = self.acquaint;
  const page = document.querySelector("[data-outbox]");
  if (!page) return;
  const talk = page.dataset.outbox;
  const reader = document.querySelector("meta[name=acquaint-reader]")?.content ?? "";
  const live = `/talks/${talk}/live/`;

  /* --- What shell.js needs to know without opening a database. */
  const remember = async () => {
    if (!reader) return;
    const entries = await store.entries();
    const refused = entries.filter((entry) => entry.refused).length;
    try {
      localStorage.setItem("acquaint:kept", JSON.stringify({ reader, waiting: entries.length - refused, refused }));
    } catch {
      /* no storage: nothing is kept beyond the page either */
    }
  };
  store.onchange(remember);

  /* --- When to send: at once, when the network or the page comes back, and then ever less often. */
  const FIRST = 2000;
  const LONGEST = 60_000;
  let wait = FIRST;
  let timer = 0;
  let outcome = "done";
  const heard = new Set();
  const flush = async () => {
    clearTimeout(timer);
    try {
      outcome = await self.acquaint.send();
    } catch {
      outcome = "offline"; // the database is busy or broken: as good as no network
    }
    heard.forEach((listener) => listener(outcome));
    if (outcome === "done") {
      wait = FIRST;
      return outcome;
    }
    timer = setTimeout(flush, wait);
    wait = Math.min(wait * 2, LONGEST);
    return outcome;
  };
  const again = () => {
    wait = FIRST;
    if (!document.hidden) flush();
  };
  addEventListener("online", again);
  addEventListener("pageshow", (event) => event.persisted && again());
  document.addEventListener("visibilitychange", again);

  /** Where the browser can: it wakes the service worker when there is a network again, even after the page is gone. */
  const syncLater = async () => {
    try {
      await (await navigator.serviceWorker.ready).sync.register("acquaint-outbox");
    } catch {
      /* it cannot, or does not want to: the page sends */
    }
  };

  /** Puts something into the outbox, and tries to send it. `data` are the fields of the form at `url`. */
  const add = async (kind, url, data, id = uuid()) => {
    await store.add({ id, talk, reader, kind, url, data, made: new Date().toISOString() });
    flush();
    syncLater();
  };

  /* --- Lines that an earlier release kept in localStorage move here. */
  const KINDS = { notes: "note", finish: "finish", outcome: "mark" };
  const moveIn = async () => {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith("acquaint:outbox:"))) {
      const box = JSON.parse(localStorage.getItem(key)) ?? {};
      const id = key.slice("acquaint:outbox:".length);
      for (const item of box.items ?? []) {
        const path = new URL(item.url, location.href).pathname;
        const [, question] = path.match(/questions\/([0-9a-f-]+)\//) ?? [];
        const data = { client_id: item.id, ...item.data, ...(question && { question }) };
        const kind = KINDS[path.split("/").at(-2)] ?? "note";
        await store.add({ id: data.client_id, talk: id, reader, kind, url: path, data, made: new Date().toISOString() });
      }
      if (box.draft) await store.setFact(`draft:${id}`, box.draft);
      localStorage.removeItem(key);
    }
  };

  /* --- The service worker keeps the talk's page, so that it opens without a network. */
  const keepPage = async () => {
    if (!("serviceWorker" in navigator)) return false;
    const worker = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
    await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => resolve(Boolean(event.data));
      (worker.active ?? navigator.serviceWorker.controller)?.postMessage({ keep: live }, [port2]);
    });
  };
  const start = document.querySelector(`form[action="/talks/${talk}/start/"]`);
  const opens = start || document.querySelector(`a[href="${live}"]`);
  const kept = opens || page.matches("[data-live]") ? keepPage().catch(() => false) : Promise.resolve(false);
  kept.then((done) => page.toggleAttribute("data-offline", done));
  start?.addEventListener("submit", async (event) => {
    if (navigator.onLine || page.matches("[data-live]")) return;
    event.preventDefault(); // the page that was kept takes over from here
    await add("start", start.getAttribute("action"), { started_at: new Date(Date.now() + ((await store.fact("skew")) ?? 0)).toISOString() });
    location.assign(live);
  });

  const ready = (async () => {
    const before = await store.fact("reader");
    if (before && reader && before !== reader) await store.forget();
    if (reader) await store.setFact("reader", reader);
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
    if (token && !(await store.fact("csrf"))) await store.setFact("csrf", token);
    try {
      await moveIn();
    } catch {
      /* storage is off, or what stands there is not ours */
    }
    await remember();
    navigator.storage?.persist?.().catch(() => {});
  })();
  ready.then(flush);

  self.acquaint.outbox = { talk, reader, ready, kept, add, flush, onresult: (listener) => heard.add(listener) };
})();
