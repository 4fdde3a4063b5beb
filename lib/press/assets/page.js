// @ts-check
/** Copy buttons, the contents at the side, and boxes that scroll. */
(() => {
  for (const button of document.querySelectorAll("button.copy")) {
    button.addEventListener("click", async () => {
      const text = button.getAttribute("data-copy") ??
        button.closest(".code-block")?.querySelector("pre")?.textContent ?? "";
      const label = button.textContent;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Press Ctrl+C"; // No permission: select it.
        const code = button.parentElement?.parentElement?.querySelector("code");
        if (code) getSelection()?.selectAllChildren(code);
      }
      setTimeout(() => button.textContent = label, 1600);
    });
  }

  // A box that scrolls must be reachable by keyboard; one that doesn't, not.
  /** @param {Element} box */
  const reach = (box) => {
    const scrolls = box.scrollWidth > box.clientWidth + 1 ||
      box.scrollHeight > box.clientHeight + 1;
    if (scrolls) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  };
  const boxes = new ResizeObserver((entries) => {
    for (const { target } of entries) reach(target);
  });
  const scrollers = document.querySelectorAll(".scroll");
  for (const box of scrollers) boxes.observe(box);
  // A font that arrives late widens the text, but not the box around it.
  document.fonts.addEventListener(
    "loadingdone",
    () => scrollers.forEach(reach),
  );

  const contents = document.querySelector(".contents details");
  if (!(contents instanceof HTMLDetailsElement)) return;

  // At the side the list stands open; on a narrow screen it's folded.
  const wide = matchMedia("(min-width: 68rem)");
  const fold = () => contents.open = wide.matches;
  wide.addEventListener("change", fold);
  fold();

  /** @type {Map<string, Element>} */
  const links = new Map();
  for (const link of contents.querySelectorAll("a")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
    link.addEventListener("click", () => contents.open = wide.matches);
  }
  const places = [...links.keys()].map((id) => document.getElementById(id))
    .filter((place) => place !== null);
  let queued = false;
  const mark = () => {
    queued = false;
    const line = innerHeight * 0.3;
    const passed = places.filter((p) => p.getBoundingClientRect().top < line);
    const here = passed.at(-1)?.id;
    for (const [id, link] of links) {
      if (id === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  const queue = () => {
    if (!queued) requestAnimationFrame(mark);
    queued = true;
  };
  addEventListener("scroll", queue, { passive: true });
  addEventListener("resize", queue);
  mark();
})();
