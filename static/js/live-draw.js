/*
 * Draws a talk from its state: questions, the big one, lines, what waits. The server drew the same page once; this keeps
 * it true without one. Nothing here knows where the state comes from (live.js).
 */
(() => {
  "use strict";
  const live = document.querySelector("[data-live]");
  if (!live) return;
  const find = (selector, from = live) => from.querySelector(selector);
  const all = (selector, from = live) => [...from.querySelectorAll(selector)];
  const put = (selector, text) => {
    const element = find(selector);
    if (element && element.textContent !== text) element.textContent = text;
  };
  const make = (tag, props = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children);
    return element;
  };
  const lines = (count) => (count === 1 ? "1 line" : `${count} lines`);

  /* --- Questions. */
  const TOLD = { asked: ", asked", skipped: ", skipped", open: "" };
  let drawn = "";
  const item = (question, current) => {
    const glyph = question === current ? "[data-here]" : question.outcome === "asked" ? "[data-tick]" : "";
    const mark = glyph ? find(glyph).content.cloneNode(true) : make("i");
    const text = make("span", {}, question.text);
    if (TOLD[question.outcome]) text.append(make("span", { className: "visually-hidden" }, TOLD[question.outcome]));
    const row = make("li", { className: { asked: "is-done", skipped: "is-skipped" }[question.outcome] ?? "" });
    row.append(make("button", { type: "submit", name: "q", value: question.id }, mark, text));
    if (question === current) row.setAttribute("aria-current", "step");
    return row;
  };
  const questions = (state, current) => {
    const now = JSON.stringify([state.questions, current?.id]);
    if (now === drawn) return;
    drawn = now;
    const focused = document.activeElement?.closest?.("[data-list] button")?.value;
    for (const [list, backup] of [["asked", false], ["backups", true]]) {
      const rows = state.questions.filter((q) => q.backup === backup).map((q) => item(q, current));
      find(`[data-list=${list}]`).replaceChildren(...rows);
    }
    find("[data-backups]").hidden = !state.questions.some((q) => q.backup);
    if (focused) find(`[data-list] button[value="${CSS.escape(focused)}"]`)?.focus();
  };

  const big = (state, current) => {
    const at = state.questions.indexOf(current);
    const next = current && state.questions.slice(at + 1).find((q) => q.outcome === "open");
    put("[data-q-text]", current?.text ?? "That was every question. Thank them, and finish on time.");
    put("[data-at]", current ? `${at + 1} of ${state.questions.length}` : `All ${state.questions.length} done`);
    put("[data-theme-text]", current?.theme ?? "");
    put("[data-listen-text]", current?.listen ?? "");
    put("[data-min-text]", current ? `${current.minutes} min` : "");
    put("[data-next-text]", next ? next.text : "That was the last one");
    for (const field of all("[data-note] [name=question], [data-more] [name=after]")) field.value = current?.id ?? "";
    const [other, asked] = all("[data-outcome-form] button");
    for (const button of [other, asked]) button.disabled = !current;
    const again = current && current.outcome !== "open";
    other.value = again ? "open" : "skipped";
    if (other.textContent !== (again ? "Not yet" : "Skip")) other.textContent = again ? "Not yet" : "Skip";
    const back = find("[data-previous] button");
    back.disabled = current ? at < 1 : !state.questions.length;
  };

  /* --- Lines: the ones of other devices fall into their place. */
  const TINTS = { person: "sky", action: "honey", advice: "sage", quote: "brand" };
  const notes = (state, waiting) => {
    const list = find("#caught");
    const order = state.notes.toSorted((a, b) => a.minute - b.minute || Date.parse(a.at) - Date.parse(b.at));
    const known = new Map([...list.children].map((line) => [line.dataset.line, line]));
    const rows = order.map((note) => {
      const line = known.get(note.id) ?? make("li", {}, make("small", {}, `${note.minute}′`), note.body);
      line.dataset.line = note.id;
      const name = `aq-tag${TINTS[note.kind] ? ` aq-tag--${TINTS[note.kind]}` : ""}${waiting.has(note.id) ? " is-waiting" : ""}`;
      if (line.className !== name) line.className = name;
      return line;
    });
    for (const line of list.children) if (!rows.includes(line)) line.remove();
    rows.forEach((line, at) => {
      if (list.children[at] === line) return;
      list.insertBefore(line, list.children[at] ?? null);
      line.scrollIntoView({ block: "nearest" });
    });
  };

  /* --- What waits, said calmly: a line that is sent within a moment is not worth a word. */
  let timer = 0;
  const say = (text, at_once) => {
    clearTimeout(timer);
    timer = setTimeout(() => put("[data-state]", text), at_once ? 0 : 700);
  };
  const waits = (count, outcome, hasLines) => {
    const things = count === 1 ? "1 waiting" : `${count} waiting`;
    find("[data-signed-out]").hidden = outcome !== "signed-out" || !count;
    if (outcome === "other") say("Somebody else is signed in here now. Nothing of yours was sent.");
    else if (outcome === "offline" || !navigator.onLine) say(count ? `Offline. ${things} here, safe.` : "Offline. Lines are kept here.");
    else if (!count) say(hasLines ? "All saved" : "", !find("[data-state]").textContent);
    else say(`${things} to be sent`);
  };

  const refused = (entries) => {
    const list = find(".aq-live__refused");
    find("[data-refused]").hidden = !entries.length;
    const key = entries.map((e) => e.id).join();
    if (list.dataset.key === key) return;
    list.dataset.key = key;
    list.replaceChildren(
      ...entries.map((entry) => {
        const text = entry.data.body ?? entry.data.text ?? { finish: "The end of the talk", start: "The start of the talk" }[entry.kind] ?? "A tick";
        const copy = make("button", { type: "button", className: "btn btn-sm" }, "Copy");
        copy.dataset.copyText = text;
        const drop = make("button", { type: "button", className: "btn btn-sm btn-ghost" }, "Remove");
        drop.dataset.drop = entry.n;
        return make("li", {}, make("q", {}, text), make("small", {}, entry.refused), make("span", {}, copy, drop));
      }),
    );
  };

  /* --- Before, during and after. */
  const phases = (state, phase, count, ending) => {
    for (const part of all("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(phase);
    find("[data-finish]").hidden = phase !== "running";
    find("[data-unfinish]").hidden = !ending;
    find("[data-over-next]").hidden = ending;
    if (phase !== "over") return;
    const at = state.ended_at ? new Date(state.ended_at).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" }) : "";
    const rest = count ? ` with ${lines(count)}` : "";
    put("[data-over-title]", ending ? "That was your talk." : "The talk is over.");
    put(
      "[data-over-text]",
      ending ? `It ended at ${at}. That is noted here, and sent${rest} as soon as there’s a network. A last thought still fits below.` : "Write down what it gave you while it’s fresh.",
    );
  };

  self.acquaint.draw = ({ state, current, waiting, broken, phase, outcome, ending }) => {
    questions(state, current);
    big(state, current);
    notes(state, new Set(waiting.map((entry) => entry.id)));
    refused(broken);
    phases(state, phase, waiting.filter((entry) => entry.kind === "note").length, ending);
    waits(waiting.length, outcome, state.notes.length > 0);
    find("[data-trouble]").hidden = !broken.length && find("[data-signed-out]").hidden;
  };
})();
