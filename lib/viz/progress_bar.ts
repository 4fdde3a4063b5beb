import { type Display, display, escapeHtml, required } from "./display.ts";

const CELLS = 24;

/**
 * Shows how much of a long computation is done.
 *
 * @param done steps finished, from 0 to `total`
 * @param total steps in all, above 0
 * @param label what is running, with its latest numbers if you like
 * @returns a display with an HTML progress bar and the same as text
 * @throws {RangeError} when `total` is not positive or `done` is outside it
 */
export function progressBar(
  done: number,
  total: number,
  label: string,
): Display {
  const name = required(label, "The label of a progress bar");
  if (!(total > 0 && Number.isFinite(total))) {
    throw new RangeError(`\`total\` must be positive and finite, got ${total}`);
  }
  if (!(done >= 0 && done <= total)) {
    throw new RangeError(`\`done\` must be from 0 to ${total}, got ${done}`);
  }
  const full = Math.round(CELLS * done / total);
  const bar = "█".repeat(full) + "░".repeat(CELLS - full);
  const percent = Math.floor(100 * done / total);
  const safe = escapeHtml(name);
  return display({
    "text/html": `<div class="progress"><progress aria-label="${safe}" ` +
      `value="${done}" max="${total}">${percent} %</progress> ` +
      `<span>${safe} · ${done}/${total}</span></div>`,
    "text/plain": `${bar} ${done}/${total} ${name}`,
  });
}
