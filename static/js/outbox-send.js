/*
 * Sends what waits, in order, one thing at a time. Pages and the service worker share this file; a lock of the browser
 * lets one of them at it. Every entry carries its own id, so that an answer that got lost on the way does no harm.
 */
(() => {
  "use strict";
  const { store } = self.acquaint;
  const PATIENCE = 20_000;
  const GONE = "This isn’t there any more.";
  const TOO_MANY_FAILURES = 4; // of the server at one entry, until the ones behind it may go first

  const ask = async (url, options, reader) => {
    const headers = { Accept: "application/json", "Acquaint-Reader": reader ?? "" };
    const response = await fetch(url, { ...options, headers, credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return { status: response.status, answer: isJson ? await response.json() : null };
  };

  /**
   * Milliseconds that the server's clock is ahead of ours. One that shows a time between asking and answer is right as
   * far as anybody can tell: on a slow network the middle would put an error in where there was none.
   */
  const skewOf = (theirs, sent, received) => (theirs >= sent && theirs <= received ? 0 : theirs - (sent + received) / 2);

  /** How a talk stands by now; "offline", "signed-out", "other" or "gone" where that cannot be had. */
  const stateOf = async (talk, reader) => {
    const sent = Date.now();
    let reply;
    try {
      reply = await ask(`/talks/${talk}/live/state/`, {}, reader);
    } catch {
      return "offline";
    }
    if (reply.status === 200 && reply.answer?.talk) {
      await store.setFact("csrf", reply.answer.csrf);
      await store.setFact("skew", skewOf(Date.parse(reply.answer.now), sent, Date.now()));
      return reply.answer;
    }
    return { 401: "signed-out", 404: "gone", 409: "other" }[reply.status] ?? "offline";
  };

  const post = async (entry) => {
    const token = (await store.fact("csrf")) ?? "";
    try {
      return await ask(entry.url, { method: "POST", body: new URLSearchParams({ ...entry.data, csrfmiddlewaretoken: token }) }, entry.reader);
    } catch {
      return { status: 0, answer: null };
    }
  };

  const pass = async () => {
    const later = new Set();
    let renewed = false;
    for (;;) {
      const entry = (await store.entries()).find((e) => !e.refused && !later.has(e.n));
      if (!entry) return later.size ? "offline" : "done";
      const { status, answer } = await post(entry);
      if (answer?.ok) {
        await store.settle(entry);
      } else if (status === 401) {
        return "signed-out";
      } else if (status === 409) {
        return "other";
      } else if (status === 403 && !renewed) {
        renewed = true; // signing in again makes the token of a page that was open before worthless
        const state = await stateOf(entry.talk, entry.reader);
        if (state === "gone") await store.change({ ...entry, refused: GONE });
        else if (typeof state === "string") return state;
      } else if ([400, 404, 413, 422].includes(status)) {
        await store.change({ ...entry, refused: answer?.words || GONE });
      } else {
        const failures = (entry.failures ?? 0) + (status === 500 ? 1 : 0);
        if (status === 500) await store.change({ ...entry, failures });
        if (failures < TOO_MANY_FAILURES) return "offline";
        later.add(entry.n);
      }
    }
  };

  let waiting = null;
  const locked = (work) => (self.navigator.locks ? navigator.locks.request("acquaint-outbox", work) : work());
  self.acquaint.stateOf = stateOf;
  /** "done", "offline", "signed-out" or "other"; a second call while one waits for its turn is the same one. */
  self.acquaint.send = () =>
    (waiting ??= locked(() => {
      waiting = null;
      return pass();
    }));
})();
