// @ts-check
/** Loads the page again when its deck has been edited. */
new EventSource(new URL("../live", location.href))
  .addEventListener("message", () => location.reload());
