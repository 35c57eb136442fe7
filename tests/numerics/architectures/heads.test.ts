import { describe, expect, test } from 'vitest';

import { alexnet } from '#numerics/architectures/alexnet.ts';
import { architectureOf } from '#numerics/architectures/architectureOf.ts';
import { bookNetwork, bookNetworkDefaults } from '#numerics/architectures/bookNetwork.ts';
import type { Architecture } from '#numerics/architectures/layer.ts';
import { ledger, totalsOf } from '#numerics/architectures/ledger.ts';
import { partsOf } from '#numerics/architectures/partsOf.ts';
import { resnet50 } from '#numerics/architectures/resnet50.ts';
import { vgg16 } from '#numerics/architectures/vgg16.ts';
import { withHead } from '#numerics/architectures/withHead.ts';
import { shippedModel } from '../network/shipped.ts';

const parameters = (architecture: Architecture) => totalsOf(ledger(architecture)).parameters;

describe('swapping the head', () => {
  test('VGG-16 keeps 15,227,688 of its parameters when it pools, 11.0 %', () => {
    expect(parameters(withHead(vgg16, 'pooled'))).toBe(15_227_688);
    expect(15_227_688 / 138_357_544).toBeCloseTo(0.11, 3);
  });

  test('AlexNet keeps 2,591,080', () => {
    expect(parameters(withHead(alexnet, 'pooled'))).toBe(2_591_080);
  });

  test('ResNet-50 would have 123,861,032 if it flattened, 4.8 times as many', () => {
    expect(parameters(withHead(resnet50(), 'flat'))).toBe(123_861_032);
    expect(123_861_032 / 25_557_032).toBeCloseTo(4.8, 1);
  });

  test('a head that is there already is left as it is', () => {
    expect(withHead(vgg16, 'flat')).toBe(vgg16);
    expect(withHead(withHead(resnet50(), 'flat'), 'pooled').layers.at(-1)).toEqual(
      resnet50().layers.at(-1),
    );
  });

  test('a chain that keeps its maps is refused', () => {
    const maps = { ...vgg16, layers: vgg16.layers.slice(0, 4) };
    expect(() => withHead(maps, 'pooled')).toThrow(
      'Expected a flatten or a global average pooling',
    );
  });
});

describe('the plan of the book’s networks', () => {
  const layers = (name: string) => architectureOf(shippedModel(name).manifest).layers;

  test('is base with its own numbers, and flat-head with the other head', () => {
    expect(bookNetwork(bookNetworkDefaults).layers).toEqual(layers('base'));
    expect(bookNetwork({ ...bookNetworkDefaults, head: 'flat' }).layers).toEqual(
      layers('flat-head'),
    );
  });

  test('pools to the same number of parameters at every size; flattened, the head grows with the area', () => {
    const at = (side: number, head: 'flat' | 'pooled') =>
      parameters(bookNetwork({ ...bookNetworkDefaults, side, head }));
    expect([at(32, 'pooled'), at(64, 'pooled')]).toEqual([280_586, 280_586]);
    expect([at(32, 'flat'), at(64, 'flat')]).toEqual([361_226, 606_986]);
  });
});

describe('a ledger in parts', () => {
  test.each([alexnet, vgg16, resnet50(), bookNetwork(bookNetworkDefaults)])(
    'of $name adds up to the same totals',
    (architecture) => {
      const lines = ledger(architecture);
      const parts = partsOf(lines);
      const sum = (of: 'parameters' | 'multiplyAdds' | 'activations') =>
        parts.reduce((total, part) => total + part[of], 0);
      expect({
        parameters: sum('parameters'),
        multiplyAdds: sum('multiplyAdds'),
        activations: sum('activations'),
      }).toEqual(totalsOf(lines));
    },
  );

  test('takes the blocks of a stage together, and nothing that has a name of its own', () => {
    const names = partsOf(ledger(resnet50())).map(({ name }) => name);
    expect(names).toEqual([
      'conv1',
      'pool1',
      'stage2',
      'stage3',
      'stage4',
      'stage5',
      'average',
      'fc',
    ]);
    expect(partsOf(ledger(vgg16))).toHaveLength(13 + 5 + 1 + 3);
  });
});
