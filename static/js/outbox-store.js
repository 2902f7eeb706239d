/*
 * What a device keeps of a talk until the server has it. Pages and the service worker share this file.
 *   entries   what waits, in order: {n, id, talk, reader, kind, url, data, made, refused}
 *   talks     {id, name, url, state}: the last that the server said
 *   facts     {key, value}: whose device this is (reader), the form token, how far its clock is off, half a line
 * A browser without IndexedDB keeps them in memory: then they last as long as the page.
 */
(() => {
  "use strict";
  const acquaint = (self.acquaint ??= {});
  const STORES = { entries: { keyPath: "n", autoIncrement: true }, talks: { keyPath: "id" }, facts: { keyPath: "key" } };
  const memory = { entries: new Map(), talks: new Map(), facts: new Map(), next: 1 };
  let opening = null;

  const open = () =>
    (opening ??= new Promise((resolve) => {
      let request;
      try {
        request = indexedDB.open("acquaint", 1);
      } catch {
        return resolve(null);
      }
      request.onupgradeneeded = () => {
        for (const [name, options] of Object.entries(STORES)) request.result.createObjectStore(name, options);
      };
      request.onsuccess = () => {
        const db = request.result;
        db.onversionchange = () => db.close();
        db.onclose = () => (opening = null);
        const close = db.close.bind(db);
        db.close = () => {
          opening = null;
          close();
        };
        resolve(db);
      };
      request.onerror = () => resolve(null);
    }));

  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const all = async (store) => {
    const db = await open();
    return db ? settled(db.transaction(store).objectStore(store).getAll()) : [...memory[store].values()];
  };
  const get = async (store, key) => {
    const db = await open();
    return db ? settled(db.transaction(store).objectStore(store).get(key)) : memory[store].get(key);
  };

  /** Changes several things at once, or none: each `[store, {put}]` or `[store, {remove}]`. */
  const write = async (...changes) => {
    const announce = changes.some(([store]) => store !== "facts") ? told : () => {};
    const db = await open();
    if (!db) {
      for (const [store, { put, remove }] of changes) {
        if (remove !== undefined) memory[store].delete(remove);
        else if (store === "entries") memory.entries.set((put.n ??= memory.next++), put);
        else memory[store].set(put.id ?? put.key, put);
      }
      return announce();
    }
    await new Promise((resolve, reject) => {
      const transaction = db.transaction([...new Set(changes.map(([store]) => store))], "readwrite", { durability: "strict" });
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
      for (const [name, { put, remove }] of changes) {
        const store = transaction.objectStore(name);
        if (remove === undefined) store.put(put);
        else store.delete(remove);
      }
    });
    announce();
  };

  /* Every page of this browser, and this one, hears of a change. */
  const channel = "BroadcastChannel" in self ? new BroadcastChannel("acquaint") : null;
  const listeners = new Set();
  const tell = () => listeners.forEach((listener) => listener());
  const told = () => {
    channel?.postMessage("changed");
    tell();
  };
  if (channel) channel.onmessage = tell;

  /** What an entry does to the state of its talk, whether the server has it already or not. */
  const apply = (state, { kind, id, data, made }) => {
    if (kind === "note" && !state.notes.some((note) => note.id === id)) {
      state.notes.push({ id, body: data.body, kind: data.kind, minute: Number(data.minute), at: data.taken_at ?? made });
    } else if (kind === "mark") {
      const question = state.questions.find((q) => q.id === data.question);
      if (question) question.outcome = data.outcome;
    } else if (kind === "question" && !state.questions.some((q) => q.id === data.question_id)) {
      const after = state.questions.findIndex((q) => q.id === data.after && !q.backup);
      const first = state.questions.findIndex((q) => q.backup);
      const at = after >= 0 ? after + 1 : first >= 0 ? first : state.questions.length;
      const added = { id: data.question_id, text: data.text, theme: "Other", minutes: 3, backup: false, last: false, outcome: "open" };
      state.questions.splice(at, 0, added);
    } else if (kind === "start") {
      state.started_at ??= data.started_at;
    } else if (kind === "finish") {
      state.state = "held";
      state.ended_at ??= data.ended_at;
    }
    return state;
  };

  acquaint.store = {
    apply,
    onchange: (listener) => listeners.add(listener),
    fact: async (key) => (await get("facts", key))?.value,
    setFact: (key, value) => write(["facts", { put: { key, value } }]),
    talk: (id) => get("talks", id),
    talks: () => all("talks"),
    keepTalk: async (id, changes) => write(["talks", { put: { ...(await get("talks", id)), ...changes, id } }]),
    entries: () => all("entries"),
    add: (entry) => write(["entries", { put: entry }]),
    change: (entry) => write(["entries", { put: entry }]),
    drop: (entry) => write(["entries", { remove: entry.n }]),
    /** The server has it: it leaves the outbox and becomes a part of what the server said, in one step. */
    settle: async (entry) => {
      const talk = await get("talks", entry.talk);
      if (talk?.state) apply(talk.state, entry);
      await write(["entries", { remove: entry.n }], ...(talk ? [["talks", { put: talk }]] : []));
    },
    /** Leaves nothing of anybody on this device. */
    forget: async () => {
      const [entries, talks, facts] = [await all("entries"), await all("talks"), await all("facts")];
      const changes = [
        ...entries.map((entry) => ["entries", { remove: entry.n }]),
        ...talks.map((talk) => ["talks", { remove: talk.id }]),
        ...facts.map((fact) => ["facts", { remove: fact.key }]),
      ];
      if (changes.length) await write(...changes);
      await self.caches?.delete("acquaint-talks");
    },
  };

  /** A random UUID, on plain http in a local network as well. */
  acquaint.uuid = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
})();
