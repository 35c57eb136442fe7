import { describe, expect, test } from 'vitest';

import { alexnet } from '#numerics/architectures/alexnet.ts';
import type { Layer, Shape } from '#numerics/architectures/layer.ts';
import { ledger, ledgerUntilFault, totalsOf } from '#numerics/architectures/ledger.ts';
import { outputShape } from '#numerics/architectures/outputShape.ts';
import { vgg16 } from '#numerics/architectures/vgg16.ts';
import { windowOf } from '#numerics/architectures/windowOf.ts';
import { receptiveFields } from '#numerics/receptiveField.ts';

const maps: Shape = [8, 8, 6];

describe('the shape a layer makes', () => {
  const cases: [string, Layer, Shape, Shape][] = [
    [
      'a kernel of 3 takes two',
      { name: 'c', type: 'conv', kernel: 3, channels: 5 },
      maps,
      [6, 6, 5],
    ],
    [
      'a dilated kernel takes more',
      { name: 'c', type: 'conv', kernel: 3, channels: 5, dilation: 2 },
      maps,
      [4, 4, 5],
    ],
    [
      'a stride that does not divide is floored',
      { name: 'c', type: 'conv', kernel: 3, channels: 5, stride: 2 },
      maps,
      [3, 3, 5],
    ],
    [
      'pooling keeps the channels',
      { name: 'p', type: 'maxPool', kernel: 2, stride: 2 },
      maps,
      [4, 4, 6],
    ],
    ['flatten keeps every value', { name: 'f', type: 'flatten' }, maps, [384]],
    ['global pooling keeps a value a channel', { name: 'g', type: 'globalAveragePool' }, maps, [6]],
    ['a dense layer has its units', { name: 'd', type: 'dense', units: 10 }, [384], [10]],
    [
      'a residual sum has the shape of its branches',
      {
        name: 's',
        type: 'sum',
        branches: [[{ name: 'c', type: 'conv', kernel: 3, channels: 6, padding: 1 }], []],
      },
      maps,
      maps,
    ],
  ];
  test.each(cases)('%s', (_, layer, input, expected) => {
    expect(outputShape(layer, input)).toEqual(expected);
  });
});

describe('an illegal layer is met with what was expected, what was found and what to do', () => {
  const cases: [string, Layer, Shape, RegExp][] = [
    [
      'a kernel larger than the padded input',
      { name: 'conv9', type: 'conv', kernel: 11, channels: 4, padding: 1 },
      maps,
      /^Expected a window that fits .* 'conv9', found one of 11×11 for 10×10\. Make the kernel smaller/,
    ],
    [
      'a dilated kernel larger than the input',
      { name: 'c', type: 'conv', kernel: 3, channels: 4, dilation: 4 },
      maps,
      /found one of 9×9 \(kernel 3, dilation 4\) for 8×8/,
    ],
    [
      'groups that do not divide the channels',
      { name: 'c', type: 'conv', kernel: 3, channels: 8, groups: 4 },
      maps,
      /^Expected a number of groups in 'c' that divides its 6 .* 8 .*, found 4\. Take a common divisor/,
    ],
    [
      'a dense layer before a flatten',
      { name: 'fc', type: 'dense', units: 10 },
      maps,
      /^Expected a vector before the dense layer 'fc', found maps of 8×8×6\. Put a flatten or/,
    ],
    [
      'a convolution after a flatten',
      { name: 'c', type: 'conv', kernel: 1, channels: 4 },
      [384],
      /^Expected maps .* before 'c' \(conv\), found a vector of 384\. Put it before/,
    ],
    [
      'a second flatten',
      { name: 'f', type: 'flatten' },
      [384],
      /^Expected maps .* found a vector of 384/,
    ],
    [
      'a pool whose windows may hold nothing but padding',
      { name: 'p', type: 'maxPool', kernel: 2, padding: 2 },
      maps,
      /^Expected a padding of at most half the window in 'p', found 2/,
    ],
    [
      'a stride of 0',
      { name: 'p', type: 'maxPool', kernel: 2, stride: 0 },
      maps,
      /^Expected a whole number of at least 1 for stride in 'p', found 0\.$/,
    ],
    [
      'branches that end in different shapes',
      {
        name: 's',
        type: 'sum',
        branches: [[{ name: 'c', type: 'conv', kernel: 3, channels: 6 }], []],
      },
      maps,
      /^Expected branches of one shape in 's', found 6×6×6 and 8×8×6\. Give them/,
    ],
  ];
  test.each(cases)('%s', (_, layer, input, message) => {
    expect(() => outputShape(layer, input)).toThrow(message);
  });

  test('and a ledger stops there, keeps the lines before it, and says which layer it was', () => {
    const layers: Layer[] = [
      { name: 'conv1', type: 'conv', kernel: 3, channels: 4 },
      { name: 'relu1', type: 'relu' },
      { name: 'fc', type: 'dense', units: 10 },
      { name: 'relu2', type: 'relu' },
    ];
    const { lines, fault } = ledgerUntilFault({ inputShape: maps, layers });
    expect(lines.map(({ name }) => name)).toEqual(['conv1', 'relu1']);
    expect(fault?.index).toBe(2);
    expect(() => ledger({ name: 'mine', inputShape: maps, layers })).toThrow(
      /^mine: Expected a vector before the dense layer 'fc'/,
    );
  });
});

