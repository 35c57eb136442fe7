import { mulberry32 } from '../random.ts';
import { overlap } from '../segmentation/overlap.ts';
import type { CheckResult } from './context.ts';

/** Two random masks: Dice by counting, and 2 IoU/(1 + IoU). */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const share = 0.2 + 0.6 * random();
  const mask = () => Uint8Array.from({ length: 1024 }, () => (random() < share ? 1 : 0));
  const [a, b] = [mask(), mask()];
  const { intersectionOverUnion: iou, dice } = overlap(a, b);
  return Promise.resolve({
    statement: `two random masks of 1,024 pixels: IoU ${iou.toFixed(3)}, Dice ${dice.toFixed(3)}`,
    rows: [
      {
        label: 'Dice by counting, and from IoU',
        value: Math.abs(dice - (2 * iou) / (1 + iou)),
        tolerance: 1e-12,
      },
    ],
  });
}
