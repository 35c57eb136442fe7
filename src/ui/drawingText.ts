import { layInk } from './stroke.ts';

/** The longest text that is made: a link with it still passes through a message. */
export const LONGEST_DRAWING = 1500;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** With more, a run of pixels could not be counted in the digits that are left. */
const MOST_COLOURS = 31;
const DIGITS_OF_COLOUR = 4;

/**
 * A drawing as a text for a link: what it changes of the background it is on. The text has the number
 * of its colours, the colours, and the runs of pixels, row by row, that are left alone or have one of
 * them. Empty if nothing is changed; null if it would have too many colours or get too long.
 */
export function encodeDrawing(pixels: Uint8Array, background: Uint8Array): string | null {
  const colours: string[] = [];
  const values = Array.from({ length: pixels.length / 3 }, (_, pixel) => {
    const at = 3 * pixel;
    const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
    if (r === background[at] && g === background[at + 1] && b === background[at + 2]) return 0;
    const colour = written((r << 16) | (g << 8) | b, DIGITS_OF_COLOUR);
    const known = colours.indexOf(colour);
    return known < 0 ? colours.push(colour) : known + 1;
  });
  if (colours.length === 0) return '';
  if (colours.length > MOST_COLOURS) return null;
  const kinds = colours.length + 1;
  let text = written(colours.length, 1) + colours.join('');
  for (let start = 0, end = 0; start < values.length; start = end) {
    const value = values[start] ?? 0;
    while (end < values.length && values[end] === value) end++;
    text += writtenRun(value, end - start, kinds);
  }
  return text.length > LONGEST_DRAWING ? null : text;
}

/** The drawing that a text of `encodeDrawing` stands for; null if it is no such text. */
export function decodeDrawing(text: string, background: Uint8Array): Uint8Array | null {
  const drawing = background.slice();
  if (text === '') return drawing;
  if (text.length > LONGEST_DRAWING || !/^[\w-]+$/.test(text)) return null;
  const count = read(text.charAt(0));
  const runs = text.slice(1 + DIGITS_OF_COLOUR * count);
  const kinds = count + 1;
  if (count === 0 || count > MOST_COLOURS) return null;
  const colours = Array.from({ length: count }, (_, i) => {
    const from = 1 + DIGITS_OF_COLOUR * i;
    const colour = read(text.slice(from, from + DIGITS_OF_COLOUR));
    return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255] as const;
  });
  const pixels = background.length / 3;
  let pixel = 0;
  for (const { value, length } of readRuns(runs, kinds)) {
    const colour = colours[value - 1];
    if (pixel + length > pixels) return null;
    for (const end = pixel + length; pixel < end; pixel++) {
      if (colour) layInk(drawing, pixel, colour);
    }
  }
  return pixel === pixels ? drawing : null;
}

/**
 * A run: each digit says its value, and with the others of the run its length less one, the lowest
 * place first. Two runs side by side differ in value, so nothing need stand between them.
 */
function writtenRun(value: number, length: number, kinds: number): string {
  const base = Math.floor(DIGITS.length / kinds);
  let text = '';
  let rest = length - 1;
  do {
    text += DIGITS.charAt((rest % base) * kinds + value);
    rest = Math.floor(rest / base);
  } while (rest > 0);
  return text;
}

function readRuns(text: string, kinds: number): { value: number; length: number }[] {
  const base = Math.floor(DIGITS.length / kinds);
  const runs: { value: number; length: number; place: number }[] = [];
  for (const digit of text) {
    const number = DIGITS.indexOf(digit);
    const value = number % kinds;
    const share = Math.floor(number / kinds);
    const last = runs.at(-1);
    if (last?.value === value) {
      last.place *= base;
      if (share > 0) last.length += share * last.place;
    } else {
      runs.push({ value, length: share + 1, place: 1 });
    }
  }
  return runs;
}

function written(number: number, digits: number): string {
  return Array.from({ length: digits }, (_, i) =>
    DIGITS.charAt(Math.floor(number / DIGITS.length ** (digits - 1 - i)) % DIGITS.length),
  ).join('');
}

function read(text: string): number {
  return [...text].reduce((sum, digit) => sum * DIGITS.length + DIGITS.indexOf(digit), 0);
}
