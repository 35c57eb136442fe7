import { writeFileSync } from 'node:fs';

import { pixelLevels } from '#demos/gradient-ascent/pixelLevels.ts';
import { labDefaults, settingsOf, startOf } from '#demos/gradient-ascent/state.ts';
import { startValues } from '#numerics/ascent/startValues.ts';
import climb from '#numerics/tasks/gradient-ascent-climb.ts';

import { shippedModel } from '../tests/numerics/network/shipped.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records the climb with which the chapter's laboratory opens, which takes too long on the cpu
 * backend of a build: `node --experimental-strip-types bench/recordFirstClimb.ts` writes
 * `content/chapters/gradient-ascent/first.json`. A test holds it against the task.
 */
await startWasm();
const start = startOf(labDefaults);
if (!start) throw new Error('The laboratory opens with a picture.');
const stops = await climb(
  {
    x: startValues(start, [32, 32, 3]),
    from: 0,
    steps: labDefaults.done,
    settings: settingsOf(labDefaults),
  },
  uninterruptedWith(shippedModel('base')),
);
const [first, last] = [stops?.[0], stops?.at(-1)];
if (!stops || !first || !last) throw new Error('Nobody cancels a recording.');
const round = (value: number) => Number(value.toPrecision(6));
const base64 = (x: Float32Array) => Buffer.from(pixelLevels(x)).toString('base64');
writeFileSync(
  'content/chapters/gradient-ascent/first.json',
  `${JSON.stringify({
    command: 'node --experimental-strip-types bench/recordFirstClimb.ts',
    stops: stops.map(({ value, scores, size }) => ({
      value: round(value),
      scores: scores.map(round),
      size: round(size),
    })),
    start: base64(first.x),
    end: base64(last.x),
  })}\n`,
);
