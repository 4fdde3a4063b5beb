// @ts-check
/**
 * Draws the diagrams with mermaid, each when it comes near the screen: once
 * for light paper and once for dark, so that the theme and the printer choose
 * between them at once.
 */
(() => {
  const here = new URL(
    ".",
    /** @type {HTMLScriptElement} */ (
      document.currentScript
    ).src,
  );

  /** @returns {Promise<any>} mermaid; its bundle carries no types */
  const loadMermaid = () =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("mermaid.min.js", here).href;
      script.onload = () => resolve(Reflect.get(globalThis, "mermaid"));
      script.onerror = () => reject(new Error("mermaid could not be loaded"));
      document.head.append(script);
    });

  /**
   * The page's colours in one theme.
   * @param {string} theme
   */
  const variables = (theme) => {
    const probe = document.createElement("i");
    probe.style.colorScheme = theme;
    document.body.append(probe);
    /** @param {string} name */
    const colour = (name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    };
    const ink = colour("--ink");
    const soft = colour("--ink-soft");
    const colours = {
      darkMode: theme === "dark",
      background: colour("--paper"),
      primaryColor: colour("--sunk"),
      primaryTextColor: ink,
      primaryBorderColor: colour("--rule-strong"),
      secondaryColor: colour("--accent-wash"),
      secondaryTextColor: ink,
      tertiaryColor: colour("--paper"),
      tertiaryTextColor: ink,
      clusterBkg: colour("--paper"),
      clusterBorder: colour("--rule-strong"),
      edgeLabelBackground: colour("--paper"),
      lineColor: soft,
      textColor: ink,
      titleColor: ink,
      noteBkgColor: colour("--accent-wash"),
      noteTextColor: ink,
      noteBorderColor: colour("--accent"),
      fontFamily: getComputedStyle(document.body).getPropertyValue("--sans"),
      fontSize: `${text}px`,
    };
    probe.remove();
    return colours;
  };

  // On a slide words are large, so boxes stand closer.
  const onSlide = Number(
    getComputedStyle(document.body).getPropertyValue("--chart-text"),
  );
  const text = onSlide || 15;

  let count = 0;
  /** @type {Promise<any> | undefined} */
  let mermaid;

  /** @param {Element} figure */
  const draw = async (figure) => {
    const source = figure.querySelector(".source")?.textContent ?? "";
    const canvas = figure.querySelector(".canvas");
    const api = await (mermaid ??= loadMermaid());
    await document.fonts.ready;
    for (const theme of ["light", "dark"]) {
      api.initialize({
        startOnLoad: false,
        securityLevel: "strict",
        theme: "base",
        look: "classic",
        flowchart: onSlide
          ? { rankSpacing: 34, nodeSpacing: 26, padding: 8, wrappingWidth: 320 }
          : {},
        themeCSS: ".node rect { rx: 6px; ry: 6px; }",
        themeVariables: variables(theme),
      });
      const { svg } = await api.render(`drawing-${++count}`, source);
      const box = document.createElement("div");
      box.className = `in-${theme}`;
      box.innerHTML = svg;
      // A phone scrolls a wide diagram rather than shrink its words away.
      const natural = box.querySelector("svg")?.style.maxWidth || "100%";
      box.style.setProperty("--natural", natural);
      canvas?.append(box);
    }
    figure.classList.add("drawn");
  };

  // One after the other: mermaid keeps its settings between drawings.
  let last = Promise.resolve();
  // A page that is printed as a whole draws everything at once.
  const margin = document.body.classList.contains("eager") ? 1e6 : 800;
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      // What cannot be drawn shows its source.
      last = last.then(() => draw(target)).catch((error) => {
        console.error(error);
        target.classList.add("failed");
      });
    }
  }, { rootMargin: `${margin}px` });
  for (const figure of document.querySelectorAll("figure.diagram")) {
    near.observe(figure);
  }
})();
