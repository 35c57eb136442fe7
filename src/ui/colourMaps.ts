/** Red, green, blue and opacity, each 0 to 255. */
export type Rgba = [red: number, green: number, blue: number, alpha: number];

/** How numbers become colours: signed around zero, unsigned from zero up, or as grey levels. */
export type MapKind = 'signed' | 'unsigned' | 'grey';

/** Orange and blue of about equal lightness: told apart by every kind of colour vision. */
const POSITIVE = [222, 100, 32] as const;
const NEGATIVE = [36, 122, 200] as const;

/**
 * Signed values: zero is transparent, so it has the paper's colour in either theme; opacity grows
 * with the magnitude up to `scale`.
 */
export function diverging(value: number, scale: number): Rgba {
  const strength = clampedRatio(Math.abs(value), scale);
  const [red, green, blue] = value < 0 ? NEGATIVE : POSITIVE;
  return [red, green, blue, Math.round(255 * strength)];
}

/**
 * Unsigned values from 0 to `scale`: cividis, made to look the same with and without colour
 * blindness, its lightness rising all the way (Nuñez, Anderton, Renslow, PLoS ONE 2018), in the
 * polynomial fit of d3-scale-chromatic.
 */
export function sequential(value: number, scale: number): Rgba {
  const t = clampedRatio(value, scale);
  return [
    channel(horner(t, [-4.54, -35.34, 2381.73, -6402.7, 7024.72, -2710.57])),
    channel(horner(t, [32.49, 170.73, 52.82, -131.46, 176.58, -67.37])),
    channel(horner(t, [81.24, 442.36, -2482.43, 6167.24, -6614.94, 2475.67])),
    255,
  ];
}

/** Grey levels, 0 black and `scale` white: what a one-channel photograph is. */
export function grey(value: number, scale: number): Rgba {
  const level = channel(255 * clampedRatio(value, scale));
  return [level, level, level, 255];
}

/** The colour of a value on a map of the given kind. */
export function colourOf(kind: MapKind, value: number, scale: number): Rgba {
  if (kind === 'signed') return diverging(value, scale);
  return kind === 'grey' ? grey(value, scale) : sequential(value, scale);
}

/** The colour as CSS understands it. */
export function cssColour([red, green, blue, alpha]: Rgba): string {
  return `rgb(${red} ${green} ${blue} / ${Number((alpha / 255).toFixed(3))})`;
}

function clampedRatio(value: number, scale: number): number {
  if (Number.isNaN(value) || scale <= 0) return 0;
  return Math.min(1, Math.max(0, value / scale));
}

function horner(t: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
}

function channel(value: number): number {
  return Math.round(Math.min(255, Math.max(0, value)));
}
