/**
 * What can be wrong with how a slide looks: run inside the browser, on one
 * slide that is shown at 1280 by 720.
 *
 * @module
 */

/** Nothing on a slide is written smaller, in pixels. */
export const SMALLEST = 24;

/**
 * Looks at one slide. It runs in the page, so it uses nothing from outside.
 *
 * @param slide the slide's element
 * @param smallest the least size of text, in pixels
 * @returns what is wrong, in words
 */
export function slideFaults(slide: Element, smallest: number): string[] {
  const faults: string[] = [];
  const frame = slide.getBoundingClientRect();
  const short = (text: string) => text.trim().replace(/\s+/g, " ").slice(0, 40);
  const shown = (element: Element) =>
    element.checkVisibility({
      visibilityProperty: true,
      opacityProperty: true,
    }) &&
    !element.closest(".hidden, .katex-mathml, caption, .notes, .source") &&
    !element.closest(".diagram .figure-title, title, desc, style, script");

  // Text: large enough, and inside the slide.
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const parent = node.parentElement!;
    if (!node.nodeValue?.trim() || !shown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const scale = parent instanceof SVGGraphicsElement
      ? parent.getScreenCTM()!.a || parent.getScreenCTM()!.b
      : parent.closest("svg foreignObject")
      ? (parent.closest("foreignObject") as SVGGraphicsElement).getScreenCTM()!
        .a
      : 1;
    const size = parseFloat(getComputedStyle(parent).fontSize) *
      Math.abs(scale);
    // KaTeX draws brackets, roots and blanks with glyphs of other sizes.
    const glyph = parent.closest(
      ".delimsizing, .vlist-s, .hide-tail, .nulldelimiter",
    );
    if (
      size < smallest - 0.1 && !glyph && /[\p{L}\p{N}]/u.test(node.nodeValue)
    ) {
      faults.push(`${size.toFixed(1)} px: "${short(node.nodeValue)}"`);
    }
    const out = box.left < frame.left - 1 || box.right > frame.right + 1 ||
      box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
    if (out) faults.push(`leaves the slide: "${short(node.nodeValue)}"`);
  }

  // Boxes: nothing is cut off, and nothing reaches into the footer.
  for (const box of slide.querySelectorAll("*")) {
    if (!shown(box) || box.closest("svg, .katex")) continue;
    const { overflowX, overflowY } = getComputedStyle(box);
    const wide = overflowX !== "visible" &&
      box.scrollWidth > box.clientWidth + 1;
    const high = overflowY !== "visible" &&
      box.scrollHeight > box.clientHeight + 1;
    if ((wide || high) && !box.closest(".canvas")) {
      faults.push(`cut off: <${box.localName} class="${box.className}">`);
    }
  }
  const foot = slide.querySelector("footer")!.getBoundingClientRect().top;
  const body = slide.querySelector(".body")!;
  for (const block of body.querySelectorAll(".block, .ways")) {
    const { bottom, right } = block.getBoundingClientRect();
    if (bottom > foot + 1 || right > frame.right) {
      faults.push(`too large: "${short(block.textContent ?? "")}"`);
    }
  }
  if (body.scrollHeight > body.clientHeight + 1) {
    faults.push("the body overflows");
  }

  // Figures: drawn, and without a fault of their own.
  for (const figure of slide.querySelectorAll("figure.chart, figure.diagram")) {
    if (!figure.querySelector(".canvas svg")) {
      faults.push(`${figure.id} is empty`);
    }
    const svg = figure.querySelector(".canvas svg")?.getBoundingClientRect();
    if (svg && (svg.width < 200 || svg.height < 80)) {
      faults.push(`${figure.id} is ${svg.width} by ${svg.height}`);
    }
    if (
      /syntax error/i.test(figure.querySelector(".canvas")?.textContent ?? "")
    ) {
      faults.push(`${figure.id} has a syntax error`);
    }
  }
  if (slide.querySelector("figure.failed")) faults.push("a figure failed");
  if (slide.querySelector(".katex-error")) faults.push("a formula is wrong");
  for (const image of slide.querySelectorAll("img")) {
    if (!image.alt.trim()) faults.push(`${image.src} has no alternative`);
    if (shown(image) && image.complete && image.naturalWidth === 0) {
      faults.push(`${image.src} is missing`);
    }
  }
  return faults;
}

/**
 * Contrast of the words in charts and diagrams, which axe does not look at.
 * It runs in the page.
 *
 * @param root where to look
 * @param least the least ratio
 * @returns the words that are too pale, with their ratio
 */
export function paleWords(root: Element, least: number): string[] {
  const channels = (colour: string) =>
    (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((value) => {
      const c = Number(value) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
  const light = (colour: string) => {
    const [r, g, b] = channels(colour);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faults: string[] = [];
  for (
    const text of root.querySelectorAll(
      ".canvas svg :is(.xtick, .ytick, .legend, .g-xtitle, .g-ytitle) text",
    )
  ) {
    if (!text.checkVisibility()) continue;
    const slide = text.closest(".slide")!;
    const paper = light(getComputedStyle(slide).backgroundColor);
    const ink = light(getComputedStyle(text).fill);
    const ratio = (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05);
    if (!(ratio >= least)) {
      faults.push(`${ratio.toFixed(1)}: "${text.textContent?.trim()}"`);
    }
  }
  return faults;
}
