import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, test } from 'vitest';

import copy from '#numerics/tasks/check-depth-copy.ts';
import growth from '#numerics/tasks/check-depth-growth.ts';
import norm from '#numerics/tasks/check-depth-norm.ts';
import scale from '#numerics/tasks/check-depth-scale.ts';
import skip from '#numerics/tasks/check-depth-skip.ts';

import { checkHolds } from './checkHolds.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  [
    'a deeper network can copy a shallower one, so its smallest training error is no larger',
    copy,
    4,
  ],
  ['a skip passes the upstream gradient on whole, and n skips make 2ⁿ paths', skip, 100],
  ['batch norm on the way back is the formula of the box', norm, 60],
  [
    'behind batch norm a kernel’s length does not matter, and its gradient shrinks with it',
    scale,
    4,
  ],
  ['in a wide random layer the squared gradient grows by π/(π − 1)', growth, 5],
] as const;

test.each(facts)('%s', (_, check, seeds) => checkHolds(check, seeds));
