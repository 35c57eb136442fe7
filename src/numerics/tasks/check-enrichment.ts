import { enrichment, meanMap } from '../cues/enrichment.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * The mean over a box of the mean map, each map divided by its mean first, and the mean of the maps'
 * enrichments there; the whole picture's enrichment is 1.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [height, width] = [randomWhole(random, 3, 12), randomWhole(random, 3, 12)];
  const count = randomWhole(random, 2, 20);
  const maps = Array.from({ length: count }, () => {
    const strength = Math.exp(draw());
    return Float64Array.from({ length: height * width }, () => strength * draw());
  });
  const rows = randomWhole(random, 1, height - 1);
  const columns = randomWhole(random, 1, width - 1);
  const box = {
    row: randomWhole(random, 0, height - rows),
    column: randomWhole(random, 0, width - columns),
    height: rows,
    width: columns,
  };
  const all = { row: 0, column: 0, height, width };
  const mean = meanMap(maps) ?? [];
  let inBox = 0;
  for (let r = box.row; r < box.row + rows; r++) {
    for (let c = box.column; c < box.column + columns; c++) {
      inBox += (mean[r * width + c] ?? 0) / (rows * columns);
    }
  }
  const own = maps.map((map) => enrichment(map, width, box) ?? 0);
  const whole = maps.map((map) => Math.abs((enrichment(map, width, all) ?? 0) - 1));
  return Promise.resolve({
    statement: `${count} random maps of ${height}×${width}, a box of ${rows}×${columns}`,
    rows: [
      {
        label: 'mean of the mean map in the box, and mean of the enrichments',
        value: Math.abs(inBox - own.reduce((sum, value) => sum + value, 0) / count),
        tolerance: 1e-5,
      },
      {
        label: 'enrichment of the whole picture, and 1',
        value: Math.max(...whole),
        tolerance: 1e-12,
      },
    ],
  });
}
