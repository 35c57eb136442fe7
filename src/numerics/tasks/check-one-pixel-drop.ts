import { mulberry32 } from '../random.ts';
import { normal } from '../normal.ts';
import { randomWhole } from '../randomArray.ts';
import { cornerColours } from '#numerics/search/pixelChange.ts';
import { largestDrop, pixelDrops } from '#numerics/search/linearScore.ts';
import type { CheckResult } from './context.ts';

/** The worst one-pixel change of a linear score, by the formula and by trying. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const pixels = randomWhole(random, 20, 200);
  const x = Float64Array.from({ length: 3 * pixels }, random);
  const w = Float64Array.from(x, draw);
  const bias = draw();
  const score = (picture: Float64Array) =>
    picture.reduce((sum, value, i) => sum + value * (w[i] ?? 0), bias);
  const withColour = (pixel: number, colour: readonly number[]) => {
    const changed = Float64Array.from(x);
    changed.set(colour, 3 * pixel);
    return score(changed);
  };
  const own = score(x);
  const found = pixelDrops(w, x);
  const most = largestDrop(found);

  let [byCorners, byLot, worstOfPixels] = [0, 0, 0];
  for (let pixel = 0; pixel < pixels; pixel++) {
    const drops = cornerColours.map(
      (colour) =>
        own -
        withColour(
          pixel,
          colour.map((value) => value / 255),
        ),
    );
    const largest = Math.max(...drops);
    byCorners = Math.max(byCorners, largest);
    worstOfPixels = Math.max(worstOfPixels, Math.abs(largest - (found.drops[pixel] ?? 0)));
    for (let i = 0; i < 20; i++) {
      byLot = Math.max(byLot, own - withColour(pixel, [random(), random(), random()]));
    }
  }
  const tolerance = 1e-10 * pixels;
  return Promise.resolve({
    statement: `A linear score of ${pixels} pixels; one of them can take ${most.toFixed(3)} from it, and 20 random colours for each no more than ${byLot.toFixed(3)}.`,
    rows: [
      {
        label: 'the formula, and the best of all pixels in the eight corner colours',
        value: Math.abs(most - byCorners),
        tolerance,
      },
      { label: 'the same for each pixel by itself', value: worstOfPixels, tolerance },
      {
        label: 'by how much a colour inside the cube does better',
        value: Math.max(0, byLot - most),
        tolerance,
      },
    ],
  });
}
