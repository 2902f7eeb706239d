// The inbox shows new mail by itself: asks every two seconds, reloads only when something changed.
const shown = document.querySelector("[data-newest]").dataset.newest;
setInterval(async () => {
  if (document.hidden) return;
  try {
    const mails = await (await fetch("/api/messages" + location.search)).json();
    if (String(mails.length ? mails[0].id : 0) !== shown) location.reload();
  } catch {
    // The catcher is restarting; the next round will find it.
  }
}, 2000);
