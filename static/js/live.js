/*
 * The page of a talk, with or without a network. Every line, tick, question, the start and the end is a form that works
 * without scripts; here each goes into the outbox with an id and the moment when it was made, and onto the page at once.
 * What the page shows is what the server said last, plus what still waits, so it looks the same after a reload.
 */
(() => {
  "use strict";
  const live = document.querySelector("[data-live]");
  if (!live) return;
  const { store, uuid, outbox, clock, draw, stateOf } = self.acquaint;
  const find = (selector, from = live) => from.querySelector(selector);
  const POLL = 15_000;

  let base = JSON.parse(find("#live-state").textContent);
  let entries = [];
  let skew = 0;
  let chosen = new URLSearchParams(location.search).get("q");
  let outcome = "done";
  let leaving = false;

  /* --- The state: the server's, with what waits on top. */
  const waiting = () => entries.filter((e) => e.talk === outbox.talk && !e.refused);
  const view = () => waiting().reduce(store.apply, structuredClone(base));
  const phaseOf = (state) => (state.state === "held" ? "over" : state.started_at ? "running" : "waiting");
  const currentOf = (state) => state.questions.find((q) => q.id === chosen) ?? state.questions.find((q) => q.outcome === "open");
  const plannedBy = (state, current) =>
    state.hello + state.questions.filter((q) => q.outcome === "asked" || q === current).reduce((sum, q) => sum + q.minutes, 0);

  const place = `at:${outbox.talk}`; // where the page stands, for the reload after a phone let go of it
  const choose = (id) => {
    chosen = id;
    store.setFact(place, id);
  };
  const show = () => {
    const state = view();
    const current = currentOf(state);
    const phase = phaseOf(state);
    clock.set({
      skew,
      started: state.started_at ? new Date(state.started_at) : null,
      minutes: state.minutes,
      planned: plannedBy(state, current),
      running: phase === "running",
    });
    const broken = entries.filter((e) => e.refused);
    const ending = waiting().some((e) => e.kind === "finish");
    draw({ state, current, waiting: waiting(), broken, phase, outcome, ending });
    if (leaving && phase === "over" && !waiting().length && !broken.length) location.assign(live.dataset.debrief);
  };
  const reload = async () => {
    entries = await store.entries();
    base = (await store.talk(outbox.talk))?.state ?? base;
    skew = (await store.fact("skew")) ?? skew;
    show();
  };
  store.onchange(reload);

  /** Asks how the talk stands: another device may have written, or the session ended. */
  let settled = 0; // an answer from before something was taken is old already
  const refresh = async () => {
    const before = settled;
    const answer = await stateOf(outbox.talk, outbox.reader);
    if (typeof answer === "string") outcome = answer === "gone" ? outcome : answer;
    else if (before === settled) {
      outcome = "done";
      await store.keepTalk(outbox.talk, { state: answer, name: answer.name, url: location.pathname });
    }
    show();
  };
  outbox.onresult((result) => {
    settled += 1;
    outcome = result;
    if (result === "done") refresh();
    else show();
  });
  setInterval(() => document.hidden || refresh(), POLL);
  addEventListener("offline", show);

  /* --- What can be done. */
  const stamp = () => clock.now().toISOString();
  const mark = (question, result) => {
    const id = uuid();
    const data = { client_id: id, question: question.id, outcome: result, made_at: stamp() };
    return outbox.add("mark", live.dataset.mark.replace(/0{8}-0{4}-0{4}-0{4}-0{12}/, question.id), data, id);
  };
  const step = (result) => {
    const state = view();
    const current = currentOf(state);
    if (!current) return;
    const rest = state.questions.slice(state.questions.indexOf(current) + 1);
    const next = [...rest, ...state.questions].find((q) => q.outcome === "open" && q !== current);
    choose(result === "open" ? current.id : (next?.id ?? null));
    mark(current, result);
  };

  const field = find("#n");
  const draft = `draft:${outbox.talk}`;
  const kinds = () => [...live.querySelectorAll(".aq-live__capture button")];
  const HINTS = { person: "Who did they name? Then Enter", advice: "What did they advise? Then Enter", action: "What is to be done? Then Enter", quote: "In their words, then Enter" };
  const arm = (kind) => {
    for (const button of kinds()) button.setAttribute("aria-pressed", String(button.value === kind));
    field.dataset.kind = kind;
    field.placeholder = HINTS[kind] ?? "A few words, then Enter";
  };
  const keep = async (kind) => {
    const body = field.value.trim();
    if (!body) {
      arm(kind === field.dataset.kind ? "" : kind);
      return field.focus();
    }
    const id = uuid();
    const minute = Math.floor(clock.elapsed() / 60);
    const data = { client_id: id, body, kind: kind || field.dataset.kind || "", minute: String(minute), question: find("[data-note] [name=question]").value, taken_at: stamp() };
    field.value = "";
    arm("");
    field.focus();
    store.setFact(draft, "");
    await outbox.add("note", find("[data-note]").getAttribute("action"), data, id);
  };
  const finish = async (form) => {
    if (clock.left() > 5 * 60 && !confirm(`Finish now? ${Math.ceil(clock.left() / 60)} minutes are left.`)) return;
    if (field.value.trim()) await keep("");
    leaving = true;
    if (!waiting().some((e) => e.kind === "finish")) await outbox.add("finish", form.getAttribute("action"), { ended_at: stamp() });
    find("#now").focus();
  };

  const list = find("#questions");
  const openList = (on) => {
    list.classList.toggle("is-open", on);
    const to = on ? (find("[aria-current] button", list) ?? find("[data-list] button", list) ?? list) : find("[data-list-open]");
    to?.focus();
  };

  const SUBMIT = {
    "[data-start]": (form) => outbox.add("start", form.getAttribute("action"), { started_at: stamp() }).then(() => field.focus()),
    "[data-note]": (form, value) => keep(value),
    "[data-finish]": finish,
    "[data-outcome-form]": (form, value) => step(value || "asked"),
    "[data-jump]": (form, value) => {
      choose(value);
      show();
      if (list.classList.contains("is-open")) openList(false);
    },
    "[data-previous]": () => {
      const { questions } = view();
      const at = questions.indexOf(questions.find((q) => q.id === find("[data-note] [name=question]").value));
      choose(questions.at(at < 0 ? -1 : Math.max(0, at - 1))?.id);
      show();
    },
    "[data-more]": async (form) => {
      const text = form.elements.text.value.trim();
      if (!text) return form.elements.text.focus();
      const id = uuid();
      choose(id);
      const data = { question_id: id, text, after: form.elements.after.value };
      form.reset();
      await outbox.add("question", form.getAttribute("action"), data, id);
      if (list.classList.contains("is-open")) openList(false);
      else field.focus();
    },
  };
  document.addEventListener("submit", (event) => {
    const found = Object.entries(SUBMIT).find(([selector]) => event.target.matches(selector));
    if (!found) return;
    event.preventDefault();
    found[1](event.target, event.submitter?.value ?? "");
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-list-open]")) openList(true);
    else if (event.target.closest("[data-list-shut]")) openList(false);
    else if (event.target.closest("[data-unfinish]")) {
      leaving = false;
      for (const entry of waiting()) if (entry.kind === "finish") store.drop(entry);
    } else if (event.target.closest("[data-drop]")) {
      store.drop({ n: Number(event.target.closest("[data-drop]").dataset.drop) });
    } else return;
    event.preventDefault();
  });
  live.addEventListener("keydown", (event) => {
    if (event.target === field && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      keep("");
    } else if (event.key === "Escape" && list.classList.contains("is-open")) openList(false);
    else if (event.key === "Escape" && field.dataset.kind) arm("");
  });
  field.addEventListener("input", () => store.setFact(draft, field.value));

  /* --- Off we go, with what this device knew already. */
  (async () => {
    await outbox.ready;
    const kept = await store.talk(outbox.talk);
    chosen ??= await store.fact(place);
    field.value ||= (await store.fact(draft)) ?? "";
    if (!kept?.state || kept.state.now < base.now) await store.keepTalk(outbox.talk, { state: base, name: base.name, url: location.pathname });
    await reload();
    await refresh();
    if (phaseOf(view()) === "running" && document.activeElement === document.body && matchMedia("(pointer: fine)").matches) field.focus();
    live.dataset.ready = "";
    find("[data-kept]").hidden = !(await outbox.kept);
  })();
})();
