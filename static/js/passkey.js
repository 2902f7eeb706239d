/* Says in words what allauth's passkey script would only write to the console. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const name = event.detail.exception?.name;
  const text =
    name === "NotAllowedError"
      ? "The passkey was not used: it was canceled, or took too long. Try again when you’re ready."
      : name === "InvalidStateError"
        ? "This device has a passkey for you already."
        : "The passkey didn’t work here. Sign in another way, or try a different browser.";
  document.dispatchEvent(new CustomEvent("acquaint:say", { detail: { text, stay: true } }));
});
