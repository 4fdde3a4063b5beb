// @ts-check
/**
 * Shows a deck with reveal.js, marks lines of code step by step, and speaks
 * with the speaker's window. `?view=current` and `?view=next` are the small
 * pictures in that window, `?view=all` lays all slides out for printing.
 */
(async () => {
  const root = document.documentElement;
  const view = new URLSearchParams(location.search).get("view");
  if (view === "all") {
    document.body.classList.add("eager");
    root.classList.add("all-drawn");
    return;
  }
  const preview = view !== null;

  // reveal.js lays slides out by its style, so that must be there first.
  const style = /** @type {HTMLLinkElement} */ (
    document.querySelector('link[href$="reveal.css"]')
  );
  style.media = "screen";
  if (!style.sheet) {
    await new Promise((ready) => style.addEventListener("load", ready));
  }
  root.classList.add("showing");

  const Reveal = Reflect.get(globalThis, "Reveal");
  const main = /** @type {HTMLElement} */ (document.querySelector(".reveal"));
  const still = preview ||
    matchMedia("(prefers-reduced-motion: reduce)").matches;
  await Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0,
    maxScale: 6,
    center: false,
    display: "grid",
    hash: !preview,
    keyboard: !preview,
    touch: !preview,
    controls: !preview,
    controlsLayout: "edges",
    progress: !preview,
    overview: !preview,
    transition: still ? "none" : "fade",
    postMessage: false,
    scrollActivationWidth: 0,
    hideInactiveCursor: true,
  });
  // It would take arrow keys and headings away from screen readers.
  main.removeAttribute("role");

  /** Marks the lines of the last step that has been reached. */
  const mark = () => {
    for (const block of document.querySelectorAll(".code-block:has(.mark)")) {
      const reached = [...block.querySelectorAll(".mark")].filter((step) =>
        !step.classList.contains("fragment") ||
        step.classList.contains("visible")
      );
      const lines = reached.at(-1)?.getAttribute("data-lines")?.split(" ") ??
        [];
      block.querySelectorAll(".line").forEach((line, i) =>
        line.classList.toggle("marked", lines.includes(String(i + 1)))
      );
    }
  };
  for (const event of ["slidechanged", "fragmentshown", "fragmenthidden"]) {
    Reveal.on(event, mark);
  }
  mark();

  if (preview) {
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || !data?.state) return;
      const { h, f } = data.state;
      Reveal.slide(h, 0, f);
      if (view === "next") Reveal.next();
    });
    parent.postMessage({ ready: view }, "*");
    return;
  }

  /** @type {Window | null} */
  let speaker = null;
  const openSpeaker = () => {
    const name = location.pathname.split("/").at(-1)?.replace(/\.html$/, "");
    speaker = open(
      `speaker.html?deck=${name}`,
      `speaker-${name}`,
      "popup,width=1280,height=800",
    );
  };
  const tell = () => {
    const slide = Reveal.getCurrentSlide();
    speaker?.postMessage({
      state: { h: Reveal.getIndices().h, f: Reveal.getIndices().f ?? -1 },
      last: Reveal.isLastSlide() && !Reveal.availableFragments().next,
      place: `${Reveal.getIndices().h + 1} of ${Reveal.getTotalSlides()}`,
      share: Reveal.getProgress(),
      minutes: Number(main.dataset.minutes),
      title: document.title,
      notes: slide.querySelector("aside.notes")?.innerHTML ?? "",
    }, "*");
  };
  for (const event of ["slidechanged", "fragmentshown", "fragmenthidden"]) {
    Reveal.on(event, tell);
  }
  addEventListener("message", ({ source, origin, data }) => {
    // A page from a folder has no origin; a stranger could only turn pages.
    const folder = location.protocol === "file:" && origin === "null";
    if (!source || !(folder || origin === location.origin)) return;
    if (data?.speaker === "hello") {
      speaker = /** @type {Window} */ (source);
      tell();
    } else if (data?.speaker === "next") Reveal.next();
    else if (data?.speaker === "previous") Reveal.prev();
  });

  Reveal.addKeyBinding(
    { keyCode: 83, key: "S", description: "Speaker view" },
    openSpeaker,
  );
  Reveal.addKeyBinding(
    { keyCode: 84, key: "T", description: "Dark or light" },
    () => {
      const button = document.querySelector(".theme-toggle");
      if (button instanceof HTMLElement) button.click();
    },
  );
  document.querySelector(".open-speaker")
    ?.addEventListener("click", openSpeaker);
})();
