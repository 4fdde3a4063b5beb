/** Colour measures for the tests: WCAG contrast and simulated colour vision. */

type Rgb = number[];

/** Linear-light red, green, blue of `#rrggbb`. */
function linear(hex: string): Rgb {
  return [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
}

/** WCAG 2.2 contrast ratio, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [hi, lo] = [a, b].map(linear)
    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
}

/** Machado et al. (2009), full severity; the first is ordinary vision. */
const VISION = [
  [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.011820, 0.042940, 0.968881],
  ],
  [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.303900],
  ],
];

/** Oklab coordinates of linear-light colour (Ottosson, 2020). */
function oklab([r, g, b]: Rgb): number[] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Smallest Oklab distance between two colours over all kinds of vision. */
export function distance(a: string, b: string): number {
  return Math.min(...VISION.map((matrix) => {
    const [p, q] = [a, b].map((hex) => {
      const rgb = linear(hex);
      return oklab(
        matrix.map((row) =>
          Math.min(1, Math.max(0, row.reduce((t, w, i) => t + w * rgb[i], 0)))
        ),
      );
    });
    return Math.hypot(...p.map((v, i) => v - q[i]));
  }));
}
