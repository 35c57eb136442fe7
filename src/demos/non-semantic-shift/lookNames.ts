import { FULL, type Look } from '#numerics/shift/look.ts';
import { formatNumber } from '#ui/formatNumber.ts';

/** A look on a button. */
export const lookNames: Record<Look, string> = {
  edges: 'edges',
  inverted: 'inverted',
  blur: 'blur',
  noise: 'noise',
  contrast: 'less contrast',
  dark: 'less light',
  hue: 'hue',
  grey: 'grey',
};

/** What an amount from 0 to 1 of a look is, in its own unit. */
export function amountText(look: Look, t: number): string {
  const kept = `${Math.round(100 * (1 - (1 - FULL.kept) * t))} % kept`;
  switch (look) {
    case 'blur':
      return `σ = ${formatNumber(FULL.blur * t)} pixels`;
    case 'noise':
      return `σ = ${formatNumber(FULL.noise * t)} levels of 255`;
    case 'hue':
      return `turned by ${formatNumber(FULL.degrees * t)}°`;
    case 'contrast':
    case 'dark':
      return kept;
    default:
      return `${Math.round(100 * t)} % of the mixture`;
  }
}
