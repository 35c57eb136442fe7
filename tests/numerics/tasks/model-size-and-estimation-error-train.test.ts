import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { parametersOfWidth, widthsOf } from '#numerics/regression/widthStudy.ts';
import { disposeNetwork } from '#numerics/network/network.ts';
import train, { type Checkpoint } from '#numerics/tasks/model-size-and-estimation-error-train.ts';
import { smallNetwork } from '#numerics/training/smallNetwork.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(startWasm);

const trial = { width: 1, examples: 20, noise: 0.2, seed: 1 };

test('parameters are counted as the network has them', () => {
  for (const width of [1, 3]) {
    const network = smallNetwork({ widths: widthsOf(width), classes: 4 }, 1);
    const counted = network.steps.reduce(
      (sum, step) => sum + ('kernel' in step ? step.kernel.size + step.bias.size : 0),
      0,
    );
    expect(parametersOfWidth(width)).toBe(counted);
    disposeNetwork(network);
  }
});

test('a training that was paused goes on like one that was not, and leaves no tensor', async () => {
  const before = memory().numTensors;
  const straight = await untilPart(3);
  const paused = await untilPart(3, straight[1]);
  expect(straight).toHaveLength(3);
  expect(paused).toHaveLength(1);
  expect(paused[0]?.history).toEqual(straight[2]?.history);
  expect(paused[0]?.weights).toEqual(straight[2]?.weights);
  expect(memory().numTensors).toBe(before);
});

/** Checkpoints up to that of a part, at which the reader cancels. */
async function untilPart(part: number, from?: Checkpoint): Promise<Checkpoint[]> {
  const found: Checkpoint[] = [];
  const result = await train(
    { trial, from },
    {
      progress: (_, checkpoint) => void (checkpoint && found.push(checkpoint as Checkpoint)),
      stopped: () => Promise.resolve(found.at(-1)?.history.length === part),
    },
  );
  expect(result).toBeNull();
  return found;
}
