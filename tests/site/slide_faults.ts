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

  // Text: large enough, and inside the slide's margins.
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const parent = node.parentElement!;
    if (!node.nodeValue?.trim() || !shown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const drawing = parent.closest<SVGGraphicsElement>(
      "svg foreignObject, svg text",
    );
    const matrix = drawing?.getScreenCTM();
    const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
    const size = parseFloat(getComputedStyle(parent).fontSize) * scale;
    // KaTeX draws brackets, roots and blanks with glyphs of other sizes.
    const glyph = parent.closest(
      ".delimsizing, .vlist-s, .hide-tail, .nulldelimiter",
    );
    if (
      size < smallest - 0.1 && !glyph && /[\p{L}\p{N}]/u.test(node.nodeValue)
    ) {
      faults.push(`${size.toFixed(1)} px: "${short(node.nodeValue)}"`);
    }
    const out = box.left < frame.left + 40 || box.right > frame.right - 40 ||
      box.top < frame.top + 8 || box.bottom > frame.bottom - 4;
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
  // Names along an axis do not run into one another.
  for (
    const axis of slide.querySelectorAll(".xaxislayer-above, .yaxislayer-above")
  ) {
    const boxes = [...axis.querySelectorAll(".xtick text, .ytick text")]
      .map((text) => ({ text, box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    for (const [i, { text, box }] of boxes.entries()) {
      const clash = boxes.slice(i + 1).some(({ box: other }) =>
        box.left < other.right - 2 && other.left < box.right - 2 &&
        box.top < other.bottom - 6 && other.top < box.bottom - 6
      );
      if (clash) {
        faults.push(`runs into another: "${short(text.textContent!)}"`);
      }
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
 * Contrast of all words, those in charts included. (axe leaves this open on
 * slides, for they lie on top of one another.) It runs in the page.
 *
 * @param root where to look
 * @param least the least ratio
 * @returns the words that are too pale, with their ratio
 */
export function paleWords(root: Element, least: number): string[] {
  /** Red, green, blue from 0 to 1, and alpha. */
  const parse = (colour: string) => {
    const scale = colour.startsWith("color(") ? 1 : 255;
    const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return [r / scale, g / scale, b / scale, a];
  };
  const over = (top: number[], below: number[]) =>
    below.map((c, i) => i < 3 ? top[i] * top[3] + c * (1 - top[3]) : 1);
  const light = (colour: number[]) => {
    const [r, g, b] = colour.slice(0, 3).map((c) =>
      c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = (element: Element): number[] => {
    const own = parse(getComputedStyle(element).backgroundColor);
    const parent = element.parentElement;
    if (own[3] === 1 || !parent) return own;
    return over(own, paper(parent));
  };
  const faults: string[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement, nodeValue } = texts.currentNode;
    if (!parentElement || !nodeValue?.trim()) continue;
    const drawing = parentElement.closest(".canvas svg");
    // Words inside bars and boxes stand on a colour of their own.
    const onPaper = !drawing ||
      parentElement.closest(".xtick, .ytick, .legend, .g-xtitle, .g-ytitle");
    const hidden = parentElement.closest(
      ".hidden, .katex-mathml, script, style",
    );
    if (
      !onPaper || hidden ||
      !parentElement.checkVisibility({
        visibilityProperty: true,
        opacityProperty: true,
      })
    ) continue;
    const { color, fill } = getComputedStyle(parentElement);
    const below = paper(parentElement);
    const ink = light(over(parse(drawing ? fill : color), below));
    const [dark, bright] = [ink, light(below)].sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (!(ratio >= least)) {
      faults.push(`${ratio.toFixed(1)}: "${nodeValue.trim().slice(0, 40)}"`);
    }
  }
  return faults;
}