describe('what a layer costs', () => {
  test('a convolution has as many parameters on a large map as on a small one, not as many products', () => {
    const layer: Layer = { name: 'c', type: 'conv', kernel: 3, channels: 16, padding: 1 };
    const [small, large] = [8, 16].map((side) =>
      totalsOf(ledger({ name: 'n', inputShape: [side, side, 6], layers: [layer] })),
    );
    expect(small?.parameters).toBe(16 * (9 * 6 + 1));
    expect(large?.parameters).toBe(small?.parameters);
    expect(large?.multiplyAdds).toBe(4 * (small?.multiplyAdds ?? 0));
  });

  test('two groups halve the weights and the products of a convolution, and leave its biases', () => {
    const inGroups = (groups: number) =>
      totalsOf(
        ledger({
          name: 'n',
          inputShape: maps,
          layers: [{ name: 'c', type: 'conv', kernel: 3, channels: 16, groups }],
        }),
      );
    expect(inGroups(2).parameters - 16).toBe((inGroups(1).parameters - 16) / 2);
    expect(inGroups(2).multiplyAdds).toBe(inGroups(1).multiplyAdds / 2);
  });

  test('a residual sum costs what its branches cost, and writes its own output', () => {
    const inner: Layer[] = [
      { name: 'conv', type: 'conv', kernel: 3, channels: 6, padding: 1, bias: false },
      { name: 'norm', type: 'batchNorm' },
    ];
    const lines = ledger({
      name: 'n',
      inputShape: maps,
      layers: [{ name: 'block', type: 'sum', branches: [inner, []] }],
    });
    expect(lines.map(({ name }) => name)).toEqual(['block/conv', 'block/norm', 'block']);
    expect(totalsOf(lines)).toEqual({
      parameters: 9 * 6 * 6 + 2 * 6,
      multiplyAdds: 9 * 6 * 6 * 64,
      activations: 2 * 64 * 6,
    });
  });
});

describe('windows for the receptive field', () => {
  /** [r, j] of the layers before the flatten, by name. */
  function views({ layers, inputShape }: typeof vgg16): Record<string, [number, number]> {
    const chain = layers.slice(
      0,
      layers.findIndex(({ type }) => type === 'flatten'),
    );
    const windows = chain.flatMap((layer) => windowOf(layer) ?? []);
    expect(windows).toHaveLength(chain.length);
    const [height = 1, width = 1] = inputShape;
    const fields = receptiveFields(windows, [height, width]);
    return Object.fromEntries(
      chain.map(({ name }, i) => [name, [fields[i]?.size[0] ?? 0, fields[i]?.jump[0] ?? 0]]),
    );
  }

  test('a unit of VGG-16 sees 196 pixels in conv5_3 and 212 in pool5, 32 apart', () => {
    const { conv5_3, pool5 } = views(vgg16);
    expect(conv5_3).toEqual([196, 16]);
    expect(pool5).toEqual([212, 32]);
  });

  test('a unit of AlexNet sees 163 pixels in conv5 and 195 in pool5, 32 apart', () => {
    const { conv5, pool5 } = views(alexnet);
    expect(conv5).toEqual([163, 16]);
    expect(pool5).toEqual([195, 32]);
  });

  test('there is none after the maps are gone, nor for branches that differ', () => {
    expect(windowOf({ name: 'fc', type: 'dense', units: 10 })).toBeNull();
    expect(windowOf({ name: 'f', type: 'flatten' })).toBeNull();
    expect(windowOf({ name: 's', type: 'sum', branches: [[], []] })).toBeNull();
  });
});
