// @ts-check
/** The search box: opened by its button or by "/", filled when first used. */
(() => {
  const here = new URL(
    ".",
    /** @type {HTMLScriptElement} */ (
      document.currentScript
    ).src,
  );
  const dialog = document.querySelector("dialog.search");
  const input = dialog?.querySelector("input");
  const list = dialog?.querySelector("ul");
  const status = dialog?.querySelector(".search-status");
  if (!(dialog instanceof HTMLDialogElement) || !input || !list || !status) {
    return;
  }

  /** @param {string} name */
  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(name, here).href;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${name} could not be loaded`));
      document.head.append(script);
    });

  /** @type {Promise<any> | undefined} */
  let index;
  const open = async () => {
    dialog.showModal();
    input.select();
    index ??= (async () => {
      await Promise.all([load("minisearch.js"), load("search-index.js")]);
      const MiniSearch = Reflect.get(globalThis, "MiniSearch");
      const search = new MiniSearch({
        fields: ["title", "chapter", "text"],
        storeFields: ["url", "title", "chapter", "text"],
        idField: "url",
        searchOptions: {
          boost: { title: 4, chapter: 2 },
          prefix: true,
          // Short words must match as typed: "loss" is not "less".
          fuzzy: (/** @type {string} */ term) => term.length > 4 ? 0.2 : false,
          combineWith: "AND",
        },
      });
      search.addAll(Reflect.get(globalThis, "courseIndex"));
      return search;
    })();
    await index;
    show();
  };

  const show = async () => {
    const query = input.value.trim();
    const all = query === "" ? [] : (await index).search(query);
    const found = all.slice(0, 12);
    list.replaceChildren(...found.map((/** @type {any} */ hit) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = hit.url;
      const title = document.createElement("strong");
      title.textContent = hit.title;
      const where = document.createElement("span");
      where.textContent = hit.chapter;
      const words = document.createElement("p");
      words.textContent = excerpt(hit.text, hit.terms);
      link.append(title, " ", where, words);
      item.append(link);
      return item;
    }));
    status.textContent = query === ""
      ? "Type a word. Enter opens the first place found."
      : found.length === 0
      ? `Nothing found for “${query}”.`
      : `${all.length} ${all.length === 1 ? "place" : "places"} found` +
        (all.length > found.length ? `, the best ${found.length} shown.` : ".");
  };

  /**
   * The words around the first match.
   * @param {string} text
   * @param {string[]} terms
   */
  const excerpt = (text, terms) => {
    const lower = text.toLowerCase();
    const at = Math.min(
      ...terms.map((t) => lower.indexOf(t)).filter((i) => i >= 0),
      text.length,
    );
    const start = at === text.length
      ? 0
      : text.lastIndexOf(" ", Math.max(0, at - 50)) + 1;
    const end = start + 150 < text.length
      ? text.lastIndexOf(" ", start + 150)
      : text.length;
    return (start > 0 ? "… " : "") + text.slice(start, end).trim() +
      (end < text.length ? " …" : "");
  };

  const links = () => [...list.querySelectorAll("a")];
  document.querySelector(".search-open")?.addEventListener("click", open);
  input.addEventListener("input", show);
  list.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(/** @type {any} */ (document.activeElement));
    if (event.key === "Enter" && document.activeElement === input) {
      all[0]?.click();
    } else if (event.key === "ArrowDown") {
      (all[at + 1] ?? all[0])?.focus();
    } else if (event.key === "ArrowUp") {
      (at > 0 ? all[at - 1] : input).focus();
    } else return;
    event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element &&
      event.target.closest("input, textarea, select, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "/" && plain && !typing && !dialog.open) {
      event.preventDefault();
      open();
    }
  });
})();
