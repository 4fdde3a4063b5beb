import type { Highlighter } from "./code.ts";

/** What a page must load besides its text. */
export type Need = "math" | "charts" | "diagrams";

/** What is collected while one page is written. */
export class Page {
  /** What the page must load. */
  readonly needs = new Set<Need>();
  /** Pictures that go with the page, by their path in the site. */
  readonly files = new Map<string, Uint8Array>();
  /** Files of the repository that the page links to, by relative path. */
  readonly linked = new Set<string>();
  readonly #ids = new Set<string>();

  /**
   * @param name the page's name: its file is `<name>.html`
   * @param highlighter colours code
   * @param root from the page to the site's first folder, `../` for a deck
   */
  constructor(
    readonly name: string,
    readonly highlighter: Highlighter,
    readonly root = "",
  ) {}

  /** Keeps an id for the caller; answers it, or the next free one like it. */
  claim(id: string): string {
    let free = id;
    for (let n = 2; this.#ids.has(free); n++) free = `${id}-${n}`;
    this.#ids.add(free);
    return free;
  }
}
