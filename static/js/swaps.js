/*
 * What a swap leaves alone on the pages of a talk: words typed into another form of the same card, and the place of
 * whoever uses the keyboard. A button of one line replaces its whole card, with every other form that stands in it.
 * Who goes on ([data-leaves]) is told once of words that were typed and not added.
 */
(() => {
  "use strict";
  const TYPED = "textarea[id], select[id], input[id]:not([type=hidden], [type=checkbox], [type=radio])";
  const isTyped = (field) => !field.matches("select") && field.value.trim() !== field.defaultValue.trim();
  let typed = []; // [id, element, words]
  let place = null; // {card, at}

  document.addEventListener("htmx:beforeSwap", (event) => {
    const sent = event.detail.requestConfig?.elt?.closest("form");
    const forms = [...document.querySelectorAll("main form")].filter((form) => form !== sent);
    typed = forms
      .map((form) => [...form.querySelectorAll(TYPED)])
      .filter((fields) => fields.some(isTyped))
      .flatMap((fields) => fields.map((field) => [field.id, field, field.value]));
  });

  const isWaiting = (field) => isTyped(field) && !field.closest("form[data-autosave]");
  let told = false;
  const ask = (event) => {
    if (told || !event.target.closest("[data-leaves]")) return;
    const field = [...document.querySelectorAll(`main form :is(${TYPED})`)].find(isWaiting);
    if (!field) return;
    event.preventDefault();
    told = true;
    const fold = field.closest("details");
    if (fold) fold.open = true;
    field.focus();
    const text = "These words aren’t added yet. Add them, or go on without them.";
    document.dispatchEvent(new CustomEvent("acquaint:say", { detail: { text } }));
  };
  document.addEventListener("submit", ask);
  document.addEventListener("click", (event) => event.target.closest("a[data-leaves]") && ask(event));

  /* "Add someone" makes room for the form that it opens: the first field is where one goes on. */
  document.addEventListener("click", (event) => {
    const fold = event.target.closest(".aq-add > summary")?.parentElement;
    if (fold) setTimeout(() => fold.open && fold.querySelector("input:not([type=hidden]), textarea")?.focus(), 0);
  });

  const stops = (card) =>
    [...card.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(
      (stop) => !stop.disabled && stop.checkVisibility() && !stop.closest(".aq-menu__list"),
    );
  document.addEventListener("htmx:beforeRequest", (event) => {
    const focused = document.activeElement;
    const card = event.detail.target;
    place = null;
    if (!card?.id || !card.contains(focused) || !focused.matches(":focus-visible")) return;
    const stop = focused.closest("details[data-menu]")?.querySelector("summary") ?? focused;
    place = { card: card.id, at: stops(card).indexOf(stop) };
  });

  document.addEventListener("htmx:afterSettle", () => {
    for (const [id, old, words] of typed) {
      const field = document.getElementById(id);
      if (!field || field === old || field.value === words) continue;
      field.value = words;
      if (field.closest("[data-autosave]")) field.dispatchEvent(new Event("input", { bubbles: true }));
      const fold = field.closest("details:not([data-menu])");
      if (fold && isTyped(field)) fold.open = true;
    }
    typed = [];
    const card = place && document.getElementById(place.card);
    if (!card || place.at < 0 || document.activeElement !== document.body) return;
    const left = stops(card);
    left[Math.min(place.at, left.length - 1)]?.focus();
    place = null;
  });
})();
