import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, test } from 'vitest';

import energy from '#numerics/tasks/check-receptive-field-energy.ts';
import recursion from '#numerics/tasks/check-receptive-field-recursion.ts';
import skips from '#numerics/tasks/check-receptive-field-skips.ts';
import spread from '#numerics/tasks/check-receptive-field-spread.ts';

import { checkHolds } from './checkHolds.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['r, the first pixel and the jump are those of the recursion, and r is the sum', recursion, 60],
  ['with equal weights the sensitivity is the share of the ways', spread, 60],
  ['with random weights its mean square is', energy, 40],
  ['skips make a binomial mixture of receptive fields', skips, 200],
] as const;

test.each(facts)('%s', (_, check, seeds) => checkHolds(check, seeds));
