/**
 * Decks as PDF: one slide a page, drawn by a headless Chromium.
 *
 * @module
 */
import type { Browser } from "playwright-core";

/**
 * Prints one deck.
 *
 * @param browser a running Chromium
 * @param address the deck's page
 * @returns the PDF
 * @throws {Error} when it does not have one page a slide, or when a figure
 * cannot be drawn
 */
export async function printDeck(
  browser: Browser,
  address: string,
): Promise<Uint8Array> {
  const context = await browser.newContext({ colorScheme: "light" });
  try {
    const page = await context.newPage();
    await page.goto(`${address}?view=all`);
    await page.waitForFunction(
      () =>
        document.querySelectorAll(
          "figure:is(.chart, .diagram):not(.drawn, .failed)",
        ).length === 0,
      undefined,
      { timeout: 120_000 },
    );
    const failed = await page.locator("figure.failed").count();
    if (failed > 0) {
      throw new Error(`${failed} figures of ${address} could not be drawn`);
    }
    const slides = await page.locator(".slide").count();
    const pdf = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
    });
    const pages = countPages(pdf);
    if (pages !== slides) {
      throw new Error(
        `The PDF of ${address} has ${pages} pages for ${slides} slides`,
      );
    }
    return pdf;
  } finally {
    await context.close();
  }
}

/**
 * Counts the pages of a PDF that Chromium wrote, whose page objects stand in
 * it as plain text.
 */
export function countPages(pdf: Uint8Array): number {
  const text = new TextDecoder("latin1").decode(pdf);
  return text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
