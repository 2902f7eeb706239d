/*
 * The service worker, brought in by /sw.js after outbox-store.js and outbox-send.js. It keeps the page of a talk and the
 * files that this page needs, and nothing else that is private.
 *   a talk's page       from the network; the kept one when there is none, or when the server is in trouble
 *   files with a hash   from what is kept, for they never change; the ones without (a test, a development server) last
 *   every other page    from the network; without one it gives way to "On this device", which is nobody's
 */
(() => {
  "use strict";
  const TALKS = "acquaint-talks";
  const FILES = "acquaint-files";
  const AT_MOST = 6; // talks
  const PATIENCE = 8000;
  const DEVICE = "/on-this-device/";
  const LIVE = /^\/talks\/[0-9a-f-]{36}\/live\/$/;
  const HASHED = /\.[0-9a-f]{12}\.\w+$/;
  const LOOSE = { ignoreVary: true, ignoreSearch: true };

  /* --- Keeping. */
  const filesIn = (text, base, pattern) => {
    const found = [...text.matchAll(pattern)].map(([, address]) => new URL(address.split("#")[0], base));
    return [...new Set(found.filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/")).map(String))];
  };
  const keepFile = async (files, url) => {
    if (HASHED.test(url) && (await files.match(url, LOOSE))) return;
    const response = await fetch(url, { cache: HASHED.test(url) ? "default" : "no-cache" });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    await files.put(url, response);
  };
  /** Every file that a page names, and those that its style sheets name in turn. */
  const filesOf = async (files, html, keep) => {
    const named = filesIn(html, location.href, /(?:src|href)="([^"]+)"/g);
    await Promise.all(named.map(keep));
    const further = [];
    for (const sheet of named.filter((url) => url.endsWith(".css"))) {
      const text = await (await files.match(sheet, LOOSE))?.text();
      further.push(...filesIn(text ?? "", sheet, /url\(\s*["']?([^"')]+)/g));
    }
    await Promise.all(further.map(keep));
    return [...named, ...further];
  };
  const keep = async (name, path, response) => {
    const copy = response.clone();
    const files = await caches.open(FILES);
    await filesOf(files, await response.text(), (url) => keepFile(files, url));
    const pages = await caches.open(name);
    await pages.put(path, copy);
    if (name === TALKS) await Promise.all((await pages.keys()).slice(0, -AT_MOST).map((request) => pages.delete(request)));
  };
  const keepDevice = async () => keep(FILES, DEVICE, await fetch(DEVICE, { credentials: "omit", cache: "no-store" }));
  /** True if the page is kept now. A talk that is over or gone has none; one whose session ended stays as it was. */
  const keepTalk = async (path) => {
    const response = await fetch(path, { credentials: "same-origin", cache: "no-store" });
    if (response.ok && !response.redirected) {
      await keep(TALKS, path, response);
      return true;
    }
    const isOver = response.status === 404 || (response.redirected && response.url.includes("/talks/"));
    if (isOver && !response.url.includes("/accounts/")) await (await caches.open(TALKS)).delete(path);
    return false;
  };
  /** Leaves the files that some kept page still needs. */
  const tidy = async () => {
    const [talks, files] = [await caches.open(TALKS), await caches.open(FILES)];
    const pages = [await files.match(DEVICE, LOOSE), ...(await talks.matchAll())];
    const needed = new Set([new URL(DEVICE, location.href).href]);
    for (const page of pages) for (const url of await filesOf(files, (await page?.text()) ?? "", () => {})) needed.add(url);
    for (const request of await files.keys()) if (!needed.has(request.url)) await files.delete(request);
  };

  /* --- Answering. */
  const device = async () => (await (await caches.open(FILES)).match(DEVICE, LOOSE)) ?? Response.error();
  const inTime = (promise) => {
    let timer;
    const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error("late")), PATIENCE)));
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  };
  /** The answer of the network, which the browser asked while this worker woke up. */
  const fromNetwork = async (event) => (await event.preloadResponse) ?? fetch(event.request);
  const talkPage = async (event, path) => {
    const talks = await caches.open(TALKS);
    const kept = () => talks.match(path, LOOSE);
    let response;
    try {
      response = await inTime(fromNetwork(event));
    } catch {
      return (await kept()) ?? device();
    }
    if (response.status >= 500) return (await kept()) ?? response;
    if (response.status === 404) await talks.delete(path);
    else if (response.ok) event.waitUntil(keep(TALKS, path, response.clone()).catch(() => {}));
    return response;
  };
  const file = async (request) => {
    const kept = async () => (await caches.open(FILES)).match(request.url.split("#")[0], LOOSE);
    if (HASHED.test(new URL(request.url).pathname)) return (await kept()) ?? fetch(request);
    try {
      return await fetch(request);
    } catch {
      return (await kept()) ?? Response.error();
    }
  };
  addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin) return;
    if (request.mode !== "navigate") {
      if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
    } else if (LIVE.test(url.pathname)) {
      event.respondWith(talkPage(event, url.pathname));
    } else {
      event.respondWith(fromNetwork(event).catch(device));
    }
  });

  /* --- Living. */
  /** Where the browser knows how: what is neither a page nor a file need not wait for this worker to wake up. */
  const routes = async (event) => {
    try {
      await event.addRoutes([
        { condition: { urlPattern: "/talks/*/live/" }, source: "fetch-event" },
        { condition: { urlPattern: "/static/*" }, source: "fetch-event" },
        { condition: { requestMode: "navigate", requestMethod: "GET" }, source: "fetch-event" },
        { condition: { urlPattern: "/*" }, source: "network" },
      ]);
    } catch {
      /* every request passes by, and is let through */
    }
  };
  addEventListener("install", (event) => event.waitUntil(Promise.all([routes(event), keepDevice()]).then(() => skipWaiting())));
  addEventListener("activate", (event) =>
    event.waitUntil(
      (async () => {
        await clients.claim();
        await registration.navigationPreload?.enable();
        // Pages that were kept name the files of their release; those of this one take their place, if they can be had.
        for (const request of await (await caches.open(TALKS)).keys()) await keepTalk(new URL(request.url).pathname).catch(() => {});
        await tidy();
      })(),
    ),
  );
  addEventListener("message", (event) => {
    if (event.data?.send) {
      const sent = self.acquaint.send().then(() => self.acquaint.store.entries());
      const tell = (left) => event.ports[0]?.postMessage({ waiting: left.filter((e) => !e.refused).length, refused: left.filter((e) => e.refused).length });
      return event.waitUntil(sent.then(tell));
    }
    const path = event.data?.keep;
    if (!LIVE.test(path)) return;
    const work = keepTalk(path).catch(() => false);
    event.waitUntil(work.then((done) => event.ports[0]?.postMessage(done)));
  });
  addEventListener("sync", (event) => {
    if (event.tag !== "acquaint-outbox") return;
    event.waitUntil(
      self.acquaint.send().then((outcome) => {
        if (outcome === "offline") throw new Error("still offline"); // the browser tries again
      }),
    );
  });
})();
