// @ts-check
/**
 * Chooses light or dark before the page is drawn: the reader's choice if one
 * is remembered, else the system's. Others listen for the event "theme".
 */
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const remembered = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // Storage can be forbidden: follow the system.
    }
  };

  const show = () => {
    const dark = (remembered() ?? (system.matches ? "dark" : "light")) ===
      "dark";
    root.dataset.theme = dark ? "dark" : "light";
    document.querySelector(".theme-toggle")
      ?.setAttribute("aria-pressed", String(dark));
    dispatchEvent(new Event("theme"));
  };

  root.classList.add("js");
  show();
  system.addEventListener("change", show);
  addEventListener("storage", show);
  document.addEventListener("DOMContentLoaded", () => {
    show();
    document.querySelector(".theme-toggle")?.addEventListener("click", () => {
      const next = root.dataset.theme === "dark" ? "light" : "dark";
      try {
        localStorage.setItem("theme", next);
      } catch {
        // Not remembered, but shown.
      }
      root.dataset.theme = next;
      document.querySelector(".theme-toggle")
        ?.setAttribute("aria-pressed", String(next === "dark"));
      dispatchEvent(new Event("theme"));
    });
  });
})();
