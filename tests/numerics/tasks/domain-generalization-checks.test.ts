import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, test } from 'vitest';

import reversal from '#numerics/tasks/check-gradient-reversal.ts';
import weights from '#numerics/tasks/check-group-weights.ts';
import twoLevel from '#numerics/tasks/check-two-level.ts';

import { checkHolds } from './checkHolds.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['the two-level estimate is right in the mean, and varies by τ²/m + σ²/(mn)', twoLevel, 40],
  ['group-DRO’s weights are the slope of a smooth maximum of the losses', weights, 100],
  ['behind the reversal the features climb where the domains’ head descends', reversal, 30],
] as const;

test.each(facts)('%s', (_, check, seeds) => checkHolds(check, seeds));
