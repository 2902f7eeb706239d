/*
 * "On this device": the talks that open without a network, and the lines that wait or were refused. It is also what the
 * service worker shows in place of any page that cannot be had.
 */
(() => {
  "use strict";
  const { store, send } = self.acquaint;
  const find = (selector) => document.querySelector(`[data-device] ${selector}`);
  const make = (tag, props = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children);
    return element;
  };
  const WORDS = { start: "The start of the talk.", finish: "The end of the talk.", mark: "A tick at a question." };
  const isHere = location.pathname === "/on-this-device/";

  if (!isHere) {
    find("[data-device-title]").textContent = "You’re offline.";
    find("[data-device-lead]").textContent = "This page needs a network. Your talks don’t.";
    find("[data-again]").href = location.href;
    find("[data-again] span").textContent = "Try again";
    addEventListener("online", () => location.reload());
  }

  const line = (entry, name) => {
    const text = entry.data.body ?? entry.data.text;
    const buttons = make("span");
    if (text) {
      const copy = make("button", { type: "button", className: "btn btn-sm" }, "Copy");
      copy.dataset.copyText = text;
      buttons.append(copy);
    }
    if (entry.refused) {
      const drop = make("button", { type: "button", className: "btn btn-sm btn-ghost" }, "Remove");
      drop.addEventListener("click", () => store.drop(entry));
      buttons.append(drop);
    }
    return make("li", {}, make(text ? "q" : "b", {}, text ?? WORDS[entry.kind]), make("small", {}, `${name ? `${name}. ` : ""}${entry.refused || "Not sent yet."}`), buttons);
  };
  const show = async () => {
    const [talks, entries] = [await store.talks(), await store.entries()];
    const kept = self.caches ? await (await caches.open("acquaint-talks")).keys() : [];
    const paths = kept.map((request) => new URL(request.url).pathname);
    const open = talks.filter((talk) => paths.includes(talk.url));
    const names = new Map(talks.map((talk) => [talk.id, talk.name]));
    find("[data-no-talks]").hidden = open.length > 0;
    find("[data-talks]").replaceChildren(...open.map((talk) => make("li", {}, make("a", { href: talk.url }, talk.name))));
    find("[data-lines]").hidden = !entries.length;
    find("[data-waiting]").replaceChildren(...entries.map((entry) => line(entry, names.get(entry.talk))));
  };
  store.onchange(show);
  show();
  if (navigator.onLine) send();
})();
