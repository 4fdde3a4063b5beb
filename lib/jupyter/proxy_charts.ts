/**
 * Charts that change in place, in JupyterLab.
 *
 * JupyterLab hands an updated display to the renderer that drew it before, and
 * plotly's renderer keeps its first chart, whatever comes. It must be made
 * anew, and that happens only when the display changes its type in between: so
 * each update of a chart is sent after a blank of the same height.
 *
 * @module
 */
import type { Json, Message } from "./messages.ts";

const PLOTLY = "application/vnd.plotly.v1+json";
const HEIGHT = 360; // plotly's renderer takes it when the layout has none

/**
 * What to send in a message's place.
 *
 * @param message An output of a cell.
 * @returns The message, after a blank if it updates a chart.
 */
export function redrawn(message: Message): Message[] {
  const chart = (message.content.data as Json | undefined)?.[PLOTLY];
  if (message.header.msg_type !== "update_display_data" || !chart) {
    return [message];
  }
  const height = (chart as { layout?: Json }).layout?.height ?? HEIGHT;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1" ` +
    `height="${Number(height)}"></svg>`;
  const content = { ...message.content, data: { "image/svg+xml": svg } };
  const header = { ...message.header, msg_id: crypto.randomUUID() };
  return [{ ...message, header, content }, message];
}
