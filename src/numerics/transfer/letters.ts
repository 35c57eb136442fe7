import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';

/** One shape and its mirror images. */
export const LETTERS = 'bdpq';

/** Pixels of a side. */
const SIDE = 32;

/** Pictures of 32×32, RGB from 0 to 255, one after the other, and which of `LETTERS` each is. */
export interface LetterPictures {
  pixels: Uint8Array<ArrayBuffer>;
  labels: number[];
}

/**
 * So many pen strokes of each letter, the letters taking turns: a stem and a bowl, dark on light paper, leaning,
 * large or small, narrow or wide, thin or thick, not in the middle, and grainy. By the rules of
 * `training/experiments/letters.py`.
 */
export function letters(perClass: number, seed: number): LetterPictures {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1));
  const count = LETTERS.length * perClass;
  const pixels = new Uint8Array(count * SIDE * SIDE * 3);
  const labels = Array.from({ length: count }, (_, i) => i % LETTERS.length);
  labels.forEach((label, i) => {
    draw(pixels.subarray(i * SIDE * SIDE * 3, (i + 1) * SIDE * SIDE * 3), label, random);
  });
  return { pixels, labels };
}

/** The bowl is at the right for b and p, at the foot for b and d. */
function draw(picture: Uint8Array, label: number, random: () => number): void {
  const uniform = (low: number, high: number) => low + (high - low) * random();
  const grain = normal(random);
  const [side, foot] = [label % 2 === 0 ? 1 : -1, label < 2 ? 1 : -1];
  const height = uniform(7, 11); // half of the stem's, pixels
  const radius = height * uniform(0.45, 0.6); // of the bowl, upwards
  const width = uniform(0.7, 1.1); // of the bowl, over its height
  const pen = uniform(0.6, 1.6); // half of the line's width, pixels
  const angle = uniform(-0.45, 0.45);
  const [left, top] = [15.5 + uniform(-3, 3), 15.5 + uniform(-3, 3)];
  const [paper, ink] = [uniform(150, 250), uniform(0, 90)];
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [x, y] = [(i % SIDE) - left, Math.floor(i / SIDE) - top];
    // The letter's own middle is that of its box, not its stem.
    const across = (x * Math.cos(angle) + y * Math.sin(angle)) * side + radius * width;
    const down = y * Math.cos(angle) - x * Math.sin(angle);
    const toStem = Math.hypot(across, Math.max(0, Math.abs(down) - height));
    const bowl = Math.hypot(across / width - radius, down - foot * (height - radius));
    const toBowl = Math.abs(bowl - radius) * Math.min(1, width);
    const darkness = Math.max(0, Math.min(1, pen + 0.5 - Math.min(toStem, toBowl)));
    const grey = Math.round(paper + darkness * (ink - paper) + 12 * grain());
    picture.fill(Math.max(0, Math.min(255, grey)), 3 * i, 3 * i + 3);
  }
}
