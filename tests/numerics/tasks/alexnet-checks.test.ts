import '@tensorflow/tfjs'; // with the gradients, for the oracle
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, test } from 'vitest';

import colour from '#numerics/tasks/check-colour-shift.ts';
import dropout from '#numerics/tasks/check-dropout-mean.ts';
import grouped from '#numerics/tasks/check-grouped-count.ts';
import response from '#numerics/tasks/check-response-norm.ts';

import { checkHolds } from './checkHolds.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['response normalisation on the way back is the formula of the box', response, 60],
  ['the colour shift has covariance σ²C² with variances, and σ²C with deviations', colour, 100],
  ['dropout before a dense layer: mean score and geometric mean are those in use', dropout, 100],
  ['groups divide the weights of a convolution and not its biases', grouped, 200],
] as const;

test.each(facts)('%s', (_, check, seeds) => checkHolds(check, seeds));
